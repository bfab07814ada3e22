/* layout.c - a page and a person's place on it, into cells for a width, a height and a direction.
 *
 *   row 0         bar: the portal, where I am ………… who I am, the language
 *   1 …           the title; on a page that searches, what is searched for
 *   then          the body, which scrolls, with marks at the far edge
 *   last but …    a message
 *   last          hints, on one row or two
 */
#include "tui/page/layout_body.h"

#include "i18n/cluster.h"
#include "i18n/message.h"

#include <string.h>

#define WIDTH_MOST 100   /* columns of the sheet; on a wider screen it stands in the middle */
#define MARGIN_NARROW 50 /* from so many columns on, the margins are two columns each */
#define ROWS_MESSAGE 12  /* from so many rows on, a row is kept for messages */
#define HINTS_MOST 6
#define HINT_GAP 3 /* " · " */

/* The parts of the screen while they are put together. */
struct frame {
	struct arena *a;
	const struct page *page;
	const struct layout_for *to;
	struct place_on_page *at;
	enum direction direction;
	int margin, width;
	struct sheet head, body, foot;
	int foot_rows;
};

static struct piece piece_of(const char *text, int col, enum style style)
{
	return (struct piece){.text = text, .len = strlen(text), .col = col, .style = style};
}

static int cols_of(const char *text)
{
	return bidi_cols(text, strlen(text));
}

/* --- the bar ---------------------------------------------------------------------------------- */

static const char *language_mark(enum lang lang)
{
	static const char *const marks[LANG_COUNT] = {"AR", "FR", "EN"};

	return marks[lang];
}

static void put_bar(struct frame *f, struct grid *g)
{
	/* TRANSLATORS: the portal's name, Arabic: شبّاك */
	const char *name = _("Shubbak");
	const char *me = f->to->who, *mark = language_mark(f->to->lang);
	int from = cols_of(name) + HINT_GAP, end = cols_of(mark) + HINT_GAP + cols_of(me);
	int room = f->width - from - end - 2;
	struct sheet bar;

	for (int col = 0; col < g->cols; col++)
		grid_at(g, 0, col)->style = STYLE_BAR;
	sheet_open(&bar, f->a, f->direction, f->width);
	if (f->page->every_language)
		name = f->to->charset == CHARSET_UTF8 ? "Shubbak · شباك" : "Shubbak";
	sheet_put(&bar, 0, &(struct piece){.text = name, .len = strlen(name), .style = STYLE_BAR});
	if (f->page->trail != NULL && f->page->trail[0] != '\0' && room >= 8) {
		const char *trail = sheet_cut(f->a, f->page->trail, room);
		struct piece piece = piece_of(trail, from, STYLE_BAR);

		sheet_put(&bar, 0, &piece);
		piece = piece_of("·", from - 2, STYLE_BAR);
		sheet_put(&bar, 0, &piece);
	}
	if (room + 2 >= 0 && !f->page->every_language) {
		struct piece piece = piece_of(me, cols_of(mark) + HINT_GAP, STYLE_BAR);

		piece.at_end = true;
		sheet_put(&bar, 0, &piece);
		piece = piece_of("·", cols_of(mark) + 1, STYLE_BAR);
		piece.at_end = true;
		sheet_put(&bar, 0, &piece);
	}
	if (!f->page->every_language)
		sheet_put(&bar, 0,
			  &(struct piece){.text = mark,
					  .len = strlen(mark),
					  .at_end = true,
					  .style = STYLE_BAR});
	sheet_compose(&bar, sheet_line(&bar, 0), g, 0, f->margin);
}

/* --- title and search ------------------------------------------------------------------------- */

static void put_title(struct frame *f)
{
	struct sheet *s = &f->head;
	int most = f->at->rows >= BODY_LOW ? 3 : 2;
	const char *title = f->page->title;
	size_t len = strlen(title), next = 0, at = 0;

	for (int i = 0; i + 1 < most && at < len; i++) {
		cluster_fold(title + at, len - at, f->width, &next);
		at += next;
	}
	if (at < len) /* what is left goes onto the last line, cut where too long */
		title = arena_format(f->a, "%.*s%s", (int)at, title,
				     sheet_cut(f->a, title + at, f->width));
	sheet_fold(s, 0, &(struct column){0, f->width, STYLE_TITLE}, title);
	sheet_line(s, s->count == 0 ? 0 : s->count - 1);
	if (f->at->rows >= BODY_LOW)
		sheet_gap(s);
}

