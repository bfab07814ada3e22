/* admin_application.c - the subcommands that move an application as an officer's page does: show,
 * ask, decide, stage.
 */
#include "server/commands/admin.h"

#include "i18n/i18n.h"
#include "services/services.h"

#include <jansson.h>

static const struct argument_option words_option[] = {{"words", true}, {NULL, false}};
static const struct argument_option decide_options[] = {
	{"approve", false}, {"reject", false}, {"reason", true}, {NULL, false}};
static const struct argument_option stage_options[] = {
	{"stage", true}, {"note", true}, {NULL, false}};

/* An application opened on the host, with the service version it began with. */
struct opened {
	struct registry *registry;
	struct term_list terms;
	struct caller caller;
	struct application application;
	const struct service *service;
};

static enum fault open_it(struct admin *a, struct opened *o, struct error *err)
{
	char reference[REFERENCE_DIGITS + 1];
	enum fault f = reference_read(arguments_join(a->arguments, a->arena, 0), reference, err);

	o->caller = caller_host();
	if (f == FAULT_NONE)
		f = registry_open(a->state, &o->registry, err);
	if (f == FAULT_NONE)
		f = term_read(a->arena, registry_terms(o->registry), &o->terms, err);
	if (f == FAULT_NONE)
		f = application_open_host(o->registry, &o->caller, reference, &o->application, err);
	if (f == FAULT_NONE)
		f = versions_find(o->registry, a->arena, &o->terms, o->application.service,
				  o->application.version, &o->service, err);
	return f;
}

static json_t *time_json(struct admin *a, int64_t at)
{
	return at > 0 ? json_string(date_rfc3339(a->arena, at)) : json_null();
}

static void show_json(struct admin *a, const struct opened *o, const struct event *events,
		      size_t count)
{
	const struct application *p = &o->application;
	json_t *list = json_array(), *j;

	for (size_t i = 0; i < count; i++)
		json_array_append_new(list,
				      json_pack("{s:o, s:s, s:s, s:s, s:s}", "at",
						time_json(a, events[i].at), "state",
						application_state_code(events[i].state), "stage",
						events[i].stage, "actor", events[i].actor, "note",
						text_safe(a->arena, events[i].note, 0)));
	j = json_pack("{s:s, s:s, s:i, s:s, s:s, s:o, s:o, s:o}", "reference", p->reference,
		      "service", p->service, "version", p->version, "state",
		      application_state_code(p->state), "stage", p->stage, "submitted_at",
		      time_json(a, p->submitted_at), "due_at", time_json(a, p->due_at), "events",
		      list);
	json_dumpf(j, stdout, JSON_INDENT(1));
	putchar('\n');
	json_decref(j);
}

/* Every answer as the authority reads it. */
static void show_answers(struct admin *a, struct opened *o)
{
	struct form *f = form_new(o->service, &o->terms, date_of(registry_now(o->registry), 0));
	struct field_path at = {0};
	struct error err = {0};
	enum lang lang = message_lang();

	if (application_load(o->registry, &o->caller, &o->application, f, &err) == FAULT_NONE)
		while (form_next(f, &at))
			printf("  %s: %s\n", text_safe(a->arena, at.question->label.in[lang], 0),
			       text_safe(a->arena, form_show(f, a->arena, &at, lang), 0));
	form_free(f);
}

static void show_text(struct admin *a, struct opened *o, const struct event *events, size_t count)
{
	const struct application *p = &o->application;
	const struct stage *stage =
		p->stage[0] != '\0' ? service_stage(o->service, p->stage) : NULL;
	char shown[REFERENCE_DIGITS + 4];

	reference_show(p->reference, shown);
	printf("%s: %s\n", _("Reference number"), shown);
	printf("%s: %s\n", _("Service"),
	       text_safe(a->arena, o->service->name.in[message_lang()], 0));
	printf("%s: %s\n", _("Status"), message_get(application_state_message(p->state)));
	if (stage != NULL)
		printf("%s: %s (%s)\n", _("Stage"),
		       text_safe(a->arena, stage->name.in[message_lang()], 0), stage->id);
	show_answers(a, o);
	for (size_t i = 0; i < count; i++)
		printf("- %s  %s  %s%s%s\n", date_rfc3339(a->arena, events[i].at),
		       message_get(application_state_message(events[i].state)), events[i].actor,
		       events[i].note[0] != '\0' ? ": " : "",
		       text_safe(a->arena, events[i].note, 0));
}

