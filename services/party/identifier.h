/* identifier.h - the numbers by which a person is found, exactly: of a telephone, a country's, or
 * of any other document. */
#ifndef SERVICES_PARTY_IDENTIFIER_H
#define SERVICES_PARTY_IDENTIFIER_H

#include "i18n/base/arena.h"
#include "services/registry/registry.h"
#include "services/registry/seal.h"
#include "services/store/store_party.h"

struct term_list; /* services/definition/types.h */

/* What kind of number: the country's own, a telephone's, or that of some document else. */
enum identifier_kind { IDENTIFIER_NATIONAL_ID, IDENTIFIER_PHONE, IDENTIFIER_DOCUMENT };
#define IDENTIFIER_KINDS (IDENTIFIER_DOCUMENT + 1)

/* How it is known: the person says so, or a paper was seen. */
enum identifier_evidence { EVIDENCE_DECLARED, EVIDENCE_SEEN };
const char *identifier_evidence_message(enum identifier_evidence evidence);

#define IDENTIFIER_SCHEME 24
struct identifier {
	char scheme[IDENTIFIER_SCHEME]; /* "phone", "document", "national_id:LB": the domain in
					   which its value is found */
	enum identifier_kind kind;
	enum identifier_evidence evidence;
	const char *value; /* as it is kept: +9613123456, digits, AB123456 */
};

/* A number as it was typed, of this kind and country (upper case), into `ret`, its value in `a`.
 * FAULT_INPUT: it is none, with what to do. */
MUST_USE enum fault identifier_read(const struct term_list *terms, struct arena *a,
				    enum identifier_kind kind, const char *country,
				    const char *typed, struct identifier *ret, struct error *err);

/* All that a number which is only typed may be, IDENTIFIER_KINDS at most. FAULT_INPUT: it is no
 * number of any kind. */
MUST_USE enum fault identifier_guess(const struct term_list *terms, struct arena *a,
				     const char *country, const char *typed,
				     struct identifier ret[IDENTIFIER_KINDS], size_t *ret_count,
				     struct error *err);

/* Callers have asked whether they may: this room does not know of rights. */

/* The ids of the persons who have one of these numbers, each once, in order, at most
 * IDENTIFIER_FOUND. */
#define IDENTIFIER_FOUND 9
struct identifier_found {
	char ids[IDENTIFIER_FOUND][33];
	size_t count;
	size_t all; /* how many have it: a telephone may be that of many */
};
MUST_USE enum fault identifier_find(struct registry *r, const struct identifier *list, size_t count,
				    struct identifier_found *ret, struct error *err);

/* Those of a person, by scheme, in `a`. FAULT_BROKEN: one is not as the portal wrote it. */
MUST_USE enum fault identifier_of(struct registry *r, struct arena *a, const char *person,
				  struct identifier **ret, size_t *ret_count, struct error *err);

/* Within the transaction that adds the person. FAULT_CONFLICT: a national number is another
 * person's, or one stands here twice. */
MUST_USE enum fault identifier_put(struct registry *r, const char *person,
				   const struct identifier *list, size_t count, struct error *err);

/* The ledger's digest of a party whose row has the digest `row` (vouch_row): that alone where it
 * has no identifiers (*ret_recipe 1), else of it and them (2). *ret_whole false: one of them is not
 * as the portal wrote it. */
MUST_USE enum fault identifier_digest(const struct seal *seal, struct store *s, const char *party,
				      const char *row, char ret[SEAL_DIGEST + 1], int *ret_recipe,
				      bool *ret_whole, struct error *err);

#endif
