/* older_test.c - a registry of an older version opens, is whole, goes on, and stays whole; what was
 * changed past the engine is found in what it wrote, too. */
#include "tests/services/older.h"
#include "tests/services/tamper.h"
#include "tests/unit.h"

#include "services/application/record.h"
#include "services/registry/budget.h"
#include "services/registry/id.h"
#include "services/registry/ledger.h"
#include "services/registry/limits.h"
#include "services/registry/registry_inside.h"
#include "services/registry/vouch.h"
#include "services/store/store_open.h"
#include "services/upkeep/backup.h"

#include <stdlib.h>
#include <string.h>

#define GOOD(call)                                                                                 \
	do {                                                                                       \
		struct error good_err = {0}, *err = &good_err;                                     \
		ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err->say, err->detail);  \
	} while (0)

static bool is_wiped(struct older *o, const char *name)
{
	return strcmp(older_said(o, name, "state", 0), "wiped") == 0;
}

static const struct service *service_of(struct older *o, const struct application *a)
{
	const struct service *s = NULL;

	GOOD(versions_find(o->portal.registry, o->portal.arena, &o->portal.terms, a->service,
			   a->version, &s, err));
	return s;
}

static void check_answers(struct older *o, const char *name, struct caller *v,
			  struct application *a)
{
	struct form *f = form_new(service_of(o, a), &o->portal.terms, date_of(o->portal.now));

	GOOD(application_load(o->portal.registry, v, a, f, err));
	ck_assert_str_eq(form_canonical_text(f, o->portal.arena), older_lines(o, name, "answers "));
	form_free(f);
}

static void check_events(struct older *o, const char *name, struct caller *v,
			 const struct application *a)
{
	struct arena *arena = o->portal.arena;
	char *all = arena_text(arena, "");
	struct event *events = NULL;
	size_t count = 0;

	GOOD(application_events(o->portal.registry, v, a, NULL, arena, &events, &count, err));
	for (size_t i = 0; i < count; i++) {
		char *note = arena_text(arena, events[i].note), *feed = strchr(note, '\n');

		if (feed != NULL) {
			*feed = '\0';
			note = arena_format(arena, "%s\\n%s", note, feed + 1);
		}
		all = arena_format(arena, "%s%lld %s %s %s \"%s\"\n", all, (long long)events[i].at,
				   application_state_code(events[i].state), events[i].stage,
				   events[i].actor, note);
	}
	ck_assert_str_eq(all, older_lines(o, name, "events: "));
}

/* The PIN, each key, and nothing else opens it; it says what it said. */
static void check_block(struct older *o, const char *name)
{
	struct caller v = caller_visitor("192.0.2.0/24", FACE_PAGES), key = v, old = v;
	const char *reference = older_said(o, name, "reference", 0), *hash;
	struct registry *r = o->portal.registry;
	struct application a = {.version = 0}, other;
	struct error none;

	if (is_wiped(o, name)) {
		ck_assert_int_eq(application_open(r, &v, reference, older_said(o, name, "pin", 0),
						  &a, &none),
				 FAULT_MISSING);
		return;
	}
	a = older_application(o, name, &v);
	ck_assert_str_eq(a.id, older_said(o, name, "id", 0));
	ck_assert_str_eq(application_state_code(a.state), older_said(o, name, "state", 0));
	ck_assert_str_eq(a.stage, older_said(o, name, "stage", 0));
	ck_assert_int_eq(a.changed_at, strtoll(older_said(o, name, "changed_at", 0), NULL, 10));
	ck_assert_int_eq(a.due_at, strtoll(older_said(o, name, "due_at", 0), NULL, 10));
	check_answers(o, name, &v, &a);
	check_events(o, name, &v, &a);
	for (int i = 0; (hash = older_said(o, name, "key", i)) != NULL; i++) {
		snprintf(key.key, sizeof(key.key), "%s", hash);
		GOOD(application_open(r, &key, reference, NULL, &other, err));
		ck_assert_str_eq(other.id, a.id);
	}
	if (older_said(o, name, "old_pin", 0) != NULL)
		ck_assert_int_eq(application_open(r, &old, reference,
						  older_said(o, name, "old_pin", 0), &other, &none),
				 FAULT_MISSING);
}

