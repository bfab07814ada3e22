/* told_test.c - each mistake of a definition is told once, with what there is instead. */
#include "i18n/message.h"
#include "services/definition/faults.h"
#include "services/definition/service_read.h"
#include "tests/services/sample.h"
#include "tests/unit.h"

#include <string.h>

#define ARENA ((size_t)64 * 1024 * 1024)
#define TEXT "{ar: ع, fr: f, en: e}"

/* All that is told of the sample with a change, a line each. */
static const char *told(struct arena *a, const char *from, const char *to)
{
	static struct fault_list faults;
	struct term_list terms = sample_terms(a);
	const char *yaml = sample_with(a, from, to), *all = "";
	const struct service *s = NULL;
	struct error err;

	faults = (struct fault_list){0};
	ck_assert_int_eq(service_read(a, &terms, "x", yaml, strlen(yaml), &s, &faults, &err),
			 FAULT_INPUT);
	for (size_t i = 0; i < faults.count; i++)
		all = arena_format(a, "%s%s\n", all, message_error(a, &faults.items[i]));
	return all;
}

static const struct {
	const char *from, *to, *told;
} rows[] = {
	/* what there is instead */
	{"when: status = married", "when: status = divorced",
	 "\"divorced\" can never be the answer it is compared with, which is one of single, "
	 "married, widowed.\n"},
	{"require: resident = yes", "require: resident = oui",
	 "\"oui\" can never be the answer it is compared with, which is one of yes, no.\n"},
	{"when: answered(spouse)", "when: answered(spose)",
	 "There is no question \"spose\" in the form; is spouse meant?\n"},
	{"when: weight >= 2.50", "when: weight-shoe > 2",
	 "\"weight-shoe\" is one word: spaces stand on both sides of + and -, as in weight - "
	 "shoe.\n"},
	{"when: weight >= 2.50", "when: shoe-10 > @weight",
	 "\"shoe-10\" is one word: spaces stand on both sides of + and -, as in shoe - 10.\n"},
	{"when: weight >= 2.50", "when: 10+shoe > 11",
	 "\"10+shoe\" is one word: spaces stand on both sides of + and -, as in 10 + shoe.\n"},
	{"when: weight >= 2.50", "when: count(members)-1 > 1",
	 "Spaces stand on both sides of + and -, as in income - rent: at \"-1 > 1\".\n"},
	{"when: weight >= 2.50", "when: distinct(shoe) > 1",
	 "In the brackets a repeated section and one of its questions are wanted, with a point "
	 "between them, as in members.income: at \"shoe) > 1\".\n"},
	{"actor: officer, may: [ask, forward]", "actor: officer, duties: [], may: [ask, forward]",
	 "The key \"duties\" is not known here; there is: id, name, actor, may, days, forward.\n"},
	{"when: answered(spouse)", "when: answered(spouse-id)",
	 "There is no question \"spouse-id\" in the form; is spouse_id meant?\n"},
	{"case: lost", "case: stolen",
	 "There is no case \"stolen\" in this file: it has minor, lost.\n"},
	{"country: LB", "country: FR",
	 "\"FR\" is not a country of terms.yaml; it has LB, TN, DZ, EG.\n"},
	{"may: [approve, reject]", "may: [aprove, reject]",
	 "\"may\" must be one of: ask, approve, reject, forward.\n"},
	{"max: 40", "max: 40, script: both", "\"script\" must be one of: arabic, latin.\n"},
	/* a mistake, and what only follows from it */
	{"actor: officer, may: [ask, forward]", "actor: applicant, may: [ask, forward]",
	 "No application can leave the stage \"check\": while it is the applicant's turn the "
	 "authority does nothing. Let an officer's stage \"ask\" instead.\n"},
	{"may: [approve, reject]", "may: [ask]",
	 "No application can leave the stage \"issue\": it may neither approve, reject nor "
	 "forward.\n"},
	{"{id: birth, type: date,", "{id: birth, typ: date,",
	 "The key \"typ\" is not known here: \"type\" is.\n"},
	{"type: choice\n", "type: chioce\n",
	 "\"type\" must be one of: text, name, date, number, money, choice, choices, yesno, "
	 "national_id, phone, email, place, decimal, country, person, organisation.\n"},
	{"- id: status", "- id: Status",
	 "\"Status\" is not an id: use lower-case letters a to z, digits, - and _, beginning with "
	 "a letter.\n"},
	{"  - {id: lost, name: {ar: \"Lost ع\"", "  - {id: lost, name: {ar: \"\"",
	 "\"ar\" must not be empty.\n"},
	{"sections:\n", "section:\n", "The key \"section\" is not known here: \"sections\" is.\n"},
	{"stages:\n", "stage:\n", "The key \"stage\" is not known here: \"stages\" is.\n"},
	/* what nobody may be sent to */
	{"url: \"https://example.org/\"", "url: \"JavaScript:alert(1)\"",
	 "\"JavaScript:alert(1)\" is no address of a page: it begins with https:// or http://.\n"},
	{"url: \"https://example.org/\"", "url: \"file:///etc/passwd\"",
	 "\"file:///etc/passwd\" is no address of a page: it begins with https:// or http://.\n"},
	/* a circle, by its members */
	{"type: name, label: {ar: \"Spouse ع\"",
	 "type: name, when: status = married and answered(spouse_id), label: {ar: \"Spouse ع\"",
	 "The key \"when\" appears twice here.\n"},
	{"when: status = married}", "when: answered(spouse_id)}",
	 "These conditions go round in a circle: spouse, spouse_id, spouse. Each needs the answer "
	 "of "
	 "the next one.\n"},
};

