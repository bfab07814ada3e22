/* template.c - the words that a notice is made of, in three languages, with places for what it
 * tells. */
#include "services/definition/template.h"

#include "services/definition/kind.h"

#include <string.h>

const char *const template_places[TEMPLATE_PLACES + 1] = {
	[TEMPLATE_SERVICE] = "service",     [TEMPLATE_AUTHORITY] = "authority",
	[TEMPLATE_REFERENCE] = "reference", [TEMPLATE_STAGE] = "stage",
	[TEMPLATE_WORDS] = "words",
};

const struct template *template_find(const struct term_list *terms, const char *id)
{
	return kind_find(terms, KIND_TEMPLATE, id);
}

int template_place_at(const char *text, size_t *ret_len)
{
	const char *end = strchr(text, '}');
	size_t len = end == NULL ? 0 : (size_t)(end - text) - 1;

	for (int i = 0; end != NULL && template_places[i] != NULL; i++)
		if (strlen(template_places[i]) == len &&
		    strncmp(template_places[i], text + 1, len) == 0) {
			*ret_len = len + 2;
			return i;
		}
	return -1;
}

/* What stands before the next place, or the whole rest. */
static size_t plain_length(const char *text)
{
	size_t len = strcspn(text, "{"), skip;

	while (text[len] == '{' && template_place_at(text + len, &skip) < 0)
		len += 1 + strcspn(text + len + 1, "{");
	return len;
}

static size_t put(char *to, size_t at, const char *text, size_t len)
{
	if (to != NULL)
		memcpy(to + at, text, len);
	return at + len;
}

/* Into `to`, NULL: nowhere; how many bytes it is. */
static size_t fill(const char *from, const char *const values[TEMPLATE_PLACES], char *to)
{
	size_t size = 0;

	while (*from != '\0') {
		size_t len = plain_length(from);
		const char *value;

		size = put(to, size, from, len);
		from += len;
		if (*from == '\0')
			break;
		value = values[template_place_at(from, &len)];
		if (value != NULL)
			size = put(to, size, value, strlen(value));
		from += len;
	}
	return size;
}

char *template_fill(struct arena *a, const struct template *t, enum lang lang,
		    const char *const values[TEMPLATE_PLACES])
{
	const char *from = t->text.in[lang];
	char *filled = arena_take(a, fill(from, values, NULL) + 1);

	fill(from, values, filled);
	return filled;
}
