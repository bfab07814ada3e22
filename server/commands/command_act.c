/* command_act.c - the acts that the definition of an application's service has: which may be done
 * now, and doing one of them. */
#include "server/commands/command_inside.h"

#include "tui/page/acted.h"
#include "tui/page/words.h"

#include <stdlib.h>

/* --- what may be done --- */

static const char *or_more(struct command *c, const char *list, const char *word)
{
	return arena_format(c->arena, "%s%s%s", list, list[0] == '\0' ? "" : "|", word);
}

/* Where an act leads to several; with none named, to every other stage. */
static const char *ways(struct command *c, const struct service *s, const struct act *act,
			const struct stage *from)
{
	const char *list = "";

	for (size_t i = 0; i < s->stage_count; i++)
		if (service_leads(act, from, &s->stages[i]))
			list = or_more(c, list, s->stages[i].id);
	return list;
}

/* As its options are typed; "" where it takes nothing. */
static const char *takes(struct command *c, const struct service *s, const struct act *act,
			 const struct stage *from)
{
	const char *to = "", *reasons = "";

	if (act->does == ACT_MOVES && act->to_count != 1)
		to = arena_format(c->arena, " --to %s", ways(c, s, act, from));
	for (size_t i = 0; i < act->reason_count && (act->asks & ASKS_REASON) != 0; i++)
		reasons = or_more(c, reasons, act->reasons[i].code);
	if (reasons[0] != '\0')
		reasons = arena_format(c->arena, " --reason %s", reasons);
	return arena_format(c->arena, "%s%s%s%s%s%s", to, reasons,
			    (act->asks & ASKS_OFFICE) == 0 ? "" : " --office CODE",
			    (act->asks & ASKS_ITEMS) == 0
				    ? ""
				    : " --item ANSWER=incorrect|incomplete|outdated…",
			    act->form == NULL ? "" : " --form -",
			    (act->asks & ASKS_WORDS) == 0 ? "" : " --words WORDS");
}

void command_act_notes(struct command *c, struct buffer *to, const struct command_opened *o,
		       const struct application_course *course)
{
	const struct stage *from = service_stage(o->service, o->application.stage);

	for (size_t i = 0; i < course->act_count; i++) {
		const struct act *act = course->acts[i].act;
		const char *line = words_labelled(
			c->arena,
			arena_format(c->arena, "%s%s", act->id, takes(c, o->service, act, from)),
			acted_name(act, c->lang));

		if (course->acts[i].possible)
			buffer_format(to, "#   %s\n", text_safe(c->arena, line, 0));
		for (size_t k = 0; k < act->reason_count && course->acts[i].possible; k++) {
			const struct event e = {.reason = act->reasons[k].code};

			line = words_labelled(c->arena, e.reason,
					      acted_reason(c->arena, c->lang, act, &e));
			buffer_format(to, "#     %s\n", text_safe(c->arena, line, 0));
		}
	}
	for (size_t i = 0; i < course->task_count; i++)
		if (course->tasks[i].possible)
			buffer_format(
				to, "#   %s --task %s %s: %s\n", SERVICE_CLOSE,
				course->tasks[i].task->id,
				command_task_closing(course->tasks[i].task),
				text_safe(c->arena, acted_task(course->tasks[i].task, c->lang), 0));
}

static void print_reasons(struct command *c, const struct act *act)
{
	for (size_t i = 0; i < act->reason_count; i++) {
		const struct event e = {.reason = act->reasons[i].code};

		buffer_format(c->out, "  %s\n",
			      text_safe(c->arena,
					words_labelled(c->arena, act->reasons[i].code,
						       acted_reason(c->arena, c->lang, act, &e)),
					0));
	}
}

static void print_not_now(struct command *c, const struct service *s, const struct error *why)
{
	struct error told = acted_need(c->arena, c->lang, s, why);
	const char *words = message_error(c->arena, &told);

	buffer_format(c->out, "  %s\n",
		      text_safe(c->arena, words_labelled(c->arena, _("Not now"), words), 0));
}

