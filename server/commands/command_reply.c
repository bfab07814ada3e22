/* command_reply.c - the command by which an applicant answers what the authority has asked: in
 * words, and by a file of the very answers that it has named. */
#include "server/commands/command_inside.h"

#include "i18n/base/buffer.h"
#include "services/definition/known.h"
#include "services/document/papers.h"
#include "tui/page/acted.h"
#include "tui/page/paperwords.h"

#include <stdlib.h>

#define FILE_MOST ((size_t)1024 * 1024)

/* --- what is asked --- */

/* What is read of the file line by line, in as much room as the file has. */
struct typed {
	char *at;
	size_t len;
};

/* The application, its answers, and the line of its history that asks. */
struct asked {
	struct application application;
	bool member; /* who answers works on it: the applicant sends what they have changed */
	struct papers papers; /* what came of those that may be files */
	const struct service *service;
	struct form *form; /* form_free's; NULL: the answers cannot be read */
	const struct event *event;
	struct {
		struct field_path at; /* `question` NULL: a paper, or an answer that is no more */
		char *key;            /* "born", "helper_name:2" */
		const char *was;      /* as it is kept; "" for none */
		int line;             /* of the file; 0: it does not stand there */
	} * named;                    /* as many as the event names */
	const char *words;
	struct typed said, value; /* the words; the answer that is being read */
	bool is_open;             /* which may go on, */
	size_t open;              /* of that one of `named`, */
	int blanks;               /* behind so many empty lines */
};

static bool is_member(struct command *c, const struct application *a)
{
	struct membership own = {.number = 0};

	return a->members > 0 &&
	       member_own(c->portal->registry, c->portal->caller, a, &own, NULL) == FAULT_NONE &&
	       own.number > 0;
}

static const struct event *find_asked(struct command *c, struct asked *q, struct error *err)
{
	struct registry *r = c->portal->registry;
	struct event *events;
	size_t count = 0;

	if (application_events(r, c->portal->caller, &q->application, q->service, c->arena, &events,
			       &count, err) != FAULT_NONE)
		return NULL;
	if (q->application.state == STATE_NEEDS_INFO)
		q->event = application_asked(events, count);
	if (q->event == NULL)
		fail(err, FAULT_CONFLICT,
		     N_("The authority is not waiting for an answer: it has asked nothing, or "
			"somebody has answered already. Nothing was sent now."),
		     "not asked");
	return q->event;
}

static void name(struct command *c, struct asked *q)
{
	q->named = arena_array(c->arena, q->event->item_count + 1, sizeof(*q->named));
	for (size_t i = 0; i < q->event->item_count; i++) {
		const struct named *n = &q->event->items[i];
		struct field_path at;
		const char *now;

		if (q->service == NULL || !acted_path(q->service, n, &at) ||
		    !form_asks(q->form, &at))
			continue;
		now = form_get(q->form, &at);
		q->named[i].at = at;
		q->named[i].was = now == NULL ? "" : arena_text(c->arena, now);
		q->named[i].key = n->item > 0
					  ? arena_format(c->arena, "%s:%d", n->question, n->item)
					  : arena_text(c->arena, n->question);
	}
}

/* Behind the PIN, where that was the first line. */
static enum fault open_asked(struct command *c, struct asked *q, struct error *err)
{
	struct registry *r = c->portal->registry;
	bool first_is_pin = command_needs_pin(c);
	const char *end;
	enum fault f = command_open_own(c, &q->application, err);

