/* sample.c - a small definition with every type of question, for tests. */
#include "tests/services/sample.h"

#include "services/definition/faults.h"
#include "services/definition/kind_read.h"
#include "tests/unit.h"
#include "services/definition/service_read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define T(word) "{ar: \"" word " ع\", fr: \"" word " fr\", en: \"" word " en\"}"

const char sample_yaml[] =
	"id: lb-sample\n"
	"version: 3\n"
	"country: LB\n"
	"sector: civil-status\n"
	"audience: citizen\n"
	"life_events: [birth]\n"
	"name: " T(
		"Sample") "\n"
			  "summary: " T(
				  "Summary") "\n"
					     "authority: " T(
						     "Office") "\n"
							       "translated: [fr]\n"
							       "keywords: {ar: [عينة], en: "
							       "[example, trial]}\n"
							       "cases:\n"
							       "  - {id: minor, name: " T(
								       "Minor") ", when: "
										"age(birth)"
										" < 18}\n"
										"  - {id: "
										"lost, "
										"name: " T(
											"Lost") "}"
												"\n"
												"pa"
												"pe"
												"rs"
												":"
												"\n"
												"  "
												"- "
												"{i"
												"d:"
												" p"
												"ho"
												"to"
												", "
												"na"
												"me"
												":"
												" " T(
													"Photo") "}\n"
														 "  - {id: consent, name: " T("Consent") ", case: minor}\n"
																			 "  - {id: report, name: " T("Report") ", case: lost}\n"
																							       "  - {id: payslip, name: " T("Payslip") ", when: income > 100.50, applies: " T("if you earn") "}\n"
																																			     "  - one_of:\n"
																																			     "      - {id: card, name: " T("Card") "}\n"
																																								   "      - {id: extract, name: " T("Extract") "}\n"
																																													       "    case: minor\n"
																																													       "fee: {amount: 12.50, currency: LBP, year: 2026}\n"
																																													       "duration: {value: 3, unit: working_day}\n"
																																													       "sources:\n"
																																													       "  - {title: A page, url: \"https://example.org/\", kind: official}\n"
																																													       "verified: 2026-03-14\n"
																																													       "confidence: high\n"
																																													       "drafted: [cases, papers]\n"
																																													       "stages:\n"
																																													       "  - {id: check, name: " T(
																																														       "Check") ", actor: officer, may: [ask, forward], days: 5}\n"
																																																"  - {id: issue, name: " T(
																																																	"Issue") ", actor: head, may: [approve, reject]}\n"
																																																		 "form:\n"
																																																		 "  drafted: true\n"
																																																		 "  eligibility:\n"
																																																		 "    - id: resident\n"
																																																		 "      type: yesno\n"
																																																		 "      label: " T("Resident") "\n"
																																																					       "      require: resident = yes\n"
																																																					       "      says: " T("Residents only") "\n"
																																																										  "  sections:\n"
																																																										  "    - id: person\n"
																																																										  "      title: " T("Person") "\n"
																																																													      "      questions:\n"
																																																													      "        - {id: full_name, type: name, label: " T(
																																																														      "Name") ", max: 40}\n"
																																																															      "        - {id: birth, type: date, label: " T("Birth") ", min: 1900-01-01, max: today}\n"
																																																																						     "        - id: status\n"
																																																																						     "          type: choice\n"
																																																																						     "          label: " T(
																																																																							     "Status") "\n"
																																																																								       "          default: single\n"
																																																																								       "          choices:\n"
																																																																								       "            - {code: single, label: {ar: أعزب, fr: Célibataire, en: Single}}\n"
																																																																								       "            - {code: married, label: {ar: متأهل, fr: Marié, en: Married}}\n"
																																																																								       "            - {code: widowed, label: {ar: أرمل, fr: \"Veuf / veuve\", en: Widowed}}\n"
																																																																								       "        - {id: spouse, type: name, label: " T(
																																																																									       "Spouse") ", when: status = married}\n"
																																																																											 "        - {id: spouse_id, type: national_id, label: " T("Spouse id") ", required: false,\n"
																																																																																			       "           when: answered(spouse)}\n"
																																																																																			       "        - {id: income, type: money, currency: LBP, label: " T(
																																																																																				       "Income") ",\n"
																																																																																						 "           min: 0, max: 1000000.00, required: false}\n"
																																																																																						 "    - id: contact\n"
																																																																																						 "      title: " T("Contact") "\n"
																																																																																									      "      questions:\n"
																																																																																									      "        - {id: phone, type: phone, label: " T("Phone") "}\n"
																																																																																																      "        - {id: email, type: email, label: " T(
																																																																																																	      "Mail") ", required: false}\n"
																																																																																																		      "        - {id: caza, type: place, level: 2, label: " T(
																																																																																																			      "Caza") "}\n"
																																																																																																				      "        - {id: story, type: text, lines: 4, max: 200, required: false, label: " T("Story") "}\n"
																																																																																																																  "        - {id: code, type: text, required: false, label: " T(
																																																																																																																	  "Code") ",\n"
																																																																																																																		  "           pattern: '[A-Z]{2}[0-9]+', says: " T(
																																																																																																																			  "Two letters and digits") "}\n"
																																																																																																																						    "        - {id: nationality, type: country, required: false, label: " T(
																																																																																																																							    "Nationality") "}\n"
																																																																																																																									   "        - {id: permit, type: text, required: false, label: " T("Permit") ", when: nationality != LB}\n"
																																																																																																																																		     "        - {id: weight, type: decimal, decimals: 3, min: 0.5, max: 2000.250, required: false, label: " T("Weight") "}\n"
																																																																																																																																																	"        - {id: shoe, type: number, required: false, label: " T("Shoe") "}\n"
																																																																																																																																																										"        - {id: heavy, type: decimal, decimals: 1, required: false, label: " T(
																																																																																																																																																											"Heavy") ",\n"
																																																																																																																																																												 "           when: weight >= 2.50}\n"
																																																																																																																																																												 "        - id: aids\n"
																																																																																																																																																												 "          type: choices\n"
																																																																																																																																																												 "          label: " T("Aids") "\n"
																																																																																																																																																															       "          required: false\n"
																																																																																																																																																															       "          max: 2\n"
																																																																																																																																																															       "          choices:\n"
																																																																																																																																																															       "            - {code: wheelchair, label: {ar: كرسي, fr: Fauteuil roulant, en: Wheelchair}}\n"
																																																																																																																																																															       "            - {code: crutch, label: {ar: عكاز, fr: Béquille, en: Crutch}}\n"
																																																																																																																																																															       "            - {code: hearing, label: {ar: سماعة, fr: Prothèse auditive, en: Hearing aid}}\n"
																																																																																																																																																															       "    - id: members\n"
																																																																																																																																																															       "      title: " T("Members") "\n"
																																																																																																																																																																			    "      when: status != single\n"
																																																																																																																																																																			    "      repeat: {min: 1, max: 3, item: " T(
																																																																																																																																																																				    "member") "}\n"
																																																																																																																																																																					      "      questions:\n"
																																																																																																																																																																					      "        - {id: member_name, type: name, label: " T("Member's name") "}\n"
																																																																																																																																																																														   "        - {id: member_age, type: number, label: " T("Age") ", min: 0, max: 120}\n"
																																																																																																																																																																																					       "        - {id: school, type: text, label: " T(
																																																																																																																																																																																						       "School") ", when: member_age < 18}\n"
																																																																																																																																																																																								 "        - {id: member_job, type: yesno, label: " T("Works") ", when: member_age >= 18,\n"
																																																																																																																																																																																															      "           default: \"no\"}\n"
																																																																																																																																																																																															      "  checks:\n"
																																																																																																																																																																																															      "    - require: count(members) <= 2 or aids has wheelchair\n"
																																																																																																																																																																																															      "      at: status\n"
																																																																																																																																																																																															      "      says: " T(
																																																																																																																																																																																																      "Too many members") "\n"
																																																																																																																																																																																																			  "    - {require: school != none, at: school, says: " T(
																																																																																																																																																																																																				  "No school is no answer") "}\n";

