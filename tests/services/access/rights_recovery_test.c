/* rights_recovery_test.c - rights_test.c's table of the calls for accounts that are opened anew by
 * waiting.
 *
 * tools/check-rights reads the headers and fails where a call has no row here or there.
 */
#include "tests/services/access/rights_try.h"
#include "tests/unit.h"

#define ADDRESS "email:karim@example.org"

static bool is_owner(const struct caller *c)
{
	return c->role == ROLE_AUTHORITY && c->face == FACE_HOST;
}

static struct caller person(struct house *h)
{
	struct caller c = caller_visitor("", FACE_PAGES);

	GOOD(sign_in_account(REGISTRY, &c, h->account.number, h->account.pin, &h->err));
	return c;
}

/* What the clerk has to send. */
static const char *sent(struct house *h)
{
	struct spool_message m = {.words = ""};
	bool found = false;

	GOOD(spool_take(REGISTRY, h->portal.arena, &m, &found, &h->err));
	ck_assert(found);
	return m.words;
}

/* The officer's account waits for a new PIN; the code that its address was sent. */
static const char *let_wait(struct house *h)
{
	static const struct recover_words words = {.code = {"{code}", "{code}", "{code}"}};
	struct caller karim = person(h);
	struct recover done = {0, 0};

	GOOD(address_add(REGISTRY, &karim, NULL, ADDRESS, "{code}", &h->err));
	GOOD(address_prove(REGISTRY, &karim, NULL, sent(h), &h->err));
	karim.recovers = 7;
	GOOD(recovery_ask(REGISTRY, &karim, h->account.number, &h->err));
	GOOD(recover_run(REGISTRY, 1, &words, &done, &h->err));
	ck_assert_int_eq(done.begun, 1);
	return sent(h);
}

/* Anybody may, of any number; what comes of it the clerk looks at. */
TRY(recovery_ask)
{
	char number[ACCOUNT_DIGITS + 1];

	c->recovers = 7;
	c->exempt = true;
	reference_new_account(number);
	return recovery_ask(REGISTRY, c, number, &h->err);
}

TRY(recovery_finish)
{
	struct account_paper paper;
	const char *code = "00000000";
	char number[ACCOUNT_DIGITS + 1];

	c->recovers = 7;
	reference_new_account(number);
	if (strcmp(a->id, h->victims[VICTIM_DRAFT].id) == 0)
		memcpy(number, h->account.number, sizeof(number));
	if (is_owner(c) && strcmp(a->id, h->victims[VICTIM_DRAFT].id) == 0) {
		code = let_wait(h);
		h->portal.now += 86400;
	}
	return recovery_finish(REGISTRY, c, number, code, &paper, &h->err);
}

/* Nobody else's can be named: none is told to who has come with none. */
TRY(recovery_own)
{
	struct account_wait *list;
	struct caller as = *c;
	size_t count = 0;
	enum fault fault;

	if (is_owner(c)) {
		if (strcmp(a->id, h->victims[VICTIM_DRAFT].id) == 0)
			let_wait(h);
		as = person(h);
	}
	fault = recovery_own(REGISTRY, &as, h->portal.arena, &list, &count, &h->err);
	return fault == FAULT_NONE && count == 0 ? FAULT_MISSING : fault;
}

TRY(recovery_stop_own)
{
	struct caller as = *c;

	if (is_owner(c) && strcmp(a->id, h->victims[VICTIM_DRAFT].id) == 0) {
		let_wait(h);
		as = person(h);
	}
	return recovery_stop_own(REGISTRY, &as, &h->err);
}

TRY(recovery_stop)
{
	if (is_owner(c) && strcmp(a->id, h->victims[VICTIM_DRAFT].id) == 0)
		let_wait(h);
	return recovery_stop(REGISTRY, c, h->account.number, &h->err);
}

static const struct rights_row rows[] = {
	ROW(recovery_ask, true, false),       ROW(recovery_finish, false, false),
	ROW(recovery_own, false, false),      ROW(recovery_stop, false, false),
	ROW(recovery_stop_own, false, false),
};
#define ROWS (sizeof(rows) / sizeof(rows[0]))

START_TEST(strangers_open_and_stop_nothing)
{
	rights_try_strangers("recovery", rows, ROWS);
}
END_TEST

START_TEST(who_may_does)
{
	rights_try_owners(rows, ROWS);
}
END_TEST

SUITE(rights_recovery, strangers_open_and_stop_nothing, who_may_does)
