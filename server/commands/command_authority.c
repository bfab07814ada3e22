/* command_authority.c - the commands that move an application as an officer's page does: show, ask,
 * decide, stage; and how its times run. */
#include "server/commands/command_inside.h"
#include "server/commands/command_issued.h"

#include "tui/page/words.h"

enum fault command_authority_terms(struct command *c, struct term_list *ret, struct error *err)
{
	if (c->portal->catalogue == NULL)
		return lists_terms(c->portal->registry, c->arena, NULL, 0, ret, err);
	*ret = *catalogue_terms(c->portal->catalogue);
	return FAULT_NONE;
}

enum fault command_authority_open(struct command *c, const char *reference,
				  struct command_opened *ret, struct error *err)
{
	struct registry *r = c->portal->registry;
	const struct application *a = &ret->application;
	char digits[REFERENCE_DIGITS + 1];
	enum fault f = reference_read(reference, digits, err);

	if (f == FAULT_NONE && ret->terms.sectors == NULL)
		f = command_authority_terms(c, &ret->terms, err);
	if (f == FAULT_NONE)
		f = application_open_host(r, c->portal->caller, digits, &ret->application, err);
	if (f != FAULT_NONE || (ret->service != NULL && ret->service->version == a->version &&
				strcmp(ret->service->id, a->service) == 0))
		return f;
	return versions_find(r, c->arena, &ret->terms, a->service, a->version, &ret->service, err);
}

/* What the definition works out of them, of what may be told. */
static void print_values(struct command *c, const struct form *f)
{
	const char *name, *value;
	size_t at = 0;

	while ((name = words_value(c->arena, f, c->lang, &at, &value)) != NULL)
		command_pair(c, arena_format(c->arena, "  %s", text_safe(c->arena, name, 0)),
			     value);
}

static void add_values(struct command *c, json_t *to, const struct form *f)
{
	json_t *values = json_array();
	const char *name, *value;
	size_t at = 0;

	while ((name = words_value(c->arena, f, c->lang, &at, &value)) != NULL)
		json_array_append_new(values, json_pack("{s:s, s:s, s:s}", "id",
							form_service(f)->values[at - 1].id, "name",
							name, "value", value));
	if (json_array_size(values) > 0)
		json_object_set(to, "values", values);
	json_decref(values);
}

/* By an act it may have left the caller's reach: then nothing is told of it. */
const struct assign_state *command_authority_state(struct command *c, struct command_opened *o)
{
	struct assign_state *s = arena_take(c->arena, sizeof(*s));

	if (assign_state(c->portal->registry, c->portal->caller, &o->application, o->service,
			 c->arena, s, NULL) != FAULT_NONE)
		*s = (struct assign_state){.holder = "", .office = "", .office_name = ""};
	return s;
}

/* What is read of it. */
struct told {
	const struct form *form; /* NULL: its answers cannot be read */
	struct event *events;
	size_t event_count;
	struct issued *issued;
	size_t issued_count;
};

static void print_lines(struct command *c, struct command_opened *o, const struct told *t)
{
	const struct assign_state *s = command_authority_state(c, o);

	command_print_application(c, &o->application, o->service, t->events, t->event_count);
	command_pair(c, _("Office"), text_safe(c->arena, s->office_name, 0));
	command_pair(c, _("With"), text_safe(c->arena, s->holder, 0));
	command_links_print(c, &o->application);
	command_signatures_print(c, &o->application, o->service);
	command_entered_print(c, &o->application, o->service);
	if (t->form != NULL) {
		command_items_form(c, t->form);
		print_values(c, t->form);
		command_history_changes(c, t->form, &o->terms, t->events, t->event_count);
	}
	command_history_print(c, o->service, t->events, t->event_count);
	command_issued_print(c, o->service, t->issued, t->issued_count);
}

static void print_json(struct command *c, struct command_opened *o, const struct told *t)
{
	const struct form *f = t->form;
	json_t *j = command_application(c, &o->application, o->service, t->events, t->event_count);
	json_t *changes =
		f == NULL ? NULL : command_history_changes_json(c, f, t->events, t->event_count);
	const struct assign_state *s = command_authority_state(c, o);

	if (json_array_size(changes) > 0)
		json_object_set(j, "corrections", changes);
	json_decref(changes);
	if (f != NULL) {
		json_object_set_new(j, "answers", command_items_answers(c, f));
		add_values(c, j, f);
	}
	json_object_set_new(j, "office", command_text(c, s->office[0] == '\0' ? NULL : s->office));
	json_object_set_new(j, "holder", command_text(c, s->holder[0] == '\0' ? NULL : s->holder));
	command_issued_add(c, j, o->service, t->issued, t->issued_count);
	command_json(c, j);
}

