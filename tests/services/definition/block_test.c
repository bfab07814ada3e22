/* block_test.c - blocks of shared questions: put among a form's own, called otherwise where they
 * stand twice, kept with the service, and told by the line at which an author mends them. */
#include "services/definition/block.h"
#include "services/definition/faults.h"
#include "services/definition/kind_read.h"
#include "services/definition/rule.h"
#include "services/definition/service.h"
#include "services/definition/service_read.h"

#include "tests/services/sample.h"
#include "tests/unit.h"

#include <string.h>

#define ARENA ((size_t)256 * 1024 * 1024)
#define T(word) "{ar: \"" word " ع\", fr: \"" word " fr\", en: \"" word " en\"}"
#define TITLE "    - id: contact\n      title: " T("Contact") "\n      questions:\n"

/* Lines 4 to 8. */
#define PAPERS                                                                                     \
	"block: papers_lb\nversion: 2\nquestions:\n"                                               \
	"  - {id: has_card, type: yesno, label: " T(                                               \
		"Has a card") "}\n"                                                                \
			      "  - {id: card, type: text, label: " T(                              \
				      "Card") ", when: has_card = yes}\n"                          \
					      "  - {id: why, type: choice, label: " T(             \
						      "Why") ", when: not (has_card = yes),\n"     \
							     "     choices: [{code: card, "        \
							     "label: " T(                          \
								     "Lost") "}, {code: other, "   \
									     "label: " T(          \
										     "Other") "}]" \
											      "}"  \
											      "\n" \
											      "  " \
											      "- " \
											      "{i" \
											      "d:" \
											      " s" \
											      "in" \
											      "ce" \
											      ", " \
											      "ty" \
											      "pe" \
											      ": " \
											      "da" \
											      "te" \
											      ", " \
											      "la" \
											      "be" \
											      "l:" \
											      " " T("Since") ", when: why = card or answered(card)}\n"
#define PERSON                                                                                     \
	"block: person_lb\nversion: 7\ntitle: " T(                                                 \
		"A person") "\nquestions:\n"                                                       \
			    "  - {id: given, type: name, label: " T(                               \
				    "Given") "}\n"                                                 \
					     "  - {use: papers_lb, as: id, only: [has_card, "      \
					     "card]}\n"                                            \
					     "  - {id: born, type: date, label: " T(               \
						     "Born") ", max: today, when: id_has_card = "  \
							     "yes}\n"

static struct term_list terms_with(struct arena *a, const char *one, const char *other)
{
	struct term_list t = sample_terms(a);
	const char *const all[] = {one, other};
	struct error err = {0};

	for (int i = 0; i < 2; i++) {
		struct definition d;

		if (all[i] == NULL)
			continue;
		ck_assert_msg(kind_read(a, &t, "x", all[i], strlen(all[i]), &d, NULL, &err) ==
				      FAULT_NONE,
			      "%d: %s: %s", err.line, err.field, err.say);
		kind_add(a, &t, &d);
	}
	return t;
}

/* The sample with this before the questions of its section "contact". */
static const char *using(struct arena *a, const char *lines)
{
	return sample_with(a, TITLE, arena_format(a, "%s%s", TITLE, lines));
}

static struct definition read_using(struct arena *a, const struct term_list *t, const char *yaml)
{
	struct definition d;
	struct error err = {0};

	ck_assert_msg(kind_read(a, t, "x", yaml, strlen(yaml), &d, NULL, &err) == FAULT_NONE,
		      "%d: %s: %s %s", err.line, err.field, err.say, err.detail);
	return d;
}

/* Where the first of it stands. */
static int line_of(const char *yaml, const char *what)
{
	const char *at = strstr(yaml, what);
	int line = 1;

	ck_assert_msg(at != NULL, "nowhere: %s", what);
	for (const char *c = yaml; c < at; c++)
		line += *c == '\n';
	return line;
}

