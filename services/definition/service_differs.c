/* service_differs.c - in what two services for the same purpose are not alike, as far as both are
 * known. */
#include "services/definition/service_differs.h"

#include "services/definition/service.h"

#include <string.h>

static bool is_known(const struct fee *fee)
{
	return fee != NULL && fee->known;
}

/* Nothing to pay is the same in every currency. */
static bool has_other_fee(const struct service *one, const struct service *other)
{
	const struct fee *a = one->fee, *b = other->fee;

	if (!is_known(a) || !is_known(b))
		return false;
	if (a->amount_minor != b->amount_minor)
		return true;
	return a->amount_minor != 0 && strcmp(a->currency, b->currency) != 0;
}

static bool has_other_time(const struct service *one, const struct service *other)
{
	const struct duration *a = service_time(one), *b = service_time(other);

	if (a == NULL || b == NULL)
		return false;
	return a->value != b->value || a->until != b->until ||
	       (a->value != 0 && a->unit != b->unit);
}

static bool has_other_papers(const struct service *one, const struct service *other)
{
	return one->paper_count > 0 && other->paper_count > 0 &&
	       one->paper_count != other->paper_count;
}

unsigned service_differs(const struct service *one, const struct service *other)
{
	return (has_other_fee(one, other) ? DIFFERS_FEE : 0U) |
	       (has_other_time(one, other) ? DIFFERS_TIME : 0U) |
	       (has_other_papers(one, other) ? DIFFERS_PAPERS : 0U);
}

static bool shares_event(const struct service *one, const struct service *other)
{
	for (size_t i = 0; i < one->life_event_count; i++)
		for (size_t k = 0; k < other->life_event_count; k++)
			if (strcmp(one->life_events[i]->code, other->life_events[k]->code) == 0)
				return true;
	return false;
}

bool service_is_counterpart(const struct service *one, const struct service *other)
{
	return strcmp(one->country, other->country) != 0 &&
	       strcmp(one->sector->code, other->sector->code) == 0 && shares_event(one, other);
}
