/* clerk.h - the process for what belongs to no visitor: the catalogue's snapshot, and what expires.
 */
#ifndef SERVER_CLERK_H
#define SERVER_CLERK_H

/* Works on the state folder until its parent ends or SIGTERM comes; never returns. */
_Noreturn void clerk_run(const char *state);

#endif
