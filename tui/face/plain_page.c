/* plain_page.c - blocks of a page as lines of text, in reading order. */
#include "tui/face/plain_page.h"

#include "i18n/i18n.h"
#include "tui/page/typed.h"
#include "tui/page/print.h"
#include "tui/page/sheet.h"
#include "tui/page/words.h"

#include <string.h>

#define FOLD 78 /* columns of a line on a raw terminal */
#define COLS_LEAST 10
#define ROWS_MOST ((size_t)16 << 20) /* bytes of the rows that one line is composed into */
#define LINE_MOST ((size_t)1 << 20)  /* bytes of all that one line is made of */

/* --- lines ------------------------------------------------------------------------------------ */

static void end_line(const struct plain_out *o)
{
	buffer_text(o->out, o->raw ? "\r\n" : "\n");
}

/* Columns of a row. The last one stays free: some terminals go on to the next line there. */
static int cols_of(const struct plain_out *o)
{
	if (o->cols <= 0 || o->cols > FOLD)
		return FOLD;
	return o->cols > COLS_LEAST ? o->cols - 1 : COLS_LEAST;
}

static void put_folded(const struct plain_out *o, const char *text)
{
	size_t len = strlen(text), next;

	for (size_t at = 0; at < len; at += next) {
		size_t size = cluster_fold(text + at, len - at, cols_of(o), &next);

		if (at > 0)
			end_line(o);
		buffer_add(o->out, text + at, size);
	}
}

/* As a page shows it: rows composed from left to right, at the edge where reading begins. */
static void put_visual(const struct plain_out *o, const char *text)
{
	ARENA_CLEAN struct arena *a = arena_new(ROWS_MOST);
	struct grid *g = grid_new(a, cols_of(o), 1);
	struct sheet s;

	sheet_open(&s, a, lang_direction(message_lang()), g->cols);
	sheet_fold(&s, 0, &(struct strip){0, g->cols, STYLE_PLAIN}, text);
	for (int i = 0; i < s.count; i++) {
		g = grid_new(a, g->cols, 1);
		sheet_compose(&s, &s.lines[i], g, 0, 0);
		if (i > 0)
			end_line(o);
		print_row(g, 0, o->out);
	}
}

/* Tatweel only stretches a letter; a voice may name it. */
static const char *without_tatweel(struct arena *a, const char *text)
{
	const char *tatweel = "\u0640", *from = text, *end;
	char *clean = arena_take(a, strlen(text) + 1), *to = clean;

	while ((end = strstr(from, tatweel)) != NULL) {
		memcpy(to, from, (size_t)(end - from));
		to += end - from;
		from = end + strlen(tatweel);
	}
	memcpy(to, from, strlen(from));
	return clean;
}

static void put_words(const struct plain_out *o, const char *text, size_t len)
{
	ARENA_CLEAN struct arena *a = arena_new(LINE_MOST);
	const char *line = arena_slice(a, text, len);

	if (o->visual) {
		put_visual(o, line);
		return;
	}
	line = without_tatweel(a, text_safe(a, line, 0));
	if (o->raw)
		put_folded(o, line);
	else
		buffer_text(o->out, line);
}

void plain_line(const struct plain_out *o, const char *text)
{
	for (;;) {
		size_t len = strcspn(text, "\n");

		put_words(o, text, len);
		end_line(o);
		if (text[len] == '\0')
			return;
		text += len + 1;
	}
}

void plain_prompt(const struct plain_out *o, const char *text)
{
	put_words(o, text, strlen(text));
	if (o->visual)
		end_line(o);
	else
		buffer_text(o->out, " ");
}

static void put_blanks(const struct plain_out *o, int count)
{
	for (int i = 0; i < count; i++)
		buffer_text(o->out, " ");
}

static void put_cells(const struct plain_out *o, const struct bidi_cell *cells, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (int j = 0; j < CELL_CODES && cells[i].code[j] != 0; j++) {
			char bytes[4];

			buffer_add(o->out, bytes, utf8_encode(cells[i].code[j], bytes));
		}
}

