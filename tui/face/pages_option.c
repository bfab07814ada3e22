/* pages_option.c - keys in a question with options: numbers, arrows, letters of their names. */
#include "tui/face/pages_inside.h"

#include "i18n/i18n.h"
#include "tui/page/narrow.h"
#include "tui/page/words.h"

/* Puts the option in, or out where several may be chosen; the page is made again to show it. */
static void mark(struct pages *c, const struct field *f, int number)
{
	struct typing_field *entry = typing_find(c->now, f->id);

	if (f->kind == FIELD_CHOICES) {
		typing_toggle(&entry->edit, number);
	} else {
		ARENA_CLEAN struct arena *a = arena_new(256);

		typing_set(&entry->edit, arena_format(a, "%d", number));
	}
	typing_set(&entry->find, "");
	entry->changed = true;
	c->now->at.number = -1;
	c->now->at.choice = number;
	c->now->at.loose = false;
	c->page = NULL;
	pages_see(c);
}

static void take(struct pages *c, const struct press *p, int number, bool at_once)
{
	const struct field *f = pages_field_here(c);
	bool goes_on = f->kind == FIELD_CHOICE && !c->held;

	mark(c, f, number);
	if (!goes_on)
		return;
	c->swallow_enter = at_once;
	pages_field_done(c, p);
}

static bool option_digit(struct pages *c, const struct press *p)
{
	struct position *at = &c->now->at;
	const struct field *f = pages_field_here(c);
	int digit = key_digit(p->key, f->find == NULL, narrow_is_long(f));
	int count = (int)f->option_count, number;

	if (digit < 0)
		return false;
	number = at->number < 0 ? digit : at->number * 10 + digit;
	if (pages_run_digit(c, p, digit, number <= count, count))
		return true;
	if (number == 0) {
		c->zero = c->run.rushed ? 0 : p->key->code;
		c->swallow_enter = true;
		if (!c->held)
			pages_field_escape(c);
	} else if (number * 10 <= count) {
		at->number = at->choice = number;
		at->loose = false;
	} else {
		take(c, p, number, true);
	}
	return true;
}

/* The option beside this one that is seen; 0 or one behind the last where there is none. */
static int option_beside(const struct field *f, int option, int step)
{
	int count = (int)f->option_count;

	do
		option += step;
	while (option >= 1 && option <= count && f->options[option - 1].hidden);
	return option;
}

/* Arrows among the options; past the first or last one to the question before or behind. */
static void move_option(struct pages *c, int step)
{
	struct position *at = &c->now->at;
	const struct field *f = pages_field_here(c);
	int count = (int)f->option_count, option = at->choice;

	if (option == 0 && step > 0)
		for (option = count; option > 0; option--)
			if (f->options[option - 1].chosen)
				break;
	if (at->choice != 0 || option == 0)
		option = option_beside(f, option, step);
	at->number = -1;
	at->loose = false;
	if (option >= 1 && option <= count)
		at->choice = option;
	else if (f->find == NULL)
		pages_field_tab(c, step);
}

/* Words where numbers choose, and no name begins with them: they are no answer. */
static bool refuse_letters(struct pages *c)
{
	ARENA_CLEAN struct arena *a = arena_new(4096);

	if (c->letters[0] == '\0' || c->now->at.number > 0)
		return false;
	pages_say(c, words_no_choice(a, bidi_isolate(a, c->letters),
				     (int)pages_field_here(c)->option_count));
	c->letters[0] = '\0';
	return true;
}

static void option_enter(struct pages *c, const struct press *p)
{
	const struct position *at = &c->now->at;
	bool single = pages_field_here(c)->kind == FIELD_CHOICE,
	     finding = pages_field_here(c)->find != NULL;

	if (!finding && refuse_letters(c))
		return;
	if (at->number > 0)
		take(c, p, at->number, false);
	else if ((single || finding) && at->choice > 0)
		take(c, p, at->choice, false);
	else if (finding)
		pages_say(c, _("No match. Esc shows the whole list."));
	else
		pages_field_done(c, p);
}

