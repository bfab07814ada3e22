/* counter_field.c - keys in the questions of a page: letters typed, options chosen, answers given.
 */
#include "tui/counter_inner.h"

#include "i18n/i18n.h"

static const struct field *field_here(const struct counter *c)
{
	return page_field_block(c->page, c->now->at.field)->field;
}

/* --- giving an answer ------------------------------------------------------------------------- */

/* What is typed, without line ends behind the last line. */
static char *text_of(struct arena *a, const struct edit *e)
{
	size_t len = e->text.size;

	while (len > 0 && e->text.data[len - 1] == '\n')
		len--;
	return arena_slice(a, e->text.data, len);
}

/* True when the screen took it. The page may be another one afterwards. */
static bool answer(struct counter *c)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)64 << 10);
	unsigned page = c->now->page;
	int field = c->now->at.field;
	struct typing_field *entry = typing_find(c->now, field);
	const char *text = text_of(a, &entry->edit);
	bool taken;

	entry->changed = true; /* a text that is not taken stays */
	taken = stack_update(
		c->stack, &(struct happening){.kind = EVENT_ANSWER, .field = field, .text = text});
	if (taken && counter_stands(c, page))
		entry->changed = false;
	c->page = NULL;
	if (!stack_is_over(c->stack))
		counter_see(c);
	return taken;
}

bool counter_field_keep(struct counter *c)
{
	struct typing_field *entry = typing_find(c->now, c->now->at.field);

	return entry == NULL || c->now->at.field == 0 || !entry->changed || answer(c);
}

/* --- moving ----------------------------------------------------------------------------------- */

/* The field `step` behind the one with this id; 0: the first or the last. NULL: none. */
static const struct field *field_beside(const struct page *p, int id, int step)
{
	const struct field *before = NULL;
	bool passed = id == 0 && step > 0;

	for (const struct block *b = p->first; b != NULL; b = b->next) {
		if (b->kind != BLOCK_FIELD)
			continue;
		if (passed)
			return b->field;
		if (b->field->id == id) {
			if (step < 0)
				return before;
			passed = true;
		}
		before = b->field;
	}
	return id == 0 && step < 0 ? before : NULL;
}

static void move_to(struct counter *c, int field)
{
	struct typing_field *entry = typing_find(c->now, field);

	counter_stand_at(c, field);
	if (entry != NULL)
		entry->edit.at = entry->edit.text.size;
	if (field != 0)
		counter_send(c, &(struct happening){.kind = EVENT_FOCUS, .field = field});
}

bool counter_field_enter(struct counter *c, int step)
{
	const struct field *f = field_beside(c->page, 0, step);

	if (f == NULL)
		return false;
	move_to(c, f->id);
	return true;
}

/* Tab and Backtab: behind the last part comes the first. */
static void move_round(struct counter *c, int step)
{
	const struct field *f = field_beside(c->page, c->now->at.field, step);

	if (f != NULL)
		move_to(c, f->id);
	else if (c->page->choices > 0)
		counter_stand_at(c, 0);
	else
		counter_field_enter(c, step);
}

static void show_errors(struct counter *c)
{
	const struct page *page = c->page;
	const struct block *b = page_field_block(page, page->focus_field);

	if (b == NULL || b->field->error == NULL)
		for (b = page->first; b != NULL; b = b->next)
			if (b->kind == BLOCK_FIELD && b->field->error != NULL)
				break;
	if (b == NULL)
		return;
	counter_stand_at(c, b->field->id);
	c->held = true;
	counter_see(c);
}

/* The answer was taken: to the next question, or on where it was the last. */
static void go_on(struct counter *c, const struct press *p)
{
	const struct field *next = field_beside(c->page, c->now->at.field, 1);
	unsigned page = c->now->page;

	if (next != NULL) {
		move_to(c, next->id);
		return;
	}
	if (c->page->deliberate && !p->painted)
		return;
	counter_send(c, &(struct happening){.kind = EVENT_NEXT});
	if (counter_stands(c, page))
		show_errors(c);
}

static void enter(struct counter *c, const struct press *p)
{
	unsigned page = c->now->page;
	bool taken = answer(c);

	if (!counter_stands(c, page))
		return;
	c->held = !taken;
	if (taken)
		go_on(c, p);
}

static void tab(struct counter *c, int step)
{
	unsigned page = c->now->page;
	bool kept = counter_field_keep(c);

	if (!counter_stands(c, page))
		return;
	if (kept || step < 0)
		move_round(c, step);
	else
		c->held = true;
}

static void escape(struct counter *c)
{
	unsigned page = c->now->page;

	counter_field_keep(c);
	if (counter_stands(c, page))
		counter_back(c);
}

/* --- letters ---------------------------------------------------------------------------------- */

