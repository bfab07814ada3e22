/* register_acts.c - what is done with the entries of a register, and what falls due as long as one
 * holds. */
#include "services/definition/register_read.h"

#include "services/definition/length.h"
#include "services/definition/reason.h"
#include "services/definition/role.h"
#include "services/definition/service_notices.h"
#include "services/definition/service_turn.h"
#include "services/definition/template.h"
#include "services/definition/type.h"

#include <string.h>

/* --- acts --- */

static const struct register_status *find_status(struct reader *r, const struct node *n,
						 const struct register_definition *d)
{
	const char *id = n->kind == NODE_WORD ? n->value : "";
	const struct register_status *status = register_status(d, id);
	char known[KNOWN_MAX] = "";

	if (status != NULL)
		return status;
	for (size_t i = 0; i < d->status_count; i++)
		known_add(known, d->statuses[i].id);
	reader_fault_known(r, n, N_("There is no status \"{value}\"; there is {known}."), id,
			   known);
	return NULL;
}

static void read_way(struct reader *r, const struct node *map, const struct register_definition *d,
		     struct register_act *to)
{
	const struct node *n = reader_find(map, "from"), *at = reader_find(map, "to");
	const struct node *one = n != NULL && n->kind == NODE_LIST ? n->first : n;

	if (n == NULL && reader_lacks(map, "from"))
		reader_fault(r, map, N_("The key \"{value}\" is missing."), "from");
	for (; one != NULL; one = n->kind == NODE_LIST ? one->next : NULL) {
		const struct register_status *status = find_status(r, one, d);

		if (status != NULL)
			to->from |= 1U << (status - d->statuses);
	}
	if (at != NULL)
		to->to = find_status(r, at, d);
	if (to->to != NULL && to->from == 1U << (to->to - d->statuses))
		reader_fault(r, at, N_("The entry has the status \"{value}\" before the act."),
			     to->to->id);
}

static void read_by(struct reader *r, const struct node *map, struct register_act *to)
{
	int actor = service_turn_read(r, map, "by", codes_act_actor, &to->role);

	to->by_clock = actor > ACTOR_AUTHORITY;
	to->by = to->role != NULL ? ACTOR_ROLE : actor < 0 ? ACTOR_HEAD : (enum stage_actor)actor;
	if (to->by_clock)
		to->by = ACTOR_HEAD;
	else if (to->by == ACTOR_APPLICANT)
		reader_fault(r, reader_find(map, "by"),
			     N_("Entries are changed by the authority: what the owner asks for is "
				"an application, whose acts change the entry."),
			     NULL);
	if (to->role != NULL && !to->role->is_unknown && !role_may_act(to->role, "decide", to->id))
		reader_fault_known(r, reader_find(map, "by"),
				   N_("Nobody can do \"{value}\": its role does not have it under "
				      "\"may\"; that needs one of: {known}."),
				   to->id, arena_format(r->scratch, "%s, decide", to->id));
}

static void read_reasons(struct reader *r, const struct node *n, struct register_act *to)
{
	const struct reason_list list = reason_read(r, n, (to->asks & ASKS_REASON) != 0, false);

	to->reasons = list.of;
	to->reason_count = list.count;
}

static void read_notice(struct reader *r, const struct node *n, struct register_act *to)
{
	struct act told = {.notice = NULL};

	service_notices_read(r, n, &told);
	to->is_untold = told.is_untold;
	to->notice = told.notice == NULL ? NULL : told.notice->id;
}

static void check_act(struct reader *r, const struct node *n, const struct register_act *act)
{
	if ((act->asks & ~(unsigned)(ASKS_WORDS | ASKS_REASON)) != 0)
		reader_fault(r, reader_find(n, "asks"),
			     N_("An act of a register asks for \"reason\" and \"words\" alone."),
			     NULL);
	if (act->by_clock && act->asks != 0)
		reader_fault(r, reader_find(n, "asks"), N_("What a clock does asks for nothing."),
			     NULL);
	if (act->by_clock && act->to == NULL && reader_find(n, "to") == NULL)
		reader_fault(r, n,
			     N_("What a clock does gives the entry another status: say \"to\"."),
			     NULL);
	if (!act->by_clock && (act->asks & (ASKS_WORDS | ASKS_REASON)) == 0)
		reader_fault(r, n,
			     N_("Whoever changes an entry says why: let the act ask for "
				"\"reason\" or \"words\"."),
			     NULL);
}

