/* opening_test.c - who opens an application: by PIN within budgets, by key, by having signed in. */
#include "tests/services/portal.h"
#include "tests/unit.h"

#include "services/registry/limits.h"

#include <string.h>

START_TEST(wrong_pin_and_unknown_reference_are_alike)
{
	struct portal p;
	struct receipt receipt;
	struct application a;
	struct error wrong, unknown;
	char reference[REFERENCE_DIGITS + 1], pin[PIN_DIGITS + 1];

	portal_open(&p, "alike");
	receipt = portal_apply(&p, &p.other);
	reference_new(reference);
	snprintf(pin, sizeof(pin), "%06d", strcmp(receipt.pin, "111111") == 0 ? 222222 : 111111);
	ck_assert_int_eq(application_open(p.registry, &p.guest, receipt.reference, pin, &a, &wrong),
			 FAULT_MISSING);
	ck_assert_int_eq(application_open(p.registry, &p.guest, reference, pin, &a, &unknown),
			 FAULT_MISSING);
	ck_assert_str_eq(wrong.say, unknown.say);
	ck_assert_str_eq(wrong.detail, unknown.detail);
	ck_assert_int_eq(
		application_open(p.registry, &p.guest, receipt.reference, NULL, &a, &wrong),
		FAULT_MISSING);
	ck_assert_int_eq(
		application_open(p.registry, &p.guest, receipt.reference, receipt.pin, &a, &wrong),
		FAULT_NONE);
	ck_assert_int_eq(application_open(p.registry, &p.guest, "12345678901234", pin, &a, &wrong),
			 FAULT_INPUT);
	portal_close(&p);
}
END_TEST

static enum fault guess(struct portal *p, struct caller *v, const char *reference, const char *pin)
{
	struct application a;
	struct error err;

	return application_open(p->registry, v, reference, pin, &a, &err);
}

START_TEST(guessing_is_slowed_but_never_the_owner)
{
	struct caller attacker = {.source = "203.0.113.0/24"};
	struct portal p;
	struct receipt receipt;
	struct application a;
	struct error err;
	char wrong[PIN_DIGITS + 1];
	int tries = 0;

	portal_open(&p, "guess");
	receipt = portal_apply(&p, &p.owner);
	snprintf(wrong, sizeof(wrong), "%s", strcmp(receipt.pin, "111111") ? "111111" : "222222");
	while (guess(&p, &attacker, receipt.reference, wrong) == FAULT_MISSING)
		tries++;
	ck_assert_int_eq(tries, LIMIT_PIN_REFERENCE);
	/* The right PIN from the attacker's place is refused too, and from yet another place. */
	ck_assert_int_eq(
		application_open(p.registry, &attacker, receipt.reference, receipt.pin, &a, &err),
		FAULT_DENIED);
	ck_assert_str_eq(err.fills[0].name, "minutes");
	ck_assert_str_eq(err.fills[0].value, "15");
	ck_assert_int_eq(guess(&p, &p.other, receipt.reference, receipt.pin), FAULT_DENIED);
	/* The owner's key, and a guest from where it was begun, are not locked out. */
	ck_assert_int_eq(guess(&p, &p.owner, receipt.reference, NULL), FAULT_NONE);
	ck_assert_int_eq(guess(&p, &p.guest, receipt.reference, receipt.pin), FAULT_NONE);
	p.now += 15 * 60;
	ck_assert_int_eq(guess(&p, &p.other, receipt.reference, receipt.pin), FAULT_NONE);
	portal_close(&p);
}
END_TEST

START_TEST(a_source_has_a_budget)
{
	struct caller attacker = {.source = "203.0.113.0/24"};
	struct portal p;
	struct receipt receipt;
	char reference[REFERENCE_DIGITS + 1];
	int tries = 0;

	portal_open(&p, "source");
	receipt = portal_apply(&p, &p.other);
	do
		reference_new(reference);
	while (guess(&p, &attacker, reference, "123456") == FAULT_MISSING && ++tries < 100);
	ck_assert_int_eq(tries, LIMIT_PIN_SOURCE);
	ck_assert_int_eq(guess(&p, &attacker, receipt.reference, receipt.pin), FAULT_DENIED);
	ck_assert_int_eq(guess(&p, &p.guest, receipt.reference, receipt.pin), FAULT_NONE);
	p.now += 61 * 60;
	ck_assert_int_eq(guess(&p, &attacker, receipt.reference, receipt.pin), FAULT_NONE);
	portal_close(&p);
}
END_TEST

