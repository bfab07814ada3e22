/* mine.c - the applications and drafts of whoever has signed in, newest change first. */
#include "tui/page/acted.h"
#include "tui/page/momentwords.h"
#include "tui/page/statewords.h"
#include "tui/screens/common/common.h"
#include "tui/screens/common/list.h"

enum { SERVICE, STATUS, REFERENCE, COUNTRY, DUE, CHANGED, COLUMNS };

static const struct list_column columns[COLUMNS] = {
	[SERVICE] = {N_("Service"), .weight = 1, .sorts = true},
	[STATUS] = {N_("Status"), VALUE_STATE, .weight = 2, .bare = true, .filters = true},
	[REFERENCE] = {N_("Reference number"), VALUE_CODE, .weight = 3, .bare = true},
	[COUNTRY] = {N_("Country"), .weight = 4, .bare = true, .filters = true},
	[DUE] = {N_("Due by"), VALUE_DATE, .weight = 5, .bare = true, .sorts = true},
	[CHANGED] = {N_("Last change"), VALUE_DATE, .sorts = true}};

static const struct list_kind kind = {.columns = columns,
				      .count = COLUMNS,
				      .narrows = true,
				      .few = 9,
				      .unsorted = N_("Latest change first")};

#define ACT_NOTICES 200000 /* behind the list's own */

struct mine {
	struct screen screen;
	struct list list;
	struct error error; /* of the last load; fault NONE: none */
};

/* While the authority is awaited; what the applicant is asked for may move the day. */
static struct list_cell due_cell(struct arena *a, const struct scene *x, const struct service *s,
				 const struct application *app)
{
	const char *day, *late;
	bool is_over;

	if (app->due_at == 0 || app->state == STATE_NEEDS_INFO || !application_is_open(app->state))
		return (struct list_cell){0};
	day = date_show(a, x->lang, s == NULL ? NULL : s->country, date_of(app->due_at));
	is_over = date_compare(date_of(x->now), date_of(app->due_at)) > 0;
	if (s != NULL && service_estimates(s))
		return (struct list_cell){
			/* TRANSLATORS: of an application in a list: no more than an estimate says
			   the day, and it has passed */
			.shown = is_over ? FILL(a, _("an answer was expected by {day}"),
						{"day", day})
					 /* TRANSLATORS: the same, and the day is still to come */
					 : FILL(a, _("an answer is expected around {day}"),
						{"day", day}),
			.order = app->due_at};
	late = is_over ? words_due(a, app->due_at, x->now) : NULL;
	return (struct list_cell){
		.shown = late != NULL
				 /* TRANSLATORS: of an application in a list: the day by which it
				    was to be decided, and "41 days overdue" */
				 ? FILL(a, _("was due by {date}: {late}"), {"date", day},
					{"late", late})
				 /* TRANSLATORS: of an application in a list: the day by which it
				    is to be decided */
				 : FILL(a, _("due by {date}"), {"date", day}),
		.order = app->due_at};
}

static bool calls_ends(const struct service *s)
{
	const struct act *act;
	bool any = false;

	for (size_t i = 0; s != NULL && (act = service_all_acts(s, i)) != NULL; i++)
		any = any || text_is_set(&act->called);
	return any;
}

/* How it ended, where its service has words of its own for that: the history says by which act. */
static const char *state_of(struct arena *a, const struct context *x, const struct service *s,
			    const struct application *app)
{
	struct application own = *app;
	struct event *events;
	size_t count = 0;

	if (application_is_open(app->state) || !calls_ends(s) ||
	    application_events(x->registry, x->caller, &own, s, a, &events, &count, NULL) !=
		    FAULT_NONE)
		return statewords(s, app->state);
	return acted_state_now(x->scene.lang, s, events, count, app->state);
}

static void fill_row(struct list_row *row, struct arena *a, const struct context *of,
		     const struct application *app)
{
	const struct scene *x = &of->scene;
	const struct service *service = catalogue_find(x->catalogue, app->service);
	const char *country = service == NULL ? NULL : service->country;

	row->of = app;
	row->cells[SERVICE].shown =
		service == NULL ? app->service : words_of(&service->name, x->lang);
	row->cells[STATUS] = (struct list_cell){.shown = state_of(a, of, service, app),
						.key = application_state_code(app->state),
						.order = app->state};
	row->cells[REFERENCE].shown = words_reference(a, app->reference);
	if (service != NULL)
		row->cells[COUNTRY] = (struct list_cell){
			.shown = words_country(catalogue_terms(x->catalogue), x->lang, country),
			.key = country};
	row->cells[DUE] = due_cell(a, x, service, app);
	row->cells[CHANGED] = (struct list_cell){
		.shown = date_show(a, x->lang, country, momentwords_day(service, app->changed_at)),
		.order = app->changed_at};
}

static void mine_load(struct screen *s, struct stack *st)
{
	struct mine *m = (struct mine *)s;
	const struct context *x = stack_context(st);
	struct arena *a = list_begin(&m->list);
	struct application *found;
	size_t count = 0;

	m->error = (struct error){0};
	if (application_mine(x->registry, x->caller, a, &found, &count, &m->error) != FAULT_NONE)
		count = 0;
	for (size_t i = 0; i < count; i++)
		fill_row(list_add(&m->list, found[i].id), a, x, &found[i]);
	list_ready(&m->list);
}

static struct page *mine_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct mine *m = (const struct mine *)s;
	struct page *p = page_new(a, "mine", _("My applications and drafts"));

	p->wants_back = true;
	list_put(&m->list, p);
	common_unread(p, x, ACT_NOTICES);
	if (m->error.fault != FAULT_NONE)
		page_notice(p, NOTICE_ERROR, message_error(a, &m->error));
	else if (m->list.count == 0)
		page_notice(p, NOTICE_INFO,
			    _("Nothing here yet. Applications you make with this key will appear "
			      "here."));
	return p;
}

static bool mine_update(struct screen *s, struct stack *st, const struct input *e)
{
	const struct list_row *row;

	if (e->kind == INPUT_CHOOSE && e->act == ACT_NOTICES) {
		stack_push(st, notices_new());
		return true;
	}
	if (!list_update(&((struct mine *)s)->list, st, e, &row))
		return false;
	if (row != NULL)
		track_open(st, row->of);
	return true;
}

static bool mine_step(struct screen *s, struct stack *st, int by)
{
	const struct list_row *row = list_step(&((struct mine *)s)->list, by);

	if (row == NULL)
		return false;
	stack_pop(st);
	track_open(st, row->of);
	return true;
}

static void mine_free(struct screen *s)
{
	list_close(&((struct mine *)s)->list);
	free(s);
}

static const struct screen_ops ops = {.name = "mine",
				      .load = mine_load,
				      .view = mine_view,
				      .update = mine_update,
				      .step = mine_step,
				      .free = mine_free};

struct screen *mine_new(void)
{
	struct mine *m = common_make(sizeof(*m), &ops);

	list_open(&m->list, &kind);
	return &m->screen;
}
