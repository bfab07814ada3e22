/* sum.h - the SHA-256 of a paper's bytes, as sha256sum says it. */
#ifndef SERVICES_DOCUMENT_SUM_H
#define SERVICES_DOCUMENT_SUM_H

#include <stddef.h>

#define PAPER_SUM 64 /* hex digits */

struct sum;

/* One that is begun; sum_end ends it, or sum_free, which takes NULL too. */
struct sum *sum_new(void);
void sum_add(struct sum *s, const void *bytes, size_t len);
void sum_end(struct sum *s, char ret[PAPER_SUM + 1]);
void sum_free(struct sum *s);

#endif