START_TEST(keys_hold_what_they_began_or_proved)
{
	struct caller phone = {.source = "203.0.113.0/24"}, signed_in = {.source = "x"};
	struct portal p;
	struct receipt receipt;
	struct application a, *mine;
	struct error err;
	size_t count;

	portal_open(&p, "keys");
	memset(phone.key, 'b', 64);
	receipt = portal_apply(&p, &p.owner);
	portal_apply(&p, &p.guest);
	ck_assert_int_eq(guess(&p, &phone, receipt.reference, NULL), FAULT_MISSING);
	ck_assert_int_eq(
		application_open(p.registry, &phone, receipt.reference, receipt.pin, &a, &err),
		FAULT_NONE);
	ck_assert(a.owned);
	ck_assert_int_eq(application_own(p.registry, &phone, &a, &err), FAULT_NONE);
	ck_assert_int_eq(application_own(p.registry, &phone, &a, &err), FAULT_NONE);
	ck_assert_int_eq(application_own(p.registry, &p.guest, &a, &err), FAULT_DENIED);
	ck_assert_int_eq(guess(&p, &phone, receipt.reference, NULL), FAULT_NONE);
	ck_assert_int_eq(guess(&p, &p.owner, receipt.reference, NULL), FAULT_NONE);
	ck_assert_int_eq(application_mine(p.registry, &phone, p.arena, &mine, &count, &err),
			 FAULT_NONE);
	ck_assert_uint_eq(count, 1);
	ck_assert_str_eq(mine[0].reference, receipt.reference);
	ck_assert_int_eq(application_mine(p.registry, &p.guest, p.arena, &mine, &count, &err),
			 FAULT_NONE);
	ck_assert_uint_eq(count, 0);

	caller_sign_in(&signed_in, receipt.reference);
	ck_assert_int_eq(guess(&p, &signed_in, receipt.reference, NULL), FAULT_NONE);
	ck_assert_int_eq(application_mine(p.registry, &signed_in, p.arena, &mine, &count, &err),
			 FAULT_NONE);
	ck_assert_uint_eq(count, 1);
	ck_assert_str_eq(portal_acts(&p, &a), "submitted looked linked looked looked");
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

START_TEST(keys_have_preferences)
{
	struct preference chosen = {LANG_AR, 2}, read;
	struct portal p;
	struct error err;
	bool known = true;

	portal_open(&p, "prefer");
	ck_assert_int_eq(preference_get(p.registry, &p.owner, &read, &known, &err), FAULT_NONE);
	ck_assert(!known);
	ck_assert_int_eq(preference_set(p.registry, &p.owner, &chosen, &err), FAULT_NONE);
	chosen.terminal = 3;
	ck_assert_int_eq(preference_set(p.registry, &p.owner, &chosen, &err), FAULT_NONE);
	ck_assert_int_eq(preference_get(p.registry, &p.owner, &read, &known, &err), FAULT_NONE);
	ck_assert(known);
	ck_assert_int_eq(read.lang, LANG_AR);
	ck_assert_int_eq(read.terminal, 3);
	ck_assert_int_eq(preference_set(p.registry, &p.guest, &chosen, &err), FAULT_NONE);
	ck_assert_int_eq(preference_get(p.registry, &p.guest, &read, &known, &err), FAULT_NONE);
	ck_assert(!known);
	portal_close(&p);
}
END_TEST

SUITE(opening, wrong_pin_and_unknown_reference_are_alike, guessing_is_slowed_but_never_the_owner,
      a_source_has_a_budget, keys_hold_what_they_began_or_proved, keys_have_preferences)
