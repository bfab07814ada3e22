/* stack.c - the screens that a person has come through, the newest on top. */
#include "i18n/base/array.h"
#include "i18n/base/error.h"
#include "i18n/message.h"
#include "services/registry/limits.h"
#include "tui/screens/screens.h"

#include <time.h>

struct entry {
	struct screen *screen;
	unsigned page; /* the number of the page it shows, never used again by another */
};

struct stack {
	struct context *x;
	struct entry entries[LIMIT_SCREENS];
	size_t depth;
	unsigned pages;
	unsigned stamp;
	bool over, vanished;
	const char *told;     /* N_(): what an act has done; NULL */
	unsigned told_on;     /* the page that says it */
	bool unlearnt;        /* no choice of this visit is remembered any more */
	bool stale;           /* the top is to read what it shows */
	int busy;             /* events being handled, one inside another */
	struct screen **dead; /* freed when no event is being handled: one of them may handle it */
	size_t dead_count, dead_room;
};

struct stack *stack_new(struct context *x)
{
	struct stack *st = calloc(1, sizeof(*st));

	if (st == NULL)
		fatal("out of memory");
	st->x = x;
	return st;
}

static void screen_free(struct screen *s)
{
	if (s->ops->free != NULL)
		s->ops->free(s);
	else
		free(s);
}

static void bury(struct stack *st, struct screen *s)
{
	st->dead = array_room(st->dead, st->dead_count + 1, &st->dead_room, sizeof(*st->dead));
	st->dead[st->dead_count++] = s;
}

static void free_dead(struct stack *st)
{
	for (size_t i = 0; i < st->dead_count; i++)
		screen_free(st->dead[i]);
	st->dead_count = 0;
}

void stack_free(struct stack *st)
{
	if (st == NULL)
		return;
	free_dead(st);
	while (st->depth > 0)
		screen_free(st->entries[--st->depth].screen);
	free(st->dead);
	free(st);
}

struct context *stack_context(const struct stack *st)
{
	return st->x;
}

struct screen *stack_top(const struct stack *st)
{
	return st->depth == 0 ? NULL : st->entries[st->depth - 1].screen;
}

size_t stack_depth(const struct stack *st)
{
	return st->depth;
}

static void tell_scene(struct context *x)
{
	x->scene.now = x->preview            ? 0
		       : x->registry == NULL ? (int64_t)time(NULL)
					     : registry_now(x->registry);
	x->scene.dated = x->scene.trying && x->registry != NULL &&
			 date_compare(date_of(registry_now(x->registry)),
				      date_of(registry_machine_now(x->registry))) != 0;
	x->scene.applies = x->registry != NULL || x->preview;
	x->scene.signed_in = caller_is_signed_in(x->caller);
	x->scene.works = x->caller->role == ROLE_STAFF;
	x->scene.has_key = x->caller->key[0] != '\0';
	x->scene.has_account = x->caller->role == ROLE_APPLICANT && x->caller->account[0] != '\0';
	x->scene.key_acts = x->caller->key_acts;
	x->scene.recovers = x->registry == NULL ? 0 : x->caller->recovers;
}

/* Behind the load, which may have read some. Where they cannot be counted now, as before. */
static void count_notices(struct context *x)
{
	struct notice_tally tally;

	if (x->registry == NULL || !x->scene.signed_in ||
	    notice_tally(x->registry, x->caller, &tally, NULL) != FAULT_NONE)
		return;
	x->scene.notices = (int)tally.all;
	x->scene.unread = (int)tally.unread;
}

/* Of staff, too; most visits have no account. Where it cannot be read now, as before. */
static void look_at_waits(struct context *x)
{
	struct account_wait *list;
	size_t count = 0;
	struct arena *a;

	if (x->registry == NULL || x->caller->account[0] == '\0') {
		x->scene.waits = false;
		return;
	}
	a = arena_new((size_t)64 << 10);
	if (recovery_own(x->registry, x->caller, a, &list, &count, NULL) == FAULT_NONE)
		x->scene.waits = count > 0;
	arena_free(a);
}

