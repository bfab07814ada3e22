/* rule_sum.h - what the expressions of conditions come to; for the files rule*.c alone. */
#ifndef SERVICES_DEFINITION_RULE_SUM_H
#define SERVICES_DEFINITION_RULE_SUM_H

#include "services/definition/rule_inside.h"

struct rule_value rule_sum_value(const struct rule_sum *s, const struct rule_answers *answers);

/* A day of a rule, or of an answer: a month or a year that stands alone counts as its first day. */
bool rule_sum_day(const char *s, struct date today, struct date *ret);

#endif
