/* opened_test.c - a part of a form is done only when the person has seen it, also where defaults
 * would do. */
#include "tests/tui/golden.h"

#define SERVICE "tn-amen-social"

static struct draft *begin(struct visit *v)
{
	struct error err = {0};
	struct draft *j;

	golden_open(v, LANG_EN, 80, 24);
	j = draft_begin(&v->context, catalogue_find(v->context.scene.catalogue, SERVICE), &err);
	ck_assert_msg(j != NULL, "%s", err.detail);
	stack_home(golden_stack(v), tasks_new(golden_stack(v), j));
	return j;
}

/* Sections to which nothing has to be said: a list that may stay empty, or all by default. */
static const struct section *without_need(const struct draft *j)
{
	const struct form_definition *form = j->service->form;

	for (size_t i = 0; i < form->section_count; i++)
		if (form->sections[i].repeats && form->sections[i].min == 0)
			return &form->sections[i];
	ck_abort_msg("no such section");
}

static void finish(struct visit *v, struct draft *j)
{
	draft_drop(j);
	golden_close(v);
}

/* Of every service, whatever its defaults. */
START_TEST(nothing_is_done_that_nobody_saw)
{
	const struct catalogue *c;
	struct visit v;

	golden_open(&v, LANG_EN, 80, 24);
	c = v.context.scene.catalogue;
	for (size_t i = 0; i < catalogue_count(c); i++) {
		const struct form_definition *form = catalogue_at(c, i)->form;
		struct draft *j = draft_try(&v.context, catalogue_at(c, i));

		for (size_t k = 0; form != NULL && k < form->section_count; k++)
			ck_assert_msg(form_section_state(j->form, &form->sections[k]) !=
					      SECTION_DONE,
				      "%s: %s", catalogue_at(c, i)->id, form->sections[k].id);
		draft_drop(j);
	}
	golden_close(&v);
}
END_TEST

START_TEST(an_empty_list_that_was_opened_is_done)
{
	struct visit v;
	struct draft *j = begin(&v), *later;
	const struct section *s = without_need(j);
	struct error err = {0};

	ck_assert_int_eq(form_section_state(j->form, s), SECTION_EMPTY);
	stack_push(golden_stack(&v), items_new(golden_stack(&v), j, s));
	stack_pop(golden_stack(&v));
	ck_assert_int_eq(form_section_state(j->form, s), SECTION_DONE);
	/* And stays so when the draft is opened again, with as many items as before. */
	later = draft_resume(&v.context, &j->application, &err);
	ck_assert_msg(later != NULL, "%s", err.detail);
	ck_assert_int_eq(form_section_state(later->form, s), SECTION_DONE);
	ck_assert_int_eq(form_items(later->form, s), form_items(j->form, s));
	draft_drop(later);
	finish(&v, j);
}
END_TEST

START_TEST(an_opened_part_keeps_what_it_had)
{
	struct visit v;
	struct draft *j = begin(&v), *later;
	const struct section *s = &j->service->form->sections[0];
	struct error err = {0};

	stack_push(golden_stack(&v),
		   questions_new(golden_stack(&v), j, &(struct field_path){.section = s}));
	stack_pop(golden_stack(&v));
	later = draft_resume(&v.context, &j->application, &err);
	ck_assert_msg(later != NULL, "%s", err.detail);
	ck_assert_int_eq(form_section_state(later->form, s), form_section_state(j->form, s));
	ck_assert_int_ne(form_section_state(later->form, s),
			 SECTION_DONE); /* something is missing */
	draft_drop(later);
	finish(&v, j);
}
END_TEST

/* Whoever has filled in everything and comes back is not asked the last question again. */
static void put(const struct draft *j, const char *id, const char *value)
{
	struct field_path at = {0};

	at.question = service_question(j->service, id, &at.section);
	ck_assert_ptr_nonnull(at.question);
	form_load(j->form, &at, value);
}

/* What the page that is open says first of all. */
static const char *noticed(struct visit *v, struct arena *a)
{
	const struct screen *s = stack_top(golden_stack(v));
	const struct page *p = s->ops->view(s, &v->context.scene, a);

	for (const struct block *b = p->first; b != NULL; b = b->next)
		if (b->kind == BLOCK_NOTICE)
			return b->label;
	return "";
}

