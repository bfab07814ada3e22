/* desk_pages.c - a visit's pages on its terminal: how it is sent Arabic, its keys, its frames, its
 * end.
 */
#include "server/desk/desk_inside.h"

#include "i18n/i18n.h"

/* --- how the terminal is sent Arabic --- */

/* What was chosen on such a terminal before comes first, then what the terminal says of itself,
 * then what was chosen elsewhere. */
void desk_pages_choose_letters(struct desk *d)
{
	int kind = d->chosen % PREFERENCE_OF, of = d->chosen / PREFERENCE_OF;
	bool usable = d->chosen > 0 && kind < TERMINAL_KINDS;

	d->terminal = d->probe.kind;
	if (usable && (of == (int)d->probe.terminal || !d->probe.sure))
		d->terminal = (enum terminal_kind)kind;
}

void desk_pages_tell_letters(struct desk *d, struct context *x)
{
	x->letters = d->terminal;
	x->letters_of = (int)d->probe.terminal;
	x->letters_sure = d->probe.sure || d->chosen > 0;
	x->charset = d->charset;
}

static void use_letters(struct desk *d)
{
	if (d->painter != NULL)
		painter_use_kind(d->painter, d->terminal);
	d->dirty = true;
}

/* An answer of the terminal. What it tells late counts too: it is surer than a person's guess on a
 * page that was painted before. */
static void take_answer(struct desk *d)
{
	struct context *x = stack_context(pages_stack(d->pages));
	enum terminal_kind before = d->terminal;

	if (!probe_take(&d->probe, key_answer(&d->keys)))
		return;
	desk_pages_choose_letters(d);
	desk_pages_tell_letters(d, x);
	d->dirty = true;
	if (d->terminal != before || probe_will_switch(&d->probe))
		use_letters(d);
}

/* The person has chosen a line that reads right. */
static void heed_choice(struct desk *d)
{
	const struct context *x = stack_context(pages_screens(d->pages));

	if ((!x->letters_chosen || x->letters == d->terminal) && x->charset == d->charset)
		return;
	d->terminal = x->letters;
	d->charset = x->charset;
	use_letters(d);
}

int desk_pages_chosen(const struct desk *d)
{
	const struct context *x = d->pages == NULL ? NULL : stack_context(pages_screens(d->pages));

	return x != NULL && x->letters_chosen ? (int)x->letters + x->letters_of * PREFERENCE_OF
					      : d->chosen;
}

/* False where only plain lines will do. */
bool desk_pages_open_painter(struct desk *d)
{
	struct painter_setup s = {.term = d->asked.term,
				  .cols = d->asked.cols,
				  .rows = d->asked.rows,
				  .colours = true,
				  .kind = d->terminal};

	return d->asked.cols >= PAGES_COLS_MIN && d->asked.rows >= PAGES_ROWS_MIN &&
	       !painter_is_dumb(d->asked.term) && painter_open(&s, &d->painter, NULL) == FAULT_NONE;
}

/* Who signed in with reference and PIN stands at that application at once, above the languages; in
 * plain lines it follows the choice of a language, since one page is read after the other. */
static void show_own(struct desk *d)
{
	struct application own;

	if (d->caller.reference[0] != '\0' &&
	    application_open(d->registry, &d->caller, d->caller.reference, NULL, &own, NULL) ==
		    FAULT_NONE)
		track_open(pages_stack(d->pages), &own);
}

bool desk_pages_begin(struct desk *d)
{
	enum lang lang;
	bool known = desk_visit_find_lang(d, &lang);
	struct context x;

	probe_open(&d->probe, d->asked.term, d->banner);
	desk_pages_choose_letters(d);
	if (!desk_pages_open_painter(d))
		return false;
	desk_identity_face(d, FACE_PAGES, lang);
	x = desk_visit_context(d, lang);
	desk_pages_tell_letters(d, &x);
	message_use(lang);
	d->serving = SERVING_PAGES;
	d->pages = pages_new(&x, known, d->asked.cols, d->asked.rows);
	show_own(d);
	d->willed = 0;
	d->keys = (struct key_reader){0};
	d->dirty = true;
	d->in_flight = d->quick = false;
	d->painted_stamp = d->sent_stamp = 0;
	d->escape_at = 0;
	return true;
}

/* --- pages ------------------------------------------------------------------------------------ */

static bool page_has_arrived(const struct desk *d)
{
	return pages_stamp(d->pages) == d->painted_stamp;
}

static void take_key(struct desk *d, const struct key *k)
{
	if (k->kind == KEY_ANSWER)
		take_answer(d);
	else if (pages_key(d->pages, k, page_has_arrived(d), d->quick))
		d->dirty = true;
}

