/* verify_test.c - whatever is changed, taken out or put in past the engine is found. */
#include "tests/services/portal.h"
#include "tests/services/tamper.h"
#include "tests/unit.h"

#include "services/registry/ledger.h"

#include <string.h>

/* A registry with a draft, a decided application and a fresh one. */
static void fill(struct portal *p, const char *name)
{
	struct receipt receipt;
	struct application a;
	struct error err;
	struct field_path at;
	char pin[PIN_DIGITS + 1];

	portal_open(p, name);
	receipt = portal_apply(p, &p->owner);
	portal_apply(p, &p->guest);
	ck_assert_int_eq(application_open_host(p->registry, &p->host, receipt.reference, &a, &err),
			 FAULT_NONE);
	ck_assert_int_eq(
		application_stage(p->registry, &p->host, &a, p->service, "issue", "next", &err),
		FAULT_NONE);
	ck_assert_int_eq(
		application_decide(p->registry, &p->host, &a, p->service, false, "no", &err),
		FAULT_NONE);
	ck_assert_int_eq(
		application_begin(p->registry, &p->owner, p->service, LANG_EN, &a, pin, &err),
		FAULT_NONE);
	at = portal_path(p, "full_name", 0);
	ck_assert_int_eq(application_put(p->registry, &p->owner, &a,
					 &(struct application_answer){.at = at, .now = "Mayy"},
					 &err),
			 FAULT_NONE);
	ck_assert_int_eq(portal_verify(p, true), 0);
}

START_TEST(every_byte_of_the_ledger_counts)
{
	static const char *const columns[] = {"act",  "actor", "reason", "digest",    "prev",
					      "hash", "role",  "face",   "operation", "object"};
	static const char *const rows[] = {"seq = 1", "seq = 4", "seq = 7"};
	struct portal p;
	sqlite3 *d;
	int tried = 0;

	fill(&p, "bits");
	d = tamper_open(&p);
	for (size_t row = 0; row < 3; row++)
		for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
			tried += tamper_bytes(&p,
					      &(struct tamper){d, "ledger", columns[i], rows[row]});
	tried += tamper_bytes(&p, &(struct tamper){d, "ledger_head", "hash", "lane = 0"});
	tried += tamper_bytes(&p, &(struct tamper){d, "ledger_head", "mac", "lane = 0"});
	tried += tamper_bytes(&p, &(struct tamper){d, "ledger_head", "origin", "lane = 0"});
	tried += tamper_bytes(&p, &(struct tamper){d, "origin", "id", "home = 1"});
	ck_assert_int_gt(tried, 700);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	sqlite3_close(d);
	portal_close(&p);
}
END_TEST

/* One change, found; then undone by the other. */
static void found(struct portal *p, const char *change, const char *undo)
{
	portal_tamper(p, change);
	ck_assert_msg(portal_verify(p, false) > 0, "not found: %s", change);
	portal_tamper(p, undo);
	ck_assert_msg(portal_verify(p, true) == 0, "not undone: %s", undo);
}

/* Whatever is other in one column of an entry, of a change, of a look or of an end. */
START_TEST(every_column_of_an_entry_counts)
{
	struct application a;
	struct portal p;
	struct error err;
	char pin[PIN_DIGITS + 1];
	sqlite3 *d;

	fill(&p, "columns");
	ck_assert_int_eq(application_begin(p.registry, &p.guest, p.service, LANG_EN, &a, pin, &err),
			 FAULT_NONE);
	ck_assert_int_eq(application_discard(p.registry, &p.guest, &a, &err), FAULT_NONE);
	d = tamper_open(&p);
	ck_assert_int_eq(tamper_number(d, "SELECT count(*) FROM ledger WHERE act IN ('looked',"
					  " 'decided', 'discarded')"),
			 3);
	tamper_run(d, "DROP INDEX ledger_object"); /* it would refuse some */
	tamper_columns(&p, d, "ledger", "act = 'looked'");
	tamper_columns(&p, d, "ledger", "act = 'decided'");
	tamper_columns(&p, d, "ledger", "act = 'discarded'");
	tamper_columns(&p, d, "ledger_head", "lane = 0");
	sqlite3_close(d);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

START_TEST(every_change_of_a_row_is_found)
{
	static const char *const changes[][2] = {
		{"UPDATE ledger SET at = at + 1 WHERE seq = 2",
		 "UPDATE ledger SET at = at - 1 WHERE seq = 2"},
		{"UPDATE ledger SET object = 'x' || object WHERE seq = 3",
		 "UPDATE ledger SET object = substr(object, 2) WHERE seq = 3"},
		{"UPDATE ledger SET seq = seq + 1000000 WHERE seq > 3",
		 "UPDATE ledger SET seq = seq - 1000000 WHERE seq > 3"},
		{"UPDATE ledger_head SET seq = seq - 1", "UPDATE ledger_head SET seq = seq + 1"},
		{"UPDATE application SET state = 'approved' WHERE state = 'rejected'",
		 "UPDATE application SET state = 'rejected' WHERE state = 'approved'"},
		{"UPDATE application SET stage = stage || 'x' WHERE state = 'submitted'",
		 "UPDATE application SET stage = 'check' WHERE state = 'submitted'"},
		{"UPDATE application SET due_at = due_at + 1 WHERE state = 'submitted'",
		 "UPDATE application SET due_at = due_at - 1 WHERE state = 'submitted'"},
		{"UPDATE application SET submitted_at = submitted_at + 1 WHERE state = 'submitted'",
		 "UPDATE application SET submitted_at = submitted_at - 1 WHERE state = "
		 "'submitted'"},
		{"UPDATE application SET revision = revision + 1 WHERE state = 'submitted'",
		 "UPDATE application SET revision = revision - 1 WHERE state = 'submitted'"},
		{"UPDATE application SET changed_at = changed_at + 1 WHERE state = 'submitted'",
		 "UPDATE application SET changed_at = changed_at - 1 WHERE state = 'submitted'"},
		{"UPDATE application SET revision = revision - 2 WHERE state = 'draft'",
		 "UPDATE application SET revision = revision + 2 WHERE state = 'draft'"},
		{"UPDATE application SET begun_at = begun_at + 1 WHERE state = 'draft'",
		 "UPDATE application SET begun_at = begun_at - 1 WHERE state = 'draft'"},
		{"UPDATE application SET reference = reference || '0'",
		 "UPDATE application SET reference = substr(reference, 1, 14)"},
		{"UPDATE application SET pin = pin || ' ' WHERE state = 'draft'",
		 "UPDATE application SET pin = rtrim(pin)"},
		{"UPDATE application SET state = 'submitted' WHERE state = 'draft'",
		 "UPDATE application SET state = 'draft' WHERE submitted_at = 0"},
		{"UPDATE holder SET key = 'x' || key", "UPDATE holder SET key = substr(key, 2)"},
		{"INSERT INTO holder SELECT 'mallory', id, 1 FROM application WHERE state = "
		 "'rejected'",
		 "DELETE FROM holder WHERE key = 'mallory'"},
		{"UPDATE answer SET item = item + 1 WHERE section = 'members' AND question = "
		 "'school'",
		 "UPDATE answer SET item = item - 1 WHERE section = 'members' AND question = "
		 "'school'"},
		{"UPDATE items SET count = count + 1", "UPDATE items SET count = count - 1"},
		{"UPDATE event SET at = at + 1 WHERE number = 2",
		 "UPDATE event SET at = at - 1 WHERE number = 2"},
		{"UPDATE event SET actor = 'x' || actor",
		 "UPDATE event SET actor = substr(actor, 2)"},
		{"UPDATE definition SET yaml = CAST(yaml || ' ' AS BLOB)",
		 "UPDATE definition SET yaml = substr(yaml, 1, length(yaml) - 1)"},
	};
	struct portal p;

	fill(&p, "rows");
	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++)
		found(&p, changes[i][0], changes[i][1]);
	portal_close(&p);
}
END_TEST

