/* refused.c - an answer shows that this service is not for the applicant: why, and where to turn.
 */
#include "tui/screens/common/common.h"

enum { ACT_CHANGE = 1, ACT_FIND, ACT_HOME };

struct refused {
	struct screen screen;
	struct draft *draft;
};

static struct page *refused_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct draft *j = ((const struct refused *)s)->draft;
	const struct question *refused = form_refused(j->form);
	struct page *p = page_new(a, "refused", _("You cannot apply for this service"));

	p->trail = words_of(&j->service->name, x->lang);
	p->wants_back = true;
	p->deliberate = true; /* answers that were typed ahead choose nothing here */
	if (refused != NULL)
		page_notice(p, NOTICE_WARNING, common_refusal(refused, x->lang));
	page_menu(p, ACT_CHANGE, _("Change my answer"), NULL, NULL);
	page_menu(p, ACT_FIND, _("Find another service"), NULL, NULL);
	page_menu(p, ACT_HOME, _("Go to the home page"), NULL, NULL);
	page_heading(p, _("Where to turn"));
	page_text(p, TONE_PLAIN, _("If you think you can apply after all, ask here:"));
	common_counter(p, x, j->service);
	return p;
}

static bool refused_update(struct screen *s, struct stack *st, const struct input *e)
{
	(void)s;
	if (e->kind != INPUT_CHOOSE)
		return false;
	if (e->act == ACT_CHANGE) {
		stack_pop(st);
		return true;
	}
	stack_home(st, home_of(stack_context(st)));
	if (e->act == ACT_FIND)
		stack_push(st, search_new_screen("", NULL));
	return true;
}

static void refused_free(struct screen *s)
{
	draft_drop(((struct refused *)s)->draft);
	free(s);
}

static const struct draft *refused_draft(const struct screen *s)
{
	return ((const struct refused *)s)->draft;
}

static const struct screen_ops ops = {.name = "refused",
				      .view = refused_view,
				      .update = refused_update,
				      .draft = refused_draft,
				      .free = refused_free};

struct screen *refused_new(struct draft *j)
{
	struct refused *s = common_make(sizeof(*s), &ops);

	s->draft = draft_hold(j);
	return &s->screen;
}
