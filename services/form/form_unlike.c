/* form_unlike.c - answers of which no two are alike, since each is another person's: which other
 * one says the same. */
#include "services/form/form_inside.h"

#include "i18n/fold.h"
#include "services/definition/type.h"

#include <string.h>

/* One answer of a set, and the other that is looked for. */
struct likeness {
	const struct form *f;
	const struct question *q;
	struct field_path at;
	const char *folded;
	struct arena *arena;
};

/* As two of them are compared: a document's number without its blanks and signs. */
static const char *fold(struct arena *a, const struct question *q, const char *value)
{
	char *folded = fold_text(a, value), *to = folded;

	if (q->type == &type_name)
		return folded;
	for (const char *s = folded; *s != '\0'; s++)
		if (*s != ' ' && *s != '-' && *s != '/' && *s != '.')
			*to++ = *s;
	*to = '\0';
	return folded;
}

static bool is_of_set(const struct question *q, const struct question *other)
{
	return other->unlike != NULL && (other->type == &type_name) == (q->type == &type_name) &&
	       strcmp(other->unlike, q->unlike) == 0 &&
	       (q->country == NULL || other->country == NULL ||
		strcmp(q->country, other->country) == 0);
}

static bool is_alike(const struct likeness *l, const struct field_path *other)
{
	const char *value = form_get(l->f, other);

	return value != NULL && is_of_set(l->q, other->question) &&
	       strcmp(fold(l->arena, other->question, value), l->folded) == 0;
}

/* The first that is alike: of those before it, or of all others. */
static bool find(const struct likeness *l, bool before, struct field_path *ret)
{
	struct field_path other = {0};

	while (form_next(l->f, &other)) {
		bool self = other.question == l->at.question && other.item == l->at.item;

		if (self && before)
			return false;
		if (!self && is_alike(l, &other)) {
			*ret = other;
			return true;
		}
	}
	return false;
}

static void tell(const struct field_path *other, struct error *err)
{
	const struct section *s = other->section;

	if (err == NULL)
		return;
	for (int lang = 0; lang < LANG_COUNT; lang++) {
		err->told[0].in[lang] = other->question->label.in[lang];
		err->told[1].in[lang] = s == NULL    ? NULL
					: s->repeats ? s->item.in[lang]
						     : s->title.in[lang];
	}
	err->told[0].name = "question";
	err->told[1].name = s == NULL ? NULL : "part";
	error_fill(err, "place", "%d", other->item);
}

static void say(const struct question *q, const struct field_path *other, struct error *err)
{
	bool repeats = other->section != NULL && other->section->repeats;
	const char *words;

	if (q->type == &type_name)
		words = repeats ? N_("The same name is also in “{part} {place}”. Enter each person "
				     "only once.")
				: N_("The same name is also in “{question}” ({part}). Are these "
				     "two different people? If not, correct one of the two.");
	else
		words = repeats ? N_("The same number is also in “{part} {place}”. Two people "
				     "cannot have the same number: correct one of the two.")
				: N_("The same number is also in “{question}” ({part}). Two people "
				     "cannot have the same number: correct one of the two.");
	fail(err, FAULT_INPUT, words, "%s: alike", q->id);
	if (err != NULL)
		snprintf(err->field, sizeof(err->field), "%s", q->id);
	tell(other, err);
}

bool form_inside_alike(const struct form *f, const struct field_path *at, bool before,
		       struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)4 * 1024 * 1024);
	const char *value = form_get(f, at);
	struct likeness l = {.f = f, .q = at->question, .at = *at, .arena = a};
	struct field_path other;

	if (l.q->unlike == NULL || value == NULL || !form_asks(f, at))
		return false;
	l.folded = fold(a, l.q, value);
	if (!find(&l, before, &other))
		return false;
	say(l.q, &other, err);
	return true;
}
