/* post_sender.h - the process that runs the operator's program for each message. */
#ifndef SERVER_POST_SENDER_H
#define SERVER_POST_SENDER_H

#include "server/post.h"

#define POST_MESSAGE 4096 /* bytes of one, with its head */

/* What comes back of one. */
struct post_told {
	enum spool_result result;
	char why[POST_WHY];
};

/* Reads messages, a packet each, and answers each with a struct post_told, until the other end is
 * closed; a program that runs then is ended. The program gets the message on its standard input,
 * and nothing else of this process: no descriptor, no variable but PATH, as root no right of root.
 */
_Noreturn void post_sender_run(int fd, const char *program);

#endif
