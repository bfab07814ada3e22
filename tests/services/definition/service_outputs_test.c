/* service_outputs_test.c - documents that a definition issues: what is taken, and what is refused,
 * by its line, with what there is instead. */
#include "i18n/message.h"
#include "services/definition/faults.h"
#include "services/definition/output.h"
#include "services/definition/service_read.h"
#include "tests/services/sample.h"
#include "tests/services/sample_acts.h"
#include "tests/unit.h"

#include <string.h>

#define ARENA ((size_t)64 * 1024 * 1024)
#define N "name: {ar: ن, fr: n, en: n}"
#define SIXTY "{n}-0000000000000000000000000000000000000000000000000000000-"
#define ALL(text) "{ar: \"" text "\", fr: \"" text "\", en: \"" text "\"}"

/* The sample with one document whose keys these are, which an act issues. */
static char *with(struct arena *a, const char *keys)
{
	char *yaml = sample_acts(a, "acts:\n  - {id: take_back",
				 "acts:\n  - {id: certify, " N
				 ", from: any, by: head, to: end(approved), asks: [words],"
				 " effects: [{issue: badge}]}\n  - {id: take_back");

	return sample_swap(a, yaml, "form:\n",
			   arena_format(a, "outputs:\n  - {id: badge, " N ", %s}\nform:\n", keys));
}

START_TEST(takes_what_fits)
{
	static const char *const right[] = {
		"text: " ALL("{full_name} {birth} {resident}"),
		"text: " ALL("{#each members}{member_name} {full_name}{/each}"),
		"text: " ALL("{number} {issued} {valid_until} {submitted} {reference} {service} "
			     "{authority} {office}"),
		"text: " ALL("x") ", valid: 2 years",
		"text: " ALL("x") ", number: {text: \"A/{n}\"}",
		"text: " ALL("x") ", number: {text: \"{office}-{year}-{n:9}\", scope: office}",
		"text: " ALL("x") ", holder: full_name",
		"text: " ALL("x") ", number: {text: \"" SIXTY "\"}",
	};
	ARENA_CLEAN struct arena *a = arena_new(ARENA);

	for (size_t i = 0; i < sizeof(right) / sizeof(right[0]); i++) {
		const struct service *s = sample_service_of(a, with(a, right[i]));

		ck_assert_uint_eq(s->output_count, 1);
		ck_assert_ptr_eq(output_of(s, "badge"), &s->outputs[0]);
	}
}
END_TEST

/* Before a fault of a stage is mended it is not known what acts enter and issue, nor said. */
START_TEST(tells_nothing_that_only_follows)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct fault_list *faults = arena_take(a, sizeof(*faults));
	struct term_list terms = sample_terms(a);
	const struct service *s = NULL;
	struct error err = {0};
	const char *yaml = sample_swap(a, with(a, "text: " ALL("{register_number} {full_name}")),
				       "target: 5 days", "targets: 5 days");

	ck_assert_int_eq(service_read(a, &terms, "x", yaml, strlen(yaml), &s, faults, &err),
			 FAULT_INPUT);
	ck_assert_uint_eq(faults->count, 1);
	ck_assert_ptr_nonnull(strstr(faults->items[0].field, "targets"));
}
END_TEST

START_TEST(refuses_what_does_not)
{
	static const char *const wrong[] = {
		"text: " ALL("{nobody}"),
		"text: " ALL("{member_name}"),
		"text: " ALL("{#each members}{member_name}"),
		"text: " ALL("{#each person}{full_name}{/each}"),
		"text: " ALL("{#each nothing}{/each}"),
		"text: " ALL("{/each}"),
		"text: " ALL("{full_name"),
		"text: " ALL("full_name}"),
		"text: " ALL("{#each members}{#each members}{/each}{/each}"),
		"text: {ar: \"{full_name}\", fr: \"{full_name}\", en: \"{birth}\"}",
		"text: {ar: x, fr: x}",
		"text: " ALL("x") ", number: {text: \"{year}\"}",
		"text: " ALL("x") ", number: {text: \"{n:0}\"}",
		"text: " ALL("x") ", number: {text: \"{n:10}\"}",
		"text: " ALL("x") ", number: {text: \"0" SIXTY "\"}",
		"text: " ALL("x") ", number: {text: \"{n}{month}\"}",
		"text: " ALL("x") ", number: {text: \"{office}{n}\"}",
		"text: " ALL("x") ", number: {text: \"{n}\", scope: village}",
		"text: " ALL("x") ", number: {text: \"{year}/{n}\", scope: office}",
		"text: " ALL("x") ", number: {text: \"{n}/{year\"}",
		"text: " ALL("x") ", number: {text: \"{n}}\"}",
		"text: " ALL("x") ", number: {text: \"year}{n}\"}",
		"text: " ALL("x") ", valid: 3 working_days",
		"text: " ALL("x") ", valid: forever",
		"text: " ALL("x") ", holder: nobody",
		"text: " ALL("x") ", holder: member_name",
		"text: " ALL("{register_number}"),
		"text: " ALL("x") ", colour: red",
	};
	ARENA_CLEAN struct arena *a = arena_new(ARENA);

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		sample_refused_at(with(a, wrong[i]), "  - {id: badge", wrong[i]);
}
END_TEST