START_TEST(tells_each_mistake_once)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		ARENA_CLEAN struct arena *a = arena_new(4 * ARENA);

		ck_assert_str_eq(told(a, rows[i].from, rows[i].to), rows[i].told);
	}
}
END_TEST

/* `count` times `what`, behind `before`. */
static const char *many(struct arena *a, const char *before, const char *what, int count)
{
	for (int i = 0; i < count; i++)
		before = arena_format(a, "%s%s", before, what);
	return before;
}

/* Whether the sample with a change is taken. */
static bool is_taken(struct arena *a, const char *from, const char *to)
{
	int line;

	return sample_read(sample_with(a, from, to), &line) == FAULT_NONE;
}

/* What the author's guide says under "Units, defaults, limits, quoting". */
START_TEST(quoting_is_as_the_guide_says)
{
	ARENA_CLEAN struct arena *a = arena_new(4 * ARENA);

	ck_assert(is_taken(a, "code: single",
			   "code: 007, label: {ar: x, fr: y, en: z}}\n"
			   "            - {code: single"));
	ck_assert(is_taken(a, "max: today}", "max: today-18y}"));
	ck_assert(is_taken(a, "max: today}", "max: today-2w}"));
	ck_assert(is_taken(a, "max: today}", "max: today+30d}"));
	ck_assert(!is_taken(a, "max: today}", "max: today-1q}"));
	ck_assert(is_taken(a, "require: resident = yes", "require: (resident = yes)"));
	ck_assert(is_taken(a, "require: resident = yes", "require: resident in (yes, no)"));
	ck_assert(!is_taken(a, "title: A page", "title: A page: the first"));
	ck_assert(is_taken(a, "title: A page", "title: 'A page: l''état'"));
	ck_assert(!is_taken(a, "title: A page", "title: @page"));
	ck_assert(!is_taken(a, "confidence: high\n", ""));
}
END_TEST

START_TEST(tells_the_limit)
{
	ARENA_CLEAN struct arena *a = arena_new(4 * ARENA);
	const char *list = many(a, "life_events: [birth", ", birth", 60);

	ck_assert_str_eq(told(a, "life_events: [birth", list),
			 "The list \"life_events\" is too long: 60 entries at most.\n");
	ck_assert_ptr_nonnull(
		strstr(told(a, "when: status = married",
			    many(a, "when: status = married", " or status = married", 51)),
		       "1000 bytes, 200 comparisons"));
	ck_assert_ptr_nonnull(strstr(told(a, "when: status = married", many(a, "when: ", "(", 21)),
				     "20 brackets in each other"));
	ck_assert_ptr_nonnull(strstr(told(a, "verified:", many(a, "notes: ", "[", 20)),
				     "nested too deeply: 12 levels at most"));
}
END_TEST

/* What has no id is not named in what is told of it besides. */
START_TEST(no_place_is_left_open)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	const char *all = told(a, "        - {id: code,",
			       "        - {id: nid, type: national_id, country: EG, label: " TEXT
			       "}\n        - {type: choice, shown_by: nid, choices: [{code: m, "
			       "label: " TEXT "}], label: " TEXT "}\n        - {id: code,");

	ck_assert_msg(strchr(all, '{') == NULL, "%s", all);
}
END_TEST

SUITE(told, no_place_is_left_open, tells_each_mistake_once, quoting_is_as_the_guide_says,
      tells_the_limit)
