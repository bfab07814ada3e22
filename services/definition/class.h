/* class.h - how widely a value may be known: the classes of questions and papers, and what follows
 * for keeping them. */
#ifndef SERVICES_DEFINITION_CLASS_H
#define SERVICES_DEFINITION_CLASS_H

#include "services/definition/reader.h"

/* The key "class" of a map; `otherwise` where it is left out or wrong, which is a fault that names
 * the four. */
void class_read(struct reader *r, const struct node *map, enum class otherwise, enum class *ret);

/* Whether values are kept sealed; those that are not stand in the registry as they are. */
bool class_is_sealed(enum class class);

/* Whether it is one of these, bits by enum class. */
bool class_is_among(enum class class, unsigned classes);

#endif
