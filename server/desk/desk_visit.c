/* desk_visit.c - what a visitor's channel was opened for: pages, plain lines, a command, or files.
 */
#include "server/desk/desk_inside.h"

#include "i18n/i18n.h"
#include "server/log.h"
#include "services/registry/limits.h"

_Static_assert(CONTEXT_INCIDENT == LOG_INCIDENT, "a page has room for the log's numbers");

/* --- beginning --- */

/* What this identity chose before, else what the terminal says, else the portal's. True when it is
 * known. */
bool desk_visit_find_lang(struct desk *d, enum lang *ret)
{
	struct preference p = {0};
	bool known = false;

	*ret = (enum lang)d->setup->config->lang;
	lang_find(d->asked.lang, ret);
	if (d->caller.key[0] == '\0' || desk_identity_registry(d) == NULL ||
	    preference_get(d->registry, &d->caller, &p, &known, NULL) != FAULT_NONE || !known)
		return false;
	*ret = p.lang;
	d->chosen = p.terminal;
	return true;
}

struct context desk_visit_context(struct desk *d, enum lang lang)
{
	struct context x = {
		.registry = desk_identity_registry(d),
		.catalogue = d->portal.catalogue,
		.caller = &d->caller,
		.lang = lang,
		.country = d->portal.country,
		.portal = d->portal.host,
		.port = d->portal.port,
		.utc_offset_minutes = d->portal.utc_offset,
		.incident = log_incident,
		.draft_at = &d->draft_at,
		.charset = d->charset,
		.plain_cols = d->asked.pty ? d->asked.cols : 0,
	};

	snprintf(x.terminal, sizeof(x.terminal), "%s", d->asked.term);
	return x;
}

static void start_lines(struct desk *d, enum lang lang, bool known)
{
	struct context x;

	desk_identity_face(d, FACE_PLAIN, lang);
	x = desk_visit_context(d, lang);
	x.plain = true;
	x.secret_echoes = !d->asked.pty;
	message_use(lang);
	d->serving = SERVING_LINES;
	d->plain = plain_new(&x, known, d->asked.pty, &d->out);
}

static void begin_lines(struct desk *d)
{
	enum lang lang;
	bool known = desk_visit_find_lang(d, &lang);

	start_lines(d, lang, known);
}

static void begin_command(struct desk *d)
{
	d->serving = SERVING_COMMAND;
	d->command = command_new(d->asked.command, d->asked.lang, &d->portal);
	desk_identity_face(d, FACE_COMMAND, command_lang(d->command));
	if (command_wants_registry(d->command))
		desk_identity_registry(d);
}

static void begin_files(struct desk *d)
{
	desk_identity_registry(d);
	d->portal.lang = (enum lang)d->setup->config->lang;
	lang_find(d->asked.lang, &d->portal.lang);
	desk_identity_face(d, FACE_FILES, d->portal.lang);
	d->serving = SERVING_FILES;
	d->files = files_new(&d->portal);
}

void desk_visit_begin(struct desk *d)
{
	if (d->asked.kind == OPEN_COMMAND)
		begin_command(d);
	else if (d->asked.kind == OPEN_FILES)
		begin_files(d);
	else if (d->plain_name || !d->asked.pty || !desk_pages_begin(d))
		begin_lines(d);
}

void desk_visit_open(struct desk *d, const struct wire_open *o)
{
	d->asked = *o;
	d->key_at = d->moved_at = loop_now();
	d->finishing = d->finished = d->input_ended = d->too_long = d->warned = false;
	d->exit_status = 0;
	d->charset = o->kind == OPEN_SHELL ? charset_find(o->lang) : CHARSET_UTF8;
	d->narrowed = 0;
	d->stay.seen[0] = '\0';
	d->chosen = 0;
	buffer_open(&d->out, LIMIT_COMMAND_OUTPUT);
	buffer_open(&d->errors, LIMIT_COMMAND_OUTPUT);
	buffer_open(&d->input, LIMIT_COMMAND_INPUT);
	if (o->kind != OPEN_SHELL || !desk_claim_begin(d))
		desk_visit_begin(d);
}

/* --- commands --- */

/* A raw terminal needs a carriage return before each line feed. */
static void add_returns(struct buffer *b)
{
	struct buffer fresh;

	buffer_open(&fresh, b->cap);
	for (size_t i = 0; i < b->size; i++) {
		if (b->data[i] == '\n')
			buffer_add(&fresh, "\r", 1);
		buffer_add(&fresh, &b->data[i], 1);
	}
	buffer_close(b);
	*b = fresh;
}

