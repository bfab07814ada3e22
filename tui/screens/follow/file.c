/* file.c - one application after it was submitted: where it stands, since when, what is waited for,
 * and what the applicant may do. */
#include "tui/screens/common/common.h"

enum { ACT_REPLY = 1, ACT_WITHDRAW, ACT_KEEP, ACT_ANSWERS, ACT_HOME };

struct file {
	struct screen screen;
	struct application application;
	struct arena *arena; /* of an older definition */
	const struct service *service;
	struct error error; /* of the last act; fault NONE: none */
	bool moved;         /* by the authority, while the person looked at it */
	char *reply;        /* typed and not sent yet; NULL: nothing */
};

static bool is_open(enum application_state s)
{
	return s == STATE_SUBMITTED || s == STATE_AWAITING_PAYMENT || s == STATE_IN_REVIEW ||
	       s == STATE_NEEDS_INFO;
}

static enum mark stage_mark(const struct file *f, size_t index, size_t current)
{
	if (index < current || f->application.state == STATE_APPROVED)
		return MARK_DONE;
	if (index > current)
		return MARK_TODO;
	return is_open(f->application.state) ? MARK_NOW : MARK_STOPPED;
}

/* The moment a stage was entered, as words; NULL when it was not. */
static const char *stage_moment(const struct context *x, struct arena *a,
				const struct event *events, size_t count, const char *stage)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(events[i].stage, stage) == 0)
			return date_moment(a, x->lang, events[i].at, x->utc_offset_minutes);
	return NULL;
}

static void put_stages(struct page *p, const struct context *x, const struct file *f,
		       const struct event *events, size_t count)
{
	const struct service *s = f->service;
	size_t current = 0;

	page_heading(p, _("The way of your application"));
	page_stage(
		p, MARK_DONE, _("Submitted"),
		date_moment(p->arena, x->lang, f->application.submitted_at, x->utc_offset_minutes));
	for (size_t i = 0; i < s->stage_count; i++)
		if (strcmp(s->stages[i].id, f->application.stage) == 0)
			current = i;
	for (size_t i = 0; i < s->stage_count; i++) {
		enum mark mark = stage_mark(f, i, current);

		if (mark == MARK_TODO && !is_open(f->application.state))
			break; /* it ended before */
		page_stage(p, mark, words_of(&s->stages[i].name, x->lang),
			   mark == MARK_TODO
				   ? FILL(p->arena, _("by: {actor}"),
					  {"actor", words_actor(s->stages[i].actor)})
				   : stage_moment(x, p->arena, events, count, s->stages[i].id));
	}
}

static void put_history(struct page *p, const struct context *x, const struct event *events,
			size_t count)
{
	struct arena *a = p->arena;

	page_heading(p, _("History"));
	for (size_t i = 0; i < count; i++) {
		const struct event *e = &events[i];
		const char *line = FILL(
			a, _("{moment}: {state} ({actor})"),
			{"moment",
			 bidi_isolate(a, date_moment(a, x->lang, e->at, x->utc_offset_minutes))},
			{"state", _(application_state_message(e->state))},
			{"actor", words_event_actor(e->actor)});

		page_bullet(p, line);
		if (e->note[0] != '\0')
			page_text(p, TONE_PLAIN, bidi_isolate(a, text_safe(a, e->note, 0)));
	}
}

/* The words of the last event in this state; "" where there are none. */
static const char *last_words(struct arena *a, const struct event *events, size_t count,
			      enum application_state state)
{
	for (size_t i = count; i > 0; i--)
		if (events[i - 1].state == state)
			return bidi_isolate(a, text_safe(a, events[i - 1].note, 0));
	return "";
}

/* How it ended, with the authority's own words. */
static void put_end(struct page *p, const struct file *f, const struct event *events, size_t count)
{
	enum application_state state = f->application.state;
	const char *words = last_words(p->arena, events, count, state);

	if (state == STATE_APPROVED)
		page_notice(p, NOTICE_DONE,
			    _("Your application was accepted. Below stands where to ask for what "
			      "you applied for."));
	else if (state == STATE_REJECTED)
		page_notice(p, NOTICE_WARNING,
			    _("Your application was refused. Below stands whom to ask."));
	else if (state == STATE_WITHDRAWN)
		page_notice(p, NOTICE_INFO,
			    _("You withdrew this application. You may apply again."));
	if (state == STATE_APPROVED || state == STATE_REJECTED)
		if (words[0] != '\0')
			page_text(p, TONE_STRONG, words);
}

/* Whom to ask, also where it takes too long. */
static void put_counter(struct page *p, const struct context *x, const struct file *f)
{
	if (f->application.state == STATE_WITHDRAWN || f->application.state == STATE_EXPIRED)
		return;
	if (is_open(f->application.state)) {
		page_heading(p, _("If it takes too long"));
		page_text(p, TONE_PLAIN, _("Ask the authority, and give your reference number:"));
	} else {
		page_heading(p, _("Where to ask"));
	}
	common_counter(p, x, f->service);
}

