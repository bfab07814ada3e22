/* service_ends.h - whether an application comes to an end from wherever its stages and acts bring
 * it. */
#ifndef SERVICES_DEFINITION_SERVICE_ENDS_H
#define SERVICES_DEFINITION_SERVICE_ENDS_H

#include "services/definition/reader.h"

/* Over stages, acts and tasks that were read without a fault. */
void service_ends_check(struct reader *r, const struct node *root, const struct service *s);

#endif
