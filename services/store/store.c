/* store.c - the registry's database, whichever engine keeps it: held by who writes, and checked. */
#include "services/store/engine.h"

#include <assert.h>

void store_close(struct store *s)
{
	if (s == NULL)
		return;
	store_rollback(s);
	s->engine->close(s);
}

enum fault store_begin(struct store *s, struct error *err)
{
	enum fault fault;

	assert(!s->writing);
	fault = s->engine->begin(s, err);
	s->writing = fault == FAULT_NONE;
	return fault;
}

enum fault store_commit(struct store *s, struct error *err)
{
	enum fault fault;

	assert(s->writing);
	fault = s->engine->commit(s, err);
	if (fault == FAULT_NONE)
		s->writing = false;
	else
		store_rollback(s);
	return fault;
}

void store_rollback(struct store *s)
{
	if (!s->writing)
		return;
	s->engine->rollback(s);
	s->writing = false;
}

enum fault store_view(struct store *s, struct error *err)
{
	return s->engine->view(s, err);
}

void store_view_end(struct store *s)
{
	if (!s->writing)
		s->engine->view_end(s);
}

enum fault store_check(struct store *s, void (*tell)(void *ctx, const char *line), void *ctx,
		       bool *ret_whole, struct error *err)
{
	return s->engine->check(s, tell, ctx, ret_whole, err);
}

enum fault store_trim(struct store *s, struct error *err)
{
	return s->engine->trim(s, err);
}
