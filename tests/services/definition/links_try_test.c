/* links_try_test.c - what is refused as holding for no answers holds for none: random conditions
 * over small questions, against all their answers; and what never holds is refused. */
#include "services/definition/faults.h"
#include "services/definition/rule.h"
#include "services/definition/service_read.h"
#include "tests/i18n/random.h"
#include "tests/services/sample.h"
#include "tests/unit.h"

#include <string.h>

#define ARENA ((size_t)64 * 1024 * 1024)
#define BATCH 40   /* conditions of one definition */
#define BATCHES 25 /* definitions */
#define VALUES 20

/* What is asked, and all that can be answered that differs; "" is no answer. */
static const struct variable {
	const char *name;
	const char *values[VALUES];
	const char *atoms[12]; /* comparisons of it; NULL ends both */
} variables[] = {
	{"mood",
	 {"", "a", "b", "c"},
	 {"mood = a", "mood != b", "mood in (a, c)", "mood = c", "answered(mood)"}},
	{"has_group", {"", "yes", "no"}, {"has_group = yes", "has_group != yes"}},
	/* asked when mood != b */
	{"figure",
	 {"", "0", "1", "2", "3"},
	 {"figure > 1", "figure < 2", "figure = 3", "figure != 0", "figure >= 3", "figure > 2",
	  "figure in (0, 9)", "figure <= -1", "answered(figure)"}},
	{"amount",
	 {"", "500", "501", "999", "1000", "1001", "1499", "1500", "1501", "1999", "2000"},
	 {"amount > 1", "amount < 1", "amount >= 1.5", "amount <= 0.5", "amount = 2",
	  "amount < 0.5", "amount != 1", "answered(amount)"}},
	{"share",
	 {"", "0.5", "0.6", "0.9", "1", "1.1", "1.2", "1.3", "1.5"},
	 {"share > 1", "share < 1.1", "share <= 0.5", "share = 1.25", "share >= 1.5",
	  "share != 1.2", "share > 1.1 and share < 1.2", "answered(share)"}},
	{"kinds", {"", "p", "q", "p,q"}, {"kinds has p", "kinds has q", "answered(kinds)"}},
	{"since",
	 {"", "2000", "2000-03", "2000-04", "2000-03-10", "2000-03-11", "2001", "2001-06",
	  "2001-06-14", "2001-06-15", "2001-06-16", "2002", "2002-06", "2002-06-01", "2002-05-31",
	  "2000-12-31"},
	 {"since < 2000-03-10", "since <= 2000-03-01", "since > 2001-06-15", "since < 2001-06-15",
	  "since = 2001-06-15", "since > 2002-05-31", "since >= 2002-06-02", "since < 2000-03-01",
	  "answered(since)"}},
	/* asked when mood = a */
	{"why", {"", "x", "z", "other"}, {"why = x", "why != x", "why in (x, z)", "answered(why)"}},
	/* items, of which there are none where has_group is not yes */
	{"group",
	 {"1", "2"},
	 {"count(group) = 0", "count(group) > 1", "count(group) < 2", "count(group) = 3",
	  "count(group) != 1"}},
};
#define VARIABLES (sizeof(variables) / sizeof(variables[0]))
enum { MOOD = 0, HAS_GROUP = 1, KINDS = 5, GROUP = 8 };

#define L ", required: false, label: {ar: ع, fr: f, en: e}"
static const char questions[] =
	"      questions:\n"
	"        - {id: mood, type: choice, choices: [{code: a, label: {ar: أ, fr: a, en: a}},"
	" {code: b, label: {ar: ب, fr: b, en: b}}, {code: c, label: {ar: ج, fr: c, en: c}}]" L "}\n"
	"        - {id: has_group, type: yesno" L "}\n"
	"        - {id: figure, type: number, min: 0, max: 3, when: mood != b" L "}\n"
	"        - {id: amount, type: money, currency: TND, min: 0.5, max: 2" L "}\n"
	"        - {id: share, type: decimal, decimals: 1, min: 0.5, max: 1.5" L "}\n"
	"        - {id: kinds, type: choices, choices: [{code: p, label: {ar: أ, fr: p, en: p}},"
	" {code: q, label: {ar: ب, fr: q, en: q}}]" L "}\n"
	"        - {id: since, type: date, about: year, min: 2000-03-10, max: 2002-06-01" L "}\n"
	"        - {id: why, type: text, when: mood = a" L "}\n"
	"        - {id: trip, type: date, min: 2027-01-01, max: 2027-12-31" L "}\n"
	"        - {id: built, type: date" L "}\n"
	"    - id: group\n"
	"      title: {ar: ع, fr: f, en: e}\n"
	"      when: has_group = yes\n"
	"      repeat: {min: 1, max: 2, item: {ar: ع, fr: f, en: e}}\n"
	"      questions: [{id: item_name, type: text" L "}]\n";

