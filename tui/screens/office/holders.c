/* holders.c - who of the staff has what: how much, how much of it overdue, how old; one opens one's
 * list. */
#include "tui/screens/office/office.h"

#include "tui/screens/common/list.h"

enum { PERSON, ALL, OVERDUE, OLDEST, COLUMNS };

static const struct list_column columns[COLUMNS] = {
	[PERSON] = {N_("Person"), .weight = 1, .sorts = true},
	[ALL] = {N_("Waiting"), VALUE_NUMBER, .weight = 2, .sorts = true},
	[OVERDUE] = {N_("Overdue"), VALUE_NUMBER, .weight = 3, .sorts = true},
	/* TRANSLATORS: when the oldest of a person's applications was submitted */
	[OLDEST] = {N_("The oldest"), VALUE_DATE, .weight = 4, .sorts = true}};

static const struct list_kind kind = {
	.columns = columns, .count = COLUMNS, .narrows = true, .few = 8, .unsorted = N_("By name")};

struct holders {
	struct screen screen;
	struct list list;
	struct error error;
};

static struct list_cell number(struct arena *a, int64_t n)
{
	return (struct list_cell){.shown = arena_format(a, "%lld", (long long)n), .order = n};
}

static void holders_load(struct screen *s, struct stack *st)
{
	struct holders *h = (struct holders *)s;
	const struct context *x = stack_context(st);
	struct arena *a = list_begin(&h->list);
	struct holding *all = NULL;
	size_t count = 0;

	h->error = (struct error){0};
	if (holding_list(x->registry, x->caller, a, &all, &count, &h->error) != FAULT_NONE)
		count = 0;
	for (size_t i = 0; i < count; i++) {
		struct list_row *row = list_add(&h->list, all[i].number);

		row->of = &all[i];
		row->cells[PERSON].shown = text_safe(a, all[i].name, 0);
		row->cells[ALL] = number(a, all[i].all);
		row->cells[OVERDUE] = number(a, all[i].overdue);
		row->cells[OLDEST] = (struct list_cell){
			.shown = date_show(a, x->scene.lang, NULL, date_of(all[i].oldest)),
			.order = all[i].oldest};
	}
	list_ready(&h->list);
}

static struct page *holders_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct holders *h = (const struct holders *)s;
	struct page *p = page_new(a, "holders", _("Who has what"));

	(void)x;
	p->wants_back = true;
	if (h->error.fault != FAULT_NONE)
		page_notice(p, NOTICE_ERROR, message_error(a, &h->error));
	else if (h->list.count == 0)
		page_notice(p, NOTICE_INFO,
			    _("Nobody has taken up any of the waiting applications."));
	list_put(&h->list, p);
	return p;
}

static bool holders_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct holders *h = (struct holders *)s;
	const struct list_row *row;
	const struct holding *of;

	if (!list_update(&h->list, st, e, &row))
		return false;
	if (row == NULL)
		return true;
	of = row->of;
	stack_push(st, office_queue_of(of->number, of->name));
	return true;
}

static void holders_free(struct screen *s)
{
	list_close(&((struct holders *)s)->list);
	free(s);
}

static const struct screen_ops ops = {.name = "holders",
				      .load = holders_load,
				      .view = holders_view,
				      .update = holders_update,
				      .free = holders_free};

struct screen *holders_new(void)
{
	struct holders *h = common_make(sizeof(*h), &ops);

	list_open(&h->list, &kind);
	return &h->screen;
}
