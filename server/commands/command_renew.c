/* command_renew.c - the commands for a reference or PIN that is given anew at a counter: new-pin,
 * on the host application new-pin. */
#include "server/commands/command_inside.h"

#include "tui/page/slip.h"

static void print_slip(struct command *c, const struct service *s, const struct receipt *r)
{
	const struct slip slip = {
		.service = s, .receipt = r, .follow = command_ssh(c->arena, c->portal, "guest")};
	const char *text;
	json_t *j;

	if (command_face(c) == ON_HOST) /* which does not know the portal's name */
		text = slip_text(c->arena, c->lang,
				 &(struct slip){.service = s, .receipt = r, .follow = ""});
	else
		text = slip_text(c->arena, c->lang, &slip);
	if (!c->json) {
		buffer_text(c->out, text);
		return;
	}
	j = command_receipt(c, r, s->id);
	json_object_set_new(j, "slip", command_text(c, text));
	command_json(c, j);
}

enum exit_status command_renew(struct command *c)
{
	const char *reference = arguments_join(&c->arguments, c->arena, 0);
	bool seen = arguments_get(&c->arguments, "seen") != NULL;
	struct registry *r = c->portal->registry;
	struct caller *v = c->portal->caller;
	const struct service *s = NULL;
	struct receipt receipt = {0};
	struct application a;
	struct term_list terms;
	struct error err = {0};
	enum fault f = renew_find(r, v, reference, &a, &err);

	if (f == FAULT_NONE)
		f = command_authority_terms(c, &terms, &err);
	if (f == FAULT_NONE)
		f = versions_find(r, c->arena, &terms, a.service, a.version, &s, &err);
	if (f == FAULT_NONE)
		f = renew_give(r, v, &a, s, seen, &receipt, &err);
	if (f == FAULT_NONE) {
		command_speak(c, a.lang, true); /* the slip is the person's */
		print_slip(c, s, &receipt);
	}
	explicit_bzero(&receipt, sizeof(receipt));
	return command_end(c, f, &err);
}
