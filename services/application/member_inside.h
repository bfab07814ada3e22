/* member_inside.h - rows of those who work on an application: within a change, or behind a question
 * whether the caller may. */
#ifndef SERVICES_APPLICATION_MEMBER_INSIDE_H
#define SERVICES_APPLICATION_MEMBER_INSIDE_H

#include "services/application/change.h"
#include "services/application/member.h"
#include "services/registry/ledger.h"
#include "services/store/store_member.h"

#define MEMBER_NAME "name" /* what the parts of a row are sealed to */
#define MEMBER_CONTENT "content"
#define MEMBER_PROOF "proof"

/* All rows of one application by number, in `arena`; room for one more. */
struct members {
	struct arena *arena;
	struct store_member *rows;
	size_t count, room;
};
MUST_USE enum fault members_read(struct registry *r, const char *application, struct arena *a,
				 struct members *ret, struct error *err);

/* FAULT_CONFLICT: it has ended, and nobody joins it, signs it or takes a signature back. */
MUST_USE enum fault members_check_open(const struct change *c, struct error *err);

/* A row for somebody who is new to it; FAULT_DENIED: there are LIMIT_MEMBERS. */
MUST_USE enum fault members_make(struct change *c, struct members *m, const char *name,
				 struct store_member **ret, struct error *err);

struct table_bytes member_seal(const struct seal *s, struct arena *a,
			       const struct store_member *row, const char *what, const char *words);
/* "" of what does not hold. */
const char *member_open(const struct seal *s, struct arena *a, const struct store_member *row,
			const char *what, struct table_bytes sealed);

/* Neither ended, nor an invitation that is too old. */
bool member_lives(const struct store_member *row, int64_t now);

/* Who signs as this one, NULL: nobody does. */
struct store_member *members_signer(const struct members *m, const char *signature, int item,
				    int64_t now);
/* Whose row has this number, or id; NULL. */
struct store_member *members_numbered(const struct members *m, int number);
struct store_member *members_find(const struct members *m, const char *id);

/* Within a change: writes the row and enters the act. The change is to be saved still. */
MUST_USE enum fault member_write(struct change *c, struct store_member *row, bool is_new,
				 enum ledger_act act, struct error *err);

/* A PIN of a member, as typed, against the row that its number names. */
MUST_USE enum fault member_hash_of(struct registry *r, const char *application, const char *pin,
				   char ret[128], struct error *err);

#endif
