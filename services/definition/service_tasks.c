/* service_tasks.c - what has to be done beside the stages, and what staff fill in with it or with
 * an act, as a definition has them. */
#include "services/definition/service_tasks.h"

#include "i18n/base/array.h"
#include "services/definition/calendar.h"
#include "services/definition/length.h"
#include "services/definition/links.h"
#include "services/definition/sections.h"
#include "services/definition/service.h"
#include "services/definition/service_acts.h"
#include "services/definition/service_clocks.h"
#include "services/definition/service_route.h"
#include "services/definition/service_turn.h"

#include <string.h>

#define REMINDS_MOST 5 /* of one task */

/* --- what staff fill in --- */

/* A service of its own, so that it is filled in, sent and shown by the same means as any form. */
static const struct service *make_asks(struct reader *r, const struct service *s,
				       struct section *section)
{
	struct service *asks = arena_take(r->arena, sizeof(*asks));
	struct form_definition *form = arena_take(r->arena, sizeof(*form));

	form->inside = true;
	form->sections = section;
	form->section_count = 1;
	*asks = (struct service){
		.id = arena_format(r->arena, "%s.%s", s->id == NULL ? "" : s->id, section->id),
		.version = s->version,
		.terms = s->terms,
		.country = s->country,
		.calendar = s->calendar,
		.name = section->title,
		.authority = s->name,
		.verified = s->verified,
		.form = form};
	return asks;
}

static void keep_desk(struct reader *r, struct service *s, const struct desk_form *desk)
{
	s->desks = array_room_in(r->arena, s->desks, s->desk_count + 1, &s->desk_room,
				 sizeof(*s->desks));
	s->desks[s->desk_count++] = desk;
}

/* Of a rule in it the names are its own questions', which are settled at once. */
static bool read_desk(struct reader *r, const struct node *form, const struct service *s,
		      struct desk_form *desk)
{
	struct debt *debts = r->debts, **end = r->debts_end;

	r->debts = NULL;
	r->debts_end = &r->debts;
	if (sections_read_inside(r, form, s->country, &desk->section)) {
		desk->asks = make_asks(r, s, &desk->section);
		links_check(r, desk->asks);
	}
	r->debts = debts;
	r->debts_end = end;
	if (debts == NULL)
		r->debts_end = &r->debts;
	return desk->asks != NULL;
}

const struct desk_form *service_tasks_form(struct reader *r, const struct node *n,
					   struct service *s, const struct desk_owner *of)
{
	static const char *const keys[] = {"questions", NULL};
	const struct node *form = reader_find(n, "form"), *id = reader_find(n, "id");
	struct desk_form *desk = arena_take(r->arena, sizeof(*desk));

	if (form == NULL || id == NULL || id->kind != NODE_WORD || s->country == NULL ||
	    term_country(r->terms, s->country) == NULL || !reader_map(r, form, keys))
		return NULL;
	desk->section = (struct section){
		.id = arena_text(r->arena, id->value), .title = of->name, .class = CLASS_INTERNAL};
	desk->task = of->task;
	if (!read_desk(r, form, s, desk))
		return NULL;
	keep_desk(r, s, desk);
	return desk;
}

static bool is_taken(const struct service *s, const struct desk_form *desk)
{
	const char *id = desk->section.id;

	for (size_t i = 0; i < s->desk_count && s->desks[i] != desk; i++)
		if (strcmp(s->desks[i]->section.id, id) == 0)
			return true;
	return service_section(s, id) != NULL || sections_reserves(id);
}

/* What an office is shown is there; nothing is easily forgotten. */
static void check_shows(struct reader *r, const struct node *n, const struct service *s,
			const struct task *task)
{
	const struct node *list = reader_find(n, "shows");
	const struct node *one = list == NULL ? NULL : list->first;

	for (size_t i = 0; i < task->show_count && one != NULL; i++, one = one->next)
		if (service_section(s, task->shows[i]) == NULL &&
		    service_question(s, task->shows[i], NULL) == NULL)
			reader_fault(r, one,
				     N_("There is no question or section \"{value}\" in the form."),
				     task->shows[i]);
	if (task->office != NULL && task->show_count == 0)
		reader_remark(r, n,
			      N_("The office \"{value}\" is shown no answer: name under \"shows\" "
				 "what it has to know."),
			      task->office);
}

