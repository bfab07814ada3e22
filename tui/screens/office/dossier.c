/* dossier.c - one application as staff see it: what it is about, what can be done with it, and how
 * it came to this. */
#include "tui/screens/office/dossier.h"

enum { ACT_CLAIM = 2000, ACT_HAND, ACT_RELEASE };
#define ACT_TASK 1000 /* above any act's number */

size_t dossier_items(const struct dossier *d, struct arena *a, struct dossier_item **ret)
{
	struct field_path at = {0};
	size_t *papers = NULL, count = 0, paper_count = 0;
	const struct service *s;

	if (d->draft == NULL)
		return 0;
	s = d->draft->service;
	while (form_next(d->draft->form, &at))
		count++;
	paper_count = form_papers(d->draft->form, a, &papers);
	*ret = arena_array(a, count + paper_count + 1, sizeof(**ret));
	at = (struct field_path){0};
	for (size_t i = 0; form_next(d->draft->form, &at); i++)
		(*ret)[i] = (struct dossier_item){.at = at};
	for (size_t i = 0; i < paper_count; i++)
		(*ret)[count + i] = (struct dossier_item){.paper = &s->papers[papers[i]]};
	return count + paper_count;
}

const char *dossier_act_name(const struct act *act, enum lang lang)
{
	if (text_is_set(&act->name))
		return words_of(&act->name, lang);
	switch (act->does) {
	case ACT_MOVES: return _("Forward it to another stage");
	case ACT_ASKS: return _("Ask the applicant");
	case ACT_ENDS: return act->bearing == BEARING_APPROVED ? _("Approve") : _("Refuse");
	case ACT_STAYS:
	case ACT_REPLIES: break;
	}
	return act->id;
}

/* --- the page --- */

static void put_state(struct page *p, const struct scene *x, const struct dossier *d)
{
	struct arena *a = p->arena;
	const struct service *s = d->draft == NULL ? NULL : d->draft->service;
	const struct stage *stage = s == NULL ? NULL : service_stage(s, d->application.stage);
	const char *country = s == NULL ? NULL : s->country;

	page_pair(p, _("Reference number"), words_reference(a, d->application.reference), 0);
	if (stage != NULL && application_is_open(d->application.state))
		page_pair(p, _("Stage"),
			  FILL(a, _("{stage} ({actor})"),
			       {"stage", words_of(&stage->name, x->lang)},
			       {"actor", words_actor(stage->actor)}),
			  0);
	if (d->application.state != STATE_SUBMITTED)
		page_pair(p, _("Status"),
			  d->application.state == STATE_NEEDS_INFO
				  ? _("The applicant is awaited")
				  : _(application_state_message(d->application.state)),
			  0);
	page_pair(p, _("Submitted"), date_moment(a, x->lang, country, d->application.submitted_at),
		  0);
	if (d->application.due_at != 0 && application_is_open(d->application.state))
		page_pair(p, _("Due by"),
			  FILL(a, _("{date} ({left})"),
			       {"date",
				date_show(a, x->lang, country, date_of(d->application.due_at))},
			       {"left", words_due(a, d->application.due_at, d->now)}),
			  0);
	page_pair(p, _("With"),
		  d->mine                ? _("me")
		  : d->holder[0] == '\0' ? _("nobody")
					 : bidi_isolate(a, text_safe(a, d->holder, 0)),
		  0);
}

