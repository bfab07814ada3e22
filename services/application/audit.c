/* audit.c - what the ledger has of looks and acts, for auditors: by application, account, office
 * and day. */
#include "services/application/audit.h"

#include "i18n/base/array.h"
#include "services/access/account_parts.h"
#include "services/access/access.h"
#include "services/access/staff.h"
#include "services/application/change.h"
#include "services/party/party.h"
#include "services/registry/id.h"
#include "services/registry/limits.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_account.h"
#include "services/store/store_ledger.h"

#include <string.h>

#define LEDGER_ITSELF "ledger" /* the object of a look that is about no one thing */

struct hearing {
	struct registry *registry;
	struct caller *caller;
	const struct audit_question *question;
	struct arena *arena;
	struct store_ledger_question asks;
	int64_t revision; /* of the account that is asked for */
	struct party *offices;
	size_t office_count;
	const char *office; /* id of the one that is asked for; "" */
	struct staff_scope *scopes;
	size_t scope_count;
	struct audit_entry *outside, *others;
	size_t outside_count, outside_room, others_count, others_room;
	bool more;
};

/* --- what is asked for --- */

static enum fault find_application(struct hearing *h, struct error *err)
{
	struct registry *r = h->registry;
	struct store_application row = {.id = ""};
	char digits[REFERENCE_DIGITS + 1];
	struct access_object o = {.actor = ACCESS_NO_STAGE};
	bool found = false;
	enum fault fault = reference_read(h->question->reference, digits, err);

	if (fault == FAULT_NONE)
		fault = store_application_find(r->store, digits, &row, &found, err);
	if (fault != FAULT_NONE)
		return fault;
	o.id = row.id;
	o.reference = row.reference;
	o.service = row.service;
	o.office = row.office;
	o.is_draft = change_state(row.state) == STATE_DRAFT;
	if (found)
		fault = access_may(r, h->caller, ACCESS_AUDIT, &o, err);
	if (!found || fault == FAULT_MISSING)
		return fail(err, FAULT_MISSING,
			    N_("We cannot find an application with this reference number."),
			    "no such reference");
	h->asks.object = arena_text(h->arena, row.id);
	return fault;
}

static enum fault find_account(struct hearing *h, struct error *err)
{
	struct store_account row;
	char digits[ACCOUNT_DIGITS + 1];
	bool found = false;
	enum fault fault;

	if (strcmp(h->question->account, "host") == 0) {
		h->asks.actor = "host";
		return FAULT_NONE;
	}
	fault = reference_read_account(h->question->account, digits, err);
	if (fault == FAULT_NONE)
		fault = store_account_find(h->registry->store, STORE_BY_NUMBER, digits, &row,
					   &found, err);
	if (fault == FAULT_NONE && !found)
		return fail(err, FAULT_MISSING, N_("There is no account with this number."),
			    "no such account");
	if (fault != FAULT_NONE)
		return fault;
	h->asks.actor = arena_text(h->arena, row.id);
	h->revision = row.revision;
	return FAULT_NONE;
}

static enum fault find_office(struct hearing *h, struct error *err)
{
	struct party office;
	enum fault fault = party_office(h->registry, h->arena, h->question->office, &office, err);

	if (fault == FAULT_NONE)
		h->office = arena_text(h->arena, office.id);
	return fault;
}

static enum fault find_what_is_asked(struct hearing *h, struct error *err)
{
	const struct audit_question *q = h->question;
	enum fault fault = FAULT_NONE;

	if (q->reference == NULL && q->account == NULL && q->office == NULL && q->until == 0)
		return fail(err, FAULT_INPUT,
			    N_("Say what to look for: an application, an account, an office or a "
			       "day."),
			    "nothing asked for");
	h->asks = (struct store_ledger_question){.object = "",
						 .actor = "",
						 .from = q->from,
						 .until = q->until != 0 ? q->until : INT64_MAX};
	if (q->reference != NULL)
		fault = find_application(h, err);
	if (fault == FAULT_NONE && q->account != NULL)
		fault = find_account(h, err);
	if (fault == FAULT_NONE && q->office != NULL)
		fault = find_office(h, err);
	return fault;
}

/* --- the entry of the audit itself --- */

static enum fault enter_of_application(struct hearing *h, struct error *err)
{
	struct change change = {.registry = h->registry, .caller = h->caller};
	enum fault fault;

