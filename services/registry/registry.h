/* registry.h - an opened state folder: the registry's database, its keys, and the clock that all
 * rules use. */
#ifndef SERVICES_REGISTRY_REGISTRY_H
#define SERVICES_REGISTRY_REGISTRY_H

#include "i18n/base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* clang-format off */
/*
 * A state folder (mode 0700):
 *
 *   registry.db, -wal, -shm   SQLite, write-ahead log
 *   keys/                     secrets outside the registry: answers.key, pin.key, digest.key,
 *                             signing.key with its public halves (signers), and host keys of SSH
 *                             (made by server/)
 *   terms/                    terms.yaml and places.yaml, as they came with the starter catalogue;
 *                             what was imported in their place since is in the registry
 *   documents/                papers that were put for applications, sealed: files by a keyed hash
 *                             of their id (document/blob.h)
 *   catalogue.snap            the newest definitions, what visitors browse
 *   backup.pub                the key that backups are sealed to (hex)
 *   shubbak.conf              commented configuration (made by server/)
 *   writers, hashing          locks for who may write, and for who hashes PINs, in turn
 */
/* clang-format on */
struct registry;

/* The files of the folder that a process needs which opens the registry, NULL behind the last; for
   whatever fences such a process in. Those that are written are made, empty, where they are gone
   (`may_be_made`); all others must be there. */
struct registry_file {
	const char *name; /* as seen from the folder */
	bool is_written, may_be_made;
};
extern const struct registry_file registry_files[];

/* Makes a missing or empty folder into a state folder, with the shared lists of `data` (the folder
   with terms.yaml and places.yaml); `fill` puts in what the new registry begins with.
   `backup_secret` receives the private half of the backup key (hex), which stands nowhere else.
   FAULT_CONFLICT: the folder or the database is not empty. After any other fault the folder is
   empty again; a database that was begun with is not. */
struct registry_start {
	const char *data;
	const char *address; /* of the database as store_open takes it; NULL: in the folder */
	enum fault (*fill)(void *ctx, struct registry *r, struct error *err);
	void *ctx;
};
MUST_USE enum fault registry_create(const char *folder, const struct registry_start *start,
				    char backup_secret[65], struct error *err);

/* Opens it, with the database at `address` (NULL: in the folder), for one process; never carried
   across a fork. FAULT_MISSING: not a state folder. FAULT_CONFLICT: the folder's keys are not those
   of the registry, or it is of another version: where an older one made it in the folder it is
   brought up to date, in PostgreSQL, where other hosts may serve it, by registry_upgrade alone.
   Afterwards only files of the folder that are open already are needed, or opened by SQLite within
   it; nothing is removed, no time zone, locale or user list is read. */
MUST_USE enum fault registry_open(const char *folder, const char *address, struct registry **ret,
				  struct error *err);
MUST_USE enum fault registry_upgrade(const char *folder, const char *address, struct registry **ret,
				     struct error *err);
void registry_close(struct registry *r);

/* The same for one that was opened before, by whoever began to serve: its database is opened when
   it is first needed, and closed by registry_rest until it is needed again. So a visitor who only
   looks around costs none of it. Whatever may be wrong with the database is told by the call that
   needs it. */
MUST_USE enum fault registry_open_later(const char *folder, const char *address,
					struct registry **ret, struct error *err);
void registry_rest(struct registry *r);
bool registry_is_resting(const struct registry *r);

/* Opens its database now; waits some seconds for one that does not answer, as whatever writes
   does, and what reads does not. */
MUST_USE enum fault registry_await(struct registry *r, struct error *err);

/* Whether an address is a socket of this machine: all that a fenced process reaches. */
bool registry_is_here(const char *address);

/* The clock is an argument of a test, not of a call: NULL for the real one. */
void registry_use_clock(struct registry *r, int64_t (*now)(void *ctx), void *ctx);
int64_t registry_now(const struct registry *r); /* UTC seconds */

/* A registry that was made for trying has a clock that is set by hand (training.h). Whether it is
 * one, and how far that is ahead, is read when it is opened (other than by registry_open_later),
 * and by the second. A row of it that is not as the portal wrote it counts as none. */
bool registry_is_training(const struct registry *r);
MUST_USE enum fault registry_read_clock(struct registry *r, struct error *err);

/* What the machine shows: other than registry_now where a clock is set by hand (training.h). */
int64_t registry_machine_now(const struct registry *r);

/* So is waiting: how somebody is kept waiting who tries PINs (NULL: nobody is). */
void registry_use_wait(struct registry *r, void (*wait)(void *ctx, int milliseconds), void *ctx);
void registry_wait(const struct registry *r, int milliseconds);

/* Of a registry that is being made, which nobody has been told of: what is stored from now on need
 * not be on the disk before registry_settle, which waits until all of it is. */
void registry_defer(struct registry *r);
MUST_USE enum fault registry_settle(struct registry *r, struct error *err);

/* The folder with terms.yaml and places.yaml, for catalogue_open: lives as long as the registry,
 * whose own lists (lists.h) take their place. */
const char *registry_terms(const struct registry *r);

#endif
