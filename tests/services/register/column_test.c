/* column_test.c - columns of a register and what they get: that the two fit each other is looked
 * at, and what was entered as words is the choice that it names. */
#include "services/application/application.h"
#include "services/catalogue/lists.h"
#include "services/definition/faults.h"
#include "services/definition/kind_read.h"
#include "services/register/check.h"
#include "services/register/entry_inside.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_register.h"
#include "tests/services/portal.h"
#include "tests/services/sample.h"
#include "tests/services/sample_register.h"
#include "tests/services/sample_renewal.h"
#include "tests/unit.h"

#include <string.h>

#define NUMBER "lb-caza-zahle/2026/0001"
#define T(word) "{ar: \"ع " word "\", fr: \"" word " fr\", en: " word "}"
#define CHOICES(one, two)                                                                          \
	"choices: [{code: " one ", label: " T("Trader") "}, {code: " two ", label: " T("Union") "}]"

/* The register with one more column, and the renewal with one more question that is entered. */
#define COLUMN(type)                                                                               \
	"  - {id: kind, " type ", class: internal, label: " T("Kind") "}\n  - id: members\n"
#define QUESTION(type)                                                                             \
	"        - {id: kind, " type                                                               \
	", class: internal, label: " T("Kind") "}\n        - {id: club_name"

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)

static const char *with_column(struct portal *p, const char *column, const char *version)
{
	const char *yaml = sample_swap(p->arena, sample_register_yaml, "version: 1", version);

	return sample_swap(p->arena, yaml, "  - id: members\n", column);
}

static const char *renewal(struct portal *p, const char *question, const char *from, const char *to)
{
	const char *yaml =
		sample_swap(p->arena, sample_renewal_yaml, "        - {id: club_name", question);

	yaml = sample_swap(p->arena, yaml, SAMPLE_RENEWAL_CHANGE, "{kind: kind}");
	return sample_swap(p->arena, yaml, from, to);
}

/* The first fault, else the first remark, by its line. */
static const char *told(struct portal *p, const char *column, const char *question,
			const char *from, const char *to, int *ret_line)
{
	struct fault_list *faults = arena_take(p->arena, sizeof(*faults));
	const char *yaml = with_column(p, column, "version: 2");
	const struct error *first = NULL;
	struct definition d = {.what = NULL};
	struct term_list terms;

	GOOD(lists_terms(p->registry, p->arena, NULL, 0, &terms, &err));
	GOOD(kind_read_as(p->arena, &terms, KIND_REGISTER, false, "lb-clubs", yaml, strlen(yaml),
			  &d, NULL, &err));
	kind_add(p->arena, &terms, &d);
	yaml = renewal(p, question, from, to);
	if (kind_read_as(p->arena, &terms, KIND_SERVICE, false, "lb-renewal", yaml, strlen(yaml),
			 &d, faults, &err) != FAULT_NONE &&
	    faults->count > 0)
		first = &faults->items[0];
	/* the sample's labels are alike */
	for (size_t i = 0; first == NULL && i < faults->remark_count; i++)
		if (strncmp(faults->remarks[i].say, "Its label", 9) != 0)
			first = &faults->remarks[i];
	*ret_line = first == NULL ? 0 : first->line;
	return first == NULL ? "" : first->say;
}

