/* office_tasks.c - the tasks of one's offices in all applications, those due first; and one of them
 * with what it shows of its application. */
#include "tui/screens/office/dossier.h"
#include "tui/page/momentwords.h"
#include "tui/screens/office/office.h"

#include "services/application/task.h"
#include "tui/screens/common/list.h"

/* --- the list --- */

enum { TASK, DUE, REFERENCE, SERVICE, OFFICE, COLUMNS };

static const struct list_column columns[COLUMNS] = {
	[TASK] = {N_("Task"), .weight = 1, .sorts = true, .filters = true},
	[DUE] = {N_("Due by"), VALUE_DATE, .weight = 2, .bare = true, .sorts = true},
	[REFERENCE] = {N_("Reference number"), VALUE_CODE, .weight = 3, .bare = true},
	[SERVICE] = {N_("Service"), .weight = 4, .sorts = true, .filters = true},
	[OFFICE] = {N_("Office"), .sorts = true, .filters = true}};

static const struct list_kind kind = {.columns = columns,
				      .count = COLUMNS,
				      .narrows = true,
				      .few = 8,
				      .unsorted = N_("By the day when it is due")};

struct office_tasks {
	struct screen screen;
	struct list list;
	char *told; /* what came of the last one; NULL */
	struct error error;
};

static void fill_row(struct list_row *row, struct arena *a, const struct context *x,
		     const struct task_row *of)
{
	enum lang lang = x->scene.lang;

	row->of = of;
	row->cells[TASK].shown = words_of(&of->task.task->name, lang);
	row->cells[DUE] = (struct list_cell){
		.shown = words_due(a, of->task.due_at, registry_now(x->registry)),
		.order = of->task.due_at};
	row->cells[REFERENCE].shown = words_reference(a, of->application.reference);
	row->cells[SERVICE] = (struct list_cell){.shown = words_of(&of->service->name, lang),
						 .key = of->service->id};
	row->cells[OFFICE].shown = text_safe(a, of->office, 0);
}

static void tasks_load(struct screen *s, struct stack *st)
{
	struct office_tasks *t = (struct office_tasks *)s;
	const struct context *x = stack_context(st);
	struct arena *a = list_begin(&t->list);
	struct task_row *rows = NULL;
	size_t count = 0;

	t->error = (struct error){0};
	if (task_list(x->registry, x->caller, catalogue_terms(x->scene.catalogue), a, &rows, &count,
		      &t->error) != FAULT_NONE)
		count = 0;
	for (size_t i = 0; i < count; i++)
		fill_row(list_add(&t->list, arena_format(a, "%s %s", rows[i].application.id,
							 rows[i].task.task->id)),
			 a, x, &rows[i]);
	list_ready(&t->list);
}

static struct page *tasks_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct office_tasks *t = (const struct office_tasks *)s;
	struct page *p = page_new(a, "office_tasks", _("Our tasks"));

	(void)x;
	p->trail = _("Waiting applications");
	p->wants_back = true;
	if (t->error.fault != FAULT_NONE)
		page_notice(p, NOTICE_ERROR, message_error(a, &t->error));
	else if (t->told != NULL)
		page_notice(p, NOTICE_DONE, t->told);
	else if (t->list.count == 0)
		page_notice(p, NOTICE_DONE, _("No tasks are waiting here."));
	list_put(&t->list, p);
	return p;
}

static struct screen *task_new(const struct task_row *of);

static bool tasks_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct office_tasks *t = (struct office_tasks *)s;
	const struct list_row *row;

	if (e->kind == INPUT_CHOOSE) {
		free(t->told);
		t->told = NULL;
	}
	if (!list_update(&t->list, st, e, &row))
		return false;
	if (row != NULL)
		stack_push(st, task_new(row->of));
	return true;
}

static void tasks_free(struct screen *s)
{
	struct office_tasks *t = (struct office_tasks *)s;

	list_close(&t->list);
	free(t->told);
	free(t);
}

static const struct screen_ops list_ops = {.name = "office_tasks",
					   .load = tasks_load,
					   .view = tasks_view,
					   .update = tasks_update,
					   .free = tasks_free};

struct screen *office_tasks_new(void)
{
	struct office_tasks *t = common_make(sizeof(*t), &list_ops);

	list_open(&t->list, &kind);
	return &t->screen;
}

struct office_tally office_count_tasks(const struct context *x)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)64 << 20);
	struct office_tally tally = {0, 0};
	struct task_row *rows = NULL;
	size_t count = 0;

	if (task_list(x->registry, x->caller, catalogue_terms(x->scene.catalogue), a, &rows, &count,
		      NULL) != FAULT_NONE)
		return tally;
	tally.all = count;
	for (size_t i = 0; i < count; i++)
		tally.overdue += rows[i].task.overdue;
	return tally;
}

