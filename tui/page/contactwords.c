/* contactwords.c - whom people turn to with a complaint, an opinion or a question: the operator's
 * words, and which searches ask for them. */
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

static bool is_sought(struct arena *a, const char *word)
{
	const char *bare = fold_without_prefix(word);

	for (size_t i = 0; i < sizeof(sought) / sizeof(sought[0]); i++) {
		const char *one = fold_text(a, sought[i]);

		if (strcmp(one, word) == 0 || (bare != NULL && strcmp(one, bare) == 0))
			return true;
	}
	return false;
}

bool contactwords_are_sought(const char *words)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	char *rest = fold_text(a, words);

	while (*rest != '\0') {
		size_t len = strcspn(rest, " ");
		const char *word = arena_slice(a, rest, len);

		if (is_sought(a, word))
			return true;
		rest += len + (rest[len] == ' ');
	}
	return false;
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
		return _("No service has all these words. The closest are:");
	case SEARCH_HAS_NONE:
		/* TRANSLATORS: above what a search has found; at most 38 columns */
		return _("No service has these words. The closest are:");
	}
	return NULL;
}
