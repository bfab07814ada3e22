/* table_test.c - every column of the registry is listed once with its type, and statements, rows
 * and members follow from the list. */
#include "tests/services/engine.h"
#include "tests/services/raw.h"
#include "tests/unit.h"

#include "services/registry/folder.h"
#include "services/store/store_open.h"
#include "services/store/rows.h"
#include "services/store/statement.h"
#include "services/store/store_account.h"
#include "services/store/store_address.h"
#include "services/store/store_answer.h"
#include "services/store/store_application.h"
#include "services/store/store_clock.h"
#include "services/store/store_definition.h"
#include "services/store/store_event.h"
#include "services/store/store_agent.h"
#include "services/store/store_issued.h"
#include "services/store/store_ledger.h"
#include "services/store/store_link.h"
#include "services/store/store_member.h"
#include "services/store/store_notice.h"
#include "services/store/store_paper.h"
#include "services/store/store_party.h"
#include "services/store/store_due.h"
#include "services/store/store_recovery.h"
#include "services/store/store_register.h"
#include "services/store/store_vain.h"
#include "services/store/store_visitor.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const struct table *const tables[] = {
	&store_definition_table,
	&store_definition_stamp_table,
	&store_definition_retired_table,
	&store_application_table,
	&store_application_holder_table,
	&store_application_request_table,
	&store_link_table,
	&store_answer_table,
	&store_answer_items_table,
	&store_event_table,
	&store_notice_table,
	&store_paper_table,
	&store_paper_chunk_table,
	&store_address_table,
	&store_dispatch_table,
	&store_ledger_table,
	&store_ledger_head_table,
	&store_ledger_origin_table,
	&store_visitor_try_table,
	&store_visitor_pace_table,
	&store_visitor_choice_table,
	&store_party_table,
	&store_party_identifier_table,
	&store_account_table,
	&store_account_key_table,
	&store_account_grant_table,
	&store_recovery_table,
	&store_due_table,
	&store_payment_table,
	&store_errand_table,
	&store_issued_table,
	&store_agent_table,
	&store_numbering_table,
	&store_clock_table,
	&store_member_table,
	&store_unsure_table,
	&store_register_entry_table,
	&store_register_value_table,
	&store_register_event_table,
	&store_register_key_table,
	&store_register_scope_table,
	&store_vain_table,
};
#define TABLES (sizeof(tables) / sizeof(tables[0]))

static struct store *open_store(const char *name, struct engine_place *place)
{
	struct store *s = NULL;
	struct error err;

	engine_place(place, name);
	ck_assert_int_eq(folder_make(place->folder, &err), FAULT_NONE);
	ck_assert_msg(store_open(place->folder, place->address, true, NULL, &s, &err) == FAULT_NONE,
		      "%s", err.detail);
	return s;
}

static const struct table *find_table(const char *name)
{
	for (size_t i = 0; i < TABLES; i++)
		if (strcmp(tables[i]->name, name) == 0)
			return tables[i];
	return NULL;
}

static const struct table_field *find_field(const struct table *t, const char *name)
{
	for (size_t i = 0; i < t->count; i++)
		if (strcmp(t->fields[i].name, name) == 0)
			return &t->fields[i];
	return NULL;
}

static enum raw_kind type_of(const struct table_field *f)
{
	if (f->kind == TABLE_BYTES)
		return RAW_BYTES;
	return f->kind == TABLE_INT || f->kind == TABLE_NUMBER ? RAW_NUMBER : RAW_TEXT;
}

/* What PostgreSQL's side keeps for itself: its version, and what a cut-off commit was. */
static bool is_engines_own(const char *table)
{
	return engine_is_postgres() &&
	       (strcmp(table, "registry") == 0 || strcmp(table, "done") == 0);
}

/* Names and types of the lists are those of the database; no table is without a list. */
START_TEST(lists_are_the_schema)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);
	size_t columns = 0, listed = 0, count;
	struct engine_place place;
	struct raw_column *list;
	struct raw *r;

	store_close(open_store("lists-of-columns", &place));
	r = raw_open(place.folder, place.address);
	count = raw_columns(r, a, &list);
	raw_close(r);
	for (size_t i = 0; i < count; i++) {
		const struct table *t = find_table(list[i].table);
		const struct table_field *f = t == NULL ? NULL : find_field(t, list[i].name);

		if (is_engines_own(list[i].table))
			continue;
		ck_assert_msg(f != NULL, "%s.%s is in no list", list[i].table, list[i].name);
		ck_assert_int_eq(list[i].kind, type_of(f));
		columns++;
	}
	for (size_t i = 0; i < TABLES; i++)
		listed += tables[i]->count;
	ck_assert_uint_eq(columns, listed);
}
END_TEST

