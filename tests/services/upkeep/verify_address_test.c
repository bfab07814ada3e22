/* verify_address_test.c - where messages go is entered in the ledger: an address that was put in,
 * taken out, changed or copied past the portal is found, also of registries that are older. */
#include "tests/services/engine.h"
#include "tests/services/portal.h"
#include "tests/services/raw.h"
#include "tests/services/tamper.h"
#include "tests/unit.h"

#include "services/registry/ledger.h"
#include "services/registry/limits.h"
#include "services/registry/registry_inside.h"
#include "services/registry/vouch.h"
#include "services/store/store_address.h"

#include <string.h>

#define DAY ((int64_t)86400)
#define SMS "sms:+9613123456"
#define EMAIL "email:rima@example.org"

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)

/* What the clerk sends next. */
static const char *sent(struct portal *p)
{
	struct spool_message m = {.words = ""};
	bool found = false, failed;

	GOOD(spool_take(p->registry, p->arena, &m, &found, &err));
	ck_assert(found);
	GOOD(spool_done(p->registry, m.id, SPOOL_SENT, "", &failed, &err));
	return m.words;
}

static void prove(struct portal *p, struct caller *c, const struct application *of,
		  const char *address)
{
	GOOD(address_add(p->registry, c, of, address, "{code}", &err));
	GOOD(address_prove(p->registry, c, of, sent(p), &err));
}

/* Its person, who has come by number and PIN. */
static struct caller person(struct portal *p, const char *name)
{
	struct caller c = caller_visitor("", FACE_PAGES);
	struct account_paper paper;

	GOOD(account_open(p->registry, &p->host, name, &paper, &err));
	GOOD(sign_in_account(p->registry, &c, paper.number, paper.pin, &err));
	return c;
}

static struct application begun(struct portal *p)
{
	struct application a;
	char pin[PIN_DIGITS + 1];

	GOOD(application_begin(p->registry, &p->guest, p->service, LANG_EN, &a, pin, &err));
	return a;
}

/* Two accounts, one with two addresses, and a draft with one. */
struct house {
	struct portal portal;
	struct caller rima, sami;
	struct application draft;
};

static void open_house(struct house *h, const char *name)
{
	struct portal *p = &h->portal;

	portal_open(p, name);
	h->rima = person(p, "Rima Khoury");
	h->sami = person(p, "Sami Nassar");
	h->draft = begun(p);
	prove(p, &h->rima, NULL, SMS);
	prove(p, &h->rima, NULL, EMAIL);
	prove(p, &p->guest, &h->draft, SMS);
	ck_assert_int_eq(portal_verify(p, true), 0);
}