static void print_choice(struct command *c, const struct command_opened *o,
			 const struct stage *from, const struct act_choice *choice)
{
	const struct act *act = choice->act;

	command_bullet(c, words_labelled(c->arena,
					 arena_format(c->arena, "%s%s", act->id,
						      takes(c, o->service, act, from)),
					 acted_name(act, c->lang)));
	if (!choice->possible)
		print_not_now(c, o->service, &choice->why);
	print_reasons(c, act);
}

static void print_task(struct command *c, const struct command_opened *o,
		       const struct application_task *t)
{
	const char *label = words_labelled(c->arena, t->task->id, acted_task(t->task, c->lang));

	command_bullet(c, command_task_line(c, o->service, label, t));
	if (t->possible)
		buffer_format(c->out, "  %s --task %s %s\n", SERVICE_CLOSE, t->task->id,
			      command_task_closing(t->task));
	else if (t->closed_at == 0)
		print_not_now(c, o->service, &t->why);
	if (t->closed_at == 0)
		command_recounts_print(c, o->service, t);
}

static void print_course(struct command *c, struct command_opened *o, const struct stage *from,
			 const struct application_course *course)
{
	char shown[REFERENCE_DIGITS + 4];

	reference_show(o->application.reference, shown);
	command_pair(c, _("Reference number"), shown);
	command_pair(c, _("Status"), command_state_words(c, o->service, o->application.state));
	if (from != NULL)
		command_pair(c, _("Stage"),
			     arena_format(c->arena, "%s (%s)", from->name.in[c->lang], from->id));
	command_heading(c, _("What may be done"));
	for (size_t i = 0; i < course->act_count; i++)
		print_choice(c, o, from, &course->acts[i]);
	if (command_items_named(course))
		command_items_print(c, o);
	if (course->task_count > 0)
		command_heading(c, _("Tasks"));
	for (size_t i = 0; i < course->task_count; i++)
		print_task(c, o, &course->tasks[i]);
}

/* --- the same as JSON --- */

static json_t *asks_json(const struct act *act)
{
	json_t *list = json_array();

	for (int i = 0; codes_act_asks[i] != NULL; i++)
		if ((act->asks & (1U << i)) != 0)
			json_array_append_new(list, json_string(codes_act_asks[i]));
	return list;
}

static json_t *ways_json(const struct service *s, const struct act *act, const struct stage *from)
{
	json_t *list = json_array();

	for (size_t i = 0; from != NULL && i < s->stage_count; i++)
		if (service_leads(act, from, &s->stages[i]))
			json_array_append_new(list, json_string(s->stages[i].id));
	return list;
}

static json_t *reasons_json(struct command *c, const struct act *act)
{
	json_t *list = json_array();

	for (size_t i = 0; i < act->reason_count; i++)
		json_array_append_new(
			list,
			json_pack("{s:s, s:o, s:o}", "code", act->reasons[i].code, "name",
				  command_text(c, command_in(c, &act->reasons[i].name)), "law",
				  command_text(c, command_in(c, &act->reasons[i].law))));
	return list;
}

static json_t *choice_json(struct command *c, const struct command_opened *o,
			   const struct stage *from, const struct act_choice *choice)
{
	return json_pack("{s:s, s:o, s:b, s:o, s:o, s:o, s:o}", "act", choice->act->id, "name",
			 command_text(c, acted_name(choice->act, c->lang)), "possible",
			 choice->possible, "why_not",
			 choice->possible ? json_null()
					  : command_text(c, message_error(c->arena, &choice->why)),
			 "asks", asks_json(choice->act), "to",
			 ways_json(o->service, choice->act, from), "reasons",
			 reasons_json(c, choice->act));
}

static json_t *open_task_json(struct command *c, const struct application_task *t)
{
	json_t *j = command_task_json(c, t);

	if (t->recount_count > 0)
		json_object_set_new(j, "recounts", command_recounts_json(c, t));
	json_object_set_new(j, "possible", json_boolean(t->possible));
	json_object_set_new(j, "why_not",
			    t->possible || t->closed_at > 0
				    ? json_null()
				    : command_text(c, message_error(c->arena, &t->why)));
	return j;
}

