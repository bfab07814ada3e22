/* people.c - offices and an account with all that one may have, for tests. */
#include "tests/services/people.h"

#include "tests/unit.h"

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s (%s)", err.say, err.detail)

/* By a telephone and a document, as an operator adds one: for a moment the account is one. */
static void add_person(struct portal *p, const char *number)
{
	struct account_grant grant = {.role = "operator"};
	struct identifier known[2];
	struct serve_person person = {.name = "Hala Haddad", .identifiers = known, .count = 2};
	struct caller c = p->host;
	struct error err;

	GOOD(identifier_read(&p->terms, p->arena, IDENTIFIER_PHONE, "LB", "03123456", &known[0],
			     &err));
	GOOD(identifier_read(&p->terms, p->arena, IDENTIFIER_DOCUMENT, "LB", "RL 123456", &known[1],
			     &err));
	GOOD(account_grant(p->registry, &p->host, number, &grant, &err));
	GOOD(account_act_as(p->registry, &c, number, &err));
	GOOD(serve_add(p->registry, &c, p->service, &person, &err));
	GOOD(account_end(p->registry, &p->host, number, grant.id, &err));
}

/* It waits for a new PIN, and somebody has asked for one once more. */
static void add_recovery(struct portal *p, const char *number)
{
	const struct recover_words words = {.code = {"{code}", "{code}", "{code}"}};
	struct caller c = caller_visitor("", FACE_PAGES);
	struct recover done = {0, 0};
	struct error err;

	c.recovers = 7;
	GOOD(recovery_ask(p->registry, &c, number, &err));
	GOOD(recover_run(p->registry, 7, &words, &done, &err));
	ck_assert_int_eq(done.begun, 1);
	GOOD(recovery_ask(p->registry, &c, number, &err));
}

void people_add(struct portal *p)
{
	struct party top = {.name = "Social affairs", .code = "social-affairs"};
	struct party below = {.name = "Beirut", .code = "beirut", .place = "LB-BA"};
	struct account_grant gone = {.role = "officer", .service = "lb-sample"};
	struct account_grant kept = {.role = "head", .office = "social-affairs"};
	struct account_paper paper;
	struct error err;

	GOOD(offices_add(p->registry, &p->host, "", &top, &err));
	GOOD(offices_add(p->registry, &p->host, "social-affairs", &below, &err));
	GOOD(account_open(p->registry, &p->host, "Rima Khoury", &paper, &err));
	GOOD(account_add_key(p->registry, &p->host, paper.number, "laptop",
			     "SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", &err));
	GOOD(account_add_key(p->registry, &p->host, paper.number, "old",
			     "SHA256:BAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", &err));
	GOOD(account_revoke_key(p->registry, &p->host, paper.number, "old", &err));
	GOOD(account_grant(p->registry, &p->host, paper.number, &gone, &err));
	GOOD(account_end(p->registry, &p->host, paper.number, gone.id, &err));
	GOOD(account_grant(p->registry, &p->host, paper.number, &kept, &err));
	add_person(p, paper.number);
	add_recovery(p, paper.number);
}

struct caller people_administrator(struct portal *p, const char *name, struct account_paper *paper)
{
	return portal_hire(p, name, "administrator", "", paper);
}