/* The part around the cursor, where what is typed is longer than its box. */
static void put_search(struct frame *f)
{
	struct sheet *s = &f->head;
	const struct edit *e = f->at->edit;
	const char *label = _("Search:");
	int col = cols_of(label) + 1, index = s->count;
	struct piece box = {
		.box = f->width - col, .col = col, .style = STYLE_FIELD, .shape = BIDI_FIELD};
	struct piece words = piece_of(label, 0, STYLE_STRONG);
	const char *before, *behind;
	size_t from = 0, shown;

	if (e == NULL || e->text.data == NULL)
		return;
	if (box.box > BODY_MEASURE)
		box.box = BODY_MEASURE;
	while (cluster_cols(e->text.data + from, e->at - from) > box.box - 4)
		from += cluster_next(e->text.data + from, e->text.size - from, NULL);
	shown = cluster_fit(e->text.data + from, e->text.size - from, box.box - 2);
	before = from > 0 ? "…" : "";
	behind = from + shown < e->text.size ? "…" : "";
	if (behind[0] != '\0' && from > 0)
		shown = cluster_fit(e->text.data + from, e->text.size - from, box.box - 3);
	box.text = arena_format(f->a, "%s%.*s%s", before, (int)shown, e->text.data + from, behind);
	box.len = strlen(box.text);
	box.cursor = strlen(before) + e->at - from;
	box.base = typed_base(e->text.data, e->text.size, 0, f->direction);
	box.has_cursor = f->at->choice == 0;
	sheet_put(s, index, &words);
	layout_typed(s, index, &box, false);
	if (f->at->rows >= BODY_LOW)
		sheet_gap(s);
}

/* --- hints and messages ----------------------------------------------------------------------- */

static size_t field_hints(const struct frame *f, const struct field *field, const char **hints)
{
	const struct block *last = NULL;
	size_t count = 0;

	for (const struct block *b = f->page->first; b != NULL; b = b->next)
		if (b->kind == BLOCK_FIELD)
			last = b;
	if (last != NULL && last->field == field && f->page->next_label != NULL &&
	    field->kind == FIELD_LINES && field->lines > 1)
		hints[count++] =
			FILL(f->a, _("Enter twice {action}"), {"action", f->page->next_label});
	else if (last != NULL && last->field == field && f->page->next_label != NULL)
		hints[count++] = FILL(f->a, _("Enter {action}"), {"action", f->page->next_label});
	else if (field->kind == FIELD_LINES && field->lines > 1)
		/* TRANSLATORS: in an answer of several lines the key Enter, typed twice, goes on */
		hints[count++] = _("Enter twice Next");
	else
		/* TRANSLATORS: the key Enter goes to the next question */
		hints[count++] = _("Enter Next");
	/* TRANSLATORS: the key Escape goes back */
	hints[count++] = _("Esc Back");
	return count;
}

static size_t make_hints(const struct frame *f, bool scrolls, const char **hints)
{
	const struct block *block = page_field_block(f->page, f->at->field);
	size_t count = 0;

	if (f->page->every_language)
		return 0;
	if (block != NULL && layout_field_is_text(block->field))
		count = field_hints(f, block->field, hints);
	else if (f->page->wants_back)
		/* TRANSLATORS: the key 0 goes back */
		hints[count++] = _("0 Back");
	/* TRANSLATORS: the key ? opens the help */
	hints[count++] = _("? Help");
	/* TRANSLATORS: the keys Ctrl and L change the language */
	hints[count++] = _("Ctrl-L Language");
	if (scrolls && (block != NULL || f->at->choice > 0 || !f->at->more))
		/* TRANSLATORS: the keys Page Up and Page Down */
		hints[count++] = _("PgUp/PgDn");
	else if (scrolls)
		/* TRANSLATORS: the key Enter shows what stands further down on the page */
		hints[count++] = _("Enter Read on");
	return count;
}

