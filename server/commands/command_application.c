/* command_application.c - the commands of an applicant: apply, track, withdraw. */
#include "server/commands/command_inside.h"

#include "services/registry/limits.h"

static enum fault need_registry(const struct command *c, struct error *err)
{
	if (c->portal->registry != NULL)
		return FAULT_NONE;
	return fail(err, FAULT_BUSY,
		    N_("Applications cannot be reached at the moment. Please try again later."),
		    "no registry");
}

/* --- apply --- */

/* "-p 2222 " where the port must be said. */
static const char *port_option(struct command *c)
{
	int port = c->portal->port;

	return port != 0 && port != 22 ? arena_format(c->arena, "-p %d ", port) : "";
}

static void print_receipt(struct command *c, const struct service *s, const struct receipt *r)
{
	char shown[REFERENCE_DIGITS + 4];

	reference_show(r->reference, shown);
	command_line(c, _("Your application has been received."));
	command_pair(c, _("Service"), s->name.in[c->lang]);
	command_pair(c, _("Reference number"), shown);
	command_pair(c, _("Tracking PIN"), r->pin);
	command_pair(c, _("Submitted on"),
		     date_moment(c->arena, c->lang, r->submitted_at, c->portal->utc_offset));
	if (r->due_at > 0)
		command_pair(
			c, _("Due by"),
			date_show(c->arena, c->lang, date_of(r->due_at, c->portal->utc_offset)));
	command_pair(c, _("Follow it"),
		     arena_format(c->arena, "ssh -C %sguest@%s track %s", port_option(c),
				  c->portal->host, r->reference));
	command_pair(c, _("Or sign in"),
		     arena_format(c->arena, "ssh -C %sme@%s", port_option(c), c->portal->host));
}

static json_t *receipt_json(struct command *c, const struct service *s, const struct receipt *r)
{
	return json_pack("{s:s, s:s, s:s, s:o, s:o}", "reference", r->reference, "pin", r->pin,
			 "service", s->id, "submitted_at", command_time(c, r->submitted_at),
			 "due_at", command_time(c, r->due_at));
}

static enum fault read_form(struct command *c, const struct service *s, struct filled *ret,
			    struct fault_list *faults, struct error *err)
{
	struct date today = date_of((int64_t)time(NULL), c->portal->utc_offset);

	if (s == NULL) {
		fail(err, FAULT_MISSING, N_("There is no service {id}."), "no such service");
		error_place(err, "id", "%s", text_safe(c->arena, c->arguments.words[1], 80));
		return FAULT_MISSING;
	}
	if (s->form == NULL) {
		fail(err, FAULT_DENIED,
		     N_("This service has no form here. Apply at the counter of {authority}."),
		     "no form");
		error_place(err, "authority", "%s", s->authority.in[c->lang]);
		return FAULT_DENIED;
	}
	if (c->too_long || c->input_len > LIMIT_FORMTEXT)
		return fail(err, FAULT_INPUT, N_("The form is longer than 256 KiB."), "too long");
	return formtext_read(s, catalogue_terms(c->portal->catalogue), today, c->input,
			     c->input_len, ret, faults, err);
}

static int run_apply(struct command *c)
{
	const struct service *s = catalogue_find(c->portal->catalogue, c->arguments.words[1]);
	struct fault_list *faults = arena_take(c->arena, sizeof(*faults));
	struct filled filled = {0};
	struct receipt receipt = {0};
	struct error err = {0};
	enum fault f = need_registry(c, &err);

	if (f == FAULT_NONE)
		f = read_form(c, s, &filled, faults, &err);
	if (f != FAULT_NONE)
		return command_fail_list(c, faults, &err);
	f = application_apply(c->portal->registry, c->portal->caller, filled.form, filled.request,
			      filled.lang, &receipt, &err);
	form_free(filled.form);
	if (f != FAULT_NONE)
		return command_fail(c, &err);
	if (c->json)
		command_json(c, receipt_json(c, s, &receipt));
	else
		print_receipt(c, s, &receipt);
	return 0;
}

/* --- track and withdraw --- */

/* The first line of standard input. */
static const char *first_line(struct command *c)
{
	const char *end = memchr(c->input, '\n', c->input_len);
	size_t len = end != NULL ? (size_t)(end - c->input) : c->input_len;

	return arena_slice(c->arena, c->input, len < 64 ? len : 64);
}

/* True when the key or the sign-in has it, so that no PIN is needed. */
static bool is_mine(struct command *c, const char *reference)
{
	struct application *list;
	size_t count;

	if (application_mine(c->portal->registry, c->portal->caller, c->arena, &list, &count,
			     NULL) != FAULT_NONE)
		return false;
	for (size_t i = 0; i < count; i++)
		if (strcmp(list[i].reference, reference) == 0)
			return true;
	return false;
}

