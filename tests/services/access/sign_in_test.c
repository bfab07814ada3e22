/* sign_in_test.c - staff come in by a key and a code that is taken once; all else is refused alike.
 */
#include "tests/services/codes.h"
#include "tests/services/portal.h"
#include "tests/services/raw.h"
#include "tests/unit.h"

#include "services/registry/ledger.h"
#include "services/registry/limits.h"
#include "services/registry/registry_inside.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define ONE "SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
#define TWO "SHA256:BAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
#define NONE "SHA256:CAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)
#define BAD(fault, call) ck_assert_int_eq(call, fault)

struct door {
	struct portal portal;
	struct account_paper paper;
	struct account_grant grant;
	struct account_code code;
	char key[PUBLICKEY], none[PUBLICKEY];
	struct receipt receipt;
};

/* An officer of one office, with a key and codes. */
static void open_door(struct door *d, const char *name)
{
	struct party office = {.name = "Centre of Tyre", .code = "tyre"};
	struct portal *p = &d->portal;

	portal_open(p, name);
	d->receipt = portal_apply(p, &p->owner);
	GOOD(offices_add(p->registry, &p->host, "", &office, &err));
	GOOD(account_open(p->registry, &p->host, "Rima Khoury", &d->paper, &err));
	GOOD(account_add_key(p->registry, &p->host, d->paper.number, "laptop", ONE, &err));
	d->grant = (struct account_grant){.role = "officer", .office = "tyre"};
	GOOD(account_grant(p->registry, &p->host, d->paper.number, &d->grant, &err));
	GOOD(account_renew_code(p->registry, &p->host, d->paper.number, &d->code, &err));
	GOOD(publickey_read(ONE, d->key, &err));
	GOOD(publickey_read(NONE, d->none, &err));
}

static struct caller knocking(void)
{
	return caller_visitor("203.0.113.0/24", FACE_COMMAND);
}

/* With the code of so many steps from now. */
static enum fault knock(struct door *d, struct caller *c, const char *key, int steps)
{
	char digits[CODE_DIGITS + 1];

	codes_at(d->code.secret, d->portal.now + steps * CODE_SECONDS, digits);
	return sign_in_staff(d->portal.registry, c, key, digits, &err);
}

