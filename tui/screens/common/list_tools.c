/* list_tools.c - the page on which a list is sorted and filtered: the orders there are, and the
 * values of its columns with how many rows have them. */
#include "tui/screens/common/common.h"
#include "tui/screens/common/list.h"

#define ACT_SHOW 1
#define ACT_ALL 2
#define ACT_SORT 100    /* + a column's index + 1 */
#define ACT_VALUE 1000  /* + VALUES_OF times a column's index, + a value's */
#define VALUES_OF 10000 /* values of one column, at most */

struct tools {
	struct screen screen;
	struct list *list; /* of the screen below; it stays there as long as this one is open */
};

/* TRANSLATORS: the order of a sorted list, said behind what it is sorted by */
static const char *order_words(const struct list_column *c, bool down)
{
	if (c->lasts)
		return down ? _("longest first") : _("shortest first");
	switch (c->value) {
	case VALUE_NUMBER: return down ? _("highest first") : _("lowest first");
	case VALUE_DATE: return down ? _("latest first") : _("earliest first");
	default: return down ? _("from Z to A") : _("from A to Z");
	}
}

/* What can be chosen, each with a word on it. */
static void put_table(struct page *p)
{
	static const struct page_column columns[] = {
		{.label = "", .value = VALUE_WORDS, .weight = 1},
		{.label = "", .value = VALUE_STATE, .weight = 2, .bare = true}};

	page_table(p, &(struct page_table){.columns = columns, .count = 2, .stacked = true});
}

static void put_choice(struct page *p, int act, const char *label, const char *tag, bool chosen)
{
	page_row(p, act, (const char *const[]){label, tag})->marked = chosen;
}

static void put_orders(struct page *p, const struct list *l)
{
	page_heading(p, _("Sort by"));
	put_table(p);
	put_choice(p, ACT_SORT, _(l->kind->unsorted), NULL, l->sort == 0);
	for (size_t i = 0; i < l->kind->count; i++) {
		const struct list_column *c = &l->kind->columns[i];
		bool chosen = l->sort == (int)i + 1;

		if (c->sorts)
			put_choice(p, ACT_SORT + (int)i + 1,
				   _(c->sort_label != NULL ? c->sort_label : c->label),
				   chosen ? order_words(c, l->down) : NULL, chosen);
	}
}

static void put_values(struct page *p, const struct list *l, size_t column)
{
	struct list_value *values;
	size_t count = list_values(l, p->arena, (int)column, &values);

	if (count < 2)
		return;
	page_heading(p, FILL(p->arena, _("Filter: {what}"),
			     {"what", _(l->kind->columns[column].label)}));
	put_table(p);
	for (size_t i = 0; i < count && i < VALUES_OF; i++)
		put_choice(p, ACT_VALUE + (int)column * VALUES_OF + (int)i, values[i].shown,
			   arena_format(p->arena, "(%zu)", values[i].count), values[i].chosen);
}

static struct page *view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct list *l = ((const struct tools *)s)->list;
	struct page *p = page_new(a, "sort", _("Sort and filter"));

	(void)x;
	p->wants_back = true;
	page_menu(p, ACT_SHOW,
		  FILL(a, P_("Show this result", "Show these {count} results", l->shown_count),
		       {"count", arena_format(a, "%zu", l->shown_count)}),
		  NULL, NULL);
	for (size_t i = 0; i < l->kind->count; i++)
		if (l->kind->columns[i].filters)
			put_values(p, l, i);
	put_orders(p, l);
	/* At the end: what is chosen above keeps its number. */
	if (l->filter_count > 0 || l->words[0] != '\0')
		page_menu(p, ACT_ALL, _("Remove all filters"), NULL, NULL);
	return p;
}

static void choose_value(struct list *l, int act)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)16 << 20);
	int column = act / VALUES_OF;
	size_t index = (size_t)(act % VALUES_OF);
	struct list_value *values;

	if ((size_t)column < l->kind->count && index < list_values(l, a, column, &values))
		list_filter(l, column, values[index].key);
}

static bool update(struct screen *s, struct stack *st, const struct input *e)
{
	struct list *l = ((struct tools *)s)->list;

	if (e->kind != INPUT_CHOOSE)
		return false;
	if (e->act == ACT_SHOW)
		stack_pop(st);
	else if (e->act == ACT_ALL)
		list_unfilter(l);
	else if (e->act >= ACT_VALUE)
		choose_value(l, e->act - ACT_VALUE);
	else
		list_sort(l, e->act - ACT_SORT - 1);
	return true;
}

static const struct screen_ops ops = {.name = "sort", .view = view, .update = update};

struct screen *list_tools_new(struct list *l)
{
	struct tools *t = common_make(sizeof(*t), &ops);

	t->list = l;
	return &t->screen;
}
