/* block.c - questions that several forms share: a definition of its own, and how a service keeps
 * the text of those that it uses. */
#include "services/definition/block.h"

#include "services/definition/kind.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SEPARATOR '\x1C'

const struct block *block_find(const struct term_list *terms, const char *id, bool *ret_faulty)
{
	*ret_faulty = kind_is_faulty(terms, KIND_BLOCK, id);
	return kind_find(terms, KIND_BLOCK, id);
}

size_t block_own_length(const char *kept, size_t len)
{
	const char *end = memchr(kept, SEPARATOR, len);

	return end == NULL ? len : (size_t)(end - kept);
}

bool block_is_same_own(const char *one, size_t one_len, const char *other, size_t other_len)
{
	size_t len = block_own_length(one, one_len);

	return block_own_length(other, other_len) == len && memcmp(one, other, len) == 0;
}

bool block_next(struct arena *a, const char *kept, size_t len, size_t *at, struct block_shared *ret)
{
	const char *head = kept + *at + 1, *line, *number;

	if (*at >= len || kept[*at] != SEPARATOR)
		return false;
	line = memchr(head, '\n', len - *at - 1);
	number = line == NULL ? NULL : memchr(head, ' ', (size_t)(line - head));
	if (number == NULL)
		return false;
	ret->id = arena_slice(a, head, (size_t)(number - head));
	ret->version = (int)strtol(number + 1, NULL, 10);
	ret->yaml = line + 1;
	ret->len = block_own_length(ret->yaml, len - (size_t)(ret->yaml - kept));
	*at = (size_t)(ret->yaml - kept) + ret->len;
	return true;
}

const char *block_keep(struct arena *a, const char *yaml, size_t len, const struct block *used,
		       size_t *ret_len)
{
	size_t size = len, at = len;
	char *kept;

	for (const struct block *b = used; b != NULL; b = b->next)
		size += strlen(b->id) + 32 + b->len;
	kept = arena_take(a, size + 1);
	memcpy(kept, yaml, len);
	for (const struct block *b = used; b != NULL; b = b->next) {
		at += (size_t)snprintf(kept + at, size - at, "%c%s %d\n", SEPARATOR, b->id,
				       b->version);
		memcpy(kept + at, b->yaml, b->len);
		at += b->len;
	}
	*ret_len = at;
	return kept;
}
