/* ledger.h - append-only acts, each entry carrying the hash of the one before, so that a change or
 * a gap shows. */
#ifndef SERVICES_REGISTRY_LEDGER_H
#define SERVICES_REGISTRY_LEDGER_H

#include "i18n/base/arena.h"
#include "services/registry/registry.h"

/* What acts do to their object. Changes are numbered by the object's revision, each number once; a
 * look carries the revision that it saw. */
enum ledger_effect { LEDGER_LOOKS, LEDGER_CHANGES, LEDGER_ENDS };

enum ledger_act {
	LEDGER_DRAFT_OPENED,
	LEDGER_SUBMITTED,
	LEDGER_RENEWED, /* a PIN; or how its network is kept */
	LEDGER_LINKED,  /* a key */
	LEDGER_LOOKED,
	LEDGER_ASKED,
	LEDGER_REPLIED,
	LEDGER_DECIDED,
	LEDGER_STAGED,
	LEDGER_WITHDRAWN,
	LEDGER_DISCARDED,
	LEDGER_EXPIRED,
	LEDGER_IMPORTED,   /* a version of a service */
	LEDGER_TAKEN_BACK, /* the same: no application had it */
	LEDGER_RETIRED,    /* a service ends, or has ended */
	LEDGER_RESUMED,    /* it goes on */
	LEDGER_PARTY_ADDED,
	LEDGER_ACCOUNT_OPENED,
	LEDGER_PIN_GIVEN, /* a new one of an account */
	LEDGER_KEY_ADDED, /* to an account */
	LEDGER_KEY_REVOKED,
	LEDGER_GRANTED, /* a role */
	LEDGER_GRANT_ENDED,
	LEDGER_ACTED,            /* an act of a definition that moves nothing; a task is closed */
	LEDGER_CORRECTED,        /* an answer that was named as wrong */
	LEDGER_CODE_GIVEN,       /* a new secret of an account's one-time codes */
	LEDGER_SIGNED_IN,        /* staff, by a key and a code */
	LEDGER_RECOVERY_ASKED,   /* what opens an account anew, by one of two */
	LEDGER_RECOVERY_BEGUN,   /* the account waits for it, and its addresses were told */
	LEDGER_RECOVERY_STOPPED, /* by its person or one of staff, or nobody came */
	LEDGER_ADDRESS_PROVEN,   /* messages go there from now on: vouch_address.h */
	LEDGER_ADDRESS_DROPPED,  /* and do no more */
	LEDGER_ASSIGNED,         /* to an account, or to nobody */
	LEDGER_TRAINING_MADE,    /* a registry for trying, as its first entry: training.h */
	LEDGER_CLOCK_SET,        /* its clock, by hand */
	LEDGER_AUDITED,          /* what the ledger has of it was looked at */
	LEDGER_CONSENTED,        /* a person to be served: the purpose is the service */
	LEDGER_PAPER_PUT,        /* a file came whole for an application: vouch_paper.h */
	LEDGER_PAPER_SHOWN,      /* a paper was seen at a counter instead */
	LEDGER_PAPER_DROPPED,    /* either is there no more */
	LEDGER_PAPER_READ, /* a file of an application was fetched by whoever may look at it */
	LEDGER_INVITED,    /* to work on an application, or to sign it: vouch_member.h */
	LEDGER_JOINED,     /* the invitation was taken */
	LEDGER_SIGNED,
	LEDGER_UNSIGNED,  /* the signature is taken back by who gave it */
	LEDGER_UNCOVERED, /* its signer was told that answers are others now */
	LEDGER_MEMBER_ENDED,
	LEDGER_ENTERED, /* an entry of a register is made: entry_digest.h */
	LEDGER_ENTRY_CHANGED,
	LEDGER_DUE_RAISED,      /* what is owed for an application: money/due.h */
	LEDGER_DUE_PAID,        /* something came for it */
	LEDGER_DUE_UNDONE,      /* which was a mistake */
	LEDGER_DUE_REFUNDED,    /* something of it went back */
	LEDGER_DUE_CANCELLED,   /* nobody owes it any more */
	LEDGER_PAYMENT_KEPT,    /* it came, and nobody knows what for */
	LEDGER_PAYMENT_MATCHED, /* and is known now */
	LEDGER_ISSUED,          /* a document, by an act: vouch_issued.h */
	LEDGER_ISSUE_ENDED,     /* it was replaced or revoked */
	LEDGER_AGENT_ADDED,     /* acts for an organisation, or is invited to: vouch_agent.h */
	LEDGER_AGENT_JOINED,    /* the invitation was taken */
	LEDGER_AGENT_ENDED,
	LEDGER_ACTS
};
const char *ledger_act_code(enum ledger_act act); /* "draft_opened" */
enum ledger_effect ledger_act_effect(enum ledger_act act);
bool ledger_act_vouches(enum ledger_act act);      /* carries a digest of its object */
bool ledger_act_begins(enum ledger_act act);       /* also what has ended: it begins again */
enum ledger_act ledger_act_find(const char *code); /* LEDGER_ACTS: no such act */

