/* answers.c - the answers of an application, for who works on it and may not change them. */
#include "tui/screens/sign/sign.h"

struct answers {
	struct screen screen;
	struct application application;
	struct draft *draft; /* NULL: it cannot be read now */
	struct error error;
};

static void answers_load(struct screen *s, struct stack *st)
{
	struct answers *v = (struct answers *)s;

	draft_drop(v->draft);
	v->error = (struct error){0};
	v->draft = draft_resume(stack_context(st), &v->application, &v->error);
}

static struct page *answers_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct answers *v = (const struct answers *)s;
	struct page *p = page_new(a, "answers", _("The answers so far"));

	p->wants_back = true;
	if (v->draft == NULL) {
		page_notice(p, NOTICE_ERROR, message_error(a, &v->error));
		return p;
	}
	p->trail = words_of(&v->draft->service->name, x->lang);
	review_told(p, x, v->draft->form);
	return p;
}

static bool answers_update(struct screen *s, struct stack *st, const struct input *e)
{
	(void)s, (void)st, (void)e;
	return false;
}

static void answers_free(struct screen *s)
{
	draft_drop(((struct answers *)s)->draft);
	free(s);
}

static const struct screen_ops ops = {.name = "answers",
				      .load = answers_load,
				      .view = answers_view,
				      .update = answers_update,
				      .free = answers_free};

struct screen *people_answers(const struct application *a)
{
	struct answers *v = common_make(sizeof(*v), &ops);

	v->application = *a;
	return &v->screen;
}
