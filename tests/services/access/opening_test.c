/* opening_test.c - who opens an application: by PIN within budgets, by key, by having signed in. */
#include "tests/services/engine.h"
#include "tests/services/portal.h"
#include "tests/services/raw.h"
#include "tests/unit.h"

#include "services/registry/budget.h"
#include "services/registry/limits.h"
#include "services/registry/registry_inside.h"

#include <string.h>

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)

START_TEST(wrong_pin_and_unknown_reference_are_alike)
{
	struct portal p;
	struct receipt receipt;
	struct application a;
	struct error wrong, unknown;
	char reference[REFERENCE_DIGITS + 1], pin[PIN_DIGITS + 1];

	portal_open(&p, "alike");
	receipt = portal_apply(&p, &p.other);
	reference_new(reference);
	snprintf(pin, sizeof(pin), "%06d", strcmp(receipt.pin, "111111") == 0 ? 222222 : 111111);
	ck_assert_int_eq(application_open(p.registry, &p.guest, receipt.reference, pin, &a, &wrong),
			 FAULT_MISSING);
	ck_assert_int_eq(application_open(p.registry, &p.guest, reference, pin, &a, &unknown),
			 FAULT_MISSING);
	ck_assert_str_eq(wrong.say, unknown.say);
	ck_assert_str_eq(wrong.detail, unknown.detail);
	ck_assert_int_eq(
		application_open(p.registry, &p.guest, receipt.reference, NULL, &a, &wrong),
		FAULT_MISSING);
	ck_assert_int_eq(
		application_open(p.registry, &p.guest, receipt.reference, receipt.pin, &a, &wrong),
		FAULT_NONE);
	ck_assert_int_eq(application_open(p.registry, &p.guest, "12345678901234", pin, &a, &wrong),
			 FAULT_INPUT);
	portal_close(&p);
}
END_TEST

static enum fault guess(struct portal *p, struct caller *v, const char *reference, const char *pin)
{
	struct application a;
	struct error err;

	return application_open(p->registry, v, reference, pin, &a, &err);
}

static const char *wrong_pin(const struct receipt *receipt)
{
	return strcmp(receipt->pin, "111111") == 0 ? "222222" : "111111";
}

/* Wrong tries until one is refused. */
static int tries_until_refused(struct portal *p, struct caller *v, const char *reference,
			       const char *wrong)
{
	int tries = 0;

	while (guess(p, v, reference, wrong) == FAULT_MISSING && tries < 100)
		tries++;
	return tries;
}

/* As if they had been tried, without their work: once, and then counted as so many. */
static void spend(struct portal *p, enum budget which, const char *subject, int tries)
{
	struct raw *r = raw_open(p->folder, p->address);
	int64_t before = raw_number(r, "SELECT count(*) FROM tries");
	struct error err;

	ck_assert_int_eq(store_begin(p->registry->store, &err), FAULT_NONE);
	ck_assert_int_eq(budget_use(p->registry->store, which, subject, p->now, &err), FAULT_NONE);
	ck_assert_int_eq(store_commit(p->registry->store, &err), FAULT_NONE);
	ck_assert_int_eq(raw_number(r, "SELECT count(*) FROM tries"), before + 1);
	ck_assert_int_eq(raw_run(r, arena_format(p->arena,
						 "UPDATE tries SET count = %d"
						 " WHERE subject LIKE '%% %s' AND count = 1",
						 tries, subject)),
			 1);
	raw_close(r);
}

START_TEST(guessing_is_slowed_but_never_the_owner)
{
	struct caller attacker = caller_visitor("203.0.113.0/24", FACE_PAGES), fresh;
	struct portal p;
	struct receipt receipt;
	struct application a;
	struct error err;

	portal_open(&p, "guess");
	receipt = portal_apply(&p, &p.owner);
	ck_assert_int_eq(tries_until_refused(&p, &attacker, receipt.reference, wrong_pin(&receipt)),
			 LIMIT_PIN_FREE);
	/* The right PIN from the attacker's network has to wait too; elsewhere it does not. */
	ck_assert_int_eq(
		application_open(p.registry, &attacker, receipt.reference, receipt.pin, &a, &err),
		FAULT_DENIED);
	ck_assert_str_eq(err.fills[0].name, "minutes");
	ck_assert_str_eq(err.fills[0].value, "1");
	fresh = p.other;
	ck_assert_int_eq(guess(&p, &fresh, receipt.reference, receipt.pin), FAULT_NONE);
	p.now += 60;
	ck_assert_int_eq(guess(&p, &attacker, receipt.reference, receipt.pin), FAULT_NONE);
	portal_close(&p);
}
END_TEST

