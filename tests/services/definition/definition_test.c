/* definition_test.c - definitions are read whole, and every kind of mistake is named with its
 * line. */
#include "services/definition/faults.h"
#include "services/definition/rule.h"
#include "tests/services/sample.h"
#include "tests/unit.h"
#include "services/definition/service_read.h"

#include <string.h>

#define ARENA ((size_t)256 * 1024 * 1024)
#define MUTATIONS 10000
#define DURATION "value: 3, unit: working_day"

START_TEST(reads_everything)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list terms = sample_terms(a);
	const struct service *s = sample_service(a, &terms);
	const struct section *home;
	const struct question *q;

	ck_assert_str_eq(s->id, "lb-sample");
	ck_assert_int_eq(s->version, 3);
	ck_assert_str_eq(s->sector->code, "civil-status");
	ck_assert_uint_eq(s->life_event_count, 1);
	ck_assert(s->translated[LANG_FR] && !s->translated[LANG_AR]);
	ck_assert_uint_eq(s->keyword_count[LANG_EN], 2);
	ck_assert_uint_eq(s->keyword_count[LANG_FR], 0);
	ck_assert_uint_eq(s->paper_count, 6);
	ck_assert_int_eq(s->papers[4].choice, 1);
	ck_assert_int_eq(s->papers[5].choice, 1);
	ck_assert_str_eq(s->papers[5].in->id, "minor");
	ck_assert(s->fee->known);
	ck_assert_int_eq(s->fee->amount_minor, 1250);
	ck_assert_int_eq(s->fee->year, 2026);
	ck_assert_int_eq(s->duration->unit, UNIT_WORKING_DAY);
	ck_assert_int_eq(s->verified.month, 3);
	ck_assert_uint_eq(s->drafted, DRAFTED_CASES | DRAFTED_PAPERS);
	ck_assert_ptr_nonnull(service_act(s, service_stage(s, "issue"), "approve"));
	ck_assert_ptr_nonnull(service_act(s, service_stage(s, "issue"), "reject"));
	ck_assert_ptr_null(service_act(s, service_stage(s, "issue"), "ask"));
	ck_assert(!text_is_set(&s->silence));
	q = service_question(s, "caza", &home);
	ck_assert_str_eq(home->id, "contact");
	ck_assert_str_eq(q->country, "LB");
	ck_assert_int_eq(q->level, 2);
	ck_assert_int_eq(q->page, 1);
	ck_assert_int_eq(service_question(s, "aids", NULL)->page, 3);
	ck_assert_ptr_null(service_question(s, "nothing", &home));
}
END_TEST

START_TEST(takes_null_and_broken_names)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	int line;

	ck_assert_int_eq(sample_read(sample_with(a, "year: 2026", "year: null, note: ~"), &line),
			 FAULT_NONE);
	ck_assert_int_eq(
		sample_read(sample_with(a, "kind: official", "kind: official, date: null"), &line),
		FAULT_NONE);
	ck_assert_int_eq(
		sample_read(sample_with(a, "name: {ar: \"Sample ع\", fr: \"Sample fr\",",
					"name:\n  {ar: \"Sample\\n ع\",\n   fr: Sample\n   fr,"),
			    &line),
		FAULT_NONE);
	ck_assert_int_eq(
		sample_read(sample_with(a, "audience: citizen", "audience: [citizen, ngo]"), &line),
		FAULT_NONE);
	ck_assert_int_eq(
		sample_read(sample_with(a, "unit: working_day", "unit: working_day, until: 7"),
			    &line),
		FAULT_NONE);
	ck_assert_int_eq(sample_read(sample_with(a, "version: 3", "version: null"), &line),
			 FAULT_INPUT);
}
END_TEST

