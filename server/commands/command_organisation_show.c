/* command_organisation_show.c - the command that shows an organisation to its people: what waits
 * first, then what was sent, papers, people, and the entry. */
#include "server/commands/command_organisation.h"
#include "server/commands/command_rights.h"

#include "services/definition/output.h"
#include "services/document/papers_sent.h"
#include "tui/page/orgwords.h"
#include "tui/page/words.h"
#include "tui/page/words_entry.h"

/* All that is shown. */
struct shown {
	struct command_organisation of;
	struct organisation organisation;
	struct organisation_space space;
	struct agent *people;
	size_t people_count;
	struct paper_sent *papers;
	size_t paper_count;
};

static const char *service_name(struct command *c, const char *id)
{
	const struct service *s = catalogue_find(c->portal->catalogue, id);

	return s == NULL ? id : s->name.in[c->lang];
}

static enum fault read_papers(struct command *c, struct shown *s, struct error *err)
{
	const struct application **list =
		arena_array(c->arena, s->space.sent_count + 1, sizeof(*list));
	size_t count = 0;

	for (size_t i = 0; i < s->space.sent_count; i++)
		if (s->space.sent[i].opens)
			list[count++] = &s->space.sent[i].application;
	return papers_sent(c->portal->registry, c->portal->caller, list, count, &s->of.terms,
			   c->arena, &s->papers, &s->paper_count, err);
}

static enum fault read_all(struct command *c, struct shown *s, struct error *err)
{
	struct registry *r = c->portal->registry;
	struct caller *v = c->portal->caller;
	enum fault f = command_organisation_read(c, &s->of, err);

	if (f == FAULT_NONE)
		f = organisation_open(r, v, &s->of.at, c->arena, &s->organisation, err);
	if (f == FAULT_NONE)
		f = organisation_space(r, v, &s->of.at, c->arena, &s->space, err);
	if (f == FAULT_NONE)
		f = organisation_people(r, v, &s->of.at, c->arena, &s->people, &s->people_count,
					err);
	return f == FAULT_NONE ? read_papers(c, s, err) : f;
}

/* --- JSON --- */

static json_t *wait_json(struct command *c, const struct organisation_wait *w)
{
	json_t *j = json_pack("{s:s}", "kind", organisation_wait_codes[w->kind]);

	if (w->application != NULL) {
		json_object_set_new(j, "reference", command_text(c, w->application->reference));
		json_object_set_new(j, "service", command_text(c, w->application->service));
	}
	if (w->later != NULL) {
		json_object_set_new(j, "duty", command_text(c, w->later->id));
		json_object_set_new(j, "service", command_text(c, w->later->service));
		json_object_set_new(j, "day", command_day_json(c, w->day));
	}
	if (w->kind == ORG_PAYMENT) {
		json_object_set_new(j, "amount", json_integer(w->amount));
		json_object_set_new(j, "currency", command_text(c, w->currency));
		json_object_set_new(j, "due_at", command_time(c, w->due_at));
	}
	return j;
}

static json_t *sent_json(struct command *c, const struct organisation_sent *s)
{
	const struct application *a = &s->application;

	return json_pack("{s:o, s:o, s:s, s:o, s:b}", "reference",
			 s->opens ? command_text(c, a->reference) : json_null(), "service",
			 command_text(c, a->service), "state", application_state_code(a->state),
			 "submitted_at", command_time(c, a->submitted_at), "opens", s->opens);
}

static json_t *paper_json(struct command *c, const struct paper_sent *p)
{
	return json_pack("{s:o, s:o, s:o, s:b, s:o, s:o}", "reference",
			 command_text(c, p->reference), "id",
			 command_text(c, p->paper != NULL ? p->paper->id : p->issued->id), "name",
			 command_text(c, p->label), "issued", p->issued != NULL, "at",
			 command_time(c, p->at), "until", command_day_json(c, p->until));
}