START_TEST(too_much_from_elsewhere_leaves_the_other_ways_in)
{
	struct caller attacker = caller_visitor("203.0.113.0/24", FACE_PAGES), home, key;
	struct portal p;
	struct receipt receipt;
	struct application a;
	struct error err;
	char unknown[REFERENCE_DIGITS + 1];

	portal_open(&p, "elsewhere");
	receipt = portal_apply(&p, &p.owner);
	spend(&p, BUDGET_PIN_STRANGE, receipt.reference, LIMIT_PIN_STRANGE - 1);
	ck_assert_int_eq(guess(&p, &attacker, receipt.reference, wrong_pin(&receipt)),
			 FAULT_MISSING);
	ck_assert_int_eq(
		application_open(p.registry, &p.other, receipt.reference, receipt.pin, &a, &err),
		FAULT_DENIED);
	ck_assert_ptr_nonnull(strstr(err.say, "key"));
	ck_assert_ptr_nonnull(strstr(err.say, "where it was begun"));
	ck_assert_ptr_nonnull(strstr(err.say, "counter"));
	/* A reference that there is not is refused with the very same words. */
	reference_new(unknown);
	spend(&p, BUDGET_PIN_STRANGE, unknown, LIMIT_PIN_STRANGE);
	ck_assert_int_eq(guess(&p, &p.other, unknown, receipt.pin), FAULT_DENIED);
	/* At home, and with a key: also when it has to show the PIN. */
	home = caller_visitor(p.guest.source, FACE_PAGES);
	ck_assert_int_eq(guess(&p, &home, receipt.reference, receipt.pin), FAULT_NONE);
	key = caller_visitor("198.51.100.0/24", FACE_PAGES);
	memcpy(key.key, p.owner.key, sizeof(key.key));
	ck_assert_int_eq(application_open(p.registry, &key, receipt.reference, NULL, &a, &err),
			 FAULT_NONE);
	ck_assert_int_eq(application_prove(p.registry, &key, &a, receipt.pin, &err), FAULT_NONE);
	p.now += 25 * 3600;
	ck_assert_int_eq(guess(&p, &p.other, receipt.reference, receipt.pin), FAULT_NONE);
	portal_close(&p);
}
END_TEST

START_TEST(a_key_has_a_budget_of_its_own)
{
	struct caller key = caller_visitor("198.51.100.0/24", FACE_PAGES), there = key;
	struct portal p;
	struct receipt receipt;
	struct application a;
	struct error err;
	int tries = 0;

	portal_open(&p, "keys-own");
	receipt = portal_apply(&p, &p.owner);
	memcpy(key.key, p.owner.key, sizeof(key.key));
	ck_assert_int_eq(application_open(p.registry, &key, receipt.reference, NULL, &a, &err),
			 FAULT_NONE);
	while (application_prove(p.registry, &key, &a, wrong_pin(&receipt), &err) ==
		       FAULT_MISSING &&
	       tries < 100)
		tries++;
	ck_assert_int_eq(tries, LIMIT_PIN_FREE);
	ck_assert_str_eq(err.code, "too_many_tries");
	/* Who holds it sees it all the same, and others of the network do not wait for the key. */
	ck_assert_int_eq(application_get(p.registry, &key, &a, &err), FAULT_NONE);
	ck_assert_int_eq(guess(&p, &there, receipt.reference, receipt.pin), FAULT_NONE);
	p.now += 60;
	ck_assert_int_eq(application_prove(p.registry, &key, &a, receipt.pin, &err), FAULT_NONE);
	portal_close(&p);
}
END_TEST

