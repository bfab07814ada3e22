/* route.h - which office has an application: by the place that was answered, and by an act. */
#ifndef SERVICES_APPLICATION_ROUTE_H
#define SERVICES_APPLICATION_ROUTE_H

#include "services/application/application.h"

/* An office that an application may be sent to. */
struct route_office {
	const char *code, *name;
	bool has_it; /* already */
};

/* For who may act on it: those that its service may send it to, by code, in `arena`: the route's
 * office with all below it and the other one; of a service without a route all that there are. */
MUST_USE enum fault route_offices(struct registry *r, struct caller *v, const struct application *a,
				  const struct service *s, struct arena *arena,
				  struct route_office **ret, size_t *ret_count, struct error *err);

#endif
