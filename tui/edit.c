/* edit.c - a line or a few lines of text being typed, in logical order, with a cursor between
 * clusters. */
#include "tui/edit.h"

#include "i18n/base/arena.h"
#include "i18n/cluster.h"
#include "i18n/digits.h"
#include "i18n/text.h"
#include "i18n/utf8.h"

#include <string.h>

#define NBSP 0xA0
#define ZWNJ 0x200C
#define ZWJ 0x200D

void edit_open(struct edit *e, const char *value, enum direction direction, bool ltr, int lines)
{
	size_t len = strlen(value);

	*e = (struct edit){.ltr = ltr, .lines = lines, .direction = direction};
	if (ltr)
		e->direction = DIRECTION_LTR;
	buffer_open(&e->text, EDIT_MAX);
	while (len > EDIT_MAX)
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

	if (!buffer_add(&e->text, s, len))
		return;
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

/* The letters of a presentation form; nothing for what has no place in a text. */
static void insert_clean(struct edit *e, uint32_t code)
{
	ARENA_CLEAN struct arena *a = arena_new(4096);
	char bytes[5] = "_"; /* keeps a mark's place */
	char *clean;

	if (text_clean(a, bytes, 1 + utf8_encode(code, bytes + 1), TEXT_LINE, &clean, NULL) ==
	    FAULT_NONE)
		insert(e, clean + 1, strlen(clean + 1));
}

static void insert_code(struct edit *e, uint32_t code)
{
	int digit = e->ltr ? digits_value(code) : -1;
	char c = digit >= 0 ? (char)('0' + digit) : (char)code;

	if (digit >= 0 || (code >= 0x20 && code < 0x7F))
		insert(e, &c, 1);
	else if (code == NBSP)
		insert(e, " ", 1);
	else if ((code == ZWNJ || code == ZWJ) && e->at > 0)
		insert(e, code == ZWNJ ? "\xE2\x80\x8C" : "\xE2\x80\x8D", 3);
	else if (e->at > 0 || cluster_code_cols(code) > 0)
		insert_clean(e, code);
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

static void move(struct edit *e, bool to_right, bool word)
{
	bool forward = to_right == (e->direction == DIRECTION_LTR);

	if (word && forward)
		word_behind(e);
	else if (word)
		word_before(e);
	else if (forward)
		e->at += size_behind(e);
	else
		e->at -= size_before(e);
}

/* The line above (-1) or below (1), about the same column; false when there is none. */
static bool change_line(struct edit *e, int step)
{
	size_t start = line_start(e, e->at), end = line_end(e, e->at);
	int col = e->text.size == 0 ? 0 : cluster_cols(e->text.data + start, e->at - start);

	if (step < 0 ? start == 0 : end == e->text.size)
		return false;
	start = step < 0 ? line_start(e, start - 1) : end + 1;
	end = line_end(e, start);
	e->at = start + cluster_fit(e->text.data + start, end - start, col);
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

bool edit_key(struct edit *e, const struct key *k)
{
	if (e->text.data == NULL)
		buffer_text(&e->text, "");
	switch (k->kind) {
	case KEY_CHAR: insert_code(e, k->code); return true;
	case KEY_BACKSPACE: backspace(e); return true;
	case KEY_DELETE: cut(e, e->at, e->at + size_behind(e)); return true;
	case KEY_LEFT: move(e, false, false); return true;
	case KEY_RIGHT: move(e, true, false); return true;
	case KEY_WORD_LEFT: move(e, false, true); return true;
	case KEY_WORD_RIGHT: move(e, true, true); return true;
	case KEY_HOME: e->at = line_start(e, e->at); return true;
	case KEY_END: e->at = line_end(e, e->at); return true;
	case KEY_ENTER: return enter(e);
	case KEY_UP: return e->lines > 1 && change_line(e, -1);
	case KEY_DOWN: return e->lines > 1 && change_line(e, 1);
	case KEY_CTRL: return control(e, k->code);
	case KEY_NONE: return true;
	default: return false;
	}
}
