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

enum fault store_open_later(const char *folder, const char *address, struct store **ret,
			    struct error *err)
{
	if (address == NULL)
		return sqlite_open_later(folder, ret, err);
	return postgres_open_later(address, ret, err);
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

enum fault store_older(int64_t version, int known, struct error *err)
{
	return fail(err, FAULT_CONFLICT,
		    N_("An older version of the portal made this registry. `shubbak serve` "
		       "brings it up to date; hosts of the older version then let their "
		       "visitors browse only, until they are brought up to date as well."),
		    "version %d, known %d", (int)version, known);
}

enum fault store_arriving(struct error *err)
{
	return fail(err, FAULT_CONFLICT,
		    N_("A registry is being moved into this database, or was not moved to its end. "
		       "If nobody is at it any more, move it again."),
		    "arriving");
}

enum fault store_arrive(const char *folder, const char *address, struct store **ret,
			struct error *err)
{
	return address == NULL ? sqlite_arrive(folder, ret, err)
			       : postgres_arrive(address, ret, err);
}

enum fault store_open_nothing(const char *folder, const char *address, struct error *err)
{
	struct store *s = NULL;
	enum fault fault = store_open(folder, address, false, NULL, &s, err);

	store_close(s);
	if (fault != FAULT_NONE)
		return fault;
	return fail(err, FAULT_CONFLICT,
		    address == NULL ? N_("There is a registry in this folder already.")
				    : N_("There is a registry in this database already. Give an "
					 "empty one."),
		    "not empty");
}

/* Each of a list with commas is a folder; none: the library's own. */
static bool are_folders(const char *hosts)
{
	if (hosts == NULL || hosts[0] == '\0')
		return true;
	for (const char *at = hosts; at != NULL; at = strchr(at, ',')) {
		at += *at == ',';
		if (*at != '/')
			return false;
	}
	return true;
}

bool store_open_is_here(const char *address)
{
	PQconninfoOption *options;
	bool here;

	/* That the library is missing is told by opening. */
	if (postgres_load(NULL) != FAULT_NONE)
		return true;
	options = PQconninfoParse(address, NULL);
	here = options != NULL;
	for (const PQconninfoOption *o = options; here && o->keyword != NULL; o++) {
		if (strcmp(o->keyword, "host") == 0)
			here = are_folders(o->val);
		else if (strcmp(o->keyword, "hostaddr") == 0)
			here = o->val == NULL || o->val[0] == '\0';
	}
	PQconninfoFree(options);
	return here;
}
