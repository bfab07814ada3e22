/* service_clocks.c - the clocks of a service, as a definition has them: what starts each, how long
 * it runs, what stops it for a while, and what is done when it is over. */
#include "services/definition/service_clocks.h"

#include "services/definition/calendar.h"
#include "services/definition/calendar_read.h"
#include "services/definition/kind.h"
#include "services/definition/known.h"
#include "services/definition/length.h"
#include "services/definition/service.h"
#include "services/definition/service_acts.h"
#include "services/definition/service_fees.h"

#include <string.h>

/* --- acts by their ids --- */

static void refuse_act(struct reader *r, const struct node *n, const char *id)
{
	reader_fault(r, n, N_("There is no act \"{value}\" in this definition."), id);
}

/* "correct(incomplete)": what is wrong with what it names. */
static const char *read_wrong(struct reader *r, const struct node *n, struct clock_act *to)
{
	const char *word = n->kind == NODE_WORD ? n->value : "", *open = strchr(word, '(');
	const char *id = open == NULL ? word : arena_slice(r->arena, word, (size_t)(open - word));
	const char *code = open == NULL ? NULL : service_acts_argument(r, word, id);
	char known[KNOWN_MAX] = "";

	*to = (struct clock_act){.id = arena_text(r->arena, id), .wrong = WRONG_ANY};
	if (open == NULL)
		return id;
	for (int i = 0; codes_wrong[i] != NULL; i++) {
		known_add(known, codes_wrong[i]);
		if (code != NULL && strcmp(code, codes_wrong[i]) == 0)
			to->wrong = i;
	}
	if (to->wrong == WRONG_ANY)
		reader_fault_known(r, n,
				   N_("\"{value}\": in the brackets behind an act stands what is "
				      "wrong with what it names, one of: {known}."),
				   word, known);
	return id;
}

/* Acts after which the clock stands still, or begins anew. */
static size_t read_acts(struct reader *r, const struct node *map, const char *key,
			const struct service *s, bool asks, const struct clock_act **ret)
{
	const struct node *list = reader_list(r, map, key, false, READER_LIST_MAX);
	struct clock_act *acts;
	size_t count = 0;

	if (list == NULL)
		return 0;
	acts = arena_array(r->arena, list->count, sizeof(*acts));
	for (const struct node *n = list->first; n != NULL; n = n->next) {
		const char *id = read_wrong(r, n, &acts[count]);
		const struct act *act = service_any_act(s, id);
		bool replies = !asks && strcmp(id, service_reply.id) == 0;

		if (act == NULL && !replies)
			refuse_act(r, n, id);
		else if (asks && act->does != ACT_ASKS)
			reader_fault(r, n,
				     N_("\"{value}\" does not ask the applicant: nobody could say "
					"when the clock goes on."),
				     id);
		else if (!replies && acts[count].wrong != WRONG_ANY &&
			 (act->asks & ASKS_ITEMS) == 0)
			reader_fault(r, n,
				     N_("\"{value}\" names no answers or papers that could be "
					"wrong: it asks no \"items\"."),
				     id);
		else
			count++;
	}
	*ret = acts;
	return count;
}

/* --- what starts it --- */

static void read_starts(struct reader *r, const struct node *map, const struct service *s,
			struct clock *to)
{
	const char *word = reader_word(r, map, "starts", true), *id;
	const struct node *n = reader_find(map, "starts");

	if (word == NULL)
		return;
	if (strcmp(word, "submitted") == 0)
		return;
	if ((id = service_acts_argument(r, word, "entered")) != NULL) {
		to->starts = CLOCK_ENTERED;
		to->stage = service_stage(s, id);
	} else if ((id = service_acts_argument(r, word, "complete")) != NULL ||
		   (id = service_acts_argument(r, word, "done")) != NULL) {
		to->starts = *word == 'c' ? CLOCK_COMPLETE : CLOCK_DONE;
		to->act = id;
	}
	if (id == NULL && (id = service_acts_argument(r, word, "paid")) != NULL) {
		to->starts = CLOCK_PAID;
		to->charge = service_fees_find(r, n, s, id);
	}
	if (id == NULL)
		reader_fault(r, n,
			     N_("\"{value}\" starts no clock: write submitted, done(ACT), "
				"complete(ACT), entered(STAGE) or paid(FEE)."),
			     word);
	else if (to->starts == CLOCK_ENTERED && to->stage == NULL)
		reader_fault(r, n, N_("No clock starts with the stage \"{value}\": there is none."),
			     id);
	else if (to->act != NULL && service_any_act(s, id) == NULL)
		refuse_act(r, n, id);
}

/* --- how long it runs, and what then --- */

static void read_one_of(struct reader *r, const struct node *n, struct clock_length *to)
{
	const char *word = reader_word(r, n, "length", false);

	to->is_unknown = word != NULL && strcmp(word, "unknown") == 0;
	if (reader_lacks(n, "length"))
		reader_fault(r, n, N_("The key \"{value}\" is missing."), "length");
	if (!to->is_unknown)
		length_read(r, n, "length", &to->length);
}

