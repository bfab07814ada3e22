/* layout.c - a page and a person's place on it, into cells for a width, a height and a direction.
 *
 *   row 0         bar: the portal, where I am ………… who I am, the language
 *   1 …           the title; on a page that searches, what is searched for
 *   then          the body, which scrolls, with marks at the far edge
 *   last but …    a message
 *   last          hints, on one row or two
 */
#include "tui/page/layout_frame.h"

#define WIDTH_MOST 100  /* columns of the sheet; on a wider screen it stands in the middle */
#define MARGIN_SMALL 50 /* from so many columns on, the margins are two columns each */

/* --- the body --------------------------------------------------------------------------------- */

static void measure(struct frame *f)
{
	int cols = f->at->cols;

	f->direction = f->page->every_language ? DIRECTION_LTR : lang_direction(f->to->lang);
	f->margin = cols < MARGIN_SMALL ? 1 : 2;
	if (cols - 2 * f->margin > WIDTH_MOST)
		f->margin = (cols - WIDTH_MOST) / 2;
	f->width = cols - 2 * f->margin;
}

static void put_body(struct frame *f)
{
	struct body b = {.sheet = &f->body,
			 .page = f->page,
			 .to = f->to,
			 .at = f->at,
			 .low = f->at->rows < BODY_LOW};

	sheet_open(&f->body, f->a, f->direction, f->width);
	layout_body(&b);
}

static bool is_bare(const struct frame *f)
{
	return f->page->whole && f->at->rows < BODY_LOW;
}

/* Rows for messages: a message takes from the body what it needs, so that it hides nothing. */
static int message_rows(const struct frame *f)
{
	int kept = f->at->rows >= FRAME_MESSAGE ? 1 : 0;

	if (is_bare(f))
		return 0;
	return f->said.count > kept ? f->said.count : kept;
}

/* How many rows the body has when `f->foot_rows` are for hints. */
static int body_height(const struct frame *f)
{
	int height = f->at->rows - 1 - f->head.count - f->foot_rows - message_rows(f);

	return height < 1 ? 1 : height;
}

static void limit_top(const struct frame *f)
{
	int last = f->body.count - f->at->height;

	if (f->at->top > last)
		f->at->top = last;
	if (f->at->top < 0)
		f->at->top = 0;
}

/* Where what has happened stands above a question that does not fit below it, the page opens there:
 * the first key goes to the question. */
static void show_news(const struct frame *f)
{
	if (!f->at->fresh || f->at->field == 0)
		return;
	for (int i = 0; i < f->at->top; i++)
		if (f->body.lines[i].news) {
			f->at->top = i;
			return;
		}
}

/* The rows of what is in focus, with those of its question before it as far as there is room;
 * `*ret_end`: with those behind it, too. */
static void rows_in_focus(const struct frame *f, int *ret_first, int *ret_last, int *ret_end)
{
	int first = -1, last = -1, height = f->at->height, field = f->at->field, end;

	for (int i = 0; i < f->body.count; i++) {
		if (!f->body.lines[i].focus)
			continue;
		if (first < 0)
			first = i;
		last = i;
	}
	while (first > 0 && field != 0 && f->body.lines[first - 1].field == field &&
	       last - first + 1 < height)
		first--;
	for (end = last; first >= 0 && field != 0 && end + 1 < f->body.count; end++)
		if (f->body.lines[end + 1].field != field || end - first + 1 >= height)
			break;
	*ret_first = first;
	*ret_last = last;
	*ret_end = end;
}

/* Scrolls so that what is in focus is seen, with the words of its question where there is room. A
 * page begins at its top where the focus is seen there, and not with an empty row. */
static void follow_focus(const struct frame *f)
{
	int first, last, end, height = f->at->height, *top = &f->at->top;

	rows_in_focus(f, &first, &last, &end);
	if (f->at->loose || first < 0)
		return;
	if (f->at->anew && last < height)
		*top = 0;
	if (last >= *top + height)
		*top = end - height + 1;
	if (first < *top)
		*top = first;
	if (*top > 0 && *top < first && f->body.lines[*top].first == NULL)
		++*top;
	limit_top(f);
	show_news(f);
}

