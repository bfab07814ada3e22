/* form_inside.c - finds the places of a form's answers, and says what is missing there. */
#include "services/form/form_inside.h"

#include "services/definition/service_entry.h"
#include "services/registry/limits.h"

#include <string.h>

bool form_inside_repeats(const struct group *g)
{
	return g->section != NULL && g->section->repeats;
}

int form_inside_items_most(const struct group *g)
{
	int max = form_inside_repeats(g) ? g->section->max : 1;

	return max > LIMIT_ITEMS ? LIMIT_ITEMS : max;
}

struct group *form_inside_group(const struct form *f, const struct section *s)
{
	for (size_t i = 0; i < f->all_count; i++)
		if (f->groups[i].section == s)
			return &f->groups[i];
	return NULL;
}

/* Where the answers of a path are kept: its group, and in `*ret` the place of its question. */
struct group *form_inside_path(const struct form *f, const struct field_path *at, size_t *ret)
{
	struct group *g = form_inside_group(f, at->section);

	if (g == NULL || at->question == NULL || at->item < (form_inside_repeats(g) ? 1 : 0) ||
	    at->item > (form_inside_repeats(g) ? form_inside_items_most(g) : 0))
		return NULL;
	for (size_t i = 0; i < g->question_count; i++)
		if (&g->questions[i] == at->question) {
			*ret = i;
			return g;
		}
	return NULL;
}

/* The item of a path; NULL where there are not so many. */
struct item *form_inside_item(const struct group *g, int item)
{
	int index = form_inside_repeats(g) ? item - 1 : item;

	return index >= 0 && index < g->count ? &g->items[index] : NULL;
}

bool form_inside_waits(const struct form *f, const char *name)
{
	const struct section *home = NULL, *entry = service_entry_known(f->service);
	const struct group *g;

	if (entry == NULL || name == NULL || service_named(f->service, name, &home) == NULL ||
	    home != entry)
		return false;
	/* its number is first, and always there */
	g = form_inside_group(f, entry);
	return g == NULL || g->count == 0 || g->items[0].values[0] == NULL;
}

enum fault form_inside_refuse(struct error *err, const struct question *q, const char *say,
			      const char *detail)
{
	enum fault fault = fail(err, FAULT_INPUT, say, "%s: %s", q->id, detail);

	if (err != NULL)
		snprintf(err->field, sizeof(err->field), "%s", q->id);
	return fault;
}

enum fault form_inside_refuse_missing(struct error *err, const struct question *q)
{
	return form_inside_refuse(err, q, N_("Answer this question."), "no answer");
}
