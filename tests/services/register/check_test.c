/* check_test.c - what staff look at of an entry is entered, and who may not is told so; how an
 * entry is said in words. */
#include "services/register/check.h"

#include "services/register/entry_act.h"
#include "services/registry/ledger.h"
#include "services/registry/limits.h"
#include "tests/services/portal.h"
#include "tests/services/sample_register.h"
#include "tests/unit.h"

#include <string.h>

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)
#define NUMBER "lb-caza-zahle/2026/0001"

static struct entry look(struct portal *p, struct caller *c, const struct register_definition *d)
{
	struct entry e;

	GOOD(check_file(p->registry, c, d, NUMBER, p->arena, &e, &err));
	return e;
}

/* How many looks at it the ledger has; `ret` is the last one. */
static size_t looks(struct portal *p, const struct entry *e, struct ledger_entry *ret)
{
	struct ledger_entry *entries;
	size_t count, found = 0;

	GOOD(ledger_of(p->registry, e->id, p->arena, &entries, &count, &err));
	for (size_t i = 0; i < count; i++)
		if (entries[i].act == LEDGER_LOOKED) {
			*ret = entries[i];
			found++;
		}
	return found;
}

static const struct entry_cell *cell(const struct entry *e, const char *column)
{
	for (size_t i = 0; i < e->cell_count; i++)
		if (strcmp(e->cells[i].column->question.id, column) == 0)
			return &e->cells[i];
	ck_abort_msg("no %s", column);
}

START_TEST(a_look_at_what_is_personal_is_entered_once_a_visit)
{
	struct register_definition d;
	struct account_paper paper;
	struct ledger_entry last;
	struct caller head, again;
	struct entry e;
	struct portal p;

	sample_register_open(&p, "check-looks");
	sample_register_enter(&p, "Mayy Haddad", "Cedar Hikers");
	head = portal_hire(&p, "Nour Head", "head", "", &paper);
	again = head;
	d = *sample_register(&p);
	/* what anybody may know is no look */
	d.column_count = 2;
	e = look(&p, &head, &d);
	ck_assert_uint_eq(looks(&p, &e, &last), 0);
	d = *sample_register(&p);
	e = look(&p, &head, &d);
	ck_assert(!cell(&e, "chair")->withheld);
	ck_assert(cell(&e, "phone")->withheld);
	ck_assert_str_eq(cell(&e, "phone")->value, "");
	ck_assert_uint_eq(looks(&p, &e, &last), 1);
	ck_assert_str_eq(last.actor, head.account);
	ck_assert_str_eq(last.role, "head");
	ck_assert_str_eq(last.reason, "lb-clubs");
	ck_assert_int_eq(last.revision, 1);
	look(&p, &head, &d);
	ck_assert_uint_eq(looks(&p, &e, &last), 1);
	look(&p, &again, &d);
	ck_assert_uint_eq(looks(&p, &e, &last), 2);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

/* Nor are they told whether there is such an entry. */
START_TEST(who_has_no_right_over_the_register_is_told_so)
{
	static const char *const numbers[] = {NUMBER, "lb-caza-zahle/2026/0002"};
	struct account_paper paper;
	struct caller *who[3], elsewhere;
	struct entry e;
	struct portal p;

	sample_register_open(&p, "check-denied");
	sample_register_enter(&p, "Mayy Haddad", "Cedar Hikers");
	elsewhere = portal_hire(&p, "Hadi Operator", "administrator", "", &paper);
	who[0] = &p.guest;
	who[1] = &p.owner;
	who[2] = &elsewhere;
	for (size_t i = 0; i < sizeof(who) / sizeof(who[0]); i++)
		for (size_t k = 0; k < sizeof(numbers) / sizeof(numbers[0]); k++) {
			err = (struct error){0};
			ck_assert_int_eq(check_file(p.registry, who[i], sample_register(&p),
						    numbers[k], p.arena, &e, &err),
					 FAULT_DENIED);
			ck_assert_msg(strstr(err.say, "rights over the register") != NULL,
				      "%zu: %s", i, err.say);
		}
	portal_close(&p);
}
END_TEST

START_TEST(what_is_typed_is_held_to_what_the_act_asks)
{
	const struct {
		const char *act;
		struct entry_typed typed;
		const char *field;
	} wrong[] = {
		{"rest", {.words = ""}, "words"},
		{"rest", {.words = " \n\t"}, "words"},
		{"rest", {.reason = "empty", .words = "Winter."}, "reason"},
		{"strike", {.words = "All left."}, "reason"},
		{"strike", {.reason = "full", .words = "All left."}, "reason"},
		{"strike", {.reason = "empty"}, "words"},
	};
	char words[LIMIT_WORDS + 2];
	struct portal p;

	sample_register_open(&p, "check-typed");
	sample_register_enter(&p, "Mayy Haddad", "Cedar Hikers");
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		err = (struct error){0};
		ck_assert_msg(entry_act_do(p.registry, &p.host, sample_register(&p), NUMBER,
					   wrong[i].act, &wrong[i].typed, &err) == FAULT_INPUT,
			      "%zu", i);
		ck_assert_str_eq(err.field, wrong[i].field);
	}
	memset(words, 'w', sizeof(words));
	words[LIMIT_WORDS + 1] = '\0';
	ck_assert_int_eq(entry_act_do(p.registry, &p.host, sample_register(&p), NUMBER, "rest",
				      &(struct entry_typed){.words = words}, &err),
			 FAULT_INPUT);
	ck_assert_str_eq(err.field, "words");
	words[LIMIT_WORDS] = '\0';
	GOOD(entry_act_do(p.registry, &p.host, sample_register(&p), NUMBER, "rest",
			  &(struct entry_typed){.words = words}, &err));
	ck_assert_uint_eq(look(&p, &p.host, sample_register(&p)).line_count, 2);
	portal_close(&p);
}
END_TEST

