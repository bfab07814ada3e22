/* browse.c - the catalogue by sector, life event, audience, authority and country: the groups, then
 * the services of one. */
#include "tui/screens/common/common.h"

static const char *facet_title(enum catalogue_facet facet)
{
	switch (facet) {
	case FACET_SECTOR: return _("Services by sector");
	case FACET_LIFE_EVENT: return _("Services by life event");
	case FACET_AUDIENCE: return _("Services by audience");
	case FACET_AUTHORITY: return _("Services by authority");
	case FACET_COUNTRY: return _("Services by country");
	}
	return "";
}

/* --- the groups of a facet --- */

struct groups {
	struct screen screen;
	enum catalogue_facet facet;
};

static struct page *groups_view(const struct screen *s, const struct context *x, struct arena *a)
{
	const struct groups *g = (const struct groups *)s;
	struct page *p = page_new(a, "groups", facet_title(g->facet));
	struct facet_group *list;
	size_t count = catalogue_facet(x->catalogue, a, g->facet, x->country, x->lang, &list);

	for (size_t i = 0; i < count; i++)
		page_menu(p, (int)i + 1, words_of(list[i].name, x->lang), NULL,
			  arena_format(a, "%zu", list[i].count));
	if (count == 0)
		page_notice(p, NOTICE_INFO, _("There is nothing here yet."));
	p->wants_back = true;
	p->searches = true;
	p->search = "";
	return p;
}

/* Search words typed on a page of the catalogue open the search; true when that was the event. */
static bool search_from(struct stack *st, const struct input *e)
{
	if (e->kind != INPUT_SEARCH)
		return false;
	if (e->text[0] != '\0')
		stack_push(st, search_new_screen(e->text));
	return true;
}

static bool groups_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct groups *g = (struct groups *)s;
	const struct context *x = stack_context(st);
	ARENA_CLEAN struct arena *a = NULL;
	struct facet_group *list;
	size_t count;

	if (search_from(st, e))
		return true;
	if (e->kind != INPUT_CHOOSE)
		return false;
	a = arena_new((size_t)8 << 20);
	count = catalogue_facet(x->catalogue, a, g->facet, x->country, x->lang, &list);
	if (e->act >= 1 && (size_t)e->act <= count)
		stack_push(st, list_new(g->facet, list[e->act - 1].code));
	return true;
}

static const struct screen_ops groups_ops = {
	.name = "groups", .view = groups_view, .update = groups_update};

struct screen *group_new(enum catalogue_facet facet)
{
	struct groups *g = common_make(sizeof(*g), &groups_ops);

	g->facet = facet;
	return &g->screen;
}

/* --- the services of a group --- */

struct list {
	struct screen screen;
	enum catalogue_facet facet;
	char *code;
};

static struct catalogue_filter list_filter(const struct list *l, const struct context *x)
{
	struct catalogue_filter f = {.country = x->country};

	switch (l->facet) {
	case FACET_SECTOR: f.sector = l->code; break;
	case FACET_LIFE_EVENT: f.life_event = l->code; break;
	case FACET_AUDIENCE: f.audience = l->code; break;
	case FACET_AUTHORITY: f.authority = l->code; break;
	case FACET_COUNTRY: f.country = l->code; break;
	}
	return f;
}

static const char *list_title(const struct list *l, const struct context *x, struct arena *a)
{
	struct facet_group *groups;
	size_t count = catalogue_facet(x->catalogue, a, l->facet, x->country, x->lang, &groups);

	for (size_t i = 0; i < count; i++)
		if (strcmp(groups[i].code, l->code) == 0)
			return words_of(groups[i].name, x->lang);
	return facet_title(l->facet);
}

static struct page *list_view(const struct screen *s, const struct context *x, struct arena *a)
{
	const struct list *l = (const struct list *)s;
	struct catalogue_filter filter = list_filter(l, x);
	const struct service **services;
	size_t count = catalogue_list(x->catalogue, a, &filter, x->lang, &services);
	struct page *p = page_new(a, "list", list_title(l, x, a));

	for (size_t i = 0; i < count; i++)
		common_service_item(p, x, (int)i + 1, services[i]);
	if (count == 0)
		page_notice(p, NOTICE_INFO, _("There is nothing here yet."));
	p->trail = facet_title(l->facet);
	p->wants_back = true;
	p->searches = true;
	p->search = "";
	return p;
}

static bool list_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct list *l = (struct list *)s;
	const struct context *x = stack_context(st);
	struct catalogue_filter filter = list_filter(l, x);
	ARENA_CLEAN struct arena *a = NULL;
	const struct service **services;
	size_t count;

	if (search_from(st, e))
		return true;
	if (e->kind != INPUT_CHOOSE)
		return false;
	a = arena_new((size_t)8 << 20);
	count = catalogue_list(x->catalogue, a, &filter, x->lang, &services);
	if (e->act >= 1 && (size_t)e->act <= count)
		stack_push(st, service_new(services[e->act - 1]));
	return true;
}

static void list_free(struct screen *s)
{
	free(((struct list *)s)->code);
	free(s);
}

static const struct screen_ops list_ops = {
	.name = "list", .view = list_view, .update = list_update, .free = list_free};

struct screen *list_new(enum catalogue_facet facet, const char *code)
{
	struct list *l = common_make(sizeof(*l), &list_ops);

	l->facet = facet;
	l->code = strdup(code);
	if (l->code == NULL)
		fatal("out of memory");
	return &l->screen;
}
