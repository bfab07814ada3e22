/* service_clocks.h - the clocks of a service, as a definition has them: what starts each, how long
 * it runs, what stops it for a while, and what is done when it is over. */
#ifndef SERVICES_DEFINITION_SERVICE_CLOCKS_H
#define SERVICES_DEFINITION_SERVICE_CLOCKS_H

#include "services/definition/reader.h"

/* When all stages and acts are read and linked. A clock without a start, one that does what no act
 * by a clock is, and an act by a clock that none does, or two do, are faults. */
void service_clocks_read(struct reader *r, const struct node *root, struct service *s);

/* Whether one of those read so far does this act when it is over; tasks have theirs, too. */
bool service_clocks_do(const struct service *s, const struct act *act);

#endif
