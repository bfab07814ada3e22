/* store_open.c - where a registry's database is: opened by the engine that keeps it, made, copied
 * into a file. */
#include "services/store/store_open.h"

#include "services/store/postgres.h"
#include "services/store/sqlite.h"
#include "services/store/store_pour.h"

enum fault store_open(const char *folder, const char *address, bool create,
		      const struct store_filler *filler, struct store **ret, struct error *err)
{
	if (address != NULL)
		return postgres_open(address, create, filler, ret, err);
	return sqlite_open(folder, create, filler, ret, err);
}

enum fault store_copy(struct store *s, const char *file, struct error *err)
{
	struct store *copy = NULL;
	struct store_poured poured;
	enum fault fault;

	if (s->engine->copy != NULL)
		return s->engine->copy(s, file, err);
	fault = sqlite_make(file, &copy, err);
	if (fault == FAULT_NONE)
		fault = store_pour(s, copy, &poured, err);
	store_close(copy);
	return fault;
}

enum fault store_moved(struct error *err)
{
	fail(err, FAULT_CONFLICT,
	     N_("This registry was moved to another database. Say in shubbak.conf where it is "
		"(registry)."),
	     "moved");
	error_code(err, STORE_MOVED);
	return FAULT_CONFLICT;
}

enum fault store_frozen(struct error *err)
{
	return fail(err, FAULT_BUSY,
		    N_("The portal is being moved to another database. What was stored before is "
		       "safe; please come again in a few minutes."),
		    "moved");
}
