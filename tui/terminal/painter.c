/* painter.c - cells onto a terminal by ncurses, as bytes to be sent; the only part of Shubbak that
 * includes curses.h.
 *
 * Ncurses writes into a file in memory. What a person is to see comes from there when little has
 * changed; when a page is another one it is written by us as a clear and plain rows (a compressor
 * remembers those), ncurses draws the same, and its bytes are thrown away, so that its idea of the
 * screen and the screen agree.
 *
 * Terminfo entries are read once by painter_warm and handed to ncurses in the environment
 * (TERMINFO=hex:…, see terminfo(5)), so that a painter opens where no file can be read.
 */
#include "tui/terminal/painter.h"

#include "i18n/utf8.h"
#include "tui/terminal/look.h"
#include "tui/terminal/sent.h"
#include "tui/terminal/terminfo.h"
#include "tui/terminal/wipe.h"

#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <sys/mman.h>
#include <term.h>

#define FRAME_CHUNK 4096
/* Bracketed paste: what is pasted is told from what is typed. Only terminals that have another
 * screen know it, or pass it over. */
#define PASTE_MARKED "\x1B[?2004h"
#define PASTE_PLAIN "\x1B[?2004l"
#define CHANGE_LARGE 600 /* bytes of a change, from which on a whole frame may be shorter */

struct painter {
	SCREEN *screen;
	FILE *memory; /* what ncurses writes */
	char sgr[STYLE_COUNT][64];
	char clear[64], plain[64];
	struct painter_setup setup;
	struct sent_how how;
	bool coloured;     /* asked for, and the terminal has eight of its own */
	bool begun;        /* the terminal was put into our state */
	bool stale;        /* the next draw is a whole one */
	bool cursor_shown; /* as the terminal has it */
	bool wraps;        /* a cell in the last column moves on at once */
	uint64_t *rows;    /* what stands in each row, as a hash: most rows stay as they are */
};

/* --- capabilities ----------------------------------------------------------------------------- */

/* A capability without its padding ("$<50>"): nobody waits for a line any more. */
static void take_string(char *to, size_t room, const char *from)
{
	size_t len = 0;

	while (from != NULL && *from != '\0' && len + 1 < room) {
		if (from[0] == '$' && from[1] == '<') {
			const char *end = strchr(from, '>');

			if (end == NULL)
				break;
			from = end + 1;
			continue;
		}
		to[len++] = *from++;
	}
	to[len] = '\0';
}

static const char *string_of(const char *name)
{
	char copy[16];
	const char *value;

	snprintf(copy, sizeof(copy), "%s", name);
	value = tigetstr(copy);
	return value == (const char *)-1 ? NULL : value;
}

static int number_of(const char *name)
{
	char copy[16];

	snprintf(copy, sizeof(copy), "%s", name);
	return tigetnum(copy);
}

static bool flag_of(const char *name)
{
	char copy[16];

	snprintf(copy, sizeof(copy), "%s", name);
	return tigetflag(copy) > 0;
}

/* --- styles ----------------------------------------------------------------------------------- */

static bool has_colours(void)
{
	return string_of("setaf") != NULL && string_of("setab") != NULL && number_of("colors") >= 8;
}

static void add_capability(char *to, size_t room, const char *capability, int argument)
{
	size_t len = strlen(to);

	if (capability == NULL)
		return;
	if (argument >= 0)
		capability = tparm(capability, (long)argument, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L);
	take_string(to + len, room - len, capability);
}

