/* layout_field.c - one question: its label, help and error, and what is being entered. */
#include "services/registry/limits.h"
#include "tui/page/layout_body.h"

#include "i18n/cluster.h"
#include "i18n/message.h"
#include "tui/page/narrow.h"

#include <string.h>

#define BOX_LTR 40  /* columns of a field for numbers and addresses */
#define BOX_WIDE 64 /* of one for words */
#define BULLET "•"

bool layout_field_is_text(const struct field *f)
{
	return f->kind == FIELD_LINE || f->kind == FIELD_LINES || f->kind == FIELD_SECRET;
}

/* What is typed into, and where. */
struct box {
	struct body *body;
	const struct field *field;
	int width;
	enum direction base;
	bool focused;
	const char *text;
	size_t len, cursor;
};

void layout_typed(struct sheet *s, int index, const struct piece *piece, bool ltr)
{
	struct piece words = *piece, paper = {.box = piece->box,
					      .col = piece->col,
					      .style = piece->style,
					      .base = s->direction,
					      .shape = BIDI_FIELD};

	if (ltr || piece->base == s->direction) {
		sheet_put(s, index, piece);
		return;
	}
	words.box = cluster_cols(words.text, words.len) + 1; /* and the cursor behind them */
	sheet_put(s, index, &paper);
	sheet_put(s, index, &words);
}

/* One row of the box. */
static void put_slice(const struct box *box, const char *text, size_t len, long cursor)
{
	const struct piece piece = {.text = text,
				    .len = len,
				    .box = box->width,
				    .style = STYLE_FIELD,
				    .base = box->base,
				    .shape = BIDI_FIELD,
				    .has_cursor = cursor >= 0,
				    .cursor = cursor >= 0 ? (size_t)cursor : 0};

	layout_typed(box->body->sheet, box->body->sheet->count, &piece,
		     box->field->ltr || box->field->kind == FIELD_LINES);
	if (cursor >= 0)
		layout_focus(box->body, box->body->sheet->count - 1);
}

/* The way the paragraph of this byte runs. */
static enum direction base_at(const struct box *box, size_t at)
{
	if (box->field->ltr)
		return DIRECTION_LTR;
	return typed_base(box->text, box->len, at, box->body->sheet->direction);
}

/* --- one line --------------------------------------------------------------------------------- */

/* The byte from which a line too long for its box is shown: the cursor stands in it, and it moves
 * by half a box, so that typing seldom shifts the whole line. */
static size_t window_start(const struct box *box)
{
	int step = box->width / 2 > 0 ? box->width / 2 : 1;
	int cursor = cluster_cols(box->text, box->cursor), start = 0;

	while (cursor - start > box->width - 3)
		start += step;
	return cluster_fit(box->text, box->len, start);
}

static void put_long_line(const struct box *box)
{
	struct arena *a = box->body->sheet->arena;
	size_t start = box->focused ? window_start(box) : 0;
	const char *before = start > 0 ? "…" : "";
	int room = box->width - (start > 0 ? 1 : 0);
	size_t size = cluster_fit(box->text + start, box->len - start, room - 1);
	const char *behind = start + size < box->len ? "…" : "";
	char *shown = arena_format(a, "%s%.*s%s", before, (int)size, box->text + start, behind);

	put_slice(box, shown, strlen(shown),
		  box->focused ? (long)(strlen(before) + box->cursor - start) : -1);
}

static void put_line(const struct box *box)
{
	if (cluster_cols(box->text, box->len) >= box->width)
		put_long_line(box);
	else
		put_slice(box, box->text, box->len, box->focused ? (long)box->cursor : -1);
}

/* --- several lines ---------------------------------------------------------------------------- */

static void put_lines(struct box *box)
{
	int lines = 0;
	bool ended = true; /* by a line end, or at the very beginning: one more line follows */
	size_t at = 0, next;

	for (; at < box->len; at = next) {
		size_t size = typed_row(box->text, box->len, at, box->width - 1, &next);
		bool here =
			box->focused && typed_is_on_row(box->text, box->len, at, next, box->cursor);

		ended = box->text[next - 1] == '\n';
		box->base = base_at(box, at);
		put_slice(box, box->text + at, size,
			  !here ? -1 : (long)(box->cursor - at > size ? size : box->cursor - at));
		lines++;
	}
	box->base = box->field->ltr ? DIRECTION_LTR : box->body->sheet->direction;
	if (ended) {
		put_slice(box, "", 0, box->focused && box->cursor == box->len ? 0 : -1);
		lines++;
	}
	for (; lines < box->field->lines; lines++)
		put_slice(box, "", 0, -1);
}