/* Reading them is most of what a test of definitions has to do. */
static struct term_list lists;
static struct arena *kept; /* what they stand in */

static void let_go(void)
{
	arena_free(kept);
}

static void read_lists(void)
{
	struct error err = {0};

	kept = arena_new((size_t)64 << 20);
	atexit(let_go);
	if (kind_read_terms(kept, "catalogue", NULL, 0, &lists, &err) != FAULT_NONE) {
		fprintf(stderr, "%s: %s\n", err.detail, err.say);
		abort();
	}
}

__attribute__((constructor)) static void enter(void)
{
	unit_before(read_lists);
}

struct term_list sample_terms(struct arena *a)
{
	(void)a;
	return lists;
}

const struct service *sample_service(struct arena *a, const struct term_list *terms)
{
	const struct service *s = NULL;
	struct error err = {0};

	if (service_read(a, terms, "sample", sample_yaml, strlen(sample_yaml), &s, NULL, &err) !=
	    FAULT_NONE)
		ck_abort_msg("line %d: %s (%s)", err.line, err.say, err.detail);
	return s;
}

enum fault sample_read(const char *yaml, int *ret_line)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)64 * 1024 * 1024);
	struct term_list terms = sample_terms(a);
	const struct service *s;
	struct error err = {0};
	enum fault fault = service_read(a, &terms, "sample", yaml, strlen(yaml), &s, NULL, &err);

	*ret_line = err.line;
	return fault;
}

