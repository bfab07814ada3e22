/* gate.c - the network half of one visitor: its loop, its limits and its end. */
#include "server/gate/gate_inside.h"

#include "i18n/base/memory.h"
#include "server/sandbox/sandbox.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/time.h>

#define BANNER_WAIT 400       /* milliseconds */
#define BANNER_WAIT_LOST 2500 /* where the line has lost a packet already, or is slow */
#define SLOW_TRIP 200         /* milliseconds there and back */
#define READ_ON 16            /* times in a turn */
#define READ_MUCH 2048        /* bytes: then there may be more */

void gate_end(struct gate *g, const char *why)
{
	if (g->over == NULL)
		g->over = why;
}

/* The kernel ends a gate that stays in one turn of its loop: each turn winds the clock up again. */
static void wind_up(int64_t now)
{
	static int64_t last;
	struct itimerval t = {.it_value = {.tv_sec = LIMIT_SPIN_SECONDS}};

	if (now - last < 1000 && last != 0)
		return;
	last = now;
	setitimer(ITIMER_PROF, &t, NULL);
}

/* All the time of the processor that this visitor may have is used up. */
static volatile sig_atomic_t spent;

static void on_spent(int sig)
{
	(void)sig;
	spent = 1;
}

int gate_trip(const struct gate *g, bool *ret_lossy)
{
	struct tcp_info t = {0};
	socklen_t size = sizeof(t);
	bool known = getsockopt(g->client, IPPROTO_TCP, TCP_INFO, &t, &size) == 0;

	if (ret_lossy != NULL)
		*ret_lossy = known && (t.tcpi_rtt == 0 || t.tcpi_total_retrans > 0);
	return known ? (int)(t.tcpi_rtt / 1000) : 0;
}

/* The client's own packets wait for acknowledgements (its Nagle) while it has no terminal yet: what
 * came is acknowledged at once. */
static void acknowledge(const struct gate *g)
{
	int on = 1;

	setsockopt(g->client, IPPROTO_TCP, TCP_QUICKACK, &on, sizeof(on));
}

static void set_cork(struct gate *g, int on)
{
	setsockopt(g->client, IPPROTO_TCP, TCP_CORK, &on, sizeof(on));
}

/* Only what is ASCII and can be printed, for logs. */
static void add_banner(struct buffer *b, const char *banner)
{
	char text[65];
	size_t len = 0;

	for (; banner != NULL && *banner != '\0' && len < sizeof(text) - 1; banner++)
		if (*banner > ' ' && *banner <= '~')
			text[len++] = *banner;
	text[len] = '\0';
	wire_add_text(b, text);
}

/* The exchange of keys is over: the desk hears who calls, the login begins. */
static void begin_login(struct gate *g)
{
	BUFFER_CLEAN struct buffer b;

	buffer_open(&b, 256);
	add_banner(&b, ssh_get_clientbanner(g->session));
	wire_add_number(&b, g->compressed, 1);
	if (!wire_put(&g->wire, WIRE_HELLO, b.data, b.size))
		gate_end(g, g->wire.wrong);
	gate_phase_finish(g, GATE_SERVICE);
}

/* libssh takes up to 4 KiB at a time. Of a file there is more, which is taken in the same turn as
 * long as the desk can have it; a key is never followed by another look. */
static bool read_on(struct gate *g)
{
	uint64_t before;

	for (int i = 0; i < READ_ON; i++) {
		before = g->read.in_bytes;
		if (ssh_event_dopoll(g->event, 0) == SSH_ERROR)
			return false;
		if (g->phase != GATE_IN || g->over != NULL ||
		    g->read.in_bytes - before < READ_MUCH ||
		    g->wire.out.size >= LIMIT_GATE_PRESSURE)
			break;
	}
	return true;
}

