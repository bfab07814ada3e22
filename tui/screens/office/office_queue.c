/* office_queue.c - a list of what waits for staff: the oldest and the overdue first; from inside,
 * on to the next without going back. */
#include "tui/page/statewords.h"
#include "tui/page/momentwords.h"
#include "tui/screens/office/office.h"

#include "i18n/base/array.h"
#include "tui/page/clockwords.h"
#include "tui/screens/common/list.h"

enum { ACT_TAKE = 200000, ACT_HAND, ACT_HAND_ALL }; /* above any number of the list's own */
#define FIRST 200 /* rows that are read at once; all of them where it is sorted or filtered */

enum { SERVICE, DUE, REFERENCE, HOLDER, STATE, STAGE, SUBMITTED, COLUMNS };

static const struct list_column columns[COLUMNS] = {
	[SERVICE] = {N_("Service"), .weight = 1, .sorts = true, .filters = true},
	[DUE] = {N_("Due by"), VALUE_DATE, .weight = 2, .bare = true, .sorts = true},
	[REFERENCE] = {N_("Reference number"), VALUE_CODE, .weight = 3, .bare = true},
	/* TRANSLATORS: which of the staff has an application */
	[HOLDER] = {N_("With"), .weight = 4, .sorts = true, .filters = true},
	[STATE] = {N_("Status"), VALUE_STATE, .weight = 5, .bare = true, .filters = true},
	/* Kept whole: below the row rather than folded. */
	[STAGE] = {N_("Stage"), VALUE_CODE, .weight = 6, .bare = true, .filters = true},
	[SUBMITTED] = {N_("Submitted"), VALUE_DATE, .sorts = true}};

static const struct list_kind kind = {.columns = columns,
				      .count = COLUMNS,
				      .marks = true,
				      .narrows = true,
				      .unsorted = N_("By the day when it is due")};

struct waiting {
	struct screen screen;
	struct list list;
	struct queue_filter filter;
	char service[80];
	char holder[ACCOUNT_DIGITS + 1]; /* "": it is no list of what one of the staff has */
	char *name;                      /* of the holder */
	const char *title;               /* N_(); NULL: the service's name */
	size_t most;                     /* rows that are read */
	bool more;                       /* there are others behind them */
	char *told;                      /* what came of taking up the marked ones; NULL */
	struct error error;
};

static const struct stage *stage_of(const struct service *s, const struct application *app)
{
	return s == NULL ? NULL : service_stage(s, app->stage);
}

/* What a narrow screen cuts off the day stands on the application's own page. While the applicant
 * is awaited the time rests, and nothing is told of it, as there. */
static struct list_cell due_cell(struct arena *a, const struct application *app, int64_t now)
{
	return (struct list_cell){
		.shown = app->state == STATE_NEEDS_INFO ? NULL : words_due(a, app->due_at, now),
		.order = app->due_at};
}

static void fill_row(struct list_row *row, struct arena *a, const struct context *x,
		     const struct queue_row *from)
{
	const struct application *app = &from->application;
	const struct service *service = catalogue_find(x->scene.catalogue, app->service);
	const struct stage *stage = stage_of(service, app);

	row->of = app;
	row->cells[SERVICE] = (struct list_cell){
		.shown = service == NULL ? app->service : words_of(&service->name, x->scene.lang),
		.key = app->service};
	row->cells[DUE] = due_cell(a, app, registry_now(x->registry));
	if (from->decided.year != 0)
		row->cells[DUE].shown = clockwords_recount(
			a, x->scene.lang, service == NULL ? NULL : service->country, from->decided,
			from->now);
	row->cells[STAGE] = (struct list_cell){
		.shown = stage == NULL ? app->stage : words_of(&stage->name, x->scene.lang),
		.key = app->stage};
	row->cells[REFERENCE].shown = words_reference(a, app->reference);
	row->cells[HOLDER].shown = from->mine ? _("me") : text_safe(a, from->holder, 0);
	if (app->state != STATE_SUBMITTED)
		row->cells[STATE] = (struct list_cell){
			.shown = app->state == STATE_NEEDS_INFO ? _("Waiting for the applicant")
								: statewords(service, app->state),
			.key = application_state_code(app->state),
			.order = app->state};
	row->cells[SUBMITTED] = (struct list_cell){
		.shown = date_show(a, x->scene.lang, service == NULL ? NULL : service->country,
				   momentwords_day(service, app->submitted_at)),
		.order = app->submitted_at};
}

