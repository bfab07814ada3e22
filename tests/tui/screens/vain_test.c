/* vain_test.c - of words that are typed letter by letter those that stood there when they were left
 * count as searched in vain, and none that found something. */
#include "tests/tui/golden.h"

static struct vain vain;

static void open_search(struct visit *v, const char *words)
{
	golden_open(v, LANG_EN, 80, 24);
	vain = (struct vain){.count = 0};
	stack_context(golden_stack(v))->vain = &vain;
	stack_push(golden_stack(v), search_new_screen(words, NULL));
}

static void search(struct visit *v, const char *words)
{
	stack_update(golden_stack(v), &(struct input){.kind = INPUT_SEARCH, .text = words});
}

/* Letter by letter, from what stands there on. */
static void type(struct visit *v, const char *words, size_t from)
{
	char some[LIMIT_SEARCH_WORDS];

	for (size_t len = from; len <= strlen(words); len++) {
		snprintf(some, sizeof(some), "%.*s", (int)len, words);
		search(v, some);
	}
}

/* And back to this many. */
static void take_back(struct visit *v, const char *words, size_t to)
{
	char some[LIMIT_SEARCH_WORDS];

	for (size_t len = strlen(words); len-- > to;) {
		snprintf(some, sizeof(some), "%.*s", (int)len, words);
		search(v, some);
	}
}

static const char *noted(void)
{
	static char all[LIMIT_VAIN_VISIT * VAIN_WORD];

	all[0] = '\0';
	for (size_t i = 0; i < vain.count; i++)
		snprintf(all + strlen(all), sizeof(all) - strlen(all), "%s%s", i > 0 ? " " : "",
			 vain.words[i]);
	return all;
}

START_TEST(words_count_once_they_are_left)
{
	struct visit v;

	open_search(&v, "u");
	type(&v, "unicorn", 2);
	ck_assert_str_eq(noted(), "");
	stack_update(golden_stack(&v), &(struct input){.kind = INPUT_BACK});
	ck_assert_str_eq(noted(), "unicorn");
	golden_close(&v);
}
END_TEST

START_TEST(words_count_once_they_are_taken_back)
{
	struct visit v;

	open_search(&v, "u");
	type(&v, "unicorn", 2);
	take_back(&v, "unicorn", 0);
	ck_assert_str_eq(noted(), "unicorn");
	type(&v, "griffin", 1);
	take_back(&v, "griffin", 3);
	type(&v, "griphon", 4);
	ck_assert_str_eq(noted(), "unicorn griffin");
	search(&v, "");
	ck_assert_str_eq(noted(), "unicorn griffin griphon");
	golden_close(&v);
}
END_TEST

/* Of the choices below what was not found each is an end of these words; the visit's end is, too.
 */
START_TEST(words_count_once_another_way_is_taken)
{
	struct visit v;

	open_search(&v, "unicorn");
	golden_type(&v, "1");
	golden_shows(&v, "Death in the family", true);
	ck_assert_str_eq(noted(), "unicorn");
	golden_close(&v);
	open_search(&v, "griffin");
	golden_close(&v);
	ck_assert_str_eq(noted(), "griffin");
}
END_TEST

START_TEST(words_that_found_something_are_not_in_vain)
{
	struct visit v;

	open_search(&v, "p");
	type(&v, "pasport", 2);
	golden_shows(&v, "passport", true);
	take_back(&v, "pasport", 0);
	type(&v, "naissance griffin", 1);
	stack_update(golden_stack(&v), &(struct input){.kind = INPUT_BACK});
	ck_assert_str_eq(noted(), "");
	golden_close(&v);
}
END_TEST

SUITE(vain, words_count_once_they_are_left, words_count_once_they_are_taken_back,
      words_count_once_another_way_is_taken, words_that_found_something_are_not_in_vain)
