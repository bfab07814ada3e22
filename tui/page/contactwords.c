/* contactwords.c - whom people turn to with a complaint, an opinion or a question: the operator's
 * words; and which searches ask for them, or for an application of one's own. */
#include "tui/page/contactwords.h"

#include "i18n/fold.h"
#include "i18n/message.h"
#include "services/search/search_words.h"
#include "tui/page/words.h"

#include <string.h>

#define WORDS_MAX 24 /* of a search */

/* What is typed, folded; cut into its words once, since many phrases are held against them. */
struct typed {
	struct {
		const char *word, *bare; /* bare: without a prefix; NULL: it has none */
	} list[WORDS_MAX];
	size_t count;
};

static void cut(struct arena *a, const char *words, struct typed *ret)
{
	ret->count = 0;
	for (const char *s = fold_text(a, words); *s != '\0' && ret->count < WORDS_MAX;) {
		size_t len = strcspn(s, " ");
		const char *word = arena_slice(a, s, len);

		if (len > 0) {
			ret->list[ret->count].word = word;
			ret->list[ret->count++].bare = fold_without_prefix(word);
		}
		s += len + (s[len] == ' ');
	}
}

static bool is_word(const char *word, const char *one, size_t len)
{
	return word != NULL && strncmp(word, one, len) == 0 && word[len] == '\0';
}

/* The `len` bytes at `one` are a word that was typed, or stand there behind a prefix. */
static bool has_word(const struct typed *t, const char *one, size_t len)
{
	for (size_t i = 0; i < t->count; i++)
		if (is_word(t->list[i].word, one, len) || is_word(t->list[i].bare, one, len))
			return true;
	return false;
}

static bool has_phrase(const struct typed *t, const char *phrase)
{
	bool has = true;

	while (has && *phrase != '\0') {
		size_t len = strcspn(phrase, " ");

		has = has_word(t, phrase, len);
		phrase += len + (phrase[len] == ' ');
	}
	return has;
}

/* A search is in any language, whatever the page's is. */
static bool has_one(const char *words, const char *const *phrases, size_t count)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	struct typed typed;
	bool has = false;

	cut(a, words, &typed);
	for (size_t i = 0; i < count && !has; i++)
		has = has_phrase(&typed, fold_text(a, phrases[i]));
	return has;
}

/* A typed word that is one of these phrases. */
static bool is_one(struct arena *a, const char *word, const char *const *phrases, size_t count)
{
	struct typed typed;

	cut(a, word, &typed);
	for (size_t i = 0; i < count; i++) {
		const char *phrase = fold_text(a, phrases[i]);

		while (*phrase != '\0') {
			size_t len = strcspn(phrase, " ");

			if (has_word(&typed, phrase, len))
				return true;
			phrase += len + (phrase[len] == ' ');
		}
	}
	return false;
}

/* One of the phrases is there, and nothing else that says something. */
static bool is_all(const char *words, const char *const *phrases, size_t count)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	const char *typed[WORDS_MAX];
	size_t n = search_words_split(a, words, typed, WORDS_MAX);
	bool all = has_one(words, phrases, count);

	for (size_t i = 0; i < n && all; i++)
		all = search_words_are_small(typed[i]) || is_one(a, typed[i], phrases, count);
	return all;
}

bool contactwords_are_sought(const struct term_list *t, const char *words)
{
	return has_one(words, t->complaints, t->complaint_count);
}

bool contactwords_follow_is_sought(const struct term_list *t, const char *words)
{
	return has_one(words, t->tracking, t->tracking_count);
}

bool contactwords_follow_is_all(const struct term_list *t, const char *words)
{
	return is_all(words, t->tracking, t->tracking_count);
}

bool contactwords_help_is_sought(const struct term_list *t, const char *words)
{
	return is_all(words, t->help, t->help_count);
}

bool contactwords_danger_is_told(const struct term_list *t, const char *words)
{
	return has_one(words, t->danger, t->danger_count);
}

const char *contactwords(const char *contact)
{
	return contact != NULL && contact[0] != '\0'
		       ? contact
		       : _("Contact the authority responsible for the service. The page of the "
			   "service says which one it is.");
}

const char *contactwords_lacks(struct arena *a, enum lang lang, enum search_lacks lacks,
			       const struct country *of)
{
	const char *country = of == NULL ? NULL : words_of(&of->term.name, lang);

	switch (lacks) {
	case SEARCH_LACKS_NOTHING: break;
	case SEARCH_LACKS_EXACT:
		return FILL(a,
			    _("No exact match for {country}. Some of the services below are for "
			      "other countries. Ask the authority concerned or your municipality "
			      "there."),
			    {"country", country});
	case SEARCH_LACKS_ANY:
		return FILL(a,
			    _("No such service is listed here for {country}. Those below are for "
			      "other countries. Ask the authority concerned or your municipality "
			      "there."),
			    {"country", country});
	}
	return NULL;
}

const char *contactwords_nearest(enum search_fit fit)
{
	switch (fit) {
	case SEARCH_HAS_ALL: return NULL;
	case SEARCH_HAS_SOME:
		/* TRANSLATORS: above what a search has found; at most 38 columns */
		return _("No exact match. The closest:");
	case SEARCH_HAS_NONE:
		/* TRANSLATORS: above what a search has found; at most 38 columns */
		return _("Nothing matches. The closest:");
	}
	return NULL;
}
