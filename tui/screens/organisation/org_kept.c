/* org_kept.c - an organisation's whole entry, as it is kept: for its people. */
#include "tui/screens/organisation/org.h"

struct kept {
	struct screen screen;
	struct org_at at;
	struct arena *arena;
	struct organisation own;
	bool is_read;
	struct error error;
};

static void kept_load(struct screen *s, struct stack *st)
{
	struct kept *k = (struct kept *)s;
	struct context *x = stack_context(st);
	struct organisation_at at = org_at(&k->at, x);

	arena_reset(k->arena);
	k->error = (struct error){0};
	k->is_read = organisation_open(x->registry, x->caller, &at, k->arena, &k->own, &k->error) ==
		     FAULT_NONE;
}

static void put_values(struct page *p, const struct entry *e, const struct scene *x)
{
	for (size_t i = 0; i < e->cell_count; i++) {
		const struct entry_cell *cell = &e->cells[i];
		const char *value =
			check_show(p->arena, catalogue_terms(x->catalogue), cell, x->lang);

		page_pair(p, words_of(&cell->column->question.label, x->lang),
			  value[0] == '\0' ? _("not entered")
					   : bidi_isolate(p->arena, text_safe(p->arena, value, 0)),
			  0);
	}
}

static struct page *kept_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct kept *k = (const struct kept *)s;
	const struct entry *e = &k->own.entry;
	struct page *p = page_new(a, "organisation-kept", _("Full register entry"));

	p->wants_back = true;
	p->trail = words_of(&k->at.of->name, x->lang);
	if (!k->is_read) {
		page_notice(p, NOTICE_ERROR, message_error(a, &k->error));
		return p;
	}
	words_entry_put(p, e, x->lang);
	put_values(p, e, x);
	words_entry_put_history(p, e, x->lang);
	page_gap(p);
	page_text(p, TONE_QUIET,
		  _("If something here is wrong or out of date, apply for a change. Only the "
		    "authority can change the register."));
	return p;
}

static bool kept_update(struct screen *s, struct stack *st, const struct input *e)
{
	(void)s, (void)st, (void)e;
	return false;
}

static void kept_free(struct screen *s)
{
	arena_free(((struct kept *)s)->arena);
	free(s);
}

static const struct screen_ops ops = {.name = "organisation-kept",
				      .load = kept_load,
				      .view = kept_view,
				      .update = kept_update,
				      .free = kept_free};

struct screen *org_kept_new(const struct org_at *o)
{
	struct kept *k = common_make(sizeof(*k), &ops);

	k->arena = arena_new((size_t)16 << 20);
	k->at = *o;
	return &k->screen;
}
