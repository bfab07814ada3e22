/* vouch.h - keyed digests that stand in the rows themselves, for what no entry of the ledger speaks
 * for. */
#ifndef SERVICES_REGISTRY_VOUCH_H
#define SERVICES_REGISTRY_VOUCH_H

#include "services/registry/seal.h"
#include "services/store/store_application.h"

struct registry;

/* clang-format off */
/*
 * The ledger vouches for acts. Between two of them rows change without an entry (answers and the
 * place of a draft, a language that was chosen, the catalogue's stamp), and some columns are in no
 * entry's digest (numbers of filled forms, since when a key holds, when a definition came). So
 * these rows carry a digest in their column `mac`, written in the transaction that changes them:
 *
 *   definition, retired, meta, origin,   "row" | row
 *   choice, party, identifier,
 *   address, dispatch, errand, member,
 *   agent
 *   account                              with its keys, its grants, and what it waits to be
 *                                        given: vouch_account.h
 *   application                          "application and its parts" | row | each row of holder and
 *                                        request that belongs to it; of a draft also of answer,
 *                                        items, event: later the ledger's digest has their
 *                                        content, and here stands "clear answers" | how many of
 *                                        them are not sealed, where there are any, and each row
 *                                        of notice
 *
 *   row := name of the table | number of columns that follow | ( name | value )*
 *          in the order of the table's list; without `mac`, and without what is 0 or empty
 *
 * What is empty is left out, so that a column or a table to come leaves older digests as they are.
 * It is left to the ledger's own chain that entries and heads hold, and `tries` have no digest:
 * wrong tries are forgotten within 26 hours.
 */
/* clang-format on */

/* The digest of a row of a listed table with a `mac`; whether the row at hand carries it. */
void vouch_row(const struct seal *seal, const struct table *t, const void *row,
	       char ret[SEAL_DIGEST + 1]);
bool vouch_holds(const struct seal *seal, const struct table *t, const void *row);

/* A row as the digest above has it, into one that covers more. */
void vouch_add_row(struct seal_digest *digest, const struct table *t, const void *row);

/* Whether an application's digest holds what was answered: as long as it is a draft. */
bool vouch_holds_content(const struct store_application *row);

/* The digest of an application, with its parts as they are stored now. */
MUST_USE enum fault vouch_application(const struct seal *seal, struct store *s,
				      const struct store_application *row,
				      char ret[SEAL_DIGEST + 1], struct error *err);

/* What the digest of a submitted application holds besides its rows of application, holder and
 * request: its content (tables of version 4), nothing (of 5), how many answers stand clear (of 15),
 * or that and its notices, as today. */
enum vouch_recipe { VOUCH_CONTENT, VOUCH_BARE, VOUCH_CLEAR, VOUCH_TOLD };
MUST_USE enum fault vouch_application_by(const struct seal *seal, struct store *s,
					 const struct store_application *row,
					 enum vouch_recipe recipe, char ret[SEAL_DIGEST + 1],
					 struct error *err);

/* Within a transaction: the catalogue's stamp grows by one. */
MUST_USE enum fault vouch_raise_stamp(const struct seal *seal, struct store *s, struct error *err);

/* What the row of the keys has as its digest; no other keys, whichever of the three differs, make
 * the same. */
void vouch_keys(const struct seal *seal, char ret[SEAL_DIGEST + 1]);
MUST_USE enum fault vouch_fill_keys(const struct seal *seal, struct store *s, struct error *err);

/* Gives every row its digest: for a registry that had none until now, within the transaction that
 * makes the columns. They vouch for what stands there from then on, not for what was before. */
MUST_USE enum fault vouch_fill(const struct seal *seal, struct store *s, struct error *err);

/* The same for applications that were submitted alone: for one whose rows have digests, but those
 * by an older recipe, `oldest` or a later one. A row that does not carry such a one stays as it is:
 * it was changed past the portal, and verify finds it. */
MUST_USE enum fault vouch_fill_submitted(const struct seal *seal, struct store *s,
					 enum vouch_recipe oldest, struct error *err);

/* vouch_address.c: an entry of each address that counts, for those that an older version has
 * proven, within the transaction that brings the tables up to date; a row that does not carry its
 * digest was changed past the portal, and gets no entry. */
MUST_USE enum fault vouch_address_fill(struct registry *r, struct error *err);

/* Tells each row of meta, origin, choice, address, dispatch and errand that is not what its digest
 * says; those of definitions, retirements and applications are for whoever compares them with the
 * ledger. *ret_whole false when there was one. */
MUST_USE enum fault vouch_check(const struct seal *seal, struct store *s,
				void (*tell)(void *ctx, const char *line), void *ctx,
				bool *ret_whole, struct error *err);

#endif