/* The acts that were entered before stand before those of this version. */
static void check_acts(struct older *o, const char *name)
{
	struct application a = {.version = 0};
	const char *before = older_said(o, name, "acts", 0);

	snprintf(a.id, sizeof(a.id), "%s", older_said(o, name, "id", 0));
	ck_assert_msg(strncmp(portal_acts(&o->portal, &a), before, strlen(before)) == 0, "%s: %s",
		      name, portal_acts(&o->portal, &a));
}

START_TEST(opens_whole_and_as_it_was)
{
	const char *const *names;
	struct figures n;
	struct older o;

	ENGINE_ONLY_SQLITE(OLDER_WHY);
	older_open(&o, "older-opens");
	ck_assert_int_eq(portal_verify(&o.portal, true), 0);
	GOOD(figures_count(o.portal.registry, &n, err));
	ck_assert_str_eq(portal_heads(o.portal.registry, o.portal.arena),
			 older_said(&o, NULL, "ledger_head", 0));
	ck_assert_int_eq(n.ledger_entries,
			 strtoll(older_said(&o, NULL, "ledger_entries", 0), NULL, 10));
	ck_assert_int_eq(n.drafts, strtoll(older_said(&o, NULL, "drafts", 0), NULL, 10));
	ck_assert_int_eq(n.applications,
			 strtoll(older_said(&o, NULL, "applications", 0), NULL, 10));
	names = older_names(&o);
	ck_assert_ptr_nonnull(names[14]);
	for (; *names != NULL; names++) {
		check_block(&o, *names);
		check_acts(&o, *names);
	}
	/* Looks were entered behind the older entries. */
	ck_assert_int_eq(portal_verify(&o.portal, true), 0);
	GOOD(figures_count(o.portal.registry, &n, err));
	ck_assert_int_gt(n.ledger_entries,
			 strtoll(older_said(&o, NULL, "ledger_entries", 0), NULL, 10));
	older_close(&o);
}
END_TEST

/* --- going on --- */

static void submit_draft(struct older *o, const char *name)
{
	struct portal *p = &o->portal;
	struct caller v;
	struct application a = older_application(o, name, &v);
	struct receipt receipt;
	struct form *f;

	p->service = service_of(o, &a);
	f = portal_form(p);
	if (a.version == 4)
		portal_set(p, f, "floor", 0, "4");
	GOOD(application_submit(p->registry, &v, &a, f, &receipt, err));
	ck_assert_int_eq(a.state, STATE_SUBMITTED);
	form_free(f);
}

static struct application open_host(struct older *o, const char *name)
{
	struct application a = {.version = 0};

	GOOD(application_open_host(o->portal.registry, &o->portal.host,
				   older_said(o, name, "reference", 0), &a, err));
	return a;
}

/* By people and by the host, on what recipe 1 vouches for. */
static void act_on_all(struct older *o)
{
	struct registry *r = o->portal.registry;
	struct caller v;
	struct application a = older_application(o, "asked", &v);
	const struct service *s = service_of(o, &a);

	GOOD(application_reply(r, &v, &a, NULL, "Zahle 2", err));
	a = older_application(o, "submitted", &v);
	GOOD(application_withdraw(r, &v, &a, NULL, err));
	a = open_host(o, "linked");
	GOOD(application_stage(r, &o->portal.host, &a, s, "issue", "next", err));
	GOOD(application_decide(r, &o->portal.host, &a, s, true, NULL, err));
	a = open_host(o, "forwarded");
	GOOD(application_decide(r, &o->portal.host, &a, s, false, "no", err));
	a = open_host(o, "second_version");
	GOOD(application_ask(r, &o->portal.host, &a, service_of(o, &a), "Which?", err));
	a = older_application(o, "applied_twice", &v);
	memset(v.key, 'd', 64);
	GOOD(application_own(r, &v, &a, err));
	submit_draft(o, "open_draft");
	submit_draft(o, "second_version_draft");
}

