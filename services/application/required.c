/* required.c - papers that must have come, as files or at a counter, before an application is sent;
 * and those that are too old by the day that stands on them.
 */
#include "services/application/required.h"

#include "services/application/answers.h"
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
		if (s->papers[i].way == PAPER_REQUIRED || s->papers[i].day != NULL)
			return true;
	return false;
}

/* In the language of who sends. */
static enum fault refuse(const struct paper *p, const char *say, enum lang lang, struct error *err)
{
	fail(err, FAULT_INPUT, say, "paper %s", p->id);
	error_fill(err, "paper", "%s", p->name.in[lang]);
	if (err != NULL)
		snprintf(err->field, sizeof(err->field), "%s", p->id);
	return FAULT_INPUT;
}

static enum fault is_too_old(const struct form *f, const struct paper *p, enum lang lang,
			     struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct date until;

	if (!form_valid_until(f, p, &until))
		return FAULT_NONE;
	refuse(p,
	       N_("This document is too old: {paper}, valid until {date}. Get a new one, and enter "
		  "its date."),
	       lang, err);
	error_fill(err, "date", "%s", date_show(a, lang, form_service(f)->country, until));
	return FAULT_INPUT;
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
	const struct paper *old;
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
		fault = refuse(p,
			       N_("This document must arrive first: {paper}. Begin the application "
				  "on its page (me@), send the file, then submit."),
			       lang, err);
	}
	old = fault == FAULT_NONE ? form_lapsed(f, t.is) : NULL;
	return old == NULL ? fault : is_too_old(f, old, lang, err);
}

/* Whether the correction opens the day that stands on it, as it does with the paper: else whoever
 * replies could not say another. */
static bool is_open(const struct event *asked, const struct paper *p)
{
	for (size_t i = 0; i < asked->item_count; i++)
		if (!asked->items[i].is_paper && strcmp(asked->items[i].question, p->dated) == 0)
			return true;
	return false;
}

static bool is_asked(const struct form *f, struct arena *a, const struct paper *p)
{
	size_t *asked = NULL, count = form_papers(f, a, &asked);

	for (size_t i = 0; i < count; i++)
		if (&form_service(f)->papers[asked[i]] == p)
			return true;
	return false;
}

enum fault required_check_reply(struct change *c, const struct service *s,
				const struct event *asked, struct error *err)
{
	enum fault fault = FAULT_NONE;
	struct form *f;

	if (s == NULL || asked == NULL || asked->item_count == 0 || !requires_any(s))
		return FAULT_NONE;
	f = form_new(s, s->terms, date_of(registry_now(c->registry)));
	fault = answers_load_within(c->registry, c->row.id, ~0U, f, err);
	for (size_t i = 0; i < s->paper_count && fault == FAULT_NONE; i++) {
		const struct paper *p = &s->papers[i];

		if (p->day != NULL && is_open(asked, p) && form_has_lapsed(f, p) &&
		    is_asked(f, c->arena, p))
			fault = is_too_old(f, p, c->caller->lang, err);
	}
	form_free(f);
	return fault;
}
