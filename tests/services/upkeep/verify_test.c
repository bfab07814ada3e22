/* verify_test.c - whatever is changed, taken out or put in past the engine is found. */
#include "tests/services/engine.h"
#include "tests/services/people.h"
#include "tests/services/portal.h"
#include "tests/services/raw.h"
#include "tests/services/tamper.h"
#include "tests/services/sample_register.h"
#include "tests/services/things.h"
#include "tests/unit.h"

#include "i18n/text.h"
#include "services/registry/vouch_issued.h"
#include "services/access/preference.h"
#include "services/notice/notice.h"
#include "services/money/due.h"
#include "services/registry/ledger.h"
#include "services/registry/registry_inside.h"
#include "services/registry/vouch.h"

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

/* One change, found; then undone by the other. */
static void found(struct portal *p, const char *change, const char *undo)
{
	portal_tamper(p, change);
	ck_assert_msg(portal_verify(p, false) > 0, "not found: %s", change);
	portal_tamper(p, undo);
	ck_assert_msg(portal_verify(p, true) == 0, "not undone: %s", undo);
}

START_TEST(every_byte_of_the_ledger_counts)
{
	static const char *const columns[] = {"act",  "actor", "reason", "digest",    "prev",
					      "hash", "role",  "face",   "operation", "object"};
	static const char *const rows[] = {"seq = 1", "seq = 4", "seq = 7"};
	struct portal p;
	struct raw *d;
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
	ck_assert_int_gt(tried, engine_is_postgres() ? 350 : 700);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	raw_close(d);
	portal_close(&p);
}
END_TEST

