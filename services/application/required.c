/* required.c - papers that must have come, as files or at a counter, before an application is sent.
 */
#include "services/application/required.h"

#include "services/registry/registry_inside.h"
#include "services/store/store_paper.h"

#include <string.h>

/* Which of the definition's papers there are. */
struct there {
	const struct service *service;
	bool *is;
};

static void keep(void *ctx, const struct store_paper *row)
{
	const struct there *t = ctx;

	for (size_t i = 0; i < t->service->paper_count; i++)
		if (strcmp(t->service->papers[i].id, row->requirement) == 0 &&
		    strcmp(row->state, STORE_PAPER_COMING) != 0)
			t->is[i] = true;
}

static bool requires_any(const struct service *s)
{
	for (size_t i = 0; i < s->paper_count; i++)
		if (s->papers[i].way == PAPER_REQUIRED)
			return true;
	return false;
}

/* Of those of which one is enough any. */
static bool is_there(const struct there *t, size_t paper)
{
	const struct paper *all = t->service->papers;

	for (size_t i = 0; i < t->service->paper_count; i++)
		if (t->is[i] &&
		    (i == paper || (all[paper].choice > 0 && all[i].choice == all[paper].choice)))
			return true;
	return false;
}

enum fault required_check(struct registry *r, const char *application, const struct form *f,
			  enum lang lang, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	const struct service *s = form_service(f);
	struct there t = {.service = s};
	size_t *asked = NULL, count;
	enum fault fault = FAULT_NONE;

	if (!requires_any(s))
		return FAULT_NONE;
	t.is = arena_array(a, s->paper_count, sizeof(*t.is));
	if (application != NULL)
		fault = store_paper_each(r->store, application, keep, &t, err);
	count = form_papers(f, a, &asked);
	for (size_t i = 0; fault == FAULT_NONE && i < count; i++) {
		const struct paper *p = &s->papers[asked[i]];

		if (p->way != PAPER_REQUIRED || is_there(&t, asked[i]))
			continue;
		fault = fail(err, FAULT_INPUT,
			     N_("This document must have come first: {paper}. Begin the "
				"application on its page (me@), send the file, then submit."),
			     "paper %s is not there", p->id);
		error_fill(err, "paper", "%s", p->name.in[lang]);
		if (err != NULL)
			snprintf(err->field, sizeof(err->field), "%s", p->id);
	}
	return fault;
}
