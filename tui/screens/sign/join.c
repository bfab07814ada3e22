/* join.c - an invitation is taken by its code: then a PIN of one's own is shown, once. */
#include "tui/screens/common/common.h"

#include <string.h>

enum { ACT_NO = 1, ACT_TAKE, ACT_ON };

struct join {
	struct screen screen;
	char reference[REFERENCE_DIGITS + 1];
	char code[MEMBER_CODE_DIGITS + 1];
	char pin[MEMBER_PIN_DIGITS + 1]; /* "": by the account */
	struct application application;
	struct arena *arena; /* of the offer */
	struct member_offer offer;
	bool looked, found; /* the code was tried; it is that of an invitation */
	bool taken;
	struct error error;
};

static void put_taken(struct page *p, const struct join *v)
{
	page_notice(p, NOTICE_DONE, _("You have accepted the invitation."));
	if (v->pin[0] == '\0') {
		page_text(p, TONE_PLAIN,
			  _("From now on, open this application with your account."));
	} else {
		page_text(p, TONE_STRONG, _("Your own PIN"));
		page_big(p, v->pin);
		page_text(p, TONE_PLAIN,
			  _("Write it down: you need it and the reference number to come back. It "
			    "is shown only once."));
	}
	page_menu(p, ACT_ON, _("Continue"), NULL, NULL);
}

/* Once: a wrong code is counted. */
static void join_load(struct screen *s, struct stack *st)
{
	struct join *v = (struct join *)s;
	const struct context *x = stack_context(st);

	if (!v->looked)
		v->found = member_offered(x->registry, x->caller, v->reference, v->code, v->arena,
					  &v->offer, &v->error) == FAULT_NONE;
	v->looked = true;
}

static const char *asked_for(int rights)
{
	if ((rights & MEMBER_SIGN) != 0)
		return _("You are asked to read the application and to sign it.");
	return (rights & MEMBER_EDIT) != 0
		       ? _("You are asked to help fill in the application.")
		       : _("You are asked to read the application. You do not sign it.");
}

static void put_offer(struct page *p, const struct scene *x, const struct join *v)
{
	const struct service *service = catalogue_find(x->catalogue, v->offer.service);

	if (service != NULL)
		page_pair(p, _("Service"), words_of(&service->name, x->lang), 0);
	page_pair(p, _("Name"), bidi_isolate(p->arena, v->offer.name), 0);
	page_text(p, TONE_PLAIN, asked_for(v->offer.rights));
	page_text(p, TONE_PLAIN, _("The code works once: nobody can use it after you."));
	page_menu(p, ACT_NO, _("Not now"), NULL, NULL);
	page_menu(p, ACT_TAKE, _("Accept the invitation"), NULL, NULL);
}

static struct page *join_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct join *v = (const struct join *)s;
	struct page *p =
		page_new(a, "join", v->taken ? _("Invitation accepted") : _("You were invited"));

	p->wants_back = !v->taken;
	p->deliberate = !v->taken;
	if (v->error.fault != FAULT_NONE)
		page_notice(p, NOTICE_ERROR, message_error(a, &v->error));
	if (v->taken || !v->found)
		page_pair(p, _("Reference number"), words_reference(a, v->reference), 0);
	if (v->taken) {
		put_taken(p, v);
	} else if (v->found) {
		put_offer(p, x, v);
	} else {
		page_menu(p, ACT_NO, _("Back"), NULL, NULL);
	}
	return p;
}

static void take(struct join *v, struct stack *st)
{
	const struct context *x = stack_context(st);

	v->taken = member_join(x->registry, x->caller, v->reference, v->code,
			       catalogue_terms(x->scene.catalogue), &v->application, v->pin,
			       &v->error) == FAULT_NONE;
	if (v->taken)
		explicit_bzero(v->code, sizeof(v->code));
	stack_turn(st);
}

static bool join_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct join *v = (struct join *)s;
	struct application a;

	if (e->kind != INPUT_CHOOSE)
		return false;
	v->error = (struct error){0};
	if (e->act == ACT_TAKE && v->found && !v->taken) {
		take(v, st);
	} else if (e->act == ACT_ON && v->taken) {
		a = v->application;
		stack_pop(st);
		stack_push(st, people_new(&a));
	} else {
		stack_pop(st);
	}
	return true;
}

static void join_forget(struct screen *s)
{
	struct join *v = (struct join *)s;

	explicit_bzero(v->pin, sizeof(v->pin));
	explicit_bzero(v->code, sizeof(v->code));
}

static void join_free(struct screen *s)
{
	arena_free(((struct join *)s)->arena);
	explicit_bzero(s, sizeof(struct join));
	free(s);
}

static const struct screen_ops ops = {.name = "join",
				      .load = join_load,
				      .view = join_view,
				      .update = join_update,
				      .forget = join_forget,
				      .free = join_free};

struct screen *join_new(const char *reference, const char *code)
{
	struct join *v = common_make(sizeof(*v), &ops);

	v->arena = arena_new((size_t)4 << 20);
	snprintf(v->reference, sizeof(v->reference), "%s", reference);
	snprintf(v->code, sizeof(v->code), "%s", code);
	return &v->screen;
}
