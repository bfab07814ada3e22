/* form_fee.c - the fee by the answers of a form, once those that it hangs on are given. */
#include "services/form/form_inside.h"

struct looking {
	const struct form *f;
	bool *seen; /* by the places of the service's values */
	bool open;  /* an answer is still to come */
};

static void note_rule(struct looking *l, const struct rule *rule);

/* Of a list one more may come until it is done. */
static void note_list(struct looking *l, struct group *g)
{
	enum section_state state = form_inside_state(l->f, g);

	if (state == SECTION_NOT_ASKED)
		note_rule(l, g->section->when);
	else
		l->open = l->open || state < SECTION_DONE;
}

/* Of a part that is done its defaults count, and what may stay empty. */
static void note_question(struct looking *l, struct group *g, const struct field_path *at)
{
	if (!form_asks(l->f, at)) {
		note_rule(l, at->section == NULL ? NULL : at->section->when);
		note_rule(l, at->question->when);
		return;
	}
	l->open = l->open || (form_inside_state(l->f, g) < SECTION_DONE && !form_given(l->f, at));
}

static void note_value(struct looking *l, const struct service_value *v)
{
	bool *seen = &l->seen[v - l->f->service->values];

	if (*seen)
		return;
	*seen = true;
	note_rule(l, v->is);
}

static void note_name(struct looking *l, const char *name)
{
	const struct service_value *v = service_value(l->f->service, name);
	struct field_path at = {.section = service_section(l->f->service, name)};
	struct group *g;

	if (v != NULL) {
		note_value(l, v);
		return;
	}
	if (at.section == NULL)
		at.question = service_question(l->f->service, name, &at.section);
	g = at.section == NULL && at.question == NULL ? NULL : form_inside_group(l->f, at.section);
	if (g != NULL && form_inside_repeats(g))
		note_list(l, g);
	else if (g != NULL && at.question != NULL)
		note_question(l, g, &at);
}

static void note_use(void *ctx, struct rule_use *use)
{
	note_name(ctx, use->name);
	if (use->literal != NULL && use->literal_is_question)
		note_name(ctx, use->literal);
}

static void note_rule(struct looking *l, const struct rule *rule)
{
	if (rule != NULL)
		rule_each(rule, note_use, l);
}

static bool is_open(const struct form *f, struct arena *a, const struct rule *rule)
{
	struct looking l = {.f = f};

	l.seen = arena_array(a, f->service->value_count + 1, sizeof(*l.seen));
	note_rule(&l, rule);
	return l.open;
}

static const struct fee *chosen(struct arena *a, const struct fee *fee,
				const struct fee_amount *amount)
{
	struct fee *one = arena_take(a, sizeof(*one));

	*one = *fee;
	one->amounts = NULL; /* the answers have decided */
	one->amount_count = 0;
	if (amount == NULL)
		return one;
	one->known = amount->known;
	one->amount_minor = amount->amount_minor;
	one->note = amount->note;
	return one;
}

const struct fee *form_fee(const struct form *f, struct arena *a)
{
	const struct fee *fee = f->service->fee;

	if (fee == NULL || fee->amount_count == 0)
		return fee;
	for (size_t i = 0; i < fee->amount_count; i++) {
		if (is_open(f, a, fee->amounts[i].when))
			return fee;
		if (form_holds(f, fee->amounts[i].when))
			return chosen(a, fee, &fee->amounts[i]);
	}
	return chosen(a, fee, NULL);
}
