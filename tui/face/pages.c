/* pages.c - one visitor at the counter: keys in, frames out. Knows no line, no process and no
 * clock. */
#include "tui/face/pages_inside.h"

#include "i18n/i18n.h"
#include "services/registry/limits.h"
#include "tui/face/who.h"
#include "tui/screens/leave.h"
#include "tui/screens/screens.h"
#include "tui/page/sheet.h"
#include "tui/page/slip.h"
#include "tui/page/words.h"

static int clamp(int n, int low, int high)
{
	return n < low ? low : (n > high ? high : n);
}

struct pages *pages_new(const struct context *x, bool lang_known, int cols, int rows)
{
	struct pages *c = calloc(1, sizeof(*c));

	if (c == NULL)
		fatal("out of memory");
	c->x = *x;
	c->cols = clamp(cols, 20, 500);
	c->rows = clamp(rows, 5, 200);
	c->pages = arena_new(LIMIT_PAGE);
	c->frames = arena_new(LIMIT_PAGE);
	c->resized = true;
	message_use(c->x.scene.lang);
	c->stack = stack_new(&c->x);
	stack_push(c->stack, screens_start(&c->x, lang_known));
	return c;
}

void pages_free(struct pages *c)
{
	if (c == NULL)
		return;
	typing_prune(&c->typing, NULL);
	stack_free(c->stack);
	arena_free(c->pages);
	arena_free(c->frames);
	explicit_bzero(c, sizeof(*c));
	free(c);
}

/* --- the page and the place on it ------------------------------------------------------------- */

void pages_stand_at(struct pages *c, int field)
{
	struct position *at = &c->now->at;

	at->field = field;
	at->choice = 0;
	at->number = -1;
	at->loose = false;
}

/* What is typed into at this place. */
static struct edit *edit_here(const struct pages *c)
{
	const struct block *b = page_field_block(c->page, c->now->at.field);
	struct typing_field *entry;

	if (c->page->searches)
		return &c->now->search;
	if (b == NULL || !layout_field_is_text(b->field))
		return NULL;
	entry = typing_find(c->now, b->field->id);
	return entry == NULL ? NULL : &entry->edit;
}

/* The choice that the screen proposes; Enter takes it. */
static int first_choice(const struct page *p)
{
	for (const struct block *b = p->first; b != NULL; b = b->next)
		if (b->number > 0 && b->act == p->focus_act)
			return b->number;
	return 0;
}

/* Rows that were chosen anew are read from the first one. */
static void from_the_top(struct pages *c, bool fresh)
{
	if (!fresh && c->now->turn != c->page->turn) {
		pages_stand_at(c, 0);
		c->now->at.top = 0;
	}
	c->now->turn = c->page->turn;
}

void pages_see(struct pages *c)
{
	bool fresh;

	if (c->page == NULL) {
		arena_reset(c->pages);
		c->page = stack_view(c->stack, c->pages);
		typing_prune(&c->typing, c->stack);
		c->now = typing_of(&c->typing, c->stack, &fresh);
		typing_sync(c->now, c->page, lang_direction(c->x.scene.lang));
		if (fresh ||
		    (c->now->at.field != 0 && page_field_block(c->page, c->now->at.field) == NULL))
			pages_stand_at(c, pages_field_first(c->page));
		from_the_top(c, fresh);
		if (fresh)
			c->held = false;
		c->now->at.fresh = c->now->at.fresh || fresh;
		c->now->at.anew = true;
		if (c->now->at.field == 0 && c->now->at.choice > c->page->choices)
			c->now->at.choice = 0;
		if (c->now->at.field == 0 && c->now->at.choice == 0 && c->page->focus_act != 0) {
			c->now->at.choice = first_choice(c->page);
			c->now->at.loose = false; /* it is seen, however far down one has read */
		}
	}
	c->now->at.edit = edit_here(c);
	c->now->at.searched = c->now->searched;
}

bool pages_stands(const struct pages *c, unsigned page)
{
	return !stack_is_over(c->stack) && stack_page(c->stack) == page;
}

bool pages_send(struct pages *c, const struct input *e)
{
	bool handled = stack_update(c->stack, e);

	c->page = NULL;
	if (!stack_is_over(c->stack))
		pages_see(c);
	return handled;
}

/* --- messages --------------------------------------------------------------------------------- */

void pages_say(struct pages *c, const char *message)
{
	snprintf(c->message, sizeof(c->message), "%s", message);
}

void pages_say_range(struct pages *c, int last)
{
	ARENA_CLEAN struct arena *a = arena_new(4096);

	c->now->at.number = -1;
	if (last > 0)
		pages_say(c, words_choose(a, last));
}

