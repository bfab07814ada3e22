/* ledger_test.c - entries are vouched for by their recipes, byte by byte as documented; chains of
 * several origins stand beside each other. */
#include "tests/services/older.h"
#include "tests/services/tamper.h"
#include "tests/unit.h"

#include "services/application/record.h"
#include "services/registry/id.h"
#include "services/registry/ledger_inside.h"
#include "services/registry/registry_inside.h"
#include "services/registry/vouch.h"

#include <string.h>

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)

START_TEST(acts_are_one_table)
{
	int looks = 0, ends = 0, begins = 0;

	for (int act = 0; act < LEDGER_ACTS; act++) {
		enum ledger_effect effect = ledger_act_effect((enum ledger_act)act);

		ck_assert_int_eq(ledger_act_find(ledger_act_code((enum ledger_act)act)), act);
		looks += effect == LEDGER_LOOKS;
		ends += effect == LEDGER_ENDS;
		/* What is changed is vouched for; what ended is not there any more. */
		ck_assert(ledger_act_vouches((enum ledger_act)act) == (effect == LEDGER_CHANGES));
		begins += ledger_act_begins((enum ledger_act)act);
		ck_assert(!ledger_act_begins((enum ledger_act)act) || effect == LEDGER_CHANGES);
	}
	ck_assert_int_eq(looks, 4); /* of an application or a person, of a paper, and of what the
				       ledger has; and a consent */
	ck_assert_int_eq(ends, 7);
	ck_assert_int_eq(begins, 2); /* a version, and the end of a service */
	ck_assert_int_eq(ledger_act_find("forged"), LEDGER_ACTS);
}
END_TEST

/* --- recipes, composed here a second time --- */

struct bytes {
	unsigned char at[2048];
	size_t len;
};

static void add_number(struct bytes *b, int64_t number)
{
	for (int i = 56; i >= 0; i -= 8)
		b->at[b->len++] = (unsigned char)((uint64_t)number >> i);
}

static void add_text(struct bytes *b, const char *text)
{
	add_number(b, (int64_t)strlen(text));
	memcpy(b->at + b->len, text, strlen(text));
	b->len += strlen(text);
}

static void is_hash_of(const struct store_ledger *e, const struct bytes *b)
{
	unsigned char expected[STORE_HASH], hash[STORE_HASH];

	crypto_hash_sha256(expected, b->at, b->len);
	ledger_hash(e, b->at, hash);
	ck_assert_mem_eq(hash, expected, STORE_HASH);
}

START_TEST(recipes_are_as_documented)
{
	struct store_ledger e = {.seq = 258,
				 .at = -2,
				 .act = "act",
				 .object = "object",
				 .actor = "",
				 .reason = "r",
				 .digest = "2:00",
				 .recipe = 1,
				 .origin = "origin",
				 .lane = 7,
				 .subject = "subject",
				 .revision = 65536,
				 .effect = 1,
				 .office = "office",
				 .purpose = "purpose",
				 .role = "role",
				 .face = "face",
				 .operation = "operation"};
	struct bytes b = {.len = STORE_HASH};

	memset(b.at, 0xAB, STORE_HASH);
	add_number(&b, 258);
	add_number(&b, -2);
	add_text(&b, "act");
	add_text(&b, "object");
	add_text(&b, "");
	add_text(&b, "r");
	add_text(&b, "2:00");
	is_hash_of(&e, &b);
	e.recipe = 2;
	add_number(&b, 2);
	add_text(&b, "origin");
	add_number(&b, 7);
	add_text(&b, "subject");
	add_number(&b, 65536);
	add_number(&b, 1);
	add_text(&b, "office");
	add_text(&b, "purpose");
	add_text(&b, "role");
	add_text(&b, "face");
	add_text(&b, "operation");
	is_hash_of(&e, &b);
}
END_TEST

/* The newest recipe is the highest that a column names. */
START_TEST(no_column_is_ahead_of_the_recipe)
{
	int newest = 0;

	for (size_t i = 0; i < store_ledger_table.count; i++)
		if (store_ledger_table.fields[i].since > newest)
			newest = store_ledger_table.fields[i].since;
	ck_assert_int_eq(newest, LEDGER_RECIPE);
}
END_TEST

