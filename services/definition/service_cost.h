/* service_cost.h - what people read of what a service costs and how long it takes, from a
 * definition file. */
#ifndef SERVICES_DEFINITION_SERVICE_COST_H
#define SERVICES_DEFINITION_SERVICE_COST_H

#include "services/definition/reader.h"
#include "services/definition/service.h"

/* The keys "fee" and "duration". */
void service_cost_read(struct reader *r, const struct node *root, struct service *s);

/* The "currency" of a map where it stands and is one, else NULL. */
const char *service_cost_currency(struct reader *r, const struct node *n, bool need);

#endif