static void give_course(struct command *c, struct command_opened *o, const struct stage *from,
			const struct application_course *course)
{
	json_t *acts = json_array(), *tasks = json_array();
	json_t *items = command_items_named(course) ? command_items_json(c, o) : json_array();

	for (size_t i = 0; i < course->act_count; i++)
		json_array_append_new(acts, choice_json(c, o, from, &course->acts[i]));
	for (size_t i = 0; i < course->task_count; i++)
		json_array_append_new(tasks, open_task_json(c, &course->tasks[i]));
	command_json(c, json_pack("{s:s, s:I, s:s, s:o, s:o, s:o, s:o}", "reference",
				  o->application.reference, "revision",
				  (json_int_t)o->application.revision, "state",
				  application_state_code(o->application.state), "stage",
				  command_text(c, from == NULL ? NULL : from->id), "acts", acts,
				  "tasks", tasks, "items", items));
}

/* The blank form of an act, or of a task, which may be all that one sees of it. */
static enum exit_status give_form(struct command *c, const char *id)
{
	const char *reference = arguments_join(&c->arguments, c->arena, 0);
	struct command_opened o = {0};
	struct task_row row;
	struct error err = {0};
	enum fault f = command_authority_open(c, reference, &o, &err);

	if (f == FAULT_MISSING)
		f = command_task_open(c, reference, id, &o, &row, &err);
	if (f == FAULT_NONE)
		f = command_desk_blank(c, &o, id, &err);
	return command_end(c, f, &err);
}

enum exit_status command_act_list(struct command *c)
{
	const char *form = arguments_get(&c->arguments, "form");
	struct application_course course = {NULL, 0, NULL, 0};
	struct command_opened o = {0};
	const struct stage *from;
	struct error err = {0};
	enum fault f;

	if (form != NULL)
		return give_form(c, form);
	f = command_authority_open(c, arguments_join(&c->arguments, c->arena, 0), &o, &err);

	if (f == FAULT_NONE)
		f = application_acts(c->portal->registry, c->portal->caller, &o.application,
				     o.service, c->arena, &course, &err);
	if (f != FAULT_NONE)
		return command_fail(c, &err);
	from = service_stage(o.service, o.application.stage);
	if (c->json)
		give_course(c, &o, from, &course);
	else
		print_course(c, &o, from, &course);
	return EXIT_DONE;
}

/* --- doing one --- */

static enum fault read_items(struct command *c, const struct service *s, struct act_answers *to,
			     struct error *err)
{
	struct named *items = arena_array(c->arena, LIMIT_ARGUMENTS, sizeof(*items));
	enum fault f = FAULT_NONE;
	const char *typed;
	size_t at = 0;

	while (f == FAULT_NONE && (typed = arguments_each(&c->arguments, "item", &at)) != NULL)
		f = command_items_read(c, s, typed, &items[to->item_count++], err);
	to->items = items;
	return f;
}

/* "-": what came on standard input, without its last line's end. */
static enum fault read_words(struct command *c, struct act_answers *to, struct error *err)
{
	size_t len = c->input_len;

	to->words = arguments_get(&c->arguments, "words");
	if (to->words == NULL || strcmp(to->words, "-") != 0)
		return FAULT_NONE;
	if (c->too_long)
		return fail(err, FAULT_INPUT, N_("This text is too long. Shorten it."), "input");
	while (len > 0 && strchr("\r\n", c->input[len - 1]) != NULL)
		len--;
	if (memchr(c->input, '\0', len) != NULL)
		return fail(err, FAULT_INPUT, N_("Standard input is not text in UTF-8."), "NUL");
	to->words = arena_slice(c->arena, c->input, len);
	return FAULT_NONE;
}

/* Where what was typed is at fault, the list of acts says what each takes. */
static void point_to_acts(struct command *c, const struct command_opened *o, enum fault f)
{
	if (c->json || (f != FAULT_INPUT && f != FAULT_MISSING) ||
	    o->application.reference[0] == '\0')
		return;
	buffer_format(
		c->err, "%s\n",
		FILL(c->arena, _("What may be done now, and what each act needs: {command}"),
		     {"command",
		      arena_format(c->arena, "%s %s",
				   command_face(c) == ON_HOST ? "shubbak application acts" : "acts",
				   o->application.reference)}));
}

