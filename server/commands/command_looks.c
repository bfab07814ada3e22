/* command_looks.c - the commands for what the portal has of oneself: who looked at it, and a copy.
 */
#include "server/commands/command_due.h"
#include "server/commands/command_organisation.h"
#include "server/commands/command_issued.h"
#include "server/commands/command_papers.h"

#include "tui/page/acted.h"
#include "tui/page/words.h"

/* --- who looked --- */

static enum fault read_looks(struct command *c, const struct application *a, struct looks_told *ret,
			     struct error *err)
{
	return looks_of(c->portal->registry, c->portal->caller, a, c->arena, ret, err);
}

static json_t *looks_json(struct command *c, const struct looks_told *told)
{
	json_t *all = json_array();

	for (size_t i = 0; i < told->count; i++) {
		const struct looks_one *l = &told->list[i];
		const char *why = l->purpose[0] == '\0' ? NULL : l->purpose;

		json_array_append_new(
			all, json_pack("{s:o, s:s, s:s, s:o, s:o, s:o, s:o, s:o}", "at",
				       command_time(c, l->at), "act", l->act, "role", l->role,
				       "role_name", command_text(c, words_role(l->role, c->lang)),
				       "office", command_text(c, l->office), "purpose",
				       command_text(c, why), "revision", json_integer(l->revision),
				       "as_of", command_time(c, l->seen_at)));
	}
	return all;
}

static void print_looks(struct command *c, const struct service *s, const struct looks_told *told)
{
	if (told->count == 0)
		command_line(c,
			     _("Nobody but you has looked at this application since it was sent."));
	else
		command_clock(c, s);
	for (size_t i = 0; i < told->count; i++) {
		const struct looks_one *l = &told->list[i];

		command_line(c,
			     arena_format(c->arena, "- %s", words_look(c->arena, c->lang, s, l)));
		if (l->purpose[0] != '\0')
			command_pair(c, arena_format(c->arena, "  %s", _("Reason for access")),
				     words_look_why(c->portal->catalogue, c->lang, l));
	}
	if (told->more)
		command_line(c, _("There were older ones, which are not shown."));
}

/* What is told of one: printed, or put into `all`. */
static enum fault tell_looks(struct command *c, struct application *a, json_t *all,
			     struct error *err)
{
	struct looks_told told;
	char shown[REFERENCE_DIGITS + 4];
	enum fault f = read_looks(c, a, &told, err);

	if (f != FAULT_NONE)
		return f;
	if (c->json) {
		json_array_append_new(all, json_pack("{s:s, s:s, s:o, s:b}", "reference",
						     a->reference, "service", a->service, "looks",
						     looks_json(c, &told), "more", told.more));
		return FAULT_NONE;
	}
	reference_show(a->reference, shown);
	command_pair(c, _("Reference number"), shown);
	print_looks(c, command_service_of(c, a), &told);
	return FAULT_NONE;
}

/* --- a copy of all that is kept --- */

struct kept {
	const struct service *service; /* NULL: its definition cannot be read now */
	struct form *form;
	struct event *events;
	size_t event_count;
	struct application_task *tasks;
	size_t task_count;
	struct notice_item *notices;
	size_t notice_count;
	struct issued *issued;
	size_t issued_count;
	struct papers papers; /* of a service that takes any as files */
	struct looks_told looks;
	const char **keys;
	size_t key_count;
};

/* What is read by the definition that it began with. */
static enum fault read_by_service(struct command *c, struct application *a, struct kept *k,
				  struct error *err)
{
	struct registry *r = c->portal->registry;
	struct caller *v = c->portal->caller;
	enum fault f;

	if (k->service == NULL)
		return FAULT_NONE;
	k->form = form_new(k->service, catalogue_terms(c->portal->catalogue),
			   date_of(registry_now(r)));
	f = application_load(r, v, a, k->form, err);
	if (f == FAULT_NONE && k->service->paper_count > 0)
		f = papers_list(r, v, a, k->service, k->form, c->arena, &k->papers, err);
	return f == FAULT_NONE ? application_tasks(r, v, a, k->service, c->arena, &k->tasks,
						   &k->task_count, err)
			       : f;
}

static enum fault read_kept(struct command *c, struct application *a, struct kept *k,
			    struct error *err)
{
	struct registry *r = c->portal->registry;
	struct caller *v = c->portal->caller;
	enum fault f;

	k->service = command_service_of(c, a);
	f = application_events(r, v, a, k->service, c->arena, &k->events, &k->event_count, err);
	if (f == FAULT_NONE)
		f = read_by_service(c, a, k, err);
	if (f == FAULT_NONE)
		f = notice_of(r, v, a, c->arena, &k->notices, &k->notice_count, err);
	if (f == FAULT_NONE)
		f = command_issued_read(c, a, k->service, &k->issued, &k->issued_count, err);
	if (f == FAULT_NONE)
		f = read_looks(c, a, &k->looks, err);
	return f == FAULT_NONE ? looks_holders(r, v, a, c->arena, &k->keys, &k->key_count, err) : f;
}