/* What is being waited for, and from whom. */
static void put_state(struct page *p, const struct context *x, const struct file *f,
		      const struct event *events, size_t count)
{
	struct arena *a = p->arena;
	const struct stage *stage = service_stage(f->service, f->application.stage);
	const char *due = words_due(a, f->application.due_at, registry_now(x->registry));

	page_pair(p, _("Status"), _(application_state_message(f->application.state)), 0);
	if (f->application.state == STATE_NEEDS_INFO) {
		page_notice(p, NOTICE_WARNING, _("Your answer is needed before it goes on:"));
		page_text(p, TONE_STRONG, last_words(a, events, count, STATE_NEEDS_INFO));
	} else if (is_open(f->application.state) && stage != NULL) {
		page_pair(p, _("Waiting for"),
			  FILL(a, _("{actor}: {stage}"), {"actor", words_actor(stage->actor)},
			       {"stage", words_of(&stage->name, x->lang)}),
			  0);
	} else {
		put_end(p, f, events, count);
	}
	if (is_open(f->application.state))
		page_pair(p, _("Due by"),
			  due == NULL ? _("no time is stated by any source")
				      : FILL(a, _("{date} ({left})"),
					     {"date", date_show(a, x->lang,
								date_of(f->application.due_at,
									x->utc_offset_minutes))},
					     {"left", due}),
			  0);
}

static struct page *file_view(const struct screen *s, const struct context *x, struct arena *a)
{
	const struct file *f = (const struct file *)s;
	struct page *p = page_new(a, "file",
				  f->service == NULL ? f->application.service
						     : words_of(&f->service->name, x->lang));
	struct event *events = NULL;
	size_t count = 0;

	p->trail = _("Track an application");
	p->wants_back = true;
	if (f->error.fault != FAULT_NONE)
		page_notice(p, NOTICE_ERROR, message_error(a, &f->error));
	if (f->moved)
		page_notice(p, NOTICE_INFO,
			    _("It has moved on meanwhile. This is how it stands now."));
	if (application_events(x->registry, x->caller, &f->application, a, &events, &count, NULL) !=
	    FAULT_NONE)
		count = 0;
	page_pair(p, _("Reference number"), words_reference(a, f->application.reference), 0);
	if (f->service != NULL)
		put_state(p, x, f, events, count);
	if (f->application.state == STATE_NEEDS_INFO)
		page_menu(p, ACT_REPLY, _("Answer"), NULL, NULL);
	page_menu(p, ACT_ANSWERS, _("See the answers that I gave"), NULL, NULL);
	if (is_open(f->application.state))
		page_menu(p, ACT_WITHDRAW, _("Withdraw this application"), NULL, NULL);
	if (x->caller->key[0] != '\0' && !f->application.owned)
		page_menu(p, ACT_KEEP, _("Keep it with my key"),
			  _("Next time it opens without the PIN."), NULL);
	page_menu(p, ACT_HOME, _("To the home page"), NULL, NULL);
	if (f->service != NULL)
		put_stages(p, x, f, events, count);
	put_history(p, x, events, count);
	if (f->service != NULL)
		put_counter(p, x, f);
	return p;
}

/* --- the acts: each on a page of its own --- */

struct act {
	struct screen screen;
	struct file *file; /* the screen below; it stays there as long as this one is open */
	struct error error;
};

static struct screen *act_new(const struct screen_ops *ops, struct file *f)
{
	struct act *act = common_make(sizeof(*act), ops);

	act->file = f;
	return &act->screen;
}

enum { ACT_NO = 1, ACT_YES };

static struct page *withdraw_view(const struct screen *s, const struct context *x, struct arena *a)
{
	const struct file *f = ((const struct act *)s)->file;
	struct page *p = page_new(a, "withdraw", _("Withdraw this application?"));

	(void)x;
	p->wants_back = true;
	p->deliberate = true;
	page_pair(p, _("Reference number"), words_reference(a, f->application.reference), 0);
	page_notice(p, NOTICE_WARNING,
		    _("It ends here. You would have to apply again from the beginning."));
	page_menu(p, ACT_NO, _("Keep it"), NULL, NULL);
	page_menu(p, ACT_YES, _("Withdraw it"), NULL, NULL);
	return p;
}

static bool withdraw_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct file *f = ((struct act *)s)->file;
	struct context *x = stack_context(st);

	if (e->kind != INPUT_CHOOSE)
		return false;
	f->error = (struct error){0};
	if (e->act == ACT_YES)
		(void)!application_withdraw(x->registry, x->caller, &f->application, &f->error);
	stack_pop(st);
	return true;
}

static const struct screen_ops withdraw_ops = {
	.name = "withdraw", .view = withdraw_view, .update = withdraw_update};

static struct page *reply_view(const struct screen *s, const struct context *x, struct arena *a)
{
	const struct act *act = (const struct act *)s;
	struct page *p = page_new(a, "reply", _("Your answer"));
	struct field *f = arena_take(a, sizeof(*f));
	struct event *events;
	size_t count;

