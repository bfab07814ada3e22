/* lost.c - for who has lost the PIN of an account: asks for a new one, and gives it at the end of
 * the days by the code that was sent. */
#include "tui/screens/common/common.h"

#include <string.h>

enum { FIELD_NUMBER = 1, FIELD_CODE };

struct lost {
	struct screen screen;
	char number[ACCOUNT_DIGITS + 1];
	char code[ACCOUNT_PIN_DIGITS + 1];
	struct account_paper paper; /* as long as the page stands; "" */
	bool asked;                 /* just now */
	int wrong;                  /* the field that `error` is of; 0: of the pair */
	struct error error;         /* fault NONE: none */
};

static void put_field(struct page *p, const struct lost *l, int id, const char *label,
		      const char *help, const char *value)
{
	struct field *f = arena_take(p->arena, sizeof(*f));

	*f = (struct field){.id = id,
			    .kind = id == FIELD_CODE ? FIELD_SECRET : FIELD_LINE,
			    .label = label,
			    .help = help,
			    .value = value,
			    .required = id == FIELD_NUMBER,
			    .ltr = true,
			    .lines = 1};
	if (l->wrong == id && l->error.fault != FAULT_NONE)
		f->error = message_error(p->arena, &l->error);
	page_field(p, f);
}

static const char *time_of(struct page *p, const struct scene *x)
{
	return words_duration(p->arena, x->lang,
			      &(struct duration){.value = x->recovers, .unit = UNIT_DAY});
}

/* The same words whether there is such an account; nothing else, so that they are seen. */
static void put_asked(struct page *p, const struct scene *x)
{
	page_notice(p, NOTICE_DONE,
		    FILL(p->arena,
			 _("If there is an account with this number, the wait of {time} begins "
			   "now. We are sending a code to its addresses. Anyone who still has its "
			   "PIN or a key can stop the request."),
			 {"time", time_of(p, x)}));
	page_text(p, TONE_PLAIN,
		  _("Then come back to this page with the code. If the account has no address, ask "
		    "for the PIN at the counter of an authority that uses this portal, with an "
		    "identity document."));
}

static struct page *lost_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct lost *l = (const struct lost *)s;
	struct page *p = page_new(a, "lost", _("I have lost my PIN"));
	char shown[ACCOUNT_DIGITS + 3] = "";

	p->wants_back = true;
	if (l->number[0] != '\0')
		reference_show_account(l->number, shown);
	if (l->paper.pin[0] != '\0') {
		page_notice(p, NOTICE_DONE,
			    _("Your account has a new PIN. Please write it down: it is not shown "
			      "again, and the old one no longer works."));
		page_pair(p, _("Account number"), arena_text(a, shown), 0);
		page_pair(p, _("PIN"), l->paper.pin, 0);
		page_text(p, TONE_PLAIN, _("Sign in with both:"));
		page_code(p, common_ssh(x, a, "me"));
		return p;
	}
	if (l->wrong == 0 && l->error.fault != FAULT_NONE)
		page_notice(p, NOTICE_ERROR, message_error(a, &l->error));
	if (l->asked) {
		put_asked(p, x);
		return p;
	}
	page_heading(p, _("The PIN of an account"));
	page_text(
		p, TONE_PLAIN,
		FILL(a,
		     _("First ask for a new PIN here. We send a code straight away to every "
		       "address of the account. After {time}, come back with the code and get the "
		       "new PIN. The wait lets you stop the request if somebody else made it."),
		     {"time", time_of(p, x)}));
	put_field(p, l, FIELD_NUMBER, _("Account number"), NULL, arena_text(a, shown));
	put_field(p, l, FIELD_CODE, _("The code that we sent you"),
		  _("Leave this empty the first time."), l->code);
	p->focus_field = l->wrong;
	p->next_label = _("Continue");
	page_heading(p, _("The PIN of an application"));
	common_tracking_lost(p);
	return p;
}

static bool answer(struct lost *l, const struct input *e)
{
	enum fault fault;

	l->error = (struct error){0};
	l->wrong = 0;
	l->asked = false;
	if (e->field == FIELD_CODE) {
		explicit_bzero(l->code, sizeof(l->code));
		fault = e->text[0] == '\0' ? FAULT_NONE
					   : reference_read_account_pin(e->text, l->code, NULL);
		if (fault != FAULT_NONE)
			fault = fail(&l->error, FAULT_INPUT,
				     N_("The code that we sent you has 8 digits."), "not 8 digits");
	} else {
		fault = reference_read_account(e->text, l->number, &l->error);
	}
	l->wrong = fault == FAULT_NONE ? 0 : e->field;
	return fault == FAULT_NONE;
}

static void next(struct lost *l, struct stack *st)
{
	struct context *x = stack_context(st);

	if (l->number[0] == '\0')
		return;
	l->error = (struct error){0};
	l->wrong = 0;
	if (l->code[0] != '\0')
		(void)!recovery_finish(x->registry, x->caller, l->number, l->code, &l->paper,
				       &l->error);
	else
		l->asked = recovery_ask(x->registry, x->caller, l->number, &l->error) == FAULT_NONE;
	explicit_bzero(l->code, sizeof(l->code));
	stack_turn(st);
}

static bool lost_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct lost *l = (struct lost *)s;

	if (e->kind == INPUT_ANSWER)
		return answer(l, e);
	if (e->kind != INPUT_NEXT)
		return false;
	next(l, st);
	return true;
}

static void lost_forget(struct screen *s)
{
	struct lost *l = (struct lost *)s;

	explicit_bzero(l->code, sizeof(l->code));
	explicit_bzero(&l->paper, sizeof(l->paper));
}

static void lost_free(struct screen *s)
{
	explicit_bzero(s, sizeof(struct lost));
	free(s);
}

static const struct screen_ops ops = {.name = "lost",
				      .view = lost_view,
				      .update = lost_update,
				      .forget = lost_forget,
				      .free = lost_free};

struct screen *lost_new(void)
{
	return common_make(sizeof(struct lost), &ops);
}
