/* block.h - questions that several forms share: a definition of its own, and how a service keeps
 * the text of those that it uses. */
#ifndef SERVICES_DEFINITION_BLOCK_H
#define SERVICES_DEFINITION_BLOCK_H

#include "i18n/base/arena.h"
#include "services/definition/types.h"

/* Everything lives in the arena that it was read into. Its questions are read anew where they are
 * used, from its text. */
struct block {
	const char *id;
	int version;
	struct text title; /* in[] NULL: it is called by its id */
	const char *yaml;  /* its file */
	size_t len;
	struct block *next; /* of those that a service uses, in no order; else NULL */
};

/* The newest block of that id among the terms; NULL: there is none. *ret_faulty: a file was read
 * that should define it, but has faults. */
const struct block *block_find(const struct term_list *terms, const char *id, bool *ret_faulty);

/*
 * A service keeps its blocks behind its own text, each as it was when the service was imported:
 *
 *	kept   := the author's text | shared*
 *	shared := 0x1C | "person_lb 3" | line end | the block's text
 *
 * 0x1C (in ASCII: what separates files) is refused in any definition.
 */
struct block_shared {
	const char *id;
	int version;
	const char *yaml;
	size_t len;
};

/* How much of it the author wrote. */
size_t block_own_length(const char *kept, size_t len);

/* Whether the author wrote the same, whatever blocks stand behind it: a service that is there keeps
 * those that it came with. */
bool block_is_same_own(const char *one, size_t one_len, const char *other, size_t other_len);

/* The next one from `*at` on, which begins as block_own_length; false: none follows. */
bool block_next(struct arena *a, const char *kept, size_t len, size_t *at,
		struct block_shared *ret);

/* What is kept of an author's text with these blocks (NULL: none), in `a`. */
const char *block_keep(struct arena *a, const char *yaml, size_t len, const struct block *used,
		       size_t *ret_len);

#endif
