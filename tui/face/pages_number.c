/* pages_number.c - a reference number that is typed where digits choose: it leads to tracking, with
 * its digits, and chooses nothing on the way any more. */
#include "tui/face/pages_inside.h"

#include "i18n/digits.h"
#include "tui/screens/screens.h"

#include <string.h>

#define NUMBER 7  /* digits with no other key between them: no choices any more */
#define GROUP 4   /* digits of its first part, as it is printed */
#define LOOK 2500 /* milliseconds that a look at the paper takes at most */

static int digit_of(const struct key *k)
{
	return k->kind == KEY_CHAR ? digits_value(k->code) : -1;
}

static bool parts(uint32_t code)
{
	return code == ' ' || code == '-';
}

/* Where a visitor chooses or searches among services, outside of any application. */
static bool is_place(const struct pages *c)
{
	return c->page->searches && !c->page->narrows && c->x.caller->role != ROLE_STAFF &&
	       stack_reference(c->stack) == NULL;
}

static bool begins_here(const struct pages *c)
{
	return is_place(c) && (c->now->search.text.size == 0 || c->now->searched);
}

static void open_tracking(struct pages *c, unsigned below, const char *typed)
{
	struct typing_field *entry;

	while (stack_depth(c->stack) > 1 && !pages_stands(c, below))
		stack_pop(c->stack);
	stack_push(c->stack, track_new());
	c->page = NULL;
	c->digit.page = 0;
	c->run = (struct digit_run){0};
	c->zero = 0;
	pages_see(c);
	entry = typing_find(c->now, c->now->at.field);
	if (entry == NULL)
		return;
	typing_set(&entry->edit, typed);
	entry->changed = true;
	c->page = NULL;
	pages_see(c);
}

/* With the digits that were typed; in groups where they were typed in their parts. */
static void lead_there(struct pages *c, unsigned below, const struct typed_number *n)
{
	char shown[2 * sizeof(n->typed)], *end = shown;

	for (size_t i = n->from; i < n->size; i++) {
		if (n->parted && i > n->from && (i - n->from) % GROUP == 0)
			*end++ = ' ';
		*end++ = n->typed[i];
	}
	*end = '\0';
	open_tracking(c, below, shown);
}

/* Behind a pause another number begins, unless this one is typed in its parts: who walks by digits
 * looks at each page, and a choice is no digit of a number. */
static void look_up(struct pages *c, const struct press *p, bool in_field)
{
	struct typed_number *n = &c->number;

	if (in_field || (n->size > 0 && p->key->after <= BREATH))
		return;
	if (n->parted && n->size - n->from < 2 * GROUP) {
		n->slow = true;
		return;
	}
	n->parted = n->slow = false;
	if (n->size > GROUP) {
		memmove(n->typed, n->typed + n->size - GROUP, GROUP + 1);
		n->size = GROUP;
	}
	n->from = n->size;
	n->page = c->now->page;
}

/* A blank or a dash: the four digits before it are a part, and what stands before them is none of
 * the number. A blank reads on, too: of digits that came one by one it takes two whole parts, each
 * with a blank behind it, to be a number. True where they are. */
static bool divide(struct typed_number *n, bool slow)
{
	if (n->parted && n->slow && n->size - n->from == 2 * GROUP)
		return true;
	if (n->parted && !n->slow && !slow)
		return false;
	n->parted = n->size >= GROUP;
	if (n->parted) {
		n->slow = slow || n->size - GROUP < n->from;
		n->from = n->size - GROUP;
	}
	return false;
}

static void add(struct typed_number *n, int digit)
{
	if (n->size + 1 < sizeof(n->typed))
		n->typed[n->size++] = (char)('0' + digit);
	n->typed[n->size] = '\0';
}

bool pages_number_follow(struct pages *c, const struct press *p)
{
	struct typed_number *n = &c->number;
	int digit = digit_of(p->key);
	/* In a field its own digits may take any time: only how it was come to matters. */
	bool in_field =
		n->size > 0 && !n->entered && c->now->at.field != 0 && c->now->at.edit != NULL;
	bool goes_on = n->size > 0 && !n->entered && n->in_field <= in_field &&
		       ((in_field && n->size > 1) || !p->painted || p->key->after <= LOOK);

	n->in_field = in_field;
	n->entered = in_field && p->key->kind == KEY_ENTER;
	if (goes_on && (n->entered || (p->key->kind == KEY_CHAR && parts(p->key->code)))) {
		if (!n->entered && !in_field && divide(n, p->key->after > BREATH)) {
			lead_there(c, n->page, n);
			*n = (struct typed_number){0};
		}
		return false; /* a blank stands in the field then, too */
	}
	if (!goes_on || digit < 0 || stack_reference(c->stack) != NULL)
		*n = (struct typed_number){0};
	if (digit < 0 || (n->size == 0 && !begins_here(c)))
		return false;
	look_up(c, p, in_field);
	add(n, digit);
	if (in_field || n->slow || n->size - n->from < NUMBER)
		return false;
	lead_there(c, n->page, n);
	*n = (struct typed_number){0};
	return true;
}

bool pages_number_words(struct pages *c)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)64 << 10);
	struct edit *e = &c->now->search;
	const char *words = e->text.size == 0 ? "" : arena_slice(a, e->text.data, e->text.size);

	if (!is_place(c) || !track_is_number(words))
		return false;
	typing_set(e, "");
	open_tracking(c, c->now->page, digits_ascii(a, words));
	return true;
}

const char *pages_number_with_first(const struct pages *c, const char *text)
{
	const struct typed_number *n = &c->number;
	size_t at = n->from + 1;

	if (n->size < at + 1 || n->page == c->now->page)
		return NULL;
	for (; *text != '\0'; text++) {
		if (parts((unsigned char)*text))
			continue;
		if (at >= n->size || n->typed[at++] != *text)
			return NULL;
	}
	return at == n->size ? n->typed + n->from : NULL;
}
