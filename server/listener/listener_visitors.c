/* listener_visitors.c - who comes, who makes room for whom, and who has gone. */
#include "server/listener/listener_inside.h"

#include "server/log.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <sodium.h>
#include <sys/wait.h>

#define ACCEPT_AT_ONCE 32
#define NOTES_AT_ONCE 64
#define NOTES_BYTES (8 * 1024 * 1024) /* the system counts a note as about a thousand */
#define KEEPALIVE_SECONDS 60
#define CLEARING 50 /* milliseconds to wait for places that are being left */

static void set_line(int fd)
{
	int on = 1, idle = KEEPALIVE_SECONDS, count = 4, interval = 15;
	unsigned unanswered = LIMIT_UNANSWERED;

	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
	setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof(on));
	setsockopt(fd, IPPROTO_TCP, TCP_KEEPIDLE, &idle, sizeof(idle));
	setsockopt(fd, IPPROTO_TCP, TCP_KEEPCNT, &count, sizeof(count));
	setsockopt(fd, IPPROTO_TCP, TCP_KEEPINTVL, &interval, sizeof(interval));
	setsockopt(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, &unanswered, sizeof(unanswered));
}

static void end_now(struct visitor_seat *p)
{
	p->killed = true;
	kill(p->pid, SIGKILL);
}

/* Sends one away: at once who has nothing to lose, with a word else (`sig`). Of those who pack the
 * first has to go now where they become many, so that no newcomer waits for them. */
static void send_away(struct listener *l, struct visitor_seat *p, int sig)
{
	p->leaving = true;
	p->left = loop_now();
	if (p->class <= CLASS_IN)
		end_now(p);
	else
		kill(p->pid, sig);
	while ((p = visitors_slowest(&l->visitors, LIMIT_PACKING / 2)) != NULL)
		end_now(p);
}

void listener_reap(struct listener *l)
{
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		struct visitor_seat *p = visitors_find(&l->visitors, pid);

		if (pid == l->clerk) {
			l->clerk = 0;
			if (l->leave_at == 0 && status != 0)
				log_line(LOG_WARNING, "the clerk has ended (%d)", status);
		}
		if (pid == l->trial)
			listener_end_trial(l, status);
		if (pid == l->rehearsal)
			listener_end_rehearsal(l, status);
		if (p == NULL) {
			listener_end_reader(l, pid, status);
			continue;
		}
		if (WIFEXITED(status) && WEXITSTATUS(status) == DESK_ATTACKED) {
			log_line(LOG_WARNING, "one of %s has to wait", p->source);
			visitors_bar(&l->visitors, p->line, loop_now() + LIMIT_BARRED_TIME);
			listener_note_attack(l);
		} else if (WIFSIGNALED(status) && !p->leaving && l->leave_at == 0) {
			log_line(LOG_ERROR, "a desk was ended by signal %d", WTERMSIG(status));
		}
		visitors_drop(&l->visitors, pid);
		stays_drop(&l->stays, pid);
		listener_drop_readers(l, pid);
		listener_heir_expect(l);
	}
}

/* More have been told to go than there are places to pack in: they have to go at once. */
static void clear_leaving(struct listener *l)
{
	for (size_t i = 0; i < l->visitors.count; i++)
		if (l->visitors.seats[i].leaving)
			kill(l->visitors.seats[i].pid, SIGKILL);
	for (int i = 0; i < CLEARING && l->visitors.count == l->visitors.room; i++) {
		loop_pause(1);
		listener_reap(l);
	}
}

/* What the configuration allows, as far as there are places since the start. */
static struct visitors_most most_of(const struct listener *l)
{
	size_t places = l->visitors.room - LIMIT_KNOCKING - LIMIT_PACKING;

	return (struct visitors_most){
		.in = (size_t)l->config.visitors < places ? (size_t)l->config.visitors : places,
		.of_source = (size_t)l->config.visitors_per_source,
		.of_identity = (size_t)l->config.visitors_per_identity,
	};
}

/* Room for one more to knock; false only where processes that were ended do not go. */
static bool make_room(struct listener *l)
{
	struct visitors *v = &l->visitors;
	struct visitor_seat *p;

	while ((p = visitors_for_knock(v, most_of(l).in, loop_now(), randombytes_random())) != NULL)
		send_away(l, p, SIGUSR1);
	if (v->count == v->room)
		clear_leaving(l);
	return v->count < v->room;
}

/* Room for one who has come in or signed in. */
static void make_room_for(struct listener *l, struct visitor_seat *in)
{
	const struct visitors_most most = most_of(l);
	struct visitor_seat *p;
	bool own;

	while ((p = visitors_for(&l->visitors, in, &most, loop_now(), randombytes_random(),
				 &own)) != NULL)
		send_away(l, p, own ? SIGUSR2 : SIGUSR1);
}

_Noreturn void listener_be_desk(struct listener *l, int client, const char *source, bool exempt,
				pid_t parent)
{
	struct desk_setup s = {.config = &l->config,
			       .state = l->state,
			       .catalogue = l->catalogue,
			       .host = l->host,
			       .client = client,
			       .exempt = exempt,
			       .port = l->port,
			       .notes = l->notes[1],
			       .stays = l->desks[1],
			       .has_reader = l->programme >= 0,
			       .stay_key = l->stay_key};

	listener_leave(l, parent, true);
	snprintf(s.source, sizeof(s.source), "%s", source);
	desk_run(&s);
}

