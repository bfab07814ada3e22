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

	yaml = sample_swap(a, yaml, "- one_of:", "- file: required\n    one_of:");
	yaml = sample_swap(a, yaml, "{id: extract, name", "{id: extract, file: brought, name");
	s = sample_service_of(a, yaml);
	ck_assert_int_eq(paper_of(s, "photo")->way, PAPER_ACCEPTED);
	ck_assert_int_eq(paper_of(s, "card")->way, PAPER_REQUIRED);
	ck_assert_int_eq(paper_of(s, "extract")->way, PAPER_BROUGHT);
	ck_assert_int_eq(paper_of(s, "report")->way, PAPER_BROUGHT);
}
END_TEST

START_TEST(what_is_no_way_is_named)
{
	static const char *const wrong[] = {"file: yes", "file: [accepted]", "file: Accepted",
					    "file: \"\""};
	ARENA_CLEAN struct arena *a = arena_new(ARENA);

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		sample_refused_at(sample_with(a, "{id: photo, name",
					      arena_format(a, "{id: photo, %s, name", wrong[i])),
				  "{id: photo", wrong[i]);
}
END_TEST

SUITE(service_papers, brought_where_nothing_is_said, papers_say_theirs_or_their_choices,
      what_is_no_way_is_named)