/* The question mark asks for help where it cannot be meant as text. */
static bool is_help(const struct counter *c, const struct key *k)
{
	return k->kind == KEY_CHAR && (k->code == '?' || k->code == 0x61F) && !c->held &&
	       !k->pasted && (c->now->at.edit->text.size == 0 || c->now->at.edit->ltr);
}

static bool type(struct counter *c, const struct key *k)
{
	struct typing_field *entry = typing_find(c->now, c->now->at.field);
	size_t size = entry->edit.text.size;
	bool used = edit_key(&entry->edit, k);

	if (used)
		c->now->at.loose = false;
	entry->changed = entry->changed || entry->edit.text.size != size;
	if (entry->edit.full)
		counter_say(c, _("There is no more room in this answer: what did not fit was left "
				 "out."));
	return used;
}

static bool text_key(struct counter *c, const struct press *p)
{
	int screenful = c->now->at.height > 2 ? c->now->at.height - 1 : 1;

	if (is_help(c, p->key)) {
		counter_help(c);
		return true;
	}
	if (c->held && p->key->kind == KEY_ENTER && !p->key->pasted)
		return false;
	if (type(c, p->key))
		return true;
	if (c->held)
		return false;
	switch (p->key->kind) {
	case KEY_ENTER: enter(c, p); return true;
	case KEY_TAB:
	case KEY_DOWN: tab(c, 1); return true;
	case KEY_BACKTAB:
	case KEY_UP: tab(c, -1); return true;
	case KEY_ESCAPE: escape(c); return true;
	case KEY_PAGE_UP: counter_scroll(c, -screenful); return true;
	case KEY_PAGE_DOWN: counter_scroll(c, screenful); return true;
	default: return false;
	}
}

/* --- options ---------------------------------------------------------------------------------- */

/* Puts the option in, or out where several may be chosen; the page is made again to show it. */
static void mark(struct counter *c, const struct field *f, int number)
{
	struct typing_field *entry = typing_find(c->now, f->id);

	if (f->kind == FIELD_CHOICES) {
		typing_toggle(&entry->edit, number);
	} else {
		ARENA_CLEAN struct arena *a = arena_new(256);

		typing_set(&entry->edit, arena_format(a, "%d", number));
	}
	entry->changed = true;
	c->now->at.number = -1;
	c->now->at.choice = number;
	c->now->at.loose = false;
	c->page = NULL;
	counter_see(c);
}

static void take(struct counter *c, const struct press *p, int number, bool at_once)
{
	const struct field *f = field_here(c);
	bool goes_on = f->kind == FIELD_CHOICE && !c->held;

	mark(c, f, number);
	if (!goes_on)
		return;
	c->swallow_enter = at_once;
	enter(c, p);
}

static bool option_digit(struct counter *c, const struct press *p)
{
	struct place_on_page *at = &c->now->at;
	int digit = key_digit(p->key, true, false), count = (int)field_here(c)->option_count;
	int number;

	if (digit < 0)
		return false;
	number = at->number < 0 ? digit : at->number * 10 + digit;
	if (number == 0) {
		if (!c->held)
			escape(c);
	} else if (number > count) {
		counter_say_range(c, count);
	} else if (number * 10 <= count) {
		at->number = at->choice = number;
		at->loose = false;
	} else {
		take(c, p, number, true);
	}
	return true;
}

/* Arrows among the options; past the first or last one to the question before or behind. */
static void move_option(struct counter *c, int step)
{
	struct place_on_page *at = &c->now->at;
	int count = (int)field_here(c)->option_count, option = at->choice;

	if (option == 0 && step > 0)
		for (option = count; option > 0; option--)
			if (field_here(c)->options[option - 1].chosen)
				break;
	if (at->choice == 0 && option > 0)
		step = 0;
	option += step;
	at->number = -1;
	at->loose = false;
	if (option >= 1 && option <= count)
		at->choice = option;
	else
		tab(c, step);
}

static void option_enter(struct counter *c, const struct press *p)
{
	const struct place_on_page *at = &c->now->at;
	bool single = field_here(c)->kind == FIELD_CHOICE;

	if (at->number > 0)
		take(c, p, at->number, false);
	else if (single && at->choice > 0)
		take(c, p, at->choice, false);
	else
		enter(c, p);
}

/* Takes a digit back, else the whole answer. */
static void option_clear(struct counter *c)
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
	counter_see(c);
}

static bool option_key(struct counter *c, const struct press *p)
{
	const struct key *k = p->key;
	const struct place_on_page *at = &c->now->at;
	bool parts = k->kind == KEY_CHAR && (k->code == ',' || k->code == ' ' || k->code == 0x60C);

	if (option_digit(c, p))
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
	case KEY_TAB: tab(c, 1); return true;
	case KEY_BACKTAB: tab(c, -1); return true;
	default: return counter_common_key(c, p);
	}
}

bool counter_field_key(struct counter *c, const struct press *p)
{
	return layout_field_is_text(field_here(c)) ? text_key(c, p) : option_key(c, p);
}