static int64_t recipe_of(struct older *o, const char *name)
{
	struct ledger_last last = {.recipe = 0};

	GOOD(ledger_last(o->portal.registry, older_said(o, name, "id", 0), &last, err));
	return last.recipe;
}

/* A visit opens its database when it needs it, and none without the keys writes digests. */
START_TEST(is_not_brought_up_to_date_without_digests)
{
	char folder[FOLDER_PATH];
	struct registry *r = NULL;
	struct store *s = NULL;
	struct figures n;
	struct older o;
	struct error why;

	ENGINE_ONLY_SQLITE(OLDER_WHY);
	older_open(&o, "older-keys");
	registry_close(o.portal.registry);
	snprintf(folder, sizeof(folder), "%s/older-later", unit_folder());
	portal_copy(OLDER, folder);
	GOOD(registry_open_later(folder, NULL, &r, err));
	ck_assert_int_eq(figures_count(r, &n, &why), FAULT_BUSY);
	registry_close(r);
	ck_assert_int_eq(store_open(folder, NULL, false, NULL, &s, &why), FAULT_CONFLICT);
	GOOD(registry_open(folder, NULL, &o.portal.registry, err));
	ck_assert_int_eq(portal_verify(&o.portal, true), 0);
	older_close(&o);
}
END_TEST

START_TEST(goes_on_and_stays_whole)
{
	char file[FOLDER_PATH], folder[FOLDER_PATH];
	struct older o;
	const char *before;
	int64_t gone = 0;

	ENGINE_ONLY_SQLITE(OLDER_WHY);
	older_open(&o, "older-goes-on");
	act_on_all(&o);
	ck_assert_int_eq(portal_verify(&o.portal, true), 0);
	ck_assert_int_eq(recipe_of(&o, "replied"), 1); /* nobody changed it */
	ck_assert_int_eq(recipe_of(&o, "asked"), record_recipe(o.portal.registry));
	o.portal.now += (LIMIT_DRAFT_DAYS + 1) * 86400;
	GOOD(expire_run(o.portal.registry, &gone, err));
	ck_assert_int_eq(gone, 1);
	ck_assert_int_eq(portal_verify(&o.portal, true), 0);

	snprintf(file, sizeof(file), "%s/older.backup", unit_folder());
	snprintf(folder, sizeof(folder), "%s/older-restored", unit_folder());
	GOOD(backup_write(o.portal.registry, file, err));
	before = portal_heads(o.portal.registry, o.portal.arena);
	registry_close(o.portal.registry);
	GOOD(backup_restore(file, o.portal.secret, folder, err));
	GOOD(registry_open(folder, NULL, &o.portal.registry, err));
	ck_assert_int_eq(portal_verify(&o.portal, true), 0);
	ck_assert_str_eq(before, portal_heads(o.portal.registry, o.portal.arena));
	older_close(&o);
}
END_TEST

/* --- one more field --- */

#define COLUMNS 40

/* The list of a version to come: one more column is vouched for from the next recipe on. */
static struct table longer(struct table_field fields[COLUMNS])
{
	const struct table *now = &store_application_table;
	struct table t = {now->name, fields, now->count + 1};
	size_t question = 0;

	ck_assert_uint_lt(now->count, COLUMNS);
	memcpy(fields, now->fields, now->count * sizeof(*fields));
	while (strcmp(fields[question].name, "question") != 0)
		question++;
	fields[now->count] = fields[question]; /* any that is in no digest yet */
	fields[now->count].name = "one_more";
	fields[now->count].since = 3;
	return t;
}

static int times_in(const char *text, const char *words)
{
	int times = 0;

	while ((text = strstr(text, words)) != NULL) {
		text += strlen(words);
		times++;
	}
	return times;
}

