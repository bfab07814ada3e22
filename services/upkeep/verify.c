/* verify.c - whether the registry is whole: its file, its ledger, and all that the ledger vouches
 * for. */
#include "services/upkeep/verify.h"

#include "i18n/text.h"
#include "services/registry/registry_inside.h"
#include "services/registry/ledger.h"
#include "services/registry/training.h"
#include "services/registry/vouch.h"
#include "services/registry/vouch_account.h"
#include "services/registry/vouch_address.h"
#include "services/registry/vouch_agent.h"
#include "services/registry/vouch_member.h"
#include "services/registry/vouch_issued.h"
#include "services/application/record.h"
#include "services/store/store_ledger.h"
#include "services/store/store_party.h"
#include "services/upkeep/anchor.h"
#include "services/upkeep/verify_papers.h"
#include "services/upkeep/verify_entry.h"
#include "services/upkeep/verify_due.h"
#include "services/catalogue/retire.h"
#include "services/catalogue/versions.h"
#include "services/party/party.h"

#define LINE_MOST 300 /* bytes of a finding */

struct verify {
	struct registry *registry;
	void (*tell)(void *ctx, const char *line);
	void *ctx;
	int findings;
	int64_t drafts, applications; /* that were seen */
};

/* A row that was tampered with may hold anything: no line goes out as it is. */
static void pass_on(void *ctx, const char *line)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct verify *v = ctx;

	v->tell(v->ctx, text_safe(a, line, LINE_MOST));
	v->findings++;
}

static void find(struct verify *v, const char *what, const char *which, const char *how)
{
	char line[300];

	snprintf(line, sizeof(line), "%s %s %s.", what, which, how);
	pass_on(v, line);
}

/* Compares with what the object's last change says that it is, and with what it says itself. */
static void compare(struct verify *v, const char *what, const char *which,
		    const struct ledger_last *last, const char *digest, bool vouched)
{
	if (last->revision == 0 || last->ended)
		find(v, what, which, "was put in past the ledger");
	else if (strcmp(last->digest, digest) != 0)
		find(v, what, which, "is not as the ledger has it: it was changed");
	else if (!vouched)
		find(v, what, which, "is not as the portal wrote it: a part was changed");
}

/* A definition as it is stored; compared when all are read, since nothing else is asked of the
   store while they come. */
struct stored {
	char object[112], digest[SEAL_DIGEST + 1];
	bool vouched; /* by the digest that it carries itself */
	struct stored *next;
};

struct definitions {
	const struct seal *seal;
	struct arena *arena;
	struct stored *first, **end;
};

static enum fault keep_definition(void *ctx, const struct store_definition *d, struct error *err)
{
	struct definitions *all = ctx;
	struct stored *one = arena_take(all->arena, sizeof(*one));

	(void)err;
	snprintf(one->object, sizeof(one->object), "%s/%d", d->service, d->version);
	versions_digest(all->seal, d, one->digest);
	one->vouched = vouch_holds(all->seal, &store_definition_table, d);
	*all->end = one;
	all->end = &one->next;
	return FAULT_NONE;
}

static enum fault check_definitions(struct verify *v, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct definitions all = {.seal = &v->registry->seal, .arena = a, .end = &all.first};
	enum fault fault =
		store_definition_each(v->registry->store, false, keep_definition, &all, err);

	for (const struct stored *d = all.first; d != NULL && fault == FAULT_NONE; d = d->next) {
		struct ledger_last last;

		fault = ledger_last(v->registry, d->object, &last, err);
		if (fault == FAULT_NONE)
			compare(v, "Definition", d->object, &last,
				last.recipe == VERSIONS_RECIPE ? d->digest : "", d->vouched);
	}
	return fault;
}

/* Services that end, read whole before anything else is asked of the store. */
struct retired {
	struct store_definition_retired row;
	struct retired *next;
};
struct all_retired {
	struct arena *arena;
	struct retired *first;
};

