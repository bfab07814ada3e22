/* service_fees.c - the fees of a service that become due, as a definition has them: how much, in
 * which case, and by what they are raised. */
#include "services/definition/service_fees.h"

#include "i18n/money.h"
#include "services/definition/length.h"
#include "services/definition/service.h"

#include <stdlib.h>
#include <string.h>

#define SUBMIT "submit"

/* --- amounts --- */

/* "1000 EGP", of this currency (NULL: of any), more than 0. */
static int64_t read_amount(struct reader *r, const struct node *map, const char *key,
			   const char **currency)
{
	const char *word = reader_word(r, map, key, true), *blank, *code;
	int64_t minor = 0;

	if (word == NULL)
		return 0;
	blank = strrchr(word, ' ');
	code = blank == NULL ? "" : blank + 1;
	if (money_decimals(code) < 0) {
		reader_fault(r, reader_find(map, key),
			     N_("\"{value}\" is no amount: write a number and the currency's code "
				"of ISO 4217, as in 12.500 TND."),
			     word);
		return 0;
	}
	if (!money_read(arena_slice(r->scratch, word, (size_t)(blank - word)), code, &minor) ||
	    minor <= 0)
		reader_fault(r, reader_find(map, key),
			     N_("\"{value}\" is nothing that could be paid: an amount is more than "
				"0, with no more decimals than its currency has."),
			     word);
	else if (*currency != NULL && strcmp(*currency, code) != 0)
		reader_fault(r, reader_find(map, key),
			     N_("All amounts of one fee are in the same currency; \"{value}\" is "
				"in another."),
			     word);
	if (*currency == NULL)
		*currency = arena_text(r->arena, code);
	return minor;
}

static int64_t read_bound(struct reader *r, const struct node *map, const char *key,
			  const char **currency)
{
	return reader_find(map, key) == NULL ? 0 : read_amount(r, map, key, currency);
}

/* "0.25 %", exactly. */
static void read_rate(struct reader *r, const struct node *map, struct charge *to)
{
	const char *word = reader_word(r, map, "rate", true);
	size_t len = word == NULL ? 0 : strlen(word);
	struct rule_number n;

	if (word == NULL)
		return;
	while (len > 0 && (word[len - 1] == '%' || word[len - 1] == ' '))
		len--;
	if (strchr(word, '%') == NULL ||
	    !rule_number_read(arena_slice(r->scratch, word, len), &n) || n.over <= 0 ||
	    !rule_number_work(n, RULE_OVER, rule_number_whole(100), &to->rate))
		reader_fault(r, reader_find(map, "rate"),
			     N_("\"{value}\" is no share: write a number and a percent sign, as in "
				"0.25 %."),
			     word);
}

static void read_tier(struct reader *r, const struct node *n, struct charge *to)
{
	static const char *const keys[] = {"to", "amount", NULL};
	struct charge_tier *tier = &to->tiers[to->tier_count];
	const struct charge_tier *before = to->tier_count == 0 ? NULL : &tier[-1];
	const char *word;

	if (!reader_map(r, n, keys))
		return;
	word = reader_word(r, n, "to", false);
	tier->is_last = word == NULL;
	tier->amount_minor = read_amount(r, n, "amount", &to->currency);
	if (word != NULL && !rule_number_read(word, &tier->to))
		reader_fault(r, reader_find(n, "to"), N_("\"{value}\" is no number."), word);
	else if (before != NULL && before->is_last)
		reader_fault(r, n,
			     N_("No step can come behind the one without \"to\", which is for "
				"whatever is more."),
			     NULL);
	else if (word != NULL && before != NULL && rule_number_compare(before->to, tier->to) >= 0)
		reader_fault(r, reader_find(n, "to"),
			     N_("The steps of a scale ascend: \"{value}\" is not more than the "
				"\"to\" before it."),
			     word);
	to->tier_count++;
}

static void read_tiers(struct reader *r, const struct node *map, struct charge *to)
{
	const struct node *list = reader_list(r, map, "tiers", true, READER_LIST_MAX);

	if (list == NULL)
		return;
	to->tiers = arena_array(r->arena, list->count + 1, sizeof(*to->tiers));
	for (const struct node *n = list->first; n != NULL; n = n->next)
		read_tier(r, n, to);
	if (to->tier_count == 0 || !to->tiers[to->tier_count - 1].is_last)
		reader_fault(r, list,
			     N_("The last step of a scale has no \"to\": it is for whatever is "
				"more."),
			     NULL);
}

static void read_share(struct reader *r, const struct node *map, struct charge *to)
{
	read_rate(r, map, to);
	to->min_minor = read_bound(r, map, "min", &to->currency);
	to->max_minor = read_bound(r, map, "max", &to->currency);
	if (to->currency == NULL)
		reader_fault(
			r, map,
			N_("A share says its currency by a \"min\" or a \"max\", as in min: 10 "
			   "EGP."),
			NULL);
	if (to->max_minor > 0 && to->max_minor < to->min_minor)
		reader_fault(r, reader_find(map, "max"),
			     N_("The most of this fee is less than its least."), NULL);
}

/* --- one fee --- */

static void read_base(struct reader *r, const struct node *n, const char *key, struct charge *to)
{
	r->inside = to->act != NULL;
	to->base = reader_expression(r, n, key);
	r->inside = false;
}

/* Exactly one of the three ways of saying how much. */
static void read_how_much(struct reader *r, const struct node *n, struct charge *to)
{
	static const char *const ways[] = {"amount", "by", "of"};
	static const char *const others[] = {"tiers", "rate", "min", "max"};
	int count = 0;

	for (size_t i = 0; i < 3; i++)
		count += reader_find(n, ways[i]) != NULL;
	if (count != 1) {
		reader_fault(r, n,
			     N_("A fee has an \"amount\", or a scale (\"by\" and \"tiers\"), or is "
				"a share (\"of\" and \"rate\"): one of the three."),
			     NULL);
		return;
	}
	for (size_t i = 0; i < 4; i++)
		if (reader_find(n, others[i]) != NULL &&
		    (reader_find(n, "amount") != NULL ||
		     (i == 0) != (reader_find(n, "by") != NULL)))
			reader_fault(r, reader_find(n, others[i]),
				     N_("The key \"{key}\" is not known here."), NULL);
	if (reader_find(n, "amount") != NULL) {
		to->amount_minor = read_amount(r, n, "amount", &to->currency);
	} else if (reader_find(n, "by") != NULL) {
		read_base(r, n, "by", to);
		read_tiers(r, n, to);
	} else {
		read_base(r, n, "of", to);
		read_share(r, n, to);
	}
}

static void read_fee(struct reader *r, const struct node *n, struct service *s)
{
	static const char *const keys[] = {"id",   "name", "when", "amount", "by",  "tiers", "of",
					   "rate", "min",  "max",  "raised", "due", NULL};
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
	read_how_much(r, n, to);
	length_read(r, n, "due", &to->due);
	if (to->id == NULL)
		return;
	if (service_charge(s, to->id) != NULL)
		reader_fault(r, n, N_("The id \"{value}\" stands here twice."), to->id);
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
