/* rule.h - conditions of a form ("status = married and age(birth_date) < 18"); the grammar stands
 * in docs/SERVICES.md. */
#ifndef SERVICES_RULE_H
#define SERVICES_RULE_H

#include "i18n/base/arena.h"
#include "i18n/base/error.h"
#include "i18n/date.h"

#include <stdbool.h>
#include <stddef.h>

struct rule;

/* Parses; FAULT_INPUT tells where in the text. References are checked by the definition's reader.
 */
MUST_USE enum fault rule_read(struct arena *a, const char *text, const struct rule **ret,
			      struct error *err);

/* Calls `visit` with each question that the rule names (`is_section`: the name inside count()),
 * with the literal it is compared to (or NULL). */
void rule_each(const struct rule *r,
	       void (*visit)(void *ctx, const char *name, bool is_section, const char *literal),
	       void *ctx);

/* Where a rule finds its answers. */
struct rule_answers {
	const char *(*answer)(void *ctx, const char *question); /* NULL: no answer, or not asked */
	long (*count)(void *ctx, const char *section);
	void *ctx;
	struct date today;
};

/* A NULL rule holds. */
bool rule_holds(const struct rule *r, const struct rule_answers *answers);

#endif
