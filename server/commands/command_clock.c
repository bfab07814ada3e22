/* command_clock.c - the commands for the clock of a portal that was made for trying: show, set. */
#include "server/commands/command_inside.h"

#include <string.h>

#define HOUR ((int64_t)60 * 60) /* seconds */
#define DAY (24 * HOUR)
#define DIGITS 5 /* of a span */

static void print_clock(struct command *c)
{
	struct registry *r = c->portal->registry;
	int64_t now = registry_now(r), machine = registry_machine_now(r);
	bool is_training = registry_is_training(r);

	if (c->json) {
		command_json(c, json_pack("{s:o, s:o, s:I, s:b}", "now", command_time(c, now),
					  "machine", command_time(c, machine), "ahead_seconds",
					  (json_int_t)(now - machine), "can_be_set", is_training));
		return;
	}
	command_pair(c, _("The portal's clock"), command_moment(c, NULL, now));
	command_pair(c, _("The machine's"), command_moment(c, NULL, machine));
	if (!is_training)
		command_line(c,
			     _("This portal goes by the machine's: its clock is not set by hand."));
}

enum exit_status command_clock_show(struct command *c)
{
	print_clock(c);
	return EXIT_DONE;
}

/* "+3d", "-12h": seconds; false where it is nothing like that. */
static bool read_span(const char *word, int64_t *ret)
{
	int64_t sign = *word == '+' ? 1 : -1, count = 0;
	const char *at = word;

	if (*word != '+' && *word != '-')
		return false;
	while (*++at >= '0' && *at <= '9' && at - word <= DIGITS)
		count = 10 * count + (*at - '0');
	*ret = sign * count * (*at == 'd' ? DAY : HOUR);
	return count > 0 && (*at == 'd' || *at == 'h') && at[1] == '\0';
}

/* How far it is to be ahead of the machine: on from what it shows, or to this hour of a day. */
static enum fault read_when(struct command *c, int64_t *ret, struct error *err)
{
	struct registry *r = c->portal->registry;
	bool is_real = arguments_get(&c->arguments, "real") != NULL;
	const char *word = c->arguments.count > 0 ? c->arguments.words[0] : "";
	int64_t machine = registry_machine_now(r), span = 0;
	bool is_span = read_span(word, &span);
	struct date day;

	*ret = 0;
	if (is_real && c->arguments.count == 0)
		return FAULT_NONE;
	if (is_real || (!is_span && date_parse(word, &day, NULL) != FAULT_NONE))
		return fail(err, FAULT_INPUT,
			    N_("Say how far the clock is to go on (+3d, +12h; back: -1d), to which "
			       "day (2026-12-24), or --real alone: back to the machine's."),
			    "when");
	if (is_span)
		*ret = registry_now(r) - machine + span;
	else
		*ret = date_at(day, machine) - machine;
	return FAULT_NONE;
}

enum exit_status command_clock_set(struct command *c)
{
	struct error err = {0};
	int64_t ahead = 0;
	enum fault f = read_when(c, &ahead, &err);

	if (f == FAULT_NONE)
		f = training_set(c->portal->registry, ahead, &err);
	if (f == FAULT_NONE)
		print_clock(c);
	return command_end(c, f, &err);
}
