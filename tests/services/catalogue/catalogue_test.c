/* catalogue_test.c - the catalogue that comes with the portal loads, is listed, grouped and
 * searched. */
#include "tests/services/real.h"
#include "tests/unit.h"

#include <time.h>

#define ARENA ((size_t)64 * 1024 * 1024)
#ifdef SHUBBAK_SANITIZED
#define LOAD_MS 60000.0
#else
#define LOAD_MS 1200.0 /* 300 ms at most on a quiet machine; this one may be busy */
#endif

static double milliseconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

START_TEST(loads_all)
{
	double before = milliseconds();
	CATALOGUE_CLEAN struct catalogue *c = real_catalogue();

	ck_assert_uint_ge(catalogue_count(c), 117);
	ck_assert_double_lt(milliseconds() - before, LOAD_MS);
	ck_assert_ptr_nonnull(catalogue_find(c, "lb-identity-card"));
	ck_assert_ptr_null(catalogue_find(c, "lb-no-such-thing"));
	for (size_t i = 1; i < catalogue_count(c); i++)
		ck_assert_int_le(
			strcmp(catalogue_at(c, i - 1)->country, catalogue_at(c, i)->country), 0);
}
END_TEST

/* Whatever replaces a lost paper is found by who has lost one, in every country; and the like. */
START_TEST(services_are_listed_under_what_happened)
{
	static const struct {
		const char *event, *id;
	} rows[] = {{"lost_papers", "lb-identity-card"},
		    {"lost_papers", "lb-lost-passport"},
		    {"lost_papers", "lb-disability-card"},
		    {"lost_papers", "lb-driving-licence-renewal"},
		    {"lost_papers", "tn-lost-identity-card"},
		    {"lost_papers", "tn-disability-card"},
		    {"lost_papers", "dz-biometric-passport"},
		    {"lost_papers", "dz-biometric-identity-card"},
		    {"lost_papers", "dz-chifa-card"},
		    {"lost_papers", "eg-national-id"},
		    {"lost_papers", "eg-integrated-services-card"},
		    {"moving_home", "eg-national-id"},
		    {"moving_home", "tn-identity-card-renewal"},
		    {"going_abroad", "tn-criminal-record-b3"},
		    {"health", "tn-amen-social"},
		    {"death", "lb-certified-copies-of-civil-events"},
		    {"birth", "eg-civil-status-request-abroad"}};
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	CATALOGUE_CLEAN struct catalogue *c = real_catalogue();

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct catalogue_filter f = {.life_event = rows[i].event};
		const struct service **list;
		size_t count = catalogue_list(c, a, &f, LANG_EN, &list);
		bool there = false;

		for (size_t k = 0; k < count; k++)
			there = there || strcmp(list[k]->id, rows[i].id) == 0;
		ck_assert_msg(there, "%s: no %s", rows[i].event, rows[i].id);
	}
}
END_TEST

START_TEST(lists_and_groups)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	CATALOGUE_CLEAN struct catalogue *c = real_catalogue();
	struct catalogue_filter filter = {.country = "LB", .sector = "civil-status"};
	const struct service **list;
	struct facet_group *groups;
	size_t count = catalogue_list(c, a, &filter, LANG_FR, &list), sum = 0, all;

	ck_assert_uint_gt(count, 0);
	for (size_t i = 0; i < count; i++) {
		ck_assert_str_eq(list[i]->country, "LB");
		ck_assert_str_eq(list[i]->sector->code, "civil-status");
	}
	all = catalogue_list(c, a, &(struct catalogue_filter){.country = "LB"}, LANG_AR, &list);
	for (size_t i = catalogue_facet(c, a, FACET_SECTOR, "LB", LANG_EN, &groups); i > 0; i--) {
		ck_assert_uint_gt(groups[i - 1].count, 0);
		sum += groups[i - 1].count;
		if (strcmp(groups[i - 1].code, "civil-status") == 0)
			ck_assert_uint_eq(groups[i - 1].count, count);
	}
	ck_assert_uint_eq(sum, all);
	ck_assert_uint_eq(catalogue_facet(c, a, FACET_COUNTRY, NULL, LANG_EN, &groups), 4);
}
END_TEST

