/* questions.c - a family of related questions on one page, each checked and kept as soon as it is
 * answered. */
#include "tui/screens/apply/questions.h"

#include "tui/screens/common/question.h"

const struct question *questions_at(const struct questions *q, size_t index)
{
	return q->section == NULL ? &q->draft->service->form->eligibility[index]
				  : &q->section->questions[index];
}

size_t questions_count(const struct questions *q)
{
	return q->section == NULL ? q->draft->service->form->eligibility_count
				  : q->section->question_count;
}

struct field_path questions_path(const struct questions *q, size_t index)
{
	return (struct field_path){
		.section = q->section, .item = q->item, .question = questions_at(q, index)};
}

bool questions_shows(const struct questions *q, size_t index, int page)
{
	struct field_path where = questions_path(q, index);

	return questions_at(q, index)->page == page && draft_opens(q->draft, &where);
}

bool questions_has_page(const struct questions *q, int page)
{
	for (size_t i = 0; i < questions_count(q); i++)
		if (questions_shows(q, i, page))
			return true;
	return false;
}

int questions_last_page(const struct questions *q)
{
	int last = 1;

	for (size_t i = 0; i < questions_count(q); i++)
		if (questions_at(q, i)->page > last)
			last = questions_at(q, i)->page;
	return last;
}

/* The next page in `direction` (1 or -1) that asks something; 0 when there is none. */
static int other_page(const struct questions *q, int direction)
{
	int last = questions_last_page(q);

	for (int page = q->page + direction; page >= 1 && page <= last; page += direction)
		if (questions_has_page(q, page))
			return page;
	return 0;
}

const struct rejected *questions_rejected(const struct questions *q, size_t index)
{
	struct field_path where = questions_path(q, index);

	return draft_rejected(q->draft, &where);
}

bool questions_lacks(const struct questions *q, size_t index, struct error *err)
{
	struct field_path where = questions_path(q, index);

	return q->passed && form_needs(q->draft->form, &where, true, err);
}

/* An answer that is still wrong comes first. Else a page is answered from its beginning, also where
 * a default stands already: it is to be seen. */
int questions_first(const struct questions *q)
{
	for (size_t i = 0; i < questions_count(q); i++)
		if (questions_shows(q, i, q->page) &&
		    (questions_rejected(q, i) != NULL || questions_lacks(q, i, NULL)))
			return (int)i + 1;
	for (size_t i = 0; i < questions_count(q); i++)
		if (questions_shows(q, i, q->page))
			return (int)i + 1;
	return 0;
}

/* --- events --- */

/* Both answers stand until the person has chosen: what stands there in the form, hers here. */
static void ask_twice(struct questions *q, struct stack *st, size_t index, const char *raw)
{
	struct field_path where = questions_path(q, index);

	draft_keep_rejected(q->draft, &where, raw, &q->errors[index]);
	q->twice = (int)index + 1;
	stack_push(st, twice_new(q->draft, &where, raw, stack_context(st)->scene.lang));
}

/* Whoever is cut off before she answers comes back to the question that stood open. */
static void keep_standing(struct questions *q, struct stack *st)
{
	int first = q->focus != 0 ? q->focus : questions_first(q);
	struct field_path where;

	if (first == 0)
		return;
	where = questions_path(q, (size_t)first - 1);
	draft_stand(stack_context(st), q->draft, &where);
}

static void turn_to(struct questions *q, struct stack *st, int page, int focus)
{
	q->page = page;
	q->focus = focus;
	q->told = 0;
	q->passed = false;
	keep_standing(q, st);
	stack_turn(st);
}

/* Where a question is told to be wrong, on whatever page of its family it stands. */
static void stand_at(struct questions *q, struct stack *st, size_t index)
{
	if (questions_at(q, index)->page == q->page)
		q->focus = (int)index + 1;
	else
		turn_to(q, st, questions_at(q, index)->page, (int)index + 1);
}

/* At once where an answer shows that this service is not for the applicant; `told`: what she was
 * told before. An answer that cannot be so is told where it stands: she may mean another. */
static void tell_refused(struct questions *q, struct stack *st, const struct question *told)
{
	const struct question *refused = q->section == NULL ? form_refused(q->draft->form) : NULL;

	if (refused == NULL || refused == told)
		return;
	for (size_t i = 0; i < questions_count(q); i++) {
		struct field_path where = questions_path(q, i);

		if (where.question == refused &&
		    form_clash(q->draft->form, &where, false, &q->errors[i])) {
			stand_at(q, st, i);
			return;
		}
	}
	stack_push(st, refused_new(q->draft));
}