static void step_client(struct gate *g)
{
	int rc;

	if (g->phase < GATE_SERVICE) {
		rc = ssh_handle_key_exchange(g->session);
		acknowledge(g);
		gate_phase_look(g);
		if (rc == SSH_OK)
			begin_login(g);
		else if (rc != SSH_AGAIN)
			gate_end(g, "no keys could be agreed");
	} else if (!read_on(g)) {
		gate_end(g, "the client is gone");
	}
	gate_auth_settle(g);
	/* Of one that hangs up before our version is sent libssh has closed the line, and tells it
	 * by nothing else. */
	if ((ssh_get_status(g->session) & (SSH_CLOSED | SSH_CLOSED_ERROR)) != 0 ||
	    ssh_get_fd(g->session) < 0)
		gate_end(g, "the client is gone");
	if (g->phase != GATE_IN && g->counter.in_packets > LIMIT_LOGIN_PACKETS)
		gate_end(g, "too many packets before the login");
}

static void read_client(void *ctx, int fd, short came)
{
	(void)fd, (void)came;
	step_client(ctx);
}

static void answer_ping(struct gate *g)
{
	BUFFER_CLEAN struct buffer b;
	int trip = gate_trip(g, NULL);

	buffer_open(&b, 16);
	wire_add_number(&b, g->moved, 1);
	wire_add_number(&b, trip < UINT16_MAX ? (uint64_t)trip : UINT16_MAX, 2);
	g->moved = false;
	if (!wire_put(&g->wire, WIRE_BEAT, b.data, b.size))
		gate_end(g, g->wire.wrong);
}

/* The desk hears of the gate at its own pace when nothing is under way: of much work at once, so
 * that it can look. */
static void show_work(struct gate *g)
{
	clock_t used = clock();

	if (used - g->shown < CLOCKS_PER_SEC / 2)
		return;
	g->shown = used;
	answer_ping(g);
}

static void read_desk(void *ctx, int fd, short came)
{
	struct gate *g = ctx;
	struct wire_message m;

	(void)fd;
	if ((came & (POLLIN | POLLHUP | POLLERR)) == 0)
		return;
	if (!wire_fill(&g->wire))
		gate_end(g, "the desk is gone");
	while (g->over == NULL && wire_next(&g->wire, &m)) {
		if (m.kind == WIRE_PING)
			answer_ping(g);
		else if (m.kind == WIRE_LEAVE)
			gate_end(g, "the desk ends it");
		else if (m.kind != WIRE_VERDICT)
			gate_channel_take(g, &m);
	}
	if (g->wire.wrong != NULL)
		gate_end(g, g->wire.wrong);
}

static void wait_for_both(struct gate *g, struct loop *l)
{
	int flags = ssh_get_poll_flags(g->session);
	short client = 0, desk = 0;

	/* libssh cannot write without reading on: while the desk has enough to take it does
	 * neither.
	 */
	if (g->wire.out.size < LIMIT_GATE_PRESSURE)
		client = (short)((flags & SSH_WRITE_PENDING) != 0 ? POLLIN | POLLOUT : POLLIN);
	if (gate_channel_is_free(g))
		desk |= POLLIN;
	if (wire_has_output(&g->wire))
		desk |= POLLOUT;
	loop_begin(l);
	loop_watch(l, g->client, client, read_client, g);
	loop_watch(l, g->wire.fd, desk, read_desk, g);
	loop_until(l, g->deadline);
	gate_phase_watch(g, l);
	if (g->undrained && g->active != NULL)
		loop_within(l, g->drain_wait);
	if (!loop_wait(l))
		gate_end(g, "poll failed");
}

static void turn(struct gate *g, struct loop *l)
{
	wait_for_both(g, l);
	wind_up(loop_now());
	set_cork(g, 1);
	loop_answer(l);
	if (g->over == NULL && g->phase == GATE_IN)
		gate_channel_pump(g);
	set_cork(g, 0);
	gate_phase_turn(g);
	show_work(g);
	if (memory_is_low())
		gate_end(g, GATE_NO_MEMORY);
	if (spent)
		gate_end(g, "its time of the processor is used up");
	if (!wire_flush(&g->wire))
		gate_end(g, "the desk is gone");
	if (g->deadline != 0 && loop_now() >= g->deadline)
		gate_end(g,
			 g->phase == GATE_IN ? "nothing was asked for" : "the login took too long");
}

static void see_banner(void *ctx, int fd, short came)
{
	(void)fd, (void)came;
	*(bool *)ctx = true;
}

