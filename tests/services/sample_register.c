/* sample_register.c - a small register, and the small definition whose acts enter and change its
 * entries; for tests. */
#include "tests/services/sample_register.h"

#include "services/register/entry_inside.h"
#include "tests/services/sample.h"
#include "tests/services/sample_acts.h"
#include "tests/unit.h"

#include <string.h>

#define N "{ar: ن, fr: n, en: n}"
#define T(en) "{ar: ن, fr: " en " fr, en: " en "}"

const char sample_register_yaml[] =
	"register: lb-clubs\n"
	"version: 1\n"
	"country: LB\n"
	"name: " T(
		"Clubs") "\n"
			 "authority: " T(
				 "Office of clubs") "\n"
						    "subject: organisation\n"
						    "number: {text: \"{seat}/{year}/{n:4}\", "
						    "scope: [seat, year]}\n"
						    "columns:\n"
						    "  - {id: name, type: text, class: public, "
						    "find: name, label: " T("Name") "}\n"
										    "  - {id: "
										    "seat, type: "
										    "place, level: "
										    "2, class: "
										    "public, "
										    "label: " T(
											    "Seat") "}\n"
												    "  - {id: chair, type: name, class: personal, find: name, label: " T(
													    "Chair") "}\n"
														     "  - {id: born, type: date, class: personal, find: exact, label: " T("Born") "}\n"
																								  "  - {id: phone, type: phone, class: sensitive, label: " T("Phone") "}\n"
																																      "  - id: members\n"
																																      "    type: group\n"
																																      "    class: internal\n"
																																      "    label: " T("Members") "\n"
																																				 "    of:\n"
																																				 "      - {id: member_name, type: name, label: " T(
																																					 "Member") "}\n"
																																						   "      - {id: member_age, type: number, label: " T(
																																							   "Age") "}\n"
																																								  "statuses:\n"
																																								  "  - active\n"
																																								  "  - suspended\n"
																																								  "  - {id: sleeping, name: " T("Sleeping") ", bears: rests}\n"
																																													    "  - dissolved\n"
																																													    "acts:\n"
																																													    "  - {id: rest, name: " T("Rest") ", by: head, from: active, to: sleeping, asks: [words]}\n"
																																																	      "  - id: strike\n"
																																																	      "    name: " T("Strike") "\n"
																																																				       "    by: head\n"
																																																				       "    from: [active, suspended, sleeping]\n"
																																																				       "    to: dissolved\n"
																																																				       "    asks: [reason, words]\n"
																																																				       "    reasons: [{code: empty, name: " T("Nobody is left") "}]\n"
																																																												"  - {id: wake, name: " T("Wake") ", by: officer, from: sleeping, to: active, asks: [words]}\n"
																																																																  "  - {id: lapse, name: " T(
																																																																	  "Lapse") ", by: clock, from: active, to: suspended}\n"
																																																																		   "later:\n"
																																																																		   "  - {id: report, name: " T("Yearly report") ", service: lb-report, every: year,"
																																																																								" due: 31 March, remind: [30d, 1w], missed: {notify: [head, owner]}}\n"
																																																																								"  - {id: expiry, name: " T(
																																																																									"Renewal") ", on: valid_until, remind: [60d], act: lapse}\n";

#define ENTERS                                                                                     \
	"{register: lb-clubs, as: subject, valid: 3y, name: story, seat: caza, chair: full_name,"  \
	" born: birth, phone: phone, members: members}"

void sample_register_open(struct portal *p, const char *name)
{
	const char *yaml;

	portal_open(p, name);
	portal_import(p, "register:lb-clubs", 1, sample_register_yaml);
	yaml = sample_clocks(p->arena, sample_clocks_usual);
	yaml = sample_swap(p->arena, yaml, "to: end(approved), asks: [words]}",
			   "to: end(approved), asks: [words], effects: [{enter: " ENTERS "}]}");
	yaml = sample_swap(p->arena, yaml, "by: clock, to: end(approved)}",
			   "by: clock, to: end(approved), effects: [{enter: " ENTERS "}]}");
	portal_renew(p, yaml);
}

const struct register_definition *sample_register(struct portal *p)
{
	const struct register_definition *d = NULL;
	struct error err = {0};

	ck_assert_msg(entry_definition(p->registry, p->arena, &p->terms, "lb-clubs", &d, &err) ==
			      FAULT_NONE,
		      "%s (%s)", err.say, err.detail);
	ck_assert_ptr_nonnull(d);
	return d;
}

struct application sample_register_enter(struct portal *p, const char *full_name, const char *story)
{
	struct form *f = portal_form(p);
	struct application a;
	struct receipt receipt;
	struct error err = {0};
	enum fault fault;

	portal_set(p, f, "full_name", 0, full_name);
	portal_set(p, f, "story", 0, story);
	fault = application_apply(p->registry, &p->owner, f, portal_request(), LANG_EN, &receipt,
				  &err);
	form_free(f);
	if (fault == FAULT_NONE)
		fault = application_open(p->registry, &p->owner, receipt.reference, NULL, &a, &err);
	if (fault == FAULT_NONE)
		fault = application_act(p->registry, &p->host, &a, p->service, "order",
					&(struct act_answers){.words = "So it is."}, &err);
	ck_assert_msg(fault == FAULT_NONE, "%s (%s)", err.say, err.detail);
	return a;
}
