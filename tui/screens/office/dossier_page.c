/* dossier_page.c - the page of an application as staff see it: days, acts, answers, tasks, history.
 */
#include "tui/page/statewords.h"
#include "tui/page/momentwords.h"
#include "tui/screens/office/dossier.h"

#include "tui/page/clockwords.h"
#include "tui/page/document.h"
#include "tui/page/duewords.h"
#include "tui/page/filled.h"
#include "tui/page/signwords.h"
#include "tui/screens/office/office.h"

static void put_state(struct page *p, const struct scene *x, const struct dossier *d)
{
	struct arena *a = p->arena;
	const struct service *s = d->draft == NULL ? NULL : d->draft->service;
	const struct stage *stage = s == NULL ? NULL : service_stage(s, d->application.stage);
	const char *country = s == NULL ? NULL : s->country;

	page_pair(p, _("Reference number"), words_reference(a, d->application.reference), 0);
	for (size_t i = 0; i < d->link_count; i++)
		page_pair(p, words_related(d->links[i].kind), words_related_one(a, &d->links[i]),
			  0);
	for (size_t i = 0; i < d->standing_count; i++)
		page_pair(p, words_of(&d->standings[i].signature->name, x->lang),
			  signwords_standing(a, &d->standings[i]), 0);
	if (stage != NULL && application_is_open(d->application.state))
		page_pair(p, _("Stage"),
			  FILL(a, _("{stage} ({actor})"),
			       {"stage", words_of(&stage->name, x->lang)},
			       {"actor", words_stage_actor(stage, x->lang)}),
			  0);
	if (d->application.state != STATE_SUBMITTED)
		page_pair(p, _("Status"),
			  d->application.state == STATE_NEEDS_INFO
				  ? _("Waiting for the applicant")
				  : statewords(s, d->application.state),
			  0);
	page_pair(p, _("Submitted"), momentwords_first(a, x->lang, s, d->application.submitted_at),
		  0);
	/* While the applicant is awaited the time rests. */
	if (d->application.due_at != 0 && application_is_open(d->application.state) &&
	    d->application.state != STATE_NEEDS_INFO)
		page_pair(p, _("Due by"),
			  FILL(a, _("{date} ({left})"),
			       {"date",
				date_show(a, x->lang, country, date_of(d->application.due_at))},
			       {"left", words_due(a, d->application.due_at, d->now)}),
			  0);
	if (d->application.consent_at > 0)
		page_pair(p, _("Filled in at a centre"),
			  FILL(a, _("with the applicant's consent, {moment}"),
			       {"moment", momentwords(a, x->lang, s, d->application.consent_at)}),
			  0);
	if (d->assign.office_name[0] != '\0')
		page_pair(p, _("Office"), bidi_isolate(a, text_safe(a, d->assign.office_name, 0)),
			  0);
	if (d->assign.holder[0] == '\0' && !application_is_open(d->application.state))
		return;
	page_pair(p, _("With"),
		  d->assign.mine ? _("me")
		  : d->assign.holder[0] == '\0'
			  ? _("nobody")
			  : bidi_isolate(a, text_safe(a, d->assign.holder, 0)),
		  0);
}

/* Also of what has ended: its answer is read with it. */
static void put_renewal(struct page *p, const struct dossier *d)
{
	if (d->renews)
		page_menu(p, DOSSIER_RENEW, _("The applicant has lost the PIN"), NULL, NULL);
}

/* Of one that somebody has already nothing is said: who it is stands above. */
static void put_assigning(struct page *p, const struct dossier *d, size_t *impossible)
{
	const struct assign_state *s = &d->assign;

	if (!application_is_open(d->application.state))
		return;
	if (s->holder[0] == '\0' && s->claim.fault == FAULT_NONE)
		page_menu(p, DOSSIER_CLAIM, _("Take it up"), NULL, NULL);
	if (s->move.fault == FAULT_NONE)
		page_menu(p, DOSSIER_HAND, _("Hand it to a colleague"), NULL, NULL);
	if (s->mine && s->move.fault == FAULT_NONE)
		page_menu(p, DOSSIER_RELEASE, _("Return it to the queue"), NULL, NULL);
	*impossible += s->holder[0] == '\0' && s->claim.fault != FAULT_NONE;
	*impossible += s->move.fault != FAULT_NONE;
}

