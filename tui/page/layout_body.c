/* layout_body.c - the blocks of a page as lines: texts, notices, pairs, menus, stages, large
 * numbers. */
#include "tui/page/layout_body.h"

#include "i18n/cluster.h"
#include "i18n/message.h"
#include "tui/page/words.h"

#include <string.h>

#define LABEL_LEAST 10
#define TAG_WIDTH 50 /* from so many columns on, a tag always stands at the far end of its line */

static void put(struct body *b, int index, int col, enum style style, const char *text)
{
	sheet_put(b->sheet, index,
		  &(struct piece){.text = text, .len = strlen(text), .col = col, .style = style});
}

/* Folds at the end of the sheet; returns the index of the first line. */
static int fold(struct body *b, int col, int width, enum style style, const char *text)
{
	int first = b->sheet->count;

	sheet_fold(b->sheet, first, &(struct strip){col, width - col, style}, text);
	return first;
}

static int least(int a, int b)
{
	return a < b ? a : b;
}

static int cols_of(const char *text)
{
	return bidi_cols(text, strlen(text));
}

void layout_number(struct body *b, int index, int number, int digits)
{
	const char *text = arena_format(b->sheet->arena, "%*d", digits, number);

	put(b, index, 0, STYLE_NUMBER, text);
}

void layout_focus(struct body *b, int from)
{
	for (int i = from; i < b->sheet->count; i++)
		sheet_line(b->sheet, i)->focus = true;
}

/* --- words ------------------------------------------------------------------------------------ */

int layout_indent(const struct body *b)
{
	return b->digits + 2;
}

/* Where a pair's label begins: behind its number, where it is a choice. */
static int pair_col(const struct body *b, const struct block *pair)
{
	return pair->number > 0 ? layout_indent(b) : 0;
}

static void text(struct body *b, const struct block *block, const struct block *before)
{
	static const enum style styles[] = {STYLE_PLAIN, STYLE_QUIET, STYLE_STRONG};
	int col = 0;

	/* A quiet text explains what stands before it. */
	if (block->level == TONE_QUIET && before != NULL) {
		if (before->kind == BLOCK_BULLET)
			col = 2;
		else if (before->kind == BLOCK_PAIR)
			col = pair_col(b, before) + (b->stacked ? 2 : b->label_cols + 2);
	}
	fold(b, col, b->measure, styles[block->level], block->label);
}

void layout_text(struct body *b, const char *words)
{
	fold(b, 0, b->measure, STYLE_PLAIN, words);
}

static void marked(struct body *b, const char *mark, enum style style, const char *words)
{
	int first = fold(b, 2, b->measure, style == STYLE_NUMBER ? STYLE_PLAIN : style, words);

	put(b, first, 0, style, mark);
}

static void notice(struct body *b, const struct block *block)
{
	static const char *const marks[] = {"»", "✓", "!", "✗"};
	static const enum style styles[] = {STYLE_STRONG, STYLE_DONE, STYLE_WARNING, STYLE_ERROR};

	const char *mark = marks[block->level];

	if (block->level == NOTICE_INFO && b->sheet->direction == DIRECTION_RTL)
		mark = "«";
	marked(b, mark, styles[block->level], block->label);
}

static void heading(struct body *b, const struct block *block)
{
	fold(b, 0, b->measure, STYLE_STRONG, block->label);
}

/* --- pairs, stages, menus --------------------------------------------------------------------- */

/* A label with its value beside it, or below it on a narrow screen. */
static int beside(struct body *b, int col, enum style style, const struct block *block)
{
	struct sheet *s = b->sheet;
	int first = s->count;
	const char *detail = block->detail == NULL ? "" : block->detail;
	int value_col = col + b->label_cols + 2;

	if (b->stacked) {
		fold(b, col, s->width, style, block->label);
		fold(b, col + 2, s->width, STYLE_PLAIN, detail);
	} else {
		sheet_fold(s, first, &(struct strip){col, b->label_cols, style}, block->label);
		sheet_fold(s, first,
			   &(struct strip){value_col, least(s->width - value_col, b->measure),
					   STYLE_PLAIN},
			   detail);
	}
	sheet_line(s, first);
	return first;
}

void layout_choice(struct body *b, int first, const struct block *block)
{
	struct sheet *s = b->sheet;
	bool chosen = b->at->field == 0 && block->number == b->at->choice;

	if (block->number == 0)
		return;
	layout_number(b, first, block->number, b->digits);
	for (int i = first; i < s->count; i++)
		sheet_line(s, i)->choice = block->number;
	if (!chosen)
		return;
	layout_focus(b, first);
	for (struct piece *p = s->lines[first].first; p != NULL; p = p->next)
		if (p->style != STYLE_QUIET)
			p->style = STYLE_CHOSEN;
	put(b, first, -1, STYLE_STRONG, s->direction == DIRECTION_LTR ? ">" : "<");
}

