/* till_inside.c - one change of a due, with what follows from it. */
#include "services/till/till_inside.h"

#include "services/application/dispatch.h"
#include "services/application/fees.h"
#include "services/catalogue/versions.h"
#include "services/registry/registry_inside.h"

#include <string.h>

enum fault till_inside_read(struct registry *r, const struct term_list *terms,
			    const char *reference, struct arena *a, struct till_due *ret,
			    bool *ret_found, struct error *err)
{
	struct store_application row;
	struct store_due due;
	enum fault fault = store_due_find(r->store, reference, &due, ret_found, err);

	if (fault == FAULT_NONE && *ret_found)
		fault = store_application_get(r->store, due.application, &row, ret_found, err);
	if (fault != FAULT_NONE || !*ret_found)
		return fault;
	*ret = (struct till_due){.state = change_state(row.state), .lang = LANG_EN};
	lang_find(row.lang, &ret->lang);
	snprintf(ret->reference, sizeof(ret->reference), "%.14s", row.reference);
	fault = versions_find(r, a, terms, row.service, row.version, &ret->service, err);
	if (fault == FAULT_NONE)
		ret->charge = service_charge(ret->service, due.charge);
	return fault == FAULT_NONE ? due_show(r, &due, a, &ret->due, err) : fault;
}

/* The due as it is now, which nobody else changes: its application is locked. */
static enum fault read_due(struct till_work *w, struct error *err)
{
	struct store *s = w->registry->store;
	bool found = false;
	enum fault fault = store_due_lock(s, w->d->due.id, err);

	if (fault == FAULT_NONE)
		fault = store_due_get(s, w->d->due.id, &w->row, &found, err);
	if (fault == FAULT_NONE && !found)
		return access_missing(w->caller, err);
	return fault == FAULT_NONE ? due_check_whole(&w->registry->seal, s, &w->row, err) : fault;
}

static enum fault run_once(struct till_work *w, struct error *err)
{
	struct change *c = &w->change;
	struct course course = {.registry = w->registry,
				.caller = w->caller,
				.row = &c->row,
				.service = w->d->service};
	enum due_state before;
	enum fault fault = change_read(c, w->d->due.application, err);

	if (fault == FAULT_NONE)
		fault = change_may(c, w->right, ACCESS_NO_STAGE, err);
	if (fault == FAULT_NONE)
		fault = read_due(w, err);
	if (fault == FAULT_NONE)
		fault = due_show(w->registry, &w->row, w->arena, &w->d->due, err);
	if (fault != FAULT_NONE)
		return fault;
	before = w->d->due.state;
	course.arena = c->arena;
	course_open(&course);
	fault = w->work(w, err);
	if (fault == FAULT_NONE)
		fault = due_show(w->registry, &w->row, w->arena, &w->d->due, err);
	if (fault == FAULT_NONE)
		fault = fees_came(c, &course, &w->d->due, before, err);
	w->d->state = change_state(c->row.state);
	return fault;
}

enum fault till_inside_run(struct till_work *w, struct error *err)
{
	enum fault fault;

	w->change = (struct change){.registry = w->registry, .caller = w->caller};
	do {
		fault = run_once(w, err);
		fault = change_end(&w->change, fault, NULL, err);
	} while (change_again(&w->change, fault));
	return fault;
}

struct store_payment till_inside_payment(const struct till_work *w, enum payment_kind kind,
					 int64_t amount)
{
	const struct change *c = &w->change;
	struct store_payment p = {.amount = amount, .paid_at = c->now, .at = c->now};

	id_new(p.id);
	snprintf(p.kind, sizeof(p.kind), "%s", payment_kinds[kind]);
	snprintf(p.currency, sizeof(p.currency), "%s", w->row.currency);
	snprintf(p.account, sizeof(p.account), "%s", w->caller->account);
	snprintf(p.office, sizeof(p.office), "%s", c->by.office);
	return p;
}

void till_inside_show(const struct till_work *w, struct payment *ret)
{
	for (size_t i = 0; i < w->d->due.payment_count; i++)
		if (strcmp(w->d->due.payments[i].number, w->payment.number) == 0)
			*ret = w->d->due.payments[i];
}

bool till_inside_seal(const struct till_work *w, const char *words, struct store_payment *payment)
{
	return dispatch_seal(&w->registry->seal, payment->id, "payment", words, payment->words,
			     sizeof(payment->words));
}
