/* status.c - one application after it was submitted: where it stands, since when, what is waited
 * for, and what the applicant may do. */
#include "tui/page/momentwords.h"
#include "tui/page/statewords.h"
#include "tui/screens/follow/status.h"

#include "tui/page/acted.h"
#include "tui/page/duewords.h"
#include "tui/page/orgwords.h"
#include "tui/screens/organisation/org.h"

enum {
	ACT_REPLY = 1,
	ACT_WITHDRAW,
	ACT_KEEP,
	ACT_ANSWERS,
	ACT_HOME,
	ACT_CORRECT,
	ACT_DAYS,
	ACT_NOTICES,
	ACT_APPEAL,
	ACT_ADDRESSES,
	ACT_PAPERS,
	ACT_PEOPLE,
	ACT_DUES,
	ACT_CLAIM,
	ACT_AGAIN,
	ACT_ISSUED = 100 /* and those behind it: of each document */
};

static enum mark stage_mark(const struct status *f, size_t index, size_t current)
{
	if (index < current || f->application.state == STATE_APPROVED)
		return MARK_DONE;
	if (index > current)
		return MARK_TODO;
	return application_is_open(f->application.state) ? MARK_NOW : MARK_STOPPED;
}

const char *status_moment(const struct scene *x, struct arena *a, const struct status *f,
			  int64_t at)
{
	return momentwords(a, x->lang, f->service, at);
}

/* The moment a stage was left last, where it is there now since when; NULL when it was not there.
 */
static const char *stage_moment(const struct scene *x, struct arena *a, const struct status *f,
				const char *stage)
{
	int64_t at = application_stage_until(f->events, f->event_count, stage);

	if (at == 0)
		at = application_stage_since(f->events, f->event_count, stage);
	return at == 0 ? NULL : status_moment(x, a, f, at);
}

/* It ended without a decision: nothing was found wrong at the stage that it had come to. */
static bool is_given_up(const struct status *f)
{
	return f->application.state == STATE_WITHDRAWN || f->application.state == STATE_EXPIRED;
}

static void put_given_up(struct page *p, const struct scene *x, const struct status *f)
{
	size_t at = application_came_to(f->events, f->event_count, f->application.state);

	if (at < f->event_count)
		page_stage(p, MARK_STOPPED,
			   acted_state(x->lang, f->service, f->events, f->event_count, at),
			   status_moment(x, p->arena, f, f->events[at].at));
}

static void put_stages(struct page *p, const struct scene *x, const struct status *f)
{
	const struct service *s = f->service;
	size_t current = 0;

	page_heading(p, _("Progress of your application"));
	if (application_is_open(f->application.state))
		status_where_put(p, x, f);
	page_stage(p, MARK_DONE, _("Submitted"),
		   momentwords_first(p->arena, x->lang, s, f->application.submitted_at));
	for (size_t i = 0; i < s->stage_count; i++)
		if (strcmp(s->stages[i].id, f->application.stage) == 0)
			current = i;
	for (size_t i = 0; i < s->stage_count; i++) {
		enum mark mark = stage_mark(f, i, current);
		const char *since = stage_moment(x, p->arena, f, s->stages[i].id);

		if (mark == MARK_TODO && !application_is_open(f->application.state))
			break; /* it ended before */
		if (mark == MARK_STOPPED && is_given_up(f)) {
			put_given_up(p, x, f);
			break;
		}
		/* Neither has it been where it was not, nor will it be where only a clock leads. */
		if (i != current &&
		    (mark == MARK_TODO ? !service_is_usual(s, &s->stages[i]) : since == NULL))
			continue;
		page_stage(p, mark, words_of(&s->stages[i].name, x->lang),
			   mark == MARK_TODO ? statewords_by(p->arena, &s->stages[i], x->lang)
					     : since);
	}
}

/* Nobody is told that they withdrew what a clock or the authority has closed. */
static const char *taken_back(struct arena *a, const struct scene *x, const struct status *f)
{
	size_t at = application_came_to(f->events, f->event_count, STATE_WITHDRAWN);
	const char *actor = at < f->event_count ? f->events[at].actor : "";

	if (at == f->event_count || strcmp(actor, caller_role_code(ROLE_APPLICANT)) == 0)
		return _("You withdrew this application. You can apply again.");
	/* TRANSLATORS: how an application ended, in the words of its service: "Closed: not paid" */
	return FILL(a, _("{state}. You may apply again."),
		    {"state", acted_state(x->lang, f->service, f->events, f->event_count, at)});
}

