/* search.c - services by words, best first, while the words are being typed or on Enter. */
#include "services/definition/service_differs.h"
#include "services/registry/limits.h"
#include "tui/screens/common/common.h"
#include "tui/page/contactwords.h"
#include "tui/screens/find/services.h"

#define RESULTS 20           /* as many as a person looks through, unless she sorts or filters */
#define ACT_EVERYWHERE 30000 /* above any row's, below the list's tools */
#define ACT_EVENTS 30001     /* all life events */
#define ACT_TRACK 30002      /* an application of one's own */
#define ACT_HELP 30003       /* how the portal works */
#define ACT_EVENT 30100      /* one of those that are near */
#define ACT_COUNTRY 30200    /* keeps to one of those that results are of */
#define EVENTS_MAX 3
#define COUNTRIES_MAX 8
#define NEAR_LOOKED 5 /* services elsewhere, whose life events are near */

struct search {
	struct screen screen;
	struct list list;
	char words[LIMIT_SEARCH_WORDS + 1];
	char country[3];  /* ISO 3166-1 of the list it was begun in; "": none */
	const char *name; /* of that country, in the catalogue; NULL */
	bool all; /* every match is in the list: it was sorted or filtered for these words */
	const struct country *countries[COUNTRIES_MAX]; /* of what was found */
	size_t country_count;
	enum search_fit fit;           /* of the best that was found */
	enum search_lacks lacks;       /* of the country that the words name, */
	const struct country *lacking; /* which it is */
	bool elsewhere;                /* its country has nothing that fits, and others have */
	bool turns;                    /* to somebody, with something to say of a service */
	bool follows, helps, warns;    /* to tracking, to the help, to the police */
	bool leads;                    /* to any of these, which answers what was typed */
	unsigned differs; /* in what the best of each country do: enum service_differs */
	const struct term *events[EVENTS_MAX]; /* near, where nothing was found */
	size_t event_count;
	/* Words that are typed letter by letter count once they are left: gone from, or shortened
	 * since they found nothing. */
	struct vain *vain; /* NULL: nowhere */
	const struct catalogue *catalogue;
	bool is_noted, is_shortened;
};

/* The words as they stand were looked for, all of them. */
static void note_vain(struct search *s)
{
	if (s->words[0] != '\0' && s->list.count == 0 && !s->is_noted)
		vain_note(s->vain, s->catalogue, s->words);
	s->is_noted = true;
}

static void add_country(struct search *s, const struct country *c)
{
	for (size_t i = 0; i < s->country_count; i++)
		if (s->countries[i] == c)
			return;
	if (c != NULL && s->country_count < COUNTRIES_MAX)
		s->countries[s->country_count++] = c;
}

static void add_event(struct search *s, const struct term *event)
{
	for (size_t i = 0; i < s->event_count; i++)
		if (s->events[i] == event)
			return;
	if (s->event_count < EVENTS_MAX)
		s->events[s->event_count++] = event;
}

/* In what the best one and its counterparts differ, the best of each other country. */
static unsigned compare(const struct service *const *found, size_t count)
{
	const struct service *set[COUNTRIES_MAX];
	size_t size = 0;
	unsigned differs = 0;

	for (size_t i = 0; i < count && size < COUNTRIES_MAX; i++) {
		bool taken = i > 0 && !service_is_counterpart(found[0], found[i]);

		for (size_t k = 0; k < size; k++)
			taken = taken || strcmp(set[k]->country, found[i]->country) == 0;
		if (taken)
			continue;
		for (size_t k = 0; k < size; k++)
			differs |= service_differs(set[k], found[i]);
		set[size++] = found[i];
	}
	return differs;
}

/* The countries of what was found, and in what they differ; where there is nothing, the life events
 * of what other countries have for these words. */
