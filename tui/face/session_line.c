/* session_line.c - the terminal that a session is on: how it is sent Arabic, opened and put back,
 * lost, and exchanged for another.
 */
#include "tui/face/session_inside.h"

#include "i18n/i18n.h"
#include "tui/screens/screens.h"
#include "tui/terminal/wipe.h"

/* --- how the terminal is sent Arabic ---------------------------------------------------------- */

/* What was chosen on such a terminal before comes first, then what the terminal says of itself,
 * then what was chosen elsewhere. */
static void choose_letters(struct session *s)
{
	int kind = s->chosen % PREFERENCE_OF, of = s->chosen / PREFERENCE_OF;
	bool usable = s->chosen > 0 && kind < TERMINAL_KINDS;

	s->kind = s->probe.kind;
	if (usable && (of == (int)s->probe.terminal || !s->probe.sure))
		s->kind = (enum terminal_kind)kind;
}

static void tell_letters(const struct session *s, struct context *x)
{
	x->scene.letters = s->kind;
	x->scene.letters_of = (int)s->probe.terminal;
	x->scene.letters_sure = s->probe.sure || s->chosen > 0;
	x->scene.charset = s->charset;
}

static void use_letters(struct session *s)
{
	if (s->painter != NULL)
		painter_use_kind(s->painter, s->kind);
	s->dirty = true;
}

/* An answer of the terminal. What it tells late counts too: it is surer than a person's guess on a
 * page that was painted before. */
void session_take_answer(struct session *s)
{
	enum terminal_kind before = s->kind;

	if (!probe_take(&s->probe, key_answer(&s->keys)))
		return;
	choose_letters(s);
	tell_letters(s, stack_context(pages_stack(s->pages)));
	s->dirty = true;
	if (s->kind != before || probe_will_switch(&s->probe))
		use_letters(s);
}

/* The person has chosen a line that reads right. */
void session_heed_choice(struct session *s)
{
	const struct context *x = stack_context(pages_screens(s->pages));

	if ((!x->scene.letters_chosen || x->scene.letters == s->kind) &&
	    x->scene.charset == s->charset)
		return;
	s->kind = x->scene.letters;
	s->charset = x->scene.charset;
	use_letters(s);
}

/* --- opened and put back ---------------------------------------------------------------------- */

bool session_open_painter(struct session *s)
{
	struct painter_setup setup = {.term = s->term,
				      .cols = s->cols,
				      .rows = s->rows,
				      .colours = true,
				      .kind = s->kind};

	return !s->plain_wanted && s->cols >= PAGES_COLS_MIN && s->rows >= PAGES_ROWS_MIN &&
	       painter_open(&setup, &s->painter, NULL) == FAULT_NONE;
}

void session_take_line(struct session *s, const struct session_line *line)
{
	snprintf(s->term, sizeof(s->term), "%s", line->term);
	snprintf(s->banner, sizeof(s->banner), "%s", line->banner);
	s->cols = line->cols;
	s->rows = line->rows;
	s->raw = line->raw;
	s->plain_wanted = line->plain;
	s->probe = line->known.probe;
	s->charset = line->known.charset;
	if (line->known.chosen != 0)
		s->chosen = line->known.chosen;
	s->in_flight = line->known.in_flight;
	s->willed = 0;
	if (!s->probe.asked)
		probe_open(&s->probe, s->term, s->banner);
	choose_letters(s);
}

void session_tell_line(const struct session *s, struct context *x)
{
	snprintf(x->scene.terminal, sizeof(x->scene.terminal), "%.31s", s->term);
	x->scene.secret_echoes = !s->raw;
	x->scene.plain_cols = s->raw ? s->cols : 0;
	x->scene.letters_chosen = false;
	tell_letters(s, x);
}

void session_close_painter(struct session *s)
{
	painter_close(s->painter, &s->fresh);
	probe_switch_back(&s->probe, &s->fresh);
	s->painter = NULL;
}

/* Plain lines on a terminal that could show pages need a painter, for this alone. */
static bool open_for_wiping(struct session *s)
{
	struct painter_setup setup = {
		.term = s->term, .cols = s->cols, .rows = s->rows, .kind = s->kind};

	return s->painter != NULL ||
	       (s->raw && painter_open(&setup, &s->painter, NULL) == FAULT_NONE);
}

void session_add_wipe(struct session *s, bool brief, struct buffer *out)
{
	struct probe probe = s->probe;

	if (!open_for_wiping(s)) {
		wipe_lines(s->raw, out);
		return;
	}
	painter_wipe(s->painter, brief, out);
	probe_switch_back(&probe, out);
}

