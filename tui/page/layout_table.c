/* layout_table.c - a table as lines: its columns by the width there is, what has no room below each
 * row, on a narrow screen each row as its name and pairs.
 *
 *      Service                     Reference          State       a wide screen
 *   1  Extract of civil status     1234 5678 9012 34  Draft
 *
 *   1  Extract of civil status                 Draft              a narrow one, or stacked rows
 *      1234 5678 9012 34                                          what is bare
 *      Due by: 3 May 2027                                         what is not
 */
#include "tui/page/layout_body.h"

#include "i18n/cluster.h"
#include "tui/page/words.h"

#include <string.h>

#define COLUMNS_MOST 16
#define GAP 2          /* columns between two of the table */
#define WORDS_LEAST 14 /* a column of words is folded down to this */
#define NAME_LEAST 22  /* and what a row is called down to this */

/* Where each column stands; col < 0: below its row. */
struct table_plan {
	int cols[COLUMNS_MOST], widths[COLUMNS_MOST];
	int count;    /* of the table */
	int indent;   /* room for the numbers of rows, where they are choices */
	bool stacked; /* there is no line of columns */
};

static int least(int a, int b)
{
	return a < b ? a : b;
}

static int count_of(const struct page_table *t)
{
	return least((int)t->count, COLUMNS_MOST);
}

static int name_of(const struct page_table *t)
{
	for (int i = 0; i < count_of(t); i++)
		if (t->columns[i].weight == 1)
			return i;
	return 0;
}

static int cols_of(const char *text)
{
	return cluster_cols(text, strlen(text));
}

/* --- the plan --------------------------------------------------------------------------------- */

/* How wide a column would be at most; 0 where all its cells are empty: it is left out. */
static int natural(const struct block *table, int column)
{
	int most = 0;

	for (const struct block *b = table->next; b != NULL && b->kind == BLOCK_ROW; b = b->next) {
		int cols = cols_of(b->cells[column]);

		if (cols > most)
			most = cols;
	}
	if (most > 0 && cols_of(table->table->columns[column].label) > most)
		most = cols_of(table->table->columns[column].label);
	return most;
}

static int narrowest(const struct page_column *c, int width)
{
	if (c->value != VALUE_WORDS)
		return width;
	return least(width, c->weight == 1 ? NAME_LEAST : WORDS_LEAST);
}

/* The column that goes below its row next; -1 where only the name is left. */
static int least_needed(const struct page_table *t, const bool *beside)
{
	int found = -1;

	for (int i = 0; i < count_of(t); i++)
		if (beside[i] && t->columns[i].weight > 1 &&
		    (found < 0 || t->columns[i].weight >= t->columns[found].weight))
			found = i;
	return found;
}

static int sum(const struct page_table *t, const bool *beside, const int *widths)
{
	int all = -GAP;

	for (int i = 0; i < count_of(t); i++)
		if (beside[i])
			all += narrowest(&t->columns[i], widths[i]) + GAP;
	return all;
}

/* Widens the columns of words up to `most` each, the weightiest first. */
static int widen(const struct page_table *t, const bool *beside, const int *natural_widths,
		 int *widths, int spare, int most)
{
	for (int weight = 1; weight <= COLUMNS_MOST; weight++)
		for (int i = 0; i < count_of(t); i++) {
			int more = least(natural_widths[i], most) - widths[i];

			if (!beside[i] || t->columns[i].weight != weight || more <= 0)
				continue;
			more = least(more, spare);
			widths[i] += more;
			spare -= more;
		}
	return spare;
}

static void share(const struct page_table *t, const bool *beside, const int *widths, int room,
		  struct table_plan *plan)
{
	int spare = room - sum(t, beside, widths), col = 0;

	for (int i = 0; i < count_of(t); i++)
		plan->widths[i] = narrowest(&t->columns[i], widths[i]);
	spare = widen(t, beside, widths, plan->widths, spare, room / 3);
	widen(t, beside, widths, plan->widths, spare, room);
	for (int i = 0; i < count_of(t); i++) {
		plan->cols[i] = beside[i] ? col : -1;
		col += beside[i] ? plan->widths[i] + GAP : 0;
	}
}

