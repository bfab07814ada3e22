/* folder.h - a state folder on the disk: made empty, filled, walked through. */
#ifndef SERVICES_REGISTRY_FOLDER_H
#define SERVICES_REGISTRY_FOLDER_H

#include "i18n/base/arena.h"
#include "i18n/base/error.h"

#include <stddef.h>
#include <stdio.h>

#define FOLDER_PATH 4096 /* room for a path */

/* Makes it, or takes an empty one, with mode 0700. FAULT_CONFLICT: it holds something. */
MUST_USE enum fault folder_make(const char *folder, struct error *err);

/* A folder within it. */
MUST_USE enum fault folder_add(const char *folder, const char *name, struct error *err);

/* Takes away what is in it, after a failure; the folder itself stays. */
void folder_clear(const char *folder);

/* A whole file of at most `cap` bytes in `a`, with a NUL behind it. */
MUST_USE enum fault folder_read(struct arena *a, const char *path, size_t cap, char **ret,
				size_t *ret_len, struct error *err);

/* A file that somebody named, to be read; `missing` is said where there is none, or none that may
 * be read (FAULT_MISSING). FAULT_INPUT: a folder, a pipe or a device, which might never end. */
MUST_USE enum fault folder_open(const char *path, const char *missing, FILE **ret,
				struct error *err);

/* A new file (mode 0600), on the disk when it returns. */
MUST_USE enum fault folder_write(const char *path, const void *bytes, size_t len,
				 struct error *err);

/* Calls `visit` with the path of each regular file below, as seen from `folder`, by name. */
MUST_USE enum fault folder_walk(const char *folder,
				enum fault (*visit)(void *ctx, const char *name, struct error *err),
				void *ctx, struct error *err);

/* Makes the names in a folder durable. */
MUST_USE enum fault folder_sync(const char *folder, struct error *err);

#endif
