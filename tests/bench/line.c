/* line.c - one visitor's SSH connection with a terminal at its end, and what it cost on the wire.
 */
#include "tests/bench/line.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <libssh/callbacks.h>
#include <libssh/libssh.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* An Ethernet's segments, so that what would be two packets there is two packets on loopback. */
#define SEGMENT 1448
#define PATIENCE_SECONDS 20
#define ANSWER_SECONDS 60 /* of a command */

struct line {
	int fd;    /* libssh's, which may close it when the server ends the session */
	int count; /* the same connection, for the kernel's counts */
	ssh_session session;
	ssh_channel channel;
	bool over;
	struct vt screen;
	struct ssh_channel_callbacks_struct calls; /* of a command */
	char *said;
	size_t said_len;
	int code; /* -1: not told yet */
};

uint64_t line_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000000 + (uint64_t)t.tv_nsec / 1000;
}

/* PROXY version 2, IPv4: what a balancer sends ahead of its visitor's bytes. */
static bool send_header(int fd, const struct where *w, unsigned n)
{
	uint8_t head[28] = "\r\n\r\n\0\r\nQUIT\n\x21\x11\0\x0c";
	uint32_t source = htonl(w->from + (n % w->networks << 8) + 1 + n / w->networks % 250);

	memcpy(head + 16, &source, sizeof source);
	memcpy(head + 20, &source, sizeof source);
	head[24] = head[26] = 0x80; /* ports, which nobody looks at */
	return write(fd, head, sizeof head) == (ssize_t)sizeof head;
}

int line_dial(const struct where *w, unsigned n)
{
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	int one = 1, segment = SEGMENT;
	struct sockaddr_in from = {.sin_family = AF_INET};
	struct sockaddr_in to = {.sin_family = AF_INET};

	if (fd < 0)
		return -1;
	from.sin_addr.s_addr =
		htonl(w->from != 0 ? INADDR_LOOPBACK
				   : 127u << 24 | (1 + n / 250 % 200) << 16 | n % 250 << 8 | 1);
	to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	to.sin_port = htons((uint16_t)w->port);
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
	setsockopt(fd, IPPROTO_TCP, TCP_MAXSEG, &segment, sizeof segment);
	if (bind(fd, (struct sockaddr *)&from, sizeof from) == 0 &&
	    connect(fd, (struct sockaddr *)&to, sizeof to) == 0 &&
	    (w->from == 0 || send_header(fd, w, n)))
		return fd;
	close(fd);
	return -1;
}

static void choose(ssh_session s, const struct where *w, int fd)
{
	const char *compression = w->zlib ? "zlib@openssh.com,none" : "none";
	bool no = false;
	long patience = PATIENCE_SECONDS;

	ssh_options_set(s, SSH_OPTIONS_PROCESS_CONFIG, &no);
	ssh_options_set(s, SSH_OPTIONS_HOST, "127.0.0.1");
	ssh_options_set(s, SSH_OPTIONS_FD, &fd);
	ssh_options_set(s, SSH_OPTIONS_USER, w->user);
	ssh_options_set(s, SSH_OPTIONS_TIMEOUT, &patience);
	ssh_options_set(s, SSH_OPTIONS_COMPRESSION_C_S, compression);
	ssh_options_set(s, SSH_OPTIONS_COMPRESSION_S_C, compression);
}

static bool sign_in(ssh_session s, const char *file)
{
	ssh_key key = NULL;
	bool ok;

	if (file == NULL)
		return ssh_userauth_none(s, NULL) == SSH_AUTH_SUCCESS;
	ok = ssh_pki_import_privkey_file(file, NULL, NULL, NULL, &key) == SSH_OK &&
	     ssh_userauth_publickey(s, NULL, key) == SSH_AUTH_SUCCESS;
	ssh_key_free(key);
	return ok;
}

/* What a command says is taken as it arrives: libssh gives nothing any more once the server, which
 * has said all, has closed the connection. */
static int take_said(ssh_session s, ssh_channel c, void *data, uint32_t len, int is_error, void *to)
{
	struct line *l = to;
	char *grown = is_error ? NULL : realloc(l->said, l->said_len + len);

	(void)s;
	(void)c;
	if (grown != NULL) {
		memcpy(grown + l->said_len, data, len);
		l->said = grown;
		l->said_len += len;
	}
	return (int)len;
}

static void take_code(ssh_session s, ssh_channel c, int code, void *to)
{
	struct line *l = to;

	(void)s;
	(void)c;
	l->code = code;
}

static bool run(struct line *l, const char *command)
{
	l->calls = (struct ssh_channel_callbacks_struct){
		.userdata = l,
		.channel_data_function = take_said,
		.channel_exit_status_function = take_code,
	};
	ssh_callbacks_init(&l->calls);
	return ssh_set_channel_callbacks(l->channel, &l->calls) == SSH_OK &&
	       ssh_channel_request_exec(l->channel, command) == SSH_OK;
}

static bool set_up(struct line *l, const struct where *w)
{
	if (ssh_connect(l->session) != SSH_OK || !sign_in(l->session, w->key))
		return false;
	if (w->mute)
		return true;
	l->channel = ssh_channel_new(l->session);
	if (l->channel == NULL || ssh_channel_open_session(l->channel) != SSH_OK)
		return false;
	if (w->command != NULL)
		return run(l, w->command);
	/* As Debian's ssh does; a server may refuse it. */
	(void)ssh_channel_request_env(l->channel, "LANG", "en_US.UTF-8");
	return ssh_channel_request_pty_size(l->channel, "xterm-256color", VT_COLS, VT_ROWS) ==
		       SSH_OK &&
	       ssh_channel_request_shell(l->channel) == SSH_OK;
}

