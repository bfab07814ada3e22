/* store_visitor.h - kept: wrong tries by subject and minute, and what a key chose before. */
#ifndef SERVICES_STORE_STORE_VISITOR_H
#define SERVICES_STORE_STORE_VISITOR_H

#include "services/store/store.h"

MUST_USE enum fault store_visitor_add_try(struct store *s, const char *subject, int64_t minute,
					  struct error *err);

/* Minutes after `since` in which the subject tried, oldest first, with how often. */
MUST_USE enum fault store_visitor_each_try(struct store *s, const char *subject, int64_t since,
					   void (*visit)(void *ctx, int64_t minute, int count),
					   void *ctx, struct error *err);
MUST_USE enum fault store_visitor_drop_tries(struct store *s, int64_t before_minute,
					     struct error *err);

struct store_choice {
	char lang[4];
	int terminal;
};
MUST_USE enum fault store_visitor_choice(struct store *s, const char *key, struct store_choice *ret,
					 bool *ret_found, struct error *err);
MUST_USE enum fault store_visitor_put_choice(struct store *s, const char *key,
					     const struct store_choice *choice, int64_t at,
					     struct error *err);

#endif
