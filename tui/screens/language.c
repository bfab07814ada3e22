/* language.c - the choice of language: at the door, and from every page. */
#include "tui/screens/common.h"

struct language {
	struct screen screen;
	bool first;
};

#define ACT_VISUAL (LANG_COUNT + 1)

static const enum lang order[] = {LANG_EN, LANG_FR, LANG_AR};

static struct page *language_view(const struct screen *s, const struct context *x, struct arena *a)
{
	const struct language *l = (const struct language *)s;
	struct page *p = page_new(a, "language", "Language · Langue · اللغة");

	p->every_language = l->first;
	if (l->first)
		page_text(p, TONE_PLAIN, "Type a number · Tapez un numéro\nاكتب رقماً");
	for (int i = 0; i < LANG_COUNT; i++)
		page_menu(p, i + 1, lang_name(order[i]), NULL,
			  !l->first && order[i] == x->lang ? "✓" : NULL);
	if (x->plain) /* for those who see, on a terminal that does not turn Arabic around */
		page_menu(p, ACT_VISUAL, lang_name(LANG_AR), "visual · visuel", NULL);
	p->wants_back = !l->first;
	return p;
}

static bool language_update(struct screen *s, struct stack *st, const struct happening *e)
{
	struct language *l = (struct language *)s;

	if (e->kind == EVENT_LANGUAGE || e->kind == EVENT_HELP)
		return true;
	if (e->kind == EVENT_BACK && l->first)
		return true;
	if (e->kind != EVENT_CHOOSE || e->act < 1 || e->act > ACT_VISUAL)
		return false;
	stack_context(st)->plain_visual = e->act == ACT_VISUAL;
	stack_use_lang(st, e->act == ACT_VISUAL ? LANG_AR : order[e->act - 1]);
	if (l->first)
		stack_replace(st, screens_start(stack_context(st), true));
	else
		stack_pop(st);
	return true;
}

static const struct screen_ops ops = {
	.name = "language", .view = language_view, .update = language_update};

struct screen *language_new(bool first)
{
	struct language *l = common_make(sizeof(*l), &ops);

	l->first = first;
	return &l->screen;
}
