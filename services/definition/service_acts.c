/* service_acts.c - what may be done with an application, as a definition has it. */
#include "services/definition/service_acts.h"

#include "services/definition/reason.h"
#include "services/definition/service.h"
#include "services/definition/service_after.h"
#include "services/definition/service_fees.h"
#include "services/definition/service_notices.h"
#include "services/definition/service_route.h"
#include "services/definition/service_signatures.h"
#include "services/definition/service_tasks.h"
#include "services/definition/service_turn.h"

#include <string.h>

/* --- what an act asks, and needs --- */

static bool is_refusal(const struct act *act)
{
	return act->does == ACT_ENDS && act->bearing == BEARING_REJECTED;
}

static void read_reasons(struct reader *r, const struct node *n, struct act *to)
{
	bool asked = (to->asks & ASKS_REASON) != 0 || (to->by_clock && is_refusal(to));
	const struct reason_list list = reason_read(r, n, asked, to->bearing == BEARING_REJECTED);

	to->reasons = list.of;
	to->reason_count = list.count;
}

const char *service_acts_argument(struct reader *r, const char *word, const char *name)
{
	size_t len = strlen(name), whole = strlen(word);

	if (strncmp(word, name, len) != 0 || word[len] != '(' || word[whole - 1] != ')')
		return NULL;
	word = arena_slice(r->arena, word + len + 1, whole - len - 2);
	return strpbrk(word, "()") == NULL ? word : NULL;
}

static void need_task(struct reader *r, const struct node *n, const struct service *s,
		      const char *id, struct need *to)
{
	char known[KNOWN_MAX] = "";

	to->kind = NEED_CLOSED;
	to->task = service_task(s, id);
	if (to->task != NULL)
		return;
	for (size_t i = 0; i < s->task_count; i++)
		known_add(known, s->tasks[i].id);
	reader_fault_known(r, n, N_("There is no task \"{value}\"; \"tasks\" has: {known}."), id,
			   known);
}

/* The task that one comparison is about: before that is closed it cannot hold. */
static const struct task *task_of(const struct service *s, const struct rule *rule,
				  const char *word)
{
	const char *point = strchr(word, '.');
	const struct rule *left, *right;

	if (point == NULL || rule_joint(rule, &left, &right) != RULE_COMPARE)
		return NULL;
	for (size_t i = 0; i < s->task_count; i++)
		if (strlen(s->tasks[i].id) == (size_t)(point - word) &&
		    strncmp(s->tasks[i].id, word, (size_t)(point - word)) == 0)
			return &s->tasks[i];
	return NULL;
}

static void need_rule(struct reader *r, const struct node *n, const struct service *s,
		      struct need *to)
{
	const struct rule *rule = reader_rule_inside(r, n);

	*to = (struct need){.kind = NEED_RULE, .rule = rule};
	if (rule != NULL)
		to->task = task_of(s, rule, n->value);
	else if (n->kind == NODE_WORD &&
		 (strstr(n->value, "closed(") != NULL ||
		  strstr(n->value, "another_than(") != NULL || strstr(n->value, "paid(") != NULL))
		reader_fault(r, n,
			     N_("\"{value}\": closed(TASK), another_than(ACT) and paid(FEE) are "
				"not combined with anything. Each is an entry of \"needs\" by "
				"itself, and all entries have to hold; \"or\" is for what tasks "
				"came to, as in opinion.advice = favourable."),
			     n->value);
	else
		reader_fault(
			r, n,
			N_("\"{value}\" is nothing that an act may need: write closed(TASK), "
			   "signed(SIGNATURE), another_than(ACT), paid(FEE) or a condition, as in "
			   "opinion.advice = favourable."),
			n->kind == NODE_WORD ? n->value : "");
}

static void read_needs(struct reader *r, const struct node *map, const struct service *s,
		       struct act *to)
{
	const struct node *list = reader_list(r, map, "needs", false, READER_LIST_MAX);

