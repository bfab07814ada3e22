/* twice.c - one question, two visits: what stands there now and what was typed here, and which of
 * them stays. */
#include "tui/screens/common/common.h"

enum { ACT_THEIRS = 1, ACT_MINE };

struct twice {
	struct screen screen;
	struct draft *draft;
	struct field_path at;
	char *raw; /* as it was typed here */
	enum lang lang;
	struct error error; /* of storing it; fault NONE: none */
};

static void twice_load(struct screen *s, struct stack *st)
{
	(void)common_draft(st, ((struct twice *)s)->draft);
}

/* What was typed here in its canonical form, whatever the language is now; NULL: it has none any
 * more. */
static char *canonical_of(const struct twice *t, struct arena *a)
{
	char *canonical = NULL;

	return form_canonical(t->draft->form, a, t->at.question, t->raw, t->lang, &canonical,
			      NULL) == FAULT_NONE
		       ? canonical
		       : NULL;
}

/* As the person reads answers. */
static const char *mine(const struct twice *t, const struct scene *x, struct arena *a)
{
	struct answer_ground ground = {.terms = catalogue_terms(x->catalogue), .lang = x->lang};
	const char *canonical = canonical_of(t, a);

	return canonical == NULL ? t->raw
				 : answer_show(&ground, a, t->at.question, canonical, x->lang);
}

static void put_choice(struct page *p, int act, const char *label, const char *answer)
{
	page_menu(p, act, label,
		  answer[0] == '\0' ? _("(no answer)") : bidi_isolate(p->arena, answer), NULL);
}

static struct page *twice_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct twice *t = (const struct twice *)s;
	struct page *p = page_new(a, "twice", _("Answered in two sessions"));

	p->trail = words_of(&t->draft->service->name, x->lang);
	p->wants_back = true;
	p->deliberate = true;
	if (t->error.fault != FAULT_NONE && t->error.fault != FAULT_CONFLICT)
		page_notice(p, NOTICE_ERROR, message_error(a, &t->error));
	else
		page_notice(p, NOTICE_WARNING,
			    _("While you were here, this question was also answered in another "
			      "session. Choose which answer to keep."));
	page_text(p, TONE_STRONG, words_of(&t->at.question->label, x->lang));
	put_choice(p, ACT_THEIRS, _("Keep the answer that is saved now"),
		   words_answer(a, t->draft->form, &t->at, x->lang));
	put_choice(p, ACT_MINE, _("Keep what I entered"), mine(t, x, a));
	return p;
}

static enum fault store_mine(struct twice *t, struct stack *st)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	const char *canonical = canonical_of(t, a);

	return draft_answer(stack_context(st), t->draft, &t->at,
			    canonical == NULL ? t->raw
					      : answer_show_plain(a, t->at.question, canonical),
			    &t->error);
}

static bool twice_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct twice *t = (struct twice *)s;

	if (e->kind != INPUT_CHOOSE)
		return false;
	t->error = (struct error){0};
	if (e->act == ACT_MINE && store_mine(t, st) != FAULT_NONE) {
		stack_turn(st); /* it was answered once more, or cannot be stored now */
		return true;
	}
	draft_drop_rejected(t->draft, &t->at);
	stack_pop(st);
	return true;
}

static void twice_free(struct screen *s)
{
	struct twice *t = (struct twice *)s;

	explicit_bzero(t->raw, strlen(t->raw));
	free(t->raw);
	draft_drop(t->draft);
	free(t);
}

static const struct screen_ops ops = {.name = "twice",
				      .load = twice_load,
				      .view = twice_view,
				      .update = twice_update,
				      .free = twice_free};

struct screen *twice_new(struct draft *j, const struct field_path *at, const char *raw,
			 enum lang lang)
{
	struct twice *t = common_make(sizeof(*t), &ops);

	t->draft = draft_hold(j);
	t->at = *at;
	t->raw = strdup(raw);
	t->lang = lang;
	if (t->raw == NULL)
		fatal("out of memory");
	return &t->screen;
}
