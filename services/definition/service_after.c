/* service_after.c - what comes after an end: acts that can be done then, appeals, and what an
 * appeal does with the application that it is about, as a definition has them. */
#include "services/definition/service_after.h"

#include "services/definition/length.h"
#include "services/definition/service.h"
#include "services/definition/service_acts.h"
#include "services/definition/service_entry.h"
#include "services/definition/service_outputs.h"

#include <string.h>

bool service_after_end(struct reader *r, const struct node *n, const char *end, enum bearing *ret)
{
	static const enum bearing ends[] = {BEARING_APPROVED, BEARING_REJECTED, BEARING_WITHDRAWN};
	char known[KNOWN_MAX] = "";

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		if (strcmp(codes_bearing[ends[i]], end) == 0) {
			*ret = ends[i];
			return true;
		}
		known_add(known, codes_bearing[ends[i]]);
	}
	reader_fault_known(r, n, N_("\"{value}\" is no end; there is {known}."), end, known);
	return false;
}

bool service_after_from(struct reader *r, const struct node *n, unsigned *ends)
{
	const char *end = n->kind == NODE_WORD ? service_acts_argument(r, n->value, "end") : NULL;
	enum bearing bearing;

	if (end != NULL && service_after_end(r, n, end, &bearing))
		*ends |= 1U << bearing;
	return end != NULL;
}

/* --- appeals --- */

static bool is_refusal(const struct act *act)
{
	return act->does == ACT_ENDS && act->bearing == BEARING_REJECTED;
}

static void read_appeal(struct reader *r, const struct node *map, const struct service *s,
			struct act *to)
{
	static const char *const keys[] = {"service", "within", NULL};
	const struct node *n = reader_find(map, "appeal");
	struct appeal *appeal;

	if (n == NULL || !reader_map(r, n, keys))
		return;
	appeal = arena_take(r->arena, sizeof(*appeal));
	*appeal = (struct appeal){.service = reader_id(r, n, "service"), .line = n->line};
	if (reader_find(n, "within") == NULL)
		reader_fault(r, n, N_("The key \"{value}\" is missing."), "within");
	else
		length_read(r, n, "within", &appeal->within);
	if (!is_refusal(to))
		reader_fault(r, n,
			     N_("Only an act that refuses can be appealed: to: end(rejected)."),
			     NULL);
	if (appeal->service == NULL)
		return;
	if (reader_find(n, "service") != NULL)
		appeal->line = reader_find(n, "service")->line;
	if (s->id != NULL && strcmp(appeal->service, s->id) == 0)
		reader_fault(r, reader_find(n, "service"),
			     N_("An appeal goes to another service, with a decider of its own."),
			     NULL);
	to->appeal = appeal;
}

/* --- effects --- */

/* What is done with the application that this one appeals. */
static void read_effect(struct reader *r, const struct node *n, struct act *to)
{
	static const char *const keys[] = {"act", "enter", "change", "suspend", "end", NULL};
	static const char *const of[] = {"of", "id", NULL};
	const struct node *act;
	const char *whose;

	if (service_outputs_effect(r, n, to) || !reader_map(r, n, keys) ||
	    service_entry_read(r, n, to))
		return;
	act = reader_find(n, "act");
	if (act == NULL) {
		reader_fault(r, n, N_("The key \"{value}\" is missing."), "act");
		return;
	}
	if (!reader_map(r, act, of))
		return;
	whose = reader_word(r, act, "of", true);
	to->effects[to->effect_count].act = reader_id(r, act, "id");
	if (whose != NULL && strcmp(whose, "appealed") != 0)
		reader_fault(r, reader_find(act, "of"),
			     N_("\"{value}\" is no other application: write \"appealed\", the one "
				"that this one is an appeal of."),
			     whose);
	to->effect_count += to->effects[to->effect_count].act != NULL;
}

