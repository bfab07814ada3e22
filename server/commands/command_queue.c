/* command_queue.c - the queue of one of the staff: as a list, and as a file to fill with decisions;
 * taking an application up, handing it over. */
#include "server/commands/command_block.h"

#include "tui/page/clockwords.h"
#include "tui/page/words.h"

#define FORM_MOST                                                                                  \
	((size_t)200 * 1024)         /* bytes: what is filled in behind it passes the door too     \
				      */
#define BLOCK_MOST ((size_t)1 << 20) /* bytes of one block */

static bool has(const struct command *c, const char *option)
{
	return arguments_get(&c->arguments, option) != NULL;
}

static enum fault find_rows(struct command *c, struct queue_row **ret, size_t *ret_count,
			    bool *ret_more, struct error *err)
{
	const struct queue_filter filter = {.mine = has(c, "mine"),
					    .unassigned = has(c, "unassigned"),
					    .overdue = has(c, "overdue"),
					    .again = has(c, "again"),
					    .service = arguments_get(&c->arguments, "service"),
					    .stage = arguments_get(&c->arguments, "stage"),
					    .holder = arguments_get(&c->arguments, "holder")};

	return queue_page(c->portal->registry, c->portal->caller, &filter, NULL, QUEUE_MOST,
			  c->arena, ret, ret_count, ret_more, err);
}

/* --- as a list --- */

static bool is_overdue(struct command *c, const struct application *a)
{
	return a->due_at > 0 && a->due_at < queue_overdue(registry_now(c->portal->registry));
}

static json_t *again_json(struct command *c, const struct queue_row *row)
{
	return row->decided.year == 0
		       ? json_null()
		       : json_pack("{s:o, s:o}", "decided", command_day_json(c, row->decided),
				   "last_day", command_day_json(c, row->now));
}

static json_t *row_json(struct command *c, const struct queue_row *row)
{
	const struct application *a = &row->application;

	return json_pack("{s:s, s:s, s:s, s:s, s:o, s:o, s:b, s:o, s:b, s:o}", "reference",
			 a->reference, "service", a->service, "stage", a->stage, "state",
			 application_state_code(a->state), "submitted_at",
			 command_time(c, a->submitted_at), "due_at", command_time(c, a->due_at),
			 "overdue", is_overdue(c, a), "holder",
			 command_text(c, row->holder[0] == '\0' ? NULL : row->holder), "mine",
			 row->mine, "again", again_json(c, row));
}

/* Of one that waits for the applicant a clock stands still, and it is not the reader who answers.
 */
static const char *no_day(const struct application *a)
{
	return a->state == STATE_NEEDS_INFO ? _("no time limit is running now")
					    : _("no time is stated");
}

static void print_row(struct command *c, const struct queue_row *row)
{
	const struct application *a = &row->application;
	const char *due =
		row->decided.year == 0
			? words_due(c->arena, a->due_at, registry_now(c->portal->registry))
			: clockwords_recount(c->arena, c->lang, NULL, row->decided, row->now);
	const struct catalogue *all = c->portal->catalogue; /* NULL on the host */
	const struct service *s = all == NULL ? NULL : catalogue_find(all, a->service);
	char shown[REFERENCE_DIGITS + 4];

	reference_show(a->reference, shown);
	buffer_format(c->out, "%s  %s  %s  %s  %s  %s\n", shown, due == NULL ? no_day(a) : due,
		      a->service, a->stage, command_state_words(c, s, a->state),
		      row->holder[0] == '\0' ? _("nobody has it")
					     : text_safe(c->arena, row->holder, 0));
}

static const char *more_words(void)
{
	return _("There are more. Narrow the queue with --service, --stage, --mine, --unassigned "
		 "or --overdue.");
}

static void print_list(struct command *c, const struct queue_row *rows, size_t count, bool more)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		if (c->json)
			json_array_append_new(list, row_json(c, &rows[i]));
		else
			print_row(c, &rows[i]);
	if (c->json)
		command_json(c, json_pack("{s:O, s:b}", "applications", list, "more", more));
	else if (count == 0)
		command_line(c, _("No applications are waiting here."));
	else if (more)
		command_line(c, more_words());
	json_decref(list);
}

/* --- as a file --- */