static void queue_load(struct screen *s, struct stack *st)
{
	struct waiting *w = (struct waiting *)s;
	const struct context *x = stack_context(st);
	struct arena *a = list_begin(&w->list);
	struct queue_row *rows, *last = NULL;
	size_t count = 0, read = 0;

	w->error = (struct error){0};
	w->more = true;
	while (w->more && read < w->most &&
	       queue_page(x->registry, x->caller, &w->filter, last,
			  w->most - read > QUEUE_MOST ? QUEUE_MOST : w->most - read, a, &rows,
			  &count, &w->more, &w->error) == FAULT_NONE) {
		for (size_t i = 0; i < count; i++)
			fill_row(list_add(&w->list, rows[i].application.id), a, x, &rows[i]);
		read += count;
		last = count == 0 ? NULL : &rows[count - 1];
	}
	w->more = w->more && w->error.fault == FAULT_NONE;
	list_ready(&w->list);
}

static const char *title_of(const struct waiting *w, const struct scene *x, struct arena *a)
{
	const struct service *service = catalogue_find(x->catalogue, w->service);

	if (w->name != NULL)
		/* TRANSLATORS: the list of what one of the staff has: "With Rima Khoury" */
		return FILL(a, _("With {name}"), {"name", text_safe(a, w->name, 0)});
	if (w->title != NULL)
		return _(w->title);
	return service == NULL ? w->service : words_of(&service->name, x->lang);
}

/* What can be done with the marked ones; with what one has, that it goes to another. */
static void put_acts(struct page *p, const struct waiting *w)
{
	struct arena *a = p->arena;
	size_t marked = w->list.mark_count;
	const char *count = arena_format(a, "%zu", marked);

	if (marked > 0 && (w->holder[0] != '\0' || w->filter.mine))
		page_menu(p, ACT_HAND,
			  FILL(a,
			       P_("Hand over the one that is marked",
				  "Hand over the {count} that are marked", marked),
			       {"count", count}),
			  NULL, NULL);
	else if (marked > 0)
		page_menu(p, ACT_TAKE,
			  FILL(a,
			       P_("Take up the one that is marked",
				  "Take up the {count} that are marked", marked),
			       {"count", count}),
			  NULL, NULL);
	if (w->holder[0] != '\0' && w->list.count > 0)
		page_menu(p, ACT_HAND_ALL, _("Hand over all of them"), NULL, NULL);
}

/* An empty list tells what to do, where something is to be done. */
static const char *nothing_of(const struct waiting *w)
{
	if (w->filter.mine)
		return _("You have taken up no application. “Not yet assigned” lists those that "
			 "you can take up.");
	return w->filter.overdue ? _("No application is overdue.")
				 : _("No applications are waiting here.");
}

static struct page *queue_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct waiting *w = (const struct waiting *)s;
	struct page *p = page_new(a, "office_queue", title_of(w, x, a));

	p->trail = _("Waiting applications");
	p->wants_back = true;
	if (w->error.fault != FAULT_NONE)
		page_notice(p, NOTICE_ERROR, message_error(a, &w->error));
	else if (w->list.count == 0)
		page_notice(p, NOTICE_DONE, nothing_of(w));
	if (w->told != NULL)
		page_notice(p, NOTICE_INFO, w->told);
	list_put(&w->list, p);
	put_acts(p, w);
	if (w->more)
		page_text(p, TONE_QUIET,
			  FILL(a,
			       P_("The first one is listed; there are more.",
				  "The first {count} are listed; there are more.", w->list.count),
			       {"count", arena_format(a, "%zu", w->list.count)}));
	return p;
}

static void read_all(struct waiting *w, struct screen *s, struct stack *st)
{
	w->most = LIMIT_SEARCH_ALL;
	if (w->more)
		queue_load(s, st);
}

/* One of the marked; false where it is not taken up, with why. */
static bool take_one(const struct context *x, const struct application *from, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)4 << 20);
	struct application app = *from;
	const struct service *s = NULL;

	return common_service(x, a, &app, &s, err) == FAULT_NONE &&
	       assign_claim(x->registry, x->caller, &app, s, err) == FAULT_NONE;
}

