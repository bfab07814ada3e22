/* search_tally_test.c - of what a search has found: what is left out, and what comes first. */
#include "services/search/search_tally.h"

#include "tests/unit.h"

#include <string.h>

#define FIRM TRAIT_FIRM
#define OWN TRAIT_OWN
#define CLOSED 0x100
#define BY_DEED 0x200 /* a word that was typed is done with a thing */
#define ROWS 200

struct row {
	unsigned words;
	uint32_t score;
};

/* What is found in the end, by its place among the rows: with blanks between, best first. */
static char *best(struct arena *a, const struct row *rows, size_t count, size_t wanted,
		  size_t named, size_t cap)
{
	uint32_t scores[ROWS], found[ROWS], words[ROWS];
	bool closed[ROWS] = {false};
	struct search_index x = {.closed = closed};
	struct tally t = {.x = &x,
			  .score = scores,
			  .words = words,
			  .found = found,
			  .found_count = count,
			  .wanted = wanted,
			  .telling = wanted,
			  .named = named};
	char *list = arena_text(a, "");
	size_t *picked, n;

	for (size_t i = 0; i < count; i++) {
		words[i] = (rows[i].words & TALLY_HAS) | (rows[i].words & TALLY_WORDS)
								 << TALLY_SURE;
		closed[i] = (rows[i].words & CLOSED) != 0;
		t.deeds += (rows[i].words & BY_DEED) != 0;
		scores[i] = rows[i].score;
		found[i] = (uint32_t)i;
	}
	tally_drop_others(&t);
	n = tally_pick(&t, a, cap, &picked);
	for (size_t i = 0; i < n; i++)
		list = arena_format(a, "%s%s%zu", list, i > 0 ? " " : "", picked[i]);
	return list;
}

#define BEST(wanted, named, ...)                                                                   \
	best(a, (const struct row[]){__VA_ARGS__},                                                 \
	     sizeof((const struct row[]){__VA_ARGS__}) / sizeof(struct row), wanted, named, ROWS)

START_TEST(more_words_come_first_then_what_tells_more)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);

	ck_assert_str_eq(BEST(2, 0, {1 | FIRM, 10}, {1 | FIRM, 20}, {2, 5}, {1 | FIRM, 20}),
			 "2 1 3 0");
	ck_assert_str_eq(BEST(1, 0, {1, 10}), "0");
	ck_assert_str_eq(best(a, NULL, 0, 1, 0, ROWS), "");
}
END_TEST

/* The first of a few are those of all. */
START_TEST(a_few_are_the_best)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)16 << 20);
	struct row rows[ROWS];
	uint32_t draw = 1;
	char *all;

	for (size_t i = 0; i < ROWS; i++) {
		draw = draw * 1103515245U + 12345U;
		rows[i] = (struct row){2 + (draw >> 16) % 2, 1000 + (draw >> 20) % 50};
	}
	all = best(a, rows, ROWS, 2, 0, ROWS);
	for (size_t cap = 0; cap < 20; cap++) {
		const char *few = best(a, rows, ROWS, 2, 0, cap);

		ck_assert_msg(strncmp(all, few, strlen(few)) == 0, "%zu: %s", cap, few);
		ck_assert(cap == 0 || (few[0] != '\0' && all[strlen(few)] == ' '));
	}
}
END_TEST

START_TEST(what_has_far_less_is_left_out)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);

	/* half of the words of the best */
	ck_assert_str_eq(BEST(2, 0, {4, 10}, {2, 10}, {1 | FIRM, 10}, {0, 10}), "0 1");
	ck_assert_str_eq(BEST(2, 0, {3, 10}, {2, 10}, {1 | FIRM, 10}), "0 1");
	/* a twelfth of its score */
	ck_assert_str_eq(BEST(1, 0, {1, 120}, {1, 10}, {1, 9}), "0 1");
	/* what papers alone have is an answer where there is no other */
	ck_assert_str_eq(BEST(1, 0, {0, 120}, {1, 120}), "1");
	ck_assert_str_eq(BEST(1, 0, {0, 120}, {0, 1}), "0 1");
}
END_TEST

/* Where a word is missing, one that is there must be sure. */
START_TEST(what_is_not_sure_must_have_all)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);

	ck_assert_str_eq(BEST(2, 0, {1, 10}), "");
	ck_assert_str_eq(BEST(2, 0, {1 | FIRM, 10}, {1, 20}), "0");
	ck_assert_str_eq(BEST(2, 0, {2, 10}, {1 | FIRM, 20}, {1, 20}), "0 1");
	ck_assert_str_eq(BEST(1, 0, {1, 10}), "0");
}
END_TEST

