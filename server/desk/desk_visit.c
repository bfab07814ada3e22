/* desk_visit.c - what a visitor's channel was opened for: pages, plain lines, a command, or files.
 */
#include "server/desk/desk_inside.h"

#include "server/log.h"
#include "services/registry/limits.h"

_Static_assert(CONTEXT_INCIDENT == LOG_INCIDENT, "a page has room for the log's numbers");

/* --- beginning --- */

/* What this identity chose before, else what the terminal says, else the portal's. True when it is
 * known. */
static bool find_lang(struct desk *d, enum lang *ret)
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

static struct context context_of(struct desk *d, enum lang lang)
{
	struct context x = {
		.scene = {.catalogue = d->portal.catalogue,
			  .lang = lang,
			  .country = d->portal.country,
			  .portal = d->portal.host,
			  .port = d->portal.port,
			  .trying = catalogue_is_training(d->portal.catalogue)},
		.registry = desk_identity_registry(d),
		.caller = &d->caller,
		.incident = log_incident,
		.draft_at = &d->draft_at,
		.vain = &d->vain,
	};

	x.scene.paying = d->portal.paying;
	memcpy(x.scene.contact, d->portal.contact, sizeof(x.scene.contact));
	memcpy(x.scene.account_office, d->portal.account_office, sizeof(x.scene.account_office));
	memcpy(x.scene.after_refusal, d->portal.after_refusal, sizeof(x.scene.after_refusal));
	return x;
}

static struct session_line line_of(const struct desk *d, const struct wire_open *o, bool plain_name)
{
	return (struct session_line){.term = o->term,
				     .banner = d->banner,
				     .cols = o->cols,
				     .rows = o->rows,
				     .raw = o->pty,
				     .plain = plain_name || !o->pty};
}

/* The application of who signed in with reference and PIN. */
static bool find_own(struct desk *d, struct application *own)
{
	return d->caller.reference[0] != '\0' && desk_identity_registry(d) != NULL &&
	       application_open(d->registry, &d->caller, d->caller.reference, NULL, own, NULL) ==
		       FAULT_NONE;
}

/* At their own application they stand at once, above the languages, and in the one in which it was
 * written where the terminal says none; in plain lines it follows the choice of a language, since
 * one page is read after the other. */
static void begin_session(struct desk *d)
{
	struct application own;
	enum lang lang;
	bool known = find_lang(d, &lang), has_own = find_own(d, &own);
	struct session_line line = line_of(d, &d->asked, d->plain_name);
	struct context x;

	if (has_own && !known && !lang_find(d->asked.lang, &lang))
		lang = own.lang;
	x = context_of(d, lang);
	desk_identity_face(d, FACE_PAGES, lang);
	line.known = desk_visit_known(d);
	d->serving = SERVING_SESSION;
	d->session = session_new(&x, known, &line);
	if (has_own && session_is_pages(d->session))
		track_open(session_stack(d->session), &own);
}

static void begin_files(struct desk *d)
{
	desk_identity_registry(d);
	d->portal.lang = (enum lang)d->setup->config->lang;
	d->portal.lang_said = lang_find(d->asked.lang, &d->portal.lang);
	desk_identity_face(d, FACE_FILES, d->portal.lang);
	d->serving = SERVING_FILES;
	d->files = files_new(&d->portal, &d->errors);
}

void desk_visit_begin(struct desk *d)
{
	if (d->asked.kind == OPEN_COMMAND)
		desk_command_begin(d);
	else if (d->asked.kind == OPEN_FILES)
		begin_files(d);
	else
		begin_session(d);
	if (d->last_words != NULL)
		desk_visit_leave(d, d->last_words);
}

void desk_visit_open(struct desk *d, const struct wire_open *o)
{
	d->asked = *o;
	d->opened_at = d->key_at = d->moved_at = loop_now();
	d->finishing = d->finished = d->input_ended = d->too_long = d->warned = false;
	d->exit_status = 0;
	d->handed = 0;
	d->stay.seen[0] = '\0';
	d->chosen = 0;
	buffer_open(&d->out, LIMIT_COMMAND_OUTPUT);
	buffer_open(&d->errors, LIMIT_COMMAND_OUTPUT);
	buffer_open(&d->input, LIMIT_COMMAND_INPUT);
	if (o->kind != OPEN_SHELL || !desk_claim_begin(d))
		desk_visit_begin(d);
}

/* --- what the gate says --- */

void desk_visit_input(struct desk *d, const unsigned char *data, size_t size)
{
	d->key_at = loop_now();
	d->any_key = true;
	d->warned = false;
	desk_stay_heard(d);
	if (d->finishing)
		return;
	if (d->serving == SERVING_SESSION)
		session_feed(d->session, (const char *)data, size, d->key_at);
	else if (d->serving == SERVING_COMMAND)
		desk_command_take(d, data, size);
	/* Of a file as much comes as it may have, and then it is too long. */
	if (d->command == NULL || !command_takes_file(d->command))
		desk_work_typed(d, size);
}

void desk_visit_input_end(struct desk *d)
{
	d->input_ended = true;
	if (d->serving == SERVING_SESSION && !d->finishing)
		session_end_input(d->session);
	else if (d->serving == SERVING_FILES)
		d->finishing = true;
}

void desk_visit_resize(struct desk *d, int cols, int rows)
{
	d->asked.cols = cols;
	d->asked.rows = rows;
	if (d->serving == SERVING_SESSION && !d->finishing)
		session_resize(d->session, cols, rows);
}

