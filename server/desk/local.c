/* local.c - the portal's pages on this terminal, without SSH: a kiosk, a centre's console. */
#include "server/desk/local.h"

#include "i18n/base/memory.h"
#include "i18n/message.h"
#include "server/commands/command.h"
#include "server/config.h"
#include "server/loop.h"
#include "server/owner.h"
#include "server/paths.h"
#include "server/wire.h"
#include "tui/tui.h"

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <sys/ioctl.h>
#include <termios.h>

struct local {
	struct registry *registry;
	struct caller caller;
	struct catalogue *catalogue;
	struct config config;
	struct termios before;
	bool raw;
	int signals;
	struct session *session;
	struct vain vain; /* what was searched in vain */
	struct buffer out, will;
	bool over;
};

/* The reserve of memory is used up too: the terminal is put back with what it was told is needed
 * for that. */
static void last_act(void *ctx, const char *why)
{
	struct local *l = ctx;

	(void)why;
	buffer_clear(&l->out);
	if (write(STDOUT_FILENO, l->will.data, l->will.size) >= 0 && l->raw)
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &l->before);
	_exit(EXIT_REFUSED);
}

static void size_of_terminal(int *cols, int *rows)
{
	struct winsize w = {0};

	ioctl(STDOUT_FILENO, TIOCGWINSZ, &w);
	*cols = w.ws_col > 0 ? w.ws_col : 80;
	*rows = w.ws_row > 0 ? w.ws_row : 24;
}

static void send_out(struct local *l)
{
	size_t done = 0;

	while (done < l->out.size) {
		ssize_t n = write(STDOUT_FILENO, l->out.data + done, l->out.size - done);

		if (n < 0 && errno != EINTR) {
			l->over = true;
			break;
		}
		done += n > 0 ? (size_t)n : 0;
	}
	buffer_clear(&l->out);
}

/* What the session has to say now; it has arrived when it is written. */
static void turn_session(struct local *l)
{
	if (memory_is_low())
		session_leave(l->session,
			      _("The portal has no memory left for this session, which ends. What "
				"is in a draft is saved. Come back in a few minutes."));
	session_turn(l->session, loop_now(), &l->out);
	session_will(l->session, &l->will);
	send_out(l);
	session_arrived(l->session, loop_now());
	l->over = l->over || session_is_over(l->session);
}

static void read_keys(void *ctx, int fd, short came)
{
	struct local *l = ctx;
	char bytes[1024];
	ssize_t n = read(fd, bytes, sizeof(bytes));

	(void)came;
	if (n > 0)
		session_feed(l->session, bytes, (size_t)n, loop_now());
	else if (n == 0 || errno != EINTR)
		session_end_input(l->session);
}

static void read_signals(void *ctx, int fd, short came)
{
	struct local *l = ctx;
	int sig, cols, rows;

	(void)came;
	while ((sig = loop_signal(fd)) != 0) {
		if (sig != SIGWINCH) {
			session_end_input(l->session);
		} else {
			size_of_terminal(&cols, &rows);
			session_resize(l->session, cols, rows);
		}
	}
}

/* That the registry cannot be read is told by whatever the next key asks of it. */
static void look_at_clock(struct local *l)
{
	enum fault f = FAULT_NONE;

	if (registry_is_training(l->registry))
		f = registry_read_clock(l->registry, NULL);
	(void)f;
}

static void turn(struct local *l, struct loop *loop)
{
	loop_begin(loop);
	loop_watch(loop, STDIN_FILENO, POLLIN, read_keys, l);
	loop_watch(loop, l->signals, POLLIN, read_signals, l);
	loop_until(loop, session_until(l->session));
	l->over = !loop_wait(loop);
	look_at_clock(l);
	loop_answer(loop);
	turn_session(l);
}

static struct context make_context(struct local *l, enum lang lang)
{
	const struct config *c = &l->config;
	struct context x;

