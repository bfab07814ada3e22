/* block_read.h - a block of shared questions read from its definition file. */
#ifndef SERVICES_DEFINITION_BLOCK_READ_H
#define SERVICES_DEFINITION_BLOCK_READ_H

struct reader;     /* services/definition/reader.h */
struct node;       /* services/definition/node.h */
struct definition; /* services/definition/kind.h */

/* Reads the file's tree; what `ret` has is a struct block. Faults as the reader notes them: of what
 * is stored the questions are looked at where they are used. */
void block_read(struct reader *r, const struct node *root, struct definition *ret);

#endif