/* Takes a digit back, else the whole answer. */
static void option_clear(struct pages *c)
{
	struct typing_field *entry = typing_find(c->now, c->now->at.field);

	if (c->now->at.number >= 0) {
		c->now->at.number = c->now->at.choice =
			c->now->at.number >= 10 ? c->now->at.number / 10 : -1;
		if (c->now->at.choice < 0)
			c->now->at.choice = 0;
		return;
	}
	typing_set(&entry->edit, "");
	entry->changed = true;
	c->page = NULL;
	pages_see(c);
}

static int best_option(const struct field *f)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	struct option *options = arena_array(a, f->option_count, sizeof(*options));

	memcpy(options, f->options, f->option_count * sizeof(*options));
	return narrow_options(options, f->option_count, f->find).best;
}

/* Makes the page again with what fits the letters; the arrow stands at what fits best. */
static void narrow(struct pages *c)
{
	struct position *at = &c->now->at;
	const struct field *f;

	c->page = NULL;
	pages_see(c);
	f = pages_field_here(c);
	at->number = -1;
	at->choice = f->find == NULL ? 0 : best_option(f);
	at->loose = false;
	if (f->find != NULL && at->choice == 0)
		pages_say(c, _("No match. Esc shows the whole list."));
}

/* True for a key that goes into the letters or changes them. */
static bool is_of_letters(const struct pages *c, const struct key *k, bool finding)
{
	switch (k->kind) {
	case KEY_CHAR:
		if (k->code == '?' || k->code == 0x61F || k->code == ',' || k->code == 0x60C)
			return false;
		return finding || k->code > '@';
	case KEY_BACKSPACE: return finding && c->now->at.number < 0;
	case KEY_ESCAPE:
	case KEY_CTRL: return finding;
	default: return false;
	}
}

/* In a short list a letter is a name's where one begins with it, else a command. Behind a letter
 * that was neither it is of the same word. */
static bool begins_a_name(const struct pages *c, const struct field *f, const struct key *k)
{
	ARENA_CLEAN struct arena *a = arena_new(4096);

	return k->kind == KEY_CHAR && !(c->word && k->after <= THOUGHT) &&
	       narrow_begins(f, edit_letters(a, k->code));
}

/* Letters narrow the list. */
static bool find_key(struct pages *c, const struct press *p)
{
	const struct field *f = pages_field_here(c);
	struct edit *find = &typing_find(c->now, f->id)->find;

	if (!is_of_letters(c, p->key, f->find != NULL) ||
	    (f->find == NULL && !narrow_is_long(f) && !begins_a_name(c, f, p->key)))
		return false;
	if (p->key->kind == KEY_ESCAPE)
		typing_set(find, "");
	else if (!edit_key(find, p->key))
		return false;
	narrow(c);
	return true;
}

bool pages_option_key(struct pages *c, const struct press *p)
{
	const struct key *k = p->key;
	const struct position *at = &c->now->at;
	bool parts = k->kind == KEY_CHAR && (k->code == ',' || k->code == ' ' || k->code == 0x60C);

	int count = (int)pages_field_here(c)->option_count;

	if (pages_letter_accent(c, p, count) || option_digit(c, p) || find_key(c, p))
		return true;
	if (parts) {
		int number = at->number > 0 ? at->number : (k->code == ' ' ? at->choice : 0);

		if (number > 0)
			take(c, p, number, false);
		return number > 0;
	}
	if (k->kind == KEY_BACKSPACE || k->kind == KEY_DELETE) {
		option_clear(c);
		return true;
	}
	if (c->held)
		return false;
	switch (k->kind) {
	case KEY_ENTER: option_enter(c, p); return true;
	case KEY_UP: move_option(c, -1); return true;
	case KEY_DOWN: move_option(c, 1); return true;
	case KEY_TAB: pages_field_tab(c, 1); return true;
	case KEY_BACKTAB: pages_field_tab(c, -1); return true;
	default: return pages_letter_key(c, p, count);
	}
}