const struct service *sample_service_of(struct arena *a, const char *yaml)
{
	struct term_list terms = sample_terms(a);
	const struct service *s = NULL;
	struct error err = {0};

	ck_assert_msg(service_read(a, &terms, "x", yaml, strlen(yaml), &s, NULL, &err) ==
			      FAULT_NONE,
		      "%s %s", err.say, err.detail);
	return s;
}

void sample_refused_at(const char *yaml, const char *at, const char *what)
{
	const char *found = strstr(yaml, at);
	int line = 0, expected = 1;

	ck_assert_msg(sample_read(yaml, &line) == FAULT_INPUT, "%s is taken", what);
	ck_assert_msg(found != NULL, "%s: nowhere: %s", what, at);
	for (const char *c = yaml; c < found; c++)
		expected += *c == '\n';
	ck_assert_msg(line == expected, "%s: line %d, not %d", what, line, expected);
}

static bool tells(const struct fault_list *faults, const struct sample_wrong *wrong)
{
	for (size_t i = 0; i < faults->count; i++)
		if (faults->items[i].line == wrong->line &&
		    (wrong->field[0] == '\0' || strcmp(faults->items[i].field, wrong->field) == 0))
			return true;
	return false;
}

void sample_refused(const struct sample_wrong *wrong, size_t count)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)256 * 1024 * 1024);
	struct term_list t = sample_terms(a);

	for (size_t i = 0; i < count; i++) {
		static struct fault_list faults;
		struct definition d;
		struct error err = {0};

		faults = (struct fault_list){0};
		ck_assert_msg(kind_read(a, &t, "x", wrong[i].yaml, strlen(wrong[i].yaml), &d,
					&faults, &err) == FAULT_INPUT,
			      "%zu is taken", i);
		ck_assert_msg(tells(&faults, &wrong[i]), "%zu: %d %s: %s", i, err.line, err.field,
			      err.say);
	}
}

char *sample_swap(struct arena *a, const char *yaml, const char *from, const char *to)
{
	const char *at = strstr(yaml, from);

	ck_assert_msg(at != NULL, "it does not hold %s", from);
	return arena_format(a, "%.*s%s%s", (int)(at - yaml), yaml, to, at + strlen(from));
}

char *sample_with(struct arena *a, const char *from, const char *to)
{
	return sample_swap(a, sample_yaml, from, to);
}