static struct catalogue_filter filter_of(enum catalogue_facet facet, const char *code,
					 const char *country)
{
	struct catalogue_filter f = {.country = country};

	if (facet == FACET_SECTOR)
		f.sector = code;
	else if (facet == FACET_AUDIENCE)
		f.audience = code;
	else if (facet == FACET_LIFE_EVENT)
		f.life_event = code;
	else
		f.country = code;
	return f;
}

/* What was counted when the catalogue was complete is what a list of the group has. */
START_TEST(counts_as_it_lists)
{
	static const enum catalogue_facet facets[] = {FACET_SECTOR, FACET_LIFE_EVENT,
						      FACET_AUDIENCE, FACET_COUNTRY};
	static const char *const countries[] = {NULL, "LB", "TN", "DZ", "EG", "XX"};
	CATALOGUE_CLEAN struct catalogue *c = real_catalogue();

	for (size_t i = 0; i < 4 * 6; i++) {
		ARENA_CLEAN struct arena *a = arena_new(ARENA);
		enum catalogue_facet facet = facets[i % 4];
		const char *country = countries[i / 4];
		struct facet_group *groups;
		const struct service **list;
		size_t count = catalogue_facet(c, a, facet, country, LANG_FR, &groups);

		ck_assert((count > 0) == (i / 4 < 5));
		for (size_t j = 0; j < count; j++) {
			struct catalogue_filter f = filter_of(facet, groups[j].code, country);

			ck_assert_uint_eq(catalogue_list(c, a, &f, LANG_FR, &list),
					  groups[j].count);
		}
	}
}
END_TEST

/* What is opened is what was counted: one authority of one country, although others have its name,
 * or more words than that. */
START_TEST(a_group_is_one_authority_of_one_country)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	CATALOGUE_CLEAN struct catalogue *c = real_catalogue();
	struct facet_group *groups;
	const struct service **list;
	size_t interior = 0, all = 0, changes = 0,
	       count = catalogue_facet(c, a, FACET_AUTHORITY, NULL, LANG_EN, &groups);

	for (size_t i = 0; i < count; i++) {
		struct catalogue_filter one = {.group = groups[i].code};

		ck_assert_uint_eq(catalogue_list(c, a, &one, LANG_EN, &list), groups[i].count);
		for (size_t j = 0; j < groups[i].count; j++) {
			ck_assert_str_eq(list[j]->country, groups[i].country);
			ck_assert_str_eq(list[j]->authority.in[LANG_EN],
					 groups[i].name->in[LANG_EN]);
		}
		all += groups[i].count;
		interior += strcmp(groups[i].name->in[LANG_EN], "Ministry of the Interior") == 0;
		changes += i > 0 && strcmp(groups[i].country, groups[i - 1].country) != 0;
	}
	ck_assert_uint_eq(all, catalogue_count(c));
	ck_assert_uint_ge(interior, 1);
	ck_assert_uint_eq(changes, 3); /* those of one country stand together */
}
END_TEST

START_TEST(finds_by_authority)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	CATALOGUE_CLEAN struct catalogue *c = real_catalogue();
	struct facet_group *groups;
	const struct service **list;
	size_t count = catalogue_facet(c, a, FACET_AUTHORITY, "LB", LANG_EN, &groups);

	ck_assert_uint_gt(count, 3);
	for (size_t i = 0; i < count; i++) {
		struct catalogue_filter whole = {.country = "LB",
						 .authority = groups[i].name->in[LANG_EN]};

		ck_assert_uint_ge(catalogue_list(c, a, &whole, LANG_EN, &list), groups[i].count);
	}
	ck_assert_uint_gt(catalogue_list(c, a,
					 &(struct catalogue_filter){.authority = "الأمن العام"},
					 LANG_AR, &list),
			  0);
	ck_assert_uint_eq(catalogue_list(c, a,
					 &(struct catalogue_filter){.authority = "no such office"},
					 LANG_AR, &list),
			  0);
}
END_TEST