START_TEST(a_column_and_what_it_gets_fit_each_other)
{
#define TEXT "type: text"
#define ONE "type: choice, " CHOICES("trader", "union")
#define OTHER "type: choice, " CHOICES("trader", "cooperative")
#define AMOUNT(of) "type: money, currency: " of
#define NEED(rule) "to: end(approved), when: " rule ","
#define VALUE(rule)                                                                                \
	"values:\n  - {id: small, is: " rule                                                       \
	", class: internal, name: {ar: ن, fr: s, en: s}}\nstages:\n"
	static const struct {
		const char *column, *question, *from, *to, *says;
	} rows[] = {
		{COLUMN(ONE), QUESTION(ONE), "", "", ""},
		{COLUMN(TEXT), QUESTION(TEXT), "", "", ""},
		{COLUMN(TEXT), QUESTION(ONE), "", "", "The column is of type text: it keeps"},
		{COLUMN(TEXT), QUESTION("type: yesno"), "", "",
		 "The column is of type text: it keeps"},
		{COLUMN(ONE), QUESTION(TEXT), "", "", "The column is of another type"},
		{COLUMN(ONE), QUESTION(OTHER), "", "", "The column has not all the codes"},
		{COLUMN(AMOUNT("LBP")), QUESTION(AMOUNT("LBP")), "", "", ""},
		{COLUMN(AMOUNT("LBP")), QUESTION(AMOUNT("USD")), "", "",
		 "The column takes amounts in another currency"},
		{COLUMN(ONE), QUESTION(ONE), "to: end(approved),", NEED("entry.kind = union"), ""},
		{COLUMN(TEXT), QUESTION(TEXT), "to: end(approved),", NEED("entry.kind = union"),
		 "\"{value}\" is of type text in the register"},
		{COLUMN(TEXT), QUESTION(TEXT), "stages:\n", VALUE("entry.kind = union"),
		 "\"{value}\" is of type text in the register"},
		{COLUMN(TEXT), QUESTION(TEXT), "to: end(approved),", NEED("entry.number = A1"), ""},
	};
	struct portal p;
	int line;

	sample_register_open(&p, "column-fit");
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *says =
			told(&p, rows[i].column, rows[i].question, rows[i].from, rows[i].to, &line);

		ck_assert_msg(rows[i].says[0] == '\0'
				      ? says[0] == '\0'
				      : strncmp(says, rows[i].says, strlen(rows[i].says)) == 0,
			      "row %zu: %s, line %d", i, says, line);
		ck_assert_msg((line > 0) == (rows[i].says[0] != '\0'), "row %zu: line %d", i, line);
	}
	portal_close(&p);
}
END_TEST

/* The first entry's column as people read it. */
static const char *shown(struct portal *p, enum lang lang)
{
	const struct register_definition *d = sample_register(p);
	struct entry e;

	GOOD(check_file(p->registry, &p->host, d, NUMBER, p->arena, &e, &err));
	for (size_t i = 0; i < e.cell_count; i++)
		if (strcmp(e.cells[i].column->question.id, "kind") == 0)
			return check_show(p->arena, &p->terms, &e.cells[i], lang);
	return NULL;
}

static void put_kind(struct portal *p, const char *value)
{
	const struct register_definition *d = sample_register(p);
	const struct entry_put put = {register_column(d, "kind"), value};
	const struct entry_deed deed = {.of = d,
					.act = "change",
					.at = p->now,
					.puts = &put,
					.put_count = 1,
					.by = {.actor = "host", .role = "authority"}};
	struct store_register_entry row;
	bool found;

	GOOD(store_begin(p->registry->store, &err));
	GOOD(store_register_find(p->registry->store, "lb-clubs", NUMBER, &row, &found, &err));
	GOOD(entry_take(p->registry, row.id, &row, &found, &err));
	GOOD(entry_change(p->registry, p->arena, &deed, &row, &err));
	GOOD(store_commit(p->registry->store, &err));
}

/* A higher version of the register has made a choice of what were words: what was entered before is
 * read, and weighed by conditions, as the choice that it was. */
START_TEST(words_that_were_entered_are_the_choice_that_they_name)
{
	static const struct {
		const char *entered, *english;
		bool granted;
	} rows[] = {
		{"union", "Union", true},   {"Union fr", "Union", true},
		{"ع Union", "Union", true}, {"Trader fr", "Trader", false},
		{"Baker", "Baker", false},
	};
	struct application a;
	struct portal p;

	sample_renewal_open(&p, "column-words", "", "");
	portal_import(&p, "register:lb-clubs", 3, with_column(&p, COLUMN(ONE), "version: 3"));
	portal_import(&p, "lb-renewal", 2,
		      sample_swap(p.arena,
				  sample_swap(p.arena, sample_renewal_yaml, "to: end(approved),",
					      NEED("entry.kind = union")),
				  "version: 1", "version: 2"));
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		put_kind(&p, rows[i].entered);
		ck_assert_str_eq(shown(&p, LANG_EN), rows[i].english);
		GOOD(sample_renewal_send_of(&p, 2, NUMBER, &a, &err));
		ck_assert_int_eq(application_act(p.registry, &p.host, &a, p.service, "grant",
						 &(struct act_answers){.words = "So."}, &err),
				 rows[i].granted ? FAULT_NONE : FAULT_DENIED);
	}
	portal_close(&p);
}
END_TEST

SUITE(column, a_column_and_what_it_gets_fit_each_other,
      words_that_were_entered_are_the_choice_that_they_name)
