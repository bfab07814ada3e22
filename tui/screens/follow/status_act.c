/* status_act.c - what an applicant may do with an application that was submitted, each on a page of
 * its own: withdraw it, answer what was asked, see the answers that were given. */
#include "tui/screens/follow/status.h"

struct deed {
	struct screen screen;
	struct status *status; /* the screen below; it stays there as long as this one is open */
	struct error error;
	struct draft *draft; /* of the answers that are shown; NULL: they cannot be read */
};

static struct screen *act_new(const struct screen_ops *ops, struct status *f)
{
	struct deed *act = common_make(sizeof(*act), ops);

	act->status = f;
	return &act->screen;
}

/* Which application it is about. */
static void put_which(struct page *p, const struct scene *x, const struct status *f)
{
	page_pair(p, _("Service"),
		  f->service == NULL ? f->application.service
				     : words_of(&f->service->name, x->lang),
		  0);
	page_pair(p, _("Reference number"), words_reference(p->arena, f->application.reference), 0);
}

enum { ACT_NO = 1, ACT_YES };

static struct page *withdraw_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct status *f = ((const struct deed *)s)->status;
	struct page *p = page_new(a, "withdraw", _("Withdraw this application?"));

	p->wants_back = true;
	p->deliberate = true;
	put_which(p, x, f);
	page_notice(
		p, NOTICE_WARNING,
		_("Your application will end. To apply again you must start from the beginning."));
	page_menu(p, ACT_NO, _("Keep my application"), NULL, NULL);
	page_menu(p, ACT_YES, _("Withdraw my application"), NULL, NULL);
	return p;
}

static void withdraw(struct screen *s, struct stack *st)
{
	struct status *f = ((struct deed *)s)->status;
	struct context *x = stack_context(st);
	struct error err = {0};

	(void)!application_withdraw(x->registry, x->caller, &f->application, f->service, &err);
	if (pin_is_needed(&err)) {
		stack_push(st, pin_new(&f->application, f->service,
				       &(struct pin_then){s, withdraw, PIN_WITHDRAW}));
		return;
	}
	f->error = err;
	stack_pop(st);
	stack_turn(st); /* what came of it stands above */
}

static bool withdraw_update(struct screen *s, struct stack *st, const struct input *e)
{
	if (e->kind != INPUT_CHOOSE)
		return false;
	((struct deed *)s)->status->error = (struct error){0};
	if (e->act == ACT_YES)
		withdraw(s, st);
	else
		stack_pop(st);
	return true;
}

static const struct screen_ops withdraw_ops = {
	.name = "withdraw", .view = withdraw_view, .update = withdraw_update};

struct screen *status_act_withdraw(struct status *f)
{
	return act_new(&withdraw_ops, f);
}

static struct page *reply_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct deed *act = (const struct deed *)s;
	struct page *p = page_new(a, "reply", _("Answer"));
	struct field *f = arena_take(a, sizeof(*f));

	p->wants_back = true;
	put_which(p, x, act->status);
	page_pair(p, _("The authority asks"), status_words(a, act->status, STATE_NEEDS_INFO), 0);
	*f = (struct field){.id = 1,
			    .kind = FIELD_LINES,
			    .label = _("Your answer"),
			    .value = act->status->reply == NULL ? "" : act->status->reply,
			    .required = status_named(act->status) == NULL,
			    .lines = 5};
	if (act->error.fault != FAULT_NONE)
		f->error = message_error(a, &act->error);
	page_field(p, f);
	p->next_label = _("Continue");
	return p;
}

void status_act_keep_reply(struct status *f, const char *words)
{
	if (f->reply != NULL)
		explicit_bzero(f->reply, strlen(f->reply));
	free(f->reply);
	f->reply = words == NULL ? NULL : strdup(words);
	if (words != NULL && f->reply == NULL)
		fatal("out of memory");
}

/* --- the last step of an answer: it takes its number --- */

static struct page *send_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct deed *act = (const struct deed *)s;
	const struct status *f = act->status;
	struct page *p = page_new(a, "send", _("Send this answer?"));

	p->wants_back = true;
	p->deliberate = true;
	if (act->error.fault != FAULT_NONE)
		page_notice(p, NOTICE_ERROR, message_error(a, &act->error));
	put_which(p, x, f);
	page_pair(p, _("The authority asks"), status_words(a, f, STATE_NEEDS_INFO), 0);
	page_pair(p, _("Your answer"),
		  bidi_isolate(a, text_safe(a, f->reply == NULL ? "" : f->reply, 0)), 0);
	if (f->service != NULL)
		papers_put_reply(p, x, &f->papers, f->service);
	page_text(p, TONE_QUIET, _("Once it is sent it cannot be changed."));
	page_menu(p, ACT_NO, _("Not yet: back to my answer"), NULL, NULL);
	page_menu(p, ACT_YES, _("Send the answer"), NULL, NULL);
	return p;
}