/* Who has only what is done with the thing comes where nobody has the thing. */
START_TEST(a_deed_alone_is_no_answer_beside_the_thing)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);

	ck_assert_str_eq(BEST(2, 0, {1 | TRAIT_DEED, 50}, {1 | FIRM, 20}), "1");
	ck_assert_str_eq(BEST(2, 0, {1 | TRAIT_DEED, 50}, {1, 20}), "0");
	ck_assert_str_eq(
		BEST(2, 0, {2 | FIRM | TRAIT_DEED, 90}, {1 | TRAIT_DEED, 80}, {1 | FIRM, 20}),
		"0 2");
}
END_TEST

/* Of the words that are wanted one names a country. */
START_TEST(the_country_that_is_named_comes_first)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);

	/* its own with a quarter of its best one's score; of others those with all other words */
	ck_assert_str_eq(BEST(3, 1, {2, 90}, {2 | OWN | FIRM, 100}, {2 | OWN | FIRM, 25},
			      {2 | OWN | FIRM, 24}, {1 | FIRM, 100}, {1 | OWN, 100}),
			 "1 2 0 3");
	/* another's score is no measure of it */
	ck_assert_str_eq(BEST(2, 1, {1, 400}, {2 | OWN | FIRM, 40}), "1 0");
	/* nothing sure comes first */
	ck_assert_str_eq(BEST(2, 1, {1, 400}, {1 | OWN, 300}), "0");
	/* the country alone */
	ck_assert_str_eq(BEST(1, 1, {1, 10}, {1 | FIRM, 20}), "1 0");
	/* the same words without a country in them */
	ck_assert_str_eq(BEST(3, 0, {2, 90}, {1 | FIRM, 100}), "1");
}
END_TEST

/* By a sixteenth of its score: behind what answers as well, not behind what answers less. */
START_TEST(what_is_closed_comes_behind_what_answers_as_well)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);

	ck_assert_str_eq(BEST(1, 0, {1 | CLOSED, 160}, {1, 151}, {1, 149}), "1 0 2");
	/* before it is left out for telling too little */
	ck_assert_str_eq(BEST(1, 0, {1 | CLOSED, 1200}, {1, 93}, {1, 92}), "0 1");
}
END_TEST

/* Of three words or more; a fifth of its score is near enough. */
START_TEST(what_has_all_words_is_what_others_are_held_against)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);

	ck_assert_str_eq(BEST(3, 0, {3 | FIRM, 1000}, {2 | FIRM, 199}, {2 | FIRM, 200}), "0 2");
	ck_assert_str_eq(BEST(3, 0, {3 | FIRM | BY_DEED, 1000}, {2 | FIRM, 199}, {2 | FIRM, 200}),
			 "0 2 1");
	ck_assert_str_eq(BEST(2, 0, {2 | FIRM, 1000}, {1 | FIRM, 199}), "0 1");
	ck_assert_str_eq(BEST(4, 0, {3 | FIRM, 1000}, {2 | FIRM, 199}), "0 1");
}
END_TEST

START_TEST(counts_words_beside_what_else_is_known)
{
	uint32_t words[] = {TALLY_WORDS, 12 | OWN | FIRM | 3 << TALLY_SURE, FIRM | 5 << TALLY_CORE};
	struct tally t = {.words = words};

	ck_assert_uint_eq(tally_words(&t, 0), 0x1F);
	ck_assert_uint_eq(tally_words(&t, 1), 12);
	ck_assert_uint_eq(tally_words(&t, 2), 0);
	ck_assert_uint_eq(tally_sure(&t, 0), 0);
	ck_assert_uint_eq(tally_sure(&t, 1), 3);
	ck_assert_uint_eq(tally_sure(&t, 2), 0);
	ck_assert_uint_eq(tally_core(&t, 1), 0);
	ck_assert_uint_eq(tally_core(&t, 2), 5);
}
END_TEST

SUITE(search_tally, a_deed_alone_is_no_answer_beside_the_thing,
      more_words_come_first_then_what_tells_more, a_few_are_the_best, what_has_far_less_is_left_out,
      what_is_not_sure_must_have_all, the_country_that_is_named_comes_first,
      what_is_closed_comes_behind_what_answers_as_well,
      what_has_all_words_is_what_others_are_held_against, counts_words_beside_what_else_is_known)