static enum fault show(struct admin *a, struct opened *o, struct error *err)
{
	struct event *events;
	size_t count;
	enum fault f = application_events(o->registry, &o->caller, &o->application, a->arena,
					  &events, &count, err);

	if (f == FAULT_NONE && a->json)
		show_json(a, o, events, count);
	else if (f == FAULT_NONE)
		show_text(a, o, events, count);
	return f;
}

/* Opens, acts (NULL: only looks), shows. */
static int with_application(struct admin *a,
			    enum fault (*act)(struct admin *a, struct opened *o, struct error *err))
{
	struct opened o = {0};
	struct error err = {0};
	enum fault f = open_it(a, &o, &err);

	if (f == FAULT_NONE && act != NULL)
		f = act(a, &o, &err);
	if (f == FAULT_NONE)
		f = show(a, &o, &err);
	registry_close(o.registry);
	return f == FAULT_NONE ? EXIT_DONE : admin_fail(a, &err);
}

/* The option's words, made clean; FAULT_INPUT where they are missing. */
static enum fault take_words(struct admin *a, const char *option, char **ret, struct error *err)
{
	const char *words = arguments_get(a->arguments, option);

	if (words == NULL || words[0] == '\0') {
		fail(err, FAULT_INPUT, N_("--{option} is needed, with words for the applicant."),
		     "usage");
		error_place(err, "option", "%s", option);
		return FAULT_INPUT;
	}
	return text_clean(a->arena, words, strlen(words), TEXT_LINES, ret, err);
}

static enum fault ask(struct admin *a, struct opened *o, struct error *err)
{
	char *words;
	enum fault f = take_words(a, "words", &words, err);

	return f != FAULT_NONE ? f
			       : application_ask(o->registry, &o->caller, &o->application,
						 o->service, words, err);
}

static enum fault decide(struct admin *a, struct opened *o, struct error *err)
{
	bool approve = arguments_get(a->arguments, "approve") != NULL;
	bool reject = arguments_get(a->arguments, "reject") != NULL;
	char *reason = arena_text(a->arena, "");
	enum fault f = FAULT_NONE;

	if (approve == reject)
		return fail(err, FAULT_INPUT, N_("Either --approve or --reject is needed."),
			    "usage");
	if (reject || arguments_get(a->arguments, "reason") != NULL)
		f = take_words(a, "reason", &reason, err);
	return f != FAULT_NONE ? f
			       : application_decide(o->registry, &o->caller, &o->application,
						    o->service, approve, reason, err);
}

static enum fault move(struct admin *a, struct opened *o, struct error *err)
{
	const char *stage = arguments_get(a->arguments, "stage");
	char *note = arena_text(a->arena, "");
	enum fault f = FAULT_NONE;

	if (stage == NULL)
		return fail(err, FAULT_INPUT, N_("--stage is needed: the stage to go to."),
			    "usage");
	if (arguments_get(a->arguments, "note") != NULL)
		f = take_words(a, "note", &note, err);
	return f != FAULT_NONE ? f
			       : application_stage(o->registry, &o->caller, &o->application,
						   o->service, stage, note, err);
}

static int run_show(struct admin *a)
{
	return with_application(a, NULL);
}

static int run_ask(struct admin *a)
{
	return with_application(a, ask);
}

static int run_decide(struct admin *a)
{
	return with_application(a, decide);
}

static int run_stage(struct admin *a)
{
	return with_application(a, move);
}

const struct admin_command admin_application_commands[] = {
	{"application show", "REFERENCE",
	 N_("Shows an application with its answers and its history."), 1, 8, NULL, run_show},
	{"application ask", "REFERENCE --words WORDS",
	 N_("Asks the applicant for what is missing."), 1, 8, words_option, run_ask},
	{"application decide", "REFERENCE --approve|--reject [--reason WORDS]",
	 N_("Approves or refuses an application."), 1, 8, decide_options, run_decide},
	{"application stage", "REFERENCE --stage ID [--note WORDS]",
	 N_("Moves an application to another stage of its service."), 1, 8, stage_options,
	 run_stage},
	{NULL, NULL, NULL, 0, 0, NULL, NULL},
};
