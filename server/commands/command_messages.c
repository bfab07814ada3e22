/* command_messages.c - the commands for messages by SMS and e-mail: where one's notices go besides
 * the portal, and on the host what could not be sent. */
#include "server/commands/command_inside.h"

static const char *typed(struct command *c, const struct address *a)
{
	return arena_format(c->arena, "%s:%s", address_channels[a->channel], a->value);
}

static json_t *address_json(struct command *c, const struct address *a)
{
	return json_pack("{s:o, s:s, s:o, s:o}", "address", command_text(c, typed(c, a)), "lang",
			 lang_codes[a->lang], "at", command_time(c, a->at), "proven_at",
			 command_time(c, a->proven_at));
}

static enum exit_status list(struct command *c, const struct application *of)
{
	struct address *found = NULL;
	struct error err = {0};
	size_t count = 0;
	json_t *all;

	if (address_list(c->portal->registry, c->portal->caller, of, c->arena, &found, &count,
			 &err) != FAULT_NONE)
		return command_fail(c, &err);
	all = json_array();
	for (size_t i = 0; i < count; i++) {
		json_array_append_new(all, address_json(c, &found[i]));
		if (!c->json)
			command_bullet(c, found[i].proven_at > 0
						  ? typed(c, &found[i])
						  : arena_format(c->arena, "%s · %s",
								 typed(c, &found[i]),
								 /* TRANSLATORS: behind an
								    address that somebody gave
								  */
								 _("not confirmed yet")));
	}
	if (c->json) {
		command_json(c, all);
		return EXIT_DONE;
	}
	json_decref(all);
	if (count == 0)
		command_line(c, _("Your notices are shown only in the portal. With `notices by "
				  "--add sms:+9613123456` or `--add email:name@example.org` you "
				  "are told by SMS or email that there are new ones."));
	return EXIT_DONE;
}

/* Whose: of the application that is named, of the account, of the reference that was signed in
   with. */
static enum fault find_of(struct command *c, struct application *room,
			  const struct application **ret, struct error *err)
{
	const struct caller *v = c->portal->caller;
	enum fault f = FAULT_NONE;

	*ret = NULL;
	if (c->arguments.count > 0) {
		f = command_open_own(c, room, err);
		*ret = room;
	} else if (v->account[0] == '\0' && v->reference[0] != '\0') {
		f = application_open(c->portal->registry, c->portal->caller, v->reference, NULL,
				     room, err);
		*ret = room;
	} else if (v->account[0] == '\0') {
		f = fail(err, FAULT_INPUT,
			 N_("Say of which application: `notices by REFERENCE`, with its PIN on the "
			    "first line of standard input."),
			 "no account, no reference");
	}
	return f;
}

enum exit_status command_messages_by(struct command *c)
{
	const char *add = arguments_get(&c->arguments, "add");
	const char *code = arguments_get(&c->arguments, "code");
	const char *drop = arguments_get(&c->arguments, "drop");
	struct registry *r = c->portal->registry;
	struct caller *v = c->portal->caller;
	const struct application *of = NULL;
	struct application room;
	struct error err = {0};
	bool is_one = (add != NULL) + (code != NULL) + (drop != NULL) <= 1;
	/* Before anything is tried: one of them alone is done, or none. */
	enum fault f = is_one ? find_of(c, &room, &of, &err) : command_usage(c, &err);

	if (f == FAULT_NONE && add != NULL)
		f = address_add(r, v, of, add,
				/* TRANSLATORS: the whole text of an SMS or e-mail */
				_("{code} is your code for notices of the portal Shubbak. Tell it "
				  "to nobody else."),
				&err);
	if (f == FAULT_NONE && code != NULL)
		f = address_prove(r, v, of, code, &err);
	if (f == FAULT_NONE && drop != NULL)
		f = address_drop(r, v, of, drop, &err);
	if (f != FAULT_NONE)
		return command_fail(c, &err);
	if (add != NULL && !c->json)
		command_line(c, _("A code was sent there. Give it with --code: until then no "
				  "notices go there."));
	return list(c, of);
}

/* --- on the host --- */

static void put_failed(struct command *c, const struct spool_failed *one, json_t *all)
{
	const char *of = one->reference[0] == '\0' ? NULL : one->reference;

	json_array_append_new(all,
			      json_pack("{s:o, s:o, s:o, s:i, s:o}", "at", command_time(c, one->at),
					"reference", command_text(c, of), "channel",
					command_text(c, one->channel), "tries", one->tries, "why",
					command_text(c, one->why)));
	if (!c->json)
		command_bullet(c, arena_format(c->arena, "%s · %s · %s · %s",
					       command_moment(c, NULL, one->at),
					       of == NULL ? "-" : of, one->channel, one->why));
}

enum exit_status command_messages_failed(struct command *c)
{
	struct spool_failed *found = NULL;
	struct spool_tally tally = {0, 0};
	struct error err = {0};
	size_t count = 0;
	json_t *all;
	enum fault f = spool_count(c->portal->registry, &tally, &err);

	if (f == FAULT_NONE)
		f = spool_failures(c->portal->registry, c->portal->caller, c->arena, &found, &count,
				   &err);
	if (f != FAULT_NONE)
		return command_fail(c, &err);
	all = json_array();
	for (size_t i = 0; i < count; i++)
		put_failed(c, &found[i], all);
	if (c->json) {
		command_json(c, json_pack("{s:I, s:I, s:o}", "waiting", (json_int_t)tally.waiting,
					  "failed", (json_int_t)tally.failed, "messages", all));
		return EXIT_DONE;
	}
	json_decref(all);
	if (count == 0)
		command_line(c, _("Every message has gone out, or still may."));
	return EXIT_DONE;
}
