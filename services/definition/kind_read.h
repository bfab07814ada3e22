/* kind_read.h - one definition of any kind read from its file. */
#ifndef SERVICES_DEFINITION_KIND_READ_H
#define SERVICES_DEFINITION_KIND_READ_H

#include "services/definition/kind.h"
#include "services/definition/term.h"

struct fault_list; /* services/definition/faults.h */

/* What a file's text defines: by its first key; a service where no kind has that key. */
enum kind kind_read_which(const char *yaml, size_t len);
/* The same with its id, whatever else is wrong with it; NULL: none can be told. */
enum kind kind_read_head(struct arena *a, const char *yaml, size_t len, const char **ret_id);

/*
 * Reads one definition of any kind. `name` stands in messages as the file. FAULT_INPUT: the first
 * fault, with err->line and err->field; when `faults` is not NULL every fault found (at most 50) is
 * told to it instead, in order of lines; also then, and where nothing is wrong, what is worth a
 * second look.
 */
MUST_USE enum fault kind_read(struct arena *a, const struct term_list *terms, const char *name,
			      const char *yaml, size_t len, struct definition *ret,
			      struct fault_list *faults, struct error *err);

/* The same, where it must be of that kind. `stored`: it was imported before, perhaps by an older
 * version; what is refused only since then is let pass. */
MUST_USE enum fault kind_read_as(struct arena *a, const struct term_list *terms, enum kind kind,
				 bool stored, const char *name, const char *yaml, size_t len,
				 struct definition *ret, struct fault_list *faults,
				 struct error *err);

/* The one of that key that the program itself brings; *ret_found false: it brings none. */
MUST_USE enum fault kind_read_own(struct arena *a, const struct term_list *terms, const char *key,
				  struct definition *ret, bool *ret_found, struct error *err);

/* The shared lists of a folder, with these files in place of its own, and the definitions that the
 * program itself brings: what is gone by until others are imported. In `a`, or in memory that stays
 * as long as the process, and is read once for all who want the same. FAULT_INPUT: the first fault;
 * of one of the files it is in its `faults` too. */
MUST_USE enum fault kind_read_terms(struct arena *a, const char *folder,
				    const struct term_file *files, size_t count,
				    struct term_list *ret, struct error *err);

#endif