	if (list == NULL)
		return;
	to->needs = arena_array(r->arena, list->count, sizeof(*to->needs));
	for (const struct node *n = list->first; n != NULL; n = n->next) {
		const char *word = n->kind == NODE_WORD ? n->value : "", *id;
		struct need *need = &to->needs[to->need_count];

		if ((id = service_acts_argument(r, word, "closed")) != NULL)
			need_task(r, n, s, id, need);
		else if ((id = service_acts_argument(r, word, "another_than")) != NULL)
			*need = (struct need){.kind = NEED_ANOTHER, .act = id};
		else if ((id = service_acts_argument(r, word, "signed")) != NULL)
			service_signatures_need(r, n, s, id, need);
		else if ((id = service_acts_argument(r, word, "paid")) != NULL)
			service_fees_need(r, n, s, id, need);
		else
			need_rule(r, n, s, need);
		to->need_count += id != NULL || need->rule != NULL;
	}
}

/* --- where it leads --- */

const struct stage *service_acts_stage(struct reader *r, const struct node *n,
				       const struct service *s)
{
	const char *id = n->kind == NODE_WORD ? n->value : "";
	const struct stage *stage = service_stage(s, id);
	char known[KNOWN_MAX] = "";

	if (stage != NULL)
		return stage;
	for (size_t i = 0; i < s->stage_count; i++)
		known_add(known, s->stages[i].id);
	reader_fault_known(r, n, N_("There is no stage \"{value}\"; there is {known}."), id, known);
	return NULL;
}

/* A stage, or a list of them, in `ret`; where there is room for `ends`, also those. */
static size_t read_stages(struct reader *r, const struct node *n, const struct service *s,
			  const struct stage ***ret, unsigned *ends)
{
	const struct node *one = n->kind == NODE_LIST ? n->first : n;
	size_t count = 0;

	*ret = arena_array(r->arena, n->kind == NODE_LIST ? n->count : 1, sizeof(**ret));
	for (; one != NULL; one = n->kind == NODE_LIST ? one->next : NULL) {
		const struct stage *stage = ends != NULL && service_after_from(r, one, ends)
						    ? NULL
						    : service_acts_stage(r, one, s);

		if (stage != NULL)
			(*ret)[count++] = stage;
	}
	return count;
}

static void read_to(struct reader *r, const struct node *map, const struct service *s,
		    const struct stage *at, struct act *to)
{
	const struct node *n = reader_find(map, "to");
	const char *end = n == NULL || n->kind != NODE_WORD
				  ? NULL
				  : service_acts_argument(r, n->value, "end");

	if (n == NULL)
		return;
	if (end != NULL) {
		to->does = ACT_ENDS;
		service_after_end(r, n, end, &to->bearing);
		return;
	}
	to->does = ACT_MOVES;
	to->to_count = read_stages(r, n, s, &to->to, NULL);
	for (size_t i = 0; i < to->to_count; i++)
		if (to->to[i] == at)
			reader_fault(r, n,
				     N_("\"{value}\" is the stage at which this is done. Leave "
					"\"to\" out where the application stays there. Where its "
					"tasks are to be opened anew, lead to another stage "
					"(\"occasional: yes\"), one of whose acts leads back."),
				     at->id);
	if (n->kind == NODE_LIST && n->count == 0)
		reader_fault(r, n, N_("The list \"{key}\" must not be empty."), NULL);
}

static void read_from(struct reader *r, const struct node *map, const struct service *s,
		      struct act *to)
{
	const struct node *n = reader_find(map, "from");

	if (n != NULL && !(n->kind == NODE_WORD && strcmp(n->value, "any") == 0))
		to->from_count = read_stages(r, n, s, &to->from, &to->from_ends);
	else if (reader_lacks(map, "from"))
		reader_fault(r, map, N_("The key \"{value}\" is missing."), "from");
	if (n != NULL && n->kind == NODE_LIST && n->count == 0)
		reader_fault(r, n, N_("The list \"{key}\" must not be empty."), NULL);
}

/* --- who does it --- */

static void read_by(struct reader *r, const struct node *map, bool need, struct act *to)
{
	enum stage_actor *by;
	int actor;

	if (reader_find(map, "by") == NULL && !need)
		return;
	actor = service_turn_read(r, map, "by", codes_act_actor, &to->role);
	to->by_clock = actor > ACTOR_AUTHORITY;
	to->by_payment = actor == ACTOR_AUTHORITY + 2;
	if (to->by_clock)
		return;
	by = arena_take(r->arena, sizeof(*by));
	*by = to->role != NULL ? ACTOR_ROLE : actor < 0 ? ACTOR_OFFICER : (enum stage_actor)actor;
	to->by = by;
}