/* In another office it is not for who has sent it there any more. */
static enum exit_status print_left(struct command *c, const struct command_opened *o,
				   const char *office)
{
	if (c->json)
		command_json(c, json_pack("{s:s, s:s, s:s}", "reference", o->application.reference,
					  "service", o->application.service, "office", office));
	else
		command_line(c,
			     FILL(c->arena,
				  _("It was sent to the office {office}, and is no longer yours."),
				  {"office", office}));
	return EXIT_DONE;
}

static enum exit_status end(struct command *c, const struct command_opened *o, enum fault f,
			    const struct error *err)
{
	struct error told =
		o->service == NULL ? *err : acted_need(c->arena, c->lang, o->service, err);
	enum exit_status status = command_end(c, f, &told);

	point_to_acts(c, o, f);
	return status;
}

/* It takes `form`. `theirs`: it is seen by more than the right of that task. */
static enum exit_status act_with(struct command *c, struct command_opened *o, const char *act,
				 struct act_answers *answers, struct form *form, bool theirs)
{
	const struct act *of = service_any_act(o->service, act);
	const char *office = of == NULL || of->to_office == NULL ? answers->office : of->to_office;
	struct error err = {0};
	enum fault f;

	answers->form = form;
	f = application_act(c->portal->registry, c->portal->caller, &o->application, o->service,
			    act, answers, &err);
	form_free(form);
	if (f != FAULT_NONE)
		return end(c, o, f, &err);
	if (!theirs)
		return command_task_closed(c, o, answers->task);
	f = command_authority_print(c, o, &err);
	if (f == FAULT_MISSING && office != NULL)
		return print_left(c, o, office);
	return end(c, o, f, &err);
}

static bool is_act(const char *word)
{
	return *word >= 'a' && *word <= 'z';
}

/* The last word is the act. Over ssh a person's shell takes their quotes away: what stands behind
 * the act then are the rest of the words, which *ret_rest has. */
static const char *take_act(struct command *c, const char **ret_rest)
{
	struct arguments *a = &c->arguments;
	const char *words = arguments_get(a, "words");
	size_t act = 1;

	*ret_rest = "";
	if (command_face(c) != ON_SSH)
		return a->words[--a->count];
	while (act + 1 < a->count && !is_act(a->words[act]))
		act++;
	if (words != NULL && strcmp(words, "-") != 0 && !is_act(a->words[0]) &&
	    is_act(a->words[act]))
		*ret_rest = arguments_join(a, c->arena, act + 1);
	else
		act = a->count - 1;
	a->count = act;
	return a->words[act];
}

enum exit_status command_act_do(struct command *c)
{
	struct arguments *words = &c->arguments;
	const char *rest = "", *act = take_act(c, &rest);
	struct act_answers answers = {.reason = arguments_get(words, "reason"),
				      .stage = arguments_get(words, "to"),
				      .office = arguments_get(words, "office"),
				      .task = arguments_get(words, "task")};
	struct fault_list *faults = arena_take(c->arena, sizeof(*faults));
	struct command_opened o = {0};
	struct task_row row;
	struct form *form = NULL;
	struct error err = {0};
	const char *reference = arguments_join(words, c->arena, 0);
	enum fault f = command_authority_open(c, reference, &o, &err);
	bool theirs = f != FAULT_MISSING || answers.task == NULL;

	if (!theirs)
		f = command_task_open(c, reference, answers.task, &o, &row, &err);
	if (f == FAULT_NONE)
		f = read_words(c, &answers, &err);
	if (f == FAULT_NONE && rest[0] != '\0')
		answers.words = arena_format(c->arena, "%s %s", answers.words, rest);
	if (f == FAULT_NONE)
		f = read_items(c, o.service, &answers, &err);
	if (f == FAULT_NONE)
		f = command_desk_read(c, command_desk_of(&o, act, answers.task), &form, faults,
				      &err);
	if (faults->count > 0)
		return command_fail_list(c, faults, &err);
	return f == FAULT_NONE ? act_with(c, &o, act, &answers, form, theirs) : end(c, &o, f, &err);
}