START_TEST(reads_times_and_amounts)
{
	static const struct {
		const char *words;
		struct duration is;
		int most;
	} rows[] = {
		{"value: 30, unit: minute", {.value = 30, .unit = UNIT_MINUTE}, 30},
		{"value: 1, until: 2, unit: hour", {.value = 1, .until = 2, .unit = UNIT_HOUR}, 2},
		{"value: 0, unit: day", {.unit = UNIT_DAY}, 0},
		{"value: 2, unit: week, estimate: yes, note: {ar: ت, fr: e, en: e}",
		 {.value = 2, .unit = UNIT_WEEK},
		 2},
		{"value: 3, unit: month", {.value = 3, .unit = UNIT_MONTH}, 3},
	};
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	const struct fee *fee;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct duration *d =
			sample_service_of(a, sample_with(a, DURATION, rows[i].words))->duration;

		ck_assert_int_eq(d->value, rows[i].is.value);
		ck_assert_int_eq(d->until, rows[i].is.until);
		ck_assert_int_eq(d->unit, rows[i].is.unit);
		ck_assert_int_eq(duration_most(d), rows[i].most);
		ck_assert(d->estimate == (rows[i].is.unit == UNIT_WEEK));
	}
	fee = sample_service_of(a, sample_with(a, "amount: 12.50",
					       "amount: null, amounts: [{when: status = single, "
					       "amount: 0}, {when: status != single, amount: 7}]"))
		      ->fee;
	ck_assert(!fee->known && fee->amount_count == 2);
	ck_assert_int_eq(fee->amounts[0].amount_minor, 0);
	ck_assert_int_eq(fee->amounts[1].amount_minor, 700);
}
END_TEST

