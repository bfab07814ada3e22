/* reason.h - the reasons that an act has to choose from, as a definition has them. */
#ifndef SERVICES_DEFINITION_REASON_H
#define SERVICES_DEFINITION_REASON_H

#include "services/definition/reader.h"

struct reason_list {
	struct reason *of;
	size_t count;
};

/* The list "reasons" of an act: needed where the act asks for one (`asked`), and refused where it
 * does not; with `law` each has to say the law, too. */
struct reason_list reason_read(struct reader *r, const struct node *act, bool asked, bool law);

/* One by its code; NULL: it is none of them. */
const struct reason *reason_find(const struct reason *of, size_t count, const char *code);

#endif
