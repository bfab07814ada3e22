/* service_cost.c - what people read of what a service costs and how long it takes, from a
 * definition file. */
#include "services/definition/service_cost.h"

#include "i18n/money.h"
#include "services/definition/codes.h"

static const long years[2] = {1900, 2200};

/* False where there is none, or it is at fault. */
static bool read_amount(struct reader *r, const struct node *n, const char *currency,
			int64_t *ret_minor)
{
	const struct node *amount = reader_find(n, "amount");

	if (amount == NULL || node_is_null(amount) || currency == NULL)
		return false;
	if (amount->kind != NODE_WORD)
		reader_fault(r, amount, N_("\"{key}\" must be a single value."), NULL);
	else if (amount->value[0] == '-' || !money_read(amount->value, currency, ret_minor))
		reader_fault_new(r, amount,
				 N_("\"{value}\" is not an amount in this currency: write a "
				    "decimal number such as 12.500, or null."),
				 amount->value);
	else
		return true;
	return false;
}

const char *service_cost_currency(struct reader *r, const struct node *n, bool need)
{
	const char *currency = reader_word(r, n, "currency", need);

	if (currency == NULL || money_decimals(currency) >= 0)
		return currency;
	reader_fault(r, reader_find(n, "currency"),
		     N_("\"{value}\" is not a currency of ISO 4217."), currency);
	return NULL;
}

/* The first that holds is the answers' own. */
static void read_amounts(struct reader *r, const struct node *map, struct fee *fee)
{
	static const char *const keys[] = {"when", "amount", "note", NULL};
	const struct node *list = reader_list(r, map, "amounts", false, READER_LIST_MAX);
	struct fee_amount *amounts;

	if (list == NULL)
		return;
	amounts = arena_array(r->arena, list->count + 1, sizeof(*amounts));
	for (const struct node *n = list->first; n != NULL; n = n->next) {
		struct fee_amount *one = &amounts[fee->amount_count++];

		if (!reader_map(r, n, keys))
			continue;
		if (reader_lacks(n, "when"))
			reader_fault(r, n, N_("The key \"{value}\" is missing."), "when");
		if (reader_lacks(n, "amount") && reader_lacks(n, "note"))
			reader_fault(r, n, N_("The key \"{value}\" is missing."), "amount");
		one->when = reader_rule(r, n, "when", NULL);
		one->known = read_amount(r, n, fee->currency, &one->amount_minor);
		one->note = reader_text(r, n, "note", false, READER_TEXT_MAX);
	}
	fee->amounts = amounts;
}

static void read_fee(struct reader *r, const struct node *root, struct service *s)
{
	static const char *const keys[] = {"amount", "amounts",  "currency", "note",
					   "year",   "doubtful", NULL};
	const struct node *n = reader_find(root, "fee");
	struct fee *fee;

	if (n == NULL || !reader_map(r, n, keys))
		return;
	fee = arena_take(r->arena, sizeof(*fee));
	fee->currency = service_cost_currency(r, n, true);
	fee->known = read_amount(r, n, fee->currency, &fee->amount_minor);
	read_amounts(r, n, fee);
	fee->note = reader_text(r, n, "note", false, READER_TEXT_MAX);
	reader_number(r, n, "year", false, years, &fee->year);
	fee->doubtful = reader_truth(r, n, "doubtful", false);
	s->fee = fee;
}

int duration_most(const struct duration *d)
{
	return d->until > d->value ? d->until : d->value;
}

static void read_until(struct reader *r, const struct node *n, struct duration *d)
{
	static const long values[2] = {2, 10000};

	reader_number(r, n, "until", false, values, &d->until);
	if (d->until != 0 && (d->value < 1 || d->until <= d->value))
		reader_fault(r, reader_find(n, "until"),
			     N_("\"until\" is the longest time of a range: it has to be more than "
				"\"value\", which is 1 or more."),
			     NULL);
}

static void read_duration(struct reader *r, const struct node *root, struct service *s)
{
	static const char *const keys[] = {"value", "until", "unit", "estimate", "note", NULL};
	static const long values[2] = {0, 10000};
	static const char *const words[] = {"no", "yes", NULL};
	const struct node *n = reader_find(root, "duration");
	struct duration *d;
	int unit;

	if (n == NULL || !reader_map(r, n, keys))
		return;
	d = arena_take(r->arena, sizeof(*d));
	reader_number(r, n, "value", true, values, &d->value);
	read_until(r, n, d);
	unit = reader_choice(r, n, "unit", codes_time_unit);
	d->unit = unit < 0 ? UNIT_DAY : (enum time_unit)unit;
	if (reader_find(n, "estimate") != NULL)
		d->estimate = reader_one_of(r, reader_find(n, "estimate"), words) == 1;
	/* Whoever reads that it is one reads whose. */
	d->note = reader_text(r, n, "note", d->estimate, READER_TEXT_MAX);
	s->duration = d;
}

void service_cost_read(struct reader *r, const struct node *root, struct service *s)
{
	read_fee(r, root, s);
	read_duration(r, root, s);
}
