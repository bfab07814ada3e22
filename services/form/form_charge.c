/* form_charge.c - how much a fee is by the answers of a form. */
#include "services/form/form_inside.h"

#include "i18n/money.h"

#include <stdlib.h>

#define MOST ((int64_t)1000000000000000) /* as amounts are read and shown */

static bool to_minor(struct rule_number n, const char *currency, int64_t *ret)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 16);
	int64_t unit = 1;

	for (int i = 0; i < money_decimals(currency); i++)
		unit *= 10;
	if (!rule_number_work(n, RULE_TIMES, rule_number_whole(unit), &n))
		return false;
	*ret = strtoll(rule_number_text(a, n, 0), NULL, 10);
	return *ret<MOST && * ret> - MOST;
}

static bool by_share(const struct charge *charge, struct rule_number base, int64_t *ret)
{
	struct rule_number n;

	if (!rule_number_work(base, RULE_TIMES, charge->rate, &n) ||
	    !to_minor(n, charge->currency, ret))
		return false;
	if (*ret < charge->min_minor)
		*ret = charge->min_minor;
	if (charge->max_minor > 0 && *ret > charge->max_minor)
		*ret = charge->max_minor;
	return true;
}

static int64_t by_scale(const struct charge *charge, struct rule_number base)
{
	for (size_t i = 0; i < charge->tier_count; i++)
		if (charge->tiers[i].is_last || rule_number_compare(base, charge->tiers[i].to) <= 0)
			return charge->tiers[i].amount_minor;
	return 0;
}

bool form_charge(const struct form *f, const struct charge *charge, int64_t *ret_minor)
{
	struct rule_value base;
	int64_t minor = charge->amount_minor;

	*ret_minor = 0;
	if (!form_holds(f, charge->when))
		return true;
	if (charge->base != NULL) {
		base = form_inside_gives(f, charge->base);
		if (base.kind != RULE_NUMBER && base.kind != RULE_AMOUNT)
			return false;
		if (charge->tier_count > 0)
			minor = by_scale(charge, base.number);
		else if (!by_share(charge, base.number, &minor))
			return false;
	}
	*ret_minor = minor < 0 ? 0 : minor;
	return true;
}
