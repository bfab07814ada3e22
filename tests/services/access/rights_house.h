/* rights_house.h - a portal with what belongs to somebody, and who may not touch it. */
#ifndef TESTS_SERVICES_ACCESS_RIGHTS_HOUSE_H
#define TESTS_SERVICES_ACCESS_RIGHTS_HOUSE_H

#include "tests/services/portal.h"

#include "i18n/base/buffer.h"

/* What belongs to somebody else, in every state that an act can begin from. */
enum victim { VICTIM_DRAFT, VICTIM_SUBMITTED, VICTIM_ASKED, VICTIM_ISSUING, VICTIMS };

enum intruder {
	GUEST,
	ANOTHER_KEY,
	SIGNED_IN_ELSEWHERE,
	PROVEN_ELSEWHERE,
	FALSE_AUTHORITY,
	STAFF_WITHOUT_A_ROLE,
	STAFF_ENDED, /* whose only role has ended */
	INTRUDERS
};

#define RIGHTS_KEY "SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" /* the officer's */

struct house {
	struct portal portal;
	struct application victims[VICTIMS];
	char pins[VICTIMS][PIN_DIGITS + 1];
	struct application own;    /* of the intruders that signed in or showed a PIN */
	char staff[INTRUDERS][33]; /* ids of the accounts of those that have one */
	struct application gone;   /* there never was such a one */
	struct form *form;
	struct account_paper account; /* of an officer for all that was sent */
	struct account_grant grant;
	struct account_code code; /* of its one-time codes */
	struct error err;         /* of the last call */
};

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s (%s)", h->err.say, h->err.detail)

/* `name` and `of` together are this house alone. A fault ends the test. */
void rights_house_open(struct house *h, const char *name, const char *of);
void rights_house_close(struct house *h);

/* One who has proven nothing of what the victims are. */
struct caller rights_house_intrude(const struct house *h, enum intruder who);

/* What the registry holds: all of it, or what belongs to others than the intruders. */
struct buffer rights_house_content(struct house *h, bool all);

#endif
