/* links_inside.h - how the references of a definition are looked at; for the files links*.c alone.
 */
#ifndef SERVICES_DEFINITION_LINKS_INSIDE_H
#define SERVICES_DEFINITION_LINKS_INSIDE_H

#include "services/definition/reader.h"
#include "services/definition/rule_type.h"

/* A value whose kind is being found out. */
struct links_value {
	enum { LINKS_NEW, LINKS_BUSY, LINKS_KNOWN } state;
	struct rule_type type;
};

struct look {
	struct reader *r;
	const struct service *service;
	const struct debt *debt;
	struct links_value *values; /* by their places in the service */
};

/* A question that a rule of this scope may name, behind the "where" of `group` (NULL: of none) one
 * of that section too; else a fault, and NULL. What has a fault of its own is NULL without another.
 */
const struct question *links_question(const struct look *l, const char *name, const char *group);

/* Whether the answer may be this word, which may be put into canonical form; else a fault. */
bool links_code(const struct look *l, const struct question *q, const char **code);

/* That what a rule of eligibility names, or an "abroad", is asked before; else a fault. */
void links_before_check(const struct look *l, const char *name);

/* A name of what staff fill in, which there is, or is not: whether that was told. */
void links_desk_use(const struct look *l, const char *name);
bool links_desk_refuse(const struct look *l, const char *name);
/* The same of what is known of the entry that the service is about. */
void links_entry_use(const struct look *l, const char *name, const struct question *q);
bool links_entry_refuse(const struct look *l, const char *name);
/* That what is compared with a code is no column of words. */
void links_entry_code(const struct look *l, const struct question *q);
/* That the debt's rule, if it is for who applies, names no value that is made of such. */
void links_desk_check(const struct look *l);

/* Finds out of which kinds the expressions of the debt's rule are. */
void links_values_settle(struct look *l);

/* When all is settled: that what all rules look up stays within its bound. */
void links_values_bound(struct look *l);

/* When nothing is wrong: that each condition holds for some answers, with those under which it is
 * asked for at all. What cannot be told is let pass. */
void links_hold_check(struct look *l);

#endif
