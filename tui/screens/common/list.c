/* list.c - the list machine: rows of any kind, sorted, filtered, narrowed by letters, marked, and
 * walked through without going back. */
#include "tui/screens/common/list.h"

#include "i18n/base/array.h"
#include "i18n/i18n.h"
#include "tui/page/narrow.h"

#define ARENA_MOST ((size_t)16 << 20) /* bytes of one load */
#define ACT_TOOLS 100000              /* above any row's number */
#define ACT_ALL 100001
#define LONG                                                                                       \
	10 /* so many rows are more than a small screen shows: their head tells what lies below */

void list_open(struct list *l, const struct list_kind *kind)
{
	*l = (struct list){.kind = kind};
	l->arena = arena_new(ARENA_MOST);
}

void list_close(struct list *l)
{
	for (size_t i = 0; i < l->mark_count; i++)
		free(l->marks[i]);
	free(l->marks);
	free(l->here);
	arena_free(l->arena);
	*l = (struct list){0};
}

struct arena *list_begin(struct list *l)
{
	arena_reset(l->arena);
	l->rows = NULL;
	l->shown = NULL;
	l->count = l->room = l->shown_count = 0;
	return l->arena;
}

struct list_row *list_add(struct list *l, const char *id)
{
	l->rows = array_room_in(l->arena, l->rows, l->count + 1, &l->room, sizeof(*l->rows));
	l->rows[l->count] = (struct list_row){.id = arena_text(l->arena, id)};
	return &l->rows[l->count++];
}

static char *copy_of(const char *text)
{
	char *copy = strdup(text);

	if (copy == NULL)
		fatal("out of memory");
	return copy;
}

/* --- what is left ----------------------------------------------------------------------------- */

static const char *shown_of(const struct list_row *row, int column)
{
	return row->cells[column].shown == NULL ? "" : row->cells[column].shown;
}

static const char *key_of(const struct list_row *row, int column)
{
	return row->cells[column].key == NULL ? shown_of(row, column) : row->cells[column].key;
}

/* Whether a row's value is among the chosen ones of each column but `except`. */
static bool passes(const struct list *l, const struct list_row *row, int except)
{
	for (size_t i = 0; i < l->filter_count; i++) {
		int column = l->filters[i].column;
		bool found = false;

		for (size_t j = 0; j < l->filter_count; j++)
			found = found || (l->filters[j].column == column &&
					  strcmp(l->filters[j].key, key_of(row, column)) == 0);
		if (column != except && !found)
			return false;
	}
	return true;
}

/* Which rows the letters leave: each word of them begins a word of the row's cells. */
static const struct option *narrowed(const struct list *l, struct arena *a)
{
	struct option *options = arena_array(a, l->count + 1, sizeof(*options));

	for (size_t i = 0; i < l->count; i++) {
		const char *words = "";

		for (size_t c = 0; c < l->kind->count && l->words[0] != '\0'; c++)
			words = arena_format(a, "%s %s", words, shown_of(&l->rows[i], (int)c));
		options[i] = (struct option){.label = words};
	}
	if (l->words[0] != '\0')
		narrow_options(options, l->count, l->words);
	return options;
}

/* --- the order -------------------------------------------------------------------------------- */

struct sortable {
	const struct list_row *row;
	const char *folded;
	int64_t order;
	size_t index;
	bool down;
};

/* What has no value comes last, whichever way. */
static int compare(const void *a, const void *b)
{
	const struct sortable *one = a, *two = b;
	bool empty_one = one->folded[0] == '\0', empty_two = two->folded[0] == '\0';
	int order = (one->order > two->order) - (one->order < two->order);

	if (empty_one != empty_two)
		return empty_one ? 1 : -1;
	if (order == 0)
		order = strcmp(one->folded, two->folded);
	if (order != 0)
		return one->down ? -order : order;
	return (one->index > two->index) - (one->index < two->index);
}

static void sort(struct list *l)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA_MOST);
	struct sortable *all = arena_array(a, l->shown_count + 1, sizeof(*all));

	for (size_t i = 0; i < l->shown_count; i++)
		all[i] = (struct sortable){.row = l->shown[i],
					   .folded =
						   fold_text(a, shown_of(l->shown[i], l->sort - 1)),
					   .order = l->shown[i]->cells[l->sort - 1].order,
					   .index = i,
					   .down = l->down};
	qsort(all, l->shown_count, sizeof(*all), compare);
	for (size_t i = 0; i < l->shown_count; i++)
		l->shown[i] = all[i].row;
}

void list_ready(struct list *l)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA_MOST);
	const struct option *options = narrowed(l, a);

	if (l->shown == NULL)
		l->shown = arena_array(l->arena, l->count + 1, sizeof(const struct list_row *));
	l->shown_count = 0;
	for (size_t i = 0; i < l->count; i++)
		if (!options[i].hidden && passes(l, &l->rows[i], -1))
			l->shown[l->shown_count++] = &l->rows[i];
	if (l->sort > 0)
		sort(l);
}

