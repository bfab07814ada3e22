/* tasks.c - the sections of a form with their state: where a person starts, goes on and sees what
 * is left. */
#include "tui/page/signwords.h"
#include "tui/screens/papers/papers.h"

#define ACT_CHECK 1000 /* above any section's number */
#define ACT_LATER 1001
#define ACT_DISCARD 1002
#define ACT_ELIGIBILITY 1003
#define ACT_PAPERS 1004
#define ACT_PEOPLE 1005

struct tasks {
	struct screen screen;
	struct draft *draft;
	struct arena *loaded; /* of the list alone: */
	struct papers papers; /* those that may be sent as files, as they were read last */
	size_t have, needed;  /* signatures without which it is not sent */
	bool uncounted;       /* who signs is not filled in yet */
	bool leaving; /* of the page that says it is kept: who came to it was on the way back */
};

static const char *state_words(enum section_state state)
{
	switch (state) {
	case SECTION_DONE: return _("Done");
	case SECTION_STARTED: return _("In progress");
	case SECTION_WRONG: return _("To check");
	case SECTION_EMPTY: return _("To do");
	case SECTION_NOT_ASKED: break;
	}
	return _("Not needed");
}

/* An answer that was refused and left behind is to be looked at, whatever stands in its place. */
static enum section_state state_of(const struct draft *j, const struct section *section)
{
	enum section_state state = form_section_state(j->form, section);

	return state == SECTION_DONE && draft_has_rejected(j, section) ? SECTION_WRONG : state;
}

/* The parts that are asked, how many of them are done, and which is to be filled next. */
struct progress {
	size_t all, done;
	size_t filled;     /* done, or to be checked */
	size_t faults;     /* of all answers together */
	bool lacks;        /* a document without which nothing is sent */
	bool unsigned_yet; /* the same, a signature */
	int next;          /* act */
};

static void count_part(struct progress *p, enum section_state state, int act)
{
	if (state == SECTION_NOT_ASKED)
		return;
	p->all++;
	p->done += state == SECTION_DONE;
	if (state >= SECTION_WRONG)
		p->filled++;
	else if (p->next == ACT_CHECK)
		p->next = act;
}

static struct progress progress_of(const struct tasks *t, struct arena *a)
{
	const struct draft *j = t->draft;
	const struct form_definition *form = j->service->form;
	struct progress p = {.next = ACT_CHECK};
	struct form_fault *faults;

	if (form->eligibility_count > 0)
		count_part(&p, form_section_state(j->form, NULL), ACT_ELIGIBILITY);
	for (size_t i = 0; i < form->section_count; i++)
		count_part(&p, state_of(j, &form->sections[i]), (int)i + 1);
	p.faults = draft_faults(j, a, &faults);
	p.lacks = papers_lack(&t->papers);
	p.unsigned_yet = t->have < t->needed;
	if (p.next == ACT_CHECK && (p.lacks || p.unsigned_yet))
		p.next = p.lacks ? ACT_PAPERS : ACT_PEOPLE;
	return p;
}

/* What has to come besides the answers. */
static void put_awaited(struct page *p, const struct progress *progress)
{
	if (progress->lacks)
		page_notice(p, NOTICE_WARNING,
			    _("Every part is done. Some documents must still arrive before you "
			      "submit: “Documents as files” says which, and how to send them."));
	if (progress->unsigned_yet)
		page_notice(p, NOTICE_WARNING,
			    _("Every part is done. Somebody has to sign before you submit: "
			      "“People and signatures” says who, and how."));
}

static void put_progress(struct page *p, const struct progress *progress)
{
	if (progress->filled == progress->all && progress->faults > 0)
		page_notice(p, NOTICE_WARNING,
			    _("Every part is filled in, but some answers must be corrected: "
			      "“Check your answers” shows which."));
	else if (progress->done == progress->all && (progress->lacks || progress->unsigned_yet))
		put_awaited(p, progress);
	else if (progress->done == progress->all)
		page_notice(p, NOTICE_DONE,
			    _("All required questions are answered. Now check your answers."));
	else
		page_text(p, TONE_PLAIN,
			  FILL(p->arena, _("Parts completed: {done} of {all}."),
			       {"done", arena_format(p->arena, "%zu", progress->done)},
			       {"all", arena_format(p->arena, "%zu", progress->all)}));
}