/* By which question of this page the fault stands; the number of questions: it is elsewhere. */
static size_t home_of_fault(const struct questions *q, const struct error *err)
{
	size_t i = 0;

	while (i < questions_count(q) &&
	       (strcmp(questions_at(q, i)->id, err->field) != 0 || !questions_shows(q, i, q->page)))
		i++;
	return i;
}

/* An answer that is right by itself and fits no other is kept and told at once; who gives it again
 * as it stands goes on, since it may be the other one that is wrong. */
static bool clashes(struct questions *q, size_t index, const char *was)
{
	struct field_path where = questions_path(q, index);
	const char *now = form_get(q->draft->form, &where);
	bool again = q->told == (int)index + 1 && now != NULL && strcmp(now, was) == 0;
	struct error err = {0};

	q->told = 0;
	if (again || !form_clash(q->draft->form, &where, true, &err))
		return false;
	/* what stands behind it on this page is told there alone */
	if (home_of_fault(q, &err) > index && home_of_fault(q, &err) < questions_count(q))
		return false;
	q->errors[index] = err;
	q->told = q->focus = (int)index + 1;
	return true;
}

/* On a page the choices have numbers and names; their codes are for files. */
static void say_by_number(struct error *err)
{
	for (size_t i = 0; i < err->fill_count; i++)
		if (strcmp(err->fills[i].name, "codes") == 0)
			err->say = N_("“{value}” is not one of the choices. Type the number of one "
				      "of them, or its name.");
}

static bool answer(struct questions *q, struct stack *st, const struct input *e)
{
	struct context *x = stack_context(st);
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	size_t index = (size_t)(e->field - 1);
	const struct question *question;
	struct field_path where;
	const char *raw = e->text;
	const struct question *before = form_refused(q->draft->form);
	const char *was;
	enum fault fault;

	if (e->field < 1 || index >= questions_count(q))
		return false;
	question = questions_at(q, index);
	where = questions_path(q, index);
	if (question_is_list(question)) {
		const char *codes = question_codes(&x->scene, a, question, raw);

		raw = codes != NULL ? codes : raw;
	}
	q->errors[index] = (struct error){0};
	was = form_get(q->draft->form, &where);
	was = was == NULL ? "" : arena_text(a, was);
	draft_drop_rejected(q->draft, &where);
	q->draft->remarked = where; /* where there is nothing to remark, none is shown */
	fault = draft_answer(x, q->draft, &where, raw, &q->errors[index]);
	if (fault == FAULT_NONE && form_needs(q->draft->form, &where, false, NULL)) {
		q->passed = true;
		q->focus = e->field;
		return false;
	}
	if (fault == FAULT_NONE) {
		tell_refused(q, st, before == question ? NULL : before);
		return !clashes(q, index, was) && questions_names_entry(q, st, index, was);
	}
	q->focus = e->field;
	say_by_number(&q->errors[index]);
	if (fault == FAULT_CONFLICT && q->draft->application.state == STATE_DRAFT)
		ask_twice(q, st, index, raw);
	else if (!question_is_list(question) && raw[0] != '\0')
		draft_keep_rejected(q->draft, &where, raw, &q->errors[index]);
	return false;
}

/* What is still without an answer on this page gets its error, like what was wrong; true when there
 * is none. */
static bool page_is_done(struct questions *q, enum lang lang)
{
	bool done = true;

	q->passed = true;
	for (size_t i = 0; i < questions_count(q); i++) {
		struct field_path where = questions_path(q, i);
		const char *value;

		if (!questions_shows(q, i, q->page))
			continue;
		value = form_get(q->draft->form, &where);
		if (questions_rejected(q, i) == NULL && !questions_lacks(q, i, NULL) &&
		    (value != NULL || !questions_at(q, i)->required ||
		     form_set(q->draft->form, &where, "", lang, &q->errors[i]) == FAULT_NONE))
			continue;
		if (done)
			q->focus = (int)i + 1;
		done = false;
	}
	return done;
}