static void note_wait(void *ctx, int milliseconds)
{
	*(int *)ctx += milliseconds;
}

/* Many wrong references from a network: who is there with the right numbers is let in, after a
   pause at most. */
START_TEST(unknown_references_spend_nobody_elses_budget)
{
	struct caller attacker = caller_visitor("203.0.113.0/24", FACE_PAGES), there = attacker;
	struct portal p;
	struct receipt strange, begun;
	char reference[REFERENCE_DIGITS + 1];
	int waited = 0;

	portal_open(&p, "neighbours");
	registry_use_wait(p.registry, note_wait, &waited);
	strange = portal_apply(&p, &p.other);
	begun = portal_apply(&p, &there);
	for (int i = 0; i < LIMIT_PIN_SOURCE; i++) {
		reference_new(reference);
		ck_assert_int_eq(guess(&p, &attacker, reference, "123456"), FAULT_MISSING);
	}
	ck_assert_int_eq(waited, 0);
	reference_new(reference);
	ck_assert_int_eq(guess(&p, &attacker, reference, "123456"), FAULT_MISSING);
	ck_assert_int_gt(waited, 0);
	there = caller_visitor("203.0.113.0/24", FACE_PAGES);
	waited = 0;
	ck_assert_int_eq(guess(&p, &there, strange.reference, strange.pin), FAULT_NONE);
	ck_assert_int_le(waited, LIMIT_PIN_PAUSE);
	ck_assert_int_eq(guess(&p, &there, begun.reference, begun.pin), FAULT_NONE);
	waited = 0;
	ck_assert_int_eq(guess(&p, &p.other, begun.reference, begun.pin), FAULT_NONE);
	ck_assert_int_eq(waited, 0);
	portal_close(&p);
}
END_TEST

/* What is told of a wrong PIN is told of a reference that there is not, try by try. */
START_TEST(refusals_are_alike_too)
{
	struct caller one = caller_visitor("203.0.113.0/24", FACE_PAGES), two = one;
	struct application a;
	struct portal p;
	struct receipt receipt;
	char unknown[REFERENCE_DIGITS + 1];
	struct error known_err, unknown_err;

	portal_open(&p, "alike-refused");
	receipt = portal_apply(&p, &p.other);
	reference_new(unknown);
	for (int i = 0; i < LIMIT_PIN_FREE + 4; i++) {
		enum fault known = application_open(p.registry, &one, receipt.reference,
						    wrong_pin(&receipt), &a, &known_err);

		ck_assert_int_eq(application_open(p.registry, &two, unknown, wrong_pin(&receipt),
						  &a, &unknown_err),
				 known);
		ck_assert_str_eq(known_err.say, unknown_err.say);
		ck_assert_str_eq(known_err.detail, unknown_err.detail);
		ck_assert_str_eq(known_err.code, unknown_err.code);
		ck_assert_str_eq(known_err.fills[0].value, unknown_err.fills[0].value);
		p.now += i < LIMIT_PIN_FREE ? 0 : 60;
	}
	portal_close(&p);
}
END_TEST

static int rows_of_tries(struct portal *p, const char *like)
{
	struct raw *r = raw_open(p->folder, p->address);
	int count = (int)raw_number(
		r,
		arena_format(p->arena, "SELECT count(*) FROM tries WHERE subject LIKE '%s'", like));

	raw_close(r);
	return count;
}

/* When so many unknown references were tried that they are no longer kept, nothing grows, the right
   PIN opens, and what is refused looks like what is wrong. */
