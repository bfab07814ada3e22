/* command.c - the one-shot commands: which there are, how a line becomes one, and how a fault is
 * told. */
#include "server/commands/command_inside.h"

#include "server/log.h"
#include "services/registry/limits.h"

static int run_help(struct command *c);
static int run_version(struct command *c);

static const struct command_kind own_kinds[] = {
	{"help", "", N_("Shows the commands."), NULL, 0, 8, COMMAND_NOTHING, run_help},
	{"version", "", N_("Shows the version of the portal."), NULL, 0, 0, COMMAND_NOTHING,
	 run_version},
	{NULL, NULL, NULL, NULL, 0, 0, COMMAND_NOTHING, NULL},
};
static const struct command_kind *const groups[] = {own_kinds, command_catalogue_kinds,
						    command_application_kinds};
#define GROUPS (sizeof(groups) / sizeof(groups[0]))
#define OPTIONS_MAX 32

static const struct argument_option common_options[] = {
	{"lang", true}, {"json", false}, {NULL, false}};

void command_line(struct command *c, const char *text)
{
	buffer_format(c->out, "%s\n", text_safe(c->arena, text, 0));
}

void command_pair(struct command *c, const char *label, const char *value)
{
	if (value != NULL && value[0] != '\0')
		buffer_format(c->out, "%s: %s\n", label, text_safe(c->arena, value, 0));
}

void command_json(struct command *c, json_t *j)
{
	char *text = json_dumps(j, JSON_INDENT(1));

	if (text == NULL)
		fatal("a value that is no JSON");
	buffer_format(c->out, "%s\n", text);
	free(text);
	json_decref(j);
}

static int exit_of(enum fault f)
{
	switch (f) {
	case FAULT_NONE: return 0;
	case FAULT_INPUT: return 2;
	case FAULT_MISSING: return 3;
	case FAULT_DENIED:
	case FAULT_CONFLICT:
	case FAULT_BUSY: return 4;
	case FAULT_BROKEN: break;
	}
	return 5;
}

/* The words of an error; of a fault of ours the incident number too. */
static const char *words_of(struct command *c, const struct error *err)
{
	char incident[LOG_INCIDENT];

	if (err->fault != FAULT_BROKEN)
		return message_error(c->arena, err);
	log_incident("command", err, incident);
	return FILL(c->arena,
		    _("Something went wrong on our side. If it happens again, tell us this number: "
		      "{incident}"),
		    {"incident", incident});
}

static json_t *fault_json(struct command *c, const struct error *err)
{
	return json_pack("{s:o, s:o, s:o}", "line",
			 err->line > 0 ? json_integer(err->line) : json_null(), "field",
			 err->field[0] != '\0' ? command_text(c, err->field) : json_null(),
			 "message", command_text(c, words_of(c, err)));
}

static void fault_text(struct command *c, const struct error *err)
{
	char number[16];

	if (err->line > 0) {
		const char *line;

		snprintf(number, sizeof(number), "%d", err->line);
		line = FILL(c->arena, _("line {number}"), {"number", number});
		buffer_format(c->err, "%s%s%s%s: ", text_safe(c->arena, line, 0),
			      err->field[0] != '\0' ? " (" : "", text_safe(c->arena, err->field, 0),
			      err->field[0] != '\0' ? ")" : "");
	}
	buffer_format(c->err, "%s\n", text_safe(c->arena, words_of(c, err), 0));
}

int command_fail_list(struct command *c, const struct fault_list *faults, const struct error *err)
{
	json_t *list = json_array();

	for (size_t i = 0; faults != NULL && i < faults->count; i++) {
		if (c->json)
			json_array_append_new(list, fault_json(c, &faults->items[i]));
		else
			fault_text(c, &faults->items[i]);
	}
	if (faults == NULL || faults->count == 0) {
		if (c->json)
			json_array_append_new(list, fault_json(c, err));
		else
			fault_text(c, err);
	} else if (faults->more && !c->json) {
		buffer_format(c->err, "%s\n", _("There are more faults than are shown here."));
	}
	if (c->json)
		command_json(c, json_pack("{s:O}", "errors", list));
	json_decref(list);
	return exit_of(err->fault);
}

int command_fail(struct command *c, const struct error *err)
{
	return command_fail_list(c, NULL, err);
}

static int run_version(struct command *c)
{
	if (c->json)
		command_json(
			c, json_pack("{s:s, s:s}", "name", "shubbak", "version", SHUBBAK_VERSION));
	else
		command_line(c, "shubbak " SHUBBAK_VERSION);
	return 0;
}

static int run_help(struct command *c)
{
	json_t *list = c->json ? json_array() : NULL;

	if (!c->json)
		command_line(c, _("Commands. Each takes --lang ar|fr|en and --json."));
	for (size_t g = 0; g < GROUPS; g++)
		for (const struct command_kind *k = groups[g]; k->name != NULL; k++) {
			if (k->summary == NULL)
				continue;
			if (c->json)
				json_array_append_new(list, json_pack("{s:s, s:s, s:s}", "command",
								      k->name, "usage", k->usage,
								      "summary",
								      message_get(k->summary)));
			else
				buffer_format(c->out, "  %s%s%s\n      %s\n", k->name,
					      k->usage[0] != '\0' ? " " : "", k->usage,
					      message_get(k->summary));
		}
	if (c->json)
		command_json(c, list);
	else
		command_line(c, _("Exit status: 0 done, 2 wrong usage or a faulty form, 3 not "
				  "found, 4 refused, 5 a fault of ours."));
	return 0;
}

