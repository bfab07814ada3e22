/* command_application.c - the commands of an applicant: apply, track, withdraw. */
#include "server/commands/command_due.h"
#include "server/commands/command_issued.h"
#include "server/commands/command_papers.h"

#include "services/application/organisation.h"
#include "services/registry/limits.h"
#include "tui/page/paperwords.h"
#include "tui/page/wherewords.h"
#include "tui/page/words.h"

/* --- apply --- */

void command_print_way_back(struct command *c, const char *reference)
{
	const struct command_portal *p = c->portal;

	command_pair(c, _("Track it"),
		     arena_format(c->arena, "%s track %s", command_ssh(c->arena, p, "guest"),
				  reference));
	command_pair(c, _("Or sign in"), command_ssh(c->arena, p, "me"));
	command_pair(c, _("Or in plain lines"), command_ssh(c->arena, p, "plain-me"));
}

static void print_bring(struct command *c, const struct service *s)
{
	command_pair(c, _("Where and how to bring the documents"),
		     command_in(c, &s->channel) != NULL ? command_in(c, &s->channel)
							: paperwords_no_way(s));
}

/* What is to be paid for what was sent just now; false: nothing, or it cannot be read now. */
static bool open_owed(struct command *c, const struct service *s, const struct receipt *r,
		      struct application *ret)
{
	return s->charge_count > 0 && application_open(c->portal->registry, c->portal->caller,
						       r->reference, NULL, ret, NULL) == FAULT_NONE;
}

static void print_where(struct command *c, const struct form *f)
{
	command_pair(c, _("Application goes to"), wherewords_goes_to(c->arena, c->lang, f));
	command_pair(c, _("Where you collect it"), wherewords_collect_at(c->arena, c->lang, f));
}

static void print_receipt(struct command *c, const struct service *s, const struct form *form,
			  const struct receipt *r)
{
	struct application sent = {0};

	const struct command_progress progress = command_progress_first(s, r->submitted_at);
	char shown[REFERENCE_DIGITS + 4];

	reference_show(r->reference, shown);
	command_line(c, _("Your application has been received."));
	command_pair(c, _("Service"), s->name.in[c->lang]);
	command_pair(c, _("Authority"), s->authority.in[c->lang]);
	command_pair(c, _("Country"), command_country(c, s));
	command_pair(c, _("Reference number"), shown);
	command_pair(c, _("Tracking PIN"), r->pin);
	command_pair(c, _("Submitted on"), command_moment(c, s, r->submitted_at));
	command_time_print(
		c, &(struct words_time){.service = s, .stage = &s->stages[0], .due_at = r->due_at});
	print_where(c, form);
	command_progress_print(c, s, &progress);
	if (open_owed(c, s, r, &sent))
		command_dues_print(c, &sent, s);
	command_print_way_back(c, r->reference);
	command_receipt_code(c, r->code);
	command_print_papers(c, s, form);
	print_bring(c, s);
}

static void print_json(struct command *c, const struct service *s, const struct receipt *r)
{
	struct application sent = {0};
	json_t *j = command_receipt(c, r, s->id);

	if (open_owed(c, s, r, &sent))
		json_object_set_new(j, "dues", command_dues_json(c, &sent, s));
	command_json(c, j);
}

void command_print_remarks(struct command *c, const struct form *f)
{
	struct field_path at = {0};

	while (form_next(f, &at)) {
		ARENA_CLEAN struct arena *a = arena_new((size_t)64 * 1024);
		const char *item = at.item == 0 ? "" : arena_format(a, " %d", at.item);
		struct error remark;

		if (form_remark(f, &at, &remark))
			buffer_format(c->err, "%s (%s%s): %s\n", at.question->label.in[c->lang],
				      at.question->id, item, message_error(a, &remark));
	}
}

enum fault command_read_form(struct command *c, const struct service *s, struct filled *ret,
			     struct fault_list *faults, struct error *err)
{
	struct registry *r = c->portal->registry;
	struct date today = date_of(r != NULL ? registry_now(r) : (int64_t)time(NULL));
	enum fault f;

	if (s == NULL) {
		fail(err, FAULT_MISSING, N_("There is no service {id}."), "no such service");
		error_fill(err, "id", "%s", text_safe(c->arena, c->arguments.words[0], 80));
		return FAULT_MISSING;
	}
	if (s->form == NULL) {
		fail(err, FAULT_DENIED,
		     N_("You cannot apply for this service here. `service {id}` tells where and "
			"how."),
		     "no form");
		error_fill(err, "id", "%s", s->id);
		return FAULT_DENIED;
	}
	if (c->too_long || c->input_len > LIMIT_FORMTEXT)
		return fail(err, FAULT_INPUT, N_("The form is larger than 256 KiB."), "too long");
	f = formtext_read(s, catalogue_terms(c->portal->catalogue), today, c->input, c->input_len,
			  ret, faults, err);
	if (ret->lang_said)
		command_speak(c, ret->lang, true);
	c->about = s;
	return f;
}