void register_read_acts(struct reader *r, const struct node *root, struct register_definition *d)
{
	static const char *const keys[] = {"id",   "name",    "by",     "from", "to",
					   "asks", "reasons", "notice", NULL};
	const struct node *list = reader_list(r, root, "acts", false, READER_LIST_MAX);

	if (list == NULL)
		return;
	d->acts = arena_array(r->arena, list->count, sizeof(*d->acts));
	for (const struct node *n = list->first; n != NULL; n = n->next) {
		struct register_act *to = &d->acts[d->act_count];

		if (!reader_map(r, n, keys))
			continue;
		to->id = reader_id(r, n, "id");
		to->name = reader_text(r, n, "name", true, READER_NAME_MAX);
		to->asks = reader_bits(r, n, "asks", codes_act_asks);
		if (to->id == NULL)
			continue;
		read_by(r, n, to);
		read_way(r, n, d, to);
		read_reasons(r, n, to);
		read_notice(r, n, to);
		check_act(r, n, to);
		if (register_act(d, to->id) != NULL)
			reader_fault(r, n, N_("The id \"{value}\" appears twice here."), to->id);
		d->act_count++;
	}
}

/* --- later --- */

/* "31 March", "03-31". */
static bool read_day(const char *word, int *ret_day, int *ret_month)
{
	static const char *const months[] = {"january",   "february", "march",    "april",
					     "may",       "june",     "july",     "august",
					     "september", "october",  "november", "december"};
	static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	char name[16];
	int day = 0, month = 0;

	if (sscanf(word, "%2d %15s", &day, name) == 2) {
		for (int i = 0; i < 12; i++)
			if (strcasecmp(months[i], name) == 0)
				month = i + 1;
	} else if (sscanf(word, "%2d-%2d", &month, &day) != 2) {
		return false;
	}
	if (month < 1 || month > 12 || day < 1 || day > lengths[month - 1])
		return false;
	*ret_day = day;
	*ret_month = month;
	return true;
}

static void read_due(struct reader *r, const struct node *n, struct register_later *to)
{
	static const char *const days[] = {"valid_until", NULL};
	static const long years[] = {1900, 2200};
	static const char *const every[] = {"year", NULL};
	const char *due = reader_word(r, n, "due", false);

	to->on_valid_until = reader_find(n, "on") != NULL;
	if (to->on_valid_until) {
		reader_choice(r, n, "on", days);
		if (reader_find(n, "every") != NULL || due != NULL ||
		    reader_find(n, "first") != NULL)
			reader_fault(r, n, N_("Write either \"on\", or \"every\" with \"due\"."),
				     NULL);
		return;
	}
	reader_choice(r, n, "every", every);
	reader_number(r, n, "first", false, years, &to->first);
	if (due == NULL)
		reader_fault(r, n, N_("The key \"{value}\" is missing."), "due");
	else if (strcmp(due, "unknown") == 0)
		reader_remark(r, reader_find(n, "due"),
			      N_("Nothing falls due until the authority writes the day here, as in "
				 "31 March."),
			      NULL);
	else if (!read_day(due, &to->day, &to->month))
		reader_fault(r, reader_find(n, "due"),
			     N_("\"{value}\" is no day of each year: write it as in 31 March."),
			     due);
}

/* Whether its values are few, and kept as they are. */
static bool is_few(const struct register_column *c)
{
	return c->of == NULL && !c->is_person && !c->is_organisation &&
	       (c->question.type == &type_yesno || c->question.type == &type_choice) &&
	       (c->question.class == CLASS_PUBLIC || c->question.class == CLASS_INTERNAL);
}

static void check_value(struct reader *r, const struct node *at, struct register_later *to)
{
	const struct type_option *options = NULL;
	size_t count = type_options(r->terms, r->scratch, &to->only->question, &options);
	char known[KNOWN_MAX] = "";

	for (size_t i = 0; i < count; i++) {
		if (strcmp(options[i].code, to->value) == 0)
			return;
		known_add(known, options[i].code);
	}
	reader_fault_known(r, at,
			   N_("\"{value}\" is no value of this column; it may have: {known}."),
			   to->value, known);
}

/* `only: {public_funds: yes}`. */
static void read_only(struct reader *r, const struct node *n, const struct register_definition *d,
		      struct register_later *to)
{
	const struct node *only = reader_find(n, "only");
	const struct node *one = only != NULL && only->kind == NODE_MAP ? only->first : NULL;
	const struct register_column *c = one == NULL ? NULL : register_column(d, one->key);
	char known[KNOWN_MAX] = "";

	if (only == NULL)
		return;
	if (c != NULL && is_few(c) && only->count == 1 && one->kind == NODE_WORD) {
		to->only = c;
		to->value = arena_text(r->arena, one->value);
		check_value(r, one, to);
		return;
	}
	for (size_t i = 0; i < d->column_count; i++)
		if (is_few(&d->columns[i]))
			known_add(known, d->columns[i].question.id);
	reader_fault_known(r, only,
			   N_("Write one column of type yesno or choice and of class public or "
			      "internal, with its value; there is: {known}."),
			   NULL, known);
}

