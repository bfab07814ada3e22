/* pages_letter.c - letters where choices are numbered: a command each, unless they are those of a
 * word. */
#include "tui/face/pages_inside.h"

#include "i18n/utf8.h"
#include "tui/screens/leave.h"

#include <string.h>

bool pages_letter_is(const struct key *k)
{
	return k->kind == KEY_CHAR && k->code != 0x61F && (key_letter(k) != 0 || k->code >= 0xC0);
}

static bool opens_page(const struct key *k)
{
	return key_letter(k) == 'l' || key_letter(k) == 'q';
}

static int step_of(const struct key *k)
{
	return key_letter(k) == 'n' ? 1 : key_letter(k) == 'p' ? -1 : 0;
}

/* Whoever types a word where nothing can be typed («محمد», "leila") means no language by its م or
 * its l, and no other row of a list by its p («passeport»): the page that its first letter has
 * opened is left again with the second one, and the others mean nothing until another key comes.
 * Whoever holds n or p goes on through a list. */
static bool is_of_word(struct pages *c, const struct press *p)
{
	bool opened = c->lettered != 0 && pages_stands(c, c->lettered);
	int stepped = opened ? c->stepped : 0;

	if (stepped != 0 && p->key->after > THOUGHT)
		opened = false; /* she has read the row since: a command again */
	c->lettered = 0;
	c->stepped = 0;
	if (!pages_letter_is(p->key) || (!opened && !c->word))
		return false;
	if (opened && stepped != 0 && step_of(p->key) != 0)
		return false;
	if (opened && leave_is_asked(c->stack) && key_letter(p->key) == 'q')
		return false; /* twice to leave */
	if (opened && stepped != 0)
		pages_send(c, &(struct input){.kind = INPUT_STEP, .act = -stepped});
	else if (opened)
		pages_back(c);
	c->word = true;
	return true;
}

bool pages_letter_accent(struct pages *c, const struct press *p, int last)
{
	if (!c->word || !pages_letter_is(p->key) || key_digit(p->key, false, false) >= 0 ||
	    key_digit(p->key, true, false) < 0)
		return false;
	c->word = false;
	pages_say_range(c, last);
	return true;
}

/* A word goes on; another one begins. */
static void note(struct pages *c, const struct key *k)
{
	char bytes[4];
	size_t size = c->word || c->lettered != 0 ? strlen(c->letters) : 0;
	size_t len = pages_letter_is(k) ? utf8_encode(k->code, bytes) : 0;

	if (len == 0 || size + len >= sizeof(c->letters))
		return;
	memcpy(c->letters + size, bytes, len);
	c->letters[size + len] = '\0';
}

bool pages_letter_key(struct pages *c, const struct press *p, int last)
{
	unsigned page = c->now->page;

	note(c, p->key);
	if (is_of_word(c, p)) {
		pages_say_range(c, pages_stands(c, page) ? last : c->page->choices);
		return true;
	}
	if (pages_common_key(c, p)) {
		if (!pages_stands(c, page) && !stack_is_over(c->stack)) {
			c->stepped = step_of(p->key);
			if (c->stepped != 0 || opens_page(p->key))
				c->lettered = stack_page(c->stack);
		}
		return true;
	}
	if (p->key->kind != KEY_CHAR)
		return false;
	c->word = pages_letter_is(p->key);
	pages_say_range(c, last); /* it means nothing here */
	return true;
}
