/* file.h - a whole file read into memory, up to a cap. */
#ifndef SERVICES_DEFINITION_FILE_H
#define SERVICES_DEFINITION_FILE_H

#include "i18n/base/arena.h"
#include "i18n/base/error.h"

/* NUL-terminated, `*ret_len` bytes before it FAULT_MISSING: no such file; FAULT_INPUT: larger than
 * `max` bytes, or no file; FAULT_BROKEN: it cannot be read. */
MUST_USE enum fault file_read(struct arena *a, const char *path, size_t max, char **ret,
			      size_t *ret_len, struct error *err);

/* The same as UTF-8 without a byte order mark, also where the file is UTF-16 that has one. */
MUST_USE enum fault file_text(struct arena *a, const char *path, size_t max, const char **ret,
			      size_t *ret_len, struct error *err);

#endif
