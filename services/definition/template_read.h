/* template_read.h - a template read from its definition file. */
#ifndef SERVICES_DEFINITION_TEMPLATE_READ_H
#define SERVICES_DEFINITION_TEMPLATE_READ_H

struct reader;     /* services/definition/reader.h */
struct node;       /* services/definition/node.h */
struct definition; /* services/definition/kind.h */

/* Reads the file's tree; what `ret` has is a struct template. Faults as the reader notes them. */
void template_read(struct reader *r, const struct node *root, struct definition *ret);

#endif