/* How it ended, with the authority's own words. */
static void put_end(struct page *p, const struct scene *x, const struct status *f)
{
	enum application_state state = f->application.state;
	const char *words = status_words(p->arena, f, state);
	const struct related *first = status_appealed(f);

	if (first != NULL && (state == STATE_APPROVED || state == STATE_REJECTED))
		page_notice(p, state == STATE_APPROVED ? NOTICE_DONE : NOTICE_WARNING,
			    words_appeal_end(state == STATE_APPROVED, first));
	else if (state == STATE_APPROVED)
		page_notice(p, NOTICE_DONE,
			    status_is_had(f)
				    ? _("Your application has been approved. The documents issued "
					"to you are listed below.")
			    : status_collect(p->arena, x, f) != NULL
				    ? _("Your application has been approved. See “Collection” "
					"below.")
				    : _("Your application has been approved."));
	else if (state == STATE_REJECTED)
		page_notice(p, NOTICE_WARNING,
			    _("Your application has been refused. The reason is given below."));
	else if (state == STATE_WITHDRAWN)
		page_notice(p, NOTICE_INFO, taken_back(p->arena, x, f));
	if (state == STATE_APPROVED && words[0] != '\0')
		page_text(p, TONE_STRONG, words);
	if (state == STATE_REJECTED)
		status_put_reason(p, x, f);
	if (state == STATE_APPROVED || state == STATE_REJECTED)
		status_put_untranslated(p, x, f, words);
}

/* Until when, by whose word, and what follows when nobody answers. */
static void put_time(struct page *p, const struct scene *x, const struct status *f,
		     const struct stage *stage)
{
	const struct words_time time = {.service = f->service,
					.stage = stage,
					.due_at = f->application.due_at,
					.now = f->now,
					.asked = f->application.state == STATE_NEEDS_INFO};

	/* Where the applicant is awaited, a time that is no day says nothing. */
	if (time.due_at != 0 || !time.asked || f->service->clock_count > 0)
		page_pair(p, words_time_label(&time), words_time(p->arena, x->lang, &time), 0);
	else
		page_gap(p);
	if (words_time_origin(&time, x->lang) != NULL)
		page_text(p, TONE_QUIET, words_time_origin(&time, x->lang));
	/* While the applicant owes an answer or a fee, the day is theirs. */
	if (text_is_set(&f->service->silence) && !time.asked &&
	    f->application.state != STATE_AWAITING_PAYMENT)
		page_pair(p, _("If there is no reply in time"), words_silence(f->service, x->lang),
			  0);
}

/* States that a notice tells: they are not said twice. */
static bool has_notice(enum application_state state)
{
	return state == STATE_NEEDS_INFO || state == STATE_APPROVED || state == STATE_REJECTED ||
	       state == STATE_WITHDRAWN;
}

/* What is being waited for, and from whom. */
static void put_state(struct page *p, const struct scene *x, const struct status *f)
{
	const struct stage *stage = service_stage(f->service, f->application.stage);

	if (!has_notice(f->application.state))
		page_pair(p, _("Status"), statewords(f->service, f->application.state), 0);
	if (f->application.state == STATE_NEEDS_INFO) {
		page_notice(p, NOTICE_WARNING,
			    _("Your application cannot continue until you answer:"));
		status_put_asked(p, x, f);
	} else if (application_is_open(f->application.state) && stage != NULL) {
		page_pair(p, _("Current stage"), statewords_awaited(p->arena, stage, x->lang), 0);
	} else {
		put_end(p, x, f);
	}
	if (application_is_open(f->application.state))
		put_time(p, x, f, stage);
	status_dues_put(p, x, f);
}

/* Whether there is a time that runs, or stands still. */
static bool has_days(const struct status *f)
{
	return f->service != NULL && application_is_open(f->application.state) &&
	       (f->application.due_at != 0 || f->service->clock_count > 0);
}

