/* command_members.c - the commands for several people in one application: who they are, an
 * invitation, taking one, and ending it. */
#include "server/commands/command_rights.h"

#include "tui/page/signwords.h"

#include <stdlib.h>

/* --- what is read of the line --- */

/* "founders/4", "founders", "4": which signature, and as which of those who sign. */
enum fault command_sign_wish(struct command *c, struct signature_wish *ret, struct error *err)
{
	const char *word = arguments_get(&c->arguments, "for");
	const char *slash = word == NULL ? NULL : strchr(word, '/');
	const char *number = slash != NULL ? slash + 1 : word;
	char *end = NULL;
	long item = number == NULL ? 0 : strtol(number, &end, 10);

	*ret = (struct signature_wish){.item = 0};
	if (word == NULL)
		return FAULT_NONE;
	if (slash == NULL && (*end != '\0' || end == number)) {
		ret->signature = word;
		return FAULT_NONE;
	}
	if (*end != '\0' || end == number || item < 1 || item > 1000)
		return fail(err, FAULT_INPUT,
			    N_("Say for whom as SIGNATURE/NUMBER, such as founders/4."), "%s",
			    "for");
	ret->item = (int)item;
	if (slash != NULL)
		ret->signature = arena_slice(c->arena, word, (size_t)(slash - word));
	return FAULT_NONE;
}

/* "view,edit,sign" */
static enum fault read_rights(struct command *c, int *ret, struct error *err)
{
	return command_rights_read(c, member_right_codes,
				   N_("Say what the person may: view, edit, sign, or several of "
				      "them."),
				   ret, err);
}

/* --- listing --- */

static json_t *member_json(struct command *c, const struct member *m)
{
	json_t *j = json_pack("{s:i, s:o, s:o, s:s}", "number", m->number, "name",
			      command_text(c, m->name), "may",
			      command_rights_json(member_right_codes, m->rights), "state",
			      member_state_codes[m->state]);

	json_object_set_new(j, "signature", command_text(c, m->signature));
	json_object_set_new(j, "item", m->item > 0 ? json_integer(m->item) : json_null());
	json_object_set_new(j, "invited_at", command_time(c, m->at));
	json_object_set_new(j, "until", command_time(c, m->until));
	json_object_set_new(j, "joined_at", command_time(c, m->joined_at));
	json_object_set_new(j, "ended_at", command_time(c, m->ended_at));
	json_object_set_new(j, "signed_at", command_time(c, m->signed_at));
	return j;
}

static void print_member(struct command *c, const struct service *s, const struct member *m)
{
	const char *name = (m->rights & MEMBER_APPLICANT) != 0 ? _("the applicant") : m->name;

	command_bullet(c, arena_format(c->arena, "%d · %s · %s", m->number, name,
				       signwords_member(c->arena, c->lang, s, m)));
}

static void print_members(struct command *c, const struct service *s, const struct member *found,
			  size_t count)
{
	/* Of the applicant alone no time is told. */
	if (count > 1)
		command_clock(c, s);
	for (size_t i = 0; i < count; i++)
		print_member(c, s, &found[i]);
}

static json_t *members_json(struct command *c, const struct member *found, size_t count)
{
	json_t *all = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(all, member_json(c, &found[i]));
	return all;
}

static enum fault read_members(struct command *c, const struct application *a, struct member **ret,
			       size_t *ret_count, struct error *err)
{
	return member_list(c->portal->registry, c->portal->caller, a, c->arena, ret, ret_count,
			   err);
}

json_t *command_members_json(struct command *c, const struct application *a)
{
	struct member *found;
	size_t count = 0;

	return read_members(c, a, &found, &count, NULL) == FAULT_NONE && count > 0
		       ? members_json(c, found, count)
		       : NULL;
}

void command_members_print(struct command *c, const struct application *a, const struct service *s)
{
	struct member *found;
	size_t count = 0;

	if (read_members(c, a, &found, &count, NULL) != FAULT_NONE || count == 0)
		return;
	command_heading(c, _("People and signatures"));
	print_members(c, s, found, count);
}

static enum exit_status list(struct command *c, const struct application *a,
			     const struct service *s)
{
	struct member *found = NULL;
	struct error err = {0};
	size_t count = 0;

	if (read_members(c, a, &found, &count, &err) != FAULT_NONE)
		return command_fail(c, &err);
	if (c->json) {
		command_json(c, members_json(c, found, count));
		return EXIT_DONE;
	}
	print_members(c, s, found, count);
	if (count == 0)
		command_line(c, _("Nobody but the applicant works on this application. `invite` "
				  "lets somebody in."));
	return EXIT_DONE;
}

