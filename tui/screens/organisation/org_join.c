/* org_join.c - an invitation to act for an organisation is taken by its code; or who has applied
 * for its registration attaches it to their account. */
#include "tui/screens/organisation/org.h"

#include <stdlib.h>
#include <string.h>

enum { FIELD_CODE = 1 };
enum { ACT_NO = 1, ACT_YES };

struct join {
	struct screen screen;
	struct org_at at; /* `of` NULL: to be claimed */
	struct application application;
	struct error error;
};

/* --- an invitation --- */

static struct page *join_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct join *v = (const struct join *)s;
	struct page *p = page_new(a, "organisation-join", _("I was invited"));
	struct field *field = arena_take(a, sizeof(*field));

	p->wants_back = true;
	p->trail = words_of(&v->at.of->name, x->lang);
	page_pair(p, _("Number"), bidi_isolate(a, v->at.number), 0);
	page_text(p, TONE_PLAIN,
		  _("The person who manages this organisation on the portal has given you a code. "
		    "It works once: from then on your account acts for the organisation."));
	*field = (struct field){.id = FIELD_CODE,
				.kind = FIELD_LINE,
				.ltr = true,
				.label = _("Code of the invitation"),
				.value = "",
				.required = true,
				.lines = 1};
	if (v->error.fault != FAULT_NONE) /* by the code, which is in view on every screen */
		field->error = message_error(a, &v->error);
	page_field(p, field);
	p->next_label = _("Accept the invitation");
	return p;
}

static bool join_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct join *v = (struct join *)s;
	struct context *x = stack_context(st);
	struct organisation_at at = org_at(&v->at, x);

	if (e->kind == INPUT_NEXT) {
		if (v->error.fault == FAULT_NONE)
			stack_replace(st, org_space_new(v->at.of, v->at.number));
		else
			stack_turn(st);
		return true;
	}
	if (e->kind != INPUT_ANSWER)
		return false;
	v->error = (struct error){0};
	return organisation_join(x->registry, x->caller, &at, e->text, &v->error) == FAULT_NONE;
}

static const struct screen_ops join_ops = {
	.name = "organisation-join", .view = join_view, .update = join_update};

struct screen *org_join_new(const struct register_definition *d, const char *number)
{
	struct join *v = common_make(sizeof(*v), &join_ops);

	v->at.of = d;
	snprintf(v->at.number, sizeof(v->at.number), "%s", number);
	return &v->screen;
}

/* --- attaching it --- */

static struct page *claim_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct join *v = (const struct join *)s;
	struct page *p = page_new(a, "organisation-claim", _("Attach the organisation"));

	(void)x;
	p->wants_back = true;
	p->deliberate = true;
	if (v->error.fault != FAULT_NONE)
		page_notice(p, NOTICE_ERROR, message_error(a, &v->error));
	page_pair(p, _("Reference number"), words_reference(a, v->application.reference), 0);
	page_text(p, TONE_PLAIN,
		  _("Your account is then the first to act for the organisation: you can view "
		    "everything recorded about it, send applications for it and invite others. "
		    "This can be done once, by the person who applied for the registration."));
	page_menu(p, ACT_NO, _("Not now"), NULL, NULL);
	page_menu(p, ACT_YES, _("Attach it to my account"), NULL, NULL);
	return p;
}

static void claim(struct join *v, struct stack *st);

static void claim_now(struct screen *s, struct stack *st)
{
	claim((struct join *)s, st);
}

static void claim(struct join *v, struct stack *st)
{
	const struct pin_then then = {&v->screen, claim_now, PIN_SIGN};
	ARENA_CLEAN struct arena *a = arena_new((size_t)8 << 20);
	struct context *x = stack_context(st);
	struct organisation o;

	if (organisation_claim(x->registry, x->caller, &v->application,
			       catalogue_terms(x->scene.catalogue), a, &o,
			       &v->error) == FAULT_NONE) {
		stack_replace(st, org_space_new(o.entry.of, o.entry.number));
		stack_tell(st, N_("Done. This is the current status."));
	} else if (pin_is_needed(&v->error))
		stack_push(st, pin_new(&v->application, NULL, &then));
	else
		stack_turn(st);
}

static bool claim_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct join *v = (struct join *)s;

	if (e->kind != INPUT_CHOOSE)
		return false;
	v->error = (struct error){0};
	if (e->act == ACT_YES)
		claim(v, st);
	else
		stack_pop(st);
	return true;
}

static const struct screen_ops claim_ops = {
	.name = "organisation-claim", .view = claim_view, .update = claim_update};

struct screen *org_claim_new(const struct application *a)
{
	struct join *v = common_make(sizeof(*v), &claim_ops);

	v->application = *a;
	return &v->screen;
}