/* Records of two recipes are changed by a third; older ones are still checked by their own. */
START_TEST(one_more_field_leaves_the_registry_whole)
{
	struct table_field fields[COLUMNS];
	struct table next = longer(fields);
	struct application a;
	struct caller v;
	struct older o;
	struct raw *d;

	ENGINE_ONLY_SQLITE(OLDER_WHY);
	older_open(&o, "older-field");
	a = older_application(&o, "asked", &v);
	GOOD(application_reply(o.portal.registry, &v, &a, NULL, "by recipe 2", err));
	a = open_host(&o, "linked");
	o.portal.registry->record = &next;
	ck_assert_int_eq(record_recipe(o.portal.registry), 3);
	ck_assert_int_eq(portal_verify(&o.portal, true), 0);
	GOOD(application_stage(o.portal.registry, &o.portal.host, &a, service_of(&o, &a), "issue",
			       "by recipe 3", err));
	a = open_host(&o, "asked");
	GOOD(application_stage(o.portal.registry, &o.portal.host, &a, service_of(&o, &a), "issue",
			       "by recipe 3", err));
	ck_assert_int_eq(recipe_of(&o, "replied"), 1);
	ck_assert_int_eq(recipe_of(&o, "asked"), 3);
	ck_assert_int_eq(portal_verify(&o.portal, true), 0);

	/* The new field is vouched for where the recipe covers it, and only there. */
	d = tamper_open(&o.portal);
	raw_run(d, "UPDATE application SET question = question || 'x' WHERE stage = 'issue'");
	ck_assert_int_eq(times_in(portal_findings(&o.portal), "as the ledger has it"), 2);
	raw_run(d, "UPDATE application SET question = rtrim(question, 'x')");
	ck_assert_int_eq(portal_verify(&o.portal, true), 0);
	raw_close(d);

	/* A version that knows less says so. */
	o.portal.registry->record = NULL;
	ck_assert_int_eq(portal_verify(&o.portal, false), 2);
	older_close(&o);
}
END_TEST

/* --- what was done past the engine --- */

START_TEST(every_column_of_an_older_entry_counts)
{
	struct older o;
	struct raw *d;

	ENGINE_ONLY_SQLITE(OLDER_WHY);
	older_open(&o, "older-columns");
	d = tamper_open(&o.portal);
	raw_run(d, "DROP INDEX ledger_object");             /* it would refuse some */
	tamper_columns(&o.portal, d, "ledger", "seq = 1");  /* imported */
	tamper_columns(&o.portal, d, "ledger", "seq = 10"); /* looked */
	tamper_columns(&o.portal, d, "ledger", "seq = 7");  /* discarded */
	tamper_columns(&o.portal, d, "ledger", "seq = 49"); /* the last */
	tamper_columns(&o.portal, d, "ledger_head", "lane = 0");
	/* Entries of two recipes in one chain. */
	act_on_all(&o);
	tamper_columns(&o.portal, d, "ledger", "seq = 49");
	tamper_columns(&o.portal, d, "ledger", "seq = 50");
	tamper_columns(&o.portal, d, "ledger", "act = 'replied' AND recipe = 2");
	tamper_columns(&o.portal, d, "ledger_head", "lane = 0");
	ck_assert_int_eq(portal_verify(&o.portal, true), 0);
	raw_close(d);
	older_close(&o);
}
END_TEST

/* Digests are given once, when the tables come to have them, and by nobody else. */
START_TEST(rows_of_before_are_vouched_for_once)
{
	static const char *const tables[] = {"application", "definition", "meta", "origin",
					     "choice"};
	struct older o;
	struct raw *d;

	ENGINE_ONLY_SQLITE(OLDER_WHY);
	older_open(&o, "older-vouched");
	d = tamper_open(&o.portal);
	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
		ARENA_CLEAN struct arena *a = arena_new(1 << 16);

		ck_assert_int_eq(raw_number(d, arena_format(a,
							    "SELECT count(*) FROM %s WHERE "
							    "length(mac) <> 64",
							    tables[i])),
				 0);
		raw_run(d, arena_format(a, "UPDATE %s SET mac = ''", tables[i]));
		registry_close(o.portal.registry);
		GOOD(registry_open(o.portal.folder, o.portal.address, &o.portal.registry, err));
		ck_assert_int_eq(raw_number(d, arena_format(a,
							    "SELECT count(*) FROM %s WHERE "
							    "mac <> ''",
							    tables[i])),
				 0);
		ck_assert_int_gt(portal_verify(&o.portal, false), 0);
	}
	raw_close(d);
	older_close(&o);
}
END_TEST

