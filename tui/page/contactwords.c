/* contactwords.c - whom people turn to with a complaint, an opinion or a question: the operator's
 * words; and which searches ask for them, or for an application of one's own. */
#include "tui/page/contactwords.h"

#include "i18n/fold.h"
#include "i18n/message.h"

#include <string.h>

/* Folded, without a prefix: a search is in any language, whatever the page's is. */
static const char *const sought[] = {
	"complaint", "complaints", "complain",    "complaining", "feedback",     "opinion",
	"opinions",  "suggestion", "suggestions", "reclamation", "reclamations", "reclamer",
	"plaindre",  "plainte",    "plaintes",    "doleance",    "doleances",    "suggerer",
	"شكوى",      "شكاوى",      "اشتكي",       "تشكي",        "تظلم",         "رأي",
	"آراء",      "اقتراح",     "اقتراحات",    "ملاحظات"};

/* Of a phrase each word must be there: "status" alone is the civil status. */
static const char *const followed[] = {
	"track",        "tracking",    "follow up",    "my application", "application status",
	"my reference", "lost pin",    "suivi",        "suivre",         "avancement",
	"ma demande",   "mon dossier", "ma reference", "perdu code",     "متابعة",
	"معاملتي",      "طلبي",        "ملفي",         "رقم المرجع"};

/* `one` is a word of `words`, or stands there behind a prefix. */
static bool has_word(struct arena *a, const char *words, const char *one)
{
	while (*words != '\0') {
		size_t len = strcspn(words, " ");
		const char *word = arena_slice(a, words, len), *bare = fold_without_prefix(word);

		if (strcmp(one, word) == 0 || (bare != NULL && strcmp(one, bare) == 0))
			return true;
		words += len + (words[len] == ' ');
	}
	return false;
}

static bool has_phrase(struct arena *a, const char *words, const char *phrase)
{
	bool has = true;

	while (has && *phrase != '\0') {
		size_t len = strcspn(phrase, " ");

		has = has_word(a, words, arena_slice(a, phrase, len));
		phrase += len + (phrase[len] == ' ');
	}
	return has;
}

static bool has_one(const char *words, const char *const *phrases, size_t count)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	const char *folded = fold_text(a, words);
	bool has = false;

	for (size_t i = 0; i < count && !has; i++)
		has = has_phrase(a, folded, fold_text(a, phrases[i]));
	return has;
}

bool contactwords_are_sought(const char *words)
{
	return has_one(words, sought, sizeof(sought) / sizeof(sought[0]));
}

bool contactwords_follow_is_sought(const char *words)
{
	return has_one(words, followed, sizeof(followed) / sizeof(followed[0]));
}

const char *contactwords(const char *contact)
{
	return contact != NULL && contact[0] != '\0'
		       ? contact
		       : _("Contact the authority responsible for the service. The page of the "
			   "service says which one it is.");
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
