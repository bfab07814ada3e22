/* pages_digit.c - a digit that was a letter: Arabic in Latin letters has 2, 3, 5, 6, 7 and 9 within
 * its words (7adana, sejel 3adli), where a digit chooses. */
#include "tui/face/pages_inside.h"

#define DEEP 3 /* pages gone back from at most: what the digit has opened, and what an L has */

bool pages_digit_may_be(const struct pages *c, const struct key *k)
{
	const struct edit *e = &c->now->search;
	const struct position *at = &c->now->at;

	return k->kind == KEY_CHAR && k->code >= '1' && k->code <= '9' && e->at == e->text.size &&
	       (e->text.size == 0 || !c->now->searched) && (at->choice == 0 || at->number > 0);
}

void pages_digit_note(struct pages *c, unsigned page, uint32_t code)
{
	struct word_digit *d = &c->digit;

	if (d->page != page)
		*d = (struct word_digit){.page = page};
	if (d->count == WORD_DIGIT_KEYS)
		d->page = 0;
	else
		d->codes[d->count++] = code;
}

/* Letters that do something on the page that the digit has opened, and with which a word may go on
 * (3laj, 3nwan). */
static bool is_command(uint32_t code)
{
	char letter = key_letter(&(struct key){.kind = KEY_CHAR, .code = code});

	return letter == 'l' || letter == 'n';
}

static bool leaves(const struct key *k)
{
	return key_letter(k) == 'q' || key_letter(k) == 'p';
}

/* Typed with no time to read the page that the digit has opened. */
static bool is_quick(const struct press *p)
{
	return !p->painted || p->key->after <= BREATH;
}

/* True where letters mean nothing of their own: at choices, and in a number's field that nothing
 * was typed into. Choices among which one can search have them only of who has read. */
static bool has_no_letters(const struct pages *c, const struct press *p)
{
	if (c->page->searches)
		return c->page->choices > 0 && !c->page->narrows && is_quick(p);
	return c->now->at.field == 0 || pages_field_here(c)->numeric;
}

/* A letter that was typed without a look at what the digit did: behind it at once, or before its
 * page was shown. After a pause it is for the page that stands there. */
static bool is_of_one_word(const struct pages *c, const struct press *p)
{
	return !p->painted || p->key->after <= (c->now->at.field == 0 ? THOUGHT : BREATH);
}

/* The key may be the next of the word, yet is nothing but what it is on this page: L and N do what
 * they do, a blank scrolls. */
static bool waits(const struct pages *c, const struct key *k)
{
	const struct word_digit *d = &c->digit;

	if (c->now->at.field != 0)
		return false;
	if (k->code == ' ')
		return d->count == 1;
	return !c->page->searches && is_command(k->code) && !is_command(d->codes[d->count - 1]);
}

/* A letter that is no command, or one behind another key than a command. */
static bool goes_on(const struct pages *c, const struct key *k)
{
	const struct word_digit *d = &c->digit;

	if (!pages_letter_is(k))
		return false;
	return c->now->at.field != 0 || c->page->searches ||
	       (!leaves(k) && !(is_command(k->code) && is_command(d->codes[d->count - 1])));
}

/* Back to the words, the digit behind them; the letter itself is yet to be typed. */
static void go_back(struct pages *c)
{
	struct word_digit d = c->digit;

	for (int i = 0; i < DEEP && !pages_stands(c, d.page); i++)
		pages_back(c);
	if (!pages_stands(c, d.page))
		return;
	c->word = c->now->searched = false;
	c->lettered = 0;
	c->now->at.choice = 0;
	c->now->at.number = -1;
	for (size_t i = 0; i < d.count; i++)
		edit_key(&c->now->search, &(struct key){.kind = KEY_CHAR, .code = d.codes[i]});
}

/* On the page that the digit has opened. False when the word may go on. */
static bool is_over(struct pages *c, const struct press *p)
{
	const struct key *k = p->key;
	struct word_digit *d = &c->digit;

	if (k->kind != KEY_CHAR || !has_no_letters(c, p) || d->count == WORD_DIGIT_KEYS)
		return true;
	if (waits(c, k)) {
		d->codes[d->count++] = k->code;
		return false;
	}
	if (goes_on(c, k))
		go_back(c);
	return true;
}

/* On the page where it was typed: the digit named nothing, or its number may become longer. Behind
 * a pause such a number is no part of the words: who begins them now leaves it. */
static bool is_over_here(struct pages *c, const struct press *p)
{
	const struct key *k = p->key;

	if (k->kind != KEY_CHAR)
		return true;
	if (k->code >= '1' && k->code <= '9')
		return false; /* a choice of two digits */
	if ((c->now->at.number < 0 || is_of_one_word(c, p)) &&
	    (pages_letter_is(k) || (k->code == ' ' && !(c->page->marks && c->now->at.choice > 0))))
		go_back(c);
	return true;
}

void pages_digit_follow(struct pages *c, const struct press *p)
{
	struct word_digit *d = &c->digit;
	bool over;

	if (d->page == 0)
		return;
	if (pages_stands(c, d->page))
		over = is_over_here(c, p);
	else
		over = !is_of_one_word(c, p) || is_over(c, p);
	if (over)
		d->page = 0;
}