START_TEST(a_flood_of_unknown_references_is_not_kept)
{
	struct caller attacker = caller_visitor("203.0.113.0/24", FACE_PAGES);
	struct application a;
	struct portal p;
	struct receipt receipt;
	struct error refused, wrong;
	char unknown[REFERENCE_DIGITS + 1], path[80];

	portal_open(&p, "flood");
	receipt = portal_apply(&p, &p.other);
	ck_assert_int_eq(tries_until_refused(&p, &attacker, receipt.reference, wrong_pin(&receipt)),
			 LIMIT_PIN_FREE);
	spend(&p, BUDGET_PIN_UNKNOWN, "all", LIMIT_PIN_UNKNOWN);
	reference_new(unknown);
	ck_assert_int_eq(application_open(p.registry, &attacker, unknown, receipt.pin, &a, &wrong),
			 FAULT_MISSING);
	snprintf(path, sizeof(path), "%%%s%%", unknown);
	ck_assert_int_eq(rows_of_tries(&p, path), 0);
	ck_assert_int_eq(application_open(p.registry, &attacker, receipt.reference, receipt.pin, &a,
					  &refused),
			 FAULT_MISSING);
	ck_assert_str_eq(refused.say, wrong.say);
	ck_assert_str_eq(refused.detail, wrong.detail);
	ck_assert_str_eq(refused.code, wrong.code);
	ck_assert_int_eq(guess(&p, &p.guest, receipt.reference, receipt.pin), FAULT_NONE);
	portal_close(&p);
}
END_TEST

/* Files of the database with these words. */
static int files_with(struct portal *p, const char *words)
{
	static const char *const names[] = {"registry.db", "registry.db-wal"};
	ARENA_CLEAN struct arena *a = arena_new((size_t)64 << 20);
	struct error err;
	int found = 0;
	size_t len;
	char *bytes;

	for (size_t f = 0; f < 2; f++) {
		ck_assert_int_eq(folder_read(a, arena_format(a, "%s/%s", p->folder, names[f]),
					     1 << 24, &bytes, &len, &err),
				 FAULT_NONE);
		found += memmem(bytes, len, words, strlen(words)) != NULL;
	}
	return found;
}

/* The same of PostgreSQL, which has a file for each table and index, and logs for all. */
static int postgres_files_with(struct portal *p, const char *words)
{
	struct raw *r = raw_open(p->folder, p->address);
	int found;

	raw_run(r, "CHECKPOINT");
	found = (int)raw_number(
		r, arena_format(p->arena,
				"SELECT count(*) FROM (SELECT pg_relation_filepath(oid) AS path"
				" FROM pg_class WHERE relkind IN ('r', 'i', 't')"
				" UNION ALL SELECT 'pg_wal/' || name FROM pg_ls_waldir()) files"
				" WHERE position(convert_to('%s', 'UTF8')"
				" IN pg_read_binary_file(path, 0, 100000000, true)) > 0",
				words));
	raw_close(r);
	return found;
}

static void holds_no_prefix(struct portal *p)
{
	static const char *const prefixes[] = {"192.0.2.0", "198.51.100.0", "203.0.113.0"};
	int (*find)(struct portal *, const char *) =
		engine_is_postgres() ? postgres_files_with : files_with;

	ck_assert_int_gt(find(p, "lb-sample"), 0);
	for (size_t i = 0; i < 3; i++)
		ck_assert_msg(find(p, prefixes[i]) == 0, "%s is kept", prefixes[i]);
}

START_TEST(no_address_is_kept)
{
	struct caller attacker = caller_visitor("203.0.113.0/24", FACE_PAGES);
	struct portal p;
	struct receipt receipt;

	portal_open(&p, "no-address");
	receipt = portal_apply(&p, &p.other);
	ck_assert_int_eq(guess(&p, &attacker, receipt.reference, wrong_pin(&receipt)),
			 FAULT_MISSING);
	ck_assert_int_eq(guess(&p, &p.guest, receipt.reference, receipt.pin), FAULT_NONE);
	holds_no_prefix(&p);
	portal_close(&p);
}
END_TEST

