/* trusted.h - the files that the listener goes by: where root has started it, only such as root
 * alone can change. */
#ifndef SERVER_TRUSTED_H
#define SERVER_TRUSTED_H

#include "i18n/base/error.h"

/* A file or folder that is open, and the path by which it is reached whatever is done to its name.
 */
struct trusted {
	int fd; /* -1: none */
	char path[32];
};
#define TRUSTED_NONE ((struct trusted){.fd = -1})
#define TRUSTED_CLEAN __attribute__((cleanup(trusted_close))) struct trusted

/* Opens `name` (such as "keys/host") within a state folder, without following a link. As root:
   FAULT_DENIED, with the command that mends it, where anybody else could change it or one of the
   files in it. FAULT_MISSING: it is not there. */
MUST_USE enum fault trusted_open(const char *state, const char *name, struct trusted *ret,
				 struct error *err);
void trusted_close(struct trusted *t);

/* Whether the listener may write into `file` (a full path; it need not be there yet). As root:
   FAULT_DENIED where somebody else could put another in its place. */
MUST_USE enum fault trusted_to_write(const char *file, struct error *err);

#endif