static const struct command_kind *kind_find(const char *name)
{
	for (size_t g = 0; g < GROUPS; g++)
		for (const struct command_kind *k = groups[g]; k->name != NULL; k++)
			if (strcmp(k->name, name) == 0)
				return k;
	return NULL;
}

/* The options of one command, or (NULL) of all, behind the common ones. */
static void collect_options(const struct command_kind *only, struct argument_option to[OPTIONS_MAX])
{
	size_t count = 0;

	for (const struct argument_option *o = common_options; o->name != NULL; o++)
		to[count++] = *o;
	for (size_t g = 0; g < GROUPS; g++)
		for (const struct command_kind *k = groups[g]; k->name != NULL; k++)
			for (const struct argument_option *o = k->options;
			     (only == NULL || only == k) && o != NULL && o->name != NULL &&
			     count + 1 < OPTIONS_MAX;
			     o++)
				to[count++] = *o;
	to[count] = (struct argument_option){0};
}

static enum fault read_line(struct command *c, const char *line)
{
	struct argument_option options[OPTIONS_MAX];
	const char *words[LIMIT_ARGUMENTS];
	struct error *err = &c->wrong;
	char *clean;
	size_t count;
	enum fault f;

	f = text_clean(c->arena, line, strlen(line), TEXT_LINE, &clean, err);
	if (f == FAULT_NONE)
		f = arguments_split(c->arena, clean, words, LIMIT_ARGUMENTS, &count, err);
	if (f != FAULT_NONE)
		return f;
	collect_options(NULL, options);
	f = arguments_read(words, count, options, &c->arguments, err);
	if (f != FAULT_NONE)
		return f;
	c->kind = kind_find(c->arguments.count > 0 ? c->arguments.words[0] : "help");
	if (c->kind == NULL) {
		fail(err, FAULT_INPUT, N_("There is no command {name}. `help` shows the commands."),
		     "usage");
		error_place(err, "name", "%s", c->arguments.words[0]);
		return FAULT_INPUT;
	}
	collect_options(c->kind, options);
	f = arguments_read(words, count, options, &c->arguments, err);
	if (f == FAULT_NONE && c->arguments.count > 0 &&
	    (c->arguments.count - 1 < c->kind->least || c->arguments.count - 1 > c->kind->most)) {
		fail(err, FAULT_INPUT, N_("Usage: {usage}"), "usage");
		error_place(err, "usage", "%s %s", c->kind->name, c->kind->usage);
		return FAULT_INPUT;
	}
	return f;
}

static void choose_lang(struct command *c, const char *forwarded)
{
	const char *asked = arguments_get(&c->arguments, "lang");

	c->lang = c->portal->lang;
	if (asked != NULL && !lang_find(asked, &c->lang) && c->wrong.fault == FAULT_NONE) {
		fail(&c->wrong, FAULT_INPUT, N_("The language is ar, fr or en."), "usage");
		return;
	}
	if (asked == NULL)
		lang_find(forwarded, &c->lang);
}

struct command *command_new(const char *line, const char *forwarded, const struct command_portal *p)
{
	struct command *c = calloc(1, sizeof(*c));

	if (c == NULL)
		fatal("out of memory");
	c->portal = p;
	c->arena = arena_new(LIMIT_COMMAND_MEMORY);
	if (read_line(c, line) == FAULT_NONE)
		c->wrong.fault = FAULT_NONE;
	choose_lang(c, forwarded);
	/* Also where the line is wrong: a program that asked for JSON is answered in it. */
	c->json = arguments_get(&c->arguments, "json") != NULL || strstr(line, "--json") != NULL;
	return c;
}

void command_free(struct command *c)
{
	if (c == NULL)
		return;
	arena_free(c->arena);
	free(c);
}

bool command_wants_registry(const struct command *c)
{
	return c->wrong.fault == FAULT_NONE && c->kind->input != COMMAND_NOTHING;
}

enum lang command_lang(const struct command *c)
{
	return c->lang;
}

enum command_input command_input(struct command *c)
{
	if (c->wrong.fault != FAULT_NONE)
		return COMMAND_NOTHING;
	if (c->kind->input == COMMAND_LINE && command_is_owner(c))
		return COMMAND_NOTHING;
	return c->kind->input;
}

int command_run(struct command *c, const char *input, size_t len, bool too_long, struct buffer *out,
		struct buffer *err)
{
	message_use(c->lang);
	c->input = input;
	c->input_len = len;
	c->too_long = too_long;
	c->out = out;
	c->err = err;
	if (c->wrong.fault != FAULT_NONE)
		return command_fail(c, &c->wrong);
	return c->kind->run(c);
}