static void read_reminds(struct reader *r, const struct node *n, struct register_later *to)
{
	const struct node *list = reader_list(r, n, "remind", false, REGISTER_REMINDS);

	for (const struct node *one = list == NULL ? NULL : list->first; one != NULL;
	     one = one->next) {
		struct duration length = {.value = 0};

		if (one->kind == NODE_WORD && length_parse(one->value, &length) &&
		    (length.unit == UNIT_DAY || length.unit == UNIT_WEEK) && length.value <= 300)
			to->reminds[to->remind_count++] =
				length.value * (length.unit == UNIT_WEEK ? 7 : 1);
		else
			reader_fault(r, one,
				     N_("\"{value}\" is no time before a day: write it in days or "
					"weeks, as in 3d or 2w."),
				     one->kind == NODE_WORD ? one->value : "");
	}
}

static void read_missed(struct reader *r, const struct node *n, struct register_later *to)
{
	static const char *const keys[] = {"notify", NULL};
	const struct node *missed = reader_find(n, "missed");

	if (missed == NULL || !reader_map(r, missed, keys))
		return;
	if (reader_find(missed, "notify") != NULL &&
	    reader_find(missed, "notify")->kind == NODE_WORD) {
		int who = reader_choice(r, missed, "notify", register_told_codes);

		to->missed = who < 0 ? 0 : 1U << who;
		return;
	}
	to->missed = reader_bits(r, missed, "notify", register_told_codes);
}

static void read_act(struct reader *r, const struct node *n, const struct register_definition *d,
		     struct register_later *to)
{
	const struct node *at = reader_find(n, "act");
	char known[KNOWN_MAX] = "";

	if (at == NULL || at->kind != NODE_WORD)
		return;
	to->act = register_act(d, at->value);
	if (to->act != NULL && to->act->by_clock)
		return;
	for (size_t i = 0; i < d->act_count; i++)
		if (d->acts[i].by_clock)
			known_add(known, d->acts[i].id);
	reader_fault_known(r, at,
			   N_("\"{value}\" is no act that a clock does in this register; those "
			      "with by: clock are: {known}."),
			   at->value, known);
}

static bool is_done(const struct register_definition *d, const struct register_act *act)
{
	for (size_t i = 0; i < d->later_count; i++)
		if (d->laters[i].act == act)
			return true;
	return false;
}

/* What falls due falls due for an entry that holds. */
static void check_clock(struct reader *r, const struct node *root,
			const struct register_definition *d, const struct register_act *act)
{
	for (size_t i = 0; act->by_clock && i < d->status_count; i++)
		if ((act->from & 1U << i) != 0 && d->statuses[i].bears != REGISTER_HOLDS)
			reader_remark(r, reader_find(root, "acts"),
				      N_("Nothing is done by a clock with an entry of the status "
					 "\"{value}\": what falls due waits until it holds "
					 "again."),
				      d->statuses[i].id);
}

void register_read_laters(struct reader *r, const struct node *root, struct register_definition *d)
{
	static const char *const keys[] = {"id",     "name",   "on",  "every", "due",   "service",
					   "remind", "missed", "act", "only",  "first", NULL};
	const struct node *list = reader_list(r, root, "later", false, 10);

	if (list != NULL)
		d->laters = arena_array(r->arena, list->count, sizeof(*d->laters));
	for (const struct node *n = list == NULL ? NULL : list->first; n != NULL; n = n->next) {
		struct register_later *to = &d->laters[d->later_count];

		if (!reader_map(r, n, keys))
			continue;
		to->id = reader_id(r, n, "id");
		to->name = reader_text(r, n, "name", true, READER_NAME_MAX);
		if (reader_find(n, "service") != NULL)
			to->service = reader_id(r, n, "service");
		read_due(r, n, to);
		read_only(r, n, d, to);
		read_reminds(r, n, to);
		read_missed(r, n, to);
		read_act(r, n, d, to);
		if (to->id != NULL && register_later(d, to->id) != NULL)
			reader_fault(r, n, N_("The id \"{value}\" appears twice here."), to->id);
		d->later_count += to->id != NULL;
	}
	for (size_t i = 0; i < d->act_count; i++)
		check_clock(r, root, d, &d->acts[i]);
	for (size_t i = 0; i < d->act_count; i++)
		if (d->acts[i].by_clock && !is_done(d, &d->acts[i]))
			reader_fault(r, reader_find(root, "acts"),
				     N_("No duty of \"later\" does \"{value}\", and nobody else "
					"may."),
				     d->acts[i].id);
}