void plain_typed(const struct plain_out *o, const char *text, size_t len)
{
	ARENA_CLEAN struct arena *a = arena_new(LINE_MOST);
	int cols = cols_of(o), width;
	size_t from = 0, count;
	struct bidi_cell *cells;
	enum direction base = typed_base(text, len, len, lang_direction(message_lang()));

	while (cluster_cols(text + from, len - from) > cols - 1)
		from += cluster_next(text + from, len - from, NULL);
	cells = bidi_row(a, text + from, len - from, base, BIDI_FIELD, &count);
	width = cluster_cols(text + from, len - from);
	buffer_text(o->out, "\r");
	if (base == DIRECTION_RTL)
		put_blanks(o, cols - width);
	put_cells(o, cells, count);
	if (base == DIRECTION_LTR)
		put_blanks(o, cols - width);
	/* The cursor goes back to where the next letter will stand. */
	buffer_text(o->out, "\r");
	if (base == DIRECTION_RTL)
		put_blanks(o, cols - width - 1);
	else
		put_cells(o, cells, count);
}

/* --- blocks ----------------------------------------------------------------------------------- */

static const char *pair_of(struct arena *a, const char *label, const char *value)
{
	if (value == NULL || value[0] == '\0')
		return label;
	return words_labelled(a, label, value);
}

static const char *numbered(struct arena *a, int number, const char *text)
{
	return number > 0 ? arena_format(a, "%d. %s", number, text) : text;
}

static const char *notice_word(int level)
{
	static const char *const words[] = {N_("Note"), N_("Done"), N_("Warning"), N_("Error")};

	return _(words[level]);
}

static const char *stage_word(int level)
{
	static const char *const words[] = {
		/* TRANSLATORS: a stage that is still to come */
		N_("To come"),
		/* TRANSLATORS: the stage where the application stands */
		N_("Now"), N_("Done"),
		/* TRANSLATORS: a stage at which an application ended */
		N_("Ended here")};

	return _(words[level]);
}

const char *plain_spoken(struct arena *a, const char *number)
{
	size_t len = strlen(number), size = len % 3 == 0 ? 3 : 4;
	const char *groups = "";

	if (len <= size || number[strspn(number, "0123456789")] != '\0')
		return number;
	for (size_t at = 0; at < len; at += size)
		groups = arena_format(a, "%s%s%.*s", groups, at > 0 ? " " : "", (int)size,
				      number + at);
	return groups;
}

static const char *joined(struct arena *a, const char *first, const char *next)
{
	if (first == NULL)
		return next;
	return FILL(a, _("{first}, {next}"), {"first", first}, {"next", next});
}

/* A row as it is said: its name (its state): what speaks for itself, then pairs. */
static const char *row_of(struct arena *a, const struct block *b)
{
	const struct page_table *t = b->table;
	const char *label = b->label, *rest = NULL;
	bool has_state = false;

	if (b->marked)
		/* TRANSLATORS: one of a list, which the person has marked */
		label = FILL(a, _("{label}, marked"), {"label", label});
	for (size_t i = 0; i < t->count; i++) {
		bool bare = t->columns[i].bare;

		if (t->columns[i].weight == 1 || b->cells[i][0] == '\0')
			continue;
		if (t->columns[i].value == VALUE_STATE && bare && !has_state)
			label = FILL(a, _("{label} ({state})"), {"label", label},
				     {"state", b->cells[i]});
		else
			rest = joined(a, rest,
				      bare ? b->cells[i]
					   : pair_of(a, t->columns[i].label, b->cells[i]));
		has_state = has_state || (t->columns[i].value == VALUE_STATE && bare);
	}
	return numbered(a, b->number, pair_of(a, label, rest));
}

static const char *line_of(struct arena *a, const struct block *b)
{
	switch (b->kind) {
	case BLOCK_NOTICE: return pair_of(a, notice_word(b->level), b->label);
	case BLOCK_BULLET: return arena_format(a, "- %s", b->label);
	case BLOCK_BIG: return plain_spoken(a, b->label);
	case BLOCK_PAIR: return numbered(a, b->number, pair_of(a, b->label, b->detail));
	case BLOCK_MENU: {
		const char *label = b->label;

		if (b->tag != NULL)
			label = FILL(a, _("{label} ({state})"), {"label", label},
				     {"state", b->tag});
		return numbered(a, b->number, pair_of(a, label, b->detail));
	}
	case BLOCK_ROW: return row_of(a, b);
	case BLOCK_STAGE:
		return pair_of(a, stage_word(b->level),
			       b->detail == NULL || b->detail[0] == '\0'
				       ? b->label
				       : FILL(a, _("{stage}, {when}"), {"stage", b->label},
					      {"when", b->detail}));
	default: return b->label;
	}
}

