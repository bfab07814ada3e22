/* type_choices.c - a question of type choices: some of the choices that it lists. */
#include "services/definition/type_inside.h"

#include <string.h>

static const char *const keys[] = {"choices", NULL};

static int64_t count_choices(const struct question *q, const char *s)
{
	int64_t count = 1;

	(void)q;
	for (; *s != '\0'; s++)
		count += *s == ',';
	return count;
}

static const struct type_limits limits = {
	.min = N_("Choose at least {min}."),
	.max = N_("Choose no more than {max}."),
	.both = N_("Choose between {min} and {max}."),
	.same = N_("Choose {min} of them."),
	.fits = type_inside_is_count,
	.measure = count_choices,
};

/* The next piece between separators, trimmed; NULL at the end. `*at` moves on. */
static char *next_piece(struct arena *a, const char **at, bool by_blanks)
{
	static const char *const commas[] = {",", ";", "،", "؛", "\n", NULL};
	const char *s = *at, *end;
	size_t skip = 0;

	if (*s == '\0')
		return NULL;
	for (end = s; *end != '\0' && skip == 0; end += skip == 0) {
		for (int i = 0; commas[i] != NULL && skip == 0; i++)
			if (strncmp(end, commas[i], strlen(commas[i])) == 0)
				skip = strlen(commas[i]);
		if (by_blanks && *end == ' ')
			skip = 1;
	}
	*at = end + skip;
	while (end > s && *s == ' ')
		s++;
	while (end > s && end[-1] == ' ')
		end--;
	return arena_slice(a, s, (size_t)(end - s));
}

/* False at the first piece that is none of the choices, in `ret_wrong`. */
static bool mark(struct type_entry *e, struct type_list *list, bool by_blanks, bool *marked,
		 const char **ret_wrong)
{
	const char *at = e->text, *piece;

	memset(marked, 0, list->count);
	while ((piece = next_piece(e->scratch, &at, by_blanks)) != NULL) {
		const struct type_option *found;

		if (piece[0] == '\0')
			continue;
		found = type_list_find(list, piece);
		if (found == NULL) {
			*ret_wrong = piece;
			return false;
		}
		marked[found - list->options] = true;
	}
	return true;
}

/* Labels may hold blanks, so commas are tried first. */
static enum fault take(struct type_entry *e)
{
	struct type_list list = type_list_open(e);
	bool *marked = arena_array(e->scratch, list.count + 1, sizeof(*marked));
	char *codes = arena_text(e->scratch, "");
	const char *wrong = "", *word;

	if (!mark(e, &list, false, marked, &wrong) && !mark(e, &list, true, marked, &word))
		return type_list_refuse(e, &list, wrong);
	for (size_t i = 0; i < list.count; i++)
		if (marked[i])
			codes = arena_format(e->scratch, "%s%s%s", codes,
					     codes[0] == '\0' ? "" : ",", list.options[i].code);
	e->kept = codes;
	return FAULT_NONE;
}

static const struct term *choice_at(const struct question *q, const char *code, size_t len)
{
	for (size_t i = 0; i < q->choice_count; i++)
		if (strlen(q->choices[i].code) == len &&
		    strncmp(q->choices[i].code, code, len) == 0)
			return &q->choices[i];
	return NULL;
}

static bool is_shaped(const struct answer_ground *g, const struct question *q, const char *s)
{
	(void)g;
	while (*s != '\0') {
		size_t len = strcspn(s, ",");

		if (choice_at(q, s, len) == NULL)
			return false;
		s += len;
		s += *s == ',' && s[1] != '\0';
	}
	return true;
}

static char *show(const struct answer_ground *g, struct arena *a, const struct question *q,
		  const char *canonical, enum lang lang)
{
	char *words = arena_text(a, "");

	(void)g;
	for (const char *s = canonical; *s != '\0'; s += *s == ',') {
		size_t len = strcspn(s, ",");
		const struct term *t = choice_at(q, s, len);

		words = arena_format(a, "%s%s%s", words, words[0] == '\0' ? "" : lang_comma(lang),
				     t == NULL ? arena_slice(a, s, len) : t->name.in[lang]);
		s += len;
	}
	return words;
}

const struct type_ops type_choices = {
	.name = "choices",
	.traits = TYPE_SEVERAL | TYPE_LISTED,
	.keys = keys,
	.limits = &limits,
	.define = type_choice_define,
	.literal = type_choice_literal,
	.read = take,
	.is_shaped = is_shaped,
	.show = show,
	.options = type_choice_options,
	.expects = N_("One or more of these, separated by commas (the words before =, or those "
		      "after it):"),
	.hint = N_("You can choose more than one."),
	.samples = {type_choice_samples},
};
