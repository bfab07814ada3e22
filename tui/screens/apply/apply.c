/* apply.c - before the first question: the papers to have at hand; behind those that tell who may
 * apply, the draft's reference and PIN. */
#include "tui/screens/common/common.h"

#include "services/application/organisation.h"
#include "services/definition/service_entry.h"
#include "tui/page/orgwords.h"

enum { ACT_START = 1, ACT_GETTING };
#define ACT_FOR 100 /* for the first of the visitor's organisations, … */
#define SHOWN 20    /* of them */

struct apply {
	struct screen screen;
	const struct service *service;
	struct application first; /* what it will be an appeal of; its id "": nothing */
	/* Of the register that the service is about: those for which the visit's account acts. */
	struct own {
		char number[160], name[CALLER_NAME];
		bool files;
	} own[SHOWN];
	int own_count;
	bool is_served; /* by who starts it, whatever the account is */
};

static void apply_load(struct screen *s, struct stack *st)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)4 << 20);
	struct apply *apply = (struct apply *)s;
	const struct service_about *about = apply->service->about;
	const struct context *x = stack_context(st);
	struct organisation *list;
	size_t count = 0;

	apply->own_count = 0;
	apply->is_served = x->caller->served.person[0] != '\0';
	if (about == NULL || x->registry == NULL || !x->scene.has_account ||
	    organisation_mine(x->registry, x->caller, catalogue_terms(x->scene.catalogue), a, &list,
			      &count, NULL) != FAULT_NONE)
		return;
	for (size_t i = 0; i < count && apply->own_count < SHOWN; i++) {
		struct own *to = &apply->own[apply->own_count];

		if (strcmp(list[i].entry.of->id, about->book) != 0)
			continue;
		snprintf(to->number, sizeof(to->number), "%s", list[i].entry.number);
		snprintf(to->name, sizeof(to->name), "%s",
			 text_safe(a, check_name(&list[i].entry), sizeof(to->name) - 1));
		to->files = (list[i].own.rights & AGENT_FILE) != 0;
		apply->own_count++;
	}
}

/* The number need not be typed. */
static void put_own(struct page *p, const struct apply *apply)
{
	for (int i = 0; i < apply->own_count; i++)
		page_menu(p, ACT_FOR + i,
			  FILL(p->arena, _("Start for: {name}"),
			       {"name", bidi_isolate(p->arena, apply->own[i].name)}),
			  bidi_isolate(p->arena, apply->own[i].number),
			  apply->own[i].files || !apply->service->about->people
				  ? NULL
				  : _("you may not send applications for it"));
}

static bool files(const struct apply *apply)
{
	for (int i = 0; i < apply->own_count; i++)
		if (apply->own[i].files)
			return true;
	return false;
}

/* Before anything is typed: that whoever it is could not send it. */
static void put_before(struct page *p, const struct apply *apply, const struct scene *x)
{
	enum orgwords_who who = !x->has_account         ? ORGWORDS_GUEST
				: apply->own_count == 0 ? ORGWORDS_NOBODYS
							: ORGWORDS_SEER;

	if (orgwords_sends(apply->service) == NULL || apply->is_served || files(apply))
		return;
	page_notice(p, NOTICE_WARNING, orgwords_before(who));
	if (who == ORGWORDS_GUEST)
		page_menu(p, ACT_GETTING, _("How to get an account"), NULL, NULL);
}

static struct page *apply_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct apply *apply = (const struct apply *)s;
	const struct service *service = apply->service;
	struct page *p = page_new(a, "apply", _("Before you start"));

	p->trail = words_of(&service->name, x->lang);
	p->wants_back = true;
	if (apply->first.id[0] != '\0')
		page_pair(p, words_related(RELATED_APPEALS),
			  words_reference(a, apply->first.reference), 0);
	put_own(p, apply);
	page_menu(p, ACT_START,
		  apply->own_count == 0 ? _("Start the application")
					: _("Start for another organisation"),
		  service->form->eligibility_count > 1
			  ? _("First, a few questions check whether you can apply.")
		  : service->form->eligibility_count == 1
			  ? _("First, one question checks whether you can apply.")
			  : _("Each answer is saved as soon as you enter it."),
		  NULL);
	put_before(p, apply, x);
	if (service->form->drafted)
		page_notice(p, NOTICE_INFO,
			    _("The portal prepared the questions of this application. The "
			      "authority has not confirmed them yet."));
	common_papers(p, x, service, NULL, false);
	common_signatures(p, x, service);
	page_heading(p, _("Cost and time"));
	common_cost(p, x, service, NULL);
	return p;
}

