/* command_appeal.c - the command that appeals a refusal by a filled form, and how applications hang
 * together, as all commands tell it. */
#include "server/commands/command_inside.h"

#include "tui/page/words.h"

/* --- how they hang together --- */

static size_t read_links(struct command *c, const struct application *a, struct related **ret)
{
	size_t count = 0;

	return related_of(c->portal->registry, c->portal->caller, a, c->arena, ret, &count, NULL) ==
			       FAULT_NONE
		       ? count
		       : 0;
}

json_t *command_links_json(struct command *c, const struct application *a)
{
	struct related *list = NULL;
	size_t count = read_links(c, a, &list);
	json_t *all = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(
			all, json_pack("{s:s, s:s, s:s, s:s}", "kind", related_codes[list[i].kind],
				       "reference", list[i].reference, "service", list[i].service,
				       "state", application_state_code(list[i].state)));
	return all;
}

void command_links_print(struct command *c, const struct application *a)
{
	struct related *list = NULL;
	size_t count = read_links(c, a, &list);

	for (size_t i = 0; i < count; i++)
		command_pair(c, words_related(list[i].kind), words_related_one(c->arena, &list[i]));
}

const struct related *command_appealed(struct command *c, const struct application *a)
{
	struct related *list = NULL;
	size_t count = read_links(c, a, &list);

	for (size_t i = 0; i < count; i++)
		if (list[i].kind == RELATED_APPEALS)
			return &list[i];
	return NULL;
}

/* --- the way to appeal --- */

static bool read_way(struct command *c, const struct application *a, const struct service *s,
		     struct appeal_way *ret)
{
	return s != NULL &&
	       appeal_way(c->portal->registry, c->portal->caller, a, s, ret, NULL) == FAULT_NONE &&
	       ret->appeal != NULL;
}

bool command_can_appeal(struct command *c, const struct application *a, const struct service *s)
{
	struct appeal_way way;

	return read_way(c, a, s, &way);
}

json_t *command_appeal_json(struct command *c, const struct application *a, const struct service *s)
{
	struct appeal_way way;

	if (!read_way(c, a, s, &way))
		return NULL;
	return json_pack("{s:s, s:o, s:b, s:o}", "service", way.appeal->service, "until",
			 command_time(c, way.due_at), "over", way.is_over, "open",
			 command_text(c, way.open[0] == '\0' ? NULL : way.open));
}

void command_appeal_print(struct command *c, const struct application *a, const struct service *s)
{
	const struct service *to;
	struct appeal_way way;

	if (!read_way(c, a, s, &way))
		return;
	to = c->portal->catalogue == NULL
		     ? NULL
		     : catalogue_find(c->portal->catalogue, way.appeal->service);
	command_pair(c, _("Appeal"), words_appeal(c->arena, c->lang, s, &way));
	if (to == NULL || way.is_over || way.open[0] != '\0')
		return;
	command_pair(c, _("Appeal by"), to->name.in[c->lang]);
	command_pair(c, _("Form to fill in"),
		     arena_format(c->arena, "%s appeal %s --form",
				  command_ssh(c->arena, c->portal, "guest"), a->reference));
}

/* --- the command --- */

/* The refused application, and the service by which it is appealed. */
struct appealed {
	struct application first;
	const struct service *service, *to;
};

/* Behind the PIN, where that was the first line. */
static enum fault open_first(struct command *c, struct appealed *ret, struct error *err)
{
	bool first_is_pin = command_needs_pin(c);
	struct appeal_way way;
	const char *end;
	enum fault f = command_open_own(c, &ret->first, err);

	if (f != FAULT_NONE)
		return f;
	if (first_is_pin && (end = memchr(c->input, '\n', c->input_len)) != NULL) {
		c->input_len -= (size_t)(end + 1 - c->input);
		c->input = end + 1;
	}
	ret->service = command_service_of(c, &ret->first);
	if (!read_way(c, &ret->first, ret->service, &way))
		return fail(err, FAULT_CONFLICT,
			    N_("There is no appeal here against what this application is now. Its "
			       "page says what may be done."),
			    "no appeal");
	ret->to = catalogue_find(c->portal->catalogue, way.appeal->service);
	if (ret->to == NULL || !service_takes(ret->to))
		return fail(err, FAULT_DENIED,
			    N_("The service for such an appeal is no longer offered here. Ask the "
			       "authority, and give your reference number."),
			    "%s", way.appeal->service);
	return FAULT_NONE;
}

static enum exit_status print_form(struct command *c, const struct appealed *of)
{
	char request[24];
	const char *text, *user = c->portal->caller->key[0] != '\0' ? "me" : "guest";

	command_new_request(request);
	text = command_blank_for(c->arena, c->portal, of->to, c->lang, request,
				 arena_format(c->arena, "(echo PIN; cat FILE) | %s appeal %s",
					      command_ssh(c->arena, c->portal, user),
					      of->first.reference));
	if (c->json)
		command_json(c, json_pack("{s:s, s:i, s:s, s:s}", "service", of->to->id, "version",
					  of->to->version, "request", request, "form", text));
	else
		buffer_text(c->out, text);
	return EXIT_DONE;
}

enum exit_status command_appeal(struct command *c)
{
	struct fault_list *faults = arena_take(c->arena, sizeof(*faults));
	struct appealed of = {.service = NULL};
	struct filled filled = {0};
	struct receipt receipt = {0};
	struct error err = {0};

	if (open_first(c, &of, &err) != FAULT_NONE)
		return command_fail(c, &err);
	command_speak(c, of.first.lang, false);
	if (arguments_get(&c->arguments, "form") != NULL)
		return print_form(c, &of);
	if (command_read_form(c, of.to, &filled, faults, &err) != FAULT_NONE)
		return command_fail_list(c, faults, &err);
	return command_receive(c, of.to, &filled, &receipt,
			       appeal_apply(c->portal->registry, c->portal->caller, &of.first,
					    filled.form, filled.request, filled.lang, &receipt,
					    &err),
			       &err);
}