static void put_acts(struct page *p, const struct scene *x, const struct dossier *d)
{
	size_t impossible = 0;

	page_gap(p);
	for (size_t i = 0; i < d->course.act_count; i++) {
		const struct act_choice *c = &d->course.acts[i];

		if (c->possible)
			page_menu(p, 1 + (int)i, dossier_act_name(c->act, x->lang), NULL, NULL);
		else
			impossible++;
	}
	for (size_t i = 0; i < d->course.task_count; i++)
		if (d->course.tasks[i].closed_at == 0)
			page_menu(p, ACT_TASK + (int)i,
				  FILL(p->arena, _("Close the task: {task}"),
				       {"task", words_of(&d->course.tasks[i].task->name, x->lang)}),
				  NULL, NULL);
	if (application_is_open(d->application.state)) {
		if (d->holder[0] == '\0')
			page_menu(p, ACT_CLAIM, _("Take it up"), NULL, NULL);
		page_menu(p, ACT_HAND, _("Hand it over"), NULL, NULL);
		if (d->mine)
			page_menu(p, ACT_RELEASE, _("Give it back"), NULL, NULL);
	}
	if (impossible > 0)
		page_text(
			p, TONE_QUIET,
			FILL(p->arena,
			     P_("{count} more act is not possible now: ? says why.",
				"{count} more acts are not possible now: ? says why.", impossible),
			     {"count", arena_format(p->arena, "%zu", impossible)}));
}

/* What was named last in this application as wrong about it; NULL: nothing. */
static const struct named *named_of(const struct dossier *d, const struct field_path *at)
{
	for (size_t i = d->event_count; i > 0; i--) {
		const struct event *e = &d->events[i - 1];

		for (size_t k = 0; k < e->item_count; k++)
			if (!e->items[k].is_paper && e->items[k].item == at->item &&
			    strcmp(e->items[k].question, at->question->id) == 0)
				return &e->items[k];
		if (e->item_count > 0)
			return NULL;
	}
	return NULL;
}

static void put_change(struct page *p, const struct scene *x, const struct dossier *d,
		       const struct field_path *at)
{
	const struct named *n = named_of(d, at);
	const struct answer_ground ground = {
		.terms = catalogue_terms(x->catalogue), .today = date_of(d->now), .lang = x->lang};
	const char *now = form_get(d->draft->form, at), *was;
	struct arena *a = p->arena;

	if (n == NULL)
		return;
	if (strcmp(now == NULL ? "" : now, n->was) == 0) {
		page_text(p, TONE_STRONG, _("^ asked about, and not changed yet"));
		return;
	}
	was = n->was[0] == '\0'
		      ? _("(no answer)")
		      : bidi_isolate(a, answer_show(&ground, a, at->question, n->was, x->lang));
	page_text(p, TONE_STRONG,
		  FILL(a, _("^ changed by the applicant; before: {answer}"), {"answer", was}));
}

static void put_heading(struct page *p, const struct scene *x, const struct field_path *at)
{
	if (at->section == NULL)
		page_heading(p, _("May you apply?"));
	else if (at->item == 0)
		page_heading(p, words_of(&at->section->title, x->lang));
	else
		page_heading(p, FILL(p->arena, _("{section}: {item} {number}"),
				     {"section", words_of(&at->section->title, x->lang)},
				     {"item", words_of(&at->section->item, x->lang)},
				     {"number", arena_format(p->arena, "%d", at->item)}));
}

/* Of eligibility, which the portal has checked, last. */
static void put_answers(struct page *p, const struct scene *x, const struct dossier *d,
			bool eligibility)
{
	struct field_path at = {0}, last = {0};
	bool first = true;

	while (form_next(d->draft->form, &at)) {
		char *value = form_show(d->draft->form, p->arena, &at, x->lang);

		if ((at.section == NULL) != eligibility)
			continue;
		if (first || at.section != last.section || at.item != last.item)
			put_heading(p, x, &at);
		first = false;
		last = at;
		page_pair(p, words_of(&at.question->label, x->lang),
			  value[0] == '\0' ? _("(no answer)") : bidi_isolate(p->arena, value), 0);
		put_change(p, x, d, &at);
	}
}

static void put_tasks(struct page *p, const struct scene *x, const struct dossier *d)
{
	if (d->course.task_count == 0)
		return;
	page_heading(p, _("Tasks"));
	for (size_t i = 0; i < d->course.task_count; i++) {
		const struct application_task *t = &d->course.tasks[i];

		page_stage(p, t->closed_at == 0 ? MARK_NOW : MARK_DONE,
			   words_of(&t->task->name, x->lang),
			   date_moment(p->arena, x->lang, d->draft->service->country,
				       t->closed_at == 0 ? t->opened_at : t->closed_at));
	}
}