/* The first that holds is its length; what stands behind one without a condition never would be. */
static void read_lengths(struct reader *r, const struct node *map, struct clock *to)
{
	static const char *const keys[] = {"when", "length", NULL};
	const struct node *list = reader_list(r, map, "lengths", true, READER_LIST_MAX);
	struct clock_length *lengths;
	bool closed = false;

	if (list == NULL)
		return;
	lengths = arena_array(r->arena, list->count + 1, sizeof(*lengths));
	for (const struct node *n = list->first; n != NULL; n = n->next) {
		struct clock_length *one = &lengths[to->length_count++];

		if (!reader_map(r, n, keys))
			continue;
		if (closed)
			reader_fault(r, n,
				     N_("The length before this one has no \"when\": it is for all "
					"others, so it stands last."),
				     NULL);
		closed = reader_find(n, "when") == NULL;
		one->when = reader_rule(r, n, "when", NULL);
		read_one_of(r, n, one);
	}
	to->lengths = lengths;
}

static void read_length(struct reader *r, const struct node *n, struct clock *to)
{
	bool several = reader_find(n, "lengths") != NULL;

	if (several && reader_find(n, "length") != NULL)
		reader_fault(
			r, reader_find(n, "lengths"),
			N_("A clock has a \"length\", or several under \"lengths\": one of the "
			   "two."),
			NULL);
	else if (several)
		read_lengths(r, n, to);
	else if (reader_lacks(n, "length"))
		reader_fault(r, n, N_("The key \"{value}\" is missing."), "length");
	else
		length_read(r, n, "length", &to->length);
}

static void read_calendar(struct reader *r, const struct node *map, const struct service *s,
			  struct clock *to)
{
	const char *id = reader_word(r, map, "calendar", false);

	to->calendar = id == NULL ? s->calendar : calendar_find(r->terms, id);
	if (id != NULL && to->calendar == NULL && !kind_is_faulty(r->terms, KIND_CALENDAR, id))
		reader_fault(r, reader_find(map, "calendar"),
			     N_("There is no calendar \"{value}\": import its file first."), id);
	if (to->calendar != NULL)
		to->rules = to->calendar->rules;
	calendar_read_rules(r, map, &to->rules);
}

bool service_clocks_do(const struct service *s, const struct act *act)
{
	for (size_t i = 0; i < s->clock_count; i++)
		if (s->clocks[i].when_over == act)
			return true;
	for (size_t i = 0; i < s->task_count; i++)
		if (s->tasks[i].clock != NULL && s->tasks[i].clock->when_over == act)
			return true;
	return false;
}

static void read_when_over(struct reader *r, const struct node *map, const struct service *s,
			   struct clock *to)
{
	const char *id = reader_word(r, map, "when_over", false);
	const struct act *act = id == NULL ? NULL : service_any_act(s, id);

	if (id == NULL)
		return;
	if (act == NULL)
		refuse_act(r, reader_find(map, "when_over"), id);
	else if (!act->by_clock || act->by_payment)
		reader_fault(r, reader_find(map, "when_over"),
			     N_("No clock does \"{value}\": write \"by: clock\" into that act."),
			     id);
	to->when_over = act;
	if (act != NULL && service_clocks_do(s, act))
		reader_fault(r, reader_find(map, "when_over"),
			     N_("Another clock does \"{value}\" already: each has an act of its "
				"own."),
			     id);
}

static void read_clock(struct reader *r, const struct node *n, struct service *s)
{
	static const char *const keys[] = {"id",       "name",      "starts",       "length",
					   "lengths",  "calendar",  "first_day",    "clear_days",
					   "last_day", "paused_by", "restarted_by", "when_over",
					   NULL};
	struct clock *to = &s->clocks[s->clock_count];

	if (!reader_map(r, n, keys))
		return;
	to->id = reader_id(r, n, "id");
	to->name = reader_text(r, n, "name", true, READER_NAME_MAX);
	read_starts(r, n, s, to);
	read_length(r, n, to);
	read_calendar(r, n, s, to);
	to->paused_count = read_acts(r, n, "paused_by", s, true, &to->paused_by);
	to->restarted_count = read_acts(r, n, "restarted_by", s, false, &to->restarted_by);
	read_when_over(r, n, s, to);
	if (to->id == NULL)
		return;
	if (service_clock(s, to->id) != NULL)
		reader_fault(r, n, N_("The id \"{value}\" appears twice here."), to->id);
	s->clock_count++;
}

/* --- acts that no clock does --- */

static void check_acts(struct reader *r, const struct node *map, const struct service *s,
		       const struct stage *at)
{
	const struct node *list = reader_find(map, "acts");
	const struct node *n = list == NULL ? NULL : list->first;

	for (size_t i = 0; n != NULL; i++, n = n->next) {
		const struct act *act = at == NULL ? &s->acts[i] : at->acts[i];

		if (act->by_clock && !act->by_payment && !service_clocks_do(s, act))
			reader_fault(
				r, n,
				N_("No clock does \"{value}\": write it into the \"when_over\" "
				   "of one."),
				act->id);
	}
}

void service_clocks_read(struct reader *r, const struct node *root, struct service *s)
{
	const struct node *list = reader_list(r, root, "clocks", false, READER_LIST_MAX);
	const struct node *stage = reader_find(root, "stages")->first;
	size_t before = r->count;

	if (list != NULL)
		s->clocks = arena_array(r->arena, list->count, sizeof(*s->clocks));
	for (const struct node *n = list == NULL ? NULL : list->first; n != NULL; n = n->next)
		read_clock(r, n, s);
	if (r->count != before)
		return;
	for (size_t i = 0; i < s->stage_count; i++, stage = stage->next)
		check_acts(r, stage, s, &s->stages[i]);
	check_acts(r, root, s, NULL);
}
