/* term.h - the shared lists that definitions use: sectors, audiences, life events, countries,
 * places. */
#ifndef SERVICES_TERM_H
#define SERVICES_TERM_H

#include "services/service.h"

struct country {
	struct term term; /* code: ISO 3166-1 */
	const char *currency;
	const char *calling_code;
	const char *phone_pattern;
	struct text phone_says;
	const char *id_pattern;
	struct text id_says;
};

struct place_entry {
	const char *code;
	const char *country;
	int level;
	const char *parent;           /* NULL at level 1 */
	struct text name, short_name; /* short_name is the name where there is none */
};

struct term_list {
	struct term *sectors, *audiences, *life_events;
	size_t sector_count, audience_count, life_event_count;
	struct country *countries;
	size_t country_count;
	struct place_entry *places;
	size_t place_count;
};

/* Reads terms.yaml and places.yaml of the folder. */
MUST_USE enum fault term_read(struct arena *a, const char *folder, struct term_list *ret,
			      struct error *err);

const struct term *term_find(const struct term *list, size_t count, const char *code);
const struct country *term_country(const struct term_list *t, const char *code);
const struct place_entry *term_place(const struct term_list *t, const char *code);

/* The places of a question in the order in which they are numbered from 1, in `a`. */
size_t term_places(const struct term_list *t, struct arena *a, const char *country, int level,
		   const struct place_entry ***ret);

#endif
