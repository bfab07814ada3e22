/* service_after_test.c - what comes after an end, and to which office an application goes, as a
 * definition has it. */
#include "services/definition/service_after.h"

#include "services/definition/service.h"
#include "tests/services/sample.h"
#include "tests/services/sample_acts.h"
#include "tests/unit.h"

#include <string.h>

#define AT "        asks: [reason, words]\n"
#define APPEAL "        appeal: {service: lb-again, within: 60 days}\n"
#define N "name: {ar: ن, fr: n, en: n}"
#define FROM "acts:\n  - {id: take_back"
#define REOPEN                                                                                     \
	"acts:\n  - {id: reopen, " N ", from: end(rejected), by: head, to: board, asks: "          \
	"[words]}\n"

START_TEST(appeals_effects_and_acts_after_an_end_are_read)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)8 << 20);
	const struct service *s = sample_service_of(a, sample_acts(a, AT, AT APPEAL));
	const struct act *act = service_any_act(s, "object"), *reopen;

	ck_assert(service_has_appeals(s));
	ck_assert_str_eq(act->appeal->service, "lb-again");
	ck_assert_int_eq(act->appeal->within.value, 60);
	s = sample_service_of(a, sample_acts(a, FROM, REOPEN "  - {id: take_back"));
	reopen = service_each_after(s, BEARING_REJECTED, 0);
	ck_assert_str_eq(reopen->id, "reopen");
	ck_assert_ptr_null(service_each_after(s, BEARING_REJECTED, 1));
	ck_assert_ptr_null(service_each_after(s, BEARING_APPROVED, 0));
	/* from an end alone, it is no way from a stage */
	for (size_t i = 0; i < s->stage_count; i++)
		ck_assert_ptr_null(service_act(s, &s->stages[i], "reopen"));
	s = sample_service_of(
		a, sample_acts(a, "        needs: [another_than(propose)]\n",
			       "        effects: [{act: {of: appealed, id: reopen}}]\n"));
	ck_assert(service_has_effects(s));
	ck_assert_str_eq(service_any_act(s, "grant")->effects[0].act, "reopen");
}
END_TEST

START_TEST(what_does_not_go_together_is_refused_by_its_line)
{
	static const struct {
		const char *from, *to, *at;
	} wrong[] = {
		{AT, AT "        appeal: {service: lb-again}\n", "appeal: {"},
		{AT, AT "        appeal: {within: 60 days}\n", "appeal: {"},
		{AT, AT "        appeal: {service: lb-again, within: soon}\n", "appeal: {"},
		{AT, AT "        appeal: {service: lb-sample, within: 60 days}\n", "appeal: {"},
		{"        to: end(approved)\n", "        to: end(approved)\n" APPEAL, "appeal: {"},
		{AT, AT "        effects: [{act: {of: renewed, id: reopen}}]\n", "effects: ["},
		{AT, AT "        effects: [{enter: {register: x}}]\n", "effects: ["},
		{FROM,
		 "acts:\n  - {id: reopen, " N
		 ", from: end(rejected), by: head, to: board}\n  - {id: take_back",
		 "id: reopen"},
		{FROM,
		 "acts:\n  - {id: reopen, " N
		 ", from: end(closed), by: head, to: board, asks: [words]}\n  - {id: take_back",
		 "id: reopen"},
		{FROM,
		 "acts:\n  - {id: reopen, " N
		 ", from: end(rejected), by: applicant, to: end(withdrawn)}\n  - {id: take_back",
		 "id: reopen"},
		{FROM,
		 "acts:\n  - {id: reopen, " N
		 ", from: end(rejected), by: head, asks: [items, words]}\n  - {id: take_back",
		 "id: reopen"},
		{FROM,
		 "acts:\n  - {id: move, " N
		 ", from: any, by: head, asks: [office]}\n  - {id: take_back",
		 "id: move"},
		{FROM, "route: {by: full_name, to: a, otherwise: b}\n" FROM, "route: {"},
		{FROM, "route: {by: nothing, to: a, otherwise: b}\n" FROM, "route: {"},
		{FROM, "route: {otherwise: b}\n" FROM, "route: {"},
		{FROM, "route: {when: status = single, to: a}\n" FROM, "route: {"},
		{FROM, "route: []\n" FROM, "route: ["},
		{FROM, "route: [a]\n" FROM, "route: ["},
		{FROM, "route: [{to: a}, {when: status = single, to: b}]\n" FROM, "route: ["},
		{FROM, "route: [{when: nothing = single, to: a}]\n" FROM, "route: ["},
		{FROM, "route: [{when: status = single, by: full_name, to: a}]\n" FROM, "route: ["},
	};
	ARENA_CLEAN struct arena *a = arena_new((size_t)8 << 20);

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		sample_refused_at(sample_acts(a, wrong[i].from, wrong[i].to), wrong[i].at,
				  wrong[i].to);
}
END_TEST

/* What no file says by itself. */
START_TEST(an_appeal_needs_somebody_who_decides)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)8 << 20);
	const struct service *first =
		sample_service_of(a, sample_acts(a, FROM, REOPEN "  - {id: take_back"));
	const struct service *plain = sample_service_of(a, sample_acts(a, "stages:", "stages:"));
	const struct service *opens = sample_service_of(
		a, sample_acts(a, "        needs: [another_than(propose)]\n",
			       "        effects: [{act: {of: appealed, id: reopen}}]\n"));
	const char *act = NULL;

	ck_assert_ptr_nonnull(service_after_refuse(NULL));
	ck_assert_ptr_null(service_after_refuse(plain));
	ck_assert_ptr_null(service_after_refuse_effects(first, opens, &act));
	ck_assert_ptr_null(service_after_refuse_effects(plain, plain, &act));
	ck_assert_ptr_nonnull(service_after_refuse_effects(plain, opens, &act));
	ck_assert_str_eq(act, "reopen");
	/* what is done after an end has effects, too */
	ck_assert(!service_has_effects(first));
	opens = sample_service_of(
		a,
		sample_acts(a, FROM,
			    "acts:\n  - {id: again, " N ", from: end(rejected), by: head, to: "
			    "board, asks: [words], effects: [{act: {of: appealed, id: reopen}}]}\n"
			    "  - {id: take_back"));
	ck_assert(service_has_effects(opens));
	ck_assert_ptr_null(service_after_refuse_effects(first, opens, &act));
	ck_assert_ptr_nonnull(service_after_refuse_effects(plain, opens, &act));
}
END_TEST

SUITE(service_after, appeals_effects_and_acts_after_an_end_are_read,
      what_does_not_go_together_is_refused_by_its_line, an_appeal_needs_somebody_who_decides)
