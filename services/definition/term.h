/* term.h - the shared lists that definitions use: sectors, audiences, life events, countries,
 * places. */
#ifndef SERVICES_DEFINITION_TERM_H
#define SERVICES_DEFINITION_TERM_H

#include "i18n/base/arena.h"
#include "i18n/base/error.h"
#include "services/definition/types.h"

/* Reads terms.yaml and places.yaml of the folder, and its countries.yaml: where it has none, the
 * program's own. */
MUST_USE enum fault term_read(struct arena *a, const char *folder, struct term_list *ret,
			      struct error *err);

const struct term *term_find(const struct term *list, size_t count, const char *code);
const struct country *term_country(const struct term_list *t, const char *code);
const struct place_entry *term_place(const struct term_list *t, const char *code);

/* The places of a question in the order in which they are numbered from 1, in `a`. */
size_t term_places(const struct term_list *t, struct arena *a, const char *country, int level,
		   const struct place_entry ***ret);

#endif