/* The state that stands behind a part. */
static const char *tag_of(struct visit *v, struct arena *a, const char *part)
{
	const struct screen *s = stack_top(golden_stack(v));
	const struct page *p = s->ops->view(s, &v->context.scene, a);

	for (const struct block *b = p->first; b != NULL; b = b->next)
		if (b->kind == BLOCK_MENU && strcmp(b->label, part) == 0)
			return b->tag;
	return "";
}

/* Each part alone lacks nothing; what two answers owe each other is not passed over in praise. */
START_TEST(a_list_of_parts_does_not_praise_what_the_check_refuses)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)16 << 20);
	struct error err = {0};
	struct form_fault *faults;
	struct draft *j;
	struct visit v;

	golden_open(&v, LANG_EN, 80, 24);
	j = draft_begin(&v.context, catalogue_find(v.context.scene.catalogue, "tn-birth-extract"),
			&err);
	ck_assert_msg(j != NULL, "%s", err.detail);
	golden_fill(&v, j);
	for (size_t i = 0; i < j->service->form->section_count; i++)
		form_open_section(j->form, &j->service->form->sections[i]);
	put(j, "record_number", "142");
	put(j, "record_year", "2016");
	put(j, "cin", "08412233");
	put(j, "phone", "+21698123456");
	ck_assert_uint_eq(form_faults(j->form, a, &faults), 0);
	stack_home(golden_stack(&v), tasks_new(golden_stack(&v), j));
	ck_assert_str_eq(noticed(&v, a),
			 "All required questions are answered. Now check your answers.");
	put(j, "record_number", "");
	put(j, "record_year", "");
	put(j, "father_name", "");
	put(j, "mother_name", "");
	ck_assert_str_eq(noticed(&v, a),
			 "Every part is filled in, but some answers must be corrected: “Check your "
			 "answers” shows which.");
	ck_assert_str_eq(tag_of(&v, a, "The birth record"), "To check");
	draft_drop(j);
	golden_close(&v);
}
END_TEST

START_TEST(a_draft_that_is_filled_in_opens_its_list)
{
	struct field_path at = {0}, last = {0}, required = {0};
	struct error err = {0};
	struct draft *j;
	struct visit v;

	golden_open(&v, LANG_EN, 80, 24);
	j = draft_begin(&v.context, catalogue_find(v.context.scene.catalogue, "lb-disability-card"),
			&err);
	ck_assert_msg(j != NULL, "%s", err.detail);
	golden_fill(&v, j);
	while (form_next(j->form, &at)) {
		last = at;
		required = at.question->required ? at : required;
		draft_stand(&v.context, j, &at);
	}
	track_open(golden_stack(&v), &j->application);
	ck_assert_str_eq(stack_top(golden_stack(&v))->ops->name, "tasks");
	/* Where something is missing again she comes back to where she was. */
	form_load(j->form, &required, "");
	ck_assert(draft_where(j, &at));
	ck_assert_ptr_eq(at.question, last.question);
	draft_drop(j);
	golden_close(&v);
}
END_TEST

static const char *copies(const struct draft *j)
{
	struct field_path at = {0};

	while (form_next(j->form, &at))
		if (strcmp(at.question->id, "copies") == 0)
			return form_get(j->form, &at);
	ck_abort_msg("no such question");
}

/* A day that was refused and left so is told with all other faults, where it stands in the form. */
START_TEST(what_was_typed_wrongly_is_among_the_faults)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)16 << 20);
	struct error refused = {.fault = FAULT_INPUT, .say = "no day", .field = "birth_date"};
	struct form_fault *faults;
	struct field_path at = {0};
	struct visit v;
	struct draft *j = begin(&v);
	size_t before = draft_faults(j, a, &faults), place = 0;

	at.question = service_question(j->service, "birth_date", &at.section);
	while (place < before && faults[place].at.question != at.question)
		place++;
	ck_assert(place > 0 && place + 1 < before);
	draft_keep_rejected(j, &at, "31/2/2001", &refused);
	ck_assert_uint_eq(draft_faults(j, a, &faults), before);
	ck_assert_str_eq(faults[place].error.say, "no day");
	/* Also where an answer stands that was right before. */
	form_load(j->form, &at, "1990-03-14");
	ck_assert_uint_eq(form_faults(j->form, a, &faults), before - 1);
	ck_assert_uint_eq(draft_faults(j, a, &faults), before);
	ck_assert_str_eq(faults[place].error.say, "no day");
	for (size_t i = 1; i < before; i++)
		ck_assert(faults[i].at.section != faults[i - 1].at.section ||
			  faults[i].at.question == NULL ||
			  faults[i].at.item != faults[i - 1].at.item ||
			  faults[i].at.question >= faults[i - 1].at.question);
	stack_push(golden_stack(&v), review_new(golden_stack(&v), j));
	golden_type(&v, "\x1b[6~");
	golden_shows(&v, "You typed “31/2/2001”. no day", true);
	finish(&v, j);
}
END_TEST