START_TEST(every_older_row_taken_out_is_found)
{
	static const char *const tables[] = {"ledger",  "answer",      "event",  "holder",
					     "items",   "ledger_head", "origin", "definition",
					     "request", "meta"};
	struct older o;
	struct raw *d;

	ENGINE_ONLY_SQLITE(OLDER_WHY);
	older_open(&o, "older-rows");
	d = tamper_open(&o.portal);
	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
		tamper_rows(&o.portal, d, tables[i]);
	raw_close(d);
	older_close(&o);
}
END_TEST

/* The head as it was before the last act, as this version or the older one wrote it. */
START_TEST(a_swapped_head_is_found)
{
	struct application a;
	struct caller v;
	struct older o;
	struct raw *d;

	ENGINE_ONLY_SQLITE(OLDER_WHY);
	older_open(&o, "older-head");
	d = tamper_open(&o.portal);
	raw_run(d, "CREATE TEMP TABLE kept AS SELECT * FROM ledger_head");
	a = older_application(&o, "asked", &v);
	raw_run(d, "CREATE TEMP TABLE later AS SELECT * FROM ledger_head");
	GOOD(application_reply(o.portal.registry, &v, &a, NULL, "here", err));
	raw_run(d, "CREATE TEMP TABLE last AS SELECT * FROM ledger_head");
	for (int i = 0; i < 2; i++) {
		raw_run(d, i == 0 ? "DELETE FROM ledger_head; INSERT INTO ledger_head SELECT *"
				    " FROM kept"
				  : "DELETE FROM ledger_head; INSERT INTO ledger_head SELECT *"
				    " FROM later");
		ck_assert_int_gt(portal_verify(&o.portal, false), 0);
	}
	/* With the end of the chain taken away: what the application is, is not entered. */
	raw_run(d, "DELETE FROM ledger WHERE act = 'replied' AND recipe = 2");
	ck_assert_int_gt(portal_verify(&o.portal, false), 0);
	/* Another origin's, or another lane's. */
	raw_run(d, "DELETE FROM ledger_head; INSERT INTO ledger_head SELECT 'f', lane, seq, hash,"
		   " mac, recipe, drafts, applications, counted FROM later");
	ck_assert_int_gt(portal_verify(&o.portal, false), 0);
	raw_run(d, "DELETE FROM ledger_head; INSERT INTO ledger_head SELECT origin, 1, seq, hash,"
		   " mac, recipe, drafts, applications, counted FROM later");
	ck_assert_int_gt(portal_verify(&o.portal, false), 0);
	raw_close(d);
	older_close(&o);
}
END_TEST

static void add_entry(struct older *o, const struct ledger_entry *entry)
{
	struct store *s = o->portal.registry->store;

	GOOD(store_begin(s, err));
	GOOD(ledger_add(o->portal.registry, entry, err));
	GOOD(store_commit(s, err));
}

static struct ledger_entry entry_of(const struct application *a, enum ledger_act act,
				    int64_t revision, const char *operation)
{
	return (struct ledger_entry){.act = act,
				     .object = a->id,
				     .revision = revision,
				     .actor = "host",
				     .operation = operation};
}

/* Entered with the portal's own keys, but by a recipe that covers less than the one before. */
START_TEST(an_older_recipe_is_found)
{
	struct store_application row;
	struct ledger_entry entry;
	char digest[SEAL_DIGEST + 1], operation[ID_LENGTH + 1];
	struct application a;
	struct caller v;
	struct older o;
	bool found = false;

	ENGINE_ONLY_SQLITE(OLDER_WHY);
	older_open(&o, "older-recipe");
	a = older_application(&o, "asked", &v);
	GOOD(application_reply(o.portal.registry, &v, &a, NULL, "here", err));
	GOOD(store_application_get(o.portal.registry->store, a.id, &row, &found, err));
	ck_assert(found);
	row.revision++;
	GOOD(vouch_application(&o.portal.registry->seal, o.portal.registry->store, &row, row.mac,
			       err));
	GOOD(store_begin(o.portal.registry->store, err));
	GOOD(store_application_act(o.portal.registry->store, &row, err));
	GOOD(store_commit(o.portal.registry->store, err));
	GOOD(record_of_application(o.portal.registry, &row, 1, digest, err));
	id_new(operation);
	entry = entry_of(&a, LEDGER_STAGED, row.revision, operation);
	entry.digest = digest;
	entry.digest_recipe = 1;
	add_entry(&o, &entry);
	ck_assert_int_eq(portal_verify(&o.portal, false), 1);
	older_close(&o);
}
END_TEST