static void keep_retired(void *ctx, const struct store_definition_retired *row)
{
	struct all_retired *all = ctx;
	struct retired *one = arena_take(all->arena, sizeof(*one));

	*one = (struct retired){*row, all->first};
	all->first = one;
}

static enum fault check_retired(struct verify *v, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	const struct seal *seal = &v->registry->seal;
	struct all_retired all = {.arena = a};
	enum fault fault =
		store_definition_each_retired(v->registry->store, keep_retired, &all, err);

	for (const struct retired *one = all.first; one != NULL && fault == FAULT_NONE;
	     one = one->next) {
		char digest[SEAL_DIGEST + 1];
		struct ledger_last last;

		retire_digest(seal, &one->row, digest);
		fault = ledger_last(v->registry, one->row.service, &last, err);
		if (fault == FAULT_NONE)
			compare(v, "The end of service", one->row.service, &last,
				last.recipe == RETIRE_RECIPE ? digest : "",
				vouch_holds(seal, &store_definition_retired_table, &one->row));
	}
	return fault;
}

/* --- parties and accounts --- */

static enum fault keep_party(void *ctx, const struct store_party *row, struct error *err)
{
	struct definitions *all = ctx;
	struct stored *one = arena_take(all->arena, sizeof(*one));

	(void)err;
	snprintf(one->object, sizeof(one->object), "%s", row->id);
	vouch_row(all->seal, &store_party_table, row, one->digest);
	one->vouched = vouch_holds(all->seal, &store_party_table, row);
	*all->end = one;
	all->end = &one->next;
	return FAULT_NONE;
}

static enum fault check_parties(struct verify *v, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct definitions all = {.seal = &v->registry->seal, .arena = a, .end = &all.first};
	enum fault fault =
		store_party_each(v->registry->store, STORE_ALL_PARTIES, keep_party, &all, err);

	for (const struct stored *p = all.first; p != NULL && fault == FAULT_NONE; p = p->next) {
		char digest[SEAL_DIGEST + 1];
		struct ledger_last last;
		bool whole = true;
		int recipe = 0;

		fault = ledger_last(v->registry, p->object, &last, err);
		if (fault == FAULT_NONE)
			fault = identifier_digest(&v->registry->seal, v->registry->store, p->object,
						  p->digest, digest, &recipe, &whole, err);
		if (fault == FAULT_NONE)
			compare(v, "Party", p->object, &last, last.recipe == recipe ? digest : "",
				p->vouched && whole);
	}
	return fault;
}

static enum fault check_accounts(struct verify *v, struct error *err)
{
	struct store_account row = {.number = ""};
	char number[sizeof(row.number)] = "", digest[SEAL_DIGEST + 1];
	struct ledger_last last;
	bool found = true;
	enum fault fault = FAULT_NONE;

	while (fault == FAULT_NONE) {
		fault = store_account_next(v->registry->store, number, &row, &found, err);
		if (fault != FAULT_NONE || !found)
			break;
		memcpy(number, row.number, sizeof(number));
		fault = vouch_account(&v->registry->seal, v->registry->store, &row, digest, err);
		if (fault == FAULT_NONE)
			fault = ledger_last(v->registry, row.id, &last, err);
		if (fault == FAULT_NONE)
			compare(v, "Account", number, &last,
				last.recipe == VOUCH_ACCOUNT_RECIPE ? digest : "",
				strcmp(digest, row.mac) == 0);
	}
	return fault;
}

/* --- applications --- */

/* A draft's revision is ahead of the ledger by the answers that were saved since. */
static bool is_counted(const struct store_application *row, const struct ledger_last *last)
{
	return strcmp(row->state, "draft") == 0 ? row->revision >= last->revision
						: row->revision == last->revision;
}

static enum fault check_application(struct verify *v, const struct store_application *row,
				    struct error *err)
{
	char digest[SEAL_DIGEST + 1], mac[SEAL_DIGEST + 1];
	struct ledger_last last;
	struct error why;
	enum fault fault = ledger_last(v->registry, row->id, &last, err);