static const char *first_words(struct arena *a, const char *yaml)
{
	struct term_list terms = sample_terms(a);
	struct fault_list *faults = arena_take(a, sizeof(*faults));
	const struct service *s;
	struct error err = {0};

	ck_assert_int_eq(service_read(a, &terms, "x", yaml, strlen(yaml), &s, faults, &err),
			 FAULT_INPUT);
	return message_error(a, &err);
}

START_TEST(what_acts_issue_is_there)
{
	static const char *const effects[] = {"issue: diploma", "revoke: diploma",
					      "issue: badge, revoke: badge", "issue: [badge]"};
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	const char *yaml = with(a, "text: " ALL("x"));

	for (size_t i = 0; i < sizeof(effects) / sizeof(effects[0]); i++)
		sample_refused_at(sample_swap(a, yaml, "issue: badge", effects[i]), effects[i],
				  effects[i]);
	/* Whoever has its code would be told it. */
	yaml = sample_swap(a, with(a, "text: " ALL("x") ", holder: phone"), "{id: phone, type",
			   "{id: phone, class: sensitive, type");
	sample_refused_at(yaml, "  - {id: badge", "a sensitive holder");
	ck_assert_ptr_nonnull(strstr(first_words(a, yaml), "\"phone\" is sensitive"));
	yaml = with(a, "text: " ALL("x"));
	/* Nobody would ever get it. */
	yaml = sample_swap(a, yaml, "issue: badge", "revoke: badge");
	sample_refused_at(yaml, "  - {id: badge", "never issued");
	ck_assert_ptr_nonnull(strstr(first_words(a, yaml), "ever gets"));
}
END_TEST

/* What there is instead. */
START_TEST(what_a_text_may_tell_is_named)
{
	static const char *const said[][2] = {
		{"{#each nothing}{/each}", "\"nothing\" is no repeated section; \"#each\" takes: "
					   "members."},
		{"{nobody}", "A document cannot tell \"nobody\"; within braces it tells: number, "
			     "issued, valid_until, submitted, reference, service, authority, "},
		{"{member_name}", "\"member_name\" is asked several times: write it between #each "
				  "members and /each, both within braces."},
	};
	ARENA_CLEAN struct arena *a = arena_new(ARENA);

	for (size_t i = 0; i < sizeof(said) / sizeof(said[0]); i++) {
		const char *words = first_words(
			a, with(a, arena_format(a, "text: {ar: \"%s\", fr: \"%s\", en: \"%s\"}",
						said[i][0], said[i][0], said[i][0])));

		ck_assert_msg(strncmp(words, said[i][1], strlen(said[i][1])) == 0, "%s", words);
		/* of no register, where no act enters anything */
		ck_assert_ptr_null(strstr(words, "register_number"));
	}
}
END_TEST

START_TEST(pieces_of_a_text)
{
	static const struct {
		enum output_kind kind;
		const char *at;
	} wanted[] = {{OUTPUT_WORDS, "a "},  {OUTPUT_PLACE, "b"},    {OUTPUT_WORDS, " "},
		      {OUTPUT_EACH, "c"},    {OUTPUT_PLACE, "d"},    {OUTPUT_BACK, "/each"},
		      {OUTPUT_UNKNOWN, "B"}, {OUTPUT_UNKNOWN, "{e"}, {OUTPUT_WORDS, "\nf"},
		      {OUTPUT_UNKNOWN, "}"}, {OUTPUT_END, ""}};
	const char *at = "a {b} {#each c}{d}{/each}{B}{e\nf}";

	for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++) {
		struct output_piece p = output_next(&at);

		ck_assert_int_eq(p.kind, wanted[i].kind);
		ck_assert_uint_eq(p.len, strlen(wanted[i].at));
		ck_assert_int_eq(strncmp(p.at, wanted[i].at, p.len), 0);
	}
}
END_TEST

SUITE(service_outputs, takes_what_fits, tells_nothing_that_only_follows, refuses_what_does_not,
      what_acts_issue_is_there, what_a_text_may_tell_is_named, pieces_of_a_text)