/* The sequence that leads from plain to a style; without colours, ink on paper is reverse. */
static void read_styles(struct painter *p)
{
	p->coloured = p->setup.colours && has_colours();
	for (int i = 0; i < STYLE_COUNT; i++) {
		struct look look = *look_of((enum style)i);
		char *to = p->sgr[i];
		size_t room = sizeof(p->sgr[i]);

		to[0] = '\0';
		if (!p->coloured && look.paper >= 0)
			look.attributes |= LOOK_REVERSE;
		if (look.attributes & LOOK_BOLD)
			add_capability(to, room, string_of("bold"), -1);
		if (look.attributes & LOOK_REVERSE)
			add_capability(to, room, string_of("rev"), -1);
		if (look.attributes & LOOK_UNDERLINE)
			add_capability(to, room, string_of("smul"), -1);
		if (p->coloured && look.ink >= 0)
			add_capability(to, room, string_of("setaf"), look.ink);
		if (p->coloured && look.paper >= 0)
			add_capability(to, room, string_of("setab"), look.paper);
	}
	p->how.marks_fields = p->sgr[STYLE_FIELD][0] == '\0';
	take_string(p->plain, sizeof(p->plain), string_of("sgr0"));
}

static attr_t attributes_of(const struct painter *p, enum style style)
{
	const struct look *look = look_of(style);
	attr_t a = A_NORMAL;

	if (look->attributes & LOOK_BOLD)
		a |= A_BOLD;
	if ((look->attributes & LOOK_REVERSE) || (look->paper >= 0 && !p->coloured))
		a |= A_REVERSE;
	if (look->attributes & LOOK_UNDERLINE)
		a |= A_UNDERLINE;
	return a;
}

static short pair_of(const struct painter *p, enum style style)
{
	return p->coloured && look_of(style)->ink >= 0 ? (short)(style + 1) : 0;
}

static void start_colours(const struct painter *p)
{
	if (!p->coloured || start_color() == ERR)
		return;
	use_default_colors();
	for (int i = 0; i < STYLE_COUNT; i++) {
		const struct look *look = look_of((enum style)i);

		if (look->ink >= 0)
			init_pair((short)(i + 1), (short)look->ink, (short)look->paper);
	}
}

/* --- what is sent for a cell ------------------------------------------------------------------ */

static void put_glyph(struct buffer *out, const struct bidi_cell *cell)
{
	for (int i = 0; i < CELL_CODES && cell->code[i] != 0; i++) {
		char bytes[4];

		buffer_add(out, bytes, utf8_encode(cell->code[i], bytes));
	}
}

/* --- whole frames ----------------------------------------------------------------------------- */

static bool is_blank(const struct painter *p, const struct bidi_cell *glyph, enum style style)
{
	const struct look *look = look_of(style);

	return glyph->cols == 1 && glyph->code[0] == ' ' && glyph->code[1] == 0 &&
	       (style == STYLE_PLAIN || p->sgr[style][0] == '\0' || look->attributes == LOOK_BOLD ||
		(look->attributes == 0 && look->paper < 0));
}

static void put_row(const struct painter *p, const struct grid *g, int row, struct buffer *out)
{
	enum style style = STYLE_PLAIN;
	struct sent s;
	int count;

	sent_encode(&p->how, g, row, &s);
	count = s.count;
	/* The very last cell would scroll a terminal that wraps at once. */
	if (p->wraps && row == g->rows - 1 && count == g->cols)
		count--;
	while (count > 0 && is_blank(p, &s.cells[count - 1], sent_style(&s, g, row, count - 1)))
		count--;
	for (int col = 0; col < count; col++) {
		enum style next = sent_style(&s, g, row, col);

		if (strcmp(p->sgr[next], p->sgr[style]) != 0 &&
		    !(is_blank(p, &s.cells[col], next) && p->sgr[style][0] == '\0')) {
			if (p->sgr[style][0] != '\0')
				buffer_text(out, p->plain);
			buffer_text(out, p->sgr[next]);
			style = next;
		}
		put_glyph(out, &s.cells[col]);
	}
	if (p->sgr[style][0] != '\0')
		buffer_text(out, p->plain);
	if (row + 1 < g->rows && !(p->wraps && count == g->cols))
		buffer_text(out, "\r\n");
}

