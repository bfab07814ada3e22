/* accounts.c - the accounts there are, as administrators see them: whose, with which roles. */
#include "tui/screens/office/accounts.h"

#include "tui/screens/common/list.h"

enum { ACT_OPEN = 200000, ACT_FIND, ACT_ROLES }; /* above any number of the list's own */
#define MOST 1000 /* accounts that are read; any other is found by its number */

enum { PERSON, NUMBER, ROLES, SINCE, COLUMNS };

static const struct list_column columns[COLUMNS] = {
	[PERSON] = {N_("Person"), .weight = 1, .sorts = true},
	[NUMBER] = {N_("Account number"), VALUE_CODE, .weight = 2, .bare = true},
	[ROLES] = {N_("Roles"), .weight = 3, .bare = true, .sorts = true, .filters = true},
	[SINCE] = {N_("Since"), VALUE_DATE, .sorts = true}};

static const struct list_kind kind = {
	.columns = columns, .count = COLUMNS, .narrows = true, .unsorted = N_("By account number")};

struct accounts {
	struct screen screen;
	struct list list;
	bool more; /* there are others than those */
	struct error error;
};

bool accounts_holds(const struct account_grant *g, int64_t now)
{
	return g->until == 0 || g->until > now;
}

const char *accounts_role(struct arena *a, const struct scene *x, const struct account_grant *g)
{
	const struct role *role = roles_find(g->role);
	const struct service *s = catalogue_find(x->catalogue, g->service);
	const char *name = role == NULL ? g->role : words_of(&role->name, x->lang);
	const char *service = s == NULL ? g->service : words_of(&s->name, x->lang);
	const char *sep = *service != '\0' && g->office[0] != '\0' ? " · " : "";

	if (*service == '\0' && g->office[0] == '\0')
		return name;
	return words_labelled(a, name, arena_format(a, "%s%s%s", service, sep, g->office));
}

/* The roles that hold, each once. */
static const char *roles_of(struct arena *a, const struct scene *x, const struct account *of,
			    int64_t now)
{
	const char *list = "";

	for (size_t i = 0; i < of->grant_count; i++) {
		const struct role *role = roles_find(of->grants[i].role);
		bool told = false;

		for (size_t k = 0; k < i; k++)
			told = told || (accounts_holds(&of->grants[k], now) &&
					strcmp(of->grants[k].role, of->grants[i].role) == 0);
		if (!told && accounts_holds(&of->grants[i], now))
			list = arena_format(a, "%s%s%s", list, *list == '\0' ? "" : " · ",
					    role == NULL ? of->grants[i].role
							 : words_of(&role->name, x->lang));
	}
	return list;
}

static void accounts_load(struct screen *s, struct stack *st)
{
	struct accounts *all = (struct accounts *)s;
	const struct context *x = stack_context(st);
	struct arena *a = list_begin(&all->list);
	struct account *list = NULL;
	size_t count = 0;

	all->error = (struct error){0};
	all->more = false;
	if (account_page(x->registry, x->caller, "", MOST, a, &list, &count, &all->more,
			 &all->error) != FAULT_NONE)
		count = 0;
	for (size_t i = 0; i < count; i++) {
		struct list_row *row = list_add(&all->list, list[i].number);
		char number[ACCOUNT_DIGITS + 3];

		reference_show_account(list[i].number, number);
		row->of = &list[i];
		row->cells[PERSON].shown = text_safe(a, list[i].name, 0);
		row->cells[NUMBER].shown = arena_text(a, number);
		row->cells[ROLES].shown =
			roles_of(a, &x->scene, &list[i], registry_now(x->registry));
		row->cells[SINCE] = (struct list_cell){
			.shown = date_show(a, x->scene.lang, NULL, date_of(list[i].since)),
			.order = list[i].since};
	}
	list_ready(&all->list);
}

static struct page *accounts_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct accounts *all = (const struct accounts *)s;
	struct page *p = page_new(a, "accounts", _("Accounts"));

	(void)x;
	p->wants_back = true;
	if (all->error.fault != FAULT_NONE)
		page_notice(p, NOTICE_ERROR, message_error(a, &all->error));
	list_put(&all->list, p);
	if (all->error.fault != FAULT_NONE)
		return p;
	page_menu(p, ACT_OPEN, _("Open an account"), NULL, NULL);
	page_menu(p, ACT_FIND, _("Find an account by its number"), NULL, NULL);
	page_menu(p, ACT_ROLES, _("What each role may do"), NULL, NULL);
	if (all->more)
		page_text(p, TONE_QUIET,
			  FILL(a,
			       P_("The first one is listed; there are more.",
				  "The first {count} are listed; there are more.", all->list.count),
			       {"count", arena_format(a, "%zu", all->list.count)}));
	return p;
}

static bool accounts_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct accounts *all = (struct accounts *)s;
	const struct list_row *row;

	if (e->kind == INPUT_CHOOSE && e->act == ACT_OPEN) {
		stack_push(st, accounts_open_new());
		return true;
	}
	if (e->kind == INPUT_CHOOSE && e->act == ACT_FIND) {
		stack_push(st, accounts_find_new());
		return true;
	}
	if (e->kind == INPUT_CHOOSE && e->act == ACT_ROLES) {
		stack_push(st, accounts_roles_new());
		return true;
	}
	if (!list_update(&all->list, st, e, &row))
		return false;
	if (row != NULL)
		stack_push(st, accounts_one_new(row->id, NULL));
	return true;
}

static void accounts_free(struct screen *s)
{
	list_close(&((struct accounts *)s)->list);
	free(s);
}

static const struct screen_ops ops = {.name = "accounts",
				      .load = accounts_load,
				      .view = accounts_view,
				      .update = accounts_update,
				      .free = accounts_free};

struct screen *accounts_new(void)
{
	struct accounts *all = common_make(sizeof(*all), &ops);

	list_open(&all->list, &kind);
	return &all->screen;
}