	if (fault != FAULT_NONE)
		return fault;
	if (last.recipe > record_recipe(v->registry)) {
		find(v, "Application", row->reference,
		     "is vouched for by a recipe that this version does not know");
		return FAULT_NONE;
	}
	fault = record_of_application(v->registry, row, last.recipe, digest, &why);
	if (fault == FAULT_BROKEN) {
		find(v, "Application", row->reference, "has a part that was changed or damaged");
		return FAULT_NONE;
	}
	if (fault != FAULT_NONE) {
		if (err != NULL)
			*err = why;
		return fault;
	}
	fault = vouch_application(&v->registry->seal, v->registry->store, row, mac, err);
	if (fault != FAULT_NONE)
		return fault;
	compare(v, "Application", row->reference, &last, digest, strcmp(mac, row->mac) == 0);
	if (last.revision > 0 && !is_counted(row, &last))
		find(v, "Application", row->reference,
		     "has another revision than the ledger's last change of it");
	return FAULT_NONE;
}

static enum fault check_applications(struct verify *v, struct error *err)
{
	struct store_application row = {.submitted_at = 0};
	char id[sizeof(row.id)] = "";
	bool found = true;
	enum fault fault = FAULT_NONE;

	while (fault == FAULT_NONE) {
		fault = store_application_next(v->registry->store, id, &row, &found, err);
		if (fault != FAULT_NONE || !found)
			break;
		fault = check_application(v, &row, err);
		*(vouch_holds_content(&row) ? &v->drafts : &v->applications) += 1;
		memcpy(id, row.id, sizeof(id));
	}
	return fault;
}

/* How many there are, as status says it. */
static enum fault check_tally(struct verify *v, struct error *err)
{
	struct store_ledger_tally tally = {.entries = 0};
	enum fault fault = store_ledger_tally(v->registry->store, &tally, err);

	if (fault == FAULT_NONE &&
	    (tally.drafts != v->drafts || tally.applications != v->applications))
		find(v, "Ledger:", "its heads", "count other applications than there are");
	return fault;
}

static void definition_gone(void *ctx, const char *object)
{
	find(ctx, "Definition", object, "was taken out past the ledger");
}

static void retired_gone(void *ctx, const char *object)
{
	find(ctx, "The end of service", object, "was taken out past the ledger");
}

static void application_gone(void *ctx, const char *object)
{
	find(ctx, "Application", object, "(id) was taken out past the ledger");
}

static void party_gone(void *ctx, const char *object)
{
	find(ctx, "Party", object, "(id) was taken out past the ledger");
}

static void account_gone(void *ctx, const char *object)
{
	find(ctx, "Account", object, "(id) was taken out past the ledger");
}

static void address_gone(void *ctx, const char *object)
{
	find(ctx, "Address", object, "(id) was taken out past the ledger");
}

static void keep_address(void *ctx, const struct store_address *row)
{
	struct definitions *all = ctx;
	struct stored *one;

	/* What it says itself vouch_check has told. */
	if (row->proven_at == 0 || !vouch_holds(all->seal, &store_address_table, row))
		return;
	one = arena_take(all->arena, sizeof(*one));
	snprintf(one->object, sizeof(one->object), "%s", row->id);
	vouch_row(all->seal, &store_address_table, row, one->digest);
	one->vouched = true;
	*all->end = one;
	all->end = &one->next;
}

static enum fault check_addresses(struct verify *v, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_FILL);
	struct definitions all = {.seal = &v->registry->seal, .arena = a, .end = &all.first};
	enum fault fault = store_address_all(v->registry->store, keep_address, &all, err);

	for (const struct stored *d = all.first; d != NULL && fault == FAULT_NONE; d = d->next) {
		struct ledger_last last;

		fault = ledger_last(v->registry, d->object, &last, err);
		if (fault == FAULT_NONE)
			compare(v, "Address", d->object, &last,
				last.recipe == VOUCH_ADDRESS_RECIPE ? d->digest : "", d->vouched);
	}
	return fault == FAULT_NONE ? store_address_gone(v->registry->store,
							ledger_act_code(LEDGER_ADDRESS_PROVEN),
							address_gone, v, err)
				   : fault;
}