/* One mistake each: what is replaced, by what, and a word that must stand in the fault. */
static const struct {
	const char *from, *to, *at;
} mistakes[] = {
	{"id: lb-sample", "id: LB sample", "id: LB sample"},
	{"id: lb-sample\n", "", "version: 3"},
	{"version: 3", "version: three", "version: three"},
	{"version: 3", "version: 0", "version: 0"},
	{"country: LB", "country: XX", "country: XX"},
	{"sector: civil-status", "sector: gardens", "sector: gardens"},
	{"life_events: [birth]", "life_events: [rebirth]", "life_events: [rebirth]"},
	{"life_events: [birth]", "life_events: birth", "life_events: birth"},
	{"audience: citizen", "audience: citizen\ncolour: red", "colour: red"},
	{"audience: citizen", "audience: [citizen, tree]", "audience: [citizen, tree]"},
	{"audience: citizen", "audience: []", "audience: []"},
	{"audience: citizen", "audience: [ngo, citizen, ngo]", "audience: [ngo"},
	{"life_events: [birth]", "life_events: [birth, birth]", "life_events: [birth, birth]"},
	{"amount: 12.50", "amount: 12.50, amounts: {when: a = b}", "fee: "},
	{"amount: 12.50", "amount: 12.50, amounts: [15.00]", "fee: "},
	{"amount: 12.50", "amount: 12.50, amounts: [{amount: 15.00}]", "fee: "},
	{"amount: 12.50", "amount: 12.50, amounts: [{when: resident = no}]", "fee: "},
	{"amount: 12.50", "amount: 12.50, amounts: [{when: resident = no, amount: 15.001}]",
	 "fee: "},
	{"amount: 12.50", "amount: 12.50, amounts: [{when: resident = no, amount: null}]", "fee: "},
	{"amount: 12.50", "amount: 12.50, amounts: [{when: resident = may, amount: 15}]", "fee: "},
	{"amount: 12.50", "amount: 12.50, amounts: [{when: is_resident = no, amount: 15}]",
	 "fee: "},
	{"max: 40", "max: 40, letters: true", "letters: true"},
	{"unit: working_day", "unit: working_day, until: 3", "until: 3"},
	{"unit: working_day", "unit: working_day, until: 1", "until: 1"},
	{"unit: working_day", "unit: working_day, estimate: maybe", "duration: "},
	{"unit: working_day", "unit: working_day, estimate: yes", "duration: "},
	{"audience: citizen", "audience: citizen\nsector: tax", "sector: tax"},
	{"translated: [fr]", "translated: [de]", "translated: [de]"},
	{"fr: \"Summary fr\", ", "", "summary: "},
	{"\"Summary fr\"", "\"\"", "summary: "},
	{"\"Summary fr\"", "[a, b]", "summary: "},
	{"\"Summary fr\"", "\"a\\u202Eb\"", "summary: "},
	{"\"Summary fr\"", "\"a\\x07b\"", "summary: "},
	{"amount: 12.50", "amount: 12.505", "fee: "},
	{"amount: 12.50", "amount: -1", "fee: "},
	{"currency: LBP, year", "currency: XYZ, year", "fee: "},
	{"unit: working_day", "unit: fortnight", "unit: fortnight"},
	{"kind: official", "kind: rumour", "kind: rumour"},
	{"kind: official", "kind: official, date: read 2026-03-14", "date: read"},
	{"kind: official", "kind: official, date: 14/3/2026", "date: 14/3/2026"},
	{"kind: official", "kind: official, read: 2026-02-30", "read: 2026-02-30"},
	{"verified: 2026-03-14", "verified: 2026-02-30", "verified: 2026-02-30"},
	{"verified: 2026-03-14", "verified: 14/3/2026", "verified: 14/3/2026"},
	{"confidence: high", "confidence: total", "confidence: total"},
	{"case: lost", "case: found", "case: found"},
	{"id: extract", "id: card", "id: card, name: {ar: \"Extract"},
	{"age(birth) < 18", "age(birthday) < 18", "age(birthday)"},
	{"age(birth) < 18", "age(status) < 18", "age(status)"},
	{"income > 100.50", "income > lots", "income > lots"},
	{"actor: head", "actor: king", "actor: king"},
	{"may: [ask, forward]", "may: [sing]", "may: [sing]"},
	{"type: yesno\n", "type: maybe\n", "type: maybe"},
	{"require: resident = yes", "require: resident = perhaps", "require: resident = perhaps"},
	{"id: full_name", "id: status", "- id: status"},
	{"- {id: full_name", "- {id: declaration", "id: declaration"},
	{"- {id: full_name", "- {id: person", "id: person, type"},
	{"max: 40", "max: forty", "max: forty"},
	{"max: 40", "max: 40, min: 50", "min: 50"},
	{"max: 40", "max: 40, level: 2", "level: 2"},
	{"max: 40", "max: 40, script: greek", "script: greek"},
	{"max: 40", "max: 40, script: arabic, default: Rima", "default: Rima"},
	{"{id: birth, type: date,", "{id: birth, type: date, script: latin,", "script: latin"},
	{"max: today}", "max: tomorrow}", "max: tomorrow}"},
	{"default: single", "default: divorced", "default: divorced"},
	{"default: \"no\"", "default: 7", "default: 7"},
	{"code: married", "code: 1", "code: 1,"},
	{"code: married", "code: single", "code: single, label: {ar: متأهل"},
	{"when: status = married", "when: status = engaged", "status = engaged"},
	{"when: status = married", "when: status > married", "status > married"},
	{"when: status = married", "when: status has married", "status has married"},
	{"when: status = married", "when: status = ", "when: status = "},
	{"when: status = married", "when: member_age > 3", "when: member_age > 3"},
	{"when: answered(spouse)", "when: answered(sister)", "answered(sister)"},
	{"currency: LBP, label", "label", "id: income"},
	{"max: 1000000.00", "max: 1000.555", "min: 0, max: 1000.555"},
	{"pattern: '[A-Z]{2}[0-9]+'", "pattern: '[A-Z'", "pattern: '[A-Z'"},
	{"pattern: '[A-Z]{2}[0-9]+'", "pattern: '(a)\\1'", "pattern: '(a)"},
	{"pattern: '[A-Z]{2}[0-9]+'", "pattern: '(a{99}){99}'", "pattern: '(a{99}"},
	{"level: 2", "level: 3", "level: 3"},
	{"type: place, level: 2", "type: place, country: FR", "country: FR"},
	{"type: place, level: 2", "type: place, country: TN, level: 2", "country: TN"},
	{"min: 1, max: 3", "min: 4, max: 3", "repeat: "},
	{"min: 1, max: 3", "min: 1", "repeat: "},
	{"count(members)", "count(contact)", "count(contact)"},
	{"at: status", "at: statue", "at: statue"},
	{"school != none", "schools != none", "schools != none"},
	{"stages:\n", "x-stages:\n", "form:"},
};

