/* audit.h - what the ledger has of looks and acts, for auditors: by application, account, office
 * and day. */
#ifndef SERVICES_APPLICATION_AUDIT_H
#define SERVICES_APPLICATION_AUDIT_H

#include "i18n/base/arena.h"
#include "services/access/caller.h"
#include "services/registry/registry.h"

/* All of what is set must be so; at least one of the four is. */
struct audit_question {
	const char *reference; /* as typed; NULL */
	const char *account;   /* whose doing: its number as typed, or "host"; NULL */
	const char *office;    /* its code, with those below it: for it was done, or it has the
				  application; NULL */
	int64_t from, until;   /* of a day: its first second, and the first one behind it; until 0:
				  any day */
};

/* Codes as the ledger has them. */
struct audit_entry {
	int64_t at; /* UTC seconds */
	const char *act;
	bool is_look;
	bool is_outside; /* a look by who has not the application, nor ever changed it: no queue of
			    theirs */
	const char *reference;     /* of the application that it is about; "" */
	const char *account;       /* number of the account that it is about; "" */
	const char *object;        /* the id of whatever it is about */
	const char *by;            /* the number of an account; "host", "portal", "applicant" */
	const char *by_name;       /* of that account's person; "" of none */
	const char *role, *office; /* the office's code; "": none, or all */
	const char *purpose, *face, *reason;
	int64_t revision; /* that a change made, or a look saw */
	const char *origin;
	int lane;
	int64_t seq; /* where it stands in the ledger */
};

#define AUDIT_MOST 1000 /* looks outside a queue that one call tells, and as many others */

struct audit {
	struct audit_entry *entries; /* looks outside a queue first; else the newest first */
	size_t count, outside;
	bool more; /* there are others that were left out */
};

/*
 * Asked for ACCESS_AUDIT; staff are told what their grants reach: of applications by service and
 * office, all else where the grant names no service. It is entered before anything is told, of the
 * application, else of the account, else of the ledger itself. Entries of before roles were entered
 * are found by their application alone.
 *
 * FAULT_INPUT: nothing is asked for, or the caller has given no purpose. FAULT_MISSING: no such
 * application, account or office, or it is not for this caller.
 */
MUST_USE enum fault audit_list(struct registry *r, struct caller *c, const struct audit_question *q,
			       struct arena *a, struct audit *ret, struct error *err);

#endif