START_TEST(lines_of_the_history_have_words)
{
	static const char *const lines[][2] = {
		{"enter", "Entered"},
		{"change", "Changed"},
		{"suspend", "Suspended"},
		{"end", "Struck off"},
		{"sent", "An application about it was sent"},
		{"reminded", "The owner was reminded"},
		{"missed", "What was due was not received"},
	};

	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		ck_assert_pstr_eq(check_line_message(lines[i][0]), lines[i][1]);
	ck_assert_ptr_null(check_line_message("rest"));
}
END_TEST

START_TEST(items_are_told_apart_from_what_they_have)
{
	const struct register_definition *d;
	struct entry_cell group = {.value = "Lina\t7\nOmar\t\nHala\t9"};
	struct portal p;

	sample_register_open(&p, "check-words");
	d = sample_register(&p);
	group.column = register_column(d, "members");
	ck_assert_str_eq(check_show(p.arena, &p.terms, &group, LANG_EN), "Lina, 7; Omar; Hala, 9");
	ck_assert_str_eq(check_show(p.arena, &p.terms, &group, LANG_AR), "Lina، 7؛ Omar؛ Hala، 9");
	group.value = "رامي\tأمين\nليلى\t9";
	ck_assert_str_eq(check_show(p.arena, &p.terms, &group, LANG_FR), "رامي، أمين؛ ليلى، 9");
	ck_assert_pstr_eq(check_status_message(register_status(d, "active")), "Active");
	ck_assert_ptr_null(check_status_message(register_status(d, "sleeping")));
	portal_close(&p);
}
END_TEST

SUITE(check, a_look_at_what_is_personal_is_entered_once_a_visit,
      who_has_no_right_over_the_register_is_told_so, what_is_typed_is_held_to_what_the_act_asks,
      lines_of_the_history_have_words, items_are_told_apart_from_what_they_have)
