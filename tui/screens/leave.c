/* leave.c - the question before a person leaves. */
#include "tui/screens/leave.h"

#include "i18n/i18n.h"

enum { ACT_LEAVE = 1, ACT_STAY };

struct leave {
	struct screen screen;
	char reference[REFERENCE_DIGITS + 1];
	bool keeps; /* what was entered */
};

static struct page *view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct leave *l = (const struct leave *)s;
	struct page *p = page_new(a, "leave", _("Leave the portal?"));

	(void)x;
	p->wants_back = true;
	p->deliberate = true;
	if (l->keeps && l->reference[0] != '\0')
		page_text(p, TONE_PLAIN, _("What you entered is saved."));
	else if (!l->keeps)
		page_notice(p, NOTICE_WARNING,
			    _("Your answers to these first questions are not saved."));
	if (l->reference[0] != '\0') {
		page_text(p, TONE_PLAIN, _("The reference number of your draft is:"));
		page_big(p, l->reference);
	}
	page_menu(p, ACT_LEAVE, _("Leave"), NULL, NULL);
	page_menu(p, ACT_STAY, _("Stay"), NULL, NULL);
	return p;
}

static bool update(struct screen *s, struct stack *st, const struct input *e)
{
	(void)s;
	if (e->kind != INPUT_CHOOSE)
		return e->kind == INPUT_HELP;
	if (e->act == ACT_LEAVE)
		stack_end(st);
	else
		stack_pop(st);
	return true;
}

static const struct screen_ops ops = {.name = "leave", .view = view, .update = update};

struct screen *leave_new(const struct stack *st)
{
	struct leave *l = calloc(1, sizeof(*l));
	const char *reference = stack_reference(st);

	if (l == NULL)
		fatal("out of memory");
	l->screen.ops = &ops;
	l->keeps = stack_keeps(st);
	if (reference != NULL)
		snprintf(l->reference, sizeof(l->reference), "%s", reference);
	return &l->screen;
}

bool leave_is_asked(const struct stack *st)
{
	const struct screen *top = stack_top(st);

	return top != NULL && top->ops == &ops;
}