	if (f != FAULT_NONE)
		return f;
	if (first_is_pin) {
		end = memchr(c->input, '\n', c->input_len);
		c->input_len -= end == NULL ? c->input_len : (size_t)(end + 1 - c->input);
		c->input = end == NULL ? "" : end + 1;
	}
	command_speak(c, q->application.lang, false);
	q->service = command_service_of(c, &q->application);
	q->member = is_member(c, &q->application);
	if (find_asked(c, q, err) == NULL)
		return err->fault;
	if (q->event->item_count == 0 || q->service == NULL)
		return FAULT_NONE;
	q->form = form_new(q->service, catalogue_terms(c->portal->catalogue),
			   date_of(registry_now(r)));
	f = application_load(r, c->portal->caller, &q->application, q->form, err);
	if (f == FAULT_NONE)
		name(c, q);
	if (f == FAULT_NONE && papers_by_file(q->service))
		f = papers_list(r, c->portal->caller, &q->application, q->service, q->form,
				c->arena, &q->papers, err);
	return f;
}

/* --- the file --- */

/* Each line of a text that somebody has written as a note of its own. */
static void put_note(struct command *c, struct buffer *to, const char *text)
{
	const char *end;

	for (text = text_safe(c->arena, text, 0); *text != '\0'; text = end + (*end != '\0')) {
		end = strchr(text, '\n');
		end = end == NULL ? text + strlen(text) : end;
		buffer_format(to, "# %.*s\n", (int)(end - text), text);
	}
}

/* Its further lines begin with a blank, as in the form itself, so that none is taken for another
 * answer. */
static void put_value(struct command *c, struct buffer *to, const char *key, const char *value)
{
	const char *margin = "";

	buffer_format(to, "%s: ", key);
	for (size_t len; *value != '\0'; value += len + (value[len] == '\n')) {
		len = strcspn(value, "\n");
		buffer_format(to, "%s%s", margin,
			      text_safe(c->arena, arena_slice(c->arena, value, len), 0));
		margin = "\n ";
	}
	buffer_text(to, "\n");
}

/* What came since it was asked for goes with the answer. */
static void put_came(struct command *c, struct buffer *to, const struct asked *q, const char *id)
{
	for (size_t i = 0; i < q->papers.count; i++) {
		const struct paper_need *n = &q->papers.needs[i];

		for (size_t k = 0; strcmp(n->paper->id, id) == 0 && k < n->file_count; k++)
			if (!n->files[k].sent)
				put_note(c, to,
					 FILL(c->arena, _("Goes with the answer: {file}"),
					      {"file", paperwords_file(c->arena, c->lang,
								       q->service, &n->files[k])}));
	}
}

/* A document that may come as a file comes before the answer: behind it the authority has the
 * application again, and takes none. */
static void put_paper(struct command *c, struct buffer *to, const struct asked *q, const char *id)
{
	const char *ssh = command_ssh(c->arena, c->portal, "guest");

	put_came(c, to, q, id);
	for (size_t i = 0; i < q->service->paper_count; i++) {
		const struct paper *p = &q->service->papers[i];

		if (p->way == PAPER_BROUGHT || strcmp(p->id, id) != 0)
			continue;
		put_note(c, to,
			 FILL(c->arena, _("Send it before you answer: {command}"),
			      {"command",
			       arena_format(c->arena, "(echo PIN; cat FILE) | %s put %s %s", ssh,
					    id, q->application.reference)}));
	}
	if (text_is_set(&q->service->channel))
		put_note(c, to, command_in(c, &q->service->channel));
}

static void put_named(struct command *c, struct buffer *to, const struct asked *q, size_t i)
{
	const struct named *n = &q->event->items[i];
	const char *label = acted_item(c->arena, c->lang, q->service, n);
	const char *wrong = acted_wrong(n->wrong);

	buffer_text(to, "\n");
	put_note(c, to,
		 FILL(c->arena, _("{answer}: {wrong}"), {"answer", label}, {"wrong", wrong}));
	if (q->named[i].key != NULL)
		put_value(c, to, q->named[i].key, q->named[i].was);
	else if (n->is_paper)
		put_paper(c, to, q, n->question);
}

