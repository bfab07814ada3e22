/* pages_choice.c - keys at the numbered choices of a page, and in its search. */
#include "tui/face/pages_inside.h"

#include "i18n/cluster.h"
#include "i18n/digits.h"
#include "i18n/i18n.h"
#include "i18n/utf8.h"

#define ROWS_LOW 20 /* under so many rows of the screen nothing is said twice */

/* --- choices ---------------------------------------------------------------------------------- */

static void choose(struct pages *c, int number, bool at_once)
{
	const struct block *b = page_choice(c->page, number);

	if (b == NULL)
		return;
	c->now->at.choice = 0;
	c->now->at.number = -1;
	c->now->searched = c->now->searched || c->now->search.text.size > 0;
	c->swallow_enter = at_once;
	pages_send(c, &(struct input){.kind = INPUT_CHOOSE, .act = b->act});
}

/* A number on a page that acts for good: only a key that came after the page was sent takes it. */
static bool is_early(const struct pages *c, const struct press *p)
{
	return c->page->deliberate && !p->painted;
}

bool pages_choice_digit(struct pages *c, const struct press *p)
{
	struct position *at = &c->now->at;
	int digit = key_digit(p->key, true, c->page->searches), number;

	if (digit < 0)
		return false;
	number = at->number < 0 ? digit : at->number * 10 + digit;
	if (pages_run_digit(c, p, digit, page_choice(c->page, number) != NULL, c->page->choices))
		return true;
	if (number == 0) {
		c->zero = c->run.rushed ? 0 : p->key->code;
		pages_back(c);
		c->swallow_enter = true; /* 0 is taken at once, like any choice */
	} else if (number * 10 <= c->page->choices) {
		at->number = at->choice = number;
		at->loose = false;
	} else if (is_early(c, p)) {
		at->choice = number;
		at->number = -1;
		at->loose = false;
	} else {
		choose(c, number, true);
	}
	return true;
}

bool pages_choice_enter(struct pages *c, const struct press *p)
{
	const struct position *at = &c->now->at;
	int number = at->number > 0 ? at->number : at->choice;

	if (number <= 0)
		return false;
	if (!is_early(c, p))
		choose(c, number, false);
	return true;
}

static void move(struct pages *c, int step)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)16 << 20);
	struct layout_for to = pages_for(c, a);

	c->now->at.number = -1;
	c->now->at.cols = c->cols;
	c->now->at.rows = c->rows;
	layout_move(a, c->page, &to, &c->now->at, step);
}

/* Takes the last digit back. */
static bool take_back(struct pages *c)
{
	struct position *at = &c->now->at;

	if (at->number < 0)
		return false;
	at->number = at->number >= 10 ? at->number / 10 : -1;
	at->choice = at->number > 0 ? at->number : 0;
	return true;
}

/* Marks the row where the person stands, or takes its mark away. */
static bool mark(struct pages *c)
{
	const struct block *b = page_choice(c->page, c->now->at.choice);

	if (!c->page->marks || b == NULL || b->kind != BLOCK_ROW)
		return false;
	pages_send(c, &(struct input){.kind = INPUT_MARK, .act = b->act});
	return true;
}

/* Enter where nothing is chosen: what stands below; false at the end of the page. */
static bool read_on(struct pages *c)
{
	if (!c->now->at.more)
		return false;
	pages_scroll(c, c->now->at.height > 2 ? c->now->at.height - 1 : 1);
	return true;
}

bool pages_choice_key(struct pages *c, const struct press *p)
{
	if (pages_letter_accent(c, p, c->page->choices) || pages_choice_digit(c, p))
		return true;
	switch (p->key->kind) {
	case KEY_ENTER:
		if (!pages_choice_enter(c, p) && !read_on(c))
			pages_say_range(c, c->page->choices);
		return true;
	case KEY_UP: move(c, -1); return true;
	case KEY_DOWN: move(c, 1); return true;
	case KEY_TAB:
		if (!pages_field_enter(c, 1))
			move(c, 1);
		return true;
	case KEY_BACKTAB:
		if (!pages_field_enter(c, -1))
			move(c, -1);
		return true;
	case KEY_BACKSPACE: return take_back(c);
	case KEY_CHAR:
		if (p->key->code != ' ')
			break;
		if (mark(c))
			return true;
		pages_scroll(c, c->now->at.height > 2 ? c->now->at.height - 1 : 1);
		return true;
	default: break;
	}
	return pages_letter_key(c, p, c->page->choices);
}

