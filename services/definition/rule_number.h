/* rule_number.h - exact numbers of expressions: fractions, so that a division loses nothing. */
#ifndef SERVICES_DEFINITION_RULE_NUMBER_H
#define SERVICES_DEFINITION_RULE_NUMBER_H

#include "i18n/base/arena.h"

#include <stdbool.h>
#include <stdint.h>

/* In lowest terms; `under` is more than 0. */
struct rule_number {
	int64_t over, under;
};

struct rule_number rule_number_whole(int64_t whole);

/* "-12.5": digits, perhaps a point and more digits, 18 of them at most. False: it is none. */
bool rule_number_read(const char *s, struct rule_number *ret);

enum rule_sign { RULE_PLUS, RULE_MINUS, RULE_TIMES, RULE_OVER };

/* What comes of the two, exactly. False: there is nothing, as after a division by 0, or what comes
 * is too large to be kept exactly. */
bool rule_number_work(struct rule_number a, enum rule_sign sign, struct rule_number b,
		      struct rule_number *ret);

/* -1, 0, 1. */
int rule_number_compare(struct rule_number a, struct rule_number b);

/* "12.5", without zeros that mean nothing: exactly where it has `decimals` (at most 6) of them or
 * fewer, else the nearest, of two the one farther from 0. */
char *rule_number_text(struct arena *a, struct rule_number n, int decimals);

#endif
