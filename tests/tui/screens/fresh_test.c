/* fresh_test.c - a page that was covered shows what another has done meanwhile, a view reads
 * nothing, and of two visits in one draft the second is told. */
#include "tests/tui/golden.h"

#define SERVICE "lb-disability-card"

/* The registry of this test's visits, as another process has it: the host's, another visitor's. */
static struct registry *open_other(void)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 16);
	struct registry *r;
	struct error err = {0};

	ck_assert_msg(registry_open(arena_format(a, "%s/golden-%d", unit_folder(), (int)getpid()),
				    NULL, &r, &err) == FAULT_NONE,
		      "%s", err.detail);
	return r;
}

/* An application of a key, submitted with the answers that its form asks for. */
static void apply(struct visit *v, struct application *ret)
{
	const struct service *s = catalogue_find(v->context.scene.catalogue, SERVICE);
	struct error err = {0};
	struct draft *j;

	ck_assert_ptr_nonnull(s);
	j = draft_begin(&v->context, s, &err);
	ck_assert_msg(j != NULL, "%s", err.detail);
	golden_fill(v, j);
	ck_assert_msg(application_submit(v->context.registry, v->context.caller, &j->application,
					 j->form, &(struct receipt){0}, &err) == FAULT_NONE,
		      "%s: %s", err.say, err.detail);
	*ret = j->application;
	draft_drop(j);
}

static void ask(struct registry *r, const struct visit *v, const struct application *a)
{
	const struct service *s = catalogue_find(v->context.scene.catalogue, SERVICE);
	struct caller host = caller_host();
	struct application copy = *a;
	struct error err = {0};

	ck_assert_msg(application_ask(r, &host, &copy, s, "Which village?", &err) == FAULT_NONE,
		      "%s: %s", err.say, err.detail);
}

START_TEST(an_uncovered_application_is_read_again)
{
	struct application a;
	struct registry *other;
	struct visit v;

	golden_open(&v, LANG_EN, 80, 24);
	apply(&v, &a);
	other = open_other();
	stack_push(golden_stack(&v), status_new(&a));
	golden_shows(&v, "Submitted", true);
	golden_shows(&v, "Which village?", false);
	golden_type(&v, "?");
	ask(other, &v, &a);
	golden_type(&v, "0");
	golden_shows(&v, "Which village?", true);
	golden_shows(&v, "Your application has moved on", true);
	registry_close(other);
	golden_close(&v);
}
END_TEST

START_TEST(a_choice_on_a_page_that_is_old_shows_the_new_one_first)
{
	struct application a;
	struct registry *other;
	struct visit v;

	golden_open(&v, LANG_EN, 80, 24);
	apply(&v, &a);
	other = open_other();
	stack_push(golden_stack(&v), status_new(&a));
	golden_shows(&v, "2  Withdraw", true);
	ask(other, &v, &a);
	golden_shows(&v, "2  Withdraw",
		     true); /* a view reads nothing: the page is as it was loaded */
	golden_type(&v, "2");
	golden_shows(&v, "Your application has moved on", true);
	golden_shows(&v, "3  Withdraw", true);
	golden_type(&v, "3");
	golden_shows(&v, "Withdraw this application?", true);
	registry_close(other);
	golden_close(&v);
}
END_TEST

START_TEST(an_uncovered_list_is_read_again)
{
	struct application a;
	struct registry *other;
	struct visit v;

	golden_open(&v, LANG_EN, 80, 24);
	golden_come_with_key(&v,
			     "ff11aa11bb22cc33dd44ee55ff66007711882299aa33bb44cc55dd66ee77ff88");
	apply(&v, &a);
	other = open_other();
	stack_home(golden_stack(&v), mine_new());
	golden_shows(&v, "Submitted", true);
	golden_type(&v, "1");
	golden_shows(&v, "Progress of your application", true);
	ask(other, &v, &a);
	golden_type(&v, "0");
	golden_shows(&v, "Your answer is needed", true);
	registry_close(other);
	golden_close(&v);
}
END_TEST

/* --- two visits in one draft ------------------------------------------------------------------ */

/* A draft in this visit, and the same as another visit has read it. */
struct pair {
	struct visit v;
	struct context other;
	struct caller caller;
	struct draft *mine, *theirs;
	struct field_path first, second; /* two questions of the first part, both of words */
};

