/* command_holding.c - who of the staff has what, and that all of it goes to another. */
#include "server/commands/command_inside.h"

#define SLICE ((size_t)16 << 20) /* bytes: what came of one */

static json_t *holding_json(struct command *c, const struct holding *h)
{
	return json_pack("{s:s, s:o, s:I, s:I, s:o}", "account", h->number, "name",
			 command_text(c, h->name), "waiting", (json_int_t)h->all, "overdue",
			 (json_int_t)h->overdue, "oldest", command_time(c, h->oldest));
}

static void print_holding(struct command *c, const struct holding *h)
{
	char number[ACCOUNT_DIGITS + 3];

	reference_show_account(h->number, number);
	command_line(c, FILL(c->arena,
			     _("{number}  {name}  waiting: {count}, overdue: {overdue}, the oldest "
			       "submitted: {date}"),
			     {"number", number}, {"name", text_safe(c->arena, h->name, 0)},
			     {"count", arena_format(c->arena, "%lld", (long long)h->all)},
			     {"overdue", arena_format(c->arena, "%lld", (long long)h->overdue)},
			     {"date", command_moment(c, NULL, h->oldest)}));
}

enum exit_status command_holding_list(struct command *c)
{
	struct holding *list;
	struct error err = {0};
	json_t *all;
	size_t count;

	if (holding_list(c->portal->registry, c->portal->caller, c->arena, &list, &count, &err) !=
	    FAULT_NONE)
		return command_fail(c, &err);
	all = json_array();
	for (size_t i = 0; i < count; i++)
		if (c->json)
			json_array_append_new(all, holding_json(c, &list[i]));
		else
			print_holding(c, &list[i]);
	if (c->json)
		command_json(c, json_incref(all));
	else if (count == 0)
		command_line(c, _("Nobody has taken up any of the waiting applications."));
	json_decref(all);
	return EXIT_DONE;
}

/* --- all that one has --- */

static json_t *result_json(struct command *c, const struct holding_result *r)
{
	return json_pack("{s:s, s:s, s:o}", "reference", r->application.reference, "result",
			 r->why == NULL ? "done" : "refused", "message",
			 r->why == NULL ? json_null()
					: command_text(c, message_error(c->arena, r->why)));
}

static void print_result(struct command *c, const struct holding_result *r)
{
	char shown[REFERENCE_DIGITS + 4];

	reference_show(r->application.reference, shown);
	command_line(c, arena_format(c->arena, "%s  %s", shown,
				     r->why == NULL ? _("done") : message_error(c->arena, r->why)));
}

struct handed {
	json_t *list;
	size_t count;
	enum exit_status status;
};

/* Each has its own; one that stays where it is makes the command fail. */
static void take_results(struct command *c, const struct holding_moved *m, struct handed *to)
{
	for (size_t i = 0; i < m->count; i++) {
		const struct holding_result *r = &m->results[i];

		if (r->why != NULL && to->status == EXIT_DONE)
			to->status = command_exit(r->why->fault);
		if (c->json)
			json_array_append_new(to->list, result_json(c, r));
		else
			print_result(c, r);
	}
	to->count += m->count;
}

/* Slice by slice: what was done stays done, whatever comes of the next. */
static enum fault hand_over_all(struct command *c, const struct term_list *terms,
				struct holding_wish wish, struct handed *to, struct error *err)
{
	struct holding_moved moved = {.more = true};
	struct queue_row last;
	enum fault f = FAULT_NONE;

	while (f == FAULT_NONE && moved.more) {
		ARENA_CLEAN struct arena *a = arena_new(SLICE);

		f = holding_move(c->portal->registry, c->portal->caller, terms, &wish, a, &moved,
				 err);
		if (f != FAULT_NONE)
			break;
		take_results(c, &moved, to);
		last = moved.last;
		wish.after = &last;
	}
	return f;
}

enum exit_status command_holding_move(struct command *c)
{
	const struct holding_wish wish = {.from = arguments_get(&c->arguments, "all-of"),
					  .to = arguments_get(&c->arguments, "to"),
					  .words = arguments_get(&c->arguments, "words")};
	struct handed handed = {.list = json_array()};
	struct term_list terms;
	struct error err = {0};
	enum fault f = FAULT_NONE;

	if (c->portal->caller->role != ROLE_STAFF)
		f = fail(&err, FAULT_INPUT,
			 N_("--as is needed: the number of the account whose work it is."),
			 "usage");
	else
		f = command_authority_terms(c, &terms, &err);
	if (f == FAULT_NONE)
		f = hand_over_all(c, &terms, wish, &handed, &err);
	if (c->json && f == FAULT_NONE)
		command_json(c, json_pack("{s:O}", "results", handed.list));
	else if (f == FAULT_NONE && handed.count == 0)
		command_line(c, _("No applications are waiting here."));
	json_decref(handed.list);
	return f == FAULT_NONE ? handed.status : command_fail(c, &err);
}
