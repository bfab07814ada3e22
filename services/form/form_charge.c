/* form_charge.c - how much a charge is, and how long something takes, by the answers of a form. */
#include "services/form/form_inside.h"

#include "i18n/money.h"

#include <stdlib.h>

#define MOST ((int64_t)1000000000000000) /* as amounts are read and shown */

/* So many minor units, or so many for each one. */
static bool times(struct rule_number n, int64_t minor, int64_t *ret)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 16);

	if (!rule_number_work(n, RULE_TIMES, rule_number_whole(minor), &n))
		return false;
	*ret = strtoll(rule_number_text(a, n, 0), NULL, 10);
	return *ret<MOST && * ret> - MOST;
}

static int64_t unit_of(const char *currency)
{
	int64_t unit = 1;

	for (int i = 0; i < money_decimals(currency); i++)
		unit *= 10;
	return unit;
}

static bool by_share(const struct charge *charge, struct rule_number base, int64_t *ret)
{
	struct rule_number n = base;

	if (charge->per_minor == 0 && !rule_number_work(base, RULE_TIMES, charge->rate, &n))
		return false;
	if (!times(n, charge->per_minor > 0 ? charge->per_minor : unit_of(charge->currency), ret))
		return false;
	if (*ret < charge->min_minor)
		*ret = charge->min_minor;
	if (charge->max_minor > 0 && *ret > charge->max_minor)
		*ret = charge->max_minor;
	return true;
}

static bool by_scale(const struct charge *charge, struct rule_number base, int64_t *ret)
{
	const struct charge_tier *tier = charge->tiers;

	while (!tier->is_last && rule_number_compare(base, tier->to) > 0)
		tier++;
	*ret = tier->amount_minor;
	return tier->per_minor == 0 || times(base, tier->per_minor, ret);
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
		if (charge->tier_count > 0 ? !by_scale(charge, base.number, &minor)
					   : !by_share(charge, base.number, &minor))
			return false;
	}
	*ret_minor = minor < 0 ? 0 : minor;
	return true;
}

const struct duration *form_time(const struct form *f)
{
	const struct service *s = f->service;
	const struct clock_length *one;

	for (size_t i = 0; i < s->clock_count; i++)
		for (size_t j = 0;
		     s->clocks[i].starts == CLOCK_SUBMITTED && j < s->clocks[i].length_count; j++) {
			one = &s->clocks[i].lengths[j];
			if (form_holds(f, one->when))
				return one->is_unknown ? NULL : &one->length;
		}
	return service_time(s);
}
