/* command_help.c - what commands there are, and which version of the portal. */
#include "server/commands/command_inside.h"

/* A portal that was made for trying says so to whoever asks it; the program by itself is none. */
enum exit_status command_version(struct command *c)
{
	bool trying = c->portal->catalogue != NULL && catalogue_is_training(c->portal->catalogue);
	json_t *j;

	if (c->json) {
		j = json_pack("{s:s, s:s}", "name", "shubbak", "version", SHUBBAK_VERSION);
		if (trying)
			json_object_set_new(j, "training", json_true());
		command_json(c, j);
		return EXIT_DONE;
	}
	command_line(c, "shubbak " SHUBBAK_VERSION);
	if (trying)
		command_line(
			c,
			_("This is a trial version: nothing you send here reaches an authority."));
	return EXIT_DONE;
}

bool command_is_for_staff(const struct command_kind *k)
{
	return k->right == RIGHT_STAFF || k->right == RIGHT_ASSIST || k->right == RIGHT_AUDITOR ||
	       k->right == RIGHT_COUNTER || k->right == RIGHT_WITNESS ||
	       k->right == RIGHT_CASHIER || k->right == RIGHT_TREASURER ||
	       k->right == RIGHT_IMPORTER || k->right == RIGHT_MONEY;
}

/* What is for staff alone is told to nobody else. */
static bool is_told(const struct command *c, const struct command_kind *k)
{
	return k->summary != NULL && k->face == command_face(c) &&
	       (!command_is_for_staff(k) || c->portal->caller->role == ROLE_STAFF);
}

/* A command whose name is like these words, which are none; NULL. */
static const char *find_near(const struct command *c, const char *words)
{
	for (const struct command_kind *k = command_table; k->name != NULL; k++)
		if (is_told(c, k) && arguments_is_near(words, strlen(words), k->name))
			return k->name;
	return NULL;
}

void command_print_kinds(const struct command *c, struct buffer *to)
{
	for (const struct command_kind *k = command_table; k->name != NULL; k++)
		if (is_told(c, k))
			buffer_format(to, "  %s%s%s\n      %s\n", k->name,
				      k->usage[0] != '\0' ? " " : "", k->usage,
				      message_get(k->summary));
}

/* Whether this word begins commands that take one more. */
static bool is_group(const struct command *c, const char *word)
{
	size_t len = strlen(word);

	for (const struct command_kind *k = command_table; k->name != NULL; k++)
		if (is_told(c, k) && strncmp(k->name, word, len) == 0 && k->name[len] == ' ')
			return true;
	return false;
}

static const char *none_words(const struct command *c, bool group, size_t count, const char *near)
{
	if (group && count == 1 && command_face(c) == ON_SSH)
		return N_("{name} needs one more word. `help` shows which there are.");
	if (near != NULL && command_face(c) == ON_SSH)
		return N_("There is no command {name}. Did you mean {other}? `help` shows the "
			  "commands.");
	if (command_face(c) == ON_SSH)
		return N_("There is no command {name}. Type `help` for the list of commands.");
	if (group && count == 1)
		return N_("{name} needs one more word. `shubbak --help` shows which there are.");
	if (near != NULL)
		return N_("There is no subcommand {name}. Did you mean {other}? `shubbak --help` "
			  "shows them.");
	return N_("There is no subcommand {name}. `shubbak --help` shows them.");
}

enum fault command_none(const struct command *c, const struct arguments *a, struct error *err)
{
	bool group = a->count > 0 && is_group(c, a->words[0]);
	const char *name = a->count == 0 ? "" : a->words[0], *near;

	if (group && a->count > 1)
		name = arena_format(c->arena, "%s %s", a->words[0], a->words[1]);
	near = find_near(c, name);
	fail(err, FAULT_INPUT, none_words(c, group, a->count, near), "usage");
	error_fill(err, "name", "%s", name);
	error_fill(err, "other", "%s", near == NULL ? "" : near);
	return FAULT_INPUT;
}

static json_t *kind_json(const struct command_kind *k)
{
	return json_pack("{s:s, s:s, s:s}", "command", k->name, "usage", k->usage, "summary",
			 message_get(k->summary));
}

static json_t *kinds_json(const struct command *c)
{
	json_t *list = json_array();

	for (const struct command_kind *k = command_table; k->name != NULL; k++)
		if (is_told(c, k))
			json_array_append_new(list, kind_json(k));
	return list;
}

/* The name by which one comes in for it. */
static const char *comes_as(const struct command_kind *k)
{
	if (command_is_for_staff(k))
		return "staff";
	return k->right == RIGHT_OWN ? "me" : "guest";
}

/* What is typed for it on the client's machine. */
static void print_kind(struct command *c, const struct command_kind *k)
{
	command_line(c, message_get(k->summary));
	command_pair(c, _("Usage"),
		     arena_format(c->arena, "%s %s%s%s%s",
				  command_ssh(c->arena, c->portal, comes_as(k)), k->name,
				  k->usage[0] != '\0' ? " " : "", k->usage,
				  k->input == COMMAND_ALL || k->input == COMMAND_PIN_ALL ? " < FILE"
											 : ""));
	command_line(c, _("It takes --lang ar|fr|en and --json, too."));
}

/* One command, whose name was given behind `help`. */
static enum exit_status help_of(struct command *c)
{
	struct error err = {0};
	size_t own;
	const struct command_kind *k = command_table_find(ON_SSH, &c->arguments, &own);

	if (k == NULL || !is_told(c, k)) {
		command_none(c, &c->arguments, &err);
		return command_fail(c, &err);
	}
	if (c->json)
		command_json(c, json_pack("[o]", kind_json(k)));
	else
		print_kind(c, k);
	return EXIT_DONE;
}

enum exit_status command_help(struct command *c)
{
	if (c->arguments.count > 0)
		return help_of(c);
	if (c->json) {
		command_json(c, kinds_json(c));
		return EXIT_DONE;
	}
	command_line(c, _("Commands. Each takes --lang ar|fr|en and --json; `help COMMAND` "
			  "describes one."));
	command_print_kinds(c, c->out);
	command_line(c, _("Exit status: 0 done, 2 wrong usage or errors in the form, 3 not found, "
			  "4 refused, 5 problem with the portal."));
	return EXIT_DONE;
}
