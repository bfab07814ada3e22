/* local.c - the portal's pages on this terminal, without SSH: a kiosk, a centre's console. */
#include "server/desk/local.h"

#include "i18n/message.h"
#include "server/config.h"
#include "server/paths.h"
#include "tui/tui.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <termios.h>

#define OUT_MOST ((size_t)33 * 1024 * 1024)

struct local {
	struct registry *registry;
	struct catalogue *catalogue;
	struct config config;
	struct termios before;
	bool raw;
	int signals;
	struct session *session;
	struct buffer out;
	bool over;
};

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

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static const char *own_term(void)
{
	const char *term = getenv("TERM");

	return term != NULL ? term : "";
}

/* What the session has to say now; it has arrived when it is written. */
static void turn_session(struct local *l)
{
	session_turn(l->session, now_ms(), &l->out);
	send_out(l);
	session_arrived(l->session, now_ms());
	l->over = l->over || session_is_over(l->session);
}

static void read_keys(struct local *l)
{
	char bytes[1024];
	ssize_t n = read(STDIN_FILENO, bytes, sizeof(bytes));

	if (n > 0)
		session_feed(l->session, bytes, (size_t)n, now_ms());
	else if (n == 0 || errno != EINTR)
		session_end_input(l->session);
}

static void read_signals(struct local *l)
{
	struct signalfd_siginfo s;
	int cols, rows;

	while (read(l->signals, &s, sizeof(s)) == (ssize_t)sizeof(s)) {
		if (s.ssi_signo != SIGWINCH) {
			session_end_input(l->session);
		} else {
			size_of_terminal(&cols, &rows);
			session_resize(l->session, cols, rows);
		}
	}
}

static int patience(const struct local *l)
{
	int64_t until = session_until(l->session), now = now_ms();

	if (until == 0)
		return -1;
	return until > now ? (int)(until - now) : 0;
}

static void turn(struct local *l)
{
	struct pollfd p[2] = {{.fd = STDIN_FILENO, .events = POLLIN},
			      {.fd = l->signals, .events = POLLIN}};
	int n = poll(p, 2, patience(l));

	if (n > 0 && p[0].revents != 0)
		read_keys(l);
	if (n > 0 && p[1].revents != 0)
		read_signals(l);
	turn_session(l);
}

static struct context make_context(const struct local *l, enum lang lang)
{
	const struct config *c = &l->config;

	return (struct context){.registry = l->registry,
				.catalogue = l->catalogue,
				.caller = {.source = "local"},
				.lang = lang,
				.country = strcmp(c->country, "all") == 0 ? NULL : c->country,
				.portal = c->host,
				.port = c->port,
				.utc_offset_minutes = c->utc_offset};
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

static void open_signals(struct local *l)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGWINCH);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGHUP);
	sigprocmask(SIG_BLOCK, &set, NULL);
	l->signals = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
}

static void open_session(struct local *l)
{
	enum lang lang = (enum lang)l->config.lang;
	const char *own = getenv("LC_ALL") != NULL ? getenv("LC_ALL") : getenv("LANG");
	struct session_line line = {.term = own_term(), .banner = ""};
	struct context x;

	if (own != NULL)
		lang_find(own, &lang);
	charset_open();
	line.known.charset = own != NULL ? charset_find(own) : CHARSET_UTF8;
	x = make_context(l, lang);
	go_raw(l);
	size_of_terminal(&line.cols, &line.rows);
	line.raw = l->raw;
	line.plain = !l->raw || !isatty(STDOUT_FILENO);
	l->session = session_new(&x, false, &line);
	turn_session(l);
}

static void close_session(struct local *l)
{
	session_free(l->session);
	if (l->raw)
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &l->before);
	buffer_close(&l->out);
}

static enum fault load(struct local *l, const char *state, struct error *err)
{
	char file[PATHS_ROOM];
	enum fault f;

	config_default(&l->config);
	if (snprintf(file, sizeof(file), "%s/shubbak.conf", state) >= (int)sizeof(file))
		return fail(err, FAULT_INPUT, N_("The folder's name is too long."), "state folder");
	f = access(file, F_OK) == 0 ? config_load(&l->config, file, err) : FAULT_NONE;
	if (f == FAULT_NONE)
		f = registry_open(state, &l->registry, err);
	if (f == FAULT_NONE)
		f = catalogue_open(registry_terms(l->registry), &l->catalogue, err);
	if (f == FAULT_NONE)
		f = versions_load(l->registry, l->catalogue, err);
	return f;
}

enum fault local_run(const char *state, struct error *err)
{
	struct local l = {0};
	enum fault f = load(&l, state, err);

	if (f == FAULT_NONE) {
		buffer_open(&l.out, OUT_MOST);
		open_signals(&l);
		open_session(&l);
		while (!l.over)
			turn(&l);
		close_session(&l);
	}
	catalogue_free(l.catalogue);
	registry_close(l.registry);
	return f;
}
