/* snapshot.h - the newest definitions in one file, so that visitors browse without a database. */
#ifndef SERVICES_CATALOGUE_SNAPSHOT_H
#define SERVICES_CATALOGUE_SNAPSHOT_H

#include "services/catalogue/catalogue.h"
#include "services/catalogue/lists.h"
#include "services/catalogue/others.h"
#include "services/registry/registry.h"

#include <time.h>

#define SNAPSHOT_MOST ((uint64_t)1 << 30) /* bytes: 100,000 definitions are half of it */

/* Writes FOLDER/catalogue.snap under another name, then renames it into place. */
MUST_USE enum fault snapshot_write(struct registry *r, struct error *err);

/* The file's bytes, and since when they stand there. Taken once, so that what was tried is what is
 * used: whoever writes the file is not believed. The caller drops it. */
struct snapshot {
	unsigned char *bytes;
	size_t size;
	struct timespec at;
};
/* Follows no link in the folder. FAULT_MISSING: there is none; FAULT_BROKEN: it is none. */
MUST_USE enum fault snapshot_take(const char *folder, struct snapshot *ret, struct error *err);
void snapshot_drop(struct snapshot *s);
/* Since when what has the file's name is what it is; false: there is nothing. */
bool snapshot_time(const char *folder, struct timespec *ret);

/* At which stamp of versions_look() the file says of itself that it was made; nothing more of it is
 * looked at. -1: there is none, or it says nothing. */
int64_t snapshot_stamp(const char *folder);

/* Fills an empty catalogue from any bytes, without a database, and seals it. FAULT_BROKEN: they are
   damaged (every length, count and the checksum are looked at before anything is gone by); the
   catalogue is then of no use. */
MUST_USE enum fault snapshot_read(const void *bytes, size_t len, struct catalogue *c,
				  struct error *err);

/* The shared lists alone, in `a`, as far as the registry has any: those that visitors are shown. */
MUST_USE enum fault snapshot_lists(const char *folder, struct arena *a,
				   struct term_file ret[LISTS_MAX], size_t *ret_count,
				   struct error *err);

/* The same from the file. */
MUST_USE enum fault snapshot_load(const char *folder, struct catalogue *c, struct error *err);

/* Calls `visit` for each definition of another kind than services, as others_each does. */
MUST_USE enum fault snapshot_others(const char *folder, others_visit *visit, void *ctx,
				    struct error *err);

#endif