/* Who types 2 where 1 stands by default wants two copies, not twelve. */
START_TEST(a_default_is_typed_over)
{
	struct error err = {0};
	struct draft *j;
	struct visit v;

	golden_open(&v, LANG_EN, 80, 24);
	j = draft_begin(&v.context, catalogue_find(v.context.scene.catalogue, "lb-judicial-record"),
			&err);
	ck_assert_msg(j != NULL, "%s", err.detail);
	stack_home(golden_stack(&v), tasks_new(golden_stack(&v), j));
	golden_type(&v, "1"   /* who may apply */
			"1"   /* is Lebanese */
			"1"   /* lives in Lebanon */
			"2"   /* the request */
			"1"); /* for herself */
	ck_assert_str_eq(copies(j), "1");
	golden_type(&v, "2\n");
	ck_assert_str_eq(copies(j), "2");
	/* Said by Enter it is still the default; what was typed is one's own. */
	golden_type(&v, "\x1b\x32\t\x7f\x31\n\x1b\x32\t3\n");
	ck_assert_str_eq(copies(j), "3");
	/* Keys of editing keep it, also where they move nowhere. */
	golden_type(&v, "\x1b\x32\t\x7f\x31\n\x1b\x32\t\x05\x30\n");
	ck_assert_str_eq(copies(j), "10");
	draft_drop(j);
	golden_close(&v);
}
END_TEST

/* Who comes with reference and PIN stands above the languages of the door: they are no page to go
 * back to from one's draft. */
START_TEST(who_leaves_the_parts_is_not_at_the_door)
{
	struct visit v;
	struct draft *j = begin(&v);

	stack_home(golden_stack(&v), language_new(true));
	stack_push(golden_stack(&v), tasks_new(golden_stack(&v), j));
	golden_type(&v, "0");
	ck_assert_str_eq(stack_top(golden_stack(&v))->ops->name, "later");
	golden_type(&v, "0");
	ck_assert_str_eq(stack_top(golden_stack(&v))->ops->name, "home");
	draft_drop(j);
	golden_close(&v);
}
END_TEST

/* Who read down to the foot of the list, and came back to it, sees what is proposed next. */
START_TEST(the_list_opens_where_the_next_part_is_seen)
{
	struct error err = {0};
	struct draft *j;
	struct visit v;

	golden_open(&v, LANG_EN, 40, 15);
	j = draft_begin(&v.context, catalogue_find(v.context.scene.catalogue, "tn-birth-extract"),
			&err);
	ck_assert_msg(j != NULL, "%s", err.detail);
	stack_home(golden_stack(&v), tasks_new(golden_stack(&v), j));
	golden_shows(&v, ">1  ", true);
	golden_type(&v, "\x0e\x0e\x0e");
	golden_shows(&v, "   not known", true);
	golden_shows(&v, ">1  ", false);
	golden_type(&v, "?");
	golden_type(&v, "0");
	golden_shows(&v, ">1  ", true);
	stack_home(golden_stack(&v), NULL);
	draft_drop(j);
	golden_close(&v);
}
END_TEST

SUITE(opened, what_was_typed_wrongly_is_among_the_faults,
      the_list_opens_where_the_next_part_is_seen, who_leaves_the_parts_is_not_at_the_door,
      a_default_is_typed_over, a_list_of_parts_does_not_praise_what_the_check_refuses,
      a_draft_that_is_filled_in_opens_its_list, nothing_is_done_that_nobody_saw,
      an_empty_list_that_was_opened_is_done, an_opened_part_keeps_what_it_had)
