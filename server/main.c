/* main.c - the shubbak command: finds the subcommand that was asked for and runs it. */
#include "server/commands/host.h"

#include "i18n/message.h"
#include "i18n/text.h"
#include "server/log.h"

#include <sodium.h>

#define ARENA_CAP ((size_t)256 * 1024 * 1024)
#define OPTIONS_MAX 16

static const struct admin_command *const groups[] = {admin_serve_commands, admin_state_commands,
						     admin_catalogue_commands,
						     admin_application_commands};
#define GROUPS (sizeof(groups) / sizeof(groups[0]))

/* The words of `name` if the command line begins with them, else 0. */
static size_t words_of(const char *name, const struct arguments *a)
{
	const char *blank = strchr(name, ' ');
	size_t first = blank != NULL ? (size_t)(blank - name) : strlen(name);

	if (a->count == 0 || strlen(a->words[0]) != first || memcmp(a->words[0], name, first) != 0)
		return 0;
	if (blank == NULL)
		return 1;
	return a->count > 1 && strcmp(a->words[1], blank + 1) == 0 ? 2 : 0;
}

static const struct admin_command *command_find(const struct arguments *a, size_t *ret_words)
{
	for (size_t g = 0; g < GROUPS; g++)
		for (const struct admin_command *c = groups[g]; c->name != NULL; c++) {
			*ret_words = words_of(c->name, a);
			if (*ret_words > 0)
				return c;
		}
	return NULL;
}

static int usage(FILE *to)
{
	fputs(_("Usage: shubbak SUBCOMMAND [--state DIR] …\n"), to);
	fputc('\n', to);
	for (size_t g = 0; g < GROUPS; g++)
		for (const struct admin_command *c = groups[g]; c->name != NULL; c++)
			fprintf(to, "  %s%s%s\n      %s\n", c->name, c->usage[0] != '\0' ? " " : "",
				c->usage, message_get(c->summary));
	fputc('\n', to);
	fputs(_("Without --state the folder is $SHUBBAK_STATE, or /var/lib/shubbak. shubbak(1) "
		"tells more.\n"),
	      to);
	return to == stdout ? EXIT_DONE : EXIT_USAGE;
}

/* Every option of every subcommand, so that the subcommand can be found wherever options stand. */
static size_t all_options(struct argument_option *to, size_t cap)
{
	static const struct argument_option common[] = {{"state", true},
							{"json", false},
							{"help", false},
							{"version", false},
							{NULL, false}};
	size_t count = 0;

	for (const struct argument_option *o = common; o->name != NULL; o++)
		to[count++] = *o;
	for (size_t g = 0; g < GROUPS; g++)
		for (const struct admin_command *c = groups[g]; c->name != NULL; c++)
			for (const struct argument_option *o = c->options;
			     o != NULL && o->name != NULL; o++)
				if (count + 1 < cap)
					to[count++] = *o;
	to[count] = (struct argument_option){0};
	return count;
}

/* True when the subcommand knows each option that was given. */
static bool options_fit(const struct admin_command *c, const struct arguments *a)
{
	for (size_t i = 0; i < a->option_count; i++) {
		const char *name = a->options[i].name;
		bool known = strcmp(name, "state") == 0 || strcmp(name, "json") == 0;

		for (const struct argument_option *o = c->options; o != NULL && o->name != NULL;
		     o++)
			known = known || strcmp(o->name, name) == 0;
		if (!known) {
			fprintf(stderr, "shubbak %s: --%s?\n", c->name, name);
			return false;
		}
	}
	return true;
}

static int run(const struct admin_command *c, struct arguments *arguments, size_t words,
	       const struct paths *paths)
{
	ARENA_CLEAN struct arena *arena = arena_new(ARENA_CAP);
	struct admin a = {.arguments = arguments,
			  .paths = paths,
			  .state = paths_state(arguments_get(arguments, "state")),
			  .arena = arena,
			  .json = arguments_get(arguments, "json") != NULL};

	arguments->count -= words;
	memmove(arguments->words, arguments->words + words,
		arguments->count * sizeof(arguments->words[0]));
	if (!options_fit(c, arguments) || arguments->count < c->least ||
	    arguments->count > c->most) {
		fprintf(stderr, "%s shubbak %s %s\n", _("Usage:"), c->name, c->usage);
		return EXIT_USAGE;
	}
	return c->run(&a);
}

/* The language of the administrator's own terminal. */
static enum lang own_lang(void)
{
	static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
	enum lang lang = LANG_EN;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *value = getenv(names[i]);

		if (value != NULL && value[0] != '\0') {
			if (!lang_find(value, &lang))
				lang = LANG_EN;
			break;
		}
	}
	return lang;
}

static void say(const struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA_CAP);

	fprintf(stderr, "shubbak: %s\n", text_safe(a, message_error(a, err), 0));
}

int main(int argc, char **argv)
{
	struct argument_option options[OPTIONS_MAX * 4];
	const struct admin_command *c;
	struct arguments arguments;
	struct paths paths = {0};
	struct error err = {0};
	size_t words = 0;

	if (sodium_init() < 0)
		fatal("libsodium cannot be used");
	paths_find(&paths);
	if (message_open(paths.locale, &err) != FAULT_NONE)
		say(&err);
	message_use(own_lang());
	all_options(options, sizeof(options) / sizeof(options[0]));
	if (arguments_read((const char *const *)argv + 1, (size_t)(argc > 0 ? argc - 1 : 0),
			   options, &arguments, &err) != FAULT_NONE) {
		say(&err);
		return EXIT_USAGE;
	}
	if (arguments_get(&arguments, "version") != NULL) {
		puts("shubbak " SHUBBAK_VERSION);
		return EXIT_DONE;
	}
	c = command_find(&arguments, &words);
	if (arguments_get(&arguments, "help") != NULL && c != NULL) {
		printf("%s shubbak %s %s\n%s\n", _("Usage:"), c->name, c->usage,
		       message_get(c->summary));
		return EXIT_DONE;
	}
	if (arguments_get(&arguments, "help") != NULL)
		return usage(stdout);
	if (c == NULL)
		return usage(stderr);
	return run(c, &arguments, words, &paths);
}