/* Who may apply gets a draft, in the place of this page and of the one it was opened from. */
static void begin(struct questions *q, struct stack *st)
{
	struct error err = {0};
	struct draft *j = q->draft;

	if (draft_keep(stack_context(st), j, &err) != FAULT_NONE) {
		stack_push(st, common_trouble(stack_context(st), &err));
		return;
	}
	stack_pop(st);
	stack_replace(st, begun_new(st, j));
}

static void next(struct questions *q, struct stack *st)
{
	int page;

	if (!page_is_done(q, stack_context(st)->scene.lang))
		return;
	page = other_page(q, 1);
	if (page != 0) {
		turn_to(q, st, page, 0);
		return;
	}
	if (q->section == NULL && form_refused(q->draft->form) != NULL)
		tell_refused(q, st, NULL);
	else if (draft_is_kept(q->draft))
		stack_pop(st);
	else
		begin(q, st);
}

static bool questions_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct questions *q = (struct questions *)s;
	struct field_path where;
	int page;

	switch (e->kind) {
	case INPUT_ANSWER: return answer(q, st, e);
	case INPUT_NEXT: next(q, st); return true;
	case INPUT_FOCUS:
		if (e->field < 1 || (size_t)e->field > questions_count(q))
			return true;
		q->focus = e->field;
		where = questions_path(q, (size_t)e->field - 1);
		draft_stand(stack_context(st), q->draft, &where);
		return true;
	case INPUT_BACK:
		page = other_page(q, -1);
		if (page == 0)
			return false;
		turn_to(q, st, page, 0);
		return true;
	default: return false;
	}
}

/* She has chosen: on to the next question of the page. */
static void go_on(struct questions *q, struct stack *st)
{
	size_t index = (size_t)q->twice - 1;

	q->twice = 0;
	if (questions_rejected(q, index) != NULL)
		return;
	q->errors[index] = (struct error){0};
	for (size_t i = index + 1; i < questions_count(q) && q->focus == (int)index + 1; i++)
		if (questions_shows(q, i, q->page))
			q->focus = (int)i + 1;
	stack_turn(st);
}

static void questions_load(struct screen *s, struct stack *st)
{
	struct questions *q = (struct questions *)s;

	if (!common_draft(st, q->draft))
		return;
	if (q->item > 0 && q->item > form_items(q->draft->form, q->section))
		stack_pop(st); /* another visit has taken it out of the list */
	else if (q->twice != 0)
		go_on(q, st);
}

static void questions_free(struct screen *s)
{
	draft_drop(((struct questions *)s)->draft);
	free(s);
}

static const struct draft *questions_draft(const struct screen *s)
{
	return ((const struct questions *)s)->draft;
}

static const struct screen_ops ops = {.name = "questions",
				      .load = questions_load,
				      .view = questions_page_view,
				      .update = questions_update,
				      .free = questions_free};

static const struct screen_ops eligibility_ops = {.name = "eligibility",
						  .load = questions_load,
						  .view = questions_page_view,
						  .update = questions_update,
						  .draft = questions_draft,
						  .free = questions_free};

/* A part that was left so says what it lacks, and stands there first. */
static void tell_lacks(struct questions *q, bool anywhere)
{
	enum section_state state = q->item == 0
					   ? form_section_state(q->draft->form, q->section)
					   : form_item_state(q->draft->form, q->section, q->item);

	q->passed = state == SECTION_WRONG;
	for (size_t i = 0; anywhere && i < questions_count(q); i++)
		if (questions_lacks(q, i, NULL)) {
			q->page = questions_at(q, i)->page;
			q->focus = (int)i + 1;
			return;
		}
}

struct screen *questions_new(struct stack *st, struct draft *j, const struct field_path *where)
{
	struct questions *q =
		common_make(sizeof(*q), where->section == NULL ? &eligibility_ops : &ops);

	q->draft = draft_hold(j);
	q->section = where->section;
	q->item = where->item;
	q->page = 1;
	if (where->question != NULL) {
		q->page = where->question->page;
		for (size_t i = 0; i < questions_count(q); i++)
			if (questions_at(q, i) == where->question)
				q->focus = (int)i + 1;
	} else if (!questions_has_page(q, 1)) {
		q->page = other_page(q, 1) == 0 ? 1 : other_page(q, 1);
	}
	tell_lacks(q, where->question == NULL);
	keep_standing(q, st);
	return &q->screen;
}

struct screen *eligibility_new(struct stack *st, struct draft *j)
{
	return questions_new(st, j, &(struct field_path){0});
}