static void look_around(struct search *s, const struct catalogue *c, struct arena *a,
			const struct service *const *found, size_t count)
{
	const struct service **near;

	s->country_count = s->event_count = 0;
	s->elsewhere = false;
	s->differs = compare(found, count);
	for (size_t i = 0; i < count; i++)
		add_country(s, term_country(catalogue_terms(c), found[i]->country));
	if (count > 0 || s->words[0] == '\0' || s->leads) {
		s->elsewhere = s->country[0] != '\0' && s->fit != SEARCH_HAS_ALL &&
			       catalogue_fit(c, s->words, NULL) == SEARCH_HAS_ALL;
		return;
	}
	count = catalogue_search(c, a, s->words, NULL, NEAR_LOOKED, &near);
	s->elsewhere = s->country[0] != '\0' && count > 0;
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < near[i]->life_event_count; k++)
			add_event(s, near[i]->life_events[k]);
}

/* One letter is the beginning of a word, and no search yet. */
static bool is_searched(const struct search *s)
{
	size_t first = s->words[0] == '\0' ? 0 : cluster_next(s->words, strlen(s->words), NULL);

	return s->words[first] != '\0' || (s->words[0] >= '0' && s->words[0] <= '9');
}

/* A country's name alone asks for all of its services, in the order of its list. */
static size_t look_up(struct search *s, const struct scene *x, struct arena *a, const char *country,
		      const struct service ***ret)
{
	const struct country *alone = catalogue_country_alone(x->catalogue, s->words);

	if (alone == NULL || (country != NULL && strcmp(country, alone->term.code) != 0))
		return catalogue_search(x->catalogue, a, s->words, country,
					s->all ? LIMIT_SEARCH_ALL : RESULTS, ret);
	s->all = true;
	return catalogue_list(x->catalogue, a,
			      &(struct catalogue_filter){.country = alone->term.code}, x->lang,
			      ret);
}

/* What the words lead to beside services; true where that is the answer, and services that are
 * spelled alike are none. */
static bool lead(struct search *s, const struct term_list *t)
{
	bool is_all = contactwords_follow_is_all(t, s->words);

	s->turns = contactwords_are_sought(t, s->words);
	s->follows = contactwords_follow_is_sought(t, s->words);
	s->helps = contactwords_help_is_sought(t, s->words);
	s->warns = contactwords_danger_is_told(t, s->words);
	s->leads = s->turns || s->helps || s->warns || is_all;
	return (s->leads && s->fit == SEARCH_HAS_NONE) ||
	       ((s->helps || is_all) && s->fit == SEARCH_HAS_SOME);
}

static void search_load(struct screen *screen, struct stack *st)
{
	struct search *s = (struct search *)screen;
	const struct context *x = stack_context(st);
	ARENA_CLEAN struct arena *a = arena_new((size_t)8 << 20);
	const struct service **found;
	const struct country *in = term_country(catalogue_terms(x->scene.catalogue), s->country);
	size_t count = 0;

	s->all = s->all || list_is_narrowed(&s->list);
	s->name = in == NULL ? NULL : words_of(&in->term.name, x->scene.lang);
	if (is_searched(s))
		count = look_up(s, &x->scene, a, in == NULL ? x->scene.country : s->country,
				&found);
	s->fit = count == 0 ? SEARCH_HAS_ALL
			    : catalogue_fit(x->scene.catalogue, s->words,
					    in == NULL ? x->scene.country : s->country);
	if (lead(s, catalogue_terms(x->scene.catalogue))) {
		s->fit = SEARCH_HAS_ALL;
		count = 0;
	}
	/* One that it was kept to is named on the page. */
	s->lacks = in != NULL || count == 0 ? SEARCH_LACKS_NOTHING
					    : catalogue_lacks(x->scene.catalogue, s->words,
							      x->scene.country, &s->lacking);
	look_around(s, x->scene.catalogue, a, count == 0 ? NULL : found, count);
	services_fill(&s->list, &x->scene, count == 0 ? NULL : found, count);
	s->vain = x->vain;
	s->catalogue = x->scene.catalogue;
}