static void pair(struct body *b, const struct block *block)
{
	layout_choice(b, beside(b, pair_col(b, block), STYLE_STRONG, block), block);
}

static void stage(struct body *b, const struct block *block)
{
	static const char *const marks[] = {"○", "●", "✓", "✗"};
	static const enum style styles[] = {STYLE_PLAIN, STYLE_STRONG, STYLE_DONE, STYLE_ERROR};
	enum style style = styles[block->level];
	int first = beside(b, 2, block->level == MARK_NOW ? STYLE_STRONG : STYLE_PLAIN, block);

	put(b, first, 0, style, marks[block->level]);
}

int layout_item(struct body *b, int number, const char *label, const char *tag, const char *detail)
{
	struct sheet *s = b->sheet;
	int col = number > 0 ? layout_indent(b) : 0;
	int width = least(s->width, b->measure + col);
	int tag_cols = tag == NULL ? 0 : cols_of(tag);
	bool tag_beside =
		tag_cols > 0 && ((s->width >= TAG_WIDTH && tag_cols < width / 2) ||
				 col + cluster_cols(label, strlen(label)) + 2 + tag_cols <= width);
	int first;

	if (tag_cols > 0 && !tag_beside && tag[0] == '(') { /* a count goes on behind its name */
		label = arena_format(s->arena, "%s %s", label, tag);
		tag_cols = 0;
	}
	first = fold(b, col, tag_beside ? width - tag_cols - 2 : width, STYLE_PLAIN, label);
	sheet_line(s, first);
	if (tag_beside)
		put(b, first, width - tag_cols, STYLE_STRONG, tag);
	else if (tag_cols > 0)
		fold(b, col, width, STYLE_STRONG, tag);
	if (detail != NULL)
		fold(b, col, width, STYLE_QUIET, detail);
	return first;
}

static void menu(struct body *b, const struct block *block)
{
	layout_choice(b, layout_item(b, block->number, block->label, block->tag, block->detail),
		      block);
}

/* --- numbers to be read out and copied -------------------------------------------------------- */

/* How many digits stand together: 4 4 4 2 of a reference, 3 3 of a PIN. */
static size_t group_size(size_t digits)
{
	return digits == 6 || digits == 9 ? 3 : 4;
}

/* "1234 5678" as "1 2 3 4   5 6 7 8", so that each sign stands by itself. */
static const char *spaced(struct arena *a, const char *number, bool wide)
{
	struct buffer out;
	size_t len = strlen(number), in_group = 0;
	bool grouped = strchr(number, ' ') != NULL;
	char *copy;

	buffer_open(&out, 4096);
	for (size_t at = 0, size; at < len; at += size) {
		size = cluster_next(number + at, len - at, NULL);
		if (number[at] == ' ') {
			buffer_text(&out, wide ? "  " : " ");
			continue;
		}
		if (!grouped && in_group == group_size(len)) {
			buffer_text(&out, wide ? "  " : " ");
			in_group = 0;
		}
		in_group++;
		buffer_add(&out, number + at, size);
		if (wide && at + size < len)
			buffer_text(&out, " ");
	}
	copy = arena_slice(a, out.data, out.size);
	buffer_close(&out);
	return copy;
}

static void big(struct body *b, const struct block *block)
{
	const char *words = spaced(b->sheet->arena, block->label, true);

	if (cols_of(words) > b->sheet->width - 2)
		words = spaced(b->sheet->arena, block->label, false);
	fold(b, 2, b->sheet->width, STYLE_TITLE, words);
}

/* So much of a code as fits: a command ends with a word where it has any, so that what is typed
 * from the screen has no word in two. */
static size_t code_fit(const char *rest, int width)
{
	size_t size = cluster_fit(rest, strlen(rest), width), word = size;

	if (size == 0)
		return cluster_next(rest, strlen(rest), NULL);
	while (rest[size] != '\0' && word > 0 && rest[word] != ' ')
		word--;
	return word > 0 ? word : size;
}

void layout_code(struct body *b, const char *text, int col)
{
	const char *rest = text;
	int width = b->sheet->width - col;

	do {
		size_t size = code_fit(rest, width);

		sheet_put(b->sheet, b->sheet->count,
			  &(struct piece){.text = rest,
					  .len = size,
					  .col = col,
					  .style = STYLE_STRONG,
					  .base = DIRECTION_LTR,
					  .shape = BIDI_FIELD});
		rest += size;
		rest += strspn(rest, " "); /* which the line's end stands for */
	} while (*rest != '\0');
}

/* --- all of them ------------------------------------------------------------------------------ */