static void turn_command(struct desk *d)
{
	enum command_input needs = d->finishing ? COMMAND_NOTHING : command_input(d->command);

	if (d->finishing || (needs == COMMAND_ALL && !d->input_ended && !d->too_long) ||
	    (needs == COMMAND_LINE && !d->input_ended && !d->too_long &&
	     (d->input.size == 0 || memchr(d->input.data, '\n', d->input.size) == NULL)))
		return;
	d->exit_status = command_run(d->command, d->input.size > 0 ? d->input.data : "",
				     d->input.size, d->too_long, &d->out, &d->errors);
	if (d->asked.pty) {
		add_returns(&d->out);
		add_returns(&d->errors);
	}
	d->finishing = true;
}

static void take_stdin(struct desk *d, const unsigned char *data, size_t size)
{
	/* With a terminal, Ctrl-D is the end, and lines end with a carriage return. */
	for (size_t i = 0; i < size && !d->input_ended; i++) {
		char byte = (char)data[i];

		if (d->asked.pty && byte == 0x04)
			d->input_ended = true;
		else if (d->asked.pty && byte == 0x03)
			desk_end(d, "interrupted");
		else if (!buffer_add(&d->input, d->asked.pty && byte == '\r' ? "\n" : &byte, 1))
			d->too_long = true;
	}
}

/* --- what the gate says --- */

/* What was typed at a terminal, in its own charset. */
static void take_typed(struct desk *d, const unsigned char *data, size_t size)
{
	BUFFER_CLEAN struct buffer wide;

	buffer_open(&wide, 4 * WIRE_PAYLOAD);
	if (d->charset != CHARSET_UTF8) {
		charset_widen(d->charset, data, size, &wide);
		data = (const unsigned char *)(wide.data != NULL ? wide.data : "");
		size = wide.size;
	}
	if (d->serving == SERVING_PAGES)
		desk_pages_take(d, data, size);
	else
		plain_feed(d->plain, (const char *)data, size);
}

void desk_visit_input(struct desk *d, const unsigned char *data, size_t size)
{
	d->key_at = loop_now();
	d->any_key = true;
	d->warned = false;
	desk_stay_heard(d);
	if (d->finishing)
		return;
	if (d->serving == SERVING_PAGES || d->serving == SERVING_LINES) {
		take_typed(d, data, size);
		return;
	}
	switch (d->serving) {
	case SERVING_COMMAND: take_stdin(d, data, size); break;
	default: break;
	}
}

void desk_visit_input_end(struct desk *d)
{
	d->input_ended = true;
	if (d->serving == SERVING_LINES && !d->finishing)
		plain_end(d->plain);
	else if (d->serving == SERVING_FILES)
		d->finishing = true;
}

void desk_visit_resize(struct desk *d, int cols, int rows)
{
	d->asked.cols = cols;
	d->asked.rows = rows;
	if (d->serving == SERVING_LINES)
		stack_context(plain_stack(d->plain))->plain_cols = cols;
	if (d->serving == SERVING_LINES && d->pages != NULL && !d->finishing)
		desk_pages_return(d);
	if (d->serving != SERVING_PAGES || d->finishing)
		return;
	pages_resize(d->pages, cols, rows);
	painter_resize(d->painter, cols, rows);
	d->dirty = true;
}

void desk_visit_drained(struct desk *d)
{
	d->moved_at = loop_now();
	desk_stay_heard(d);
	if (d->serving != SERVING_PAGES || !d->in_flight || d->out.size > 0)
		return;
	d->in_flight = false;
	d->painted_stamp = d->sent_stamp;
	d->quick = loop_now() - d->sent_at <= DESK_QUICK;
}

void desk_visit_ask(struct desk *d, const struct wire_ask *ask)
{
	BUFFER_CLEAN struct buffer answer;

	d->key_at = loop_now();
	d->any_key = true;
	buffer_open(&answer, WIRE_PAYLOAD);
	if (d->serving != SERVING_FILES)
		return;
	files_answer(d->files, ask, &answer);
	if (!wire_put(&d->wire, WIRE_FILE_ANSWER, answer.data, answer.size))
		desk_end(d, d->wire.wrong);
}

void desk_visit_tell(struct desk *d, const char *message)
{
	if (d->serving == SERVING_PAGES && !d->finishing) {
		pages_tell(d->pages, message);
		d->dirty = true;
	} else if (d->serving == SERVING_LINES && !d->finishing) {
		plain_tell(d->plain, message);
	}
}

void desk_visit_leave(struct desk *d, const char *message)
{
	if (d->serving == SERVING_PAGES && !d->finishing) {
		d->goodbye = message;
	} else if (d->serving == SERVING_LINES && !d->finishing) {
		plain_tell(d->plain, message);
		plain_end(d->plain);
	} else if (d->serving == SERVING_COMMAND && !d->finishing) {
		buffer_format(&d->errors, "%s\n", message);
		d->exit_status = 4;
		d->finishing = true;
	} else {
		d->finishing = true;
	}
}