void desk_pages_take(struct desk *d, const unsigned char *data, size_t size)
{
	struct key k;

	for (size_t i = 0; i < size && !pages_is_over(d->pages); i++)
		for (bool more = key_feed(&d->keys, data[i], &k); more;
		     more = key_next(&d->keys, &k))
			take_key(d, &k);
	d->escape_at = 0;
	if (key_waits(&d->keys))
		d->escape_at =
			loop_now() +
			(probe_waits(&d->probe, (uint64_t)loop_now()) ? DESK_APART : DESK_ESCAPE);
}

static void rest_keys(struct desk *d)
{
	struct key k;

	if (d->escape_at == 0 || loop_now() < d->escape_at)
		return;
	for (bool more = key_rest(&d->keys, &k); more; more = key_next(&d->keys, &k))
		take_key(d, &k);
	d->escape_at = 0;
	if (key_waits(&d->keys))
		d->escape_at =
			loop_now() +
			(probe_waits(&d->probe, (uint64_t)loop_now()) ? DESK_APART : DESK_ESCAPE);
}

/* The gate is told what puts the terminal back, once and when more was switched. */
static void leave_will(struct desk *d)
{
	BUFFER_CLEAN struct buffer will;
	struct probe probe = d->probe;
	int now = d->painter == NULL ? 0 : 1 + d->probe.switched;

	buffer_open(&will, WIRE_WILL_MOST);
	if (now == d->willed)
		return;
	d->willed = now;
	if (d->painter != NULL) {
		painter_will(d->painter, &will);
		probe_switch_back(&probe, &will);
	}
	if (!will.full)
		wire_put(&d->wire, WIRE_WILL, will.data, will.size);
}

/* The newest state as one frame. A frame that changes nothing on the terminal counts as arrived. */
static void draw(struct desk *d)
{
	const struct grid *g;
	bool whole;

	d->dirty = false;
	d->sent_at = loop_now();
	heed_choice(d);
	probe_ask(&d->probe, d->asked.term, (uint64_t)d->sent_at, &d->out);
	probe_switch(&d->probe, &d->out);
	g = pages_grid(d->pages, &whole);
	painter_draw(d->painter, g, whole, &d->out);
	leave_will(d);
	d->sent_stamp = pages_stamp(d->pages);
	d->in_flight = d->out.size > 0;
	if (!d->in_flight)
		d->painted_stamp = d->sent_stamp;
}

/* Puts the terminal back. */
static void close_painter(struct desk *d)
{
	painter_close(d->painter, &d->out);
	probe_switch_back(&d->probe, &d->out);
	d->painter = NULL;
}

/* The terminal has become too small for pages: plain lines go on over the same screens. */
static void fall_back(struct desk *d)
{
	bool whole;

	painter_draw(d->painter, pages_grid(d->pages, &whole), true, &d->out);
	close_painter(d);
	leave_will(d);
	buffer_text(&d->out, "\r\n");
	d->serving = SERVING_LINES;
	stack_context(pages_stack(d->pages))->plain_cols = d->asked.cols;
	/* Who has read pages reads on: what was right for them is right here. */
	stack_context(pages_stack(d->pages))->plain_visual = d->terminal == TERMINAL_VISUAL;
	d->plain = plain_over(pages_stack(d->pages), d->asked.pty, &d->out);
}

/* Large enough again: pages go on where the lines have come to. */
void desk_pages_return(struct desk *d)
{
	if (!desk_pages_open_painter(d))
		return;
	plain_free(d->plain);
	d->plain = NULL;
	d->serving = SERVING_PAGES;
	pages_resize(d->pages, d->asked.cols, d->asked.rows);
	d->dirty = true;
	d->in_flight = false;
}

/* A line below what stands on the terminal, in the order in which the terminal wants its letters.
 */
static void add_line(struct desk *d, const char *text)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)256 * 1024);
	/* A row that some terminals are sent needs a blank at its edges. */
	const char *row = d->terminal == TERMINAL_VISUAL ? text : arena_format(a, " %s ", text);
	size_t count;
	struct bidi_cell *cells =
		bidi_row(a, row, strlen(row), lang_direction(message_lang()), BIDI_JOINED, &count);

	rowcode_encode(d->terminal, cells, count, NULL);
	buffer_text(&d->out, "\r\n");
	for (size_t i = 0; i < count; i++)
		for (int j = 0; j < CELL_CODES && cells[i].code[j] != 0; j++) {
			char bytes[4];

			buffer_add(&d->out, bytes, utf8_encode(cells[i].code[j], bytes));
		}
	buffer_text(&d->out, "\r\n");
}

void desk_pages_turn(struct desk *d)
{
	rest_keys(d);
	if ((pages_is_over(d->pages) || d->input_ended || d->goodbye != NULL) && !d->finishing) {
		if (d->in_flight)
			return;
		close_painter(d);
		if (d->goodbye != NULL)
			add_line(d, d->goodbye);
		d->finishing = true;
	} else if (pages_is_too_small(d->pages)) {
		fall_back(d);
	} else if (d->dirty && !d->in_flight && !d->finishing) {
		draw(d);
	}
}
