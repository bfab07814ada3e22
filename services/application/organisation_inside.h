/* organisation_inside.h - rows of who acts for an organisation: read and written, within a
 * transaction of their own or within an act's. */
#ifndef SERVICES_APPLICATION_ORGANISATION_INSIDE_H
#define SERVICES_APPLICATION_ORGANISATION_INSIDE_H

#include "services/access/access.h"
#include "services/application/organisation.h"
#include "services/registry/ledger.h"
#include "services/store/store_register.h"

#define AGENT_NAME "name" /* what the parts of a row are sealed to */
#define AGENT_WORDS "words"
#define AGENT_ENDED_WORDS "ended"

struct org {
	struct registry *registry;
	const struct caller *caller;
	const struct organisation_at *at;
	struct arena *arena;
	struct store_register_entry row;
	struct store_agent *agents; /* by number; room for one more */
	size_t count, room;
	int64_t now;
	struct access_by by; /* in which role staff do it */
};

/* The entry by its number as typed, and whether the caller may. */
MUST_USE enum fault org_find(struct org *o, enum access_act act, struct error *err);
MUST_USE enum fault org_may(struct org *o, enum access_act act, struct error *err);
MUST_USE enum fault org_read(struct org *o, struct error *err);

/* Within a transaction that has locked the entry, behind org_read: `once` alters, and what it has
 * altered is committed. Begun anew where others undo it. */
typedef enum fault org_once(struct org *o, void *ctx, struct error *err);
MUST_USE enum fault org_run(struct org *o, org_once *once, void *ctx, struct error *err);

/* By whom, as rows have it: the id of an account, or what the ledger says. */
const char *org_actor(const struct org *o);

/* A row for somebody new; FAULT_DENIED: there are LIMIT_AGENTS, and of the office
 * LIMIT_AGENTS_OFFICE more. */
MUST_USE enum fault org_make(struct org *o, const char *name, int rights, enum agent_way way,
			     struct store_agent **ret, struct error *err);
/* Writes it and enters the act. */
MUST_USE enum fault org_write(struct org *o, struct store_agent *row, bool is_new,
			      enum ledger_act act, struct error *err);

/* To the addresses of all others who act for it now: its people have changed. */
MUST_USE enum fault org_tell(struct org *o, const char *but, struct error *err);

struct table_bytes org_seal(const struct org *o, const struct store_agent *row, const char *what,
			    const char *words);
/* "" of what does not hold. */
const char *org_open(const struct org *o, const struct store_agent *row, const char *what,
		     struct table_bytes sealed);

bool org_lives(const struct store_agent *row);
/* Whose row is the account's and lives; NULL. */
struct store_agent *org_of_account(const struct org *o, const char *account);
int org_managers(const struct org *o); /* how many manage now */

/* Within the change of an act that has just made this entry: the one account that holds its
 * application manages it from now on. */
struct change;
MUST_USE enum fault org_first(struct change *c, const struct register_definition *d,
			      const struct store_register_entry *row, struct error *err);

/* Who sends an application about an entry of `of` which its people alone send: `service`; in whose
 * name and by whose help, where there is one ("" or NULL). */
struct org_filer {
	struct registry *registry;
	const struct caller *caller;
	struct arena *arena;
	const struct register_definition *of;
	const struct store_register_entry *row;
	const char *service, *subject, *helper;
	int64_t now;
};

/* That the caller may; within the change that sends it the entry is locked. As long as nobody ever
 * acted for it, so may who has proven the application that has entered it. */
MUST_USE enum fault org_may_file(const struct org_filer *f, struct error *err);

#endif