void list_sort(struct list *l, int column)
{
	l->turn++;
	l->down = column >= 0 && l->sort == column + 1 && !l->down;
	l->sort = column + 1;
	list_ready(l);
}

/* --- filters and marks ------------------------------------------------------------------------ */

void list_filter(struct list *l, int column, const char *key)
{
	l->turn++;
	for (size_t i = 0; i < l->filter_count; i++)
		if (l->filters[i].column == column && strcmp(l->filters[i].key, key) == 0) {
			l->filters[i] = l->filters[--l->filter_count];
			list_ready(l);
			return;
		}
	if (l->filter_count == LIMIT_LIST_FILTERS)
		return;
	l->filters[l->filter_count].column = column;
	snprintf(l->filters[l->filter_count++].key, sizeof(l->filters[0].key), "%s", key);
	list_ready(l);
}

void list_unfilter(struct list *l)
{
	l->turn++;
	l->filter_count = 0;
	l->words[0] = '\0';
	list_ready(l);
}

static bool is_chosen(const struct list *l, int column, const char *key)
{
	for (size_t i = 0; i < l->filter_count; i++)
		if (l->filters[i].column == column && strcmp(l->filters[i].key, key) == 0)
			return true;
	return false;
}

static int compare_values(const void *a, const void *b)
{
	const struct list_value *one = a, *two = b;
	int order = (one->order > two->order) - (one->order < two->order);

	if (order == 0)
		order = strcmp(one->folded, two->folded);
	return order != 0 ? order : strcmp(one->shown, two->shown);
}

size_t list_values(const struct list *l, struct arena *a, int column, struct list_value **ret)
{
	struct list_value *values = arena_array(a, l->count + 1, sizeof(*values));
	const struct option *options = narrowed(l, a);
	size_t count = 0, at;

	for (size_t i = 0; i < l->count; i++) {
		const struct list_row *row = &l->rows[i];
		const char *key = key_of(row, column);

		if (shown_of(row, column)[0] == '\0')
			continue;
		for (at = 0; at < count && strcmp(values[at].key, key) != 0; at++)
			;
		if (at == count)
			values[count++] =
				(struct list_value){.shown = shown_of(row, column),
						    .folded = fold_text(a, shown_of(row, column)),
						    .key = key,
						    .chosen = is_chosen(l, column, key),
						    .order = row->cells[column].order};
		values[at].count += !options[i].hidden && passes(l, row, column) ? 1 : 0;
	}
	qsort(values, count, sizeof(*values), compare_values);
	*ret = values;
	return count;
}

static size_t mark_of(const struct list *l, const char *id)
{
	size_t at = 0;

	while (at < l->mark_count && strcmp(l->marks[at], id) != 0)
		at++;
	return at;
}

bool list_is_marked(const struct list *l, const char *id)
{
	return mark_of(l, id) < l->mark_count;
}

void list_mark(struct list *l, const char *id)
{
	size_t at = mark_of(l, id);

	if (at < l->mark_count) {
		free(l->marks[at]);
		l->marks[at] = l->marks[--l->mark_count];
		return;
	}
	if (l->mark_count == LIMIT_LIST_MARKS)
		return;
	l->marks = array_room(l->marks, l->mark_count + 1, &l->mark_room, sizeof(*l->marks));
	l->marks[l->mark_count++] = copy_of(id);
}

/* --- the page --------------------------------------------------------------------------------- */

bool list_is_narrowed(const struct list *l)
{
	return l->sort != 0 || l->filter_count > 0 || l->words[0] != '\0';
}

/* Who has narrowed it can take that back, however few rows there are by now. */
static bool offers_more(const struct list *l)
{
	return l->count > l->kind->few || list_is_narrowed(l);
}

static void put_rows(const struct list *l, struct page *p)
{
	struct page_column columns[LIST_COLUMNS];
	struct page_table t = {.columns = columns, .stacked = l->kind->stacked};
	int from[LIST_COLUMNS];

	for (size_t i = 0; i < l->kind->count; i++) {
		const struct list_column *c = &l->kind->columns[i];

		if (c->weight == 0 || l->without == (int)i + 1)
			continue;
		from[t.count] = (int)i;
		columns[t.count++] =
			(struct page_column){.label = c->label == NULL ? "" : _(c->label),
					     .value = c->value,
					     .weight = c->weight,
					     .bare = c->bare};
	}
	page_table(p, &t);
	for (size_t i = 0; i < l->shown_count && i < LIMIT_LIST_ROWS; i++) {
		const char *cells[LIST_COLUMNS];

		for (size_t c = 0; c < t.count; c++)
			cells[c] = shown_of(l->shown[i], from[c]);
		page_row(p, (int)i + 1, cells)->marked = list_is_marked(l, l->shown[i]->id);
	}
}

