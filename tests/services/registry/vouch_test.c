/* vouch_test.c - what the digest in an application's row speaks for, and what the ledger does. */
#include "services/registry/vouch.h"

#include "services/registry/registry_inside.h"
#include "services/store/store_application.h"
#include "tests/services/portal.h"
#include "tests/unit.h"

#include <string.h>

static struct error err;

/* As it would be written now. */
static const char *mac_of(struct portal *p, const char *id)
{
	struct store_application row;
	char mac[SEAL_DIGEST + 1];
	bool found = false;

	ck_assert_int_eq(store_application_get(p->registry->store, id, &row, &found, &err),
			 FAULT_NONE);
	ck_assert(found);
	ck_assert_int_eq(vouch_application(&p->registry->seal, p->registry->store, &row, mac, &err),
			 FAULT_NONE);
	return arena_text(p->arena, mac);
}

/* Whether it speaks for what `sql` changes. */
static bool speaks_for(struct portal *p, const char *id, const char *sql)
{
	const char *before = mac_of(p, id);

	portal_tamper(p, sql);
	return strcmp(before, mac_of(p, id)) != 0;
}

#define ONE_OF_THEM " WHERE question = 'full_name'"

START_TEST(of_a_draft_all_its_parts)
{
	struct portal p;
	struct application a;
	struct application_answer answer = {.now = "Mayy Haddad"};
	char pin[PIN_DIGITS + 1];

	portal_open(&p, "vouch-draft");
	ck_assert_int_eq(application_begin(p.registry, &p.owner, p.service, LANG_EN, &a, pin, &err),
			 FAULT_NONE);
	answer.at = portal_path(&p, "full_name", 0);
	answer.arena = p.arena;
	ck_assert_int_eq(application_put(p.registry, &p.owner, &a, &answer, &err), FAULT_NONE);
	ck_assert(!speaks_for(&p, a.id, "UPDATE answer SET item = item"));
	ck_assert(speaks_for(&p, a.id,
			     "UPDATE answer SET sealed = decode('0102', 'hex')" ONE_OF_THEM));
	ck_assert(speaks_for(&p, a.id, "UPDATE application SET lang = 'fr'"));
	ck_assert(speaks_for(&p, a.id, "DELETE FROM holder"));
	portal_close(&p);
}
END_TEST

/* What was answered stands in the ledger's digest then; how many answers are open does here. */
START_TEST(of_what_was_sent_not_its_answers)
{
	struct portal p;
	struct application a;
	struct receipt receipt;

	portal_open(&p, "vouch-sent");
	receipt = portal_apply(&p, &p.owner);
	ck_assert_int_eq(application_open_host(p.registry, &p.host, receipt.reference, &a, &err),
			 FAULT_NONE);
	ck_assert(!speaks_for(&p, a.id,
			      "UPDATE answer SET sealed = decode('0102', 'hex')" ONE_OF_THEM));
	ck_assert(!speaks_for(&p, a.id, "UPDATE event SET note = decode('0102', 'hex')"));
	ck_assert(speaks_for(
		&p, a.id,
		"UPDATE answer SET sealed = decode('', 'hex'), clear = 'Mayy'" ONE_OF_THEM));
	ck_assert(!speaks_for(&p, a.id, "UPDATE answer SET clear = 'Rima'" ONE_OF_THEM));
	ck_assert(speaks_for(&p, a.id, "UPDATE application SET due_at = due_at + 1"));
	ck_assert(speaks_for(&p, a.id, "DELETE FROM request"));
	portal_close(&p);
}
END_TEST

SUITE(vouch, of_a_draft_all_its_parts, of_what_was_sent_not_its_answers)
