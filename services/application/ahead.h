/* ahead.h - what the digest of an application is made of, read before the writers' turn. */
#ifndef SERVICES_APPLICATION_AHEAD_H
#define SERVICES_APPLICATION_AHEAD_H

#include "services/application/change.h"

/* Before change_read, where writers take turns, into `a`: while one has the turn all others wait,
 * and answers are many rows to be read and opened. They count where the application is of the same
 * revision then. A fault is nobody's: what was not read is read within the turn. Of a draft, and of
 * what the caller may not look at, nothing is. */
void ahead_read(struct change *c, struct arena *a, const char *id);

#endif