void pages_tell(struct pages *c, const char *message)
{
	snprintf(c->told, sizeof(c->told), "%s", message == NULL ? "" : message);
}

/* --- what all places share -------------------------------------------------------------------- */

void pages_back(struct pages *c)
{
	if (c->page->wants_back)
		pages_send(c, &(struct input){.kind = INPUT_BACK});
}

void pages_help(struct pages *c)
{
	pages_send(c, &(struct input){.kind = INPUT_HELP});
}

/* Answers that were typed but not entered are stored where they are right; the others stay on
 * their page until the person has gone. */
static void ask_to_leave(struct pages *c, bool painted)
{
	if (leave_is_asked(c->stack)) {
		if (painted)
			stack_end(c->stack);
		return;
	}
	pages_field_keep(c);
	if (stack_is_over(c->stack))
		return;
	stack_push(c->stack, leave_new(c->stack));
	c->page = NULL;
	pages_see(c);
}

/* The quick exit. What was typed and is right is kept, as when leaving. */
static void vanish(struct pages *c)
{
	pages_field_keep(c);
	stack_vanish(c->stack);
}

/* A 0 goes back at once; the same key right after it, wherever that has led, means both. */
static bool is_second_zero(struct pages *c, const struct key *k)
{
	uint32_t zero = c->zero;

	c->zero = 0;
	return zero != 0 && k->soon && !k->pasted && k->kind == KEY_CHAR && k->code == zero;
}

void pages_scroll(struct pages *c, int rows)
{
	struct position *at = &c->now->at;

	at->top += rows;
	if (at->top < 0)
		at->top = 0;
	at->loose = true;
	if (at->field == 0 && at->number < 0) /* else its digits still wait for Enter */
		at->choice = 0;
}

/* To the next of the list that this page was opened from, or to the one before it. */
static bool step(struct pages *c, int by)
{
	if (!stack_has_steps(c->stack))
		return false;
	if (!pages_send(c, &(struct input){.kind = INPUT_STEP, .act = by}))
		pages_say(c, by > 0 ? _("This is the last item in the list.")
				    : _("This is the first item in the list."));
	return true;
}

bool pages_common_key(struct pages *c, const struct press *p)
{
	bool rtl = lang_direction(c->x.scene.lang) == DIRECTION_RTL;
	int screenful = c->now->at.height > 2 ? c->now->at.height - 1 : 1;

	switch (p->key->kind) {
	case KEY_ESCAPE: pages_back(c); return true;
	case KEY_LEFT:
		if (!rtl)
			pages_back(c);
		return !rtl;
	case KEY_RIGHT:
		if (rtl)
			pages_back(c);
		return rtl;
	case KEY_PAGE_UP: pages_scroll(c, -screenful); return true;
	case KEY_PAGE_DOWN: pages_scroll(c, screenful); return true;
	case KEY_HOME: pages_scroll(c, -c->now->at.top); return true;
	case KEY_END: pages_scroll(c, 1 << 20); return true;
	case KEY_CHAR: break;
	default: return false;
	}
	if (p->key->code == '?' || p->key->code == 0x61F) {
		pages_help(c);
		return true;
	}
	switch (key_letter(p->key)) {
	case 'l': pages_send(c, &(struct input){.kind = INPUT_LANGUAGE}); return true;
	case 'q': ask_to_leave(c, p->painted); return true;
	case 'n': return step(c, 1);
	case 'p': return step(c, -1);
	default: return false;
	}
}

/* --- keys ------------------------------------------------------------------------------------- */

static bool control_key(struct pages *c, const struct press *p)
{
	if (p->key->kind != KEY_CTRL)
		return false;
	if (p->key->code == 'C') {
		ask_to_leave(c, p->painted);
		return true;
	}
	if (p->key->code == 'L') {
		pages_send(c, &(struct input){.kind = INPUT_LANGUAGE});
		return true;
	}
	if (p->key->code == 'X') {
		vanish(c);
		return true;
	}
	return false;
}

/* What is pasted is only ever text: it chooses nothing, submits nothing and opens no page. */
static bool pasted_key(struct pages *c, const struct press *p)
{
	pages_see(c);
	if (c->page->searches)
		return pages_search_key(c, p);
	if (c->now->at.edit != NULL)
		return pages_field_key(c, p);
	if (p->key->kind != KEY_PASTE_END)
		return false;
	pages_say(c, _("You cannot paste here."));
	return true;
}

/* The Enter behind a digit that chose at once; not that of who has seen where it led. */
static bool belongs_to_choice(const struct pages *c, const struct press *p)
{
	return c->swallow_enter && p->key->kind == KEY_ENTER &&
	       (!p->painted || p->key->after <= THOUGHT);
}

