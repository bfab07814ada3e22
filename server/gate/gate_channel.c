/* gate_channel.c - a visitor's channels, and the bytes of the one in use. */
#include "server/gate/gate_inside.h"

#include <linux/sockios.h>
#include <sys/ioctl.h>

#define WRITE_MOST ((size_t)64 * 1024)
#define DRAIN_FIRST                                                                                \
	1 /* milliseconds until the first look whether all has arrived; doubled up to the last */
#define DRAIN_LAST 40

static int clamp(int n, int least, int most)
{
	return n < least ? least : n > most ? most : n;
}

static void set_size(struct wire_open *o, int cols, int rows)
{
	/* 0 means that the client does not know. */
	o->cols = cols == 0 ? 80 : clamp(cols, 20, 500);
	o->rows = rows == 0 ? 24 : clamp(rows, 5, 200);
}

/* Copies what is a plain name; false when it is too long or holds anything else. */
static bool copy_name(char *to, size_t room, const char *from)
{
	size_t len = strnlen(from, room);

	if (len >= room ||
	    strspn(from, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._+-@") !=
		    len)
		return false;
	memcpy(to, from, len + 1);
	return true;
}

static int on_pty(ssh_session session, ssh_channel channel, const char *term, int cols, int rows,
		  int xpixel, int ypixel, void *userdata)
{
	struct gate_channel *c = userdata;

	(void)session, (void)channel, (void)xpixel, (void)ypixel;
	if (c->gate->active == c || !copy_name(c->asked.term, sizeof(c->asked.term), term))
		c->asked.term[0] = '\0';
	c->asked.pty = true;
	set_size(&c->asked, cols, rows);
	return 0;
}

static int on_env(ssh_session session, ssh_channel channel, const char *name, const char *value,
		  void *userdata)
{
	static const char *const langs[] = {"LANG", "LC_MESSAGES", "LC_ALL"};
	struct gate_channel *c = userdata;

	(void)session, (void)channel;
	if (c->envs++ >= LIMIT_VARIABLES)
		return -1;
	if (strcmp(name, "COLORTERM") == 0)
		return copy_name(c->asked.colours, sizeof(c->asked.colours), value) ? 0 : -1;
	for (int i = 0; i < 3; i++)
		if (strcmp(name, langs[i]) == 0 && value[0] != '\0' && i + 1 >= c->lang_rank) {
			c->lang_rank = i + 1;
			return copy_name(c->asked.lang, sizeof(c->asked.lang), value) ? 0 : -1;
		}
	return -1;
}

/* The channel begins what it was opened for; one at a time. */
static int begin(struct gate_channel *c, enum wire_open_kind kind)
{
	struct gate *g = c->gate;

	if (g->active != NULL || c->ended || g->phase != GATE_IN || g->over != NULL)
		return -1;
	c->asked.kind = kind;
	if (!wire_put_open(&g->wire, &c->asked)) {
		gate_end(g, "a request that cannot be passed on");
		return -1;
	}
	g->active = c;
	g->stdin_bytes = 0;
	g->taken = 0;
	g->input_ended = g->undrained = g->finished = false;
	g->will_size = 0;
	g->deadline = 0;
	buffer_clear(&g->out);
	buffer_clear(&g->errors);
	if (kind == OPEN_FILES)
		g->sftp = sftp_new();
	return 0;
}

static int on_shell(ssh_session session, ssh_channel channel, void *userdata)
{
	(void)session, (void)channel;
	return begin(userdata, OPEN_SHELL);
}

static int on_exec(ssh_session session, ssh_channel channel, const char *command, void *userdata)
{
	struct gate_channel *c = userdata;
	size_t len = strnlen(command, sizeof(c->asked.command));

	(void)session, (void)channel;
	if (len >= sizeof(c->asked.command))
		return -1;
	memcpy(c->asked.command, command, len + 1);
	return begin(c, OPEN_COMMAND);
}

static int on_subsystem(ssh_session session, ssh_channel channel, const char *name, void *userdata)
{
	(void)session, (void)channel;
	return strcmp(name, "sftp") == 0 ? begin(userdata, OPEN_FILES) : -1;
}

static int on_resize(ssh_session session, ssh_channel channel, int cols, int rows, int xpixel,
		     int ypixel, void *userdata)
{
	struct gate_channel *c = userdata;
	unsigned char size[4];

	(void)session, (void)channel, (void)xpixel, (void)ypixel;
	set_size(&c->asked, cols, rows);
	if (c->gate->active != c)
		return 0;
	for (int i = 0; i < 2; i++) {
		size[i] = (unsigned char)(c->asked.cols >> (8 * i));
		size[2 + i] = (unsigned char)(c->asked.rows >> (8 * i));
	}
	if (!wire_put(&c->gate->wire, WIRE_RESIZE, size, sizeof(size)))
		gate_end(c->gate, "more than can be passed on");
	return 0;
}

/* Nothing waits here, in libssh, or in the kernel for the client's machine to say that it has it.
 */
static bool has_arrived(struct gate *g)
{
	bool pending = (ssh_get_status(g->session) & SSH_WRITE_PENDING) != 0;
	bool waits = g->out.size > 0 || g->errors.size > 0;
	int queued = 0;

	if (ioctl(g->client, SIOCOUTQ, &queued) != 0)
		queued = 0;
	/* A client that takes nothing of this channel may still answer other packets. */
	g->moved = g->moved || (queued < g->queued && (pending || !waits));
	g->queued = queued;
	return !waits && !pending && queued == 0;
}

/* Tells the desk once that the client's machine has the frame. */
static void tell_arrival(struct gate *g)
{
	if (!g->undrained || !has_arrived(g))
		return;
	g->undrained = false;
	if (!wire_put(&g->wire, WIRE_DRAINED, &g->taken, 1))
		gate_end(g, g->wire.wrong);
}

/* Passes input on in pieces; a command's up to a little more than it may be, so that the desk can
 * say so. */
static void pass_input(struct gate *g, const unsigned char *data, size_t len)
{
	/* A key that was typed at a page must not overtake the news that the page was there. */
	tell_arrival(g);
	if (g->active->asked.kind == OPEN_COMMAND) {
		size_t left = LIMIT_GATE_INPUT - g->stdin_bytes;

		len = len < left ? len : left;
		g->stdin_bytes += len;
	}
	while (len > 0 && g->over == NULL) {
		size_t part = len < WIRE_READ ? len : WIRE_READ;

		if (!wire_put(&g->wire, WIRE_INPUT, data, part))
			gate_end(g, "more than can be passed on");
		data += part;
		len -= part;
	}
}

static int on_data(ssh_session session, ssh_channel channel, void *data, uint32_t len,
		   int is_stderr, void *userdata)
{
	struct gate_channel *c = userdata;
	struct gate *g = c->gate;

	(void)session, (void)channel;
	if (g->active != c || is_stderr || g->over != NULL || g->input_ended || len == 0)
		return (int)len;
	if (c->asked.kind != OPEN_FILES)
		pass_input(g, data, len);
	else if (!sftp_feed(g->sftp, data, len, &g->wire, &g->out))
		gate_end(g, "what is no sftp");
	return (int)len;
}

static void on_eof(ssh_session session, ssh_channel channel, void *userdata)
{
	struct gate_channel *c = userdata;
	struct gate *g = c->gate;

	(void)session, (void)channel;
	if (g->active != c || g->input_ended)
		return;
	g->input_ended = true;
	if (!wire_put(&g->wire, WIRE_INPUT_END, NULL, 0))
		gate_end(g, "more than can be passed on");
}

static void on_close(ssh_session session, ssh_channel channel, void *userdata)
{
	(void)session, (void)channel;
	((struct gate_channel *)userdata)->gone = true;
}

/* One at a time is served. Another is refused when it is opened, not when it asks for something:
 * only then do clients that share a connection go on over one of their own. */
static bool is_taken(const struct gate *g)
{
	for (int i = 0; i < LIMIT_CHANNELS; i++) {
		const struct gate_channel *c = &g->channels[i];

		if (c->channel != NULL && !c->ended && !c->gone)
			return true;
	}
	return false;
}

ssh_channel gate_channel_new(ssh_session session, void *userdata)
{
	struct gate *g = userdata;

	if (g->phase != GATE_IN || is_taken(g))
		return NULL;
	for (int i = 0; i < LIMIT_CHANNELS; i++) {
		struct gate_channel *c = &g->channels[i];

		if (c->channel != NULL)
			continue;
		*c = (struct gate_channel){.gate = g, .asked = {.cols = 80, .rows = 24}};
		c->channel = ssh_channel_new(session);
		c->callbacks = (struct ssh_channel_callbacks_struct){
			.userdata = c,
			.channel_data_function = on_data,
			.channel_eof_function = on_eof,
			.channel_close_function = on_close,
			.channel_pty_request_function = on_pty,
			.channel_shell_request_function = on_shell,
			.channel_exec_request_function = on_exec,
			.channel_env_request_function = on_env,
			.channel_subsystem_request_function = on_subsystem,
			.channel_pty_window_change_function = on_resize,
		};
		ssh_callbacks_init(&c->callbacks);
		if (c->channel != NULL)
			ssh_set_channel_callbacks(c->channel, &c->callbacks);
		return c->channel;
	}
	return NULL;
}

void gate_channel_take(struct gate *g, const struct wire_message *m)
{
	bool fits = true;

	/* What the desk said before it heard that the channel has ended. */
	if (g->active == NULL || m->channel != g->wire.channel || g->active->gone)
		return;
	if (m->kind == WIRE_WILL) {
		g->will_size = m->size;
		memcpy(g->will, m->data, m->size);
		return;
	}
	g->undrained = true;
	g->drain_wait = DRAIN_FIRST;
	if (m->kind == WIRE_OUTPUT || m->kind == WIRE_ERRORS)
		g->taken++;
	if (m->kind == WIRE_OUTPUT)
		fits = buffer_add(&g->out, m->data, m->size);
	else if (m->kind == WIRE_ERRORS)
		fits = buffer_add(&g->errors, m->data, m->size);
	else if (m->kind == WIRE_FILE_ANSWER)
		fits = g->sftp != NULL && sftp_answer(g->sftp, m, &g->out);
	else if (m->kind == WIRE_FINISH) {
		g->finished = true;
		g->exit_status = m->data[0];
	}
	if (!fits)
		gate_end(g, "an answer that cannot be passed on");
}

void gate_channel_put_back(struct gate *g)
{
	ssh_channel channel = g->active == NULL ? NULL : g->active->channel;

	if (g->active == NULL || g->active->gone || g->active->ended || g->will_size == 0 ||
	    ssh_channel_window_size(channel) < g->will_size ||
	    (ssh_get_status(g->session) & SSH_WRITE_PENDING) != 0)
		return;
	if (g->active->asked.kind == OPEN_COMMAND)
		ssh_channel_write_stderr(channel, g->will, (uint32_t)g->will_size);
	else
		ssh_channel_write(channel, g->will, (uint32_t)g->will_size);
	g->will_size = 0;
}

bool gate_channel_is_free(const struct gate *g)
{
	return g->out.size + g->errors.size + 2 * WIRE_PAYLOAD < LIMIT_GATE_OUTPUT;
}

/* Writes what the window allows as one channel write; what does not go stays. */
static void write_some(struct gate *g, struct buffer *b, bool errors)
{
	ssh_channel channel = g->active->channel;
	size_t window = ssh_channel_window_size(channel);
	size_t size = b->size < window ? b->size : window;
	int n;

	if (size == 0 || (ssh_get_status(g->session) & SSH_WRITE_PENDING) != 0)
		return;
	size = size < WRITE_MOST ? size : WRITE_MOST;
	n = errors ? ssh_channel_write_stderr(channel, b->data, (uint32_t)size)
		   : ssh_channel_write(channel, b->data, (uint32_t)size);
	if (n < 0)
		gate_end(g, "the channel takes nothing more");
	else
		buffer_drop(b, (size_t)n);
	g->moved = g->moved || n > 0;
}

/* All is said: exit status and end, which the client needs to call it a success. */
static void finish(struct gate *g)
{
	ssh_channel channel = g->active->channel;

	ssh_channel_request_send_exit_status(channel, g->exit_status);
	ssh_channel_send_eof(channel);
	ssh_channel_close(channel);
	g->active->ended = true;
	g->will_size = 0;
}

/* Frees channels that have ended, outside of libssh's callbacks. One that was closed from here
 * keeps its place and its callbacks until the client closes it too: libssh would store for ever
 * what comes in for a freed one. */
static void sweep(struct gate *g)
{
	for (int i = 0; i < LIMIT_CHANNELS; i++) {
		struct gate_channel *c = &g->channels[i];

		if (c->channel == NULL || (!c->gone && !c->ended))
			continue;
		if (g->active == c) {
			g->active = NULL;
			sftp_free(g->sftp);
			g->sftp = NULL;
			if (!wire_put(&g->wire, WIRE_SHUT, NULL, 0))
				gate_end(g, g->wire.wrong);
			g->deadline = loop_now() + (int64_t)LIMIT_UNUSED_SECONDS * 1000;
		}
		if (!c->gone)
			continue;
		ssh_remove_channel_callbacks(c->channel, &c->callbacks);
		ssh_channel_free(c->channel);
		c->channel = NULL;
	}
}

void gate_channel_pump(struct gate *g)
{
	if (g->active != NULL && !g->active->gone) {
		write_some(g, &g->out, false);
		if (g->active != NULL && g->over == NULL)
			write_some(g, &g->errors, true);
		if (g->finished && g->over == NULL && g->out.size == 0 && g->errors.size == 0)
			finish(g);
	}
	sweep(g);
	if (g->active == NULL || !g->undrained || g->over != NULL)
		return;
	tell_arrival(g);
	if (g->undrained && g->drain_wait < DRAIN_LAST)
		g->drain_wait *= 2;
}
