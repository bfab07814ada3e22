/* clocks_length.c - how long the clocks of a service run for one application: by what was sent,
 * where the law has several lengths. */
#include "services/application/clocks_length.h"

#include "services/application/answers.h"
#include "services/application/unsent.h"
#include "services/registry/registry_inside.h"

static bool is_any(const struct service *s)
{
	bool any = false;

	for (size_t i = 0; i < s->clock_count; i++)
		any = any || s->clocks[i].length_count > 0;
	return any;
}

const struct duration *clocks_length_by(const struct clock *clock, const struct form *f)
{
	if (clock->length_count == 0)
		return &clock->length;
	for (size_t i = 0; i < clock->length_count; i++)
		if (form_holds(f, clock->lengths[i].when))
			return clock->lengths[i].is_unknown ? NULL : &clock->lengths[i].length;
	return NULL;
}

static void choose(struct course *c, const struct form *f)
{
	const struct service *s = c->service;
	struct clock *list = arena_array(c->arena, s->clock_count, sizeof(*list));

	c->clocks = list;
	c->clock_count = 0;
	for (size_t i = 0; i < s->clock_count; i++) {
		const struct clock *clock = &s->clocks[i];
		const struct duration *length = clocks_length_by(clock, f);

		if (length == NULL)
			continue;
		list[c->clock_count] = *clock;
		list[c->clock_count++].length = *length;
	}
}

enum fault clocks_length_settle(struct course *c, struct error *err)
{
	const struct service *s = c->service;
	struct form *f;
	enum fault fault;

	c->clocks = s == NULL ? NULL : s->clocks;
	c->clock_count = s == NULL ? 0 : s->clock_count;
	if (s == NULL || !is_any(s))
		return FAULT_NONE;
	f = form_new(s, s->terms, date_of(registry_now(c->registry)));
	fault = answers_load_within(c->registry, c->row->id, ~0U, f, err);
	if (fault == FAULT_NONE)
		fault = unsent_hide(c->registry, c->row, ~0U, f, err);
	if (fault == FAULT_NONE)
		choose(c, f);
	form_free(f);
	return fault;
}

const struct clock *clocks_length_of(const struct course *c, const struct clock *clock)
{
	if (clock->task != NULL || c->clocks == NULL)
		return clock;
	for (size_t i = 0; i < c->clock_count; i++)
		if (strcmp(c->clocks[i].id, clock->id) == 0)
			return &c->clocks[i];
	return NULL;
}