/* The rows of a page that is one list; 0 where rows stand under several headings. */
static size_t row_count(const struct page *p)
{
	size_t rows = 0, tables = 0;

	for (const struct block *b = p->first; b != NULL; b = b->next) {
		rows += b->kind == BLOCK_ROW;
		tables += b->kind == BLOCK_TABLE;
	}
	return tables == 1 ? rows : 0;
}

bool plain_page_is_long(const struct page *p)
{
	return row_count(p) > PLAIN_HANDFUL;
}

void plain_more(const struct plain_out *o, size_t said, size_t all)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)4 << 10);

	plain_line(o, FILL(a, _("{said} of {all}: + shows the next ones."),
			   {"said", arena_format(a, "%zu", said)},
			   {"all", arena_format(a, "%zu", all)}));
}

size_t plain_page_rows(const struct plain_out *o, const struct page *p, size_t from)
{
	size_t at = 0;

	for (const struct block *b = p->first; b != NULL; b = b->next) {
		if (b->kind != BLOCK_ROW || at++ < from)
			continue;
		if (at > from + PLAIN_HANDFUL) {
			plain_more(o, from + PLAIN_HANDFUL, row_count(p));
			return from + PLAIN_HANDFUL;
		}
		plain_line(o, line_of(p->arena, b));
	}
	return 0;
}

size_t plain_page(const struct plain_out *o, const struct page *p)
{
	bool is_long = plain_page_is_long(p);
	size_t said = 0;

	plain_line(o, "");
	if (p->trail != NULL && p->trail[0] != '\0')
		plain_line(o, p->trail);
	plain_line(o, p->title);
	for (const struct block *b = p->first; b != NULL; b = b->next) {
		if (b->kind == BLOCK_TABLE && is_long)
			said = plain_page_rows(o, p, 0);
		if (b->kind == BLOCK_FIELD || b->kind == BLOCK_TABLE ||
		    (b->kind == BLOCK_ROW && is_long))
			continue;
		if (b->kind == BLOCK_HEADING)
			plain_line(o, "");
		plain_line(o, b->kind == BLOCK_GAP ? "" : line_of(p->arena, b));
	}
	return said;
}

/* --- prompts ---------------------------------------------------------------------------------- */

const char *plain_page_asks(struct arena *a, const char *words)
{
	/* TRANSLATORS: what a person is asked for, before what is typed */
	return FILL(a, _("{prompt}:"), {"prompt", words});
}

const char *plain_choice_prompt(struct arena *a, const struct page *p)
{
	const char *words = NULL;

	if (p->every_language) /* the page has said it in each */
		return arena_format(a, "1-%d, q:", p->choices);
	if (p->choices == 1)
		/* TRANSLATORS: in a list of what can be typed: the only choice of the page */
		words = _("1 for the choice above");
	else if (p->choices > 1)
		words = FILL(a, _("A number from 1 to {last}"),
			     {"last", arena_format(a, "%d", p->choices)});
	else if (p->searches)
		/* TRANSLATORS: the first of what can be typed, where there is nothing to choose */
		words = _("Words to search for");
	if (p->marks)
		words = joined(a, words, _("+ and a number marks"));
	if (plain_page_is_long(p))
		/* TRANSLATORS: in a list of what can be typed: the next ones of a long list */
		words = joined(a, words, _("+ more"));
	if (p->searches && p->choices > 0)
		words = joined(a, words, _("words to search for"));
	if (p->wants_back)
		words = joined(a, words, _("0 back"));
	words = joined(a, words, _("? help"));
	words = joined(a, words, _("l language"));
	words = joined(a, words, _("q leave"));
	return plain_page_asks(a, words);
}