START_TEST(digests_name_their_recipe)
{
	static const struct {
		const char *digest, *hex;
		int recipe;
	} digests[] = {
		{"", "", 0},         {"ab12", "ab12", 1}, {"1:ab12", "ab12", 1},
		{"12:ab", "ab", 12}, {":ab", "ab", 0},    {"x:ab", "ab", 0},
		{"1x:ab", "ab", 0},  {"-1:ab", "ab", 0},  {"100000:ab", "ab", 0},
	};

	for (size_t i = 0; i < sizeof(digests) / sizeof(digests[0]); i++) {
		const char *hex = NULL;

		ck_assert_int_eq(ledger_digest_recipe(digests[i].digest, &hex), digests[i].recipe);
		ck_assert_str_eq(hex, digests[i].hex);
	}
}
END_TEST

/* What a record's recipes gave when they were new, over records and keys that are kept: an edit
 * that changes them would call every application changed. */
START_TEST(recipes_of_records_never_change)
{
	static const struct {
		const char *name;
		int recipe;
		const char *digest;
	} records[] = {
		{"submitted", 1,
		 "160c8381982671c11f6e19f6f709ab8ee88abc7a86ded6afd74f494dc83d6df6"},
		{"submitted", 2,
		 "d0b7ae4daa727c32bef7d44a42aff0f3942213a564ea0c91ebb7856a6ad13ff7"},
		{"open_draft", 1,
		 "f1915bd51a81f67128bc6b4895f14f136666765b990339d465fca62d43abe53a"},
		{"open_draft", 2,
		 "9e7dd19b99d7888332bc4884db86495ad8758467a7da800a20c34e46b09a2788"},
	};
	struct store_application row;
	char digest[SEAL_DIGEST + 1];
	struct older o;
	bool found = false;

	ENGINE_ONLY_SQLITE(OLDER_WHY);
	older_open(&o, "recipes");
	for (size_t i = 0; i < sizeof(records) / sizeof(records[0]); i++) {
		GOOD(store_application_get(o.portal.registry->store,
					   older_said(&o, records[i].name, "id", 0), &row, &found,
					   &err));
		GOOD(record_of_application(o.portal.registry, &row, records[i].recipe, digest,
					   &err));
		ck_assert_str_eq(digest, records[i].digest);
	}
	/* A new recipe is written down above. */
	ck_assert_int_eq(record_recipe(o.portal.registry), 2);
	older_close(&o);
}
END_TEST

/* --- ids --- */

START_TEST(ids_come_in_the_order_of_time)
{
	char ids[3][ID_LENGTH + 1];
	unsigned long long at;

	id_new(ids[0]);
	id_new(ids[1]);
	nanosleep(&(struct timespec){.tv_nsec = 2000000}, NULL);
	id_new(ids[2]);
	ck_assert_uint_eq(strlen(ids[0]), ID_LENGTH);
	ck_assert_str_ne(ids[0] + 12, ids[1] + 12);
	ck_assert_int_lt(strncmp(ids[0], ids[2], 12), 0);
	ck_assert_int_eq(sscanf(ids[2], "%12llx", &at), 1);
	ck_assert_int_le(llabs((long long)at / 1000 - (long long)time(NULL)), 2);
}
END_TEST

/* --- several origins --- */

static void enter(struct portal *p, const char *object, int64_t revision, enum ledger_act act)
{
	char operation[ID_LENGTH + 1];

	id_new(operation);
	GOOD(store_begin(p->registry->store, &err));
	GOOD(ledger_add(p->registry,
			&(struct ledger_entry){.act = act,
					       .object = object,
					       .revision = revision,
					       .subject = "someone",
					       .actor = "host",
					       .operation = operation,
					       .digest = ledger_act_vouches(act) ? "00" : "",
					       .digest_recipe = 1},
			&err));
	GOOD(store_commit(p->registry->store, &err));
}