void desk_visit_shut(struct desk *d)
{
	painter_close(d->painter, NULL);
	plain_free(d->plain); /* its screens may be those of the pages */
	pages_free(d->pages);
	command_free(d->command);
	files_free(d->files);
	d->painter = NULL;
	d->pages = NULL;
	d->plain = NULL;
	d->command = NULL;
	d->files = NULL;
	buffer_close(&d->out);
	buffer_close(&d->errors);
	buffer_close(&d->input);
	d->serving = SERVING_NOTHING;
	d->in_flight = d->finishing = d->finished = false;
	d->escape_at = 0;
}

/* --- from line to line --- */

void desk_visit_lose(struct desk *d)
{
	painter_close(d->painter, NULL);
	d->painter = NULL;
	if (d->pages != NULL) {
		/* Lines over pages in a window that was too small; the next one may not be. */
		plain_free(d->plain);
		d->plain = NULL;
	}
	d->serving = d->pages != NULL ? SERVING_PAGES : SERVING_LINES;
	buffer_clear(&d->out);
	buffer_clear(&d->errors);
	buffer_clear(&d->input);
	d->keys = (struct key_reader){0};
	d->dirty = d->in_flight = d->quick = d->warned = false;
	d->input_ended = d->too_long = false;
	d->escape_at = 0;
}

bool desk_visit_suits(const struct desk *d, const struct wire_open *o, bool plain_name)
{
	return o->kind == OPEN_SHELL && o->pty &&
	       (d->pages != NULL || plain_name || painter_is_dumb(o->term));
}

/* What stands in the screens' context of the line that was. */
static void renew_context(struct desk *d, struct context *x)
{
	snprintf(x->terminal, sizeof(x->terminal), "%s", d->asked.term);
	x->secret_echoes = !d->asked.pty;
	x->letters_chosen = false;
	x->plain_cols = d->asked.pty ? d->asked.cols : 0;
}

void desk_visit_resume(struct desk *d, bool in_flight)
{
	struct stack *st = d->pages != NULL ? pages_stack(d->pages) : plain_stack(d->plain);

	if (!d->probe.asked)
		probe_open(&d->probe, d->asked.term, d->banner);
	desk_pages_choose_letters(d);
	d->narrowed = 0;
	d->willed = 0;
	renew_context(d, stack_context(st));
	desk_pages_tell_letters(d, stack_context(st));
	language_leave_arabic(st);
	if (d->pages == NULL) {
		plain_resume(d->plain, d->asked.pty);
		return;
	}
	if (d->plain_name || !desk_pages_open_painter(d)) {
		d->serving = SERVING_LINES;
		stack_context(st)->plain_visual = !d->plain_name && d->terminal == TERMINAL_VISUAL;
		d->plain = plain_over(st, d->asked.pty, &d->out);
		return;
	}
	pages_resize(d->pages, d->asked.cols, d->asked.rows);
	pages_tell(d->pages, _("You are back where you were."));
	d->dirty = true;
	d->in_flight = in_flight;
	d->sent_stamp = d->painted_stamp = 0;
}

/* --- handing on --- */

/* Moves what waits into messages, as few as can be, while little is under way. */
static void hand_on(struct desk *d, struct buffer *b, enum wire_kind kind)
{
	size_t done = 0;

	while (done < b->size && d->wire.out.size < LIMIT_DESK_AHEAD) {
		size_t part = b->size - done < WIRE_PAYLOAD ? b->size - done : WIRE_PAYLOAD;

		if (!wire_put(&d->wire, kind, b->data + done, part)) {
			desk_end(d, d->wire.wrong);
			return;
		}
		done += part;
	}
	if (done > 0)
		buffer_drop(b, done);
}

void desk_visit_turn(struct desk *d)
{
	unsigned char status;

	if (d->serving == SERVING_NOTHING || d->wire.state != VISIT_SERVED)
		return;
	if (d->serving == SERVING_PAGES)
		desk_pages_turn(d);
	else if (d->serving == SERVING_LINES && plain_is_over(d->plain))
		d->finishing = true;
	else if (d->serving == SERVING_COMMAND)
		turn_command(d);
	if (d->serving == SERVING_PAGES || d->serving == SERVING_LINES)
		charset_narrow(d->charset, &d->out, d->narrowed);
	hand_on(d, &d->out, WIRE_OUTPUT);
	d->narrowed = d->out.size;
	hand_on(d, &d->errors, WIRE_ERRORS);
	status = (unsigned char)d->exit_status;
	if (d->finishing && !d->finished && d->over == NULL && d->out.size == 0 &&
	    d->errors.size == 0) {
		d->finished = true;
		if (!wire_put(&d->wire, WIRE_FINISH, &status, 1))
			desk_end(d, d->wire.wrong);
	}
}