const char *dossier_closing(struct arena *a, enum lang lang, const struct task *task)
{
	return FILL(a, _("Close the task: {task}"), {"task", acted_task(task, lang)});
}

/* The act, or the task that was closed; NULL: neither. */
static const char *did(const struct service *s, const char *id, enum lang lang)
{
	const struct act *act = service_any_act(s, id);
	const struct task *task = act == NULL ? service_task(s, id) : NULL;

	if (act != NULL)
		return acted_name(act, lang);
	return task == NULL ? NULL : acted_task(task, lang);
}

/* Who did what another has to go on with. */
static void put_eyes(struct page *p, const struct scene *x, const struct dossier *d)
{
	for (size_t i = 0; i < d->course.act_count; i++) {
		const struct act_choice *c = &d->course.acts[i];
		const char *after = did(d->draft->service, c->after, x->lang);

		if (after == NULL || c->after_by[0] == '\0')
			continue;
		page_pair(
			p, _("Second person needed"),
			FILL(p->arena, _("{name} did “{before}”; another person has to do “{act}”"),
			     {"name", bidi_isolate(p->arena, text_safe(p->arena, c->after_by, 0))},
			     {"before", after}, {"act", acted_name(c->act, x->lang)}),
			0);
	}
}

static void put_acts(struct page *p, const struct scene *x, const struct dossier *d)
{
	size_t impossible = 0;

	put_eyes(p, x, d);
	page_gap(p);
	for (size_t i = 0; i < d->course.act_count; i++) {
		const struct act_choice *c = &d->course.acts[i];

		if (c->possible)
			page_menu(p, 1 + (int)i, acted_name(c->act, x->lang), NULL, NULL);
		else
			impossible++;
	}
	for (size_t i = 0; i < d->course.task_count; i++) {
		const struct application_task *t = &d->course.tasks[i];

		if (t->possible)
			page_menu(p, DOSSIER_TASK + (int)i,
				  dossier_closing(p->arena, x->lang, t->task), NULL, NULL);
		impossible += t->closed_at == 0 && !t->possible;
	}
	put_assigning(p, d, &impossible);
	papers_put_menu(p, x, DOSSIER_PAPERS, &d->papers);
	put_renewal(p, d);
	if (impossible > 0)
		page_text(
			p, TONE_QUIET,
			FILL(p->arena,
			     P_("{count} more act is not possible now: ? says why.",
				"{count} more acts are not possible now: ? says why.", impossible),
			     {"count", arena_format(p->arena, "%zu", impossible)}));
}

/* What was named last in this application as wrong about it; NULL: nothing. */
static const struct named *named_of(const struct dossier *d, const struct field_path *at)
{
	const struct event *e = acted_named(d->events, d->event_count);

	for (size_t i = 0; e != NULL && i < e->item_count; i++)
		if (!e->items[i].is_paper && e->items[i].item == at->item &&
		    strcmp(e->items[i].question, at->question->id) == 0)
			return &e->items[i];
	return NULL;
}

enum change { NOT_NAMED, NOT_CHANGED, CHANGED };

static enum change change_of(const struct dossier *d, const struct field_path *at,
			     const struct named **ret)
{
	const struct named *n = named_of(d, at);
	const char *now = form_get(d->draft->form, at);

	*ret = n;
	if (n == NULL || n->withheld)
		return NOT_NAMED;
	return strcmp(now == NULL ? "" : now, n->was) == 0 ? NOT_CHANGED : CHANGED;
}

/* The answer, and of one that was asked about what it was then. */
static const char *marked(struct page *p, const struct scene *x, const struct dossier *d,
			  const struct field_path *at)
{
	struct arena *a = p->arena;
	const char *value = words_answer(a, d->draft->form, at, x->lang), *was;
	const struct named *n;
	enum change change = change_of(d, at, &n);

	value = value[0] == '\0' ? _("(no answer)") : bidi_isolate(a, value);
	if (change == NOT_NAMED)
		return value;
	if (change == NOT_CHANGED)
		return FILL(a, _("{answer} * correction asked for, not made yet"),
			    {"answer", value});
	was = acted_was(a, x->lang, catalogue_terms(x->catalogue), d->draft->service, n);
	was = was[0] == '\0' ? _("(no answer)") : bidi_isolate(a, was);
	return FILL(a, _("{answer} * changed by the applicant; before: {before}"),
		    {"answer", value}, {"before", was});
}