enum exit_status command_receive(struct command *c, const struct service *s, struct filled *filled,
				 const struct receipt *receipt, enum fault f,
				 const struct error *err)
{
	struct error told = *err; /* with the line of what was refused when it was sent */

	if (f == FAULT_NONE)
		command_print_remarks(c, filled->form);
	if (f == FAULT_NONE && c->json)
		print_json(c, s, receipt);
	else if (f == FAULT_NONE)
		print_receipt(c, s, filled->form, receipt);
	form_free(filled->form);
	if (f != FAULT_NONE && told.field[0] != '\0' && told.line == 0)
		told.line = formtext_line(s, c->input, c->input_len, told.field);
	return command_end(c, f, &told);
}

enum exit_status command_application_apply(struct command *c)
{
	const struct service *s = catalogue_find(c->portal->catalogue, c->arguments.words[0]);
	struct fault_list *faults = arena_take(c->arena, sizeof(*faults));
	struct filled filled = {0};
	struct receipt receipt = {0};
	struct error err = {0};

	if (command_read_form(c, s, &filled, faults, &err) != FAULT_NONE)
		return command_fail_list(c, faults, &err);
	return command_receive(c, s, &filled, &receipt,
			       application_apply(c->portal->registry, c->portal->caller,
						 filled.form, filled.request, filled.lang, &receipt,
						 &err),
			       &err);
}

/* --- track and withdraw --- */

const char *command_first_line(struct command *c)
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
	bool ours = false;

	if (application_mine(c->portal->registry, c->portal->caller, c->arena, &list, &count,
			     NULL) != FAULT_NONE)
		return false;
	for (size_t i = 0; i < count; i++)
		if (strcmp(list[i].reference, reference) == 0)
			return true;
	if (member_mine(c->portal->registry, c->portal->caller, c->arena, &list, &count, NULL) !=
	    FAULT_NONE)
		return false;
	for (size_t i = 0; i < count; i++)
		if (strcmp(list[i].reference, reference) == 0)
			return true;
	return organisation_has(c->portal->registry, c->portal->caller, reference, &ours, NULL) ==
		       FAULT_NONE &&
	       ours;
}

/* Of staff no PIN is asked: what opens is for their roles. */
bool command_owns(struct command *c, const char *reference)
{
	const struct caller *v = c->portal->caller;

	return v->role == ROLE_STAFF || caller_proof(v, reference, NULL) != NULL ||
	       is_mine(c, reference);
}

/* Whether what the visitor has proven opens it, but does not suffice to act with it. */
static bool acts_by_pin(struct command *c, const char *reference)
{
	bool needs = true;

	return (c->kind->right == RIGHT_PROVEN || command_papers_takes(c)) &&
	       application_needs_pin(c->portal->registry, c->portal->caller, reference, &needs,
				     NULL) == FAULT_NONE &&
	       needs;
}

/* Of `put` the document comes first. */
static const char *reference_words(struct command *c)
{
	return arguments_join(&c->arguments, c->arena, c->kind->input == COMMAND_PIN_FILE ? 1 : 0);
}

bool command_needs_pin(struct command *c)
{
	char reference[REFERENCE_DIGITS + 1];

	if (c->kind->right == RIGHT_ANYBODY)
		return arguments_get(&c->arguments, "finish") != NULL;
	if (c->kind->right == RIGHT_OWN)
		return c->portal->caller->account[0] != '\0' && !c->portal->caller->account_shown;
	if (c->portal->registry == NULL ||
	    reference_read(reference_words(c), reference, NULL) != FAULT_NONE)
		return c->arguments.count > 0; /* without a reference it is about what is theirs */
	return !command_owns(c, reference) || acts_by_pin(c, reference);
}

/* The PIN of what a key has opened, when it is to act. */
static enum fault prove(struct command *c, const struct application *a, struct error *err)
{
	const char *pin = command_first_line(c);

	if (pin[0] != '\0')
		return application_prove(c->portal->registry, c->portal->caller, a, pin, err);
	fail(err, FAULT_DENIED,
	     N_("A key alone does not submit, answer or withdraw an application. Give its PIN on "
		"the first line of standard input. If you have lost it, ask at the authority's "
		"counter."),
	     "no PIN");
	error_code(err, ACCESS_PIN_NEEDED);
	return FAULT_DENIED;
}

enum fault command_open_own(struct command *c, struct application *ret, struct error *err)
{
	const struct command_portal *p = c->portal;
	char reference[REFERENCE_DIGITS + 1];
	enum fault f = reference_read(reference_words(c), reference, err);
	bool owner;