static void ids_are(const struct service *s, const char *section, const char *expected)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	const struct section *in = service_section(s, section);
	const char *all = "";

	for (size_t i = 0; i < in->question_count; i++)
		all = arena_format(a, "%s%s ", all, in->questions[i].id);
	ck_assert_msg(strncmp(all, expected, strlen(expected)) == 0, "%s", all);
}

static void when_is(const struct service *s, const char *id, const char *expected)
{
	const struct question *q = service_question(s, id, NULL);

	ck_assert_ptr_nonnull(q);
	if (expected == NULL)
		ck_assert_ptr_null(q->when);
	else
		ck_assert_str_eq(rule_text(q->when), expected);
}

START_TEST(is_a_kind_of_definition)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list t = terms_with(a, PAPERS, PERSON);
	bool faulty = true;
	const struct block *b = block_find(&t, "person_lb", &faulty);

	ck_assert_int_eq(kind_read_which(PERSON, strlen(PERSON)), KIND_BLOCK);
	ck_assert_int_eq(kind_of("block:person_lb"), KIND_BLOCK);
	ck_assert(b != NULL && !faulty);
	ck_assert_int_eq(b->version, 7);
	ck_assert_str_eq(b->title.in[LANG_EN], "A person en");
	ck_assert_ptr_null(block_find(&t, "papers", &faulty));
}
END_TEST

START_TEST(stands_where_it_is_used_by_its_own_ids)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list t = terms_with(a, PAPERS, PERSON);
	const struct service *s = read_using(a, &t, using(a, "        - {use: person_lb}\n")).what;

	ids_are(s, "contact", "given id_has_card id_card born phone ");
	when_is(s, "born", "id_has_card = yes");
	when_is(s, "id_card", "id_has_card = yes");
	ck_assert_str_eq(service_question(s, "born", NULL)->max, "today");
	/* A question of the form that is in no section of its own has the section's class. */
	ck_assert_int_eq(service_question(s, "given", NULL)->class, CLASS_PERSONAL);
}
END_TEST

/* Codes that look like a question stay codes. */
START_TEST(stands_twice_with_other_ids)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list t = terms_with(a, PAPERS, PERSON);
	const struct service *s = read_using(a, &t,
					     using(a, "        - {use: papers_lb}\n"
						      "        - {use: papers_lb, as: other}\n"
						      "        - {use: person_lb, as: heir}\n"))
					  .what;

	ids_are(s, "contact",
		"has_card card why since other_has_card other_card other_why other_since "
		"heir_given "
		"heir_id_has_card heir_id_card heir_born ");
	when_is(s, "since", "why = card or answered(card)");
	when_is(s, "other_since", "other_why = card or answered(other_card)");
	when_is(s, "other_why", "not (other_has_card = yes)");
	when_is(s, "heir_id_card", "heir_id_has_card = yes");
}
END_TEST

/* Nothing that a question of the block names is left to another of the form. */
START_TEST(all_that_it_names_is_called_otherwise)
{
	static const char label[] = "label: {ar: ع, fr: f, en: e}}\n";
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	const char *lives = arena_format(
		a,
		"block: lives_lb\nversion: 1\nquestions:\n"
		"  - {id: away, type: yesno, %s  - {id: tel, type: phone, abroad: away = yes, %s"
		"  - {id: nid, type: national_id, %s  - {id: born, type: date, shown_by: nid, %s",
		label, label, label, label);
	struct term_list t = terms_with(a, lives, NULL);
	const struct service *s = read_using(a, &t,
					     using(a, "        - {use: lives_lb}\n"
						      "        - {use: lives_lb, as: other}\n"))
					  .what;

	ck_assert_str_eq(rule_text(service_question(s, "tel", NULL)->abroad), "away = yes");
	ck_assert_str_eq(rule_text(service_question(s, "other_tel", NULL)->abroad),
			 "other_away = yes");
	ck_assert_str_eq(service_question(s, "born", NULL)->shown_by, "nid");
	ck_assert_str_eq(service_question(s, "other_born", NULL)->shown_by, "other_nid");
}
END_TEST

