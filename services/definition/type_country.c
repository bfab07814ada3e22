/* type_country.c - a question of type country: any of ISO 3166-1, by its name or its code. */
#include "services/definition/type_inside.h"
#include "services/definition/world.h"

#include <string.h>

static const char *const samples[] = {"LB", NULL};

static size_t options(const struct term_list *terms, struct arena *a, const struct question *q,
		      const struct type_option **ret)
{
	(void)q;
	*ret = type_list_terms(a, terms->world, terms->world_count);
	return terms->world_count;
}

static bool literal(const struct term_list *terms, struct arena *a, const struct question *q,
		    const char **literal)
{
	(void)a, (void)q;
	return term_find(terms->world, terms->world_count, *literal) != NULL;
}

static int compare(const char *one, const char *two)
{
	return strcmp(one, two) == 0 ? 0 : 2;
}

/* No numbers: nobody counts to 249, and in a filled form a number is a slip. */
static enum fault take(struct type_entry *e)
{
	struct type_list list = type_list_open(e);
	const struct type_option *found = type_list_find_named(&list, e->text);

	if (found == NULL)
		found = type_list_find_part(&list, e->text);
	if (found == NULL)
		return type_inside_refuse_value(e,
						N_("\"{value}\" is not the name of one country: "
						   "write its whole name or its two-letter code."),
						e->text);
	e->kept = arena_text(e->scratch, found->code);
	return FAULT_NONE;
}

/* The list of a portal may grow shorter; what was answered before stays an answer. */
static bool is_shaped(const struct answer_ground *g, const struct question *q,
		      const char *canonical)
{
	(void)q;
	return term_find(g->terms->world, g->terms->world_count, canonical) != NULL ||
	       world_has(canonical);
}

static char *show(const struct answer_ground *g, struct arena *a, const struct question *q,
		  const char *canonical, enum lang lang)
{
	const struct term *t = term_find(g->terms->world, g->terms->world_count, canonical);

	(void)q;
	return t == NULL ? NULL : arena_text(a, t->name.in[lang]);
}

const struct type_ops type_country = {
	.name = "country",
	.literal = literal,
	.compare = compare,
	.read = take,
	.is_shaped = is_shaped,
	.show = show,
	.options = options,
	.expects = N_("A country: its name or its two-letter code."),
	.samples = {samples},
};
