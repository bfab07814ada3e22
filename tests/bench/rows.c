/* rows.c - a registry of many applications, made past the product at the speed of the disk; and how
 * long one of them takes to be opened.
 *
 *	rows make FOLDER ADDRESS SERVICE.yaml COUNT
 *	rows whole FOLDER ADDRESS SERVICE.yaml COUNT
 *	rows open FOLDER ADDRESS SERVICE.yaml COUNT OPENINGS
 *	rows queue FOLDER ADDRESS SERVICE.yaml COUNT OPENINGS
 *
 * FOLDER is a state folder without applications, ADDRESS that of its database or - for SQLite in
 * the folder. Each application has its row, one answer, one event and one entry of the ledger, all
 * as large as real ones; ten thousand of them, evenly among the others, have all answers, really
 * sealed, and open. Nobody is meant to verify it: digests are not theirs. `whole` makes them all
 * so, with true digests and a ledger that holds, as `move` wants it.
 *
 * `open` opens so many of these by their reference, as their applicants do, and prints `look N P50
 * P99 MAX` (the first time in a visit, which is entered in the ledger) and `read` (again, with all
 * answers), in microseconds. `queue` lists them as an officer does, all of whom wait: `first N P50
 * P99 MAX` (the first 200), `next` (the 200 behind them), `counts` (how many of each service).
 */
#include "services/access/account.h"
#include "services/application/answers.h"
#include "services/application/queue.h"
#include "services/registry/id.h"
#include "services/registry/ledger_inside.h"
#include "services/registry/registry_inside.h"
#include "services/registry/vouch.h"
#include "services/store/engine.h"
#include "services/store/store_answer.h"
#include "services/store/store_event.h"
#include "services/store/store_ledger.h"
#include "services/store/store_open.h"
#include "services/store/store_pour.h"
#include "tests/bench/applicant.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OPENED 10000 /* applications that open */
#define REFERENCES 1000000000000LL
#define OPENINGS_MAX 5000

/* What is made, row after row, always from the same application. */
struct maker {
	struct applicant applicant;
	struct arena *arena; /* of one application that opens */
	struct store *to;
	int64_t count, now;
	bool is_whole;
	struct store_application row;
	struct store_ledger_head head; /* what the ledger's next entry stands behind */
	char event_note[96], sealed[64];
};

static struct error err;

/* --- names: those of the nth, in their order, so that they are put in at the end of each index ---
 */

/* All of 128 bits evenly, the last 64 as if drawn. */
static void name_id(const struct maker *m, int64_t n, char ret[33])
{
	uint64_t step = UINT64_MAX / (uint64_t)m->count;

	snprintf(ret, 33, "%016llx%016llx", (unsigned long long)(step * (uint64_t)n),
		 (unsigned long long)((uint64_t)n * 0x9E3779B97F4A7C15ULL));
}

/* Twelve digits and the two of ISO 7064 that prove them. */
static void name_reference(const struct maker *m, int64_t n, char ret[16])
{
	long long number = REFERENCES / m->count * n;

	snprintf(ret, 16, "%012lld%02d", number, 98 - (int)(number % 97 * 100 % 97));
}

static bool opens(const struct maker *m, int64_t n)
{
	return m->is_whole || m->count <= OPENED || n % (m->count / OPENED) == 0;
}

/* --- tables --- */

static enum fault put(struct maker *m, const struct table *t, const void *row)
{
	struct datum values[ROWS_FIELDS_MOST];

	for (size_t i = 0; i < t->count; i++)
		values[i] = table_datum(&t->fields[i], row);
	return m->to->engine->pour_row(m->to, values, t->count, &err);
}

/* The row of the nth; its parts are in no table yet, as the digest wants it. */
static enum fault describe_one(struct maker *m, int64_t n)
{
	struct registry *r = m->applicant.registry;

	name_id(m, n, m->row.id);
	name_reference(m, n, m->row.reference);
	m->row.begun_at = m->row.changed_at = m->row.submitted_at = m->now - m->count + n;
	m->row.due_at = m->row.begun_at + 864000;
	return m->is_whole ? vouch_application(&r->seal, r->store, &m->row, m->row.mac, &err)
			   : FAULT_NONE;
}

static enum fault put_application(struct maker *m, int64_t n)
{
	enum fault fault = describe_one(m, n);

	return fault == FAULT_NONE ? put(m, &store_application_table, &m->row) : fault;
}

static enum fault put_answers(struct maker *m, int64_t n)
{
	struct record_content all;
	char id[33];
	enum fault fault = FAULT_NONE;

