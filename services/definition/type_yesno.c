/* type_yesno.c - a question of type yesno. */
#include "services/definition/type_inside.h"

#include "i18n/fold.h"

#include <string.h>

static const char *const samples[] = {"yes", "no", NULL};
static const struct text names[] = {{{"نعم", "Oui", "Yes"}}, {{"لا", "Non", "No"}}};
static const struct type_option answers[] = {{"yes", &names[0], &names[0]},
					     {"no", &names[1], &names[1]}};

static size_t options(const struct term_list *terms, struct arena *a, const struct question *q,
		      const struct type_option **ret)
{
	(void)terms, (void)a, (void)q;
	*ret = answers;
	return 2;
}

static bool is_answer(const char *s)
{
	return strcmp(s, "yes") == 0 || strcmp(s, "no") == 0;
}

static bool literal(const struct term_list *terms, struct arena *a, const struct question *q,
		    const char **literal)
{
	(void)terms, (void)a, (void)q;
	return is_answer(*literal);
}

static bool is_one_of(struct arena *a, const char *const *words, const char *folded)
{
	for (int i = 0; words[i] != NULL; i++)
		if (strcmp(fold_text(a, words[i]), folded) == 0)
			return true;
	return false;
}

static enum fault take(struct type_entry *e)
{
	static const char *const yes[] = {"yes", "y", "oui", "o", "1", "نعم", "ن", "true", NULL};
	static const char *const no[] = {"no", "n", "non", "2", "لا", "ل", "كلا", "false", NULL};
	const char *folded = fold_text(e->scratch, e->text);

	if (is_one_of(e->scratch, yes, folded))
		e->kept = arena_text(e->scratch, "yes");
	else if (is_one_of(e->scratch, no, folded))
		e->kept = arena_text(e->scratch, "no");
	else
		return type_inside_refuse_value(e, N_("Answer yes or no, not \"{value}\"."),
						e->text);
	return FAULT_NONE;
}

static bool is_shaped(const struct answer_ground *g, const struct question *q,
		      const char *canonical)
{
	(void)g, (void)q;
	return is_answer(canonical);
}

static char *show(const struct answer_ground *g, struct arena *a, const struct question *q,
		  const char *canonical, enum lang lang)
{
	(void)g, (void)q;
	return arena_text(a, names[strcmp(canonical, "yes") == 0 ? 0 : 1].in[lang]);
}

const struct type_ops type_yesno = {
	.name = "yesno",
	.literal = literal,
	.read = take,
	.is_shaped = is_shaped,
	.show = show,
	.options = options,
	.expects = N_("yes or no."),
	.samples = {samples},
};
