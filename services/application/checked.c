/* checked.c - what the code on a paper stands for: an issued document, a receipt, or a decision;
 * for anybody who has it. */
#include "services/application/checked.h"

#include "services/access/access.h"
#include "services/application/issue.h"
#include "services/application/effect_entry_which.h"
#include "services/application/issued_inside.h"
#include "services/application/checked_inside.h"
#include "services/application/look.h"
#include "services/application/told.h"
#include "services/catalogue/versions.h"
#include "services/definition/output.h"
#include "services/registry/budget.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_ledger.h"
#include "services/store/store_register.h"

#include <string.h>

const char *const checked_kinds[] = {
	[CHECKED_DOCUMENT] = "document",
	[CHECKED_RECEIPT] = "receipt",
	[CHECKED_DECISION] = "decision",
	NULL,
};

struct checking {
	struct registry *registry;
	struct caller *caller;
	const struct term_list *terms;
	struct arena *arena;
	char code[RECEIPT_DIGITS + 1];
	struct checked *ret;
	bool found;
	const char *object; /* of the ledger's entry, */
	const char *act;    /* which is the `place`th by one of these two acts */
	const char *act_too;
	size_t place, met;
};

/* --- where the ledger has it --- */

static void put_field(struct checked_proof *p, struct arena *a, const struct table_field *f,
		      const struct datum *d)
{
	struct checked_field *to = &p->fields[p->field_count];

	if (p->field_count == sizeof(p->fields) / sizeof(p->fields[0]))
		return;
	p->field_count++;
	*to = (struct checked_field){.name = f->name, .number = d->number};
	if (d->kind == DATUM_TEXT)
		to->text = arena_text(a, d->data);
}

static void hex(const struct table_bytes *bytes, char ret[65])
{
	ret[0] = '\0';
	if (bytes->len == STORE_HASH)
		sodium_bin2hex(ret, 65, bytes->at, STORE_HASH);
}

static enum fault keep_entry(void *ctx, const struct store_ledger *e, struct error *err)
{
	struct checking *c = ctx;
	struct checked_proof *p = &c->ret->proof;
	const struct table *t = &store_ledger_table;

	(void)err;
	if ((strcmp(e->act, c->act) != 0 && strcmp(e->act, c->act_too) != 0) ||
	    c->met++ != c->place)
		return FAULT_NONE;
	*p = (struct checked_proof){.lane = e->lane, .seq = e->seq, .at = e->at};
	snprintf(p->origin, sizeof(p->origin), "%s", e->origin);
	hex(&e->hash, p->hash);
	hex(&e->prev, p->prev);
	for (size_t i = 0; c->ret->kind == CHECKED_DOCUMENT && i < t->count; i++) {
		struct datum d = table_datum(&t->fields[i], e);

		if (t->fields[i].since > 0 && t->fields[i].since <= e->recipe)
			put_field(p, c->arena, &t->fields[i], &d);
	}
	return FAULT_NONE;
}

static enum fault find_entry(struct checking *c, struct error *err)
{
	struct checked_proof *p = &c->ret->proof;
	struct store_ledger_head head;
	enum fault fault = store_ledger_of(c->registry->store, c->object, keep_entry, c, err);

	if (fault != FAULT_NONE || p->seq == 0)
		return fault;
	fault = store_ledger_head(c->registry->store, p->origin, p->lane, &head, err);
	if (fault == FAULT_NONE)
		p->head = head.seq;
	return fault;
}

/* --- an issued document --- */

struct found {
	struct arena *arena;
	struct store_issued row;
	bool any;
};

static void keep_row(void *ctx, const struct store_issued *row)
{
	struct found *f = ctx;
	unsigned char *bytes = arena_take(f->arena, row->content.len + 1);

	memcpy(bytes, row->content.at, row->content.len);
	f->row = *row;
	f->row.content.at = bytes;
	f->any = true;
}

/* Its names in the languages of whoever asks; one that cannot be read now tells none. */
static void name_it(struct checking *c, const char *service, int version, const char *output)
{
	const struct service *s = NULL;
	const struct output *of;

	if (versions_find(c->registry, c->arena, c->terms, service, version, &s, NULL) !=
	    FAULT_NONE)
		return;
	of = output == NULL ? NULL : output_of(s, output);
	c->ret->title = of == NULL ? s->name : of->name;
	c->ret->authority = s->authority;
	c->ret->country = s->country;
	if (of != NULL && of->holder != NULL)
		c->ret->holder_is = of->holder->label;
}

static bool holds(const struct register_status *standing, const struct store_register_entry *row,
		  int64_t now)
{
	return standing != NULL && standing->bears == REGISTER_HOLDS &&
	       (row->until == 0 || row->until > now);
}

