/* plain_entry.c - the one line that a person types in plain lines, and its echo. */
#include "tui/face/plain_entry.h"

#include "i18n/i18n.h"
#include "services/registry/limits.h"
#include "tui/face/edit.h"

#include <string.h>

#define ZWNJ 0x200C
#define ZWJ 0x200D

void plain_entry_open(struct plain_entry *e, const struct plain_out *to)
{
	*e = (struct plain_entry){.to = to};
	buffer_open(&e->line, LIMIT_ANSWER);
}

void plain_entry_close(struct plain_entry *e)
{
	if (e->line.data != NULL)
		explicit_bzero(e->line.data, e->line.room);
	buffer_close(&e->line);
}

void plain_entry_clear(struct plain_entry *e)
{
	if (e->line.size > 0)
		explicit_bzero(e->line.data, e->line.size);
	buffer_clear(&e->line);
	e->over_long = e->stale = false;
}

void plain_entry_add(struct plain_entry *e, const char *bytes, size_t len)
{
	if (!buffer_add(&e->line, bytes, len))
		e->over_long = true;
	else if (e->to->raw && e->to->visual)
		e->stale = true;
	else if (e->to->raw && !e->secret)
		buffer_add(e->to->out, bytes, len);
}

/* A letter changes the form of the one before it. */
void plain_entry_show(struct plain_entry *e)
{
	if (e->stale && !e->secret)
		plain_typed(e->to, e->line.size > 0 ? e->line.data : "", e->line.size);
	e->stale = false;
}

void plain_entry_repeat(struct plain_entry *e)
{
	if (!e->to->raw || e->secret || e->line.size == 0)
		return;
	e->stale = e->to->visual;
	if (e->stale)
		plain_entry_show(e);
	else
		buffer_add(e->to->out, e->line.data, e->line.size);
}

/* One key may stand for several letters; what has no place in a text is left out. */
static void add_code(struct plain_entry *e, uint32_t code)
{
	ARENA_CLEAN struct arena *a = arena_new(4096);
	char bytes[4];
	const char *letters;

	if (code < 0x80 || code == ZWNJ || code == ZWJ) {
		plain_entry_add(e, bytes, utf8_encode(code, bytes));
		return;
	}
	letters = edit_letters(a, code);
	if (letters[0] != '\0')
		plain_entry_add(e, letters, strlen(letters));
}

/* Takes the last cluster away, on the screen too. */
static void backspace(struct plain_entry *e)
{
	size_t size = e->line.size == 0 ? 0 : cluster_before(e->line.data, e->line.size);
	int cols;

	if (size == 0)
		return;
	cols = cluster_cols(e->line.data + e->line.size - size, size);
	e->line.size -= size;
	e->line.data[e->line.size] = '\0';
	if (e->to->visual)
		e->stale = true;
	for (int i = 0; i < cols && !e->secret && !e->to->visual; i++)
		buffer_text(e->to->out, "\b \b");
}

static bool ends_with_blank(const struct plain_entry *e)
{
	return e->line.size > 0 && e->line.data[e->line.size - 1] == ' ';
}

static void backspace_word(struct plain_entry *e)
{
	while (ends_with_blank(e))
		backspace(e);
	while (e->line.size > 0 && !ends_with_blank(e))
		backspace(e);
}

static bool control(struct plain_entry *e, uint32_t letter)
{
	if (letter == 'W')
		backspace_word(e);
	else if (letter == 'U')
		while (e->line.size > 0)
			backspace(e);
	return letter == 'W' || letter == 'U';
}

bool plain_entry_key(struct plain_entry *e, const struct key *k)
{
	switch (k->kind) {
	case KEY_CHAR: add_code(e, k->code); return true;
	case KEY_BACKSPACE: backspace(e); return true;
	case KEY_CTRL: return control(e, k->code);
	default: return false;
	}
}
