/* question.h - one question of a definition file, with its limits and choices. */
#ifndef SERVICES_DEFINITION_QUESTION_H
#define SERVICES_DEFINITION_QUESTION_H

#include "services/definition/reader.h"

/* `section` NULL: an eligibility question. `country` is the service's own. */
struct question question_read(struct reader *r, const struct node *n, const struct section *section,
			      const char *country);

#endif