/* Lets a top that was opened or uncovered read what it shows, then frees what went; only when no
 * event is being handled. */
static void settle(struct stack *st)
{
	while (st->busy == 0 && st->stale) {
		struct screen *top = stack_top(st);

		st->stale = false;
		tell_scene(st->x);
		st->busy++;
		if (top != NULL && top->ops->load != NULL)
			top->ops->load(top, st);
		count_notices(st->x);
		look_at_waits(st->x);
		st->busy--;
	}
	if (st->busy == 0)
		free_dead(st);
}

static void put_on_top(struct stack *st, struct screen *s)
{
	st->entries[st->depth].screen = s;
	st->entries[st->depth].page = ++st->pages;
	st->depth++;
	st->stamp++;
	st->stale = true;
}

void stack_push(struct stack *st, struct screen *s)
{
	if (st->depth == LIMIT_SCREENS) {
		bury(st, st->entries[1].screen);
		memmove(&st->entries[1], &st->entries[2],
			(LIMIT_SCREENS - 2) * sizeof(st->entries[0]));
		st->depth--;
	}
	put_on_top(st, s);
	settle(st);
}

void stack_pop(struct stack *st)
{
	if (st->depth <= 1)
		return;
	bury(st, st->entries[--st->depth].screen);
	st->stamp++;
	st->stale = true;
	settle(st);
}

void stack_replace(struct stack *st, struct screen *s)
{
	if (st->depth > 0)
		bury(st, st->entries[--st->depth].screen);
	put_on_top(st, s);
	settle(st);
}

void stack_home(struct stack *st, struct screen *s)
{
	size_t keep = s == NULL && st->depth > 0 ? 1 : 0;

	st->stale = true;
	while (st->depth > keep)
		bury(st, st->entries[--st->depth].screen);
	st->stamp++;
	if (s != NULL)
		put_on_top(st, s);
	settle(st);
}

void stack_end(struct stack *st)
{
	st->over = true;
}

bool stack_is_over(const struct stack *st)
{
	return st->over;
}

void stack_vanish(struct stack *st)
{
	st->over = st->vanished = true;
}

bool stack_has_vanished(const struct stack *st)
{
	return st->vanished;
}

void stack_tell(struct stack *st, const char *done)
{
	st->told = done;
	st->told_on = stack_page(st);
}

void stack_look(struct stack *st)
{
	st->stale = true;
	settle(st);
}

void stack_forget(struct stack *st)
{
	for (size_t i = 0; i < st->depth; i++) {
		struct entry *e = &st->entries[i];

		if (e->screen->ops->forget == NULL)
			continue;
		e->screen->ops->forget(e->screen);
		e->page = ++st->pages; /* what was typed on it is forgotten by the face */
		st->stamp++;
	}
}

/* The list that the top was opened from; NULL. */
static struct screen *list_below(const struct stack *st)
{
	struct screen *below = st->depth < 2 ? NULL : st->entries[st->depth - 2].screen;

	if (below == NULL || below->ops->step == NULL || !stack_top(st)->ops->steps)
		return NULL;
	return below;
}

bool stack_has_steps(const struct stack *st)
{
	return list_below(st) != NULL;
}

/* The next of the list comes in the place of the top, which the list itself has opened. */
static bool step(struct stack *st, int by)
{
	struct screen *list = list_below(st);

	return list != NULL && list->ops->step(list, st, by);
}

/* What a screen leaves to all of them. */
static bool handle(struct stack *st, const struct screen *top, const struct input *e)
{
	switch (e->kind) {
	case INPUT_BACK: stack_pop(st); return true;
	case INPUT_HELP: stack_push(st, help_new(top->ops->name, stack_has_steps(st))); return true;
	case INPUT_LANGUAGE: stack_push(st, language_new(false)); return true;
	case INPUT_STEP: return step(st, e->act);
	default: return false;
	}
}

