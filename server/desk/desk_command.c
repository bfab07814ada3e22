/* desk_command.c - a command of the visit: what of its input has come, how long more is waited for,
 * and its answer. */
#include "server/desk/desk_inside.h"

#include "i18n/i18n.h"
#include "services/registry/limits.h"

#include <string.h>

/* For when this process cannot finish it: the gate says so then. */
static void leave_words(struct desk *d)
{
	BUFFER_CLEAN struct buffer words;

	buffer_open(&words, WIRE_WILL_MOST);
	message_use(command_lang(d->command));
	buffer_format(&words, "%s\n",
		      _("The portal could not finish this command. What it had stored stays; "
			"please look before you try again."));
	wire_put(&d->wire, WIRE_WILL, words.data, words.size);
}

void desk_command_begin(struct desk *d)
{
	d->serving = SERVING_COMMAND;
	d->command = command_new(d->asked.command, d->asked.lang, &d->portal);
	if (command_takes_file(d->command)) {
		buffer_close(&d->input);
		buffer_open(&d->input, LIMIT_PAPER + 4096);
	}
	desk_identity_face(d, FACE_COMMAND, command_lang(d->command));
	if (command_wants_registry(d->command))
		desk_identity_await_registry(d);
	leave_words(d);
}

/* A raw terminal needs a carriage return before each line feed. */
static void add_returns(struct buffer *b)
{
	struct buffer fresh;

	buffer_open(&fresh, b->cap);
	for (size_t i = 0; i < b->size; i++) {
		if (b->data[i] == '\n')
			buffer_add(&fresh, "\r", 1);
		buffer_add(&fresh, &b->data[i], 1);
	}
	buffer_close(b);
	*b = fresh;
}

/* What of its input has not come yet. */
static enum command_input awaited(const struct desk *d)
{
	enum command_input needs = d->finishing ? COMMAND_NOTHING : command_input(d->command);

	if (d->input_ended || d->too_long ||
	    (needs == COMMAND_LINE && d->input.size > 0 &&
	     memchr(d->input.data, '\n', d->input.size) != NULL))
		return COMMAND_NOTHING;
	return needs;
}

/* A person who types has as long as in a login. Bytes now and then don't keep a command for ever.
 */
static int64_t input_until(const struct desk *d, enum command_input needs)
{
	const struct config *c = d->setup->config;
	int64_t last = d->opened_at + (int64_t)c->idle_minutes * 60000;
	int64_t next = d->key_at + 1000 * (int64_t)(needs == COMMAND_LINE || d->asked.pty
							    ? c->person_seconds
							    : c->input_seconds);

	return next < last ? next : last;
}

int64_t desk_command_until(const struct desk *d)
{
	enum command_input needs = awaited(d);

	if (needs == COMMAND_NOTHING)
		return 0;
	return d->warned || d->input.size > 0 ? input_until(d, needs) : d->opened_at + LIMIT_PROMPT;
}

/* Nothing shows that it waits, and who types the line does not know. */
static void prompt(struct desk *d)
{
	if (d->warned || d->input.size > 0 || loop_now() < d->opened_at + LIMIT_PROMPT)
		return;
	d->warned = true;
	command_prompt(d->command, &d->errors);
}

void desk_command_turn(struct desk *d)
{
	enum command_input needs = awaited(d);

	if (needs != COMMAND_NOTHING)
		prompt(d);
	if (d->finishing || (needs != COMMAND_NOTHING && loop_now() < input_until(d, needs)))
		return;
	desk_work_look(d);
	if (needs != COMMAND_NOTHING)
		d->exit_status = (int)command_give_up(d->command, &d->out, &d->errors);
	else
		d->exit_status =
			(int)command_run(d->command, d->input.size > 0 ? d->input.data : "",
					 d->input.size, d->too_long, &d->out, &d->errors);
	if (d->asked.pty) {
		add_returns(&d->out);
		add_returns(&d->errors);
	}
	d->finishing = true;
	desk_work_skip(d);
}

void desk_command_take(struct desk *d, const unsigned char *data, size_t size)
{
	if (!d->asked.pty) {
		d->too_long = !buffer_add(&d->input, data, size) || d->too_long;
		return;
	}
	/* With a terminal, Ctrl-D is the end, and lines end with a carriage return. */
	for (size_t i = 0; i < size && !d->input_ended; i++) {
		char byte = (char)data[i];

		if (byte == 0x04)
			d->input_ended = true;
		else if (byte == 0x03)
			desk_end(d, "interrupted");
		else if (!buffer_add(&d->input, byte == '\r' ? "\n" : &byte, 1))
			d->too_long = true;
	}
}
