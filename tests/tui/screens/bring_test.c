/* bring_test.c - where and how the papers are brought stands with them, on the review and on the
 * receipt. */
#include "tests/tui/golden.h"

/* Every word of a page by plain lines, which show it whole. */
static void expect(struct visit *v, struct screen *s, const char *heading, const char *words)
{
	struct buffer out;
	struct plain *plain;
	const char *at;

	stack_home(golden_stack(v), s);
	buffer_open(&out, (size_t)1 << 20);
	plain = plain_over(golden_stack(v), false, &out);
	at = strstr(out.data, heading);
	ck_assert_msg(at != NULL, "\"%s\" is not in\n%s", heading, out.data);
	ck_assert_msg(strstr(at, words) != NULL, "\"%s\" is not in\n%s", words, at);
	plain_free(plain);
	buffer_close(&out);
}

static void see(struct visit *v, const char *id, const char *words)
{
	struct receipt receipt = {.reference = "12345678901234", .submitted_at = 1795000000};
	const struct service *s = catalogue_find(v->context.scene.catalogue, id);
	struct draft *j = draft_try(&v->context, s);

	expect(v, review_new(golden_stack(v), j), "\nHanding in the documents\n", words);
	expect(v, receipt_new(&receipt, j), "\nHanding in the documents\n", words);
	expect(v, receipt_new(&receipt, j), "\nHanding in the documents\n",
	       s->authority.in[LANG_EN]);
	draft_drop(j);
}

START_TEST(as_the_source_says)
{
	struct visit v;

	golden_open(&v, LANG_EN, 80, 24);
	see(&v, "lb-disability-card", "By appointment. Make it by telephone");
	golden_close(&v);
}
END_TEST

/* Nothing is made up where no source says anything. */
START_TEST(or_whom_to_ask)
{
	const struct catalogue *c;
	struct visit v;
	int tried = 0;

	golden_open(&v, LANG_EN, 80, 24);
	c = v.context.scene.catalogue;
	for (size_t i = 0; i < catalogue_count(c) && tried == 0; i++) {
		const struct service *s = catalogue_at(c, i);

		if (s->form == NULL || text_is_set(&s->channel))
			continue;
		see(&v, s->id, "We do not know how to hand in the documents: ask the authority.");
		tried++;
	}
	ck_assert_int_gt(tried, 0);
	golden_close(&v);
}
END_TEST

SUITE(bring, as_the_source_says, or_whom_to_ask)
