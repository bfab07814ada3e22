/* service_stages.c - the stages that an application goes through, as a definition has them: what
 * may be done at each, in the long form as acts, in the short one as a few words that mean some. */
#include "services/definition/service_stages.h"

#include "services/definition/known.h"
#include "services/definition/length.h"
#include "services/definition/service.h"
#include "services/definition/service_acts.h"
#include "services/definition/service_notices.h"
#include "services/definition/service_tasks.h"
#include "services/definition/service_clocks.h"
#include "services/definition/service_fees.h"
#include "services/definition/service_ends.h"
#include "services/definition/service_turn.h"

#include <string.h>

/* What the words of `may` mean, in their order; the last with "forward: […]" has targets of its
 * own. */
static const struct act meant[] = {
	{.id = "ask",
	 .does = ACT_ASKS,
	 .bearing = BEARING_NEEDS_INFO,
	 .asks = ASKS_WORDS | ASKS_REPLY},
	{.id = "approve", .does = ACT_ENDS, .bearing = BEARING_APPROVED},
	{.id = "reject", .does = ACT_ENDS, .bearing = BEARING_REJECTED, .asks = ASKS_WORDS},
	{.id = "forward", .does = ACT_MOVES, .bearing = BEARING_IN_REVIEW},
};
#define MEANT (sizeof(meant) / sizeof(meant[0]))

static bool is_long(const struct node *n)
{
	return n->kind == NODE_MAP && reader_lacks(n, "actor") &&
	       (reader_find(n, "by") != NULL || reader_find(n, "acts") != NULL);
}

static void read_bearing(struct reader *r, const struct node *n, struct stage *to)
{
	int bearing = reader_find(n, "bearing") == NULL
			      ? -1
			      : reader_choice(r, n, "bearing", codes_bearing);

	if (bearing < 0)
		return;
	to->bearing = (enum bearing)bearing;
	if (bearing != BEARING_SUBMITTED && bearing != BEARING_IN_REVIEW &&
	    bearing != BEARING_AWAITING_PAYMENT)
		reader_fault(r, reader_find(n, "bearing"), N_("\"{key}\" must be one of: {value}."),
			     "submitted, in_review, awaiting_payment");
}

/* All but what names other stages; in *ret_may what the words of the short form are. */
static void read_stage(struct reader *r, const struct node *n, struct stage *to, unsigned *ret_may)
{
	static const char *const brief[] = {"id", "name", "actor", "may", "days", "forward", NULL};
	static const char *const full[] = {"id",     "name", "bearing",    "by", "tasks",
					   "target", "acts", "occasional", NULL};
	static const char *const yes[] = {"no", "yes", NULL};
	static const long days[2] = {1, 3650};
	bool in_full = is_long(n);
	int actor;

	if (!reader_map(r, n, in_full ? full : brief))
		return;
	to->id = reader_id(r, n, "id");
	to->name = reader_text(r, n, "name", true, READER_NAME_MAX);
	actor = service_turn_read(r, n, in_full ? "by" : "actor", codes_stage_actor, &to->role);
	to->actor = to->role != NULL ? ACTOR_ROLE
		    : actor < 0      ? ACTOR_OFFICER
				     : (enum stage_actor)actor;
	if (in_full) {
		read_bearing(r, n, to);
		length_read(r, n, "target", &to->target);
		to->occasional = reader_find(n, "occasional") != NULL &&
				 reader_choice(r, n, "occasional", yes) == 1;
	} else {
		to->target.unit = UNIT_DAY;
		*ret_may = reader_bits(r, n, "may", codes_stage_act);
		reader_number(r, n, "days", false, days, &to->target.value);
	}
}

static const struct node *read_stages(struct reader *r, const struct node *root, struct service *s,
				      unsigned *may)
{
	const struct node *list = reader_list(r, root, "stages", false, READER_LIST_MAX);

	if (list == NULL)
		return NULL;
	s->stages = arena_array(r->arena, list->count, sizeof(*s->stages));
	for (const struct node *n = list->first; n != NULL; n = n->next) {
		struct stage *to = &s->stages[s->stage_count];

		*to = (struct stage){.bearing = s->stage_count == 0 ? BEARING_SUBMITTED
								    : BEARING_IN_REVIEW};
		read_stage(r, n, to, &may[s->stage_count]);
		if (to->id == NULL)
			continue;
		if (to->occasional && s->stage_count == 0)
			reader_fault(r, reader_find(n, "occasional"),
				     N_("Every application comes to the first stage: it is not "
					"\"occasional\"."),
				     NULL);
		if (service_stage(s, to->id) != NULL)
			reader_fault(r, n, N_("The id \"{value}\" appears twice here."), to->id);
		s->stage_count++;
	}
	return list;
}

