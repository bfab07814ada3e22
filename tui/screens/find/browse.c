/* browse.c - the catalogue by sector, life event, audience, authority and country: the groups, then
 * the services of one. */
#include "i18n/digits.h"
#include "tui/screens/common/common.h"
#include "tui/screens/find/services.h"
#include "tui/page/words.h"

static const char *facet_title(enum catalogue_facet facet)
{
	switch (facet) {
	case FACET_SECTOR: return _("Services by sector");
	case FACET_LIFE_EVENT: return _("Services by life event");
	case FACET_AUDIENCE: return _("Services by who they are for");
	case FACET_AUTHORITY: return _("Services by authority");
	case FACET_COUNTRY: return _("Services by country");
	}
	return "";
}

/* Search words typed on a page of the catalogue open the search, among the services of the page's
 * country where it has one; true when that was the event. */
static bool search_from(struct stack *st, const struct input *e, const char *country)
{
	if (e->kind != INPUT_SEARCH)
		return false;
	if (e->final && track_is_number(e->text))
		stack_push(st, track_new_typed(e->text));
	else if (e->text[0] != '\0')
		stack_push(st, search_new_screen(e->text, country));
	return true;
}

static void put_list(struct page *p, const struct list *l)
{
	list_put(l, p);
	if (l->count == 0)
		page_notice(p, NOTICE_INFO, _("There is nothing here yet."));
	p->wants_back = true;
	p->searches = true;
	p->search = "";
}

/* --- the groups of a facet --- */

struct groups {
	struct screen screen;
	struct list list;
	enum catalogue_facet facet;
};

static const struct list_column group_columns[] = {
	{.weight = 1}, {.value = VALUE_STATE, .weight = 2, .bare = true}};
static const struct list_kind group_kind = {
	.columns = group_columns, .count = 2, .stacked = true, .few = LIMIT_LIST_ROWS};

static void groups_load(struct screen *s, struct stack *st)
{
	struct groups *g = (struct groups *)s;
	const struct context *x = stack_context(st);
	struct arena *a = list_begin(&g->list);
	struct facet_group *groups;
	size_t count = catalogue_facet(x->scene.catalogue, a, g->facet, x->scene.country,
				       x->scene.lang, &groups);

	for (size_t i = 0; i < count; i++) {
		struct list_row *row = list_add(&g->list, groups[i].code);

		/* TRANSLATORS: of a group of services, and how many it has: "Taxes (5)" */
		row->cells[0].shown =
			FILL(a, _("{group} ({count})"),
			     {"group", words_of(groups[i].name, x->scene.lang)},
			     {"count", digits_show(a, x->scene.lang, (int64_t)groups[i].count)});
		if (groups[i].country != NULL && x->scene.country == NULL)
			row->cells[1].shown = words_country(catalogue_terms(x->scene.catalogue),
							    x->scene.lang, groups[i].country);
	}
	list_ready(&g->list);
}

static struct page *groups_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct groups *g = (const struct groups *)s;
	struct page *p = page_new(a, "groups", facet_title(g->facet));

	(void)x;
	put_list(p, &g->list);
	return p;
}

static bool groups_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct groups *g = (struct groups *)s;
	const struct list_row *row;

	if (search_from(st, e, NULL))
		return true;
	if (!list_update(&g->list, st, e, &row))
		return false;
	if (row != NULL)
		stack_push(st, browse_services_new(g->facet, row->id));
	return true;
}

static void groups_free(struct screen *s)
{
	list_close(&((struct groups *)s)->list);
	free(s);
}

static const struct screen_ops groups_ops = {.name = "groups",
					     .load = groups_load,
					     .view = groups_view,
					     .update = groups_update,
					     .free = groups_free};

struct screen *browse_groups_new(enum catalogue_facet facet)
{
	struct groups *g = common_make(sizeof(*g), &groups_ops);

	list_open(&g->list, &group_kind);
	g->facet = facet;
	return &g->screen;
}

/* --- the services of a group --- */

struct of_group {
	struct screen screen;
	struct list list;
	enum catalogue_facet facet;
	char *code;
	const char *title; /* of the group, in the catalogue */
};

static struct catalogue_filter filter_of(const struct of_group *g, const struct scene *x)
{
	struct catalogue_filter f = {.country = x->country};

	switch (g->facet) {
	case FACET_SECTOR: f.sector = g->code; break;
	case FACET_LIFE_EVENT: f.life_event = g->code; break;
	case FACET_AUDIENCE: f.audience = g->code; break;
	case FACET_AUTHORITY: f.group = g->code; break;
	case FACET_COUNTRY: f.country = g->code; break;
	}
	return f;
}

static const char *title_of(const struct of_group *g, const struct scene *x, struct arena *a)
{
	struct facet_group *groups;
	size_t count = catalogue_facet(x->catalogue, a, g->facet, x->country, x->lang, &groups);

	for (size_t i = 0; i < count; i++)
		if (strcmp(groups[i].code, g->code) == 0)
			return words_of(groups[i].name, x->lang);
	return facet_title(g->facet);
}

static void of_group_load(struct screen *s, struct stack *st)
{
	struct of_group *g = (struct of_group *)s;
	const struct context *x = stack_context(st);
	struct catalogue_filter filter = filter_of(g, &x->scene);
	ARENA_CLEAN struct arena *a = arena_new((size_t)8 << 20);
	const struct service **services;
	size_t count = catalogue_list(x->scene.catalogue, a, &filter, x->scene.lang, &services);

	g->title = title_of(g, &x->scene, a);
	if (g->facet == FACET_COUNTRY)
		services_fill_country(&g->list, &x->scene, services, count);
	else
		services_fill(&g->list, &x->scene, services, count);
}

static struct page *of_group_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct of_group *g = (const struct of_group *)s;
	struct page *p = page_new(a, "list", g->title);

	(void)x;
	put_list(p, &g->list);
	p->trail = facet_title(g->facet);
	return p;
}

static bool of_group_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct of_group *g = (struct of_group *)s;

	return search_from(st, e, g->facet == FACET_COUNTRY ? g->code : NULL) ||
	       services_update(&g->list, st, e);
}

static bool of_group_step(struct screen *s, struct stack *st, int by)
{
	return services_step(&((struct of_group *)s)->list, st, by);
}

static void of_group_free(struct screen *s)
{
	struct of_group *g = (struct of_group *)s;

	list_close(&g->list);
	free(g->code);
	free(g);
}

static const struct screen_ops of_group_ops = {.name = "list",
					       .load = of_group_load,
					       .view = of_group_view,
					       .update = of_group_update,
					       .step = of_group_step,
					       .free = of_group_free};

struct screen *browse_services_new(enum catalogue_facet facet, const char *code)
{
	struct of_group *g = common_make(sizeof(*g), &of_group_ops);

	services_open(&g->list, false);
	g->facet = facet;
	g->code = strdup(code);
	if (g->code == NULL)
		fatal("out of memory");
	return &g->screen;
}