START_TEST(a_key_and_a_code_make_staff)
{
	struct caller c = knocking();
	struct ledger_entry *entries;
	struct account a;
	struct door d;
	struct portal *p = &d.portal;
	size_t count;

	open_door(&d, "sign-in");
	GOOD(knock(&d, &c, d.key, 0));
	ck_assert_int_eq(c.role, ROLE_STAFF);
	ck_assert_int_eq(c.face, FACE_COMMAND);
	ck_assert_str_eq(c.key, d.key);
	ck_assert_str_eq(c.who, "Rima Khoury · Centre of Tyre");
	GOOD(account_get(p->registry, &p->host, p->arena, d.paper.number, &a, &err));
	ck_assert_str_eq(c.account, a.id);
	GOOD(ledger_of(p->registry, a.id, p->arena, &entries, &count, &err));
	ck_assert_int_eq(entries[count - 1].act, LEDGER_SIGNED_IN);
	ck_assert_str_eq(entries[count - 1].actor, a.id);
	ck_assert_str_eq(entries[count - 1].face, "command");
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

START_TEST(a_code_is_taken_once)
{
	struct caller c = knocking();
	struct door d;

	open_door(&d, "sign-in-once");
	GOOD(knock(&d, &c, d.key, 0));
	c = knocking();
	BAD(FAULT_DENIED, knock(&d, &c, d.key, 0));
	ck_assert_int_eq(c.role, ROLE_APPLICANT);
	ck_assert_str_eq(c.account, "");
	BAD(FAULT_DENIED, knock(&d, &c, d.key, -1)); /* nor one from before it */
	GOOD(knock(&d, &c, d.key, 1));
	c = knocking();
	d.portal.now += 1000;
	BAD(FAULT_DENIED, knock(&d, &c, d.key, 2));
	GOOD(knock(&d, &c, d.key, -1));
	portal_close(&d.portal);
}
END_TEST

/* Whatever is wrong, nothing tells what it was. */
START_TEST(all_else_is_refused_alike)
{
	struct account_grant gone;
	struct caller c = knocking();
	struct error wrong;
	struct account_code before;
	struct account_paper other;
	char digits[CODE_DIGITS + 1], two[PUBLICKEY];
	struct door d;
	struct portal *p = &d.portal;

	open_door(&d, "sign-in-alike");
	BAD(FAULT_DENIED, sign_in_staff(p->registry, &c, d.key, "000 00", &wrong));
#define ALIKE(call)                                                                                \
	do {                                                                                       \
		p->now += 86400 + 3600;                                                            \
		BAD(FAULT_DENIED, call);                                                           \
		ck_assert_str_eq(err.say, wrong.say);                                              \
		ck_assert_str_eq(err.detail, wrong.detail);                                        \
		ck_assert_ptr_null(err.code);                                                      \
		ck_assert_str_eq(c.account, "");                                                   \
	} while (0)
	ALIKE(knock(&d, &c, d.none, 0));
	ALIKE(knock(&d, &c, "", 0));
	ALIKE(sign_in_staff(p->registry, &c, d.key, "", &err));
	ALIKE(sign_in_staff(p->registry, &c, d.key, "hello", &err));
	/* Another's key, with this one's code. */
	GOOD(account_open(p->registry, &p->host, "Tarek Saad", &other, &err));
	GOOD(account_add_key(p->registry, &p->host, other.number, "phone", TWO, &err));
	GOOD(publickey_read(TWO, two, &err));
	ALIKE(knock(&d, &c, two, 0));
	/* A role, but no codes. */
	gone = (struct account_grant){.role = "head"};
	GOOD(account_grant(p->registry, &p->host, other.number, &gone, &err));
	ALIKE(knock(&d, &c, two, 0));
	/* Codes, but no role any more. */
	GOOD(account_renew_code(p->registry, &p->host, other.number, &before, &err));
	GOOD(account_end(p->registry, &p->host, other.number, gone.id, &err));
	p->now += 90;
	codes_at(before.secret, p->now, digits);
	BAD(FAULT_DENIED, sign_in_staff(p->registry, &c, two, digits, &err));
	ck_assert_str_eq(err.say, wrong.say);
	/* A secret that is not the account's any more. */
	before = d.code;
	GOOD(account_renew_code(p->registry, &p->host, d.paper.number, &d.code, &err));
	p->now += 86400 + 3600;
	codes_at(before.secret, p->now, digits);
	BAD(FAULT_DENIED, sign_in_staff(p->registry, &c, d.key, digits, &err));
	ck_assert_str_eq(err.say, wrong.say);
	/* A key that is revoked. */
	GOOD(account_revoke_key(p->registry, &p->host, d.paper.number, "laptop", &err));
	ALIKE(knock(&d, &c, d.key, 0));
#undef ALIKE
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

/* A grant that begins tomorrow is none today; one that has ended is none. */
START_TEST(a_grant_opens_while_it_is_in_force)
{
	struct account_grant g;
	struct caller c = knocking();
	struct door d;
	struct portal *p = &d.portal;

	open_door(&d, "sign-in-grant");
	GOOD(account_end(p->registry, &p->host, d.paper.number, d.grant.id, &err));
	g = (struct account_grant){.role = "head", .since = p->now + 1000, .until = p->now + 2000};
	GOOD(account_grant(p->registry, &p->host, d.paper.number, &g, &err));
	BAD(FAULT_DENIED, knock(&d, &c, d.key, 0));
	p->now += 1000;
	GOOD(knock(&d, &c, d.key, 0));
	ck_assert_str_eq(c.who, "Rima Khoury");
	c = knocking();
	p->now += 1000;
	BAD(FAULT_DENIED, knock(&d, &c, d.key, 0));
	portal_close(p);
}
END_TEST

/* By the account, whichever of its keys: then also the right code has to wait. */
START_TEST(wrong_codes_make_the_next_wait)
{
	struct caller c = knocking(), other = caller_visitor("198.51.100.0/24", FACE_PAGES);
	char two[PUBLICKEY];
	struct door d;
	struct portal *p = &d.portal;

	open_door(&d, "sign-in-budget");
	GOOD(account_add_key(p->registry, &p->host, d.paper.number, "phone", TWO, &err));
	GOOD(publickey_read(TWO, two, &err));
	for (int i = 0; i < LIMIT_CODE_FREE; i++)
		BAD(FAULT_DENIED,
		    sign_in_staff(p->registry, &c, i % 2 == 0 ? d.key : two, "000000", &err));
	BAD(FAULT_DENIED, knock(&d, &other, d.key, 0));
	BAD(FAULT_DENIED, knock(&d, &other, two, 0));
	p->now += 60 - p->now % 60 + 60;
	GOOD(knock(&d, &other, d.key, 0));
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

/* An unknown key is counted like a known one, so that waiting tells nothing; and no more than so
 * many leave rows. */
START_TEST(an_unknown_key_is_counted_like_a_known_one)
{
	struct caller c = knocking();
	struct raw *r;
	int64_t rows;
	struct door d;
	struct portal *p = &d.portal;

	open_door(&d, "sign-in-unknown");
	r = raw_open(p->folder, p->address);
	BAD(FAULT_DENIED, knock(&d, &c, d.none, 0));
	ck_assert_int_eq(raw_number(r, arena_format(p->arena,
						    "SELECT count(*) FROM tries WHERE subject ="
						    " 'code %s'",
						    d.none)),
			 1);
	raw_run(r,
		arena_format(p->arena, "UPDATE tries SET count = %d WHERE subject = 'unknown all'",
			     LIMIT_PIN_UNKNOWN));
	rows = raw_number(r, "SELECT count(*) FROM tries");
	d.none[0] = d.none[0] == 'a' ? 'b' : 'a';
	BAD(FAULT_DENIED, knock(&d, &c, d.none, 0));
	ck_assert_int_le(raw_number(r, "SELECT count(*) FROM tries WHERE subject <> 'code -'"
				       " AND subject <> 'unknown -'"),
			 rows);
	GOOD(knock(&d, &c, d.key, 0));
	raw_close(r);
	portal_close(p);
}
END_TEST

/* Each with a registry of its own, as two hosts have. */
START_TEST(of_two_hosts_at_once_one_takes_it)
{
	enum { HOSTS = 4 };
	char digits[CODE_DIGITS + 1];
	pid_t hosts[HOSTS];
	int in = 0, out = 0;
	struct door d;
	struct portal *p = &d.portal;

	open_door(&d, "sign-in-hosts");
	codes_at(d.code.secret, p->now, digits);
	for (int i = 0; i < HOSTS; i++)
		if ((hosts[i] = fork()) == 0) {
			struct caller c = knocking();
			struct registry *r = NULL;
			enum fault fault = registry_open(p->folder, p->address, &r, &err);

			if (fault != FAULT_NONE)
				_exit(2);
			registry_use_clock(r, portal_clock, p);
			fault = sign_in_staff(r, &c, d.key, digits, &err);
			registry_close(r);
			_exit(fault == FAULT_NONE ? 0 : fault == FAULT_DENIED ? 1 : 2);
		}
	for (int i = 0; i < HOSTS; i++) {
		int status;

		ck_assert_int_eq(waitpid(hosts[i], &status, 0), hosts[i]);
		ck_assert(WIFEXITED(status) && WEXITSTATUS(status) < 2);
		in += WEXITSTATUS(status) == 0;
		out += WEXITSTATUS(status) == 1;
	}
	ck_assert_int_eq(in, 1);
	ck_assert_int_eq(out, HOSTS - 1);
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

/* Who has the disk, or one host's rows, does not make a code of them. */
START_TEST(the_secret_is_sealed_and_its_account_must_be_whole)
{
	static const char *const harms[] = {"UPDATE account SET code_step = 0",
					    "UPDATE account SET code = ''",
					    "UPDATE account_grant SET office = ''"};
	struct door d;
	struct portal *p = &d.portal;
	char name[32];

	for (size_t i = 0; i < sizeof(harms) / sizeof(harms[0]); i++) {
		struct caller c = knocking();
		struct raw *r;

		snprintf(name, sizeof(name), "sign-in-sealed-%zu", i);
		open_door(&d, name);
		GOOD(knock(&d, &c, d.key, 0));
		r = raw_open(p->folder, p->address);
		ck_assert_int_eq(raw_number(r, arena_format(p->arena,
							    "SELECT count(*) FROM account WHERE"
							    " code LIKE '%%%s%%'",
							    d.code.secret)),
				 0);
		raw_run(r, harms[i]);
		raw_close(r);
		c = knocking();
		BAD(FAULT_DENIED, knock(&d, &c, d.key, 1));
		BAD(FAULT_DENIED, knock(&d, &c, d.key, 0));
		ck_assert_int_gt(portal_verify(p, false), 0);
		portal_close(p);
	}
}
END_TEST

START_TEST(a_revoked_key_bites_at_once)
{
	struct account_grant all = {.role = "officer"};
	struct application a;
	struct caller c = knocking();
	struct door d;
	struct portal *p = &d.portal;

	open_door(&d, "sign-in-revoked");
	GOOD(account_grant(p->registry, &p->host, d.paper.number, &all, &err));
	GOOD(knock(&d, &c, d.key, 0));
	GOOD(application_open(p->registry, &c, d.receipt.reference, NULL, &a, &err));
	GOOD(account_revoke_key(p->registry, &p->host, d.paper.number, "laptop", &err));
	BAD(FAULT_MISSING, application_get(p->registry, &c, &a, &err));
	portal_close(p);
}
END_TEST

SUITE(sign_in, a_key_and_a_code_make_staff, a_code_is_taken_once, all_else_is_refused_alike,
      a_grant_opens_while_it_is_in_force, wrong_codes_make_the_next_wait,
      an_unknown_key_is_counted_like_a_known_one, of_two_hosts_at_once_one_takes_it,
      the_secret_is_sealed_and_its_account_must_be_whole, a_revoked_key_bites_at_once)
