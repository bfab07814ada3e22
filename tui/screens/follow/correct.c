/* correct.c - the answers that the authority has named for a correction, and no others: each opens
 * on the page where it was asked, and all go back together. */
#include "tui/screens/follow/status.h"

#include "tui/page/acted.h"

enum { ACT_WORDS = 1, ACT_SEND, ACT_BACK, ACT_PAPERS, ACT_ITEM };

struct correct {
	struct screen screen;
	struct status *status; /* the screen below; it stays there as long as this one is open */
	struct draft *draft;   /* NULL: the answers cannot be read */
	struct error error;
};

static const char *which(const struct correct *c, const struct scene *x, struct arena *a, size_t i)
{
	return acted_item(a, x->lang, c->draft->service, &c->draft->named[i]);
}

static const char *or_nothing(struct arena *a, const char *shown)
{
	return shown[0] == '\0' ? _("(no answer)") : bidi_isolate(a, shown);
}

static const char *was(const struct correct *c, const struct scene *x, struct arena *a, size_t i)
{
	return or_nothing(a, acted_was(a, x->lang, catalogue_terms(x->catalogue), c->draft->service,
				       &c->draft->named[i]));
}

/* Where it can be changed; false for a paper, and for what is not asked as the answers are now. */
static bool find_path(const struct correct *c, size_t i, struct field_path *ret)
{
	return acted_path(c->draft->service, &c->draft->named[i], ret) &&
	       draft_opens(c->draft, ret);
}

static bool has_changed(const struct correct *c, size_t i, const struct field_path *at)
{
	const char *now = form_get(c->draft->form, at);

	return strcmp(c->draft->named[i].was, now == NULL ? "" : now) != 0;
}

/* --- the list of what is asked --- */

/* Whether it is a paper that stands with those that go with the reply. */
static bool is_file(const struct correct *c, size_t i)
{
	return c->draft->named[i].is_paper &&
	       papers_find(&c->status->papers, c->draft->named[i].question) != NULL;
}

static void put_item(struct page *p, const struct correct *c, const struct scene *x, size_t i)
{
	struct arena *a = p->arena;
	const char *wrong = acted_wrong(c->draft->named[i].wrong);
	struct field_path at;
	const char *now;

	if (!find_path(c, i, &at)) {
		page_pair(p, which(c, x, a, i), wrong, 0);
		return;
	}
	now = or_nothing(a, words_answer(a, c->draft->form, &at, x->lang));
	page_menu(p, ACT_ITEM + (int)i, which(c, x, a, i),
		  has_changed(c, i, &at)
			  ? FILL(a, _("{after}, before: {before}"), {"after", now},
				 {"before", was(c, x, a, i)})
			  /* TRANSLATORS: an answer and what is wrong with it */
			  : FILL(a, _("{answer}: {wrong}"), {"answer", now}, {"wrong", wrong}),
		  NULL);
}

static bool names_papers(const struct draft *j)
{
	for (size_t i = 0; i < j->named_count; i++)
		if (j->named[i].is_paper)
			return true;
	return false;
}

static void put_sending(struct page *p, const struct correct *c)
{
	const char *words = c->status->reply;

	page_menu(p, ACT_WORDS, _("Message to the authority"),
		  words == NULL || words[0] == '\0'
			  ? _("not needed")
			  : bidi_isolate(p->arena, text_safe(p->arena, words, 0)),
		  NULL);
	page_menu(p, ACT_SEND, _("Send the corrections"), NULL, NULL);
}

static struct page *correct_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct correct *c = (const struct correct *)s;
	struct page *p = page_new(a, "correct", _("Correct what is asked for"));

	p->wants_back = true;
	if (c->draft == NULL) {
		page_notice(
			p, NOTICE_ERROR,
			_("We cannot show your answers at the moment. Please try again later."));
		return p;
	}
	p->trail = words_of(&c->draft->service->name, x->lang);
	common_remark(p, x, c->draft);
	page_pair(p, _("The authority asks"), status_words(a, c->status, STATE_NEEDS_INFO), 0);
	for (size_t i = 0; i < c->draft->named_count; i++)
		if (!is_file(c, i))
			put_item(p, c, x, i);
	papers_put_reply(p, x, &c->status->papers, c->draft->service);
	if (names_papers(c->draft))
		papers_put_menu(p, x, ACT_PAPERS, &c->status->papers);
	if (c->status->member)
		page_text(p, TONE_PLAIN,
			  _("What you change here is saved. Only the applicant can send it."));
	else
		put_sending(p, c);
	if (names_papers(c->draft))
		common_bring(p, x, c->draft->service);
	return p;
}

/* --- the last step: it takes its number --- */