/* The message of each question stands at the top too. */
static void errors(struct body *b)
{
	bool any = false;

	for (const struct block *block = b->page->first; block != NULL; block = block->next) {
		const struct field *f = block->field;

		if (block->kind != BLOCK_FIELD || f->error == NULL)
			continue;
		if (!any)
			marked(b, "✗", STYLE_ERROR, _("Please correct the following:"));
		any = true;
		fold(b, 2, b->measure, STYLE_PLAIN,
		     words_labelled(b->sheet->arena, f->label, f->error));
	}
	if (any)
		sheet_gap(b->sheet);
}

static bool is_choices(const struct block *block)
{
	return block->kind == BLOCK_MENU || block->kind == BLOCK_TABLE || block->kind == BLOCK_ROW;
}

/* True where a blank line parts a block from the one before it. */
static bool is_apart(const struct body *b, const struct block *before, const struct block *block)
{
	bool quiet = block->kind == BLOCK_TEXT && block->level == TONE_QUIET;
	bool strong = before->kind == BLOCK_TEXT && before->level == TONE_STRONG;
	bool choices = is_choices(before);

	if (block->kind == BLOCK_HEADING)
		return true;
	if (quiet && choices)
		return !b->low;
	if (choices && is_choices(block))
		return before->kind != block->kind && !b->low && before->kind != BLOCK_TABLE;
	if (before->kind == BLOCK_HEADING || quiet || strong || block->kind == BLOCK_CODE)
		return false;
	if (block->kind == BLOCK_BIG || before->kind == BLOCK_BIG || block->kind == BLOCK_QR)
		return true;
	if (b->low)
		return before->kind == BLOCK_NOTICE || block->kind == BLOCK_NOTICE;
	if (before->kind == block->kind)
		return block->kind == BLOCK_TEXT || block->kind == BLOCK_NOTICE ||
		       block->kind == BLOCK_FIELD;
	return block->kind != BLOCK_BULLET ||
	       (before->kind != BLOCK_TEXT && before->kind != BLOCK_CODE);
}

static void put_block(struct body *b, const struct block *block, const struct block *before)
{
	int first = b->sheet->count;

	if (block->unseen)
		return;
	switch (block->kind) {
	case BLOCK_HEADING: heading(b, block); break;
	case BLOCK_TEXT: text(b, block, before); break;
	case BLOCK_NOTICE:
		notice(b, block);
		for (int i = first; i < b->sheet->count; i++)
			b->sheet->lines[i].news = block->level != NOTICE_INFO;
		break;
	case BLOCK_BULLET: marked(b, "•", STYLE_NUMBER, block->label); break;
	case BLOCK_PAIR: pair(b, block); break;
	case BLOCK_MENU:
		menu(b, block);
		for (int i = first; i < b->sheet->count; i++)
			b->sheet->lines[i].as = (uint8_t)block->as;
		break;
	case BLOCK_TABLE: layout_table(b, block); break;
	case BLOCK_ROW: layout_row(b, block); break;
	case BLOCK_STAGE: stage(b, block); break;
	case BLOCK_BIG: big(b, block); break;
	case BLOCK_FIELD: layout_field(b, block->field); break;
	case BLOCK_CODE: layout_code(b, block->label, 2); break;
	case BLOCK_QR: layout_qr(b, block->label, block->detail); break;
	case BLOCK_GAP: sheet_gap(b->sheet); break;
	}
}

static int digits_of(int number)
{
	int digits = 1;

	for (; number >= 10; number /= 10)
		digits++;
	return digits;
}

/* One column of labels for the whole page, as wide as folding counts: a lam-alef as two. */
static int label_cols(const struct body *b)
{
	int most = LABEL_LEAST, limit = b->sheet->width * 2 / 5;

	for (const struct block *block = b->page->first; block != NULL; block = block->next) {
		int cols = block->kind == BLOCK_PAIR || block->kind == BLOCK_STAGE
				   ? cluster_cols(block->label, strlen(block->label))
				   : 0;

		if (cols > most)
			most = cols;
	}
	return least(most, limit);
}

void layout_body(struct body *b)
{
	const struct block *before = NULL, *above = NULL; /* without gaps, and with them */

	b->digits = digits_of(b->page->choices);
	b->stacked = b->sheet->width < BODY_STACKED;
	b->measure = least(b->sheet->width, BODY_MEASURE);
	b->label_cols = b->stacked ? 0 : label_cols(b);
	errors(b);
	for (const struct block *block = b->page->first; block != NULL; block = block->next) {
		if (before != NULL && is_apart(b, before, block))
			sheet_gap(b->sheet);
		put_block(b, block, above);
		above = block;
		if (block->kind != BLOCK_GAP)
			before = block;
	}
	while (b->sheet->count > 0 && b->sheet->lines[b->sheet->count - 1].first == NULL)
		b->sheet->count--;
}
