/* caller.h - who asks: what was proven in this visit, in which role, for which purpose, from where
 * and by which face. Made in one place of the desk and passed to every call. */
#ifndef SERVICES_ACCESS_CALLER_H
#define SERVICES_ACCESS_CALLER_H

#include "i18n/lang.h"
#include "services/access/reference.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CALLER_PROVEN                                                                              \
	32 /* applications proven in a visit; of more, the oldest's PIN is asked again */
#define CALLER_LOOKED                                                                              \
	256 /* records looked at in a visit; of more, the oldest's look is entered again */
#define CALLER_PACES 6     /* kinds of things that a visit does one after the other: pace.h */
#define CALLER_IDENTITY 80 /* room for caller_identity */
#define CALLER_WHO 200     /* bytes; a longer one is cut */
#define CALLER_NAME 301    /* room for the whole name of a person or an office, with its end */

enum caller_face { FACE_PAGES, FACE_PLAIN, FACE_COMMAND, FACE_FILES, FACE_HOST };

enum caller_role {
	ROLE_APPLICANT, /* anybody: what they may is what they have proven */
	ROLE_STAFF,     /* an account, with the roles that are granted to it: staff.h */
	ROLE_AUTHORITY, /* the administrator's command on this host */
	ROLE_PORTAL     /* nobody: what the portal does by itself */
};

/* How: its PIN was checked just now; the same, of one that the key holds; begun in this visit. */
enum caller_how { PROVEN_PIN, PROVEN_PIN_OWN, PROVEN_HERE };

/* An application that was proven besides the one signed in with. */
struct caller_proof {
	char reference[REFERENCE_DIGITS + 1];
	bool here; /* begun in this visit; else its PIN was shown */
	bool own;  /* of the key: it was begun with it, or the key held it when its PIN was shown */
	uint64_t pin; /* which PIN it had then: a hash of how it is kept; 0: whichever */
};

const char *caller_face_code(enum caller_face face); /* "pages" */
/* "applicant", "authority", "portal". Staff act for the authority: in which of its roles, the
 * ledger's entries say. */
const char *caller_role_code(enum caller_role role);

/* Whom one of staff serves: a person who has consented to an application of this service. */
struct caller_served {
	char person[33]; /* the party's id; "": nobody */
	char service[80];
	char name[CALLER_NAME];
	char centre[CALLER_NAME];       /* by whom: the office's name, "" for none, */
	char staff[ACCOUNT_DIGITS + 1]; /* and the account's number */
	int64_t consent_at;
	enum lang lang; /* the person's */
};

/* One for each visit. Neither a PIN nor its hash stands here: what was proven opens without. */
struct caller {
	char key[68]; /* hex SHA-256 of a public key that the gate says was proven; "" without one
		       */
	char reference[REFERENCE_DIGITS + 1]; /* signed in with this one and its PIN, proven in this
						 desk; "" without */
	uint64_t reference_pin;               /* which PIN that was, as of caller_proof */
	char account[33];   /* id of the one whose rights it has, or whose person it is; "" without
			     */
	bool account_shown; /* the account's PIN was checked in this desk: as good as a reference's
			     */
	uint64_t account_pin;        /* which PIN that was: a hash of how it is kept */
	struct caller_served served; /* by serve_consent alone */
	char who[CALLER_WHO]; /* the account's person, and the office; "" without an account */
	bool known; /* signed in, or the key holds something: not one of any number of new keys */
	struct caller_proof proven[CALLER_PROVEN]; /* the oldest first */
	size_t proven_count;
	uint64_t looked[CALLER_LOOKED]; /* hashes of the ids of records whose look is entered; the
					   oldest first */
	size_t looked_count;
	char source[64];   /* address prefix (/24, /48) as text: for budgets; "" on the host */
	bool key_acts;     /* the operator lets a key alone submit, answer and withdraw */
	int recovers;      /* days for which an account waits to be opened anew (recovery.h); 0:
			      the operator does not offer it */
	bool by_key_alone; /* what is begun gets no PIN: its key, or its account, is the way back */
	bool exempt;       /* of a network whose visitors the operator lets nobody count together */
	int64_t paced[CALLER_PACES]; /* when this visit's own buckets are full again */
	enum caller_role role;
	enum caller_face face;
	enum lang lang;
	char office[80];     /* for which office; "" for none */
	const char *purpose; /* why it is looked at, where that is not the matter in hand; NULL */
};

/* Who comes over the same line, and has proven nothing yet. */
struct caller caller_anew(const struct caller *c);

/* A visitor from `source` who has proven nothing yet; the host's own command; the portal itself. */
struct caller caller_visitor(const char *source, enum caller_face face);
struct caller caller_host(void);
struct caller caller_portal(void);

/* What the desk has checked, and proven before: this reference with its PIN is who they are, for
 * the whole visit or until it has another PIN. */
void caller_sign_in(struct caller *c, const char *reference);

/* What the desk has checked: the number of this account (its id) with its PIN, which is kept as
 * `pin`; or that the key which the gate says was proven is one of it (NULL). Its person, who is no
 * staff by that. */
void caller_be(struct caller *c, const char *account, const char *pin);

/* Whether it was the PIN that is kept so; a new one ends what the one before has opened. */
bool caller_shows(const struct caller *c, const char *pin);

/* From now on it has the rights of this account (its id) alone. */
void caller_act_as(struct caller *c, const char *account);

/* Whom it served is served no more, and nothing of theirs is open to it. */
void caller_serve_no_more(struct caller *c);

/* By a key, a reference or an account. */
bool caller_is_signed_in(const struct caller *c);

/* Who has signed in, "key:…", "reference:…", "account:…" or "staff:…", whatever else was opened in
 * the visit: for what is counted. False, and `ret` untouched, where nobody has. */
bool caller_account(const struct caller *c, char ret[CALLER_IDENTITY]);

/* Under which name what is begun here is held: its key, "account:…" of an account whose PIN was
 * shown. False, and `ret` "", where nobody holds it. */
bool caller_holder(const struct caller *c, char ret[CALLER_IDENTITY]);

/* This application was begun in this visit, or its PIN was checked just now, which is kept as
 * `pin`: a new one ends what that has opened. NULL: none does. */
void caller_prove(struct caller *c, const char *reference, const char *pin, enum caller_how how);

/* The visit goes on by the word of another gate that the key is there: what was proven by others
 * than the key is proven no more. */
void caller_forget_proofs(struct caller *c);

/* Whether it was signed in with this one, whose PIN is kept as `pin` by now (NULL: whichever). */
bool caller_is_in_by(const struct caller *c, const char *reference, const char *pin);

/* The proof of one, as above; NULL where there is none. What was signed in with is no proof
 * besides. */
const struct caller_proof *caller_proof(const struct caller *c, const char *reference,
					const char *pin);

/* The application whose PIN was shown last, when nothing was begun since; NULL. */
const char *caller_shown(const struct caller *c);

/* The one identity that all of this visit belongs to, as above: what a key is of by the gate's word
 * never stands for what staff have shown here. False where there is none, or where somebody else's
 * application was opened in it too: who has proven one must not be handed the other. By a PIN it is
 * another one with each PIN. */
bool caller_identity(const struct caller *c, char ret[CALLER_IDENTITY]);

/* "account:…" of an account, by its id. */
void caller_account_name(const char *account, char ret[CALLER_IDENTITY]);

/* Looks at records: entered in the ledger once a visit. */
bool caller_has_looked(const struct caller *c, const char *id);
void caller_look(struct caller *c, const char *id);

#endif