/* What is its applicant's alone, and not of the organisation whose people have sent it. */
static void put_own(struct page *p, const struct scene *x, const struct status *f)
{
	if (f->ours)
		return;
	if (f->claims)
		page_menu(p, ACT_CLAIM, _("Attach the organisation to my account"),
			  _("to see what it has to do, apply for it and invite others"), NULL);
	if (application_is_open(f->application.state))
		page_menu(p, ACT_WITHDRAW, _("Withdraw this application"), NULL, NULL);
	if (x->has_key && !f->application.owned)
		page_menu(p, ACT_KEEP, _("Link it to my key"),
			  _("You will not need the PIN next time."), NULL);
}

static struct page *status_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct status *f = (const struct status *)s;
	struct page *p = page_new(a, "status",
				  f->service == NULL ? f->application.service
						     : words_of(&f->service->name, x->lang));

	p->trail = _("Track an application");
	p->wants_back = true;
	if (f->error.fault != FAULT_NONE)
		page_notice(p, NOTICE_ERROR, message_error(a, &f->error));
	if (f->sent)
		page_notice(p, NOTICE_DONE,
			    _("Your answer was sent. The authority continues to process your "
			      "application."));
	else if (f->kept)
		page_notice(p, NOTICE_DONE, _("From now on your key opens this application."));
	else if (f->moved)
		page_notice(p, NOTICE_INFO,
			    _("Your application has moved on. This is its current status."));
	page_pair(p, _("Reference number"), words_reference(a, f->application.reference), 0);
	for (size_t i = 0; i < f->link_count; i++)
		page_pair(p, words_related(f->links[i].kind), words_related_one(a, &f->links[i]),
			  0);
	if (f->service != NULL)
		put_state(p, x, f);
	if (f->service != NULL)
		papers_put_until(p, x, &f->papers, f->service);
	status_put_signed(p, x, f);
	status_issued_put(p, x, f, ACT_ISSUED);
	if (f->sends)
		page_text(p, TONE_PLAIN, orgwords_founder());
	if (f->member) {
		status_put_member(
			p, x, f,
			&(struct status_choices){ACT_ANSWERS, ACT_PEOPLE, ACT_CORRECT, ACT_PAPERS});
		return p;
	}
	if (f->appeals != NULL && !f->ours)
		page_menu(p, ACT_APPEAL, _("Appeal"), words_appeal(a, x->lang, f->service, &f->way),
			  NULL);
	if (status_named(f) != NULL && f->service != NULL)
		page_menu(p, ACT_CORRECT, _("Correct what is asked for"), NULL, NULL);
	else if (f->application.state == STATE_NEEDS_INFO)
		page_menu(p, ACT_REPLY, _("Answer"), NULL, NULL);
	papers_put_menu(p, x, ACT_PAPERS, &f->papers);
	if (f->due_count > 0)
		page_menu(p, ACT_DUES, _("What is to be paid"), NULL, NULL);
	page_menu(p, ACT_ANSWERS,
		  f->ours ? _("See the answers that were given") : _("View my answers"), NULL,
		  NULL);
	put_own(p, x, f);
	if (has_days(f))
		page_menu(p, ACT_DAYS, _("How the days are counted"), NULL, NULL);
	if (f->standing_count > 0)
		page_menu(p, ACT_PEOPLE, _("People and signatures"), NULL, NULL);
	common_unread(p, x, ACT_NOTICES);
	if (x->signed_in && !x->has_account)
		page_menu(p, ACT_ADDRESSES, _("Notices (SMS, email)"), NULL, NULL);
	if (status_again(x, f) != NULL)
		page_menu(p, ACT_AGAIN, _("Apply again"), NULL, NULL);
	page_menu(p, ACT_HOME, _("Go to the home page"), NULL, NULL);
	if (f->service != NULL)
		put_stages(p, x, f);
	status_put_history(p, x, f);
	if (f->service != NULL)
		status_counter_put(p, x, f);
	return p;
}

/* --- what is read, what is chosen ------------------------------------------------------------- */

static bool is_another(const struct application *one, const struct application *two)
{
	return one->state != two->state || strcmp(one->stage, two->stage) != 0;
}

/* What stays unread where it cannot be noted is read the next time. */
static void mark_read(const struct context *x, const struct status *f)
{
	struct error err = {0};

	if (notice_read(x->registry, x->caller, &f->application, NOTICE_ALL, &err) != FAULT_NONE)
		return;
}

