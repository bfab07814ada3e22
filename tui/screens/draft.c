/* draft.c - one draft on its way: the form, its application in the registry, what was entered
 * wrongly last, and where the person stands. */
#include "tui/screens/draft.h"

#include "i18n/i18n.h"
#include "services/access/serve.h"
#include "services/application/task.h"
#include "services/registry/limits.h"
#include "tui/screens/common/common.h"
#include "tui/screens/draft_fill.h"

#define ARENA_CAP ((size_t)4 << 20) /* bytes; one definition takes about 60 KiB */

static struct date today_of(const struct context *x)
{
	int64_t now = x->registry == NULL ? (int64_t)time(NULL) : registry_now(x->registry);

	return date_of(now);
}

static struct draft *draft_make(void)
{
	struct draft *j = calloc(1, sizeof(*j));

	if (j == NULL)
		fatal("out of memory");
	j->holders = 1;
	return j;
}

struct draft *draft_try(const struct context *x, const struct service *s)
{
	struct draft *j = draft_make();

	j->service = s;
	j->form = form_new(s, catalogue_terms(x->scene.catalogue), today_of(x));
	/* What cannot be read now is asked. */
	(void)!serve_fill(x->registry, x->caller, j->form, NULL);
	return j;
}

enum fault draft_keep(const struct context *x, struct draft *j, struct error *err)
{
	if (j->first.id[0] != '\0')
		return appeal_begin(x->registry, x->caller, &j->first, j->form, x->scene.lang,
				    &j->application, j->pin, err);
	return application_begin_with(x->registry, x->caller, j->form, x->scene.lang,
				      &j->application, j->pin, err);
}

bool draft_is_kept(const struct draft *j)
{
	return j->application.reference[0] != '\0';
}

/* Whether the registry has it: not that of a preview. */
static bool is_stored(const struct context *x, const struct draft *j)
{
	return draft_is_kept(j) && !x->preview;
}

struct draft *draft_show(const struct context *x, const struct service *s)
{
	struct draft *j = draft_try(x, s);

	form_ask_all(j->form);
	return j;
}

void draft_show_kept(struct draft *j)
{
	memset(j->application.reference, '0', REFERENCE_DIGITS);
	memset(j->pin, '0', PIN_DIGITS);
}

struct draft *draft_begin(const struct context *x, const struct service *s, struct error *err)
{
	struct draft *j = draft_try(x, s);

	if (draft_keep(x, j, err) == FAULT_NONE)
		return j;
	draft_drop(j);
	return NULL;
}

/* Who was invited to it sends and discards nothing of it. */
static bool is_shared(const struct context *x, const struct application *a)
{
	struct membership own;

	return a->members > 0 && member_own(x->registry, x->caller, a, &own, NULL) == FAULT_NONE &&
	       own.number > 0;
}

struct draft *draft_resume(const struct context *x, const struct application *a, struct error *err)
{
	struct draft *j = draft_make();

	j->application = *a;
	j->arena = arena_new(ARENA_CAP);
	if (common_service(x, j->arena, a, &j->service, err) != FAULT_NONE) {
		draft_drop(j);
		return NULL;
	}
	j->form = form_new(j->service, catalogue_terms(x->scene.catalogue), today_of(x));
	if (application_load(x->registry, x->caller, &j->application, j->form, err) != FAULT_NONE) {
		draft_drop(j);
		return NULL;
	}
	j->is_shared = is_shared(x, &j->application);
	return j;
}

struct draft *draft_of_task(const struct context *x, const struct task_row *row, struct error *err)
{
	struct draft *j = draft_make();

	j->application = row->application;
	j->service = row->service;
	j->form = form_new(j->service, catalogue_terms(x->scene.catalogue), today_of(x));
	if (task_load(x->registry, x->caller, row, j->form, err) == FAULT_NONE)
		return j;
	draft_drop(j);
	return NULL;
}

void draft_name(struct draft *j, const struct event *asked)
{
	struct named *named;

	if (j->named_in == NULL)
		j->named_in = arena_new(ARENA_CAP);
	arena_reset(j->named_in);
	named = arena_array(j->named_in, asked->item_count, sizeof(*named));
	for (size_t i = 0; i < asked->item_count; i++) {
		const struct named *n = &asked->items[i];

		named[i] = *n;
		named[i].question = arena_text(j->named_in, n->question);
		named[i].section = arena_text(j->named_in, n->section);
		named[i].was = arena_text(j->named_in, n->was);
	}
	j->named = named;
	j->named_count = asked->item_count;
}

