/* search.c - services by words, best first, while the words are being typed or on Enter. */
#include "services/registry/limits.h"
#include "tui/screens/common/common.h"

#define RESULTS 20 /* as many as a person looks through */

struct search {
	struct screen screen;
	char words[LIMIT_SEARCH_WORDS + 1];
};

static size_t find(const struct search *s, const struct context *x, struct arena *a,
		   const struct service ***ret)
{
	return catalogue_search(x->catalogue, a, s->words, x->country, RESULTS, ret);
}

static struct page *search_view(const struct screen *screen, const struct context *x,
				struct arena *a)
{
	const struct search *s = (const struct search *)screen;
	struct page *p = page_new(a, "search", _("Find a service"));
	const struct service **found;
	size_t count = find(s, x, a, &found);

	p->wants_back = true;
	p->searches = true;
	p->search = arena_text(a, s->words);
	if (s->words[0] == '\0') {
		page_text(
			p, TONE_PLAIN,
			_("Type what you need in your own words, in any of the three languages."));
		page_text(p, TONE_QUIET, _("For example: passport, naissance, بطاقة هوية"));
		return p;
	}
	for (size_t i = 0; i < count; i++)
		common_service_item(p, x, (int)i + 1, found[i]);
	if (count == 0) {
		page_notice(p, NOTICE_WARNING, _("No service was found for these words."));
		page_text(p, TONE_PLAIN,
			  _("Try fewer or other words, or go back and choose a life event."));
	} else if (count == RESULTS) {
		page_text(p, TONE_QUIET,
			  _("There are more. Add a word to see the right ones first."));
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
	ARENA_CLEAN struct arena *a = NULL;
	const struct service **found;
	size_t count;

	if (e->kind == INPUT_SEARCH) {
		take_words(s, e->text);
		return true;
	}
	if (e->kind != INPUT_CHOOSE)
		return false;
	a = arena_new((size_t)8 << 20);
	count = find(s, stack_context(st), a, &found);
	if (e->act >= 1 && (size_t)e->act <= count)
		stack_push(st, service_new(found[e->act - 1]));
	return true;
}

static const struct screen_ops ops = {
	.name = "search", .view = search_view, .update = search_update};

struct screen *search_new_screen(const char *words)
{
	struct search *s = common_make(sizeof(*s), &ops);

	take_words(s, words);
	return &s->screen;
}