static int line_of(const char *yaml, const char *word)
{
	const char *at = strstr(yaml, word);
	int line = 1;

	ck_assert_msg(at != NULL, "no %s", word);
	for (const char *s = yaml; s < at; s++)
		line += *s == '\n';
	return line;
}

START_TEST(names_each_mistake)
{
	for (size_t i = 0; i < sizeof(mistakes) / sizeof(mistakes[0]); i++) {
		ARENA_CLEAN struct arena *a = arena_new(ARENA);
		struct term_list terms = sample_terms(a);
		struct fault_list *faults = arena_take(a, sizeof(*faults));
		const char *yaml = sample_with(a, mistakes[i].from, mistakes[i].to);
		const struct service *s = NULL;
		struct error err = {0};
		bool named = false;

		ck_assert_msg(service_read(a, &terms, "x.yaml", yaml, strlen(yaml), &s, faults,
					   &err) == FAULT_INPUT,
			      "%s was accepted", mistakes[i].to);
		ck_assert_ptr_null(s);
		ck_assert_uint_gt(faults->count, 0);
		ck_assert_int_eq(faults->items[0].line, err.line);
		for (size_t j = 0; j < faults->count; j++) {
			ck_assert_ptr_nonnull(faults->items[j].say);
			ck_assert_int_gt(faults->items[j].line, 0);
			named = named || faults->items[j].line == line_of(yaml, mistakes[i].at);
		}
		ck_assert_msg(named, "%s: line %d, not %d: %s", mistakes[i].to, err.line,
			      line_of(yaml, mistakes[i].at), err.detail);
	}
}
END_TEST

START_TEST(finds_circles)
{
	static const char *const circles[][2] = {
		{"max: 40", "max: 40, when: status = single"},
		{"min: 1900-01-01", "min: 1900-01-01, when: answered(birth)"},
	};
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	char *yaml;
	int line;

	yaml = sample_with(a, circles[0][0], circles[0][1]);
	ck_assert_int_eq(sample_read(yaml, &line), FAULT_NONE);
	yaml = sample_with(a, circles[1][0], circles[1][1]);
	ck_assert_int_eq(sample_read(yaml, &line), FAULT_INPUT);
	ck_assert_int_eq(line, line_of(yaml, "answered(birth)"));
	yaml = sample_with(a, "          default: single\n", "          when: answered(spouse)\n");
	ck_assert_int_eq(sample_read(yaml, &line), FAULT_INPUT);
	yaml = sample_with(a, "          default: single\n",
			   "          when: count(members) > 1\n");
	ck_assert_int_eq(sample_read(yaml, &line), FAULT_INPUT);
}
END_TEST

START_TEST(collects_many_faults_in_order)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list terms = sample_terms(a);
	struct fault_list *faults = arena_take(a, sizeof(*faults));
	const char *yaml = "id: a\nversion: x\ncountry: LB\nsector: nowhere\nfoo: 1\nbar: 2\n";
	const struct service *s;
	struct error err;

	ck_assert_int_eq(service_read(a, &terms, "x", yaml, strlen(yaml), &s, faults, &err),
			 FAULT_INPUT);
	ck_assert_uint_ge(faults->count, 8);
	for (size_t i = 1; i < faults->count; i++)
		ck_assert_int_le(faults->items[i - 1].line, faults->items[i].line);
}
END_TEST