	l->caller = caller_visitor("local", FACE_PAGES);
	l->caller.recovers = l->config.recovery_days;
	l->caller.exempt = true;
	l->caller.lang = lang;
	x = (struct context){
		.scene = {.catalogue = l->catalogue,
			  .lang = lang,
			  .country = strcmp(c->country, "all") == 0 ? NULL : c->country,
			  .portal = c->host,
			  .port = c->port,
			  .trying = registry_is_training(l->registry)},
		.registry = l->registry,
		.caller = &l->caller,
		.vain = &l->vain,
	};
	config_told(c, x.scene.after_refusal, x.scene.contact, x.scene.account_office);
	config_paying(c, &x.scene.paying);
	return x;
}

/* Keys come one by one and without echo. */
static void go_raw(struct local *l)
{
	struct termios t;

	if (tcgetattr(STDIN_FILENO, &l->before) != 0)
		return;
	t = l->before;
	cfmakeraw(&t);
	l->raw = tcsetattr(STDIN_FILENO, TCSAFLUSH, &t) == 0;
}

static void open_session(struct local *l)
{
	enum lang lang = (enum lang)l->config.lang;
	const char *own = getenv("LC_ALL") != NULL ? getenv("LC_ALL") : getenv("LANG");
	const char *term = getenv("TERM");
	struct session_line line = {.term = term == NULL ? "" : term, .banner = ""};
	struct context x;

	if (own != NULL)
		lang_find(own, &lang);
	charset_open();
	line.known.charset = own != NULL ? charset_find(own) : CHARSET_UTF8;
	x = make_context(l, lang);
	go_raw(l);
	memory_guard(last_act, l);
	size_of_terminal(&line.cols, &line.rows);
	line.raw = l->raw;
	line.plain = !l->raw || !isatty(STDOUT_FILENO);
	l->session = session_new(&x, false, &line);
	turn_session(l);
}

static void close_session(struct local *l)
{
	memory_guard(NULL, NULL);
	session_free(l->session);
	if (l->raw)
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &l->before);
	buffer_close(&l->out);
	buffer_close(&l->will);
}

/* What cannot be counted is told nobody: there is no log here. */
static void count_vain(struct local *l)
{
	enum fault f = vain_count(l->registry, &l->caller, &l->vain, NULL);

	(void)f;
}

static void keep_waiting(void *ctx, int milliseconds)
{
	(void)ctx;
	loop_pause(milliseconds);
}

static enum fault load(struct local *l, const char *state, struct error *err)
{
	char file[PATHS_ROOM];
	enum fault f;

	config_default(&l->config);
	if (snprintf(file, sizeof(file), "%s/shubbak.conf", state) >= (int)sizeof(file))
		return fail(err, FAULT_INPUT, N_("The folder's name is too long."), "state folder");
	f = owner_check(state, err);
	if (f == FAULT_NONE && access(file, F_OK) == 0)
		f = config_load(&l->config, file, err);
	if (f == FAULT_NONE) {
		config_use_zone(&l->config);
		owner_become(state);
	}
	if (f == FAULT_NONE)
		f = registry_open(state, config_registry(&l->config), &l->registry, err);
	if (f == FAULT_NONE)
		registry_use_wait(l->registry, keep_waiting, NULL);
	if (f == FAULT_NONE)
		f = catalogue_open(registry_terms(l->registry), &l->catalogue, err);
	if (f == FAULT_NONE)
		f = versions_load(l->registry, l->catalogue, err);
	return f;
}

enum fault local_run(const char *state, struct error *err)
{
	struct local l = {0};
	struct loop loop;
	enum fault f = load(&l, state, err);

	if (f == FAULT_NONE) {
		buffer_open(&l.out, LIMIT_COMMAND_OUTPUT);
		buffer_open(&l.will, WIRE_WILL_MOST);
		l.signals = loop_signals((const int[]){SIGWINCH, SIGTERM, SIGHUP, 0});
		open_session(&l);
		while (!l.over)
			turn(&l, &loop);
		close_session(&l);
		count_vain(&l);
	}
	catalogue_free(l.catalogue);
	registry_close(l.registry);
	return f;
}