static void read_effects(struct reader *r, const struct node *map, struct act *to)
{
	const struct node *list = reader_list(r, map, "effects", false, READER_LIST_MAX);

	if (list == NULL)
		return;
	to->effects = arena_array(r->arena, list->count, sizeof(*to->effects));
	to->entries = arena_array(r->arena, list->count, sizeof(*to->entries));
	for (const struct node *n = list->first; n != NULL; n = n->next)
		read_effect(r, n, to);
	if (to->by_clock && to->effect_count > 0)
		reader_fault(r, list, N_("What a clock does has no effects on other applications."),
			     NULL);
}

/* Nobody goes on with what has ended for no reason. */
static void check_from(struct reader *r, const struct node *map, const struct act *act)
{
	const struct node *n = reader_find(map, "from");

	if (act->from_ends == 0)
		return;
	if (act->by_clock || (act->by != NULL && *act->by == ACTOR_APPLICANT))
		reader_fault(r, n,
			     N_("What has ended is gone on with by the authority alone: an officer "
				"or a head."),
			     NULL);
	else if ((act->asks & (ASKS_REASON | ASKS_WORDS)) == 0)
		reader_fault(r, n,
			     N_("To go on with what has ended needs a reason: let the act ask for "
				"\"reason\" or \"words\"."),
			     NULL);
	if ((act->asks & (ASKS_ITEMS | ASKS_REPLY)) != 0)
		reader_fault(
			r, n,
			N_("Nobody is asked after an end: let an act lead back to a stage, and "
			   "ask from there."),
			NULL);
}

void service_after_read(struct reader *r, const struct node *map, const struct service *s,
			struct act *to)
{
	read_appeal(r, map, s, to);
	read_effects(r, map, to);
	if ((to->asks & ASKS_OFFICE) != 0 && (to->asks & ASKS_WORDS) == 0)
		reader_fault(r, reader_find(map, "asks"),
			     N_("Whoever sends it to another office says why: let the act ask for "
				"\"words\", too."),
			     NULL);
	check_from(r, map, to);
}

/* --- when services are read --- */

/* Whom the four eyes of an appeal can find: a clock is nobody. */
static bool has_decider(const struct service *s)
{
	const struct act *act;

	for (size_t at = 0; at < s->stage_count; at++)
		for (size_t i = 0; (act = service_each_act(s, &s->stages[at], i)) != NULL; i++)
			if (act->does == ACT_ENDS && !act->by_clock &&
			    act->bearing != BEARING_WITHDRAWN &&
			    service_act_by(act, &s->stages[at]) != ACTOR_APPLICANT)
				return true;
	return false;
}

const char *service_after_refuse(const struct service *to)
{
	if (to == NULL)
		return N_("There is no service \"{value}\" to appeal to: check or import it with "
			  "this one.");
	if (to->form == NULL || to->stage_count == 0)
		return N_("Nobody can appeal to the service \"{value}\": it has no form.");
	if (!has_decider(to))
		return N_("Nobody decides in the service \"{value}\": an appeal needs a stage at "
			  "which an officer or a head does.");
	return NULL;
}

/* Whether an act of this id can go on from a refusal, to one stage or end. */
static bool goes_on(const struct service *s, const char *id)
{
	const struct act *act;

	for (size_t i = 0; (act = service_each_after(s, BEARING_REJECTED, i)) != NULL; i++)
		if (strcmp(act->id, id) == 0)
			return act->does != ACT_MOVES || act->to_count == 1;
	return false;
}

static const char *unknown_of(const struct service *of, const struct act *act)
{
	for (size_t i = 0; i < act->effect_count; i++)
		if (!goes_on(of, act->effects[i].act))
			return act->effects[i].act;
	return NULL;
}

const char *service_after_refuse_effects(const struct service *of, const struct service *to,
					 const char **ret_act)
{
	const struct act *act;

	for (size_t i = 0; (act = service_all_acts(to, i)) != NULL; i++) {
		*ret_act = unknown_of(of, act);
		if (*ret_act != NULL)
			return N_(
				"The appeal does \"{value}\" with what it is about, but no act of "
				"this id is possible from: end(rejected) and leads to one stage.");
	}
	return NULL;
}
