/* layout_frame.c - what stands around a page's body: the bar, the title, the search, the message,
 * the hints. */
#include "tui/page/layout_frame.h"

#include "i18n/cluster.h"
#include "i18n/message.h"

#include <string.h>

enum { TITLE_LOW = 15 }; /* under so many rows of the screen, a title has two of them at most */

#define HINTS_MOST 7
#define HINT_GAP 3     /* " · " */
#define TRAIL_PIECE 6  /* columns of its first words from which no more is told in part */
#define TRAIL_LEAST 12 /* columns in which a service can be told from another */

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

/* Whether the trail's first word is seen whole: of less nothing is learnt. */
static bool has_trail(const char *trail, int room)
{
	if (trail == NULL || trail[0] == '\0')
		return false;
	return cols_of(trail) <= room || cluster_cols(trail, strcspn(trail, " ")) < room;
}

/* Cut behind a word where one ends not too early, so that none stands there in part. */
static const char *cut_trail(struct arena *a, const char *trail, int room)
{
	size_t end = 0, fit = cluster_fit(trail, strlen(trail), room - 1);

	if (cols_of(trail) <= room)
		return trail;
	for (size_t i = 0; i <= fit; i++)
		if (trail[i] == ' ' && (i == 0 || strchr(" (-:,", trail[i - 1]) == NULL))
			end = i;
	if (cluster_cols(trail, end) < TRAIL_PIECE)
		end = fit;
	return arena_format(a, "%.*s…", (int)end, trail);
}

#define BAR_WIDE 60  /* columns from which who it is has what no trail needs */
#define NAME_LEAST 3 /* columns of a name from which it is worth its place */

/* Who it is, cut to its place: of what stands behind the last dot a piece that tells nothing is
 * left out with the dot, so that a number before it does not look cut itself. */
static const char *cut_who(const struct frame *f, const char *who, int most)
{
	const char *dot = strstr(who, " · ");
	const char *head = dot == NULL ? who : arena_slice(f->a, who, (size_t)(dot - who));

	if (dot != NULL && cols_of(who) > most && cols_of(head) <= most &&
	    cols_of(head) + HINT_GAP + NAME_LEAST > most)
		return head;
	return sheet_cut(f->a, who, most);
}

/* Where a page is only of use whole, its title has no row of its own. */
static const char *trail_of(const struct frame *f)
{
	return f->page->whole && f->at->rows < BODY_LOW ? f->page->title : f->page->trail;
}