enum exit_status command_members_list(struct command *c)
{
	struct application a = {0};
	struct error err = {0};

	if (command_open_own(c, &a, &err) != FAULT_NONE)
		return command_fail(c, &err);
	return list(c, &a, command_service_of(c, &a));
}

/* --- inviting, taking, ending --- */

static void print_invitation(struct command *c, const struct application *a, const char *code)
{
	char shown[REFERENCE_DIGITS + 4];
	const char *ssh = command_ssh(c->arena, c->portal, "guest");

	reference_show(a->reference, shown);
	if (c->json) {
		command_json(c, json_pack("{s:s, s:s}", "reference", a->reference, "code", code));
		return;
	}
	command_pair(c, _("Reference number"), shown);
	command_rights_code(c, code, signwords_way(c->arena, ssh));
	command_line(c, FILL(c->arena, _("Or, to sign with a key: {command}"),
			     {"command", arena_format(c->arena, "echo CODE | %s text %s > text.txt",
						      ssh, a->reference)}));
}

enum exit_status command_members_invite(struct command *c)
{
	struct member_invitation m = {.name = arguments_get(&c->arguments, "name")};
	struct application a = {0};
	struct signature_wish w;
	struct error err = {0};
	char code[MEMBER_CODE_DIGITS + 1] = "";
	const struct service *s = NULL;
	enum fault f = read_rights(c, &m.rights, &err);

	if (f == FAULT_NONE)
		f = command_sign_wish(c, &w, &err);
	if (f == FAULT_NONE)
		f = command_open_own(c, &a, &err);
	if (f == FAULT_NONE && (s = command_service_of(c, &a)) == NULL)
		f = fail(&err, FAULT_MISSING,
			 N_("The definition of this application cannot be read now."), "service");
	if (f != FAULT_NONE)
		return command_fail(c, &err);
	m.signature = w.signature;
	m.item = w.item;
	f = member_invite(c->portal->registry, c->portal->caller, &a, s, &m, code, &err);
	if (f == FAULT_NONE)
		print_invitation(c, &a, code);
	explicit_bzero(code, sizeof(code));
	return command_end(c, f, &err);
}

enum exit_status command_members_join(struct command *c)
{
	const char *reference = arguments_join(&c->arguments, c->arena, 0);
	char pin[MEMBER_PIN_DIGITS + 1] = "";
	struct application a;
	struct term_list terms;
	struct error err = {0};
	enum fault f = command_authority_terms(c, &terms, &err);

	if (f == FAULT_NONE)
		f = member_join(c->portal->registry, c->portal->caller, reference,
				command_first_line(c), &terms, &a, pin, &err);
	if (f == FAULT_NONE && c->json)
		command_json(c, json_pack("{s:s, s:o}", "reference", a.reference, "pin",
					  command_text(c, pin[0] == '\0' ? NULL : pin)));
	else if (f == FAULT_NONE && pin[0] != '\0') {
		command_pair(c, _("Your own PIN"),
			     arena_format(c->arena, "%.2s %.3s %.3s", pin, pin + 2, pin + 5));
		command_line(c, _("Write it down: you need it and the reference number to come "
				  "back. It is shown only once."));
	} else if (f == FAULT_NONE) {
		command_line(c, _("From now on, open this application with your account."));
	}
	explicit_bzero(pin, sizeof(pin));
	return command_end(c, f, &err);
}

enum exit_status command_members_end(struct command *c)
{
	const char *number = arguments_get(&c->arguments, "number");
	struct application a = {0};
	const struct service *s = NULL;
	struct error err = {0};
	char *end = NULL;
	long who = number == NULL ? 0 : strtol(number, &end, 10);
	enum fault f = command_open_own(c, &a, &err);

	if (f == FAULT_NONE && (s = command_service_of(c, &a)) == NULL)
		f = fail(&err, FAULT_MISSING,
			 N_("The definition of this application cannot be read now."), "service");
	if (f == FAULT_NONE && (who < 1 || who > 1000 || *end != '\0'))
		f = fail(&err, FAULT_INPUT,
			 N_("Say who, by the number that `members` shows: --number."), "number");
	if (f == FAULT_NONE)
		f = member_end(c->portal->registry, c->portal->caller, &a, s, (int)who, &err);
	if (f == FAULT_NONE)
		command_line(c, _("Done: they have no more rights here, and what they have signed "
				  "no longer counts."));
	return command_end(c, f, &err);
}
