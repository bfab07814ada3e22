/* session.c - one person at one terminal: pages, or plain lines over the same screens; bytes in,
 * bytes out.
 *
 *   pages --window too small--> plain lines over them --large enough--> pages
 *     └ line lost: neither, the screens wait └--> pages or lines on another terminal
 */
#include "tui/face/session_inside.h"

#include "i18n/i18n.h"
#include "services/registry/limits.h"

#define FOLLOWS 150  /* until a small change may follow a frame that is under way */
#define FOLLOWED 160 /* bytes at most of that frame */
#define MOVES 2500   /* the line has taken something since */
#define QUICK 150    /* a frame that left this fast: search while typing */
#define SOON 200     /* a finger presses the same key twice within this; one held repeats later */
#define HOLD 1000    /* it begins to repeat within this */
#define PACE 100     /* and goes on at least so fast */
#define ESCAPE 50    /* a lone Esc is a key after this */
#define APART 3000   /* unless answers of the terminal are awaited: they may come in pieces */

/* --- beginning -------------------------------------------------------------------------------- */

struct session *session_new(const struct context *given, bool lang_known,
			    const struct session_line *line)
{
	struct session *s = calloc(1, sizeof(*s));
	struct context x = *given;

	if (s == NULL)
		fatal("out of memory");
	buffer_open(&s->fresh, LIMIT_TURN);
	session_take_line(s, line);
	session_tell_line(s, &x);
	if (session_open_painter(s)) {
		x.caller->face = FACE_PAGES;
		s->pages = pages_new(&x, lang_known, s->cols, s->rows);
		s->dirty = true;
	} else {
		x.caller->face = FACE_PLAIN;
		s->plain = plain_new(&x, lang_known, s->raw, &s->fresh);
	}
	return s;
}

void session_free(struct session *s)
{
	if (s == NULL)
		return;
	painter_close(s->painter, NULL);
	plain_free(s->plain); /* its screens may be those of the pages */
	pages_free(s->pages);
	buffer_close(&s->fresh);
	explicit_bzero(s, sizeof(*s));
	free(s);
}

bool session_is_pages(const struct session *s)
{
	return s->pages != NULL && s->plain == NULL;
}

const struct stack *session_screens(const struct session *s)
{
	return s->pages != NULL ? pages_screens(s->pages) : plain_stack(s->plain);
}

struct stack *session_stack(struct session *s)
{
	s->dirty = true; /* whoever asks for it may change it */
	return s->pages != NULL ? pages_stack(s->pages) : plain_stack(s->plain);
}

/* --- what comes ------------------------------------------------------------------------------- */

/* Right after the key before it. Not where it is held: then the same key came, after a pause came
 * again, and goes on at a keyboard's pace. */
static bool is_soon(struct session *s, const struct key *k, int64_t gap)
{
	bool same = k->kind == KEY_CHAR && k->code == s->key_code;

	s->key_held = same && gap <= PACE && (s->key_held || s->key_again);
	s->key_again = same && gap > SOON && gap <= HOLD;
	s->key_code = k->kind == KEY_CHAR ? k->code : 0;
	return gap <= SOON && !s->key_held;
}

/* `more`: of a text that came with it. A terminal that marks no paste sends one so. */
static void take_key(struct session *s, struct key *k, bool more, int64_t now)
{
	bool painted = pages_stamp(s->pages) == s->painted_stamp;
	int64_t gap = s->key_at == 0 ? KEY_LONG : now - s->key_at;

	if (k->kind == KEY_ANSWER) {
		session_take_answer(s);
		return;
	}
	k->soon = is_soon(s, k, gap) && !more;
	k->after = (int)(gap < KEY_LONG ? gap : KEY_LONG);
	s->key_at = now;
	if (pages_key(s->pages, k, painted, s->quick))
		s->dirty = true;
}

static void set_clock(struct session *s, int64_t now)
{
	s->escape_at = 0;
	if (key_waits(&s->keys))
		s->escape_at = now + (probe_waits(&s->probe, (uint64_t)now) ? APART : ESCAPE);
}