/* --- a secret --------------------------------------------------------------------------------- */

static void hide(struct box *box)
{
	struct buffer dots;
	size_t cursor = 0;

	buffer_open(&dots, LIMIT_ANSWER * sizeof(BULLET));
	for (size_t at = 0; at < box->len;) {
		if (at < box->cursor)
			cursor += strlen(BULLET);
		at += cluster_next(box->text + at, box->len - at, NULL);
		buffer_text(&dots, BULLET);
	}
	box->text =
		dots.size == 0 ? "" : arena_slice(box->body->sheet->arena, dots.data, dots.size);
	box->len = dots.size;
	box->cursor = cursor;
	buffer_close(&dots);
}

/* --- options ---------------------------------------------------------------------------------- */

static int digits_of(size_t number)
{
	int digits = 1;

	for (; number >= 10; number /= 10)
		digits++;
	return digits;
}

/* What has been typed to find an option. */
static void put_find(struct body *b, const struct field *f)
{
	struct sheet *s = b->sheet;
	const char *label = _("Search:");
	int col = bidi_cols(label, strlen(label)) + 1, index = s->count;
	int width = b->measure - col < BOX_LTR ? b->measure - col : BOX_LTR;
	size_t len = cluster_fit(f->find, strlen(f->find), width - 1);
	const struct piece words = {.text = label, .len = strlen(label), .style = STYLE_STRONG};
	const struct piece box = {.text = f->find,
				  .len = len,
				  .col = col,
				  .box = width,
				  .style = STYLE_FIELD,
				  .base = typed_base(f->find, len, 0, s->direction),
				  .shape = BIDI_FIELD,
				  .has_cursor = true,
				  .cursor = len};

	sheet_put(s, index, &words);
	layout_typed(s, index, &box, false);
	layout_focus(b, index);
}

static void put_options(struct body *b, const struct field *f)
{
	struct sheet *s = b->sheet;
	bool many = f->kind == FIELD_CHOICES;
	int digits = digits_of(f->option_count);
	int mark_col = digits + 2, col = mark_col + 4;

	if (f->find != NULL)
		put_find(b, f);
	for (size_t i = 0; i < f->option_count; i++) {
		const struct option *o = &f->options[i];
		const char *mark = o->chosen ? (many ? "[x]" : "(•)") : (many ? "[ ]" : "( )");
		bool here = b->at->choice == (int)i + 1;
		int first = s->count;

		if (o->hidden)
			continue;
		sheet_fold(s, first,
			   &(struct strip){col, b->measure - col,
					   here ? STYLE_CHOSEN
						: (o->chosen ? STYLE_STRONG : STYLE_PLAIN)},
			   o->label);
		layout_number(b, first, (int)i + 1, digits);
		sheet_put(s, first,
			  &(struct piece){.text = mark,
					  .len = strlen(mark),
					  .col = mark_col,
					  .base = DIRECTION_LTR,
					  .shape = BIDI_FIELD});
		if (here)
			layout_focus(b, first);
	}
}

static void put_chosen(struct body *b, const struct field *f)
{
	struct arena *a = b->sheet->arena;
	const char *words = "";

	for (size_t i = 0; i < f->option_count; i++) {
		if (!f->options[i].chosen)
			continue;
		if (words[0] == '\0')
			words = f->options[i].label;
		else /* TRANSLATORS: joins the chosen options of a list, one after another */
			words = FILL(a, _("{first}, {next}"), {"first", words},
				     {"next", f->options[i].label});
	}
	if (words[0] == '\0')
		sheet_put(
			b->sheet, b->sheet->count,
			&(struct piece){.box = BOX_LTR / 2 < b->measure ? BOX_LTR / 2 : b->measure,
					.style = STYLE_FIELD});
	else
		sheet_fold(b->sheet, b->sheet->count, &(struct strip){0, b->measure, STYLE_FIELD},
			   words);
}

