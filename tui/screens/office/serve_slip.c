/* serve_slip.c - what was sent in a person's name: the slip to hand to them, and the next one. */
#include "tui/page/slip.h"
#include "tui/screens/common/common.h"

enum { ACT_NEXT = 1, ACT_HOME };

struct slip_screen {
	struct screen screen;
	const struct service *service;
	struct caller_served served;
	struct receipt receipt;
	struct arena *arena;
	struct slip_part parts[SLIP_PARTS]; /* of the slip, in the person's language */
	size_t count;
};

static void slip_load(struct screen *s, struct stack *st)
{
	struct slip_screen *v = (struct slip_screen *)s;
	const struct context *x = stack_context(st);
	struct slip slip = {.service = v->service, .receipt = &v->receipt, .served = &v->served};

	arena_reset(v->arena);
	slip.follow = common_ssh(&x->scene, v->arena, "guest");
	slip.sign_in = common_ssh(&x->scene, v->arena, "me");
	message_use(v->served.lang);
	v->count = slip_parts(v->arena, v->served.lang, &slip, v->parts);
	message_use(x->scene.lang);
}

static struct page *slip_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct slip_screen *v = (const struct slip_screen *)s;
	struct page *p = page_new(a, "serve_slip", _("Hand the slip to the person"));

	p->trail = words_of(&v->service->name, x->lang);
	page_notice(p, NOTICE_DONE,
		    FILL(a, _("Sent in the name of {person}."),
			 {"person", bidi_isolate(a, text_safe(a, v->served.name, 0))}));
	page_menu(p, ACT_NEXT, _("The next person, for the same service"), NULL, NULL);
	page_menu(p, ACT_HOME, _("Go to the home page"), NULL, NULL);
	for (size_t i = 0; i < v->count; i++) {
		const struct slip_part *part = &v->parts[i];

		if (part->label == NULL)
			page_heading(p, part->value);
		else if (part->value[0] != '\0')
			page_pair(p, part->label, bidi_isolate(a, part->value), 0);
	}
	return p;
}

static bool slip_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct slip_screen *v = (struct slip_screen *)s;
	const struct service *service = v->service;

	if (e->kind == INPUT_BACK) {
		stack_pop(st);
		return true;
	}
	if (e->kind != INPUT_CHOOSE)
		return false;
	if (e->act == ACT_NEXT)
		stack_replace(st, serve_new(service));
	else
		stack_pop(st);
	return true;
}

static void slip_forget(struct screen *s)
{
	struct slip_screen *v = (struct slip_screen *)s;

	for (size_t i = 0; i < v->count; i++)
		if (strcmp(v->parts[i].value, v->receipt.pin) == 0)
			explicit_bzero(v->parts[i].value, strlen(v->parts[i].value));
	explicit_bzero(v->receipt.pin, sizeof(v->receipt.pin));
}

static void slip_free(struct screen *s)
{
	struct slip_screen *v = (struct slip_screen *)s;

	slip_forget(s);
	arena_free(v->arena);
	explicit_bzero(v, sizeof(*v));
	free(v);
}

static const struct screen_ops ops = {.name = "serve_slip",
				      .load = slip_load,
				      .view = slip_view,
				      .update = slip_update,
				      .forget = slip_forget,
				      .free = slip_free};

struct screen *serve_slip_new(const struct context *x, const struct service *s,
			      const struct receipt *receipt)
{
	struct slip_screen *v = common_make(sizeof(*v), &ops);

	v->arena = arena_new((size_t)1 << 20);
	v->service = s;
	v->served = x->caller->served;
	v->receipt = *receipt;
	return &v->screen;
}
