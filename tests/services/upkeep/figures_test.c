/* figures_test.c - how many there are is kept beside the ledger, exactly, and nobody counts rows.
 */
#include "tests/services/engine.h"
#include "tests/services/portal.h"
#include "tests/services/tamper.h"
#include "tests/unit.h"

#include "services/registry/ledger.h"
#include "services/registry/limits.h"
#include "services/registry/registry_inside.h"
#include "services/upkeep/upkeep.h"

#include <string.h>

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s (%s)", err.say, err.detail)

static struct error err;

static void expect(struct portal *p, int64_t drafts, int64_t applications)
{
	struct figures f;
	struct raw *d = tamper_open(p);

	GOOD(figures_count(p->registry, &f, &err));
	ck_assert_int_eq(f.drafts, drafts);
	ck_assert_int_eq(f.applications, applications);
	ck_assert_int_eq(f.ledger_entries, raw_number(d, "SELECT count(*) FROM ledger"));
	ck_assert_int_eq(raw_number(d, "SELECT count(*) FROM application WHERE state = 'draft'"),
			 drafts);
	ck_assert_int_eq(raw_number(d, "SELECT count(*) FROM application WHERE state <> 'draft'"),
			 applications);
	raw_close(d);
	ck_assert_int_eq(portal_verify(p, true), 0);
}

static struct application draft(struct portal *p)
{
	struct application a;
	char pin[PIN_DIGITS + 1];

	GOOD(application_begin(p->registry, &p->owner, p->service, LANG_EN, &a, pin, &err));
	return a;
}

START_TEST(each_act_counts_what_it_makes)
{
	struct application a, given_up;
	struct receipt receipt;
	int64_t drafts = 0;
	struct portal p;
	struct form *f;

	portal_open(&p, "figures");
	f = portal_form(&p);
	expect(&p, 0, 0);
	portal_apply(&p, &p.guest);
	expect(&p, 0, 1);
	a = draft(&p);
	given_up = draft(&p);
	draft(&p);
	expect(&p, 3, 1);
	GOOD(application_submit(p.registry, &p.owner, &a, f, &receipt, &err));
	expect(&p, 2, 2);
	GOOD(application_discard(p.registry, &p.owner, &given_up, &err));
	expect(&p, 1, 2);
	GOOD(application_withdraw(p.registry, &p.owner, &a, NULL, &err));
	ck_assert_int_eq(application_discard(p.registry, &p.owner, &given_up, &err), FAULT_MISSING);
	expect(&p, 1, 2);
	p.now += (LIMIT_DRAFT_DAYS + 1) * (int64_t)86400;
	GOOD(expire_run(p.registry, &drafts, &err));
	ck_assert_int_eq(drafts, 1);
	expect(&p, 0, 2);
	form_free(f);
	portal_close(&p);
}
END_TEST

START_TEST(what_is_not_committed_does_not_count)
{
	struct ledger_entry entry = {.act = LEDGER_LOOKED,
				     .object = "x",
				     .revision = 1,
				     .actor = "host",
				     .operation = "1",
				     .applications = 7};
	struct portal p;

	portal_open(&p, "figures-back");
	portal_apply(&p, &p.guest);
	GOOD(store_begin(p.registry->store, &err));
	GOOD(ledger_add(p.registry, &entry, &err));
	store_rollback(p.registry->store);
	expect(&p, 0, 1);
	portal_close(&p);
}
END_TEST

/* With millions of rows the rows cannot be asked; verify can. */
START_TEST(the_heads_are_believed_and_verified)
{
	struct figures f;
	struct portal p;

	portal_open(&p, "figures-heads");
	portal_apply(&p, &p.guest);
	portal_tamper(&p, "UPDATE ledger_head SET drafts = 5, applications = 70");
	GOOD(figures_count(p.registry, &f, &err));
	ck_assert_int_eq(f.drafts, 5);
	ck_assert_int_eq(f.applications, 70);
	ck_assert_str_eq(portal_findings(&p),
			 "Ledger: its heads count other applications than there are.\n");
	portal_close(&p);
}
END_TEST

/* One of the version before is counted once, when it is opened. */
START_TEST(an_older_registry_is_counted)
{
	struct portal p;

	portal_open(&p, "figures-older");
	portal_apply(&p, &p.guest);
	portal_apply(&p, &p.owner);
	draft(&p);
	registry_close(p.registry);
	portal_tamper(&p, "ALTER TABLE ledger_head DROP COLUMN drafts;"
			  "ALTER TABLE ledger_head DROP COLUMN applications;"
			  "ALTER TABLE ledger_head DROP COLUMN counted;"
			  "DROP TABLE notice;"
			  "DROP TABLE account_grant; DROP TABLE account_key;"
			  "DROP TABLE account; DROP TABLE party;"
			  "DROP INDEX ledger_staff_at; DROP INDEX ledger_staff_actor;"
			  "DROP INDEX application_queue;"
			  "DROP INDEX application_queue_service;"
			  "DROP INDEX application_queue_office;"
			  "DROP INDEX application_queue_count;"
			  "DROP INDEX application_queue_assignee;"
			  "ALTER TABLE application DROP COLUMN assignee;"
			  "ALTER TABLE application DROP COLUMN office;"
			  "DELETE FROM meta WHERE name = 'keys'");
	portal_tamper(&p, engine_is_postgres() ? "UPDATE registry SET version = 7"
					       : "PRAGMA user_version = 7");
	GOOD(registry_upgrade(p.folder, p.address, &p.registry, &err));
	registry_use_clock(p.registry, portal_clock, &p);
	expect(&p, 1, 2);
	draft(&p);
	expect(&p, 2, 2);
	portal_close(&p);
}
END_TEST

/* A visit of the version before goes on after the tables were brought up to date: its entries
   stand in a head that does not say so. */
START_TEST(who_does_not_count_is_counted_again)
{
	struct portal p;
	struct raw *d;
	int64_t wiped;

	portal_open(&p, "figures-stale");
	portal_apply(&p, &p.guest);
	draft(&p);
	portal_tamper(&p, "UPDATE ledger_head SET drafts = 7, applications = 9, counted = seq - 1");
	expect(&p, 1, 1);
	draft(&p);
	expect(&p, 2, 1);
	GOOD(expire_run(p.registry, &wiped, &err));
	expect(&p, 2, 1);
	d = tamper_open(&p);
	ck_assert_int_eq(raw_number(d, "SELECT CAST(sum(drafts) AS BIGINT) FROM ledger_head"), 2);
	ck_assert_int_eq(raw_number(d, "SELECT count(*) FROM ledger_head WHERE counted <> seq"), 0);
	raw_close(d);
	portal_close(&p);
}
END_TEST

SUITE(figures, each_act_counts_what_it_makes, what_is_not_committed_does_not_count,
      the_heads_are_believed_and_verified, an_older_registry_is_counted,
      who_does_not_count_is_counted_again)
