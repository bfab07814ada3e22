/* accounts_sure.c - what is done with an account by its number alone: a role ends, a key opens
 * nothing more, a new PIN, a new secret of codes, and what it waits to be given is stopped. */
#include "tui/screens/office/accounts.h"

#define ACT_DO 1

struct sure {
	struct screen screen;
	struct accounts_one *one; /* the screen below */
	enum accounts_deed deed;
	size_t at;
	char which[80]; /* the grant's id, the key's fingerprint */
	struct arena *arena;
	struct error error;
};

static const struct {
	const char *title, *says, *done;
} deeds[] = {
	[ACCOUNTS_END] = {N_("End this role"),
			  N_("It will no longer give any access, not even in open sessions."),
			  N_("The role has ended.")},
	[ACCOUNTS_REVOKE] = {N_("Revoke this key"),
			     N_("It will no longer give any access, not even in open sessions."),
			     N_("The key no longer works.")},
	[ACCOUNTS_PIN] =
		{N_("Give a new PIN"),
		 N_("The old one will stop working. An account that was opened long ago, or by "
		    "somebody else, needs a second administrator who does the same."),
		 NULL},
	[ACCOUNTS_CODE] =
		{N_("Give a new secret for one-time codes"),
		 N_("Codes of the old one will stop working. An account that was opened long ago, "
		    "or by somebody else, needs a second administrator who does the same."),
		 NULL},
	[ACCOUNTS_STOP] =
		{N_("Stop the request"),
		 N_("The request will be stopped: nothing new is given to the account."),
		 N_("Stopped: nothing new is given. The account's PIN and keys still work as "
		    "before.")},
};

static struct page *sure_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct sure *q = (const struct sure *)s;
	const struct accounts_one *o = q->one;
	struct page *p = page_new(a, "accounts_sure", _(deeds[q->deed].title));
	char number[ACCOUNT_DIGITS + 3];

	p->wants_back = true;
	p->deliberate = true;
	if (q->error.fault != FAULT_NONE)
		page_notice(p, NOTICE_ERROR, message_error(a, &q->error));
	reference_show_account(o->number, number);
	page_pair(p, _("Account number"), arena_text(a, number), 0);
	page_pair(p, _("Name"), text_safe(a, o->account.name, 0), 0);
	if (q->deed == ACCOUNTS_END)
		page_pair(p, _("Role"), accounts_role(a, x, &o->account.grants[q->at]), 0);
	if (q->deed == ACCOUNTS_REVOKE)
		page_pair(p, _("Key"), text_safe(a, o->account.keys[q->at].name, 0), 0);
	page_text(p, TONE_PLAIN, _(deeds[q->deed].says));
	page_menu(p, ACT_DO, _(deeds[q->deed].title), NULL, NULL);
	return p;
}

static enum fault run(struct sure *q, const struct context *x)
{
	struct accounts_one *o = q->one;
	struct error *err = &q->error;

	switch (q->deed) {
	case ACCOUNTS_END: return account_end(x->registry, x->caller, o->number, q->which, err);
	case ACCOUNTS_REVOKE:
		return account_revoke_key(x->registry, x->caller, o->number, q->which, err);
	case ACCOUNTS_PIN:
		return account_renew_pin(x->registry, x->caller, o->number, &o->paper, err);
	case ACCOUNTS_STOP: return recovery_stop(x->registry, x->caller, o->number, err);
	case ACCOUNTS_CODE: break;
	}
	return account_renew_code(x->registry, x->caller, o->number, &o->code, err);
}

/* That it is asked for now is no failure. */
static bool is_asked(const struct error *err)
{
	return err->fault == FAULT_DENIED && err->code != NULL &&
	       strcmp(err->code, "second_needed") == 0;
}

static bool sure_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct sure *q = (struct sure *)s;
	struct accounts_one *o = q->one;

	if (e->kind != INPUT_CHOOSE || e->act != ACT_DO)
		return false;
	q->error = (struct error){0};
	if (run(q, stack_context(st)) == FAULT_NONE) {
		if (deeds[q->deed].done != NULL)
			accounts_one_tell(o, _(deeds[q->deed].done));
		stack_pop(st);
	} else if (is_asked(&q->error)) {
		accounts_one_tell(o, message_error(q->arena, &q->error));
		o->asked = true;
		stack_pop(st);
	} else {
		stack_turn(st);
	}
	return true;
}

static void sure_free(struct screen *s)
{
	arena_free(((struct sure *)s)->arena);
	free(s);
}

static const struct screen_ops ops = {
	.name = "accounts_sure", .view = sure_view, .update = sure_update, .free = sure_free};

struct screen *accounts_sure_new(struct accounts_one *o, enum accounts_deed deed, size_t at)
{
	struct sure *q = common_make(sizeof(*q), &ops);
	char shown[PUBLICKEY_SHOWN];

	q->one = o;
	q->deed = deed;
	q->arena = arena_new((size_t)1 << 16);
	q->at = at;
	if (deed == ACCOUNTS_END)
		snprintf(q->which, sizeof(q->which), "%s", o->account.grants[at].id);
	if (deed == ACCOUNTS_REVOKE) {
		publickey_show(o->account.keys[at].key, shown);
		snprintf(q->which, sizeof(q->which), "%s", shown);
	}
	return &q->screen;
}
