/* calendar_read_test.c - calendars are read by their first key, and refused with line and key where
 * they are wrong; those that come with the portal load. */
#include "services/definition/calendar.h"
#include "services/definition/kind_read.h"

#include "tests/services/sample.h"
#include "tests/unit.h"

#include <string.h>

#define ARENA ((size_t)64 * 1024 * 1024)
#define TEXT "{ar: ع, fr: f, en: e}"
#define HEAD                                                                                       \
	"calendar: XX\nversion: 3\nzone: Africa/Cairo\nclock: EET-2EEST,M4.5.5/0,M10.5.4/24\n"     \
	"weekend: [fri, sat]\n"
#define WHOLE                                                                                      \
	HEAD "time: {ar: ع, fr: f, en: Cairo time}\n"                                             \
	     "sources:\n  - {id: a, title: t, url: 'https://x', kind: news}\n"                     \
	     "holidays:\n  - {date: 2026-03-19, until: 2026-03-23, name: " TEXT ", source: a}\n"   \
	     "  - {every: 05-01, from_year: 2027, expected: yes, name: " TEXT "}\n"                \
	     "suspensions:\n  - {from: 2027-02-01, until: 2027-02-14, services: [eg-x], "          \
	     "law: " TEXT "}\n"

START_TEST(is_read)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list t = sample_terms(a);
	const struct calendar *c;
	struct definition d;
	struct error err = {0};

	ck_assert_int_eq(kind_read_which(WHOLE, strlen(WHOLE)), KIND_CALENDAR);
	ck_assert_msg(kind_read(a, &t, "x", WHOLE, strlen(WHOLE), &d, NULL, &err) == FAULT_NONE,
		      "%s", err.detail);
	ck_assert_str_eq(d.key, "calendar:XX");
	ck_assert_int_eq(kind_of(d.key), KIND_CALENDAR);
	ck_assert_int_eq(kind_of("lb-x"), KIND_SERVICE);
	ck_assert_int_eq(kind_of("calendars:XX"), KIND_SERVICE);
	ck_assert_int_eq(d.version, 3);
	ck_assert_ptr_null(calendar_find(&t, "XX"));
	kind_add(a, &t, &d);
	c = calendar_find(&t, "XX");
	ck_assert_str_eq(c->zone, "Africa/Cairo");
	ck_assert_str_eq(c->time.in[LANG_EN], "Cairo time");
	ck_assert(c->weekend[5] && c->weekend[6] && !c->weekend[0]);
	ck_assert_uint_eq(c->holiday_count, 2);
	ck_assert_int_eq(date_number(c->holidays[0].last) - date_number(c->holidays[0].first), 4);
	ck_assert_str_eq(c->holidays[0].source->title, "t");
	ck_assert(c->holidays[1].expected && c->holidays[1].since == 2027);
	ck_assert_str_eq(c->suspensions[0].services[0], "eg-x");
	/* Another of the same id takes its place. */
	ck_assert_int_eq(kind_read(a, &t, "x", HEAD, strlen(HEAD), &d, NULL, &err), FAULT_NONE);
	kind_add(a, &t, &d);
	ck_assert_uint_eq(calendar_find(&t, "XX")->holiday_count, 0);
}
END_TEST

START_TEST(come_with_the_portal)
{
	static const struct {
		const char *id, *zone;
		int first_free; /* of the weekend */
	} countries[] = {{"LB", "Asia/Beirut", 6},
			 {"TN", "Africa/Tunis", 6},
			 {"DZ", "Africa/Algiers", 5},
			 {"EG", "Africa/Cairo", 5}};
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list t = sample_terms(a);

	for (size_t i = 0; i < sizeof(countries) / sizeof(countries[0]); i++) {
		const struct calendar *c = calendar_find(&t, countries[i].id);

		ck_assert_ptr_nonnull(c);
		ck_assert_str_eq(c->zone, countries[i].zone);
		ck_assert_str_ne(c->time.in[LANG_EN], "");
		ck_assert(c->weekend[countries[i].first_free]);
		ck_assert(c->weekend[(countries[i].first_free + 1) % 7]);
		ck_assert_uint_gt(c->holiday_count, 10);
		for (size_t k = 0; k < c->holiday_count; k++)
			ck_assert_ptr_nonnull(c->holidays[k].source);
	}
}
END_TEST