struct draft *draft_correct(const struct context *x, const struct application *a,
			    const struct event *asked, struct error *err)
{
	struct draft *j = draft_resume(x, a, err);

	if (j != NULL)
		draft_name(j, asked);
	return j;
}

bool draft_opens(const struct draft *j, const struct field_path *at)
{
	bool opens = j->named_count == 0;

	for (size_t i = 0; i < j->named_count && !opens; i++)
		opens = !j->named[i].is_paper && j->named[i].item == at->item &&
			strcmp(j->named[i].question, at->question->id) == 0;
	return opens && form_asks(j->form, at);
}

/* In which its answers can be changed. */
static enum application_state open_state(const struct draft *j)
{
	return j->named_count == 0 ? STATE_DRAFT : STATE_NEEDS_INFO;
}

bool draft_is_current(const struct context *x, const struct draft *j)
{
	struct application now = j->application;

	if (!is_stored(x, j))
		return true;
	return application_get(x->registry, x->caller, &now, NULL) == FAULT_NONE &&
	       now.state == open_state(j) && now.revision == j->application.revision;
}

struct draft *draft_hold(struct draft *j)
{
	j->holders++;
	return j;
}

/* --- answers that were not taken -------------------------------------------------------------- */

static bool is_same_path(const struct field_path *a, const struct field_path *b)
{
	return a->section == b->section && a->item == b->item && a->question == b->question;
}

static void rejected_free(struct rejected *rejected)
{
	explicit_bzero(rejected->raw, strlen(rejected->raw));
	free(rejected->raw);
	free(rejected);
}

/* Frees those of one path; of a section where `at` is NULL; all where both are. */
static void drop_rejected(struct draft *j, const struct field_path *at, const struct section *s)
{
	struct rejected **place = &j->rejected;

	while (*place != NULL) {
		struct rejected *rejected = *place;

		if ((at != NULL && !is_same_path(&rejected->at, at)) ||
		    (s != NULL && rejected->at.section != s)) {
			place = &rejected->next;
			continue;
		}
		*place = rejected->next;
		rejected_free(rejected);
	}
}

void draft_drop_rejected(struct draft *j, const struct field_path *at)
{
	drop_rejected(j, at, NULL);
}

void draft_forget_rejected(struct draft *j, const struct section *s)
{
	drop_rejected(j, NULL, s);
}

void draft_keep_rejected(struct draft *j, const struct field_path *at, const char *raw,
			 const struct error *err)
{
	struct rejected *rejected = calloc(1, sizeof(*rejected));
	struct rejected **place = &j->rejected;

	if (rejected == NULL)
		fatal("out of memory");
	rejected->raw = strdup(raw);
	if (rejected->raw == NULL)
		fatal("out of memory");
	drop_rejected(j, at, NULL);
	rejected->at = *at;
	rejected->error = *err;
	rejected->next = j->rejected;
	j->rejected = rejected;
	for (int i = 0; *place != NULL; i++) {
		struct rejected *old = *place;

		if (i < LIMIT_REJECTED) {
			place = &old->next;
			continue;
		}
		*place = old->next;
		rejected_free(old);
	}
}

bool draft_has_rejected(const struct draft *j, const struct section *s)
{
	for (const struct rejected *rejected = j->rejected; rejected != NULL;
	     rejected = rejected->next)
		if (rejected->at.section == s)
			return true;
	return false;
}

const struct rejected *draft_rejected(const struct draft *j, const struct field_path *at)
{
	for (const struct rejected *rejected = j->rejected; rejected != NULL;
	     rejected = rejected->next)
		if (is_same_path(&rejected->at, at))
			return rejected;
	return NULL;
}

static struct form_fault *fault_at(struct form_fault *list, size_t count,
				   const struct field_path *at)
{
	for (size_t i = 0; i < count; i++)
		if (is_same_path(&list[i].at, at))
			return &list[i];
	return NULL;
}

size_t draft_faults(const struct draft *j, struct arena *a, struct form_fault **ret)
{
	struct form_fault *found, *list;
	size_t count = form_faults(j->form, a, &found);

	list = arena_array(a, count + LIMIT_REJECTED + 1, sizeof(*list));
	for (size_t i = 0; i < count; i++)
		list[i] = found[i];
	for (const struct rejected *r = j->rejected; r != NULL; r = r->next) {
		struct form_fault *same = fault_at(list, count, &r->at);

		if (same == NULL && draft_opens(j, &r->at))
			same = &list[count++];
		if (same != NULL)
			*same = (struct form_fault){r->at, r->error};
	}
	form_order_faults(j->form, a, list, count);
	*ret = list;
	return count;
}

