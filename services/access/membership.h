/* membership.h - who works on an application besides its applicant: as which of its members the
 * caller has come. */
#ifndef SERVICES_ACCESS_MEMBERSHIP_H
#define SERVICES_ACCESS_MEMBERSHIP_H

#include "services/access/caller.h"
#include "services/registry/registry.h"
#include "services/store/store_member.h"

/* What a member may do; whoever may one of the first three may look at it. The others say what a
 * row is that is nobody's invitation. */
enum member_right {
	MEMBER_VIEW = 1,
	MEMBER_EDIT = 2,
	MEMBER_SIGN = 4,
	MEMBER_APPLICANT = 8, /* who has begun it, and signs */
	MEMBER_PAPER = 16     /* who has signed on paper, as one of staff has seen */
};
#define MEMBER_RIGHTS (MEMBER_VIEW | MEMBER_EDIT | MEMBER_SIGN)

#define MEMBER_PIN_DIGITS REFERENCE_PIN_MOST /* of one's own: its number, then six by chance */
#define MEMBER_CODE_DIGITS INVITATION_DIGITS

struct membership {
	char id[33]; /* of the member; "": the caller is none */
	int number, rights;
	bool proven; /* by a PIN; else by a key of the account, which is the gate's word */
};

/* Of the application with this id and reference; what was changed past the portal is no
 * membership, nor is one that has ended. */
MUST_USE enum fault membership_of(struct registry *r, const struct caller *c,
				  const char *application, const char *reference,
				  struct membership *ret, struct error *err);

/* Whether the account of this id is one of them, ended or not. */
MUST_USE enum fault membership_has(struct registry *r, const char *application, const char *account,
				   bool *ret, struct error *err);

#endif
