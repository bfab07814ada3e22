/* waiting_test.c - home shows what waits for the one who signed in, what an authority asked before
 * the drafts; what is found says what can be applied for here; opening a draft changes no
 * language. */
#include "tests/tui/golden.h"

#define ASKED "lb-disability-card"
#define DRAFT "lb-civil-status-extract"

static const char key[] = "7a11aa11bb22cc33dd44ee55ff66007711882299aa33bb44cc55dd66ee77ff88";

static char *screen(struct visit *v, struct arena *a)
{
	struct buffer out;
	bool whole;
	char *text;

	buffer_open(&out, (size_t)1 << 20);
	print_grid(pages_grid(v->pages, &whole), &out);
	text = arena_slice(a, out.data, out.size);
	buffer_close(&out);
	return text;
}

static struct draft *begin(struct visit *v, const char *id)
{
	struct error err = {0};
	struct draft *j =
		draft_begin(&v->context, catalogue_find(v->context.scene.catalogue, id), &err);

	ck_assert_msg(j != NULL, "%s", err.detail);
	return j;
}

/* Somebody with an application that was asked about, and with a draft that was changed later. */
static void come(struct visit *v, enum lang lang, int cols, int rows, bool asked)
{
	struct caller host = caller_host();
	struct receipt receipt;
	struct error err = {0};
	struct draft *j;
	char own[sizeof(key)];

	golden_open(v, lang, cols, rows);
	memcpy(own, key, sizeof(own));
	own[0] = (char)('0' + lang);
	own[1] = cols == 80 ? '1' : cols == 40 ? '2' : '3';
	own[2] = asked ? 'a' : 'b';
	golden_come_with_key(v, own);
	if (asked) {
		j = begin(v, ASKED);
		golden_fill(v, j);
		ck_assert_msg(application_submit(v->context.registry, v->context.caller,
						 &j->application, j->form, &receipt,
						 &err) == FAULT_NONE,
			      "%s", err.detail);
		ck_assert_msg(application_ask(v->context.registry, &host, &j->application,
					      j->service, "Which village?", &err) == FAULT_NONE,
			      "%s", err.detail);
		draft_drop(j);
	}
	draft_drop(begin(v, DRAFT));
	golden_come_with_key(v, own);
}

static void visit_home(struct visit *v)
{
	struct visit own;

	come(&own, v->lang, v->cols, v->rows, true);
	own.hide_digits = true;
	golden_hold(&own, "home-waiting", false);
	v->differences += own.differences;
	golden_close(&own);
}

START_TEST(screens)
{
	golden_each(visit_home);
}
END_TEST

START_TEST(what_was_asked_stands_before_drafts)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	const char *text, *asked, *draft, *menu;
	struct visit v;

	come(&v, LANG_EN, 80, 24, true);
	text = screen(&v, a); /* not the question whether to go on with the draft */
	asked = strstr(text, "Personal disability card");
	draft = strstr(text, "Draft");
	menu = strstr(text, "Find a service");
	ck_assert_msg(strstr(text, "Waiting for you") != NULL && asked != NULL && draft != NULL &&
			      menu != NULL,
		      "%s", text);
	ck_assert(asked < draft && draft < menu);
	golden_type(&v, "1\n");
	ck_assert_ptr_nonnull(strstr(screen(&v, a), "Which village?"));
	golden_close(&v);
}
END_TEST

START_TEST(with_drafts_alone_the_newest_is_offered)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	struct visit v;

	come(&v, LANG_EN, 80, 24, false);
	ck_assert_ptr_nonnull(strstr(screen(&v, a), "Continue where you left off?"));
	golden_close(&v);
}
END_TEST

/* Begun in English, opened in French: it goes on in French, and so does the visit. */
START_TEST(a_draft_changes_no_language)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	struct application *mine;
	struct error err = {0};
	struct visit v;
	size_t count;

	come(&v, LANG_EN, 80, 24, false);
	stack_use_lang(golden_stack(&v), LANG_FR);
	ck_assert(application_mine(v.context.registry, v.context.caller, a, &mine, &count, &err) ==
		  FAULT_NONE);
	ck_assert_int_eq(mine[0].lang, LANG_EN);
	track_open(golden_stack(&v), &mine[0]);
	ck_assert_ptr_nonnull(strstr(screen(&v, a), "Votre demande, partie par partie"));
	golden_type(&v, "0");
	ck_assert_int_eq(stack_context(golden_stack(&v))->scene.lang, LANG_FR);
	ck_assert_int_eq(message_lang(), LANG_FR);
	golden_close(&v);
}
END_TEST

START_TEST(results_say_what_can_be_applied_for_here)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	struct visit v;

	golden_open(&v, LANG_EN, 132, 50);
	stack_home(golden_stack(&v), search_new_screen("disability card", NULL));
	ck_assert_ptr_nonnull(strstr(screen(&v, a), "apply here"));
	/* Where nothing can be applied for at all, nothing says so. */
	stack_context(golden_stack(&v))->registry = NULL;
	stack_home(golden_stack(&v), search_new_screen("disability card", NULL));
	ck_assert_ptr_null(strstr(screen(&v, a), "apply here"));
	stack_context(golden_stack(&v))->registry = v.context.registry;
	golden_close(&v);
}
END_TEST

/* One filter after another: each leaves fewer, and the words stay. */
START_TEST(filters_of_results_add_up)
{
	struct buffer out;
	struct plain *plain;
	struct visit v;

	golden_open(&v, LANG_EN, 132, 50);
	stack_home(golden_stack(&v), search_new_screen("certificate", NULL));
	buffer_open(&out, (size_t)1 << 20);
	plain = plain_over(golden_stack(&v), false, &out);
	for (int i = 0; i < 2; i++) {
		static const char *const values[] = {". Lebanon", ". on this portal"};
		const char *wanted[] = {". Sort and filter", values[i]};

		for (int k = 0; k < 2; k++) {
			const char *at = strstr(out.data, wanted[k]);
			char number[16];

			ck_assert_msg(at != NULL, "%s is not in\n%s", wanted[k], out.data);
			while (at > out.data && at[-1] != '\n')
				at--;
			snprintf(number, sizeof(number), "%ld\n", strtol(at, NULL, 10));
			buffer_clear(&out);
			plain_feed(plain, number, strlen(number));
		}
		if (strstr(out.data, ". Sort and filter") == NULL) {
			buffer_clear(&out);
			plain_feed(plain, "0\n", 2);
		}
	}
	ck_assert_ptr_nonnull(strstr(out.data, "Lebanon"));
	ck_assert_ptr_null(strstr(out.data, "(Tunisia)"));
	for (const char *row = strstr(out.data, " (Lebanon)"); row != NULL;
	     row = strstr(row + 1, " (Lebanon)")) {
		const char *end = strchr(row, '\n');
		const char *mark = strstr(row, "apply here");

		ck_assert_msg(mark != NULL && mark < end, "%s", out.data);
	}
	plain_free(plain);
	buffer_close(&out);
	golden_close(&v);
}
END_TEST

SUITE(waiting, screens, what_was_asked_stands_before_drafts,
      with_drafts_alone_the_newest_is_offered, a_draft_changes_no_language,
      results_say_what_can_be_applied_for_here, filters_of_results_add_up)
