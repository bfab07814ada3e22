/* command_task.c - tasks beside the stages: how one is told, and those of one's offices. */
#include "server/commands/command_inside.h"

#include "tui/page/acted.h"
#include "tui/page/words.h"

/* What closes it. */
const char *command_task_closing(const struct task *task)
{
	return task->form == NULL ? "--words WORDS" : "--form -";
}

const char *command_task_line(struct command *c, const struct service *s, const char *label,
			      const struct application_task *t)
{
	const char *at = command_moment(c, s, t->opened_at);

	if (t->closed_at > 0)
		return FILL(c->arena, _("{task}, closed on {moment}"), {"task", label},
			    {"moment", command_moment(c, s, t->closed_at)});
	if (t->overdue)
		return FILL(c->arena, _("{task}, open since {moment}, overdue since {date}"),
			    {"task", label}, {"moment", at},
			    {"date", date_show(c->arena, c->lang, s->country, date_of(t->due_at))});
	if (t->task->due.value > 0)
		return FILL(c->arena, _("{task}, open since {moment}, to be done within {time}"),
			    {"task", label}, {"moment", at},
			    {"time", words_duration(c->arena, c->lang, &t->task->due)});
	return FILL(c->arena, _("{task}, open since {moment}"), {"task", label}, {"moment", at});
}

json_t *command_task_json(struct command *c, const struct application_task *t)
{
	return json_pack("{s:s, s:o, s:s, s:o, s:o, s:o, s:b}", "task", t->task->id, "name",
			 command_text(c, acted_task(t->task, c->lang)), "for",
			 t->task->office != NULL ? t->task->office
						 : service_turn_code(t->task->actor, t->task->role),
			 "opened_at", command_time(c, t->opened_at), "closed_at",
			 command_time(c, t->closed_at), "due_at", command_time(c, t->due_at),
			 "overdue", t->overdue);
}

/* --- those of one's offices --- */

enum fault command_task_open(struct command *c, const char *reference, const char *task,
			     struct command_opened *ret, struct task_row *row, struct error *err)
{
	enum fault f = ret->terms.sectors != NULL ? FAULT_NONE
						  : command_authority_terms(c, &ret->terms, err);

	if (f == FAULT_NONE)
		f = task_open(c->portal->registry, c->portal->caller, reference, task, &ret->terms,
			      c->arena, row, err);
	if (f != FAULT_NONE)
		return f;
	ret->application = row->application;
	ret->service = row->service;
	return FAULT_NONE;
}

enum exit_status command_task_closed(struct command *c, const struct command_opened *o,
				     const char *task)
{
	if (c->json)
		command_json(c, json_pack("{s:s, s:s, s:b}", "reference", o->application.reference,
					  "task", task, "closed", true));
	else
		command_line(c, _("The task is closed."));
	return EXIT_DONE;
}

static json_t *row_json(struct command *c, const struct task_row *row)
{
	json_t *j = command_task_json(c, &row->task);

	json_object_set_new(j, "reference", command_text(c, row->application.reference));
	json_object_set_new(j, "service", command_text(c, row->service->id));
	json_object_set_new(j, "office", command_text(c, row->office));
	return j;
}

static void print_row(struct command *c, const struct task_row *row)
{
	char shown[REFERENCE_DIGITS + 4];
	const struct task *task = row->task.task;

	reference_show(row->application.reference, shown);
	command_bullet(c, arena_format(c->arena, "%s  %s", shown, row->service->name.in[c->lang]));
	buffer_format(c->out, "  %s\n",
		      text_safe(c->arena,
				command_task_line(
					c, row->service,
					words_labelled(c->arena, task->id, task->name.in[c->lang]),
					&row->task),
				0));
}

static enum exit_status give_list(struct command *c, const struct task_row *rows, size_t count)
{
	bool overdue = arguments_get(&c->arguments, "overdue") != NULL;
	json_t *list = json_array();
	size_t shown = 0;

	for (size_t i = 0; i < count; i++) {
		if (overdue && !rows[i].task.overdue)
			continue;
		shown++;
		if (c->json)
			json_array_append_new(list, row_json(c, &rows[i]));
		else
			print_row(c, &rows[i]);
	}
	if (c->json)
		command_json(c, json_pack("{s:O}", "tasks", list));
	else if (shown == 0)
		command_line(c, _("No tasks are waiting here."));
	json_decref(list);
	return EXIT_DONE;
}

/* What it shows of the application. */
static json_t *shown_json(struct command *c, const struct task_row *row, const struct form *f)
{
	json_t *j = row_json(c, row), *answers = json_array();
	struct field_path at = {0};

	while (form_next(f, &at))
		if (task_shows(row->task.task, &at))
			json_array_append_new(
				answers, json_pack("{s:s, s:s, s:o}", "question", at.question->id,
						   "label", at.question->label.in[c->lang], "shown",
						   command_text(c, words_answer(c->arena, f, &at,
										c->lang))));
	json_object_set_new(j, "answers", answers);
	return j;
}

static void print_shown(struct command *c, const struct task_row *row, const struct form *f)
{
	struct field_path at = {0};

	print_row(c, row);
	while (form_next(f, &at))
		if (task_shows(row->task.task, &at))
			command_pair(c,
				     arena_format(c->arena, "  %s",
						  text_safe(c->arena,
							    at.question->label.in[c->lang], 0)),
				     words_answer(c->arena, f, &at, c->lang));
	buffer_format(c->out, "  %s --task %s %s\n", SERVICE_CLOSE, row->task.task->id,
		      command_task_closing(row->task.task));
}

static enum exit_status give_one(struct command *c)
{
	struct registry *r = c->portal->registry;
	const char *task = c->arguments.words[--c->arguments.count];
	struct command_opened o = {0};
	struct task_row row;
	struct error err = {0};
	struct form *f;
	enum fault fault = command_task_open(c, arguments_join(&c->arguments, c->arena, 0), task,
					     &o, &row, &err);

	if (fault != FAULT_NONE)
		return command_fail(c, &err);
	f = form_new(row.service, &o.terms, date_of(registry_now(r)));
	fault = task_load(r, c->portal->caller, &row, f, &err);
	if (fault == FAULT_NONE && c->json)
		command_json(c, shown_json(c, &row, f));
	else if (fault == FAULT_NONE)
		print_shown(c, &row, f);
	form_free(f);
	return command_end(c, fault, &err);
}

enum exit_status command_task_list(struct command *c)
{
	struct term_list terms = {.sectors = NULL};
	struct task_row *rows = NULL;
	struct error err = {0};
	size_t count = 0;
	enum fault f;

	if (c->arguments.count > 0)
		return give_one(c);
	f = command_authority_terms(c, &terms, &err);
	if (f == FAULT_NONE)
		f = task_list(c->portal->registry, c->portal->caller, &terms, c->arena, &rows,
			      &count, &err);
	return f == FAULT_NONE ? give_list(c, rows, count) : command_fail(c, &err);
}

void command_task_overdue(struct command *c)
{
	struct term_list terms = {.sectors = NULL};
	struct task_row *rows = NULL;
	struct error err = {0};
	size_t count = 0;
	bool any = false;

	if (command_authority_terms(c, &terms, &err) != FAULT_NONE ||
	    task_list(c->portal->registry, c->portal->caller, &terms, c->arena, &rows, &count,
		      &err) != FAULT_NONE)
		return;
	for (size_t i = 0; i < count; i++) {
		if (!rows[i].task.overdue)
			continue;
		if (!any)
			command_heading(c, _("Tasks"));
		any = true;
		print_row(c, &rows[i]);
	}
}
