/* sample_register.c - a small register, and the small definition whose acts enter and change its
 * entries; for tests. */
#include "tests/services/sample_register.h"

#include "services/definition/kind_read.h"
#include "services/register/entry_inside.h"
#include "services/registry/registry_inside.h"
#include "tests/services/sample.h"
#include "tests/services/sample_acts.h"
#include "tests/unit.h"

#include <string.h>

const char sample_register_yaml[] =
	"register: lb-clubs\n"
	"version: 1\n"
	"country: LB\n"
	"name: {ar: ن, fr: Clubs fr, en: Clubs}\n"
	"authority: {ar: ن, fr: Office of clubs fr, en: Office of clubs}\n"
	"subject: organisation\n"
	"number: {text: \"{seat}/{year}/{n:4}\", scope: [seat, year]}\n"
	"columns:\n"
	"  - {id: name, type: text, class: public, find: name, label: {ar: ن, fr: Name fr,"
	" en: Name}}\n"
	"  - {id: seat, type: place, level: 2, class: public, label: {ar: ن, fr: Seat fr,"
	" en: Seat}}\n"
	"  - {id: chair, type: name, class: personal, find: name, label: {ar: ن, fr: Chair"
	" fr, en: Chair}}\n"
	"  - {id: born, type: date, class: personal, find: exact, label: {ar: ن, fr: Born"
	" fr, en: Born}}\n"
	"  - {id: phone, type: phone, class: sensitive, label: {ar: ن, fr: Phone fr, en:"
	" Phone}}\n"
	"  - id: members\n"
	"    type: group\n"
	"    class: internal\n"
	"    label: {ar: ن, fr: Members fr, en: Members}\n"
	"    of:\n"
	"      - {id: member_name, type: name, label: {ar: ن, fr: Member fr, en: Member}}\n"
	"      - {id: member_age, type: number, label: {ar: ن, fr: Age fr, en: Age}}\n"
	"statuses:\n"
	"  - active\n"
	"  - suspended\n"
	"  - {id: sleeping, name: {ar: ن, fr: Sleeping fr, en: Sleeping}, bears: rests}\n"
	"  - dissolved\n"
	"acts:\n"
	"  - {id: rest, name: {ar: ن, fr: Rest fr, en: Rest}, by: head, from: active, to:"
	" sleeping, asks: [words]}\n"
	"  - id: strike\n"
	"    name: {ar: ن, fr: Strike fr, en: Strike}\n"
	"    by: head\n"
	"    from: [active, suspended, sleeping]\n"
	"    to: dissolved\n"
	"    asks: [reason, words]\n"
	"    reasons: [{code: empty, name: {ar: ن, fr: Nobody is left fr, en: Nobody is"
	" left}}]\n"
	"  - {id: wake, name: {ar: ن, fr: Wake fr, en: Wake}, by: officer, from: sleeping,"
	" to: active, asks: [words]}\n"
	"  - {id: lapse, name: {ar: ن, fr: Lapse fr, en: Lapse}, by: clock, from: active,"
	" to: suspended}\n"
	"later:\n"
	"  - {id: report, name: {ar: ن, fr: Yearly report fr, en: Yearly report}, service:"
	" lb-report, every: year, due: 31 March, remind: [30d, 1w], missed: {notify: [head, "
	"owner]}}\n"
	"  - {id: expiry, name: {ar: ن, fr: Renewal fr, en: Renewal}, on: valid_until,"
	" remind: [60d], act: lapse}\n";

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

void sample_register_put(struct portal *p)
{
	struct definition read = {.what = NULL};
	struct entry_put puts[3];
	struct entry_deed deed = {.act = ENTRY_ENTER,
				  .at = p->now,
				  .puts = puts,
				  .put_count = 3,
				  .by = {.actor = "host", .role = "authority"}};
	struct store_register_entry row;
	struct error err = {0};
	bool found = false;
	enum fault fault =
		kind_read_as(p->arena, &p->terms, KIND_REGISTER, true, "lb-clubs",
			     sample_register_yaml, strlen(sample_register_yaml), &read, NULL, &err);

	ck_assert_msg(fault == FAULT_NONE, "%s (%s)", err.say, err.detail);
	deed.of = read.what;
	puts[0] = (struct entry_put){register_column(deed.of, "name"), "Cedar Hikers"};
	puts[1] = (struct entry_put){register_column(deed.of, "seat"), "lb-caza-zahle"};
	puts[2] = (struct entry_put){register_column(deed.of, "chair"), "Mayy Haddad"};
	fault = store_begin(p->registry->store, &err);
	if (fault == FAULT_NONE)
		fault = store_register_find(p->registry->store, "lb-clubs", SAMPLE_ENTRY, &row,
					    &found, &err);
	if (fault == FAULT_NONE && !found)
		fault = entry_enter(p->registry, p->arena, &deed, &row, &err);
	if (fault == FAULT_NONE)
		fault = store_commit(p->registry->store, &err);
	ck_assert_msg(fault == FAULT_NONE, "%s (%s)", err.say, err.detail);
}
