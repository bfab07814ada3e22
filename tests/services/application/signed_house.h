/* signed_house.h - a portal whose sample is signed by each member of a household, and a draft of it
 * with two, for tests. */
#ifndef TESTS_SERVICES_APPLICATION_SIGNED_HOUSE_H
#define TESTS_SERVICES_APPLICATION_SIGNED_HOUSE_H

#include "tests/services/portal.h"
#include "tests/services/keyholder.h"

struct signed_house {
	struct portal portal;
	struct application draft; /* of the portal's guest, who has begun it in this visit */
	char pin[PIN_DIGITS + 1];
};

/* The last fault. */
extern struct error signed_err;

/* Signed by each member over the parts `person` and `members`, before it is sent. */
void signed_open(struct signed_house *h, const char *name);
/* The same with other words under "signatures", and of the stages. */
void signed_open_as(struct signed_house *h, const char *name, const char *signatures);

/* The draft's answers, as the registry has them. */
struct form *signed_form(struct signed_house *h);

/* An answer of it, canonical, as its applicant gives it. */
void signed_put(struct signed_house *h, const char *question, int item, const char *canonical);

/* How it stands, as the applicant sees it, with the first signature. */
struct signature_standing signed_now(struct signed_house *h);

/* Somebody is invited; by a visit of theirs the code is taken. */
void signed_invite(struct signed_house *h, const char *name, int rights, int item,
		   char code[MEMBER_CODE_DIGITS + 1]);
void signed_join(struct signed_house *h, struct caller *c, const char *code);

/* So many unknown references were tried that they are no longer counted. */
void signed_crowd(struct signed_house *h);

/* A person with an account, who has come by its PIN, and has this key (NULL: none). */
struct caller signed_person(struct signed_house *h, const char *name, const char *key,
			    struct account_paper *paper);

#endif