START_TEST(statements_follow_from_the_list)
{
	char text[STATEMENT_ROOM];

	statement_write(SQL_HOLDER_ADD, "", false, text);
	ck_assert_str_eq(text, "INSERT INTO holder (key, application, since) VALUES ($1, $2, $3)"
			       " ON CONFLICT (key, application) DO NOTHING");
	statement_write(SQL_HOLDER_ADD, "", true, text);
	ck_assert_str_eq(text, "INSERT INTO holder (key, application, since) SELECT * FROM"
			       " unnest($1, $2, $3) ON CONFLICT (key, application) DO NOTHING");
	statement_write(SQL_APPLICATION_LOCK, STATEMENT_LOCKS, false, text);
	ck_assert_str_eq(text, "SELECT id FROM application WHERE id = $1 FOR UPDATE");
	statement_write(SQL_ITEMS_EACH, "", false, text);
	ck_assert_str_eq(text, "SELECT items.application, items.section, items.count FROM items"
			       " WHERE application = $1 ORDER BY section");
	statement_write(SQL_CHOICE_PUT, "", false, text);
	ck_assert_str_eq(
		text,
		"INSERT INTO choice (key, lang, terminal, at, mac) VALUES ($1, $2, $3, $4, $5)"
		" ON CONFLICT (key) DO UPDATE SET lang = excluded.lang,"
		" terminal = excluded.terminal, at = excluded.at, mac = excluded.mac");
	statement_write(SQL_APPLICATION_ACT, "", false, text);
	ck_assert_ptr_nonnull(
		strstr(text, "UPDATE application SET state = $1, stage = $2, pin = "));
	ck_assert_ptr_null(strstr(text, "question"));
	ck_assert_ptr_nonnull(strstr(text, " WHERE id = $"));
}
END_TEST

/* A struct of every kind. */
#define SAMPLE(F)                                                                                  \
	F(char, code, [4], 0, 0)                                                                   \
	F(const char *, words, , 0, 0)                                                             \
	F(int, small, , 0, 0)                                                                      \
	F(int64_t, large, , 0, 0)                                                                  \
	F(struct table_bytes, bytes, , 0, 0)
struct sample {
	SAMPLE(TABLE_MEMBER)
};
#define ROW struct sample
static const struct table sample_table = TABLE("sample", SAMPLE);
#undef ROW

START_TEST(members_are_values)
{
	const struct sample one = {"abc", NULL, -7, INT64_MIN, {"xyz", 3}};
	const struct table_field *f = sample_table.fields;
	struct sample two = {"?", "?", 1, 1, {NULL, 1}};
	struct datum d;

	ck_assert_uint_eq(sample_table.count, 5);
	for (size_t i = 0; i < sample_table.count; i++) {
		d = table_datum(&f[i], &one);
		ck_assert(table_put(&f[i], &two, &d));
	}
	ck_assert_str_eq(two.code, "abc");
	ck_assert_str_eq(two.words, "");
	ck_assert_int_eq(two.small, -7);
	ck_assert(two.large == INT64_MIN);
	ck_assert_uint_eq(two.bytes.len, 3);
	ck_assert_mem_eq(two.bytes.at, "xyz", 3);
}
END_TEST

START_TEST(what_does_not_fit_is_refused)
{
	struct datum text = DATUM_T("abcd"), number = DATUM_N(1LL + INT32_MAX);
	struct sample row = {"abc", NULL, 5, 5, {NULL, 0}};

	ck_assert(!table_put(&sample_table.fields[0], &row, &text));
	ck_assert_str_eq(row.code, "");
	ck_assert(!table_put(&sample_table.fields[2], &row, &number));
	ck_assert_int_eq(row.small, 0);
	ck_assert(table_put(&sample_table.fields[3], &row, &number));
	ck_assert(row.large == 1LL + INT32_MAX);
}
END_TEST

/* What past the engine became longer than its member is no row. */
START_TEST(overlong_columns_are_damage)
{
	struct store_visitor_choice choice = {.key = "k", .lang = "ar"};
	struct engine_place place;
	struct store *s = open_store("overlong", &place);
	struct error err;
	bool found = false;
	struct raw *r;

	ck_assert_int_eq(store_begin(s, &err), FAULT_NONE);
	ck_assert_int_eq(store_visitor_put_choice(s, &choice, &err), FAULT_NONE);
	ck_assert_int_eq(store_commit(s, &err), FAULT_NONE);
	ck_assert_int_eq(store_visitor_find_choice(s, "k", &choice, &found, &err), FAULT_NONE);
	ck_assert(found);
	r = raw_open(place.folder, place.address);
	raw_run(r, "UPDATE choice SET lang = 'longer'");
	raw_close(r);
	ck_assert_int_eq(store_visitor_find_choice(s, "k", &choice, &found, &err), FAULT_BROKEN);
	ck_assert_str_eq(err.detail, "choice.lang does not fit");
	store_close(s);
}
END_TEST

static enum fault ask_again(void *ctx, const struct store_ledger *entry, struct error *err)
{
	struct store_ledger_last last;

	return store_ledger_last(ctx, entry->object, &last, err);
}

/* While a stream is open nothing else may be asked: an engine behind a socket could not answer. */
START_TEST(a_stream_stands_alone)
{
	struct store_ledger entry = {.seq = 1, .prev = {"", 0}, .hash = {"", 0}};
	struct engine_place place;
	struct store *s = open_store("stream", &place);
	struct error err;
	pid_t child;
	int status;

	ck_assert_int_eq(store_begin(s, &err), FAULT_NONE);
	ck_assert_int_eq(store_ledger_add(s, &entry, &err), FAULT_NONE);
	ck_assert_int_eq(store_commit(s, &err), FAULT_NONE);
	child = fork();
	if (child == 0) {
		close(STDERR_FILENO); /* the assertion's words */
		_exit((int)store_ledger_each(s, STORE_BY_CHAIN, ask_again, s, &err));
	}
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
	store_close(s);
}
END_TEST

SUITE(table, lists_are_the_schema, statements_follow_from_the_list, members_are_values,
      what_does_not_fit_is_refused, overlong_columns_are_damage, a_stream_stands_alone)