START_TEST(two_changes_of_one_revision_are_found)
{
	char operation[ID_LENGTH + 1];
	struct ledger_entry entry;
	struct application a;
	struct caller v;
	struct error none;
	struct older o;

	ENGINE_ONLY_SQLITE(OLDER_WHY);
	older_open(&o, "older-twice");
	a = older_application(&o, "asked", &v);
	id_new(operation);
	entry = entry_of(&a, LEDGER_DISCARDED, 1, operation);
	/* The database refuses it, and an operation that was entered before. */
	GOOD(store_begin(o.portal.registry->store, err));
	ck_assert_int_eq(ledger_add(o.portal.registry, &entry, &none), FAULT_BROKEN);
	store_rollback(o.portal.registry->store);
	entry.act = LEDGER_LOOKED;
	add_entry(&o, &entry);
	GOOD(store_begin(o.portal.registry->store, err));
	ck_assert_int_eq(ledger_add(o.portal.registry, &entry, &none), FAULT_BROKEN);
	store_rollback(o.portal.registry->store);
	ck_assert_int_eq(portal_verify(&o.portal, true), 0);
	/* Without its index, verify finds it. */
	portal_tamper(&o.portal, "DROP INDEX ledger_object");
	id_new(operation);
	entry.act = LEDGER_STAGED;
	entry.digest = "00";
	entry.digest_recipe = 1;
	add_entry(&o, &entry);
	ck_assert_int_gt(portal_verify(&o.portal, false), 0);
	older_close(&o);
}
END_TEST

/* Until upkeep has come to them, they open from where they were begun as they did before. */
START_TEST(networks_of_before_are_hidden_by_upkeep)
{
	struct older o;
	struct caller v;
	struct application a, same;
	struct registry *r;
	int64_t gone;
	char id[33];
	bool found;

	ENGINE_ONLY_SQLITE(OLDER_WHY);
	older_open(&o, "older-networks");
	r = o.portal.registry;
	GOOD(store_application_old_network(r->store, id, &found, err));
	ck_assert(found);
	a = older_application(&o, "asked", &v);
	o.portal.now += 29 * 86400;
	GOOD(expire_run(r, &gone, err));
	GOOD(store_application_old_network(r->store, id, &found, err));
	ck_assert(!found);
	same = older_application(&o, "asked", &v);
	ck_assert_int_eq(same.revision, a.revision + 1);
	/* Nobody has done anything to it: it is as old as it was, and drafts live no longer. */
	ck_assert_int_eq(same.changed_at, a.changed_at);
	ck_assert_ptr_nonnull(strstr(portal_acts(&o.portal, &a), "renewed"));
	ck_assert_int_eq(portal_verify(&o.portal, true), 0);
	/* Still where it was begun: what strange networks have spent does not matter there. */
	GOOD(store_begin(r->store, err));
	for (int i = 0; i < LIMIT_PIN_STRANGE; i++)
		GOOD(budget_use(r->store, BUDGET_PIN_STRANGE, a.reference, o.portal.now, err));
	GOOD(store_commit(r->store, err));
	older_application(&o, "asked", &v);
	older_close(&o);
}
END_TEST

SUITE(older, networks_of_before_are_hidden_by_upkeep, opens_whole_and_as_it_was,
      is_not_brought_up_to_date_without_digests, goes_on_and_stays_whole,
      one_more_field_leaves_the_registry_whole, every_column_of_an_older_entry_counts,
      rows_of_before_are_vouched_for_once, every_older_row_taken_out_is_found,
      a_swapped_head_is_found, an_older_recipe_is_found, two_changes_of_one_revision_are_found)
