/* form_state.c - how far each part of a form is, and each item of a repeated one. */
#include "services/form/form_inside.h"

#include <string.h>

/* What a section's answers amount to. */
struct census {
	size_t asked, answered, missing, own; /* own: not the default */
};

static void count_item(const struct form *f, const struct group *g, int item, struct census *c)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)4 * 1024 * 1024);
	const struct item *values = form_inside_item(g, item);

	for (size_t i = 0; i < g->question_count; i++) {
		const char *value = values->values[i];
		const char *preset;

		if (!form_inside_asks(f, g, item, i))
			continue;
		c->asked++;
		c->answered += value != NULL;
		c->missing += value == NULL && g->questions[i].required;
		preset = value == NULL ? NULL : answer_preset(&f->ground, a, &g->questions[i]);
		c->own += value != NULL && (preset == NULL || strcmp(preset, value) != 0);
	}
}

void form_open_section(struct form *f, const struct section *s)
{
	struct group *g = form_inside_group(f, s);

	if (g != NULL)
		g->opened = true;
}

/* Eligibility has no page that could be passed by: it comes before all others. */
static bool is_opened(const struct group *g, const struct census *c)
{
	return g->section == NULL ? c->answered > 0 : g->opened || c->own > 0;
}

static struct census count_group(const struct form *f, const struct group *g)
{
	struct census c = {0};

	for (int i = 0; i < g->count; i++)
		count_item(f, g, form_inside_repeats(g) ? i + 1 : i, &c);
	return c;
}

enum section_state form_inside_state(const struct form *f, struct group *g)
{
	struct census c;

	if (g == NULL || g->question_count == 0 || !form_inside_asks_group(f, g))
		return SECTION_NOT_ASKED;
	c = count_group(f, g);
	if (!form_inside_repeats(g) && c.asked == 0)
		return SECTION_NOT_ASKED;
	if (c.missing == 0 && is_opened(g, &c) &&
	    (!form_inside_repeats(g) || g->count >= g->section->min))
		return SECTION_DONE;
	return c.own > 0 ? SECTION_STARTED : SECTION_EMPTY;
}

enum section_state form_section_state(const struct form *f, const struct section *s)
{
	struct group *g = form_inside_group(f, s);
	enum section_state state = form_inside_state(f, g);

	if (state != SECTION_DONE || !form_inside_is_wrong(f, g, 0))
		return state;
	return count_group(f, g).own > 0 ? SECTION_WRONG : SECTION_EMPTY;
}

enum section_state form_item_state(const struct form *f, const struct section *s, int item)
{
	struct group *g = form_inside_group(f, s);
	struct census c = {0};

	if (g == NULL || form_inside_item(g, item) == NULL || !form_inside_asks_group(f, g))
		return SECTION_NOT_ASKED;
	count_item(f, g, item, &c);
	if (c.missing > 0)
		return c.own > 0 ? SECTION_STARTED : SECTION_EMPTY;
	return form_inside_is_wrong(f, g, item) ? SECTION_WRONG : SECTION_DONE;
}