/* Nobody types anything then, and nobody else's work stops it. */
static void check_clock(struct reader *r, const struct node *n, const struct act *act)
{
	if (act->asks != 0 || act->need_count > 0 || act->to_count > 1 || act->when != NULL ||
	    act->form != NULL)
		reader_fault(
			r, reader_find(n, "by"),
			N_("What a clock does asks and needs nothing, and leads to one stage or "
			   "to an end."),
			NULL);
	if (is_refusal(act) && act->reason_count != 1)
		reader_fault(r, n,
			     N_("A clock that refuses gives the reason that the law has: write one "
				"under \"reasons\"."),
			     NULL);
}

/* Nobody is refused, or asked, in words that they may not read. */
static void check_inside(struct reader *r, const struct node *n, const struct act *act)
{
	if (act->inside && (act->by_clock || is_refusal(act) || act->does == ACT_ASKS ||
			    (act->by != NULL && *act->by == ACTOR_APPLICANT)))
		reader_fault(r, reader_find(n, "inside"),
			     N_("The applicant has to read the words of this act: only those of "
				"acts of staff that neither ask nor refuse may stay inside."),
			     NULL);
	if (act->to_office != NULL && (act->asks & ASKS_OFFICE) != 0)
		reader_fault(r, reader_find(n, "to_office"),
			     N_("Either the definition says the office, or who acts does: leave "
				"one of \"to_office\" and \"office\" out."),
			     NULL);
	if (act->to_office != NULL && (act->by_clock || act->does == ACT_ENDS))
		reader_fault(r, reader_find(n, "to_office"),
			     N_("An act that sends to an office is done by staff, and does not end "
				"the application."),
			     NULL);
}

/* What does not go together. */
static void check(struct reader *r, const struct node *n, const struct act *act)
{
	bool waits = (act->asks & (ASKS_ITEMS | ASKS_REPLY)) != 0;
	bool takes_back = act->does == ACT_ENDS && act->bearing == BEARING_WITHDRAWN;

	if (waits && reader_find(n, "to") != NULL)
		reader_fault(
			r, reader_find(n, "to"),
			N_("An act that asks the applicant leads nowhere: the answer comes back "
			   "to the stage that asked."),
			NULL);
	check_inside(r, n, act);
	if (act->by_payment)
		service_fees_check_act(r, n, act);
	else if (act->by_clock)
		check_clock(r, n, act);
	else if (is_refusal(act) && (act->asks & (ASKS_REASON | ASKS_WORDS)) == 0)
		reader_fault(r, n,
			     N_("A refusal needs a reason: let the act ask for \"reason\" or "
				"\"words\"."),
			     NULL);
	if (act->by != NULL && *act->by == ACTOR_APPLICANT &&
	    (!takes_back || act->asks != 0 || act->need_count > 0 || act->when != NULL ||
	     act->form != NULL))
		reader_fault(
			r, reader_find(n, "by"),
			N_("The applicant can only withdraw: write to: end(withdrawn), and let "
			   "it ask and need nothing."),
			NULL);
}

static const char *const act_keys[] = {"id",        "name",    "from",   "by",      "to",
				       "needs",     "asks",    "when",   "reasons", "at_most",
				       "notice",    "effects", "appeal", "form",    "inside",
				       "to_office", "called",  NULL};

static void read_act(struct reader *r, const struct node *n, struct service *s, struct stage *at,
		     struct act *to)
{
	static const long times[2] = {1, 100};
	static const char *const yes[] = {"no", "yes", NULL};

	to->told = true;
	to->name = reader_text(r, n, "name", true, READER_NAME_MAX);
	to->asks = reader_bits(r, n, "asks", codes_act_asks);
	reader_number(r, n, "at_most", false, times, &to->most);
	read_by(r, n, at == NULL, to);
	if (at == NULL)
		read_from(r, n, s, to);
	else if (reader_find(n, "from") != NULL)
		reader_fault(r, reader_find(n, "from"), N_("The key \"{key}\" is not known here."),
			     NULL);
	read_to(r, n, s, at, to);
	if (to->does == ACT_STAYS && (to->asks & (ASKS_ITEMS | ASKS_REPLY)) != 0) {
		to->does = ACT_ASKS;
		to->bearing = BEARING_NEEDS_INFO;
	}
	read_reasons(r, n, to);
	read_needs(r, n, s, to);
	r->inside = true;
	to->when = reader_rule(r, n, "when", NULL);
	r->inside = false;
	service_notices_read(r, n, to);
	service_after_read(r, n, s, to);
	to->inside = reader_find(n, "inside") != NULL && reader_choice(r, n, "inside", yes) == 1;
	if (reader_find(n, "to_office") != NULL)
		to->to_office = reader_id(r, n, "to_office");
	service_route_note(r, n, "to_office", to->to_office, s);
	to->form = service_tasks_form(r, n, s, &(struct desk_owner){to->name, NULL});
	to->called = reader_text(r, n, "called", false, READER_NAME_MAX);
	if (reader_find(n, "called") != NULL && to->does != ACT_ENDS)
		reader_fault(
			r, reader_find(n, "called"),
			N_("\"called\" is what people read of an end: it stands beside one, as "
			   "in to: end(withdrawn)."),
			NULL);
	check(r, n, to);
}

