/* entry_test.c - entries of a register are made by acts of applications, found by anybody by what
 * is public, and changed by acts alone. */
#include "tests/services/engine.h"
#include "tests/services/portal.h"
#include "tests/services/sample_register.h"
#include "tests/services/tamper.h"
#include "tests/unit.h"

#include "services/catalogue/retire.h"
#include "services/register/check.h"
#include "services/register/entry_act.h"
#include "services/registry/limits.h"

#include <string.h>

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)

static size_t check(struct portal *p, const char *words, struct entry **ret)
{
	const struct register_definition *d = sample_register(p);
	size_t count = 0;
	bool more;
	enum fault fault =
		check_find(p->registry, &p->guest, d, words, p->arena, ret, &count, &more, &err);

	ck_assert_msg(fault == FAULT_NONE || fault == FAULT_MISSING, "%s (%s)", err.say,
		      err.detail);
	return fault == FAULT_NONE ? count : 0;
}

static const char *cell(struct portal *p, const struct entry *e, const char *column)
{
	for (size_t i = 0; i < e->cell_count; i++)
		if (strcmp(e->cells[i].column->question.id, column) == 0)
			return e->cells[i].withheld
				       ? "withheld"
				       : check_show(p->arena, &p->terms, &e->cells[i], LANG_EN);
	return "none";
}

