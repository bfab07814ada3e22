/* sandbox.h - takes away from a process what it needs no more. */
#ifndef SERVER_SANDBOX_SANDBOX_H
#define SERVER_SANDBOX_SANDBOX_H

#include "i18n/base/buffer.h"
#include "i18n/base/error.h"

/* Once, before any fork: makes the filters and looks up `user`, what the gates become where this
   runs as root. `ret_said` (NULL is accepted) gets what will be done, in words for the log.
   FAULT_INPUT: there is no such user. */
MUST_USE enum fault sandbox_prepare(const char *user, struct buffer *ret_said, struct error *err);

/* For a process that holds the network: as root it becomes the unprivileged user; then it keeps
   only the descriptors that it has, and LIMIT_PROCESS bytes of memory beyond what is loaded now, as
   the next two. Ends the process when a step fails that must not. */
void sandbox_gate(void);

/* For the trusted processes: as root they become the owner of `folder`; then they reach no file
   outside `folder` but terminal descriptions, and no network. */
void sandbox_desk(const char *folder);

/* The same for the clerk, which may also write within `outside` (NULL: nowhere), where the owner of
 * `folder` may; where it is not there, it stays out of reach. */
void sandbox_clerk(const char *folder, const char *outside);

#endif
