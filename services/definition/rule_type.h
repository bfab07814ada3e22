/* rule_type.h - of which kind the expressions of a rule are, and whether they fit each other. */
#ifndef SERVICES_DEFINITION_RULE_TYPE_H
#define SERVICES_DEFINITION_RULE_TYPE_H

#include "services/definition/rule.h"

/* What is known of an expression, or of what a name stands for. */
struct rule_type {
	enum rule_kind kind;             /* RULE_UNKNOWN: nothing, which has been told */
	const char *currency;            /* RULE_AMOUNT */
	int decimals;                    /* RULE_AMOUNT: of its minor unit */
	bool written;                    /* a figure that stands there: it may be an amount */
	const struct question *question; /* RULE_WORDS: whose codes; NULL: any words */
	bool truth;                      /* RULE_WORDS: yes or no */
};

/* Who knows the names. What is wrong is told by who finds it; then RULE_UNKNOWN, 0 or false come
 * back. */
struct rule_world {
	void *ctx;
	bool (*is_value)(void *ctx, const char *id);
	struct rule_type (*value)(void *ctx, const char *id);
	/* `group`: one of whose questions it may be, or is where `only`; NULL. */
	struct rule_type (*question)(void *ctx, const char *id, const char *group, bool only);
	/* The answer of several parts that is asked in that group; NULL. */
	const struct whole *(*whole)(void *ctx, const char *id, const char *group);
	long (*group)(void *ctx, const char *id); /* how many items it may have */
	/* Whether the question's answer may be this, which may be put into canonical form. */
	bool (*code)(void *ctx, const struct question *q, const char **code);
	void (*tell)(void *ctx, const char *say, const char *value);
};

/* Settles what its names stand for; comparisons that name values become expressions. Simple ones of
 * answers are left to rule_each. */
struct rule_type rule_type(struct rule *r, const struct rule_world *world);

/* How many names are looked up at most when it is worked out once. */
long rule_type_cost(const struct rule *r, const struct rule_world *world);

#endif
