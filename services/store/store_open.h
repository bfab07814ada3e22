/* store_open.h - where a registry's database is: opened by the engine that keeps it, made, copied
 * into a file. */
#ifndef SERVICES_STORE_STORE_OPEN_H
#define SERVICES_STORE_STORE_OPEN_H

#include "services/store/store.h"

/* What puts digests into the rows of a registry whose tables are brought up to date, within the
   same transaction: by the version that they had, 0 for new ones. From STORE_VOUCHED on rows have
   digests, from STORE_VOUCHED_AS on those of vouch.h (before, those of submitted applications alone
   differ), from STORE_KEYED on there is one that tells the keys; from STORE_TOLD on there are
   notices, whose rows are vouched for from STORE_TOLD_VOUCHED on, as addresses are; from
   STORE_ADDRESSED on the ledger has an entry of each address, and from STORE_ISSUES on there are
   documents, which the portal signs. */
enum {
	STORE_VOUCHED = 4,
	STORE_VOUCHED_AS = 6,
	STORE_KEYED = 8,
	STORE_TOLD = 15,
	STORE_TOLD_VOUCHED = 16,
	STORE_ADDRESSED = 19,
	STORE_ISSUES = 25
};
struct store_filler {
	enum fault (*fill)(void *ctx, struct store *s, int from, struct error *err);
	void *ctx;
	bool upgrades; /* an older registry is brought up to date also where other hosts serve it */
};

/* Opens the database of `folder`, or where there is an `address` the one of PostgreSQL (a URI, or
   key=value pairs as libpq takes them), and brings its schema up to date; `create` makes it where
   it is missing, `filler` (NULL: nobody) fills in digests. One process, never carried across a
   fork. FAULT_MISSING: there is none; FAULT_CONFLICT: a newer version made it, or an older one
   where there is no `filler`, in PostgreSQL also where it does not upgrade, or (err->code
   STORE_MOVED) all of it was moved elsewhere. */
#define STORE_MOVED "moved"
MUST_USE enum fault store_open(const char *folder, const char *address, bool create,
			       const struct store_filler *filler, struct store **ret,
			       struct error *err);

/* The same for one that is there, but that it is opened when it is first needed; what may be wrong
   with it is told by whatever is asked first. */
MUST_USE enum fault store_open_later(const char *folder, const char *address, struct store **ret,
				     struct error *err);

/* A new database that another is moved into: it opens for nobody else before store_move is through,
   and what was begun here and not brought to its end is begun anew. FAULT_CONFLICT: there is a
   registry, whosever it is. */
MUST_USE enum fault store_arrive(const char *folder, const char *address, struct store **ret,
				 struct error *err);

/* FAULT_MISSING: `address` is an empty database, or a folder without one (NULL). FAULT_CONFLICT:
   there is a registry, whosever it is. */
MUST_USE enum fault store_open_nothing(const char *folder, const char *address, struct error *err);

/* Whether an address of store_open's is a socket of this machine, which is all that a fenced
   process may reach. */
bool store_open_is_here(const char *address);

/* Writes a whole copy of one moment, a database of SQLite whichever engine this is, to `file`,
 * which must not exist, while others go on writing. */
MUST_USE enum fault store_copy(struct store *s, const char *file, struct error *err);

/* For the engines, of one that is to be opened: that it was moved; that another is moved into it
   just now, or was not to its end; that it is older than this portal, by who may not bring it up
   to date. */
enum fault store_moved(struct error *err);
enum fault store_arriving(struct error *err);
enum fault store_older(int64_t version, int known, struct error *err);

#endif