/* --- the question ----------------------------------------------------------------------------- */

/* How many rows it takes. */
static int rows_of(const struct body *b, const char *text)
{
	size_t len = strlen(text), next = 0;
	int rows = 0;

	for (size_t at = 0; at < len; at += next, rows++)
		cluster_fold(text + at, len - at, b->measure, &next);
	return rows;
}

/* Words that leave its own words no room on the screen stand behind the line that is typed. */
static bool is_help_behind(const struct body *b, const struct field *f, bool focused)
{
	if (!focused || f->help == NULL || !layout_field_is_text(f))
		return false;
	return rows_of(b, f->label) + rows_of(b, f->help) + 1 > b->at->height - 1;
}

static void put_help(struct body *b, const struct field *f)
{
	if (f->help != NULL && f->help[0] != '\0')
		sheet_fold(b->sheet, b->sheet->count, &(struct strip){0, b->measure, STYLE_QUIET},
			   f->help);
}

static void put_words(struct body *b, const struct field *f, bool focused)
{
	const char *label = f->label;
	struct sheet *s = b->sheet;

	if (f->instead != NULL)
		label = FILL(s->arena, _("{label} ({state})"), {"label", label},
			     {"state", f->instead});
	else if (!f->required && !f->unmarked)
		label = FILL(s->arena, _("{question} (optional)"), {"question", label});
	sheet_fold(s, s->count,
		   &(struct strip){0, b->measure, focused ? STYLE_STRONG : STYLE_PLAIN}, label);
	if (!is_help_behind(b, f, focused))
		put_help(b, f);
	if (focused && f->kind == FIELD_CHOICES && !narrow_is_long(f))
		sheet_fold(s, s->count, &(struct strip){0, b->measure, STYLE_QUIET},
			   _("Type the numbers of all that apply, then Enter."));
	if (focused && narrow_is_long(f))
		sheet_fold(s, s->count, &(struct strip){0, b->measure, STYLE_QUIET},
			   _("Type a number, or the first letters of a name."));
	if (f->error == NULL && f->remark != NULL)
		sheet_fold(s, s->count, &(struct strip){0, b->measure, STYLE_STRONG}, f->remark);
	if (f->error != NULL) {
		int first = s->count;

		sheet_fold(s, first, &(struct strip){2, b->measure - 2, STYLE_ERROR}, f->error);
		sheet_put(s, first,
			  &(struct piece){.text = "✗", .len = strlen("✗"), .style = STYLE_ERROR});
	}
}

static void put_text(struct body *b, const struct field *f, bool focused)
{
	int most = f->ltr ? BOX_LTR : BOX_WIDE;
	bool typed = focused && b->at->edit != NULL;
	struct box box = {.body = b, .field = f, .focused = typed};

	box.width = b->measure < most ? b->measure : most;
	box.text = typed ? b->at->edit->text.data : f->value;
	if (box.text == NULL)
		box.text = "";
	box.len = typed ? b->at->edit->text.size : strlen(f->value);
	box.cursor = typed ? b->at->edit->at : 0;
	if (typed)
		b->at->edit->cols = box.width - 1;
	if (f->kind == FIELD_SECRET)
		hide(&box);
	box.base = base_at(&box, 0);
	if (f->kind == FIELD_LINES)
		put_lines(&box);
	else
		put_line(&box);
}

void layout_field(struct body *b, const struct field *f)
{
	bool focused = b->at->field == f->id;
	int first = b->sheet->count;

	put_words(b, f, focused);
	if (layout_field_is_text(f))
		put_text(b, f, focused);
	else if (focused)
		put_options(b, f);
	else
		put_chosen(b, f);
	if (is_help_behind(b, f, focused))
		put_help(b, f);
	/* Before an arrow stands on one of its choices, the whole question is what must be seen. */
	if (focused && !layout_field_is_text(f) && b->at->choice == 0)
		layout_focus(b, first);
	for (int i = first; i < b->sheet->count; i++)
		sheet_line(b->sheet, i)->field = f->id;
}
