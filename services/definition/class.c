/* class.c - how widely a value may be known: the classes of questions and papers, and what follows
 * for keeping them. */
#include "services/definition/class.h"

enum class class_read(struct reader *r, const struct node *map, enum class otherwise) {
	static const char *const names[] = {"public", "internal", "personal", "sensitive", NULL};
	static const enum class classes[] = {CLASS_PUBLIC, CLASS_INTERNAL, CLASS_PERSONAL,
					     CLASS_SENSITIVE};
	const struct node *n = reader_find(map, "class");
	int which = n == NULL ? -1 : reader_one_of(r, n, names);

	return which < 0 ? otherwise : classes[which];
}

bool class_is_sealed(enum class class)
{
	return class != CLASS_PUBLIC && class != CLASS_INTERNAL;
}
