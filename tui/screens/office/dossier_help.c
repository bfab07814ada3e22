/* dossier_help.c - what cannot be done with an application now, each act with why; then the keys.
 */
#include "tui/screens/office/dossier.h"

struct why {
	struct screen screen;
	struct dossier *dossier; /* the screen below */
	bool steps;
};

#define ACT_KEYS 1

static void put_why(struct page *p, bool *any, const char *what, const char *why)
{
	if (!*any)
		page_heading(p, _("Not possible now"));
	*any = true;
	page_pair(p, what, why, 0);
}

static struct page *why_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct dossier *d = ((const struct why *)s)->dossier;
	struct page *p = page_new(a, "dossier_help", _("Help"));
	bool any = false;

	p->wants_back = true;
	page_text(p, TONE_PLAIN,
		  _("The whole application is on this page. The numbers are what can be done with "
		    "it now; after that, the next application of the list opens."));
	page_menu(p, ACT_KEYS, _("Keys"), NULL, NULL);
	for (size_t i = 0; i < d->course.act_count; i++) {
		const struct act_choice *c = &d->course.acts[i];

		if (!c->possible)
			put_why(p, &any, acted_name(c->act, x->lang),
				acted_why(a, x->lang, d->draft->service, &c->why));
	}
	for (size_t i = 0; i < d->course.task_count; i++) {
		const struct application_task *t = &d->course.tasks[i];

		if (t->closed_at == 0 && !t->possible)
			put_why(p, &any, dossier_closing(a, x->lang, t->task),
				message_error(a, &t->why));
	}
	if (!application_is_open(d->application.state))
		return p;
	if (d->assign.holder[0] == '\0' && d->assign.claim.fault != FAULT_NONE)
		put_why(p, &any, _("Take it up"), message_error(a, &d->assign.claim));
	if (d->assign.move.fault != FAULT_NONE)
		put_why(p, &any, _("Hand it to a colleague"), message_error(a, &d->assign.move));
	return p;
}

static bool why_update(struct screen *s, struct stack *st, const struct input *e)
{
	if (e->kind == INPUT_HELP)
		return true;
	if (e->kind != INPUT_CHOOSE)
		return false;
	stack_replace(st, help_new("dossier", ((struct why *)s)->steps));
	return true;
}

static const struct screen_ops ops = {
	.name = "dossier_help", .view = why_view, .update = why_update};

struct screen *dossier_help_new(struct dossier *d)
{
	struct why *w = common_make(sizeof(*w), &ops);

	w->dossier = d;
	w->steps = true;
	return &w->screen;
}