/* As many on a row as fit. */
static void put_hints(struct frame *f, bool scrolls)
{
	const char *hints[HINTS_MOST];
	size_t count = make_hints(f, scrolls, hints);
	struct sheet *s = &f->foot;
	int col = 0, row = 0;

	sheet_open(s, f->a, f->direction, f->width);
	for (size_t i = 0; i < count; i++) {
		int cols = cols_of(hints[i]);
		struct piece piece;

		if (col > 0 && col + HINT_GAP + cols > f->width) {
			row++;
			col = 0;
		} else if (col > 0) {
			piece = piece_of("·", col + 1, STYLE_QUIET);
			sheet_put(s, row, &piece);
			col += HINT_GAP;
		}
		piece = piece_of(sheet_cut(f->a, hints[i], f->width), col, STYLE_QUIET);
		sheet_put(s, row, &piece);
		col += cols;
	}
	f->foot_rows = s->count > 2 && f->at->rows < ROWS_MESSAGE ? 2 : s->count;
}

static const char *message_of(const struct frame *f)
{
	if (f->at->message != NULL)
		return f->at->message;
	if (f->at->number < 0)
		return NULL;
	return FILL(f->a, _("{number}: Enter takes it, or type one more digit."),
		    {"number", arena_format(f->a, "%d", f->at->number)});
}

static void put_foot(struct frame *f, struct grid *g)
{
	const char *message = message_of(f);
	int row = g->rows - f->foot_rows;
	struct sheet s;

	for (int i = 0; i < f->foot_rows; i++)
		sheet_compose(&f->foot, sheet_line(&f->foot, i), g, row + i, f->margin);
	if (message == NULL)
		return;
	sheet_open(&s, f->a, f->direction, f->width);
	sheet_fold(&s, 0, &(struct column){0, f->width, STYLE_STRONG},
		   sheet_cut(f->a, message, f->width));
	for (int col = 0; col < g->cols; col++)
		*grid_at(g, row - 1, col) =
			(struct cell){.glyph = {.code = {' '}, .cols = 1}, .style = STYLE_PLAIN};
	sheet_compose(&s, sheet_line(&s, 0), g, row - 1, f->margin);
}

/* --- the body --------------------------------------------------------------------------------- */

static void measure(struct frame *f)
{
	int cols = f->at->cols;

	f->direction = f->page->every_language ? DIRECTION_LTR : lang_direction(f->to->lang);
	f->margin = cols < MARGIN_NARROW ? 1 : 2;
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

/* How many rows the body has when `f->foot_rows` are for hints. */
static int body_height(const struct frame *f)
{
	int height = f->at->rows - 1 - f->head.count - f->foot_rows;

	if (f->at->rows >= ROWS_MESSAGE)
		height--;
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

/* Scrolls so that what is in focus is seen, with the words of its question where there is room. */
static void follow_focus(const struct frame *f)
{
	int first = -1, last = -1, height = f->at->height;

	for (int i = 0; i < f->body.count; i++) {
		if (!f->body.lines[i].focus)
			continue;
		if (first < 0)
			first = i;
		last = i;
	}
	if (f->at->loose || first < 0)
		return;
	while (first > 0 && f->at->field != 0 && f->body.lines[first - 1].field == f->at->field &&
	       last - first + 1 < height)
		first--;
	if (last >= f->at->top + height)
		f->at->top = last - height + 1;
	if (first < f->at->top)
		f->at->top = first;
}

static void prepare(struct frame *f)
{
	measure(f);
	sheet_open(&f->head, f->a, f->direction, f->width);
	put_title(f);
	if (f->page->searches)
		put_search(f);
	f->at->more = true;
	put_hints(f, false);
	f->at->height = body_height(f);
	put_body(f);
	if (f->body.count > f->at->height) {
		put_hints(f, true);
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
	put_hints(f, true);
	f->foot_rows = rows;
}

struct grid *layout_page(struct arena *a, const struct page *p, const struct layout_for *to,
			 struct place_on_page *at, int cols, int rows, int *ret_rows)
{
	struct grid *g = grid_new(a, cols, rows);
	struct frame f = {.a = a, .page = p, .to = to, .at = at};

	at->cols = cols;
	at->rows = rows;
	prepare(&f);
	follow_focus(&f);
	end_hints(&f);
	put_bar(&f, g);
	for (int i = 0; i < f.head.count; i++)
		sheet_compose(&f.head, &f.head.lines[i], g, 1 + i, f.margin);
	for (int i = 0; i < at->height && at->top + i < f.body.count; i++)
		sheet_compose(&f.body, &f.body.lines[at->top + i], g, 1 + f.head.count + i,
			      f.margin);
	put_marks(&f, g, 1 + f.head.count);
	put_foot(&f, g);
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
		 struct place_on_page *at, int step)
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
