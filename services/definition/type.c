/* type.c - the table of the types of questions, and what is asked of every type alike. */
#include "services/definition/type.h"

#include <string.h>

#define NAME(name) #name,
#define OPS(name) &type_##name,

const char *const type_names[] = {TYPE_ROWS(NAME) NULL};

static const struct type_ops *const types[] = {TYPE_ROWS(OPS)};

#define TYPES (sizeof(types) / sizeof(types[0]))

const struct type_ops *type_at(int place)
{
	return types[place];
}

static bool has_word(const char *const *words, const char *word)
{
	for (size_t i = 0; words != NULL && words[i] != NULL; i++)
		if (strcmp(words[i], word) == 0)
			return true;
	return false;
}

static const char *const limit_keys[] = {"min", "max", NULL};

bool type_has_key(const struct type_ops *t, const char *key)
{
	return has_word(t->keys, key) || (t->limits != NULL && has_word(limit_keys, key));
}

static size_t add_keys(const char **to, size_t count, size_t room, const char *const *keys)
{
	for (size_t i = 0; keys != NULL && keys[i] != NULL && count < room; i++)
		to[count++] = keys[i];
	return count;
}

size_t type_all_keys(const char **to, size_t room)
{
	size_t count = add_keys(to, 0, room, limit_keys);

	for (size_t i = 0; i < TYPES; i++)
		count = add_keys(to, count, room, types[i]->keys);
	return count;
}

size_t type_options(const struct term_list *terms, struct arena *a, const struct question *q,
		    const struct type_option **ret)
{
	return q->type->options == NULL ? 0 : q->type->options(terms, a, q, ret);
}

const char *type_expects(const struct question *q)
{
	const char *own = q->type->expects_of == NULL ? NULL : q->type->expects_of(q);

	return own != NULL ? own : q->type->expects;
}

const char *type_unit(const struct question *q)
{
	const char *own = q->type->expects_of == NULL ? NULL : q->type->expects_of(q);

	return own != NULL ? own : q->type->unit;
}

struct error type_words(const struct question *q, enum lang lang, const char *message)
{
	struct error words = {.say = message};

	if (q->type->fill != NULL)
		q->type->fill(q, lang, &words);
	return words;
}
