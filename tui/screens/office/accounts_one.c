/* accounts_one.c - one account as administrators see it: keys and roles with since when and until
 * when, and what can be done with it. */
#include "tui/screens/office/accounts.h"

enum { ACT_GRANT = 1, ACT_KEY, ACT_PIN, ACT_CODE, ACT_STOP, ACT_ROLE = 1000, ACT_REVOKE = 2000 };

static void one_load(struct screen *s, struct stack *st)
{
	struct accounts_one *o = (struct accounts_one *)s;
	const struct context *x = stack_context(st);

	arena_reset(o->arena);
	o->account = (struct account){.name = ""};
	o->now = registry_now(x->registry);
	o->error = (struct error){0};
	(void)!account_get(x->registry, x->caller, o->arena, o->number, &o->account, &o->error);
}

void accounts_one_tell(struct accounts_one *o, const char *words)
{
	explicit_bzero(&o->paper, sizeof(o->paper));
	explicit_bzero(&o->code, sizeof(o->code));
	free(o->done);
	o->done = words == NULL ? NULL : strdup(words);
	o->asked = false;
}

static const char *day(struct arena *a, const struct scene *x, int64_t at)
{
	return date_show(a, x->lang, NULL, date_of(at));
}

/* The last day of what ends at `until`. */
static const char *time_words(struct arena *a, const struct scene *x, int64_t since, int64_t until)
{
	if (until == 0)
		return FILL(a, _("since {date}"), {"date", day(a, x, since)});
	return FILL(a, _("from {date} until {end}"), {"date", day(a, x, since)},
		    {"end", day(a, x, until - 1)});
}

static void put_once(struct page *p, const struct accounts_one *o)
{
	if (o->paper.pin[0] != '\0')
		page_pair(p, _("PIN"), o->paper.pin, 0);
	if (o->code.secret[0] == '\0')
		return;
	page_pair(p, _("Secret of the one-time codes"), o->code.secret, 0);
	page_code(p, o->code.uri);
	page_qr(p, o->code.uri, NULL);
}

static const char *kind_words(const char *what)
{
	return strcmp(what, "pin") == 0    ? _("a new PIN")
	       : strcmp(what, "code") == 0 ? _("a new secret of codes")
					   : _("another key");
}

static const char *asked_words(struct arena *a, const struct account_asked *asked)
{
	/* TRANSLATORS: {what} is "a new PIN" or the like, {name} who asked for it */
	return FILL(a, _("{what}, by {name}"), {"what", kind_words(asked->what)},
		    {"name", text_safe(a, asked->by, 0)});
}

static const char *waits_words(struct arena *a, const struct scene *x, const struct account_wait *w)
{
	/* TRANSLATORS: {what} is "a new PIN" or the like */
	return FILL(a, _("{what}, given from {date} on"), {"what", kind_words(w->what)},
		    {"date", date_moment(a, x->lang, NULL, w->ready_at)});
}

static void put_asked(struct page *p, const struct scene *x, const struct accounts_one *o)
{
	const struct account *of = &o->account;

	for (size_t i = 0; i < of->wait_count; i++)
		page_pair(p, _("Waits for"), waits_words(p->arena, x, &of->waits[i]), 0);
	if (of->wait_count > 0)
		page_menu(p, ACT_STOP, _("Stop the request"),
			  _("The request will be stopped: nothing new is given to the account."),
			  NULL);
	for (size_t i = 0; i < of->asked_count; i++)
		page_pair(p, _("Asked for"), asked_words(p->arena, &of->asked[i]), 0);
	if (of->asked_count > 0)
		page_text(p, TONE_QUIET,
			  _("It is given when another administrator does the same here, or when "
			    "the person who asked does so again after the waiting time."));
}

static void put_roles(struct page *p, const struct scene *x, const struct accounts_one *o)
{
	const struct account *a = &o->account;

	if (a->grant_count > 0)
		page_heading(p, _("Roles"));
	for (int past = 0; past < 2; past++)
		for (size_t i = 0; i < a->grant_count; i++)
			if (accounts_holds(&a->grants[i], o->now) == (past == 0))
				page_pair(p, accounts_role(p->arena, x, &a->grants[i]),
					  time_words(p->arena, x, a->grants[i].since,
						     a->grants[i].until),
					  past == 0 ? ACT_ROLE + (int)i : 0);
}