/* Of those that come before it is sent. */
static void read_signatures(struct tasks *t, const struct context *x)
{
	struct signature_standing *list;
	size_t count = 0;

	t->have = t->needed = 0;
	t->uncounted = false;
	if (t->draft->service->signature_count == 0 || x->registry == NULL ||
	    signature_standings(x->registry, x->caller, &t->draft->application, t->draft->service,
				t->loaded, &list, &count, NULL) != FAULT_NONE)
		return;
	for (size_t i = 0; i < count; i++)
		if (list[i].signature->before_submit) {
			t->have += list[i].have < list[i].needed ? list[i].have : list[i].needed;
			t->needed += list[i].needed;
			t->uncounted = t->uncounted || list[i].is_open;
		}
}

static void tasks_load(struct screen *s, struct stack *st)
{
	struct tasks *t = (struct tasks *)s;

	if (!common_draft(st, t->draft))
		return;
	arena_reset(t->loaded);
	papers_read(stack_context(st), &t->draft->application, t->draft->service, t->draft->form,
		    t->loaded, &t->papers);
	read_signatures(t, stack_context(st));
}

static void put_people(struct page *p, const struct tasks *t)
{
	const char *words = NULL;

	if (t->uncounted)
		words = _("To do");
	else if (t->needed > 0 && t->have == t->needed)
		words = _("Done");
	else if (t->needed > 0)
		words = signwords_tally(p->arena, t->have, t->needed);
	if (t->draft->service->signature_count > 0)
		page_menu(p, ACT_PEOPLE, _("People and signatures"), NULL, words);
}

static struct page *tasks_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct tasks *t = (const struct tasks *)s;
	struct draft *j = t->draft;
	const struct form_definition *form = j->service->form;
	struct progress progress = progress_of(t, a);
	struct page *p = page_new(a, "tasks", _("Parts of your application"));
	const struct field_path door = {.question = form_refused(j->form)};

	p->trail = words_of(&j->service->name, x->lang);
	p->wants_back = true;
	p->focus_act = progress.next;
	common_remark(p, x, j);
	if (door.question != NULL && !form_clash(j->form, &door, false, NULL)) {
		page_notice(p, NOTICE_WARNING, common_refusal(door.question, x->lang));
		p->focus_act = 0;
	} else {
		put_progress(p, &progress);
	}
	if (form->eligibility_count > 0)
		page_menu(p, ACT_ELIGIBILITY, _("Can you apply?"), NULL,
			  state_words(form_section_state(j->form, NULL)));
	for (size_t i = 0; i < form->section_count; i++) {
		const struct section *section = &form->sections[i];
		enum section_state state = state_of(j, section);

		if (state != SECTION_NOT_ASKED)
			page_menu(p, (int)i + 1, words_of(&section->title, x->lang), NULL,
				  state_words(state));
	}
	papers_put_menu(p, x, ACT_PAPERS, &t->papers);
	page_menu(p, ACT_CHECK, _("Check your answers"), NULL,
		  progress.done == progress.all && progress.faults == 0 && !progress.lacks &&
				  !progress.unsigned_yet
			  ? _("Ready")
			  : _("Not yet complete"));
	put_people(p, t);
	page_menu(p, ACT_LATER, _("Save and come back later"), NULL, NULL);
	if (!j->is_shared)
		page_menu(p, ACT_DISCARD, _("Delete this draft"), NULL, NULL);
	page_pair(p, _("Reference number"), words_reference(a, j->application.reference), 0);
	common_cost(p, x, j->service, j->form);
	return p;
}

/* --- later, and away --- */

enum { ACT_YES = 1, ACT_NO };

static struct page *later_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct draft *j = ((const struct tasks *)s)->draft;
	struct page *p = page_new(a, "later", _("Your draft is saved"));

	p->trail = words_of(&j->service->name, x->lang);
	p->wants_back = true;
	page_notice(p, NOTICE_DONE, _("We keep your answers for 30 days."));
	page_text(p, TONE_STRONG, _("Reference number"));
	page_big(p, j->application.reference);
	if (j->pin[0] != '\0') {
		/* Whoever has nothing else: in the line above it, so that the page stays whole. */
		page_text(p, TONE_STRONG,
			  x->has_key || x->signed_in
				  ? _("Tracking PIN")
				  : _("Tracking PIN: keep it to open this draft again"));
		page_big(p, j->pin);
	} else {
		page_text(p, TONE_PLAIN, _("Your PIN is the one you were given at the start."));
	}
	common_pin_needed(p, x);
	common_way_back(p, x, NULL);
	page_menu(p, ACT_YES, _("Go to the home page"), NULL, NULL);
	page_menu(p, ACT_NO, _("Continue my application"), NULL, NULL);
	return p;
}

