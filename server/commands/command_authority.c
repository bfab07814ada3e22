/* command_authority.c - the commands that move an application as an officer's page does: show, ask,
 * decide, stage; and how its times run. */
#include "server/commands/command_inside.h"

/* An application opened on the host, with the service version it began with. */
struct opened {
	struct term_list terms;
	struct application application;
	const struct service *service;
};

static enum fault open_it(struct command *c, struct opened *o, struct error *err)
{
	struct registry *r = c->portal->registry;
	char reference[REFERENCE_DIGITS + 1];
	enum fault f = reference_read(arguments_join(&c->arguments, c->arena, 0), reference, err);

	if (f == FAULT_NONE)
		f = lists_terms(r, c->arena, NULL, 0, &o->terms, err);
	if (f == FAULT_NONE)
		f = application_open_host(r, c->portal->caller, reference, &o->application, err);
	if (f == FAULT_NONE)
		f = versions_find(r, c->arena, &o->terms, o->application.service,
				  o->application.version, &o->service, err);
	return f;
}

/* Every answer as the authority reads it. */
static void print_answers(struct command *c, struct opened *o)
{
	struct registry *r = c->portal->registry;
	struct form *f = form_new(o->service, &o->terms, date_of(registry_now(r)));
	struct field_path at = {0};
	struct error err = {0};

	if (application_load(r, c->portal->caller, &o->application, f, &err) == FAULT_NONE)
		while (form_next(f, &at))
			command_pair(c,
				     arena_format(c->arena, "  %s",
						  text_safe(c->arena,
							    at.question->label.in[c->lang], 0)),
				     form_show(f, c->arena, &at, c->lang));
	form_free(f);
}

static enum fault show(struct command *c, struct opened *o, struct error *err)
{
	struct event *events;
	size_t count;
	enum fault f = application_events(c->portal->registry, c->portal->caller, &o->application,
					  c->arena, &events, &count, err);

	if (f != FAULT_NONE)
		return f;
	if (c->json) {
		command_json(c, command_application(c, &o->application, o->service, events, count));
		return FAULT_NONE;
	}
	command_print_application(c, &o->application, o->service, events, count);
	print_answers(c, o);
	command_print_events(c, o->service, events, count);
	return FAULT_NONE;
}

/* Opens, acts (NULL: only looks), shows. */
static enum exit_status with_application(struct command *c,
					 enum fault (*act)(struct command *c, struct opened *o,
							   struct error *err))
{
	struct opened o = {0};
	struct error err = {0};
	enum fault f = open_it(c, &o, &err);

	if (f == FAULT_NONE && act != NULL)
		f = act(c, &o, &err);
	if (f == FAULT_NONE)
		f = show(c, &o, &err);
	return command_end(c, f, &err);
}

enum exit_status command_authority_clocks(struct command *c)
{
	struct registry *r = c->portal->registry;
	struct application_clock *clocks = NULL;
	struct opened o = {0};
	struct error err = {0};
	size_t count = 0;
	enum fault f = open_it(c, &o, &err);

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
		fail(err, FAULT_INPUT, N_("--{option} is needed, with words for the applicant."),
		     "usage");
		error_fill(err, "option", "%s", option);
		return FAULT_INPUT;
	}
	return text_clean(c->arena, words, strlen(words), TEXT_LINES, ret, err);
}

static enum fault ask(struct command *c, struct opened *o, struct error *err)
{
	char *words;
	enum fault f = take_words(c, "words", &words, err);

	return f != FAULT_NONE ? f
			       : application_ask(c->portal->registry, c->portal->caller,
						 &o->application, o->service, words, err);
}

static enum fault decide(struct command *c, struct opened *o, struct error *err)
{
	bool approve = arguments_get(&c->arguments, "approve") != NULL;
	bool reject = arguments_get(&c->arguments, "reject") != NULL;
	char *reason = arena_text(c->arena, "");
	enum fault f = FAULT_NONE;

	if (approve == reject)
		return fail(err, FAULT_INPUT, N_("Either --approve or --reject is needed."),
			    "usage");
	if (reject || arguments_get(&c->arguments, "reason") != NULL)
		f = take_words(c, "reason", &reason, err);
	return f != FAULT_NONE
		       ? f
		       : application_decide(c->portal->registry, c->portal->caller, &o->application,
					    o->service, approve, reason, err);
}

static enum fault move(struct command *c, struct opened *o, struct error *err)
{
	const char *stage = arguments_get(&c->arguments, "stage");
	char *note = arena_text(c->arena, "");
	enum fault f = FAULT_NONE;

	if (stage == NULL)
		return fail(err, FAULT_INPUT, N_("--stage is needed: the stage to go to."),
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