/* Whatever is other in one column of an entry, of a change, of a look or of an end. */
START_TEST(every_column_of_an_entry_counts)
{
	struct application a;
	struct portal p;
	struct error err;
	char pin[PIN_DIGITS + 1];
	struct raw *d;

	fill(&p, "columns");
	ck_assert_int_eq(application_begin(p.registry, &p.guest, p.service, LANG_EN, &a, pin, &err),
			 FAULT_NONE);
	ck_assert_int_eq(application_discard(p.registry, &p.guest, &a, &err), FAULT_NONE);
	d = tamper_open(&p);
	ck_assert_int_eq(raw_number(d, "SELECT count(*) FROM ledger WHERE act IN ('looked',"
				       " 'decided', 'discarded')"),
			 3);
	raw_run(d, "DROP INDEX ledger_object"); /* it would refuse some */
	tamper_columns(&p, d, "ledger", "act = 'looked'");
	tamper_columns(&p, d, "ledger", "act = 'decided'");
	tamper_columns(&p, d, "ledger", "act = 'discarded'");
	tamper_columns(&p, d, "ledger_head", "lane = 0");
	raw_close(d);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

/* What verify does not find, and why that is well. */
static const struct {
	const char *table, *column, *reason; /* column NULL: all */
} unfound[] = {
	{"tries", "subject", "wrong tries are counted for minutes, then forgotten by the clerk"},
	{"tries", "minute", "as above: whoever waits has the same of it"},
	{"tries", "count", "as above"},
	{"pace", "subject", "how fast a network goes is counted for minutes, then forgotten"},
	{"pace", "full_at", "as above"},
	{"vain", NULL,
	 "words that found nothing, for the administrator: nothing follows from them"},
	{"clock", "application",
	 "when the clerk looks; what is due is computed from what happened"},
	{"clock", "at", "as above: it comes before any act as well"},
	{"unsure", "application", "when the clerk looks whether somebody is to be told"},
	{"unsure", "at", "as above: what holds is computed from what was signed"},
	{"registry", "version", "says what the tables are: another one refuses to open"},
	{"done", "operation", "lets a commit that was cut off be known again, for minutes"},
	{"done", "at", "as above"},
};

/* One row of each table, and of each kind of it. */
static const struct {
	const char *table, *where;
} tampered[] = {
	{"meta", "name = 'catalogue_stamp'"},
	{"meta", "name = 'keys'"},
	{"origin", "home = 1"},
	{"definition", "version = 3"},
	{"retired", "instead = ''"},
	{"application", "state = 'draft'"},
	{"application", "state = 'submitted'"},
	{"application", "state = 'rejected'"},
	{"holder", "application IN (SELECT id FROM application WHERE state = 'draft')"},
	{"holder", "application IN (SELECT id FROM application WHERE state = 'rejected')"},
	{"request", "application IN (SELECT id FROM application WHERE state = 'submitted')"},
	{"link", "kind = 'appeals'"},
	{"answer", "application IN (SELECT id FROM application WHERE state = 'draft')"
		   " AND question = 'full_name'"},
	{"answer", "application IN (SELECT id FROM application WHERE state = 'rejected')"
		   " AND question = 'full_name'"},
	{"items", "application IN (SELECT id FROM application WHERE state = 'draft')"},
	{"items", "application IN (SELECT id FROM application WHERE state = 'submitted')"},
	{"event", "number = 2"},
	{"notice", "read_at = 0"},
	{"notice", "read_at > 0"},
	{"address", "tries = 0"},
	{"dispatch", "tries = 0"},
	{"ledger", "seq = 3"},
	{"ledger_head", "lane = 0"},
	{"choice", "lang = 'fr'"},
	{"party", "kind = 'office' AND above = ''"},
	{"party", "kind = 'office' AND above <> ''"},
	{"party", "id IN (SELECT party FROM account)"},
	{"party", "id IN (SELECT party FROM identifier)"},
	{"identifier", "scheme = 'phone'"},
	{"identifier", "scheme <> 'phone'"},
	{"account", "revision > 1"},
	{"account_key", "ended = 0"},
	{"account_key", "ended > 0"},
	{"account_grant", "until = 0"},
	{"account_recovery", "what = 'pin'"},
	{"errand", "kind = 'ask'"},
	{"member", "number = 1"},
	{"agent", "number = 1"},
	{"issued", "n = 1"},
	{"numbering", "n = 1"},
	{"due", "payments = 0"},
	{"due", "payments > 0"},
	{"payment", "due <> ''"},
	{"payment", "due = ''"},
	{"account_grant", "until > 0 AND role <> 'operator'"},
	{"entry", "counted = 1"},
	{"entry_value", "name = 'name'"},
	{"entry_value", "name = 'chair'"},
	{"entry_event", "number = 1"},
	{"entry_key", "entry IN (SELECT id FROM entry) AND key = (SELECT min(key) FROM entry_key)"},
	{"entry_scope", "counted = 1"},
};

static bool is_unfound(const char *table, const char *column)
{
	for (size_t i = 0; i < sizeof(unfound) / sizeof(unfound[0]); i++)
		if (strcmp(unfound[i].table, table) == 0 &&
		    (unfound[i].column == NULL || strcmp(unfound[i].column, column) == 0))
			return true;
	return false;
}

/* Papers are tampered with where there are files (papers_staff_test.c). */
static bool is_tampered(const char *table)
{
	if (strcmp(table, "paper") == 0 || strcmp(table, "paper_chunk") == 0)
		return true;
	for (size_t i = 0; i < sizeof(tampered) / sizeof(tampered[0]); i++)
		if (strcmp(tampered[i].table, table) == 0)
			return true;
	return false;
}

static struct application mine_of(struct portal *p, enum application_state state)
{
	struct application *mine;
	struct error err;
	size_t count = 0, i = 0;

	ck_assert_int_eq(application_mine(p->registry, &p->owner, p->arena, &mine, &count, &err),
			 FAULT_NONE);
	while (i < count && mine[i].state != state)
		i++;
	ck_assert_uint_lt(i, count);
	return mine[i];
}

/* Two notices are there: that it was moved on, and that it was refused. */
static void read_one(struct portal *p)
{
	struct notice_item *told;
	struct error err;
	size_t count = 0;

	ck_assert_int_eq(notice_own(p->registry, &p->owner, p->arena, &told, &count, &err),
			 FAULT_NONE);
	ck_assert_uint_eq(count, 2);
	ck_assert_int_eq(
		notice_read(p->registry, &p->owner, &told[0].application, told[0].number, &err),
		FAULT_NONE);
}

/* With a draft of two items, a language that was chosen, and wrong tries. */
static void fill_all(struct portal *p, const char *name)
{
	const struct preference chosen = {.lang = LANG_FR, .terminal = 3};
	struct application draft;
	struct field_path at;
	struct error err;

	fill(p, name);
	people_add(p);
	read_one(p);
	draft = mine_of(p, STATE_DRAFT);
	at = portal_path(p, "member_name", 2);
	ck_assert_int_eq(application_put(p->registry, &p->owner, &draft,
					 &(struct application_answer){.at = at, .now = "Lina"},
					 &err),
			 FAULT_NONE);
	portal_link(p, mine_of(p, STATE_REJECTED).id, draft.id);
	things_issue(p, mine_of(p, STATE_REJECTED).id);
	ck_assert_int_eq(
		address_add(p->registry, &p->owner, &draft, "sms:+9613123456", "{code}", &err),
		FAULT_NONE);
	ck_assert_int_eq(
		member_invite(p->registry, &p->owner, &draft, p->service,
			      &(struct member_invitation){.name = "Nada", .rights = MEMBER_VIEW},
			      (char[MEMBER_CODE_DIGITS + 1]){""}, &err),
		FAULT_NONE);
	sample_register_put(p);
	things_owe(p, draft.id);
	things_act_for(p);
	ck_assert_int_eq(preference_set(p->registry, &p->owner, &chosen, &err), FAULT_NONE);
	ck_assert_int_eq(
		retire_set(p->registry, "lb-sample", (struct date){2099, 1, 1}, NULL, &err),
		FAULT_NONE);
	ck_assert_int_eq(
		application_open(p->registry, &p->other, draft.reference, "000000", &draft, &err),
		FAULT_MISSING);
	ck_assert_int_eq(portal_verify(p, true), 0);
}

START_TEST(every_column_of_every_table_counts)
{
	struct portal p;
	struct raw_column *list;
	struct raw *d;
	size_t count;

	fill_all(&p, "all-columns");
	d = tamper_open(&p);
	ck_assert_int_gt(raw_number(d, "SELECT count(*) FROM tries"), 0);
	count = raw_columns(d, p.arena, &list);
	for (size_t i = 0; i < count; i++)
		ck_assert_msg(is_tampered(list[i].table) != is_unfound(list[i].table, list[i].name),
			      "%s.%s is in none of the lists, or in both", list[i].table,
			      list[i].name);
	raw_run(d, "DROP INDEX ledger_object"); /* it would refuse some */
	for (size_t i = 0; i < sizeof(tampered) / sizeof(tampered[0]); i++)
		tamper_columns(&p, d, tampered[i].table, tampered[i].where);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	raw_close(d);
	portal_close(&p);
}
END_TEST

/* The ledger's digest is of what was answered, however it is kept: who knows an answer could leave
   it clear. */
START_TEST(an_answer_that_was_opened_is_found)
{
	struct portal p;
	struct raw *d;

	fill(&p, "opened");
	d = tamper_open(&p);
	raw_run(d, "CREATE TEMP TABLE kept AS SELECT * FROM answer");
	ck_assert_int_eq(
		raw_run(d, "UPDATE answer SET clear = 'Mayy Haddad', sealed = decode('', 'hex')"
			   " WHERE question = 'full_name' AND application IN"
			   " (SELECT id FROM application WHERE state = 'submitted')"),
		1);
	ck_assert_int_gt(portal_verify(&p, false), 0);
	raw_run(d, "DELETE FROM answer; INSERT INTO answer SELECT * FROM kept");
	ck_assert_int_eq(portal_verify(&p, true), 0);
	raw_close(d);
	portal_close(&p);
}
END_TEST

/* What was put back from an hour ago, row by row; what goes on behind a NUL; what was put in. */
START_TEST(small_changes_of_a_draft_are_found)
{
	static const char *const changes[][2] = {
		{"UPDATE application SET question = 'birth' WHERE state = 'draft'",
		 "UPDATE application SET question = 'member_name' WHERE state = 'draft'"},
		{"UPDATE application SET changed_at = changed_at + 1 WHERE state = 'draft'",
		 "UPDATE application SET changed_at = changed_at - 1 WHERE state = 'draft'"},
		{"UPDATE application SET due_at = 1 WHERE state = 'draft'",
		 "UPDATE application SET due_at = 0 WHERE state = 'draft'"},
		{"UPDATE holder SET since = since - 1", "UPDATE holder SET since = since + 1"},
		{"UPDATE definition SET imported_at = imported_at - 1 WHERE version = 3",
		 "UPDATE definition SET imported_at = imported_at + 1 WHERE version = 3"},
		{"UPDATE meta SET number = number - 1", "UPDATE meta SET number = number + 1"},
		{"INSERT INTO meta VALUES ('more', 1, '')", "DELETE FROM meta WHERE name = 'more'"},
		{"INSERT INTO choice SELECT 'mallory', lang, terminal, at, mac FROM choice",
		 "DELETE FROM choice WHERE key = 'mallory'"},
		{"INSERT INTO request SELECT 'MALLORY-00000001', id, 'x' FROM application"
		 " WHERE state = 'draft'",
		 "DELETE FROM request WHERE number = 'MALLORY-00000001'"},
		{"UPDATE request SET number = 'X' || number",
		 "UPDATE request SET number = substr(number, 2)"},
		{"INSERT INTO event SELECT id, 1, 1, 'draft', '', 'authority', decode('00', 'hex')"
		 " FROM application WHERE state = 'draft'",
		 "DELETE FROM event WHERE state = 'draft'"},
		{"UPDATE answer SET clear = 'x' WHERE question = 'member_name'",
		 "UPDATE answer SET clear = '' WHERE question = 'member_name'"},
	};
	struct portal p;

	fill_all(&p, "draft-rows");
	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++)
		found(&p, changes[i][0], changes[i][1]);
	if (!engine_is_postgres()) /* which holds no text with a NUL */
		found(&p, "UPDATE application SET stage = char(0) || 'x' WHERE state = 'draft'",
		      "UPDATE application SET stage = '' WHERE state = 'draft'");
	portal_close(&p);
}
END_TEST

