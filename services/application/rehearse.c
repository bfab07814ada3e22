/* rehearse.c - what a definition that is not imported yet would make of applications: nothing is
 * written, and no answer is told. */
#include "services/application/rehearse.h"

#include "i18n/base/array.h"
#include "i18n/money.h"
#include "services/access/access.h"
#include "services/application/answers.h"
#include "services/application/clocks_length.h"
#include "services/application/desk.h"
#include "services/application/deadline.h"
#include "services/application/unsent.h"
#include "services/catalogue/versions.h"
#include "services/definition/calendar_count.h"
#include "services/definition/class.h"
#include "services/definition/service_window.h"
#include "services/registry/registry_inside.h"

#include <string.h>

#define VERSIONS_MEMORY ((size_t)256 << 20) /* bytes of all versions that applications have */

const char *const rehearse_codes[] = {
	[REHEARSE_LOST] = "lost",         [REHEARSE_REFUSED] = "refused",
	[REHEARSE_WRONG] = "wrong",       [REHEARSE_MENDED] = "mended",
	[REHEARSE_VALUE] = "value",       [REHEARSE_PAPER] = "paper",
	[REHEARSE_NO_PAPER] = "no_paper", [REHEARSE_FEE] = "fee",
	[REHEARSE_DUE] = "due",           [REHEARSE_CLOSED] = "closed",
	[REHEARSE_STAGE] = "stage",       [REHEARSE_STAGE + 1] = NULL,
};

/* One application by both definitions. */
struct pair {
	struct arena *arena;
	const struct form *before;
	struct form *after;
	const struct service *old, *fresh;
	struct rehearsal *to;
	size_t room;
};

static struct rehearse_difference *add(struct pair *p, enum rehearse_what what, const char *id,
				       int item)
{
	struct rehearsal *to = p->to;

	to->list = array_room_in(p->arena, to->list, to->count + 1, &p->room, sizeof(*to->list));
	to->list[to->count] = (struct rehearse_difference){.what = what, .id = id, .item = item};
	return &to->list[to->count++];
}

static bool is_same(const char *one, const char *other)
{
	return one == other || (one != NULL && other != NULL && strcmp(one, other) == 0);
}

/* --- answers --- */

static bool carry(struct pair *p, const struct field_path *from, const char *value)
{
	struct field_path to = {.item = from->item};

	to.question = service_question(p->fresh, from->question->id, &to.section);
	if (to.question == NULL)
		return false;
	while (to.section != NULL && to.section->repeats &&
	       form_items(p->after, to.section) < to.item)
		if (form_add_item(p->after, to.section, NULL) != FAULT_NONE)
			return false;
	return form_load(p->after, &to, value);
}

static void carry_all(struct pair *p)
{
	struct field_path at = {0};

	while (form_next(p->before, &at)) {
		const char *value = form_get(p->before, &at);

		if (value != NULL && !carry(p, &at, value))
			add(p, REHEARSE_LOST, at.question->id, at.item);
	}
}

/* What staff filled in, by its name in rules: "opinion.advice". */
static void carry_inside(struct pair *p)
{
	const struct service *s = form_service(p->before);

	for (size_t i = 0; i < s->desk_count; i++)
		for (size_t k = 0; k < s->desks[i]->section.question_count; k++) {
			struct field_path at = {&s->desks[i]->section, 0, NULL}, to = {.item = 0};
			const char *name, *value;

			at.question = &at.section->questions[k];
			value = form_get(p->before, &at);
			name = arena_format(p->arena, "%s.%s", at.section->id, at.question->id);
			to.question = service_named(p->fresh, name, &to.section);
			if (value != NULL &&
			    (to.question == NULL || !form_load(p->after, &to, value)))
				add(p, REHEARSE_LOST, name, 0);
		}
}

static const char *id_of(const struct form_fault *f)
{
	return f->at.question != NULL ? f->at.question->id : f->at.section->id;
}

/* Those of `list` that the other one has not. */
static void add_faults(struct pair *p, enum rehearse_what what, const struct form_fault *list,
		       size_t count, const struct form_fault *other, size_t other_count)
{
	for (size_t i = 0; i < count; i++) {
		bool found = false;

		for (size_t k = 0; k < other_count && !found; k++)
			found = strcmp(id_of(&list[i]), id_of(&other[k])) == 0 &&
				list[i].at.item == other[k].at.item;
		if (!found)
			add(p, what, id_of(&list[i]), list[i].at.item);
	}
}