START_TEST(only_some_of_it_and_some_otherwise)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list t = terms_with(a, PAPERS, NULL);
	const char *yaml = using(
		a, "        - {id: own, type: text, page: 1, label: " T(
			   "Own") "}\n"
				  "        - use: papers_lb\n"
				  "          as: old\n"
				  "          only: [has_card, card, why]\n"
				  "          when: answered(spouse)\n"
				  "          page: 2\n"
				  "          with:\n"
				  "            card: {required: false, label: " T(
					  "Old card") ", class: internal}\n"
						      "            why: {when: null, page: 3}\n");
	const struct service *s = read_using(a, &t, yaml).what;
	const struct question *card = service_question(s, "old_card", NULL);

	ids_are(s, "contact", "own old_has_card old_card old_why phone ");
	when_is(s, "old_has_card", "answered(spouse)");
	when_is(s, "old_card", "(answered(spouse)) and (old_has_card = yes)");
	when_is(s, "old_why", "answered(spouse)");
	ck_assert_str_eq(card->label.in[LANG_FR], "Old card fr");
	ck_assert(!card->required);
	ck_assert_int_eq(card->class, CLASS_INTERNAL);
	ck_assert_int_eq(service_question(s, "old_has_card", NULL)->page, 2);
	ck_assert_int_eq(card->page, 2);
	ck_assert_int_eq(service_question(s, "old_why", NULL)->page, 3);
	ck_assert_ptr_null(s->form->wholes);
}
END_TEST

START_TEST(checks_values_and_conditions_name_its_questions)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list t = terms_with(a, PAPERS, NULL);
	const char *yaml = using(a, "        - {use: papers_lb, as: my}\n"
				    "        - {id: extra, type: text, label: " T(
					    "Extra") ", when: my_why = other}\n");
	const char *more = arena_format(
		a, "%svalues:\n  - {id: lost, is: my_why = card and birth < @my_since}\n", yaml);

	(void)read_using(a, &t, more);
	more = arena_format(
		a,
		"%s    - {require: my_since >= @birth, at: my_since, says: " T("Too early") "}\n",
		yaml);
	(void)read_using(a, &t, more);
}
END_TEST

/* --- what is kept --- */

START_TEST(a_service_keeps_the_blocks_that_it_came_with)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list t = terms_with(a, PAPERS, PERSON), bare = sample_terms(a);
	const char *yaml = using(a, "        - {use: person_lb}\n");
	struct definition d = read_using(a, &t, yaml), changed;
	const struct service *s = d.what, *again = NULL;
	size_t at = block_own_length(d.kept, d.kept_len);
	struct block_shared shared;
	struct error err = {0};

	ck_assert_uint_eq(at, strlen(yaml));
	ck_assert(memcmp(d.kept, yaml, at) == 0);
	ck_assert(block_next(a, d.kept, d.kept_len, &at, &shared));
	ck_assert_str_eq(shared.id, "person_lb");
	ck_assert_int_eq(shared.version, 7);
	ck_assert(block_next(a, d.kept, d.kept_len, &at, &shared));
	ck_assert_str_eq(shared.id, "papers_lb");
	ck_assert(shared.len == strlen(PAPERS) && memcmp(shared.yaml, PAPERS, shared.len) == 0);
	ck_assert(!block_next(a, d.kept, d.kept_len, &at, &shared));
	/* Where there is no such block, and where there is another one. */
	ck_assert_int_eq(service_read_stored(a, &bare, "x", d.kept, d.kept_len, &again, &err),
			 FAULT_NONE);
	ids_are(again, "contact", "given id_has_card id_card born phone ");
	ck_assert(memcmp(again->digest, s->digest, sizeof(s->digest)) == 0);
	changed = read_using(a, &bare,
			     "block: person_lb\nversion: 8\nquestions:\n"
			     "  - {id: other, type: name, label: " T("Other") "}\n");
	kind_add(a, &t, &changed);
	ck_assert_int_eq(service_read_stored(a, &t, "x", d.kept, d.kept_len, &again, &err),
			 FAULT_NONE);
	ids_are(again, "contact", "given id_has_card id_card born phone ");
	ids_are(read_using(a, &t, yaml).what, "contact", "other phone ");
	ck_assert(memcmp(((const struct service *)read_using(a, &t, yaml).what)->digest, s->digest,
			 sizeof(s->digest)) != 0);
	/* Damaged behind the author's text it is one that cannot be read, and nothing worse. */
	ck_assert_int_eq(service_read_stored(a, &t, "x", d.kept, strlen(yaml), &again, &err),
			 FAULT_INPUT);
	for (size_t len = strlen(yaml) + 1; len < d.kept_len; len += 7)
		if (service_read_stored(a, &t, "x", d.kept, len, &again, &err) == FAULT_NONE)
			ids_are(again, "contact", "given ");
}
END_TEST

