/* rule_inside.h - how a condition and its expressions are kept; for the files rule*.c alone. */
#ifndef SERVICES_DEFINITION_RULE_INSIDE_H
#define SERVICES_DEFINITION_RULE_INSIDE_H

#include "services/definition/rule.h"
#include "services/definition/rule_number.h"

#define RULE_USES_MAX 200 /* comparisons in one rule */

struct rule_literal {
	const char *text;
	bool is_question;
	int (*compare)(const char *one, const char *two); /* NULL: by what they look like */
};

enum rule_part {
	PART_NUMBER,
	PART_DAY,
	PART_LENGTH,
	PART_CODE,  /* a bare word right of an operator */
	PART_NAME,  /* a question or a value */
	PART_AGE,   /* of a question */
	PART_COUNT, /* of a repeated section's items; those with a name: of one question of them */
	PART_SUM,
	PART_LEAST,
	PART_MOST,
	PART_DISTINCT,
	PART_ADD, /* of two */
	PART_TAKE,
	PART_TIMES,
	PART_OVER,
	PART_LESSER,
	PART_GREATER
};

/* An expression: a tree of these. */
struct rule_sum {
	enum rule_part part;
	const char *text; /* as it is written, of one word; the question of a PART_AGE … DISTINCT */
	bool at;          /* "@" stood before it */
	const char *section;           /* PART_COUNT … PART_DISTINCT */
	struct rule *where;            /* of those; NULL: all items */
	struct rule_sum *left, *right; /* PART_ADD … PART_GREATER */
	struct rule_number number;
	struct duration length;
	/* What its name stands for; RULE_UNKNOWN: what the answer looks like. */
	enum rule_kind kind;
	int decimals;              /* of an amount, as an answer keeps it */
	const struct whole *whole; /* PART_DISTINCT: of an answer of several parts; else NULL */
	bool is_value;
};

struct rule {
	const char *text; /* of the outermost rule */
	enum rule_joint joint;
	struct rule *left, *right; /* RULE_NOT: left alone */
	enum rule_subject subject; /* RULE_COMPARE */
	const char *name;
	enum rule_relation relation; /* RULE_RELATE too */
	struct rule_literal *literals;
	size_t literal_count;
	struct rule_sum *one;     /* RULE_COMPARE, RULE_RELATE, RULE_GIVES; NULL: answered() */
	struct rule_sum **others; /* what it is compared with */
	size_t other_count;
};

#endif