	do {
		fault = change_begin(&change, ACCESS_AUDIT, h->asks.object, err);
		if (fault == FAULT_NONE)
			fault = change_note(&change, LEDGER_AUDITED, err);
		fault = change_end(&change, fault, NULL, err);
	} while (change_again(&change, fault));
	return fault;
}

static enum fault enter_once(struct hearing *h, const struct ledger_entry *e, struct error *err)
{
	struct store *s = h->registry->store;
	enum fault fault = store_begin(s, err);

	if (fault == FAULT_NONE)
		fault = access_may(h->registry, h->caller, ACCESS_AUDIT, NULL, err);
	if (fault == FAULT_NONE)
		fault = ledger_add(h->registry, e, err);
	if (fault == FAULT_NONE)
		fault = store_commit(s, err);
	store_rollback(s);
	return fault;
}

static enum fault enter(struct hearing *h, struct error *err)
{
	const struct caller *c = h->caller;
	bool of_account = h->revision > 0, by_role = h->scope_count > 0;
	char operation[ID_LENGTH + 1];
	const struct ledger_entry e = {
		.act = LEDGER_AUDITED,
		.object = of_account ? h->asks.actor : LEDGER_ITSELF,
		.revision = of_account ? h->revision : 1,
		.actor = change_actor(c),
		.role = by_role ? h->scopes[0].role : caller_role_code(c->role),
		.office = by_role ? h->scopes[0].office : c->office,
		.purpose = c->purpose,
		.face = caller_face_code(c->face),
		.operation = operation,
	};
	struct store_runs runs = {0};
	enum fault fault;

	if (h->asks.object[0] != '\0')
		return enter_of_application(h, err);
	id_new(operation);
	do
		fault = enter_once(h, &e, err);
	while (fault != FAULT_NONE && store_again(h->registry->store, &runs));
	return fault;
}

/* --- what is told --- */

static const struct party *office_of(const struct hearing *h, const char *id)
{
	for (size_t i = 0; i < h->office_count; i++)
		if (strcmp(h->offices[i].id, id) == 0)
			return &h->offices[i];
	return NULL;
}

/* The store is being read: the offices are at hand. */
static bool is_within(const struct hearing *h, const char *id, const char *top)
{
	for (int depth = 0; id[0] != '\0' && depth <= PARTY_DEPTH; depth++) {
		const struct party *office = office_of(h, id);

		if (strcmp(id, top) == 0)
			return true;
		if (office == NULL)
			return false;
		id = office->above;
	}
	return false;
}

static bool is_reached(const struct hearing *h, const struct store_ledger_told *t)
{
	const char *office = t->reference[0] != '\0' ? t->office : t->entry.office;

	if (h->caller->role == ROLE_AUTHORITY)
		return true;
	for (size_t i = 0; i < h->scope_count; i++) {
		const struct staff_scope *s = &h->scopes[i];

		if ((s->service[0] == '\0' || strcmp(s->service, t->service) == 0) &&
		    (s->office[0] == '\0' || is_within(h, office, s->office)))
			return true;
	}
	return false;
}

static bool is_asked_for(const struct hearing *h, const struct store_ledger_told *t)
{
	if (h->asks.object[0] != '\0' && h->asks.actor[0] != '\0' &&
	    strcmp(h->asks.actor, t->entry.actor) != 0)
		return false;
	return h->office[0] == '\0' || is_within(h, t->entry.office, h->office) ||
	       is_within(h, t->office, h->office);
}

/* Nobody's key is told. */
static const char *actor_of(const struct store_ledger_told *t)
{
	const char *actor = t->entry.actor;

	if (t->actor_number[0] != '\0')
		return t->actor_number;
	if (strcmp(actor, "host") == 0 || strcmp(actor, "portal") == 0)
		return actor;
	return caller_role_code(ROLE_APPLICANT);
}

static bool is_outside(const struct store_ledger_told *t)
{
	return t->entry.effect == LEDGER_LOOKS && !t->has_acted &&
	       strcmp(actor_of(t), caller_role_code(ROLE_APPLICANT)) != 0;
}

static struct audit_entry show(const struct hearing *h, const struct store_ledger_told *t)
{
	const struct party *office = office_of(h, t->entry.office);
	struct arena *a = h->arena;