void service_tasks_check(struct reader *r, const struct node *root, const struct service *s)
{
	const struct node *list = reader_find(root, "tasks");
	const struct node *n = list == NULL ? NULL : list->first;

	for (size_t i = 0; n != NULL && r->count == 0 && i < s->task_count; i++, n = n->next)
		check_shows(r, n, s, &s->tasks[i]);
	for (size_t i = 0; i < s->desk_count; i++)
		if (is_taken(s, s->desks[i]))
			reader_fault(r, root,
				     N_("What staff fill in is called \"{value}\", as something "
					"else of this definition is: give the task or the act "
					"another id."),
				     s->desks[i]->section.id);
}

/* --- tasks --- */

static void read_for(struct reader *r, const struct node *n, struct task *to)
{
	/* All but the applicant, as codes_stage_actor has them; the last is read here. */
	static const char *const others[] = {"officer", "head", "authority", "office(CODE)", NULL};
	const struct node *word = reader_find(n, "for");
	const char *code;
	int actor;

	to->actor = ACTOR_OFFICER;
	if (word != NULL && word->kind == NODE_WORD &&
	    strcmp(word->value, codes_stage_actor[ACTOR_APPLICANT]) == 0) {
		reader_fault(r, word,
			     N_("Nobody can close a task that is for the applicant: let an act "
				"ask for what is missing instead."),
			     NULL);
		return;
	}
	if (word != NULL && word->kind == NODE_WORD &&
	    (code = service_acts_argument(r, word->value, "office")) != NULL) {
		to->actor = ACTOR_AUTHORITY;
		to->office = code;
		if (!reader_is_id(code))
			reader_fault(r, word, N_("\"{value}\" is no id."), code);
		return;
	}
	actor = service_turn_read(r, n, "for", others, &to->role);
	if (to->role != NULL)
		to->actor = ACTOR_ROLE;
	else if (actor >= 0)
		to->actor = (enum stage_actor)(ACTOR_OFFICER + actor);
}

/* Whose application it is not sees of it what the task needs, and nothing else. */
static void read_shows(struct reader *r, const struct node *n, struct task *to)
{
	const struct node *list = reader_list(r, n, "shows", false, READER_LIST_MAX);

	if (list == NULL)
		return;
	if (to->office == NULL)
		reader_fault(r, list,
			     N_("\"{key}\" is for tasks of an office: whose application it is sees "
				"it anyway."),
			     NULL);
	to->shows = arena_array(r->arena, list->count, sizeof(*to->shows));
	for (const struct node *one = list->first; one != NULL; one = one->next)
		to->shows[to->show_count++] =
			arena_text(r->arena, one->kind == NODE_WORD ? one->value : "");
}

/* As many days as a length has at most; 0: that is the calendar's to say. */
static int days_of(const struct duration *length)
{
	static const int days[] = {
		[UNIT_DAY] = 1, [UNIT_WEEK] = 7, [UNIT_MONTH] = 31, [UNIT_WORKING_DAY] = 0};

	return length->value * days[length->unit];
}

static void check_remind(struct reader *r, const struct node *one, const struct task *to,
			 const struct duration *length)
{
	int due = days_of(&to->due);

	if (due > 0 && days_of(length) > due)
		reader_fault_new(r, one,
				 N_("\"{value}\" is longer than \"due\": the task is not open so "
				    "long before its day. Write less, as in 3d."),
				 one->value);
}

static void read_reminds(struct reader *r, const struct node *n, struct task *to)
{
	const struct node *list = reader_list(r, n, "remind", false, REMINDS_MOST);

	if (list == NULL)
		return;
	if (to->due.value == 0)
		reader_fault(r, list, N_("\"{key}\" needs \"due\": it is so long before that day."),
			     NULL);
	to->reminds = arena_array(r->arena, list->count, sizeof(*to->reminds));
	for (const struct node *one = list->first; one != NULL; one = one->next) {
		struct duration *length = &to->reminds[to->remind_count];

		if (one->kind == NODE_WORD && length_parse(one->value, length) &&
		    (length->unit == UNIT_DAY || length->unit == UNIT_WEEK)) {
			check_remind(r, one, to, length);
			to->remind_count++;
		} else
			reader_fault(r, one,
				     N_("\"{value}\" is no time before a day: write it in days or "
					"weeks, as in 3d or 2w."),
				     one->kind == NODE_WORD ? one->value : "");
	}
}

