/* command_office.c - the commands for offices: add, list. */
#include "server/commands/command_inside.h"

static const char *optional(struct command *c, const char *option)
{
	const char *value = arguments_get(&c->arguments, option);

	return value == NULL ? "" : value;
}

enum exit_status command_office_add(struct command *c)
{
	struct party office = {.name = optional(c, "name")};
	struct error err = {0};
	enum fault f = FAULT_NONE;

	if (office.name[0] == '\0')
		f = fail(&err, FAULT_INPUT, N_("--name is needed: what people call the office."),
			 "usage");
	snprintf(office.code, sizeof(office.code), "%s", c->arguments.words[0]);
	snprintf(office.place, sizeof(office.place), "%s", optional(c, "place"));
	if (f == FAULT_NONE)
		f = offices_add(c->portal->registry, c->portal->caller, optional(c, "above"),
				&office, &err);
	if (f == FAULT_NONE)
		command_line(c, FILL(c->arena, _("There is the office {code} now."),
				     {"code", office.code}));
	return command_end(c, f, &err);
}

/* The code of one in the list; "" where there is none. */
static const char *code_of(const struct party *list, size_t count, const char *id)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(list[i].id, id) == 0)
			return list[i].code;
	return "";
}

static json_t *office_json(struct command *c, const struct party *o, const char *above)
{
	return json_pack("{s:s, s:o, s:o, s:o}", "code", o->code, "name", command_text(c, o->name),
			 "above", command_text(c, above[0] == '\0' ? NULL : above), "place",
			 command_text(c, o->place[0] == '\0' ? NULL : o->place));
}

static void print_office(struct command *c, const struct party *o, const char *above)
{
	command_line(c, arena_format(c->arena, "%-24s %s%s%s%s%s", o->code, o->name,
				     o->place[0] != '\0' ? "  " : "", o->place,
				     above[0] != '\0' ? "  < " : "", above));
}

enum exit_status command_office_list(struct command *c)
{
	struct party *list;
	struct error err = {0};
	json_t *all;
	size_t count;

	if (offices_list(c->portal->registry, c->portal->caller, c->arena, &list, &count, &err) !=
	    FAULT_NONE)
		return command_fail(c, &err);
	all = json_array();
	for (size_t i = 0; i < count; i++) {
		const char *above = code_of(list, count, list[i].above);

		if (c->json)
			json_array_append_new(all, office_json(c, &list[i], above));
		else
			print_office(c, &list[i], above);
	}
	if (c->json)
		command_json(c, json_incref(all));
	json_decref(all);
	return EXIT_DONE;
}
