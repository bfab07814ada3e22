/* template.h - the words that a notice is made of, in three languages, with places for what it
 * tells. */
#ifndef SERVICES_DEFINITION_TEMPLATE_H
#define SERVICES_DEFINITION_TEMPLATE_H

#include "i18n/base/arena.h"
#include "services/definition/types.h"

/* What a notice may tell, by the places that its template has: nothing else of an application
 * leaves it. */
enum template_place {
	TEMPLATE_SERVICE,   /* {service}: its name */
	TEMPLATE_AUTHORITY, /* {authority} */
	TEMPLATE_REFERENCE, /* {reference}, as people read it */
	TEMPLATE_STAGE,     /* {stage}: the name of the one that it is at */
	TEMPLATE_WORDS,     /* {words}: what was written with the act, as it stands */
	TEMPLATE_PLACES
};
extern const char *const template_places[TEMPLATE_PLACES + 1]; /* ends with NULL */

/* Everything lives in the arena that it was read into. */
struct template
{
	const char *id;
	int version;
	struct text text;
	struct text brief; /* for SMS and e-mail: `short`; in[] NULL: the portal's own */
};

/* The newest template of that id among the terms; NULL: there is none. */
const struct template *template_find(const struct term_list *terms, const char *id);

/* The place that begins at `text`, which is a '{', with the bytes that it takes; -1: it is none. */
int template_place_at(const char *text, size_t *ret_len);

/* The words in that language with `values` in their places, in `a`; NULL there stands for "". */
char *template_fill(struct arena *a, const struct template *t, enum lang lang,
		    const char *const values[TEMPLATE_PLACES]);

#endif
