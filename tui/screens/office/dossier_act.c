/* dossier_act.c - an act on an application: what it asks for, then what the applicant will read,
 * and the number that does it. */
#include "tui/screens/office/dossier_deed.h"

#include "services/definition/service.h"

enum { FIELD_REASON = 1, FIELD_STAGE, FIELD_ITEMS, FIELD_WRONG, FIELD_WORDS, FIELD_OFFICE };
const char *dossier_deed_title(const struct deed *a, struct arena *arena, enum lang lang)
{
	if (a->act != NULL)
		return acted_name(a->act, lang);
	return dossier_closing(arena, lang, a->task);
}

bool dossier_deed_asks_stage(const struct deed *a)
{
	return a->act != NULL && a->act->does == ACT_MOVES && a->act->to_count != 1;
}

bool dossier_deed_asks(const struct deed *a, unsigned what)
{
	if (a->act == NULL)
		return what == ASKS_WORDS && a->task->form == NULL;
	return (a->act->asks & what) != 0;
}

/* Words may be said with every act that is told the applicant. */
bool dossier_deed_asks_anything(const struct deed *a)
{
	return a->act == NULL || a->act->asks != 0 || a->act->form != NULL ||
	       dossier_deed_asks_stage(a);
}

const struct desk_form *dossier_deed_desk(const struct deed *a)
{
	return a->act == NULL ? a->task->form : a->act->form;
}

bool dossier_deed_is_inside(const struct deed *a)
{
	return a->act == NULL || a->act->inside;
}

void dossier_deed_which(struct page *p, const struct deed *a, enum lang lang)
{
	const struct dossier *d = a->dossier;

	p->wants_back = true;
	p->trail = words_of(&d->draft->service->name, lang);
	page_pair(p, _("Reference number"), words_reference(p->arena, d->application.reference), 0);
}

/* --- what is asked --- */

/* A field with its options, to be filled. */
struct asked {
	struct field field;
	struct option *options;
};

static struct asked *choice(struct page *p, int id, const char *label, size_t count)
{
	struct asked *f = arena_take(p->arena, sizeof(*f));

	f->options = arena_array(p->arena, count + 1, sizeof(*f->options));
	f->field = (struct field){.id = id,
				  .kind = FIELD_CHOICE,
				  .label = label,
				  .value = "",
				  .required = true,
				  .options = f->options,
				  .option_count = count};
	return f;
}

static const char *error_at(struct arena *arena, const struct deed *a, int field)
{
	return a->error.fault != FAULT_NONE && a->at == field ? message_error(arena, &a->error)
							      : NULL;
}

static void choose(struct asked *f, struct arena *a, size_t index)
{
	f->field.value = arena_format(a, "%zu", index + 1);
	f->options[index].chosen = true;
}

static void put_reason(struct page *p, const struct scene *x, const struct deed *a)
{
	struct asked *f = choice(p, FIELD_REASON, _("Reason"), a->act->reason_count);

	for (size_t i = 0; i < f->field.option_count; i++) {
		const struct reason *r = &a->act->reasons[i];

		f->options[i].label = words_of(&r->name, x->lang);
		f->options[i].code = r->code;
		if (strcmp(r->code, a->dossier->typed.reason) == 0)
			choose(f, p->arena, i);
	}
	f->field.error = error_at(p->arena, a, FIELD_REASON);
	page_field(p, &f->field);
}

/* The stages that the act leads to, in the definition's order. */
static const struct stage *target(const struct deed *a, size_t index)
{
	const struct service *s = a->dossier->draft->service;
	const struct stage *from = service_stage(s, a->dossier->application.stage);

	for (size_t i = 0; i < s->stage_count; i++)
		if (&s->stages[i] != from && service_leads(a->act, from, &s->stages[i]) &&
		    index-- == 0)
			return &s->stages[i];
	return NULL;
}

static void put_stage(struct page *p, const struct scene *x, const struct deed *a)
{
	size_t count = 0;
	struct asked *f;

	while (target(a, count) != NULL)
		count++;
	f = choice(p, FIELD_STAGE, _("To which stage?"), count);
	for (size_t i = 0; i < count; i++) {
		const struct stage *to = target(a, i);

		f->options[i].label = FILL(p->arena, _("{stage} ({actor})"),
					   {"stage", words_of(&to->name, x->lang)},
					   {"actor", words_stage_actor(to, x->lang)});
		if (strcmp(to->id, a->dossier->typed.stage) == 0)
			choose(f, p->arena, i);
	}
	f->field.error = error_at(p->arena, a, FIELD_STAGE);
	page_field(p, &f->field);
}

