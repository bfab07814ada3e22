/* account.c - a person's own account: its number, its keys, and a new PIN. */
#include "tui/screens/common/common.h"

#include <string.h>

enum { ACT_PIN = 1, FIELD_OLD, ACT_ADDRESSES, ACT_WAITS, ACT_LOST, ACT_KEEP, ACT_NEW };

struct own {
	struct screen screen;
	struct arena *arena;
	struct account account;     /* in `arena` */
	struct account_paper paper; /* the new PIN, as long as the page stands; "" */
	struct error error;         /* of the last try; fault NONE: none */
	bool asks;                  /* for the PIN that the account has */
	bool doubts;                /* whether a new one is wanted */
	char typed[ACCOUNT_PIN_DIGITS + 1];
};

static void own_load(struct screen *s, struct stack *st)
{
	struct own *o = (struct own *)s;
	const struct context *x = stack_context(st);
	struct error err = {0};

	arena_reset(o->arena);
	if (account_own(x->registry, x->caller, o->arena, &o->account, &err) != FAULT_NONE)
		stack_replace(st, common_trouble(x, &err));
}

static void put_keys(struct page *p, const struct account *a)
{
	for (size_t i = 0; i < a->key_count; i++)
		if (a->keys[i].ended == 0)
			page_pair(p, _("Key"), a->keys[i].name, 0);
}

/* Who has come by a key alone shows the PIN first: a key is only the gate's word. */
static void put_question(struct page *p, const struct own *o, const struct scene *x)
{
	struct field *f = arena_take(p->arena, sizeof(*f));

	*f = (struct field){.id = FIELD_OLD,
			    .kind = FIELD_SECRET,
			    .label = _("Your current PIN"),
			    .value = o->typed,
			    .required = true,
			    .ltr = true,
			    .lines = 1};
	if (o->error.fault != FAULT_NONE)
		f->error = message_error(p->arena, &o->error);
	page_text(
		p, TONE_PLAIN,
		_("Your key opens your account, but to change its PIN you need the current one."));
	page_field(p, f);
	p->focus_field = FIELD_OLD;
	p->next_label = _("Get a new PIN");
	if (x->recovers > 0)
		page_menu(p, ACT_LOST, _("I have lost my PIN"), NULL, NULL);
	else
		page_text(p, TONE_PLAIN,
			  _("If you have lost it, ask for a new one at the counter of an authority "
			    "that uses this portal, with an identity document."));
}

static struct page *doubt_view(struct arena *a)
{
	struct page *p = page_new(a, "account-new", _("Get a new PIN?"));

	p->wants_back = true;
	p->deliberate = true;
	page_notice(p, NOTICE_WARNING,
		    _("Your current PIN stops working at once, and anyone signed in with it must "
		      "sign in again."));
	page_menu(p, ACT_KEEP, _("Keep my current PIN"), NULL, NULL);
	page_menu(p, ACT_NEW, _("Get a new PIN"), NULL, NULL);
	return p;
}

static struct page *own_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct own *o = (const struct own *)s;
	struct page *p;
	char number[ACCOUNT_DIGITS + 3];

	if (o->doubts)
		return doubt_view(a);
	p = page_new(a, "account", _("My account"));
	p->wants_back = true;
	reference_show_account(o->account.number, number);
	if (o->paper.pin[0] != '\0')
		page_notice(p, NOTICE_DONE,
			    _("Your account has a new PIN. Please write it down: it is not shown "
			      "again, and the old one no longer works."));
	page_pair(p, _("Account number"), arena_text(a, number), 0);
	if (o->paper.pin[0] != '\0')
		page_pair(p, _("PIN"), o->paper.pin, 0);
	page_pair(p, _("Name"), o->account.name, 0);
	put_keys(p, &o->account);
	page_gap(p);
	common_waits(p, x, ACT_WAITS);
	if (o->asks)
		put_question(p, o, x);
	else if (o->paper.pin[0] == '\0')
		page_menu(p, ACT_PIN, _("Get a new PIN"), _("The old one will stop working."),
			  NULL);
	if (!o->asks)
		page_menu(p, ACT_ADDRESSES, _("Notices (SMS, email)"), NULL, NULL);
	return p;
}

/* With the PIN that was typed, or without where it was shown at the sign-in. */
static void change_pin(struct own *o, struct stack *st)
{
	struct context *x = stack_context(st);
	enum fault fault =
		account_change_pin(x->registry, x->caller, o->typed, &o->paper, &o->error);

	explicit_bzero(o->typed, sizeof(o->typed));
	if (fault == FAULT_NONE)
		o->asks = false;
	else if (pin_is_needed(&o->error)) {
		o->error = (struct error){0};
		o->asks = true;
	} else if (!o->asks) {
		stack_push(st, common_trouble(x, &o->error));
		return;
	}
	stack_turn(st);
}

/* Whoever came by a key is asked for the PIN, which is question enough. */
static void want_pin(struct own *o, struct stack *st)
{
	o->doubts = stack_context(st)->caller->account_shown;
	if (o->doubts)
		stack_turn(st);
	else
		change_pin(o, st);
}

static bool doubt_update(struct own *o, struct stack *st, const struct input *e)
{
	if (e->kind != INPUT_BACK && e->kind != INPUT_CHOOSE)
		return false;
	o->doubts = false;
	if (e->kind == INPUT_CHOOSE && e->act == ACT_NEW)
		change_pin(o, st);
	else
		stack_turn(st);
	return true;
}

static bool own_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct own *o = (struct own *)s;

	if (o->doubts)
		return doubt_update(o, st, e);
	if (e->kind == INPUT_ANSWER) {
		o->error = (struct error){0};
		explicit_bzero(o->typed, sizeof(o->typed));
		return reference_read_account_pin(e->text, o->typed, &o->error) == FAULT_NONE;
	}
	if (e->kind == INPUT_NEXT && o->asks) {
		if (o->typed[0] != '\0')
			change_pin(o, st);
		return true;
	}
	if (e->kind == INPUT_CHOOSE && e->act == ACT_ADDRESSES) {
		stack_push(st, addresses_new(NULL));
		return true;
	}
	if (e->kind == INPUT_CHOOSE && e->act == ACT_LOST) {
		stack_push(st, lost_new());
		return true;
	}
	if (e->kind == INPUT_CHOOSE && e->act == ACT_WAITS) {
		stack_push(st, recovery_new());
		return true;
	}
	if (e->kind != INPUT_CHOOSE || e->act != ACT_PIN)
		return false;
	want_pin(o, st);
	return true;
}

static void own_forget(struct screen *s)
{
	struct own *o = (struct own *)s;

	explicit_bzero(&o->paper, sizeof(o->paper));
	explicit_bzero(o->typed, sizeof(o->typed));
}

static void own_free(struct screen *s)
{
	arena_free(((struct own *)s)->arena);
	explicit_bzero(s, sizeof(struct own));
	free(s);
}

static const struct screen_ops ops = {.name = "account",
				      .load = own_load,
				      .view = own_view,
				      .update = own_update,
				      .forget = own_forget,
				      .free = own_free};

struct screen *account_new(void)
{
	struct own *o = common_make(sizeof(*o), &ops);

	o->arena = arena_new((size_t)1 << 20);
	return &o->screen;
}