START_TEST(keys_hold_what_they_began_or_proved)
{
	struct caller phone = {.source = "203.0.113.0/24"}, signed_in = {.source = "x"};
	struct portal p;
	struct receipt receipt;
	struct application a, *mine;
	struct error err;
	size_t count;

	portal_open(&p, "keys");
	memset(phone.key, 'b', 64);
	receipt = portal_apply(&p, &p.owner);
	portal_apply(&p, &p.guest);
	ck_assert_int_eq(guess(&p, &phone, receipt.reference, NULL), FAULT_MISSING);
	ck_assert_int_eq(
		application_open(p.registry, &phone, receipt.reference, receipt.pin, &a, &err),
		FAULT_NONE);
	ck_assert(a.owned);
	ck_assert_int_eq(application_own(p.registry, &phone, &a, &err), FAULT_NONE);
	ck_assert_int_eq(application_own(p.registry, &phone, &a, &err), FAULT_NONE);
	ck_assert_int_eq(application_own(p.registry, &p.guest, &a, &err), FAULT_DENIED);
	ck_assert_int_eq(guess(&p, &phone, receipt.reference, NULL), FAULT_NONE);
	ck_assert_int_eq(guess(&p, &p.owner, receipt.reference, NULL), FAULT_NONE);
	ck_assert_int_eq(application_mine(p.registry, &phone, p.arena, &mine, &count, &err),
			 FAULT_NONE);
	ck_assert_uint_eq(count, 1);
	ck_assert_str_eq(mine[0].reference, receipt.reference);
	ck_assert_int_eq(application_mine(p.registry, &p.guest, p.arena, &mine, &count, &err),
			 FAULT_NONE);
	ck_assert_uint_eq(count, 0);

	caller_sign_in(&signed_in, receipt.reference);
	ck_assert_int_eq(guess(&p, &signed_in, receipt.reference, NULL), FAULT_NONE);
	ck_assert_int_eq(application_mine(p.registry, &signed_in, p.arena, &mine, &count, &err),
			 FAULT_NONE);
	ck_assert_uint_eq(count, 1);
	ck_assert_str_eq(portal_acts(&p, &a), "submitted looked linked looked looked");
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

START_TEST(keys_have_preferences)
{
	struct preference chosen = {LANG_AR, 2}, read;
	struct portal p;
	struct error err;
	bool known = true;

	portal_open(&p, "prefer");
	ck_assert_int_eq(preference_get(p.registry, &p.owner, &read, &known, &err), FAULT_NONE);
	ck_assert(!known);
	ck_assert_int_eq(preference_set(p.registry, &p.owner, &chosen, &err), FAULT_NONE);
	chosen.terminal = 3;
	ck_assert_int_eq(preference_set(p.registry, &p.owner, &chosen, &err), FAULT_NONE);
	ck_assert_int_eq(preference_get(p.registry, &p.owner, &read, &known, &err), FAULT_NONE);
	ck_assert(known);
	ck_assert_int_eq(read.lang, LANG_AR);
	ck_assert_int_eq(read.terminal, 3);
	ck_assert_int_eq(preference_set(p.registry, &p.guest, &chosen, &err), FAULT_NONE);
	ck_assert_int_eq(preference_get(p.registry, &p.guest, &read, &known, &err), FAULT_NONE);
	ck_assert(!known);
	portal_close(&p);
}
END_TEST

START_TEST(keys_are_forgotten_one_by_one)
{
	struct preference chosen = {LANG_AR, 2}, read;
	struct caller other;
	struct portal p;
	struct error err;
	bool known = true;

	portal_open(&p, "forget");
	other = p.owner;
	other.key[0] = other.key[0] == 'a' ? 'b' : 'a';
	ck_assert_int_eq(preference_set(p.registry, &p.owner, &chosen, &err), FAULT_NONE);
	ck_assert_int_eq(preference_set(p.registry, &other, &chosen, &err), FAULT_NONE);
	ck_assert_int_eq(preference_forget(p.registry, &p.guest, &err), FAULT_NONE);
	ck_assert_int_eq(preference_forget(p.registry, &p.owner, &err), FAULT_NONE);
	ck_assert_int_eq(preference_get(p.registry, &p.owner, &read, &known, &err), FAULT_NONE);
	ck_assert_msg(!known, "it is forgotten");
	ck_assert_int_eq(preference_get(p.registry, &other, &read, &known, &err), FAULT_NONE);
	ck_assert_msg(known && read.terminal == 2, "another key's stays");
	ck_assert_int_eq(preference_forget(p.registry, &p.owner, &err), FAULT_NONE);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

/* The root of an index of SQLite's file is written over; whoever reads it meets a fault. */
static void break_index(struct portal *p, const char *index)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 12);
	static const unsigned char nothing[16];
	struct raw *r = raw_open(p->folder, p->address);
	const char *path = arena_format(a, "%s/registry.db", p->folder);
	int64_t at =
		raw_number(r, arena_format(a,
					   "SELECT (rootpage - 1) * page_size FROM sqlite_schema,"
					   " pragma_page_size WHERE name = '%s'",
					   index));
	FILE *f;

	ck_assert_int_eq(raw_number(r, "PRAGMA wal_checkpoint(TRUNCATE)"), 0);
	raw_close(r);
	f = fopen(path, "r+e");
	ck_assert_ptr_nonnull(f);
	ck_assert_int_eq(fseek(f, (long)at, SEEK_SET), 0);
	ck_assert_uint_eq(fwrite(nothing, sizeof(nothing), 1, f), 1);
	ck_assert_int_eq(fclose(f), 0);
}

