/* command_ended.c - `queue --ended`: the applications that are at an end, as one of the staff finds
 * them again. */
#include "server/commands/command_inside.h"

#include "tui/page/words.h"

#define MOST 1000 /* rows of one answer */

static bool has(const struct command *c, const char *option)
{
	return arguments_get(&c->arguments, option) != NULL;
}

static void print_row(struct command *c, const struct ended_row *row)
{
	const struct application *a = &row->application;
	char shown[REFERENCE_DIGITS + 4];

	reference_show(a->reference, shown);
	buffer_format(c->out, "%s  %s  %s  %s  %s\n", shown, command_moment(c, NULL, row->at),
		      a->service, message_get(application_state_message(a->state)),
		      row->by[0] == '\0' ? "-" : text_safe(c->arena, row->by, 0));
}

static json_t *row_json(struct command *c, const struct ended_row *row)
{
	const struct application *a = &row->application;

	return json_pack("{s:s, s:s, s:s, s:o, s:o, s:o, s:b}", "reference", a->reference,
			 "service", a->service, "state", application_state_code(a->state),
			 "submitted_at", command_time(c, a->submitted_at), "acted_at",
			 command_time(c, row->at), "by",
			 command_text(c, row->by[0] == '\0' ? NULL : row->by), "mine", row->mine);
}

static void print(struct command *c, const struct ended_row *rows, size_t count, bool more)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		if (c->json)
			json_array_append_new(list, row_json(c, &rows[i]));
		else
			print_row(c, &rows[i]);
	if (c->json)
		command_json(c, json_pack("{s:O, s:b}", "applications", list, "more", more));
	else if (count == 0)
		command_line(c, _("Nothing has ended in that time."));
	else if (more)
		command_line(c, _("There is more than is shown: ask for a day or a service."));
	json_decref(list);
}

enum exit_status command_ended(struct command *c)
{
	struct ended_filter filter = {.mine = has(c, "mine"),
				      .service = arguments_get(&c->arguments, "service")};
	struct ended_row *rows = NULL;
	struct error err = {0};
	size_t count = 0;
	bool more = false;
	enum fault f;

	/* What else narrows a queue has no meaning for what waits no more. */
	if (has(c, "unassigned") || has(c, "overdue") || has(c, "again") || has(c, "holder") ||
	    has(c, "stage") || has(c, "form")) {
		fail(&err, FAULT_INPUT,
		     N_("With --ended only --mine, --service and --day are taken."), "usage");
		return command_fail(c, &err);
	}
	f = command_take_day(c, "day", 0, &filter.from, &err);
	if (f == FAULT_NONE)
		f = command_take_day(c, "day", 1, &filter.until, &err);
	if (f == FAULT_NONE)
		f = ended_list(c->portal->registry, c->portal->caller, &filter, MOST, c->arena,
			       &rows, &count, &more, &err);
	if (f != FAULT_NONE)
		return command_fail(c, &err);
	print(c, rows, count, more);
	return EXIT_DONE;
}