static void put_sent(struct page *p, const struct correct *c, const struct scene *x, size_t i)
{
	struct arena *a = p->arena;
	struct field_path at;
	const char *now;

	if (!acted_path(c->draft->service, &c->draft->named[i], &at)) {
		page_pair(p, which(c, x, a, i), acted_wrong(c->draft->named[i].wrong), 0);
		return;
	}
	now = or_nothing(a, words_answer(a, c->draft->form, &at, x->lang));
	page_pair(p, which(c, x, a, i),
		  has_changed(c, i, &at) ? FILL(a, _("{after}, before: {before}"), {"after", now},
						{"before", was(c, x, a, i)})
					 : FILL(a, _("{answer}, as before"), {"answer", now}),
		  0);
}

static struct page *send_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct correct *c = (const struct correct *)s;
	struct page *p = page_new(a, "send", _("Send these corrections?"));
	const char *words = c->status->reply == NULL ? "" : c->status->reply;

	p->wants_back = true;
	p->deliberate = true;
	if (c->error.fault != FAULT_NONE)
		page_notice(p, NOTICE_ERROR, message_error(a, &c->error));
	page_pair(p, _("Reference number"), words_reference(a, c->status->application.reference),
		  0);
	for (size_t i = 0; c->draft != NULL && i < c->draft->named_count; i++)
		if (!is_file(c, i))
			put_sent(p, c, x, i);
	if (c->draft != NULL)
		papers_put_reply(p, x, &c->status->papers, c->draft->service);
	if (words[0] != '\0')
		page_pair(p, _("Your answer"), bidi_isolate(a, text_safe(a, words, 0)), 0);
	page_text(p, TONE_QUIET, _("Once they are sent they cannot be changed."));
	page_menu(p, ACT_BACK, _("Not yet: back to the answers"), NULL, NULL);
	page_menu(p, ACT_SEND, _("Send the corrections"), NULL, NULL);
	return p;
}

static void send(struct screen *s, struct stack *st)
{
	struct correct *c = (struct correct *)s;
	struct status *f = c->status;
	struct context *x = stack_context(st);

	if (application_reply(x->registry, x->caller, &f->application, f->service, f->reply,
			      &c->error) == FAULT_NONE) {
		status_act_keep_reply(f, NULL);
		f->sent = true;
		stack_pop(st); /* and the page with the answers */
		stack_pop(st);
		stack_turn(st);
	} else if (pin_is_needed(&c->error)) {
		c->error = (struct error){0};
		stack_push(st, pin_new(&f->application, f->service,
				       &(struct pin_then){s, send, PIN_REPLY}));
	} else {
		stack_turn(st);
	}
}

static bool send_update(struct screen *s, struct stack *st, const struct input *e)
{
	if (e->kind != INPUT_CHOOSE)
		return false;
	((struct correct *)s)->error = (struct error){0};
	if (e->act == ACT_SEND)
		send(s, st);
	else
		stack_pop(st);
	return true;
}

/* --- both --- */

/* What is named now: it may have been asked anew. Where nothing is any more, its file says so. */
static void correct_load(struct screen *s, struct stack *st)
{
	struct correct *c = (struct correct *)s;
	struct status *f = c->status;
	const struct application before = f->application;
	const struct event *asked;

	status_load(&f->screen, st);
	asked = status_named(f);
	if (asked == NULL) {
		f->application = before; /* where that it has moved is said */
		stack_pop(st);
		return;
	}
	if (c->draft == NULL)
		c->draft = draft_correct(stack_context(st), &f->application, asked, NULL);
	else if (common_draft(st, c->draft))
		draft_name(c->draft, asked);
}

static void correct_free(struct screen *s)
{
	draft_drop(((struct correct *)s)->draft);
	free(s);
}

static const struct screen_ops send_ops = {.name = "send",
					   .load = correct_load,
					   .view = send_view,
					   .update = send_update,
					   .free = correct_free};

static struct screen *make(const struct screen_ops *ops, struct status *f, struct draft *j)
{
	struct correct *c = common_make(sizeof(*c), ops);

	c->status = f;
	c->draft = j == NULL ? NULL : draft_hold(j);
	return &c->screen;
}

static bool correct_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct correct *c = (struct correct *)s;
	struct field_path at;

	if (e->kind != INPUT_CHOOSE || c->draft == NULL)
		return false;
	if (e->act == ACT_WORDS)
		stack_push(st, status_act_reply(c->status));
	else if (e->act == ACT_PAPERS)
		stack_push(st, papers_new(&c->status->application, c->draft->service));
	else if (e->act == ACT_SEND)
		stack_push(st, make(&send_ops, c->status, c->draft));
	else if (e->act >= ACT_ITEM && (size_t)(e->act - ACT_ITEM) < c->draft->named_count &&
		 find_path(c, (size_t)(e->act - ACT_ITEM), &at))
		stack_push(st, questions_new(st, c->draft, &at));
	return true;
}

static const struct screen_ops ops = {.name = "correct",
				      .load = correct_load,
				      .view = correct_view,
				      .update = correct_update,
				      .free = correct_free};

struct screen *status_act_correct(struct status *f)
{
	return make(&ops, f, NULL);
}