	if (f != FAULT_NONE)
		return f;
	owner = command_owns(c, reference);
	if (!owner && command_first_line(c)[0] == '\0')
		return fail(err, FAULT_INPUT,
			    N_("The PIN is missing: give it on the first line of standard input."),
			    "no PIN");
	f = application_open(p->registry, p->caller, reference,
			     owner ? NULL : command_first_line(c), ret, err);
	return f == FAULT_NONE && acts_by_pin(c, reference) ? prove(c, ret, err) : f;
}

const struct service *command_service_of(struct command *c, const struct application *a)
{
	const struct catalogue *all = c->portal->catalogue;
	const struct service *s = catalogue_find(all, a->service);

	if (s != NULL && s->version == a->version)
		return s;
	return versions_find(c->portal->registry, c->arena, catalogue_terms(all), a->service,
			     a->version, &s, NULL) == FAULT_NONE
		       ? s
		       : NULL;
}

/* What its answers say: the offices, and the papers while these are still wanted. */
static void print_answered(struct command *c, struct application *a, const struct service *s)
{
	struct registry *r = c->portal->registry;
	struct form *f =
		form_new(s, catalogue_terms(c->portal->catalogue), date_of(registry_now(r)));

	if (application_load(r, c->portal->caller, a, f, NULL) == FAULT_NONE) {
		print_where(c, f);
		if (application_is_open(a->state)) {
			command_print_papers(c, s, f);
			command_papers_tally(c, a, f);
			print_bring(c, s);
		}
	}
	form_free(f);
}

static void print_state(struct command *c, struct application *a, const struct service *s,
			const struct event *events, size_t count)
{
	command_print_application(c, a, s, events, count);
	command_links_print(c, a);
	command_signatures_print(c, a, s);
	command_entered_print(c, a, s);
	command_appeal_print(c, a, s);
	command_dues_print(c, a, s);
	if (count > 0)
		command_history_print(c, s, events, count);
	if (s != NULL && (application_is_open(a->state) ||
			  (a->state == STATE_APPROVED && s->collect_at != NULL)))
		print_answered(c, a, s);
}

/* What stays unread where it cannot be noted is read the next time. */
static void mark_read(struct command *c, const struct application *a)
{
	struct error err = {0};

	if (notice_read(c->portal->registry, c->portal->caller, a, NOTICE_ALL, &err) != FAULT_NONE)
		return;
}

enum exit_status command_application_show(struct command *c, struct application *a)
{
	const struct service *s = command_service_of(c, a);
	struct issued *issued = NULL;
	struct event *events;
	struct error err = {0};
	size_t count, issued_count = 0;

	if (application_events(c->portal->registry, c->portal->caller, a, s, c->arena, &events,
			       &count, &err) != FAULT_NONE ||
	    command_issued_read(c, a, s, &issued, &issued_count, &err) != FAULT_NONE)
		return command_fail(c, &err);
	mark_read(c, a);
	command_speak(c, a->lang, false);
	if (c->json) {
		json_t *j = command_application(c, a, s, events, count);
		json_t *dues = command_dues_json(c, a, s);

		if (dues != NULL)
			json_object_set_new(j, "dues", dues);
		command_issued_add(c, j, s, issued, issued_count);
		command_json(c, j);
		return EXIT_DONE;
	}
	print_state(c, a, s, events, count);
	command_issued_print(c, s, issued, issued_count);
	if (a->state == STATE_APPROVED && s != NULL && s->output_count > 0 && issued_count == 0 &&
	    !text_is_set(&s->collect))
		command_collect_print(c, s);
	return EXIT_DONE;
}

static enum exit_status show_days(struct command *c, struct application *a)
{
	const struct service *s = command_service_of(c, a);
	struct application_clock *clocks = NULL;
	struct error err = {0};
	size_t count = 0;

	if (s != NULL && application_clocks(c->portal->registry, c->portal->caller, a, s, c->arena,
					    &clocks, &count, &err) != FAULT_NONE)
		return command_fail(c, &err);
	command_speak(c, a->lang, false);
	if (c->json)
		command_json(c, command_clocks_json(c, a, clocks, count));
	else
		command_clocks_print(c, s, clocks, count);
	return EXIT_DONE;
}

enum exit_status command_application_track(struct command *c)
{
	struct application a = {0};
	struct error err = {0};

	if (command_open_own(c, &a, &err) != FAULT_NONE)
		return command_fail(c, &err);
	return arguments_get(&c->arguments, "days") != NULL ? show_days(c, &a)
							    : command_application_show(c, &a);
}

enum exit_status command_application_withdraw(struct command *c)
{
	struct application a = {0};
	struct error err = {0};

	if (command_open_own(c, &a, &err) != FAULT_NONE ||
	    application_withdraw(c->portal->registry, c->portal->caller, &a,
				 command_service_of(c, &a), &err) != FAULT_NONE)
		return command_fail(c, &err);
	return command_application_show(c, &a);
}
