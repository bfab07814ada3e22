/* recovery.c - what somebody has asked for to open the visit's own account anew, and how it is
 * stopped. */
#include "tui/screens/common/common.h"

#include "i18n/text.h"

#include <string.h>

#define ACT_STOP 1

struct recovery {
	struct screen screen;
	struct arena *arena;
	struct account_wait *waits; /* in `arena` */
	size_t count;
	bool stopped; /* just now */
	struct error error;
};

static void recovery_load(struct screen *s, struct stack *st)
{
	struct recovery *r = (struct recovery *)s;
	const struct context *x = stack_context(st);

	arena_reset(r->arena);
	r->count = 0;
	r->error = (struct error){0};
	if (recovery_own(x->registry, x->caller, r->arena, &r->waits, &r->count, &r->error) !=
	    FAULT_NONE)
		r->count = 0;
}

static const char *what_words(const char *what)
{
	if (strcmp(what, "pin") == 0)
		return _("A new PIN");
	return strcmp(what, "code") == 0 ? _("A new secret for one-time codes") : _("Another key");
}

static const char *by_words(struct arena *a, const char *by)
{
	if (by[0] == '\0')
		return _("somebody who knows the account's number");
	return strcmp(by, "host") == 0 ? _("the portal's operator") : text_safe(a, by, 0);
}

static void put_wait(struct page *p, const struct scene *x, const struct account_wait *w)
{
	struct arena *a = p->arena;

	page_heading(p, what_words(w->what));
	/* TRANSLATORS: who has asked for it, and since when */
	page_pair(p, _("Requested by"), by_words(a, w->by), 0);
	page_pair(p, _("Requested on"), date_show(a, x->lang, NULL, date_of(w->at)), 0);
	page_pair(p, _("Available from"), date_moment(a, x->lang, NULL, w->ready_at), 0);
}

static struct page *recovery_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct recovery *r = (const struct recovery *)s;
	struct page *p = page_new(a, "recovery", _("A new PIN or key was requested"));

	p->wants_back = true;
	p->deliberate = true;
	if (r->error.fault != FAULT_NONE) {
		page_notice(p, NOTICE_ERROR, message_error(a, &r->error));
		return p;
	}
	if (r->stopped)
		page_notice(p, NOTICE_DONE,
			    _("Stopped: nothing new is given. Your PIN and your keys still work as "
			      "before."));
	if (r->count == 0) {
		page_text(p, TONE_PLAIN,
			  _("Nobody has asked for a new PIN or key for this account."));
		return p;
	}
	page_text(p, TONE_PLAIN,
		  _("Somebody has made the request below, which would open your account to them. "
		    "If it was you, wait. If not, stop the request: nothing is then given. We have "
		    "written to all addresses of the account."));
	for (size_t i = 0; i < r->count; i++)
		put_wait(p, x, &r->waits[i]);
	page_gap(p);
	page_menu(p, ACT_STOP, _("Stop the request"), NULL, NULL);
	return p;
}

static bool recovery_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct recovery *r = (struct recovery *)s;
	const struct context *x = stack_context(st);
	struct error err = {0};

	if (e->kind != INPUT_CHOOSE || e->act != ACT_STOP)
		return false;
	r->stopped = recovery_stop_own(x->registry, x->caller, &err) == FAULT_NONE;
	if (!r->stopped && err.fault != FAULT_MISSING)
		stack_push(st, common_trouble(x, &err));
	else
		stack_turn(st);
	return true;
}

static void recovery_free(struct screen *s)
{
	arena_free(((struct recovery *)s)->arena);
	free(s);
}

static const struct screen_ops ops = {.name = "recovery",
				      .load = recovery_load,
				      .view = recovery_view,
				      .update = recovery_update,
				      .free = recovery_free};

struct screen *recovery_new(void)
{
	struct recovery *r = common_make(sizeof(*r), &ops);

	r->arena = arena_new((size_t)1 << 20);
	return &r->screen;
}
