/* pages_field.c - keys in the questions of a page: letters typed, answers given. */
#include "tui/face/pages_inside.h"

#include "i18n/i18n.h"
#include "services/registry/limits.h"

#define ROWS_LOW 20 /* under so many rows the whole of a field may not be seen */

const struct field *pages_field_here(const struct pages *c)
{
	return page_field_block(c->page, c->now->at.field)->field;
}

static bool is_answered(const struct field *f)
{
	for (size_t i = 0; i < f->option_count; i++)
		if (f->options[i].chosen)
			return true;
	return f->option_count == 0 && f->value[0] != '\0';
}

int pages_field_first(const struct page *p)
{
	const struct block *error = NULL, *open = NULL, *first = NULL;

	if (page_field_block(p, p->focus_field) != NULL)
		return p->focus_field;
	for (const struct block *b = p->first; b != NULL; b = b->next) {
		if (b->kind != BLOCK_FIELD)
			continue;
		if (first == NULL)
			first = b;
		if (error == NULL && b->field->error != NULL)
			error = b;
		if (open == NULL && !is_answered(b->field))
			open = b;
	}
	if (error != NULL)
		return error->field->id;
	if (open != NULL)
		return open->field->id;
	return first == NULL ? 0 : first->field->id;
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
static bool answer(struct pages *c)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)64 << 10);
	unsigned page = c->now->page;
	int field = c->now->at.field;
	struct typing_field *entry = typing_find(c->now, field);
	const char *text = text_of(a, &entry->edit);
	bool secret = pages_field_here(c)->kind == FIELD_SECRET, taken;

	entry->changed = true; /* a text that is not taken stays */
	taken = stack_update(c->stack,
			     &(struct input){.kind = INPUT_ANSWER, .field = field, .text = text});
	/* What nobody sees cannot be mended: it is typed anew. */
	if ((taken || secret) && pages_stands(c, page))
		entry->changed = entry->kept = false;
	c->page = NULL;
	if (!stack_is_over(c->stack))
		pages_see(c);
	return taken;
}

bool pages_field_keep(struct pages *c)
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

/* The list is whole again when the person goes on. */
static void stop_finding(struct pages *c)
{
	struct typing_field *entry = typing_find(c->now, c->now->at.field);

	if (entry == NULL || entry->find.text.size == 0)
		return;
	typing_set(&entry->find, "");
	c->page = NULL;
	pages_see(c);
}

static void move_to(struct pages *c, int field)
{
	struct typing_field *entry = typing_find(c->now, field);

	stop_finding(c);
	pages_stand_at(c, field);
	if (entry != NULL) {
		entry->edit.at = entry->edit.text.size;
		entry->kept = false;
	}
	if (field != 0)
		pages_send(c, &(struct input){.kind = INPUT_FOCUS, .field = field});
}

bool pages_field_enter(struct pages *c, int step)
{
	const struct field *f = field_beside(c->page, 0, step);

	if (f == NULL)
		return false;
	move_to(c, f->id);
	return true;
}

/* Tab and Backtab: behind the last part comes the first. */
static void move_round(struct pages *c, int step)
{
	const struct field *f;

	stop_finding(c);
	f = field_beside(c->page, c->now->at.field, step);
	if (f != NULL)
		move_to(c, f->id);
	else if (c->page->choices > 0)
		pages_stand_at(c, 0);
	else
		pages_field_enter(c, step);
}

static void show_errors(struct pages *c)
{
	const struct page *page = c->page;
	const struct block *b = page_field_block(page, page->focus_field);

	if (b == NULL || b->field->error == NULL)
		for (b = page->first; b != NULL; b = b->next)
			if (b->kind == BLOCK_FIELD && b->field->error != NULL)
				break;
	if (b == NULL)
		return;
	pages_stand_at(c, b->field->id);
	c->held = true;
	pages_see(c);
}

/* The answer was taken: to the next question, or on where it was the last. */
static void go_on(struct pages *c, const struct press *p)
{
	const struct field *next = field_beside(c->page, c->now->at.field, 1);
	unsigned page = c->now->page;

	if (next != NULL) {
		move_to(c, next->id);
		return;
	}
	if (c->page->deliberate && !p->painted)
		return;
	pages_send(c, &(struct input){.kind = INPUT_NEXT});
	if (pages_stands(c, page))
		show_errors(c);
}

/* The answer as the screens have it, whatever is typed by now. */
static const char *stored(const struct pages *c, struct arena *a)
{
	const struct block *b = page_field_block(stack_view(c->stack, a), c->now->at.field);

	return b == NULL ? "" : b->field->value;
}

/* A 0 that is no answer, or that was told to be none: back, and what stood there stays. */
static void back_by_zero(struct pages *c)
{
	ARENA_CLEAN struct arena *a = arena_new(LIMIT_PAGE);
	struct typing_field *entry = typing_find(c->now, c->now->at.field);
	const char *before = stored(c, a);
	unsigned page = c->now->page;

	typing_set(&entry->edit, before);
	entry->told_back = false;
	(void)answer(c);
	if (!pages_stands(c, page))
		return;
	c->held = false;
	pages_back(c);
}

/* A number whose first digit was taken for the choice that led here: as it stands on the paper. */
static bool answer_with_first(struct pages *c, unsigned page)
{
	ARENA_CLEAN struct arena *a = arena_new(4096);
	struct typing_field *entry = typing_find(c->now, c->now->at.field);
	const char *typed = text_of(a, &entry->edit), *whole;

	whole = pages_field_here(c)->numeric ? pages_number_with_first(c, typed) : NULL;
	if (whole == NULL)
		return false;
	typing_set(&entry->edit, whole);
	c->number = (struct typed_number){0};
	if (answer(c) || !pages_stands(c, page))
		return true;
	typing_set(&typing_find(c->now, c->now->at.field)->edit, typed);
	return answer(c);
}