void listener_welcome(struct listener *l, int client, const struct sockaddr_storage *a)
{
	bool exempt = source_is_among(a, l->config.exempt);
	char source[SOURCE_ROOM], line[SOURCE_ROOM];
	pid_t parent = getpid(), pid;

	source_name(a, source);
	source_line(a, line);
	if (visitors_is_barred(&l->visitors, line, loop_now()) || !make_room(l)) {
		log_line(LOG_WARNING, "no room for %s", source);
		close(client);
		return;
	}
	set_line(client);
	/* Without what libraries of libpq's that nobody here uses would write in each child: pages
	   of its own. OpenSSL goes by the process's number, libsodium asks the kernel each time. */
	pid = _Fork();
	if (pid == 0)
		listener_be_desk(l, client, source, exempt, parent);
	close(client);
	if (pid < 0) {
		log_line(LOG_ERROR, "no process for a visitor: %s", strerror(errno));
		return;
	}
	visitors_add(&l->visitors, pid, source, line, exempt, loop_now());
	log_line(LOG_INFO, "visitor from %s", source);
}

void listener_accept(void *ctx, int fd, short came)
{
	struct listener *l = ctx;

	(void)came;
	for (int i = 0; i < ACCEPT_AT_ONCE && fd == l->fd; i++) {
		struct sockaddr_storage a;
		socklen_t len = sizeof(a);
		int client = accept4(fd, (struct sockaddr *)&a, &len, SOCK_CLOEXEC);

		if (client < 0) {
			if (errno == EMFILE || errno == ENFILE || errno == ENOMEM)
				loop_pause(100);
			return;
		}
		listener_try_catalogue(l);
		if (listener_is_balancer(l, &a))
			listener_bring(l, client, &a);
		else
			listener_welcome(l, client, &a);
	}
}

/* As many notes wait as the system allows while the listener is busy. */
static void make_long(int end)
{
	int size = NOTES_BYTES;

	if (setsockopt(end, SOL_SOCKET, SO_SNDBUFFORCE, &size, sizeof(size)) != 0)
		setsockopt(end, SOL_SOCKET, SO_SNDBUF, &size, sizeof(size));
}

/* The kernel says who sends; see speaker(). */
void listener_open_desks(struct listener *l)
{
	if (!stay_pair(l->notes) || !stay_pair(l->desks) || !stay_ask_who(l->notes[0]) ||
	    !stay_ask_who(l->desks[0]))
		fatal("no descriptors: %s", strerror(errno));
	make_long(l->notes[1]);
	randombytes_buf(l->stay_key, sizeof(l->stay_key));
}

static void take_note(struct listener *l, struct visitor_seat *p, const struct desk_note *note)
{
	struct visitor_seat *longest;

	visitors_tell(p, (enum desk_class)note->class, note->token, loop_now());
	make_room_for(l, p);
	if (p->class != CLASS_WAITING)
		return;
	/* Another desk of the same identity has come meanwhile: nobody would find this one. */
	if (!stays_has(&l->stays, p->pid))
		send_away(l, p, SIGUSR1);
	longest = visitors_longest(&l->visitors, CLASS_WAITING, (size_t)l->config.stays);
	if (longest != NULL)
		send_away(l, longest, SIGUSR1);
}

/* A word of one desk about another, or of none that is here, is nobody's. */
static struct visitor_seat *speaker(struct listener *l, pid_t says, pid_t is)
{
	struct visitor_seat *p = visitors_find(&l->visitors, is);

	if (says == is)
		return p;
	log_line(LOG_WARNING, "process %d speaks as %d and is not believed", (int)is, (int)says);
	return NULL;
}

/* A desk writes one note at a time; of many that have come, so many are read before others have
 * their turn. */
void listener_read_notes(void *ctx, int from, short came)
{
	struct listener *l = ctx;
	struct desk_note note;
	pid_t pid;
	int fd;

	(void)came;
	for (int i = 0; i < NOTES_AT_ONCE; i++) {
		struct visitor_seat *p;
		ssize_t n = stay_hear(from, &note, sizeof(note), &fd, &pid);

		if (fd >= 0)
			close(fd);
		if (n <= 0)
			return;
		p = n == (ssize_t)sizeof(note) ? speaker(l, note.pid, pid) : NULL;
		if (p != NULL && note.class >= CLASS_KNOCKING && note.class <= CLASS_ASIDE)
			take_note(l, p, &note);
	}
}

/* One desk an identity: of two, the one that waits goes. */
static void take_stay(struct listener *l, const struct stay_note *note, int fd)
{
	struct visitor_seat *other;

	if (stay_is_nobody(note->token)) {
		stays_drop(&l->stays, note->pid);
		if (fd >= 0)
			close(fd);
		return;
	}
	other = visitors_find(&l->visitors, stays_put(&l->stays, note->pid, note->token, fd));
	if (other != NULL && other->class == CLASS_WAITING && !other->leaving)
		send_away(l, other, SIGUSR1);
}

void listener_read_desk(void *ctx, int from, short came)
{
	struct listener *l = ctx;
	struct stay_note note;
	const struct stay_seat *at;
	bool heard;
	ssize_t n;
	pid_t pid;
	int fd;

	(void)came;
	while ((n = stay_hear(from, &note, sizeof(note), &fd, &pid)) > 0) {
		heard = n == (ssize_t)sizeof(note) && speaker(l, note.pid, pid) != NULL;
		if (heard && note.word == STAY_HERE) {
			take_stay(l, &note, fd);
			continue;
		}
		if (heard && (note.word == STAY_READ || note.word == STAY_DRAW))
			listener_start_reader(l, &note, fd);
		at = heard && note.word == STAY_CLAIM ? stays_find(&l->stays, note.token) : NULL;
		if (at != NULL && at->pid != note.pid)
			stay_send(at->fd, &note, sizeof(note), fd);
		if (fd >= 0)
			close(fd);
	}
}