/* Below what was found: the way to all countries, or to one. */
static void put_countries(const struct search *s, struct page *p, const struct scene *x)
{
	if (s->name != NULL)
		page_menu(p, ACT_EVERYWHERE, _("Search in all countries"), NULL, NULL);
	for (size_t i = 0; s->country_count > 1 && i < s->country_count; i++)
		page_menu(p, ACT_COUNTRY + (int)i,
			  FILL(p->arena, _("Only in: {country}"),
			       {"country", words_of(&s->countries[i]->term.name, x->lang)}),
			  NULL, NULL);
}

/* In what results of several countries differ: a person plans by it. NULL: nothing is known. */
static const char *differing(unsigned differs)
{
	static const char *const words[] = {
		/* TRANSLATORS: above what a search has found in several countries: in what these
		 * services differ; at most 38 columns, as all of these */
		[DIFFERS_FEE] = N_("The fee varies by country."),
		[DIFFERS_TIME] = N_("The time varies by country."),
		[DIFFERS_PAPERS] = N_("Documents vary by country."),
		[DIFFERS_FEE | DIFFERS_TIME] = N_("Fees and times vary by country."),
		[DIFFERS_FEE | DIFFERS_PAPERS] = N_("Fees and documents vary by country."),
		[DIFFERS_TIME | DIFFERS_PAPERS] = N_("Times and documents vary by country."),
		[DIFFERS_FEE | DIFFERS_TIME | DIFFERS_PAPERS] =
			N_("Fees, times and documents vary by country.")};

	return words[differs] == NULL ? NULL : _(words[differs]);
}

static void put_nothing(const struct search *s, struct page *p, const struct scene *x)
{
	page_notice(p, NOTICE_WARNING,
		    s->name == NULL ? _("No services match these words.")
				    : FILL(p->arena, _("{country}: no services match these words."),
					   {"country", s->name}));
	if (s->elsewhere)
		page_text(p, TONE_PLAIN,
			  _("Other countries have some: choose “Search in all countries”."));
	page_text(p, TONE_PLAIN, _("Try fewer or different words, or choose a life event."));
	for (size_t i = 0; i < s->event_count; i++)
		page_menu(p, ACT_EVENT + (int)i, words_of(&s->events[i]->name, x->lang), NULL,
			  NULL);
	page_menu(p, ACT_EVENTS, _("Services by life event"), NULL, NULL);
	page_text(p, TONE_QUIET,
		  _("Not every service is listed here. For others, ask the authority concerned or "
		    "your municipality."));
}

/* Above what was found: how far it is what was asked for. */
static void put_fit(const struct search *s, struct page *p, const struct scene *x)
{
	const char *lacks = contactwords_lacks(p->arena, x->lang, s->lacks, s->lacking);
	const char *nearest;

	if (s->elsewhere && s->list.count > 0)
		lacks = FILL(p->arena,
			     _("No exact match for {country}; other countries have one. Ask the "
			       "authority concerned or your municipality, or choose “Search in all "
			       "countries”."),
			     {"country", s->name});
	nearest = lacks == NULL ? contactwords_nearest(s->fit) : lacks;

	if (s->turns)
		page_pair(p, _("Complaints, comments and questions"),
			  contactwords(x->contact[x->lang]), 0);
	if (s->turns && nearest == NULL && s->list.count > 0)
		/* TRANSLATORS: above services that a search has found, behind whom to turn to with
		 * a complaint */
		nearest = _("Services found for these words:");
	if (s->turns && nearest != NULL)
		page_gap(p); /* it is not of that answer */
	if (nearest != NULL)
		page_text(p, lacks == NULL ? TONE_QUIET : TONE_PLAIN, nearest);
	else if (s->name == NULL && differing(s->differs) != NULL)
		page_text(p, TONE_QUIET, differing(s->differs));
}

