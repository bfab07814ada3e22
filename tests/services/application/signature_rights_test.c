/* signature_rights_test.c - signatures: what a code opens, and for how long; who may not sign for
 * another; what holds no more when those who sign are others.
 */
#include "tests/services/application/signed_house.h"
#include "tests/unit.h"

#include <string.h>

#define GOOD(call)                                                                                 \
	ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, signed_err.say, signed_err.detail)
#define NOT(fault, call) ck_assert_int_eq((int)(call), (int)(fault))

static struct error *const err = &signed_err;

static enum fault text_of(struct signed_house *h, const char *code, const char **ret)
{
	struct caller stranger = caller_visitor("203.0.113.0/24", FACE_COMMAND);

	return signature_text_by_code(h->portal.registry, &stranger, h->draft.reference, code,
				      &h->portal.terms, h->portal.arena, ret, err);
}

/* Whoever has kept it reads nothing with it. */
START_TEST(a_code_that_was_taken_opens_no_text)
{
	struct signed_house here, *h = &here;
	struct caller sami = caller_visitor("", FACE_PAGES), nada;
	struct account_paper paper;
	char one[MEMBER_CODE_DIGITS + 1], two[MEMBER_CODE_DIGITS + 1];
	const char *text = "";

	signed_open(h, "signed-taken");
	signed_invite(h, "Sami", MEMBER_SIGN, 1, one);
	signed_invite(h, "Nada", MEMBER_SIGN, 2, two);
	GOOD(text_of(h, one, &text));
	GOOD(text_of(h, two, &text));
	signed_join(h, &sami, one);
	nada = signed_person(h, "Nada Saab", NULL, &paper);
	signed_join(h, &nada, two);
	NOT(FAULT_CONFLICT, text_of(h, one, &text));
	NOT(FAULT_CONFLICT, text_of(h, two, &text));
	ck_assert_ptr_nonnull(strstr(err->say, "taken already"));
	portal_close(&h->portal);
}
END_TEST

SUITE(signature_rights, a_code_that_was_taken_opens_no_text)