static bool is_passport(const struct service *s)
{
	return strstr(s->id, "passport") != NULL;
}

START_TEST(finds_passports)
{
	static const char *const words[] = {"passeport", "passport",  "جواز سفر", "جوازات",
					    "pasport",   "Passeprot", "الجواز",   "PASS"};
	CATALOGUE_CLEAN struct catalogue *c = real_catalogue();

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		ARENA_CLEAN struct arena *a = arena_new(ARENA);
		const struct service **list;
		size_t count = catalogue_search(c, a, words[i], NULL, 5, &list);
		bool found = false;

		for (size_t j = 0; j < count; j++)
			found = found || is_passport(list[j]);
		ck_assert_msg(found, "no passport among the first five for %s", words[i]);
		count = catalogue_search(c, a, words[i], "TN", 5, &list);
		for (size_t j = 0; j < count; j++)
			ck_assert_str_eq(list[j]->country, "TN");
	}
}
END_TEST

START_TEST(an_old_definition_keeps_nobody_else_away)
{
	static const char bad[] = "id: lb-old\nversion: 1\n";
	struct catalogue *c = NULL;
	struct error err = {0};
	const char *last = NULL;

	ck_assert(catalogue_open("catalogue", &c, &err) == FAULT_NONE);
	ck_assert_uint_eq(catalogue_passed_over(c, &last), 0);
	ck_assert_str_eq(last, "");
	ck_assert(catalogue_add(c, "lb-old", bad, sizeof(bad) - 1, NULL, &err) == FAULT_INPUT);
	ck_assert(catalogue_take(c, "lb-old", bad, sizeof(bad) - 1, &err) == FAULT_NONE);
	ck_assert_uint_eq(catalogue_passed_over(c, &last), 1);
	ck_assert_str_eq(last, "lb-old");
	ck_assert_uint_eq(catalogue_count(c), 0);
	catalogue_free(c);
}
END_TEST

/* "Where will you collect it?", "How to receive it", "Centre that gives the card". */
static bool asks_where_to_collect(const struct service *s)
{
	static const char *const words[] = {"ollect it", "ollection", "eceive it",
					    "entre that gives"};

	const struct form_definition *form = s->form;

	for (size_t i = 0; form != NULL && i < form->section_count; i++)
		for (size_t j = 0; j < form->sections[i].question_count; j++)
			for (size_t k = 0; k < sizeof(words) / sizeof(words[0]); k++)
				if (strstr(form->sections[i].questions[j].label.in[LANG_EN],
					   words[k]) != NULL)
					return true;
	return false;
}

/* Whoever was asked where to collect it is not told that nobody knows. */
START_TEST(a_form_that_asks_where_to_collect_says_so)
{
	CATALOGUE_CLEAN struct catalogue *c = real_catalogue();
	size_t asking = 0;

	for (size_t i = 0; i < catalogue_count(c); i++) {
		const struct service *s = catalogue_at(c, i);

		if (!asks_where_to_collect(s))
			continue;
		asking++;
		for (int lang = 0; lang < LANG_COUNT; lang++)
			ck_assert_msg(s->collect.in[lang] != NULL, "%s", s->id);
	}
	ck_assert_uint_ge(asking, 6);
}
END_TEST

SUITE(catalogue, a_form_that_asks_where_to_collect_says_so,
      an_old_definition_keeps_nobody_else_away, loads_all, lists_and_groups,
      services_are_listed_under_what_happened, counts_as_it_lists, finds_by_authority,
      a_group_is_one_authority_of_one_country, finds_passports)