/* Each index that is read costs a page from the disk where there are many: what was found by its
   reference is not found once more by its id. */
START_TEST(what_is_opened_by_reference_is_read_by_it)
{
	struct portal p;
	struct receipt receipt;
	struct application a;
	struct form *f;
	struct error err;

	ENGINE_ONLY_SQLITE("PostgreSQL's indexes are not in this folder");
	portal_open(&p, "by-reference");
	receipt = portal_apply(&p, &p.other);
	registry_close(p.registry);
	break_index(&p, "sqlite_autoindex_application_1");
	GOOD(registry_open(p.folder, p.address, &p.registry, &err));
	f = form_new(p.service, &p.terms, date_of(p.now));
	GOOD(application_open(p.registry, &p.guest, receipt.reference, receipt.pin, &a, &err));
	GOOD(application_open(p.registry, &p.guest, receipt.reference, NULL, &a, &err));
	GOOD(application_get(p.registry, &p.guest, &a, &err));
	GOOD(application_load(p.registry, &p.guest, &a, f, &err));
	ck_assert_str_eq(portal_acts(&p, &a), "submitted looked");
	ck_assert_int_eq(application_withdraw(p.registry, &p.guest, &a, p.service, &err),
			 FAULT_BROKEN);
	form_free(f);
	portal_close(&p);
}
END_TEST

/* There is no PIN to try; without a key there is one all the same, since nothing else leads back.
 */
START_TEST(who_comes_back_by_a_key_alone_has_no_pin)
{
	struct receipt receipt;
	struct application a;
	struct error err;
	struct portal p;

	portal_open(&p, "key-alone");
	p.owner.by_key_alone = p.guest.by_key_alone = true;
	receipt = portal_apply(&p, &p.guest);
	ck_assert_uint_eq(strlen(receipt.pin), PIN_DIGITS);
	receipt = portal_apply(&p, &p.owner);
	ck_assert_str_eq(receipt.pin, "");
	ck_assert_int_eq(guess(&p, &p.other, receipt.reference, "000000"), FAULT_MISSING);
	ck_assert_int_eq(guess(&p, &p.other, receipt.reference, ""), FAULT_MISSING);
	GOOD(application_open(p.registry, &p.owner, receipt.reference, NULL, &a, &err));
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

SUITE(opening, who_comes_back_by_a_key_alone_has_no_pin, wrong_pin_and_unknown_reference_are_alike,
      guessing_is_slowed_but_never_the_owner, too_much_from_elsewhere_leaves_the_other_ways_in,
      a_key_has_a_budget_of_its_own, unknown_references_spend_nobody_elses_budget,
      refusals_are_alike_too, a_flood_of_unknown_references_is_not_kept, no_address_is_kept,
      keys_hold_what_they_began_or_proved, keys_have_preferences, keys_are_forgotten_one_by_one,
      what_is_opened_by_reference_is_read_by_it)