/* What the applicant has changed stands above all else. */
static void put_changed(struct page *p, const struct scene *x, const struct dossier *d)
{
	struct field_path at = {0};
	const struct named *n;
	const char *list = "";

	while (form_next(d->draft->form, &at))
		if (change_of(d, &at, &n) == CHANGED)
			list = arena_format(p->arena, "%s%s%s", list, *list == '\0' ? "" : " · ",
					    words_of(&at.question->label, x->lang));
	if (*list != '\0')
		page_pair(p, _("Changed"), list, 0);
}

static void put_heading(struct page *p, const struct scene *x, const struct field_path *at)
{
	if (at->section == NULL)
		/* TRANSLATORS: heading over what was asked first: whether a person may apply */
		page_heading(p, _("Eligibility"));
	else if (at->item == 0)
		page_heading(p, words_of(&at->section->title, x->lang));
	else
		page_heading(p, FILL(p->arena, _("{section}: {item} {number}"),
				     {"section", words_of(&at->section->title, x->lang)},
				     {"item", words_of(&at->section->item, x->lang)},
				     {"number", arena_format(p->arena, "%d", at->item)}));
}

/* Of eligibility, which the portal has checked, last. */
static void put_answers(struct page *p, const struct scene *x, const struct dossier *d,
			bool eligibility)
{
	struct field_path at = {0}, last = {0};
	bool first = true;

	while (form_next(d->draft->form, &at)) {
		if ((at.section == NULL) != eligibility)
			continue;
		if (first || at.section != last.section || at.item != last.item)
			put_heading(p, x, &at);
		first = false;
		last = at;
		page_pair(p, words_of(&at.question->label, x->lang), marked(p, x, d, &at), 0);
	}
}

/* What the definition works out of the answers, of what may be told. */
static void put_values(struct page *p, const struct scene *x, const struct dossier *d)
{
	const char *name, *value;
	bool first = true;
	size_t at = 0;

	while ((name = words_value(p->arena, d->draft->form, x->lang, &at, &value)) != NULL) {
		if (first)
			page_heading(p, _("Worked out from the answers"));
		first = false;
		page_pair(p, name, bidi_isolate(p->arena, value), 0);
	}
}

static void put_days(struct page *p, const struct scene *x, const struct dossier *d,
		     const struct calendar_run *runs, size_t count)
{
	for (size_t i = 0; i < count; i++)
		page_bullet(p, clockwords_run(p->arena, x->lang, d->draft->service, &runs[i]));
}

/* By which days silence decided, and those of today. */
static void put_recount(struct page *p, const struct scene *x, const struct dossier *d,
			const struct application_recount *t)
{
	page_text(p, TONE_STRONG,
		  clockwords_recount(p->arena, x->lang, d->draft->service->country, t->decided,
				     t->now));
	if (t->day_before_count > 0)
		page_text(p, TONE_PLAIN, clockwords_by(p->arena, x->lang, t, true));
	put_days(p, x, d, t->days_before, t->day_before_count);
	if (t->day_count > 0)
		page_text(p, TONE_PLAIN, clockwords_by(p->arena, x->lang, t, false));
	put_days(p, x, d, t->days, t->day_count);
}

static const char *due_of(struct arena *a, const struct scene *x, const struct dossier *d,
			  const struct application_task *t)
{
	const char *day = date_show(a, x->lang, d->draft->service->country, date_of(t->due_at));

	return words_labelled(a, _("Due by"),
			      FILL(a, _("{date} ({left})"), {"date", day},
				   {"left", words_due(a, t->due_at, d->now)}));
}

static void put_tasks(struct page *p, const struct scene *x, const struct dossier *d)
{
	if (d->course.task_count == 0)
		return;
	page_heading(p, _("Tasks"));
	for (size_t i = 0; i < d->course.task_count; i++) {
		const struct application_task *t = &d->course.tasks[i];

		page_stage(p, t->closed_at == 0 ? MARK_NOW : MARK_DONE,
			   acted_task(t->task, x->lang),
			   momentwords(p->arena, x->lang, d->draft->service,
				       t->closed_at == 0 ? t->opened_at : t->closed_at));
		if (t->due_at != 0)
			page_bullet(p, due_of(p->arena, x, d, t));
		for (size_t k = 0; t->closing != NULL && k < t->closing->answer_count; k++)
			page_bullet(p, bidi_isolate(p->arena,
						    filled_line(p->arena, x->lang,
								d->draft->service, t->closing, k)));
		for (size_t k = 0; k < t->recount_count && t->closed_at == 0; k++)
			put_recount(p, x, d, &t->recounts[k]);
	}
}

