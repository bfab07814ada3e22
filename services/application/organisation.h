/* organisation.h - an organisation that a register has: who acts for it, and what waits for them.
 */
#ifndef SERVICES_APPLICATION_ORGANISATION_H
#define SERVICES_APPLICATION_ORGANISATION_H

#include "services/access/agency.h"
#include "services/application/application.h"
#include "services/application/member.h"
#include "services/register/check.h"

extern const char *const agent_right_codes[]; /* "see", "file", "manage": by bit; NULL behind them
					       */

/* How they came: as who applied for the entry, by its PIN, by an invitation, by the office. */
enum agent_way { AGENT_APPLICANT, AGENT_CLAIMED, AGENT_INVITATION, AGENT_OFFICE };
extern const char *const agent_way_codes[];

struct agent {
	int number; /* within the entry, by which it is named */
	const char *name;
	int rights;
	enum member_state state;
	enum agent_way way;
	int64_t at, until, joined_at, ended_at;
	const char *words, *ended_words; /* of the office; "" */
	const char *account;             /* its number, for staff alone; "" */
	bool is_own;                     /* the caller's */
	bool ended_by_office;
};

/* One of those for which the caller's account acts. */
struct organisation {
	struct entry entry; /* as anybody sees it, without history */
	struct agency own;
};

/* Which one: a register of organisations (else FAULT_DENIED), and the entry's number as typed;
 * FAULT_MISSING: it has no such entry. What is told stands in `arena`. */
struct organisation_at {
	const struct register_definition *of;
	const char *number;
	const struct term_list *terms; /* the catalogue's */
};

/* Those of the caller's account, that which it came to first first. */
MUST_USE enum fault organisation_mine(struct registry *r, const struct caller *v,
				      const struct term_list *terms, struct arena *arena,
				      struct organisation **ret, size_t *ret_count,
				      struct error *err);

/* For its people: the whole entry, with what of its history anybody sees. FAULT_DENIED. */
MUST_USE enum fault organisation_open(struct registry *r, const struct caller *v,
				      const struct organisation_at *at, struct arena *arena,
				      struct organisation *ret, struct error *err);

/* For its people, and for staff who see its file, whose look is entered once a visit: all of them
 * by number, those who have ended, too. */
MUST_USE enum fault organisation_people(struct registry *r, struct caller *v,
					const struct organisation_at *at, struct arena *arena,
					struct agent **ret, size_t *ret_count, struct error *err);

/* By who manages, with the account's PIN: a new one, with the code that is handed over; it is told
 * once and taken once, within LIMIT_INVITE_DAYS. FAULT_INPUT: no name, or no right. */
struct organisation_agent {
	const char *name;    /* as typed; NULL of an account: its person's */
	int rights;          /* AGENT_RIGHTS */
	const char *account; /* its number as typed, for organisation_enter alone */
	const char *words;   /* the same: why */
};
MUST_USE enum fault organisation_invite(struct registry *r, const struct caller *v,
					const struct organisation_at *at,
					const struct organisation_agent *who,
					char ret_code[INVITATION_DIGITS + 1], struct error *err);

/* The code is taken, by the visit's account alone (else FAULT_DENIED). Wrong ones are counted as
 * wrong PINs are. FAULT_MISSING: no such code. FAULT_CONFLICT: it was taken, is too old, or was
 * taken back; or the account is of its people already. */
MUST_USE enum fault organisation_join(struct registry *r, const struct caller *v,
				      const struct organisation_at *at, const char *code,
				      struct error *err);

/* One of its people acts for it no more, or an invitation is taken back: one's own, by who manages,
 * or by staff who may decide, with words. `who` 0: one's own. FAULT_CONFLICT: nobody would be left
 * who manages, and it is not the office that does it. */
MUST_USE enum fault organisation_end(struct registry *r, const struct caller *v,
				     const struct organisation_at *at, int who, const char *words,
				     struct error *err);

/* By staff who may decide over the register, with words: an account acts for it from now on. */
MUST_USE enum fault organisation_enter(struct registry *r, const struct caller *v,
				       const struct organisation_at *at,
				       const struct organisation_agent *who, struct error *err);

/* Who has proven the application that has entered it is the first of its people, by the visit's
 * account; `ret`: the entry, as organisation_mine tells it. FAULT_CONFLICT: it has, or has had,
 * people. FAULT_MISSING: it has entered none. */
MUST_USE enum fault organisation_claim(struct registry *r, const struct caller *v,
				       const struct application *a, const struct term_list *terms,
				       struct arena *arena, struct organisation *ret,
				       struct error *err);

/* Whether nobody ever acted for what it has entered, and the caller is who has applied: then their
 * account may claim it, and until somebody has, they send for it by this application's PIN. */
bool organisation_is_free(struct registry *r, const struct caller *v, const struct application *a,
			  const struct term_list *terms);

/* The code of a refusal to who has not shown to be of an organisation's people: the reference and
 * the PIN of the application that has entered it may be asked for. */
#define ORGANISATION_NOT_ITS_PEOPLE "not_its_people"

/* Whether the people of an organisation have sent this one, of whom the caller is, and nothing else
 * makes it theirs: they look at it without its PIN. */
MUST_USE enum fault organisation_has(struct registry *r, const struct caller *v,
				     const char *reference, bool *ret, struct error *err);

/* --- what waits --- */

enum organisation_wait_kind {
	ORG_SIGNATURE,  /* asked of the caller */
	ORG_CORRECTION, /* the authority waits for an answer */
	ORG_PAYMENT,
	ORG_DUE,    /* a duty, until its day */
	ORG_MISSED, /* and one whose day is over */
	ORG_DRAFT   /* that the caller is writing */
};
extern const char *const organisation_wait_codes[];

struct organisation_wait {
	enum organisation_wait_kind kind;
	const struct application *application; /* NULL of a duty */
	const struct register_later *later;
	struct date day;        /* of a duty */
	int64_t amount, due_at; /* of a payment; due_at 0: no last day */
	char currency[4];
};

/* Of what was sent about it; `opens`: its people have sent it, or the caller has. */
struct organisation_sent {
	struct application application; /* its state and its service alone where it does not open */
	bool opens;
};

struct organisation_space {
	struct organisation_wait *waits; /* in the order of their kinds */
	size_t wait_count;
	struct organisation_sent *sent; /* the newest first */
	size_t sent_count;
};

/* For its people. */
MUST_USE enum fault organisation_space(struct registry *r, struct caller *v,
				       const struct organisation_at *at, struct arena *arena,
				       struct organisation_space *ret, struct error *err);

#endif
