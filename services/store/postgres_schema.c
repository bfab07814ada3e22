/* postgres_schema.c - the tables of a registry in PostgreSQL, made or brought up to date. */
#include "services/store/store_open.h"
#include "services/store/postgres.h"

#include <sodium.h>

static int newest(void)
{
	int version = POSTGRES_FIRST - 1;

	while (postgres_scripts[version + 1 - POSTGRES_FIRST] != NULL)
		version++;
	return version;
}

#define HAS_TABLE(name) "SELECT count(*) FROM pg_tables WHERE tablename = '" name "'"

/* The first row's first column as a number; `absent` without a row. */
static enum fault ask(struct postgres *s, const char *text, int64_t absent, int64_t *ret,
		      struct error *err)
{
	PGresult *r = NULL;
	enum fault fault = postgres_exec(s, text, &r, err);

	if (fault == FAULT_NONE)
		*ret = PQntuples(r) > 0 ? strtoll(PQgetvalue(r, 0, 0), NULL, 10) : absent;
	PQclear(r);
	return fault;
}

/* Another order of texts would change what digests are made of. */
static enum fault be_fit(struct postgres *s, struct error *err)
{
	int64_t fit = 0;
	enum fault fault =
		ask(s,
		    "SELECT count(*) FROM pg_database WHERE datname = current_database()"
		    " AND datcollate IN ('C', 'POSIX') AND pg_encoding_to_char(encoding) = 'UTF8'",
		    0, &fit, err);

	if (fault == FAULT_NONE && fit == 0)
		return fail(err, FAULT_CONFLICT,
			    N_("This database sorts texts otherwise than the portal does. Make one "
			       "with LC_COLLATE C, encoding UTF8 and template0."),
			    "collation");
	return fault;
}

/* Those of the versions behind `from`. */
static enum fault run_scripts(struct postgres *s, int64_t from, struct error *err)
{
	enum fault fault = FAULT_NONE;

	for (int64_t version = from; fault == FAULT_NONE && version < newest(); version++)
		fault = postgres_exec_all(s, postgres_scripts[version + 1 - POSTGRES_FIRST], err);
	return fault;
}

static enum fault make(struct postgres *s, struct error *err)
{
	unsigned char dice[8];
	char id[2 * sizeof(dice) + 1], text[200];
	enum fault fault = run_scripts(s, POSTGRES_FIRST - 1, err);

	randombytes_buf(dice, sizeof(dice));
	sodium_bin2hex(id, sizeof(id), dice, sizeof(dice));
	snprintf(text, sizeof(text), "INSERT INTO origin (id, home) VALUES ('%s', 1)", id);
	return fault == FAULT_NONE ? postgres_exec(s, text, NULL, err) : fault;
}

/* Two that come at once make it once. */
static enum fault make_or_find(struct postgres *s, const struct store_filler *filler,
			       struct error *err)
{
	int64_t there = 0;
	enum fault fault = store_begin_alone(&s->store, err);

	if (fault == FAULT_NONE)
		fault = ask(s, HAS_TABLE("registry"), 0, &there, err);
	if (fault == FAULT_NONE && there == 0) {
		fault = make(s, err);
		if (fault == FAULT_NONE && filler != NULL)
			fault = filler->fill(filler->ctx, &s->store, 0, err);
	}
	if (fault == FAULT_NONE)
		fault = store_commit(&s->store, err);
	store_rollback(&s->store);
	return fault;
}

/* All in one transaction, with nobody else writing; of two hosts that come at once one does it. */
static enum fault upgrade(struct postgres *s, const struct store_filler *filler, struct error *err)
{
	int64_t from = 0;
	enum fault fault = store_begin_alone(&s->store, err);