bool pages_key(struct pages *c, const struct key *k, bool painted, bool quick)
{
	struct press p = {.key = k, .painted = painted, .quick = quick};
	bool had_words = c->message[0] != '\0' || c->told[0] != '\0';
	bool swallow = belongs_to_choice(c, &p);

	if (k->kind == KEY_NONE || k->kind == KEY_ANSWER || stack_is_over(c->stack))
		return false;
	if (is_second_zero(c, k)) {
		pages_see(c);
		vanish(c);
		return true;
	}
	if (k->pasted || k->kind == KEY_PASTE_END || swallow)
		c->digit.page = 0;
	if (k->pasted || k->kind == KEY_PASTE_END)
		return pasted_key(c, &p);
	c->message[0] = c->told[0] = '\0';
	c->swallow_enter = false;
	if (swallow)
		return had_words;
	if (painted)
		c->held = false;
	if (!pages_letter_is(k)) {
		c->word = false;
		c->lettered = 0;
		if (k->kind != KEY_ENTER)
			c->letters[0] = '\0';
	}
	pages_see(c);
	c->now->at.fresh = false;
	pages_digit_follow(c, &p);
	if (pages_number_follow(c, &p) || pages_run_follow(c, &p) || control_key(c, &p))
		return true;
	if (c->page->searches)
		return pages_search_key(c, &p) || had_words;
	if (c->now->at.field != 0)
		return pages_field_key(c, &p) || had_words;
	return pages_choice_key(c, &p) || had_words;
}

bool pages_resize(struct pages *c, int cols, int rows)
{
	cols = clamp(cols, 20, 500);
	rows = clamp(rows, 5, 200);
	if (cols == c->cols && rows == c->rows)
		return false;
	c->cols = cols;
	c->rows = rows;
	c->resized = true;
	c->page = NULL; /* plain lines may have been elsewhere while the window was too small */
	if (c->now != NULL)
		c->now->at.loose = false;
	return true;
}

/* --- the picture ------------------------------------------------------------------------------ */

static struct grid *small_window(struct pages *c)
{
	struct grid *g = grid_new(c->frames, c->cols, c->rows);
	struct sheet s;

	sheet_open(&s, c->frames, lang_direction(c->x.scene.lang), c->cols);
	sheet_fold(
		&s, 0, &(struct strip){0, c->cols, STYLE_PLAIN},
		_("This window is too small to show pages. The portal continues in plain lines."));
	for (int i = 0; i < s.count && i < c->rows; i++)
		sheet_compose(&s, &s.lines[i], g, i, 0);
	return g;
}

struct layout_for pages_for(const struct pages *c, struct arena *a)
{
	struct layout_for to = {.lang = c->x.scene.lang,
				.charset = c->x.scene.charset,
				.trying = c->x.scene.trying,
				.guest = who_is_guest(c->x.caller),
				.who = who_words(a, c->x.caller)};

	if (c->x.scene.unread > 0)
		/* TRANSLATORS: notices that somebody has not read, then who it is: very short */
		to.who = FILL(a, _("Unread: {count} · {who}"),
			      {"count", arena_format(a, "%d", c->x.scene.unread)}, {"who", to.who});
	return to;
}

const struct grid *pages_grid(struct pages *c, bool *ret_whole)
{
	unsigned stamp = stack_stamp(c->stack);
	const struct grid *g;
	struct layout_for to;
	int rows;

	*ret_whole = c->resized || stamp != c->drawn;
	c->resized = false;
	c->drawn = stamp;
	arena_reset(c->frames);
	if (pages_is_too_small(c))
		return small_window(c);
	pages_see(c);
	c->now->at.message = c->told[0] != '\0' ? c->told : NULL;
	if (c->now->at.message == NULL && c->message[0] != '\0')
		c->now->at.message = c->message;
	to = pages_for(c, c->frames);
	g = layout_page(c->frames, c->page, &to, &c->now->at, c->cols, c->rows, &rows);
	*ret_whole = *ret_whole || c->now->at.top != c->drawn_top;
	c->drawn_top = c->now->at.top;
	return g;
}

void pages_rest(struct pages *c)
{
	c->page = NULL;
	arena_reset(c->pages);
	arena_reset(c->frames);
}

bool pages_is_over(const struct pages *c)
{
	return stack_is_over(c->stack);
}

bool pages_is_too_small(const struct pages *c)
{
	return c->cols < PAGES_COLS_MIN || c->rows < PAGES_ROWS_MIN;
}

unsigned pages_stamp(const struct pages *c)
{
	return stack_stamp(c->stack);
}

const struct stack *pages_screens(const struct pages *c)
{
	return c->stack;
}

struct stack *pages_stack(struct pages *c)
{
	/* Whoever asks for it may change it. */
	c->page = NULL;
	return c->stack;
}
