/* office_ended.c - a list of what is at an end and staff had to do with, the latest first; and one
 * application by its reference number, wherever it stands. */
#include "tui/page/statewords.h"
#include "tui/page/momentwords.h"
#include "tui/screens/office/office.h"

#include "tui/screens/common/list.h"

#define FIRST 200 /* rows that are read at once; all of them where it is sorted or filtered */

enum { SERVICE, WHEN, STATE, REFERENCE, BY, COLUMNS };

static const struct list_column columns[COLUMNS] = {
	[SERVICE] = {N_("Service"), .weight = 1, .sorts = true, .filters = true},
	/* TRANSLATORS: the day on which an application came to its end */
	[WHEN] = {N_("Ended on"), VALUE_DATE, .weight = 2, .bare = true, .filters = true},
	[STATE] = {N_("Status"), VALUE_STATE, .weight = 3, .bare = true, .filters = true},
	[REFERENCE] = {N_("Reference number"), VALUE_CODE, .weight = 4, .bare = true},
	/* TRANSLATORS: which of the staff did the last act with an application */
	[BY] = {N_("Handled by"), .weight = 5, .sorts = true, .filters = true}};

static const struct list_kind kind = {
	.columns = columns, .count = COLUMNS, .narrows = true, .unsorted = N_("The latest first")};

struct ended {
	struct screen screen;
	struct list list;
	size_t most; /* rows that are read */
	bool more;   /* there are others behind them */
	struct error error;
};

static void fill_row(struct list_row *row, struct arena *a, const struct scene *x,
		     const struct ended_row *from)
{
	const struct application *app = &from->application;
	const struct service *service = catalogue_find(x->catalogue, app->service);
	const char *country = service == NULL ? NULL : service->country;

	row->of = app;
	row->cells[SERVICE] = (struct list_cell){
		.shown = service == NULL ? app->service : words_of(&service->name, x->lang),
		.key = app->service};
	row->cells[WHEN] = (struct list_cell){
		.shown = date_show(a, x->lang, country, momentwords_day(service, from->at)),
		.order = -from->at / (24 * 60 * 60)};
	row->cells[STATE] = (struct list_cell){.shown = statewords(service, app->state),
					       .key = application_state_code(app->state),
					       .order = app->state};
	row->cells[REFERENCE].shown = words_reference(a, app->reference);
	row->cells[BY].shown = from->mine ? _("me") : text_safe(a, from->by, 0);
}

static void ended_load(struct screen *s, struct stack *st)
{
	struct ended *e = (struct ended *)s;
	const struct context *x = stack_context(st);
	struct arena *a = list_begin(&e->list);
	struct ended_row *rows = NULL;
	size_t count = 0;

	e->error = (struct error){0};
	e->more = false;
	if (ended_list(x->registry, x->caller, &(struct ended_filter){.mine = false}, e->most, a,
		       &rows, &count, &e->more, &e->error) != FAULT_NONE)
		count = 0;
	for (size_t i = 0; i < count; i++)
		fill_row(list_add(&e->list, rows[i].application.id), a, &x->scene, &rows[i]);
	list_ready(&e->list);
}

static struct page *ended_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct ended *e = (const struct ended *)s;
	struct page *p = page_new(a, "office_ended", _("Ended"));

	(void)x;
	p->trail = _("Waiting applications");
	p->wants_back = true;
	if (e->error.fault != FAULT_NONE)
		page_notice(p, NOTICE_ERROR, message_error(a, &e->error));
	else if (e->list.count == 0)
		page_notice(p, NOTICE_INFO, _("No application has ended in the last month."));
	list_put(&e->list, p);
	if (e->list.count == 0)
		return p;
	if (e->more)
		page_text(p, TONE_QUIET,
			  FILL(a,
			       P_("The first one is listed; there are more.",
				  "The first {count} are listed; there are more.", e->list.count),
			       {"count", arena_format(a, "%zu", e->list.count)}));
	page_text(p, TONE_QUIET,
		  _("This list shows what ended in the last month. Find older ones by their "
		    "reference number."));
	return p;
}

static bool ended_update(struct screen *s, struct stack *st, const struct input *in)
{
	struct ended *e = (struct ended *)s;
	const struct list_row *row;

	if ((list_opens_tools(in) || in->kind == INPUT_SEARCH) && e->most == FIRST) {
		e->most = LIMIT_SEARCH_ALL;
		if (e->more)
			ended_load(s, st);
	}
	if (!list_update(&e->list, st, in, &row))
		return false;
	if (row != NULL)
		stack_push(st, dossier_new(row->of));
	return true;
}

static bool ended_step(struct screen *s, struct stack *st, int by)
{
	const struct list_row *row = list_step(&((struct ended *)s)->list, by);

	if (row == NULL)
		return false;
	stack_replace(st, dossier_new(row->of));
	return true;
}

static void ended_free(struct screen *s)
{
	list_close(&((struct ended *)s)->list);
	free(s);
}

static const struct screen_ops ops = {.name = "office_ended",
				      .load = ended_load,
				      .view = ended_view,
				      .update = ended_update,
				      .step = ended_step,
				      .free = ended_free};

struct screen *office_ended_new(void)
{
	struct ended *e = common_make(sizeof(*e), &ops);

	list_open(&e->list, &kind);
	e->most = FIRST;
	return &e->screen;
}

/* --- by its number --- */

#define FIELD_REFERENCE 1

struct numbered {
	struct screen screen;
	struct application application; /* its reference alone */
	struct error error;
};

static struct page *numbered_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct numbered *n = (const struct numbered *)s;
	struct page *p = page_new(a, "office_number", _("Open an application"));
	struct field *f = arena_take(a, sizeof(*f));
	char shown[REFERENCE_DIGITS + 4] = "";

	(void)x;
	p->wants_back = true;
	if (n->application.reference[0] != '\0')
		reference_show(n->application.reference, shown);
	*f = (struct field){
		.id = FIELD_REFERENCE,
		.kind = FIELD_LINE,
		.label = _("Reference number"),
		.help = _("The portal records that you open it, and the applicant can be told."),
		.value = arena_text(a, shown),
		.required = true,
		.ltr = true,
		.lines = 1};
	if (n->error.fault != FAULT_NONE)
		f->error = message_error(a, &n->error);
	page_field(p, f);
	p->next_label = _("Open");
	return p;
}

/* Whether it is there for this caller is asked before; the look is the dossier's. */
static void open_it(struct numbered *n, struct stack *st)
{
	const struct context *x = stack_context(st);
	struct application a = n->application;

	if (a.reference[0] == '\0')
		return;
	if (application_reached(x->registry, x->caller, a.reference, &n->error) != FAULT_NONE) {
		stack_turn(st);
		return;
	}
	stack_replace(st, dossier_new(&a));
}

static bool numbered_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct numbered *n = (struct numbered *)s;

	if (e->kind == INPUT_ANSWER) {
		n->error = (struct error){0};
		return reference_read(e->text, n->application.reference, &n->error) == FAULT_NONE;
	}
	if (e->kind != INPUT_NEXT)
		return false;
	open_it(n, st);
	return true;
}

static void numbered_free(struct screen *s)
{
	free(s);
}

static const struct screen_ops numbered_ops = {.name = "office_number",
					       .view = numbered_view,
					       .update = numbered_update,
					       .free = numbered_free};

struct screen *office_number_new(void)
{
	return common_make(sizeof(struct numbered), &numbered_ops);
}
