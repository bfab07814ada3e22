/* registers.c - the official registers that there are, and one of them looked into by number or by
 * words. */
#include "tui/screens/register/register.h"

#include "services/registry/limits.h"

#include <string.h>

/* --- which there are --- */

/* Those of the portal's country, from 1. */
static const struct register_definition *at(const struct scene *x, int act)
{
	const struct register_definition *d;

	for (size_t i = 0; (d = register_at(catalogue_terms(x->catalogue), i)) != NULL; i++) {
		act -= x->country == NULL || strcmp(d->country, x->country) == 0;
		if (act == 0)
			return d;
	}
	return NULL;
}

/* Who keeps it; where registers of several countries are there, first of which it is. */
static const char *keeper(const struct scene *x, struct arena *a,
			  const struct register_definition *d)
{
	const char *authority = words_of(&d->authority, x->lang);
	const struct register_definition *other;
	bool several = false;

	for (int i = 1; (other = at(x, i)) != NULL && !several; i++)
		several = strcmp(other->country, d->country) != 0;
	if (!several)
		return authority;
	return arena_format(a, "%s · %s",
			    words_country(catalogue_terms(x->catalogue), x->lang, d->country),
			    authority);
}

static struct page *registers_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	struct page *p = page_new(a, "registers", _("Check a register"));
	const struct register_definition *d;

	(void)s;
	p->wants_back = true;
	page_text(p, TONE_PLAIN,
		  _("Choose a register. You can check, for example, whether an association is "
		    "registered."));
	for (int i = 1; (d = at(x, i)) != NULL; i++)
		page_menu(p, i, words_of(&d->name, x->lang), keeper(x, a, d), NULL);
	return p;
}

static bool registers_update(struct screen *s, struct stack *st, const struct input *e)
{
	const struct register_definition *d =
		e->kind == INPUT_CHOOSE ? at(&stack_context(st)->scene, e->act) : NULL;

	(void)s;
	if (d == NULL)
		return false;
	stack_push(st, register_look_new(d));
	return true;
}

static const struct screen_ops registers_ops = {
	.name = "registers", .view = registers_view, .update = registers_update};

struct screen *registers_new(void)
{
	return common_make(sizeof(struct screen), &registers_ops);
}

bool registers_are_there(const struct scene *x)
{
	return x->applies && at(x, 1) != NULL;
}

/* --- one of them --- */

enum { FIELD_WORDS = 1 };

struct look {
	struct screen screen;
	struct arena *arena; /* what was found */
	const struct register_definition *of;
	char words[LIMIT_SEARCH_WORDS + 1];
	struct entry *found;
	size_t count;
	bool more;
	bool asks;                   /* the field stands there; else what was found, or missed */
	bool seen;                   /* it was loaded before */
	bool empty;                  /* it has no entry at all */
	struct check_missed *missed; /* for staff with a right over it */
	size_t missed_count;
	struct arena *shown; /* what was missed */
	struct error error;  /* fault NONE: none */
};

#define ACT_ASK 999     /* above what was found */
#define ACT_MISSED 1000 /* and above that */

static void look_load(struct screen *s, struct stack *st)
{
	struct look *l = (struct look *)s;
	const struct context *x = stack_context(st);

	arena_reset(l->shown);
	if (x->caller->role != ROLE_STAFF ||
	    check_missed(x->registry, x->caller, l->of, l->shown, &l->missed, &l->missed_count,
			 NULL) != FAULT_NONE)
		l->missed_count = 0;
	if (!l->seen)
		l->asks = l->missed_count == 0;
	l->seen = true;
}

static void put_missed(struct page *p, const struct look *l, const struct scene *x)
{
	if (l->missed_count > 0)
		page_heading(p, _("Due but not received"));
	for (size_t i = 0; i < l->missed_count; i++) {
		const struct check_missed *m = &l->missed[i];

		page_menu(p, ACT_MISSED + (int)i,
			  bidi_isolate(p->arena, text_safe(p->arena, check_name(&m->entry), 0)),
			  m->later == NULL
				  ? m->entry.number
				  : words_labelled(
					    p->arena, words_of(&m->later->name, x->lang),
					    date_show(p->arena, x->lang, l->of->country, m->day)),
			  words_entry_status(&m->entry, x->lang));
	}
}

static void put_field(struct page *p, const struct look *l)
{
	struct field *f = arena_take(p->arena, sizeof(*f));

	*f = (struct field){.id = FIELD_WORDS,
			    .kind = FIELD_LINE,
			    .label = _("Number, or part of the name"),
			    .value = arena_text(p->arena, l->words),
			    .required = true,
			    .lines = 1};
	page_field(p, f);
	p->next_label = _("Look up");
}