START_TEST(a_change_is_an_entry_by_who_made_it)
{
	struct ledger_entry *entries;
	struct address *list;
	struct house h;
	struct portal *p = &h.portal;
	size_t count, told, by_sms;

	open_house(&h, "address-entries");
	GOOD(address_list(p->registry, &h.rima, NULL, p->arena, &list, &count, &err));
	ck_assert_uint_eq(count, 2);
	GOOD(address_drop(p->registry, &h.rima, NULL, SMS, &err));
	/* of one moment the list is in any order */
	by_sms = list[0].channel == CHANNEL_SMS ? 0 : 1;
	GOOD(ledger_of(p->registry, list[by_sms].id, p->arena, &entries, &told, &err));
	ck_assert_uint_eq(told, 2);
	ck_assert_int_eq(entries[0].act, LEDGER_ADDRESS_PROVEN);
	ck_assert_str_eq(entries[0].reason, "sms");
	ck_assert_str_eq(entries[0].actor, h.rima.account);
	ck_assert_str_eq(entries[0].subject, h.rima.account);
	ck_assert_str_eq(entries[0].role, "applicant");
	ck_assert_int_eq(entries[1].act, LEDGER_ADDRESS_DROPPED);
	/* What nobody has proven comes and goes without one. */
	GOOD(address_add(p->registry, &h.rima, NULL, "sms:+9613999999", "{code}", &err));
	GOOD(address_list(p->registry, &h.rima, NULL, p->arena, &list, &count, &err));
	by_sms = list[0].channel == CHANNEL_SMS ? 0 : 1;
	GOOD(ledger_of(p->registry, list[by_sms].id, p->arena, &entries, &told, &err));
	ck_assert_uint_eq(told, 0);
	GOOD(address_drop(p->registry, &h.rima, NULL, "sms:+9613999999", &err));
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

START_TEST(every_row_and_column_counts)
{
	struct house h;
	struct portal *p = &h.portal;
	struct raw *d;

	open_house(&h, "address-columns");
	d = tamper_open(p);
	tamper_rows(p, d, "address");
	tamper_columns(p, d, "address", "channel = 'email'");
	raw_close(d);
	portal_close(p);
}
END_TEST

/* Each undone by what was kept. */
START_TEST(what_was_put_in_is_found)
{
	static const char *const changes[] = {
		"INSERT INTO address SELECT 'x' || id, owner, channel, lang, at, proven_at, tries,"
		" code, value, mac FROM address WHERE channel = 'email'",
		"UPDATE address SET owner = $sami WHERE channel = 'email'",
		"INSERT INTO address SELECT 'x' || id, $sami, channel, lang, at, proven_at, tries,"
		" code, value, mac FROM address WHERE channel = 'email'",
		"UPDATE address SET value = (SELECT b.value FROM address b WHERE b.channel ="
		" 'email') WHERE channel = 'sms'",
		"DELETE FROM address WHERE owner = $rima",
		"UPDATE address SET proven_at = 0 WHERE channel = 'email'",
	};
	struct house h;
	struct portal *p = &h.portal;
	struct raw *d;

	open_house(&h, "address-rows");
	d = tamper_open(p);
	raw_keep(d);
	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
		const char *at = strchr(changes[i], '$'), *change = changes[i];

		if (at != NULL)
			change = arena_format(p->arena, "%.*s'%s'%s", (int)(at - change), change,
					      at[1] == 's' ? h.sami.account : h.rima.account,
					      at + 5);
		ck_assert_int_gt(raw_run(d, change), 0);
		ck_assert_msg(portal_verify(p, false) > 0, "not found: %s", change);
		raw_put_back(d);
		ck_assert_int_eq(portal_verify(p, true), 0);
	}
	raw_close(d);
	portal_close(p);
}
END_TEST

/* A row that the portal itself has written, of another day: its digest holds. */
START_TEST(what_was_once_right_is_found)
{
	struct house h;
	struct portal *p = &h.portal;
	struct raw *d;

	open_house(&h, "address-once");
	d = tamper_open(p);
	/* One that its person has taken away. */
	raw_run(d, "CREATE TEMP TABLE kept AS SELECT * FROM address WHERE channel = 'email'");
	GOOD(address_drop(p->registry, &h.rima, NULL, EMAIL, &err));
	ck_assert_int_eq(portal_verify(p, true), 0);
	raw_run(d, "INSERT INTO address SELECT * FROM kept");
	ck_assert_int_eq(portal_verify(p, false), 1);
	raw_run(d, "DELETE FROM address WHERE channel = 'email'; DROP TABLE kept");
	/* One from before it was proven: nothing would go there any more. */
	GOOD(address_add(p->registry, &h.rima, NULL, EMAIL, "{code}", &err));
	raw_run(d, "CREATE TEMP TABLE kept AS SELECT * FROM address WHERE channel = 'email'");
	GOOD(address_prove(p->registry, &h.rima, NULL, sent(p), &err));
	ck_assert_int_eq(portal_verify(p, true), 0);
	raw_run(d, "DELETE FROM address WHERE channel = 'email';"
		   " INSERT INTO address SELECT * FROM kept");
	ck_assert_int_eq(portal_verify(p, false), 1);
	raw_close(d);
	portal_close(p);
}
END_TEST

