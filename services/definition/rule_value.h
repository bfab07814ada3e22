/* rule_value.h - what an expression gives. */
#ifndef SERVICES_DEFINITION_RULE_VALUE_H
#define SERVICES_DEFINITION_RULE_VALUE_H

#include "services/definition/rule_number.h"

enum rule_kind {
	RULE_UNKNOWN,
	RULE_NUMBER,
	RULE_AMOUNT, /* in the currency's main unit */
	RULE_DAY,    /* days since 1970-01-01 */
	RULE_LENGTH, /* of time */
	RULE_WORDS   /* a code, words, yes or no: the same or not */
};

struct rule_value {
	enum rule_kind kind;
	struct rule_number number;
	const char *words; /* RULE_WORDS */
};

#endif
