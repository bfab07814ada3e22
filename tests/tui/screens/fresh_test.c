/* fresh_test.c - a page that was covered shows what another has done meanwhile; a view reads
 * nothing. */
#include "tests/tui/golden.h"

#define SERVICE "lb-disability-card"

/* The registry of this test's visits, as another process has it: the host's, another visitor's. */
static struct registry *open_other(void)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 16);
	struct registry *r;
	struct error err = {0};

	ck_assert_msg(registry_open(arena_format(a, "%s/golden-%d", unit_folder(), (int)getpid()),
				    &r, &err) == FAULT_NONE,
		      "%s", err.detail);
	return r;
}

static void expect(struct visit *v, const char *words, bool there)
{
	struct buffer out;
	bool whole;

	buffer_open(&out, (size_t)1 << 20);
	print_grid(pages_grid(v->pages, &whole), &out);
	ck_assert_msg((strstr(out.data, words) != NULL) == there, "\"%s\" is %sin\n%s", words,
		      there ? "not " : "", out.data);
	buffer_close(&out);
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
	stack_push(golden_stack(&v), file_new(&a));
	expect(&v, "Submitted", true);
	expect(&v, "Which village?", false);
	golden_type(&v, "?");
	ask(other, &v, &a);
	golden_type(&v, "0");
	expect(&v, "Which village?", true);
	expect(&v, "It has moved on meanwhile", true);
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
	stack_push(golden_stack(&v), file_new(&a));
	expect(&v, "2  Withdraw", true);
	ask(other, &v, &a);
	expect(&v, "2  Withdraw", true); /* a view reads nothing: the page is as it was loaded */
	golden_type(&v, "2");
	expect(&v, "It has moved on meanwhile", true);
	expect(&v, "3  Withdraw", true);
	golden_type(&v, "3");
	expect(&v, "Withdraw this application?", true);
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
	expect(&v, "Submitted", true);
	golden_type(&v, "1");
	expect(&v, "The way of your application", true);
	ask(other, &v, &a);
	golden_type(&v, "0");
	expect(&v, "Your answer is needed", true);
	registry_close(other);
	golden_close(&v);
}
END_TEST

SUITE(fresh, an_uncovered_application_is_read_again,
      a_choice_on_a_page_that_is_old_shows_the_new_one_first, an_uncovered_list_is_read_again)
