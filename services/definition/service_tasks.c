/* service_tasks.c - what has to be done beside the stages, and what staff fill in with it or with
 * an act, as a definition has them. */
#include "services/definition/service_tasks.h"

#include "i18n/base/array.h"
#include "services/definition/length.h"
#include "services/definition/links.h"
#include "services/definition/sections.h"
#include "services/definition/service.h"

#include <string.h>

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

void service_tasks_check(struct reader *r, const struct node *root, const struct service *s)
{
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
	const struct node *word = reader_find(n, "for");
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
	/* All others, from the first behind the applicant. */
	actor = reader_choice(r, n, "for", codes_stage_actor + ACTOR_OFFICER);
	if (actor >= 0)
		to->actor = (enum stage_actor)(ACTOR_OFFICER + actor);
}

void service_tasks_read(struct reader *r, const struct node *root, struct service *s)
{
	static const char *const keys[] = {"id", "name", "for", "due", "form", NULL};
	const struct node *list = reader_list(r, root, "tasks", false, READER_LIST_MAX);

	if (list == NULL)
		return;
	s->tasks = arena_array(r->arena, list->count, sizeof(*s->tasks));
	for (const struct node *n = list->first; n != NULL; n = n->next) {
		struct task *to = &s->tasks[s->task_count];

		if (!reader_map(r, n, keys))
			continue;
		to->id = reader_id(r, n, "id");
		to->name = reader_text(r, n, "name", true, READER_NAME_MAX);
		read_for(r, n, to);
		length_read(r, n, "due", &to->due);
		if (to->id == NULL)
			continue;
		to->form = service_tasks_form(r, n, s, &(struct desk_owner){to->name, to});
		if (service_task(s, to->id) != NULL)
			reader_fault(r, n, N_("The id \"{value}\" stands here twice."), to->id);
		s->task_count++;
	}
}