START_TEST(what_uses_none_is_kept_as_it_is)
{
	static const char *const damaged[] = {"ab", "ab\x1C", "ab\x1Cheir 2", "ab\x1Cheir2\n c"};
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list t = terms_with(a, PAPERS, NULL);
	struct definition d = read_using(a, &t, sample_yaml);

	ck_assert_ptr_eq(d.kept, sample_yaml);
	ck_assert_uint_eq(d.kept_len, strlen(sample_yaml));
	ck_assert(block_is_same_own("ab\x1Cx 1\n", 7, "ab", 2));
	ck_assert(!block_is_same_own("ab\x1Cx 1\n", 7, "abc", 3));
	ck_assert(!block_is_same_own("ab", 2, "ac", 2));
	for (size_t i = 0; i < sizeof(damaged) / sizeof(damaged[0]); i++) {
		size_t at = block_own_length(damaged[i], strlen(damaged[i]));
		struct block_shared shared;

		ck_assert(!block_next(a, damaged[i], strlen(damaged[i]), &at, &shared));
	}
}
END_TEST

/* --- what is refused --- */

static const struct {
	const char *lines, *at, *field, *words;
} wrong_uses[] = {
	{"        - {use: papers}\n", "use: papers", "use", "There is no block"},
	{"        - {use: 'a b'}\n", "use: 'a b'", "use", "is not an id"},
	{"        - {use: broken}\n", "use: broken", "use", "faults of its own"},
	{"        - {use: papers_lb, as: Ab}\n", "as: Ab", "as", "is not an id"},
	{"        - {use: papers_lb, as: abcdefghijklmnopqrstuvwxyzabcdefghijklmno}\n", "as: ab",
	 "as", "longer"},
	{"        - {use: papers_lb, id: x}\n", "id: x}", "id", "not known here"},
	{"        - {use: papers_lb, only: [cart]}\n", "cart", "only", "no question"},
	{"        - {use: papers_lb, only: [[card]]}\n", "[[card", "only", "no question"},
	{"        - {use: papers_lb, as: abcdefghijklmnopqrstuvwxyzabcdefghijklmn,\n"
	 "           with: {card: {min: x}}}\n",
	 "min: x", "min", "as a limit"},
	{"        - {use: papers_lb, only: []}\n", "only: []", "only", "must not be empty"},
	{"        - {use: papers_lb, with: {cart: {required: false}}}\n", "cart", "cart",
	 "no question"},
	{"        - {use: papers_lb, with: {card: {id: x}}}\n", "id: x}", "id", "block's own"},
	{"        - {use: papers_lb, with: {card: {type: date}}}\n", "{type: date}", "type",
	 "block's own"},
	{"        - {use: papers_lb, with: {card: yes}}\n", "card: yes", "card", "must be a map"},
	{"        - {use: papers_lb, with: {card: {min: x}}}\n", "min: x", "min", "as a limit"},
	{"        - {use: papers_lb, with: [card]}\n", "with", "with", "must be a map"},
	{"        - {use: papers_lb, when: [a]}\n", "when: [a]", "when", "single value"},
	{"        - {use: papers_lb, when: nobody = 1}\n", "nobody", "when", "no question"},
	/* Left out, but another one's condition names it: by the line of the use, and the block's.
	 */
	{"        - {use: papers_lb, as: x,\n           only: [card]}\n", "as: x",
	 "papers_lb:5: when", "no question"},
	{"        - {use: papers_lb}\n        - {id: a1, type: text, label: " T(
		 "A") "}\n"
		      "        - {use: papers_lb}\n",
	 "        - {use: papers_lb}\n        - {id: phone", "papers_lb:4: questions",
	 "is used twice"},
};

