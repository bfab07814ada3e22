/* output.h - a document that a service issues: what it is called, how it is numbered, how long it
 * holds, and its words in three languages with places for what is filled in. */
#ifndef SERVICES_DEFINITION_OUTPUT_H
#define SERVICES_DEFINITION_OUTPUT_H

#include "services/definition/types.h"

struct node; /* services/definition/node.h */

/* A document that an act issues, or revokes. */
struct act_output {
	const char *id;        /* among the service's outputs */
	const struct node *at; /* while the definition is read */
	bool revokes;
};

/* How documents are numbered. */
struct output_number {
	const char *text; /* "{year}/{n:5}" */
	bool by_office;   /* each office counts for itself; else the service does */
};

/* What a service issues. */
struct output {
	const char *id;
	struct text name;
	struct output_number number;
	struct duration valid;                /* value 0: for ever */
	bool valid_as_entry;                  /* as long as the entry that it tells of */
	const struct question *holder;        /* whose it is, as whoever has its code is told */
	const struct section *holder_section; /* of that question */
	struct text text;
};

/* What the portal itself fills in, by the places of texts and numbers. */
enum output_fact {
	OUTPUT_NUMBER,      /* {number} */
	OUTPUT_ISSUED,      /* {issued}: the day */
	OUTPUT_VALID_UNTIL, /* {valid_until}: the last day */
	OUTPUT_SUBMITTED,   /* {submitted}: the day on which the application was sent */
	OUTPUT_REFERENCE,   /* {reference} of the application */
	OUTPUT_SERVICE,     /* {service}: its name */
	OUTPUT_AUTHORITY,   /* {authority} */
	OUTPUT_OFFICE,      /* {office}: the name of the one that has the application */
	OUTPUT_REGISTER,    /* {register_number}: of the entry that an act has made of it, or that
			       it is about */
	OUTPUT_FACTS
};
extern const char *const output_facts[OUTPUT_FACTS + 1]; /* their places; ends with NULL */

/* What stands at one place of a text, and what comes before it. */
enum output_kind {
	OUTPUT_END,    /* of the text */
	OUTPUT_WORDS,  /* as they stand */
	OUTPUT_PLACE,  /* {name} */
	OUTPUT_EACH,   /* {#each name}: from here to OUTPUT_BACK once for each item */
	OUTPUT_BACK,   /* {/each} */
	OUTPUT_UNKNOWN /* something else within braces */
};
struct output_piece {
	enum output_kind kind;
	const char *at; /* the words, or the name within the braces */
	size_t len;
};

/* The next piece of a text; `*at` is set behind it. */
struct output_piece output_next(const char **at);

/* What a place names, seen from within the section `each` (NULL: from outside of all that repeat);
 * all of it empty where it is nothing. A question is taken before a fact of the same name. */
struct output_named {
	const struct question *question;
	const struct section *section; /* its own; NULL: eligibility */
	const struct service_value *value;
	enum output_fact fact; /* OUTPUT_FACTS: none */
};
struct output_named output_find(const struct service *s, const struct section *each,
				const struct output_piece *piece);

/* The register in which an act of the service enters something, else the one of the entry that it
 * is about; NULL: there is none, and no {register_number}. */
const char *output_book(const struct service *s);

/* Whether it tells of that entry by its number, and so speaks for what stands there. */
bool output_tells_entry(const struct service *s, const struct output *output);

/* The classes of what it names, as bits by enum class; the portal's own facts have none. */
unsigned output_classes(const struct service *s, const struct output *output);

/* One by its id; NULL: the service has none of it. */
const struct output *output_of(const struct service *s, const char *id);

#endif
