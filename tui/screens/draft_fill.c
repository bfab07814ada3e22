/* draft_fill.c - the number of an entry is typed, and the form has what the entry has. */
#include "tui/screens/draft_fill.h"

#include "services/application/entry_fill.h"
#include "services/definition/service_entry.h"

#include <string.h>

#define ROOM ((size_t)16 << 20)

/* One that is filled in: as if the person had answered so; they see it, and may change it. */
static enum fault fill_one(const struct context *x, struct draft *j,
			   const struct entry_filled *filled, struct arena *a, struct error *err)
{
	struct application_answer answer = {.at = filled->at,
					    .service = j->service,
					    .was = arena_text(a, form_get(j->form, &filled->at)),
					    .now = filled->value,
					    .arena = a};

	if (!form_fill(j->form, &filled->at, filled->value) || !draft_is_kept(j))
		return FAULT_NONE;
	return application_put(x->registry, x->caller, &j->application, &answer, err);
}

/* What was answered otherwise than by the entry that was named before stays. */
static bool is_theirs(const struct draft *j, const struct entry_filled *one,
		      const struct entry_filled *before, size_t count)
{
	const char *now = form_get(j->form, &one->at);

	for (size_t i = 0; i < count; i++)
		if (before[i].at.question == one->at.question && now != NULL &&
		    strcmp(before[i].value, now) == 0)
			return false;
	return form_given(j->form, &one->at);
}

static bool names_entry(const struct draft *j, const struct field_path *at)
{
	const struct service_about *about = j->service->about;

	return about != NULL && about->fill_count > 0 && j->named_count == 0 &&
	       strcmp(about->by, at->question->id) == 0;
}

enum fault draft_fill(const struct context *x, struct draft *j, const struct field_path *at,
		      const char *was, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(ROOM);
	struct entry_filled *before = NULL, *list = NULL;
	size_t before_count = 0, count = 0;
	enum fault fault;

	if (!names_entry(j, at))
		return FAULT_NONE;
	fault = entry_fill(x->registry, x->caller, j->service, was, a, &before, &before_count, err);
	if (fault == FAULT_NONE)
		fault = entry_fill(x->registry, x->caller, j->service, form_get(j->form, at), a,
				   &list, &count, err);
	for (size_t i = 0; fault == FAULT_NONE && i < count; i++)
		if (!is_theirs(j, &list[i], before, before_count))
			fault = fill_one(x, j, &list[i], a, err);
	return fault;
}
