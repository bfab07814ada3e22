/* type_place.c - a question of type place: a governorate or a district of a country. */
#include "services/definition/type_inside.h"

#include <string.h>

static const char *const keys[] = {"country", "level", NULL};

static bool is_offered(const struct question *q, const struct place_entry *p)
{
	return p->level == q->level && strcmp(p->country, q->country) == 0;
}

static bool has_places(const struct term_list *t, const struct question *q)
{
	for (size_t i = 0; i < t->place_count; i++)
		if (is_offered(q, &t->places[i]))
			return true;
	return false;
}

static void define(struct reader *r, const struct node *n, const char *country, struct question *q)
{
	static const long levels[2] = {1, 2};

	if (!type_inside_country(r, n, country, q))
		return;
	q->level = 1;
	reader_number(r, n, "level", false, levels, &q->level);
	if (!has_places(r->terms, q))
		reader_fault(r, n, N_("places.yaml has no place of this level in {value}."),
			     q->country);
}

static size_t options(const struct term_list *terms, struct arena *a, const struct question *q,
		      const struct type_option **ret)
{
	const struct place_entry **places;
	size_t count = term_places(terms, a, q->country, q->level, &places);
	struct type_option *list = arena_array(a, count + 1, sizeof(*list));

	for (size_t i = 0; i < count; i++)
		list[i] = (struct type_option){places[i]->code, &places[i]->name,
					       &places[i]->short_name};
	*ret = list;
	return count;
}

static bool is_place(const struct term_list *terms, const struct question *q, const char *code)
{
	const struct place_entry *p = term_place(terms, code);

	return p != NULL && is_offered(q, p);
}

static bool literal(const struct term_list *terms, struct arena *a, const struct question *q,
		    const char **literal)
{
	(void)a;
	return is_place(terms, q, *literal);
}

static enum fault take(struct type_entry *e)
{
	struct type_list list = type_list_open(e);
	const struct type_option *found = type_list_find(&list, e->text);

	if (found == NULL)
		found = type_list_find_part(&list, e->text);
	if (found == NULL)
		return type_list_refuse(e, &list, e->text);
	e->kept = arena_text(e->scratch, found->code);
	return FAULT_NONE;
}

static bool is_shaped(const struct answer_ground *g, const struct question *q,
		      const char *canonical)
{
	return is_place(g->terms, q, canonical);
}

static char *show(const struct answer_ground *g, struct arena *a, const struct question *q,
		  const char *canonical, enum lang lang)
{
	const struct place_entry *p = term_place(g->terms, canonical);

	(void)q;
	return p == NULL ? NULL : arena_text(a, p->name.in[lang]);
}

const struct type_ops type_place = {
	.name = "place",
	.traits = TYPE_LISTED,
	.keys = keys,
	.define = define,
	.literal = literal,
	.read = take,
	.is_shaped = is_shaped,
	.show = show,
	.options = options,
	.expects = N_("One of these (the word before =, or the name after it):"),
	.samples = {type_choice_samples},
};
