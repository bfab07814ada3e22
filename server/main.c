/* main.c - the shubbak command: makes ready what all its subcommands need, and hands over to them.
 */
#include "server/commands/host.h"

#include "i18n/message.h"
#include "i18n/text.h"

#include <sodium.h>
#include <stdio.h>

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

static void warn(const struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)64 * 1024);

	fprintf(stderr, "shubbak: %s\n", text_safe(a, message_error(a, err), 0));
}

int main(int argc, char **argv)
{
	struct paths paths = {0};
	struct error err = {0};

	if (sodium_init() < 0)
		fatal("libsodium cannot be used");
	paths_find(&paths);
	if (message_open(paths.locale, &err) != FAULT_NONE)
		warn(&err);
	message_use(own_lang());
	return (int)host_run((const char *const *)argv + 1, (size_t)(argc > 0 ? argc - 1 : 0),
			     &paths);
}