START_TEST(a_use_is_refused_with_its_line)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list t = terms_with(a, PAPERS, NULL);
	const struct definition broken = {
		.kind = KIND_BLOCK, .key = "block:broken", .id = "broken"};

	kind_add(a, &t, &broken);
	for (size_t i = 0; i < sizeof(wrong_uses) / sizeof(wrong_uses[0]); i++) {
		const char *yaml = using(a, wrong_uses[i].lines);
		struct definition d;
		struct error err = {0};
		int line = line_of(yaml, wrong_uses[i].at);

		ck_assert_msg(kind_read(a, &t, "x", yaml, strlen(yaml), &d, NULL, &err) ==
				      FAULT_INPUT,
			      "%s is taken", wrong_uses[i].lines);
		ck_assert_msg(err.line == line, "%s: line %d, not %d (%s)", wrong_uses[i].lines,
			      err.line, line, err.say);
		ck_assert_str_eq(err.field, wrong_uses[i].field);
		ck_assert_msg(strstr(err.say, wrong_uses[i].words) != NULL, "%s", err.say);
	}
}
END_TEST

/* A mistake in a use is told once, not again by all that names its questions. */
START_TEST(what_follows_from_a_fault_is_not_told)
{
	static const char *const uses[] = {"use: papers, as: my",
					   "use: papers_lb, as: my, only: [cart]"};
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list t = terms_with(a, PAPERS, NULL);

	for (int i = 0; i < 2; i++) {
		const char *yaml =
			using(a, arena_format(a,
					      "        - {%s}\n        - {id: extra, type: text, "
					      "label: " T("Extra") ", when: my_why = other}\n",
					      uses[i]));
		struct fault_list *faults = arena_take(a, sizeof(*faults));
		struct definition d;
		struct error err = {0};

		ck_assert_int_eq(kind_read(a, &t, "x", yaml, strlen(yaml), &d, faults, &err),
				 FAULT_INPUT);
		ck_assert_uint_eq(faults->count, 1);
	}
}
END_TEST

/* Those that there are, and what the program brings. */
START_TEST(an_unknown_block_is_told_with_those_that_there_are)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list t = terms_with(a, PAPERS, NULL);
	const char *yaml = using(a, "        - {use: papers}\n");
	struct definition d;
	struct error err = {0};

	ck_assert_int_eq(kind_read(a, &t, "x", yaml, strlen(yaml), &d, NULL, &err), FAULT_INPUT);
	ck_assert_str_eq(
		err.fills[2].value,
		"person, organisation, person_lb, person_dz, person_eg, person_tn, papers_lb");
	t.other_count = 0;
	ck_assert_int_eq(kind_read(a, &t, "x", yaml, strlen(yaml), &d, NULL, &err), FAULT_INPUT);
	ck_assert_uint_eq(err.fill_count, 2);
}
END_TEST

#define HEAD "block: b\nversion: 1\nquestions:\n"
#define Q(id, more) "  - {id: " id ", type: yesno, label: " T("Q") more "}\n"