struct line *line_open(const struct where *w, unsigned n)
{
	struct line *l = calloc(1, sizeof *l);

	if (l == NULL)
		return NULL;
	vt_clear(&l->screen);
	l->code = -1;
	l->fd = line_dial(w, n);
	if (w->between != NULL)
		l->fd = w->between(l->fd, n);
	l->session = ssh_new();
	l->count = l->fd < 0 ? -1 : fcntl(l->fd, F_DUPFD_CLOEXEC, 0);
	if (l->count < 0 || l->session == NULL) {
		fprintf(stderr, "client: cannot connect to port %d\n", w->port);
		line_close(l);
		return NULL;
	}
	choose(l->session, w, l->fd);
	if (!set_up(l, w)) {
		fprintf(stderr, "client: port %d: %s\n", w->port, ssh_get_error(l->session));
		line_close(l);
		return NULL;
	}
	return l;
}

/* libssh closes the descriptor that it was given in some of its ways and not in others. */
static bool is_open_still(const struct line *l)
{
	struct stat one, other;

	return fstat(l->fd, &one) == 0 && fstat(l->count, &other) == 0 &&
	       one.st_ino == other.st_ino && one.st_dev == other.st_dev;
}

void line_close(struct line *l)
{
	if (l == NULL)
		return;
	if (l->channel != NULL)
		ssh_channel_free(l->channel);
	if (l->session != NULL) {
		if (ssh_is_connected(l->session) == 1)
			ssh_disconnect(l->session);
		ssh_free(l->session);
	}
	if (l->fd >= 0 && (l->count < 0 || is_open_still(l)))
		close(l->fd);
	if (l->count >= 0)
		close(l->count);
	free(l->said);
	free(l);
}

void line_drop(struct line *l, bool silent)
{
	struct linger reset = {.l_onoff = 1};
	int on = 1;

	/* A socket in repair is closed without a packet (tcp(7)). */
	if (!silent || setsockopt(l->count, IPPROTO_TCP, TCP_REPAIR, &on, sizeof on) != 0)
		setsockopt(l->count, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
	ssh_free(l->session); /* with its channel, and without a message about it */
	close(l->count);
	free(l->said);
	free(l);
}

int line_fd(const struct line *l)
{
	return l->fd;
}

bool line_send(struct line *l, const char *keys, size_t len)
{
	return ssh_channel_write(l->channel, keys, (uint32_t)len) == (int)len;
}

bool line_take(struct line *l)
{
	unsigned char bytes[8192];

	while (!l->over) {
		int n = ssh_channel_read_nonblocking(l->channel, bytes, sizeof bytes, 0);

		if (n > 0)
			vt_feed(&l->screen, bytes, (size_t)n);
		else if (n == 0 && !ssh_channel_is_eof(l->channel))
			return true;
		else if (n != SSH_AGAIN)
			l->over = true;
		else
			return true;
	}
	return false;
}

int line_answer(struct line *l, const char *given, size_t len, char *ret, size_t room)
{
	uint64_t until = line_now() + (uint64_t)ANSWER_SECONDS * 1000000;
	size_t fits;

	/* What needs no input may be over before. */
	ssh_channel_write(l->channel, given, (uint32_t)len);
	ssh_channel_send_eof(l->channel);
	while (l->code < 0 && line_now() < until && ssh_is_connected(l->session) == 1)
		ssh_channel_get_exit_status(l->channel);
	fits = l->said_len < room ? l->said_len : room - 1;
	if (fits > 0)
		memcpy(ret, l->said, fits);
	ret[fits] = '\0';
	return l->code;
}

bool line_wait(struct line *l, const char *text, int timeout_ms)
{
	uint64_t until = line_now() + (uint64_t)timeout_ms * 1000;

	for (;;) {
		bool open = line_take(l);
		uint64_t now = line_now();
		struct pollfd p = {.fd = l->fd, .events = POLLIN};

		if (text == NULL ? !open : vt_shows(&l->screen, text))
			return true;
		if (!open || now >= until)
			return false;
		poll(&p, 1, (int)((until - now) / 1000) + 1);
	}
}

void line_rest(struct line *l, int ms)
{
	uint64_t until = line_now() + (uint64_t)ms * 1000;

	for (uint64_t now = line_now(); now < until; now = line_now()) {
		struct pollfd p = {.fd = l->over ? -1 : l->fd, .events = POLLIN};

		poll(&p, 1, (int)((until - now) / 1000) + 1);
		line_take(l);
	}
}

const struct vt *line_screen(const struct line *l)
{
	return &l->screen;
}

struct cost line_cost(const struct line *l)
{
	struct tcp_info i = {0};
	socklen_t len = sizeof i;

	getsockopt(l->count, IPPROTO_TCP, TCP_INFO, &i, &len);
	return (struct cost){.bytes_in = i.tcpi_bytes_received,
			     .bytes_out = i.tcpi_bytes_sent,
			     .packets_in = i.tcpi_segs_in,
			     .packets_out = i.tcpi_segs_out};
}
