/* anew_test.c - what was changed in a registry of an older version is not vouched for by the newer
 * one. */
#include "tests/services/engine.h"
#include "tests/services/portal.h"
#include "tests/services/raw.h"
#include "tests/services/tamper.h"
#include "tests/unit.h"

#include "services/registry/registry_inside.h"
#include "services/registry/vouch.h"

#include <string.h>

/* Signs each submitted application as the tables of another version had it. */
static void sign_by(struct portal *p, struct raw *d, enum vouch_recipe recipe)
{
	struct store_application row = {.id = ""};
	char id[sizeof(row.id)] = "", mac[SEAL_DIGEST + 1];
	struct error err;
	bool found = true;

	for (;;) {
		ck_assert_int_eq(store_application_next(p->registry->store, id, &row, &found, &err),
				 FAULT_NONE);
		if (!found)
			return;
		memcpy(id, row.id, sizeof(id));
		ck_assert_int_eq(vouch_application_by(&p->registry->seal, p->registry->store, &row,
						      recipe, mac, &err),
				 FAULT_NONE);
		raw_run(d,
			arena_format(p->arena, "UPDATE application SET mac = '%s' WHERE id = '%s'",
				     mac, id));
	}
}

/* So that it has a notice. */
static void ask(struct portal *p, const char *reference)
{
	struct application a;
	struct error err;

	ck_assert_int_eq(application_open_host(p->registry, &p->host, reference, &a, &err),
			 FAULT_NONE);
	ck_assert_int_eq(application_ask(p->registry, &p->host, &a, p->service, "Which?", &err),
			 FAULT_NONE);
}

/* What was changed while the tables were older is not vouched for by the newer ones. */
START_TEST(what_was_changed_before_is_not_signed_anew)
{
	static const struct {
		enum vouch_recipe recipe;
		const char *name, *tables;
	} olders[] = {
		{VOUCH_CONTENT, "older-4",
		 "DROP TABLE retired;" RAW_BACK_TO_7 "PRAGMA user_version = 5"},
		{VOUCH_BARE, "older-5",
		 "DROP TABLE retired;" RAW_BACK_TO_7 "PRAGMA user_version = 5"},
		{VOUCH_CLEAR, "older-15", RAW_BACK_TO_15 "PRAGMA user_version = 15"},
		{VOUCH_CLEAR, "older-15p", RAW_BACK_TO_15 "UPDATE registry SET version = 15"},
	};

	/* In PostgreSQL tables begin with version 7. */
	for (int i = engine_is_postgres() ? 3 : 0; i < (engine_is_postgres() ? 4 : 3); i++) {
		struct receipt receipt;
		struct portal p;
		struct error err;
		struct raw *d;

		portal_open(&p, olders[i].name);
		receipt = portal_apply(&p, &p.owner);
		ask(&p, receipt.reference);
		ask(&p, portal_apply(&p, &p.owner).reference);
		d = tamper_open(&p);
		raw_run(d, "UPDATE answer SET clear = 'Mayy Haddad', sealed = decode('', 'hex')"
			   " WHERE question = 'full_name'"); /* as a definition may have it */
		sign_by(&p, d, olders[i].recipe);
		ck_assert_int_eq(portal_verify(&p, false), 2); /* two, by an older recipe */
		ck_assert_int_eq(raw_run(d, arena_format(p.arena,
							 "UPDATE application SET question ="
							 " 'x' WHERE reference = '%s'",
							 receipt.reference)),
				 1);
		raw_run(d, olders[i].tables);
		registry_close(p.registry);
		ck_assert_int_eq(registry_upgrade(p.folder, p.address, &p.registry, &err),
				 FAULT_NONE);
		ck_assert_int_eq(portal_verify(&p, false), 1);
		ck_assert_ptr_nonnull(strstr(portal_findings(&p), receipt.reference));
		raw_close(d);
		portal_close(&p);
	}
}
END_TEST

/* Of those that nobody was told anything of the digest is the same: nothing is written. */
START_TEST(what_is_the_same_is_not_written)
{
	struct portal p;
	struct error err;
	struct raw *d;

	ENGINE_ONLY_SQLITE("no registry in PostgreSQL has older tables");
	portal_open(&p, "older-same");
	portal_apply(&p, &p.owner);
	d = tamper_open(&p);
	raw_run(d, "CREATE TRIGGER written BEFORE UPDATE ON application"
		   " BEGIN SELECT RAISE(ABORT, 'written'); END");
	raw_run(d, RAW_BACK_TO_15 "PRAGMA user_version = 15");
	registry_close(p.registry);
	ck_assert_int_eq(registry_open(p.folder, p.address, &p.registry, &err), FAULT_NONE);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	raw_close(d);
	portal_close(&p);
}
END_TEST

SUITE(anew, what_is_the_same_is_not_written, what_was_changed_before_is_not_signed_anew)
