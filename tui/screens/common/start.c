/* start.c - the first screen of a visit: the language, "continue where you were", one's own file,
 * or home. */
#include "tui/screens/common/common.h"

enum { ACT_CONTINUE = 1, ACT_HOME };

struct welcome {
	struct screen screen;
	struct draft *draft;
};

/* Opens the task list, and the very question that was open, above home. */
static void go_on(struct stack *st, struct draft *j)
{
	struct field_path at;

	stack_home(st, home_of(stack_context(st)));
	stack_push(st, tasks_new(st, j));
	if (draft_where(j, &at))
		stack_push(st, questions_new(st, j, &at));
}

static struct page *welcome_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct welcome *w = (const struct welcome *)s;
	struct page *p = page_new(a, "welcome", _("Continue where you left off?"));
	struct field_path at;

	page_pair(p, _("Service"), words_of(&w->draft->service->name, x->lang), 0);
	page_pair(p, _("Reference number"), words_reference(a, w->draft->application.reference), 0);
	if (draft_where(w->draft, &at))
		page_pair(p, _("Your last open question"), words_of(&at.question->label, x->lang),
			  0);
	page_gap(p);
	page_menu(p, ACT_CONTINUE, _("Continue"), NULL, NULL);
	page_menu(p, ACT_HOME, _("Go to the home page"), _("Your draft will not change."), NULL);
	return p;
}

static bool welcome_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct welcome *w = (struct welcome *)s;

	if (e->kind == INPUT_BACK) {
		stack_home(st, home_of(stack_context(st)));
		return true;
	}
	if (e->kind != INPUT_CHOOSE)
		return false;
	if (e->act == ACT_CONTINUE) {
		struct draft *j = draft_hold(w->draft);

		go_on(st, j);
		draft_drop(j);
	} else {
		stack_home(st, home_of(stack_context(st)));
	}
	return true;
}

static void welcome_free(struct screen *s)
{
	draft_drop(((struct welcome *)s)->draft);
	free(s);
}

static const struct screen_ops welcome_ops = {
	.name = "welcome", .view = welcome_view, .update = welcome_update, .free = welcome_free};

static struct screen *welcome_new(struct draft *j)
{
	struct welcome *w = common_make(sizeof(*w), &welcome_ops);

	w->draft = j;
	return &w->screen;
}

/* The application that this visit is about: the one signed in with, or the newest draft of the key,
 * where no authority waits for an answer: that stands on home before the drafts. */
static bool find_own(struct context *x, struct application *ret)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)4 << 20);
	struct application *mine;
	size_t count;

	if (x->caller->reference[0] != '\0')
		return application_open(x->registry, x->caller, x->caller->reference, NULL, ret,
					NULL) == FAULT_NONE;
	if (x->caller->key[0] == '\0' ||
	    application_mine(x->registry, x->caller, a, &mine, &count, NULL) != FAULT_NONE)
		return false;
	for (size_t i = 0; i < count; i++)
		if (mine[i].state == STATE_NEEDS_INFO)
			return false;
	for (size_t i = 0; i < count; i++)
		if (mine[i].state == STATE_DRAFT) {
			*ret = mine[i];
			return true;
		}
	return false;
}

struct screen *screens_start(struct context *x, bool skip_language)
{
	struct application own;
	struct draft *j;

	if (!skip_language)
		return language_new(true);
	if (x->scene.lang == LANG_AR && x->scene.charset != CHARSET_UTF8) {
		x->scene.lang = x->caller->lang = LANG_FR;
		message_use(x->scene.lang);
		return language_missing_new(false);
	}
	if (x->registry == NULL || x->caller->role == ROLE_STAFF || !find_own(x, &own))
		return home_of(x);
	if (own.state != STATE_DRAFT)
		return status_new(&own);
	j = draft_resume(x, &own, NULL);
	return j == NULL ? home_new() : welcome_new(j);
}