static void put_cursor(const struct painter *p, const struct grid *g, struct buffer *out)
{
	int row, col;
	char move[64] = "";

	sent_cursor(&p->how, g, &row, &col);
	take_string(move, sizeof(move),
		    tparm(string_of("cup"), (long)row, (long)col, 0L, 0L, 0L, 0L, 0L, 0L, 0L));
	buffer_text(out, move);
}

static void put_whole(const struct painter *p, const struct grid *g, struct buffer *out)
{
	buffer_text(out, p->plain);
	buffer_text(out, p->clear);
	for (int row = 0; row < g->rows; row++)
		put_row(p, g, row, out);
	put_cursor(p, g, out);
}

/* --- ncurses ---------------------------------------------------------------------------------- */

static void draw_row(const struct painter *p, const struct grid *g, int row)
{
	struct sent s;

	sent_encode(&p->how, g, row, &s);
	for (int col = 0; col < s.count; col++) {
		enum style style = sent_style(&s, g, row, col);
		wchar_t text[CELL_CODES + 1] = {0};
		cchar_t c;

		if (s.cells[col].cols == 0)
			continue;
		if (is_blank(p, &s.cells[col], style))
			style = STYLE_PLAIN;
		for (int i = 0; i < CELL_CODES; i++)
			text[i] = (wchar_t)s.cells[col].code[i];
		if (setcchar(&c, text, attributes_of(p, style), pair_of(p, style), NULL) == OK)
			mvadd_wch(row, col, &c);
	}
}

/* Everything that ncurses has written since the last call, into `out` (NULL: thrown away). */
static void take_written(const struct painter *p, struct buffer *out)
{
	int fd = fileno(p->memory);
	char chunk[FRAME_CHUNK];
	off_t at = 0;
	ssize_t n;

	while (out != NULL && (n = pread(fd, chunk, sizeof(chunk), at)) > 0) {
		buffer_add(out, chunk, (size_t)n);
		at += n;
	}
	if (ftruncate(fd, 0) != 0 || lseek(fd, 0, SEEK_SET) != 0)
		fatal("a file in memory cannot be emptied");
}

/* FNV-1a over what is seen of a row, never 0. */
static uint64_t hash_of(const struct grid *g, int row)
{
	uint64_t hash = 0xCBF29CE484222325 ^ g->as[row];

	for (int col = 0; col < g->cols; col++) {
		const struct cell *cell = grid_at(g, row, col);

		for (int i = 0; i < CELL_CODES && (i == 0 || cell->glyph.code[i] != 0); i++)
			hash = (hash ^ cell->glyph.code[i]) * 0x100000001B3;
		hash = (hash ^ ((uint64_t)cell->style << 32 | cell->glyph.cols)) * 0x100000001B3;
	}
	return hash | 1;
}

static void draw(const struct painter *p, const struct grid *g, struct buffer *out)
{
	int cursor_row, cursor_col;

	for (int row = 0; row < g->rows; row++) {
		uint64_t hash = hash_of(g, row);

		if (hash != p->rows[row])
			draw_row(p, g, row);
		p->rows[row] = hash;
	}
	sent_cursor(&p->how, g, &cursor_row, &cursor_col);
	move(cursor_row, cursor_col);
	refresh();
	take_written(p, out);
}

static void show_cursor(struct painter *p, bool shown, struct buffer *out)
{
	char text[64] = "";

	if (shown == p->cursor_shown)
		return;
	p->cursor_shown = shown;
	take_string(text, sizeof(text), string_of(shown ? "cnorm" : "civis"));
	buffer_text(out, text);
}

static void put_capability(const char *name, struct buffer *out)
{
	char text[128] = "";

	take_string(text, sizeof(text), string_of(name));
	buffer_text(out, text);
}

/* The minimal change, or the whole where so much has changed that it is shorter; the terminal is
 * the same after either. */