static void put_office(struct page *p, const struct deed *a)
{
	struct field *f =
		dossier_office_field(a->dossier, p->arena, FIELD_OFFICE, a->dossier->typed.office);

	f->error = error_at(p->arena, a, FIELD_OFFICE);
	page_field(p, f);
}

/* Each answer with what was said, each paper; they are ticked by their numbers. */
static void put_items(struct page *p, const struct scene *x, const struct deed *a)
{
	const struct dossier *d = a->dossier;
	struct dossier_item *items = NULL;
	size_t count = dossier_items(d, p->arena, &items);
	struct asked *f = choice(p, FIELD_ITEMS, _("Which answers and documents?"), count);

	f->field.kind = FIELD_CHOICES;
	for (size_t i = 0; i < count; i++) {
		const struct dossier_item *item = &items[i];
		struct option *o = &f->options[i];

		if (item->paper != NULL)
			o->label = FILL(p->arena, _("Document: {paper}"),
					{"paper", words_of(&item->paper->name, x->lang)});
		else
			o->label = words_labelled(
				p->arena, words_of(&item->at.question->label, x->lang),
				bidi_isolate(p->arena, words_answer(p->arena, d->draft->form,
								    &item->at, x->lang)));
		if (i >= d->typed.tick_room || !d->typed.ticked[i])
			continue;
		o->chosen = true;
		f->field.value = f->field.value[0] == '\0'
					 ? arena_format(p->arena, "%zu", i + 1)
					 : arena_format(p->arena, "%s,%zu", f->field.value, i + 1);
	}
	f->field.error = error_at(p->arena, a, FIELD_ITEMS);
	page_field(p, &f->field);
}

static void put_wrong(struct page *p, const struct deed *a)
{
	static const char *const labels[] = {[WRONG_INCORRECT] = N_("They are not right"),
					     [WRONG_INCOMPLETE] = N_("They are not complete"),
					     [WRONG_OUTDATED] = N_("They are out of date")};
	struct asked *f = choice(p, FIELD_WRONG, _("What is wrong with them?"), 3);

	for (size_t i = 0; i < 3; i++)
		f->options[i].label = _(labels[i]);
	choose(f, p->arena, (size_t)a->dossier->typed.wrong);
	page_field(p, &f->field);
}

static void put_words(struct page *p, const struct scene *x, const struct deed *a)
{
	const struct dossier *d = a->dossier;
	struct field *f = arena_take(p->arena, sizeof(*f));

	*f = (struct field){
		.id = FIELD_WORDS,
		.kind = FIELD_LINES,
		.label = a->act == NULL   ? _("Result")
			 : a->act->inside ? _("Note for staff only")
					  : _("What the applicant reads"),
		.help = dossier_deed_is_inside(a)
				? _("The applicant never reads it.")
				: FILL(p->arena,
				       _("In the language of the application: {language}."),
				       {"language", lang_name(d->application.lang)}),
		.value = d->typed.words == NULL ? "" : d->typed.words,
		.required = dossier_deed_asks(a, ASKS_WORDS),
		.ready = d->typed.words != NULL && !d->typed.own_words,
		.lines = 4};
	(void)x;
	f->error = error_at(p->arena, a, FIELD_WORDS);
	page_field(p, f);
}

static struct page *ask_view(const struct screen *s, const struct scene *x, struct arena *arena)
{
	const struct deed *a = (const struct deed *)s;
	struct page *p = page_new(arena, "dossier_act", dossier_deed_title(a, arena, x->lang));

	dossier_deed_which(p, a, x->lang);
	if (dossier_deed_asks(a, ASKS_REASON))
		put_reason(p, x, a);
	if (dossier_deed_asks_stage(a))
		put_stage(p, x, a);
	if (dossier_deed_asks(a, ASKS_OFFICE))
		put_office(p, a);
	if (dossier_deed_asks(a, ASKS_ITEMS)) {
		put_items(p, x, a);
		put_wrong(p, a);
	}
	if (dossier_deed_desk(a) != NULL)
		dossier_desk_put(p, x, a->dossier, dossier_deed_desk(a));
	put_words(p, x, a);
	p->focus_field = a->error.fault == FAULT_NONE ? 0 : a->at;
	p->next_label = _("Continue");
	return p;
}

