/* command_notice.c - the command for what one was told: notices. */
#include "server/commands/command_inside.h"

#include "tui/page/noticewords.h"

json_t *command_notice_json(struct command *c, const struct notice_item *n)
{
	json_t *unsent = json_array();

	for (int i = 0; address_channels[i] != NULL; i++)
		if (strstr(n->unsent, address_channels[i]) != NULL)
			json_array_append_new(unsent, json_string(address_channels[i]));
	return json_pack("{s:s, s:s, s:o, s:s, s:s, s:o, s:o, s:o}", "reference",
			 n->application.reference, "service", n->application.service, "at",
			 command_time(c, n->at), "template", n->template, "lang",
			 lang_codes[n->lang], "read_at", command_time(c, n->read_at), "text",
			 command_text(c, n->words), "unsent", unsent);
}

void command_notice_print(struct command *c, const struct notice_item *n)
{
	const char *when = command_moment(c, command_service_of(c, &n->application), n->at);

	/* TRANSLATORS: stands behind the day of a notice that was not read yet. */
	command_bullet(c,
		       n->read_at == 0 ? arena_format(c->arena, "%s · %s", when, _("new")) : when);
	command_line(c, noticewords(c->arena, c->lang, command_service_of(c, &n->application),
				    catalogue_terms(c->portal->catalogue), n)
				.text);
	if (strstr(n->unsent, address_channels[CHANNEL_SMS]) != NULL)
		command_line(c, _("This notice could not be sent by SMS."));
	if (strstr(n->unsent, address_channels[CHANNEL_EMAIL]) != NULL)
		command_line(c, _("This notice could not be sent by email."));
}

enum exit_status command_notice_list(struct command *c)
{
	struct notice_item *list = NULL;
	struct error err = {0};
	size_t count = 0;
	json_t *all;

	if (notice_own(c->portal->registry, c->portal->caller, c->arena, &list, &count, &err) !=
	    FAULT_NONE)
		return command_fail(c, &err);
	if (!c->json) {
		for (size_t i = 0; i < count; i++)
			command_notice_print(c, &list[i]);
		if (count == 0)
			command_line(c, _("There are no notices for you."));
		return EXIT_DONE;
	}
	all = json_array();
	for (size_t i = 0; i < count; i++)
		json_array_append_new(all, command_notice_json(c, &list[i]));
	command_json(c, all);
	return EXIT_DONE;
}
