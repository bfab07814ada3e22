/* wherewords.c - the office that an application goes to, and the one where what comes of it is
 * collected, by its answers. */
#include "tui/page/wherewords.h"

#include "i18n/i18n.h"
#include "services/definition/service_route.h"
#include "services/definition/service_where.h"
#include "tui/page/words.h"

#include <string.h>

/* "" where it was not asked, or is not for who reads. */
static const char *answer_of(struct arena *a, enum lang lang, const struct form *f,
			     const struct question *q)
{
	struct field_path at = {.question = q};

	if (service_question(form_service(f), q->id, &at.section) == NULL || !form_asks(f, &at) ||
	    form_is_withheld(f, &at))
		return "";
	return text_safe(a, form_show(f, a, &at, lang), 0);
}

/* Behind another place French writes what a place is as any noun: "Sousse, gouvernorat de Sousse".
 */
static const char *within(struct arena *a, enum lang lang, const char *place)
{
	static const char *const nouns[] = {"Gouvernorat d", "Wilaya d"};

	for (size_t i = 0; lang == LANG_FR && i < sizeof(nouns) / sizeof(nouns[0]); i++)
		if (strncmp(place, nouns[i], strlen(nouns[i])) == 0)
			return arena_format(a, "%c%s", place[0] - 'A' + 'a', place + 1);
	return place;
}

static char *way_words(struct arena *a, enum lang lang, const struct form *f,
		       const struct where_way *way)
{
	const char *before = "";
	char *words = NULL;

	for (size_t i = 0; i < way->count; i++) {
		const char *said = answer_of(a, lang, f, way->parts[i]);

		if (said[0] == '\0' || strcmp(said, before) == 0) /* a town and its governorate */
			continue;
		before = said;
		said = bidi_isolate(a, words == NULL ? said : within(a, lang, said));
		words = words == NULL ? arena_text(a, said)
				      : arena_format(a, "%s%s%s", words, lang_comma(lang), said);
	}
	return words;
}

static char *where_words(struct arena *a, enum lang lang, const struct form *f,
			 const struct service_where *where)
{
	char *words = NULL;

	for (size_t i = 0; where != NULL && i < where->count && words == NULL; i++)
		words = way_words(a, lang, f, &where->ways[i]);
	return words;
}

/* Where the definition has no words for it: the place by which an office was found. */
static char *route_words(struct arena *a, enum lang lang, const struct form *f)
{
	const struct service *s = form_service(f);
	const struct route *route = NULL;
	const char *said;

	for (size_t i = 0; i < s->route_count && route == NULL; i++)
		if (form_holds(f, s->routes[i].when))
			route = &s->routes[i];
	if (route == NULL || route->by == NULL)
		return NULL;
	said = answer_of(a, lang, f, route->by);
	return said[0] == '\0' ? NULL : bidi_isolate(a, said);
}

char *wherewords_goes_to(struct arena *a, enum lang lang, const struct form *f)
{
	const struct service *s = form_service(f);

	return s->goes_to != NULL ? where_words(a, lang, f, s->goes_to) : route_words(a, lang, f);
}

char *wherewords_collect_at(struct arena *a, enum lang lang, const struct form *f)
{
	return where_words(a, lang, f, form_service(f)->collect_at);
}

bool wherewords_any(const struct service *s)
{
	bool any = s->goes_to != NULL || s->collect_at != NULL;

	for (size_t i = 0; i < s->route_count; i++)
		any = any || s->routes[i].by != NULL;
	return any;
}
