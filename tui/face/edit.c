/* edit.c - a line or a few lines of text being typed, in logical order, with a cursor between
 * clusters. */
#include "tui/face/edit.h"

#include "i18n/cluster.h"
#include "i18n/digits.h"
#include "i18n/text.h"
#include "i18n/utf8.h"
#include "services/registry/limits.h"

#include <string.h>

#define ZWNJ 0x200C
#define ZWJ 0x200D

void edit_open(struct edit *e, const char *value, enum direction direction, bool ltr, int lines)
{
	size_t len = strlen(value);

	*e = (struct edit){.ltr = ltr, .lines = lines, .goal = -1, .direction = direction};
	if (ltr)
		e->direction = DIRECTION_LTR;
	buffer_open(&e->text, LIMIT_ANSWER);
	while (len > LIMIT_ANSWER)
		len -= cluster_before(value, len);
	buffer_add(&e->text, value, len);
	e->at = e->text.size;
}

void edit_close(struct edit *e)
{
	if (e->text.data != NULL)
		explicit_bzero(e->text.data, e->text.size);
	buffer_close(&e->text);
}

/* --- changing --------------------------------------------------------------------------------- */

static void insert(struct edit *e, const char *s, size_t len)
{
	size_t behind = e->text.size - e->at;

	if (!buffer_add(&e->text, s, len)) {
		e->full = true;
		return;
	}
	memmove(e->text.data + e->at + len, e->text.data + e->at, behind);
	memcpy(e->text.data + e->at, s, len);
	e->at += len;
}

/* Takes `from` up to `to` away and stands there. */
static void cut(struct edit *e, size_t from, size_t to)
{
	memmove(e->text.data + from, e->text.data + to, e->text.size - to);
	e->text.size -= to - from;
	e->text.data[e->text.size] = '\0';
	e->at = from;
}

const char *edit_letters(struct arena *a, uint32_t code)
{
	char bytes[6] = "_"; /* keeps a mark's place, and the one behind it a blank's */
	size_t len = 1 + utf8_encode(code, bytes + 1);
	char *clean;

	bytes[len++] = '_';
	if (text_clean(a, bytes, len, TEXT_WORDS, &clean, NULL) != FAULT_NONE)
		return "";
	clean[strlen(clean) - 1] = '\0';
	return clean + 1;
}

static void insert_letters(struct edit *e, uint32_t code)
{
	ARENA_CLEAN struct arena *a = arena_new(4096);
	const char *letters = edit_letters(a, code);

	insert(e, letters, strlen(letters));
}

static void insert_code(struct edit *e, uint32_t code)
{
	int digit = e->ltr ? digits_value(code) : -1;
	char c = digit >= 0 ? (char)('0' + digit) : (char)code;

	if (digit >= 0 || (code >= 0x20 && code < 0x7F))
		insert(e, &c, 1);
	else if ((code == ZWNJ || code == ZWJ) && e->at > 0)
		insert(e, code == ZWNJ ? "\xE2\x80\x8C" : "\xE2\x80\x8D", 3);
	else if (e->at > 0 || cluster_code_cols(code) > 0)
		insert_letters(e, code);
}

/* One code point, so that a mark goes before its letter. */
static void backspace(struct edit *e)
{
	size_t from = e->at;

	if (from == 0)
		return;
	do
		from--;
	while (from > 0 && ((unsigned char)e->text.data[from] & 0xC0) == 0x80);
	cut(e, from, e->at);
}

static size_t size_behind(const struct edit *e)
{
	return e->at < e->text.size ? cluster_next(e->text.data + e->at, e->text.size - e->at, NULL)
				    : 0;
}

static size_t size_before(const struct edit *e)
{
	return e->at > 0 ? cluster_before(e->text.data, e->at) : 0;
}

/* What was put in or taken away may have made one cluster of what stood on both sides of it. */
static void stand_between_clusters(struct edit *e)
{
	const char *s = e->text.data;
	size_t at = e->at;

	/* Between two letters of ASCII a cluster always ends: nothing before them has a say, so
	   that a key costs the same in a long text. */
	while (at > 0 && ((unsigned char)s[at - 1] >= 0x80 ||
			  (at < e->text.size && (unsigned char)s[at] >= 0x80)))
		at--;
	while (at < e->at)
		at += cluster_next(e->text.data + at, e->text.size - at, NULL);
	e->at = at;
}

/* --- moving ----------------------------------------------------------------------------------- */

static size_t line_start(const struct edit *e, size_t at)
{
	while (at > 0 && e->text.data[at - 1] != '\n')
		at--;
	return at;
}

static size_t line_end(const struct edit *e, size_t at)
{
	while (at < e->text.size && e->text.data[at] != '\n')
		at++;
	return at;
}

static bool is_blank_at(const struct edit *e, size_t at)
{
	return e->text.data[at] == ' ' || e->text.data[at] == '\n';
}

static void word_before(struct edit *e)
{
	while (e->at > 0 && is_blank_at(e, e->at - 1))
		e->at--;
	while (e->at > 0 && !is_blank_at(e, e->at - 1))
		e->at--;
}

