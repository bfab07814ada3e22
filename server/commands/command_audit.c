/* command_audit.c - the command that tells what the ledger has of looks and acts, for auditors. */
#include "server/commands/command_inside.h"

static json_t *or_null(struct command *c, const char *text)
{
	return text[0] == '\0' ? json_null() : command_text(c, text);
}

static json_t *entry_json(struct command *c, const struct audit_entry *e)
{
	json_t *j =
		json_pack("{s:o, s:s, s:b, s:b, s:o, s:o, s:s, s:I}", "at", command_time(c, e->at),
			  "act", e->act, "look", e->is_look, "outside_queue", e->is_outside,
			  "reference", or_null(c, e->reference), "account", or_null(c, e->account),
			  "object", e->object, "revision", (json_int_t)e->revision);

	json_object_set_new(j, "by", command_text(c, e->by));
	json_object_set_new(j, "role", or_null(c, e->role));
	json_object_set_new(j, "office", or_null(c, e->office));
	json_object_set_new(j, "purpose", or_null(c, e->purpose));
	json_object_set_new(j, "face", or_null(c, e->face));
	json_object_set_new(j, "reason", or_null(c, e->reason));
	json_object_set_new(j, "entry",
			    json_pack("{s:s, s:i, s:I}", "origin", e->origin, "lane", e->lane,
				      "seq", (json_int_t)e->seq));
	return j;
}

static const char *about(struct command *c, const struct audit_entry *e)
{
	char shown[REFERENCE_DIGITS + 4];

	if (e->reference[0] != '\0') {
		reference_show(e->reference, shown);
		return arena_text(c->arena, shown);
	}
	if (e->account[0] == '\0')
		return e->object;
	reference_show_account(e->account, shown);
	return arena_text(c->arena, shown);
}

/* One a line: when, what, of what at which revision, by whom, as what, for which office, why. */
static void print_entry(struct command *c, const struct audit_entry *e)
{
	const char *sep = e->office[0] != '\0' ? ", " : "";

	command_line(c, arena_format(c->arena, "%s  %s  %s/%lld  %s (%s%s%s)%s%s",
				     command_moment(c, NULL, e->at), e->act, about(c, e),
				     (long long)e->revision, e->by, e->role, sep, e->office,
				     e->purpose[0] != '\0' ? ": " : "", e->purpose));
}

static void print_all(struct command *c, const struct audit *found)
{
	if (found->count == 0)
		command_line(c, _("Nothing in the audit ledger matches. Check what you filled in, "
				  "or search by a day."));
	if (found->outside > 0)
		command_heading(c, _("Views outside a queue"));
	for (size_t i = 0; i < found->count; i++) {
		if (i == found->outside)
			command_heading(c, _("Acts, and other views"));
		print_entry(c, &found->entries[i]);
	}
	if (found->more)
		command_line(c, _("There is more than is shown: narrow the search to a day, an "
				  "account or an application."));
}

static void put_json(struct command *c, const struct audit *found)
{
	json_t *all = json_array();

	for (size_t i = 0; i < found->count; i++)
		json_array_append_new(all, entry_json(c, &found->entries[i]));
	command_json(c, json_pack("{s:o, s:b}", "entries", all, "more", found->more));
}

enum exit_status command_audit(struct command *c)
{
	struct audit_question q = {
		.reference = arguments_get(&c->arguments, "reference"),
		.account = arguments_get(&c->arguments, "account"),
		.office = arguments_get(&c->arguments, "office"),
	};
	struct caller *caller = c->portal->caller;
	const char *before = caller->purpose;
	struct audit found;
	struct error err = {0};
	enum fault f = command_take_day(c, "day", 0, &q.from, &err);

	if (f == FAULT_NONE)
		f = command_take_day(c, "day", 1, &q.until, &err);
	if (command_face(c) == ON_SSH)
		caller->purpose = arguments_get(&c->arguments, "purpose");
	if (f == FAULT_NONE)
		f = audit_list(c->portal->registry, caller, &q, c->arena, &found, &err);
	caller->purpose = before;
	if (f == FAULT_NONE && c->json)
		put_json(c, &found);
	else if (f == FAULT_NONE)
		print_all(c, &found);
	return command_end(c, f, &err);
}