void desk_visit_drained(struct desk *d, uint8_t count)
{
	desk_line_moved(d);
	desk_stay_heard(d);
	desk_work_arrived(d, d->serving == SERVING_COMMAND || desk_visit_is_in_flight(d));
	/* A frame that followed another may have been sent when this was said. */
	if (d->serving == SERVING_SESSION && d->out.size == 0 && count == d->handed)
		session_arrived(d->session, d->moved_at);
}

int64_t desk_visit_until(const struct desk *d)
{
	if (d->serving == SERVING_SESSION)
		return session_until(d->session);
	if (d->serving == SERVING_COMMAND)
		return desk_command_until(d);
	return 0;
}

void desk_visit_rest(struct desk *d)
{
	if (d->serving == SERVING_SESSION)
		session_rest(d->session);
}

bool desk_visit_is_in_flight(const struct desk *d)
{
	return d->serving == SERVING_SESSION && session_is_in_flight(d->session);
}

void desk_visit_ask(struct desk *d, const struct wire_ask *ask)
{
	BUFFER_CLEAN struct buffer answer;

	d->key_at = loop_now();
	d->any_key = true;
	buffer_open(&answer, WIRE_PAYLOAD);
	if (d->serving != SERVING_FILES)
		return;
	desk_work_answered(d);
	files_answer(d->files, ask, &answer);
	if (!wire_put(&d->wire, WIRE_FILE_ANSWER, answer.data, answer.size))
		desk_end(d, d->wire.wrong);
}

void desk_visit_tell(struct desk *d, const char *message)
{
	if (d->serving == SERVING_SESSION && !d->finishing)
		session_tell(d->session, message);
}

void desk_visit_leave(struct desk *d, const char *message)
{
	if (d->serving == SERVING_SESSION && !d->finishing) {
		session_leave(d->session, message);
	} else if (d->serving == SERVING_COMMAND && !d->finishing) {
		buffer_format(&d->errors, "%s\n", message);
		d->exit_status = 4;
		d->finishing = true;
	} else {
		d->finishing = true;
	}
}

void desk_take_leave(struct desk *d, const char *message)
{
	if (d->farewell)
		return;
	d->farewell = true;
	d->leave_at = loop_now() + LIMIT_FAREWELL;
	if (d->serving != SERVING_NOTHING && !desk_stay_is_lost(d))
		desk_visit_leave(d, message);
	else if (d->wire.state == VISIT_INSIDE && d->caller.known)
		d->last_words = message; /* said over the channel that is about to be opened */
	else
		desk_end(d, "the portal closed it");
}

void desk_visit_shut(struct desk *d)
{
	session_free(d->session);
	command_free(d->command);
	files_free(d->files);
	d->session = NULL;
	d->command = NULL;
	d->files = NULL;
	buffer_close(&d->out);
	buffer_close(&d->errors);
	buffer_close(&d->input);
	d->serving = SERVING_NOTHING;
	d->finishing = d->finished = false;
}

/* --- from line to line --- */

void desk_visit_lose(struct desk *d)
{
	session_lose(d->session);
	buffer_clear(&d->out);
	buffer_clear(&d->errors);
	buffer_clear(&d->input);
	d->warned = d->input_ended = d->too_long = false;
}

bool desk_visit_suits(const struct desk *d, const struct wire_open *o, bool plain_name)
{
	struct session_line line = line_of(d, o, plain_name);

	return o->kind == OPEN_SHELL && o->pty && session_suits(d->session, &line);
}

struct session_known desk_visit_known(const struct desk *d)
{
	if (d->session != NULL)
		return session_known(d->session);
	return (struct session_known){.charset = charset_find(d->asked.lang), .chosen = d->chosen};
}

void desk_visit_resume(struct desk *d, const struct session_known *known)
{
	struct session_line line = line_of(d, &d->asked, d->plain_name);

	line.known = *known;
	session_resume(d->session, &line);
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
		d->handed++;
		done += part;
	}
	if (done > 0)
		buffer_drop(b, done);
}

static void turn_session(struct desk *d)
{
	BUFFER_CLEAN struct buffer will;

	buffer_open(&will, WIRE_WILL_MOST);
	session_turn(d->session, loop_now(), &d->out);
	/* The gate is told what puts the terminal back before it is sent what makes that needed. */
	if (session_will(d->session, &will) && !will.full)
		wire_put(&d->wire, WIRE_WILL, will.data, will.size);
	d->finishing = session_is_over(d->session);
	/* Clients may share a connection: nobody goes on over it as who has left in haste. */
	if (d->finishing && session_has_vanished(d->session) && !d->farewell) {
		d->farewell = true;
		d->leave_at = loop_now() + LIMIT_FAREWELL;
	}
}

void desk_visit_turn(struct desk *d)
{
	unsigned char status;

	if (d->serving == SERVING_NOTHING || d->wire.state != VISIT_SERVED)
		return;
	if (d->serving == SERVING_SESSION)
		turn_session(d);
	else if (d->serving == SERVING_COMMAND)
		desk_command_turn(d);
	hand_on(d, &d->out, WIRE_OUTPUT);
	hand_on(d, &d->errors, WIRE_ERRORS);
	status = (unsigned char)d->exit_status;
	if (d->finishing && !d->finished && d->over == NULL && d->out.size == 0 &&
	    d->errors.size == 0) {
		d->finished = true;
		if (!wire_put(&d->wire, WIRE_FINISH, &status, 1))
			desk_end(d, d->wire.wrong);
	}
}