/* --- one of them --- */

static void task_load_page(struct screen *s, struct stack *st)
{
	struct dossier *d = (struct dossier *)s;
	const struct context *x = stack_context(st);
	struct task_row *row;

	draft_drop(d->draft);
	d->draft = NULL;
	arena_reset(d->loaded);
	d->course = (struct application_course){.acts = NULL};
	d->now = registry_now(x->registry);
	row = arena_take(d->loaded, sizeof(*row));
	d->error = (struct error){0};
	if (task_open(x->registry, x->caller, d->application.reference, d->of_task,
		      catalogue_terms(x->scene.catalogue), d->loaded, row, &d->error) != FAULT_NONE)
		return;
	d->application = row->application;
	d->office = row->office;
	d->course.tasks = &row->task;
	d->course.task_count = 1;
	d->draft = draft_of_task(x, row, &d->error);
}

static void put_shown(struct page *p, const struct scene *x, const struct dossier *d,
		      const struct task *task)
{
	struct field_path at = {0};
	bool first = true;

	while (form_next(d->draft->form, &at)) {
		if (!task_shows(task, &at))
			continue;
		if (first)
			page_heading(p, _("What it needs from the application"));
		first = false;
		page_pair(p, words_of(&at.question->label, x->lang),
			  bidi_isolate(p->arena,
				       words_answer(p->arena, d->draft->form, &at, x->lang)),
			  0);
	}
}

static struct page *task_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct dossier *d = (const struct dossier *)s;
	const struct application_task *t = d->course.tasks;
	struct page *p = page_new(a, "office_task",
				  t == NULL ? _("Our tasks") : words_of(&t->task->name, x->lang));
	const char *country = d->draft == NULL ? NULL : d->draft->service->country;

	p->trail = _("Our tasks");
	p->wants_back = true;
	if (d->error.fault != FAULT_NONE)
		page_notice(p, NOTICE_ERROR, message_error(a, &d->error));
	page_pair(p, _("Reference number"), words_reference(a, d->application.reference), 0);
	if (d->draft == NULL)
		return p;
	page_pair(p, _("Service"), words_of(&d->draft->service->name, x->lang), 0);
	page_pair(p, _("Office"), bidi_isolate(a, text_safe(a, d->office, 0)), 0);
	page_pair(p, _("Open since"),
		  momentwords_first(a, x->lang, d->draft->service, t->opened_at), 0);
	if (t->due_at != 0)
		page_pair(p, _("Due by"),
			  FILL(a, _("{date} ({left})"),
			       {"date", date_show(a, x->lang, country, date_of(t->due_at))},
			       {"left", words_due(a, t->due_at, d->now)}),
			  0);
	page_gap(p);
	page_menu(p, DOSSIER_TASK, dossier_closing(a, x->lang, t->task), NULL, NULL);
	put_shown(p, x, d, t->task);
	return p;
}

static bool task_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct dossier *d = (struct dossier *)s;

	if (e->kind != INPUT_CHOOSE || d->draft == NULL)
		return false;
	if (e->act == DOSSIER_TASK)
		stack_push(st, dossier_act_new(d, NULL, d->course.tasks[0].task));
	return true;
}

static void task_free(struct screen *s)
{
	struct dossier *d = (struct dossier *)s;

	dossier_forget_typed(d);
	draft_drop(d->draft);
	arena_free(d->loaded);
	free(d);
}

static const struct screen_ops task_ops = {.name = "office_task",
					   .load = task_load_page,
					   .view = task_view,
					   .update = task_update,
					   .free = task_free};

static struct screen *task_new(const struct task_row *of)
{
	struct dossier *d = common_make(sizeof(*d), &task_ops);

	d->application = of->application;
	snprintf(d->of_task, sizeof(d->of_task), "%s", of->task.task->id);
	d->loaded = arena_new((size_t)4 << 20);
	d->assign.holder = "";
	return &d->screen;
}

/* What was closed is theirs no more. */
void office_task_closed(struct dossier *d, struct stack *st, const char *words)
{
	struct screen *below;

	while (stack_top(st) != &d->screen)
		stack_pop(st);
	stack_pop(st);
	below = stack_top(st);
	if (below->ops == &list_ops) {
		struct office_tasks *t = (struct office_tasks *)below;

		free(t->told);
		t->told = strdup(words);
	}
	stack_turn(st);
}
