/* class.c - how widely a value may be known: the classes of questions and papers, and what follows
 * for keeping them. */
#include "services/definition/class.h"

void class_read(struct reader *r, const struct node *map, enum class otherwise, enum class *ret)
{
	const struct node *n = reader_find(map, "class");
	int which = n == NULL ? -1 : reader_one_of(r, n, codes_class);

	*ret = which < 0 ? otherwise : (enum class)which;
}

bool class_is_sealed(enum class class)
{
	return class != CLASS_PUBLIC && class != CLASS_INTERNAL;
}

bool class_is_among(enum class class, unsigned classes)
{
	return (classes & 1U << class) != 0;
}