/* A definition that has these conditions, one of each paper; `first` is the line of the first. */
static char *with(struct arena *a, const char *const *conditions, size_t count, int *first)
{
	char *yaml = arena_text(
		a, "id: tn-try\nversion: 1\ncountry: TN\nsector: civil-status\naudience: citizen\n"
		   "name: {ar: ع, fr: f, en: e}\nsummary: {ar: ع, fr: f, en: e}\n"
		   "authority: {ar: ع, fr: f, en: e}\nsources:\n"
		   "  - {title: A page, url: \"https://example.org/\", kind: official}\n"
		   "verified: 2026-03-14\nconfidence: high\nstages:\n"
		   "  - {id: check, name: {ar: ع, fr: f, en: e}, actor: officer, may: [approve]}\n"
		   "papers:\n");

	*first = 1;
	for (const char *c = yaml; *c != '\0'; c++)
		*first += *c == '\n';
	for (size_t i = 0; i < count; i++)
		yaml = arena_format(a,
				    "%s  - {id: p%zu, name: {ar: \"ع %zu\", fr: \"f %zu\", en: "
				    "\"e %zu\"}, when: \"%s\"}\n",
				    yaml, i, i, i, i, conditions[i]);
	return arena_format(a,
			    "%sform:\n  sections:\n    - id: one\n      title: {ar: ع, fr: f, "
			    "en: e}\n%s",
			    yaml, questions);
}

/* Which of them are refused; and the service, whose papers have them all. */
static const struct service *check(struct arena *a, const struct term_list *terms,
				   const char *const *conditions, size_t count, bool *refused)
{
	struct fault_list *faults = arena_take(a, sizeof(*faults));
	const struct service *s = NULL;
	struct error err = {0};
	int first;
	const char *yaml = with(a, conditions, count, &first);
	enum fault f = service_read(a, terms, "x", yaml, strlen(yaml), &s, faults, &err);

	memset(refused, 0, count * sizeof(*refused));
	ck_assert_msg(f == FAULT_NONE || f == FAULT_INPUT, "%s", err.say);
	for (size_t i = 0; i < faults->count; i++) {
		int at = faults->items[i].line - first;

		ck_assert_msg(at >= 0 && at < (int)count &&
				      strstr(faults->items[i].say, "No answers") != NULL,
			      "line %d: %s %s", faults->items[i].line, faults->items[i].say,
			      at >= 0 && at < (int)count ? conditions[at] : "");
		refused[at] = true;
	}
	ck_assert_int_eq(service_read_stored(a, terms, "x", yaml, strlen(yaml), &s, &err),
			 FAULT_NONE);
	ck_assert_uint_eq(s->paper_count, count);
	return s;
}

/* --- all answers --- */

struct world {
	const char *answers[VARIABLES];
};

static const char *answer(void *ctx, const char *question)
{
	const struct world *w = ctx;
	const char *mood = w->answers[MOOD];

	if ((strcmp(question, "figure") == 0 && (mood[0] == '\0' || mood[0] == 'b')) ||
	    (strcmp(question, "why") == 0 && mood[0] != 'a'))
		return NULL;
	for (size_t i = 0; i < VARIABLES; i++)
		if (strcmp(variables[i].name, question) == 0)
			return w->answers[i][0] == '\0' ? NULL : w->answers[i];
	return NULL;
}

