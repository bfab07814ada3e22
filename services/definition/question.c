/* question.c - one question of a definition file, with its limits and choices. */
#include "services/definition/question.h"

#include "i18n/date.h"
#include "i18n/money.h"
#include "services/definition/pattern.h"
#include "services/definition/service.h"

#include <string.h>

#define CHOICES_MAX 60
#define NUMBER_LENGTH_MAX 15
#define QUESTION_PAGE_MAX 60

#define OF(type) (1U << QUESTION_##type)
#define OF_ALL (~0U)
#define OF_COUNTRY (OF(PLACE) | OF(NATIONAL_ID) | OF(PHONE))
#define OF_PATTERN (OF(TEXT) | OF(NAME) | OF(NATIONAL_ID) | OF(PHONE))
#define OF_LIMITS (OF(NUMBER) | OF(MONEY) | OF(DATE) | OF(TEXT) | OF(NAME) | OF(CHOICES))

static const char *const types[] = {"text",   "name",    "date",  "number",      "money",
				    "choice", "choices", "yesno", "national_id", "phone",
				    "email",  "place",   NULL};

/* Which types a key is for. */
static const struct {
	const char *key;
	unsigned types;
} key_types[] = {
	{"pattern", OF_PATTERN}, {"min", OF_LIMITS},      {"max", OF_LIMITS},
	{"lines", OF(TEXT)},     {"currency", OF(MONEY)}, {"choices", OF(CHOICE) | OF(CHOICES)},
	{"country", OF_COUNTRY}, {"level", OF(PLACE)},    {NULL, 0},
};

const char *question_type_name(enum question_type type)
{
	return types[type];
}

static void check_keys(struct reader *r, const struct node *n, const struct question *q)
{
	for (int i = 0; key_types[i].key != NULL; i++) {
		const struct node *key = reader_find(n, key_types[i].key);

		if (key != NULL && (key_types[i].types & (1U << q->type)) == 0)
			reader_fault(r, key, N_("\"{key}\" is not for a question of type {value}."),
				     types[q->type]);
	}
}

static bool is_whole(const char *s)
{
	const char *digits = s[0] == '-' ? s + 1 : s;

	return digits[0] != '\0' && digits[strspn(digits, "0123456789")] == '\0' &&
	       strlen(digits) <= NUMBER_LENGTH_MAX;
}

/* A whole number that is also another choice's place in the list could mean either. */
static void check_code(struct reader *r, const struct node *n, const char *code, size_t place,
		       size_t count)
{
	if (!is_whole(code) && !reader_is_id(code)) {
		reader_fault(r, n,
			     N_("\"{value}\" is no code: it must be an id or a whole number."),
			     code);
	} else if (is_whole(code) && strtoll(code, NULL, 10) > 0 &&
		   strtoull(code, NULL, 10) <= count && strtoull(code, NULL, 10) != place) {
		reader_fault(r, n,
			     N_("The code {value} is also the number of another choice: put it in "
				"that place, or use a word."),
			     code);
	}
}

static void read_choices(struct reader *r, const struct node *n, struct question *q)
{
	static const char *const keys[] = {"code", "label", NULL};
	const struct node *list = reader_list(r, n, "choices", true, CHOICES_MAX);
	struct term *choices;

	if (list == NULL)
		return;
	if (list->count < 2)
		reader_fault(r, list, N_("A choice needs two choices at least."), NULL);
	choices = arena_array(r->arena, list->count, sizeof(*choices));
	for (const struct node *c = list->first; c != NULL; c = c->next) {
		struct term *t = &choices[q->choice_count];

		if (!reader_map(r, c, keys))
			continue;
		t->code = reader_word(r, c, "code", true);
		t->name = reader_text(r, c, "label", true, READER_NAME_MAX);
		if (t->code == NULL)
			continue;
		check_code(r, c, t->code, q->choice_count + 1, list->count);
		if (term_find(choices, q->choice_count, t->code) != NULL)
			reader_fault(r, c, N_("The code \"{value}\" stands here twice."), t->code);
		q->choice_count++;
	}
	q->choices = choices;
}

static void read_pattern(struct reader *r, const struct node *n, struct question *q)
{
	struct error err;

	q->pattern = reader_word(r, n, "pattern", false);
	if (q->pattern == NULL)
		return;
	if (pattern_check(q->pattern, &err) != FAULT_NONE)
		reader_pass(r, reader_find(n, "pattern"), &err);
	if (!text_is_set(&q->says))
		reader_fault(r, reader_find(n, "pattern"),
			     N_("A pattern needs \"says\": the words that explain it."), NULL);
}

static bool limit_fits(const struct question *q, const char *limit)
{
	static const struct date some_day = {2000, 1, 1};
	struct date day;
	int64_t minor;

	switch (q->type) {
	case QUESTION_DATE: return date_limit(limit, some_day, &day, NULL) == FAULT_NONE;
	case QUESTION_MONEY:
		return q->currency == NULL ||
		       money_parse(limit, q->currency, &minor, NULL) == FAULT_NONE;
	case QUESTION_NUMBER: return is_whole(limit);
	default: return is_whole(limit) && limit[0] != '-' && strlen(limit) <= 4;
	}
}

