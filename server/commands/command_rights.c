/* command_rights.c - somebody is invited, as commands take and say it: what they may, the code. */
#include "server/commands/command_rights.h"

#include <string.h>

enum fault command_rights_read(const struct command *c, const char *const *codes, const char *say,
			       int *ret, struct error *err)
{
	const char *word = arguments_get(&c->arguments, "may");

	*ret = 0;
	while (word != NULL && *word != '\0') {
		size_t len = strcspn(word, ",");
		int i = 0;

		while (codes[i] != NULL &&
		       (strlen(codes[i]) != len || strncmp(codes[i], word, len) != 0))
			i++;
		if (codes[i] == NULL)
			return fail(err, FAULT_INPUT, say, "may");
		*ret |= 1 << i;
		word += len + (word[len] == ',');
	}
	return FAULT_NONE;
}

json_t *command_rights_json(const char *const *codes, int rights)
{
	json_t *all = json_array();

	for (int i = 0; codes[i] != NULL; i++)
		if ((rights & (1 << i)) != 0)
			json_array_append_new(all, json_string(codes[i]));
	return all;
}

void command_rights_code(struct command *c, const char *code, const char *way)
{
	command_pair(c, _("Code of the invitation"),
		     arena_format(c->arena, "%.4s %.3s %.3s", code, code + 4, code + 7));
	command_line(c, _("Give this to the person yourself: whoever has it can accept the "
			  "invitation, once."));
	if (way != NULL)
		command_line(c, way);
}
