/* command_scp.c - the old protocol of scp is not spoken here: what to type instead. */
#include "server/commands/command_inside.h"

const char *command_scp_direction(const char *line)
{
	const char *word = line + strspn(line, " ");
	bool gives = false;

	if (strncmp(word, "scp ", 4) != 0)
		return NULL;
	for (;;) {
		word += strcspn(word, " ");
		word += strspn(word, " ");
		if (word[0] != '-' || word[1] == '-')
			return gives ? "-t" : "-f";
		gives = gives || memchr(word, 't', strcspn(word, " ")) != NULL;
	}
}

static const char *user_of(const struct command *c)
{
	return c->portal->caller->key[0] != '\0' ? "me" : "guest";
}

enum exit_status command_scp(struct command *c)
{
	const struct command_portal *p = c->portal;
	bool gives = strcmp(c->arguments.words[0], "-t") == 0;
	struct error err = {0};

	c->json = false; /* what stands on standard output scp takes for files */
	fail(&err, FAULT_DENIED,
	     gives ? N_("Nothing can be put here by scp. To send a filled form, type: {command}")
		   : N_("scp's old protocol is not spoken here. Type the same without -O, or: "
			"{command}"),
	     "the old protocol of scp");
	if (gives)
		error_fill(&err, "command", "%s apply ID < FILE",
			   command_ssh(c->arena, p, user_of(c)));
	else
		error_fill(&err, "command", "sftp %s%s@%s",
			   p->port != 0 && p->port != 22 ? arena_format(c->arena, "-P %d ", p->port)
							 : "",
			   user_of(c), p->host);
	/* The protocol's own word for it, without which some clients think that all is done. */
	if (!gives)
		buffer_text(c->out, "\2\n");
	return command_fail(c, &err);
}
