/* account.h - accounts of persons: a number and a PIN, the keys that they come with, and what was
 * granted to them. */
#ifndef SERVICES_ACCESS_ACCOUNT_H
#define SERVICES_ACCESS_ACCOUNT_H

#include "i18n/base/arena.h"
#include "services/access/caller.h"
#include "services/access/code.h"
#include "services/access/publickey.h"
#include "services/definition/role.h"
#include "services/registry/registry.h"

#define ACCOUNT_NAME 80   /* room for the name of a key, with its end */
#define ACCOUNT_OFFICE 80 /* room for an office's code, with its end */

struct account_key {
	char key[PUBLICKEY];
	char name[ACCOUNT_NAME];
	int64_t since;
	int64_t ended; /* since when it opens nothing; 0: it does */
};

struct account_grant {
	char id[33];
	char role[ROLE_ID];
	char service[80];            /* "": all */
	char office[ACCOUNT_OFFICE]; /* its code, with those below it; "": all */
	int64_t since, until;        /* until 0: open */
	char by[68];                 /* the number of whose account gave it, or "host" */
};

/* What opens it anew, of which one of staff has asked for it and no second one yet. */
struct account_asked {
	const char *what; /* "pin", "code", "key" */
	const char *by;   /* a name */
	int64_t at;
};

/* What it waits to be given: recovery.h. */
struct account_wait {
	const char *what; /* as above */
	const char *by;   /* a name, "host", or "": who knows its number */
	int64_t at, ready_at;
};

struct account {
	char id[33];
	char number[ACCOUNT_DIGITS + 1];
	const char *name; /* of its person */
	int64_t since;
	struct account_key *keys; /* by key */
	size_t key_count;
	struct account_grant *grants; /* by id, which is by when they were given */
	size_t grant_count;
	struct account_asked *asked; /* by account_get alone; the newest first */
	size_t asked_count;
	struct account_wait *waits; /* by account_get and account_own alone */
	size_t wait_count;
};

/* What the person is handed, once: the PIN stands nowhere else. */
struct account_paper {
	char number[ACCOUNT_DIGITS + 1];
	char pin[ACCOUNT_PIN_DIGITS + 1];
};

/* The same: what makes their one-time codes. */
struct account_code {
	char number[ACCOUNT_DIGITS + 1];
	char secret[CODE_SECRET];
	char uri[CODE_URI];
};

/*
 * Each of these asks for ACCESS_ACCOUNTS, and each that changes something enters it. An account is
 * named by its number as typed: FAULT_INPUT where that is none, FAULT_MISSING where no account has
 * it. FAULT_BROKEN where it is not as the portal wrote it: no change makes it good.
 */

/* For a person of this name, who is new to the portal. FAULT_INPUT: no name. */
MUST_USE enum fault account_open(struct registry *r, const struct caller *c, const char *name,
				 struct account_paper *ret, struct error *err);

/* One with its keys and grants; all of them by number, or at most `most` behind the number `after`
 * ("": from the first), *ret_more: there are others behind them; in `a`. */
MUST_USE enum fault account_get(struct registry *r, const struct caller *c, struct arena *a,
				const char *number, struct account *ret, struct error *err);
MUST_USE enum fault account_list(struct registry *r, const struct caller *c, struct arena *a,
				 struct account **ret, size_t *ret_count, struct error *err);
MUST_USE enum fault account_page(struct registry *r, const struct caller *c, const char *after,
				 size_t most, struct arena *a, struct account **ret,
				 size_t *ret_count, bool *ret_more, struct error *err);

/*
 * A PIN, a key and codes open an account anew: staff give them by two, one after the other
 * (account_second.h), or by one once it has waited for it (recovery.h). FAULT_DENIED with the
 * code "second_needed": it is asked for now.
 */

/* A new PIN; the one before opens nothing any more, also in visits that are under way. */
MUST_USE enum fault account_renew_pin(struct registry *r, const struct caller *c,
				      const char *number, struct account_paper *ret,
				      struct error *err);

/* The same of the caller's own account, by its person: whose PIN was shown in this visit, or is
 * typed now, for a key is only the gate's word; the visit goes on, others that the PIN before has
 * opened do not. FAULT_DENIED: the visit is no account's, or (with the code ACCESS_PIN_NEEDED) no
 * PIN was shown; FAULT_MISSING: a wrong one. */
MUST_USE enum fault account_change_pin(struct registry *r, struct caller *c, const char *pin,
				       struct account_paper *ret, struct error *err);

/* The caller's own, as above; FAULT_DENIED: the visit is no account's. */
MUST_USE enum fault account_own(struct registry *r, const struct caller *c, struct arena *a,
				struct account *ret, struct error *err);

/* A new secret for one-time codes; codes of the one before open nothing any more. */
MUST_USE enum fault account_renew_code(struct registry *r, const struct caller *c,
				       const char *number, struct account_code *ret,
				       struct error *err);

/* `typed` as publickey_read takes it, `name` for people. FAULT_CONFLICT: it is a key of this or of
 * another account already, or there are LIMIT_ACCOUNT_KEYS. */
MUST_USE enum fault account_add_key(struct registry *r, const struct caller *c, const char *number,
				    const char *name, const char *typed, struct error *err);

/* By its name or as typed. FAULT_MISSING: the account has no such key that opens something. */
MUST_USE enum fault account_revoke_key(struct registry *r, const struct caller *c,
				       const char *number, const char *which, struct error *err);

/* `g`: role, service, office, since (0: now) and until; it gets its id. FAULT_MISSING: there is no
 * such role, service or office. FAULT_CONFLICT: a role that it has excludes this one, or there are
 * LIMIT_ACCOUNT_GRANTS. FAULT_INPUT: it ends before it begins. */
MUST_USE enum fault account_grant(struct registry *r, const struct caller *c, const char *number,
				  struct account_grant *g, struct error *err);

/* From now on: also in visits that are under way. `id` as typed, from its end: at least the last
 * four letters of it. FAULT_MISSING: no such grant that holds. */
MUST_USE enum fault account_end(struct registry *r, const struct caller *c, const char *number,
				const char *id, struct error *err);

/* The host's own caller acts with an account's rights alone, asked for ACCESS_MANAGE. */
MUST_USE enum fault account_act_as(struct registry *r, struct caller *c, const char *number,
				   struct error *err);

#endif