/* Whatever the bytes of a will depend on, each in its own bits. */
static unsigned will_of(const struct session *s)
{
	return 1U | (unsigned)(s->painter != NULL) << 1 | (unsigned)s->probe.switched << 2 |
	       (unsigned)message_lang() << 4 | (unsigned)s->kind << 8 | (unsigned)s->charset << 16 |
	       (unsigned)session_has_vanished(s) << 24;
}

bool session_will(struct session *s, struct buffer *out)
{
	const char *words = _("The connection to the portal has broken off. What is in a draft is "
			      "saved; please connect again.");
	struct probe probe = s->probe;

	/* What puts the terminal back at the very end may not have arrived. */
	if (will_of(s) == s->willed || (s->over && !session_has_vanished(s)))
		return false;
	s->willed = will_of(s);
	buffer_clear(out);
	if (session_has_vanished(s)) {
		session_add_wipe(s, true, out);
	} else if (s->painter != NULL) {
		painter_will(s->painter, out);
		probe_switch_back(&probe, out);
		session_add_words(s, words, out);
	} else {
		buffer_format(out, s->raw ? "\r\n%s\r\n" : "\n%s\n", words);
	}
	charset_encode(s->charset, out, 0);
	return true;
}

/* --- from pages to lines and back ------------------------------------------------------------- */

static void start_lines(struct session *s)
{
	struct context *x = stack_context(session_stack(s));

	x->caller->face = FACE_PLAIN;
	/* Who has read pages reads on: what was right for them is right here. */
	x->scene.plain_visual = !s->plain_wanted && s->kind == TERMINAL_VISUAL;
	s->plain = plain_over(pages_stack(s->pages), s->raw, &s->fresh);
}

void session_fall_back(struct session *s)
{
	bool whole;

	painter_draw(s->painter, pages_grid(s->pages, &whole), true, &s->fresh);
	session_close_painter(s);
	buffer_text(&s->fresh, "\r\n");
	start_lines(s);
	s->in_flight = false;
	s->escape_at = 0;
}

void session_return(struct session *s)
{
	if (!session_open_painter(s))
		return;
	plain_free(s->plain);
	s->plain = NULL;
	stack_context(pages_stack(s->pages))->caller->face = FACE_PAGES;
	pages_resize(s->pages, s->cols, s->rows);
	s->dirty = true;
	s->in_flight = false;
}

/* --- from terminal to terminal ---------------------------------------------------------------- */

void session_lose(struct session *s)
{
	painter_close(s->painter, NULL);
	s->painter = NULL;
	if (s->pages != NULL) {
		/* Lines over pages in a window that was too small; the next one may not be. */
		plain_free(s->plain);
		s->plain = NULL;
	}
	buffer_clear(&s->fresh);
	s->keys = (struct key_reader){0};
	s->dirty = s->in_flight = s->quick = s->input_ended = false;
	s->escape_at = 0;
}

bool session_suits(const struct session *s, const struct session_line *line)
{
	return s->pages != NULL || line->plain || painter_is_dumb(line->term);
}

/* Whoever comes back by a key has shown no PIN: what the other line has proven, and what its pages
   show of a PIN, is not for this one. */
static void forget_secrets(struct stack *st)
{
	struct caller *c = stack_context(st)->caller;

	if (c->key[0] == '\0')
		return;
	caller_forget_proofs(c);
	stack_forget(st);
}

void session_resume(struct session *s, const struct session_line *line)
{
	struct session_known before = session_known(s);
	struct stack *st = session_stack(s);

	s->chosen = before.chosen;
	session_take_line(s, line);
	session_tell_line(s, stack_context(st));
	language_leave_arabic(st);
	forget_secrets(st);
	stack_look(st);
	if (s->pages == NULL) {
		plain_resume(s->plain, s->raw);
		return;
	}
	if (!session_open_painter(s)) {
		start_lines(s);
		return;
	}
	stack_context(st)->caller->face = FACE_PAGES;
	pages_resize(s->pages, s->cols, s->rows);
	pages_tell(s->pages, _("You are back where you left off."));
	s->dirty = true;
	s->sent_stamp = s->painted_stamp = 0;
}

struct session_known session_known(const struct session *s)
{
	const struct context *x = stack_context(session_screens(s));

	return (struct session_known){
		.probe = s->probe,
		.charset = s->charset,
		.chosen = x->scene.letters_chosen
				  ? (int)x->scene.letters + x->scene.letters_of * PREFERENCE_OF
				  : s->chosen,
		.in_flight = s->in_flight};
}
