/* member.h - several people work on one application: who may what, invitations and what becomes of
 * them. */
#ifndef SERVICES_APPLICATION_MEMBER_H
#define SERVICES_APPLICATION_MEMBER_H

#include "services/access/membership.h"
#include "services/application/application.h"

extern const char *const member_right_codes[]; /* "view", "edit", "sign": by bit; NULL behind them
						*/

enum member_state { MEMBER_INVITED, MEMBER_LATE, MEMBER_JOINED, MEMBER_ENDED };
extern const char *const member_state_codes[];

struct member {
	char id[33];
	int number; /* within the application, by which it is named */
	const char *name;
	int rights;
	const char *signature; /* id of what they sign, "" */
	int item;
	enum member_state state;
	int64_t at, until, joined_at, ended_at, signed_at;
	bool has_account; /* by which they come; else by a PIN of their own */
};

/* Whom to invite, for what. */
struct member_invitation {
	const char *name;      /* as typed; it is shown to all who work on it */
	int rights;            /* of the first three */
	const char *signature; /* where they may sign: what, NULL: the only one there is */
	int item;              /* and as which of those who do, from 1; 0: the first that is free */
};

/* `s` is the version that the application began with. The applicant, who has shown a PIN, sees all
 * of them; a member themselves alone, in `arena`. */
MUST_USE enum fault member_list(struct registry *r, struct caller *v, const struct application *a,
				struct arena *arena, struct member **ret, size_t *ret_count,
				struct error *err);

/* A new one, with the code that the inviter hands over: it is told once, and taken once, within
 * LIMIT_INVITE_DAYS. FAULT_INPUT: no name, no right, or there is nothing of that kind to sign.
 * FAULT_CONFLICT: somebody else signs as that one; or the application has ended. */
MUST_USE enum fault member_invite(struct registry *r, const struct caller *v, struct application *a,
				  const struct service *s, const struct member_invitation *m,
				  char ret_code[MEMBER_CODE_DIGITS + 1], struct error *err);

/* What an invitation is to, of who has its code and has not taken it yet. A wrong code costs what
 * it does at member_join, and the same is said; so it is of one that was taken, is too old or was
 * ended (FAULT_CONFLICT). `name`, in `arena`: as they were invited. */
struct member_offer {
	char service[80];
	int version;
	const char *name;
	int rights;
};
MUST_USE enum fault member_offered(struct registry *r, const struct caller *v,
				   const char *reference, const char *code, struct arena *arena,
				   struct member_offer *ret, struct error *err);

/* The code, as typed, is taken: from then on they come by the account that the visit is in, or by a
 * PIN of their own, which is told once ("": by the account). Wrong codes are counted as wrong PINs
 * of the reference are. FAULT_MISSING: no such reference and code. FAULT_CONFLICT: it was taken, is
 * too old, or was taken back; or the caller is the applicant, or a member already. */
MUST_USE enum fault member_join(struct registry *r, struct caller *v, const char *reference,
				const char *code, const struct term_list *terms,
				struct application *ret, char ret_pin[MEMBER_PIN_DIGITS + 1],
				struct error *err);

/* They may nothing more from now on, also in a visit that is under way: by the applicant, or by
 * themselves. What they have signed stays to be seen and counts no more. FAULT_MISSING: no such
 * number that works on it. FAULT_CONFLICT: the application has ended, and was signed by them. */
MUST_USE enum fault member_end(struct registry *r, const struct caller *v, struct application *a,
			       const struct service *s, int number, struct error *err);

/* Applications on which the visit's person works, by their account or the PIN of their own with
 * which they have signed in, the newest first, in `arena`. */
MUST_USE enum fault member_mine(struct registry *r, const struct caller *v, struct arena *arena,
				struct application **ret, size_t *ret_count, struct error *err);

/* As which member the caller has come to this application; number 0: as none. */
MUST_USE enum fault member_own(struct registry *r, const struct caller *v,
			       const struct application *a, struct membership *ret,
			       struct error *err);

#endif
