/* rights_member_test.c - rights_test.c's table of the calls for several people in one application,
 * and for what they sign. */
#include "tests/services/access/rights_try.h"
#include "tests/services/keyholder.h"
#include "tests/unit.h"

#include "services/application/signature.h"

/* The sample has nothing to sign: who comes that far may. */
static enum fault as_far(enum fault fault)
{
	return fault == FAULT_INPUT || fault == FAULT_CONFLICT ? FAULT_NONE : fault;
}

static enum fault invite(struct house *h, struct caller *c, struct application *a,
			 char code[MEMBER_CODE_DIGITS + 1])
{
	const struct member_invitation m = {.name = "Nada", .rights = MEMBER_VIEW};

	return member_invite(REGISTRY, c, a, h->portal.service, &m, code, &h->err);
}

TRY(member_list)
{
	struct member *list;
	size_t count;

	return member_list(REGISTRY, c, a, h->portal.arena, &list, &count, &h->err);
}

TRY(member_invite)
{
	const struct member_invitation m = {.name = "Rami", .rights = MEMBER_EDIT};
	char code[MEMBER_CODE_DIGITS + 1];

	return member_invite(REGISTRY, c, a, h->portal.service, &m, code, &h->err);
}

/* By who was invited, in a visit of their own. */
TRY(member_join)
{
	struct caller other = caller_visitor("", FACE_PAGES);
	char code[MEMBER_CODE_DIGITS + 1], pin[MEMBER_PIN_DIGITS + 1];
	struct application joined;
	enum fault fault = invite(h, c, a, code);

	return fault == FAULT_NONE ? member_join(REGISTRY, &other, a->reference, code,
						 &h->portal.terms, &joined, pin, &h->err)
				   : fault;
}

/* By who was invited, as above. */
TRY(member_offered)
{
	struct caller other = caller_visitor("", FACE_PAGES);
	char code[MEMBER_CODE_DIGITS + 1];
	struct member_offer offer;
	enum fault fault = invite(h, c, a, code);

	return fault == FAULT_NONE ? member_offered(REGISTRY, &other, a->reference, code,
						    h->portal.arena, &offer, &h->err)
				   : fault;
}

TRY(member_end)
{
	char code[MEMBER_CODE_DIGITS + 1];
	enum fault fault = invite(h, c, a, code);
	enum fault ended = member_end(REGISTRY, c, a, h->portal.service,
				      fault == FAULT_NONE ? 1 : 99, &h->err);

	return fault == FAULT_NONE ? ended : fault;
}

/* Nothing of anybody's is told to who works on nothing. */
TRY(member_mine)
{
	struct application *list;
	size_t count;
	enum fault fault = member_mine(REGISTRY, c, h->portal.arena, &list, &count, &h->err);

	ck_assert_uint_eq(count, 0);
	return fault;
}

TRY(member_own)
{
	struct membership own;
	enum fault fault = member_own(REGISTRY, c, a, &own, &h->err);

	ck_assert_int_eq(own.number, 0);
	return fault;
}

TRY(signature_standings)
{
	struct signature_standing *list;
	size_t count;

	return signature_standings(REGISTRY, c, a, h->portal.service, h->portal.arena, &list,
				   &count, &h->err);
}

TRY(signature_text)
{
	const char *text;

	return as_far(signature_text(REGISTRY, c, a, h->portal.service,
				     &(struct signature_wish){.item = 0}, h->portal.arena, &text,
				     &h->err));
}

/* By the code of who may view alone. */
TRY(signature_text_by_code)
{
	struct caller other = caller_visitor("", FACE_PAGES);
	char code[MEMBER_CODE_DIGITS + 1];
	const char *text;
	enum fault fault = invite(h, c, a, code);

	if (fault == FAULT_NONE)
		ck_assert_int_eq(signature_text_by_code(REGISTRY, &other, a->reference, code,
							&h->portal.terms, h->portal.arena, &text,
							&h->err),
				 FAULT_DENIED);
	return fault;
}

TRY(signature_sign)
{
	return as_far(signature_sign(REGISTRY, c, a, h->portal.service,
				     &(struct signature_wish){.item = 0}, NULL, &h->err));
}

TRY(signature_undo)
{
	return as_far(signature_undo(REGISTRY, c, a, h->portal.service, &h->err));
}

/* A signature of no text is refused whoever sends it, and whatever there is. */
TRY(signature_by_key)
{
	struct keyholder s = keyholder_of('r');
	const char *name;
	struct member *list;
	size_t count;

	ck_assert_int_eq(signature_by_key(REGISTRY, c, a->reference,
					  keyholder_sign(h->portal.arena, &s, "text", "shubbak",
							 "ssh-ed25519"),
					  &h->portal.terms, h->portal.arena, &name, &h->err),
			 FAULT_MISSING);
	return member_list(REGISTRY, c, a, h->portal.arena, &list, &count, &h->err);
}

TRY(signature_witness)
{
	const struct signature_paper p = {.name = "Nada", .check = "00000000", .seen = true};

	return as_far(signature_witness(REGISTRY, c, a->reference,
					&(struct signature_wish){.item = 1}, &p, &h->portal.terms,
					&h->err));
}

TRY(signature_notices)
{
	struct signature_notice *list;
	size_t count;

	return signature_notices(REGISTRY, c, a, h->portal.arena, &list, &count, &h->err);
}

static const struct rights_row rows[] = {
	ROW(member_list, false, false),       ROW(member_invite, false, false),
	ROW(member_join, false, false),       ROW(member_offered, false, false),
	ROW(member_end, false, false),        ROW(member_mine, true, false),
	ROW(member_own, true, false),         ROW(signature_standings, false, false),
	ROW(signature_text, false, false),    ROW(signature_text_by_code, false, false),
	ROW(signature_sign, false, false),    ROW(signature_undo, false, false),
	ROW(signature_by_key, false, false),  ROW(signature_witness, false, true),
	ROW(signature_notices, false, false),
};
#define ROWS (sizeof(rows) / sizeof(rows[0]))

START_TEST(strangers_are_told_nothing_and_change_nothing)
{
	rights_try_strangers("strangers-members", rows, ROWS);
}
END_TEST

START_TEST(who_may_does)
{
	rights_try_owners(rows, ROWS);
}
END_TEST

SUITE(rights_member, strangers_are_told_nothing_and_change_nothing, who_may_does)