/* In the languages that it has; a bare line is kept, and shown to nobody. */
START_TEST(a_remark_has_its_languages)
{
	static const struct {
		const char *remark, *in[LANG_COUNT], *bare;
	} rows[] = {
		{"{ar: \"نسخة\", fr: Copie, en: A copy}", {"نسخة", "Copie", "A copy"}, NULL},
		{"{fr: Copie}", {NULL, "Copie", NULL}, NULL},
		{"A copy", {NULL, NULL, NULL}, "A copy"},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		ARENA_CLEAN struct arena *a = arena_new(ARENA);
		struct term_list terms = sample_terms(a);
		struct fault_list *faults = arena_take(a, sizeof(*faults));
		const char *yaml =
			sample_with(a, "kind: official",
				    arena_format(a, "kind: official, remark: %s", rows[i].remark));
		const struct service *s = NULL;
		struct error err = {0};

		ck_assert_msg(service_read(a, &terms, "x.yaml", yaml, strlen(yaml), &s, faults,
					   &err) == FAULT_NONE,
			      "%s: %s", rows[i].remark, err.detail);
		for (int lang = 0; lang < LANG_COUNT; lang++)
			ck_assert_pstr_eq(s->sources[0].remark.in[lang], rows[i].in[lang]);
		ck_assert_pstr_eq(s->sources[0].bare, rows[i].bare);
		ck_assert_uint_eq(faults->remark_count, rows[i].bare != NULL);
	}
}
END_TEST

START_TEST(a_source_has_its_days)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list terms = sample_terms(a);
	const char *yaml =
		sample_with(a, "kind: official", "kind: official, date: 2014-05, read: 2026-07-28");
	const struct service *s = NULL;
	struct error err = {0};

	ck_assert_msg(service_read(a, &terms, "x.yaml", yaml, strlen(yaml), &s, NULL, &err) ==
			      FAULT_NONE,
		      "%s", err.detail);
	ck_assert_str_eq(date_iso(a, s->sources[0].date), "2014-05");
	ck_assert_str_eq(date_iso(a, s->sources[0].seen), "2026-07-28");
}
END_TEST

START_TEST(what_may_be_done_when_it_is_refused)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list terms = sample_terms(a);
	const char *yaml = sample_with(a, "sources:\n",
				       "if_refused: {days: 30, text: {ar: \"اعترض\", fr: "
				       "Contestez, en: Object}}\nsources:\n");
	const struct service *s = NULL;
	struct error err = {0};
	int line;

	ck_assert_msg(service_read(a, &terms, "x.yaml", yaml, strlen(yaml), &s, NULL, &err) ==
			      FAULT_NONE,
		      "%s", err.detail);
	ck_assert_str_eq(s->if_refused->text.in[LANG_EN], "Object");
	ck_assert_int_eq(s->if_refused->days, 30);
	ck_assert_int_eq(sample_read(sample_with(a, "sources:\n",
						 "if_refused: {days: 0, text: {ar: ا, fr: C, "
						 "en: O}}\nsources:\n"),
				     &line),
			 FAULT_INPUT);
	ck_assert_int_eq(
		sample_read(sample_with(a, "sources:\n", "if_refused: {days: 30}\nsources:\n"),
			    &line),
		FAULT_INPUT);
	ck_assert_int_eq(
		sample_read(sample_with(a, "kind: official", "kind: official, remark: {}"), &line),
		FAULT_INPUT);
}
END_TEST

/* Allowed, and told all the same: `at` stands in the line, `say` in the words. */
START_TEST(remarks_what_is_worth_a_look)
{
	static const struct {
		const char *from, *to, *at, *say;
	} rows[] = {
		{", case: lost}", "}", "id: lost", "No paper"},
		{"en: Married", "en: Single", "code: married", "\"{value}\": people"},
		{"- {id: shoe, type: number, required: false, label: {ar: \"Shoe",
		 "- {id: shoe, type: number, required: false, label: {ar: \"Weight", "id: shoe",
		 "\"{value}\": people"},
		{"may: [ask, forward]", "may: [ask, reject]", "id: issue", "may forward to it"},
		{"stages:\n",
		 "signatures:\n  - {each: members, needed: 2, before: submit}\nstages:\n",
		 "needed: 2", "fewer items than are needed"},
		{"  - {id: consent,",
		 "  - {id: stub, name: {ar: ع, fr: f, en: e}, when: income > 5}\n  - {id: consent,",
		 "id: stub", "with \"applies\""},
		{", required: false,\n           when: answered(spouse)}\n",
		 ", required: false}\n        - {id: born, type: date, shown_by: spouse_id, label: "
		 "{ar: م, fr: N, en: B}}\n",
		 "id: born", "id_shows"},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		ARENA_CLEAN struct arena *a = arena_new(ARENA);
		struct term_list terms = sample_terms(a);
		struct fault_list *faults = arena_take(a, sizeof(*faults));
		const char *yaml = sample_with(a, rows[i].from, rows[i].to);
		const struct service *s = NULL;
		struct error err = {0};

		ck_assert_msg(service_read(a, &terms, "x.yaml", yaml, strlen(yaml), &s, faults,
					   &err) == FAULT_NONE,
			      "%s: %s", rows[i].to, err.detail);
		ck_assert_uint_eq(faults->count, 0);
		ck_assert_msg(faults->remark_count == 1, "%s: %zu remarks", rows[i].to,
			      faults->remark_count);
		ck_assert_int_eq(faults->remarks[0].line, line_of(yaml, rows[i].at));
		ck_assert_ptr_nonnull(strstr(faults->remarks[0].say, rows[i].say));
	}
}
END_TEST

