/* term_inside.h - inside services/definition/term*.c only: one of the shared lists. */
#ifndef SERVICES_DEFINITION_TERM_INSIDE_H
#define SERVICES_DEFINITION_TERM_INSIDE_H

#include "services/definition/types.h"

struct node;
struct reader;

/* words.yaml, whose root is `root`, into the list. */
void term_said(struct reader *r, const struct node *root, struct term_list *t);

#endif