static void open_pair(struct pair *p)
{
	struct error err = {0};

	golden_open(&p->v, LANG_EN, 80, 24);
	p->mine = draft_begin(
		&p->v.context,
		catalogue_find(p->v.context.scene.catalogue, "lb-civil-status-extract"), &err);
	ck_assert_msg(p->mine != NULL, "%s", err.detail);
	p->caller = p->v.caller;
	p->other = p->v.context;
	p->other.registry = open_other();
	p->other.caller = &p->caller;
	p->theirs = draft_resume(&p->other, &p->mine->application, &err);
	ck_assert_msg(p->theirs != NULL, "%s", err.detail);
	p->first = (struct field_path){0};
	for (struct field_path at = {0}; form_next(p->mine->form, &at);)
		if (strcmp(at.question->id, "family_name") == 0)
			p->second = at;
		else if (strcmp(at.question->id, "father_name") == 0)
			p->first = at;
	ck_assert(p->first.question != NULL && p->second.question != NULL);
	stack_push(golden_stack(&p->v), tasks_new(golden_stack(&p->v), p->mine));
	stack_push(golden_stack(&p->v), questions_new(golden_stack(&p->v), p->mine, &p->first));
}

static void close_pair(struct pair *p)
{
	golden_close(&p->v);
	draft_drop(p->mine);
	draft_drop(p->theirs);
	registry_close(p->other.registry);
}

static void they_answer(struct pair *p, const struct field_path *at, const char *words)
{
	struct error err = {0};

	ck_assert_msg(draft_answer(&p->other, p->theirs, at, words, &err) == FAULT_NONE, "%s",
		      err.say);
}

static void expect_stored(struct pair *p, const struct field_path *at, const char *words)
{
	struct error err = {0};

	ck_assert(draft_look(&p->other, p->theirs, &err) == FAULT_NONE);
	ck_assert_str_eq(form_get(p->theirs->form, at), words);
}

START_TEST(the_second_is_told_and_takes_its_own)
{
	struct pair p;

	open_pair(&p);
	they_answer(&p, &p.first, "Georges");
	golden_type(&p.v, "Joseph\n");
	golden_shows(&p.v, "Answered in two sessions", true);
	golden_shows(&p.v, "Georges", true);
	golden_shows(&p.v, "Joseph", true);
	expect_stored(&p, &p.first, "Georges");
	golden_type(&p.v, "\n"); /* nothing is decided by an Enter */
	golden_shows(&p.v, "Answered in two sessions", true);
	golden_type(&p.v, "2");
	expect_stored(&p, &p.first, "Joseph");
	golden_shows(&p.v, "Family name", true);
	golden_type(&p.v, "Khoury\n");
	expect_stored(&p, &p.second, "Khoury");
	close_pair(&p);
}
END_TEST

START_TEST(the_second_leaves_what_stands_there)
{
	struct pair p;

	open_pair(&p);
	they_answer(&p, &p.first, "Georges");
	they_answer(&p, &p.second, "Khoury");
	golden_type(&p.v, "Joseph\n1");
	golden_shows(&p.v, "Answered in two sessions", false);
	expect_stored(&p, &p.first, "Georges");
	golden_shows(&p.v, "Khoury", true); /* and sees what else was answered meanwhile */
	golden_shows(&p.v, "Joseph", false);
	close_pair(&p);
}
END_TEST

START_TEST(who_goes_back_keeps_both)
{
	struct pair p;

	open_pair(&p);
	they_answer(&p, &p.first, "Georges");
	golden_type(&p.v, "Joseph\n0");
	golden_shows(&p.v, "Answered in two sessions", false);
	golden_shows(&p.v, "Joseph", true);
	golden_shows(&p.v, "This was answered in another session in the meantime.", true);
	expect_stored(&p, &p.first, "Georges");
	golden_type(&p.v, "\n\n"); /* the 0's own Enter; then it is entered once more */
	expect_stored(&p, &p.first, "Joseph");
	close_pair(&p);
}
END_TEST

START_TEST(a_third_answer_is_told_too)
{
	struct pair p;

	open_pair(&p);
	they_answer(&p, &p.first, "Georges");
	golden_type(&p.v, "Joseph\n");
	they_answer(&p, &p.first, "Toufic");
	golden_type(&p.v, "2");
	golden_shows(&p.v, "Answered in two sessions", true);
	golden_shows(&p.v, "Toufic", true);
	expect_stored(&p, &p.first, "Toufic");
	golden_type(&p.v, "2");
	expect_stored(&p, &p.first, "Joseph");
	close_pair(&p);
}
END_TEST

START_TEST(an_uncovered_draft_is_read_again)
{
	struct pair p;

	open_pair(&p);
	golden_type(&p.v, "?");
	they_answer(&p, &p.first, "Georges");
	golden_type(&p.v, "0");
	golden_shows(&p.v, "Georges", true);
	golden_type(&p.v, "\x15"
			  "Joseph\n"); /* over an answer that was seen: no question */
	expect_stored(&p, &p.first, "Joseph");
	close_pair(&p);
}
END_TEST

