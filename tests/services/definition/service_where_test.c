/* service_where_test.c - which answers name an office: what a definition says is read in its order,
 * and refused by its line. */
#include "services/definition/service_where.h"

#include "services/definition/service.h"
#include "tests/services/sample.h"
#include "tests/unit.h"

#define BEFORE "form:\n"

static void named(const struct where_way *way, size_t count, const char *first, const char *second)
{
	ck_assert_uint_eq(way->count, count);
	ck_assert_str_eq(way->parts[0]->id, first);
	if (count > 1)
		ck_assert_str_eq(way->parts[1]->id, second);
}

START_TEST(offices_are_read_in_their_order)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)8 << 20);
	const struct service *s =
		sample_service_of(a, sample_with(a, BEFORE,
						 "goes_to: [spouse, [full_name, status]]\n"
						 "collect_at: [birth]\n" BEFORE));

	ck_assert_uint_eq(s->goes_to->count, 2);
	named(&s->goes_to->ways[0], 1, "spouse", NULL);
	named(&s->goes_to->ways[1], 2, "full_name", "status");
	ck_assert_uint_eq(s->collect_at->count, 1);
	named(&s->collect_at->ways[0], 1, "birth", NULL);
	s = sample_service_of(a, sample_yaml);
	ck_assert_ptr_null(s->goes_to);
	ck_assert_ptr_null(s->collect_at);
}
END_TEST

START_TEST(what_names_none_is_refused_by_its_line)
{
	static const char *const wrong[] = {
		"goes_to: [nowhere]\n",     "goes_to: [[full_name, nowhere]]\n",
		"goes_to: full_name\n",     "goes_to: [{by: full_name}]\n",
		"goes_to: [member_name]\n",
	};
	ARENA_CLEAN struct arena *a = arena_new((size_t)8 << 20);

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		sample_refused_at(sample_with(a, BEFORE, arena_format(a, "%s" BEFORE, wrong[i])),
				  "goes_to: ", wrong[i]);
}
END_TEST

SUITE(service_where, offices_are_read_in_their_order, what_names_none_is_refused_by_its_line)
