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

#define FRAME_CAP ((size_t)4 * 1024 * 1024)
#define ESCAPE 50  /* milliseconds after which a lone Esc is a key */
#define APART 3000 /* unless answers of the terminal are awaited */

struct local {
	struct registry *registry;
	struct caller caller;
	struct catalogue *catalogue;
	struct config config;
	struct termios before;
	bool raw;
	int signals;
	struct pages *pages;
	struct painter *painter;
	struct plain *plain;
	struct key_reader keys;
	struct probe probe;
	enum terminal_kind terminal; /* how rows are sent */
	enum charset charset;
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

	charset_narrow(l->charset, &l->out, 0);
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

static uint64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

static const char *own_term(void)
{
	const char *term = getenv("TERM");

	return term != NULL ? term : "";
}

static void use_letters(struct local *l, enum terminal_kind kind)
{
	l->terminal = kind;
	painter_use_kind(l->painter, kind);
}

/* What the terminal tells of itself. */
static void take_answer(struct local *l)
{
	struct context *x = stack_context(pages_stack(l->pages));

	if (!probe_take(&l->probe, key_answer(&l->keys)))
		return;
	x->letters = l->probe.kind;
	x->letters_of = (int)l->probe.terminal;
	x->letters_sure = l->probe.sure;
	if (l->probe.kind != l->terminal || probe_will_switch(&l->probe))
		use_letters(l, l->probe.kind);
}

static void take_key(struct local *l, const struct key *k)
{
	if (k->kind == KEY_ANSWER)
		take_answer(l);
	else
		pages_key(l->pages, k, true, true);
}

static void draw(struct local *l)
{
	const struct context *x = stack_context(pages_screens(l->pages));
	const struct grid *g;
	bool whole;

	if (x->letters_chosen && x->letters != l->terminal)
		use_letters(l, x->letters);
	if (x->charset != l->charset) {
		l->charset = x->charset;
		use_letters(l, l->terminal);
	}
	probe_ask(&l->probe, own_term(), now_ms(), &l->out);
	probe_switch(&l->probe, &l->out);
	g = pages_grid(l->pages, &whole);
	painter_draw(l->painter, g, whole, &l->out);
	send_out(l);
}

static void take(struct local *l, const char *typed, size_t count)
{
	BUFFER_CLEAN struct buffer wide;
	const char *bytes;
	size_t size;
	struct key k;

	buffer_open(&wide, FRAME_CAP);
	charset_widen(l->charset, (const unsigned char *)typed, count, &wide);
	bytes = wide.data != NULL ? wide.data : "";
	size = wide.size;
	if (l->plain != NULL) {
		plain_feed(l->plain, bytes, size);
		send_out(l);
		l->over = l->over || plain_is_over(l->plain);
		return;
	}
	for (size_t i = 0; i < size && !pages_is_over(l->pages); i++)
		for (bool more = key_feed(&l->keys, (unsigned char)bytes[i], &k); more;
		     more = key_next(&l->keys, &k))
			take_key(l, &k);
}

static void read_keys(struct local *l)
{
	char bytes[1024];
	ssize_t n = read(STDIN_FILENO, bytes, sizeof(bytes));

	if (n > 0) {
		take(l, bytes, (size_t)n);
	} else if (n == 0 || errno != EINTR) {
		if (l->plain != NULL)
			plain_end(l->plain);
		l->over = true;
	}
}

static void read_signals(struct local *l)
{
	struct signalfd_siginfo s;
	int cols, rows;

	while (read(l->signals, &s, sizeof(s)) == (ssize_t)sizeof(s)) {
		if (s.ssi_signo != SIGWINCH) {
			l->over = true;
		} else if (l->pages != NULL) {
			size_of_terminal(&cols, &rows);
			pages_resize(l->pages, cols, rows);
			painter_resize(l->painter, cols, rows);
		}
	}
}

static void turn(struct local *l)
{
	struct pollfd p[2] = {{.fd = STDIN_FILENO, .events = POLLIN},
			      {.fd = l->signals, .events = POLLIN}};
	bool waits = l->pages != NULL && key_waits(&l->keys);
	struct key k;
	int patience = probe_waits(&l->probe, now_ms()) ? APART : ESCAPE;
	int n = poll(p, 2, waits ? patience : -1);

	if (n == 0 && waits && key_rest(&l->keys, &k))
		take_key(l, &k);
	if (n > 0 && p[0].revents != 0)
		read_keys(l);
	if (n > 0 && p[1].revents != 0)
		read_signals(l);
	if (l->pages == NULL)
		return;
	if (pages_is_over(l->pages))
		l->over = true;
	else
		draw(l);
}

static struct context make_context(struct local *l, enum lang lang)
{
	const struct config *c = &l->config;
	struct context x = {.registry = l->registry,
			    .catalogue = l->catalogue,
			    .caller = &l->caller,
			    .lang = lang,
			    .country = strcmp(c->country, "all") == 0 ? NULL : c->country,
			    .portal = c->host,
			    .port = c->port,
			    .utc_offset_minutes = c->utc_offset};

	l->caller = caller_visitor("local", FACE_PAGES);
	l->caller.lang = lang;
	snprintf(x.terminal, sizeof(x.terminal), "%s", own_term());
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

static void open_face(struct local *l)
{
	enum lang lang = (enum lang)l->config.lang;
	const char *own = getenv("LC_ALL") != NULL ? getenv("LC_ALL") : getenv("LANG");
	struct context x;
	struct painter_setup s = {.term = own_term(), .colours = true, .kind = TERMINAL_VISUAL};

	if (own != NULL)
		lang_find(own, &lang);
	message_use(lang);
	charset_open();
	l->charset = own != NULL ? charset_find(own) : CHARSET_UTF8;
	x = make_context(l, lang);
	x.charset = l->charset;
	go_raw(l);
	size_of_terminal(&s.cols, &s.rows);
	probe_open(&l->probe, s.term, "");
	s.kind = l->terminal = l->probe.kind;
	x.letters = l->probe.kind;
	x.letters_of = (int)l->probe.terminal;
	x.letters_sure = l->probe.sure;
	if (l->raw && isatty(STDOUT_FILENO) && !painter_is_dumb(s.term) &&
	    s.cols >= PAGES_COLS_MIN && s.rows >= PAGES_ROWS_MIN &&
	    painter_open(&s, &l->painter, NULL) == FAULT_NONE) {
		l->pages = pages_new(&x, false, s.cols, s.rows);
		draw(l);
		return;
	}
	x.plain = true;
	l->caller.face = FACE_PLAIN;
	x.secret_echoes = !l->raw;
	l->plain = plain_new(&x, false, l->raw, &l->out);
	send_out(l);
}

static void close_face(struct local *l)
{
	painter_close(l->painter, &l->out);
	probe_switch_back(&l->probe, &l->out);
	send_out(l);
	pages_free(l->pages);
	plain_free(l->plain);
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
		buffer_open(&l.out, FRAME_CAP);
		open_signals(&l);
		open_face(&l);
		while (!l.over)
			turn(&l);
		close_face(&l);
	}
	catalogue_free(l.catalogue);
	registry_close(l.registry);
	return f;
}
