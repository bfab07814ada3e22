/* renew.c - at a counter: the reference or PIN of an application is lost, and is given anew to whom
 * it belongs, on a slip. */
#include "tui/page/slip.h"
#include "tui/screens/office/office.h"

#include <string.h>

enum { FIELD_REFERENCE = 1 };
enum { ACT_GIVE = 1 };

struct renew {
	struct screen screen;
	struct arena *arena; /* what was found and given */
	char typed[REFERENCE_DIGITS + 1];
	bool looked, found;
	struct application application;
	const struct service *service;
	struct receipt receipt; /* its PIN, as long as the page stands; "" */
	struct slip_part parts[SLIP_PARTS];
	size_t count;
	struct error error; /* fault NONE: none */
};

static void put_field(struct page *p, const struct renew *v)
{
	struct field *f = arena_take(p->arena, sizeof(*f));
	char shown[REFERENCE_DIGITS + 4] = "";

	if (v->typed[0] != '\0')
		reference_show(v->typed, shown);
	*f = (struct field){.id = FIELD_REFERENCE,
			    .kind = FIELD_LINE,
			    .label = _("Reference number"),
			    .value = arena_text(p->arena, shown),
			    .required = true,
			    .ltr = true,
			    .lines = 1};
	if (v->error.fault != FAULT_NONE)
		f->error = message_error(p->arena, &v->error);
	page_text(p, TONE_PLAIN,
		  _("If the number is lost, too, those who handle the application find it in "
		    "their lists."));
	page_field(p, f);
	p->focus_field = FIELD_REFERENCE;
	p->next_label = _("Continue");
}

static void put_slip(struct page *p, const struct renew *v)
{
	page_notice(p, NOTICE_DONE,
		    _("The application has a new PIN; the old one no longer works. Hand both "
		      "numbers to the person: the PIN is not shown again."));
	for (size_t i = 0; i < v->count; i++) {
		const struct slip_part *part = &v->parts[i];

		if (part->label == NULL)
			page_heading(p, part->value);
		else if (part->value[0] != '\0')
			page_pair(p, part->label, bidi_isolate(p->arena, part->value), 0);
	}
}

static struct page *renew_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct renew *v = (const struct renew *)s;
	struct page *p = page_new(a, "renew", _("Somebody has lost a PIN"));

	p->wants_back = true;
	if (v->receipt.pin[0] != '\0') {
		put_slip(p, v);
		return p;
	}
	if (!v->found) {
		put_field(p, v);
		return p;
	}
	p->deliberate = true;
	if (v->error.fault != FAULT_NONE)
		page_notice(p, NOTICE_ERROR, message_error(a, &v->error));
	page_pair(p, _("Reference number"), words_reference(a, v->application.reference), 0);
	page_pair(p, _("Service"), words_of(&v->service->name, x->lang), 0);
	page_text(
		p, TONE_PLAIN,
		_("Ask for an identity document, and check that the application is this person's. "
		  "The portal records that you gave the PIN, and the applicant is told."));
	page_menu(p, ACT_GIVE, _("I have checked who it is: give a new PIN"),
		  _("The old one will stop working."), NULL);
	return p;
}

static void look_for(struct renew *v, const struct context *x)
{
	enum fault fault;

	v->error = (struct error){0};
	arena_reset(v->arena);
	fault = renew_find(x->registry, x->caller, v->typed, &v->application, &v->error);
	if (fault == FAULT_NONE)
		fault = common_service(x, v->arena, &v->application, &v->service, &v->error);
	v->found = fault == FAULT_NONE;
}

static void make_slip(struct renew *v, const struct context *x)
{
	const struct slip slip = {.service = v->service,
				  .receipt = &v->receipt,
				  .follow = common_ssh(&x->scene, v->arena, "guest")};

	message_use(v->application.lang);
	v->count = slip_parts(v->arena, v->application.lang, &slip, v->parts);
	message_use(x->scene.lang);
}

static void give(struct renew *v, struct stack *st)
{
	const struct context *x = stack_context(st);

	v->error = (struct error){0};
	if (renew_give(x->registry, x->caller, &v->application, v->service, true, &v->receipt,
		       &v->error) == FAULT_NONE)
		make_slip(v, x);
	stack_turn(st);
}

/* What it was opened for is looked for at once. */
static void renew_load(struct screen *s, struct stack *st)
{
	struct renew *v = (struct renew *)s;

	if (!v->looked && v->typed[0] != '\0')
		look_for(v, stack_context(st));
	v->looked = true;
}

static bool renew_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct renew *v = (struct renew *)s;

	if (e->kind == INPUT_ANSWER) {
		v->error = (struct error){0};
		return reference_read(e->text, v->typed, &v->error) == FAULT_NONE;
	}
	if (e->kind == INPUT_NEXT) {
		if (v->typed[0] != '\0')
			look_for(v, stack_context(st));
		stack_turn(st);
		return true;
	}
	if (e->kind != INPUT_CHOOSE || e->act != ACT_GIVE || !v->found)
		return false;
	give(v, st);
	return true;
}

/* The PIN stands on the slip, too. */
static void renew_forget(struct screen *s)
{
	struct renew *v = (struct renew *)s;

	for (size_t i = 0; i < v->count; i++)
		if (strcmp(v->parts[i].value, v->receipt.pin) == 0)
			explicit_bzero(v->parts[i].value, strlen(v->parts[i].value));
	explicit_bzero(v->receipt.pin, sizeof(v->receipt.pin));
	v->count = 0;
	v->found = false;
}

static void renew_free(struct screen *s)
{
	struct renew *v = (struct renew *)s;

	renew_forget(s);
	arena_free(v->arena);
	explicit_bzero(v, sizeof(*v));
	free(v);
}

static const struct screen_ops ops = {.name = "renew",
				      .load = renew_load,
				      .view = renew_view,
				      .update = renew_update,
				      .forget = renew_forget,
				      .free = renew_free};

struct screen *renew_new(const struct application *a)
{
	struct renew *v = common_make(sizeof(*v), &ops);

	v->arena = arena_new((size_t)4 << 20);
	if (a != NULL)
		memcpy(v->typed, a->reference, sizeof(v->typed));
	return &v->screen;
}
