/* office_tree.c - the offices there are, each below the one over it, with the place of each and how
 * many people have a role there; and one of them, with who they are. */
#include "tui/screens/office/accounts.h"

#include "tui/screens/common/list.h"

#include <stdlib.h>

#define MOST 1000 /* accounts that are read */

enum { OFFICE, CODE, PLACE, PEOPLE, COLUMNS };

static const struct list_column columns[COLUMNS] = {
	[OFFICE] = {N_("Office"), .weight = 1, .sorts = true},
	/* TRANSLATORS: the short name of an office, as authors of definitions write it */
	[CODE] = {N_("Code"), VALUE_CODE, .weight = 2, .bare = true, .sorts = true},
	[PLACE] = {N_("Place"), .weight = 4, .bare = true, .filters = true},
	/* TRANSLATORS: how many people have a role in an office */
	[PEOPLE] = {N_("People"), VALUE_NUMBER, .weight = 3, .sorts = true}};

static const struct list_kind kind = {
	.columns = columns, .count = COLUMNS, .narrows = true, .unsorted = N_("By hierarchy")};

/* What an administrator may read of them, as it was read last. */
struct house {
	struct party *offices;
	size_t office_count;
	struct account *accounts;
	size_t account_count;
	bool more; /* there are others than those accounts */
	int64_t now;
};

static int by_name(const void *one, const void *two)
{
	const struct account *a = one, *b = two;
	int order = strcmp(a->name, b->name);

	return order != 0 ? order : strcmp(a->number, b->number);
}

static enum fault read_house(struct house *h, const struct context *x, struct arena *a,
			     struct error *err)
{
	enum fault fault;

	*h = (struct house){.now = registry_now(x->registry)};
	fault = offices_list(x->registry, x->caller, a, &h->offices, &h->office_count, err);
	if (fault == FAULT_NONE)
		fault = account_page(x->registry, x->caller, "", MOST, a, &h->accounts,
				     &h->account_count, &h->more, err);
	if (fault != FAULT_NONE)
		*h = (struct house){.office_count = 0};
	if (h->account_count > 0)
		qsort(h->accounts, h->account_count, sizeof(*h->accounts), by_name);
	return fault;
}

static const struct party *office_by_id(const struct house *h, const char *id)
{
	for (size_t i = 0; *id != '\0' && i < h->office_count; i++)
		if (strcmp(h->offices[i].id, id) == 0)
			return &h->offices[i];
	return NULL;
}

static const char *place_of(const struct scene *x, const struct party *office)
{
	const struct place_entry *place = term_place(catalogue_terms(x->catalogue), office->place);

	return place == NULL ? office->place : words_of(&place->name, x->lang);
}

/* Of a grant over this office or, with `also_above`, over one above it or over all. */
static bool reaches(const struct house *h, const struct account_grant *g,
		    const struct party *office, bool also_above)
{
	if (!accounts_holds(g, h->now))
		return false;
	if (also_above && g->office[0] == '\0')
		return true;
	for (int i = 0; i < PARTY_DEPTH && office != NULL; i++) {
		if (strcmp(g->office, office->code) == 0)
			return true;
		office = also_above ? office_by_id(h, office->above) : NULL;
	}
	return false;
}

static size_t people_of(const struct house *h, const struct party *office)
{
	size_t count = 0;

	for (size_t i = 0; i < h->account_count; i++) {
		bool found = false;

		for (size_t k = 0; k < h->accounts[i].grant_count; k++)
			found |= reaches(h, &h->accounts[i].grants[k], office, false);
		count += found;
	}
	return count;
}

/* --- all of them --- */

struct tree {
	struct screen screen;
	struct list list;
	struct house house; /* in the list's arena */
	struct error error;
};

/* Those below `id` ("": the uppermost), with all that is below each. */
static void add_below(struct tree *t, struct arena *a, const struct scene *x, const char *id,
		      int depth)
{
	const struct house *h = &t->house;

	for (size_t i = 0; depth < PARTY_DEPTH && i < h->office_count; i++) {
		const struct party *office = &h->offices[i];
		size_t people = people_of(h, office);
		const char *name = text_safe(a, office->name, 0);
		struct list_row *row;

		if (strcmp(office->above, id) != 0)
			continue;
		row = list_add(&t->list, office->code);
		for (int k = 0; k < depth; k++)
			name = arena_format(a, "– %s", name);
		row->cells[OFFICE].shown = name;
		row->cells[CODE].shown = office->code;
		row->cells[PLACE].shown = place_of(x, office);
		row->cells[PEOPLE] = (struct list_cell){.shown = arena_format(a, "%zu", people),
							.order = (int64_t)people};
		add_below(t, a, x, office->id, depth + 1);
	}
}

static void tree_load(struct screen *s, struct stack *st)
{
	struct tree *t = (struct tree *)s;
	const struct context *x = stack_context(st);
	struct arena *a = list_begin(&t->list);

	t->error = (struct error){0};
	if (read_house(&t->house, x, a, &t->error) == FAULT_NONE)
		add_below(t, a, &x->scene, "", 0);
	list_ready(&t->list);
}

static void put_more(struct page *p, const struct house *h)
{
	if (h->more)
		page_text(p, TONE_QUIET,
			  _("Not all accounts were read: some numbers of people may be too low."));
}

