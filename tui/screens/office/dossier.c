/* dossier.c - one application as staff see it: what it is about, what can be done with it, and how
 * it came to this. */
#include "tui/screens/office/dossier.h"

#include "tui/screens/office/office.h"

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

/* Whether anything may be left to do: at an end only where the service goes on behind it, or where
 * a newer calendar has another day than silence decided on. */
static bool goes_on(const struct dossier *d)
{
	struct date decided, now;

	if (application_is_open(d->application.state) ||
	    service_each_after(d->draft->service, (enum bearing)d->application.state, 0) != NULL)
		return true;
	for (size_t i = 0; i < d->event_count; i++)
		if (application_recounted(d->loaded, &d->events[i], NULL, &decided, &now))
			return true;
	return false;
}

static enum fault read_all(struct dossier *d, const struct context *x)
{
	struct error *err = &d->error;
	enum fault fault = open_once(d, x);

	if (fault == FAULT_NONE)
		d->draft = draft_resume(x, &d->application, err);
	if (d->draft == NULL)
		return err->fault;
	fault = assign_state(x->registry, x->caller, &d->application, d->draft->service, d->loaded,
			     &d->assign, err);
	if (fault == FAULT_NONE)
		fault = application_events(x->registry, x->caller, &d->application,
					   d->draft->service, d->loaded, &d->events,
					   &d->event_count, err);
	if (fault == FAULT_NONE)
		fault = related_of(x->registry, x->caller, &d->application, d->loaded, &d->links,
				   &d->link_count, err);
	if (fault == FAULT_NONE && d->draft->service->output_count > 0)
		fault = issued_list(x->registry, x->caller, &d->application, d->draft->service,
				    d->loaded, &d->issued, &d->issued_count, err);
	if (fault == FAULT_NONE)
		papers_read(x, &d->application, d->draft->service, d->draft->form, d->loaded,
			    &d->papers);
	if (fault == FAULT_NONE && d->draft->service->signature_count > 0)
		fault = signature_standings(x->registry, x->caller, &d->application,
					    d->draft->service, d->loaded, &d->standings,
					    &d->standing_count, err);
	if (fault != FAULT_NONE || !goes_on(d))
		return fault;
	fault = application_acts(x->registry, x->caller, &d->application, d->draft->service,
				 d->loaded, &d->course, err);
	if (fault == FAULT_NONE && dossier_office_is_asked(d))
		fault = route_offices(x->registry, x->caller, &d->application, d->draft->service,
				      d->loaded, &d->offices, &d->office_count, err);
	return fault;
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
	d->assign = (struct assign_state){.holder = "", .office = "", .office_name = ""};
	d->link_count = d->standing_count = d->issued_count = 0;
	d->office_count = 0;
	d->papers = (struct papers){.count = 0};
	d->now = registry_now(x->registry);
	d->renews = access_may(x->registry, x->caller, ACCESS_GIVE, NULL, NULL) == FAULT_NONE;
	d->error = (struct error){0};
	if (read_all(d, x) == FAULT_NONE)
		d->error = before;
	else if (!first && d->done != NULL && d->error.fault == FAULT_MISSING)
		d->error = (struct error){0}; /* by what was done it is not the caller's any more */
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
	size_t act = (size_t)(e->act - 1), task = (size_t)(e->act - DOSSIER_TASK);

	if (e->kind == INPUT_HELP) {
		stack_push(st, dossier_help_new(d));
		return true;
	}
	if ((e->kind == INPUT_BACK || e->kind == INPUT_STEP) && d->typed.own_words && !d->warned) {
		d->warned = true;
		return true;
	}
	if (e->kind != INPUT_CHOOSE || d->draft == NULL)
		return false;
	d->warned = false;
	d->error = (struct error){0};
	dossier_tell(s, NULL);
	if (e->act == DOSSIER_CLAIM || e->act == DOSSIER_RELEASE)
		claim(d, st, e->act == DOSSIER_RELEASE);
	else if (e->act == DOSSIER_HAND)
		stack_push(st, dossier_hand_new(d));
	else if (e->act == DOSSIER_PAPERS)
		stack_push(st, papers_new(&d->application, d->draft->service));
	else if (e->act == DOSSIER_RENEW)
		stack_push(st, renew_new(&d->application));
	else if (e->act >= DOSSIER_TASK && task < d->course.task_count)
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
				      .view = dossier_page,
				      .update = dossier_update,
				      .steps = true,
				      .free = dossier_free};

struct screen *dossier_new(const struct application *a)
{
	struct dossier *d = common_make(sizeof(*d), &ops);

	d->application = *a;
	d->loaded = arena_new((size_t)4 << 20);
	d->assign.holder = d->assign.office_name = "";
	return &d->screen;
}

void dossier_go_on(struct dossier *d, struct stack *st, const char *words)
{
	if (d->of_task[0] != '\0') {
		office_task_closed(d, st, words);
		return;
	}
	while (stack_top(st) != &d->screen)
		stack_pop(st);
	dossier_forget_typed(d);
	d->error = (struct error){0};
	(void)!stack_update(st, &(struct input){.kind = INPUT_STEP, .act = 1});
	if (stack_top(st)->ops == &ops)
		dossier_tell(stack_top(st), words);
	stack_turn(st);
}