static void compare_faults(struct pair *p)
{
	struct form_fault *was = NULL, *is = NULL;
	size_t was_count = form_faults(p->before, p->arena, &was);
	size_t is_count = form_faults(p->after, p->arena, &is);
	const struct question *refused = form_refused(p->before), *now = form_refused(p->after);

	if (!is_same(refused == NULL ? NULL : refused->id, now == NULL ? NULL : now->id))
		add(p, REHEARSE_REFUSED, now != NULL ? now->id : refused->id, 0);
	add_faults(p, REHEARSE_WRONG, is, is_count, was, was_count);
	add_faults(p, REHEARSE_MENDED, was, was_count, is, is_count);
}

/* --- what is worked out of them --- */

static const char *value_of(const struct pair *p, const struct form *f,
			    const struct service_value *v)
{
	bool withheld;

	return v == NULL ? NULL : form_value(f, p->arena, v, LANG_EN, &withheld);
}

static void compare_value(struct pair *p, const struct service_value *old,
			  const struct service_value *fresh)
{
	const char *was = value_of(p, p->before, old), *is = value_of(p, p->after, fresh);
	struct rehearse_difference *d;

	if (is_same(was, is))
		return;
	d = add(p, REHEARSE_VALUE, fresh == NULL ? old->id : fresh->id, 0);
	d->was = old == NULL || class_is_sealed(old->class) ? NULL : was;
	d->is = fresh == NULL || class_is_sealed(fresh->class) ? NULL : is;
}

static void compare_values(struct pair *p)
{
	for (size_t i = 0; i < p->fresh->value_count; i++)
		compare_value(p, service_value(p->old, p->fresh->values[i].id),
			      &p->fresh->values[i]);
	for (size_t i = 0; i < p->old->value_count; i++)
		if (service_value(p->fresh, p->old->values[i].id) == NULL)
			compare_value(p, &p->old->values[i], NULL);
}

static bool asks_paper(struct arena *a, const struct form *f, const char *id)
{
	size_t *papers = NULL, count = form_papers(f, a, &papers);

	for (size_t i = 0; i < count; i++)
		if (strcmp(form_service(f)->papers[papers[i]].id, id) == 0)
			return true;
	return false;
}

static void compare_papers(struct pair *p, const struct form *f, const struct form *other,
			   enum rehearse_what what)
{
	size_t *papers = NULL, count = form_papers(f, p->arena, &papers);

	for (size_t i = 0; i < count; i++) {
		const char *id = form_service(f)->papers[papers[i]].id;

		if (!asks_paper(p->arena, other, id))
			add(p, what, id, 0);
	}
}

static const char *fee_of(struct arena *a, const struct fee *fee)
{
	return fee == NULL || !fee->known
		       ? NULL
		       : arena_format(a, "%s %s", money_plain(a, fee->amount_minor, fee->currency),
				      fee->currency);
}

/* --- its days --- */

/* The day of the first clock that starts with the submission, or of the whole time. */
static const char *due_of(struct arena *a, const struct form *f, int64_t sent_at)
{
	const struct service *s = form_service(f);
	int64_t due = deadline_of(s, &s->stages[0], sent_at);
	struct calendar_count count;

	for (size_t i = 0; i < s->clock_count && due == 0; i++) {
		const struct clock *c = &s->clocks[i];
		const struct duration *length = clocks_length_by(c, f);
		struct calendar_ask ask = {.calendar = c->calendar,
					   .service = s->id,
					   .rules = c->rules,
					   .from = sent_at};

		if (c->starts != CLOCK_SUBMITTED || length == NULL)
			continue;
		ask.length = *length;
		calendar_count(NULL, &ask, &count);
		due = count.due_at;
	}
	return due == 0 ? NULL : date_iso(a, date_of(due));
}

static void compare_rest(struct pair *p, int64_t sent_at, const char *stage)
{
	const char *was = fee_of(p->arena, form_fee(p->before, p->arena));
	const char *is = fee_of(p->arena, form_fee(p->after, p->arena));
	struct rehearse_difference *d;

	if (!is_same(was, is)) {
		d = add(p, REHEARSE_FEE, "", 0);
		d->was = was;
		d->is = is;
	}
	was = due_of(p->arena, p->before, sent_at);
	is = due_of(p->arena, p->after, sent_at);
	if (!is_same(was, is)) {
		d = add(p, REHEARSE_DUE, "", 0);
		d->was = was;
		d->is = is;
	}
	if (service_window_at(p->fresh, sent_at) != WINDOW_OPEN)
		add(p, REHEARSE_CLOSED, "", 0);
	if (stage != NULL && service_stage(p->old, stage) != NULL &&
	    service_stage(p->fresh, stage) == NULL)
		add(p, REHEARSE_STAGE, stage, 0);
}