/* As whoever brings another registry's chain will enter it. */
static void know_origin(struct portal *p, const char *id)
{
	struct store_ledger_origin origin = {.home = 0};

	snprintf(origin.id, sizeof(origin.id), "%s", id);
	portal_tamper(p,
		      arena_format(p->arena, "INSERT INTO origin (id, home) VALUES ('%s', 0)", id));
	ck_assert_str_eq(portal_findings(p),
			 arena_format(p->arena, "Origin %s is not as the portal wrote it.\n", id));
	vouch_row(&p->registry->seal, &store_ledger_origin_table, &origin, origin.mac);
	GOOD(store_begin(p->registry->store, &err));
	GOOD(store_ledger_put_origin(p->registry->store, &origin, &err));
	GOOD(store_commit(p->registry->store, &err));
}

static void as_origin(struct portal *p, const char *origin)
{
	snprintf(p->registry->origin, sizeof(p->registry->origin), "%s", origin);
}

/* Another registry's entries, carried here: a chain of its own, numbered from 1; the changes of one
 * object go on from one to the other. */
START_TEST(origins_have_chains_of_their_own)
{
	static const char other[] = "00000000000000ff";
	char home[sizeof(((struct registry *)0)->origin)];
	struct portal p;
	struct raw *d;

	portal_open(&p, "origins");
	memcpy(home, p.registry->origin, sizeof(home));
	ck_assert_uint_eq(strlen(home), 16);
	know_origin(&p, other);
	enter(&p, "thing", 1, LEDGER_LOOKED);
	as_origin(&p, other);
	enter(&p, "thing", 2, LEDGER_LOOKED);
	enter(&p, "thing", 1, LEDGER_DISCARDED);
	as_origin(&p, home);
	enter(&p, "another", 1, LEDGER_LOOKED);
	ck_assert_int_eq(portal_verify(&p, true), 0);

	d = tamper_open(&p);
	ck_assert_int_eq(raw_number(d, "SELECT count(*) FROM ledger WHERE origin ="
				       " '00000000000000ff' AND seq IN (1, 2)"),
			 2);
	ck_assert_int_eq(raw_number(d, "SELECT count(*) FROM ledger_head"), 2);
	tamper_columns(&p, d, "ledger", "origin = '00000000000000ff' AND seq = 1");
	tamper_columns(&p, d, "ledger_head", "origin = '00000000000000ff'");
	tamper_rows(&p, d, "ledger");
	tamper_rows(&p, d, "ledger_head");
	/* What ended does not change again, in no chain. */
	enter(&p, "thing", 2, LEDGER_EXPIRED);
	ck_assert_str_eq(portal_findings(&p), "Ledger: entry 4 changes what had ended.\n");
	raw_close(d);
	portal_close(&p);
}
END_TEST

/* Nobody's chain, however well it is signed. */
START_TEST(a_chain_of_nobody_is_found)
{
	char home[sizeof(((struct registry *)0)->origin)];
	struct portal p;

	portal_open(&p, "nobody");
	memcpy(home, p.registry->origin, sizeof(home));
	as_origin(&p, "00000000000000ff");
	enter(&p, "thing", 1, LEDGER_LOOKED);
	as_origin(&p, home);
	ck_assert_str_eq(portal_findings(&p), "Ledger of 00000000000000ff, lane 0: entry 1 ends a "
					      "chain of nobody who is known.\n");
	portal_close(&p);
}
END_TEST

/* Entered with the portal's own keys and past its rules: by revisions that were counted wrong. */
START_TEST(changes_have_an_order)
{
	struct portal p;

	portal_open(&p, "order");
	portal_tamper(&p, "DROP INDEX ledger_object");
	enter(&p, "thing", 1, LEDGER_STAGED);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	/* One that is missing, whatever its lane was. */
	enter(&p, "thing", 3, LEDGER_STAGED);
	ck_assert_str_eq(portal_findings(&p),
			 "Ledger: entry 3 has a revision that nobody counted.\n");
	enter(&p, "thing", 2, LEDGER_STAGED);
	ck_assert_str_eq(portal_findings(&p),
			 "Ledger: entry 3 is out of the order of its object's changes.\n");
	enter(&p, "thing", 3, LEDGER_STAGED);
	ck_assert_ptr_nonnull(
		strstr(portal_findings(&p), "is a second change with the same revision.\n"));
	portal_close(&p);
}
END_TEST

