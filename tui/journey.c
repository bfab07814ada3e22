/* journey.c - one draft on its way: the form, its application in the registry, what was entered
 * wrongly last, and where the person stands. */
#include "tui/journey.h"

#include "i18n/i18n.h"
#include "tui/screens/common.h"

#define ARENA_CAP ((size_t)4 << 20) /* bytes; one definition takes about 60 KiB */

static struct date today_of(const struct context *x)
{
	return date_of(registry_now(x->registry), x->utc_offset_minutes);
}

static struct journey *journey_make(void)
{
	struct journey *j = calloc(1, sizeof(*j));

	if (j == NULL)
		fatal("out of memory");
	j->holders = 1;
	return j;
}

struct journey *journey_begin(const struct context *x, const struct service *s, struct error *err)
{
	struct journey *j = journey_make();

	j->service = s;
	if (application_begin(x->registry, &x->visitor, s, x->lang, &j->application, j->pin, err) !=
	    FAULT_NONE) {
		journey_drop(j);
		return NULL;
	}
	j->form = form_new(s, catalogue_terms(x->catalogue), today_of(x));
	return j;
}

struct journey *journey_resume(const struct context *x, const struct application *a,
			       struct error *err)
{
	struct journey *j = journey_make();

	j->application = *a;
	j->arena = arena_new(ARENA_CAP);
	if (common_service(x, j->arena, a, &j->service, err) != FAULT_NONE) {
		journey_drop(j);
		return NULL;
	}
	j->form = form_new(j->service, catalogue_terms(x->catalogue), today_of(x));
	if (application_load(x->registry, a, j->form, err) != FAULT_NONE) {
		journey_drop(j);
		return NULL;
	}
	return j;
}

static bool has_same_answers(const struct form *one, const struct form *two)
{
	struct spot at = {0}, there = {0};

	while (form_next(one, &at)) {
		const char *a = form_get(one, &at), *b = form_get(two, &at);

		if (!form_next(two, &there) || strcmp(a == NULL ? "" : a, b == NULL ? "" : b) != 0)
			return false;
	}
	return !form_next(two, &there);
}

bool journey_is_current(const struct context *x, const struct journey *j)
{
	struct application now = j->application;
	struct form *fresh;
	bool current;

	if (application_get(x->registry, &now, NULL) != FAULT_NONE || now.state != STATE_DRAFT)
		return false;
	fresh = form_new(j->service, catalogue_terms(x->catalogue), today_of(x));
	current = application_load(x->registry, &now, fresh, NULL) == FAULT_NONE &&
		  has_same_answers(j->form, fresh);
	form_free(fresh);
	return current;
}

struct journey *journey_hold(struct journey *j)
{
	j->holders++;
	return j;
}

/* --- answers that were not taken -------------------------------------------------------------- */

static bool is_same_spot(const struct spot *a, const struct spot *b)
{
	return a->section == b->section && a->item == b->item && a->question == b->question;
}

static void slip_free(struct slip *slip)
{
	explicit_bzero(slip->raw, strlen(slip->raw));
	free(slip->raw);
	free(slip);
}

/* Frees those of one spot; of a section where `at` is NULL; all where both are. */
static void drop_slips(struct journey *j, const struct spot *at, const struct section *s)
{
	struct slip **place = &j->slips;

	while (*place != NULL) {
		struct slip *slip = *place;

		if ((at != NULL && !is_same_spot(&slip->at, at)) ||
		    (s != NULL && slip->at.section != s)) {
			place = &slip->next;
			continue;
		}
		*place = slip->next;
		slip_free(slip);
	}
}

void journey_drop_slip(struct journey *j, const struct spot *at)
{
	drop_slips(j, at, NULL);
}

void journey_forget_slips(struct journey *j, const struct section *s)
{
	drop_slips(j, NULL, s);
}

void journey_keep_slip(struct journey *j, const struct spot *at, const char *raw,
		       const struct error *err)
{
	struct slip *slip = calloc(1, sizeof(*slip));
	struct slip **place = &j->slips;

	if (slip == NULL)
		fatal("out of memory");
	slip->raw = strdup(raw);
	if (slip->raw == NULL)
		fatal("out of memory");
	drop_slips(j, at, NULL);
	slip->at = *at;
	slip->error = *err;
	slip->next = j->slips;
	j->slips = slip;
	for (int i = 0; *place != NULL; i++) {
		struct slip *old = *place;

		if (i < JOURNEY_SLIPS) {
			place = &old->next;
			continue;
		}
		*place = old->next;
		slip_free(old);
	}
}

const struct slip *journey_slip(const struct journey *j, const struct spot *at)
{
	for (const struct slip *slip = j->slips; slip != NULL; slip = slip->next)
		if (is_same_spot(&slip->at, at))
			return slip;
	return NULL;
}

/* --- the end of it, and answers that are ------------------------------------------------------ */

void journey_drop(struct journey *j)
{
	if (j == NULL || --j->holders > 0)
		return;
	drop_slips(j, NULL, NULL);
	form_free(j->form);
	arena_free(j->arena);
	explicit_bzero(j->pin, sizeof(j->pin));
	free(j);
}

enum fault journey_answer(const struct context *x, struct journey *j, const struct spot *at,
			  const char *raw, struct error *err)
{
	enum fault fault = form_set(j->form, at, raw, x->lang, err);

	if (fault != FAULT_NONE)
		return fault;
	fault = application_put(x->registry, &x->visitor, &j->application, at,
				form_get(j->form, at), err);
	if (fault == FAULT_NONE && x->draft_at != NULL)
		*x->draft_at = registry_now(x->registry);
	return fault;
}

void journey_place(const struct context *x, struct journey *j, const struct spot *at)
{
	/* A place that could not be kept costs the person a few steps on return, no answer. */
	(void)!application_place(x->registry, &j->application, at, NULL);
}

bool journey_where(const struct journey *j, struct spot *ret)
{
	const struct application *a = &j->application;
	struct spot at = {0};

	if (a->question[0] == '\0')
		return false;
	while (form_next(j->form, &at)) {
		const char *section = at.section == NULL ? "eligibility" : at.section->id;

		if (strcmp(at.question->id, a->question) == 0 && at.item == a->item &&
		    strcmp(section, a->section) == 0) {
			*ret = at;
			return true;
		}
	}
	return false;
}