static void put_found(struct page *p, const struct look *l, const struct scene *x)
{
	if (l->count > 0)
		page_heading(p, _("Results"));
	for (size_t i = 0; i < l->count; i++)
		page_menu(p, (int)i + 1,
			  bidi_isolate(p->arena, text_safe(p->arena, check_name(&l->found[i]), 0)),
			  bidi_isolate(p->arena, l->found[i].number),
			  words_entry_status(&l->found[i], x->lang));
	if (l->more)
		page_text(p, TONE_QUIET, _("There are more. Add a word, or write the number."));
}

/* What is wrong, above the field; the long advice of where nothing is found stands below it. */
static void put_error(struct page *p, const struct look *l)
{
	if (l->error.fault == FAULT_NONE)
		return;
	page_notice(p, NOTICE_WARNING,
		    l->error.fault == FAULT_MISSING && l->asks && !l->empty
			    ? _("Nothing was found in this register.")
			    : message_error(p->arena, &l->error));
	page_gap(p);
}

static void put_advice(struct page *p, const struct look *l, const struct scene *x)
{
	if (l->error.fault != FAULT_MISSING || l->empty)
		return;
	page_text(p, TONE_PLAIN,
		  _("Type the whole number, or part of the name in the language of the register."));
	page_text(
		p, TONE_PLAIN,
		FILL(p->arena,
		     _("A registration that was not made on this portal may be missing here. To be "
		       "sure, ask the authority that keeps the register: {authority}"),
		     {"authority", words_of(&l->of->authority, x->lang)}));
}

static struct page *look_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct look *l = (const struct look *)s;
	struct page *p = page_new(a, "register", words_of(&l->of->name, x->lang));

	p->wants_back = true;
	p->trail = _("Check a register");
	put_error(p, l);
	page_text(p, TONE_QUIET, keeper(x, a, l->of));
	if (l->asks) {
		put_field(p, l);
		put_advice(p, l, x);
		return p;
	}
	put_found(p, l, x);
	page_menu(p, ACT_ASK, _("Look up another entry"), NULL, NULL);
	if (l->count == 0)
		put_missed(p, l, x);
	return p;
}

static bool take_words(struct look *l, const char *words)
{
	size_t len = cluster_fit(words, strlen(words), LIMIT_SEARCH_WORDS / 4);

	if (len > LIMIT_SEARCH_WORDS)
		len = 0;
	memcpy(l->words, words, len);
	l->words[len] = '\0';
	return true;
}

/* One that is found stands there at once. */
static void look_up(struct look *l, struct stack *st)
{
	struct context *x = stack_context(st);
	bool any = true;

	arena_reset(l->arena);
	l->error = (struct error){0};
	l->count = 0;
	l->more = false;
	if (l->words[0] == '\0')
		return;
	if (check_find(x->registry, x->caller, l->of, l->words, l->arena, &l->found, &l->count,
		       &l->more, &l->error) != FAULT_NONE)
		l->count = 0;
	l->empty = l->error.fault == FAULT_MISSING &&
		   check_any(x->registry, x->caller, l->of, &any, NULL) == FAULT_NONE && !any;
	l->asks = l->count < 2;
	if (l->count == 1)
		stack_push(st, register_entry_new(l->of, l->found[0].number));
	else
		stack_turn(st);
}

/* From what was found back to the words. */
static bool ask_again(struct look *l, struct stack *st)
{
	if (l->asks || (l->count == 0 && l->missed_count == 0))
		return false;
	l->asks = true;
	l->count = 0;
	stack_turn(st);
	return true;
}

static bool choose(struct look *l, struct stack *st, int act)
{
	const char *number = NULL;

	if (act == ACT_ASK)
		return ask_again(l, st);
	if (act >= ACT_MISSED && (size_t)(act - ACT_MISSED) < l->missed_count)
		number = l->missed[act - ACT_MISSED].entry.number;
	else if (act >= 1 && (size_t)act <= l->count)
		number = l->found[act - 1].number;
	if (number == NULL)
		return false;
	stack_push(st, register_entry_new(l->of, number));
	return true;
}

static bool look_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct look *l = (struct look *)s;

	if (e->kind == INPUT_ANSWER)
		return take_words(l, e->text);
	if (e->kind == INPUT_NEXT) {
		look_up(l, st);
		return true;
	}
	if (e->kind == INPUT_BACK && l->count > 0)
		return ask_again(l, st);
	return e->kind == INPUT_CHOOSE && choose(l, st, e->act);
}

static void look_free(struct screen *s)
{
	arena_free(((struct look *)s)->arena);
	arena_free(((struct look *)s)->shown);
	free(s);
}

static const struct screen_ops look_ops = {.name = "register",
					   .load = look_load,
					   .view = look_view,
					   .update = look_update,
					   .free = look_free};

struct screen *register_look_new(const struct register_definition *d)
{
	struct look *l = common_make(sizeof(*l), &look_ops);

	l->arena = arena_new((size_t)32 << 20);
	l->shown = arena_new((size_t)16 << 20);
	l->of = d;
	return &l->screen;
}
