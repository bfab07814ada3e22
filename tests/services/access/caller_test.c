/* caller_test.c - what a visit has proven and looked at, and whose visit it is. */
#include "tests/unit.h"

#include "services/access/caller.h"

#include <string.h>

START_TEST(a_visit_has_one_identity_or_none)
{
	struct caller c = caller_visitor("192.0.2.0/24", FACE_PAGES), key = c, in = c;
	char said[CALLER_IDENTITY];

	ck_assert(!caller_identity(&c, said));
	caller_prove(&c, "11111111111111", NULL, PROVEN_HERE);
	ck_assert_ptr_null(caller_shown(&c));
	ck_assert(caller_identity(&c, said));
	ck_assert_str_eq(said, "reference:11111111111111 0000000000000000");
	caller_prove(&c, "22222222222222", NULL, PROVEN_PIN);
	ck_assert_str_eq(caller_shown(&c), "22222222222222");
	ck_assert(!caller_identity(&c, said));

	memset(key.key, 'a', 64);
	caller_prove(&key, "11111111111111", NULL, PROVEN_HERE); /* the key's own */
	ck_assert(caller_identity(&key, said));
	ck_assert(strncmp(said, "key:aaaa", 8) == 0);
	/* The PIN of what the key holds is nobody else's. */
	caller_prove(&key, "33333333333333", NULL, PROVEN_PIN_OWN);
	ck_assert(caller_identity(&key, said));
	caller_prove(&key, "22222222222222", NULL, PROVEN_PIN);
	ck_assert(!caller_identity(&key, said));

	caller_prove(&in, "11111111111111", NULL, PROVEN_PIN);
	caller_sign_in(&in, "11111111111111");
	ck_assert(in.known && caller_identity(&in, said));
	ck_assert_str_eq(said, "reference:11111111111111 0000000000000000");
	ck_assert_ptr_null(caller_shown(&in));
	caller_prove(&in, "22222222222222", NULL, PROVEN_HERE);
	ck_assert(!caller_identity(&in, said));
}
END_TEST

/* Two who have shown two PINs of one account are not the same; staff and keys are by themselves. */
START_TEST(a_pin_of_an_account_is_an_identity)
{
	struct caller one = caller_visitor("192.0.2.0/24", FACE_PAGES), same = one, other = one;
	char said[CALLER_IDENTITY], again[CALLER_IDENTITY];

	caller_be(&one, "a1", "kept");
	caller_be(&same, "a1", "kept");
	caller_be(&other, "a1", "kept too");
	ck_assert(caller_shows(&one, "kept") && !caller_shows(&one, "kept too"));
	ck_assert(caller_identity(&one, said) && caller_identity(&same, again));
	ck_assert_str_eq(said, again);
	ck_assert(strncmp(said, "account:a1 ", 11) == 0);
	ck_assert(caller_identity(&other, again));
	ck_assert_str_ne(said, again);
	caller_prove(&one, "11111111111111", NULL, PROVEN_HERE);
	ck_assert(caller_identity(&one, again));
	ck_assert_str_eq(said, again);
	caller_prove(&one, "22222222222222", NULL, PROVEN_PIN);
	ck_assert(!caller_identity(&one, again));

	memset(same.key, 'a', 64);
	ck_assert(caller_identity(&same, again));
	ck_assert(strncmp(again, "key:", 4) == 0);
	caller_be(&same, "a1", NULL);
	ck_assert(!same.account_shown && !caller_shows(&same, "kept"));
	caller_act_as(&other, "a1");
	ck_assert(caller_identity(&other, again));
	ck_assert_str_eq(again, "staff:a1");
}
END_TEST

/* Begun, shown or signed in with: it is the same visit's with the same PIN alone. */
START_TEST(a_pin_of_an_application_is_an_identity)
{
	static const char name[] = "11111111111111";
	struct caller begun = caller_visitor("192.0.2.0/24", FACE_PAGES), in = begun, other = in;
	char said[CALLER_IDENTITY], again[CALLER_IDENTITY];

	caller_prove(&begun, name, "kept", PROVEN_HERE);
	caller_prove(&in, name, "kept", PROVEN_PIN);
	caller_sign_in(&in, name);
	ck_assert(caller_identity(&begun, said) && caller_identity(&in, again));
	ck_assert_str_eq(said, again);
	caller_prove(&other, name, "kept too", PROVEN_PIN);
	ck_assert(caller_identity(&other, again));
	ck_assert_str_ne(said, again);
	ck_assert(caller_is_in_by(&in, name, "kept") && caller_is_in_by(&in, name, NULL));
	ck_assert(!caller_is_in_by(&in, name, "kept too"));
	ck_assert(!caller_is_in_by(&in, "22222222222222", "kept"));
	ck_assert(!caller_is_in_by(&other, name, "kept too"));
	ck_assert(caller_proof(&other, name, "kept too") != NULL);
	ck_assert_ptr_null(caller_proof(&other, name, "kept"));
	ck_assert_ptr_null(caller_proof(&begun, name, "kept too"));
	ck_assert(caller_proof(&begun, name, NULL) != NULL);
}
END_TEST

START_TEST(who_has_signed_in_counts_whatever_else_was_opened)
{
	struct caller c = caller_visitor("192.0.2.0/24", FACE_PAGES);
	char said[CALLER_IDENTITY] = "";

	caller_prove(&c, "11111111111111", NULL, false);
	ck_assert(!caller_account(&c, said));
	ck_assert_str_eq(said, "");
	caller_sign_in(&c, "22222222222222");
	ck_assert(caller_account(&c, said) && !caller_identity(&c, said));
	ck_assert_str_eq(said, "reference:22222222222222");
	memset(c.key, 'a', 64);
	ck_assert(caller_account(&c, said));
	ck_assert(strncmp(said, "key:aaaa", 8) == 0);
}
END_TEST

START_TEST(of_too_many_proofs_and_looks_the_oldest_go)
{
	struct caller c = caller_visitor("192.0.2.0/24", FACE_PAGES);
	char name[33];

	for (int i = 0; i < CALLER_PROVEN + CALLER_LOOKED; i++) {
		snprintf(name, sizeof(name), "%014d", i);
		caller_prove(&c, name, NULL, PROVEN_PIN);
		caller_prove(&c, name, NULL, PROVEN_HERE);
		caller_look(&c, name);
		caller_look(&c, name);
		ck_assert(caller_proof(&c, name, NULL)->here && caller_has_looked(&c, name));
	}
	ck_assert_uint_eq(c.proven_count, CALLER_PROVEN);
	ck_assert_uint_eq(c.looked_count, CALLER_LOOKED);
	ck_assert_ptr_null(caller_proof(&c, "00000000000000", NULL));
	ck_assert(!caller_has_looked(&c, "00000000000000"));
	snprintf(name, sizeof(name), "%014d", CALLER_LOOKED);
	ck_assert(caller_proof(&c, name, NULL) != NULL && caller_has_looked(&c, name));
}
END_TEST

SUITE(caller, a_visit_has_one_identity_or_none, a_pin_of_an_account_is_an_identity,
      a_pin_of_an_application_is_an_identity, who_has_signed_in_counts_whatever_else_was_opened,
      of_too_many_proofs_and_looks_the_oldest_go)
