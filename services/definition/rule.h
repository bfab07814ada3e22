/* rule.h - conditions of a form ("status = married and age(birth_date) < 18") and expressions
 * ("count(members where age(born) < 18) * 2"); the grammar stands in docs/SERVICES.md. */
#ifndef SERVICES_DEFINITION_RULE_H
#define SERVICES_DEFINITION_RULE_H

#include "i18n/base/arena.h"
#include "i18n/base/error.h"
#include "i18n/date.h"
#include "services/definition/rule_value.h"
#include "services/definition/types.h"

#include <stdbool.h>
#include <stddef.h>

#define RULE_TEXT_MAX 1000 /* bytes */
#define RULE_DEPTH_MAX 20  /* brackets and nots in each other */

struct rule;

/* Parses; FAULT_INPUT tells where in the text. References are checked by the definition's reader.
 */
MUST_USE enum fault rule_read(struct arena *a, const char *text, struct rule **ret,
			      struct error *err);

/* The same of an expression, or of a condition in its place: that is yes or no. */
MUST_USE enum fault rule_read_value(struct arena *a, const char *text, struct rule **ret,
				    struct error *err);

/* As it was written. */
const char *rule_text(const struct rule *r);

/* RULE_PART, RULE_GROUP: a question or a value, and a repeated section, somewhere in an expression.
 */
enum rule_subject { RULE_ANSWER, RULE_AGE, RULE_ANSWERED, RULE_COUNT, RULE_PART, RULE_GROUP };
enum rule_relation {
	RULE_EQUAL,
	RULE_NOT_EQUAL,
	RULE_LESS,
	RULE_AT_MOST,
	RULE_MORE,
	RULE_AT_LEAST,
	RULE_IN,
	RULE_HAS
};

/* How a rule is made up, and its parts in `left` and `right`: NULL where there is none (RULE_NOT
 * has `left` alone). A RULE_COMPARE is one comparison of an answer, an age or a count with words:
 * rule_each shows it. A RULE_RELATE is any other: its names are shown. A RULE_GIVES is an
 * expression that stands alone. */
enum rule_joint { RULE_AND, RULE_OR, RULE_NOT, RULE_COMPARE, RULE_RELATE, RULE_GIVES };
enum rule_joint rule_joint(const struct rule *r, const struct rule **left,
			   const struct rule **right);

/* The text of a condition with its questions called otherwise, in `a`: `rename` says how, NULL: as
 * before. What is no condition comes back as it is. */
const char *rule_rename(struct arena *a, const char *text,
			const char *(*rename)(void *ctx, const char *question), void *ctx);

/* One name of a rule, with what it is compared to: once for each literal, once without one for
 * answered(). */
struct rule_use {
	const char *name; /* a question; a section where the subject is RULE_COUNT or RULE_GROUP */
	enum rule_subject subject;
	enum rule_relation relation; /* nothing where there is no literal */
	const char *literal; /* a code, number or date; the other question's id after @; NULL for
				RULE_ANSWERED and in expressions */
	bool literal_is_question;
	const char *group; /* it stands behind the "where" of this section; NULL */
	int (*compare)(const char *one,
		       const char *two); /* -1, 0, 1; 2: neither; NULL: whole
					    numbers and days by what they look like */
};

/* Shows each use to `visit`; what it leaves in use->literal and use->compare counts from then on
 * (so amounts are put into minor units). */
void rule_each(const struct rule *r, void (*visit)(void *ctx, struct rule_use *use), void *ctx);

/* Where a rule finds its answers. */
struct rule_answers {
	const char *(*answer)(void *ctx, const char *question); /* NULL: no answer, or not asked */
	long (*count)(void *ctx, const char *section);
	void *ctx;
	struct date today;
	/* From now on the names of that section's questions mean this item, from 1; 0: as before.
	   NULL where no expression has a group. */
	void (*step)(void *ctx, const char *section, long item);
	/* What a value of the definition is. NULL where there are none. */
	struct rule_value (*value)(void *ctx, const char *id);
	const struct calendar *calendar; /* for working days; NULL: each day is one */
};

/* A NULL rule holds. */
bool rule_holds(const struct rule *r, const struct rule_answers *answers);

/* What an expression gives: RULE_UNKNOWN where an answer is missing, after a division by 0, and
 * where it is too large to be kept exactly. Words may be the answers' own. Of a condition "yes" or
 * "no". */
struct rule_value rule_gives(const struct rule *r, const struct rule_answers *answers);

#endif
