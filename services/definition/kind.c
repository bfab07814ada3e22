/* kind.c - the kinds of definitions there are, and the newest of them that services name. */
#include "services/definition/kind.h"

#include <string.h>

/* The first key of its files; a service's has no such key, but an id. */
static const char *const names[KIND_COUNT] = {
	[KIND_CALENDAR] = "calendar", [KIND_TEMPLATE] = "template", [KIND_ROLE] = "role",
	[KIND_REGISTER] = "register", [KIND_BLOCK] = "block",       [KIND_SERVICE] = "service",
};

const char *kind_name(enum kind kind)
{
	return names[kind];
}

enum kind kind_of(const char *key)
{
	const char *colon = strchr(key, ':');

	for (int i = 0; colon != NULL && i < KIND_COUNT; i++)
		if (strlen(names[i]) == (size_t)(colon - key) &&
		    strncmp(names[i], key, (size_t)(colon - key)) == 0)
			return (enum kind)i;
	return KIND_SERVICE;
}

static size_t place_of(const struct term_list *terms, const char *key)
{
	size_t i = 0;

	while (i < terms->other_count && strcmp(terms->others[i].key, key) != 0)
		i++;
	return i;
}

void kind_add(struct arena *a, struct term_list *terms, const struct definition *d)
{
	struct definition *others = arena_array(a, terms->other_count + 1, sizeof(*terms->others));
	size_t place = place_of(terms, d->key);

	for (size_t i = 0; i < terms->other_count; i++)
		others[i] = terms->others[i];
	others[place] = *d;
	terms->other_count += place == terms->other_count;
	terms->others = others;
}

static const struct definition *find(const struct term_list *terms, enum kind kind, const char *id)
{
	for (size_t i = 0; i < terms->other_count; i++)
		if (terms->others[i].kind == kind && strcmp(terms->others[i].id, id) == 0)
			return &terms->others[i];
	return NULL;
}

const void *kind_find(const struct term_list *terms, enum kind kind, const char *id)
{
	const struct definition *d = find(terms, kind, id);

	return d == NULL ? NULL : d->what;
}

bool kind_is_faulty(const struct term_list *terms, enum kind kind, const char *id)
{
	const struct definition *d = find(terms, kind, id);

	return d != NULL && d->what == NULL;
}
