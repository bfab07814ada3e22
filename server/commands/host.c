/* host.c - the commands on the host: `shubbak SUBCOMMAND [--state DIR] …`, by the administrator's
 * own shell. */
#include "server/commands/host.h"

#include "i18n/base/memory.h"
#include "i18n/message.h"
#include "server/commands/command_inside.h"
#include "server/config.h"
#include "server/owner.h"
#include "server/reader/reader.h"
#include "services/registry/limits.h"

#include <stdio.h>

static void print_usage(const struct command *c, struct buffer *to)
{
	buffer_format(to, "%s\n", _("Usage: shubbak SUBCOMMAND [--state DIR] …\n"));
	command_print_kinds(c, to);
	buffer_format(to, "\n%s",
		      _("Without --state the folder is $SHUBBAK_STATE, or /var/lib/shubbak. See "
			"shubbak(1) for details.\n"));
}

/* What is answered before anything is looked at; false where the command itself is to run. */
static bool answer_at_once(struct command *c, enum exit_status *ret)
{
	*ret = EXIT_DONE;
	if (arguments_get(&c->arguments, "version") != NULL) {
		command_version(c);
	} else if (arguments_get(&c->arguments, "help") != NULL && c->kind != NULL) {
		buffer_format(c->out, "%s shubbak %s %s\n%s\n", _("Usage:"), c->kind->name,
			      c->kind->usage, message_get(c->kind->summary));
	} else if (arguments_get(&c->arguments, "help") != NULL) {
		print_usage(c, c->out);
	} else if (c->arguments.count == 0 && c->kind == NULL) {
		print_usage(c, c->err);
		*ret = EXIT_USAGE;
	} else {
		return false;
	}
	return true;
}

enum fault command_open_registry(struct command *c, struct registry **ret, struct error *err)
{
	enum fault f = owner_check(command_state(c), err);
	struct config config;
	const char *address = NULL;

	if (f != FAULT_NONE)
		return f;
	owner_stand_in(command_state(c));
	f = config_find_registry(command_state(c), &config, &address, err);
	if (f == FAULT_NONE) {
		/* A day that is written is never that of another place. */
		config_use_zone_silently(&config);
		c->portal->caller->recovers = config.recovery_days;
		f = registry_open(command_state(c), address, ret, err);
	}
	owner_step_back();
	return f;
}

/* Memory is used up. The registry is as it was after the last transaction that was answered. */
static void last_act(void *ctx, const char *why)
{
	const struct buffer *words = ctx;

	(void)why;
	if (write(STDERR_FILENO, words->data, words->size) < 0)
		_exit(EXIT_BROKEN);
	_exit(EXIT_REFUSED);
}

static void guard_memory(struct buffer *words)
{
	buffer_format(words, "shubbak: %s\n",
		      _("This machine has no memory left for it. What was stored stays; please try "
			"again later."));
	memory_guard(last_act, words);
}

/* With the rights of the account that the line names, and no others. */
static enum fault act_as(const struct command *c, struct command_portal *p, struct error *err)
{
	const char *number = arguments_get(&c->arguments, "as");

	return number == NULL || p->registry == NULL
		       ? FAULT_NONE
		       : account_act_as(p->registry, p->caller, number, err);
}

/* Why it is looked at, as the line says; it stands in the ledger for good. */
static enum fault take_purpose(struct command *c, struct command_portal *p, struct error *err)
{
	const char *words = arguments_get(&c->arguments, "purpose");
	char *clean = NULL;
	enum fault f = FAULT_NONE;

	if (words == NULL)
		return FAULT_NONE;
	if (strlen(words) > LIMIT_PURPOSE)
		return fail(err, FAULT_INPUT, N_("The purpose is too long: at most 200 bytes."),
			    "purpose");
	f = text_clean(c->arena, words, strlen(words), TEXT_WORDS, &clean, err);
	if (f == FAULT_NONE)
		p->caller->purpose = clean;
	return f;
}

/* All of standard input, as a visit's command is given it. */
static const char *read_input(struct command *c, size_t *ret_len, bool *ret_too_long)
{
	char *to = arena_take(c->arena, LIMIT_COMMAND_INPUT + 1);
	size_t len = fread(to, 1, LIMIT_COMMAND_INPUT + 1, stdin);

	*ret_too_long = len > LIMIT_COMMAND_INPUT;
	*ret_len = *ret_too_long ? LIMIT_COMMAND_INPUT : len;
	return to;
}

static enum exit_status run_on_input(struct command *c)
{
	bool too_long = false;
	size_t len = 0;
	const char *input = command_input(c) == COMMAND_ALL ? read_input(c, &len, &too_long) : "";

	return command_run(c, input, len, too_long, c->out, c->err);
}

static enum exit_status run(struct command *c, struct command_portal *p)
{
	struct error err = {0};
	enum fault f = command_wants_registry(c) ? command_open_registry(c, &p->registry, &err)
						 : FAULT_NONE;
	enum exit_status status;

	if (f == FAULT_NONE)
		f = act_as(c, p, &err);
	if (f == FAULT_NONE)
		f = take_purpose(c, p, &err);
	status = f == FAULT_NONE ? run_on_input(c) : command_fail(c, &err);

	registry_close(p->registry);
	return status;
}

enum exit_status host_run(const char *const *words, size_t count, const struct paths *paths)
{
	struct caller caller = caller_host();
	struct reader_way reader = reader_way_here();
	const struct paper_judge judge = reader_judge(&reader);
	struct command_portal p = {.caller = &caller,
				   .lang = message_lang(),
				   .paths = paths,
				   .judge = &judge,
				   .reader = &reader};
	BUFFER_CLEAN struct buffer out, err, last;
	struct command *c;
	enum exit_status status;

	buffer_open(&last, 1024);
	guard_memory(&last);
	c = command_begin(&p);
	buffer_open(&out, LIMIT_COMMAND_OUTPUT);
	buffer_open(&err, LIMIT_COMMAND_OUTPUT);
	command_read(c, words, count);
	command_choose_lang(c, NULL);
	command_answer(c, &out, &err);
	if (!answer_at_once(c, &status))
		status = run(c, &p);
	command_flush(c);
	command_free(c);
	memory_guard(NULL, NULL);
	return status;
}
