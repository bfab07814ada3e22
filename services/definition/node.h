/* node.h - a YAML file as a small tree that remembers its lines; what definitions and lists are
 * read from. */
#ifndef SERVICES_DEFINITION_NODE_H
#define SERVICES_DEFINITION_NODE_H

#include "i18n/base/arena.h"
#include "i18n/base/error.h"

#include <stdbool.h>
#include <stddef.h>

#define NODE_FILE_MAX ((size_t)512 * 1024) /* bytes of one file */
#define NODE_DEPTH_MAX 12
#define NODE_COUNT_MAX 60000
#define NODE_KEYS_MAX 100 /* of one map */

enum node_kind { NODE_WORD, NODE_LIST, NODE_MAP };

/*
 * `- a` and `- b` under `key:` make
 *
 *	NODE_MAP ──first──▶ NODE_LIST key="key" ──first──▶ NODE_WORD "a" ──next──▶ NODE_WORD "b"
 */
struct node {
	enum node_kind kind;
	int line;          /* from 1; of the key where there is one */
	const char *key;   /* its own in a map, its list's in a list */
	const char *value; /* NODE_WORD: never NULL */
	bool quoted;       /* NODE_WORD: written in quotes or as a block */
	/* What was taken from elsewhere: where it is written, "person_lb:7"; `line` is that of the
	   use. NULL: here. */
	const char *within;
	/* It is a part of the answer to the question of this id (block_part.h); NULL: of none. */
	const char *part_of;
	struct node *first, *next;
	size_t count; /* children */
};

/* Reads one document. FAULT_INPUT with err->line: not YAML, aliases, anchors or tags, a key twice,
 * too deep, too large, not UTF-8. */
MUST_USE enum fault node_read(struct arena *a, const char *yaml, size_t len,
			      const struct node **ret, struct error *err);

/* The child of a map, or NULL (also when `map` is NULL or no map). */
const struct node *node_find(const struct node *map, const char *key);

/* Nothing, `null` or `~`, not in quotes. */
bool node_is_null(const struct node *n);

#endif