void service_acts_read(struct reader *r, const struct node *map, struct service *s,
		       struct stage *at)
{
	const struct node *list = reader_list(r, map, "acts", false, READER_LIST_MAX);
	struct act *acts;
	size_t count = 0;

	if (list == NULL)
		return;
	acts = arena_array(r->arena, list->count, sizeof(*acts));
	for (const struct node *n = list->first; n != NULL; n = n->next) {
		if (!reader_map(r, n, act_keys))
			continue;
		acts[count].id = reader_id(r, n, "id");
		read_act(r, n, s, at, &acts[count]);
		count += acts[count].id != NULL;
	}
	if (at == NULL) {
		s->acts = acts;
		s->act_count = count;
		return;
	}
	at->acts = arena_array(r->arena, count, sizeof(*at->acts));
	at->act_count = count;
	for (size_t i = 0; i < count; i++)
		at->acts[i] = &acts[i];
}

/* --- when all are read --- */

static bool has_act(const struct service *s, const char *id)
{
	return service_any_act(s, id) != NULL;
}

static void link_one(struct reader *r, const struct node *n, const struct service *s,
		     const struct act *act)
{
	const struct node *needs = reader_find(n, "needs");
	const struct node *word = needs == NULL ? NULL : needs->first;

	if (strcmp(act->id, service_reply.id) == 0 || strcmp(act->id, SERVICE_CLOSE) == 0 ||
	    strcmp(act->id, SERVICE_HAND_OVER) == 0 || strcmp(act->id, SERVICE_RECOUNT) == 0 ||
	    strcmp(act->id, SERVICE_FEE_DUE) == 0 || strcmp(act->id, SERVICE_FEE_PAID) == 0 ||
	    strcmp(act->id, SERVICE_FEE_NONE) == 0)
		reader_fault(r, n, N_("The id \"{value}\" is the portal's own."), act->id);
	for (size_t i = 0; i < act->need_count; i++, word = word->next)
		if (act->needs[i].kind == NEED_ANOTHER && !has_act(s, act->needs[i].act) &&
		    service_task(s, act->needs[i].act) == NULL)
			reader_fault(r, word,
				     N_("There is no act and no task \"{value}\" in this "
					"definition."),
				     act->needs[i].act);
}

/* Whether at one of the stages the act cannot be told from one before it. */
static bool is_hidden(const struct service *s, const struct act *act)
{
	for (size_t k = 0; k < s->stage_count; k++) {
		const struct act *first = service_act(s, &s->stages[k], act->id), *other;

		for (size_t i = 0; first != NULL && first != act; i++) {
			other = service_each_act(s, &s->stages[k], i);
			if (other == act)
				return true;
			if (other == NULL)
				break;
		}
	}
	return false;
}

/* The acts of `map` in the order of its list, which were all understood. */
static void link_list(struct reader *r, const struct node *map, const struct service *s,
		      const struct stage *at)
{
	const struct node *list = reader_find(map, "acts");
	const struct node *n = list == NULL ? NULL : list->first;

	for (size_t i = 0; n != NULL; i++, n = n->next) {
		const struct act *act = at == NULL ? &s->acts[i] : at->acts[i];

		link_one(r, n, s, act);
		if (is_hidden(s, act))
			reader_fault(r, n, N_("The id \"{value}\" appears twice here."), act->id);
	}
}

void service_acts_link(struct reader *r, const struct node *root, const struct service *s)
{
	const struct node *n = reader_find(root, "stages")->first;

	for (size_t i = 0; i < s->stage_count; i++, n = n->next)
		link_list(r, n, s, &s->stages[i]);
	link_list(r, root, s, NULL);
}
