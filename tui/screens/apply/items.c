/* items.c - the items of a repeated section: household members, founders, children; one after
 * another, changed, taken out. */
#include "tui/screens/common/common.h"

#define ACT_ADD 1000 /* above any item's number */
#define ACT_DROP 1001
#define ACT_DONE 1002

struct items {
	struct screen screen;
	struct draft *draft;
	const struct section *section;
	bool dropping;      /* the next number takes an item out */
	struct error error; /* of the last act; fault NONE: none */
};

/* What tells one item from another: its first answer, and the next one that there is. */
static const char *item_words(const struct items *s, const struct scene *x, struct arena *a,
			      int item)
{
	struct field_path at = {s->section, item, &s->section->questions[0]};
	const char *first = words_answer(a, s->draft->form, &at, x->lang);

	/* Without the first, what stands in the others are defaults. */
	for (size_t i = 1; first[0] != '\0' && i < s->section->question_count; i++) {
		const char *next;

		at.question = &s->section->questions[i];
		next = words_answer(a, s->draft->form, &at, x->lang);
		if (next[0] != '\0')
			return FILL(a, _("{first} ({next})"), {"first", first}, {"next", next});
	}
	return first;
}

static void put_item(struct page *p, const struct items *s, const struct scene *x, int item)
{
	struct arena *a = p->arena;
	const char *name = words_of(&s->section->item, x->lang);
	const char *number = arena_format(a, "%d", item);
	const char *words = item_words(s, x, a, item);
	enum section_state state = form_item_state(s->draft->form, s->section, item);
	bool filled = state >= SECTION_WRONG;

	if (words[0] == '\0')
		/* TRANSLATORS: one of a list, before anything is known of it: "Child 2" */
		words = FILL(a, _("{item} {number}"), {"item", name}, {"number", number});
	else
		words = FILL(a, _("{item} {number}: {words}"), {"item", name}, {"number", number},
			     {"words", words});
	page_menu(p, item, words, NULL,
		  !filled                  ? _("To do")
		  : state == SECTION_WRONG ? _("To check")
					   : _("Done"));
	if (!filled && !s->dropping && p->focus_act == 0)
		p->focus_act = item;
}

/* What is wrong with the list as a whole; of one that is being filled in nothing is said yet. */
static void put_faults(struct page *p, const struct items *s, int count)
{
	struct form_fault *faults;
	size_t fault_count = form_faults(s->draft->form, p->arena, &faults);

	for (int i = 1; i <= count; i++)
		if (form_item_state(s->draft->form, s->section, i) < SECTION_WRONG)
			return;
	for (size_t i = 0; i < fault_count && count > 0; i++)
		if (faults[i].at.section == s->section && faults[i].at.question == NULL)
			page_notice(p, NOTICE_WARNING, message_error(p->arena, &faults[i].error));
}

static const char *add_words(const struct items *s, const struct scene *x, struct arena *a,
			     int number)
{
	/* TRANSLATORS: one more of a list: "Add: Child 2" */
	return FILL(a, _("Add: {item} {number}"), {"item", words_of(&s->section->item, x->lang)},
		    {"number", arena_format(a, "%d", number)});
}

static void items_load(struct screen *s, struct stack *st)
{
	(void)common_draft(st, ((struct items *)s)->draft);
}

static struct page *items_view(const struct screen *screen, const struct scene *x, struct arena *a)
{
	const struct items *s = (const struct items *)screen;
	int count = form_items(s->draft->form, s->section);
	struct page *p = page_new(a, "items", words_of(&s->section->title, x->lang));

	p->trail = words_of(&s->draft->service->name, x->lang);
	p->wants_back = true;
	common_remark(p, x, s->draft);
	if (s->error.fault != FAULT_NONE)
		page_notice(p, NOTICE_ERROR, message_error(a, &s->error));
	else
		put_faults(p, s, count);
	if (s->dropping)
		page_notice(p, NOTICE_WARNING, _("Choose the one to remove from the list."));
	for (int i = 1; i <= count; i++)
		put_item(p, s, x, i);
	if (s->dropping) {
		page_menu(p, ACT_DONE, _("Do not remove any"), NULL, NULL);
		return p;
	}
	if (p->focus_act == 0)
		p->focus_act = count < s->section->min ? ACT_ADD : ACT_DONE;
	if (count == 0)
		page_text(p, TONE_PLAIN, _("The list is empty."));
	if (count < s->section->max)
		page_menu(p, ACT_ADD, add_words(s, x, a, count + 1), NULL, NULL);
	if (count > 0)
		page_menu(p, ACT_DROP, _("Remove one"), NULL, NULL);
	page_menu(p, ACT_DONE, _("The list is complete: continue"), NULL, NULL);
	return p;
}

