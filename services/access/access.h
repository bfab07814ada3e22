/* access.h - the one question "may": which caller may do what with which application. */
#ifndef SERVICES_ACCESS_ACCESS_H
#define SERVICES_ACCESS_ACCESS_H

#include "services/access/caller.h"
#include "services/registry/registry.h"

#include <stdbool.h>

/* The code of a refusal to who has come without an account. */
#define ACCOUNT_NEEDED "account_needed"

/* What is done; access.c's table says by whom. */
enum access_act {
	ACCESS_VISIT,    /* whatever asks again for what it does */
	ACCESS_BEGIN,    /* a new draft, or a filled form in one step */
	ACCESS_RENEW,    /* the same filled form once more: the same application, a new PIN */
	ACCESS_LOOK,     /* where it stands, its answers, its history */
	ACCESS_OPEN,     /* the same, whatever is typed as its PIN */
	ACCESS_OPEN_ANY, /* any application by its reference alone */
	ACCESS_FILL,     /* a draft's answers and place */
	ACCESS_SUBMIT,
	ACCESS_WITHDRAW,
	ACCESS_CORRECT, /* answers that were sent and are asked for anew, before the reply */
	ACCESS_REPLY,
	ACCESS_TAKE,    /* what it has in papers, into another of the same person, or from one */
	ACCESS_APPEAL,  /* against its refusal */
	ACCESS_ADDRESS, /* where messages about it go */
	ACCESS_LINK,    /* to the caller's key */
	ACCESS_ASK,
	ACCESS_DECIDE,
	ACCESS_FORWARD,  /* to another stage */
	ACCESS_CLOSE,    /* a task */
	ACCESS_SEE,      /* a paper at a counter, in the place of a file */
	ACCESS_ASSIGN,   /* taking it up, or handing over what one has */
	ACCESS_REASSIGN, /* whoever has it */
	ACCESS_GIVE,     /* a new PIN of it, at a counter */
	ACCESS_KNOW,     /* who looked at it, and which keys hold it */
	ACCESS_EXPIRE,   /* wiping a draft that nobody came back to */
	ACCESS_MANAGE,   /* the portal as a whole: its definitions, its copies, serving it */
	ACCESS_ACCOUNTS, /* accounts, their keys and grants; offices */
	ACCESS_ASSIST,   /* finding a person, and applying in their name */
	ACCESS_DISCARD,  /* a draft */
	ACCESS_MEMBERS,  /* who works on it: inviting, taking back */
	ACCESS_SIGN,     /* it, as the applicant or as one of those invited to */
	ACCESS_WITNESS,  /* that it was signed on paper */
	ACCESS_AUDIT,    /* what the ledger has of looks and acts, whoever they were */
	ACCESS_PAY,      /* what is owed for it is paid at a counter */
	ACCESS_IMPORT,   /* what is paid elsewhere, by a provider's file */
	ACCESS_UNPAY,    /* a payment that was a mistake; giving back; letting off */
	ACCESS_ORG_SEE,  /* an organisation's space: its entry, what was sent for it, its people */
	ACCESS_ORG_FILE, /* sending what its people alone may send */
	ACCESS_ORG_MANAGE, /* its people: inviting, ending */
	ACCESS_ORG_OFFICE, /* the same by the office that keeps the register, with words */
	ACCESS_ORG_CLAIM   /* being the first of them, by the application that entered it */
};

/* In which role, and for which office, staff do what they do. */
struct access_by {
	char role[24];   /* "": they are no staff */
	char office[33]; /* id of the one that the grant names; "": all */
};

/* What must be known of an application to say who may; as the registry has it, never as a caller's
 * struct says. */
struct access_object {
	const char *id, *reference;
	const char *pin; /* as it is kept; NULL: what was shown of it counts whichever it has */
	int actor; /* enum stage_actor of its stage; ACCESS_NO_STAGE: it stands at none, or the act
		      does not depend on it */
	const char *role; /* ACTOR_ROLE: its id */
	const char *act;  /* what is done, by the id that its service has for it; NULL: none */
	const char *service, *office; /* its service, and the id of its office; NULL: none */
	const char *entry;            /* id of the entry whose people it is asked of; NULL: none */
	const char *subject, *helper; /* ids of the person whom one of staff has begun it for, and
					 of whose account that was; NULL or "": nobody has */
	bool is_draft;                /* which is its applicant's alone */
	struct access_by *by;         /* is told of, where they may; NULL */
};
#define ACCESS_NO_STAGE (-1)

/* Whose turn it is, and for which act of a definition. */
struct access_turn {
	int actor;
	const char *role, *act; /* as of the object */
};

#define ACCESS_PIN_NEEDED "pin_needed" /* the code of an error */

/*
 * May `c` do `act` with `o` (NULL: with none yet)? Asked by every call of the engine that reads or
 * changes something of somebody, in the same transaction as the change; holding a struct is no
 * right.
 * Lists and preferences go by the caller's own key and sign-in: nobody else's can be named there.
 *
 * FAULT_DENIED, with words: this caller may look at it, but may not do this; with the code
 * ACCESS_PIN_NEEDED: as soon as they have shown its PIN in this visit, they may. FAULT_MISSING, as
 * access_missing says it: for this caller it does not exist, and nothing tells whether it does.
 *
 * Of staff who serves a person (caller.h) may begin, fill in, send and see what that person has
 * consented to, as long as a role of theirs may assist; the office that it is granted for is the
 * one where they serve.
 *
 * The authority's acts heed whose turn it is at the stage (its `actor`): at an applicant's stage
 * nobody else acts. Of staff `officer`, `head` and a role's id are compared with the roles that are
 * granted to the account for the application's service and office; the host's own command, without
 * an account, has all of them. A role may an act of a definition by the portal's word for what it
 * does, or by its id.
 */
MUST_USE enum fault access_may(struct registry *r, const struct caller *c, enum access_act act,
			       const struct access_object *o, struct error *err);

/* FAULT_MISSING, with the same words and detail for what is gone and for what is not the caller's;
 * to staff, from whom most of what they lose goes on to others, in words of their own. */
MUST_USE enum fault access_missing(const struct caller *c, struct error *err);

#endif
