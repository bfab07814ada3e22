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
	bool taken;
	struct error error;
};

static void put_taken(struct page *p, const struct join *v)
{
	page_notice(p, NOTICE_DONE, _("You have accepted the invitation."));
	if (v->pin[0] == '\0') {
		page_text(p, TONE_PLAIN,
			  _("From now on you come to this application with your account."));
	} else {
		page_text(p, TONE_STRONG, _("Your own PIN"));
		page_big(p, v->pin);
		page_text(p, TONE_PLAIN,
			  _("Write it down: with it and the reference number you come back. It is "
			    "shown once."));
	}
	page_menu(p, ACT_ON, _("Continue"), NULL, NULL);
}

static struct page *join_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct join *v = (const struct join *)s;
	struct page *p = page_new(a, "join", _("You were invited"));

	(void)x;
	p->wants_back = !v->taken;
	p->deliberate = !v->taken;
	if (v->error.fault != FAULT_NONE)
		page_notice(p, NOTICE_ERROR, message_error(a, &v->error));
	page_pair(p, _("Reference number"), words_reference(a, v->reference), 0);
	if (v->taken) {
		put_taken(p, v);
		return p;
	}
	page_text(p, TONE_PLAIN,
		  _("Somebody has invited you to work on this application, or to sign it. The code "
		    "works once: nobody can use it after you."));
	page_menu(p, ACT_NO, _("Not now"), NULL, NULL);
	page_menu(p, ACT_TAKE, _("Accept the invitation"), NULL, NULL);
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
	if (e->act == ACT_TAKE && !v->taken) {
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
	explicit_bzero(s, sizeof(struct join));
	free(s);
}

static const struct screen_ops ops = {.name = "join",
				      .view = join_view,
				      .update = join_update,
				      .forget = join_forget,
				      .free = join_free};

struct screen *join_new(const char *reference, const char *code)
{
	struct join *v = common_make(sizeof(*v), &ops);

	snprintf(v->reference, sizeof(v->reference), "%s", reference);
	snprintf(v->code, sizeof(v->code), "%s", code);
	return &v->screen;
}
