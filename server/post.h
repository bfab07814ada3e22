/* post.h - how messages leave the portal: dropped as files, or by a program that the operator has
 * named. */
#ifndef SERVER_POST_H
#define SERVER_POST_H

#include "server/config.h"
#include "services/upkeep/spool.h"

#include <stdbool.h>

#define POST_FOLDER "spool" /* within the state folder */
#define POST_WHY 64         /* bytes */

/* Before the clerk shuts itself in: with a `sender` a process that runs it, which neither has keys
 * nor the registry and ends with the clerk; without one the folder for files. */
struct post;
struct post *post_open(const char *state, const struct config *c);

/* The descriptor that is ready when an answer is there; -1: answers come at once. */
int post_fd(const struct post *p);

/* Whether one is on its way; its id, while it is. */
bool post_is_busy(const struct post *p);
const char *post_busy_with(const struct post *p);

/* Hands one over, when none is on its way. *ret_done: it has its result already, else post_answer
 * has it. FAULT_BROKEN: the sender's process has ended. */
MUST_USE enum fault post_give(struct post *p, const struct spool_message *m, bool *ret_done,
			      enum spool_result *ret, char ret_why[POST_WHY], struct error *err);

/* The result of the one that is on its way. FAULT_BROKEN as above. */
MUST_USE enum fault post_answer(struct post *p, enum spool_result *ret, char ret_why[POST_WHY],
				struct error *err);

#endif