static void draw_shorter(const struct painter *p, const struct grid *g, struct buffer *out)
{
	size_t before = out->size, change;
	struct buffer all;

	draw(p, g, out);
	change = out->size - before;
	if (change < CHANGE_LARGE)
		return;
	buffer_open(&all, out->cap);
	put_whole(p, g, &all);
	if (all.size < change) {
		out->size = before;
		buffer_add(out, all.data, all.size);
	}
	buffer_close(&all);
}

void painter_draw(struct painter *p, const struct grid *g, bool whole, struct buffer *out)
{
	bool shown = g->cursor_row >= 0 && g->cursor_col >= 0;

	set_term(p->screen);
	if (g->rows != p->setup.rows || g->cols != p->setup.cols)
		painter_resize(p, g->cols, g->rows);
	if (!p->begun) {
		put_capability("smcup", out);
		if (string_of("smcup") != NULL)
			buffer_text(out, PASTE_MARKED);
		p->begun = true;
	}
	if (whole || p->stale) {
		put_whole(p, g, out);
		draw(p, g, NULL);
		p->stale = false;
	} else {
		draw_shorter(p, g, out);
	}
	show_cursor(p, shown, out);
}

void painter_resize(struct painter *p, int cols, int rows)
{
	set_term(p->screen);
	resize_term(rows, cols);
	p->setup.cols = cols;
	p->setup.rows = rows;
	p->stale = true;
	free(p->rows);
	p->rows = calloc((size_t)rows, sizeof(*p->rows));
	if (p->rows == NULL)
		fatal("out of memory");
	erase();
}

void painter_use_kind(struct painter *p, enum terminal_kind kind)
{
	p->how.kind = kind;
	p->stale = true;
	memset(p->rows, 0, (size_t)p->setup.rows * sizeof(*p->rows)); /* none stands as it was */
}

/* --- opening and closing ---------------------------------------------------------------------- */

/* Ncurses' own output is characters of the locale: it must be one of UTF-8. */
static void use_locale(void)
{
	if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
		setlocale(LC_CTYPE, "C.UTF-8");
}