	p->wants_back = true;
	if (application_events(x->registry, x->caller, &act->file->application, a, &events, &count,
			       NULL) == FAULT_NONE)
		page_text(p, TONE_STRONG, last_words(a, events, count, STATE_NEEDS_INFO));
	*f = (struct field){.id = 1,
			    .kind = FIELD_LINES,
			    .label = _("Your answer"),
			    .value = act->file->reply == NULL ? "" : act->file->reply,
			    .required = true,
			    .lines = 5};
	if (act->error.fault != FAULT_NONE)
		f->error = message_error(a, &act->error);
	page_field(p, f);
	p->next_label = _("Send the answer");
	return p;
}

static void keep_reply(struct file *f, const char *words)
{
	if (f->reply != NULL)
		explicit_bzero(f->reply, strlen(f->reply));
	free(f->reply);
	f->reply = words == NULL ? NULL : strdup(words);
	if (words != NULL && f->reply == NULL)
		fatal("out of memory");
}

/* Whoever goes back or leaves has answered nothing: what she wrote stays here until she sends it.
 */
static bool reply_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct act *act = (struct act *)s;
	struct context *x = stack_context(st);

	if (e->kind == INPUT_ANSWER) {
		act->error = (struct error){0};
		keep_reply(act->file, e->text);
		return true;
	}
	if (e->kind != INPUT_NEXT)
		return false;
	if (application_reply(x->registry, x->caller, &act->file->application,
			      act->file->reply == NULL ? "" : act->file->reply,
			      &act->error) != FAULT_NONE)
		return true;
	keep_reply(act->file, NULL);
	stack_pop(st);
	return true;
}

static const struct screen_ops reply_ops = {
	.name = "reply", .view = reply_view, .update = reply_update};

static struct page *answers_view(const struct screen *s, const struct context *x, struct arena *a)
{
	const struct file *f = ((const struct act *)s)->file;
	struct page *p = page_new(a, "answers", _("The answers that I gave"));
	struct draft *j = draft_resume(x, &f->application, NULL);
	struct field_path at = {0};

	p->wants_back = true;
	if (j == NULL) {
		page_notice(p, NOTICE_ERROR, _("The answers cannot be read now. Try again later."));
		return p;
	}
	while (form_next(j->form, &at)) {
		char *value = form_show(j->form, a, &at, x->lang);

		page_pair(p, arena_text(a, words_of(&at.question->label, x->lang)),
			  bidi_isolate(a, value), 0);
	}
	draft_drop(j);
	return p;
}

static bool answers_update(struct screen *s, struct stack *st, const struct input *e)
{
	(void)s, (void)st, (void)e;
	return false;
}

static const struct screen_ops answers_ops = {
	.name = "answers", .view = answers_view, .update = answers_update};

/* The authority may have moved it meanwhile; true when it has. */
static bool look_again(struct file *f, struct context *x)
{
	enum application_state state = f->application.state;
	char stage[sizeof(f->application.stage)];

	memcpy(stage, f->application.stage, sizeof(stage));
	if (application_get(x->registry, x->caller, &f->application, &f->error) != FAULT_NONE)
		return false;
	return f->application.state != state || strcmp(f->application.stage, stage) != 0;
}

static bool file_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct file *f = (struct file *)s;
	struct context *x = stack_context(st);

	if (e->kind == INPUT_BACK && stack_depth(st) == 1) {
		stack_home(st, home_new());
		return true;
	}
	if (e->kind != INPUT_CHOOSE)
		return false;
	f->error = (struct error){0};
	f->moved = false;
	if (e->act != ACT_HOME && look_again(f, x)) {
		f->moved = true; /* the choices are others now: the person looks at them first */
		stack_turn(st);
		return true;
	}
	switch (e->act) {
	case ACT_REPLY: stack_push(st, act_new(&reply_ops, f)); break;
	case ACT_WITHDRAW: stack_push(st, act_new(&withdraw_ops, f)); break;
	case ACT_ANSWERS: stack_push(st, act_new(&answers_ops, f)); break;
	case ACT_KEEP:
		(void)!application_own(x->registry, x->caller, &f->application, &f->error);
		break;
	default: stack_home(st, home_new()); break;
	}
	return true;
}

static void file_load(struct file *f, struct context *x)
{
	if (f->arena == NULL)
		f->arena = arena_new((size_t)4 << 20);
	if (f->service == NULL &&
	    common_service(x, f->arena, &f->application, &f->service, &f->error) != FAULT_NONE)
		f->service = NULL;
}

static void file_resume(struct screen *s, struct stack *st)
{
	struct file *f = (struct file *)s;

	f->moved = look_again(f, stack_context(st));
}

static void file_free(struct screen *s)
{
	keep_reply((struct file *)s, NULL);
	arena_free(((struct file *)s)->arena);
	free(s);
}

static const struct screen_ops file_ops = {.name = "file",
					   .view = file_view,
					   .update = file_update,
					   .resume = file_resume,
					   .steps = true,
					   .free = file_free};

struct screen *file_new(struct context *x, const struct application *a)
{
	struct file *f = common_make(sizeof(*f), &file_ops);

	f->application = *a;
	file_load(f, x);
	return &f->screen;
}
