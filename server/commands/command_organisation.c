/* command_organisation.c - the commands for who acts for an organisation that a register has: what
 * waits for them, their people, inviting, taking, ending. */
#include "server/commands/command_organisation.h"
#include "server/commands/command_rights.h"

#include "tui/page/orgwords.h"
#include "tui/page/words_entry.h"

#include <stdlib.h>
#include <string.h>

enum fault command_organisation_read(struct command *c, struct command_organisation *to,
				     struct error *err)
{
	enum fault f = command_entry_register(c, &to->terms, &to->of, err);

	to->at = (struct organisation_at){to->of, command_entry_words(c), &to->terms};
	return f;
}

/* "see,file" */
static enum fault read_rights(struct command *c, int *ret, struct error *err)
{
	return command_rights_read(c, agent_right_codes,
				   N_("Say what the person may: see, file, manage, or several of "
				      "them."),
				   ret, err);
}

/* --- those of one's own --- */

static json_t *mine_json(struct command *c, const struct organisation *o)
{
	return json_pack("{s:o, s:o, s:o, s:o, s:o}", "register", command_text(c, o->entry.of->id),
			 "number", command_text(c, o->entry.number), "name",
			 command_text(c, check_name(&o->entry)), "status",
			 command_text(c, o->entry.status_id), "may",
			 command_rights_json(agent_right_codes, o->own.rights));
}

static void print_mine(struct command *c, const struct organisation *o)
{
	command_line(c, arena_format(c->arena, "%s %s · %s · %s · %s", o->entry.of->id,
				     o->entry.number, check_name(&o->entry),
				     words_entry_status(&o->entry, c->lang),
				     orgwords_rights(c->arena, c->lang, o->own.rights)));
}

enum exit_status command_organisations(struct command *c)
{
	struct organisation *list = NULL;
	struct term_list terms;
	struct error err = {0};
	json_t *all;
	size_t count = 0;
	enum fault f = command_entry_terms(c, &terms, &err);

	if (f == FAULT_NONE && c->portal->caller->account[0] == '\0') {
		f = fail(&err, FAULT_DENIED,
			 N_("To act for an organisation you need an account. Connect as me@ with "
			    "its number and PIN, or with one of its keys."),
			 "no account");
		error_code(&err, ACCOUNT_NEEDED);
	}
	if (f == FAULT_NONE)
		f = organisation_mine(c->portal->registry, c->portal->caller, &terms, c->arena,
				      &list, &count, &err);
	if (f != FAULT_NONE)
		return command_fail(c, &err);
	if (c->json) {
		all = json_array();
		for (size_t i = 0; i < count; i++)
			json_array_append_new(all, mine_json(c, &list[i]));
		command_json(c, all);
		return EXIT_DONE;
	}
	for (size_t i = 0; i < count; i++)
		print_mine(c, &list[i]);
	if (count == 0)
		command_line(c, _("Your account acts for no organisation. Who manages one invites "
				  "you; who has applied for its registration attaches it by "
				  "`organisation claim REFERENCE`."));
	return EXIT_DONE;
}

enum fault command_organisations_kept(struct command *c, json_t *all, struct error *err)
{
	struct organisation *list = NULL;
	struct term_list terms;
	size_t count = 0;
	enum fault f = command_entry_terms(c, &terms, err);

	if (f == FAULT_NONE)
		f = organisation_mine(c->portal->registry, c->portal->caller, &terms, c->arena,
				      &list, &count, err);
	if (f == FAULT_NONE && count > 0 && !c->json)
		command_heading(c, _("My organisations"));
	for (size_t i = 0; i < count && f == FAULT_NONE; i++)
		if (c->json)
			json_array_append_new(
				all, json_pack("{s:o}", "organisation", mine_json(c, &list[i])));
		else
			print_mine(c, &list[i]);
	return f;
}

/* --- its people --- */

static json_t *agent_json(struct command *c, const struct agent *m)
{
	json_t *j = json_pack("{s:i, s:o, s:o, s:s, s:s}", "number", m->number, "name",
			      command_text(c, m->name), "may",
			      command_rights_json(agent_right_codes, m->rights), "state",
			      member_state_codes[m->state], "way", agent_way_codes[m->way]);

	json_object_set_new(j, "invited_at", command_time(c, m->at));
	json_object_set_new(j, "until", command_time(c, m->until));
	json_object_set_new(j, "since", command_time(c, m->joined_at));
	json_object_set_new(j, "ended_at", command_time(c, m->ended_at));
	json_object_set_new(j, "words", command_text(c, m->words));
	json_object_set_new(j, "ended_words", command_text(c, m->ended_words));
	if (m->account[0] != '\0')
		json_object_set_new(j, "account", command_text(c, m->account));
	return j;
}

json_t *command_organisation_people_json(struct command *c, const struct agent *list, size_t count)
{
	json_t *all = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(all, agent_json(c, &list[i]));
	return all;
}

void command_organisation_people_print(struct command *c, const char *country,
				       const struct agent *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct agent *m = &list[i];
		const char *line = arena_format(c->arena, "%d · %s · %s", m->number, m->name,
						orgwords_agent(c->arena, c->lang, country, m));

		if (m->account[0] != '\0')
			line = arena_format(c->arena, "%s · %s", line, m->account);
		if (m->words[0] != '\0')
			line = arena_format(c->arena, "%s · %s", line, m->words);
		if (m->ended_words[0] != '\0')
			line = arena_format(c->arena, "%s · %s", line, m->ended_words);
		command_bullet(c, line);
	}
}