	if (fault == FAULT_NONE)
		fault = ask(s, "SELECT version FROM registry", 0, &from, err);
	if (fault == FAULT_NONE && from < newest()) {
		fault = run_scripts(s, from, err);
		if (fault == FAULT_NONE)
			fault = filler->fill(filler->ctx, &s->store, (int)from, err);
	}
	if (fault == FAULT_NONE)
		fault = store_commit(&s->store, err);
	store_rollback(&s->store);
	return fault;
}

/* Other hosts may still serve it with the version before, which cannot open it from then on. */
static enum fault meet_version(struct postgres *s, int64_t version,
			       const struct store_filler *filler, struct error *err)
{
	if (version > newest())
		return fail(err, FAULT_CONFLICT,
			    N_("This registry was created by a newer version of the portal. "
			       "Install that version."),
			    "version %d, known %d", (int)version, newest());
	if (version == newest())
		return FAULT_NONE;
	if (filler == NULL || !filler->upgrades)
		return store_older(version, newest(), err);
	return upgrade(s, filler, err);
}

/* What an earlier move has left: its tables, and nothing else that the database may hold. */
static enum fault clear(struct postgres *s, struct error *err)
{
	static const char *const names[] = {SQL_TABLES(SQL_TABLE_TEXT) "registry", "done",
					    "arriving"};
	enum fault fault = FAULT_NONE;

	for (size_t i = 0; fault == FAULT_NONE && i < sizeof(names) / sizeof(names[0]); i++) {
		char text[80];

		snprintf(text, sizeof(text), "DROP TABLE IF EXISTS %s CASCADE", names[i]);
		fault = postgres_exec(s, text, NULL, err);
	}
	return fault;
}

enum fault postgres_schema_arrive(struct postgres *s, struct error *err)
{
	int64_t there = 0, half = 0;
	enum fault fault = be_fit(s, err);

	if (fault == FAULT_NONE)
		fault = store_begin_alone(&s->store, err);
	if (fault == FAULT_NONE)
		fault = ask(s, HAS_TABLE("arriving"), 0, &half, err);
	if (fault == FAULT_NONE && half > 0)
		fault = clear(s, err);
	if (fault == FAULT_NONE)
		fault = ask(s, HAS_TABLE("registry"), 0, &there, err);
	if (fault == FAULT_NONE && there > 0)
		fault = fail(err, FAULT_CONFLICT,
			     N_("There is a registry in this database already. Give an empty one."),
			     "not empty");
	if (fault == FAULT_NONE)
		fault = make(s, err);
	if (fault == FAULT_NONE)
		fault = postgres_exec(s, "CREATE TABLE arriving ()", NULL, err);
	if (fault == FAULT_NONE)
		fault = store_commit(&s->store, err);
	store_rollback(&s->store);
	return fault;
}

enum fault postgres_schema_apply(struct postgres *s, bool create, const struct store_filler *filler,
				 struct error *err)
{
	int64_t there = 0, version = 0, moved = 0, half = 0;
	enum fault fault = be_fit(s, err);

	if (fault == FAULT_NONE)
		fault = ask(s, HAS_TABLE("registry"), 0, &there, err);
	if (fault == FAULT_NONE && there == 0 && !create)
		return fail(err, FAULT_MISSING,
			    N_("There is no registry in this database. Make one with init."),
			    "no table");
	if (fault == FAULT_NONE && there == 0)
		fault = make_or_find(s, filler, err);
	if (fault == FAULT_NONE)
		fault = ask(s, "SELECT version FROM registry", 0, &version, err);
	if (fault == FAULT_NONE)
		fault = ask(s, "SELECT count(*) FROM pg_trigger WHERE tgname = 'moved'", 0, &moved,
			    err);
	if (fault == FAULT_NONE && moved > 0)
		return store_moved(err);
	if (fault == FAULT_NONE)
		fault = ask(s, HAS_TABLE("arriving"), 0, &half, err);
	if (fault == FAULT_NONE && half > 0)
		return store_arriving(err);
	return fault == FAULT_NONE ? meet_version(s, version, filler, err) : fault;
}