static void feed_pages(struct session *s, const char *bytes, size_t size, int64_t now)
{
	struct key k;

	for (size_t i = 0; i < size && !pages_is_over(s->pages); i++)
		for (bool more = key_feed(&s->keys, (unsigned char)bytes[i], &k); more;
		     more = key_next(&s->keys, &k))
			take_key(s, &k, i + 1 < size && (unsigned char)bytes[i + 1] > ' ', now);
	set_clock(s, now);
}

/* A lone Esc, or the beginning of a sequence that nothing has followed. */
static void rest_keys(struct session *s, int64_t now)
{
	struct key k;

	if (s->escape_at == 0 || now < s->escape_at)
		return;
	for (bool more = key_rest(&s->keys, &k); more; more = key_next(&s->keys, &k))
		take_key(s, &k, false, now);
	set_clock(s, now);
}

void session_feed(struct session *s, const char *bytes, size_t size, int64_t now)
{
	BUFFER_CLEAN struct buffer wide;

	buffer_open(&wide, LIMIT_TURN);
	if (!session_is_open(s))
		return;
	if (s->charset != CHARSET_UTF8) {
		charset_decode(s->charset, (const unsigned char *)bytes, size, &wide);
		bytes = wide.data != NULL ? wide.data : "";
		size = wide.size;
	}
	if (session_is_pages(s))
		feed_pages(s, bytes, size, now);
	else
		plain_feed(s->plain, bytes, size);
}

void session_end_input(struct session *s)
{
	if (!session_is_open(s))
		return;
	s->input_ended = true;
	if (s->plain != NULL)
		plain_end(s->plain);
}

/* --- frames ----------------------------------------------------------------------------------- */

/* The newest state as one frame. A frame that changes nothing on the terminal counts as arrived. */
static void draw(struct session *s, int64_t now)
{
	const struct grid *g;
	bool whole;

	s->dirty = false;
	s->sent_at = now;
	session_heed_choice(s);
	probe_ask(&s->probe, s->term, (uint64_t)now, &s->fresh);
	probe_switch(&s->probe, &s->fresh);
	g = pages_grid(s->pages, &whole);
	painter_draw(s->painter, g, whole, &s->fresh);
	s->sent_stamp = pages_stamp(s->pages);
	if (!s->in_flight)
		s->moved_at = now;
	s->frame = s->fresh.size;
	s->in_flight = s->in_flight || s->fresh.size > 0;
	if (!s->in_flight)
		s->painted_stamp = s->sent_stamp;
}

void session_arrived(struct session *s, int64_t now)
{
	if (!s->in_flight)
		return;
	s->in_flight = false;
	s->painted_stamp = s->sent_stamp;
	s->quick = now - s->sent_at <= QUICK;
}

void session_moved(struct session *s, int64_t now)
{
	s->moved_at = now;
}

void session_rest(struct session *s)
{
	if (session_is_pages(s) && !s->dirty)
		pages_rest(s->pages);
}

/* A small change of the page that is there need not wait for the one before: on a slow line what is
 * typed would stand there half a round trip later. Where the line does not move nothing is added to
 * what waits for it. 0: it has to wait. */
static int64_t follows_at(const struct session *s)
{
	bool may = session_is_pages(s) && session_is_open(s) && s->dirty && s->in_flight &&
		   s->frame <= FOLLOWED && pages_stamp(s->pages) == s->sent_stamp &&
		   s->sent_at - s->moved_at < MOVES;

	return may ? s->sent_at + FOLLOWS : 0;
}

bool session_is_in_flight(const struct session *s)
{
	return s->in_flight;
}

void session_resize(struct session *s, int cols, int rows)
{
	struct context *x = stack_context(session_stack(s));

	s->cols = cols;
	s->rows = rows;
	if (!session_is_open(s))
		return;
	x->scene.plain_cols = s->raw ? cols : 0;
	if (s->plain != NULL) {
		if (s->pages != NULL)
			session_return(s);
		return;
	}
	pages_resize(s->pages, cols, rows);
	painter_resize(s->painter, cols, rows);
	s->dirty = true;
}