	return (struct audit_entry){
		.at = t->entry.at,
		.act = arena_text(a, t->entry.act),
		.is_look = t->entry.effect == LEDGER_LOOKS,
		.is_outside = is_outside(t),
		.reference = arena_text(a, t->reference),
		.account = arena_text(a, t->object_number),
		.object = arena_text(a, t->entry.object),
		.by = arena_text(a, actor_of(t)),
		/* the id, until the names are read */
		.by_name = t->actor_number[0] == '\0' ? "" : arena_text(a, t->entry.actor),
		.role = arena_text(a, t->entry.role),
		.office = office == NULL ? "" : office->code,
		.purpose = arena_text(a, t->entry.purpose),
		.face = arena_text(a, t->entry.face),
		.reason = arena_text(a, t->entry.reason),
		.revision = t->entry.revision,
		.origin = arena_text(a, t->entry.origin),
		.lane = t->entry.lane,
		.seq = t->entry.seq,
	};
}

static bool keep(void *ctx, const struct store_ledger_told *t)
{
	struct hearing *h = ctx;
	bool outside = is_outside(t);
	struct audit_entry **list = outside ? &h->outside : &h->others;
	size_t *count = outside ? &h->outside_count : &h->others_count;
	size_t *room = outside ? &h->outside_room : &h->others_room;

	if (!is_reached(h, t) || !is_asked_for(h, t))
		return true;
	if (*count == AUDIT_MOST) {
		h->more = true;
		return h->outside_count < AUDIT_MOST || h->others_count < AUDIT_MOST;
	}
	*list = array_room_in(h->arena, *list, *count + 1, room, sizeof(**list));
	(*list)[(*count)++] = show(h, t);
	return true;
}

static void put_together(const struct hearing *h, struct audit *ret)
{
	size_t count = h->outside_count + h->others_count;

	*ret = (struct audit){.entries = arena_array(h->arena, count + 1, sizeof(*ret->entries)),
			      .count = count,
			      .outside = h->outside_count,
			      .more = h->more};
	if (h->outside_count > 0)
		memcpy(ret->entries, h->outside, h->outside_count * sizeof(*ret->entries));
	if (h->others_count > 0)
		memcpy(ret->entries + h->outside_count, h->others,
		       h->others_count * sizeof(*ret->entries));
}

/* Of each account once. */
static enum fault name_all(const struct hearing *h, const struct audit *found, struct error *err)
{
	const char **ids = arena_array(h->arena, found->count + 1, sizeof(*ids));
	enum fault fault = FAULT_NONE;

	for (size_t i = 0; i < found->count; i++)
		ids[i] = found->entries[i].by_name;
	for (size_t i = 0; fault == FAULT_NONE && i < found->count; i++) {
		size_t k = 0;

		while (k < i && strcmp(ids[k], ids[i]) != 0)
			k++;
		if (k < i)
			found->entries[i].by_name = found->entries[k].by_name;
		else
			fault = account_parts_name(h->registry, h->arena, ids[i],
						   &found->entries[i].by_name, err);
	}
	return fault;
}

/* Who may is asked before anything says what there is. */
static enum fault open_hearing(struct hearing *h, struct error *err)
{
	struct registry *r = h->registry;
	enum fault fault = access_may(r, h->caller, ACCESS_AUDIT, NULL, err);

	if (fault == FAULT_NONE && (h->caller->purpose == NULL || h->caller->purpose[0] == '\0'))
		return fail(err, FAULT_INPUT,
			    N_("Give the reason for the search: --purpose is needed."),
			    "no purpose");
	if (fault == FAULT_NONE && strlen(h->caller->purpose) > LIMIT_PURPOSE)
		return fail(err, FAULT_INPUT, N_("The purpose is too long: at most 200 bytes."),
			    "purpose");
	if (fault == FAULT_NONE)
		fault = staff_scopes(r, h->caller, "audit", h->arena, &h->scopes, &h->scope_count,
				     err);
	if (fault == FAULT_NONE)
		fault = party_offices(r, h->arena, &h->offices, &h->office_count, err);
	return fault == FAULT_NONE ? find_what_is_asked(h, err) : fault;
}

enum fault audit_list(struct registry *r, struct caller *c, const struct audit_question *q,
		      struct arena *a, struct audit *ret, struct error *err)
{
	struct hearing h = {.registry = r, .caller = c, .question = q, .arena = a, .office = ""};
	struct audit found;
	enum fault fault = open_hearing(&h, err);

	if (fault == FAULT_NONE)
		fault = enter(&h, err);
	if (fault == FAULT_NONE)
		fault = store_ledger_audit(r->store, &h.asks, keep, &h, err);
	if (fault != FAULT_NONE)
		return fault;
	put_together(&h, &found);
	fault = name_all(&h, &found, err);
	if (fault == FAULT_NONE)
		*ret = found;
	return fault;
}
