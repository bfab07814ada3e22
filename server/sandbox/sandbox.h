/* sandbox.h - takes away from a process what it needs no more. */
#ifndef SERVER_SANDBOX_SANDBOX_H
#define SERVER_SANDBOX_SANDBOX_H

#include "i18n/base/buffer.h"
#include "i18n/base/error.h"

#include <stdbool.h>
#include <sys/types.h>

/* The number at which a desk keeps the descriptor of its gate's process: the only one that its
 * sandbox lets it end. */
#define SANDBOX_GATE 59

/* Once, before any fork: makes the filters and looks up `user`, what the gates become where this
   runs as root, and who owns `state`, what desks and clerk become then. `database`: the registry
   is behind a socket of this machine, which desks and clerk reach. `ret_said` (NULL is
   accepted) gets what will be done, in words for the log. FAULT_INPUT: there is no such user, it is
   root, or it owns `state` as well. FAULT_DENIED: `state` is root's. */
MUST_USE enum fault sandbox_prepare(const char *user, const char *state, bool database,
				    struct buffer *ret_said, struct error *err);

/* Opens a log, to add lines at its end (O_APPEND), such that no process that gets the descriptor
 * can take away what stands there, where the kernel can keep it from that. -1 and errno: it cannot
 * be opened. */
int sandbox_open_log(const char *file);

/* All that follow end the process when a step fails that must not, and leave it without any
 * capability. */

/* For a process that holds the network: as root it becomes the unprivileged user; then it keeps
   only the descriptors that it has, and LIMIT_PROCESS bytes of memory beyond what is loaded now, as
   desk and clerk. */
void sandbox_gate(void);

/* For one that reads, once and from memory, what others have written: the same without a limit of
 * memory, since it shares what is large already. */
void sandbox_reader(void);

/* Where the kernel can: whom this process forks from now on, and itself, are all that it may send
 * signals to. */
void sandbox_signals(void);

/* For a desk: as root it becomes the owner of the state folder; then it reaches no file but what
   the registry needs of it and terminal descriptions, and no network. */
void sandbox_desk(const char *state);

/* For the clerk, which writes in the whole state folder, and within `outside` (NULL: nowhere) where
 * the folder's owner may; where that is not there, it stays out of reach. */
void sandbox_clerk(const char *state, const char *outside);

/* For the clerk's own process that runs the operator's program for messages: as root it becomes the
 * unprivileged user; nothing that is run gives more than there is. */
void sandbox_sender(void);

/* For a child that is about to become another programme of ours: as root it becomes the
 * unprivileged user, or, where nothing was prepared, one who owns nothing. */
void sandbox_program(void);

/* For that programme, when all is loaded that it needs: no file, no descriptor but those that it
 * has, no process; so many seconds of the processor, after which SIGXCPU comes and five later the
 * end, and so many bytes of memory beyond what is loaded. `threads`: it makes some; those that
 * there are already are kept within as well. */
void sandbox_paper(unsigned cpu_seconds, size_t memory, bool threads);

/* For one that makes the state folder ready before anybody comes: the clerk's reach, without limits
 * of memory and without a filter. */
void sandbox_owner(const char *state);

#endif
