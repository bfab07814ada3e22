/* type_choice.c - a question of type choice: one of the choices that it lists. */
#include "services/definition/type_inside.h"

#include "services/definition/service.h"

#include <string.h>

#define CHOICES_MAX 60

static const char *const own_keys[] = {"choices", "shown_by", NULL};
const char *const type_choice_samples[] = {"1", NULL};

/* A whole number that is also another choice's place in the list could mean either. */
static void check_code(struct reader *r, const struct node *n, const char *code, size_t place,
		       size_t count)
{
	bool number =
		type_inside_is_whole(code) && strlen(code) - (code[0] == '-') <= TYPE_DIGITS_MAX;

	if (!number && !reader_is_id(code))
		reader_fault(r, n,
			     N_("\"{value}\" is not a code: it must be an id or a whole number."),
			     code);
	else if (number && strtoll(code, NULL, 10) > 0 && strtoull(code, NULL, 10) <= count &&
		 strtoull(code, NULL, 10) != place)
		reader_fault(r, n,
			     N_("The code {value} is also the number of another choice: put it in "
				"that place, or use a word."),
			     code);
}

static void read_one(struct reader *r, const struct node *n, size_t all, struct term *choices,
		     size_t *count)
{
	static const char *const keys[] = {"code", "label", NULL};
	struct term *t = &choices[*count];

	if (!reader_map(r, n, keys))
		return;
	t->code = reader_word(r, n, "code", true);
	t->name = reader_text(r, n, "label", true, READER_NAME_MAX);
	if (t->code == NULL)
		return;
	check_code(r, n, t->code, *count + 1, all);
	if (term_find(choices, *count, t->code) != NULL)
		reader_fault(r, n, N_("The code \"{value}\" appears twice here."), t->code);
	for (size_t i = 0; i < *count; i++)
		if (text_is_alike(&choices[i].name, &t->name))
			reader_remark(
				r, n,
				N_("Its label is also that of \"{value}\": people cannot tell "
				   "the two apart."),
				choices[i].code);
	(*count)++;
}

void type_choice_define(struct reader *r, const struct node *n, const char *country,
			struct question *q)
{
	const struct node *list = reader_list(r, n, "choices", true, CHOICES_MAX);
	struct term *choices;

	(void)country;
	if (list == NULL)
		return;
	if (list->count < 2)
		reader_fault(r, list, N_("A choice needs two choices at least."), NULL);
	choices = arena_array(r->arena, list->count, sizeof(*choices));
	for (const struct node *c = list->first; c != NULL; c = c->next)
		read_one(r, c, list->count, choices, &q->choice_count);
	q->choices = choices;
}

size_t type_choice_options(const struct term_list *terms, struct arena *a, const struct question *q,
			   const struct type_option **ret)
{
	(void)terms;
	*ret = type_list_terms(a, q->choices, q->choice_count);
	return q->choice_count;
}

bool type_choice_literal(const struct term_list *terms, struct arena *a, const struct question *q,
			 const char **literal)
{
	(void)terms, (void)a;
	return term_find(q->choices, q->choice_count, *literal) != NULL;
}

static enum fault take(struct type_entry *e)
{
	struct type_list list = type_list_open(e);
	const struct type_option *found = type_list_find(&list, e->text);

	if (found == NULL)
		return type_list_refuse(e, &list, e->text);
	e->kept = arena_text(e->scratch, found->code);
	return FAULT_NONE;
}

static bool is_shaped(const struct answer_ground *g, const struct question *q,
		      const char *canonical)
{
	(void)g;
	return term_find(q->choices, q->choice_count, canonical) != NULL;
}

static char *show(const struct answer_ground *g, struct arena *a, const struct question *q,
		  const char *canonical, enum lang lang)
{
	const struct term *t = term_find(q->choices, q->choice_count, canonical);

	(void)g;
	return t == NULL ? NULL : arena_text(a, t->name.in[lang]);
}

const struct type_ops type_choice = {
	.name = "choice",
	.traits = TYPE_LISTED,
	.keys = own_keys,
	.define = type_choice_define,
	.literal = type_choice_literal,
	.read = take,
	.is_shaped = is_shaped,
	.show = show,
	.options = type_choice_options,
	.expects = N_("One of these (the word before =, or the one after it):"),
	.samples = {type_choice_samples},
};
