/* dossier_go.c - an act on an application: what the applicant will read, what staff filled in, and
 * the number that does it. */
#include "tui/screens/office/dossier_deed.h"

enum { ACT_NO = 1, ACT_YES };

static struct page *go_view(const struct screen *s, const struct scene *x, struct arena *arena)
{
	const struct deed *a = (const struct deed *)s;
	const char *title = dossier_deed_title(a, arena, x->lang);
	struct page *p = page_new(arena, "dossier_go", title);

	dossier_deed_which(p, a, x->lang);
	p->deliberate = true;
	for (size_t i = 0; a->filled != NULL && a->filled[i] != NULL; i++) {
		if (i == 0)
			page_heading(p, _("Form, for staff only"));
		page_bullet(p, bidi_isolate(arena, a->filled[i]));
	}
	page_heading(p, a->act == NULL   ? _("Result")
			: a->act->inside ? _("Note for staff only")
					 : _("What the applicant reads"));
	for (size_t i = 0; a->preview.lines[i] != NULL; i++)
		page_bullet(p, bidi_isolate(arena, a->preview.lines[i]));
	if (a->preview.lines[0] == NULL)
		page_text(p, TONE_QUIET,
			  dossier_deed_is_inside(a)
				  ? _("No note: only what was done is recorded.")
				  : _("No message: the applicant is told only what was done."));
	page_gap(p);
	page_menu(p, ACT_NO, _("Not yet: back"), NULL, NULL);
	page_menu(p, ACT_YES, title, NULL, NULL);
	return p;
}

static enum fault do_it(struct deed *a, struct context *x, struct error *err)
{
	ARENA_CLEAN struct arena *arena = arena_new((size_t)4 << 20);
	struct dossier *d = a->dossier;
	struct act_answers answers = {.words = d->typed.words};
	const struct desk_form *desk = dossier_deed_desk(a);
	struct named *items = NULL;
	struct form *form = NULL;
	enum fault fault;

	if (dossier_deed_asks(a, ASKS_REASON) && a->act != NULL)
		answers.reason = d->typed.reason;
	if (dossier_deed_asks_stage(a) && d->typed.stage[0] != '\0')
		answers.stage = d->typed.stage;
	if (dossier_deed_asks(a, ASKS_OFFICE))
		answers.office = d->typed.office;
	if (a->act == NULL)
		answers.task = a->task->id;
	else if (dossier_deed_asks(a, ASKS_ITEMS))
		answers.item_count = dossier_named(d, arena, &items);
	answers.items = items;
	if (desk != NULL)
		answers.form = form = dossier_desk_form(d, desk, &x->scene);
	fault = application_act(x->registry, x->caller, &d->application, d->draft->service,
				a->act == NULL ? SERVICE_CLOSE : a->act->id, &answers, err);
	form_free(form);
	return fault;
}

/* What was wrong with what was typed is said where it was typed; what is not allowed any more, over
 * the dossier. */
static void go(struct deed *a, struct stack *st)
{
	ARENA_CLEAN struct arena *arena = arena_new((size_t)1 << 20);
	struct context *x = stack_context(st);
	struct dossier *d = a->dossier;
	const char *told = FILL(arena, _("{reference}: {act} - done."),
				{"reference", words_reference(arena, d->application.reference)},
				{"act", dossier_deed_title(a, arena, x->scene.lang)});
	struct error err = {0};
	enum fault fault = do_it(a, x, &err);

	if (fault == FAULT_NONE) {
		dossier_go_on(d, st, told);
	} else if (fault == FAULT_INPUT && dossier_deed_asks_anything(a)) {
		stack_pop(st);
		a = (struct deed *)stack_top(st);
		a->error = err;
		a->at = 0;
		stack_turn(st);
	} else {
		dossier_catch_up(d, st, &err);
	}
}

static bool go_update(struct screen *s, struct stack *st, const struct input *e)
{
	if (e->kind != INPUT_CHOOSE)
		return false;
	if (e->act == ACT_YES)
		go((struct deed *)s, st);
	else
		stack_pop(st);
	return true;
}

/* In the applicant's language, as it will be read. */
static void go_load(struct screen *s, struct stack *st)
{
	struct deed *a = (struct deed *)s;

	if (a->arena == NULL)
		a->arena = arena_new((size_t)4 << 20);
	arena_reset(a->arena);
	dossier_preview(a->dossier, a->act, stack_context(st)->scene.lang, a->arena, &a->preview);
	a->filled = dossier_deed_desk(a) == NULL
			    ? NULL
			    : dossier_desk_lines(a->dossier, dossier_deed_desk(a), a->arena,
						 &stack_context(st)->scene);
}

static void go_free(struct screen *s)
{
	arena_free(((struct deed *)s)->arena);
	free(s);
}

const struct screen_ops dossier_go_ops = {.name = "dossier_go",
					  .load = go_load,
					  .view = go_view,
					  .update = go_update,
					  .free = go_free};

struct screen *dossier_go_new(const struct deed *from)
{
	struct deed *a = common_make(sizeof(*a), &dossier_go_ops);

	a->dossier = from->dossier;
	a->act = from->act;
	a->task = from->task;
	return &a->screen;
}