/* --- the draft's own reference and PIN ----------------------------------------------------------
 */

struct begun {
	struct screen screen;
	struct draft *draft;
};

static struct page *begun_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct draft *j = ((const struct begun *)s)->draft;
	struct page *p = page_new(a, "begun", _("Write down these two numbers"));

	p->trail = words_of(&j->service->name, x->lang);
	page_text(p, TONE_PLAIN,
		  _("Use them to come back to this draft and to track your application."));
	page_text(p, TONE_STRONG, _("Reference number"));
	page_big(p, j->application.reference);
	if (j->pin[0] != '\0') {
		page_text(p, TONE_STRONG, _("Tracking PIN"));
		page_big(p, j->pin);
	} else {
		page_notice(
			p, NOTICE_WARNING,
			_("The PIN was shown before the connection broke. If you could not write "
			  "it down, delete this draft and begin again: nothing is lost yet."));
	}
	page_menu(p, ACT_START, _("I have written them down: continue"), NULL, NULL);
	page_text(p, TONE_QUIET,
		  _("We keep a draft for 30 days. The PIN is shown in this session only."));
	common_pin_needed(p, x);
	common_way_back(p, x, NULL);
	return p;
}

static bool begun_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct draft *j = ((struct begun *)s)->draft;

	if (e->kind == INPUT_BACK)
		return true;
	if (e->kind != INPUT_CHOOSE)
		return false;
	draft_hold(j);
	stack_replace(st, tasks_new(st, j));
	draft_drop(j);
	return true;
}

static void begun_forget(struct screen *s)
{
	struct draft *j = ((struct begun *)s)->draft;

	explicit_bzero(j->pin, sizeof(j->pin));
}

static void begun_free(struct screen *s)
{
	draft_drop(((struct begun *)s)->draft);
	free(s);
}

static const struct draft *begun_draft(const struct screen *s)
{
	return ((const struct begun *)s)->draft;
}

static const struct screen_ops begun_ops = {.name = "begun",
					    .view = begun_view,
					    .update = begun_update,
					    .draft = begun_draft,
					    .forget = begun_forget,
					    .free = begun_free};

struct screen *begun_new(struct stack *st, struct draft *j)
{
	struct begun *s;

	if (stack_context(st)->caller->served.person[0] != '\0')
		return tasks_new(st, j);
	s = common_make(sizeof(*s), &begun_ops);
	s->draft = draft_hold(j);
	return &s->screen;
}

/* What cannot stand there is typed. */
static void fill_number(struct draft *j, const char *number)
{
	struct field_path at = {.item = 0};
	struct error err = {0};

	at.question = service_question(j->service, j->service->about->by, &at.section);
	if (at.question != NULL)
		(void)!form_set(j->form, &at, number, LANG_EN, &err);
}

/* Who may apply is asked before there is a draft to keep. */
static void start(struct stack *st, const struct service *s, const struct application *first,
		  const char *number)
{
	struct context *x = stack_context(st);
	struct error err = {0};
	struct draft *j = draft_try(x, s);

	if (first != NULL)
		j->first = *first;
	if (number != NULL)
		fill_number(j, number);
	if (j->service->form->eligibility_count > 0)
		stack_push(st, eligibility_new(st, j));
	else if (draft_keep(x, j, &err) == FAULT_NONE)
		stack_replace(st, begun_new(st, j));
	else
		stack_push(st, common_trouble(x, &err));
	draft_drop(j);
}

void apply_start(struct stack *st, const struct service *s)
{
	start(st, s, NULL, NULL);
}

static bool apply_update(struct screen *s, struct stack *st, const struct input *e)
{
	const struct apply *apply = (const struct apply *)s;

	int own = e->act - ACT_FOR;

	if (e->kind != INPUT_CHOOSE)
		return false;
	if (e->act == ACT_START)
		start(st, apply->service, &apply->first, NULL);
	else if (e->act == ACT_GETTING)
		stack_push(st, getting_new());
	else if (own >= 0 && own < apply->own_count)
		start(st, apply->service, &apply->first, apply->own[own].number);
	else
		return false;
	return true;
}

static const struct screen_ops ops = {
	.name = "apply", .load = apply_load, .view = apply_view, .update = apply_update};

struct screen *apply_new(const struct service *s)
{
	struct apply *screen = common_make(sizeof(*screen), &ops);

	screen->service = s;
	return &screen->screen;
}

struct screen *apply_appeal_new(const struct service *s, const struct application *first)
{
	struct screen *screen = apply_new(s);

	((struct apply *)screen)->first = *first;
	return screen;
}