static void note(struct command *c, struct buffer *to, const char *text)
{
	buffer_format(to, "# %s\n", text_safe(c->arena, text, 0));
}

static void note_pair(struct command *c, struct buffer *to, const char *label, const char *value)
{
	if (value != NULL && value[0] != '\0')
		note(c, to, words_labelled(c->arena, label, value));
}

static void note_answers(struct command *c, struct buffer *to, const struct form *f)
{
	struct field_path at = {0};

	while (form_next(f, &at))
		note_pair(c, to, at.question->label.in[c->lang],
			  words_answer(c->arena, f, &at, c->lang));
}

/* What is known of it and may be done; without the answers where they cannot be read. */
static void note_all(struct command *c, struct buffer *to, struct command_opened *o,
		     const struct application_course *course)
{
	struct form *f = command_items_load(c, o);

	if (f != NULL)
		note_answers(c, to, f);
	command_act_notes(c, to, o, course);
	if (f != NULL && command_items_named(course)) {
		note(c, to, command_items_heading());
		command_items_put(c, to, f, "#   ");
	}
	form_free(f);
}

/* The lines to fill: those that one of the acts takes. */
static void put_lines(struct command *c, struct buffer *to, const struct application *a,
		      const struct application_course *course)
{
	bool leads = false, names = command_items_named(course), sends = false, tasks = false;

	for (size_t i = 0; i < course->act_count; i++) {
		const struct act *act = course->acts[i].act;

		leads |= act->does == ACT_MOVES && act->to_count != 1;
		sends |= (act->asks & ASKS_OFFICE) != 0;
	}
	for (size_t i = 0; i < course->task_count; i++)
		tasks |= course->tasks[i].possible;
	buffer_format(to, "revision: %lld\nact:\nreason:\n%s%s%s%swords:\n", (long long)a->revision,
		      leads ? "to:\n" : "", names ? "item:\n" : "", sends ? "office:\n" : "",
		      tasks ? "task:\n" : "");
	for (size_t i = 0; i < course->act_count; i++)
		if (course->acts[i].possible)
			command_desk_lines(c, to, course->acts[i].act->form);
	for (size_t i = 0; i < course->task_count; i++)
		if (course->tasks[i].possible)
			command_desk_lines(c, to, course->tasks[i].task->form);
}

/* To which offices an act may send it, where one that is possible now asks for one. */
static enum fault note_offices(struct command *c, struct buffer *to, struct command_opened *o,
			       const struct application_course *course, struct error *err)
{
	struct route_office *list = NULL;
	size_t count = 0;
	bool asked = false;
	enum fault f = FAULT_NONE;

	for (size_t i = 0; i < course->act_count; i++)
		asked |= course->acts[i].possible && (course->acts[i].act->asks & ASKS_OFFICE) != 0;
	if (asked)
		f = route_offices(c->portal->registry, c->portal->caller, &o->application,
				  o->service, c->arena, &list, &count, err);
	for (size_t i = 0; f == FAULT_NONE && i < count; i++)
		if (!list[i].has_it)
			buffer_format(to, "#     --office %s: %s\n", list[i].code,
				      text_safe(c->arena, list[i].name, 0));
	return f;
}

static enum fault put_block(struct command *c, struct buffer *to, const struct queue_row *row,
			    struct command_opened *o, struct error *err)
{
	struct application_course course = {NULL, 0, NULL, 0};
	const struct stage *from;
	char shown[REFERENCE_DIGITS + 4];
	enum fault f = command_authority_open(c, row->application.reference, o, err);

	if (f == FAULT_NONE)
		f = application_acts(c->portal->registry, c->portal->caller, &o->application,
				     o->service, c->arena, &course, err);
	if (f != FAULT_NONE)
		return f;
	from = service_stage(o->service, o->application.stage);
	reference_show(row->application.reference, shown);
	buffer_format(to, "\n[%s]\n", shown);
	note_pair(c, to, o->service->name.in[c->lang], from == NULL ? "" : from->name.in[c->lang]);
	note_pair(c, to, _("Due by"),
		  words_due(c->arena, o->application.due_at, registry_now(c->portal->registry)));
	note_pair(c, to, _("Office"), command_authority_state(c, o)->office_name);
	note_all(c, to, o, &course);
	f = note_offices(c, to, o, &course, err);
	put_lines(c, to, &o->application, &course);
	return f;
}