static const char *read_limit(struct reader *r, const struct node *n, const char *key,
			      const struct question *q)
{
	const char *limit = reader_word(r, n, key, false);

	if (limit == NULL || limit_fits(q, limit))
		return limit;
	if (q->type == QUESTION_DATE)
		reader_fault(r, reader_find(n, key),
			     N_("\"{value}\" is no limit for a date: write 1990-03-14, today, "
				"today-18y or today+30d."),
			     limit);
	else
		reader_fault(r, reader_find(n, key),
			     N_("\"{value}\" is no limit that \"{key}\" can have "
				"here."),
			     limit);
	return NULL;
}

static void read_limits(struct reader *r, const struct node *n, struct question *q)
{
	if ((OF_LIMITS & (1U << q->type)) == 0)
		return;
	q->min = read_limit(r, n, "min", q);
	q->max = read_limit(r, n, "max", q);
	if (q->min != NULL && q->max != NULL && is_whole(q->min) && is_whole(q->max) &&
	    strtoll(q->min, NULL, 10) > strtoll(q->max, NULL, 10))
		reader_fault(r, reader_find(n, "max"), N_("\"max\" is less than \"min\"."), NULL);
}

static void read_currency(struct reader *r, const struct node *n, struct question *q)
{
	if (q->type != QUESTION_MONEY)
		return;
	q->currency = reader_word(r, n, "currency", true);
	if (q->currency == NULL || money_decimals(q->currency) >= 0)
		return;
	reader_fault(r, reader_find(n, "currency"),
		     N_("\"{value}\" is not a currency of ISO 4217."), q->currency);
	q->currency = NULL;
}

static bool has_places(const struct term_list *t, const char *country, int level)
{
	for (size_t i = 0; i < t->place_count; i++)
		if (t->places[i].level == level && strcmp(t->places[i].country, country) == 0)
			return true;
	return false;
}

static void read_country(struct reader *r, const struct node *n, struct question *q,
			 const char *country)
{
	static const long levels[2] = {1, 2};

	if ((OF_COUNTRY & (1U << q->type)) == 0)
		return;
	q->country = reader_word(r, n, "country", false);
	if (q->country == NULL)
		q->country = country;
	if (term_country(r->terms, q->country) == NULL) {
		reader_fault(r, n, N_("\"{value}\" is not a country of terms.yaml."), q->country);
		return;
	}
	q->level = 1;
	reader_number(r, n, "level", false, levels, &q->level);
	if (q->type == QUESTION_PLACE && !has_places(r->terms, q->country, q->level))
		reader_fault(r, n, N_("places.yaml has no place of this level in {value}."),
			     q->country);
}

static void read_asking(struct reader *r, const struct node *n, const struct section *section,
			struct question *q)
{
	q->required = reader_truth(r, n, "required", true);
	q->when = reader_rule(r, n, "when", section);
	q->says = reader_text(r, n, "says", false, READER_TEXT_MAX);
	if (section == NULL)
		q->require = reader_rule(r, n, "require", section);
	if (q->require != NULL && !text_is_set(&q->says))
		reader_fault(r, n,
			     N_("A requirement needs \"says\": what the person reads when it "
				"does not hold."),
			     NULL);
}

struct question question_read(struct reader *r, const struct node *n, const struct section *section,
			      const char *country)
{
	static const char *const keys[] = {"id",      "type",  "label",   "help",     "required",
					   "when",    "says",  "default", "page",     "pattern",
					   "min",     "max",   "lines",   "currency", "choices",
					   "country", "level", NULL};
	static const char *const eligibility_keys[] = {
		"id",      "type",    "label",   "help",    "required", "when",  "says",
		"default", "page",    "pattern", "min",     "max",      "lines", "currency",
		"choices", "country", "level",   "require", NULL};
	static const long pages[2] = {1, QUESTION_PAGE_MAX};
	static const long lines[2] = {1, 10};
	struct question q = {.lines = 1};
	int type;

	if (!reader_map(r, n, section == NULL ? eligibility_keys : keys))
		return q;
	q.id = reader_id(r, n, "id");
	q.label = reader_text(r, n, "label", true, READER_NAME_MAX);
	q.help = reader_text(r, n, "help", false, READER_TEXT_MAX);
	type = reader_choice(r, n, "type", types);
	if (type < 0)
		return q;
	q.type = (enum question_type)type;
	check_keys(r, n, &q);
	read_asking(r, n, section, &q);
	read_currency(r, n, &q);
	read_country(r, n, &q, country);
	read_pattern(r, n, &q);
	read_limits(r, n, &q);
	reader_number(r, n, "lines", false, lines, &q.lines);
	reader_number(r, n, "page", false, pages, &q.page);
	if (q.type == QUESTION_CHOICE || q.type == QUESTION_CHOICES)
		read_choices(r, n, &q);
	q.preset = reader_word(r, n, "default", false);
	return q;
}
