/* command_history.c - the history of an application: its lines, what an act has told with each, and
 * what of the answers that were named is another now. */
#include "server/commands/command_inside.h"

#include "tui/page/acted.h"
#include "tui/page/clockwords.h"
#include "tui/page/duewords.h"
#include "tui/page/filled.h"
#include "tui/page/words.h"

static const char *item_line(struct command *c, const struct service *s, const struct named *n)
{
	return words_labelled(c->arena, acted_item(c->arena, c->lang, s, n), acted_wrong(n->wrong));
}

/* --- for people --- */

/* Below a line of the history: by which act, for which reason, about which answers. */
static void print_told(struct command *c, const struct service *s, const struct act *act,
		       const struct event *e)
{
	const char *reason = acted_reason(c->arena, c->lang, act, e);
	const struct task *task = s == NULL || strcmp(e->act, SERVICE_CLOSE) != 0
					  ? NULL
					  : service_any_task(s, e->reason);
	struct date decided, now;

	if (application_recounted(c->arena, e, NULL, &decided, &now))
		buffer_format(c->out, "  %s\n",
			      clockwords_recount(c->arena, c->lang, s == NULL ? NULL : s->country,
						 decided, now));

	if (duewords_event(c->arena, c->lang, s, e)[0] != '\0')
		buffer_format(c->out, "  %s\n",
			      text_safe(c->arena, duewords_event(c->arena, c->lang, s, e), 0));
	if (strcmp(e->act, SERVICE_HAND_OVER) == 0)
		buffer_format(c->out, "  %s\n", _("Handed over"));
	if (task != NULL)
		buffer_format(c->out, "  %s\n",
			      text_safe(c->arena,
					words_labelled(c->arena, _("Task closed"),
						       acted_task(task, c->lang)),
					0));
	if (act != NULL)
		buffer_format(c->out, "  %s\n", text_safe(c->arena, acted_name(act, c->lang), 0));
	if (reason != NULL)
		buffer_format(
			c->out, "  %s\n",
			text_safe(c->arena, words_labelled(c->arena, _("Reason"), reason), 0));
	for (size_t i = 0; i < e->item_count; i++)
		buffer_format(c->out, "  - %s\n",
			      text_safe(c->arena, item_line(c, s, &e->items[i]), 0));
	for (size_t i = 0; i < e->answer_count; i++)
		buffer_format(
			c->out, "  - %s\n",
			text_safe_lines(c->arena, filled_line(c->arena, c->lang, s, e, i), "    "));
}

/* To staff each; to the applicant one who has done it in their name. NULL: not told. */
static const char *history_actor(const struct command *c, const struct event *e)
{
	return command_is_authoritys(c) || strcmp(e->actor, EVENT_OPERATOR) == 0
		       ? words_event_actor(e->actor)
		       : NULL;
}

static const char *came_to(const struct command *c, const struct service *s,
			   const struct event *events, size_t count, size_t index)
{
	return events[index].state == STATE_NEEDS_INFO
		       ? command_state_words(c, s, STATE_NEEDS_INFO)
		       : acted_event(c->lang, s, events, count, index);
}

void command_history_print(struct command *c, const struct service *s, const struct event *events,
			   size_t count)
{
	command_heading(c, _("History"));
	for (size_t i = 0; i < count; i++) {
		const char *by = history_actor(c, &events[i]), *note = events[i].note;
		char *line =
			arena_format(c->arena, "- %s  %s%s%s", command_moment(c, s, events[i].at),
				     came_to(c, s, events, count, i), by != NULL ? "  " : "",
				     by != NULL ? by : "");

		if (note[0] != '\0')
			line = words_labelled(c->arena, line, note);
		buffer_format(c->out, "%s\n", text_safe_lines(c->arena, line, "  "));
		print_told(c, s, acted_find(s, events, count, i), &events[i]);
	}
}

static void print_asked(struct command *c, const struct service *s, const struct event *e)
{
	command_heading(c, _("To be corrected"));
	for (size_t i = 0; i < e->item_count; i++)
		command_bullet(c, item_line(c, s, &e->items[i]));
	if (e->note[0] != '\0')
		command_line(c, e->note);
	buffer_text(c->out, "\n");
}

void command_history_asked(struct command *c, const struct application *a, const struct service *s,
			   const struct event *events, size_t count)
{
	const struct event *asked =
		a->state == STATE_NEEDS_INFO ? application_asked(events, count) : NULL;
	size_t refused = application_came_to(events, count, STATE_REJECTED);

	if (asked != NULL && asked->item_count > 0)
		print_asked(c, s, asked);
	if (a->state == STATE_REJECTED && refused < count)
		command_pair(c, _("Reason for the refusal"),
			     acted_reason(c->arena, c->lang, acted_find(s, events, count, refused),
					  &events[refused]));
}

/* --- what is another now --- */

static const char *answer_now(struct command *c, const struct form *f, const struct named *n)
{
	struct field_path at;

	return acted_path(form_service(f), n, &at) ? form_show(f, c->arena, &at, c->lang) : "";
}