static const struct sample_wrong wrong_blocks[] = {
	{"blok: b\nversion: 1\nquestions: [x]\n", 1, "blok"},
	{"block: B\nversion: 1\nquestions:\n" Q("a", ""), 1, "block"},
	{"block: b\nquestions:\n" Q("a", ""), 1, ""},
	{"block: b\nversion: 1\n", 1, ""},
	{"block: b\nversion: 1\nquestions: []\n", 3, "questions"},
	{HEAD Q("a", "") "checks: []\n", 5, "checks"},
	{HEAD Q("a", "") Q("a", ""), 5, "questions"},
	{HEAD Q("a", ", page: 2"), 4, "page"},
	{HEAD Q("a", ", require: a = yes"), 4, "require"},
	{HEAD Q("a", ", min: 3"), 4, "min"},
	/* What it depends on is its own: no question of a form around it, no group, no circle. */
	{HEAD Q("a", ", when: status = single"), 4, "when"},
	{HEAD Q("a", ", when: count(members) > 1"), 4, "when"},
	{HEAD Q("a", ", when: a = yes"), 4, "when"},
	{HEAD Q("a", ", default: perhaps"), 4, "default"},
	{HEAD Q("a", "") "  - {use: c}\n", 5, "use"},
	{HEAD "  - {use: b}\n", 4, "use"},
	{"block: \"b\x1C\"\nversion: 1\nquestions:\n" Q("a", ""), 1, ""},
};

START_TEST(a_block_is_refused_with_its_own_line)
{
	sample_refused(wrong_blocks, sizeof(wrong_blocks) / sizeof(wrong_blocks[0]));
}
END_TEST

/* As the files of one command line are announced before they are looked at. */
static void announce(struct arena *a, struct term_list *t, const char *yaml)
{
	struct definition d;

	ck_assert_int_eq(
		kind_read_as(a, t, KIND_BLOCK, true, "x", yaml, strlen(yaml), &d, NULL, NULL),
		FAULT_NONE);
	kind_add(a, t, &d);
}

START_TEST(blocks_in_a_circle_are_told)
{
	static const char one[] =
		"block: one\nversion: 1\nquestions:\n" Q("a", "") "  - {use: two, as: x}\n";
	static const char two[] = "block: two\nversion: 1\nquestions:\n  - {use: one}\n";
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list t = sample_terms(a);
	const char *yaml = using(a, "        - {use: two}\n");
	struct definition d;
	struct error err = {0};

	announce(a, &t, one);
	announce(a, &t, two);
	ck_assert_int_eq(kind_read(a, &t, "x", one, strlen(one), &d, NULL, &err), FAULT_INPUT);
	ck_assert_int_eq(err.line, 5);
	ck_assert_msg(strstr(err.say, "comes to itself") != NULL, "%s", err.say);
	ck_assert_str_eq(err.fills[2].value, "two > one > two");
	ck_assert_int_eq(kind_read(a, &t, "x", yaml, strlen(yaml), &d, NULL, &err), FAULT_INPUT);
	ck_assert_str_eq(err.fills[2].value, "two > one > two");
	/* By the line of the service, with that of the block where it closes. */
	ck_assert_int_eq(err.line, line_of(yaml, "{use: two}"));
	ck_assert_str_eq(err.field, "one:5: use");
}
END_TEST

/* A section has 60 questions at most, however they come into it. */
START_TEST(a_list_is_as_long_with_blocks_as_without)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	const char *block = "block: many\nversion: 1\nquestions:\n", *own = "";
	struct term_list t;

	for (int i = 0; i < 44; i++)
		block = arena_format(a, "%s  - {id: q%d, type: text, label: " T("Q") "}\n", block,
				     i);
	t = terms_with(a, block, NULL);
	/* The sample's own section has eleven. */
	for (int i = 0; i < 7; i++) {
		const char *yaml = using(a, arena_format(a, "        - {use: many}\n%s", own));
		struct definition d;
		struct error err = {0};
		enum fault fault = kind_read(a, &t, "x", yaml, strlen(yaml), &d, NULL, &err);

		ck_assert_msg((fault == FAULT_NONE) == (i < 6), "%d: %s", i, err.say);
		own = arena_format(a, "%s        - {id: own%d, type: text, label: " T("Own") "}\n",
				   own, i);
	}
}
END_TEST

