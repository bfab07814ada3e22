/* post.c - how messages leave the portal: dropped as files, or by a program that the operator has
 * named. */
#include "server/post.h"

#include "i18n/base/buffer.h"
#include "server/owner.h"
#include "server/post_sender.h"
#include "services/registry/folder.h"
#include "services/registry/limits.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

struct post {
	char folder[FOLDER_PATH]; /* of files; "" with a sender */
	int fd;                   /* to the sender's process; -1: there is none */
	char busy[33];            /* "": nothing is on its way */
};

/*
 * One message, the same for a file and for a program:
 *
 *	Id: 0f3c…               the same in each try
 *	Channel: sms            or email
 *	To: +9613123456
 *	Language: ar
 *
 *	words, in UTF-8
 */
static void write_message(struct buffer *b, const struct spool_message *m)
{
	if (!buffer_format(b, "Id: %s\nChannel: %s\nTo: %s\nLanguage: %s\n\n%s\n", m->id,
			   m->channel, m->to, m->lang, m->words))
		fatal("a message of more than %d bytes", POST_MESSAGE);
}

/* --- files --- */

/* Under a name that no reader takes until it is whole and on the disk. Of a try before, of a
   process that has ended, what is left is taken away. */
static bool drop_file(const struct post *p, const struct spool_message *m, char why[POST_WHY])
{
	BUFFER_CLEAN struct buffer b = {.cap = POST_MESSAGE};
	char part[FOLDER_PATH + 64], whole[FOLDER_PATH + 64];
	struct error err = {0};
	bool done;

	write_message(&b, m);
	snprintf(part, sizeof(part), "%s/.%s", p->folder, m->id);
	snprintf(whole, sizeof(whole), "%s/%s.txt", p->folder, m->id);
	if (unlink(part) != 0 && errno != ENOENT) {
		snprintf(why, POST_WHY, "%s", strerror(errno));
		return false;
	}
	done = folder_write(part, b.data, b.size, &err) == FAULT_NONE;
	if (done && rename(part, whole) != 0) {
		snprintf(err.detail, sizeof(err.detail), "%s", strerror(errno));
		done = false;
	}
	done = done && folder_sync(p->folder, &err) == FAULT_NONE;
	if (!done) {
		snprintf(why, POST_WHY, "%.60s", err.detail);
		(void)!unlink(part);
	}
	return done;
}

/* --- the sender's process --- */

static void start_sender(struct post *p, const char *program)
{
	int ends[2];
	pid_t pid;

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
		fatal("socketpair: %s", strerror(errno));
	pid = fork();
	if (pid < 0)
		fatal("fork: %s", strerror(errno));
	if (pid == 0) {
		close(ends[0]);
		post_sender_run(ends[1], program);
	}
	close(ends[1]);
	p->fd = ends[0];
}

/* As the state folder's owner, as whom the clerk goes on: what root gave away by name might be
   another file by then. Where it cannot be made, each message says so. The signal of the parent's
   death is lost when the user changes. */
static void make_folder(const char *state, const char *folder)
{
	int death = 0;

	prctl(PR_GET_PDEATHSIG, &death);
	owner_stand_in(state);
	(void)!mkdir(folder, 0700);
	owner_step_back();
	prctl(PR_SET_PDEATHSIG, death);
}

struct post *post_open(const char *state, const struct config *c)
{
	struct post *p = calloc(1, sizeof(*p));

	if (p == NULL)
		fatal("out of memory");
	p->fd = -1;
	if (c->sender[0] != '\0') {
		start_sender(p, c->sender);
		return p;
	}
	if ((size_t)snprintf(p->folder, sizeof(p->folder), "%s/%s", state, POST_FOLDER) >=
	    sizeof(p->folder))
		fatal("the state folder's path is too long");
	make_folder(state, p->folder);
	return p;
}

int post_fd(const struct post *p)
{
	return p->fd;
}

bool post_is_busy(const struct post *p)
{
	return p->busy[0] != '\0';
}

const char *post_busy_with(const struct post *p)
{
	return p->busy;
}

static enum fault is_gone(struct error *err)
{
	return fail(err, FAULT_BROKEN, N_("The sender's process has ended."), "sender: %s",
		    strerror(errno));
}

enum fault post_give(struct post *p, const struct spool_message *m, bool *ret_done,
		     enum spool_result *ret, char ret_why[POST_WHY], struct error *err)
{
	BUFFER_CLEAN struct buffer b = {.cap = POST_MESSAGE};
	ssize_t sent;

	ret_why[0] = '\0';
	*ret_done = p->fd < 0;
	if (p->fd < 0) {
		*ret = drop_file(p, m, ret_why) ? SPOOL_SENT : SPOOL_HERE;
		return FAULT_NONE;
	}
	write_message(&b, m);
	sent = write(p->fd, b.data, b.size);
	if (sent != (ssize_t)b.size)
		return is_gone(err);
	snprintf(p->busy, sizeof(p->busy), "%s", m->id);
	return FAULT_NONE;
}

enum fault post_answer(struct post *p, enum spool_result *ret, char ret_why[POST_WHY],
		       struct error *err)
{
	struct post_told told;

	if (read(p->fd, &told, sizeof(told)) != (ssize_t)sizeof(told))
		return is_gone(err);
	p->busy[0] = '\0';
	*ret = told.result;
	memcpy(ret_why, told.why, POST_WHY);
	ret_why[POST_WHY - 1] = '\0';
	return FAULT_NONE;
}
