/* command_signers.c - the commands for the portal's own signature: its public keys for anybody, a
 * new key by the host. */
#include "server/commands/command_inside.h"

#include "services/registry/signer.h"

static json_t *shape(struct command *c, const char *line, bool current)
{
	return json_pack("{s:s, s:s?, s:b}", "line", line, "fingerprint",
			 signer_fingerprint(c->arena, line), "current", current);
}

/* The lines as they are; a note says how they are used, which ssh-keygen passes over. */
static void print(struct command *c, const char *lines)
{
	command_line(
		c, arena_format(c->arena, "# %s", _("Save these lines as allowed_signers; then")));
	command_line(c, "# ssh-keygen -Y verify -f allowed_signers -I " SIGNER_WHO
			" -n " SIGNER_NAMESPACE " -s doc.sig < doc");
	buffer_text(c->out, lines);
}

static enum exit_status tell(struct command *c, const char *lines)
{
	json_t *list;
	bool current = true;

	if (!c->json) {
		print(c, lines);
		return EXIT_DONE;
	}
	list = json_array();
	for (size_t len; *lines != '\0'; lines += len + (lines[len] == '\n')) {
		len = strcspn(lines, "\n");
		if (*lines == '#' || len == 0)
			continue;
		json_array_append_new(list, shape(c, arena_slice(c->arena, lines, len), current));
		current = false;
	}
	command_json(c, list);
	return EXIT_DONE;
}

enum exit_status command_signers(struct command *c)
{
	struct error err = {0};
	char *lines = NULL;

	if (signer_lines_of(c->portal->registry, c->arena, &lines, &err) != FAULT_NONE)
		return command_fail(c, &err);
	return tell(c, lines);
}

enum exit_status command_signers_host(struct command *c)
{
	struct error err = {0};
	char *lines = NULL;

	if (signer_lines(c->arena, command_state(c), &lines, &err) != FAULT_NONE)
		return command_fail(c, &err);
	return tell(c, lines);
}

enum exit_status command_signers_new(struct command *c)
{
	bool lost = arguments_get(&c->arguments, "lost") != NULL;
	struct error err = {0};

	if (signer_rotate(command_state(c), lost, &err) != FAULT_NONE)
		return command_fail(c, &err);
	command_line(c, lost ? _("There is a new key, and what the one before has signed holds no "
				 "more. Publish the new list of keys, and carry keys/ over to the "
				 "other hosts of this registry.")
			     : _("There is a new key; what the one before has signed still holds. "
				 "Publish the new list of keys, and carry keys/ over to the other "
				 "hosts of this registry."));
	return command_signers_host(c);
}
