/* store_queue.h - kept: the applications that wait for the authority, as staff list them. */
#ifndef SERVICES_STORE_STORE_QUEUE_H
#define SERVICES_STORE_STORE_QUEUE_H

#include "services/store/store.h"

/* Of those that were sent and are not at an end; what is "" or 0 keeps nothing out. */
struct store_queue_filter {
	const char *assignee; /* id of the account that has it */
	bool unassigned;
	int64_t overdue; /* was to be done before then */
	const char *service, *office, *stage;
};

/* By when they are due, those without a day last, then by id. */
struct store_queue_place {
	int64_t due; /* STORE_QUEUE_NEVER: no day */
	char id[33];
};
#define STORE_QUEUE_NEVER INT64_MAX

/* What it is about stands in clear columns alone. Texts live for the call. */
struct store_queue_row {
	struct store_queue_place place;
	const char *reference, *service, *state, *stage, *office, *assignee;
	int version;
	int64_t submitted_at, due_at, revision;
};

/* At most `most` of them behind `after`. */
MUST_USE enum fault store_queue_page(struct store *s, const struct store_queue_filter *f,
				     const struct store_queue_place *after, int64_t most,
				     void (*visit)(void *ctx, const struct store_queue_row *row),
				     void *ctx, struct error *err);

/* The same of those that a person is to look at again, at an end or not (store_clock.h), behind the
 * id `after` ("": from the first) by their ids; of one service, or with "" of all. And how many
 * there are of a service in an office: in all. */
MUST_USE enum fault store_queue_again(struct store *s, const char *service, const char *after,
				      int64_t most,
				      void (*visit)(void *ctx, const struct store_queue_row *row),
				      void *ctx, struct error *err);
struct store_queue_count;
MUST_USE enum fault store_queue_again_count(struct store *s,
					    void (*visit)(void *ctx,
							  const struct store_queue_count *row),
					    void *ctx, struct error *err);

/* How many there are of a service at a stage in an office: in all, of the account `assignee`, of
 * nobody, and due before `overdue`. By service, where `service` names none, then by stage; nothing
 * else is asked of the filter. */
struct store_queue_count {
	const char *service, *office, *stage;
	int64_t all, mine, unassigned, overdue;
};
MUST_USE enum fault store_queue_count(struct store *s, const struct store_queue_filter *f,
				      void (*visit)(void *ctx, const struct store_queue_count *row),
				      void *ctx, struct error *err);

/* How much each account has of a service in an office: in all, due before then, and when the first
 * of it was sent. By account. */
struct store_queue_held {
	const char *assignee, *service, *office;
	int64_t all, overdue, oldest;
};
MUST_USE enum fault store_queue_held(struct store *s, int64_t before,
				     void (*visit)(void *ctx, const struct store_queue_held *row),
				     void *ctx, struct error *err);

/* What is at an end and staff had to do with, the latest act of theirs first; `actor` "": of all.
 */
struct store_ended_question {
	int64_t from, until; /* when that act was: [from, until) */
	const char *service, *actor;
};
/* `place.due` is when it was, `assignee` who did it. Until `visit` says false; it may ask nothing.
 */
MUST_USE enum fault store_queue_ended(struct store *s, const struct store_ended_question *q,
				      bool (*visit)(void *ctx, const struct store_queue_row *row),
				      void *ctx, struct error *err);

#endif