/* Each fault of an entry has words of its own, and is told once. */
START_TEST(findings_say_what_is_wrong)
{
	static const char *const faults[][2] = {
		{"UPDATE ledger SET at = at + 1 WHERE seq = 2", "Ledger: entry 2 was changed.\n"},
		{"UPDATE ledger SET subject = 'x' WHERE seq = 2", "Ledger: entry 2 was changed.\n"},
		{"UPDATE ledger SET prev = decode('00', 'hex') WHERE seq = 3",
		 "Ledger: entry 3 does not follow the one before it.\n"},
		{"INSERT INTO ledger SELECT 5, at, act, 'five', actor, reason, digest, hash, hash,"
		 " recipe, origin, lane, subject, revision, effect, office, purpose, role, face,"
		 " 'five' FROM ledger WHERE seq = 4",
		 "Ledger: entry 5 was changed.\n"
		 "Ledger: entry 5 is behind the ledger's head.\n"},
		{"DELETE FROM ledger WHERE seq = 4",
		 "Ledger: entry 4 and those after it were taken "
		 "away.\n"},
		{"UPDATE ledger SET recipe = 3 WHERE seq = 2",
		 "Ledger: entry 2 was entered by a recipe that this version does not know.\n"
		 "Ledger: entry 3 was entered by an older recipe than the one before it.\n"
		 "Ledger: entry 2 was changed.\n"},
		{"UPDATE ledger_head SET mac = 'x'",
		 "Ledger: entry 4 stands in a head that nobody with the portal's keys wrote.\n"},
		{"UPDATE ledger SET act = 'forged' WHERE seq = 4",
		 "Ledger: entry 4 was changed.\n"
		 "Ledger: entry 4 is of an act that this version does not know.\n"},
		{"UPDATE ledger SET effect = 1 WHERE seq = 4",
		 "Ledger: entry 4 was changed.\nLedger: entry 4 is not what its act does.\n"},
	};
	struct portal p;
	struct raw *d;

	portal_open(&p, "words");
	enter(&p, "one", 1, LEDGER_LOOKED);
	enter(&p, "two", 1, LEDGER_LOOKED);
	enter(&p, "three", 1, LEDGER_LOOKED);
	d = tamper_open(&p);
	raw_run(d, "CREATE TEMP TABLE entries AS SELECT * FROM ledger;"
		   "CREATE TEMP TABLE heads AS SELECT * FROM ledger_head");
	for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++) {
		const char *found, *line, *next;

		raw_run(d, faults[i][0]);
		found = portal_findings(&p);
		for (line = faults[i][1]; *line != '\0'; line = next) {
			next = strchr(line, '\n') + 1;
			ck_assert_msg(strstr(found, arena_slice(p.arena, line,
								(size_t)(next - line))) != NULL,
				      "%s:\n%s", faults[i][0], found);
		}
		ck_assert_msg(strlen(found) == strlen(faults[i][1]), "%s:\n%s", faults[i][0],
			      found);
		raw_run(d, "DELETE FROM ledger; INSERT INTO ledger SELECT * FROM entries;"
			   "DELETE FROM ledger_head; INSERT INTO ledger_head SELECT * FROM heads");
	}
	ck_assert_int_eq(portal_verify(&p, true), 0);
	raw_close(d);
	portal_close(&p);
}
END_TEST

/* A registry that has lost what it is itself does not go on under another name. */
START_TEST(without_an_origin_nothing_opens)
{
	struct registry *r = NULL;
	struct portal p;

	portal_open(&p, "lost");
	portal_tamper(&p, "UPDATE origin SET home = 0");
	ck_assert_int_eq(registry_open(p.folder, p.address, &r, &err), FAULT_BROKEN);
	ck_assert_ptr_null(r);
	portal_close(&p);
}
END_TEST

SUITE(ledger, ids_come_in_the_order_of_time, acts_are_one_table, recipes_are_as_documented,
      no_column_is_ahead_of_the_recipe, digests_name_their_recipe, recipes_of_records_never_change,
      origins_have_chains_of_their_own, a_chain_of_nobody_is_found, findings_say_what_is_wrong,
      changes_have_an_order, without_an_origin_nothing_opens)
