/* accounts_roles.c - the roles that there are, as administrators see them: what each may do, which
 * answers it sees, with which others nobody has it. */
#include "tui/screens/office/accounts.h"

struct accounts_roles {
	struct screen screen;
	const struct role *const
		*roles; /* as they were seen last; they stay for as long as the visit */
	size_t count;
	struct error error;
};

static void roles_load(struct screen *s, struct stack *st)
{
	struct accounts_roles *all = (struct accounts_roles *)s;

	all->error = (struct error){0};
	(void)!roles_look(stack_context(st)->registry, &all->error);
	all->roles = roles_all(&all->count);
}

/* An act of a service by its id: services call it in words of their own. */
static const char *may_words(const char *word)
{
	static const char *const says[ROLE_WORDS] = {
		/* TRANSLATORS: what a role may do; in a list, separated by dots */
		[ROLE_WORD_LOOK] = N_("see applications"),
		/* TRANSLATORS: what a role may do */
		[ROLE_WORD_ASK] = N_("ask applicants"),
		/* TRANSLATORS: what a role may do with applications */
		[ROLE_WORD_DECIDE] = N_("accept and refuse"),
		/* TRANSLATORS: what a role may do with applications */
		[ROLE_WORD_FORWARD] = N_("move on, close tasks"),
		/* TRANSLATORS: what a role may do */
		[ROLE_WORD_CLOSE_TASK] = N_("close tasks"),
		/* TRANSLATORS: what a role may do with applications */
		[ROLE_WORD_ASSIGN] = N_("take up, hand over their own"),
		/* TRANSLATORS: what a role may do with applications */
		[ROLE_WORD_REASSIGN] = N_("hand over what others have"),
		/* TRANSLATORS: what a role may do */
		[ROLE_WORD_ASSIST] = N_("serve people at a counter"),
		/* TRANSLATORS: what a role may do */
		[ROLE_WORD_RENEW] = N_("replace a lost PIN"),
		/* TRANSLATORS: what a role may do */
		[ROLE_WORD_WITNESS] = N_("enter signatures on paper"),
		/* TRANSLATORS: what a role may do */
		[ROLE_WORD_ACCOUNTS] = N_("accounts, roles and offices"),
		/* TRANSLATORS: what a role may do */
		[ROLE_WORD_AUDIT] = N_("read the audit ledger"),
		/* TRANSLATORS: what a role may do */
		[ROLE_WORD_TAKE_PAYMENT] = N_("take payments at a counter"),
		/* TRANSLATORS: what a role may do */
		[ROLE_WORD_IMPORT_PAYMENTS] = N_("import payment files"),
		/* TRANSLATORS: what a role may do */
		[ROLE_WORD_UNDO_PAYMENT] = N_("cancel payments, refund, waive fees"),
	};

	for (int i = 0; i < ROLE_WORDS; i++)
		if (strcmp(role_portal_words[i], word) == 0)
			return _(says[i]);
	return word;
}

static const char *class_words(enum class class)
{
	switch (class) {
	/* TRANSLATORS: a class of answers: anybody may know them */
	case CLASS_PUBLIC: return _("public");
	/* TRANSLATORS: a class of answers: the administration may know them */
	case CLASS_INTERNAL: return _("internal");
	/* TRANSLATORS: a class of answers: who has to do with the application may know them */
	case CLASS_PERSONAL: return _("personal");
	/* TRANSLATORS: a class of answers: health, need, bank accounts */
	case CLASS_SENSITIVE: break;
	}
	return _("sensitive");
}

static const char *join(struct arena *a, const char *list, const char *word)
{
	return arena_format(a, "%s%s%s", list, *list == '\0' ? "" : " · ", word);
}

static const char *may_of(struct arena *a, const struct role *role)
{
	const char *list = "";

	for (size_t i = 0; i < role->may_count; i++)
		list = join(a, list, may_words(role->may[i]));
	return role->may_count == 0 ? _("nothing") : list;
}

static const char *sees_of(struct arena *a, const struct role *role)
{
	const char *list = "";

	for (int class = CLASS_PUBLIC; class >= CLASS_SENSITIVE; class --)
		if (role->sees & 1U << class)
			list = join(a, list, class_words((enum class) class));
	return *list == '\0' ? _("nothing") : list;
}

static void put_one(struct page *p, const struct scene *x, const struct accounts_roles *all,
		    const struct role *role)
{
	const char *others = "";

	for (size_t i = 0; i < all->count; i++)
		if (all->roles[i] != role && role_excludes(role, all->roles[i]))
			others = join(p->arena, others, words_of(&all->roles[i]->name, x->lang));
	page_heading(p, words_of(&role->name, x->lang));
	/* TRANSLATORS: of a role: what it may do */
	page_pair(p, _("Rights"), may_of(p->arena, role), 0);
	if (role_parts(role) & ROLE_OF_APPLICATIONS)
		/* TRANSLATORS: of a role: which classes of answers it sees */
		page_pair(p, _("Sees answers"), sees_of(p->arena, role), 0);
	if (*others != '\0')
		/* TRANSLATORS: of a role: which others nobody has besides */
		page_pair(p, _("Cannot be held with"), others, 0);
	/* TRANSLATORS: of a role: how definitions and commands call it, and its version */
	page_pair(p, _("Definition"), arena_format(p->arena, "%s %d", role->id, role->version), 0);
}

static struct page *roles_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct accounts_roles *all = (const struct accounts_roles *)s;
	struct page *p = page_new(a, "accounts_roles", _("Roles"));

	p->trail = _("Accounts");
	p->wants_back = true;
	if (all->error.fault != FAULT_NONE)
		page_notice(p, NOTICE_ERROR, message_error(a, &all->error));
	page_text(
		p, TONE_QUIET,
		_("Roles are definitions: the portal's operator imports others, and a new version "
		  "counts at once."));
	for (size_t i = 0; i < all->count; i++)
		put_one(p, x, all, all->roles[i]);
	return p;
}

static const struct screen_ops ops = {
	.name = "accounts_roles", .load = roles_load, .view = roles_view};

struct screen *accounts_roles_new(void)
{
	return common_make(sizeof(struct accounts_roles), &ops);
}