START_TEST(an_act_enters_what_was_applied_for)
{
	struct portal p;
	struct entry *list, e;
	size_t count;
	bool ended;

	sample_register_open(&p, "entry-made");
	ck_assert_uint_eq(check(&p, "Cedar", &list), 0);
	ck_assert_ptr_nonnull(strstr(err.say, "has no entries yet"));
	sample_register_enter(&p, "Mayy Haddad", "Cedar Hikers of Zahle");
	ck_assert_uint_eq(check(&p, "Olive", &list), 0);
	ck_assert_ptr_nonnull(strstr(err.say, "To be sure, ask:"));
	count = check(&p, "lb-caza-zahle/2026/0001", &list);
	ck_assert_uint_eq(count, 1);
	ck_assert_str_eq(list[0].number, "lb-caza-zahle/2026/0001");
	ck_assert_str_eq(list[0].status->id, "active");
	ck_assert_str_eq(cell(&p, &list[0], "name"), "Cedar Hikers of Zahle");
	ck_assert_str_eq(cell(&p, &list[0], "seat"), "Zahle");
	/* three years from the day of the act: the last is the same day of the month */
	ck_assert_int_eq(list[0].until, date_begin((struct date){2029, 3, 15}));
	/* anybody is given no column but the public ones, and no words of the history */
	ck_assert_str_eq(cell(&p, &list[0], "chair"), "none");
	ck_assert_str_eq(cell(&p, &list[0], "members"), "none");
	ck_assert_uint_eq(list[0].line_count, 1);
	ck_assert_str_eq(list[0].lines[0].act, "enter");
	ck_assert_str_eq(list[0].lines[0].words, "");
	ck_assert_str_eq(list[0].lines[0].application, "");
	/* staff see all but what is sensitive, which their roles do not see: the host sees it */
	ck_assert_int_eq(check_file(p.registry, &p.host, sample_register(&p),
				    "lb caza zahle 2026 1", p.arena, &e, &err),
			 FAULT_MISSING);
	GOOD(check_file(p.registry, &p.host, sample_register(&p), "LB-caza-ZAHLE ٢٠٢٦ 0001",
			p.arena, &e, &err));
	ck_assert_str_eq(cell(&p, &e, "chair"), "Mayy Haddad");
	ck_assert_str_eq(cell(&p, &e, "born"), "14 March 1990");
	ck_assert_str_eq(cell(&p, &e, "members"), "Lina, 7");
	ck_assert_str_eq(e.lines[0].words, "So it is.");
	ck_assert_uint_eq(strlen(e.lines[0].application), 14);
	/* its definition stays as long as it has entries */
	ck_assert_int_eq(retire_take_back(p.registry, "register:lb-clubs", 1, &ended, &err),
			 FAULT_CONFLICT);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

START_TEST(it_is_found_as_people_write_it)
{
	static const char *const found[] = {"cedar hikers", "HIKERS  cedar",
					    "Cédar hikers of Zahleh", "سيدر هايكرس",
					    "Сedar Hikers"};
	static const char *const not [] = {"Mayy Haddad",    "14/3/1990",
					   "Lina",           "03123456",
					   "cedar football", "lb-caza-zahle/2026/0002",
					   "''; --",         "%"};
	struct portal p;
	struct entry *list;

	sample_register_open(&p, "entry-found");
	sample_register_enter(&p, "Mayy Haddad", "Cedar Hikers of Zahle");
	for (size_t i = 0; i < sizeof(found) / sizeof(found[0]); i++)
		ck_assert_msg(check(&p, found[i], &list) == 1, "%s", found[i]);
	for (size_t i = 0; i < sizeof(not ) / sizeof(not [0]); i++)
		ck_assert_msg(check(&p, not [i], &list) == 0, "%s", not [i]);
	sample_register_enter(&p, "Karim Saab", "Cedar Singers");
	sample_register_enter(&p, "Rima Khoury", "Olive Singers");
	ck_assert_uint_eq(check(&p, "cedar", &list), 2);
	ck_assert_uint_eq(list[0].line_count, 0);
	ck_assert_uint_eq(check(&p, "singers", &list), 2);
	ck_assert_str_eq(check_name(&list[0]), "Cedar Singers");
	ck_assert_str_eq(list[1].number, "lb-caza-zahle/2026/0003");
	/* what has these words and no others stands first */
	sample_register_enter(&p, "Samir Nasr", "Cedar Hikers");
	ck_assert_uint_eq(check(&p, "hikers cedar", &list), 2);
	ck_assert_str_eq(list[0].number, "lb-caza-zahle/2026/0004");
	portal_close(&p);
}
END_TEST

/* The register's own acts, by whom it says. */
START_TEST(staff_change_it_by_its_acts)
{
	const struct entry_typed words = {.words = "Nobody has come since May."};
	const struct register_definition *d;
	struct account_paper paper;
	struct caller head, officer;
	struct entry_act *acts;
	struct entry *list;
	struct portal p;
	size_t count;

	sample_register_open(&p, "entry-acts");
	sample_register_enter(&p, "Mayy Haddad", "Cedar Hikers");
	d = sample_register(&p);
	head = portal_hire(&p, "Nour Head", "head", "", &paper);
	officer = portal_hire(&p, "Adam Officer", "officer", "", &paper);
#define ON "lb-caza-zahle/2026/0001"
	ck_assert_int_eq(entry_act_do(p.registry, &p.guest, d, ON, "rest", &words, &err),
			 FAULT_DENIED);
	ck_assert_int_eq(entry_act_do(p.registry, &officer, d, ON, "rest", &words, &err),
			 FAULT_DENIED);
	ck_assert_int_eq(entry_act_do(p.registry, &head, d, ON, "rest",
				      &(struct entry_typed){.words = " "}, &err),
			 FAULT_INPUT);
	ck_assert_int_eq(entry_act_do(p.registry, &head, d, ON, "rest",
				      &(struct entry_typed){.words = "x", .revision = 7}, &err),
			 FAULT_CONFLICT);
	ck_assert_int_eq(entry_act_do(p.registry, &head, d, ON, "lapse", &words, &err),
			 FAULT_MISSING);
	GOOD(entry_act_do(p.registry, &head, d, ON, "rest", &words, &err));
	ck_assert_int_eq(entry_act_do(p.registry, &head, d, ON, "rest", &words, &err),
			 FAULT_CONFLICT);
	ck_assert_int_eq(entry_act_do(p.registry, &head, d, ON, "strike", &words, &err),
			 FAULT_INPUT);
	GOOD(entry_act_list(p.registry, &officer, d, ON, p.arena, &acts, &count, &err));
	ck_assert_uint_eq(count, 3);
	ck_assert(!acts[0].possible && !acts[1].possible && acts[2].possible);
	GOOD(entry_act_do(p.registry, &officer, d, ON, "wake", &words, &err));
	GOOD(entry_act_do(p.registry, &head, d, ON, "strike",
			  &(struct entry_typed){.reason = "empty", .words = "All left."}, &err));
	ck_assert_uint_eq(check(&p, "cedar", &list), 1);
	ck_assert_str_eq(list[0].status->id, "dissolved");
	ck_assert_uint_eq(list[0].line_count, 4);
	ck_assert_str_eq(list[0].lines[1].act, "rest");
	ck_assert_str_eq(list[0].lines[3].reason, "empty");
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

/* As of the day that the law has, by whoever comes first. */
START_TEST(silence_enters_it_too)
{
	struct application a;
	struct portal p;
	struct entry *list;
	struct event *events;
	size_t count;

	sample_register_open(&p, "entry-silence");
	portal_send(&p, &a);
	p.now += (int64_t)30 * 86400;
	ck_assert_int_ne(application_act(p.registry, &p.host, &a, p.service, "remind",
					 &(struct act_answers){.words = "Late."}, &err),
			 FAULT_NONE);
	GOOD(application_events(p.registry, &p.owner, &a, p.service, p.arena, &events, &count,
				&err));
	ck_assert_int_eq(a.state, STATE_APPROVED);
	ck_assert_uint_eq(check(&p, "lb-caza-zahle/2026/0001", &list), 1);
	ck_assert_int_eq(list[0].since, events[count - 1].at);
	ck_assert_int_lt(list[0].since, p.now - (int64_t)5 * 86400);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

START_TEST(what_is_changed_past_the_engine_is_found)
{
	struct account_paper paper;
	struct caller head;
	struct portal p;
	struct raw *r;

	sample_register_open(&p, "entry-tamper");
	sample_register_enter(&p, "Mayy Haddad", "Cedar Hikers");
	ck_assert_int_eq(portal_verify(&p, true), 0);
	r = tamper_open(&p);
	tamper_rows(&p, r, "entry_value");
	tamper_rows(&p, r, "entry_event");
	tamper_rows(&p, r, "entry_key");
	tamper_rows(&p, r, "entry_scope");
	tamper_columns(&p, r, "entry", "revision = 1");
	tamper_columns(&p, r, "entry_value", "name = 'name'");
	tamper_columns(&p, r, "entry_event", "number = 1");
	raw_close(r);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	/* nor is it signed anew by who changes it afterwards */
	head = portal_hire(&p, "Nour Head", "head", "", &paper);
	portal_tamper(&p, "UPDATE entry SET until = until + 1");
	ck_assert_int_eq(entry_act_do(p.registry, &head, sample_register(&p), ON, "rest",
				      &(struct entry_typed){.words = "So."}, &err),
			 FAULT_BROKEN);
	portal_close(&p);
}
END_TEST

static enum fault count_one(void *ctx, const struct entry *e, struct error *error)
{
	(void)error;
	ck_assert_str_ne(e->number, "");
	*(int *)ctx += 1;
	return FAULT_NONE;
}

START_TEST(all_of_them_are_given_but_of_persons)
{
	struct register_definition d;
	struct entry *list;
	size_t found;
	struct portal p;
	int64_t all = 0;
	int count = 0;
	bool more;

	sample_register_open(&p, "entry-all");
	sample_register_enter(&p, "Mayy Haddad", "Cedar Hikers");
	sample_register_enter(&p, "Karim Saab", "Olive Singers");
	d = *sample_register(&p);
	GOOD(check_each(p.registry, &p.guest, &d, count_one, &count, &err));
	ck_assert_int_eq(count, 2);
	GOOD(check_count(p.registry, &p.guest, &d, &all, &err));
	ck_assert_int_eq(all, 2);
	d.subject = REGISTER_PERSON;
	ck_assert_int_eq(check_each(p.registry, &p.guest, &d, count_one, &count, &err),
			 FAULT_DENIED);
	ck_assert_int_eq(count, 2);
	GOOD(check_each(p.registry, &p.host, &d, count_one, &count, &err));
	/* who looks for person after person has to wait */
	for (int i = 0; i < LIMIT_CHECK_VISIT; i++)
		GOOD(check_find(p.registry, &p.guest, &d, "cedar hikers", p.arena, &list, &found,
				&more, &err));
	ck_assert_int_eq(
		check_find(p.registry, &p.guest, &d, "olive", p.arena, &list, &found, &more, &err),
		FAULT_BUSY);
	portal_close(&p);
}
END_TEST

SUITE(entry, an_act_enters_what_was_applied_for, it_is_found_as_people_write_it,
      staff_change_it_by_its_acts, silence_enters_it_too, what_is_changed_past_the_engine_is_found,
      all_of_them_are_given_but_of_persons)