bool command_is_owner(struct command *c)
{
	char reference[REFERENCE_DIGITS + 1];

	if (c->portal->registry == NULL ||
	    reference_read(arguments_join(&c->arguments, c->arena, 1), reference, NULL) !=
		    FAULT_NONE)
		return false;
	return caller_proof(c->portal->caller, reference) != NULL || is_mine(c, reference);
}

/* Opens the application of the words after the command, by what the visitor has proven or by the
 * PIN. */
static enum fault open_it(struct command *c, struct application *ret, struct error *err)
{
	const struct command_portal *p = c->portal;
	char reference[REFERENCE_DIGITS + 1];
	enum fault f = need_registry(c, err);

	if (f == FAULT_NONE)
		f = reference_read(arguments_join(&c->arguments, c->arena, 1), reference, err);
	return f != FAULT_NONE
		       ? f
		       : application_open(p->registry, p->caller, reference,
					  command_is_owner(c) ? NULL : first_line(c), ret, err);
}

static json_t *events_json(struct command *c, const struct event *events, size_t count)
{
	json_t *j = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(j, json_pack("{s:o, s:s, s:o}", "at",
						   command_time(c, events[i].at), "state",
						   application_state_code(events[i].state), "note",
						   command_text(c, events[i].note)));
	return j;
}

static void print_state(struct command *c, const struct application *a, const struct event *events,
			size_t count)
{
	const struct service *s = catalogue_find(c->portal->catalogue, a->service);
	char shown[REFERENCE_DIGITS + 4];

	reference_show(a->reference, shown);
	command_pair(c, _("Reference number"), shown);
	command_pair(c, _("Service"), s != NULL ? s->name.in[c->lang] : a->service);
	command_pair(c, _("Status"), message_get(application_state_message(a->state)));
	if (a->submitted_at > 0)
		command_pair(
			c, _("Submitted on"),
			date_moment(c->arena, c->lang, a->submitted_at, c->portal->utc_offset));
	if (a->due_at > 0)
		command_pair(
			c, _("Due by"),
			date_show(c->arena, c->lang, date_of(a->due_at, c->portal->utc_offset)));
	buffer_format(c->out, "\n%s\n", _("History"));
	for (size_t i = 0; i < count; i++)
		buffer_format(c->out, "- %s  %s%s%s\n",
			      date_moment(c->arena, c->lang, events[i].at, c->portal->utc_offset),
			      message_get(application_state_message(events[i].state)),
			      events[i].note[0] != '\0' ? ": " : "",
			      text_safe(c->arena, events[i].note, 0));
}

static int show(struct command *c, const struct application *a)
{
	struct event *events;
	struct error err = {0};
	size_t count;

	if (application_events(c->portal->registry, c->portal->caller, a, c->arena, &events, &count,
			       &err) != FAULT_NONE)
		return command_fail(c, &err);
	if (c->json)
		command_json(c, json_pack("{s:s, s:s, s:s, s:o, s:o, s:o}", "reference",
					  a->reference, "service", a->service, "state",
					  application_state_code(a->state), "submitted_at",
					  command_time(c, a->submitted_at), "due_at",
					  command_time(c, a->due_at), "events",
					  events_json(c, events, count)));
	else
		print_state(c, a, events, count);
	return 0;
}

static int run_track(struct command *c)
{
	struct application a = {0};
	struct error err = {0};

	if (open_it(c, &a, &err) != FAULT_NONE)
		return command_fail(c, &err);
	return show(c, &a);
}

static int run_withdraw(struct command *c)
{
	struct application a = {0};
	struct error err = {0};

	if (open_it(c, &a, &err) != FAULT_NONE ||
	    application_withdraw(c->portal->registry, c->portal->caller, &a, &err) != FAULT_NONE)
		return command_fail(c, &err);
	return show(c, &a);
}

const struct command_kind command_application_kinds[] = {
	{"apply", "ID",
	 N_("Reads a filled form on standard input; answers with the receipt, or with every fault "
	    "by line."),
	 NULL, 1, 1, COMMAND_ALL, run_apply},
	{"track", "REFERENCE",
	 N_("Shows where an application is; the PIN is the first line of standard input."), NULL, 1,
	 8, COMMAND_LINE, run_track},
	{"withdraw", "REFERENCE",
	 N_("Withdraws an application; the PIN is the first line of standard input."), NULL, 1, 8,
	 COMMAND_LINE, run_withdraw},
	{NULL, NULL, NULL, NULL, 0, 0, COMMAND_NOTHING, NULL},
};