/* By which act, and for which of its reasons. */
static const char *what_of(struct arena *a, const struct scene *x, const struct dossier *d,
			   size_t index)
{
	const struct service *s = d->draft->service;
	const struct event *e = &d->events[index];
	const struct act *act = acted_find(s, d->events, d->event_count, index);
	const struct task *task =
		strcmp(e->act, SERVICE_CLOSE) == 0 ? service_any_task(s, e->reason) : NULL;
	const char *reason = acted_reason(a, x->lang, act, e);
	struct date decided, now;

	if (strcmp(e->act, SERVICE_HAND_OVER) == 0)
		return _("Handed over");
	if (duewords_event(a, x->lang, s, e)[0] != '\0')
		return duewords_event(a, x->lang, s, e);
	if (application_recounted(a, e, NULL, &decided, &now))
		return clockwords_recount(a, x->lang, s->country, decided, now);
	if (task != NULL)
		return FILL(a, _("Task closed: {task}"), {"task", acted_task(task, x->lang)});
	/* What its state is called is said to the applicant. */
	if (act == NULL && e->state == STATE_NEEDS_INFO)
		return _("Question to the applicant");
	if (act == NULL)
		return acted_event(x->lang, s, d->events, d->event_count, index);
	return reason == NULL ? acted_name(act, x->lang)
			      : words_labelled(a, acted_name(act, x->lang), reason);
}

static void put_history(struct page *p, const struct scene *x, const struct dossier *d)
{
	struct arena *a = p->arena;

	page_heading(p, _("History"));
	for (size_t i = d->event_count; i > 0; i--) {
		const struct event *e = &d->events[i - 1];
		const char *line = FILL(
			a, _("{moment}: {state} ({actor})"),
			{"moment",
			 bidi_isolate(a, momentwords(a, x->lang, d->draft->service, e->at))},
			{"state", what_of(a, x, d, i - 1)}, {"actor", words_event_actor(e->actor)});

		for (size_t k = 0; k < e->answer_count; k++)
			line = FILL(
				a, _("{line} · {answer}"), {"line", line},
				{"answer", bidi_isolate(a, filled_line(a, x->lang,
								       d->draft->service, e, k))});
		if (e->note[0] != '\0')
			line = words_labelled(a, line, bidi_isolate(a, text_safe(a, e->note, 0)));
		if (i > d->seen_count)
			page_text(p, TONE_STRONG, FILL(a, _("New: {line}"), {"line", line}));
		else
			page_bullet(p, line);
	}
}

struct page *dossier_page(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct dossier *d = (const struct dossier *)s;
	const struct service *service = d->draft == NULL ? NULL : d->draft->service;
	struct page *p = page_new(a, "dossier",
				  service == NULL ? d->application.service
						  : words_of(&service->name, x->lang));

	p->wants_back = true;
	if (d->error.fault != FAULT_NONE)
		page_notice(p, NOTICE_ERROR, message_error(a, &d->error));
	else if (d->done != NULL)
		page_notice(p, NOTICE_DONE, d->done);
	if (d->typed.own_words && d->warned)
		page_notice(
			p, NOTICE_WARNING,
			_("What you have written here and not sent will be lost if you go on. To "
			  "go on all the same, press the key once more, or choose the act again."));
	else if (d->typed.own_words)
		page_notice(p, NOTICE_INFO,
			    _("What you have written for an act and not sent is still there."));
	put_state(p, x, d);
	if (d->draft == NULL)
		return p;
	put_changed(p, x, d);
	if (application_is_open(d->application.state))
		papers_put_lapsed(p, x, d->draft->form);
	put_acts(p, x, d);
	put_answers(p, x, d, false);
	put_values(p, x, d);
	common_papers(p, x, service, d->draft->form, true);
	papers_put(p, x, &d->papers, service);
	put_tasks(p, x, d);
	document_put_list(p, x->lang, d->draft->service, d->issued, d->issued_count);
	put_history(p, x, d);
	put_answers(p, x, d, true);
	return p;
}
