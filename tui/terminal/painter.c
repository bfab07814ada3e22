/* painter.c - cells onto a terminal, as bytes to be sent: its state, its frames, and how it is
 * left.
 *
 * What a terminal can do is terminfo's to say (tui/terminal/terminfo.h), what stands on it the
 * canvas' (tui/terminal/canvas.h).
 */
#include "tui/terminal/painter.h"

#include "tui/terminal/canvas.h"
#include "tui/terminal/wipe.h"

#include <stdlib.h>
#include <string.h>

/* Bracketed paste: what is pasted is told from what is typed. Only terminals that have another
 * screen know it, or pass it over. */
#define PASTE_MARKED "\x1B[?2004h"
#define PASTE_PLAIN "\x1B[?2004l"
#define CHANGE_LARGE 600 /* bytes of a change, from which on a whole frame may be shorter */

struct painter {
	struct canvas canvas;
	bool begun;        /* the terminal was put into our state */
	bool stale;        /* the next draw is a whole one */
	bool cursor_shown; /* as the terminal has it */
};

static const char *string_of(const struct painter *p, enum terminfo_string which)
{
	return p->canvas.can.string[which];
}

/* --- frames ----------------------------------------------------------------------------------- */

static void show_cursor(struct painter *p, bool shown, struct buffer *out)
{
	if (shown == p->cursor_shown)
		return;
	p->cursor_shown = shown;
	buffer_text(out, string_of(p, shown ? TERMINFO_CNORM : TERMINFO_CIVIS));
}

static void begin(struct painter *p, struct buffer *out)
{
	if (p->begun)
		return;
	p->begun = true;
	buffer_text(out, string_of(p, TERMINFO_SMCUP));
	if (string_of(p, TERMINFO_SMCUP)[0] != '\0')
		buffer_text(out, PASTE_MARKED);
}

/* The change, or the whole where so much has changed that it is shorter; the same stands there
 * after either. */
static void draw_shorter(struct painter *p, const struct grid *g, struct buffer *out)
{
	BUFFER_CLEAN struct buffer all = {0};
	size_t before = out->size, change;
	struct canvas_pen pen;

	canvas_draw(&p->canvas, g, out);
	change = out->size - before;
	if (change < CHANGE_LARGE)
		return;
	pen = p->canvas.pen;
	buffer_open(&all, out->cap);
	canvas_clear(&p->canvas, &all);
	canvas_draw(&p->canvas, g, &all);
	if (all.size < change) {
		out->size = before;
		buffer_add(out, all.data, all.size);
	} else {
		p->canvas.pen = pen;
	}
}

void painter_draw(struct painter *p, const struct grid *g, bool whole, struct buffer *out)
{
	if (g->rows != p->canvas.rows || g->cols != p->canvas.cols)
		painter_resize(p, g->cols, g->rows);
	begin(p, out);
	if (whole || p->stale) {
		canvas_clear(&p->canvas, out);
		canvas_draw(&p->canvas, g, out);
		p->stale = false;
	} else {
		draw_shorter(p, g, out);
	}
	show_cursor(p, g->cursor_row >= 0 && g->cursor_col >= 0, out);
}

void painter_resize(struct painter *p, int cols, int rows)
{
	canvas_resize(&p->canvas, cols, rows);
	p->stale = true;
}

void painter_use_kind(struct painter *p, enum terminal_kind kind)
{
	p->canvas.how.kind = kind;
	p->stale = true;
}

/* --- opening and closing ---------------------------------------------------------------------- */

/* The terminal itself, then one that its name suggests. */
static bool find(const char *term, struct terminfo *ret)
{
	return terminfo_read(term, ret) || terminfo_read(terminfo_guess(term), ret) ||
	       terminfo_read("vt100", ret);
}

enum fault painter_open(const struct painter_setup *s, struct painter **ret, struct error *err)
{
	struct painter *p;
	struct terminfo can;

	if (painter_is_dumb(s->term) || !find(s->term, &can) || !terminfo_can_paint(&can))
		return fail(err, FAULT_INPUT, N_("This terminal can only show plain lines."),
			    "TERM=%.40s", s->term == NULL ? "" : s->term);
	p = calloc(1, sizeof(*p));
	if (p == NULL)
		fatal("out of memory");
	canvas_open(&p->canvas, &can, s->colours);
	p->canvas.how.kind = s->kind;
	p->cursor_shown = true;
	painter_resize(p, s->cols, s->rows);
	*ret = p;
	return FAULT_NONE;
}

static void put_back(const struct painter *p, bool cursor_shown, struct buffer *out)
{
	buffer_text(out, string_of(p, TERMINFO_SGR0));
	if (!cursor_shown)
		buffer_text(out, string_of(p, TERMINFO_CNORM));
	if (string_of(p, TERMINFO_SMCUP)[0] != '\0')
		buffer_text(out, PASTE_PLAIN);
	if (string_of(p, TERMINFO_RMCUP)[0] != '\0')
		buffer_text(out, string_of(p, TERMINFO_RMCUP));
	else
		buffer_text(out, string_of(p, TERMINFO_CLEAR));
}

void painter_will(struct painter *p, struct buffer *out)
{
	put_back(p, false, out); /* it may be hidden by then */
}

void painter_wipe(struct painter *p, bool brief, struct buffer *out)
{
	const char *clear = string_of(p, TERMINFO_CLEAR);
	bool told = clear[0] == '\x1B' && clear[1] == '[';

	if (told)
		wipe_cut(out);
	if (p->begun) {
		buffer_text(out, string_of(p, TERMINFO_SGR0));
		buffer_text(out, clear); /* the other screen, which any program may show */
		painter_will(p, out);
	}
	if (told)
		wipe_screen(brief, p->canvas.rows, out);
	else
		buffer_text(out, clear);
}

void painter_close(struct painter *p, struct buffer *out)
{
	if (p == NULL)
		return;
	if (out != NULL && p->begun)
		put_back(p, p->cursor_shown, out);
	canvas_close(&p->canvas);
	free(p);
}

void painter_warm(void)
{
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
