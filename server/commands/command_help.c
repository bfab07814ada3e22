/* command_help.c - what commands there are, and which version of the portal. */
#include "server/commands/command_inside.h"

enum exit_status command_version(struct command *c)
{
	if (c->json)
		command_json(
			c, json_pack("{s:s, s:s}", "name", "shubbak", "version", SHUBBAK_VERSION));
	else
		command_line(c, "shubbak " SHUBBAK_VERSION);
	return EXIT_DONE;
}

void command_print_kinds(struct buffer *to, enum command_face face)
{
	for (const struct command_kind *k = command_table; k->name != NULL; k++)
		if (k->face == face && k->summary != NULL)
			buffer_format(to, "  %s%s%s\n      %s\n", k->name,
				      k->usage[0] != '\0' ? " " : "", k->usage,
				      message_get(k->summary));
}

static json_t *kinds_json(enum command_face face)
{
	json_t *list = json_array();

	for (const struct command_kind *k = command_table; k->name != NULL; k++)
		if (k->face == face && k->summary != NULL)
			json_array_append_new(list, json_pack("{s:s, s:s, s:s}", "command", k->name,
							      "usage", k->usage, "summary",
							      message_get(k->summary)));
	return list;
}

enum exit_status command_help(struct command *c)
{
	if (c->json) {
		command_json(c, kinds_json(ON_SSH));
		return EXIT_DONE;
	}
	command_line(c, _("Commands. Each takes --lang ar|fr|en and --json."));
	command_print_kinds(c->out, ON_SSH);
	command_line(c, _("Exit status: 0 done, 2 wrong usage or a faulty form, 3 not "
			  "found, 4 refused, 5 a fault of ours."));
	return EXIT_DONE;
}
