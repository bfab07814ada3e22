/* service_read.h - one administrative service read from its definition file. */
#ifndef SERVICES_DEFINITION_SERVICE_READ_H
#define SERVICES_DEFINITION_SERVICE_READ_H

#include "i18n/base/arena.h"
#include "i18n/base/error.h"
#include "services/definition/types.h"

/*
 * Reads one definition. `name` stands in messages as the file. FAULT_INPUT: the first fault, with
 * err->line and err->field; when `faults` is not NULL every fault found (at most 50) is told to it
 * instead, in order of lines; also then, and where nothing is wrong, what is worth a second look.
 */
struct fault_list; /* services/definition/faults.h */
MUST_USE enum fault service_read(struct arena *a, const struct term_list *terms, const char *name,
				 const char *yaml, size_t len, const struct service **ret,
				 struct fault_list *faults, struct error *err);

/* The same of a definition that was imported before, perhaps by an older version: what is refused
 * only since then is let pass, so that a service which is served stays, with its applications. A
 * pattern that is not known any more is left out. */
MUST_USE enum fault service_read_stored(struct arena *a, const struct term_list *terms,
					const char *name, const char *yaml, size_t len,
					const struct service **ret, struct error *err);

struct reader;     /* services/definition/reader.h */
struct node;       /* services/definition/node.h */
struct definition; /* services/definition/kind.h */

/* Reads the file's tree; what `ret` has is a struct service. Faults as the reader notes them. */
void service_read_root(struct reader *r, const struct node *root, struct definition *ret);

#endif