enum fault command_authority_print(struct command *c, struct command_opened *o, struct error *err)
{
	struct registry *r = c->portal->registry;
	struct form *f = form_new(o->service, &o->terms, date_of(registry_now(r)));
	struct told t = {.form = NULL};
	enum fault fault = application_events(r, c->portal->caller, &o->application, o->service,
					      c->arena, &t.events, &t.event_count, err);

	if (fault == FAULT_NONE)
		fault = command_issued_read(c, &o->application, o->service, &t.issued,
					    &t.issued_count, err);
	/* What was done is shown also where its answers cannot be read. */
	if (fault == FAULT_NONE &&
	    application_load(r, c->portal->caller, &o->application, f, NULL) == FAULT_NONE)
		t.form = f;
	if (fault == FAULT_NONE && c->json)
		print_json(c, o, &t);
	else if (fault == FAULT_NONE)
		print_lines(c, o, &t);
	form_free(f);
	return fault;
}

/* Opens, acts (NULL: only looks), shows. */
static enum exit_status
with_application(struct command *c,
		 enum fault (*act)(struct command *c, struct command_opened *o, struct error *err))
{
	struct command_opened o = {0};
	struct error err = {0};
	enum fault f =
		command_authority_open(c, arguments_join(&c->arguments, c->arena, 0), &o, &err);

	if (f == FAULT_NONE && act != NULL)
		f = act(c, &o, &err);
	if (f == FAULT_NONE)
		f = command_authority_print(c, &o, &err);
	return command_end(c, f, &err);
}

enum exit_status command_authority_clocks(struct command *c)
{
	struct registry *r = c->portal->registry;
	struct application_clock *clocks = NULL;
	struct command_opened o = {0};
	struct error err = {0};
	size_t count = 0;
	enum fault f =
		command_authority_open(c, arguments_join(&c->arguments, c->arena, 0), &o, &err);

	if (f == FAULT_NONE)
		f = application_clocks(r, c->portal->caller, &o.application, o.service, c->arena,
				       &clocks, &count, &err);
	if (f == FAULT_NONE && c->json)
		command_json(c, command_clocks_json(c, &o.application, clocks, count));
	else if (f == FAULT_NONE)
		command_clocks_print(c, o.service, clocks, count);
	return command_end(c, f, &err);
}

/* The option's words, made clean; FAULT_INPUT where they are missing. */
static enum fault take_words(struct command *c, const char *option, char **ret, struct error *err)
{
	const char *words = arguments_get(&c->arguments, option);

	if (words == NULL || words[0] == '\0') {
		fail(err, FAULT_INPUT,
		     N_("--{option} is required, with a message for the applicant."), "usage");
		error_fill(err, "option", "%s", option);
		return FAULT_INPUT;
	}
	return text_clean(c->arena, words, strlen(words), TEXT_LINES, ret, err);
}

static enum fault ask(struct command *c, struct command_opened *o, struct error *err)
{
	char *words;
	enum fault f = take_words(c, "words", &words, err);

	return f != FAULT_NONE ? f
			       : application_ask(c->portal->registry, c->portal->caller,
						 &o->application, o->service, words, err);
}

static enum fault decide(struct command *c, struct command_opened *o, struct error *err)
{
	bool approve = arguments_get(&c->arguments, "approve") != NULL;
	bool reject = arguments_get(&c->arguments, "reject") != NULL;
	char *reason = arena_text(c->arena, "");
	enum fault f = FAULT_NONE;

	if (approve == reject)
		return fail(err, FAULT_INPUT, N_("Use either --approve or --reject."), "usage");
	if (reject || arguments_get(&c->arguments, "reason") != NULL)
		f = take_words(c, "reason", &reason, err);
	return f != FAULT_NONE
		       ? f
		       : application_decide(c->portal->registry, c->portal->caller, &o->application,
					    o->service, approve, reason, err);
}

static enum fault move(struct command *c, struct command_opened *o, struct error *err)
{
	const char *stage = arguments_get(&c->arguments, "stage");
	char *note = arena_text(c->arena, "");
	enum fault f = FAULT_NONE;

	if (stage == NULL)
		return fail(err, FAULT_INPUT, N_("--stage is required: give the stage to move to."),
			    "usage");
	if (arguments_get(&c->arguments, "note") != NULL)
		f = take_words(c, "note", &note, err);
	return f != FAULT_NONE ? f
			       : application_stage(c->portal->registry, c->portal->caller,
						   &o->application, o->service, stage, note, err);
}

enum exit_status command_authority_show(struct command *c)
{
	return with_application(c, NULL);
}

enum exit_status command_authority_ask(struct command *c)
{
	return with_application(c, ask);
}

enum exit_status command_authority_decide(struct command *c)
{
	return with_application(c, decide);
}

enum exit_status command_authority_stage(struct command *c)
{
	return with_application(c, move);
}
