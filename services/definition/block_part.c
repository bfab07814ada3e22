/* block_part.c - questions whose one answer has parts: of type person or organisation, which are
 * blocks that the program brings. */
#include "services/definition/block_part.h"

#include "services/definition/reader.h"

#include <string.h>

const char *const block_part_types[] = {"person", "organisation", NULL};

bool block_part_is(const struct node *question)
{
	const struct node *type = reader_find(question, "type");

	for (int i = 0; type != NULL && type->kind == NODE_WORD && block_part_types[i] != NULL; i++)
		if (strcmp(block_part_types[i], type->value) == 0)
			return true;
	return false;
}

void block_part_label(struct arena *a, const struct node *whole, struct node *label)
{
	const struct node *before = reader_find(whole, "label");

	for (struct node *word = label->first; word != NULL; word = word->next) {
		const struct node *same = reader_find(before, word->key);

		if (word->kind == NODE_WORD && same != NULL && same->kind == NODE_WORD)
			word->value = arena_format(a, "%s – %s", same->value, word->value);
	}
}

/* In the place of what the part has of that key; `value` NULL: as `from` has it. */
static void say(struct arena *a, struct node *part, const struct node *from, const char *key,
		const char *value)
{
	struct node **end = &part->first, *n = arena_take(a, sizeof(*n));

	*n = *from;
	n->key = key;
	n->next = NULL;
	if (value != NULL) {
		n->kind = NODE_WORD;
		n->value = value;
		n->first = NULL;
	}
	while (*end != NULL && strcmp((*end)->key, key) != 0)
		end = &(*end)->next;
	if (*end != NULL)
		n->next = (*end)->next;
	*end = n;
}

/* Whether `with` says it of this part. */
static bool is_said(const struct node *whole, const char *id, const char *key)
{
	return node_find(node_find(node_find(whole, "with"), id), key) != NULL;
}

void block_part_say(struct arena *a, const struct node *whole, struct node *part, const char *id,
		    const char *country)
{
	const struct node *required = reader_find(whole, "required");
	const struct node *class = reader_find(whole, "class"), *is = reader_find(whole, "is");
	const struct node *type = reader_find(part, "type");

	if (required != NULL && !is_said(whole, id, "required") &&
	    (required->kind != NODE_WORD || strcmp(required->value, "true") != 0))
		say(a, part, required, "required", NULL);
	if (class != NULL && !is_said(whole, id, "class"))
		say(a, part, class, "class", NULL);
	if (is != NULL && type != NULL && type->kind == NODE_WORD &&
	    strcmp(type->value, "national_id") == 0)
		say(a, part, is, "is", NULL);
	if (type != NULL && type->kind == NODE_WORD && strcmp(type->value, "country") == 0 &&
	    node_find(part, "default") == NULL && country != NULL)
		say(a, part, type, "default", country);
}