static void prepare(struct frame *f)
{
	measure(f);
	sheet_open(&f->head, f->a, f->direction, f->width);
	if (!is_bare(f))
		layout_frame_title(f);
	if (f->page->searches)
		layout_frame_search(f);
	f->at->more = true;
	layout_frame_message(f);
	layout_frame_hints(f, false);
	f->at->height = body_height(f);
	put_body(f);
	if (f->body.count > f->at->height) {
		layout_frame_hints(f, true);
		f->at->height = body_height(f);
	}
	limit_top(f);
}

static void put_mark(struct grid *g, int row, int col, uint32_t code)
{
	const struct bidi_cell mark = {.code = {code}, .cols = 1};

	grid_put(g, row, col, &mark, grid_at(g, row, col)->style);
}

static void put_marks(const struct frame *f, struct grid *g, int row)
{
	int col = f->direction == DIRECTION_LTR ? g->cols - 1 : 0;

	if (f->at->top > 0)
		put_mark(g, row, col, 0x25B2);
	if (f->at->top + f->at->height < f->body.count)
		put_mark(g, row + f->at->height - 1, col, 0x25BC);
}

/* At the end of a page there is nothing more to read; the hints keep their rows. */
static void end_hints(struct frame *f)
{
	int rows = f->foot_rows;

	f->at->more = f->at->top + f->at->height < f->body.count;
	if (f->at->more || f->body.count <= f->at->height)
		return;
	layout_frame_hints(f, true);
	f->foot_rows = rows;
}

struct grid *layout_page(struct arena *a, const struct page *p, const struct layout_for *to,
			 struct position *at, int cols, int rows, int *ret_rows)
{
	struct grid *g = grid_new(a, cols, rows);
	struct frame f = {.a = a, .page = p, .to = to, .at = at};

	at->cols = cols;
	at->rows = rows;
	prepare(&f);
	follow_focus(&f);
	at->anew = false;
	end_hints(&f);
	layout_frame_bar(&f, g);
	for (int i = 0; i < f.head.count; i++)
		sheet_compose(&f.head, &f.head.lines[i], g, 1 + i, f.margin);
	for (int i = 0; i < at->height && at->top + i < f.body.count; i++)
		sheet_compose(&f.body, &f.body.lines[at->top + i], g, 1 + f.head.count + i,
			      f.margin);
	put_marks(&f, g, 1 + f.head.count);
	layout_frame_foot(&f, g);
	*ret_rows = f.body.count;
	return g;
}

/* --- arrows ----------------------------------------------------------------------------------- */

/* The first and last line of a choice; false when it has none. */
static bool lines_of(const struct frame *f, int choice, int *ret_first, int *ret_last)
{
	*ret_first = -1;
	for (int i = 0; i < f->body.count; i++) {
		if (f->body.lines[i].choice != choice)
			continue;
		if (*ret_first < 0)
			*ret_first = i;
		*ret_last = i;
	}
	return *ret_first >= 0;
}

/* True when the choice can be marked with the page scrolled by a few rows at most. */
static bool is_near(const struct frame *f, int choice)
{
	int first, last, top = f->at->top, height = f->at->height;

	if (!lines_of(f, choice, &first, &last))
		return false;
	return first >= top - 3 && last < top + height + 3;
}

static int first_seen(const struct frame *f, int step)
{
	int from = step > 0 ? f->at->top : f->at->top + f->at->height - 1;

	for (int n = 0; n < f->at->height; n++, from += step)
		if (from >= 0 && from < f->body.count && f->body.lines[from].choice > 0)
			return f->body.lines[from].choice;
	return 0;
}

void layout_move(struct arena *a, const struct page *p, const struct layout_for *to,
		 struct position *at, int step)
{
	struct frame f = {.a = a, .page = p, .to = to, .at = at};
	int next, top;

	prepare(&f);
	next = at->choice == 0 ? first_seen(&f, step) : at->choice + step;
	if (next >= 1 && next <= p->choices && is_near(&f, next)) {
		at->choice = next;
		at->loose = false;
		for (int i = 0; i < f.body.count; i++)
			f.body.lines[i].focus = f.body.lines[i].choice == next;
		follow_focus(&f);
		return;
	}
	top = at->top;
	at->top += step;
	at->loose = true;
	limit_top(&f);
	if (at->top != top && at->choice > 0) {
		int first, last;

		if (lines_of(&f, at->choice, &first, &last) &&
		    (last < at->top || first >= at->top + at->height))
			at->choice = 0;
	} else if (at->top == top && step < 0 && p->searches) {
		at->choice = 0; /* up from the first one, to the search */
	}
}
