/* fee_read.c - how much a fee of a definition is: an amount, a scale, a share of an amount, or so
 * much for each one of a number. */
#include "services/definition/fee_read.h"

#include "i18n/money.h"

#include <string.h>

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
	static const char *const keys[] = {"to", "amount", "per", NULL};
	bool by_unit = reader_find(n, "per") != NULL;
	struct charge_tier *tier = &to->tiers[to->tier_count];
	const struct charge_tier *before = to->tier_count == 0 ? NULL : &tier[-1];
	const char *word;

	if (!reader_map(r, n, keys))
		return;
	word = reader_word(r, n, "to", false);
	tier->is_last = word == NULL;
	*(by_unit ? &tier->per_minor : &tier->amount_minor) =
		read_amount(r, n, by_unit ? "per" : "amount", &to->currency);
	if (by_unit && reader_find(n, "amount") != NULL)
		reader_fault(r, n,
			     N_("A step is an \"amount\", or so much \"per\" unit: one of the "
				"two."),
			     NULL);
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

/* So much for each one: people read what one of it is. */
static bool is_by_unit(const struct charge *to)
{
	bool any = to->per_minor > 0;

	for (size_t i = 0; i < to->tier_count; i++)
		any = any || to->tiers[i].per_minor > 0;
	return any;
}

static void read_unit(struct reader *r, const struct node *map, struct charge *to)
{
	to->unit = reader_text(r, map, "unit", false, READER_NAME_MAX);
	if (is_by_unit(to) && reader_find(map, "unit") == NULL)
		reader_fault(r, map,
			     N_("People read for what \"per\" is: write \"unit\" in the three "
				"languages, as kg or m²."),
			     NULL);
}

static void read_share(struct reader *r, const struct node *map, struct charge *to)
{
	if (reader_find(map, "per") != NULL)
		to->per_minor = read_amount(r, map, "per", &to->currency);
	else
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

static void read_base(struct reader *r, const struct node *n, const char *key, struct charge *to)
{
	r->inside = to->act != NULL;
	to->base = reader_expression(r, n, key);
	r->inside = false;
}

/* Whether this way of saying how much has no such key. */
static bool is_none_of(const struct node *n, const char *key)
{
	bool by_unit = reader_find(n, "per") != NULL, scale = reader_find(n, "by") != NULL;

	if (reader_find(n, "amount") != NULL)
		return true;
	if (strcmp(key, "unit") == 0)
		return !scale && !by_unit;
	if (strcmp(key, "rate") == 0)
		return scale || by_unit;
	return (strcmp(key, "tiers") == 0) != scale;
}

/* Exactly one of the ways of saying how much. */
void fee_read_much(struct reader *r, const struct node *n, struct charge *to)
{
	static const char *const ways[] = {"amount", "by", "of"};
	static const char *const others[] = {"tiers", "rate", "min", "max", "per", "unit"};
	int count = 0;

	for (size_t i = 0; i < 3; i++)
		count += reader_find(n, ways[i]) != NULL;
	if (count != 1) {
		reader_fault(r, n,
			     N_("A fee has an \"amount\", or a scale (\"by\" and \"tiers\"), or is "
				"a share (\"of\" and \"rate\") or so much for each unit (\"of\", "
				"\"per\" and \"unit\"): one of them."),
			     NULL);
		return;
	}
	for (size_t i = 0; i < 6; i++)
		if (reader_find(n, others[i]) != NULL && is_none_of(n, others[i]))
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
	read_unit(r, n, to);
}

/* A share is of an amount, so much for each one is of a number: what people read is plain then. */
void fee_read_check(struct reader *r, const struct debt *debt, const struct charge *charge,
		    const struct rule_type *type)
{
	if (type->kind == RULE_AMOUNT && is_by_unit(charge))
		reader_fault(
			r, debt->at,
			N_("\"{value}\" is an amount, and \"per\" is for each one of a number: "
			   "write a share of it (\"rate\")."),
			rule_text(debt->rule));
	if (type->kind == RULE_NUMBER && charge->rate.over > 0)
		reader_fault(
			r, debt->at,
			N_("\"{value}\" is a number, and \"rate\" is a share of an amount: write "
			   "what one of it costs, as in per: 1.500 TND, and its \"unit\"."),
			rule_text(debt->rule));
}