static const int signals[] = {SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
#define SIGNAL_COUNT (sizeof(signals) / sizeof(signals[0]))

/* newterm() that leaves no handler behind. */
static SCREEN *open_screen(const char *term, FILE *memory)
{
	struct sigaction before[SIGNAL_COUNT];
	char name[TERMINFO_NAME + 1];
	SCREEN *screen;

	snprintf(name, sizeof(name), "%s", term);
	for (size_t i = 0; i < SIGNAL_COUNT; i++)
		sigaction(signals[i], NULL, &before[i]);
	/* Ncurses refuses a terminal whose size it cannot find, and the Linux console's entry has
	   none. The true one is set after this. */
	use_env(TRUE);
	setenv("LINES", "24", 1);
	setenv("COLUMNS", "80", 1);
	terminfo_lend(term);
	screen = newterm(name, memory, memory);
	terminfo_take_back();
	use_env(FALSE);
	unsetenv("LINES");
	unsetenv("COLUMNS");
	for (size_t i = 0; i < SIGNAL_COUNT; i++)
		sigaction(signals[i], &before[i], NULL);
	return screen;
}

static FILE *open_memory(void)
{
	int fd = memfd_create("frame", MFD_CLOEXEC);
	FILE *f = fd < 0 ? NULL : fdopen(fd, "w+");

	if (f == NULL && fd >= 0)
		close(fd);
	return f;
}

/* Asked before newterm(), which loses memory over a name that is not known. */
static bool is_known(const char *term, FILE *memory)
{
	char name[TERMINFO_NAME + 1];
	int result;

	if (!terminfo_is_name(term))
		return false;
	if (terminfo_is_warm(term))
		return true;
	snprintf(name, sizeof(name), "%s", term);
	if (setupterm(name, fileno(memory), &result) != OK)
		return false;
	del_curterm(cur_term);
	return true;
}

/* The terminal itself, then one that its name suggests. */
static SCREEN *open_any(const char *term, FILE *memory)
{
	const char *names[] = {term, terminfo_guess(term), "vt100"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		SCREEN *screen = is_known(names[i], memory) ? open_screen(names[i], memory) : NULL;

		if (screen == NULL)
			continue;
		if (string_of("cup") != NULL && string_of("clear") != NULL && !flag_of("hc"))
			return screen;
		endwin();
		delscreen(screen);
		if (i == 0)
			return NULL; /* it is known, and cannot be painted on */
	}
	return NULL;
}

enum fault painter_open(const struct painter_setup *s, struct painter **ret, struct error *err)
{
	struct painter *p;

	if (painter_is_dumb(s->term))
		return fail(err, FAULT_INPUT, N_("This terminal can only show plain lines."),
			    "TERM=%.40s", s->term == NULL ? "" : s->term);
	use_locale();
	p = calloc(1, sizeof(*p));
	if (p == NULL)
		fatal("out of memory");
	p->setup = *s;
	p->setup.term = NULL;
	p->how = (struct sent_how){.kind = s->kind};
	p->memory = open_memory();
	p->screen = p->memory == NULL ? NULL : open_any(s->term, p->memory);
	if (p->screen == NULL) {
		if (p->memory != NULL)
			fclose(p->memory);
		free(p);
		return fail(err, FAULT_INPUT, N_("This terminal can only show plain lines."),
			    "no painter for TERM=%.40s", s->term);
	}
	p->cursor_shown = true;
	p->wraps = flag_of("am") && !flag_of("xenl");
	read_styles(p);
	take_string(p->clear, sizeof(p->clear), string_of("clear"));
	typeahead(-1); /* its input is no keyboard: there is nothing to look for */
	start_colours(p);
	painter_resize(p, s->cols, s->rows);
	take_written(p, NULL);
	*ret = p;
	return FAULT_NONE;
}

static void put_back(const struct painter *p, struct buffer *out)
{
	buffer_text(out, p->plain);
	if (!p->cursor_shown)
		put_capability("cnorm", out);
	if (string_of("smcup") != NULL)
		buffer_text(out, PASTE_PLAIN);
	if (string_of("rmcup") != NULL)
		put_capability("rmcup", out);
	else
		buffer_text(out, p->clear);
}

void painter_will(struct painter *p, struct buffer *out)
{
	bool shown = p->cursor_shown;

	set_term(p->screen);
	p->cursor_shown = false; /* it may be hidden by then */
	put_back(p, out);
	p->cursor_shown = shown;
}

void painter_wipe(struct painter *p, bool brief, struct buffer *out)
{
	bool told = p->clear[0] == '\x1B' && p->clear[1] == '[';

	if (told)
		wipe_cut(out);
	if (p->begun) {
		buffer_text(out, p->plain);
		buffer_text(out, p->clear); /* the other screen, which any program may show */
		painter_will(p, out);
	}
	if (told)
		wipe_screen(brief, out);
	else
		buffer_text(out, p->clear);
}

void painter_close(struct painter *p, struct buffer *out)
{
	if (p == NULL)
		return;
	set_term(p->screen);
	if (out != NULL && p->begun)
		put_back(p, out);
	endwin();
	delscreen(p->screen);
	fclose(p->memory);
	free(p->rows);
	free(p);
}

void painter_warm(void)
{
	use_locale();
	/* Ncurses would put NULs between bytes for terminals of 1978. */
	setenv("NCURSES_NO_PADDING", "1", 1);
	terminfo_warm();
}

bool painter_is_dumb(const char *term)
{
	static const char *const names[] = {"",         "dumb",    "unknown", "network",
					    "hardcopy", "printer", "lpr",     "emacs"};

	if (term == NULL)
		return true;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(term, names[i]) == 0)
			return true;
	return strncmp(term, "dumb-", 5) == 0;
}
