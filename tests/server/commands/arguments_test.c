/* arguments_test.c - words and options of a command line. */
#include "tests/unit.h"

#include "server/commands/arguments.h"

static const struct argument_option allowed[] = {{"json", false}, {"lang", true}, {NULL, false}};
static struct arguments a;

static enum fault read_words(struct arena *arena, const char *const *words)
{
	size_t count = 0;

	while (words[count] != NULL)
		count++;
	return arguments_read(arena, words, count, allowed, &a, NULL);
}

START_TEST(options_stand_anywhere)
{
	ARENA_CLEAN struct arena *arena = arena_new(1 << 20);

	ck_assert_int_eq(read_words(arena, (const char *const[]){"--lang", "fr", "search", "--json",
								 "a", "--", "--b", NULL}),
			 FAULT_NONE);
	ck_assert_uint_eq(a.count, 3);
	ck_assert_str_eq(a.words[0], "search");
	ck_assert_str_eq(a.words[2], "--b");
	ck_assert_str_eq(arguments_get(&a, "lang"), "fr");
	ck_assert_str_eq(arguments_get(&a, "json"), "");
	ck_assert_int_eq(read_words(arena, (const char *const[]){"--lang=ar", NULL}), FAULT_NONE);
	ck_assert_str_eq(arguments_get(&a, "lang"), "ar");
	ck_assert_ptr_null(arguments_get(&a, "json"));
}
END_TEST

START_TEST(wrong_options_are_refused)
{
	ARENA_CLEAN struct arena *arena = arena_new(1 << 20);

	ck_assert_int_eq(read_words(arena, (const char *const[]){"--nothing", NULL}), FAULT_INPUT);
	ck_assert_int_eq(read_words(arena, (const char *const[]){"--lang", NULL}), FAULT_INPUT);
	ck_assert_int_eq(read_words(arena, (const char *const[]){"--json=1", NULL}), FAULT_INPUT);
	ck_assert_int_eq(read_words(arena, (const char *const[]){"--lan", "x", NULL}), FAULT_INPUT);
}
END_TEST

START_TEST(lines_are_split_like_a_shell)
{
	ARENA_CLEAN struct arena *arena = arena_new(1 << 20);
	const char *words[8];
	size_t count;

	ck_assert_int_eq(arguments_split(arena, " search  'l\"état' \"a b\"c d\\ e ''", words, 8,
					 &count, NULL),
			 FAULT_NONE);
	ck_assert_uint_eq(count, 5);
	ck_assert_str_eq(words[1], "l\"état");
	ck_assert_str_eq(words[2], "a bc");
	ck_assert_str_eq(words[3], "d e");
	ck_assert_str_eq(words[4], "");
	ck_assert_int_eq(arguments_split(arena, "a 'b", words, 8, &count, NULL), FAULT_INPUT);
	ck_assert_int_eq(arguments_split(arena, "l'extrait d'état", words, 8, &count, NULL),
			 FAULT_NONE);
	ck_assert_str_eq(words[0], "l'extrait");
	ck_assert_str_eq(words[1], "d'état");
	ck_assert_int_eq(arguments_split(arena, "act 'l'\"'\"'état a b' c", words, 8, &count, NULL),
			 FAULT_NONE);
	ck_assert_uint_eq(count, 3);
	ck_assert_str_eq(words[1], "l'état a b");
	ck_assert_int_eq(arguments_split(arena, "1 2 3 4 5 6 7 8 9", words, 8, &count, NULL),
			 FAULT_INPUT);
}
END_TEST

SUITE(arguments, options_stand_anywhere, wrong_options_are_refused, lines_are_split_like_a_shell)
