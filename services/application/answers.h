/* answers.h - a form's answers into the registry, sealed or clear by their class, and back into a
 * form. */
#ifndef SERVICES_APPLICATION_ANSWERS_H
#define SERVICES_APPLICATION_ANSWERS_H

#include "services/application/change.h"
#include "services/registry/seal.h"

/* Within a change: one answer (NULL: taken away; one that has a default is kept as empty, so that
 * the default does not come back). FAULT_DENIED: the answers together are too long. */
MUST_USE enum fault answers_put(struct change *c, const struct field_path *at,
				const char *canonical, struct error *err);

/* Within a change whose caller is behind: whether the registry has what the visit read last, or
 * what it says now already (*ret_there). FAULT_CONFLICT, and answer->there, where it has neither.
 */
MUST_USE enum fault answers_compare(struct change *c, struct application_answer *answer,
				    bool *ret_there, struct error *err);

/* Within a change: all of one section, and its number of items. */
MUST_USE enum fault answers_put_section(struct change *c, const struct form *f,
					const struct section *s, struct error *err);

/* What the form asks and nothing else, as it was declared, for the application `id`. It lives in
 * `a`, and points to the form and to `id`. It is made before anybody's turn to write is taken:
 * sealing is no work of the registry's, and others wait for that turn. */
void answers_seal(const struct seal *seal, struct arena *a, const char *id, const struct form *f,
		  struct record_content *ret);

/* Within a change: these and no others; what stands there as it should is not written again. The
 * change has them as its content. */
MUST_USE enum fault answers_put_all(struct change *c, struct record_content *all,
				    struct error *err);

/* Within a change: the person has opened a section; nothing more where that is known. */
MUST_USE enum fault answers_open_section(struct change *c, const struct section *s,
					 struct error *err);

/* Into a fresh form, with the sections that were opened. Answers of other classes than `sees` (bits
 * by enum class) are not opened: the form has them as withheld. */
MUST_USE enum fault answers_load(struct registry *r, const char *id, unsigned sees, struct form *f,
				 struct error *err);

/* The same within a view or a change. */
MUST_USE enum fault answers_load_within(struct registry *r, const char *id, unsigned sees,
					struct form *f, struct error *err);

/* The id of a section as it is stored: eligibility has none of its own. */
const char *answers_section(const struct section *s);

#endif
