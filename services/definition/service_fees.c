/* service_fees.c - the fees of a service that become due, as a definition has them: how much, in
 * which case, and by what they are raised. */
#include "services/definition/service_fees.h"

#include "services/definition/fee_read.h"
#include "services/definition/length.h"
#include "services/definition/service.h"

#include <stdlib.h>
#include <string.h>

#define SUBMIT "submit"

static void read_fee(struct reader *r, const struct node *n, struct service *s)
{
	static const char *const keys[] = {"id",    "name", "when",   "amount", "by",
					   "tiers", "of",   "rate",   "per",    "unit",
					   "min",   "max",  "raised", "due",    NULL};
	struct charge *to = &s->charges[s->charge_count];
	const char *raised;

	if (!reader_map(r, n, keys))
		return;
	to->id = reader_id(r, n, "id");
	to->name = reader_text(r, n, "name", true, READER_NAME_MAX);
	raised = reader_word(r, n, "raised", true);
	to->act =
		raised == NULL || strcmp(raised, SUBMIT) == 0 ? NULL : arena_text(r->arena, raised);
	r->inside = to->act != NULL;
	to->when = reader_rule(r, n, "when", NULL);
	r->inside = false;
	fee_read_much(r, n, to);
	length_read(r, n, "due", &to->due);
	if (to->id == NULL)
		return;
	if (service_charge(s, to->id) != NULL)
		reader_fault(r, n, N_("The id \"{value}\" appears twice here."), to->id);
	s->charge_count++;
}

void service_fees_read(struct reader *r, const struct node *root, struct service *s)
{
	const struct node *list = reader_list(r, root, "fees", false, READER_LIST_MAX);

	if (list == NULL)
		return;
	if (reader_lacks(root, "form"))
		reader_fault(r, list,
			     N_("\"{key}\" needs \"form\": they are raised for what is applied for "
				"here. What is paid elsewhere is told by \"fee\"."),
			     NULL);
	s->charges = arena_array(r->arena, list->count + 1, sizeof(*s->charges));
	for (const struct node *n = list->first; n != NULL; n = n->next)
		read_fee(r, n, s);
}

/* --- what needs it --- */

const struct charge *service_fees_find(struct reader *r, const struct node *n,
				       const struct service *s, const char *id)
{
	const struct charge *charge = service_charge(s, id);
	char known[KNOWN_MAX] = "";

	if (charge != NULL)
		return charge;
	for (size_t i = 0; i < s->charge_count; i++)
		known_add(known, s->charges[i].id);
	if (known[0] == '\0')
		known_add(known, "-");
	reader_fault_known(r, n, N_("There is no fee \"{value}\"; \"fees\" has: {known}."), id,
			   known);
	return NULL;
}

void service_fees_need(struct reader *r, const struct node *n, const struct service *s,
		       const char *id, struct need *to)
{
	*to = (struct need){.kind = NEED_PAID, .charge = service_fees_find(r, n, s, id)};
}

void service_fees_check_act(struct reader *r, const struct node *n, const struct act *act)
{
	bool pays = act->need_count > 0;

	for (size_t i = 0; i < act->need_count; i++)
		pays = pays && act->needs[i].kind == NEED_PAID;
	if (!pays)
		reader_fault(r, reader_find(n, "by"),
			     N_("What is done when it is paid says what: write \"needs\" with "
				"paid(FEE), and nothing else."),
			     NULL);
	if (act->asks != 0 || act->to_count > 1 || act->form != NULL || act->when != NULL ||
	    (act->does == ACT_ENDS && act->bearing != BEARING_APPROVED))
		reader_fault(r, reader_find(n, "by"),
			     N_("What is done when it is paid asks nothing, and leads to one stage "
				"or to end(approved)."),
			     NULL);
}

/* Where the need stands; NULL where it is in none of the lists of `map`. */
static const struct node *need_of(const struct node *acts, const char *id)
{
	for (const struct node *n = acts == NULL ? NULL : acts->first; n != NULL; n = n->next) {
		const struct node *word = reader_find(n, "id");

		if (word != NULL && word->kind == NODE_WORD && strcmp(word->value, id) == 0)
			return reader_find(n, "needs");
	}
	return NULL;
}