/* Stores the section as it stands in the form now. */
static bool keep(struct items *s, struct stack *st)
{
	struct context *x = stack_context(st);
	enum fault fault = application_put_section(x->registry, x->caller, &s->draft->application,
						   s->draft->form, s->section, &s->error);

	if (fault == FAULT_CONFLICT)
		draft_catch_up(x, s->draft);
	return fault == FAULT_NONE;
}

static void add(struct items *s, struct stack *st)
{
	if (form_add_item(s->draft->form, s->section, &s->error) != FAULT_NONE || !keep(s, st))
		return;
	stack_push(st, questions_new(st, s->draft,
				     &(struct field_path){
					     .section = s->section,
					     .item = form_items(s->draft->form, s->section)}));
}

static void choose_item(struct items *s, struct stack *st, int item)
{
	if (item < 1 || item > form_items(s->draft->form, s->section))
		return;
	if (!s->dropping) {
		stack_push(st, questions_new(
				       st, s->draft,
				       &(struct field_path){.section = s->section, .item = item}));
		return;
	}
	s->dropping = false;
	if (form_drop_item(s->draft->form, s->section, item, &s->error) != FAULT_NONE)
		return;
	draft_forget_rejected(s->draft, s->section); /* the items behind it have moved up */
	keep(s, st);
}

/* Says which one is not filled in yet; back leaves it so. */
static void not_done(struct items *s, const struct scene *x, int item)
{
	fail(&s->error, FAULT_INPUT,
	     N_("{item} {number}: answers are missing. Choose it to go on, or go back with 0: what "
		"you entered is saved."),
	     "item %d", item);
	error_fill(&s->error, "item", "%s", words_of(&s->section->item, x->lang));
	error_fill(&s->error, "number", "%d", item);
}

/* Leaves only with enough of them, and all of them filled in. */
static void finish(struct items *s, struct stack *st)
{
	int count = form_items(s->draft->form, s->section);

	stack_turn(st); /* what is missing stands above */
	for (int i = 1; i <= count; i++)
		if (form_item_state(s->draft->form, s->section, i) < SECTION_WRONG) {
			not_done(s, &stack_context(st)->scene, i);
			return;
		}
	if (count >= s->section->min) {
		stack_pop(st);
		return;
	}
	fail(&s->error, FAULT_INPUT, N_("The list needs at least {min}. Add the missing ones."),
	     "%d of %d items", count, s->section->min);
	error_fill(&s->error, "min", "%d", s->section->min);
}

static bool items_update(struct screen *screen, struct stack *st, const struct input *e)
{
	struct items *s = (struct items *)screen;

	if (e->kind == INPUT_BACK && s->dropping) {
		s->dropping = false;
		return true;
	}
	if (e->kind != INPUT_CHOOSE)
		return false;
	s->error = (struct error){0};
	s->draft->remarked = (struct field_path){0};
	switch (e->act) {
	case ACT_ADD: add(s, st); break;
	case ACT_DROP: s->dropping = true; break;
	case ACT_DONE:
		if (s->dropping)
			s->dropping = false;
		else
			finish(s, st);
		break;
	default: choose_item(s, st, e->act); break;
	}
	return true;
}

static void items_free(struct screen *s)
{
	draft_drop(((struct items *)s)->draft);
	free(s);
}

static const struct screen_ops ops = {.name = "items",
				      .load = items_load,
				      .view = items_view,
				      .update = items_update,
				      .free = items_free};

struct screen *items_new(struct stack *st, struct draft *j, const struct section *section)
{
	struct items *s = common_make(sizeof(*s), &ops);

	s->draft = draft_hold(j);
	s->section = section;
	draft_stand(stack_context(st), j, &(struct field_path){.section = section});
	return &s->screen;
}
