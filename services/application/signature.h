/* signature.h - who has signed an application, what of it holds, and the ways in which it is
 * signed.
 */
#ifndef SERVICES_APPLICATION_SIGNATURE_H
#define SERVICES_APPLICATION_SIGNATURE_H

#include "services/application/member.h"

/* By which way: on a page, by a key of SSH, on paper. */
extern const char *const signature_ways[]; /* "page", "key", "paper"; NULL behind the last */

/* SIGNED holds; LOST was given, and covers no longer what the answers are now. */
enum signature_state { SIGNATURE_OPEN, SIGNATURE_INVITED, SIGNATURE_LOST, SIGNATURE_SIGNED };
extern const char *const signature_state_codes[];

/* One of those who sign. */
struct signature_place {
	int item;         /* from 1 */
	const char *name; /* "founder 4: Rima Khoury", in the caller's language */
	enum signature_state state;
	int member;         /* by number; 0: nobody was invited */
	const char *person; /* by the name of the invitation, "" */
	int64_t signed_at;
	const char *way;  /* its code, "" */
	const char *lost; /* the answers that it no longer covers, by name; "" */
	bool is_own;      /* the caller's own */
};

struct signature_standing {
	const struct signature *signature;
	size_t needed, have; /* how many hold */
	bool is_open;        /* of a draft: who signs is known when that list is filled in */
	struct signature_place *places;
	size_t count;
	const char *missing; /* the names of those who have not signed, or anew; "" */
};

/*
 * `s` is the version that the application began with. How it stands with all signatures, in
 * `arena`, for whoever may look at it. A look as at application_open.
 */
MUST_USE enum fault signature_standings(struct registry *r, struct caller *v,
					const struct application *a, const struct service *s,
					struct arena *arena, struct signature_standing **ret,
					size_t *ret_count, struct error *err);

/* Who signs what. The applicant signs as one of those who do (`signature` by id, NULL: the only
 * one; `item` from 1, 0: the first that is free, or their own); a member as what they were invited
 * to. */
struct signature_wish {
	const char *signature;
	int item;
	const char *code; /* of an invitation that nobody has taken yet; NULL: by what was proven */
	const enum lang *lang; /* in which it is read on a page; NULL: the application's, which
				  alone a key can sign */
};

/* The text that the caller would sign now, in `arena`: byte for byte what a key has to sign.
 * FAULT_DENIED: they may sign nothing here. FAULT_INPUT: covered answers are missing still. */
MUST_USE enum fault signature_text(struct registry *r, struct caller *v,
				   const struct application *a, const struct service *s,
				   const struct signature_wish *w, struct arena *arena,
				   const char **ret, struct error *err);

/* The same by the reference and an invitation's code, as typed; wrong ones are counted. The code
 * opens it until somebody has taken the invitation for a PIN or an account: FAULT_CONFLICT. */
MUST_USE enum fault signature_text_by_code(struct registry *r, struct caller *v,
					   const char *reference, const char *code,
					   const struct term_list *terms, struct arena *arena,
					   const char **ret, struct error *err);

/* Signs it on a page: who has shown a PIN. `digest`: of the text that they were shown ("": of
 * whichever); FAULT_CONFLICT: it is another by now, or they have signed it already. */
MUST_USE enum fault signature_sign(struct registry *r, struct caller *v,
				   const struct application *a, const struct service *s,
				   const struct signature_wish *w, const char *shown,
				   struct error *err);

/* By a key of SSH: `armored` as ssh-keygen writes it, from whomever. It is of the text of one of
 * those who sign, whose account has the key, or whose invitation stands in it and was taken by
 * nobody else; or of the applicant, whose key or account holds the application. *ret_name: as whom,
 * in `arena`. FAULT_INPUT: no such signature. FAULT_MISSING: it is of no text here; such tries are
 * counted as wrong PINs. FAULT_CONFLICT: it was given already, or the key has signed as another. */
MUST_USE enum fault signature_by_key(struct registry *r, struct caller *v, const char *reference,
				     const char *armored, const struct term_list *terms,
				     struct arena *arena, const char **ret_name, struct error *err);

/* One of staff has seen it on paper; each try takes of the visit's pace. Whose name, and the number
 * that the printed text has as its check, so that it is this very text; `seen`: their papers were,
 * too. */
struct signature_paper {
	const char *name, *check;
	bool seen;
};
MUST_USE enum fault signature_witness(struct registry *r, struct caller *v, const char *reference,
				      const struct signature_wish *w,
				      const struct signature_paper *p,
				      const struct term_list *terms, struct error *err);

/* Takes one's own signature back. FAULT_CONFLICT: there is none, or the application has ended. */
MUST_USE enum fault signature_undo(struct registry *r, struct caller *v,
				   const struct application *a, const struct service *s,
				   struct error *err);

/* What the member of this visit was told, the newest first, in `arena`; they are read then. */
struct signature_notice {
	int64_t at;
	const char *words;
	bool is_new;
};
MUST_USE enum fault signature_notices(struct registry *r, struct caller *v,
				      const struct application *a, struct arena *arena,
				      struct signature_notice **ret, size_t *ret_count,
				      struct error *err);

#endif