/* Waits a moment for the first byte, so that the banner can be looked at; longer where the packet
 * with it may have been lost, since that would cost the whole visit its compression. A client that
 * lets the server speak first, such as ssh-keyscan, goes without. */
static void await_banner(struct gate *g, struct loop *l)
{
	bool lossy, came = false;
	int trip = gate_trip(g, &lossy);
	int64_t until = loop_now() + (lossy || trip >= SLOW_TRIP ? BANNER_WAIT_LOST : BANNER_WAIT);

	while (!came && g->over == NULL && loop_now() < until) {
		loop_begin(l);
		loop_watch(l, g->client, POLLIN, see_banner, &came);
		loop_watch(l, g->wire.fd, POLLIN, read_desk, g);
		loop_until(l, until);
		if (!loop_wait(l))
			gate_end(g, "poll failed");
		loop_answer(l);
		if (!wire_flush(&g->wire))
			gate_end(g, "the desk is gone");
	}
}

static void say_bye(struct gate *g)
{
	BUFFER_CLEAN struct buffer b;

	buffer_open(&b, 256);
	if (g->wire.wrong != NULL)
		return;
	wire_add_text(&b, g->over);
	wire_put(&g->wire, WIRE_BYE, b.data, b.size);
	wire_flush(&g->wire);
}

/* A connection that is closed while bytes of the client's wait takes the last words with it, before
   the client has read them: what still comes is read, for a moment. libssh has closed its own
   descriptor by now. */
static void let_it_read(const struct gate *g)
{
	int64_t until = loop_now() + LIMIT_LAST_BYTES;
	char bytes[4096];
	ssize_t n = 1;

	if ((g->phase != GATE_IN && g->last_words == NULL) || g->line < 0 ||
	    shutdown(g->line, SHUT_WR) != 0)
		return;
	while (n > 0 && loop_now() < until)
		n = loop_one(g->line, POLLIN, (int)(until - loop_now())) == 0
			    ? 0
			    : read(g->line, bytes, sizeof(bytes));
}

static void prepare(struct gate *g, const struct config *c, int client, int desk)
{
	int on = 1;

	*g = (struct gate){.config = c, .client = client, .line = dup(client)};
	wire_open(&g->wire, desk, END_GATE);
	buffer_open(&g->out, LIMIT_GATE_OUTPUT);
	buffer_open(&g->errors, LIMIT_GATE_OUTPUT);
	gate_phase_start(g);
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXCPU, on_spent);
	fcntl(client, F_SETFL, fcntl(client, F_GETFL) | O_NONBLOCK);
	fcntl(desk, F_SETFL, fcntl(desk, F_GETFL) | O_NONBLOCK);
	setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
}

_Noreturn void gate_run(struct gate_host *h, const struct config *c, int client, int desk)
{
	struct gate g;
	struct loop l;

	prepare(&g, c, client, desk);
	sandbox_gate();
	memory_guard(NULL, NULL);
	wind_up(loop_now());
	await_banner(&g, &l);
	g.session = gate_keys_accept(h, client);
	g.event = ssh_event_new();
	if (g.session == NULL || g.event == NULL)
		fatal("libssh takes no connection");
	ssh_set_counters(g.session, &g.read, &g.counter); /* only the second counts packets */
	gate_phase_hear(&g);
	gate_choose_compression(&g);
	gate_auth_start(&g);
	/* The first step sends our half; the rest comes with the client's bytes. The version goes
	 * by itself: the client may send its offer while ours is on its way. */
	ssh_set_fd_towrite(g.session);
	if (g.over == NULL)
		step_client(&g);
	ssh_event_add_session(g.event, g.session);
	while (g.over == NULL)
		turn(&g, &l);
	say_bye(&g);
	gate_channel_put_back(&g);
	if (g.last_words != NULL) {
		ssh_session_set_disconnect_message(g.session, g.last_words);
		ssh_set_fd_towrite(g.session); /* behind the answer that has just gone */
	}
	ssh_disconnect(g.session);
	let_it_read(&g);
#ifdef SHUBBAK_SANITIZED
	exit(0); /* leaks are looked for at exit */
#else
	_exit(0);
#endif
}