/* --- the end of it, and answers that are ------------------------------------------------------ */

void draft_drop(struct draft *j)
{
	if (j == NULL || --j->holders > 0)
		return;
	drop_rejected(j, NULL, NULL);
	form_free(j->form);
	arena_free(j->arena);
	arena_free(j->named_in);
	explicit_bzero(j->pin, sizeof(j->pin));
	free(j);
}

/* The registry's answers into a fresh form, which takes the place of the one at hand. */
static enum fault read_again(const struct context *x, struct draft *j, struct error *err)
{
	struct form *fresh = form_new(j->service, catalogue_terms(x->scene.catalogue), today_of(x));
	enum fault fault = application_load(x->registry, x->caller, &j->application, fresh, err);

	if (fault != FAULT_NONE) {
		form_free(fresh);
		return fault;
	}
	form_free(j->form);
	j->form = fresh;
	return FAULT_NONE;
}

void draft_catch_up(const struct context *x, struct draft *j)
{
	/* Where it cannot be read now, the next change is refused as this one was. */
	if (j->application.state == open_state(j))
		(void)!read_again(x, j, NULL);
}

enum fault draft_look(const struct context *x, struct draft *j, struct error *err)
{
	struct application now = j->application;
	enum fault fault;

	if (!is_stored(x, j))
		return FAULT_NONE;
	fault = application_get(x->registry, x->caller, &now, err);
	if (fault != FAULT_NONE)
		return fault;
	if (now.state != open_state(j))
		return fail(err, FAULT_CONFLICT, N_("This application has already been submitted."),
			    "no draft");
	return now.revision == j->application.revision ? FAULT_NONE : read_again(x, j, err);
}

/* Another visit was faster with this question: its answer stands in the form. */
static enum fault take_theirs(struct draft *j, const struct application_answer *answer,
			      struct error *err)
{
	form_load(j->form, &answer->at, answer->there);
	return fail(err, FAULT_CONFLICT,
		    answer->there[0] == '\0'
			    ? N_("This answer was removed in another session in the meantime.")
			    : N_("This was answered in another session in the meantime."),
		    "answered elsewhere");
}

enum fault draft_answer(const struct context *x, struct draft *j, const struct field_path *at,
			const char *raw, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA_CAP);
	struct application_answer answer = {.at = *at,
					    .service = j->service,
					    .was = arena_text(a, form_get(j->form, at)),
					    .arena = a};
	enum fault fault = form_set(j->form, at, raw, x->scene.lang, err);

	if (fault != FAULT_NONE)
		return fault;
	answer.now = form_get(j->form, at);
	if (!draft_is_kept(j))
		return draft_fill(x, j, at, answer.was, err);
	fault = application_put(x->registry, x->caller, &j->application, &answer, err);
	if (fault == FAULT_CONFLICT && answer.there != NULL)
		return take_theirs(j, &answer, err);
	if (fault == FAULT_NONE && answer.behind)
		draft_catch_up(x, j);
	if (fault == FAULT_NONE)
		fault = draft_fill(x, j, at, answer.was, err);
	if (fault == FAULT_NONE && x->draft_at != NULL)
		*x->draft_at = registry_now(x->registry);
	return fault;
}

void draft_stand(const struct context *x, struct draft *j, const struct field_path *at)
{
	if (!is_stored(x, j) || j->named_count > 0)
		return;
	form_open_section(j->form, at->section);
	/* A place that could not be kept costs the person a few steps on return, no answer. */
	(void)!application_stand(x->registry, x->caller, &j->application, at, NULL);
}

/* Nothing is left but to check and submit. */
static bool is_filled_in(const struct draft *j)
{
	const struct form_definition *form = j->service->form;
	bool all =
		form->eligibility_count == 0 || form_section_state(j->form, NULL) >= SECTION_WRONG;

	for (size_t i = 0; all && i < form->section_count; i++) {
		enum section_state state = form_section_state(j->form, &form->sections[i]);

		all = state >= SECTION_WRONG || state == SECTION_NOT_ASKED;
	}
	return all;
}

bool draft_where(const struct draft *j, struct field_path *ret)
{
	const struct application *a = &j->application;
	struct field_path at = {0};

	if (a->question[0] == '\0' || is_filled_in(j))
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