static void put_tools(const struct list *l, struct page *p)
{
	if (l->shown_count > LIMIT_LIST_ROWS)
		page_text(p, TONE_QUIET, _("There are more. Narrow the list to see the others."));
	page_menu(p, ACT_TOOLS, _("Sort and filter"), NULL, NULL);
	if (l->filter_count > 0)
		page_menu(p, ACT_ALL, _("Remove all filters"), NULL, NULL);
}

static const char *filter_words(const struct list *l, const struct list_filter *f)
{
	for (size_t i = 0; i < l->count; i++)
		if (strcmp(key_of(&l->rows[i], f->column), f->key) == 0)
			return shown_of(&l->rows[i], f->column);
	return f->key;
}

/* What a list was narrowed by, and how much is left of it. */
static void put_narrowed(const struct list *l, struct page *p)
{
	struct arena *a = p->arena;
	const char *count = arena_format(a, "%zu", l->shown_count);
	const char *all = arena_format(a, "%zu", l->count), *filters = "";

	for (size_t i = 0; i < l->filter_count; i++)
		filters = arena_format(a, "%s%s%s", filters, i == 0 ? "" : " · ",
				       filter_words(l, &l->filters[i]));
	if (l->filter_count > 0)
		page_text(p, TONE_QUIET,
			  /* TRANSLATORS: above a list, what it was filtered by: "free: 7 of 26" */
			  FILL(a, _("{filters}: {count} of {all}"), {"filters", filters},
			       {"count", count}, {"all", all}));
	else if (l->words[0] != '\0')
		page_text(p, TONE_QUIET,
			  FILL(a, _("Shown: {count} of {all}."), {"count", count}, {"all", all}));
}

/* What stands below a long list, told above it. */
static void put_head(const struct list *l, struct page *p)
{
	size_t rows = l->shown_count < LIMIT_LIST_ROWS ? l->shown_count : LIMIT_LIST_ROWS;

	put_narrowed(l, p);
	if (rows < LONG || !offers_more(l))
		return;
	/* TRANSLATORS: above a long list, with the number of "Sort and filter" below it */
	page_text(p, TONE_QUIET,
		  FILL(p->arena, _("Choose {number} to sort and filter."),
		       {"number", arena_format(p->arena, "%d", p->choices + (int)rows + 1)}));
}

void list_put(const struct list *l, struct page *p)
{
	p->turn = l->turn;
	put_head(l, p);
	if (l->shown_count > 0)
		put_rows(l, p);
	p->marks = l->kind->marks && l->shown_count > 0;
	if (!offers_more(l))
		return;
	put_tools(l, p);
	if (!l->kind->narrows)
		return;
	p->searches = p->narrows = true;
	p->search = arena_text(p->arena, l->words);
}

/* --- events ----------------------------------------------------------------------------------- */

static void stand_at(struct list *l, size_t place)
{
	free(l->here);
	l->here = copy_of(l->shown[place]->id);
	l->stood = place;
}

static void take_words(struct list *l, const char *words)
{
	size_t len = cluster_fit(words, strlen(words), LIMIT_SEARCH_WORDS / 4);

	if (len > LIMIT_SEARCH_WORDS)
		len = 0;
	memcpy(l->words, words, len);
	l->words[len] = '\0';
	list_ready(l);
}

bool list_opens_tools(const struct input *e)
{
	return e->kind == INPUT_CHOOSE && e->act == ACT_TOOLS;
}

static bool is_row(const struct list *l, int act)
{
	return act >= 1 && (size_t)act <= l->shown_count;
}

bool list_update(struct list *l, struct stack *st, const struct input *e,
		 const struct list_row **ret)
{
	*ret = NULL;
	if (e->kind == INPUT_SEARCH && l->kind->narrows) {
		take_words(l, e->text);
		return true;
	}
	if (e->kind == INPUT_MARK && l->kind->marks && is_row(l, e->act)) {
		list_mark(l, l->shown[e->act - 1]->id);
		return true;
	}
	if (e->kind != INPUT_CHOOSE)
		return false;
	if (e->act == ACT_TOOLS) {
		stack_push(st, list_tools_new(l));
	} else if (e->act == ACT_ALL) {
		list_unfilter(l);
	} else if (is_row(l, e->act)) {
		stand_at(l, (size_t)e->act - 1);
		*ret = l->shown[l->stood];
	} else {
		return false;
	}
	return true;
}

const struct list_row *list_step(struct list *l, int by)
{
	/* Where it is gone, the next one stands in its place. */
	ptrdiff_t place = (ptrdiff_t)l->stood - (by > 0 ? 1 : 0);

	if (l->here == NULL)
		return NULL;
	for (size_t i = 0; i < l->shown_count; i++)
		if (strcmp(l->shown[i]->id, l->here) == 0)
			place = (ptrdiff_t)i;
	place += by;
	if (place < 0 || place >= (ptrdiff_t)l->shown_count)
		return NULL;
	stand_at(l, (size_t)place);
	return l->shown[l->stood];
}