enum exit_status command_organisation_people(struct command *c)
{
	struct command_organisation o;
	struct agent *list = NULL;
	struct error err = {0};
	size_t count = 0;
	enum fault f = command_organisation_read(c, &o, &err);

	if (f == FAULT_NONE)
		f = organisation_people(c->portal->registry, c->portal->caller, &o.at, c->arena,
					&list, &count, &err);
	if (f != FAULT_NONE)
		return command_fail(c, &err);
	if (c->json)
		command_json(c, command_organisation_people_json(c, list, count));
	else
		command_organisation_people_print(c, o.of->country, list, count);
	if (count == 0 && !c->json)
		command_line(c, _("Nobody acts for this organisation on the portal yet."));
	return EXIT_DONE;
}

static void print_way(struct command *c, const struct command_organisation *o)
{
	const char *ssh = command_ssh(c->arena, c->portal, "me");

	command_line(c, orgwords_come());
	command_line(c, arena_format(c->arena, "  %s", bidi_isolate(c->arena, ssh)));
	command_line(c, orgwords_way());
	command_line(c, arena_format(c->arena, "  %s",
				     bidi_isolate(c->arena, orgwords_line(c->arena, ssh, o->of->id,
									  o->at.number))));
}

enum exit_status command_organisation_invite(struct command *c)
{
	struct organisation_agent who = {.name = arguments_get(&c->arguments, "name")};
	char code[INVITATION_DIGITS + 1] = "";
	struct command_organisation o;
	struct error err = {0};
	enum fault f = read_rights(c, &who.rights, &err);

	if (f == FAULT_NONE)
		f = command_organisation_read(c, &o, &err);
	if (f == FAULT_NONE)
		f = organisation_invite(c->portal->registry, c->portal->caller, &o.at, &who, code,
					&err);
	if (f == FAULT_NONE && c->json) {
		command_json(c, json_pack("{s:s}", "code", code));
	} else if (f == FAULT_NONE) {
		command_rights_code(c, code, NULL);
		print_way(c, &o);
	}
	explicit_bzero(code, sizeof(code));
	return command_end(c, f, &err);
}

enum exit_status command_organisation_join(struct command *c)
{
	struct command_organisation o;
	struct error err = {0};
	enum fault f = command_organisation_read(c, &o, &err);

	if (f == FAULT_NONE)
		f = organisation_join(c->portal->registry, c->portal->caller, &o.at,
				      command_first_line(c), &err);
	if (f == FAULT_NONE)
		command_line(c, _("From now on you act for this organisation with your account."));
	return command_end(c, f, &err);
}

static enum exit_status end(struct command *c, int who)
{
	struct command_organisation o;
	struct error err = {0};
	enum fault f = who < 0 ? FAULT_INPUT : command_organisation_read(c, &o, &err);

	if (who < 0)
		fail(&err, FAULT_INPUT,
		     N_("Say who, by the number that `organisation people` shows: --number."),
		     "number");
	if (f == FAULT_NONE)
		f = organisation_end(c->portal->registry, c->portal->caller, &o.at, who,
				     arguments_get(&c->arguments, "words"), &err);
	if (f == FAULT_NONE)
		command_line(c, _("Done: this ended at once. The others are told."));
	return command_end(c, f, &err);
}

enum exit_status command_organisation_leave(struct command *c)
{
	return end(c, 0);
}

enum exit_status command_organisation_remove(struct command *c)
{
	const char *number = arguments_get(&c->arguments, "number");
	char *rest = NULL;
	long who = number == NULL ? -1 : strtol(number, &rest, 10);

	return end(c, who < 1 || who > 1000 || *rest != '\0' ? -1 : (int)who);
}

enum exit_status command_organisation_enter(struct command *c)
{
	struct organisation_agent who = {.name = arguments_get(&c->arguments, "name"),
					 .account = arguments_get(&c->arguments, "account"),
					 .words = arguments_get(&c->arguments, "words")};
	struct command_organisation o;
	struct error err = {0};
	enum fault f = read_rights(c, &who.rights, &err);

	if (f == FAULT_NONE)
		f = command_organisation_read(c, &o, &err);
	if (f == FAULT_NONE)
		f = organisation_enter(c->portal->registry, c->portal->caller, &o.at, &who, &err);
	return f == FAULT_NONE ? command_organisation_people(c) : command_end(c, f, &err);
}

enum exit_status command_organisation_claim(struct command *c)
{
	struct application a = {0};
	struct organisation o;
	struct term_list terms;
	struct error err = {0};
	enum fault f = command_entry_terms(c, &terms, &err);

	if (f == FAULT_NONE)
		f = command_open_own(c, &a, &err);
	if (f == FAULT_NONE)
		f = organisation_claim(c->portal->registry, c->portal->caller, &a, &terms, c->arena,
				       &o, &err);
	if (f == FAULT_NONE && c->json)
		command_json(c, mine_json(c, &o));
	else if (f == FAULT_NONE)
		print_mine(c, &o);
	return command_end(c, f, &err);
}
