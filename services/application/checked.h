/* checked.h - what the code on a paper stands for: an issued document, a receipt, or a decision;
 * for anybody who has it. */
#ifndef SERVICES_APPLICATION_CHECKED_H
#define SERVICES_APPLICATION_CHECKED_H

#include "services/application/application.h"
#include "services/application/issued.h"
#include "services/definition/register.h"

enum checked_kind { CHECKED_DOCUMENT, CHECKED_RECEIPT, CHECKED_DECISION };
extern const char *const checked_kinds[]; /* "document"; NULL behind the last */

/* Where the ledger has it. */
struct checked_proof {
	char origin[33]; /* the chain: ledger.h */
	int lane;
	int64_t seq, head; /* the entry's place in it, and the last one's now */
	int64_t at;
	char hash[65]; /* of the entry, in hex, */
	char prev[65]; /* and of the one before it */
	/* Of a document all that the hash is made of, in its order; of others, whose entries name
	   who acted, none: NULL names. */
	struct checked_field {
		const char *name, *text; /* NULL text: it is the number */
		int64_t number;
	} fields[24];
	size_t field_count;
};

struct checked {
	enum checked_kind kind;
	bool valid;
	enum issued_status status;    /* of a document */
	enum application_state state; /* of a decision: how it was decided */
	struct text title;            /* the document, or the service; in[] NULL: not known now */
	struct text authority;
	const char *country;   /* the service's; NULL as above */
	const char *number;    /* the document's, or the reference as people read it */
	const char *holder;    /* as the definition says that anybody is told; "" */
	struct text holder_is; /* what that is of the holder, a family name alone say; in[] NULL */
	int64_t at, ended_at;
	struct date until; /* all zero: none */
	/* The entry of a register that a document tells of, as it is now; NULL: of none. It is not
	   valid while that does not hold. */
	const struct register_definition *book;
	const struct register_status *standing; /* NULL: one that the register has no more */
	const char *entry;                      /* its number */
	struct checked_proof proof;
};

/* As typed (reference_read_check), in `a`. Anybody may ask, and is told that much and no more.
 * FAULT_MISSING: nothing here has that code, with the code "unknown_code"; it counts against the
 * caller's network, which is told to wait (FAULT_DENIED) after LIMIT_CODE_SOURCE of them.
 * FAULT_INPUT: it is no code. */
#define CHECKED_UNKNOWN "unknown_code"
MUST_USE enum fault checked_find(struct registry *r, struct caller *v,
				 const struct term_list *terms, const char *typed, struct arena *a,
				 struct checked *ret, struct error *err);

/* The code of an application's receipt as it would be written now: after a decision it is the
 * decision's. A look, as at application_open. FAULT_CONFLICT: it was not sent yet. */
MUST_USE enum fault checked_receipt(struct registry *r, struct caller *v,
				    const struct application *a, char ret[RECEIPT_DIGITS + 1],
				    struct error *err);

#endif
