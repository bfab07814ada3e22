/* pages_run.c - a number that is typed where digits choose, an identity number or a day a line too
 * early: its digits are no commands one by one. */
#include "tui/face/pages_inside.h"

#include "tui/page/words.h"

#include <string.h>

#define ZEROS 3 /* side by side that numbers have: 3 00 01 01 begins that of who was born then */

static void note(struct digit_run *r, char c)
{
	r->zeros = c == '0' ? r->zeros + 1 : 0;
	if (r->size + 1 < sizeof(r->typed))
		r->typed[r->size++] = c;
	r->typed[r->size] = '\0';
}

static void tell(struct pages *c)
{
	ARENA_CLEAN struct arena *a = arena_new(4096);
	size_t size = c->run.size;

	while (size > 0 && c->run.typed[size - 1] == ' ')
		size--;
	if (c->run.last > 0)
		pages_say(c, words_no_choice(a, arena_slice(a, c->run.typed, size), c->run.last));
}

/* What numbers, days and times are written with; 0: none of it. */
static char sign_of(const struct key *k)
{
	int digit = key_digit(k, true, false);

	if (k->kind != KEY_CHAR)
		return '\0';
	if (k->code < 0x80 && k->code != 0 && strchr("-/.: ", (int)k->code) != NULL)
		return (char)k->code;
	return digit < 0 ? '\0' : (char)('0' + digit);
}

/* The fourth 0 is what 0 always is, and quickly typed it leaves: who hammers the quick exit must
 * get out whatever was typed before. A number with four loses the visit, which loses no answer. */
static bool hammers(const struct digit_run *r, const struct key *k)
{
	return r->zeros >= ZEROS && key_digit(k, true, false) == 0;
}

bool pages_run_follow(struct pages *c, const struct press *p)
{
	struct digit_run *r = &c->run;
	bool goes_on = r->size > 0 && p->key->after <= BREATH;

	if (r->refused && pages_stands(c, r->page) && c->now->at.field == r->field) {
		if (p->key->kind == KEY_ENTER && p->key->after <= THOUGHT) {
			tell(c);
			*r = (struct digit_run){0};
			return true;
		}
		if (goes_on && sign_of(p->key) != '\0' && !hammers(r, p->key)) {
			note(r, sign_of(p->key));
			c->zero = r->zeros >= ZEROS ? p->key->code : 0;
			tell(c);
			return true;
		}
	}
	if (r->refused || !goes_on || sign_of(p->key) == '\0')
		*r = (struct digit_run){0};
	else if (key_digit(p->key, true, false) < 0)
		note(r, sign_of(p->key)); /* the zeros of 16:00 are no quick exit */
	return false;
}

bool pages_run_digit(struct pages *c, const struct press *p, int digit, bool named, int last)
{
	struct digit_run *r = &c->run;
	int before = c->now->at.number;
	bool back = before < 0 && digit == 0;
	bool within;

	/* Whom another page was shown meanwhile goes back from it, however fast. */
	r->rushed = r->size > 0 && r->typed[r->size - 1] != '0' && p->key->soon;
	within = r->rushed && (!p->painted || r->on == stack_page(c->stack));
	r->on = stack_page(c->stack);

	if (r->size == 0 && before > 0)
		r->size = (size_t)snprintf(r->typed, sizeof(r->typed), "%d", before);
	note(r, (char)('0' + digit));
	if (back ? !within : named)
		return false;
	if (before > 0)
		c->now->at.choice = 0; /* the number's first digits stood there */
	c->now->at.number = -1;
	r->page = stack_page(c->stack);
	r->field = c->now->at.field;
	r->last = last;
	r->refused = !c->page->searches; /* there its digits may be of the words */
	tell(c);
	return true;
}