START_TEST(every_row_taken_out_is_found)
{
	static const char *const tables[] = {"ledger", "answer",      "event",      "items",
					     "holder", "ledger_head", "definition", "origin"};
	struct portal p;
	sqlite3 *d;

	portal_open(&p, "taken");
	portal_apply(&p, &p.owner);
	portal_apply(&p, &p.guest);
	d = tamper_open(&p);
	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
		tamper_rows(&p, d, tables[i]);
	sqlite3_close(d);
	portal_close(&p);
}
END_TEST

START_TEST(whole_things_taken_out_are_found)
{
	struct portal p;

	fill(&p, "gone");
	portal_tamper(&p,
		      "PRAGMA foreign_keys = ON; DELETE FROM application WHERE state = 'draft'");
	ck_assert_int_eq(portal_verify(&p, false), 1);
	portal_tamper(&p,
		      "PRAGMA foreign_keys = ON; DELETE FROM application WHERE state = 'rejected'");
	ck_assert_int_eq(portal_verify(&p, false), 2);
	portal_close(&p);
}
END_TEST

/* The end of the ledger, with a head that fits it but that the keys never signed. */
START_TEST(a_shortened_ledger_is_found)
{
	struct portal p;

	fill(&p, "short");
	portal_tamper(&p, "DELETE FROM ledger WHERE seq = (SELECT max(seq) FROM ledger);"
			  "UPDATE ledger_head SET seq = (SELECT max(seq) FROM ledger), hash ="
			  " (SELECT hash FROM ledger ORDER BY seq DESC LIMIT 1)");
	ck_assert_int_gt(portal_verify(&p, false), 0);
	portal_close(&p);
}
END_TEST

/* An application of somebody else's making. */
START_TEST(what_was_put_in_is_found)
{
	struct portal p;

	fill(&p, "put");
	portal_tamper(&p,
		      "INSERT INTO application SELECT 'f', '00000000079444', service, version,"
		      " 'approved', 'issue', lang, pin, source, begun_at, changed_at,"
		      " submitted_at, due_at, section, item, question, revision FROM application"
		      " WHERE state = 'rejected'");
	ck_assert_int_eq(portal_verify(&p, false), 1);
	portal_close(&p);
}
END_TEST

START_TEST(a_damaged_file_is_found)
{
	char path[FOLDER_PATH + 16];
	struct portal p;
	struct error err;
	FILE *f;

	fill(&p, "damage");
	registry_close(p.registry);
	p.registry = NULL;
	portal_tamper(&p, "PRAGMA wal_checkpoint(TRUNCATE)");
	snprintf(path, sizeof(path), "%s/registry.db", p.folder);
	f = fopen(path, "r+");
	ck_assert_ptr_nonnull(f);
	fseek(f, 5 * 4096, SEEK_SET);
	for (int i = 0; i < 4096; i++)
		fputc(0xA5, f);
	fclose(f);
	ck_assert_int_eq(registry_open(p.folder, &p.registry, &err), FAULT_NONE);
	ck_assert_int_gt(portal_verify(&p, false), 0);
	portal_close(&p);
}
END_TEST

SUITE(verify, every_byte_of_the_ledger_counts, every_column_of_an_entry_counts,
      every_change_of_a_row_is_found, every_row_taken_out_is_found,
      whole_things_taken_out_are_found, a_shortened_ledger_is_found, what_was_put_in_is_found,
      a_damaged_file_is_found)
