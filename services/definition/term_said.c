/* term_said.c - what people say, as words.yaml has it: by the services that they mean, and what
 * leads to none. */
#include "services/definition/term_inside.h"

#include "i18n/fold.h"
#include "services/definition/reader.h"
#include "services/definition/world.h"

#define SAYINGS_MAX 400
#define PHRASES_MAX 200 /* of one of them */
#define PHRASE_MAX 80   /* letters */

/* A phrase of nothing but marks would stand in whatever is typed. */
static bool is_searched(struct reader *r, const struct node *n, const char *phrase)
{
	bool has = fold_text(r->scratch, phrase)[0] != '\0';

	if (!has)
		reader_fault(r, n, N_("\"{value}\" has no letter or digit to search for."), phrase);
	return has;
}

static const char **read_phrases(struct reader *r, const struct node *map, const char *key,
				 bool need, size_t *ret_count)
{
	const struct node *list = reader_list(r, map, key, need, PHRASES_MAX);
	const char **phrases;

	*ret_count = 0;
	if (list == NULL)
		return NULL;
	phrases = arena_array(r->arena, list->count + 1, sizeof(*phrases));
	for (const struct node *n = list->first; n != NULL; n = n->next) {
		const char *phrase = reader_line(r, n, PHRASE_MAX);

		if (phrase != NULL && is_searched(r, n, phrase))
			phrases[(*ret_count)++] = phrase;
	}
	return phrases;
}

/* A country of the world that the portal has no services of is no fault: the program's own words
 * name some. */
static void check_saying(struct reader *r, const struct node *n, const struct saying *s)
{
	if ((s->means_count > 0) == (s->country != NULL))
		reader_fault(r, n,
			     N_("Say either by which words of services it is found (means), or "
				"which country is meant (country)."),
			     "");
	if (s->country != NULL && !world_has(s->country))
		reader_fault(r, n,
			     N_("\"{value}\" is not a country's code of two capital letters."),
			     s->country);
}

static void read_saying(struct reader *r, const struct node *n, struct term_list *t)
{
	static const char *const keys[] = {"said", "means", "country", "deed",
					   "near", "alone", NULL};
	struct saying s = {0};
	size_t before = r->count;

	if (!reader_map(r, n, keys))
		return;
	s.said = read_phrases(r, n, "said", true, &s.said_count);
	s.means = read_phrases(r, n, "means", false, &s.means_count);
	s.country = reader_word(r, n, "country", false);
	s.is_deed = reader_truth(r, n, "deed", false);
	s.is_near = reader_truth(r, n, "near", false);
	s.is_alone = reader_truth(r, n, "alone", false);
	if (r->count == before)
		check_saying(r, n, &s);
	t->sayings[t->saying_count++] = s;
}

void term_said(struct reader *r, const struct node *root, struct term_list *t)
{
	static const char *const keys[] = {"words", "common", "complaints", "tracking",
					   "help",  "danger", NULL};
	const struct node *list;

	if (!reader_map(r, root, keys))
		return;
	t->common = read_phrases(r, root, "common", false, &t->common_count);
	t->complaints = read_phrases(r, root, "complaints", false, &t->complaint_count);
	t->tracking = read_phrases(r, root, "tracking", false, &t->tracking_count);
	t->help = read_phrases(r, root, "help", false, &t->help_count);
	t->danger = read_phrases(r, root, "danger", false, &t->danger_count);
	list = reader_list(r, root, "words", true, SAYINGS_MAX);
	if (list == NULL)
		return;
	t->sayings = arena_array(r->arena, list->count + 1, sizeof(*t->sayings));
	t->saying_count = 0;
	for (const struct node *n = list->first; n != NULL; n = n->next)
		read_saying(r, n, t);
}