static json_t *to_json(struct command *c, const struct shown *s)
{
	json_t *waits = json_array(), *sent = json_array(), *papers = json_array();
	json_t *j = command_entry_json(c, &s->of.terms, &s->organisation.entry);

	for (size_t i = 0; i < s->space.wait_count; i++)
		json_array_append_new(waits, wait_json(c, &s->space.waits[i]));
	for (size_t i = 0; i < s->space.sent_count; i++)
		json_array_append_new(sent, sent_json(c, &s->space.sent[i]));
	for (size_t i = 0; i < s->paper_count; i++)
		json_array_append_new(papers, paper_json(c, &s->papers[i]));
	json_object_set_new(j, "may",
			    command_rights_json(agent_right_codes, s->organisation.own.rights));
	json_object_set_new(j, "waiting", waits);
	json_object_set_new(j, "applications", sent);
	json_object_set_new(j, "papers", papers);
	json_object_set_new(j, "people",
			    command_organisation_people_json(c, s->people, s->people_count));
	return j;
}

/* --- lines --- */

static void print_waits(struct command *c, const struct shown *s)
{
	const char *country = s->of.of->country;

	command_heading(c, _("Waiting for you"));
	for (size_t i = 0; i < s->space.wait_count; i++) {
		const struct organisation_wait *w = &s->space.waits[i];
		const char *what = w->later != NULL ? w->later->name.in[c->lang]
						    : service_name(c, w->application->service);
		const char *line = words_labelled(c->arena, what,
						  orgwords_wait(c->arena, c->lang, country, w));

		if (w->application != NULL)
			line = arena_format(c->arena, "%s · %s", line, w->application->reference);
		command_bullet(c, line);
	}
	if (s->space.wait_count == 0)
		command_line(c, _("Nothing is waiting."));
}

static void print_sent(struct command *c, const struct shown *s)
{
	if (s->space.sent_count > 0)
		command_heading(c, _("Applications"));
	for (size_t i = 0; i < s->space.sent_count; i++) {
		const struct organisation_sent *one = &s->space.sent[i];
		const struct application *a = &one->application;
		const char *line = arena_format(
			c->arena, "%s · %s · %s", service_name(c, a->service),
			_(application_state_message(a->state)),
			date_show(c->arena, c->lang, s->of.of->country, date_of(a->submitted_at)));

		command_bullet(
			c, arena_format(c->arena, "%s · %s", line,
					one->opens ? a->reference : _("sent by somebody else")));
	}
}

static void print_papers(struct command *c, const struct shown *s)
{
	if (s->paper_count > 0)
		command_heading(c, _("Papers and documents"));
	for (size_t i = 0; i < s->paper_count; i++) {
		const struct paper_sent *p = &s->papers[i];
		const char *name =
			p->paper != NULL ? p->paper->name.in[c->lang] : p->issued->name.in[c->lang];
		const char *line = arena_format(
			c->arena, "%s · %s · %s", name, p->label,
			date_show(c->arena, c->lang, s->of.of->country, date_of(p->at)));

		if (p->until.year > 0)
			line = words_labelled(
				c->arena, line,
				FILL(c->arena, _("valid until {day}"),
				     {"day",
				      date_show(c->arena, c->lang, s->of.of->country, p->until)}));
		command_bullet(c, line);
	}
}

static void print(struct command *c, const struct shown *s)
{
	const struct entry *e = &s->organisation.entry;

	command_line(c, arena_format(c->arena, "%s · %s · %s", e->number, check_name(e),
				     words_entry_status(e, c->lang)));
	print_waits(c, s);
	print_sent(c, s);
	print_papers(c, s);
	command_heading(c, _("People"));
	command_organisation_people_print(c, s->of.of->country, s->people, s->people_count);
	command_heading(c, _("Full register entry"));
	command_entry_print(c, &s->of.terms, &s->organisation.entry);
}

enum exit_status command_organisation(struct command *c)
{
	struct shown s = {.people_count = 0};
	struct error err = {0};
	enum fault f = read_all(c, &s, &err);

	if (f == FAULT_NONE && c->json)
		command_json(c, to_json(c, &s));
	else if (f == FAULT_NONE)
		print(c, &s);
	return command_end(c, f, &err);
}
