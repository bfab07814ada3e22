/* role_read.h - a role read from its definition file. */
#ifndef SERVICES_DEFINITION_ROLE_READ_H
#define SERVICES_DEFINITION_ROLE_READ_H

struct reader;     /* services/definition/reader.h */
struct node;       /* services/definition/node.h */
struct definition; /* services/definition/kind.h */

/* Reads the file's tree; what `ret` has is a struct role. Faults as the reader notes them. Whether
 * what it names is there no file says by itself. */
void role_read(struct reader *r, const struct node *root, struct definition *ret);

#endif