static const struct sample_wrong wrong[] = {
	{"calender: XX\nversion: 1\n", 1, "calender"},
	{"calendar: 'a b'\nversion: 1\nzone: Z\nclock: CET-1\nweekend: [sun]\n", 1, "calendar"},
	{"calendar: XX\nversion: 1\nzone: Z\nclock: Cairo\nweekend: [sun]\n", 4, "clock"},
	{"calendar: XX\nversion: 1\nclock: CET-1\nweekend: [sun]\n", 1, ""},
	{"calendar: XX\nversion: 0\nzone: Z\nclock: CET-1\nweekend: [sun]\n", 2, "version"},
	{"calendar: XX\nversion: 1\nzone: Z\nclock: CET-1\n", 1, ""},
	{"calendar: XX\nversion: 1\nzone: Z\nclock: CET-1\nweekend: [sunday]\n", 5, "weekend"},
	{"calendar: XX\nversion: 1\nzone: Z\nclock: CET-1\n"
	 "weekend: [sun, mon, tue, wed, thu, fri, sat]\n",
	 5, "weekend"},
	{HEAD "hours: 8-16\n", 6, "hours"},
	{HEAD "counting: {first_day: maybe}\n", 6, "first_day"},
	{HEAD "counting: {last_day: yes}\n", 6, "last_day"},
	{HEAD "counting: {first_day: yes, clear_days: yes}\n", 6, "counting"},
	{HEAD "holidays:\n  - {date: 2026-02-30, name: " TEXT "}\n", 7, "date"},
	{HEAD "holidays:\n  - {date: 02-20, name: " TEXT "}\n", 7, "date"},
	{HEAD "holidays:\n  - {every: 2026-02-20, name: " TEXT "}\n", 7, "every"},
	{HEAD "holidays:\n  - {every: 13-01, name: " TEXT "}\n", 7, "every"},
	{HEAD "holidays:\n  - {every: 01-01, date: 2026-01-01, name: " TEXT "}\n", 7, ""},
	{HEAD "holidays:\n  - {name: " TEXT "}\n", 7, ""},
	{HEAD "holidays:\n  - {date: 2026-02-20, until: 2026-02-19, name: " TEXT "}\n", 7, "until"},
	{HEAD "holidays:\n  - {date: 2026-02-20, until: 2036-02-19, name: " TEXT "}\n", 7, "until"},
	{HEAD "holidays:\n  - {date: 2026-02-20}\n", 7, ""},
	{HEAD "holidays:\n  - {date: 2026-02-20, expected: perhaps, name: " TEXT "}\n", 7,
	 "expected"},
	{HEAD "holidays:\n  - {date: 2026-02-20, source: b, name: " TEXT "}\n", 7, "source"},
	{HEAD "suspensions:\n  - {from: 2026-02-20, until: 2026-02-21, law: " TEXT "}\n", 7, ""},
	{HEAD
	 "suspensions:\n  - {from: 2026-02-20, until: 2026-02-21, services: [all, x], law: " TEXT
	 "}\n",
	 7, "services"},
	{HEAD "suspensions:\n  - {from: 2026-02-20, until: 2026-02-21, services: [all]}\n", 7, ""},
};

START_TEST(is_refused_with_line_and_key)
{
	sample_refused(wrong, sizeof(wrong) / sizeof(wrong[0]));
}
END_TEST

SUITE(calendar_read, is_read, come_with_the_portal, is_refused_with_line_and_key)