static struct page *search_view(const struct screen *screen, const struct scene *x, struct arena *a)
{
	const struct search *s = (const struct search *)screen;
	struct page *p = page_new(a, "search", _("Find a service"));

	p->wants_back = true;
	p->searches = true;
	p->search = arena_text(a, s->words);
	if (s->name != NULL)
		p->trail = FILL(a, _("Only in: {country}"), {"country", s->name});
	if (!is_searched(s)) {
		page_text(
			p, TONE_PLAIN,
			_("Type what you need in your own words, in any of the three languages."));
		page_text(p, TONE_QUIET, _("For example: passport, naissance, بطاقة هوية"));
		return p;
	}
	if (s->warns)
		page_notice(p, NOTICE_WARNING,
			    _("If somebody is in danger, go to the police at once."));
	if (s->helps)
		page_menu(p, ACT_HELP, _("Help"), NULL, NULL);
	if (s->follows)
		page_menu(p, ACT_TRACK, _("Track an application"),
			  _("with your reference number and PIN"), NULL);
	put_fit(s, p, x);
	list_put(&s->list, p);
	put_countries(s, p, x);
	if (s->list.count == 0 && s->leads) {
		page_menu(p, ACT_EVENTS, _("Services by life event"), NULL, NULL);
	} else if (s->list.count == 0) {
		put_nothing(s, p, x);
	} else if (!s->all && s->list.count == RESULTS) {
		page_text(p, TONE_QUIET,
			  _("There are more results. To narrow your search, type a space and "
			    "another word."));
	}
	return p;
}

/* One letter after the other is taken back: only the first of these was meant as it stood. */
static void leave_words(struct search *s, const char *words)
{
	bool is_longer = strncmp(words, s->words, strlen(s->words)) == 0;

	if (!is_longer && !s->is_shortened)
		note_vain(s);
	s->is_shortened = !is_longer;
}

static void take_words(struct search *s, const char *words)
{
	size_t len = cluster_fit(words, strlen(words), LIMIT_SEARCH_WORDS / 4);

	if (len > LIMIT_SEARCH_WORDS)
		len = 0;
	leave_words(s, words);
	s->is_noted = false;
	memcpy(s->words, words, len);
	s->words[len] = '\0';
}

/* A row below the list. */
static bool choose(struct search *s, struct stack *st, int act)
{
	size_t event = (size_t)(act - ACT_EVENT), country = (size_t)(act - ACT_COUNTRY);

	note_vain(s);
	if (act == ACT_TRACK)
		stack_push(st, track_new());
	else if (act == ACT_HELP)
		stack_push(st, help_new("home", stack_has_steps(st)));
	else if (act == ACT_EVENTS)
		stack_push(st, browse_groups_new(FACET_LIFE_EVENT));
	else if (act >= ACT_EVENT && event < s->event_count)
		stack_push(st, browse_services_new(FACET_LIFE_EVENT, s->events[event]->code));
	if (act == ACT_EVERYWHERE)
		s->country[0] = '\0';
	else if (act >= ACT_COUNTRY && country < s->country_count)
		snprintf(s->country, sizeof(s->country), "%s", s->countries[country]->term.code);
	else
		return act < ACT_COUNTRY;
	search_load(&s->screen, st);
	return true;
}

static bool search_update(struct screen *screen, struct stack *st, const struct input *e)
{
	struct search *s = (struct search *)screen;

	if (e->kind == INPUT_CHOOSE && e->act >= ACT_EVERYWHERE &&
	    e->act < ACT_COUNTRY + COUNTRIES_MAX)
		return choose(s, st, e->act);
	if (list_opens_tools(e) && !s->all) {
		s->all = true;
		search_load(screen, st);
	}
	if (e->kind != INPUT_SEARCH)
		return services_update(&s->list, st, e);
	if (e->final && track_is_number(e->text)) {
		stack_push(st, track_new_typed(e->text));
		return true;
	}
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
	note_vain((struct search *)screen);
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
