/* entry.c - one entry of an official register: what anybody may know of it, and its file for
 * staff. */
#include "tui/screens/register/register.h"

#include "tui/page/orgwords.h"
#include "tui/screens/organisation/org.h"

#include <string.h>

enum { ACT_SPACE = 1, ACT_INVITED, ACT_GETTING };
#define ACT_FIRST 10 /* the first of the register's acts */

struct one {
	struct screen screen;
	struct arena *arena; /* all that was read */
	const struct register_definition *of;
	char number[160];
	struct entry entry;
	struct entry_act *acts;
	size_t act_count;
	bool is_read, is_file;
	struct agent *people; /* of a file: who acts for it */
	size_t people_count;
	bool is_own;   /* the visit's account acts for it */
	bool by_guest; /* the visit is nobody's */
	struct error error;
};

static void read_file(struct one *o, struct context *x)
{
	struct error none;

	o->is_file = check_file(x->registry, x->caller, o->of, o->number, o->arena, &o->entry,
				&none) == FAULT_NONE;
	o->is_read = o->is_file;
	if (o->is_file && entry_act_list(x->registry, x->caller, o->of, o->number, o->arena,
					 &o->acts, &o->act_count, &none) != FAULT_NONE)
		o->act_count = 0;
}

/* Of an organisation's file, for staff. */
static void read_people(struct one *o, const struct context *x)
{
	const struct organisation_at at = {o->of, o->number, catalogue_terms(x->scene.catalogue)};
	struct error none;

	if (!o->is_file || o->of->subject != REGISTER_ORGANISATION ||
	    organisation_people(x->registry, x->caller, &at, o->arena, &o->people, &o->people_count,
				&none) != FAULT_NONE)
		o->people_count = 0;
}

static bool is_own(struct one *o, const struct context *x)
{
	const struct org_at at = {.of = o->of};
	struct organisation_at here = org_at(&at, x);
	struct organisation own;

	here.number = o->number;
	return x->scene.has_account && o->of->subject == REGISTER_ORGANISATION &&
	       organisation_open(x->registry, x->caller, &here, o->arena, &own, NULL) == FAULT_NONE;
}

static void entry_load(struct screen *s, struct stack *st)
{
	struct one *o = (struct one *)s;
	struct context *x = stack_context(st);

	arena_reset(o->arena);
	o->error = (struct error){0};
	o->is_read = o->is_file = false;
	o->people_count = 0;
	o->act_count = 0;
	if (x->caller->role == ROLE_STAFF)
		read_file(o, x);
	read_people(o, x);
	o->is_own = is_own(o, x);
	o->by_guest = x->caller->role == ROLE_APPLICANT && x->caller->account[0] == '\0';
	if (!o->is_read)
		o->is_read = check_entry(x->registry, x->caller, o->of, o->number, o->arena,
					 &o->entry, &o->error) == FAULT_NONE;
}

static const char *shown(struct arena *a, const char *words)
{
	return bidi_isolate(a, text_safe(a, words, 0));
}

static void put_values(struct page *p, const struct entry *e, const struct scene *x)
{
	for (size_t i = 0; i < e->cell_count; i++) {
		const struct entry_cell *cell = &e->cells[i];
		const char *value = cell->withheld
					    ? words_withheld()
					    : check_show(p->arena, catalogue_terms(x->catalogue),
							 cell, x->lang);

		if (value[0] != '\0')
			page_pair(p, words_of(&cell->column->question.label, x->lang),
				  shown(p->arena, value), 0);
	}
}

static void put_acts(struct page *p, const struct one *o, const struct scene *x)
{
	bool any = false;

	for (size_t i = 0; i < o->act_count; i++) {
		if (!o->acts[i].possible)
			continue;
		if (!any)
			page_heading(p, _("What can be done now"));
		any = true;
		page_menu(p, ACT_FIRST + (int)i, words_of(&o->acts[i].act->name, x->lang), NULL,
			  NULL);
	}
}

static void put_people(struct page *p, const struct one *o, const struct scene *x)
{
	if (o->people_count > 0)
		page_heading(p, _("Who acts for it"));
	for (size_t i = 0; i < o->people_count; i++) {
		const struct agent *m = &o->people[i];

		page_bullet(p,
			    words_labelled(p->arena,
					   arena_format(p->arena, "%d · %s", m->number,
							bidi_isolate(p->arena, m->name)),
					   orgwords_agent(p->arena, x->lang, o->of->country, m)));
	}
}

/* Whether an invitation to act for it is of use to who reads: nobody acts for what has ended. Whose
 * time is over may still be renewed by its people; whoever looks at it is told of no invitation. */
static bool may_be_joined(const struct one *o, const struct scene *x)
{
	const struct entry *e = &o->entry;

	if (o->of->subject != REGISTER_ORGANISATION || e->status == NULL ||
	    e->status->bears == REGISTER_ENDED)
		return false;
	return x->has_account || words_entry_warning(e, x->now) == NULL;
}

static struct page *entry_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct one *o = (const struct one *)s;
	const struct entry *e = &o->entry;
	struct page *p = page_new(a, "entry", words_of(&o->of->name, x->lang));
	const char *warning;

	p->wants_back = true;
	p->trail = _("Check a register");
	if (!o->is_read) {
		page_notice(p, NOTICE_ERROR, message_error(a, &o->error));
		return p;
	}
	warning = words_entry_warning(e, x->now);
	if (warning != NULL)
		page_notice(p, NOTICE_WARNING, _(warning));
	words_entry_put(p, e, x->lang);
	put_values(p, e, x);
	page_pair(p, _("Kept by"), words_of(&o->of->authority, x->lang), 0);
	put_people(p, o, x);
	words_entry_put_history(p, e, x->lang);
	put_acts(p, o, x);
	if (o->is_own)
		page_menu(p, ACT_SPACE, _("Open the organisation's page"), NULL, NULL);
	else if (x->has_account && may_be_joined(o, x))
		page_menu(p, ACT_INVITED, _("I was invited"), _("to act for this organisation"),
			  NULL);
	else if (o->by_guest && x->applies && may_be_joined(o, x))
		page_menu(p, ACT_GETTING, _("I was invited"), _("you need an account for this"),
			  NULL);
	return p;
}

static bool entry_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct one *o = (struct one *)s;
	size_t i = (size_t)(e->act - ACT_FIRST);

	if (e->kind == INPUT_CHOOSE && (e->act == ACT_SPACE || e->act == ACT_INVITED)) {
		stack_push(st, e->act == ACT_SPACE ? org_space_new(o->of, o->entry.number)
						   : org_join_new(o->of, o->entry.number));
		return true;
	}
	if (e->kind == INPUT_CHOOSE && e->act == ACT_GETTING) {
		stack_push(st, getting_new());
		return true;
	}
	if (e->kind != INPUT_CHOOSE || e->act < ACT_FIRST || i >= o->act_count)
		return false;
	stack_push(st, register_act_new(&o->entry, o->acts[i].act));
	return true;
}

static void entry_free(struct screen *s)
{
	arena_free(((struct one *)s)->arena);
	free(s);
}

static const struct screen_ops ops = {.name = "entry",
				      .load = entry_load,
				      .view = entry_view,
				      .update = entry_update,
				      .free = entry_free};

struct screen *register_entry_new(const struct register_definition *d, const char *number)
{
	struct one *o = common_make(sizeof(*o), &ops);

	o->arena = arena_new((size_t)32 << 20);
	o->of = d;
	snprintf(o->number, sizeof(o->number), "%s", number);
	return &o->screen;
}
