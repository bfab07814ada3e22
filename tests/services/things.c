/* things.c - what an application may have besides its answers, put there as acts put it, for tests.
 */
#include "tests/services/things.h"

#include "services/money/due.h"
#include "services/registry/registry_inside.h"
#include "services/registry/vouch.h"
#include "services/registry/vouch_agent.h"
#include "services/registry/vouch_issued.h"
#include "services/store/store_register.h"
#include "tests/services/sample_register.h"
#include "tests/unit.h"

/* As an act issues one. */
void things_issue(struct portal *p, const char *application)
{
	const unsigned char content[] = "sealed";
	struct store_issued row = {.version = 3,
				   .at = p->now,
				   .until = 20000,
				   .content = {content, sizeof(content)},
				   .status = STORE_ISSUED_VALID};
	struct error err;

	snprintf(row.id, sizeof(row.id), "%s", "issued-one");
	snprintf(row.application, sizeof(row.application), "%s", application);
	snprintf(row.service, sizeof(row.service), "%s", "lb-sample");
	snprintf(row.output, sizeof(row.output), "%s", "card");
	snprintf(row.scope, sizeof(row.scope), "%s", "lb-sample/card/");
	snprintf(row.number, sizeof(row.number), "%s", "00001");
	snprintf(row.found, sizeof(row.found), "%s", "index");
	snprintf(row.lang, sizeof(row.lang), "%s", "en");
	ck_assert_int_eq(store_begin(p->registry->store, &err), FAULT_NONE);
	ck_assert_int_eq(store_issued_take(p->registry->store, row.scope, &row.n, &err),
			 FAULT_NONE);
	vouch_row(&p->registry->seal, &store_issued_table, &row, row.mac);
	ck_assert_int_eq(store_issued_add(p->registry->store, &row, &err), FAULT_NONE);
	ck_assert_int_eq(vouch_issued(p->registry, &row, LEDGER_ISSUED, "1234567890123456", &err),
			 FAULT_NONE);
	ck_assert_int_eq(store_commit(p->registry->store, &err), FAULT_NONE);
	store_rollback(p->registry->store);
}

/* Two fees, one paid, and a payment of which nobody knows what for; every column has something. */
void things_owe(struct portal *p, const char *application)
{
	const struct ledger_entry by = {.actor = "host", .role = "authority", .face = "host"};
	struct store *s = p->registry->store;
	struct error err;

	ck_assert_int_eq(store_begin(s, &err), FAULT_NONE);
	for (int i = 0; i < 2; i++) {
		struct store_due due = {
			.number = i + 1, .currency = "LBP", .amount = 5, .at = 1, .due_at = 2};
		struct store_payment came = {.kind = "counter",
					     .currency = "LBP",
					     .amount = 5,
					     .paid_at = 1,
					     .at = 1,
					     .means = "cash"};

		snprintf(due.application, sizeof(due.application), "%s", application);
		snprintf(due.charge, sizeof(due.charge), "entry");
		ck_assert_int_eq(due_raise(p->registry, &due, &by, &err), FAULT_NONE);
		ck_assert_int_eq(
			i == 0 ? due_enter(p->registry, &due, &came, LEDGER_DUE_PAID, &by, &err)
			       : due_keep(p->registry, &came, &by, &err),
			FAULT_NONE);
	}
	ck_assert_int_eq(store_commit(s, &err), FAULT_NONE);
}

void things_act_for(struct portal *p)
{
	static const char bytes[] = "sealed";
	const struct table_bytes some = {bytes, sizeof(bytes)};
	struct store_agent row = {.number = 1,
				  .rights = 7,
				  .way = "office",
				  .actor = "host",
				  .code = "code",
				  .at = p->now,
				  .until = p->now + 1,
				  .joined_at = p->now + 2,
				  .ended_at = p->now + 3,
				  .account = "account",
				  .ender = "host",
				  .name = some,
				  .words = some,
				  .ended_words = some};
	const struct ledger_entry by = {.actor = "host", .role = "authority", .face = "host"};
	struct store_register_entry entry;
	struct error err = {0};
	bool found = false;

	snprintf(row.id, sizeof(row.id), "%s", "agent-one");
	ck_assert_int_eq(store_begin(p->registry->store, &err), FAULT_NONE);
	ck_assert_int_eq(store_register_find(p->registry->store, "lb-clubs", SAMPLE_ENTRY, &entry,
					     &found, &err),
			 FAULT_NONE);
	ck_assert(found);
	memcpy(row.entry, entry.id, sizeof(row.entry));
	ck_assert_msg(vouch_agent(p->registry, &row, true, LEDGER_AGENT_ADDED, &by, &err) ==
			      FAULT_NONE,
		      "%s", err.detail);
	ck_assert_int_eq(store_commit(p->registry->store, &err), FAULT_NONE);
}
