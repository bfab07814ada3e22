/* term.h - the shared lists that definitions use: sectors, audiences, life events, countries,
 * places, and what people say. */
#ifndef SERVICES_DEFINITION_TERM_H
#define SERVICES_DEFINITION_TERM_H

#include "i18n/base/arena.h"
#include "i18n/base/error.h"
#include "services/definition/types.h"

struct fault_list; /* services/definition/faults.h */

/* Reads terms.yaml and places.yaml of the folder, and its countries.yaml and words.yaml: where it
 * has none, the program's own. */
MUST_USE enum fault term_read(struct arena *a, const char *folder, struct term_list *ret,
			      struct error *err);

/* One of those files that is to take the place of the folder's own. */
struct term_file {
	const char *name; /* "terms.yaml", "places.yaml", "countries.yaml" or "words.yaml" */
	const char *yaml;
	size_t len;                /* bytes */
	struct fault_list *faults; /* what is wrong with it; may be NULL */
};

/* The name of the list that a path leads to, by its last part; NULL: it is none. */
const char *term_file_name(const char *path);

/* All of them, the folder's own where they are not among `files`. */
#define TERM_FILES 4
MUST_USE enum fault term_files(struct arena *a, const char *folder, const struct term_file *files,
			       size_t count, struct term_file ret[TERM_FILES], struct error *err);

/* The lists with what is in these files in place of what they have of it. FAULT_INPUT: the first
 * fault; it is in that file's `faults` too. */
MUST_USE enum fault term_read_over(struct arena *a, const struct term_list *old,
				   const struct term_file *files, size_t count,
				   struct term_list *ret, struct error *err);

/* FAULT_CONFLICT: a code of terms.yaml or places.yaml is in `old` alone. Definitions and answers
 * that are kept have it. */
MUST_USE enum fault term_keeps(const struct term_list *old, const struct term_list *fresh,
			       struct error *err);

const struct term *term_find(const struct term *list, size_t count, const char *code);
const struct country *term_country(const struct term_list *t, const char *code);
const struct place_entry *term_place(const struct term_list *t, const char *code);

/* The places of a question in the order in which they are numbered from 1, in `a`. */
size_t term_places(const struct term_list *t, struct arena *a, const char *country, int level,
		   const struct place_entry ***ret);

#endif
