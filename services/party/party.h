/* party.h - persons, organisations and offices: who applies, who has an account, and where an
 * application is handled. */
#ifndef SERVICES_PARTY_PARTY_H
#define SERVICES_PARTY_PARTY_H

#include "i18n/base/arena.h"
#include "services/party/identifier.h"
#include "services/registry/ledger.h"
#include "services/registry/registry.h"

enum party_kind { PARTY_PERSON, PARTY_ORGANISATION, PARTY_OFFICE };
const char *party_kind_code(enum party_kind kind); /* "person" */

#define PARTY_NAME 300 /* bytes of a name */
#define PARTY_DEPTH 12 /* offices above each other */

struct party {
	char id[33]; /* id_new's */
	enum party_kind kind;
	char code[80];    /* of an office: what authors write, "social-affairs" */
	char above[33];   /* of an office: the id of the one over it; "" for none */
	char place[24];   /* of an office: its code in places.yaml; "" for none */
	const char *name; /* a person's is sealed in the registry */
	int64_t since;
	int64_t revision;
	const struct identifier *identifiers; /* of a person that is added: identifier_of tells
						 them */
	size_t identifier_count;
};

/* Callers have asked whether they may: this room does not know of rights. `by` says who does it, of
 * which actor, role, office, purpose and face are read. */

/* Within a transaction: puts `p` into the registry under a new id, which it gets, and enters it.
 * FAULT_INPUT: no name, or an office's code or place that is none. FAULT_CONFLICT: the code is
 * another office's, or a number another person's. FAULT_MISSING: there is no such office above. */
MUST_USE enum fault party_add(struct registry *r, const struct ledger_entry *by, struct party *p,
			      struct error *err);

/* In `a`. FAULT_MISSING: there is none; by code: no office has it. FAULT_BROKEN: it is not as the
 * portal wrote it. */
MUST_USE enum fault party_get(struct registry *r, struct arena *a, const char *id,
			      struct party *ret, struct error *err);
MUST_USE enum fault party_office(struct registry *r, struct arena *a, const char *code,
				 struct party *ret, struct error *err);

/* All offices, by code, in `a`. */
MUST_USE enum fault party_offices(struct registry *r, struct arena *a, struct party **ret,
				  size_t *ret_count, struct error *err);

/* Whether the office `id` is `top` or stands below it. An id that is no office stands nowhere. */
MUST_USE enum fault party_is_within(struct registry *r, const char *id, const char *top, bool *ret,
				    struct error *err);

#endif
