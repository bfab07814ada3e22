/* search.c - services by words, best first, while the words are being typed or on Enter. */
#include "services/registry/limits.h"
#include "tui/screens/common/common.h"
#include "tui/screens/find/services.h"

#define RESULTS 20           /* as many as a person looks through, unless she sorts or filters */
#define ACT_EVERYWHERE 30000 /* above any row's and tool's */

struct search {
	struct screen screen;
	struct list list;
	char words[LIMIT_SEARCH_WORDS + 1];
	char country[3];  /* ISO 3166-1 of the list it was begun in; "": none */
	const char *name; /* of that country, in the catalogue; NULL */
	bool all; /* every match is in the list: it was sorted or filtered for these words */
};

static void search_load(struct screen *screen, struct stack *st)
{
	struct search *s = (struct search *)screen;
	const struct context *x = stack_context(st);
	ARENA_CLEAN struct arena *a = arena_new((size_t)8 << 20);
	const struct service **found;
	const struct country *in = term_country(catalogue_terms(x->scene.catalogue), s->country);
	size_t most, count = 0;

	s->all = s->all || list_is_narrowed(&s->list);
	most = s->all ? LIMIT_SEARCH_ALL : RESULTS;
	s->name = in == NULL ? NULL : words_of(&in->term.name, x->scene.lang);
	if (s->words[0] != '\0')
		count = catalogue_search(x->scene.catalogue, a, s->words,
					 in == NULL ? x->scene.country : s->country, most, &found);
	services_fill(&s->list, &x->scene, count == 0 ? NULL : found, count);
}

static struct page *search_view(const struct screen *screen, const struct scene *x, struct arena *a)
{
	const struct search *s = (const struct search *)screen;
	struct page *p = page_new(a, "search", _("Find a service"));

	(void)x;
	p->wants_back = true;
	p->searches = true;
	p->search = arena_text(a, s->words);
	if (s->name != NULL)
		p->trail = FILL(a, _("Only in: {country}"), {"country", s->name});
	if (s->words[0] == '\0') {
		page_text(
			p, TONE_PLAIN,
			_("Type what you need in your own words, in any of the three languages."));
		page_text(p, TONE_QUIET, _("For example: passport, naissance, بطاقة هوية"));
		return p;
	}
	list_put(&s->list, p);
	if (s->name != NULL)
		page_menu(p, ACT_EVERYWHERE, _("Search in all countries"), NULL, NULL);
	if (s->list.count == 0) {
		page_notice(p, NOTICE_WARNING, _("No services match these words."));
		page_text(p, TONE_PLAIN,
			  _("Try fewer or different words, or go back and choose a life event."));
	} else if (!s->all && s->list.count == RESULTS) {
		page_text(p, TONE_QUIET,
			  _("There are more results. Add a word to narrow your search."));
	}
	return p;
}

static void take_words(struct search *s, const char *words)
{
	size_t len = cluster_fit(words, strlen(words), LIMIT_SEARCH_WORDS / 4);

	if (len > LIMIT_SEARCH_WORDS)
		len = 0;
	memcpy(s->words, words, len);
	s->words[len] = '\0';
}

static bool search_update(struct screen *screen, struct stack *st, const struct input *e)
{
	struct search *s = (struct search *)screen;

	if (e->kind == INPUT_CHOOSE && e->act == ACT_EVERYWHERE) {
		s->country[0] = '\0';
		search_load(screen, st);
		return true;
	}
	if (list_opens_tools(e) && !s->all) {
		s->all = true;
		search_load(screen, st);
	}
	if (e->kind != INPUT_SEARCH)
		return services_update(&s->list, st, e);
	take_words(s, e->text);
	s->all = false;
	search_load(screen, st);
	return true;
}

static bool search_step(struct screen *screen, struct stack *st, int by)
{
	return services_step(&((struct search *)screen)->list, st, by);
}

static void results_free(struct screen *screen)
{
	list_close(&((struct search *)screen)->list);
	free(screen);
}

static const struct screen_ops ops = {.name = "search",
				      .load = search_load,
				      .view = search_view,
				      .update = search_update,
				      .step = search_step,
				      .free = results_free};

struct screen *search_new_screen(const char *words, const char *country)
{
	struct search *s = common_make(sizeof(*s), &ops);

	if (country != NULL)
		snprintf(s->country, sizeof(s->country), "%s", country);

	services_open(&s->list, true);
	take_words(s, words);
	return &s->screen;
}