static char *blank(struct command *c, const struct asked *q)
{
	const char *user = c->portal->caller->key[0] != '\0' ? "me" : "guest";
	struct buffer to;
	char *ret;

	buffer_open(&to, FILE_MOST);
	put_note(c, &to,
		 _("Write what is right behind the colon; what stays as it is goes back so."));
	put_note(c, &to,
		 arena_format(c->arena, "(echo PIN; cat FILE) | %s reply %s",
			      command_ssh(c->arena, c->portal, user), q->application.reference));
	put_note(c, &to,
		 FILL(c->arena, _("The authority asks: {words}"), {"words", q->event->note}));
	put_note(c, &to, _("Your own words; further lines begin with a space."));
	buffer_text(&to, "words:\n");
	for (size_t i = 0; q->form != NULL && i < q->event->item_count; i++)
		put_named(c, &to, q, i);
	ret = arena_text(c->arena, to.data);
	explicit_bzero(to.data, to.size);
	buffer_close(&to);
	return ret;
}

static void tell(struct fault_list *faults, int line, const char *field, struct error *e)
{
	e->line = line;
	snprintf(e->field, sizeof(e->field), "%s", field);
	faults_add(faults, e);
}

static void refuse_key(const struct asked *q, const char *text, int line, struct fault_list *faults)
{
	char known[KNOWN_MAX] = "";
	struct error e;

	known_add(known, "words");
	for (size_t i = 0; q->form != NULL && i < q->event->item_count; i++)
		if (q->named[i].key != NULL)
			known_add(known, q->named[i].key);
	fail(&e, FAULT_INPUT,
	     N_("\"{value}\" is not asked for. Each line is one of {known}, a colon, and the "
		"answer."),
	     "not asked for");
	error_fill(&e, "value", "%.60s", text);
	error_fill(&e, "known", "%s", known);
	tell(faults, line, "", &e);
}

static bool begins(const char *text, const char *key, const char **ret)
{
	size_t len = strlen(key);

	if (strncmp(text, key, len) != 0)
		return false;
	for (text += len; *text == ' ';)
		text++;
	if (*text++ != ':')
		return false;
	while (*text == ' ')
		text++;
	*ret = text;
	return true;
}

static void type(struct typed *to, int lines, const char *text)
{
	size_t len = strlen(text);

	memset(to->at + to->len, '\n', (size_t)lines);
	to->len += (size_t)lines;
	memcpy(to->at + to->len, text, len + 1);
	to->len += len;
}

/* The answer that was read last ends here. */
static void take_value(struct command *c, struct asked *q, struct fault_list *faults)
{
	struct error e;

	if (q->is_open &&
	    form_set(q->form, &q->named[q->open].at, q->value.at, c->lang, &e) != FAULT_NONE)
		tell(faults, q->named[q->open].line, q->named[q->open].key, &e);
	q->is_open = false;
}

static void take_line(struct asked *q, char *text, int line, struct fault_list *faults)
{
	const char *value = NULL;
	struct error e;

	for (size_t i = 0; q->form != NULL && i < q->event->item_count; i++) {
		if (q->named[i].key == NULL || !begins(text, q->named[i].key, &value))
			continue;
		if (q->named[i].line > 0) {
			fail(&e, FAULT_INPUT, N_("This answer stands here twice."), "twice");
			tell(faults, line, q->named[i].key, &e);
			return;
		}
		q->named[i].line = line;
		q->value.len = 0;
		type(&q->value, 0, value);
		q->is_open = true;
		q->open = i;
		q->blanks = 0;
		return;
	}
	if (begins(text, "words", &value) && q->words == NULL) {
		type(&q->said, 0, value);
		q->words = q->said.at;
	} else {
		refuse_key(q, text, line, faults);
	}
}

/* Whether the line is of the answer before it, which is one of several; empty ones count where it
 * goes on behind them. */
static bool goes_on(struct asked *q, const char *text)
{
	size_t margin = strspn(text, " \t");

	if (!q->is_open || q->named[q->open].at.question->lines <= 1)
		return false;
	if (text[margin] == '\0') {
		q->blanks += q->blanks < 8 ? 1 : 0;
		return true;
	}
	if (margin == 0)
		return false;
	type(&q->value, q->blanks + 1, text + margin);
	q->blanks = 0;
	return true;
}

