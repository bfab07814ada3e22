/* form_inside.h - how a form keeps its answers; for the files form*.c alone. */
#ifndef SERVICES_FORM_FORM_INSIDE_H
#define SERVICES_FORM_FORM_INSIDE_H

#include "services/definition/answer.h"
#include "services/form/form.h"
#include "services/definition/rule.h"

enum asked { ASKED_UNKNOWN, ASKED_NO, ASKED_YES };

/* One time through a section's questions. */
struct item {
	char **values;        /* by question; NULL: no answer */
	unsigned char *asked; /* by question; enum asked, forgotten with every change */
	bool *given;          /* by question; somebody said it: it is no mere default */
	bool *filled;   /* by question; it was put there for the person, who has not said it */
	bool *withheld; /* by question; something stands there, but not for who reads */
};

/* A section's questions, or eligibility's: the first group. */
struct group {
	const struct section *section; /* NULL: eligibility */
	const struct question *questions;
	size_t question_count;
	struct item *items;
	int count;
	unsigned char asked;
	bool opened; /* the person has seen it */
	bool inside; /* staff have filled it in: what stands there was asked */
};

/* What a value of the service came to, until an answer changes. */
struct worked {
	enum { WORKED_NOT, WORKED_BUSY, WORKED_OUT } state;
	struct rule_value value;
	bool doubt; /* an answer that it asks for is withheld */
};

struct form {
	const struct service *service;
	struct answer_ground ground;
	struct group *groups;
	size_t group_count;
	size_t all_count; /* with those behind them, which staff fill in: nobody is asked them here
			   */
	struct worked *values; /* by their places in the service */
	size_t bytes;          /* of all answers */
	bool asks_all;         /* whatever the conditions say: form_ask_all */
};

bool form_inside_repeats(const struct group *g);
int form_inside_items_most(const struct group *g);

/* NULL section: eligibility. NULL when the service has no such section. */
struct group *form_inside_group(const struct form *f, const struct section *s);

/* Where the answers of a path are kept: its group, and in `*ret` the place of its question; NULL
 * when the service has no such path. */
struct group *form_inside_path(const struct form *f, const struct field_path *at, size_t *ret);

/* Whether that name is of the entry that the service is about, and the entry is not known. */
bool form_inside_waits(const struct form *f, const char *name);

/* The item of a path; NULL where there are not so many. */
struct item *form_inside_item(const struct group *g, int item);

/* Whether the national number that shows it has another answer to this question; `err` says so. */
bool form_inside_differs(const struct form *f, const struct group *g, int item, size_t index,
			 struct error *err);

/* The same of the questions that this number shows; `err` says the first, with that one's id. */
bool form_inside_denies(const struct form *f, const struct group *g, int item, size_t index,
			struct error *err);

/* Whether another answer of its set (`unlike`) is the same: of those before it, or of all. */
bool form_inside_alike(const struct form *f, const struct field_path *at, bool before,
		       struct error *err);

/* How far a group is by what is answered alone: nothing is said of whether it is right. Never
 * SECTION_WRONG; a NULL group is not asked. */
enum section_state form_inside_state(const struct form *f, struct group *g);

/* Whether an answer of a group, of one of its items (0: all), is missing or refused, or a check
 * that stands there does not hold, by what the other parts say so far. */
bool form_inside_is_wrong(const struct form *f, struct group *g, int item);

/* Whether a check of the form that only warns stands by this question and does not hold. */
bool form_inside_warns(const struct form *f, const struct field_path *at, struct error *ret);

/* That a check does not hold, in its own words; `field`: the question or section by which it
 * stands. */
void form_inside_say_check(const struct check *c, const char *field, struct error *err);

/* FAULT_INPUT with the question as its field. */
enum fault form_inside_refuse(struct error *err, const struct question *q, const char *say,
			      const char *detail);
enum fault form_inside_refuse_missing(struct error *err, const struct question *q);

/* Whether a rule holds, seen from an item of a group (NULL: from outside); whether a group, and one
 * of its questions, is asked. */
bool form_inside_holds(const struct form *f, const struct group *from, int item,
		       const struct rule *rule);

/* The same; *ret_doubt: an answer that it asks for is withheld. */
bool form_inside_weighs(const struct form *f, const struct group *from, int item,
			const struct rule *rule, bool *ret_doubt);
/* A value of the service, worked out once; *ret_doubt is set where an answer is withheld. */
struct rule_value form_inside_value(const struct form *f, const struct service_value *v,
				    bool *ret_doubt);
/* What an expression of the service gives, seen from outside of every section. */
struct rule_value form_inside_gives(const struct form *f, const struct rule *rule);
bool form_inside_asks_group(const struct form *f, struct group *g);
bool form_inside_asks(const struct form *f, const struct group *g, int item, size_t index);

#endif