/* What is said where an answer was not taken: the way back, and of many lines on a low screen what
 * is wrong, which may stand above it. */
static void tell_refused(struct pages *c, bool empty, bool zero)
{
	const struct field *f = pages_field_here(c);

	if (empty && f->zero) /* there a 0 may be the answer */
		pages_say(c, _("To go back, press Esc."));
	else if (empty || zero)
		pages_say(c, f->option_count > 0 ? _("To go back, type 0.")
						 : _("To go back, type 0 and Enter."));
	else if (f->kind == FIELD_LINES && f->error != NULL && c->rows < ROWS_LOW)
		pages_say(c, f->error);
}

void pages_field_done(struct pages *c, const struct press *p)
{
	ARENA_CLEAN struct arena *a = arena_new(4096);
	struct typing_field *entry = typing_find(c->now, c->now->at.field);
	const char *text = entry->edit.text.size > 8 ? "-" : text_of(a, &entry->edit);
	bool zero = c->page->wants_back && strcmp(digits_ascii(a, text), "0") == 0;
	bool empty = c->page->wants_back && text[0] == '\0', taken;
	bool told_back = entry->told_back;
	unsigned page = c->now->page;

	if (zero && !pages_field_here(c)->zero) {
		back_by_zero(c);
		return;
	}
	taken = answer(c) || (pages_stands(c, page) && answer_with_first(c, page));
	if (!pages_stands(c, page))
		return;
	if (zero && !taken && told_back) {
		back_by_zero(c);
		return;
	}
	entry = typing_find(c->now, c->now->at.field);
	if (entry != NULL)
		entry->told_back = (empty || zero) && !taken;
	if (!taken)
		tell_refused(c, empty, zero);
	c->held = !taken;
	if (taken)
		go_on(c, p);
}

void pages_field_tab(struct pages *c, int step)
{
	unsigned page = c->now->page;
	bool kept = pages_field_keep(c);

	if (!pages_stands(c, page))
		return;
	if (kept || step < 0)
		move_round(c, step);
	else
		c->held = true;
}

void pages_field_escape(struct pages *c)
{
	unsigned page = c->now->page;

	pages_field_keep(c);
	if (pages_stands(c, page))
		pages_back(c);
}

/* --- letters ---------------------------------------------------------------------------------- */

/* The question mark asks for help where it cannot be meant as text. */
static bool is_help(const struct pages *c, const struct key *k)
{
	return k->kind == KEY_CHAR && (k->code == '?' || k->code == 0x61F) && !c->held &&
	       !k->pasted && (c->now->at.edit->text.size == 0 || c->now->at.edit->ltr);
}

/* A number typed behind a default would be another than was meant: 12 copies for 2. Keys of editing
 * keep it. */
static bool is_typed_over(const struct pages *c, const struct typing_field *entry,
			  const struct key *k)
{
	return k->kind == KEY_CHAR && !entry->changed && !entry->kept &&
	       pages_field_here(c)->preset;
}

static bool type(struct pages *c, const struct key *k)
{
	struct typing_field *entry = typing_find(c->now, c->now->at.field);
	size_t size = entry->edit.text.size;
	bool used;

	if (is_typed_over(c, entry, k)) {
		typing_set(&entry->edit, "");
		entry->changed = true;
	}
	used = edit_key(&entry->edit, k);

	if (used)
		c->now->at.loose = false;
	entry->kept = entry->kept || used;
	entry->changed = entry->changed || entry->edit.text.size != size;
	if (entry->edit.full)
		pages_say(c, _("This field is full: the rest was left out."));
	return used;
}

/* In an empty field an arrow has nothing to move over: the one that goes back on every page. */
static bool is_arrow_back(const struct pages *c, const struct key *k)
{
	bool rtl = lang_direction(c->x.scene.lang) == DIRECTION_RTL;

	return c->now->at.edit->text.size == 0 && c->page->wants_back && !k->pasted &&
	       k->kind == (rtl ? KEY_RIGHT : KEY_LEFT);
}

/* Words that were made ready, and that nobody has touched. */
static bool is_ready(struct pages *c)
{
	const struct typing_field *entry = typing_find(c->now, c->now->at.field);

	return pages_field_here(c)->ready && !entry->changed && entry->edit.text.size > 0;
}

static bool text_key(struct pages *c, const struct press *p)
{
	int screenful = c->now->at.height > 2 ? c->now->at.height - 1 : 1;

	if (is_arrow_back(c, p->key)) {
		pages_field_escape(c);
		return true;
	}

	if (is_help(c, p->key)) {
		pages_help(c);
		return true;
	}
	if (c->held && p->key->kind == KEY_ENTER && !p->key->pasted)
		return false;
	if (p->key->kind == KEY_ENTER && !p->key->pasted && is_ready(c)) {
		pages_field_done(c, p);
		return true;
	}
	if (type(c, p->key))
		return true;
	if (c->held)
		return false;
	switch (p->key->kind) {
	case KEY_ENTER: pages_field_done(c, p); return true;
	case KEY_TAB:
	case KEY_DOWN: pages_field_tab(c, 1); return true;
	case KEY_BACKTAB:
	case KEY_UP: pages_field_tab(c, -1); return true;
	case KEY_ESCAPE: pages_field_escape(c); return true;
	case KEY_PAGE_UP: pages_scroll(c, -screenful); return true;
	case KEY_PAGE_DOWN: pages_scroll(c, screenful); return true;
	default: return false;
	}
}

bool pages_field_key(struct pages *c, const struct press *p)
{
	return layout_field_is_text(pages_field_here(c)) ? text_key(c, p) : pages_option_key(c, p);
}