/* What begins with a blank goes on with the words, or with an answer. */
static void read_file(struct command *c, struct asked *q, struct fault_list *faults)
{
	char *rest = arena_slice(c->arena, c->input, c->input_len), *text;
	bool in_words = false;

	q->said.at = arena_take(c->arena, c->input_len + 1);
	q->value.at = arena_take(c->arena, c->input_len + 1);
	for (int line = 1; (text = strsep(&rest, "\n")) != NULL; line++) {
		size_t len = strlen(text);

		if (len > 0 && text[len - 1] == '\r')
			text[--len] = '\0';
		if (in_words && *text == ' ' && text[strspn(text, " ")] != '\0') {
			type(&q->said, q->said.len > 0, text + strspn(text, " "));
			continue;
		}
		if (goes_on(q, text) || *text == '#' || text[strspn(text, " \t")] == '\0')
			continue;
		take_value(c, q, faults);
		in_words = strncmp(text, "words", 5) == 0;
		take_line(q, text, line, faults);
		in_words = in_words && q->words != NULL;
	}
	take_value(c, q, faults);
}

/* --- the command --- */

static enum fault put(struct command *c, struct asked *q, size_t i, struct error *err)
{
	const char *now = form_get(q->form, &q->named[i].at);
	struct application_answer answer = {.at = q->named[i].at,
					    .service = q->service,
					    .was = q->named[i].was,
					    .now = now == NULL ? "" : now,
					    .arena = c->arena};

	return strcmp(answer.was, answer.now) == 0
		       ? FAULT_NONE
		       : application_put(c->portal->registry, c->portal->caller, &q->application,
					 &answer, err);
}

/* What was kept before a fault is the applicant's, and goes with the next answer that is sent. */
static enum fault send(struct command *c, struct asked *q, struct error *err)
{
	enum fault f = FAULT_NONE;

	for (size_t i = 0; q->form != NULL && i < q->event->item_count && f == FAULT_NONE; i++)
		if (q->named[i].key != NULL)
			f = put(c, q, i, err);
	return f != FAULT_NONE || q->member
		       ? f
		       : application_reply(c->portal->registry, c->portal->caller, &q->application,
					   q->service, q->words, err);
}

static enum exit_status reply(struct command *c, struct asked *q)
{
	struct fault_list *faults = arena_take(c->arena, sizeof(*faults));
	struct error err = {.fault = FAULT_INPUT};

	q->words = arguments_get(&c->arguments, "words");
	if (c->too_long || c->input_len > FILE_MOST) {
		fail(&err, FAULT_INPUT, N_("This text is too long. Shorten it."), "too long");
		return command_fail(c, &err);
	}
	if (q->words == NULL)
		read_file(c, q, faults);
	if (faults->count > 0)
		return command_fail_list(c, faults, &err);
	if (q->member && q->words != NULL && *q->words != '\0') {
		fail(&err, FAULT_DENIED,
		     N_("Words for the authority are the applicant's, who sends the answer. Leave "
			"them out."),
		     "a member's words");
		return command_fail(c, &err);
	}
	if (send(c, q, &err) != FAULT_NONE)
		return command_fail(c, &err);
	if (q->member && !c->json)
		command_line(c,
			     _("What you have changed is saved. Only the applicant can send it."));
	return command_application_show(c, &q->application);
}

enum exit_status command_reply(struct command *c)
{
	struct asked q = {.words = NULL};
	struct error err = {0};
	enum exit_status done = EXIT_DONE;

	if (open_asked(c, &q, &err) != FAULT_NONE)
		done = command_fail(c, &err);
	else if (arguments_get(&c->arguments, "form") == NULL)
		done = reply(c, &q);
	else if (c->json)
		command_json(c, json_pack("{s:s, s:s}", "reference", q.application.reference,
					  "form", blank(c, &q)));
	else
		buffer_text(c->out, blank(c, &q));
	form_free(q.form);
	return done;
}