static void read_task(struct reader *r, const struct node *n, struct service *s, struct task *to)
{
	to->id = reader_id(r, n, "id");
	to->name = reader_text(r, n, "name", true, READER_NAME_MAX);
	read_for(r, n, to);
	service_route_note(r, n, "for", to->office, s);
	length_read(r, n, "due", &to->due);
	read_shows(r, n, to);
	read_reminds(r, n, to);
	if (to->id == NULL)
		return;
	to->form = service_tasks_form(r, n, s, &(struct desk_owner){to->name, to});
	if (service_task(s, to->id) != NULL)
		reader_fault(r, n, N_("The id \"{value}\" appears twice here."), to->id);
	if (strcmp(to->id, service_recount.id) == 0)
		reader_fault(r, n, N_("The id \"{value}\" is the portal's own."), to->id);
	s->task_count++;
}

void service_tasks_read(struct reader *r, const struct node *root, struct service *s)
{
	static const char *const keys[] = {"id",    "name",   "for",       "due", "form",
					   "shows", "remind", "when_over", NULL};
	const struct node *list = reader_list(r, root, "tasks", false, READER_LIST_MAX);

	if (list == NULL)
		return;
	s->tasks = arena_array(r->arena, list->count, sizeof(*s->tasks));
	for (const struct node *n = list->first; n != NULL; n = n->next)
		if (reader_map(r, n, keys))
			read_task(r, n, s, &s->tasks[s->task_count]);
}

/* --- their clocks --- */

static bool is_possible(const struct service *s, const struct task *task, const struct act *act)
{
	for (size_t i = 0; i < s->stage_count; i++)
		for (size_t k = 0; k < s->stages[i].task_count; k++)
			if (s->stages[i].tasks[k] == task &&
			    service_act(s, &s->stages[i], act->id) == act)
				return true;
	return false;
}

static const struct act *read_when_over(struct reader *r, const struct node *n,
					const struct service *s, const struct task *task)
{
	const char *id = reader_word(r, n, "when_over", false);
	const struct act *act = id == NULL ? NULL : service_any_act(s, id);
	const struct node *at = reader_find(n, "when_over");

	if (id == NULL)
		return NULL;
	if (task->due.value == 0)
		reader_fault(r, at, N_("\"{key}\" needs \"due\": it is done on that day."), NULL);
	else if (act == NULL)
		reader_fault(r, at, N_("There is no act \"{value}\" in this definition."), id);
	else if (!act->by_clock)
		reader_fault(r, at,
			     N_("No clock does \"{value}\": write \"by: clock\" into that act."),
			     id);
	else if (!is_possible(s, task, act))
		reader_fault(r, at,
			     N_("\"{value}\" can be done at no stage at which this task is open."),
			     id);
	else if (service_clocks_do(s, act))
		reader_fault_new(
			r, at,
			N_("Another clock does \"{value}\" already: each has an act of its "
			   "own."),
			id);
	return act;
}

void service_tasks_link(struct reader *r, const struct node *root, struct service *s)
{
	const struct node *list = reader_find(root, "tasks");
	const struct node *n = list == NULL ? NULL : list->first;

	for (size_t i = 0; i < s->task_count; i++, n = n->next) {
		struct task *task = &s->tasks[i];
		struct clock *clock = arena_take(r->arena, sizeof(*clock));

		*clock = (struct clock){.id = task->id,
					.name = task->name,
					.starts = CLOCK_OPENED,
					.length = task->due,
					.calendar = s->calendar,
					.when_over = read_when_over(r, n, s, task),
					.task = task};
		if (s->calendar != NULL)
			clock->rules = s->calendar->rules;
		if (task->due.value > 0)
			task->clock = clock;
	}
}