static bool has_changed(const struct form *f, const struct named *n)
{
	struct field_path at;
	const char *now = acted_path(form_service(f), n, &at) ? form_get(f, &at) : NULL;

	return strcmp(n->was, now == NULL ? "" : now) != 0;
}

static const char *or_nothing(const char *shown)
{
	return shown[0] == '\0' ? _("no answer") : shown;
}

static const char *change_line(struct command *c, const struct form *f,
			       const struct term_list *terms, const struct named *n)
{
	const struct service *s = form_service(f);
	const char *was = or_nothing(acted_was(c->arena, c->lang, terms, s, n));

	if (n->withheld)
		return words_withheld();
	if (!has_changed(f, n))
		return FILL(c->arena, _("{answer}, as before"), {"answer", was});
	/* TRANSLATORS: an answer that was corrected */
	return FILL(c->arena, _("{after}, before: {before}"),
		    {"after", or_nothing(answer_now(c, f, n))}, {"before", was});
}

void command_history_changes(struct command *c, const struct form *f, const struct term_list *terms,
			     const struct event *events, size_t count)
{
	const struct event *named = acted_named(events, count);

	if (named == NULL)
		return;
	command_heading(c, _("Since the correction was asked for"));
	for (size_t i = 0; i < named->item_count; i++) {
		const struct named *n = &named->items[i];
		const char *label = acted_item(c->arena, c->lang, form_service(f), n);

		command_bullet(c, n->is_paper ? item_line(c, form_service(f), n)
					      : words_labelled(c->arena, label,
							       change_line(c, f, terms, n)));
	}
}

/* --- as JSON --- */

static json_t *item_json(struct command *c, const struct service *s, const struct named *n)
{
	return json_pack("{s:s, s:o, s:o, s:s}", n->is_paper ? "paper" : "question", n->question,
			 "item", n->item > 0 ? json_integer(n->item) : json_null(), "name",
			 command_text(c, acted_item(c->arena, c->lang, s, n)), "wrong",
			 codes_wrong[n->wrong]);
}

static void add_recounted(struct command *c, json_t *j, const struct event *e)
{
	struct date decided, now;
	const char *clock;

	if (!application_recounted(c->arena, e, &clock, &decided, &now))
		return;
	json_object_set_new(j, "reason", json_string(clock));
	json_object_set_new(j, "decided", command_day_json(c, decided));
	json_object_set_new(j, "last_day", command_day_json(c, now));
}

/* Of what the definition's own acts have done alone. */
static void add_told(struct command *c, json_t *j, const struct service *s, const struct act *act,
		     const struct event *e)
{
	const struct reason *r = act == NULL ? NULL : service_reason(act, e->reason);
	json_t *items;

	if (e->act[0] == '\0')
		return;
	if (e->inside)
		json_object_set_new(j, "inside", json_true());
	if (e->answer_count > 0)
		json_object_set_new(j, "filled", command_desk_json(c, s, e));
	json_object_set_new(j, "act", command_text(c, e->act));
	json_object_set_new(j, "act_name",
			    command_text(c, act == NULL ? NULL : acted_name(act, c->lang)));
	if (e->reason[0] != '\0') {
		json_object_set_new(j, "reason", command_text(c, e->reason));
		json_object_set_new(j, "reason_name",
				    command_text(c, r == NULL ? NULL : command_in(c, &r->name)));
		json_object_set_new(j, "law",
				    command_text(c, r == NULL ? NULL : command_in(c, &r->law)));
	}
	add_recounted(c, j, e);
	if (e->item_count == 0)
		return;
	items = json_array();
	for (size_t i = 0; i < e->item_count; i++)
		json_array_append_new(items, item_json(c, s, &e->items[i]));
	json_object_set_new(j, "items", items);
}

json_t *command_history_json(struct command *c, const struct service *s, const struct event *events,
			     size_t count)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++) {
		const struct event *e = &events[i];
		json_t *j = json_pack("{s:o, s:s, s:o}", "at", command_time(c, e->at), "state",
				      application_state_code(e->state), "note",
				      command_text(c, e->note));

		if (command_is_authoritys(c))
			json_object_set_new(j, "stage", command_text(c, e->stage));
		if (history_actor(c, e) != NULL)
			json_object_set_new(j, "actor", command_text(c, e->actor));
		add_told(c, j, s, acted_find(s, events, count, i), e);
		json_array_append_new(list, j);
	}
	return list;
}

json_t *command_history_changes_json(struct command *c, const struct form *f,
				     const struct event *events, size_t count)
{
	const struct event *named = acted_named(events, count);
	json_t *list = json_array();

	for (size_t i = 0; named != NULL && i < named->item_count; i++) {
		const struct named *n = &named->items[i];
		json_t *j = item_json(c, form_service(f), n);
		struct field_path at;

		if (acted_path(form_service(f), n, &at)) {
			json_object_set_new(j, "before",
					    command_text(c, n->was[0] == '\0' ? NULL : n->was));
			json_object_set_new(j, "after", command_text(c, form_get(f, &at)));
			if (n->withheld)
				json_object_set_new(j, "withheld", json_true());
		}
		json_array_append_new(list, j);
	}
	return list;
}