static json_t *kept_json(struct command *c, struct application *a, const struct kept *k)
{
	json_t *j = command_application(c, a, k->service, k->events, k->event_count);
	json_t *keys = json_array(), *tasks = json_array(), *notices = json_array();
	json_t *dues = command_dues_json(c, a, k->service);
	json_t *members = command_members_json(c, a);

	for (size_t i = 0; i < k->key_count; i++)
		json_array_append_new(keys, json_string(k->keys[i]));
	for (size_t i = 0; i < k->task_count; i++)
		json_array_append_new(tasks, command_task_json(c, &k->tasks[i]));
	for (size_t i = 0; i < k->notice_count; i++)
		json_array_append_new(notices, command_notice_json(c, &k->notices[i]));
	json_object_set_new(j, "language", json_string(lang_code(a->lang)));
	json_object_set_new(j, "begun_at", command_time(c, a->begun_at));
	json_object_set_new(j, "changed_at", command_time(c, a->changed_at));
	json_object_set_new(j, "consent_at", command_time(c, a->consent_at));
	json_object_set_new(j, "revision", json_integer(a->revision));
	json_object_set_new(j, "answers",
			    k->form == NULL ? json_array() : command_items_answers(c, k->form));
	json_object_set_new(j, "corrections",
			    k->form == NULL ? json_array()
					    : command_history_changes_json(c, k->form, k->events,
									   k->event_count));
	json_object_set_new(j, "tasks", tasks);
	json_object_set_new(j, "notices", notices);
	if (k->papers.count > 0)
		json_object_set_new(j, "papers", command_papers_json(c, &k->papers));
	command_issued_add(c, j, k->service, k->issued, k->issued_count);
	json_object_set_new(j, "looks", looks_json(c, &k->looks));
	json_object_set_new(j, "more_looks", json_boolean(k->looks.more));
	json_object_set_new(j, "keys", keys);
	if (dues != NULL)
		json_object_set_new(j, "dues", dues);
	if (members != NULL)
		json_object_set_new(j, "members", members);
	return j;
}

static void print_tasks(struct command *c, const struct kept *k)
{
	if (k->task_count > 0)
		command_heading(c, _("Tasks"));
	for (size_t i = 0; i < k->task_count; i++)
		command_bullet(c, command_task_line(c, k->service,
						    acted_task(k->tasks[i].task, c->lang),
						    &k->tasks[i]));
}

static void print_notices(struct command *c, const struct kept *k)
{
	if (k->notice_count > 0)
		command_heading(c, _("Notices"));
	for (size_t i = 0; i < k->notice_count; i++)
		command_notice_print(c, &k->notices[i]);
}

static void print_kept(struct command *c, struct application *a, const struct kept *k)
{

	command_print_application(c, a, k->service, k->events, k->event_count);
	command_links_print(c, a);
	command_signatures_print(c, a, k->service);
	command_entered_print(c, a, k->service);
	command_pair(c, _("Begun on"), command_moment(c, k->service, a->begun_at));
	command_pair(c, _("Changed last on"), command_moment(c, k->service, a->changed_at));
	command_pair(c, _("Language"), lang_name(a->lang));
	for (size_t i = 0; i < k->key_count; i++)
		command_pair(c, _("Key that opens it"), k->keys[i]);
	command_heading(c, _("Answers"));
	if (k->form != NULL)
		command_items_form(c, k->form);
	if (k->form == NULL)
		command_line(
			c, _("We cannot show your answers at the moment. Please try again later."));
	if (k->form != NULL)
		command_history_changes(c, k->form, catalogue_terms(c->portal->catalogue),
					k->events, k->event_count);
	if (k->event_count > 0)
		command_history_print(c, k->service, k->events, k->event_count);
	command_dues_print(c, a, k->service);
	command_members_print(c, a, k->service);
	print_tasks(c, k);
	print_notices(c, k);
	if (k->papers.count > 0) {
		command_heading(c, _("Documents as files"));
		command_papers_print(c, k->service, &k->papers);
	}
	command_issued_print(c, k->service, k->issued, k->issued_count);
	command_heading(c, _("Who looked at my data"));
	print_looks(c, k->service, &k->looks);
}

static enum fault tell_kept(struct command *c, struct application *a, json_t *all,
			    struct error *err)
{
	struct kept k = {.service = NULL};
	enum fault f = read_kept(c, a, &k, err);

	if (f == FAULT_NONE && c->json)
		json_array_append_new(all, kept_json(c, a, &k));
	else if (f == FAULT_NONE)
		print_kept(c, a, &k);
	form_free(k.form);
	return f;
}

/* --- one of them, or all --- */

typedef enum fault tell(struct command *c, struct application *a, json_t *all, struct error *err);

/* What the visitor has come with: a key or a sign-in. */
static enum fault tell_mine(struct command *c, tell *one, json_t *all, struct error *err)
{
	struct application *list;
	size_t count = 0;
	enum fault f = application_mine(c->portal->registry, c->portal->caller, c->arena, &list,
					&count, err);

	if (f == FAULT_NONE && count == 0)
		return fail(err, FAULT_MISSING,
			    N_("No application is kept with this key or sign-in. Name one by its "
			       "reference number."),
			    "nothing is theirs");
	for (size_t i = 0; f == FAULT_NONE && i < count; i++) {
		if (i > 0 && !c->json)
			command_line(c, "");
		f = one(c, &list[i], all, err);
	}
	return f == FAULT_NONE && one == tell_kept ? command_organisations_kept(c, all, err) : f;
}

/* In JSON one that was named is an object, all that are theirs an array. */
static enum exit_status tell_which(struct command *c, tell *one)
{
	struct application a = {0};
	struct error err = {0};
	json_t *all = json_array();
	bool named = c->arguments.count > 0;
	enum fault f;

	if (named) {
		f = command_open_own(c, &a, &err);
		if (f == FAULT_NONE)
			command_speak(c, a.lang, false);
		if (f == FAULT_NONE)
			f = one(c, &a, all, &err);
	} else {
		f = tell_mine(c, one, all, &err);
	}
	if (f == FAULT_NONE && c->json)
		command_json(c, json_incref(named ? json_array_get(all, 0) : all));
	json_decref(all);
	return command_end(c, f, &err);
}

enum exit_status command_looks(struct command *c)
{
	return tell_which(c, tell_looks);
}

enum exit_status command_looks_copy(struct command *c)
{
	return tell_which(c, tell_kept);
}
