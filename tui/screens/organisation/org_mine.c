/* org_mine.c - the organisations for which the visitor's account acts. */
#include "tui/screens/organisation/org.h"

#include "tui/page/orgwords.h"

struct mine {
	struct screen screen;
	struct arena *arena;
	struct organisation *list;
	size_t *waits; /* of each: how much waits */
	size_t count;
	struct error error;
};

struct organisation_at org_at(const struct org_at *o, const struct context *x)
{
	return (struct organisation_at){o->of, o->number, catalogue_terms(x->scene.catalogue)};
}

static void mine_load(struct screen *s, struct stack *st)
{
	struct mine *m = (struct mine *)s;
	struct context *x = stack_context(st);
	const struct term_list *terms = catalogue_terms(x->scene.catalogue);

	arena_reset(m->arena);
	m->error = (struct error){0};
	if (organisation_mine(x->registry, x->caller, terms, m->arena, &m->list, &m->count,
			      &m->error) != FAULT_NONE)
		m->count = 0;
	m->waits = arena_array(m->arena, m->count + 1, sizeof(*m->waits));
	for (size_t i = 0; i < m->count; i++) {
		struct organisation_at at = {m->list[i].entry.of, m->list[i].entry.number, terms};
		struct organisation_space space;

		if (organisation_space(x->registry, x->caller, &at, m->arena, &space, NULL) ==
		    FAULT_NONE)
			m->waits[i] = space.wait_count;
	}
}

/* Its number and register, and how much waits for it. */
static const char *detail_of(const struct mine *m, size_t i, const struct scene *x, struct arena *a)
{
	const struct entry *e = &m->list[i].entry;
	const char *detail = arena_format(a, "%s · %s", bidi_isolate(a, e->number),
					  words_of(&e->of->name, x->lang));

	if (m->waits[i] == 0)
		return detail;
	return arena_format(a, "%s · %s", detail, orgwords_waits(a, m->waits[i]));
}

static struct page *mine_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct mine *m = (const struct mine *)s;
	struct page *p = page_new(a, "organisations", _("My organisations"));

	p->wants_back = true;
	if (m->error.fault != FAULT_NONE)
		page_notice(p, NOTICE_ERROR, message_error(a, &m->error));
	for (size_t i = 0; i < m->count; i++)
		page_menu(p, (int)i + 1,
			  bidi_isolate(a, text_safe(a, check_name(&m->list[i].entry), 0)),
			  detail_of(m, i, x, a), words_entry_status(&m->list[i].entry, x->lang));
	if (m->count == 0 && m->error.fault == FAULT_NONE)
		page_notice(p, NOTICE_INFO, _("Your account acts for no organisation."));
	return p;
}

static bool mine_update(struct screen *s, struct stack *st, const struct input *e)
{
	const struct mine *m = (const struct mine *)s;

	if (e->kind != INPUT_CHOOSE || e->act < 1 || (size_t)e->act > m->count)
		return false;
	stack_push(st,
		   org_space_new(m->list[e->act - 1].entry.of, m->list[e->act - 1].entry.number));
	return true;
}

static void mine_free(struct screen *s)
{
	arena_free(((struct mine *)s)->arena);
	free(s);
}

static const struct screen_ops ops = {.name = "organisations",
				      .load = mine_load,
				      .view = mine_view,
				      .update = mine_update,
				      .free = mine_free};

struct screen *organisations_new(void)
{
	struct mine *m = common_make(sizeof(*m), &ops);

	m->arena = arena_new((size_t)32 << 20);
	return &m->screen;
}
