/* register.h - an official list as its definition has it: the columns of its entries with their
 * classes, how entries are numbered, which statuses they have, and what is done with them. */
#ifndef SERVICES_DEFINITION_REGISTER_H
#define SERVICES_DEFINITION_REGISTER_H

#include "services/definition/types.h"

/*
 *	register: eg-associations
 *	version: 1
 *	country: EG
 *	name: {…}
 *	authority: {…}
 *	subject: organisation
 *	number: {text: "{seat}-{year}-{n:5}", scope: [seat, year]}
 *	columns:
 *	  - {id: name, type: text, class: public, find: name, label: {…}}
 *	statuses: [active, suspended, dissolved]
 *	acts:
 *	  - {id: suspend, name: {…}, by: head, from: active, to: suspended, asks: [reason, words]}
 *	later:
 *	  - {id: expiry, name: {…}, on: valid_until, remind: [60d], act: lapse}
 */

enum register_subject { REGISTER_PERSON, REGISTER_ORGANISATION, REGISTER_THING };
extern const char *const register_subject_codes[];

/* What a status is for whoever relies on the entry. */
enum register_bearing { REGISTER_HOLDS, REGISTER_RESTS, REGISTER_ENDED };
extern const char *const register_bearing_codes[]; /* "holds", "rests", "ended" */

struct register_status {
	const char *id;
	struct text name; /* in[] NULL: one of the portal's own words (register_own_name) */
	enum register_bearing bears;
};

enum register_find { REGISTER_FIND_NOT, REGISTER_FIND_EXACT, REGISTER_FIND_NAME };

/* A column whose value is that of a question (its id, label, class and type); or a group of such,
 * as often as a section of a form has items. */
struct register_column {
	struct question question;
	bool is_person; /* the name of a person, or of an organisation, is kept of the answer */
	bool is_organisation;
	enum register_find find;
	const struct register_column *of; /* NULL: no group */
	size_t of_count;
	int line; /* of its file */
};

#define REGISTER_ID 60 /* letters of an id */
#define REGISTER_COLUMNS 40
#define REGISTER_SCOPE 4 /* columns, `year` and `office` that a number counts within */

struct register_number {
	const char *text; /* with its places */
	const char *scope[REGISTER_SCOPE];
	size_t scope_count;
};

struct register_act {
	const char *id;
	struct text name;
	bool by_clock; /* nobody does it: a duty does */
	enum stage_actor by;
	const struct role *role;          /* ACTOR_ROLE */
	unsigned from;                    /* 1 << the place of each status */
	const struct register_status *to; /* NULL: it stays */
	unsigned asks;                    /* ASKS_WORDS, ASKS_REASON */
	struct reason *reasons;
	size_t reason_count;
	bool is_untold;     /* nobody is told of it */
	const char *notice; /* id of the template by which the owner is told; NULL: the portal's */
};

enum register_told { REGISTER_TELLS_HEAD = 1, REGISTER_TELLS_OWNER = 2 };
extern const char *const register_told_codes[];

#define REGISTER_REMINDS 5

/* What falls due as long as an entry holds. */
struct register_later {
	const char *id;
	struct text name;
	bool on_valid_until; /* the day until which the entry is valid; else each year on `day` */
	int day, month; /* of the year behind the one that it is about; 0: no day is known yet, and
			   nothing falls due */
	int first;      /* the year in which it falls due first; 0: that behind the entry's */
	const struct register_column *only; /* it is for entries that have `value` there; NULL: for
					       all */
	const char *value;
	const char *service; /* what is sent about the entry meets it; NULL: nothing does */
	int reminds[REGISTER_REMINDS]; /* days before */
	size_t remind_count;
	unsigned missed;                /* enum register_told, or-ed */
	const struct register_act *act; /* done when it is missed; NULL: none */
};

struct register_definition {
	const char *id;
	int version;
	const char *country;
	struct text name, authority;
	enum register_subject subject;
	struct register_number number;
	struct register_column *columns;
	size_t column_count;
	struct register_status *statuses; /* the first is that of a new entry */
	size_t status_count;
	struct register_act *acts;
	size_t act_count;
	struct register_later *laters;
	size_t later_count;
};

/* The newest of this id that the terms have; NULL: there is none. One after the other, from `i` = 0
 * until NULL. */
const struct register_definition *register_find(const struct term_list *terms, const char *id);
const struct register_definition *register_at(const struct term_list *terms, size_t i);

/* Its parts by their ids; NULL. */
const struct register_column *register_column(const struct register_definition *d, const char *id);
const struct register_status *register_status(const struct register_definition *d, const char *id);
const struct register_act *register_act(const struct register_definition *d, const char *id);
const struct register_later *register_later(const struct register_definition *d, const char *id);
/* The first status that bears so; NULL: none does. */
const struct register_status *register_bears(const struct register_definition *d,
					     enum register_bearing bears);

/* Whether names of persons can be found in it by anybody. */
bool register_tells_persons(const struct register_definition *d);

/* A status of the portal's own words, as a message of it; NULL: it is none. */
const char *register_own_name(const char *id, enum register_bearing *ret_bears);

/* Those words one after the other, from `i` = 0 until NULL. */
const char *register_own_status(size_t i);

#endif
