/* service_papers_test.c - whether a paper may be a file is read of it or of its choice, and named
 * where it is wrong. */
#include "services/definition/service_papers.h"

#include "tests/services/sample.h"
#include "tests/unit.h"

#include <string.h>

#define ARENA ((size_t)64 * 1024 * 1024)

static const struct paper *paper_of(const struct service *s, const char *id)
{
	for (size_t i = 0; i < s->paper_count; i++)
		if (strcmp(s->papers[i].id, id) == 0)
			return &s->papers[i];
	ck_abort_msg("no %s", id);
}

START_TEST(brought_where_nothing_is_said)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	const struct service *s = sample_service_of(a, sample_yaml);

	for (size_t i = 0; i < s->paper_count; i++)
		ck_assert_int_eq(s->papers[i].way, PAPER_BROUGHT);
}
END_TEST

START_TEST(papers_say_theirs_or_their_choices)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	const char *yaml = sample_with(a, "{id: photo, name", "{id: photo, file: accepted, name");
	const struct service *s;

	yaml = sample_swap(a, yaml,
			   "- one_of:", "- file: required\n    types: [jpeg, pdf]\n    one_of:");
	yaml = sample_swap(a, yaml, "{id: extract, name", "{id: extract, file: brought, name");
	s = sample_service_of(a, yaml);
	ck_assert_int_eq(paper_of(s, "photo")->way, PAPER_ACCEPTED);
	ck_assert_int_eq(paper_of(s, "card")->way, PAPER_REQUIRED);
	ck_assert_int_eq(paper_of(s, "extract")->way, PAPER_BROUGHT);
	ck_assert_uint_eq(paper_of(s, "photo")->types, 0);
	ck_assert_uint_eq(paper_of(s, "card")->types, 1 | 4);
	ck_assert_uint_eq(paper_of(s, "extract")->types, 0);
	ck_assert_int_eq(paper_of(s, "report")->way, PAPER_BROUGHT);
}
END_TEST

START_TEST(what_is_no_way_is_named)
{
	static const char *const wrong[] = {"file: yes",
					    "file: [accepted]",
					    "file: Accepted",
					    "file: \"\"",
					    "types: [pdf]",
					    "file: brought, types: [pdf]",
					    "file: accepted, types: []",
					    "file: accepted, types: [docx]",
					    "file: accepted, types: pdf"};
	ARENA_CLEAN struct arena *a = arena_new(ARENA);

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		sample_refused_at(sample_with(a, "{id: photo, name",
					      arena_format(a, "{id: photo, %s, name", wrong[i])),
				  "{id: photo", wrong[i]);
}
END_TEST

START_TEST(how_old_and_as_which_other)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	const struct service *s = sample_service_of(
		a,
		sample_with(a, "{id: photo, name",
			    "{id: photo, dated: birth, valid: 2 years, same_as: [face, id-photo], "
			    "name"));
	const struct paper *photo = paper_of(s, "photo");

	ck_assert_str_eq(photo->dated, "birth");
	ck_assert_str_eq(photo->day->id, "birth");
	ck_assert_str_eq(photo->day_in->id, "person");
	ck_assert_int_eq(photo->valid.unit, UNIT_MONTH);
	ck_assert_int_eq(photo->valid.value, 24);
	ck_assert_uint_eq(photo->same_count, 2);
	ck_assert_str_eq(photo->same_as[1], "id-photo");
	ck_assert_ptr_null(paper_of(s, "card")->day);
}
END_TEST

/* Of one that is enough among others it stands within the choice. */
START_TEST(what_says_no_day_is_named)
{
	static const char *const wrong[] = {"valid: 3m",
					    "dated: birth",
					    "dated: none, valid: 3m",
					    "dated: full_name, valid: 3m",
					    "dated: member_day, valid: 3m",
					    "dated: birth, valid: 3 working_days",
					    "dated: birth, valid: soon",
					    "dated: birth, valid: 0d",
					    "dated: [birth], valid: 3m",
					    "same_as: photo",
					    "same_as: [A, b]",
					    "same_as: [{id: b}]"};
	ARENA_CLEAN struct arena *a = arena_new(ARENA);

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		const char *yaml = sample_with(
			a, "- {id: member_age",
			"- {id: member_day, type: date, required: false, label: {ar: ن, fr: J, en: "
			"D}}\n        - {id: member_age");

		sample_refused_at(sample_swap(a, yaml, "{id: extract, name",
					      arena_format(a, "{id: extract, %s, name", wrong[i])),
				  "{id: extract", wrong[i]);
	}
}
END_TEST

SUITE(service_papers, brought_where_nothing_is_said, papers_say_theirs_or_their_choices,
      what_is_no_way_is_named, how_old_and_as_which_other, what_says_no_day_is_named)