static enum fault check_people(struct verify *v, struct error *err)
{
	struct store *s = v->registry->store;
	enum fault fault = check_parties(v, err);

	if (fault == FAULT_NONE)
		fault = store_party_gone(s, ledger_act_code(LEDGER_PARTY_ADDED), party_gone, v,
					 err);
	if (fault == FAULT_NONE)
		fault = check_accounts(v, err);
	return fault == FAULT_NONE ? store_account_gone(s, ledger_act_code(LEDGER_ACCOUNT_OPENED),
							account_gone, v, err)
				   : fault;
}

static void find_due(void *ctx, const char *what, const char *which, const char *how)
{
	find(ctx, what, which, how);
}

static enum fault check_all(struct verify *v, struct error *err)
{
	struct store *s = v->registry->store;
	bool whole = true;
	enum fault fault = store_check(s, pass_on, v, &whole, err);

	if (fault == FAULT_NONE)
		fault = ledger_check(v->registry, pass_on, v, &whole, err);
	if (fault == FAULT_NONE)
		fault = vouch_check(&v->registry->seal, s, pass_on, v, &whole, err);
	if (fault == FAULT_NONE)
		fault = training_check(v->registry, pass_on, v, &whole, err);
	if (fault == FAULT_NONE)
		fault = check_definitions(v, err);
	if (fault == FAULT_NONE)
		fault = store_definition_gone(s, ledger_act_code(LEDGER_IMPORTED), definition_gone,
					      v, err);
	if (fault == FAULT_NONE)
		fault = check_retired(v, err);
	if (fault == FAULT_NONE)
		fault = store_definition_retired_gone(s, ledger_act_code(LEDGER_RETIRED),
						      retired_gone, v, err);
	if (fault == FAULT_NONE)
		fault = check_people(v, err);
	if (fault == FAULT_NONE)
		fault = check_addresses(v, err);
	if (fault == FAULT_NONE)
		fault = verify_papers(v->registry, pass_on, v, err);
	if (fault == FAULT_NONE)
		fault = vouch_member_check(v->registry, pass_on, v, &whole, err);
	if (fault == FAULT_NONE)
		fault = verify_entries(v->registry, pass_on, v, err);
	if (fault == FAULT_NONE)
		fault = vouch_agent_check(v->registry, pass_on, v, &whole, err);
	if (fault == FAULT_NONE)
		fault = verify_due(v->registry, find_due, v, err);
	if (fault == FAULT_NONE)
		fault = vouch_issued_check(v->registry, pass_on, v, &whole, err);
	if (fault == FAULT_NONE)
		fault = check_applications(v, err);
	if (fault == FAULT_NONE)
		fault = check_tally(v, err);
	if (fault == FAULT_NONE)
		fault = store_ledger_gone(s, ledger_act_code(LEDGER_DRAFT_OPENED),
					  ledger_act_code(LEDGER_SUBMITTED), application_gone, v,
					  err);
	return fault;
}

enum fault verify_run(struct registry *r, const char *anchor,
		      void (*tell)(void *ctx, const char *line), void *ctx, struct error *err)
{
	struct verify v = {.registry = r, .tell = tell, .ctx = ctx};
	struct error why = {0};
	enum fault fault = store_view(r->store, &why);
	bool whole = true;

	if (fault == FAULT_NONE && anchor != NULL)
		fault = anchor_compare(r, anchor, pass_on, &v, &whole, &why);
	if (fault == FAULT_NONE)
		fault = check_all(&v, &why);
	store_view_end(r->store);
	if (fault == FAULT_BROKEN)
		find(&v, "Registry:", why.detail, "and what comes after it was not looked at");
	else if (fault != FAULT_NONE && err != NULL)
		*err = why;
	if (v.findings > 0 && (fault == FAULT_NONE || fault == FAULT_BROKEN))
		return fail(err, FAULT_BROKEN,
			    N_("The registry is not intact. Keep this folder as it is and restore "
			       "the last backup."),
			    "%d findings", v.findings);
	return fault;
}