	name_id(m, n, id);
	if (!opens(m, n))
		return put(m, &store_answer_table,
			   &(struct store_answer){.application = id,
						  .section = "applicant",
						  .question = "first_name",
						  .sealed = {m->sealed, sizeof m->sealed},
						  .clear = ""});
	arena_reset(m->arena);
	answers_seal(&m->applicant.registry->seal, m->arena, id, m->applicant.form, &all);
	for (size_t i = 0; i < all.count && fault == FAULT_NONE; i++)
		fault = put(m, &store_answer_table, &all.values[i].row);
	return fault;
}

static struct store_event event_of(const struct maker *m, int64_t n)
{
	return (struct store_event){.application = m->row.id,
				    .number = 1,
				    .at = m->now - m->count + n,
				    .state = "submitted",
				    .stage = "check",
				    .actor = "applicant",
				    .note = {m->event_note, 56}};
}

static enum fault put_event(struct maker *m, int64_t n)
{
	struct store_event event = event_of(m, n);
	char id[33];

	name_id(m, n, id);
	event.application = id;
	if (opens(m, n)) {
		struct sealed sealed;

		arena_reset(m->arena);
		sealed = seal_words(&m->applicant.registry->seal, m->arena, id, "event 1", "");
		event.note = (struct table_bytes){sealed.bytes, sealed.len};
	}
	return put(m, &store_event_table, &event);
}

/* What an entry says that the application is. */
static enum fault digest(struct maker *m, int64_t n, char ret[SEAL_DIGEST + 4])
{
	struct registry *r = m->applicant.registry;
	struct record_content all;
	struct store_event event;
	char hex[SEAL_DIGEST + 1];
	enum fault fault = describe_one(m, n);

	if (fault != FAULT_NONE)
		return fault;
	arena_reset(m->arena);
	answers_seal(&r->seal, m->arena, m->row.id, m->applicant.form, &all);
	event = event_of(m, n);
	record_add_line(m->arena, &all, &event, "");
	fault = record_of_content(r, &m->row, &all, record_recipe(r), hex, &err);
	snprintf(ret, SEAL_DIGEST + 4, "%d:%s", record_recipe(r), hex);
	return fault;
}

static enum fault put_entry(struct maker *m, int64_t n)
{
	char id[33], operation[ID_LENGTH + 1], text[SEAL_DIGEST + 4];
	unsigned char hash[STORE_HASH];
	enum fault fault = FAULT_NONE;
	struct store_ledger entry = {
		.seq = m->head.seq + 1,
		.at = m->now - m->count + n,
		.act = "submitted",
		.object = id,
		.actor = "guest",
		.reason = "",
		.digest = text,
		.prev = {m->head.last, STORE_HASH},
		.hash = {hash, STORE_HASH},
		.recipe = LEDGER_RECIPE,
		.origin = m->applicant.registry->origin,
		.subject = "",
		.revision = 1,
		.effect = LEDGER_CHANGES,
		.office = "",
		.purpose = "",
		.role = "applicant",
		.face = "pages",
		.operation = operation,
	};

	name_id(m, n, id);
	snprintf(operation, sizeof operation, "%012llx%020llx",
		 (unsigned long long)(m->now - m->count + n) * 1000, (unsigned long long)n);
	memset(text, 'a', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	if (m->is_whole)
		fault = digest(m, n, text);
	ledger_hash(&entry, m->head.last, hash);
	if (fault == FAULT_NONE)
		fault = put(m, &store_ledger_table, &entry);
	memcpy(m->head.last, hash, STORE_HASH);
	m->head.seq++;
	return fault;
}

static const struct {
	enum sql_table which;
	const struct table *table;
	enum fault (*put)(struct maker *m, int64_t n);
} tables[] = {
	{SQL_TABLE_APPLICATION, &store_application_table, put_application},
	{SQL_TABLE_ANSWER, &store_answer_table, put_answers},
	{SQL_TABLE_EVENT, &store_event_table, put_event},
	{SQL_TABLE_LEDGER, &store_ledger_table, put_entry},
};

static enum fault put_head(struct maker *m)
{
	m->head.hash = (struct table_bytes){m->head.last, STORE_HASH};
	m->head.applications = m->count;
	m->head.counted = m->head.seq;
	m->head.recipe = LEDGER_RECIPE;
	ledger_sign(&m->applicant.registry->seal, &m->head, m->head.mac);
	return store_ledger_put_head(m->to, &m->head, &err);
}

static enum fault fill(struct maker *m)
{
	const struct engine *e = m->to->engine;
	enum fault fault = store_begin_alone(m->to, &err);