static long count(void *ctx, const char *section)
{
	const struct world *w = ctx;

	ck_assert_str_eq(section, "group");
	return strcmp(w->answers[HAS_GROUP], "yes") == 0 ? w->answers[GROUP][0] - '0' : 0;
}

/* By all answers to those of `used`, from the variable `at` on. */
static bool holds(const struct rule *rule, struct world *w, unsigned used, size_t at)
{
	const struct rule_answers answers = {
		.answer = answer, .count = count, .ctx = w, .today = {2026, 3, 14}};

	if (at == VARIABLES)
		return rule_holds(rule, &answers);
	for (size_t i = 0; i < VALUES && variables[at].values[i] != NULL; i++) {
		w->answers[at] = variables[at].values[i];
		if (holds(rule, w, used, at + 1))
			return true;
		if ((used & (1U << at)) == 0)
			return false;
	}
	return false;
}

/* --- random conditions --- */

static char *atom(struct arena *a, uint32_t *seed, size_t variable)
{
	const char *const *atoms = variables[variable].atoms;
	size_t many = 0;

	while (atoms[many] != NULL)
		many++;
	return arena_format(a, "%s(%s)", random_next(seed) % 3 == 0 ? "not " : "",
			    atoms[random_next(seed) % many]);
}

/* Of two of the variables, and of those that lead to them. */
static char *condition(struct arena *a, uint32_t *seed, unsigned *ret_used)
{
	const size_t two[] = {random_next(seed) % VARIABLES, random_next(seed) % VARIABLES};
	char *text = atom(a, seed, two[0]);

	*ret_used = 1U << two[0] | 1U << two[1] | 1U << MOOD | 1U << HAS_GROUP;
	for (size_t more = 1 + random_next(seed) % 4; more > 0; more--) {
		size_t which = random_next(seed) % 4;
		const char *joint = random_next(seed) % 4 == 0 ? "or" : "and";
		char *next = atom(a, seed, which == 0 ? MOOD : two[which % 2]);

		text = random_next(seed) % 5 == 0
			       ? arena_format(a, "not (%s %s %s)", text, joint, next)
			       : arena_format(a, "(%s %s %s)", text, joint, next);
	}
	return text;
}

START_TEST(agrees_with_all_answers)
{
	ARENA_CLEAN struct arena *lists = arena_new(ARENA);
	struct term_list terms = sample_terms(lists);
	size_t never = 0, ever = 0;
	uint32_t seed = 20261127;

	for (int batch = 0; batch < BATCHES; batch++) {
		ARENA_CLEAN struct arena *a = arena_new(ARENA);
		const char *conditions[BATCH];
		unsigned used[BATCH];
		bool refused[BATCH];
		const struct service *s;

		for (size_t i = 0; i < BATCH; i++)
			conditions[i] = condition(a, &seed, &used[i]);
		s = check(a, &terms, conditions, BATCH, refused);
		for (size_t i = 0; i < BATCH; i++) {
			struct world w = {.answers = {NULL}};
			bool possible = holds(s->papers[i].when, &w, used[i], 0);

			never += !possible;
			ever += possible;
			ck_assert_msg(!possible || !refused[i], "refused: %s", conditions[i]);
			/* Several choices at once, and why there are no items, are not told. */
			ck_assert_msg(possible || refused[i] ||
					      (used[i] & (1U << KINDS | 1U << GROUP)) != 0,
				      "never holds: %s", conditions[i]);
		}
	}
	ck_assert_uint_gt(never, 50);
	ck_assert_uint_gt(ever, 300);
}
END_TEST

/* --- days --- */

/* Days come nearer, ages grow: what does not hold on the day of "verified" may hold on another. */
static const char *const moments[] = {"2026-03-14", "2026-03-31", "2026-08-01", "2027-06-30",
				      "2028-02-29", "2028-03-01", "2035-12-31", "2044-02-29"};
static const char *const words[] = {"today",      "today-1d",   "today-30d",  "today-1m",
				    "today-18y",  "today+10d",  "today-4w",   "2020-01-01",
				    "2010-05-05", "2027-06-30", "2027-12-31", "today-200y",
				    "today-1y",   "today-20y"};
#define WORDS (sizeof(words) / sizeof(words[0]))