/* --- what is typed --- */

static void take(struct deed *a, const struct input *e)
{
	struct dossier *d = a->dossier;
	size_t index = strtoul(e->text, NULL, 10);
	const struct stage *to;

	switch (e->field) {
	case FIELD_REASON:
		if (index >= 1 && index <= a->act->reason_count)
			snprintf(d->typed.reason, sizeof(d->typed.reason), "%s",
				 a->act->reasons[index - 1].code);
		break;
	case FIELD_STAGE:
		to = index == 0 ? NULL : target(a, index - 1);
		snprintf(d->typed.stage, sizeof(d->typed.stage), "%s", to == NULL ? "" : to->id);
		break;
	case FIELD_OFFICE:
		if (index >= 1 && index <= d->office_count)
			snprintf(d->typed.office, sizeof(d->typed.office), "%s",
				 d->offices[index - 1].code);
		break;
	case FIELD_ITEMS: dossier_tick(d, e->text); break;
	case FIELD_WRONG:
		if (index >= 1 && index <= 3)
			d->typed.wrong = (int)index - 1;
		break;
	default:
		if (d->typed.words == NULL || strcmp(d->typed.words, e->text) != 0)
			dossier_set_words(d, e->text, true);
		break;
	}
}

/* The first that is asked for and not there, by its field. */
static bool misses(struct deed *a)
{
	const struct dossier_typed *t = &a->dossier->typed;
	const char *say = NULL;

	if (dossier_deed_asks(a, ASKS_REASON) && t->reason[0] == '\0') {
		a->at = FIELD_REASON;
		say = N_("Choose one of the reasons.");
	} else if (dossier_deed_asks_stage(a) && t->stage[0] == '\0') {
		a->at = FIELD_STAGE;
		say = N_("Choose the stage that it goes to.");
	} else if (dossier_deed_asks(a, ASKS_OFFICE) && t->office[0] == '\0') {
		a->at = FIELD_OFFICE;
		say = N_("Choose the office that it goes to.");
	} else if (dossier_deed_asks(a, ASKS_ITEMS) && !dossier_is_ticked(t)) {
		a->at = FIELD_ITEMS;
		say = N_("Tick the answers and documents that are wrong.");
	} else if (dossier_deed_asks(a, ASKS_WORDS) && (t->words == NULL || t->words[0] == '\0')) {
		a->at = FIELD_WORDS;
		say = a->act == NULL ? N_("Write the result of the task.")
				     : N_("Write what the applicant is to read.");
	}
	if (say != NULL)
		fail(&a->error, FAULT_INPUT, say, "field %d", a->at);
	return say != NULL;
}

/* Of what staff fill in each question says itself what is wrong. */
static bool lacks(struct deed *a, const struct scene *x)
{
	const struct desk_form *desk = dossier_deed_desk(a);

	a->error = (struct error){0};
	if (desk == NULL || dossier_desk_is_whole(a->dossier, desk, x, &a->at))
		return false;
	fail(&a->error, FAULT_INPUT, N_("Answer this question."), "field %d", a->at);
	return true;
}

static bool ask_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct deed *a = (struct deed *)s;
	const struct scene *x = &stack_context(st)->scene;

	if (e->kind == INPUT_ANSWER && e->field > DOSSIER_QUESTION)
		return dossier_desk_take(a->dossier, dossier_deed_desk(a), x, e);
	if (e->kind == INPUT_ANSWER) {
		a->error = (struct error){0};
		take(a, e);
		if (a->act != NULL && e->field != FIELD_WORDS)
			dossier_make_ready(a->dossier, a->act, stack_context(st)->scene.lang);
		return true;
	}
	if (e->kind != INPUT_NEXT)
		return false;
	if (!lacks(a, x) && !misses(a))
		stack_push(st, dossier_go_new(a));
	return true;
}

static const struct screen_ops ask_ops = {
	.name = "dossier_act", .view = ask_view, .update = ask_update};

struct screen *dossier_act_new(struct dossier *d, const struct act *act, const struct task *task)
{
	struct deed *a = common_make(sizeof(*a), &ask_ops);

	a->dossier = d;
	a->act = act;
	a->task = task;
	dossier_type(d, act == NULL ? SERVICE_CLOSE : act->id, task == NULL ? "" : task->id);
	if (!dossier_deed_asks_anything(a))
		a->screen.ops = &dossier_go_ops;
	return &a->screen;
}