static void put_head(struct command *c)
{
	buffer_text(c->out, "queue: 1\n");
	note(c, c->out,
	     _("Write behind \"act:\" what is to be done, and what it takes below it; where "
	       "nothing "
	       "is written, the application stays as it is."));
	note(c, c->out,
	     FILL(c->arena, _("Then send the file back: {command}"),
		  {"command", command_face(c) == ON_HOST
				      ? "shubbak application decide-all --as ACCOUNT < FILE"
				      : arena_format(c->arena, "%s decide < FILE",
						     command_ssh(c->arena, c->portal, "staff"))}));
}

/* What was taken from the queue meanwhile is left out. */
static enum fault put_blocks(struct command *c, const struct queue_row *rows, size_t count,
			     bool *ret_more, struct error *err)
{
	struct command_opened o = {0};
	enum fault f = FAULT_NONE;

	for (size_t i = 0; i < count && f == FAULT_NONE; i++) {
		BUFFER_CLEAN struct buffer block;

		buffer_open(&block, BLOCK_MOST);
		f = put_block(c, &block, &rows[i], &o, err);
		if (f == FAULT_MISSING || f == FAULT_CONFLICT) {
			f = FAULT_NONE;
			continue;
		}
		if (c->out->size + block.size > FORM_MOST && i > 0) {
			*ret_more = true;
			break;
		}
		buffer_add(c->out, block.data, block.size);
	}
	return f;
}

static enum exit_status give_form(struct command *c, const struct queue_row *rows, size_t count,
				  bool more)
{
	struct error err = {0};
	enum fault f;

	put_head(c);
	f = put_blocks(c, rows, count, &more, &err);
	if (f == FAULT_NONE && more)
		note(c, c->out,
		     _("There are more than fit into this file: decide these, then fetch the "
		       "next."));
	return command_end(c, f, &err);
}

enum exit_status command_queue(struct command *c)
{
	struct queue_row *rows = NULL;
	struct error err = {0};
	bool more = false;
	size_t count = 0;

	if (has(c, "ended"))
		return command_ended(c);
	if (has(c, "day")) {
		fail(&err, FAULT_INPUT, N_("--day goes with --ended."), "usage");
		return command_fail(c, &err);
	}
	if (find_rows(c, &rows, &count, &more, &err) != FAULT_NONE)
		return command_fail(c, &err);
	if (has(c, "form"))
		return give_form(c, rows, count, more);
	print_list(c, rows, count, more);
	if (has(c, "overdue") && !c->json)
		command_task_overdue(c);
	return EXIT_DONE;
}

/* --- who has it --- */

static enum exit_status give(struct command *c, const char *to)
{
	struct registry *r = c->portal->registry;
	struct caller *v = c->portal->caller;
	const char *words = arguments_get(&c->arguments, "words");
	struct command_opened o = {0};
	struct error err = {0};
	enum fault f =
		command_authority_open(c, arguments_join(&c->arguments, c->arena, 0), &o, &err);

	if (f == FAULT_NONE && to != NULL)
		f = assign_hand_over(r, v, &o.application, o.service, to,
				     words == NULL ? "" : words, &err);
	else if (f == FAULT_NONE && has(c, "release"))
		f = assign_release(r, v, &o.application, o.service, &err);
	else if (f == FAULT_NONE)
		f = assign_claim(r, v, &o.application, o.service, &err);
	if (f == FAULT_NONE)
		f = command_authority_print(c, &o, &err);
	return command_end(c, f, &err);
}

enum exit_status command_queue_assign(struct command *c)
{
	return give(c, NULL);
}

enum exit_status command_queue_hand_over(struct command *c)
{
	const char *to = arguments_get(&c->arguments, "to");
	bool all = has(c, "all-of");
	struct error err = {0};

	if (to == NULL)
		fail(&err, FAULT_INPUT,
		     N_("--to is needed: the number of the account that is to have it."), "usage");
	else if (all == (c->arguments.count > 0))
		fail(&err, FAULT_INPUT,
		     N_("Name one application, or with --all-of the account whose applications "
			"are handed over."),
		     "usage");
	else
		return all ? command_holding_move(c) : give(c, to);
	return command_fail(c, &err);
}