/* What one entry says; never a value of an answer. Written inside the transaction of the act
 * itself. NULL texts are "". */
struct ledger_entry {
	enum ledger_act act;
	const char *object;    /* id of the application, party or account, or service id[/version]
				*/
	int64_t revision;      /* of the object: that which a change made, or a look saw */
	const char *subject;   /* id of the party that the object is about; of an address, its
				  owner's */
	const char *actor;     /* key hash, "host", "portal", "guest" */
	const char *role;      /* in which role: its code */
	const char *office;    /* for which office */
	const char *purpose;   /* why, where that is not the matter in hand */
	const char *face;      /* by which face: its code */
	const char *reason;    /* reason code */
	const char *operation; /* id_new's, drawn before the transaction */
	const char *digest;    /* of what the object is now, hex; "" where the act does not vouch */
	int digest_recipe;     /* by which recipe, from 1 */
	int drafts, applications; /* how many more there are by this act, or fewer */
	int64_t seq, at;          /* of entries that are read */
};

/* clang-format off */
/*
 * Entries of one origin (a registry's id, drawn when it was made) and lane (0 while nobody else
 * writes; of several who write at once each has one of its own until its commit) are numbered 1, 2, 3, … without a gap and chained:
 *
 *   hash(n) = SHA-256( hash(n-1) | those fields of STORE_LEDGER (store_ledger.h) that recipe
 *                      `recipe` of the entry covers, in the order of the list )
 *   hash(0) = 32 zero bytes      number := 8 bytes, big end first
 *                                text   := number of its bytes | the bytes
 *
 *   recipe 1   seq | at | act | object | actor | reason | digest
 *   recipe 2   and recipe | origin | lane | subject | revision | effect | office | purpose | role
 *              | face | operation; "digest" begins with its own recipe: "2:hex" ("hex" alone is 1)
 *
 * Whatever its lanes, the changes of one object are numbered 1, 2, 3, … by its revision; of a draft,
 * whose saved answers raise it without an entry, some numbers are left out. So a lane that is taken
 * away with its head shows by what is missing of its objects.
 *
 * An entry is never of an older recipe than the one before it in its chain. What recipe 1 does not
 * cover stands in such entries as the migration left it: texts empty, operation "origin/seq",
 * revisions counted without a gap.
 *
 * The head of each chain (seq and hash of its last entry) is kept apart with a keyed digest of it,
 * so that entries taken off the end show too. A whole registry put back to an older day shows by a
 * head that was written down elsewhere: anchor.h.
 */
/* clang-format on */
#define LEDGER_RECIPE 2

/* Within a transaction that will add, and has locked all else by then: it may be read on the way of
   another question. */
MUST_USE enum fault ledger_ahead(struct registry *r, struct error *err);

/* Appends to this registry's chain within a transaction of its store. */
MUST_USE enum fault ledger_add(struct registry *r, const struct ledger_entry *entry,
			       struct error *err);

/* The same, as the object's next change: numbered behind its last one, by an operation of its own;
 * where the act vouches, `digest` of `recipe` is what the object is now. */
MUST_USE enum fault ledger_add_next(struct registry *r, const struct ledger_entry *entry,
				    const char *digest, int recipe, struct error *err);

/* Entries of an object, oldest first, in `a`. */
MUST_USE enum fault ledger_of(struct registry *r, const char *object, struct arena *a,
			      struct ledger_entry **ret, size_t *ret_count, struct error *err);

/* The object's last change: what the ledger says that it is now. */
struct ledger_last {
	int64_t revision; /* 0: it was never entered */
	bool ended;
	int recipe;      /* of the digest, 0 where there is none */
	char digest[65]; /* hex, or "" */
	char role[24];   /* who made it, "" where that was not entered yet */
};
MUST_USE enum fault ledger_last(struct registry *r, const char *object, struct ledger_last *ret,
				struct error *err);

/* Walks every chain, and the changes of every object; tells each entry that does not hold.
 * *ret_whole false when there was one. */
MUST_USE enum fault ledger_check(struct registry *r, void (*tell)(void *ctx, const char *line),
				 void *ctx, bool *ret_whole, struct error *err);

#endif
