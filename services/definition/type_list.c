/* type_list.c - one of several options found by its code, its number, or its name in any language.
 */
#include "services/definition/type_inside.h"

#include "i18n/digits.h"
#include "i18n/fold.h"

#include <string.h>

#define CODES_MOST 200         /* bytes of the codes that a message tells */
#define NAMES (2 * LANG_COUNT) /* of an option: long and short in each language */

struct type_list type_list_open(const struct type_entry *e)
{
	struct type_list l = {.arena = e->scratch};

	l.count = type_options(e->ground->terms, e->scratch, e->q, &l.options);
	return l;
}

struct type_option *type_list_terms(struct arena *a, const struct term *terms, size_t count)
{
	struct type_option *list = arena_array(a, count + 1, sizeof(*list));

	for (size_t i = 0; i < count; i++)
		list[i] = (struct type_option){terms[i].code, &terms[i].name, &terms[i].name};
	return list;
}

/* From 1 to `count`, or 0. */
static size_t number_in_list(struct arena *a, const char *s, size_t count)
{
	const char *digits = digits_ascii(a, s);

	if (!type_inside_is_digits(digits) || strlen(digits) > 4)
		return 0;
	return strtoul(digits, NULL, 10) <= count ? strtoul(digits, NULL, 10) : 0;
}

static const char *name_of(const struct type_option *o, size_t which)
{
	return (which < LANG_COUNT ? o->name : o->short_name)->in[which % LANG_COUNT];
}

static bool is_named(struct type_list *l, size_t option, const char *s)
{
	for (size_t i = 0; i < NAMES; i++)
		if (strcmp(name_of(&l->options[option], i), s) == 0)
			return true;
	return false;
}

/* Once for all the pieces of an answer. */
static const char *folded_name(struct type_list *l, size_t option, size_t which)
{
	if (l->folded == NULL) {
		l->folded = arena_array(l->arena, l->count * NAMES + 1, sizeof(*l->folded));
		for (size_t i = 0; i < l->count * NAMES; i++)
			l->folded[i] =
				fold_text(l->arena, name_of(&l->options[i / NAMES], i % NAMES));
	}
	return l->folded[option * NAMES + which];
}

static bool is_named_folded(struct type_list *l, size_t option, const char *folded)
{
	for (size_t i = 0; i < NAMES; i++)
		if (strcmp(folded_name(l, option, i), folded) == 0)
			return true;
	return false;
}

/* Whether the words of `part` stand in `whole`, beside each other and whole. */
static bool holds_words(const char *whole, const char *part)
{
	size_t len = strlen(part);

	for (const char *s = strstr(whole, part); s != NULL; s = strstr(s + 1, part))
		if ((s == whole || s[-1] == ' ') && (s[len] == ' ' || s[len] == '\0'))
			return true;
	return false;
}

static bool has_part(struct type_list *l, size_t option, const char *folded)
{
	for (size_t i = 0; i < LANG_COUNT; i++)
		if (holds_words(folded_name(l, option, i), folded))
			return true;
	return false;
}

/* The one that it is true of; NULL for none, or several. */
static const struct type_option *
find_one(struct type_list *l, bool (*is)(struct type_list *, size_t, const char *), const char *s)
{
	const struct type_option *found = NULL;

	for (size_t i = 0; s[0] != '\0' && i < l->count; i++) {
		if (!is(l, i, s))
			continue;
		if (found != NULL)
			return NULL;
		found = &l->options[i];
	}
	return found;
}

static const struct type_option *find_code(struct type_list *l, const char *s)
{
	for (size_t i = 0; i < l->count; i++)
		if (strcasecmp(l->options[i].code, s) == 0)
			return &l->options[i];
	return NULL;
}

static const struct type_option *find_name(struct type_list *l, const char *s)
{
	const struct type_option *found = find_one(l, is_named, s);

	return found != NULL ? found : find_one(l, is_named_folded, fold_text(l->arena, s));
}

const struct type_option *type_list_find(struct type_list *l, const char *s)
{
	const struct type_option *found = find_code(l, s);
	size_t number = number_in_list(l->arena, s, l->count);

	if (found == NULL && number > 0)
		found = &l->options[number - 1];
	return found != NULL ? found : find_name(l, s);
}

const struct type_option *type_list_find_named(struct type_list *l, const char *s)
{
	const struct type_option *found = find_code(l, s);

	return found != NULL ? found : find_name(l, s);
}

const struct type_option *type_list_find_part(struct type_list *l, const char *s)
{
	return find_one(l, has_part, fold_text(l->arena, s));
}

enum fault type_list_refuse(const struct type_entry *e, const struct type_list *l,
			    const char *value)
{
	char *codes = arena_text(e->scratch, "");

	for (size_t i = 0; i < l->count; i++) {
		char *more = arena_format(e->scratch, "%s%s%s", codes, i > 0 ? ", " : "",
					  l->options[i].code);

		if (strlen(more) > CODES_MOST) {
			codes = arena_format(e->scratch, "%s, …", codes);
			break;
		}
		codes = more;
	}
	type_inside_refuse_value(e,
				 N_("\"{value}\" is not one of the answers here. Write a number or "
				    "a name as shown, or one of these: {codes}."),
				 value);
	error_fill(e->err, "codes", "%s", codes);
	return FAULT_INPUT;
}
