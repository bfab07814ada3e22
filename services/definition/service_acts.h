/* service_acts.h - what may be done with an application, as a definition has it. */
#ifndef SERVICES_DEFINITION_SERVICE_ACTS_H
#define SERVICES_DEFINITION_SERVICE_ACTS_H

#include "services/definition/reader.h"

/* When all stages have their ids: the list "acts" of `map`, the `at`th stage's, or with NULL the
 * service's own, from anywhere. */
void service_acts_read(struct reader *r, const struct node *map, struct service *s,
		       struct stage *at);

/* When all are read: that each act which another names is there, and that no two which can be done
 * at one stage have the same id. */
void service_acts_link(struct reader *r, const struct node *root, const struct service *s);

/* The stage of this id; NULL: there is none, which has been told. */
const struct stage *service_acts_stage(struct reader *r, const struct node *n,
				       const struct service *s);

/* "closed(opinion)" for "closed": what stands within the brackets; NULL where it is no such word.
 */
const char *service_acts_argument(struct reader *r, const char *word, const char *name);

#endif
