/* store.c - the registry's database, whichever engine keeps it: opened, held, checked and copied.
 */
#include "services/store/store.h"

#include "services/store/postgres.h"
#include "services/store/sqlite.h"
#include "services/store/store_pour.h"

#include <assert.h>

enum fault store_open(const char *folder, const char *address, bool create,
		      const struct store_filler *filler, struct store **ret, struct error *err)
{
	if (address != NULL)
		return postgres_open(address, create, filler, ret, err);
	return sqlite_open(folder, create, filler, ret, err);
}

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

enum fault store_copy(struct store *s, const char *file, struct error *err)
{
	struct store *copy = NULL;
	int64_t count = 0;
	enum fault fault;

	if (s->engine->copy != NULL)
		return s->engine->copy(s, file, err);
	fault = sqlite_make(file, &copy, err);
	if (fault == FAULT_NONE)
		fault = store_pour(s, copy, &count, err);
	store_close(copy);
	return fault;
}

enum fault store_trim(struct store *s, struct error *err)
{
	return s->engine->trim(s, err);
}
