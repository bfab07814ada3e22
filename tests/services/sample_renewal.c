/* sample_renewal.c - the sample's register with an entry that is renewed, and the small service
 * that does it; for tests. */
#include "tests/services/sample_renewal.h"

#include "services/catalogue/lists.h"
#include "services/catalogue/versions.h"
#include "services/registry/registry_inside.h"
#include "tests/services/sample.h"
#include "tests/services/sample_register.h"
#include "tests/unit.h"

#define T(word) "{ar: ن, fr: " word " fr, en: " word "}"

const char sample_renewal_yaml[] =
	"id: lb-renewal\n"
	"version: 1\n"
	"country: LB\n"
	"sector: ngo\n"
	"audience: ngo\n"
	"name: " T(
		"Renewal") "\n"
			   "summary: " T(
				   "Renewal") "\n"
					      "authority: " T(
						      "Office") "\n"
								"sources: [{title: A page, url: "
								"\"https://example.org/\", kind: "
								"official}]\n"
								"verified: 2026-03-14\n"
								"confidence: high\n"
								"about: {register: lb-clubs, by: "
								"club_number, fill: {club_name: "
								"name, who: chair}}\n"
								"stages:\n"
								"  - id: check\n"
								"    name: " T(
									"Check") "\n"
										 "    by: officer\n"
										 "    acts:\n"
										 "      - {id: "
										 "grant, name: " T(
											 "Grant") ", to: end(approved), effects: [{change: " SAMPLE_RENEWAL_CHANGE
												  "}, {issue: paper}]}\n"
												  "      - {id: refuse, name: " T(
													  "Refuse") ", to: end(rejected), asks: [words]}\n"
														    "outputs:\n"
														    "  - id: paper\n"
														    "    name: " T(
															    "Paper") "\n"
																     "    valid: entry\n"
																     "    text: {ar: \"{register_number}\", fr: \"{register_number}\", en: \"Of "
																     "{register_number}.\"}\n"
																     "form:\n"
																     "  sections:\n"
																     "    - id: renewal\n"
																     "      title: " T(
																	     "Renewal") "\n"
																			"      questions:\n"
																			"        - {id: club_number, type: text, max: 40, label: " T(
																				"Number") "}\n"
																					  "        - {id: club_name, type: text, required: false, label: " T(
																						  "Name") "}\n"
																							  "        - {id: who, type: name, required: false, label: " T(
																								  "Chair") "}\n";

void sample_renewal_open(struct portal *p, const char *name, const char *from, const char *to)
{
	const char *yaml;

	sample_register_open(p, name);
	yaml = sample_swap(p->arena, sample_register_yaml, "version: 1", "version: 2");
	yaml = sample_swap(p->arena, yaml, "due: 31 March", "due: unknown");
	yaml = sample_swap(p->arena, yaml, "remind: [60d],",
			   "remind: [60d], missed: {notify: owner},");
	portal_import(p, "register:lb-clubs", 2,
		      sample_swap(p->arena, yaml, "on: valid_until,",
				  "on: valid_until, service: lb-renewal,"));
	portal_import(p, "lb-renewal", 1, sample_swap(p->arena, sample_renewal_yaml, from, to));
	sample_register_enter(p, "Mayy Haddad", "Cedar Hikers");
}

enum fault sample_renewal_send(struct portal *p, const char *number, struct application *ret,
			       struct error *err)
{
	return sample_renewal_send_of(p, 1, number, ret, err);
}

enum fault sample_renewal_send_of(struct portal *p, int version, const char *number,
				  struct application *ret, struct error *err)
{
	struct term_list *terms = arena_take(p->arena, sizeof(*terms));
	struct receipt receipt;
	struct form *f;
	enum fault fault = lists_terms(p->registry, p->arena, NULL, 0, terms, err);

	if (fault == FAULT_NONE)
		fault = versions_find(p->registry, p->arena, terms, "lb-renewal", version,
				      &p->service, err);
	if (fault != FAULT_NONE)
		return fault;
	f = form_new(p->service, terms, date_of(p->now));
	portal_set(p, f, "club_number", 0, number);
	fault = application_apply(p->registry, &p->owner, f, portal_request(), LANG_EN, &receipt,
				  err);
	form_free(f);
	return fault == FAULT_NONE
		       ? application_open(p->registry, &p->owner, receipt.reference, NULL, ret, err)
		       : fault;
}