static bool later_update(struct screen *s, struct stack *st, const struct input *e)
{
	if (e->kind == INPUT_BACK && ((struct tasks *)s)->leaving) {
		stack_pop(st);
		if (stack_depth(st) > 2)
			stack_pop(st); /* to where the parts were come to from */
		else
			stack_home(st, home_of(stack_context(
					       st))); /* the door's languages: who has read is in */
		return true;
	}
	if (e->kind != INPUT_CHOOSE)
		return false;
	if (e->act == ACT_YES)
		stack_home(st, home_of(stack_context(st)));
	else
		stack_pop(st);
	return true;
}

static struct page *discard_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct draft *j = ((const struct tasks *)s)->draft;
	struct page *p = page_new(a, "discard", _("Delete this draft?"));

	p->trail = words_of(&j->service->name, x->lang);
	p->wants_back = true;
	p->deliberate = true;
	page_notice(p, NOTICE_WARNING,
		    _("All your answers will be deleted. You cannot undo this."));
	page_menu(p, ACT_NO, _("Keep the draft"), NULL, NULL);
	page_menu(p, ACT_YES, _("Delete the draft and its answers"), NULL, NULL);
	return p;
}

static bool discard_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct draft *j = ((struct tasks *)s)->draft;
	struct context *x = stack_context(st);
	struct error err = {0};
	enum fault fault;

	if (e->kind != INPUT_CHOOSE)
		return false;
	if (e->act != ACT_YES) {
		stack_pop(st);
		return true;
	}
	fault = application_discard(x->registry, x->caller, &j->application, &err);
	if (fault == FAULT_NONE) {
		stack_home(st, home_of(stack_context(st)));
		stack_tell(st, N_("The draft and its answers have been deleted."));
		return true;
	}
	if (fault == FAULT_CONFLICT)
		draft_catch_up(x, j);
	stack_replace(st, common_trouble(x, &err));
	return true;
}

static void tasks_free(struct screen *s)
{
	draft_drop(((struct tasks *)s)->draft);
	arena_free(((struct tasks *)s)->loaded);
	free(s);
}

static const struct draft *tasks_draft(const struct screen *s)
{
	return ((const struct tasks *)s)->draft;
}

static const struct screen_ops later_ops = {.name = "later",
					    .view = later_view,
					    .update = later_update,
					    .draft = tasks_draft,
					    .free = tasks_free};
static const struct screen_ops discard_ops = {
	.name = "discard", .view = discard_view, .update = discard_update, .free = tasks_free};

static struct screen *with_draft(const struct screen_ops *ops, struct draft *j)
{
	struct tasks *t = common_make(sizeof(*t), ops);

	t->draft = draft_hold(j);
	return &t->screen;
}

/* --- events --- */

static void open_section(struct stack *st, struct draft *j, int act)
{
	const struct form_definition *form = j->service->form;
	const struct section *section;

	if (act < 1 || (size_t)act > form->section_count)
		return;
	section = &form->sections[act - 1];
	if (section->repeats)
		stack_push(st, items_new(st, j, section));
	else
		stack_push(st, questions_new(st, j, &(struct field_path){.section = section}));
}

static bool tasks_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct draft *j = ((struct tasks *)s)->draft;

	if (e->kind == INPUT_BACK) {
		struct screen *kept = with_draft(&later_ops, j);

		((struct tasks *)kept)->leaving = true;
		stack_push(st, kept);
		return true;
	}
	if (e->kind != INPUT_CHOOSE)
		return false;
	j->remarked = (struct field_path){0};
	switch (e->act) {
	case ACT_CHECK: stack_push(st, review_new(st, j)); break;
	case ACT_LATER: stack_push(st, with_draft(&later_ops, j)); break;
	case ACT_DISCARD: stack_push(st, with_draft(&discard_ops, j)); break;
	case ACT_PAPERS: stack_push(st, papers_new(&j->application, j->service)); break;
	case ACT_PEOPLE: stack_push(st, people_new(&j->application)); break;
	case ACT_ELIGIBILITY: stack_push(st, eligibility_new(st, j)); break;
	default: open_section(st, j, e->act); break;
	}
	return true;
}

static const struct screen_ops ops = {.name = "tasks",
				      .load = tasks_load,
				      .view = tasks_view,
				      .update = tasks_update,
				      .draft = tasks_draft,
				      .free = tasks_free};

struct screen *tasks_new(struct stack *st, struct draft *j)
{
	struct screen *s = with_draft(&ops, j);

	(void)st;
	((struct tasks *)s)->loaded = arena_new((size_t)4 << 20);
	return s;
}
