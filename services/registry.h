/* registry.h - an opened state folder: the registry's database, its keys, and the clock and dice
 * that all rules use. */
#ifndef SERVICES_REGISTRY_H
#define SERVICES_REGISTRY_H

#include "i18n/base/error.h"
#include "services/catalogue.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A state folder:
 *   registry.db (+ -wal, -shm)   SQLite, WAL                 keys/      secrets outside the
 * registry: answers.key, pin.key, digest.key shubbak.conf                 commented configuration
 * keys/host  SSH host keys (made by server/) documents/                   files by their SHA-256
 * writers    the fair lock of writers catalogue.snap               what visitors browse backup.pub
 * the key that backups are sealed to
 */
struct registry;

/* Makes a missing or empty folder into a state folder (mode 0700) and imports the starter catalogue
   from `data` (the folder with terms.yaml and the countries' folders). `backup_secret` receives the
   private half of the backup key (hex), which stands nowhere else. FAULT_CONFLICT: the folder is
   not empty. */
MUST_USE enum fault registry_create(const char *folder, const char *data, char backup_secret[65],
				    struct error *err);

/* Opens it for one process; never carried across a fork. Migrates where needed. FAULT_MISSING: not
 * a state folder. */
MUST_USE enum fault registry_open(const char *folder, struct registry **ret, struct error *err);
void registry_close(struct registry *r);

/* The clock is an argument of a test, not of a call: NULL for the real one. */
void registry_use_clock(struct registry *r, int64_t (*now)(void *ctx), void *ctx);
int64_t registry_now(const struct registry *r); /* UTC seconds */

/* --- definitions
 * -------------------------------------------------------------------------------------------------------
 */

/* Stores a checked definition. The same text again: no change. The same version with another text:
   FAULT_CONFLICT. An older one than the newest: FAULT_CONFLICT. `*ret_new` false when nothing
   changed. */
MUST_USE enum fault registry_import(struct registry *r, const struct service *s, const char *yaml,
				    size_t len, bool *ret_new, struct error *err);

/* Fills an empty catalogue with the newest versions (reads catalogue.snap or the database). */
MUST_USE enum fault registry_load(struct registry *r, struct catalogue *c, struct error *err);

/* Any version, read into `a`; FAULT_MISSING. */
MUST_USE enum fault registry_service(struct registry *r, struct arena *a,
				     const struct term_list *terms, const char *id, int version,
				     const struct service **ret, struct error *err);

/* A number that grows with each import; the clerk compares it. */
int64_t registry_catalogue_stamp(struct registry *r);

/* Writes FOLDER/catalogue.snap (newest versions, length-prefixed) under another name, then renames
   it into place. catalogue_load_snapshot fills an empty catalogue from it without a database: the
   listener calls it before a fork. */
MUST_USE enum fault registry_snapshot(struct registry *r, struct error *err);
MUST_USE enum fault registry_load_snapshot(const char *folder, struct catalogue *c,
					   struct error *err);

/* --- wholeness
 * ----------------------------------------------------------------------------------------------------------
 */

/* Integrity check, ledger chain, digests of submitted applications. Each finding is told in plain
 * English. FAULT_BROKEN when there is one. */
MUST_USE enum fault registry_verify(struct registry *r, void (*tell)(void *ctx, const char *line),
				    void *ctx, struct error *err);

/* One sealed file while others write; restored only with the private half into a missing or empty
 * folder, then verified. */
MUST_USE enum fault registry_backup(struct registry *r, const char *file, struct error *err);
MUST_USE enum fault registry_restore(const char *file, const char *backup_secret,
				     const char *folder, struct error *err);

struct registry_figures {
	int64_t services, drafts, applications, ledger_entries;
};
MUST_USE enum fault registry_count(struct registry *r, struct registry_figures *ret,
				   struct error *err);

/* What the clerk does at intervals: wipes expired drafts and old budgets of tries. Returns how many
 * drafts went. */
MUST_USE enum fault registry_expire(struct registry *r, int64_t *ret_drafts, struct error *err);

#endif