START_TEST(they_end_with_the_draft_that_they_belong_to)
{
	struct application second;
	struct house h;
	struct portal *p = &h.portal;
	struct raw *d;
	int64_t drafts = 0;

	open_house(&h, "address-draft");
	second = begun(p);
	prove(p, &p->guest, &second, EMAIL);
	GOOD(application_discard(p->registry, &p->guest, &h.draft, &err));
	ck_assert_int_eq(portal_verify(p, true), 0);
	p->now += (LIMIT_DRAFT_DAYS + 1) * DAY;
	GOOD(expire_run(p->registry, &drafts, &err));
	ck_assert_int_eq(drafts, 1);
	ck_assert_int_eq(portal_verify(p, true), 0);
	d = tamper_open(p);
	ck_assert_int_eq(raw_number(d, "SELECT count(*) FROM ledger WHERE act = 'address_dropped'"),
			 2);
	ck_assert_int_eq(raw_number(d, "SELECT count(*) FROM ledger WHERE act = 'address_dropped'"
				       " AND actor = 'portal'"),
			 1);
	raw_close(d);
	portal_close(p);
}
END_TEST

/* As version 18 has written it: with its digest, and without an entry. */
static void put_older(struct portal *p, const struct caller *owner, const char *id, bool whole)
{
	struct store_address row = {.at = 1, .proven_at = 2};

	snprintf(row.id, sizeof(row.id), "%s", id);
	snprintf(row.owner, sizeof(row.owner), "%s", owner->account);
	snprintf(row.channel, sizeof(row.channel), "sms");
	snprintf(row.lang, sizeof(row.lang), "en");
	vouch_row(&p->registry->seal, &store_address_table, &row, row.mac);
	if (!whole)
		row.proven_at++;
	GOOD(store_begin(p->registry->store, &err));
	GOOD(store_address_add(p->registry->store, &row, &err));
	GOOD(store_commit(p->registry->store, &err));
	store_rollback(p->registry->store);
}

START_TEST(an_older_registry_is_brought_up_to_date)
{
	struct portal portal, *p = &portal;
	struct caller rima;
	struct raw *d;

	portal_open(p, "address-older");
	rima = person(p, "Rima Khoury");
	put_older(p, &rima, "one", true);
	put_older(p, &rima, "two", true);
	put_older(p, &rima, "bad", false);
	ck_assert_int_ge(portal_verify(p, false), 3);
	d = tamper_open(p);
	raw_run(d, RAW_BACK_TO_19 "DROP TABLE account_recovery; DROP TABLE errand;");
	raw_run(d, engine_is_postgres() ? "UPDATE registry SET version = 18"
					: "PRAGMA user_version = 18");
	registry_close(p->registry);
	GOOD(registry_upgrade(p->folder, p->address, &p->registry, &err));
	registry_use_clock(p->registry, portal_clock, p);
	/* What was changed before is not signed. */
	ck_assert_int_eq(portal_verify(p, false), 1);
	raw_run(d, "DELETE FROM address WHERE id = 'bad'");
	ck_assert_int_eq(portal_verify(p, true), 0);
	ck_assert_int_eq(raw_number(d, "SELECT count(*) FROM ledger WHERE act = 'address_proven'"
				       " AND actor = 'portal'"),
			 2);
	/* Once. */
	raw_run(d, "DELETE FROM address WHERE id = 'one'");
	ck_assert_int_eq(portal_verify(p, false), 1);
	raw_close(d);
	portal_close(p);
}
END_TEST

SUITE(verify_address, a_change_is_an_entry_by_who_made_it, every_row_and_column_counts,
      what_was_put_in_is_found, what_was_once_right_is_found,
      they_end_with_the_draft_that_they_belong_to, an_older_registry_is_brought_up_to_date)