static const struct table_plan *plan_of(struct body *b, const struct block *table)
{
	const struct page_table *t = table->table;
	struct table_plan *plan = arena_take(b->sheet->arena, sizeof(*plan));
	int widths[COLUMNS_MOST], room, out;
	bool beside[COLUMNS_MOST];

	plan->count = count_of(t);
	for (const struct block *r = table->next; r != NULL && r->kind == BLOCK_ROW; r = r->next)
		if (r->number > 0)
			plan->indent = layout_indent(b);
	room = b->sheet->width - plan->indent;
	plan->stacked = t->stacked || b->stacked;
	for (int i = 0; i < plan->count; i++) {
		widths[i] = plan->stacked ? 0 : natural(table, i);
		beside[i] = widths[i] > 0;
	}
	while (!plan->stacked && sum(t, beside, widths) > room) {
		out = least_needed(t, beside);
		plan->stacked = out < 0;
		if (out >= 0)
			beside[out] = false;
	}
	if (!plan->stacked)
		share(t, beside, widths, room, plan);
	return plan;
}

/* --- lines ------------------------------------------------------------------------------------ */

static void put_cell(struct body *b, int index, int column, const struct block *row,
		     enum style style, const char *text)
{
	const struct page_column *c = &row->table->columns[column];
	int col = b->plan->indent + b->plan->cols[column], width = b->plan->widths[column];

	if (c->value == VALUE_NUMBER)
		col += width - least(width, cols_of(text));
	sheet_fold(b->sheet, index, &(struct strip){col, width, style}, text);
}

void layout_table(struct body *b, const struct block *table)
{
	int first = b->sheet->count;

	b->plan = plan_of(b, table);
	if (b->plan->stacked)
		return;
	for (int i = 0; i < b->plan->count; i++)
		if (b->plan->cols[i] >= 0)
			put_cell(b, first, i, table, STYLE_QUIET, table->table->columns[i].label);
}

static const char *joined(struct arena *a, const char *before, const char *next)
{
	return before[0] == '\0' ? next : arena_format(a, "%s · %s", before, next);
}

static const char *pair_of(struct arena *a, const struct page_column *c, const char *value)
{
	return words_labelled(a, c->label, value);
}

static bool is_below(const struct table_plan *plan, const struct block *row, int column)
{
	return (plan->stacked || plan->cols[column] < 0) && column != name_of(row->table) &&
	       row->cells[column][0] != '\0';
}

/* What has no column, in one paragraph. */
static void put_below(struct body *b, const struct block *row)
{
	struct arena *a = b->sheet->arena;
	const char *words = "";
	int col = b->plan->indent;

	for (int i = 0; i < b->plan->count; i++)
		if (is_below(b->plan, row, i))
			words = joined(
				a, words,
				row->table->columns[i].bare
					? row->cells[i]
					: pair_of(a, &row->table->columns[i], row->cells[i]));
	sheet_fold(b->sheet, b->sheet->count,
		   &(struct strip){col, b->sheet->width - col, STYLE_QUIET}, words);
}

static int put_columns(struct body *b, const struct block *row)
{
	int first = b->sheet->count;

	sheet_line(b->sheet, first);
	for (int i = 0; i < b->plan->count; i++)
		if (b->plan->cols[i] >= 0)
			put_cell(b, first, i, row,
				 row->table->columns[i].value == VALUE_STATE ? STYLE_STRONG
									     : STYLE_PLAIN,
				 row->cells[i]);
	put_below(b, row);
	return first;
}

/* Its name with its state, what speaks for itself, then pairs. */
static int put_stacked(struct body *b, const struct block *row)
{
	struct arena *a = b->sheet->arena;
	const struct page_table *t = row->table;
	const char *tag = NULL, *bare = "";
	int first, col = b->plan->indent;

	for (int i = 0; i < b->plan->count; i++) {
		if (!is_below(b->plan, row, i) || !t->columns[i].bare)
			continue;
		if (t->columns[i].value == VALUE_STATE && tag == NULL)
			tag = row->cells[i];
		else
			bare = joined(a, bare, row->cells[i]);
	}
	first = layout_item(b, row->number, row->label, tag, bare[0] == '\0' ? NULL : bare);
	for (int i = 0; i < b->plan->count; i++)
		if (is_below(b->plan, row, i) && !t->columns[i].bare)
			sheet_fold(b->sheet, b->sheet->count,
				   &(struct strip){col, b->sheet->width - col, STYLE_PLAIN},
				   pair_of(a, &t->columns[i], row->cells[i]));
	return first;
}

void layout_row(struct body *b, const struct block *row)
{
	int first = b->plan->stacked ? put_stacked(b, row) : put_columns(b, row);

	if (row->marked && row->number > 0)
		sheet_put(b->sheet, first,
			  &(struct piece){.text = "✓",
					  .len = strlen("✓"),
					  .col = b->digits,
					  .style = STYLE_DONE});
	layout_choice(b, first, row);
}