void layout_frame_bar(const struct frame *f, struct grid *g)
{
	/* TRANSLATORS: the portal's name, Arabic: شبّاك; then that of one that was made for trying
	 */
	const char *names[] = {_("Shubbak"), _("Shubbak (trial)")};
	const char *name = names[f->to->trying ? 1 : 0];
	const char *mark = language_mark(f->to->lang);
	int from = cols_of(name) + HINT_GAP, end = cols_of(mark) + HINT_GAP;
	int most = f->width - from - end - 2; /* who it is stands there in any case */
	const char *words = trail_of(f);
	bool alone = f->width >= BAR_WIDE && (words == NULL || words[0] == '\0');
	int share = alone ? most : f->width / 2;
	const char *me = cut_who(f, f->to->who, most < share ? most : share);
	int room = most - cols_of(me);
	bool without = f->to->guest && words != NULL && words[0] != '\0' &&
		       (room < TRAIL_LEAST || !has_trail(words, room));
	struct sheet bar;

	if (without)
		room = most + HINT_GAP - 1;
	for (int col = 0; col < g->cols; col++)
		grid_at(g, 0, col)->style = STYLE_BAR;
	sheet_open(&bar, f->a, f->direction, f->width);
	if (f->page->every_language)
		name = f->to->charset == CHARSET_UTF8 ? "Shubbak · شباك" : "Shubbak";
	sheet_put(&bar, 0, &(struct piece){.text = name, .len = strlen(name), .style = STYLE_BAR});
	if (room >= 8 && has_trail(words, room)) {
		const char *trail = cut_trail(f->a, words, room);
		struct piece piece = piece_of(trail, from, STYLE_BAR);

		sheet_put(&bar, 0, &piece);
		piece = piece_of("·", from - 2, STYLE_BAR);
		sheet_put(&bar, 0, &piece);
	}
	if (room + 2 >= 0 && !without && !f->page->every_language) {
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

void layout_frame_title(struct frame *f)
{
	struct sheet *s = &f->head;
	int most = f->at->rows >= TITLE_LOW ? 3 : 2;
	const char *title = f->page->title;
	size_t len = strlen(title), next = 0, at = 0;

	for (int i = 0; i + 1 < most && at < len; i++) {
		cluster_fold(title + at, len - at, f->width, &next);
		at += next;
	}
	if (at < len) /* what is left goes onto the last line, cut where too long */
		title = arena_format(f->a, "%.*s%s", (int)at, title,
				     sheet_cut(f->a, title + at, f->width));
	sheet_fold(s, 0, &(struct strip){0, f->width, STYLE_TITLE}, title);
	sheet_line(s, s->count == 0 ? 0 : s->count - 1);
	if (f->at->rows >= BODY_LOW)
		sheet_gap(s);
}

/* Where the word begins that comes next from there on, before the cursor; there where none does. */
static size_t word_from(const struct edit *e, size_t from)
{
	const char *blank;

	if (from == 0 || e->text.data[from - 1] == ' ')
		return from;
	blank = memchr(e->text.data + from, ' ', e->at - from);
	if (blank == NULL || (size_t)(blank + 1 - e->text.data) >= e->at)
		return from;
	return (size_t)(blank + 1 - e->text.data);
}

/* The part around the cursor, where what is typed is longer than its box; from a word's start. */
void layout_frame_search(struct frame *f)
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
	from = word_from(e, from);
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

/* Words that stand ready, as long as they are as they were. */
static bool is_ready(const struct frame *f, const struct field *field)
{
	const struct edit *e = f->at->edit;

	return field->ready &&
	       (e == NULL || (e->text.size == strlen(field->value) &&
			      memcmp(e->text.data, field->value, e->text.size) == 0));
}

static bool is_last(const struct frame *f, const struct field *field)
{
	const struct block *last = NULL;

	for (const struct block *b = f->page->first; b != NULL; b = b->next)
		if (b->kind == BLOCK_FIELD)
			last = b;
	return last != NULL && last->field == field;
}

/* What Enter does behind the answer of this question. */
static const char *going_on(const struct frame *f, const struct field *field)
{
	bool lines = field->kind == FIELD_LINES && field->lines > 1 && !is_ready(f, field);

	if (is_last(f, field) && f->page->next_label != NULL)
		return lines ? FILL(f->a, _("Enter twice: {action}"),
				    {"action", f->page->next_label})
			     : FILL(f->a, _("Enter {action}"), {"action", f->page->next_label});
	/* TRANSLATORS: in an answer of several lines the key Enter, typed twice, goes on */
	return lines ? _("Enter twice: Next")
		     /* TRANSLATORS: the key Enter goes to the next question */
		     : _("Enter Next");
}

/* "2" or "1-7". */
static const char *numbers_to(const struct frame *f, size_t last)
{
	return arena_format(f->a, last == 1 ? "%zu" : "1-%zu", last);
}

/* Where nothing is chosen yet, Enter takes nothing: a number does. */
static const char *numbers_choose(const struct frame *f, size_t last)
{
	/* TRANSLATORS: one of these numbers takes the choice: "1-7 Choose" */
	return FILL(f->a, _("{numbers} Choose"), {"numbers", numbers_to(f, last)});
}

static const char *choosing(const struct frame *f)
{
	/* TRANSLATORS: the key Enter takes the choice with this number */
	return FILL(f->a, _("Enter Choose {number}"),
		    {"number", arena_format(f->a, "%d", f->at->choice)});
}

static bool is_answered(const struct field *field)
{
	for (size_t i = 0; i < field->option_count; i++)
		if (field->options[i].chosen)
			return true;
	return false;
}

/* Several may be chosen: a number marks, Enter goes on. Of one alone the number goes on too. */
static size_t option_hints(const struct frame *f, const struct field *field, const char **hints)
{
	size_t count = 0;

	if (field->kind == FIELD_CHOICES && field->find == NULL) {
		/* TRANSLATORS: one of these numbers marks a choice or takes its mark away */
		hints[count++] = FILL(f->a, _("{numbers} Mark"),
				      {"numbers", numbers_to(f, field->option_count)});
		hints[count++] = going_on(f, field);
	} else if (f->at->choice > 0) {
		hints[count++] = choosing(f);
	} else if (is_answered(field) || !field->required) {
		hints[count++] = going_on(f, field);
	} else if (field->find == NULL) {
		hints[count++] = numbers_choose(f, field->option_count);
	}
	return count;
}

/* True when Enter would search for the words as they stand, or belongs to them where what they
 * find came while they were typed. */
static bool is_to_search(const struct frame *f)
{
	const struct edit *e = f->at->edit;
	const char *found = f->page->search == NULL ? "" : f->page->search;

	if (!f->page->searches || e == NULL || f->at->choice != 0)
		return false;
	if (strlen(found) != e->text.size ||
	    (e->text.size > 0 && memcmp(found, e->text.data, e->text.size) != 0))
		return true;
	return e->text.size == 0 ? f->page->choices == 0 : f->page->choices > 0 && !f->at->searched;
}

/* What Enter does here, where it does not scroll. */
static size_t enter_hints(const struct frame *f, const struct block *block, const char **hints)
{
	if (block != NULL && layout_field_is_text(block->field))
		hints[0] = going_on(f, block->field);
	else if (block != NULL)
		return option_hints(f, block->field, hints);
	else if (f->at->choice > 0)
		hints[0] = choosing(f);
	else if (is_to_search(f))
		/* TRANSLATORS: the key Enter searches for what was typed */
		hints[0] = _("Enter Search");
	else if (f->page->choices > 0)
		hints[0] = numbers_choose(f, (size_t)f->page->choices);
	else
		return 0;
	return 1;
}

/* Another question comes behind this one. */
static bool is_followed(const struct block *field)
{
	for (const struct block *b = field->next; b != NULL; b = b->next)
		if (b->kind == BLOCK_FIELD)
			return true;
	return false;
}

/* In an answer of letters that has some, the question mark is one more of them. */
static bool has_help(const struct frame *f, const struct block *block)
{
	const struct edit *e = f->at->edit;

	return block == NULL || !layout_field_is_text(block->field) || e == NULL ||
	       e->text.size == 0 || e->ltr;
}

static size_t make_hints(const struct frame *f, bool scrolls, const char **hints)
{
	const struct block *block = page_field_block(f->page, f->at->field);
	bool reads_on;
	size_t count;

	if (f->page->every_language)
		return 0;
	count = enter_hints(f, block, hints);
	reads_on = block == NULL && f->at->choice == 0 && !is_to_search(f) && f->at->more;
	if (block != NULL && f->page->choices > 0 && !is_followed(block))
		/* TRANSLATORS: in a question the key Tab leads to the choices with these numbers:
		 * "Tab to 1-2" */
		hints[count++] = FILL(f->a, _("Tab to {numbers}"),
				      {"numbers", numbers_to(f, (size_t)f->page->choices)});
	else if (block != NULL && f->page->choices > 0)
		/* TRANSLATORS: the key Tab leaves this question out for now */
		hints[count++] = _("Tab Skip");
	if (block != NULL && layout_field_is_text(block->field))
		/* TRANSLATORS: the key Escape goes back */
		hints[count++] = _("Esc Back");
	else if (f->page->wants_back)
		/* TRANSLATORS: the key 0 goes back */
		hints[count++] = _("0 Back");
	if (has_help(f, block))
		/* TRANSLATORS: the key ? opens the help */
		hints[count++] = _("? Help");
	/* TRANSLATORS: the keys Ctrl and L change the language */
	hints[count++] = _("Ctrl-L Language");
	if (scrolls && !reads_on)
		/* TRANSLATORS: the keys Page Up and Page Down */
		hints[count++] = _("PgUp/PgDn");
	else if (scrolls)
		/* TRANSLATORS: the key Enter shows what stands further down on the page */
		hints[count++] = _("Enter Read more");
	return count;
}

void layout_frame_hints(struct frame *f, bool scrolls)
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
	f->foot_rows = s->count > 2 && f->at->rows < FRAME_MESSAGE ? 2 : s->count;
}

static const char *message_of(const struct frame *f)
{
	if (f->at->message != NULL)
		return f->at->message;
	if (f->at->number < 0)
		return NULL;
	return FILL(f->a, _("{number}: press Enter or another digit."),
		    {"number", arena_format(f->a, "%d", f->at->number)});
}

void layout_frame_message(struct frame *f)
{
	const char *message = message_of(f);

	sheet_open(&f->said, f->a, f->direction, f->width);
	if (message != NULL)
		sheet_fold(&f->said, 0, &(struct strip){0, f->width, STYLE_STRONG}, message);
}

/* It stands above the hints, over what is there. */
static void put_message(struct frame *f, struct grid *g)
{
	struct sheet *s = &f->said;
	int last = g->rows - f->foot_rows;
	int first = last - s->count < 1 ? 1 : last - s->count;

	for (int row = first; row < last; row++) {
		for (int col = 0; col < g->cols; col++)
			*grid_at(g, row, col) = (struct cell){.glyph = {.code = {' '}, .cols = 1},
							      .style = STYLE_PLAIN};
		sheet_compose(s, sheet_line(s, row - first), g, row, f->margin);
	}
}

void layout_frame_foot(struct frame *f, struct grid *g)
{
	for (int i = 0; i < f->foot_rows; i++)
		sheet_compose(&f->foot, sheet_line(&f->foot, i), g, g->rows - f->foot_rows + i,
			      f->margin);
	if (f->said.count > 0)
		put_message(f, g);
}