void status_load(struct screen *s, struct stack *st)
{
	struct status *f = (struct status *)s;
	struct context *x = stack_context(st);
	struct application before = f->application;

	arena_reset(f->loaded);
	f->events = NULL;
	f->event_count = 0;
	if (application_get(x->registry, x->caller, &f->application, &f->error) == FAULT_NONE &&
	    application_events(x->registry, x->caller, &f->application, f->service, f->loaded,
			       &f->events, &f->event_count, &f->error) != FAULT_NONE)
		f->event_count = 0;
	mark_read(x, f);
	f->now = registry_now(x->registry);
	f->moved = f->seen && is_another(&before, &f->application);
	f->seen = true;
	if (f->service == NULL &&
	    common_service(x, f->arena, &f->application, &f->service, &f->error) != FAULT_NONE)
		f->service = NULL;
	status_appeal_load(f, x);
	status_where_load(f, x);
	papers_read(x, &f->application, f->service, NULL, f->loaded, &f->papers);
	status_signed_load(f, x);
	status_dues_load(f, x);
	status_issued_load(f, x);
}

/* The authority may have moved it since the page was made. */
static bool has_moved(struct status *f, const struct context *x)
{
	struct application now = f->application;

	return application_get(x->registry, x->caller, &now, &f->error) == FAULT_NONE &&
	       is_another(&now, &f->application);
}

static bool status_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct status *f = (struct status *)s;
	struct context *x = stack_context(st);

	if (e->kind == INPUT_BACK && stack_depth(st) == 1) {
		stack_home(st, home_of(stack_context(st)));
		return true;
	}
	if (e->kind != INPUT_CHOOSE)
		return false;
	f->error = (struct error){0};
	f->moved = f->sent = f->kept = false;
	if (e->act != ACT_HOME && has_moved(f, x)) {
		stack_turn(st); /* the choices are others now: the person looks at them first */
		return true;
	}
	switch (e->act) {
	case ACT_REPLY: stack_push(st, status_act_reply(f)); break;
	case ACT_CORRECT: status_act_with_pin(f, st, PIN_CORRECT); break;
	case ACT_WITHDRAW: stack_push(st, status_act_withdraw(f)); break;
	case ACT_ANSWERS: stack_push(st, status_act_answers(f)); break;
	case ACT_DAYS: stack_push(st, days_new(f)); break;
	case ACT_CLAIM: stack_push(st, org_claim_new(&f->application)); break;
	case ACT_DUES: stack_push(st, dues_new(f)); break;
	case ACT_NOTICES: stack_push(st, notices_new()); break;
	case ACT_PAPERS: stack_push(st, papers_new(&f->application, f->service)); break;
	case ACT_PEOPLE: stack_push(st, people_new(&f->application)); break;
	case ACT_AGAIN:
		if (status_again(&x->scene, f) != NULL)
			stack_push(st, service_new(status_again(&x->scene, f)));
		break;
	case ACT_APPEAL: status_appeal_begin(f, st); break;
	case ACT_ADDRESSES: status_act_with_pin(f, st, PIN_ADDRESS); break;
	case ACT_KEEP:
		f->kept = application_own(x->registry, x->caller, &f->application, &f->error) ==
			  FAULT_NONE;
		stack_turn(st); /* what came of it stands above */
		break;
	default:
		if (e->act >= ACT_ISSUED)
			stack_push(st, status_issued(f, (size_t)(e->act - ACT_ISSUED)));
		else
			stack_home(st, home_of(stack_context(st)));
		break;
	}
	return true;
}

static void status_free(struct screen *s)
{
	struct status *f = (struct status *)s;

	status_act_keep_reply(f, NULL);
	form_free(f->answers);
	arena_free(f->arena);
	arena_free(f->loaded);
	free(f);
}

static const struct screen_ops ops = {.name = "status",
				      .load = status_load,
				      .view = status_view,
				      .update = status_update,
				      .steps = true,
				      .free = status_free};

struct screen *status_new(const struct application *a)
{
	struct status *f = common_make(sizeof(*f), &ops);

	f->application = *a;
	f->arena = arena_new((size_t)4 << 20);
	f->loaded = arena_new((size_t)4 << 20);
	return &f->screen;
}

struct screen *file_moved_new(const struct application *was)
{
	struct screen *s = status_new(was);

	((struct status *)s)->seen = true;
	return s;
}