	if (fault == FAULT_NONE)
		fault = store_ledger_head(m->to, m->applicant.registry->origin, 0, &m->head, &err);
	if (fault == FAULT_NONE)
		fault = e->fill_begin(m->to, &err);
	for (size_t i = 0; i < sizeof tables / sizeof tables[0] && fault == FAULT_NONE; i++) {
		fault = e->pour_begin(m->to, tables[i].which, tables[i].table, &err);
		for (int64_t n = 0; n < m->count && fault == FAULT_NONE; n++)
			fault = tables[i].put(m, n);
		if (fault == FAULT_NONE)
			fault = e->pour_end(m->to, &err);
	}
	if (fault == FAULT_NONE)
		fault = put_head(m);
	if (fault == FAULT_NONE)
		fault = e->fill_end(m->to, &err);
	if (fault == FAULT_NONE)
		fault = store_commit(m->to, &err);
	store_rollback(m->to);
	return fault;
}

/* --- making --- */

static void describe(struct maker *m)
{
	struct store_application *row = &m->row;

	m->now = registry_now(m->applicant.registry);
	row->version = m->applicant.service->version;
	row->revision = 1;
	snprintf(row->service, sizeof row->service, "%s", m->applicant.service->id);
	snprintf(row->state, sizeof row->state, "submitted");
	snprintf(row->stage, sizeof row->stage, "check");
	snprintf(row->lang, sizeof row->lang, "en");
	snprintf(row->pin, sizeof row->pin,
		 "argon2id:2:19456:0123456789abcdef0123456789abcdef:0123456789abcdef0123456789ab"
		 "cdef0123456789abcdef");
	snprintf(row->source, sizeof row->source, "0123456789abcdef0123456789abcdef");
	memset(row->mac, 'a', sizeof row->mac - 1);
	randombytes_buf(m->event_note, sizeof m->event_note);
	randombytes_buf(m->sealed, sizeof m->sealed);
}

/* In a file of its own, which needs no log: it takes the registry's place when it is whole. */
static enum fault fill_file(struct maker *m, const char *folder)
{
	char file[FILENAME_MAX], old[FILENAME_MAX];
	struct store_poured poured;
	enum fault fault;