START_TEST(a_draft_that_was_sent_in_elsewhere_is_an_application)
{
	struct receipt receipt;
	struct error err = {0};
	struct visit theirs;
	struct pair p;

	open_pair(&p);
	theirs = p.v;
	theirs.context = p.other;
	golden_fill(&theirs, p.theirs);
	golden_type(&p.v, "?");
	ck_assert_msg(application_submit(p.other.registry, &p.caller, &p.theirs->application,
					 p.theirs->form, &receipt, &err) == FAULT_NONE,
		      "%s", err.say);
	golden_type(&p.v, "0");
	golden_shows(&p.v, "Your application has moved on", true);
	golden_shows(&p.v, "Progress of your application", true);
	golden_type(&p.v, "0");
	golden_shows(&p.v, "Welcome to Shubbak", true);
	close_pair(&p);
}
END_TEST

START_TEST(a_draft_that_was_thrown_away_elsewhere_is_gone)
{
	struct error err = {0};
	struct pair p;

	open_pair(&p);
	golden_type(&p.v, "?");
	ck_assert_msg(application_discard(p.other.registry, &p.caller, &p.theirs->application,
					  &err) == FAULT_NONE,
		      "%s", err.say);
	golden_type(&p.v, "0");
	golden_shows(&p.v, "There is a problem", true);
	golden_shows(&p.v, "It was deleted or has expired.", true);
	golden_shows(&p.v, "What you entered before is saved.", false);
	golden_type(&p.v, "0");
	golden_shows(&p.v, "Welcome to Shubbak", true);
	close_pair(&p);
}
END_TEST

/* By plain lines: the second is told what stands there, chooses by number, and is asked on. */
START_TEST(by_plain_lines_the_second_is_told)
{
	struct buffer out;
	struct plain *plain;
	struct pair p;

	open_pair(&p);
	buffer_open(&out, (size_t)1 << 20);
	plain = plain_over(golden_stack(&p.v), false, &out);
	they_answer(&p, &p.first, "Georges");
	buffer_clear(&out);
	plain_feed(plain, "Joseph\n", 7);
	ck_assert_ptr_nonnull(strstr(out.data, "Answered in two sessions"));
	ck_assert_ptr_nonnull(strstr(out.data, "Keep the answer that is saved now: Georges"));
	ck_assert_ptr_nonnull(strstr(out.data, "Keep what I entered: Joseph"));
	expect_stored(&p, &p.first, "Georges");
	buffer_clear(&out);
	plain_feed(plain, "2\n", 2);
	expect_stored(&p, &p.first, "Joseph");
	ck_assert_ptr_nonnull(strstr(out.data, "Family name"));
	plain_free(plain);
	buffer_close(&out);
	close_pair(&p);
}
END_TEST

START_TEST(by_plain_lines_an_uncovered_application_is_read_again)
{
	struct application a;
	struct registry *other;
	struct buffer out;
	struct plain *plain;
	struct visit v;

	golden_open(&v, LANG_EN, 80, 24);
	apply(&v, &a);
	other = open_other();
	stack_push(golden_stack(&v), status_new(&a));
	buffer_open(&out, (size_t)1 << 20);
	plain = plain_over(golden_stack(&v), false, &out);
	plain_feed(plain, "?\n", 2);
	ask(other, &v, &a);
	buffer_clear(&out);
	plain_feed(plain, "0\n", 2);
	ck_assert_ptr_nonnull(strstr(out.data, "Which village?"));
	ck_assert_ptr_nonnull(strstr(out.data, "Your application has moved on"));
	plain_free(plain);
	buffer_close(&out);
	registry_close(other);
	golden_close(&v);
}
END_TEST

static void visit_twice(struct visit *v)
{
	const struct service *s =
		catalogue_find(v->context.scene.catalogue, "lb-civil-status-extract");
	struct field_path at = {0};
	struct error err = {0};
	struct draft *j = draft_begin(&v->context, s, &err);

	ck_assert_msg(j != NULL, "%s", err.detail);
	while (form_next(j->form, &at) && strcmp(at.question->id, "birth_date") != 0)
		;
	ck_assert(draft_answer(&v->context, j, &at, "14/3/1990", &err) == FAULT_NONE);
	stack_push(golden_stack(v), twice_new(j, &at, "14/3/1991", v->lang));
	golden_hold(v, "twice", false);
	stack_home(golden_stack(v), NULL);
	draft_drop(j);
}

START_TEST(screens)
{
	golden_each(visit_twice);
}
END_TEST

SUITE(fresh, an_uncovered_application_is_read_again,
      a_choice_on_a_page_that_is_old_shows_the_new_one_first, an_uncovered_list_is_read_again,
      the_second_is_told_and_takes_its_own, the_second_leaves_what_stands_there,
      who_goes_back_keeps_both, a_third_answer_is_told_too, an_uncovered_draft_is_read_again,
      a_draft_that_was_sent_in_elsewhere_is_an_application,
      a_draft_that_was_thrown_away_elsewhere_is_gone, by_plain_lines_the_second_is_told,
      by_plain_lines_an_uncovered_application_is_read_again, screens)
