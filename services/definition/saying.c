/* saying.c - words.yaml: what people say, and by which words of services it is found. */
#include "services/definition/saying.h"

#include "services/definition/world.h"

#define SAYINGS_MAX 400
#define PHRASES_MAX 200 /* of one of them */
#define PHRASE_MAX 80   /* letters */

/* The compilers' own way of taking in a file (#embed) is younger than C17. */
__asm__(".pushsection .rodata\n"
	".global saying_yaml, saying_yaml_end\n"
	"saying_yaml:\n"
	".incbin \"catalogue/words.yaml\"\n"
	"saying_yaml_end:\n"
	".byte 0\n"
	".popsection\n");

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

		if (phrase != NULL)
			phrases[(*ret_count)++] = phrase;
	}
	return phrases;
}

/* A country of the world that the portal has no services of is no fault: the program's own words name
 * some. */
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
	static const char *const keys[] = {"said", "means", "country", NULL};
	struct saying s = {0};
	size_t before = r->count;

	if (!reader_map(r, n, keys))
		return;
	s.said = read_phrases(r, n, "said", true, &s.said_count);
	s.means = read_phrases(r, n, "means", false, &s.means_count);
	s.country = reader_word(r, n, "country", false);
	if (r->count == before)
		check_saying(r, n, &s);
	t->sayings[t->saying_count++] = s;
}

void saying_read(struct reader *r, const struct node *root, struct term_list *t)
{
	static const char *const keys[] = {"words", NULL};
	const struct node *list;

	if (!reader_map(r, root, keys))
		return;
	list = reader_list(r, root, "words", true, SAYINGS_MAX);
	if (list == NULL)
		return;
	t->sayings = arena_array(r->arena, list->count + 1, sizeof(*t->sayings));
	t->saying_count = 0;
	for (const struct node *n = list->first; n != NULL; n = n->next)
		read_saying(r, n, t);
}