static void send(struct screen *s, struct stack *st)
{
	struct deed *act = (struct deed *)s;
	struct status *f = act->status;
	struct context *x = stack_context(st);

	if (application_reply(x->registry, x->caller, &f->application, f->service,
			      f->reply == NULL ? "" : f->reply, &act->error) == FAULT_NONE) {
		status_act_keep_reply(f, NULL);
		f->sent = true;
		stack_pop(st); /* and the page where it was typed */
		stack_pop(st);
		stack_turn(st); /* however far it was read before: that it was sent stands above */
	} else if (pin_is_needed(&act->error)) {
		act->error = (struct error){0};
		stack_push(st, pin_new(&f->application, f->service,
				       &(struct pin_then){s, send, PIN_REPLY}));
	}
}

static bool send_update(struct screen *s, struct stack *st, const struct input *e)
{
	if (e->kind != INPUT_CHOOSE)
		return false;
	((struct deed *)s)->error = (struct error){0};
	if (e->act == ACT_YES)
		send(s, st);
	else
		stack_pop(st);
	return true;
}

/* What is asked now: it may have been asked anew. */
static void act_load(struct screen *s, struct stack *st)
{
	status_load(&((struct deed *)s)->status->screen, st);
}

static const struct screen_ops send_ops = {
	.name = "send", .load = act_load, .view = send_view, .update = send_update};

/* Whoever goes back or leaves has answered nothing: what she wrote stays here until she sends it.
 */
static bool reply_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct deed *act = (struct deed *)s;

	if (e->kind == INPUT_ANSWER) {
		act->error = (struct error){0};
		status_act_keep_reply(act->status, e->text);
		return true;
	}
	if (e->kind != INPUT_NEXT)
		return false;
	if (status_named(act->status) != NULL)
		stack_pop(st); /* to the answers that it goes with */
	else if (act->status->reply == NULL || act->status->reply[0] == '\0')
		fail(&act->error, FAULT_INPUT, N_("Enter your answer to the authority."), "empty");
	else
		stack_push(st, act_new(&send_ops, act->status));
	return true;
}

static const struct screen_ops reply_ops = {
	.name = "reply", .load = act_load, .view = reply_view, .update = reply_update};

struct screen *status_act_reply(struct status *f)
{
	return act_new(&reply_ops, f);
}

static void answers_load(struct screen *s, struct stack *st)
{
	struct deed *act = (struct deed *)s;

	draft_drop(act->draft);
	act->error = (struct error){0};
	act->draft = draft_resume(stack_context(st), &act->status->application, &act->error);
}

enum { ACT_LOOKS = 1 };

static struct page *answers_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct deed *act = (const struct deed *)s;
	const struct draft *j = act->draft;
	struct page *p = page_new(a, "answers", _("My answers"));

	p->wants_back = true;
	if (j == NULL) {
		page_notice(p, NOTICE_ERROR, message_error(a, &act->error));
		return p;
	}
	review_told(p, x, j->form);
	page_menu(p, ACT_LOOKS, _("Who looked at my data"), NULL, NULL);
	return p;
}

static bool answers_update(struct screen *s, struct stack *st, const struct input *e)
{
	if (e->kind != INPUT_CHOOSE)
		return false;
	stack_push(st, looks_new(((struct deed *)s)->status));
	return true;
}

static void answers_free(struct screen *s)
{
	draft_drop(((struct deed *)s)->draft);
	free(s);
}

static const struct screen_ops answers_ops = {.name = "answers",
					      .load = answers_load,
					      .view = answers_view,
					      .update = answers_update,
					      .free = answers_free};

struct screen *status_act_answers(struct status *f)
{
	return act_new(&answers_ops, f);
}

static void open_correction(struct screen *s, struct stack *st)
{
	stack_push(st, status_act_correct((struct status *)s));
}

static void open_addresses(struct screen *s, struct stack *st)
{
	stack_push(st, addresses_new(&((struct status *)s)->application));
}

void status_act_with_pin(struct status *f, struct stack *st, enum pin_act act)
{
	const struct pin_then then = {&f->screen,
				      act == PIN_CORRECT ? open_correction : open_addresses, act};
	struct context *x = stack_context(st);
	bool needs = false;

	if (application_needs_pin(x->registry, x->caller, f->application.reference, &needs,
				  &f->error) != FAULT_NONE)
		stack_turn(st);
	else if (needs)
		stack_push(st, pin_new(&f->application, f->service, &then));
	else
		then.go(then.asker, st);
}