/* By which act, and for which of its reasons. */
static const char *what_of(struct arena *a, const struct scene *x, const struct dossier *d,
			   const struct event *e)
{
	const struct service *s = d->draft->service;
	const struct act *act = NULL;
	const struct reason *reason;

	if (strcmp(e->act, SERVICE_HAND_OVER) == 0)
		return _("Handed over");
	for (size_t i = 0; i < s->stage_count && act == NULL && e->act[0] != '\0'; i++)
		act = service_act(s, &s->stages[i], e->act);
	if (act == NULL)
		return _(application_state_message(e->state));
	reason = service_reason(act, e->reason);
	return reason == NULL ? dossier_act_name(act, x->lang)
			      : words_labelled(a, dossier_act_name(act, x->lang),
					       words_of(&reason->name, x->lang));
}

static void put_history(struct page *p, const struct scene *x, const struct dossier *d)
{
	struct arena *a = p->arena;

	page_heading(p, _("History"));
	for (size_t i = d->event_count; i > 0; i--) {
		const struct event *e = &d->events[i - 1];
		const char *line = FILL(
			a, _("{moment}: {state} ({actor})"),
			{"moment", bidi_isolate(a, date_moment(a, x->lang,
							       d->draft->service->country, e->at))},
			{"state", what_of(a, x, d, e)}, {"actor", words_event_actor(e->actor)});

		if (e->note[0] != '\0')
			line = words_labelled(a, line, bidi_isolate(a, text_safe(a, e->note, 0)));
		if (i > d->seen_count)
			page_text(p, TONE_STRONG, FILL(a, _("New: {line}"), {"line", line}));
		else
			page_bullet(p, line);
	}
}

static struct page *dossier_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct dossier *d = (const struct dossier *)s;
	const struct service *service = d->draft == NULL ? NULL : d->draft->service;
	struct page *p = page_new(a, "dossier",
				  service == NULL ? d->application.service
						  : words_of(&service->name, x->lang));

	p->wants_back = true;
	if (d->error.fault != FAULT_NONE)
		page_notice(p, NOTICE_ERROR, message_error(a, &d->error));
	else if (d->done != NULL)
		page_notice(p, NOTICE_DONE, d->done);
	if (d->typed.words != NULL && d->typed.own_words)
		page_notice(p, NOTICE_INFO,
			    _("What you have written for an act and not sent is still there."));
	put_state(p, x, d);
	if (d->draft == NULL)
		return p;
	put_acts(p, x, d);
	put_answers(p, x, d, false);
	common_papers(p, x, service, d->draft->form);
	put_tasks(p, x, d);
	put_history(p, x, d);
	put_answers(p, x, d, true);
	return p;
}

/* --- what is read ------------------------------------------------------------------------------
 */

/* Its opening is a look, each time; reading it again is not. */
static enum fault open_once(struct dossier *d, const struct context *x)
{
	enum fault fault;

	if (d->opened)
		return application_get(x->registry, x->caller, &d->application, &d->error);
	fault = application_open_host(x->registry, x->caller, d->application.reference,
				      &d->application, &d->error);
	d->opened = fault == FAULT_NONE;
	return fault;
}

static enum fault read_all(struct dossier *d, const struct context *x)
{
	struct error *err = &d->error;
	enum fault fault = open_once(d, x);

	if (fault == FAULT_NONE)
		fault = application_events(x->registry, x->caller, &d->application, d->loaded,
					   &d->events, &d->event_count, err);
	if (fault == FAULT_NONE)
		fault = assign_holder(x->registry, x->caller, &d->application, d->loaded,
				      &d->holder, &d->mine, err);
	if (fault != FAULT_NONE)
		return fault;
	d->draft = draft_resume(x, &d->application, err);
	if (d->draft == NULL)
		return err->fault;
	if (!application_is_open(d->application.state))
		return FAULT_NONE;
	return application_acts(x->registry, x->caller, &d->application, d->draft->service,
				d->loaded, &d->course, err);
}

