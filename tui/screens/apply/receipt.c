/* receipt.c - the proof that an application was received: its numbers, what happens next, how to
 * come back. */
#include "tui/page/momentwords.h"
#include "tui/page/document.h"
#include "tui/page/statewords.h"
#include "tui/screens/common/common.h"

enum { ACT_FOLLOW = 1, ACT_QR, ACT_HOME };

struct receipt_screen {
	struct screen screen;
	struct receipt receipt;
	struct draft *draft;
	/* As it was when the receipt was last opened or uncovered. */
	enum application_state state;
	bool moved; /* it waits at its first stage no more, as it did when it was sent */
	bool qr;
	struct arena *loaded; /* of the same: what is owed */
	struct due *dues;
	size_t due_count;
};

/* What was said of its time and its way is true no more. */
static void put_moved(struct page *p, const struct scene *x, const struct receipt_screen *r)
{
	page_heading(p, _("Where your application stands"));
	page_pair(p, _("Status"), statewords(r->draft->service, r->state), 0);
	page_pair(p, _("Submitted on"),
		  momentwords_first(p->arena, x->lang, r->draft->service, r->receipt.submitted_at),
		  0);
}

static void put_next(struct page *p, const struct scene *x, const struct draft *j,
		     const struct receipt *r)
{
	struct arena *a = p->arena;
	const struct words_time time = {
		.service = j->service, .stage = &j->service->stages[0], .due_at = r->due_at};

	page_heading(p, _("What happens next"));
	common_trying_here(p, x);
	page_pair(p, _("Submitted on"), momentwords_first(a, x->lang, j->service, r->submitted_at),
		  0);
	page_pair(p, words_time_label(&time), words_time(a, x->lang, &time), 0);
	if (words_time_origin(&time, x->lang) != NULL)
		page_text(p, TONE_QUIET, words_time_origin(&time, x->lang));
	for (size_t i = 0; i < j->service->stage_count; i++) {
		const struct stage *stage = &j->service->stages[i];

		if (!service_is_usual(j->service, stage))
			continue;
		page_stage(p, i == 0 ? MARK_NOW : MARK_TODO, words_of(&stage->name, x->lang),
			   statewords_by(a, stage, x->lang));
	}
}

/* For whoever is shown the receipt. */
static void put_code(struct page *p, const struct scene *x, const struct receipt *r)
{
	struct arena *a = p->arena;

	if (r->code[0] == '\0')
		return;
	page_pair(p, _("Verification code"), bidi_isolate(a, document_code(a, r->code)), 0);
	page_text(p, TONE_QUIET, _("Anyone can check with this code that the receipt is genuine:"));
	page_code(p, arena_format(a, "%s check %s", common_ssh(x, a, "guest"), r->code));
}

/* A page of its own, so that the code is seen whole on a small screen too. */
static struct page *qr_view(const struct receipt_screen *r, const struct scene *x, struct arena *a)
{
	struct page *p = page_new(a, "receipt", _("QR code of your reference number"));

	p->trail = words_of(&r->draft->service->name, x->lang);
	p->wants_back = true;
	p->whole = true;
	page_qr(p, r->receipt.reference, words_reference(a, r->receipt.reference));
	return p;
}

static struct page *receipt_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct receipt_screen *r = (const struct receipt_screen *)s;
	struct page *p;

	if (r->qr)
		return qr_view(r, x, a);
	p = page_new(a, "receipt", _("Your application has been received"));
	p->trail = words_of(&r->draft->service->name, x->lang);
	page_notice(p, NOTICE_DONE, words_of(&r->draft->service->name, x->lang));
	page_text(p, TONE_STRONG, _("Reference number"));
	page_big(p, r->receipt.reference);
	if (r->receipt.pin[0] != '\0') {
		page_text(p, TONE_STRONG, _("Tracking PIN"));
		page_big(p, r->receipt.pin);
	} else {
		page_text(p, TONE_PLAIN, _("Your PIN is the one you were given at the start."));
	}
	page_menu(p, ACT_FOLLOW, _("Track this application"), NULL, NULL);
	if (!x->plain)
		page_menu(
			p, ACT_QR, _("Show your reference number as a QR code"),
			_("Scan it with a phone to save the number. It does not contain the PIN."),
			NULL);
	page_menu(p, ACT_HOME, _("Go to the home page"), NULL, NULL);
	if (r->moved)
		put_moved(p, x, r);
	else
		put_next(p, x, r->draft, &r->receipt);
	common_where(p, x, r->draft->form);
	put_code(p, x, &r->receipt);
	common_owed(p, x, r->draft->service, r->dues, r->due_count);
	if (application_is_open(r->state)) {
		common_papers(p, x, r->draft->service, r->draft->form, false);
		common_bring(p, x, r->draft->service);
	}
	common_way_back(p, x, NULL);
	return p;
}

static void load_dues(struct receipt_screen *r, const struct context *x)
{
	r->due_count = 0;
	if (r->draft->service->charge_count == 0)
		return;
	if (r->loaded == NULL)
		r->loaded = arena_new((size_t)1 << 20);
	arena_reset(r->loaded);
	if (dues_of(x->registry, x->caller, &r->draft->application, r->loaded, &r->dues,
		    &r->due_count, NULL) != FAULT_NONE)
		r->due_count = 0;
}

/* Whoever follows it from here may withdraw it, and comes back. Where it cannot be read now, the
 * receipt stays as it was. */
static void receipt_load(struct screen *s, struct stack *st)
{
	struct receipt_screen *r = (struct receipt_screen *)s;
	struct context *x = stack_context(st);
	struct application now = r->draft->application;
	struct error err = {0};

	if (application_get(x->registry, x->caller, &now, &err) != FAULT_NONE)
		return;
	load_dues(r, x);
	r->state = now.state;
	r->moved = now.state != STATE_SUBMITTED ||
		   strcmp(now.stage, r->draft->service->stages[0].id) != 0;
}

static bool receipt_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct receipt_screen *r = (struct receipt_screen *)s;

	if (e->kind == INPUT_BACK && r->qr) {
		r->qr = false;
		stack_turn(st);
		return true;
	}
	if (e->kind == INPUT_BACK) {
		stack_pop(st);
		return true;
	}
	if (e->kind != INPUT_CHOOSE)
		return false;
	if (e->act == ACT_FOLLOW) {
		stack_push(st, status_new(&r->draft->application));
	} else if (e->act == ACT_QR) {
		r->qr = true;
		stack_turn(st);
	} else {
		stack_home(st, home_of(stack_context(st)));
	}
	return true;
}

static void receipt_forget(struct screen *s)
{
	struct receipt_screen *r = (struct receipt_screen *)s;

	explicit_bzero(r->receipt.pin, sizeof(r->receipt.pin));
}

static void receipt_free(struct screen *s)
{
	struct receipt_screen *r = (struct receipt_screen *)s;

	explicit_bzero(&r->receipt, sizeof(r->receipt));
	draft_drop(r->draft);
	arena_free(r->loaded);
	free(r);
}

static const struct screen_ops ops = {.name = "receipt",
				      .load = receipt_load,
				      .view = receipt_view,
				      .update = receipt_update,
				      .forget = receipt_forget,
				      .free = receipt_free};

struct screen *receipt_new(const struct receipt *receipt, struct draft *j)
{
	struct receipt_screen *r = common_make(sizeof(*r), &ops);

	r->receipt = *receipt;
	r->draft = draft_hold(j);
	r->state = STATE_SUBMITTED;
	return &r->screen;
}