static const char *block_of_uses(struct arena *a, int level, int uses)
{
	const char *block = arena_format(a, "block: b%d\nversion: 1\nquestions:\n", level);
	const char *only = "a";

	for (int i = 1; i < level; i++)
		only = arena_format(a, "x0_%s", only);
	for (int k = 0; k < uses; k++)
		block = arena_format(a, "%s  - {use: b%d, as: x%d, only: [%s]}\n", block, level - 1,
				     k, only);
	return block;
}

/* Few lines must not become questions without end: one of two, of two, of two … */
START_TEST(many_blocks_in_each_other_are_bounded)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list t = terms_with(a, "block: b0\nversion: 1\nquestions:\n" Q("a", ""), NULL);
	struct fault_list *faults = arena_take(a, sizeof(*faults));
	struct definition d;
	struct error err = {0};

	/* 2 + 4 + … + 64, and the use itself: 127. */
	for (int i = 1; i <= 6; i++)
		announce(a, &t, block_of_uses(a, i, 2));
	(void)read_using(a, &t, using(a, "        - {use: b6}\n"));
	announce(a, &t, block_of_uses(a, 7, 2));
	ck_assert_int_eq(kind_read(a, &t, "x", using(a, "        - {use: b7}\n"),
				   strlen(using(a, "        - {use: b7}\n")), &d, faults, &err),
			 FAULT_INPUT);
	ck_assert_uint_eq(faults->count, 1);
	ck_assert_msg(strstr(err.say, "blocks at most") != NULL, "%s", err.say);
}
END_TEST

/* --- the words of conditions --- */

static const char *rename_a(void *ctx, const char *question)
{
	(void)ctx;
	return strcmp(question, "a") == 0 ? "long_a" : NULL;
}

START_TEST(conditions_are_told_by_the_other_names)
{
	static const char *const rows[][2] = {
		{"a = a", "long_a = a"},
		{"b = @a or answered(a)", "b = @long_a or answered(long_a)"},
		{"a in (a, b)", "long_a in (a, b)"},
		{"a has a", "long_a has a"},
		{"not (age(a) < 18) and aa = yes", "not (age(long_a) < 18) and aa = yes"},
		{"a + 3 > b - a", "long_a + 3 > b - long_a"},
		{"min(a, 3) <= max(b, a)", "min(long_a, 3) <= max(b, long_a)"},
		{"count(a) > 1", "count(a) > 1"},
		{"a =", "a ="},
		{"", ""},
	};
	ARENA_CLEAN struct arena *a = arena_new(ARENA);

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		ck_assert_str_eq(rule_rename(a, rows[i][0], rename_a, NULL), rows[i][1]);
}
END_TEST

SUITE(block, is_a_kind_of_definition, stands_where_it_is_used_by_its_own_ids,
      stands_twice_with_other_ids, all_that_it_names_is_called_otherwise,
      only_some_of_it_and_some_otherwise, checks_values_and_conditions_name_its_questions,
      a_service_keeps_the_blocks_that_it_came_with, what_uses_none_is_kept_as_it_is,
      a_use_is_refused_with_its_line, what_follows_from_a_fault_is_not_told,
      an_unknown_block_is_told_with_those_that_there_are, a_list_is_as_long_with_blocks_as_without,
      a_block_is_refused_with_its_own_line, blocks_in_a_circle_are_told,
      many_blocks_in_each_other_are_bounded, conditions_are_told_by_the_other_names)
