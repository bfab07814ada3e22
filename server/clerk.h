/* clerk.h - the process for what belongs to no visitor: the catalogue's snapshot, what expires,
 * and the ledger's anchor. */
#ifndef SERVER_CLERK_H
#define SERVER_CLERK_H

#include "server/config.h"

/* Works on the state folder until its parent ends or SIGTERM comes; never returns. It also ends
 * half a minute after the anchor could not be written, with 0: started anew, it is fenced in with
 * what is there then (a folder that is mounted by now). `is_first`: the snapshot was written just
 * now, by the listener; any other clerk writes it once, since the one before it may not have come
 * to it. */
_Noreturn void clerk_run(const char *state, const struct config *config, bool is_first);

#endif