/* A small generator with a fixed beginning: the same mutations every time. */
static unsigned next(unsigned *state)
{
	*state = *state * 1664525U + 1013904223U;
	return *state >> 8;
}

static void mutate(char *yaml, size_t *len, size_t room, unsigned *state)
{
	static const char bytes[] = "{}[]:,-&*!|>'\"%@`#?\n \t\\=<()0a\xc3\xd9\xff\x01~";
	size_t at = next(state) % *len, more;

	switch (next(state) % 5) {
	case 0: yaml[at] = bytes[next(state) % (sizeof(bytes) - 1)]; break;
	case 1:
		more = 1 + next(state) % 40;
		more = more > *len - at ? *len - at : more;
		memmove(yaml + at, yaml + at + more, *len - at - more);
		*len -= more;
		break;
	case 2:
		more = 1 + next(state) % 60;
		more = more > *len - at ? *len - at : more;
		if (*len + more > room)
			break;
		memmove(yaml + at + more, yaml + at, *len - at);
		*len += more;
		break;
	case 3: yaml[at] = (char)next(state); break;
	default:
		if (*len < room) {
			memmove(yaml + at + 1, yaml + at, *len - at);
			yaml[at] = bytes[next(state) % (sizeof(bytes) - 1)];
			(*len)++;
		}
	}
}

START_TEST(survives_mutations)
{
	ARENA_CLEAN struct arena *keep = arena_new(ARENA);
	struct term_list terms = sample_terms(keep);
	struct fault_list *faults = arena_take(keep, sizeof(*faults));
	size_t room = 2 * strlen(sample_yaml) + 100, refused = 0;
	char *yaml = arena_take(keep, room);
	unsigned state = 20260314;

	for (int i = 0; i < MUTATIONS; i++) {
		ARENA_CLEAN struct arena *a = arena_new(ARENA);
		size_t len = strlen(sample_yaml);
		const struct service *s = NULL;
		struct error err;

		memcpy(yaml, sample_yaml, len);
		for (unsigned n = 1 + next(&state) % 4; n > 0 && len > 1; n--)
			mutate(yaml, &len, room, &state);
		faults->count = 0;
		faults->more = false;
		if (service_read(a, &terms, "mutation", yaml, len, &s, faults, &err) ==
		    FAULT_NONE) {
			ck_assert_ptr_nonnull(s->id);
			continue;
		}
		refused++;
		ck_assert_ptr_null(s);
		ck_assert_uint_gt(faults->count, 0);
		ck_assert_int_gt(err.line, 0);
	}
	ck_assert_uint_gt(refused, MUTATIONS / 2);
	ck_assert_uint_lt(refused, MUTATIONS);
}
END_TEST

SUITE(definition, reads_everything, reads_times_and_amounts, a_remark_has_its_languages,
      a_source_has_its_days, what_may_be_done_when_it_is_refused, takes_null_and_broken_names,
      names_each_mistake, finds_circles, collects_many_faults_in_order,
      remarks_what_is_worth_a_look, survives_mutations)