static const struct node *find_needs(const struct node *root, const char *id)
{
	const struct node *stages = reader_find(root, "stages");
	const struct node *found = need_of(reader_find(root, "acts"), id);

	for (const struct node *n = stages->first; found == NULL && n != NULL; n = n->next)
		found = need_of(reader_find(n, "acts"), id);
	return found;
}

/* An act that waits for the very fee that it raises is never done. */
static void check_circle(struct reader *r, const struct node *root, const struct service *s,
			 const struct act *act)
{
	const struct node *needs = find_needs(root, act->id);

	(void)s;
	for (size_t i = 0; i < act->need_count; i++) {
		const struct charge *charge = act->needs[i].charge;

		if (act->needs[i].kind == NEED_PAID && charge != NULL && charge->act != NULL &&
		    strcmp(charge->act, act->id) == 0)
			reader_fault(r, needs == NULL ? root : needs,
				     N_("\"{value}\" can never be paid before this act, which "
					"raises it."),
				     charge->id);
	}
}

static void check_raised(struct reader *r, const struct node *n, const struct service *s,
			 const struct charge *charge)
{
	const struct act *act = charge->act == NULL ? NULL : service_any_act(s, charge->act);

	if (charge->act != NULL && act == NULL)
		reader_fault(r, reader_find(n, "raised"),
			     N_("A fee is raised with \"submit\", or by an act; there is no act "
				"\"{value}\" in this definition."),
			     charge->act);
	else if (act != NULL && act->does == ACT_ENDS && act->bearing != BEARING_APPROVED)
		reader_fault(r, reader_find(n, "raised"),
			     N_("Nobody pays this fee: \"{value}\" refuses the application, or "
				"takes it back."),
			     charge->act);
}

void service_fees_link(struct reader *r, const struct node *root, const struct service *s)
{
	const struct node *list = reader_find(root, "fees");
	const struct node *n = list == NULL ? NULL : list->first;
	const struct act *act;

	for (size_t i = 0; n != NULL && i < s->charge_count; n = n->next) {
		const struct node *id = reader_find(n, "id");

		if (id == NULL || id->kind != NODE_WORD || strcmp(id->value, s->charges[i].id) != 0)
			continue;
		check_raised(r, n, s, &s->charges[i]);
		i++;
	}
	for (size_t i = 0; s->charge_count > 0 && (act = service_all_acts(s, i)) != NULL; i++)
		check_circle(r, root, s, act);
}

/* --- what it is worked out of --- */

struct asked {
	const struct service *service;
	const char *open; /* the first that may be left unanswered; NULL: none */
};

static void look_at(void *ctx, struct rule_use *use)
{
	struct asked *a = ctx;
	const struct section *home = NULL;
	const struct question *q = service_question(a->service, use->name, &home);
	bool sure = q == NULL || use->group != NULL || (home != NULL && home->repeats) ||
		    (q->required && q->when == NULL && (home == NULL || home->when == NULL));

	if (!sure && a->open == NULL)
		a->open = q->id;
}

void service_fees_settle(struct reader *r, const struct debt *debt, const struct service *s,
			 const struct rule_type *type)
{
	const struct charge *charge = NULL;
	struct asked asked = {.service = s};

	for (size_t i = 0; i < s->charge_count && charge == NULL; i++)
		if (s->charges[i].base != NULL && s->charges[i].base == debt->rule)
			charge = &s->charges[i];
	if (charge == NULL || type->kind == RULE_UNKNOWN)
		return;
	if (type->kind != RULE_NUMBER && type->kind != RULE_AMOUNT) {
		reader_fault(r, debt->at,
			     N_("\"{value}\" is no figure that a fee could be worked out of."),
			     rule_text(debt->rule));
		return;
	}
	fee_read_check(r, debt, charge, type);
	if (type->kind == RULE_AMOUNT && type->currency != NULL && charge->currency != NULL &&
	    charge->tier_count == 0 && strcmp(type->currency, charge->currency) != 0)
		reader_fault(r, debt->at,
			     N_("\"{value}\" is in another currency than the fee, which is a share "
				"of it."),
			     rule_text(debt->rule));
	rule_each(debt->rule, look_at, &asked);
	if (asked.open != NULL && charge->when == NULL)
		reader_fault(r, debt->at,
			     N_("The fee is worked out of \"{value}\", which may be left "
				"unanswered: ask it of everybody, or give the fee a \"when\" that "
				"says who pays."),
			     asked.open);
}