static void read_targets(struct reader *r, const struct node *list, const struct service *s,
			 const struct stage *from, struct act *forward)
{
	forward->to = arena_array(r->arena, list->count, sizeof(const struct stage *));
	for (const struct node *n = list->first; n != NULL; n = n->next) {
		const struct stage *to = service_acts_stage(r, n, s);

		if (to != NULL && to == from)
			reader_fault(r, n,
				     N_("\"{value}\" is this stage itself: \"forward\" names the "
					"stages that come next."),
				     to->id);
		else if (to != NULL)
			forward->to[forward->to_count++] = to;
	}
}

/* The short form's words as the acts that they mean. */
static void read_may(struct reader *r, const struct node *n, const struct service *s,
		     struct stage *at, unsigned may)
{
	const struct node *to = reader_list(r, n, "forward", false, READER_LIST_MAX);
	struct act *forward;

	may |= to != NULL ? STAGE_FORWARD : 0;
	at->acts = arena_array(r->arena, MEANT, sizeof(*at->acts));
	for (size_t i = 0; i < MEANT; i++)
		if (may & (1U << i))
			at->acts[at->act_count++] = &meant[i];
	if (to == NULL)
		return;
	forward = arena_take(r->arena, sizeof(*forward));
	*forward = meant[MEANT - 1];
	read_targets(r, to, s, at, forward);
	at->acts[at->act_count - 1] = forward;
}

static void read_tasks(struct reader *r, const struct node *n, const struct service *s,
		       struct stage *at)
{
	const struct node *list = reader_list(r, n, "tasks", false, READER_LIST_MAX);
	char known[KNOWN_MAX] = "";

	if (list == NULL)
		return;
	for (size_t i = 0; i < s->task_count; i++)
		known_add(known, s->tasks[i].id);
	at->tasks = arena_array(r->arena, list->count, sizeof(*at->tasks));
	for (const struct node *i = list->first; i != NULL; i = i->next) {
		const char *id = i->kind == NODE_WORD ? i->value : "";
		const struct task *task = service_task(s, id);

		if (task != NULL)
			at->tasks[at->task_count++] = task;
		else
			reader_fault_known(r, i,
					   N_("There is no task \"{value}\"; \"tasks\" has: "
					      "{known}."),
					   id, known);
	}
}

/* When all stages have their ids: what may be done at each. */
static void read_acts(struct reader *r, const struct node *list, struct service *s,
		      const unsigned *may)
{
	size_t i = 0;

	for (const struct node *n = list->first; n != NULL; n = n->next, i++)
		if (is_long(n)) {
			read_tasks(r, n, s, &s->stages[i]);
			service_acts_read(r, n, s, &s->stages[i]);
		} else {
			read_may(r, n, s, &s->stages[i], may[i]);
		}
}

/* The long form without stages has nowhere to act. */
static void check_alone(struct reader *r, const struct node *root)
{
	static const char *const keys[] = {"acts", "tasks", "clocks", "fees", NULL};

	for (size_t i = 0; keys[i] != NULL; i++)
		if (reader_find(root, keys[i]) != NULL)
			reader_fault(
				r, reader_find(root, keys[i]),
				N_("\"{key}\" needs \"stages\": what happens to an application."),
				NULL);
}

void service_stages_read(struct reader *r, const struct node *root, struct service *s)
{
	unsigned may[READER_LIST_MAX] = {0};
	size_t before = r->count;
	const struct node *list;

	service_tasks_read(r, root, s);
	service_fees_read(r, root, s);
	service_notices_default(r, s);
	list = read_stages(r, root, s, may);
	if (list == NULL) {
		check_alone(r, root);
		return;
	}
	if (r->count == before)
		read_acts(r, list, s, may);
	if (r->count == before)
		service_acts_read(r, root, s, NULL);
	/* What was not understood would be told twice. */
	r->unacted = r->count != before;
	if (s->stage_count == 0 || r->unacted)
		return;
	service_acts_link(r, root, s);
	service_tasks_link(r, root, s);
	service_clocks_read(r, root, s);
	service_fees_link(r, root, s);
	if (r->count == before)
		service_ends_check(r, root, s);
	if (r->count == before)
		service_turn_check(r, root, s);
}