/* --- search ----------------------------------------------------------------------------------- */

static void search(struct pages *c, bool final)
{
	unsigned page = c->now->page;
	struct typing *t;
	ARENA_CLEAN struct arena *a = arena_new((size_t)64 << 10);
	const char *words = arena_slice(a, c->now->search.text.data, c->now->search.text.size);

	pages_send(c, &(struct input){.kind = INPUT_SEARCH, .text = words, .final = final});
	if (!stack_is_over(c->stack))
		c->now->searched = final;
	if (pages_stands(c, page))
		return;
	/* The words went on to another page; this one starts afresh when it is seen again. */
	for (t = c->typing; t != NULL; t = t->next)
		if (t->page == page) {
			typing_set(&t->search, "");
			t->searched = false;
		}
}

/* Behind Enter, or on the page where a choice has led away from its results, the words have been
 * looked for: a letter begins others. A blank or a key of editing goes on with those that stand. */
static bool begins_anew(const struct pages *c, const struct key *k)
{
	return c->now->searched && k->kind == KEY_CHAR && k->code != ' ';
}

static bool type(struct pages *c, const struct press *p)
{
	struct edit *e = &c->now->search;
	bool anew = begins_anew(c, p->key);
	size_t size = e->text.size;
	struct position *at = &c->now->at;

	if (anew)
		typing_set(e, "");
	if (!edit_key(e, p->key))
		return false;
	at->choice = 0;
	at->number = -1;
	c->now->searched = false;
	if (e->text.size == size && !anew)
		return true;
	at->top = 0;
	if (p->quick && !p->key->pasted)
		search(c, false);
	return true;
}

/* A pasted text is looked for once it is whole. */
static bool paste(struct pages *c, const struct press *p)
{
	if (p->key->kind != KEY_PASTE_END)
		return type(c, p);
	if (p->quick && !pages_number_words(c))
		search(c, false);
	return true;
}

static void escape(struct pages *c, const struct press *p)
{
	if (c->page->wants_back || c->now->search.text.size == 0) {
		pages_back(c);
		return;
	}
	typing_set(&c->now->search, "");
	if (p->quick)
		search(c, false);
}

/* True when the page shows what was found for the words as they stand. */
static bool is_found(const struct pages *c)
{
	const struct buffer *words = &c->now->search.text;
	const char *found = c->page->search == NULL ? "" : c->page->search;

	return strlen(found) == words->size &&
	       (words->size == 0 || memcmp(found, words->data, words->size) == 0);
}

static void enter(struct pages *c, const struct press *p)
{
	if (pages_choice_enter(c, p) || pages_number_words(c))
		return;
	if (!is_found(c)) {
		search(c, true);
	} else if (!c->now->searched && c->page->choices > 0 && c->now->search.text.size > 0) {
		/* The Enter that belongs to the words: their first results stay where they are. */
		c->now->searched = true;
		if (c->now->at.rows >= ROWS_LOW) /* else the hints alone say it */
			pages_say_range(c, c->page->choices);
	} else if (!read_on(c)) {
		pages_say(c, c->page->choices == 0 ? _("Type search words.")
						   : _("Type search words or choose a number."));
	}
}

/* Keys that belong to the words once there are some. */
static bool is_of_words(enum key_kind kind)
{
	return kind == KEY_LEFT || kind == KEY_RIGHT || kind == KEY_WORD_LEFT ||
	       kind == KEY_WORD_RIGHT || kind == KEY_HOME || kind == KEY_END ||
	       kind == KEY_DELETE || kind == KEY_WORD_DELETE;
}

