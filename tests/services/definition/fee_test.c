/* fee_test.c - what is known of a fee before there are answers. */
#include "services/definition/fee.h"

#include "tests/unit.h"

/* Amounts in minor units; -1: not known. */
static struct fee fee_of(struct fee_amount list[3], int64_t whole, int64_t first, int64_t second)
{
	struct fee fee = {.known = whole >= 0, .amount_minor = whole, .amounts = list};

	list[0] = (struct fee_amount){.known = first >= 0, .amount_minor = first};
	list[1] = (struct fee_amount){.known = second >= 0, .amount_minor = second};
	fee.amount_count = 2;
	return fee;
}

START_TEST(the_least_is_told_and_whether_there_is_more)
{
	static const struct {
		int64_t whole, first, second;
		bool known;
		int64_t least;
		bool more;
		enum fee_kind kind;
	} rows[] = {
		{-1, -1, -1, false, 0, false, FEE_UNKNOWN},
		{500, 500, 500, true, 500, false, FEE_CHARGED},
		{500, 700, 300, true, 300, true, FEE_CHARGED},
		{-1, 700, 700, true, 700, false, FEE_CHARGED},
		{0, 0, 0, true, 0, false, FEE_FREE},
		{500, 0, 500, true, 0, true, FEE_BY_CASE},
		{0, 500, 500, true, 0, true, FEE_BY_CASE},
		{-1, 0, -1, true, 0, true, FEE_BY_CASE},
		{-1, -1, 0, true, 0, true, FEE_BY_CASE},
		{500, -1, 500, true, 500, true, FEE_CHARGED},
	};
	struct fee_amount list[3];

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct fee fee = fee_of(list, rows[i].whole, rows[i].first, rows[i].second);
		int64_t least = -1;
		bool more = false;

		ck_assert_msg(fee_least(&fee, &least, &more) == rows[i].known, "row %zu", i);
		ck_assert_msg(least == rows[i].least && more == rows[i].more, "row %zu", i);
		ck_assert_msg(fee_kind(&fee) == rows[i].kind, "row %zu", i);
	}
}
END_TEST

START_TEST(without_a_figure_its_note_tells)
{
	const struct fee told = {.note = {.in = {[LANG_AR] = "ن"}}};

	ck_assert_int_eq(fee_kind(&told), FEE_TOLD);
	ck_assert_int_eq(fee_kind(NULL), FEE_UNKNOWN);
}
END_TEST

SUITE(fee, the_least_is_told_and_whether_there_is_more, without_a_figure_its_note_tells)