/* An answer of a draft as it was, with the seal that it had: whole by itself, but not the draft's.
 */
START_TEST(an_older_answer_put_back_is_found)
{
	struct application draft;
	struct field_path at;
	struct portal p;
	struct error err;

	fill_all(&p, "put-back");
	portal_tamper(&p, "CREATE TABLE kept AS SELECT * FROM answer");
	draft = mine_of(&p, STATE_DRAFT);
	at = portal_path(&p, "full_name", 0);
	ck_assert_int_eq(application_put(p.registry, &p.owner, &draft,
					 &(struct application_answer){.at = at, .now = "Zeina"},
					 &err),
			 FAULT_NONE);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_tamper(&p, "DELETE FROM answer; INSERT INTO answer SELECT * FROM kept");
	ck_assert_int_eq(portal_verify(&p, false), 1);
	portal_close(&p);
}
END_TEST

static void must_be_harmless(void *ctx, const char *line)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 16);

	++*(int *)ctx;
	ck_assert_str_eq(line, text_safe(a, line, 0));
	ck_assert_uint_le(strlen(line), 320);
}

/* What stands in a row that was tampered with comes to the operator's terminal. */
START_TEST(nothing_raw_is_told)
{
	static const char *const changes[] = {
		("UPDATE application SET reference = chr(27) || '[2J' || chr(8238) || chr(155)"
		 " WHERE state = 'draft'"),
		"UPDATE choice SET key = chr(27) || chr(8238) || chr(10) || 'x'",
		"UPDATE origin SET id = chr(27) || ']0;x' || chr(7)",
		("INSERT INTO ledger SELECT seq + 1000, at, act, chr(27) || chr(10) || object,"
		 " actor, reason, digest, prev, hash, recipe, chr(27) || chr(8238) || 'x', lane,"
		 " subject, revision, effect, office, purpose, role, face, operation || 'x'"
		 " FROM ledger"),
		/* SQLite lets a table refer to one that is not there. */
		("CREATE TABLE \"\x1b[2J\" (a REFERENCES nobody (b));"
		 "INSERT INTO \"\x1b[2J\" VALUES (1)"),
	};
	size_t tried = sizeof(changes) / sizeof(changes[0]) - (engine_is_postgres() ? 1 : 0);
	struct portal p;
	struct error err;
	int count = 0;

	fill_all(&p, "raw");
	for (size_t i = 0; i < tried; i++) {
		int before = count;

		portal_tamper(&p, changes[i]);
		ck_assert_int_eq(verify_run(p.registry, NULL, must_be_harmless, &count, &err),
				 FAULT_BROKEN);
		ck_assert_int_gt(count, before);
	}
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
		{"UPDATE definition SET yaml = decode(encode(yaml, 'hex') || '20', 'hex')",
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
	static const char *const tables[] = {"ledger",  "answer",      "event",         "items",
					     "holder",  "ledger_head", "definition",    "origin",
					     "request", "meta",        "retired",       "party",
					     "account", "account_key", "account_grant", "notice"};
	struct portal p;
	struct raw *d;

	fill_all(&p, "taken");
	d = tamper_open(&p);
	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
		tamper_rows(&p, d, tables[i]);
	raw_close(d);
	portal_close(&p);
}
END_TEST

START_TEST(whole_things_taken_out_are_found)
{
	struct portal p;
	struct raw *d;

	fill(&p, "gone");
	d = tamper_open(&p);
	raw_keep_references(d);
	/* Each by itself, and that the heads count others. */
	raw_run(d, "DELETE FROM application WHERE state = 'draft'");
	ck_assert_int_eq(portal_verify(&p, false), 2);
	raw_run(d, "DELETE FROM application WHERE state = 'rejected'");
	ck_assert_int_eq(portal_verify(&p, false), 3);
	raw_close(d);
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
	portal_tamper(
		&p,
		"INSERT INTO application SELECT 'f', '00000000079444', service, version,"
		" 'approved', 'issue', lang, pin, source, begun_at, changed_at,"
		" submitted_at, due_at, section, item, question, revision, mac, office, assignee,"
		" subject, helper, consent_at, members "
		"FROM application"
		" WHERE state = 'rejected'");
	ck_assert_int_eq(portal_verify(&p, false), 2); /* and that it was not counted */
	portal_close(&p);
}
END_TEST

START_TEST(a_damaged_file_is_found)
{
	char path[FOLDER_PATH + 16];
	struct portal p;
	struct error err;
	FILE *f;

	ENGINE_ONLY_SQLITE("PostgreSQL's files are for pg_amcheck");
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
	ck_assert_int_eq(registry_open(p.folder, p.address, &p.registry, &err), FAULT_NONE);
	ck_assert_int_gt(portal_verify(&p, false), 0);
	portal_close(&p);
}
END_TEST

SUITE(verify, every_byte_of_the_ledger_counts, every_column_of_an_entry_counts,
      every_column_of_every_table_counts, an_answer_that_was_opened_is_found,
      small_changes_of_a_draft_are_found, an_older_answer_put_back_is_found, nothing_raw_is_told,
      every_change_of_a_row_is_found, every_row_taken_out_is_found,
      whole_things_taken_out_are_found, a_shortened_ledger_is_found, what_was_put_in_is_found,
      a_damaged_file_is_found)
