/* fees_test.c - what lists and their filter say of fees: free, charged, by case, told on the
 * service's page, not known; and that an old amount is to be checked. */
#include "tests/tui/golden.h"

#include "tui/page/words.h"
#include "tui/screens/common/common.h"

static const struct {
	const char *value, *row; /* NULL: the row says nothing of it */
} told[] = {{"free", "· free"},
	    {"varies by case", "Fee: varies by case"},
	    {"with a fee", "Fee: "},
	    {"see the service's page", "Fee: see the service's page"},
	    {"not known", NULL}};
enum { TOLD = sizeof(told) / sizeof(told[0]) };

/* All services of the catalogue, by the head that the list shows of each. */
static size_t all(const struct visit *v, struct arena *a, const struct service ***list)
{
	return catalogue_list(v->context.scene.catalogue, a, &(struct catalogue_filter){0}, LANG_EN,
			      list);
}

static const struct block *row_of(const struct page *p, const char *label)
{
	for (const struct block *b = p->first; b != NULL; b = b->next)
		if (b->number > 0 && b->act != 0 &&
		    strncmp(b->kind == BLOCK_ROW ? b->cells[0] : b->label, label, strlen(label)) ==
			    0)
			return b;
	return NULL;
}

/* Takes the choice, wherever its number stands; false: there is none. */
static bool choose(struct visit *v, struct arena *a, const char *label)
{
	const struct block *b = row_of(stack_view(golden_stack(v), a), label);

	if (b != NULL)
		stack_update(golden_stack(v), &(struct input){.kind = INPUT_CHOOSE, .act = b->act});
	return b != NULL;
}

/* Of the rows that are listed: how many, and how many say of the fee what was filtered by. */
static size_t rows(struct visit *v, struct arena *a, const char *words, size_t *ret_say)
{
	size_t count = 0;

	*ret_say = 0;
	for (const struct block *b = stack_view(golden_stack(v), a)->first; b != NULL;
	     b = b->next) {
		bool says = false;

		if (b->kind != BLOCK_ROW)
			continue;
		for (size_t i = 0; i < b->table->count; i++)
			says = says ||
			       (b->cells[i] != NULL &&
				strstr(b->cells[i], words == NULL ? "Fee: " : words) != NULL);
		*ret_say += says == (words != NULL);
		count++;
	}
	return count;
}

/* The counts of the values add up, and what is found under one says so itself. */
START_TEST(what_the_filter_says_stands_in_the_rows)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)256 << 20);
	size_t sum = 0, count, say;
	struct visit v;

	golden_open(&v, LANG_EN, 80, 24);
	for (size_t i = 0; i < TOLD; i++) {
		const struct block *b;

		stack_home(golden_stack(&v), browse_services_new(FACET_AUDIENCE, "citizen"));
		count = rows(&v, a, NULL, &say);
		ck_assert(choose(&v, a, "Sort and filter"));
		b = row_of(stack_view(golden_stack(&v), a), told[i].value);
		ck_assert_msg(b != NULL, "no filter \"%s\"", told[i].value);
		sum += strtoul(b->cells[1] + 1, NULL, 10); /* "(4)" */
		ck_assert(choose(&v, a, told[i].value));
		ck_assert(choose(&v, a, "Show "));
		ck_assert_uint_eq(rows(&v, a, told[i].row, &say),
				  strtoul(b->cells[1] + 1, NULL, 10));
		ck_assert_msg(rows(&v, a, told[i].row, &say) == say, "%s: %zu say so",
			      told[i].value, say);
	}
	ck_assert_uint_eq(sum, count);
	golden_close(&v);
}
END_TEST

START_TEST(kinds_of_fees)
{
	const struct fee_amount some[] = {{.known = true}, {.known = false}};
	const struct fee_amount two[] = {{.known = true, .amount_minor = 5}, {.known = false}};
	struct fee fee = {.currency = "DZD"};

	ck_assert_int_eq(fee_kind(NULL), FEE_UNKNOWN);
	ck_assert_int_eq(fee_kind(&fee), FEE_UNKNOWN);
	fee.note.in[LANG_AR] = "بحسب تعرفة البلدية";
	ck_assert_int_eq(fee_kind(&fee), FEE_TOLD);
	fee.amounts = some;
	fee.amount_count = 2;
	ck_assert_int_eq(fee_kind(&fee), FEE_BY_CASE);
	fee.amounts = two;
	ck_assert_int_eq(fee_kind(&fee), FEE_CHARGED);
	fee.known = true;
	ck_assert_int_eq(fee_kind(&fee), FEE_BY_CASE);
	fee.amount_count = 0;
	ck_assert_int_eq(fee_kind(&fee), FEE_FREE);
}
END_TEST

static bool has_one(const char *text, const char *const *words)
{
	for (; *words != NULL; words++)
		if (strstr(text, *words) != NULL)
			return true;
	return false;
}

/* What a note says of an amount that is old, lists say as well. */
START_TEST(an_old_amount_is_not_listed_without_reserve)
{
	static const char *const old[] = {"out of date",
					  "before the increases",
					  "may have changed",
					  "were changed",
					  "undated",
					  "may be asked for",
					  NULL};
	static const char *const reserves[] = {" (in ", "check first", "see the service's page",
					       NULL};
	ARENA_CLEAN struct arena *a = arena_new((size_t)64 << 20);
	const struct service **list;
	size_t count, seen = 0;
	struct visit v;

	golden_open(&v, LANG_EN, 80, 24);
	count = all(&v, a, &list);
	for (size_t i = 0; i < count; i++) {
		const struct fee *fee = list[i]->fee;
		const char *head = words_head(a, LANG_EN, list[i], 0);

		if (fee == NULL || !text_is_set(&fee->note) || !has_one(fee->note.in[LANG_EN], old))
			continue;
		seen++;
		ck_assert_msg(has_one(head, reserves), "%s: %s", list[i]->id, head);
	}
	ck_assert_uint_gt(seen, 8);
	ck_assert_ptr_nonnull(
		strstr(words_head(a, LANG_EN,
				  catalogue_find(v.context.scene.catalogue, "lb-identity-card"), 0),
		       "(check first)"));
	golden_close(&v);
}
END_TEST

/* The amount that is told before there are answers is the one of most, not that of an exception. */
START_TEST(the_ordinary_amount_comes_first)
{
	const struct service *s;
	struct visit v;

	golden_open(&v, LANG_EN, 80, 24);
	s = catalogue_find(v.context.scene.catalogue, "tn-criminal-record-b3");
	ck_assert_int_eq(s->fee->amount_minor, 3000);
	ck_assert_uint_eq(s->fee->amount_count, 1);
	ck_assert_int_eq(s->fee->amounts[0].amount_minor, 3300);
	golden_close(&v);
}
END_TEST

SUITE(fees, what_the_filter_says_stands_in_the_rows, kinds_of_fees,
      an_old_amount_is_not_listed_without_reserve, the_ordinary_amount_comes_first)
