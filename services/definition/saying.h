/* saying.h - words.yaml: what people say, and by which words of services it is found. */
#ifndef SERVICES_DEFINITION_SAYING_H
#define SERVICES_DEFINITION_SAYING_H

#include "services/definition/reader.h"
#include "services/definition/types.h"

/* catalogue/words.yaml as it was when the program was built: for folders without one. */
extern const char saying_yaml[], saying_yaml_end[];

void saying_read(struct reader *r, const struct node *root, struct term_list *t);

#endif
