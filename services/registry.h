/* registry.h - an opened state folder: the registry's database, its keys, and the clock that all
 * rules use. */
#ifndef SERVICES_REGISTRY_H
#define SERVICES_REGISTRY_H

#include "i18n/base/error.h"
#include "services/catalogue.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* clang-format off */
/*
 * A state folder (mode 0700):
 *
 *   registry.db, -wal, -shm   SQLite, write-ahead log
 *   keys/                     secrets outside the registry: answers.key, pin.key, digest.key,
 *                             and host keys of SSH (made by server/)
 *   terms/                    terms.yaml and places.yaml, as imported with the starter catalogue
 *   documents/                files by their SHA-256
 *   catalogue.snap            the newest definitions, what visitors browse
 *   backup.pub                the key that backups are sealed to (hex)
 *   shubbak.conf              commented configuration (made by server/)
 *   writers, hashing          empty; locks for who may write, and for how many hash PINs
 */
/* clang-format on */
struct registry;

/* Makes a missing or empty folder into a state folder and imports the starter catalogue from `data`
   (the folder with terms.yaml, places.yaml and the countries' folders). `backup_secret` receives
   the private half of the backup key (hex), which stands nowhere else. FAULT_CONFLICT: the folder
   is not empty. After any other fault the folder is empty again. */
MUST_USE enum fault registry_create(const char *folder, const char *data, char backup_secret[65],
				    struct error *err);

/* Opens it for one process; never carried across a fork. Migrates where needed. FAULT_MISSING: not
   a state folder. Afterwards only files of the folder that are open already are needed, or opened
   by SQLite within it; nothing is removed, no time zone, locale or user list is read. */
MUST_USE enum fault registry_open(const char *folder, struct registry **ret, struct error *err);
void registry_close(struct registry *r);

/* The clock is an argument of a test, not of a call: NULL for the real one. */
void registry_use_clock(struct registry *r, int64_t (*now)(void *ctx), void *ctx);
int64_t registry_now(const struct registry *r); /* UTC seconds */

/* The folder with terms.yaml and places.yaml, for catalogue_open and term_read: lives as long as
 * the registry. */
const char *registry_terms(const struct registry *r);

/* --- definitions --- */

/* Stores a checked definition. The same text again: no change. The same version with another text:
   FAULT_CONFLICT. An older one than the newest: FAULT_CONFLICT. `*ret_new` false when nothing
   changed. */
MUST_USE enum fault registry_import(struct registry *r, const struct service *s, const char *yaml,
				    size_t len, bool *ret_new, struct error *err);

/* Fills an empty catalogue with the newest versions from the database, and seals it. */
MUST_USE enum fault registry_load(struct registry *r, struct catalogue *c, struct error *err);

/* Any version, read into `a`; FAULT_MISSING. */
MUST_USE enum fault registry_service(struct registry *r, struct arena *a,
				     const struct term_list *terms, const char *id, int version,
				     const struct service **ret, struct error *err);

/* The stored text of a version (0: the newest) in `a`; FAULT_MISSING. */
MUST_USE enum fault registry_yaml(struct registry *r, struct arena *a, const char *id, int version,
				  const char **ret, size_t *ret_len, struct error *err);

/* A number that grows with each import; the clerk compares it. -1 when it cannot be read now. */
int64_t registry_catalogue_stamp(struct registry *r);

/* Writes FOLDER/catalogue.snap under another name, then renames it into place.
   registry_load_snapshot fills an empty catalogue from it without a database and seals it: the
   listener calls it before a fork. FAULT_BROKEN: it is damaged; write it again. */
MUST_USE enum fault registry_snapshot(struct registry *r, struct error *err);
MUST_USE enum fault registry_load_snapshot(const char *folder, struct catalogue *c,
					   struct error *err);

/* --- wholeness --- */

/* Integrity check, ledger chain, digests of definitions and of all applications, seals of all
   drafts, as of one moment. Each finding is told in plain English. FAULT_BROKEN when there is one.
 */
MUST_USE enum fault registry_verify(struct registry *r, void (*tell)(void *ctx, const char *line),
				    void *ctx, struct error *err);

/* One sealed file (mode 0600, renamed into place when whole) while others write; restored only with
   the private half into a missing or empty folder, then verified. FAULT_DENIED: the secret does not
   open this file. FAULT_INPUT: no backup, or damaged. After a fault the folder is empty again. */
MUST_USE enum fault registry_backup(struct registry *r, const char *file, struct error *err);
MUST_USE enum fault registry_restore(const char *file, const char *backup_secret,
				     const char *folder, struct error *err);

struct registry_figures {
	int64_t services, drafts, applications, ledger_entries;
	char ledger_head[65]; /* hash of the last entry: written down elsewhere, it proves that no
				 older state was put back */
};
MUST_USE enum fault registry_count(struct registry *r, struct registry_figures *ret,
				   struct error *err);

/* What the clerk does at intervals: wipes expired drafts and old budgets of tries, and empties the
   write-ahead log. Returns how many drafts went. */
MUST_USE enum fault registry_expire(struct registry *r, int64_t *ret_drafts, struct error *err);

#endif
