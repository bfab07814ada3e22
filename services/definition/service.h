/* service.h - finds the parts of one administrative service by their ids (docs/SERVICES.md
 * describes every key of its definition). */
#ifndef SERVICES_DEFINITION_SERVICE_H
#define SERVICES_DEFINITION_SERVICE_H

#include "services/definition/types.h"

/* Whether it is applied for here: it has a form, and goes on. */
bool service_takes(const struct service *s);

const struct section *service_section(const struct service *s, const char *id);
/* Whether an application at the one stage may be forwarded to the other. */
bool service_forwards(const struct stage *from, const struct stage *to);
const struct stage *service_stage(const struct service *s, const char *id);

/* A section or NULL for eligibility; the question or NULL. */
const struct question *service_question(const struct service *s, const char *id,
					const struct section **ret_section);

/* True when the text has words. */
bool text_is_set(const struct text *t);

/* True when both have the same words in one language at least. */
bool text_is_alike(const struct text *one, const struct text *other);

#endif
