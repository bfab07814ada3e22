/* founder.c - what an organisation's own people alone send is not taken from who has not shown to
 * be one: who has registered it shows the reference number and the PIN of that application. Told
 * as its number is typed, and asked again at the end. */
#include "tui/screens/common/numbers.h"

#include "services/application/entry_asked.h"
#include "services/application/organisation.h"

struct founder {
	struct screen screen;
	const struct service *service;
	struct pin_then then;
	struct numbers numbers;
	struct error why; /* of the refusal */
	char number[160]; /* that was just typed, where nothing is sent yet */
};

enum { ACT_FILL = 1, ACT_GETTING };

/* What the refusal says of who has not registered it, behind what is typed: on a narrow screen it
 * would stand before it. */
static const char *else_ask(const struct founder *v, struct arena *a)
{
	struct error way = v->why;

	way.say = N_("If it was somebody else, ask the person who manages the organisation on the "
		     "portal to invite your account, or go to the office that keeps the register, "
		     "with an identity document: {authority}.");
	way.before = NULL;
	return message_error(a, &way);
}

static struct page *founder_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct founder *v = (const struct founder *)s;
	struct page *p = page_new(a, "founder", _("Who applies for this organisation?"));

	p->trail = words_of(&v->service->name, x->lang);
	p->wants_back = true;
	if (!founder_is_asked(&v->why)) {
		page_notice(p, NOTICE_WARNING, message_error(a, &v->why));
		page_menu(p, ACT_FILL, _("Fill it in all the same"), NULL, NULL);
		return p;
	}
	page_notice(p, NOTICE_WARNING,
		    _("Only the organisation's own people can send this. What you have written is "
		      "saved."));
	if (v->numbers.errors[0].fault != FAULT_NONE)
		page_notice(p, NOTICE_ERROR, message_error(a, &v->numbers.errors[0]));
	page_text(p, TONE_STRONG, _("I applied for its registration:"));
	numbers_put(p, &v->numbers, true);
	page_text(p, TONE_QUIET, else_ask(v, a));
	if (v->then.asker == NULL)
		page_menu(p, ACT_FILL, _("Fill it in all the same"), NULL, NULL);
	if (!x->has_account)
		page_menu(p, ACT_GETTING, _("How to get an account"), NULL, NULL);
	p->next_label = v->then.asker == NULL ? _("Continue") : _("Submit my application");
	return p;
}

/* What is sent is asked about by who sends it; else here whether that was enough. */
static bool is_answer(struct founder *v, const struct context *x)
{
	struct error still = {0};

	if (v->then.asker != NULL ||
	    entry_asked(x->registry, x->caller, v->service, v->number, &still) != FAULT_DENIED)
		return true;
	if (founder_is_asked(&still))
		fail(&v->numbers.errors[0], FAULT_DENIED,
		     N_("This is not the application that registered this organisation. Check the "
			"number."),
		     "another one's");
	else
		v->why = still;
	v->numbers.reference[0] = '\0';
	v->numbers.focus = NUMBERS_REFERENCE;
	return false;
}

static void try_it(struct founder *v, struct stack *st)
{
	struct context *x = stack_context(st);
	struct numbers *n = &v->numbers;
	struct pin_then then;
	struct application of;
	enum fault fault;

	if (!numbers_are_there(n, true))
		return;
	fault = application_open(x->registry, x->caller, n->reference, n->pin, &of, &n->errors[0]);
	numbers_forget_pin(n);
	if (fault != FAULT_NONE) {
		n->focus = NUMBERS_PIN;
		stack_turn(st);
		return;
	}
	if (!is_answer(v, x)) {
		stack_turn(st);
		return;
	}
	then = v->then; /* the page goes */
	stack_pop(st);
	if (then.asker != NULL)
		then.go(then.asker, st);
}

static bool founder_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct founder *v = (struct founder *)s;

	if (e->kind == INPUT_ANSWER)
		return numbers_answer(&v->numbers, e, reference_read_pin);
	if (e->kind == INPUT_CHOOSE && e->act == ACT_GETTING)
		stack_push(st, getting_new());
	else if (e->kind == INPUT_CHOOSE && e->act == ACT_FILL)
		stack_pop(st);
	else if (e->kind == INPUT_NEXT && founder_is_asked(&v->why))
		try_it(v, st);
	else
		return false;
	return true;
}

static void founder_forget(struct screen *s)
{
	numbers_forget_pin(&((struct founder *)s)->numbers);
}

static void founder_free(struct screen *s)
{
	explicit_bzero(s, sizeof(struct founder));
	free(s);
}

static const struct screen_ops ops = {.name = "founder",
				      .view = founder_view,
				      .update = founder_update,
				      .forget = founder_forget,
				      .free = founder_free};

bool founder_is_asked(const struct error *err)
{
	return err->code != NULL && strcmp(err->code, ORGANISATION_NOT_ITS_PEOPLE) == 0;
}

struct screen *founder_early_new(const struct error *why, const struct service *s,
				 const char *number)
{
	struct founder *v = common_make(sizeof(*v), &ops);

	v->service = s;
	v->why = *why;
	snprintf(v->number, sizeof(v->number), "%s", number);
	return &v->screen;
}

struct screen *founder_new(const struct error *why, const struct service *s,
			   const struct pin_then *then)
{
	struct founder *v = common_make(sizeof(*v), &ops);

	v->service = s;
	v->then = *then;
	v->why = *why;
	return &v->screen;
}