static bool is_letter(unsigned char byte)
{
	return byte >= 0x80 || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* Marks inside what is being typed are the words' own, though on AZERTY's row they are 4, 6, 5 and
 * 3: ' and - right behind a letter (l'extrait, rendez-vous), ( and " where a word begins. Until
 * Enter: then the row chooses among what was found. */
static bool is_mark_of_words(const struct pages *c, const struct key *k)
{
	const struct edit *e = &c->now->search;
	unsigned char last;

	if (k->kind != KEY_CHAR || c->now->searched || c->now->at.choice != 0 || e->at == 0 ||
	    e->at != e->text.size)
		return false;
	last = (unsigned char)e->text.data[e->at - 1];
	if (k->code == '\'' || k->code == '-')
		return is_letter(last);
	return (k->code == '(' || k->code == '"') && last == ' ';
}

/* Choices that these words have not found: a page's own, which words that are typed ahead go over.
 */
static bool is_before_words(const struct pages *c)
{
	return c->now->search.text.size > 0 &&
	       (c->page->search == NULL || c->page->search[0] == '\0');
}

/* A number among the words, or a word that begins with one: behind a blank, which nobody types who
 * only chooses (visa 2024, passport 5 years, sejel 3adli). 0 goes back, but not within a number. */
static bool is_number_of_words(const struct pages *c, const struct key *k)
{
	const struct edit *e = &c->now->search;
	const char *text = e->text.data;
	size_t end = e->text.size, begin = end;
	int digit = k->kind == KEY_CHAR ? digits_value(k->code) : -1;
	uint32_t first = 0;

	if (digit < 0 || c->now->searched || c->now->at.choice != 0 || e->at != end)
		return false;
	while (begin > 0 && text[begin - 1] != ' ')
		begin--;
	if (begin == 0)
		return false;
	if (begin == end)
		return digit != 0;
	utf8_decode(text + begin, end - begin, &first);
	return digits_value(first) >= 0;
}

static bool is_digit_at(const struct edit *e, size_t at)
{
	uint32_t code = 0;

	utf8_decode(e->text.data + at, e->text.size - at, &code);
	return digits_value(code) >= 0;
}

/* A digit right behind a letter, with no time to have read what was found so far, or behind a
 * letter alone, with which nobody ends a search (b3): it is of the word, and so are those behind
 * it. */
static bool is_digit_of_word(const struct pages *c, const struct press *p)
{
	const struct edit *e = &c->now->search;
	int digit = p->key->kind == KEY_CHAR ? digits_value(p->key->code) : -1;
	size_t end = e->text.size, begin = end, letter;

	if (digit < 0 || c->page->narrows || c->now->searched || c->now->at.choice != 0 ||
	    end == 0 || e->at != end)
		return false;
	while (begin > 0 && e->text.data[begin - 1] != ' ')
		begin--;
	if (begin == end)
		return false;
	letter = cluster_before(e->text.data, end);
	return is_digit_at(e, end - letter) || !p->painted || p->key->after <= BREATH ||
	       end - letter == begin;
}

static bool is_of_the_words(const struct pages *c, const struct press *p)
{
	return is_mark_of_words(c, p->key) || is_number_of_words(c, p->key) ||
	       is_digit_of_word(c, p);
}

/* A digit chooses; where there is nothing that it could name it is one of the words. */
static bool choose_digit(struct pages *c, const struct press *p)
{
	bool letter = pages_digit_may_be(c, p->key), named;
	unsigned page = c->now->page;
	int number = c->now->at.number;

	if (is_of_the_words(c, p) || (letter && (c->page->choices == 0 || is_before_words(c))))
		return false;
	named = letter && page_choice(c->page, (number < 0 ? 0 : number * 10) +
						       (int)(p->key->code - '0')) != NULL;
	if (!pages_choice_digit(c, p))
		return false;
	if (letter && !stack_is_over(c->stack) &&
	    (!named || c->now->at.number > 0 || !pages_stands(c, page)))
		pages_digit_note(c, page, p->key->code);
	return true;
}

bool pages_search_key(struct pages *c, const struct press *p)
{
	const struct key *k = p->key;
	bool typed = c->now->search.text.size > 0;

	if (k->pasted || k->kind == KEY_PASTE_END)
		return paste(c, p);
	if (choose_digit(c, p))
		return true;
	switch (k->kind) {
	case KEY_ENTER: enter(c, p); return true;
	case KEY_ESCAPE: escape(c, p); return true;
	case KEY_UP:
	case KEY_BACKTAB: move(c, -1); return true;
	case KEY_DOWN:
	case KEY_TAB: move(c, 1); return true;
	case KEY_BACKSPACE: return take_back(c) || type(c, p);
	case KEY_CTRL: return type(c, p);
	case KEY_CHAR:
		if (k->code == '?' || k->code == 0x61F) {
			pages_help(c);
			return true;
		}
		if (k->code == ' ' && mark(c))
			return true;
		if (k->code != ' ' || typed)
			return type(c, p);
		break;
	default: break;
	}
	if (typed && c->now->at.choice == 0 && is_of_words(k->kind))
		return type(c, p);
	return k->kind != KEY_CHAR && pages_common_key(c, p);
}
