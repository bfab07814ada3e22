/* store_event.h - kept: what happened to an application, with the sealed words of who acted. */
#ifndef SERVICES_STORE_STORE_EVENT_H
#define SERVICES_STORE_STORE_EVENT_H

#include "services/store/store.h"
#include "services/store/table.h"

/* clang-format off */
#define STORE_EVENT(F)                                                                  \
	F(const char *, application, , 0, 0)                                            \
	F(int, number, , 0, 0)                  /* from 1 within the application */     \
	F(int64_t, at, , 0, 0)                                                          \
	F(const char *, state, , 0, 0)          /* its code */                          \
	F(const char *, stage, , 0, 0)                                                  \
	F(const char *, actor, , 0, 0)                                                  \
	F(struct table_bytes, note, , 0, 0)     /* sealed */
/* clang-format on */
struct store_event {
	STORE_EVENT(TABLE_MEMBER)
};
extern const struct table store_event_table;

MUST_USE enum fault store_event_add(struct store *s, const struct store_event *event,
				    struct error *err);

/* The highest number, 0 without events. */
MUST_USE enum fault store_event_last(struct store *s, const char *application, int *ret,
				     struct error *err);

/* Oldest first until `visit` returns a fault; what it is given lives for the call. */
MUST_USE enum fault store_event_each(struct store *s, const char *application,
				     enum fault (*visit)(void *ctx, const struct store_event *event,
							 struct error *err),
				     void *ctx, struct error *err);

#endif
