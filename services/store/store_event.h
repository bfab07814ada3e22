/* store_event.h - kept: what happened to an application, with the sealed words of who acted. */
#ifndef SERVICES_STORE_STORE_EVENT_H
#define SERVICES_STORE_STORE_EVENT_H

#include "services/store/store.h"

struct store_event {
	int number; /* from 1 within the application */
	int64_t at;
	const char *state; /* its code */
	const char *stage;
	const char *actor;
	const unsigned char *note; /* sealed */
	size_t len;                /* bytes */
};

MUST_USE enum fault store_event_add(struct store *s, const char *application,
				    const struct store_event *event, struct error *err);

/* The highest number, 0 without events. */
MUST_USE enum fault store_event_last(struct store *s, const char *application, int *ret,
				     struct error *err);

/* Oldest first until `visit` returns a fault; what it is given lives for the call. */
MUST_USE enum fault store_event_each(struct store *s, const char *application,
				     enum fault (*visit)(void *ctx, const struct store_event *event,
							 struct error *err),
				     void *ctx, struct error *err);

#endif