/* Each gets a result of its own: how many were taken up, and of each other why not. */
static void take_marked(struct waiting *w, struct stack *st)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)16 << 20);
	const struct context *x = stack_context(st);
	const char *told, *others = "";
	size_t taken = 0;

	for (size_t i = 0; i < w->list.count; i++) {
		const struct list_row *row = &w->list.rows[i];
		struct error err = {0};

		if (!list_is_marked(&w->list, row->id))
			continue;
		list_mark(&w->list, row->id);
		if (take_one(x, row->of, &err))
			taken++;
		else
			others = arena_format(a, "%s %s: %s", others, row->cells[REFERENCE].shown,
					      message_error(a, &err));
	}
	told = FILL(a, P_("{count} was taken up.", "{count} were taken up.", taken),
		    {"count", arena_format(a, "%zu", taken)});
	free(w->told);
	w->told = strdup(arena_format(a, "%s%s", told, others));
	stack_turn(st); /* they are listed as they are now */
}

/* What is marked, as it was listed; then nothing is marked any more. */
static void hand_marked(struct waiting *w, struct stack *st)
{
	struct application *chosen = array_new(w->list.count + 1, sizeof(*chosen));
	size_t count = 0;

	for (size_t i = 0; i < w->list.count; i++) {
		const struct list_row *row = &w->list.rows[i];

		if (!list_is_marked(&w->list, row->id))
			continue;
		list_mark(&w->list, row->id);
		chosen[count++] = *(const struct application *)row->of;
	}
	stack_push(st, hand_new(&(struct hand_over){.number = w->filter.holder,
						    .name = w->name,
						    .chosen = chosen,
						    .count = count}));
	free(chosen);
}

static bool queue_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct waiting *w = (struct waiting *)s;
	const struct list_row *row;

	if (e->kind == INPUT_CHOOSE) {
		free(w->told);
		w->told = NULL;
	}
	if (e->kind == INPUT_CHOOSE && e->act == ACT_TAKE) {
		take_marked(w, st);
		return true;
	}
	if (e->kind == INPUT_CHOOSE && e->act == ACT_HAND) {
		hand_marked(w, st);
		return true;
	}
	if (e->kind == INPUT_CHOOSE && e->act == ACT_HAND_ALL && w->name != NULL) {
		stack_push(st, hand_new(&(struct hand_over){.number = w->holder, .name = w->name}));
		return true;
	}
	if (list_opens_tools(e) || e->kind == INPUT_SEARCH)
		read_all(w, s, st);
	if (!list_update(&w->list, st, e, &row))
		return false;
	if (row != NULL)
		stack_push(st, dossier_new(row->of));
	return true;
}

static bool queue_step(struct screen *s, struct stack *st, int by)
{
	const struct list_row *row = list_step(&((struct waiting *)s)->list, by);

	if (row == NULL)
		return false;
	stack_replace(st, dossier_new(row->of));
	return true;
}

static void queue_free(struct screen *s)
{
	struct waiting *w = (struct waiting *)s;

	list_close(&w->list);
	free(w->told);
	free(w->name);
	free(w);
}

static const struct screen_ops ops = {.name = "office_queue",
				      .load = queue_load,
				      .view = queue_view,
				      .update = queue_update,
				      .step = queue_step,
				      .free = queue_free};

struct screen *office_queue_new(const struct queue_filter *f, const char *title)
{
	struct waiting *w = common_make(sizeof(*w), &ops);

	list_open(&w->list, &kind);
	w->list.without = f->mine ? HOLDER + 1 : f->service != NULL ? SERVICE + 1 : 0;
	w->filter = *f;
	w->title = title;
	w->most = FIRST;
	if (f->service != NULL) {
		snprintf(w->service, sizeof(w->service), "%s", f->service);
		w->filter.service = w->service;
	}
	return &w->screen;
}

struct screen *office_queue_of(const char *number, const char *name)
{
	struct screen *s = office_queue_new(&(struct queue_filter){.mine = false}, NULL);
	struct waiting *w = (struct waiting *)s;

	snprintf(w->holder, sizeof(w->holder), "%s", number);
	w->filter.holder = w->holder;
	w->list.without = HOLDER + 1;
	w->name = strdup(name);
	return s;
}