	snprintf(file, sizeof file, "%s/registry.db", folder);
	snprintf(old, sizeof old, "%s/registry.db.old", folder);
	if (rename(file, old) != 0)
		return fail(&err, FAULT_BUSY, "It cannot be renamed.", "%s", file);
	fault = store_arrive(folder, NULL, &m->to, &err);
	if (fault == FAULT_NONE)
		fault = store_pour(m->applicant.registry->store, m->to, &poured, &err);
	if (fault == FAULT_NONE)
		fault = fill(m);
	if (fault == FAULT_NONE)
		fault = m->to->engine->arrived(m->to, &err);
	store_close(m->to);
	registry_close(m->applicant.registry);
	m->applicant.registry = NULL;
	for (size_t i = 0; i < 3; i++) {
		static const char *const ends[] = {".old", "-wal", "-shm"};

		snprintf(old, sizeof old, "%s/registry.db%s", folder, ends[i]);
		remove(old);
	}
	return fault;
}

static int make(struct maker *m, const char *folder, bool is_file)
{
	bool good;

	m->arena = arena_new((size_t)1024 * 1024);
	describe(m);
	if (is_file) {
		good = applicant_is_good(fill_file(m, folder), &err, "fill");
	} else {
		m->to = m->applicant.registry->store;
		good = applicant_is_good(fill(m), &err, "fill");
	}
	arena_free(m->arena);
	return good ? 0 : 1;
}

/* --- opening --- */

static uint32_t looks[OPENINGS_MAX], reads[OPENINGS_MAX];

/* As who has proven it; then once more what a page of it reads. */
static bool open_one(struct maker *m, int64_t n, size_t at)
{
	struct caller visitor = m->applicant.caller;
	struct form *f = form_new(m->applicant.service, &m->applicant.terms, date_of(m->now));
	struct application a;
	char reference[16];
	uint64_t began = applicant_clock();
	bool good;

	name_reference(m, n, reference);
	caller_prove(&visitor, reference, NULL, PROVEN_HERE);
	good = applicant_is_good(
		application_open(m->applicant.registry, &visitor, reference, NULL, &a, &err), &err,
		"open");
	looks[at] = (uint32_t)(applicant_clock() - began);
	began = applicant_clock();
	good = good &&
	       applicant_is_good(
		       application_open(m->applicant.registry, &visitor, reference, NULL, &a, &err),
		       &err, "open") &&
	       applicant_is_good(application_load(m->applicant.registry, &visitor, &a, f, &err),
				 &err, "load");
	reads[at] = (uint32_t)(applicant_clock() - began);
	form_free(f);
	return good;
}

static void say(const char *what, uint32_t *took, size_t count)
{
	qsort(took, count, sizeof *took, applicant_compare);
	printf("%s\t%zu\t%u\t%u\t%u\n", what, count, took[count / 2], took[count * 99 / 100],
	       took[count - 1]);
}

static int open_some(struct maker *m, size_t openings)
{
	int64_t step = m->count <= OPENED ? 1 : m->count / OPENED;

	if (openings < 1 || openings > OPENINGS_MAX)
		return 2;
	m->now = registry_now(m->applicant.registry);
	for (size_t i = 0; i < openings; i++)
		if (!open_one(m, randombytes_uniform((uint32_t)(m->count / step)) * step, i))
			return 1;
	say("look", looks, openings);
	say("read", reads, openings);
	return 0;
}

/* --- the queue --- */

static uint32_t firsts[OPENINGS_MAX], nexts[OPENINGS_MAX], late[OPENINGS_MAX],
	counted[OPENINGS_MAX];

static bool list_one(struct registry *r, const struct caller *officer, size_t at)
{
	static const struct queue_filter all = {.mine = false}, overdue = {.overdue = true};
	ARENA_CLEAN struct arena *a = arena_new((size_t)16 << 20);
	struct queue_row *rows = NULL;
	struct queue_counts counts;
	size_t count = 0;
	bool more = false;
	uint64_t began = applicant_clock();
	enum fault fault = queue_page(r, officer, &all, NULL, 200, a, &rows, &count, &more, &err);

	firsts[at] = (uint32_t)(applicant_clock() - began);
	began = applicant_clock();
	if (fault == FAULT_NONE && count > 0)
		fault = queue_page(r, officer, &all, &rows[count - 1], 200, a, &rows, &count, &more,
				   &err);
	nexts[at] = (uint32_t)(applicant_clock() - began);
	began = applicant_clock();
	if (fault == FAULT_NONE)
		fault = queue_page(r, officer, &overdue, NULL, 200, a, &rows, &count, &more, &err);
	late[at] = (uint32_t)(applicant_clock() - began);
	began = applicant_clock();
	if (fault == FAULT_NONE)
		fault = queue_counts(r, officer, a, &counts, &err);
	counted[at] = (uint32_t)(applicant_clock() - began);
	return applicant_is_good(fault, &err, "queue");
}

static int list_some(struct maker *m, size_t openings)
{
	struct registry *r = m->applicant.registry;
	struct caller host = caller_host(), officer = host;
	struct account_grant grant = {.role = "officer"};
	struct account_paper paper;
	bool good;

	if (openings < 1 || openings > OPENINGS_MAX)
		return 2;
	good = applicant_is_good(account_open(r, &host, "An officer", &paper, &err), &err,
				 "account") &&
	       applicant_is_good(account_grant(r, &host, paper.number, &grant, &err), &err,
				 "grant") &&
	       applicant_is_good(account_act_as(r, &officer, paper.number, &err), &err, "act");
	for (size_t i = 0; good && i < openings; i++)
		good = list_one(r, &officer, i);
	if (!good)
		return 1;
	say("first", firsts, openings);
	say("next", nexts, openings);
	say("overdue", late, openings);
	say("counts", counted, openings);
	return 0;
}

int main(int argc, char **argv)
{
	static struct maker m;
	bool is_file = argc > 3 && strcmp(argv[3], "-") == 0, makes, lists;
	int status;

	m.is_whole = argc > 1 && strcmp(argv[1], "whole") == 0;
	makes = argc == 6 && (m.is_whole || strcmp(argv[1], "make") == 0);
	lists = argc == 7 && strcmp(argv[1], "queue") == 0;
	if (!makes && !lists && (argc != 7 || strcmp(argv[1], "open") != 0)) {
		fprintf(stderr,
			"usage: rows make|whole FOLDER ADDRESS SERVICE.yaml COUNT\n"
			"       rows open|queue FOLDER ADDRESS SERVICE.yaml COUNT OPENINGS\n");
		return 2;
	}
	m.count = strtoll(argv[5], NULL, 10);
	if (m.count < 100 ||
	    !applicant_open(&m.applicant, argv[2], is_file ? NULL : argv[3], argv[4], 1))
		return 1;
	if (makes)
		status = make(&m, argv[2], is_file);
	else
		status = (lists ? list_some : open_some)(&m, strtoul(argv[6], NULL, 10));
	applicant_close(&m.applicant);
	return status;
}