static const char *day_answer(void *ctx, const char *question)
{
	(void)question;
	return ctx;
}

static bool holds_on(struct arena *a, const struct rule *rule, struct date today, struct date day,
		     bool bound)
{
	char *iso = date_iso(a, day);
	const struct rule_answers answers = {.answer = day_answer, .ctx = iso, .today = today};

	return (!bound || day.year == 2027) && rule_holds(rule, &answers);
}

static bool holds_some_day(struct arena *a, const struct rule *rule, bool bound)
{
	for (size_t i = 0; i < sizeof(moments) / sizeof(moments[0]); i++)
		for (size_t k = 0; k < WORDS; k++) {
			struct date today, day;

			ck_assert(date_read_iso(moments[i], &today));
			ck_assert_int_eq(date_limit(words[k], today, &day, NULL), FAULT_NONE);
			for (int near = -1; near <= 1; near++)
				if (holds_on(a, rule, today,
					     date_from_number(date_number(day) + near), bound))
					return true;
		}
	return false;
}

static char *day_atom(struct arena *a, uint32_t *seed, const char *name)
{
	static const char *const signs[] = {"<", "<=", ">", ">=", "=", "!="};
	static const char *const ages[] = {"18", "20", "1", "200"};
	const char *sign = signs[random_next(seed) % 6];

	if (random_next(seed) % 3 == 0)
		return arena_format(a, "age(%s) %s %s", name, sign, ages[random_next(seed) % 4]);
	return arena_format(a, "%s %s %s", name, sign, words[random_next(seed) % WORDS]);
}

START_TEST(refuses_no_days_that_come)
{
	ARENA_CLEAN struct arena *lists = arena_new(ARENA);
	struct term_list terms = sample_terms(lists);
	size_t all = 0;
	uint32_t seed = 14032026;

	for (int batch = 0; batch < BATCHES; batch++) {
		ARENA_CLEAN struct arena *a = arena_new(ARENA);
		const char *conditions[BATCH];
		bool refused[BATCH];
		const struct service *s;

		for (size_t i = 0; i < BATCH; i++) {
			const char *name = i % 2 == 0 ? "trip" : "built";

			conditions[i] = day_atom(a, &seed, name);
			for (size_t more = random_next(&seed) % 3; more > 0; more--)
				conditions[i] = arena_format(a, "%s and %s", conditions[i],
							     day_atom(a, &seed, name));
		}
		s = check(a, &terms, conditions, BATCH, refused);
		for (size_t i = 0; i < BATCH; i++) {
			all += refused[i];
			ck_assert_msg(!refused[i] ||
					      !holds_some_day(a, s->papers[i].when, i % 2 == 0),
				      "refused: %s", conditions[i]);
		}
	}
	ck_assert_uint_gt(all, 50);
}
END_TEST

/* What lies between these is not guessed. */
START_TEST(takes_what_it_cannot_tell)
{
	static const char *const right[] = {
		"answered(amount)",
		"age(built) > 150",
		"age(built) >= 200 and age(built) < 201",
		"trip <= today",
		"trip < today-1y",
		"age(trip) >= 18",
		"built >= today-1m and built <= today-30d",
		"built < today-4w and age(built) < 1",
		"count(group) = 0",
	};
	static const char *const wrong[] = {
		"age(built) > 30 and age(built) < 31 and not age(built) = 30",
		"age(built) > 9999",
		"trip > 2027-12-31",
		"built > today-1m and built < today-2m",
		"count(group) > 2",
		"count(group) = 0 and count(group) = 1",
	};
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list terms = sample_terms(a);
	bool refused[20];

	check(a, &terms, right, sizeof(right) / sizeof(right[0]), refused);
	for (size_t i = 0; i < sizeof(right) / sizeof(right[0]); i++)
		ck_assert_msg(!refused[i], "refused: %s", right[i]);
	check(a, &terms, wrong, sizeof(wrong) / sizeof(wrong[0]), refused);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		ck_assert_msg(refused[i], "taken: %s", wrong[i]);
}
END_TEST

SUITE(links_try, agrees_with_all_answers, refuses_no_days_that_come, takes_what_it_cannot_tell)