static void word_behind(struct edit *e)
{
	while (e->at < e->text.size && !is_blank_at(e, e->at))
		e->at++;
	while (e->at < e->text.size && is_blank_at(e, e->at))
		e->at++;
}

static enum direction base_here(const struct edit *e)
{
	return e->ltr ? DIRECTION_LTR : typed_base(e->text.data, e->text.size, e->at, e->direction);
}

static void move(struct edit *e, bool to_right, bool word)
{
	bool forward = to_right == (base_here(e) == DIRECTION_LTR);

	if (word && forward)
		word_behind(e);
	else if (word)
		word_before(e);
	else if (forward)
		e->at += size_behind(e);
	else
		e->at -= size_before(e);
}

/* --- rows ------------------------------------------------------------------------------------- */

/* Where the row of `at` begins and ends and the one behind it begins; behind a last line end there
 * is an empty row more. `*ret_above`: where the row above it begins. */
static size_t find_row(const struct edit *e, size_t at, size_t *ret_above, size_t *ret_size,
		       size_t *ret_next)
{
	int cols = e->cols > 0 ? e->cols : LIMIT_ANSWER;
	size_t start = 0;

	*ret_above = *ret_size = *ret_next = 0;
	while (start < e->text.size) {
		*ret_size = typed_row(e->text.data, e->text.size, start, cols, ret_next);
		if (typed_is_on_row(e->text.data, e->text.size, start, *ret_next, at))
			return start;
		*ret_above = start;
		start = *ret_next;
	}
	*ret_size = 0;
	*ret_next = e->text.size;
	return start;
}

/* The row above (-1) or below (1), about the same column; false when there is none. */
static bool change_row(struct edit *e, int step)
{
	size_t above, size, next, start = find_row(e, e->at, &above, &size, &next);
	bool ends = next == e->text.size && (start == next || e->text.data[next - 1] != '\n');

	if (step < 0 ? start == 0 : ends)
		return false;
	if (e->goal < 0)
		e->goal = cluster_cols(e->text.data + start, e->at - start);
	start = find_row(e, step < 0 ? above : next, &above, &size, &next);
	e->at = start + cluster_fit(e->text.data + start, size, e->goal);
	if (e->at == next && e->at > start && next < e->text.size)
		e->at -= size_before(e); /* a word cut in two: its end is the next row's begin */
	return true;
}

/* --- keys ------------------------------------------------------------------------------------- */

static bool enter(struct edit *e)
{
	if (e->lines <= 1 || line_start(e, e->at) == line_end(e, e->at))
		return false;
	insert(e, "\n", 1);
	return true;
}

/* A pasted text stays whole: once something found no room, nothing behind it is put in. */
static void paste(struct edit *e, const struct key *k)
{
	if (e->full)
		return;
	if (k->kind == KEY_CHAR)
		insert_code(e, k->code);
	else
		insert(e, k->kind == KEY_ENTER && e->lines > 1 ? "\n" : " ", 1);
}

static void delete_word(struct edit *e)
{
	size_t from = e->at;

	word_behind(e);
	cut(e, from, e->at);
}

static bool control(struct edit *e, uint32_t letter)
{
	size_t from = e->at;

	switch (letter) {
	case 'A': e->at = line_start(e, e->at); return true;
	case 'E': e->at = line_end(e, e->at); return true;
	case 'U': cut(e, line_start(e, from), from); return true;
	case 'K': cut(e, from, line_end(e, from)); return true;
	case 'W':
		word_before(e);
		cut(e, e->at, from);
		return true;
	default: return false;
	}
}

static bool take(struct edit *e, const struct key *k)
{
	switch (k->kind) {
	case KEY_CHAR: insert_code(e, k->code); return true;
	case KEY_BACKSPACE: backspace(e); return true;
	case KEY_DELETE: cut(e, e->at, e->at + size_behind(e)); return true;
	case KEY_LEFT: move(e, false, false); return true;
	case KEY_RIGHT: move(e, true, false); return true;
	case KEY_WORD_LEFT: move(e, false, true); return true;
	case KEY_WORD_RIGHT: move(e, true, true); return true;
	case KEY_WORD_DELETE: delete_word(e); return true;
	case KEY_HOME: e->at = line_start(e, e->at); return true;
	case KEY_END: e->at = line_end(e, e->at); return true;
	case KEY_ENTER: return enter(e);
	case KEY_CTRL: return control(e, k->code);
	case KEY_PASTE_END:
	case KEY_NONE: return true;
	default: return false;
	}
}

bool edit_key(struct edit *e, const struct key *k)
{
	bool used = true;

	if (e->text.data == NULL)
		buffer_text(&e->text, "");
	if (!k->pasted)
		e->full = false;
	if (k->kind == KEY_UP || k->kind == KEY_DOWN)
		return e->lines > 1 && change_row(e, k->kind == KEY_UP ? -1 : 1);
	e->goal = -1;
	if (k->pasted)
		paste(e, k);
	else
		used = take(e, k);
	stand_between_clusters(e);
	return used;
}