/* A certificate of something that was struck off is real, and says what is no more. */
static enum fault look_at_entry(struct checking *c, const struct store_issued *row,
				struct error *err)
{
	const struct service *s = NULL;
	const struct output *of;
	struct store_register_entry entry;
	bool found = false;
	enum fault fault;

	if (versions_find(c->registry, c->arena, c->terms, row->service, row->version, &s, NULL) !=
	    FAULT_NONE)
		return FAULT_NONE;
	of = output_of(s, row->output);
	if (of == NULL || output_book(s) == NULL || !output_tells_entry(s, of))
		return FAULT_NONE;
	fault = effect_entry_find(c->registry, row->application, s, output_book(s), &entry, &found,
				  err);
	if (fault != FAULT_NONE || !found)
		return fault;
	c->ret->book = register_find(c->terms, entry.book);
	if (c->ret->book == NULL)
		return FAULT_NONE;
	c->ret->entry = arena_text(c->arena, entry.number);
	c->ret->standing = register_status(c->ret->book, entry.status);
	c->ret->valid = c->ret->valid && holds(c->ret->standing, &entry, registry_now(c->registry));
	return FAULT_NONE;
}

static enum fault find_document(struct checking *c, struct error *err)
{
	struct found f = {.arena = c->arena};
	struct issued issued;
	char found[SEAL_DIGEST + 1];
	enum fault fault;

	seal_index(&c->registry->seal, ISSUE_INDEX, c->code, found);
	fault = store_issued_find(c->registry->store, found, keep_row, &f, err);
	if (fault == FAULT_NONE && f.any)
		fault = issued_open(c->registry, c->arena, &f.row, &issued, err);
	if (fault != FAULT_NONE || !f.any)
		return fault;
	c->found = true;
	c->object = arena_text(c->arena, f.row.id);
	c->act = c->act_too = ledger_act_code(LEDGER_ISSUED);
	*c->ret = (struct checked){.kind = CHECKED_DOCUMENT,
				   .valid = issued.status == ISSUED_VALID,
				   .status = issued.status,
				   .number = issued.number,
				   .holder = issued.holder,
				   .at = issued.at,
				   .ended_at = issued.ended_at,
				   .until = issued.until};
	name_it(c, f.row.service, f.row.version, f.row.output);
	return look_at_entry(c, &f.row, err);
}

/* --- a receipt --- */

/* What stands behind the reference: it follows from what the receipt says. */
static void mark_of(const struct registry *r, const struct store_application *row,
		    const char *state, int64_t at, char ret[RECEIPT_MARK + 1])
{
	struct seal_digest d;
	char digest[SEAL_DIGEST + 1], part[16];

	seal_digest_begin(&d, &r->seal, "receipt");
	seal_digest_text(&d, row->id);
	seal_digest_text(&d, state);
	seal_digest_number(&d, at);
	seal_digest_end(&d, digest);
	snprintf(part, sizeof(part), "%.15s", digest);
	snprintf(ret, RECEIPT_MARK + 1, "%06llu", strtoull(part, NULL, 16) % 1000000ULL);
}

static bool is_end(enum application_state state)
{
	return state == STATE_APPROVED || state == STATE_REJECTED || state == STATE_WITHDRAWN;
}

/* With the i-th line it came to an end. */
static bool ends(const struct event *events, size_t i)
{
	return is_end(events[i].state) && (i == 0 || events[i - 1].state != events[i].state);
}

static bool is_marked(const struct checking *c, const struct store_application *row,
		      const char *state, int64_t at)
{
	char mark[RECEIPT_MARK + 1];

	mark_of(c->registry, row, state, at, mark);
	return sodium_memcmp(mark, c->code + REFERENCE_DIGITS, RECEIPT_MARK) == 0;
}

/* The decision that a receipt tells of; it may have been opened again since. */
static void find_decision(struct checking *c, const struct store_application *row,
			  const struct event *events, size_t count)
{
	for (size_t i = 0, met = 0; i < count && !c->found; i++) {
		if (!ends(events, i))
			continue;
		c->found = is_marked(c, row, application_state_code(events[i].state), events[i].at);
		if (!c->found) {
			met++;
			continue;
		}
		c->place = met;
		c->act = ledger_act_code(LEDGER_DECIDED);
		c->act_too = ledger_act_code(LEDGER_WITHDRAWN);
		*c->ret = (struct checked){.kind = CHECKED_DECISION,
					   .valid = true,
					   .state = events[i].state,
					   .at = events[i].at};
		for (size_t k = i + 1; k < count && c->ret->valid; k++)
			if (events[k].state != events[i].state) {
				c->ret->valid = false;
				c->ret->ended_at = events[k].at;
			}
	}
}

static enum fault find_receipt(struct checking *c, struct error *err)
{
	struct store_application row;
	struct event *events = NULL;
	char reference[REFERENCE_DIGITS + 1], shown[REFERENCE_DIGITS + 4];
	bool there = false;
	size_t count = 0;
	enum fault fault;