bool stack_update(struct stack *st, const struct input *e)
{
	struct screen *top = stack_top(st);
	bool handled = false;

	if (top == NULL || st->over)
		return false;
	st->told = NULL;
	st->busy++;
	if (top->ops->update != NULL)
		handled = top->ops->update(top, st, e);
	if (!handled && !st->over && stack_top(st) == top)
		handled = handle(st, top, e);
	st->busy--;
	settle(st);
	return handled;
}

/* On every page of whose account it is, but that which tells more of it. */
static struct page *with_warning(struct page *p, const struct scene *x)
{
	if (x->waits && strcmp(p->name, "recovery") != 0)
		page_notice_first(
			p, NOTICE_WARNING,
			_("Somebody has asked for a new PIN or key for your account. If it was not "
			  "you, stop the request: on the home page, or with `account stop`."));
	return p;
}

struct page *stack_view(const struct stack *st, struct arena *a)
{
	const struct screen *top = stack_top(st);
	struct page *p;

	if (top == NULL)
		fatal("a visit without a screen");
	p = top->ops->view(top, &st->x->scene, a);
	if (st->told != NULL && st->told_on == stack_page(st))
		page_notice_first(p, NOTICE_DONE, _(st->told));
	return with_warning(p, &st->x->scene);
}

/* A key that is not remembered this time is asked again the next time: no harm. */
static void remember(const struct context *x)
{
	struct preference p = {0};
	bool known = false;
	int terminal = -1;

	if (x->registry == NULL || x->caller->key[0] == '\0')
		return;
	if (preference_get(x->registry, x->caller, &p, &known, NULL) != FAULT_NONE)
		return;
	if (x->scene.letters_chosen)
		terminal = (int)x->scene.letters + x->scene.letters_of * PREFERENCE_OF;
	if (known && p.lang == x->scene.lang && (terminal < 0 || p.terminal == terminal))
		return;
	p.lang = x->scene.lang;
	if (terminal >= 0)
		p.terminal = terminal;
	if (preference_set(x->registry, x->caller, &p, NULL) != FAULT_NONE)
		return;
}

void stack_use_lang(struct stack *st, enum lang lang)
{
	st->x->scene.lang = st->x->caller->lang = lang;
	message_use(lang);
	st->stamp++;
	if (!st->unlearnt)
		remember(st->x);
}

enum fault stack_unlearn(struct stack *st, struct error *err)
{
	enum fault fault = preference_forget(st->x->registry, st->x->caller, err);

	if (fault == FAULT_NONE)
		st->unlearnt = true;
	return fault;
}

unsigned stack_stamp(const struct stack *st)
{
	return st->stamp;
}

void stack_turn(struct stack *st)
{
	if (st->depth > 0)
		st->entries[st->depth - 1].page = ++st->pages;
	st->stamp++;
	st->stale = true;
	settle(st);
}

unsigned stack_page(const struct stack *st)
{
	return st->depth == 0 ? 0 : st->entries[st->depth - 1].page;
}

bool stack_has_page(const struct stack *st, unsigned page)
{
	for (size_t i = 0; i < st->depth; i++)
		if (st->entries[i].page == page)
			return true;
	return false;
}

static const struct draft *draft_of(const struct stack *st)
{
	for (size_t i = st->depth; i > 0; i--) {
		const struct screen *s = st->entries[i - 1].screen;

		if (s->ops->draft != NULL)
			return s->ops->draft(s);
	}
	return NULL;
}

const char *stack_reference(const struct stack *st)
{
	const struct draft *j = draft_of(st);

	return j == NULL || !draft_is_kept(j) ? NULL : j->application.reference;
}

bool stack_keeps(const struct stack *st)
{
	const struct draft *j = draft_of(st);

	return j == NULL || draft_is_kept(j);
}

bool stack_is_current(const struct stack *st)
{
	const struct draft *j = draft_of(st);

	return j == NULL || draft_is_current(st->x, j);
}