static void put_keys(struct page *p, const struct scene *x, const struct accounts_one *o)
{
	const struct account *a = &o->account;
	char shown[PUBLICKEY_SHOWN];

	if (a->key_count > 0)
		page_heading(p, _("Keys of the account"));
	for (size_t i = 0; i < a->key_count; i++) {
		publickey_show(a->keys[i].key, shown);
		page_pair(p, text_safe(p->arena, a->keys[i].name, 0),
			  arena_format(p->arena, "%s · %s", shown,
				       time_words(p->arena, x, a->keys[i].since, a->keys[i].ended)),
			  a->keys[i].ended == 0 ? ACT_REVOKE + (int)i : 0);
	}
}

static struct page *one_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct accounts_one *o = (const struct accounts_one *)s;
	struct page *p = page_new(a, "accounts_one", _("An account"));
	char number[ACCOUNT_DIGITS + 3];

	p->trail = _("Accounts");
	p->wants_back = true;
	if (o->error.fault != FAULT_NONE) {
		page_notice(p, NOTICE_ERROR, message_error(a, &o->error));
		return p;
	}
	if (o->paper.pin[0] != '\0')
		page_notice(p, NOTICE_DONE,
			    _("Hand the number and the PIN to the person: the PIN is not shown "
			      "again."));
	if (o->code.secret[0] != '\0')
		page_notice(p, NOTICE_DONE,
			    _("Enter it now into the app that makes the person's codes: it is not "
			      "shown again."));
	if (o->done != NULL)
		page_notice(p, o->asked ? NOTICE_INFO : NOTICE_DONE, o->done);
	reference_show_account(o->number, number);
	page_pair(p, _("Account number"), arena_text(a, number), 0);
	put_once(p, o);
	page_pair(p, _("Name"), text_safe(a, o->account.name, 0), 0);
	page_pair(p, _("Since"), day(a, x, o->account.since), 0);
	put_asked(p, x, o);
	page_gap(p);
	page_menu(p, ACT_GRANT, _("Grant a role"), NULL, NULL);
	page_menu(p, ACT_KEY, _("Add a key"), NULL, NULL);
	page_menu(p, ACT_PIN, _("Give a new PIN"), NULL, NULL);
	page_menu(p, ACT_CODE, _("Give a new secret for one-time codes"), NULL, NULL);
	put_roles(p, x, o);
	put_keys(p, x, o);
	return p;
}

static struct screen *over(struct accounts_one *o, int act)
{
	size_t role = (size_t)(act - ACT_ROLE), key = (size_t)(act - ACT_REVOKE);

	if (act == ACT_GRANT)
		return accounts_grant_new(o);
	if (act == ACT_KEY)
		return accounts_key_new(o);
	if (act == ACT_PIN || act == ACT_CODE)
		return accounts_sure_new(o, act == ACT_PIN ? ACCOUNTS_PIN : ACCOUNTS_CODE, 0);
	if (act == ACT_STOP)
		return accounts_sure_new(o, ACCOUNTS_STOP, 0);
	if (act >= ACT_REVOKE && key < o->account.key_count)
		return accounts_sure_new(o, ACCOUNTS_REVOKE, key);
	if (act >= ACT_ROLE && role < o->account.grant_count)
		return accounts_sure_new(o, ACCOUNTS_END, role);
	return NULL;
}

static bool one_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct accounts_one *o = (struct accounts_one *)s;
	struct screen *next;

	if (e->kind != INPUT_CHOOSE || o->error.fault != FAULT_NONE)
		return false;
	next = over(o, e->act);
	if (next == NULL)
		return false;
	accounts_one_tell(o, NULL);
	stack_push(st, next);
	return true;
}

static void one_forget(struct screen *s)
{
	struct accounts_one *o = (struct accounts_one *)s;

	explicit_bzero(&o->paper, sizeof(o->paper));
	explicit_bzero(&o->code, sizeof(o->code));
}

static void one_free(struct screen *s)
{
	struct accounts_one *o = (struct accounts_one *)s;

	arena_free(o->arena);
	free(o->done);
	explicit_bzero(o, sizeof(*o));
	free(o);
}

static const struct screen_ops ops = {.name = "accounts_one",
				      .load = one_load,
				      .view = one_view,
				      .update = one_update,
				      .forget = one_forget,
				      .free = one_free};

struct screen *accounts_one_new(const char *number, const struct account_paper *paper)
{
	struct accounts_one *o = common_make(sizeof(*o), &ops);

	o->arena = arena_new((size_t)4 << 20);
	snprintf(o->number, sizeof(o->number), "%s", number);
	if (paper != NULL)
		o->paper = *paper;
	return &o->screen;
}