static struct page *tree_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct tree *t = (const struct tree *)s;
	struct page *p = page_new(a, "offices", _("Offices"));

	(void)x;
	p->wants_back = true;
	if (t->error.fault != FAULT_NONE)
		page_notice(p, NOTICE_ERROR, message_error(a, &t->error));
	else if (t->list.count == 0)
		page_notice(p, NOTICE_INFO, _("There is no office yet."));
	list_put(&t->list, p);
	if (t->error.fault != FAULT_NONE)
		return p;
	put_more(p, &t->house);
	page_text(p, TONE_QUIET,
		  FILL(a, _("Add one on the portal's host: {command}"),
		       {"command", "shubbak office add CODE --name NAME"}));
	return p;
}

static struct screen *one_new(const char *code);

static bool tree_update(struct screen *s, struct stack *st, const struct input *e)
{
	const struct list_row *row;

	if (!list_update(&((struct tree *)s)->list, st, e, &row))
		return false;
	if (row != NULL)
		stack_push(st, one_new(row->id));
	return true;
}

static bool tree_step(struct screen *s, struct stack *st, int by)
{
	const struct list_row *row = list_step(&((struct tree *)s)->list, by);

	if (row == NULL)
		return false;
	stack_replace(st, one_new(row->id));
	return true;
}

static void tree_free(struct screen *s)
{
	list_close(&((struct tree *)s)->list);
	free(s);
}

static const struct screen_ops ops = {.name = "offices",
				      .load = tree_load,
				      .view = tree_view,
				      .update = tree_update,
				      .step = tree_step,
				      .free = tree_free};

struct screen *office_tree_new(void)
{
	struct tree *t = common_make(sizeof(*t), &ops);

	list_open(&t->list, &kind);
	return &t->screen;
}

/* --- one of them --- */

struct one {
	struct screen screen;
	char code[80];
	struct arena *arena;
	struct house house; /* in `arena` */
	const struct party *office;
	struct error error;
};

static void one_load(struct screen *s, struct stack *st)
{
	struct one *o = (struct one *)s;

	arena_reset(o->arena);
	o->error = (struct error){0};
	o->office = NULL;
	if (read_house(&o->house, stack_context(st), o->arena, &o->error) != FAULT_NONE)
		return;
	for (size_t i = 0; i < o->house.office_count; i++)
		if (strcmp(o->house.offices[i].code, o->code) == 0)
			o->office = &o->house.offices[i];
}

/* A role that reaches the office, wherever it was given; the account is the row's number. */
static void put_people(struct page *p, const struct scene *x, const struct one *o)
{
	static const struct page_column bare[] = {{"", VALUE_WORDS, 1, false},
						  {"", VALUE_WORDS, 2, true}};
	const struct page_table t = {.columns = bare, .count = 2};
	size_t count = 0;

	page_heading(p, _("People with a role for this office"));
	page_table(p, &t);
	for (size_t i = 0; i < o->house.account_count; i++) {
		const struct account *one = &o->house.accounts[i];
		const char *roles = "";

		for (size_t k = 0; k < one->grant_count; k++)
			if (reaches(&o->house, &one->grants[k], o->office, true))
				roles = arena_format(p->arena, "%s%s%s", roles,
						     *roles == '\0' ? "" : "; ",
						     accounts_role(p->arena, x, &one->grants[k]));
		if (*roles == '\0')
			continue;
		page_row(p, (int)i + 1,
			 (const char *const[]){text_safe(p->arena, one->name, 0), roles});
		count++;
	}
	if (count == 0)
		page_text(p, TONE_PLAIN, _("Nobody."));
	put_more(p, &o->house);
}

static struct page *one_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct one *o = (const struct one *)s;
	struct page *p = page_new(a, "offices_one",
				  o->office == NULL ? o->code : text_safe(a, o->office->name, 0));
	const struct party *above;

	p->trail = _("Offices");
	p->wants_back = true;
	if (o->error.fault != FAULT_NONE)
		page_notice(p, NOTICE_ERROR, message_error(a, &o->error));
	if (o->office == NULL)
		return p;
	above = office_by_id(&o->house, o->office->above);
	page_pair(p, _("Code"), o->office->code, 0);
	if (o->office->place[0] != '\0')
		page_pair(p, _("Place"), place_of(x, o->office), 0);
	if (above != NULL)
		/* TRANSLATORS: the office that stands over this one */
		page_pair(p, _("Below"), bidi_isolate(a, text_safe(a, above->name, 0)), 0);
	put_people(p, x, o);
	return p;
}

static bool one_update(struct screen *s, struct stack *st, const struct input *e)
{
	const struct one *o = (const struct one *)s;

	if (e->kind != INPUT_CHOOSE || e->act < 1 || (size_t)e->act > o->house.account_count)
		return false;
	stack_push(st, accounts_one_new(o->house.accounts[e->act - 1].number, NULL));
	return true;
}

static void one_free(struct screen *s)
{
	arena_free(((struct one *)s)->arena);
	free(s);
}

static const struct screen_ops one_ops = {.name = "offices_one",
					  .load = one_load,
					  .view = one_view,
					  .update = one_update,
					  .steps = true,
					  .free = one_free};

static struct screen *one_new(const char *code)
{
	struct one *o = common_make(sizeof(*o), &one_ops);

	o->arena = arena_new((size_t)16 << 20);
	snprintf(o->code, sizeof(o->code), "%s", code);
	return &o->screen;
}