void rehearse_form(struct arena *a, const struct form *before, const struct service *fresh,
		   const struct term_list *terms, int64_t sent_at, const char *stage,
		   struct rehearsal *ret)
{
	struct pair p = {.arena = a,
			 .before = before,
			 .old = form_service(before),
			 .fresh = fresh,
			 .to = ret};

	p.after = form_new(fresh, terms, date_of(sent_at));
	ret->list = NULL;
	ret->count = 0;
	carry_all(&p);
	carry_inside(&p);
	compare_faults(&p);
	compare_values(&p);
	compare_papers(&p, p.after, before, REHEARSE_PAPER);
	compare_papers(&p, before, p.after, REHEARSE_NO_PAPER);
	compare_rest(&p, sent_at, stage);
	form_free(p.after);
}

/* --- all that were sent --- */

struct rounds {
	struct registry *registry;
	const struct service *fresh;
	const struct term_list *terms;
	struct arena *versions;
	const struct service *old; /* the version read last */
	void (*visit)(void *ctx, const struct rehearsal *one);
	void *ctx;
};

/* What staff filled in stands before what comes of it. */
static enum fault load_inside(struct rounds *w, struct arena *a,
			      const struct store_application *row, struct form *before,
			      struct error *err)
{
	struct course course = {.registry = w->registry, .row = row, .service = w->old, .arena = a};

	course_open(&course);
	return desk_load(&course, ~0U, before, err);
}

static enum fault rehearse_row(struct rounds *w, const struct store_application *row,
			       struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct rehearsal one = {.reference = row->reference, .version = row->version};
	enum fault fault = FAULT_NONE;
	struct form *before;

	if (w->old == NULL || w->old->version != row->version) {
		arena_reset(w->versions);
		w->old = NULL;
		fault = versions_find(w->registry, w->versions, w->terms, row->service,
				      row->version, &w->old, err);
	}
	if (fault != FAULT_NONE)
		return fault;
	before = form_new(w->old, w->terms, date_of(row->submitted_at));
	fault = answers_load(w->registry, row->id, ~0U, before, err);
	if (fault == FAULT_NONE)
		fault = unsent_hide(w->registry, row, ~0U, before, err);
	if (fault == FAULT_NONE)
		fault = load_inside(w, a, row, before, err);
	if (fault == FAULT_NONE) {
		rehearse_form(a, before, w->fresh, w->terms, row->submitted_at, row->stage, &one);
		w->visit(w->ctx, &one);
	}
	form_free(before);
	return fault;
}

static enum fault walk(struct rounds *w, size_t most, bool *ret_more, struct error *err)
{
	struct store_application row = {.id = ""};
	bool found = true;
	enum fault fault = FAULT_NONE;
	size_t count = 0;

	*ret_more = false;
	while (fault == FAULT_NONE && found && !*ret_more) {
		char before[sizeof(row.id)];

		memcpy(before, row.id, sizeof(before));
		fault = store_application_next(w->registry->store, before, &row, &found, err);
		if (fault != FAULT_NONE || !found || strcmp(row.service, w->fresh->id) != 0 ||
		    row.submitted_at == 0)
			continue;
		*ret_more = count++ == most;
		if (!*ret_more)
			fault = rehearse_row(w, &row, err);
	}
	return fault;
}

enum fault rehearse_each(struct registry *r, const struct caller *v, const struct service *fresh,
			 const struct term_list *terms, size_t most,
			 void (*visit)(void *ctx, const struct rehearsal *one), void *ctx,
			 bool *ret_more, struct error *err)
{
	ARENA_CLEAN struct arena *versions = arena_new(VERSIONS_MEMORY);
	struct rounds w = {r, fresh, terms, versions, NULL, visit, ctx};
	enum fault fault = access_may(r, v, ACCESS_MANAGE, NULL, err);

	if (fault == FAULT_NONE && (fresh->form == NULL || fresh->stage_count == 0))
		return fail(err, FAULT_INPUT,
			    N_("This definition has no form: there is nothing to rehearse."), "%s",
			    fresh->id);
	return fault == FAULT_NONE ? walk(&w, most, ret_more, err) : fault;
}
