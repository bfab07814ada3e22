/* pin.c - the PIN, asked for at the last step of what somebody does who has come with a key alone.
 */
#include "tui/screens/common/common.h"

#define FIELD_PIN 1

struct pin {
	struct screen screen;
	struct application application;
	const struct service *service; /* NULL: its definition cannot be read */
	struct pin_then then;
	struct error error; /* of the last try; fault NONE: none */
	char typed[PIN_DIGITS + 1];
};

/* What each act says on the page. */
static const struct wording {
	const char *label; /* of what Enter does */
	const char *ask;
	const char *lost; /* where the PIN is not at hand */
} wordings[] = {
	[PIN_SUBMIT] = {N_("Submit my application"),
			N_("To submit your application, please type the PIN that you were given "
			   "with this reference number."),
			N_("Nothing that you entered is lost. Ask the authority, and give your "
			   "reference number:")},
	[PIN_REPLY] = {N_("Send the answer"),
		       N_("To send your answer, please type the PIN that you were given with this "
			  "reference number."),
		       N_("Nothing that you entered is lost. Ask the authority, and give your "
			  "reference number:")},
	[PIN_WITHDRAW] =
		{N_("Withdraw my application"),
		 N_("To withdraw your application, please type the PIN that you were given "
		    "with this reference number."),
		 N_("Your application stays as it is. Ask the authority, and give your "
		    "reference number:")},
	[PIN_CORRECT] = {N_("Correct my answers"),
			 N_("To change answers that you have sent, please type the PIN that you "
			    "were given with this reference number."),
			 N_("Nothing that you entered is lost. Ask the authority, and give your "
			    "reference number:")},
	[PIN_APPEAL] = {N_("Appeal"),
			N_("To appeal, please type the PIN that you were given with the reference "
			   "number of the application that was refused."),
			N_("Your application stays as it is. Ask the authority, and give your "
			   "reference number:")},
	[PIN_ADDRESS] =
		{N_("Notices (SMS, email)"),
		 N_("To choose where your notices are sent, please type the PIN that you were "
		    "given with this reference number."),
		 N_("Your application stays as it is. Ask the authority, and give your reference "
		    "number:")},
	[PIN_TAKE] = {N_("Continue"),
		      N_("To use a document from another application, please type the PIN that you "
			 "were given with this reference number."),
		      N_("Your application stays as it is. Ask the authority, and give your "
			 "reference number:")},
	[PIN_SIGN] = {N_("Continue"),
		      N_("To invite or to sign, please type the PIN that you were given with this "
			 "reference number."),
		      N_("Your application stays as it is. Ask the authority, and give your "
			 "reference number:")}};

static const struct field *make_field(struct arena *a, const struct pin *t)
{
	struct field *f = arena_take(a, sizeof(*f));

	*f = (struct field){.id = FIELD_PIN,
			    .kind = FIELD_SECRET,
			    .label = _("Tracking PIN"),
			    .value = t->typed,
			    .required = true,
			    .ltr = true,
			    .lines = 1};
	if (t->error.fault != FAULT_NONE)
		f->error = message_error(a, &t->error);
	return f;
}

static struct page *pin_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct pin *t = (const struct pin *)s;
	const struct wording *words = &wordings[t->then.act];
	struct page *p = page_new(a, "pin", _("One last step: your PIN"));

	if (t->service != NULL)
		p->trail = words_of(&t->service->name, x->lang);
	p->wants_back = true;
	page_text(p, TONE_PLAIN, _(words->ask));
	page_pair(p, _("Reference number"), words_reference(a, t->application.reference), 0);
	page_field(p, make_field(a, t));
	p->focus_field = FIELD_PIN;
	p->next_label = _(words->label);
	page_heading(p, _("Why you are asked"));
	page_text(p, TONE_PLAIN,
		  _("Your key opens your drafts and shows where your applications stand. To "
		    "submit, answer or withdraw in your name, you also need the PIN, so that "
		    "nobody else can do it. In this session it is not asked for again."));
	page_heading(p, _("If you no longer have the PIN"));
	page_text(p, TONE_PLAIN, _(words->lost));
	if (t->service != NULL)
		common_counter(p, x, t->service);
	return p;
}

static void try_it(struct pin *t, struct stack *st)
{
	struct context *x = stack_context(st);
	enum fault fault =
		application_prove(x->registry, x->caller, &t->application, t->typed, &t->error);

	explicit_bzero(t->typed, sizeof(t->typed));
	if (fault != FAULT_NONE) {
		stack_turn(st);
		return;
	}
	stack_pop(st);
	t->then.go(t->then.asker, st);
}

static bool pin_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct pin *t = (struct pin *)s;

	if (e->kind == INPUT_ANSWER) {
		t->error = (struct error){0};
		explicit_bzero(t->typed, sizeof(t->typed));
		return reference_read_pin(e->text, t->typed, &t->error) == FAULT_NONE;
	}
	if (e->kind != INPUT_NEXT)
		return false;
	if (t->typed[0] != '\0')
		try_it(t, st);
	return true;
}

static void pin_forget(struct screen *s)
{
	struct pin *t = (struct pin *)s;

	explicit_bzero(t->typed, sizeof(t->typed));
}

static void pin_free(struct screen *s)
{
	explicit_bzero(s, sizeof(struct pin));
	free(s);
}

static const struct screen_ops ops = {.name = "pin",
				      .view = pin_view,
				      .update = pin_update,
				      .forget = pin_forget,
				      .free = pin_free};

bool pin_is_needed(const struct error *err)
{
	return err->code != NULL && strcmp(err->code, ACCESS_PIN_NEEDED) == 0;
}

struct screen *pin_new(const struct application *a, const struct service *s,
		       const struct pin_then *then)
{
	struct pin *t = common_make(sizeof(*t), &ops);

	t->application = *a;
	t->service = s;
	t->then = *then;
	return &t->screen;
}