	snprintf(reference, sizeof(reference), "%.14s", c->code);
	fault = store_application_find(c->registry->store, reference, &row, &there, err);
	if (fault != FAULT_NONE || !there || row.submitted_at == 0)
		return fault;
	c->found = is_marked(c, &row, "submitted", row.submitted_at);
	c->act = c->act_too = ledger_act_code(LEDGER_SUBMITTED);
	if (c->found)
		*c->ret = (struct checked){
			.kind = CHECKED_RECEIPT, .valid = true, .at = row.submitted_at};
	else
		fault = told_events(c->registry, row.id, c->arena, &events, &count, err);
	if (fault == FAULT_NONE && !c->found)
		find_decision(c, &row, events, count);
	if (fault != FAULT_NONE || !c->found)
		return fault;
	reference_show(reference, shown);
	c->object = arena_text(c->arena, row.id);
	c->ret->number = arena_text(c->arena, shown);
	c->ret->holder = "";
	name_it(c, row.service, row.version, NULL);
	return FAULT_NONE;
}

/* --- asking --- */

static const char *network(const struct caller *v)
{
	return v->exempt ? "" : v->source;
}

/* A wrong code is counted, so that nobody tries them one after the other. */
static enum fault count_unknown(struct checking *c, struct error *err)
{
	struct store *s = c->registry->store;
	struct store_runs runs = {0};
	enum fault fault;

	do {
		fault = store_begin(s, err);
		if (fault == FAULT_NONE)
			fault = budget_use(s, BUDGET_CHECK, network(c->caller),
					   registry_now(c->registry), err);
		if (fault == FAULT_NONE)
			fault = store_commit(s, err);
		store_rollback(s);
	} while (fault != FAULT_NONE && store_again(s, &runs));
	if (fault != FAULT_NONE)
		return fault;
	fail(err, FAULT_MISSING,
	     N_("This portal has issued nothing with this code. Compare it with the document, "
		"digit by digit. If it is the same, the document is not from here, or it was "
		"changed: do not rely on it, and ask the authority that is named on it."),
	     "unknown code");
	error_code(err, CHECKED_UNKNOWN);
	return FAULT_MISSING;
}

enum fault checked_find(struct registry *r, struct caller *v, const struct term_list *terms,
			const char *typed, struct arena *a, struct checked *ret, struct error *err)
{
	struct checking c = {.registry = r, .caller = v, .terms = terms, .arena = a, .ret = ret};
	enum fault fault = access_may(r, v, ACCESS_VISIT, NULL, err);

	*ret = (struct checked){.number = ""};
	if (fault == FAULT_NONE)
		fault = reference_read_check(typed, c.code, err);
	if (fault == FAULT_NONE)
		fault = budget_ask(r->store, BUDGET_CHECK, network(v), registry_now(r), err);
	if (fault == FAULT_NONE)
		fault = strlen(c.code) == DOCUMENT_DIGITS ? find_document(&c, err)
							  : find_receipt(&c, err);
	if (fault == FAULT_NONE && !c.found)
		return count_unknown(&c, err);
	return fault == FAULT_NONE ? find_entry(&c, err) : fault;
}

void checked_submitted(const struct registry *r, const struct store_application *row,
		       char ret[RECEIPT_DIGITS + 1])
{
	char mark[RECEIPT_MARK + 1];

	mark_of(r, row, "submitted", row->submitted_at, mark);
	snprintf(ret, RECEIPT_DIGITS + 1, "%.14s%s", row->reference, mark);
}

enum fault checked_receipt(struct registry *r, struct caller *v, const struct application *a,
			   char ret[RECEIPT_DIGITS + 1], struct error *err)
{
	ARENA_CLEAN struct arena *arena = arena_new(REGISTRY_WORK);
	struct store_application row;
	struct event *events = NULL;
	size_t count = 0, end;
	char mark[RECEIPT_MARK + 1];
	enum fault fault = look_at(r, v, a, LOOK_READ, &row, err);

	if (fault == FAULT_NONE && row.submitted_at == 0)
		return fail(err, FAULT_CONFLICT, N_("This application has not been submitted yet."),
			    "a draft");
	if (fault == FAULT_NONE)
		fault = told_events(r, row.id, arena, &events, &count, err);
	if (fault != FAULT_NONE)
		return fault;
	for (end = count; end > 0 && !ends(events, end - 1);)
		end--;
	if (end > 0 && is_end(change_state(row.state)))
		mark_of(r, &row, application_state_code(events[end - 1].state), events[end - 1].at,
			mark);
	else
		mark_of(r, &row, "submitted", row.submitted_at, mark);
	snprintf(ret, RECEIPT_DIGITS + 1, "%.14s%s", row.reference, mark);
	return FAULT_NONE;
}