/* --- words and the end ------------------------------------------------------------------------ */

void session_tell(struct session *s, const char *message)
{
	if (!session_is_open(s))
		return;
	if (s->plain != NULL) {
		plain_tell(s->plain, message);
		return;
	}
	pages_tell(s->pages, message);
	s->dirty = true;
}

void session_leave(struct session *s, const char *message)
{
	if (!session_is_open(s))
		return;
	s->leaving = true;
	if (s->plain != NULL) {
		plain_leave(s->plain, message);
	} else {
		s->goodbye = message;
	}
}

bool session_is_open(const struct session *s)
{
	return !s->over && !s->leaving && !s->input_ended && !stack_is_over(session_screens(s));
}

bool session_is_over(const struct session *s)
{
	return s->over;
}

bool session_has_vanished(const struct session *s)
{
	return stack_has_vanished(session_screens(s));
}

/* In the order in which the terminal wants its letters. */
static void add_row(const struct session *s, const char *text, size_t len, struct buffer *out)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)256 * 1024);
	/* A row that some terminals are sent needs a blank at its edges. */
	const char *edge = s->kind == TERMINAL_VISUAL ? "" : " ";
	const char *row = arena_format(a, "%s%.*s%s", edge, (int)len, text, edge);
	enum direction base = lang_direction(message_lang());
	const char *apart = data_run_apart(a, row, base);
	size_t count;
	struct bidi_cell *cells = bidi_row(a, apart, strlen(apart), base, BIDI_JOINED, &count);

	rowcode_encode(s->kind, cells, count, NULL);
	for (size_t i = 0; i < count; i++)
		for (int j = 0; j < CELL_CODES && cells[i].code[j] != 0; j++) {
			char bytes[4];

			buffer_add(out, bytes, utf8_encode(cells[i].code[j], bytes));
		}
	buffer_text(out, "\r\n");
}

/* Folded here: a terminal would begin a row that reads from the right with its last words. */
void session_add_words(const struct session *s, const char *text, struct buffer *out)
{
	size_t left = strlen(text), next;

	buffer_text(out, "\r\n");
	for (; left > 0; text += next, left -= next)
		add_row(s, text, cluster_fold(text, left, s->cols - 2, &next), out);
}

static void turn_pages(struct session *s, int64_t now)
{
	rest_keys(s, now);
	if (!session_is_open(s)) {
		if (s->in_flight)
			return;
		session_close_painter(s);
		if (s->goodbye != NULL)
			session_add_words(s, s->goodbye, &s->fresh);
		s->over = true;
	} else if (pages_is_too_small(s->pages)) {
		session_fall_back(s);
	} else if (s->dirty && (!s->in_flight || (follows_at(s) != 0 && now >= follows_at(s)))) {
		draw(s, now);
	}
}

/* What has not left yet need not be seen. */
static void vanish(struct session *s, struct buffer *out)
{
	buffer_clear(&s->fresh);
	buffer_clear(out);
	session_add_wipe(s, false, &s->fresh);
	s->over = true;
}

void session_turn(struct session *s, int64_t now, struct buffer *out)
{
	if (s->over)
		return;
	if (stack_has_vanished(session_screens(s)))
		vanish(s, out);
	else if (s->plain != NULL)
		s->over = plain_is_over(s->plain);
	else
		turn_pages(s, now);
	if (s->fresh.size == 0)
		return;
	charset_encode(s->charset, &s->fresh, 0);
	buffer_add(out, s->fresh.data, s->fresh.size);
	buffer_clear(&s->fresh);
}

int64_t session_until(const struct session *s)
{
	int64_t next = follows_at(s);

	if (!session_is_pages(s) || s->over)
		return 0;
	return next == 0 || (s->escape_at != 0 && s->escape_at < next) ? s->escape_at : next;
}
