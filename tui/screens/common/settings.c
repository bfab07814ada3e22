/* settings.c - what the portal remembers for a key from visit to visit, and its forgetting. */
#include "tui/screens/common/common.h"

enum { ACT_FORGET = 1 };

struct settings {
	struct screen screen;
	struct preference kept; /* now; or, where it was forgotten, until then */
	bool known, forgotten;
};

static void settings_load(struct screen *s, struct stack *st)
{
	struct settings *m = (struct settings *)s;
	const struct context *x = stack_context(st);
	struct error err = {0};

	if (m->forgotten)
		return;
	if (preference_get(x->registry, x->caller, &m->kept, &m->known, &err) != FAULT_NONE)
		stack_replace(st, common_trouble(x, &err));
}

static void put_kept(struct page *p, const struct settings *m)
{
	if (!m->known) {
		page_text(p, TONE_PLAIN,
			  _("The portal remembers no language and no terminal for your key."));
		return;
	}
	page_text(p, TONE_PLAIN,
		  _("The portal remembers for your key, so that it need not ask again:"));
	page_pair(p, _("Language"), lang_name(m->kept.lang), 0);
	if (m->kept.terminal != 0)
		page_pair(p, _("Terminal"), _("how it shows Arabic, as you chose it"), 0);
	page_gap(p);
	page_menu(p, ACT_FORGET, _("Forget this"), _("The next session asks for it again."), NULL);
}

static void put_forgotten(struct page *p, const struct settings *m)
{
	const char *words = m->kept.terminal != 0
				    ? _("Forgotten: the language ({language}), and how your "
					"terminal shows Arabic.")
				    : _("Forgotten: the language ({language}).");

	page_notice(p, NOTICE_DONE, FILL(p->arena, words, {"language", lang_name(m->kept.lang)}));
	page_text(p, TONE_PLAIN,
		  _("Whatever you choose in the rest of this session is not remembered either."));
}

static struct page *settings_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct settings *m = (const struct settings *)s;
	struct page *p = page_new(a, "settings", _("Settings"));

	(void)x;
	p->wants_back = true;
	if (m->forgotten)
		put_forgotten(p, m);
	else
		put_kept(p, m);
	page_text(p, TONE_QUIET, _("Your applications and drafts stay with your key."));
	return p;
}

static bool settings_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct settings *m = (struct settings *)s;
	struct error err = {0};

	if (e->kind != INPUT_CHOOSE || e->act != ACT_FORGET)
		return false;
	if (stack_unlearn(st, &err) != FAULT_NONE) {
		stack_push(st, common_trouble(stack_context(st), &err));
		return true;
	}
	m->forgotten = true;
	stack_turn(st);
	return true;
}

static const struct screen_ops ops = {.name = "settings",
				      .load = settings_load,
				      .view = settings_view,
				      .update = settings_update};

struct screen *settings_new(void)
{
	return common_make(sizeof(struct settings), &ops);
}