static void dossier_load(struct screen *s, struct stack *st)
{
	struct dossier *d = (struct dossier *)s;
	const struct context *x = stack_context(st);
	struct error before = d->error;
	bool first = !d->opened;

	draft_drop(d->draft);
	d->draft = NULL;
	arena_reset(d->loaded);
	d->events = NULL;
	d->event_count = 0;
	d->course = (struct application_course){.acts = NULL};
	d->holder = "";
	d->mine = false;
	d->now = registry_now(x->registry);
	d->error = (struct error){0};
	if (read_all(d, x) == FAULT_NONE)
		d->error = before;
	if (first)
		d->seen_count = d->event_count;
}

/* --- what is chosen ----------------------------------------------------------------------------
 */

void dossier_tell(struct screen *s, const char *words)
{
	struct dossier *d = (struct dossier *)s;

	free(d->done);
	d->done = words == NULL ? NULL : strdup(words);
}

void dossier_catch_up(struct dossier *d, struct stack *st, const struct error *err)
{
	d->error = *err;
	dossier_tell(&d->screen, NULL);
	while (stack_top(st) != &d->screen)
		stack_pop(st);
	stack_turn(st);
}

static void claim(struct dossier *d, struct stack *st, bool release)
{
	const struct context *x = stack_context(st);
	const struct service *s = d->draft->service;

	if (release)
		(void)!assign_release(x->registry, x->caller, &d->application, s, &d->error);
	else
		(void)!assign_claim(x->registry, x->caller, &d->application, s, &d->error);
	stack_turn(st); /* what came of it stands above */
}

static bool dossier_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct dossier *d = (struct dossier *)s;
	size_t act = (size_t)(e->act - 1), task = (size_t)(e->act - ACT_TASK);

	if (e->kind == INPUT_HELP) {
		stack_push(st, dossier_help_new(d));
		return true;
	}
	if (e->kind != INPUT_CHOOSE || d->draft == NULL)
		return false;
	d->error = (struct error){0};
	dossier_tell(s, NULL);
	if (e->act == ACT_CLAIM || e->act == ACT_RELEASE)
		claim(d, st, e->act == ACT_RELEASE);
	else if (e->act == ACT_HAND)
		stack_push(st, dossier_hand_new(d));
	else if (e->act >= ACT_TASK && task < d->course.task_count)
		stack_push(st, dossier_act_new(d, NULL, d->course.tasks[task].task));
	else if (act < d->course.act_count)
		stack_push(st, dossier_act_new(d, d->course.acts[act].act, NULL));
	return true;
}

static void dossier_free(struct screen *s)
{
	struct dossier *d = (struct dossier *)s;

	dossier_forget_typed(d);
	draft_drop(d->draft);
	free(d->done);
	arena_free(d->loaded);
	free(d);
}

static const struct screen_ops ops = {.name = "dossier",
				      .load = dossier_load,
				      .view = dossier_view,
				      .update = dossier_update,
				      .steps = true,
				      .free = dossier_free};

struct screen *dossier_new(const struct application *a)
{
	struct dossier *d = common_make(sizeof(*d), &ops);

	d->application = *a;
	d->loaded = arena_new((size_t)4 << 20);
	d->holder = "";
	return &d->screen;
}

void dossier_go_on(struct dossier *d, struct stack *st, const char *words)
{
	while (stack_top(st) != &d->screen)
		stack_pop(st);
	dossier_forget_typed(d);
	d->error = (struct error){0};
	(void)!stack_update(st, &(struct input){.kind = INPUT_STEP, .act = 1});
	if (stack_top(st)->ops == &ops)
		dossier_tell(stack_top(st), words);
	stack_turn(st);
}
