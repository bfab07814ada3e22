/* service_entry.h - what acts of a service do with entries of registers, as a definition has it. */
#ifndef SERVICES_DEFINITION_SERVICE_ENTRY_H
#define SERVICES_DEFINITION_SERVICE_ENTRY_H

#include "services/definition/reader.h"

/* What an act does with an entry of a register. */
enum entry_effect_kind {
	ENTRY_EFFECT_ENTER,
	ENTRY_EFFECT_CHANGE,
	ENTRY_EFFECT_SUSPEND,
	ENTRY_EFFECT_END
};
enum entry_since {
	ENTRY_SINCE_ACT,
	ENTRY_SINCE_COMPLETE,
	ENTRY_SINCE_SUBMITTED,
	ENTRY_SINCE_UNTIL /* of its time alone: the last day until which it was valid before */
};
#define ENTRY_FROM 8
struct entry_effect {
	enum entry_effect_kind kind;
	const char *book;   /* id of the register; NULL: the one that the service is about */
	const char *status; /* afterwards; NULL: as the effect and the register say */
	const char *from[ENTRY_FROM]; /* the statuses of entries that it is for; none: all that have
					 not ended */
	size_t from_count;
	enum entry_since since; /* from when on it counts */
	struct duration valid;  /* from then; value 0: nothing is said */
	struct entry_source {
		const char *column;
		const char
			*from; /* id of a question, of a whole answer, of a section, of a value */
		int line;
	} * sources;
	size_t source_count;
	int line; /* of its file */
};
extern const char *const entry_effect_codes[]; /* "enter", … */

/* An entry of a register that applications are about: its number is answered. */
struct service_about {
	const char *book, *by;
	/* What conditions may know of it, each as "entry.ID": number, status, since, valid_until,
	   and the columns that are public or internal; NULL: the register is not known here. */
	const struct section *entry;
	/* What is answered with what the entry has, as soon as its number is; people change it. */
	struct entry_fill {
		const char *question, *column;
		int line;
	} * fills;
	size_t fill_count;
	bool people; /* its people alone send them */
	int line;
};
#define SERVICE_ENTRY "entry"
#define SERVICE_ENTRY_FACTS 4 /* before its columns: number, status, since, valid_until */

/* Whether the effect is one of these, which is then added to the act. */
bool service_entry_read(struct reader *r, const struct node *n, struct act *to);

/* The key "about" of a service. */
void service_entry_about(struct reader *r, const struct node *root, struct service *s);

/* When all is read: that the form has what is entered, and the register, where it is known, takes
 * it. */
void service_entry_check(struct reader *r, const struct node *root, const struct service *s);

/* Whether an act of it does anything with an entry. */
bool service_entry_any(const struct service *s);

/* The register of an effect; NULL: none is said. */
const char *service_entry_book(const struct service *s, const struct entry_effect *e);

#endif
