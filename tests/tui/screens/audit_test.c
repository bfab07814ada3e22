/* audit_test.c - an auditor's pages: what is asked for, what the ledger has of it, one entry. */
#include "tests/tui/day.h"

#include "tui/screens/office/audit.h"

#include <string.h>

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)

static void look(struct visit *v, struct caller *c, const char *reference)
{
	struct application a;

	GOOD(application_open_host(v->context.registry, c, reference, &a, &err));
}

/* Of one application what happened to it, by people whose names are known. */
static void visit_audit(struct visit *v)
{
	static struct caller officer, auditor; /* of all visits: they have one registry */
	struct day d;

	if (auditor.account[0] == '\0') {
		officer = day_hire(v, "Rima Khoury", "officer", NULL);
		auditor = day_hire(v, "Hala Aoun", "auditor", NULL);
	}
	day_begin(v, &d);
	look(v, &officer, d.sent[1].reference);
	v->hide_digits = true;
	day_come_as(v, &auditor);
	golden_hold(v, "audit-office", false);
	golden_type(v, "1");
	golden_hold(v, "audit-ask", true);
	golden_type(v, "Complaint of a person\n\n");
	golden_type(v, d.sent[1].reference);
	golden_type(v, "\n\n\n");
	golden_hold(v, "audit-found", true);
	golden_type(v, "1");
	golden_hold(v, "audit-entry", false);
	day_end(v, &d);
}

START_TEST(screens)
{
	golden_each(visit_audit);
}
END_TEST

/* Without why, without what, and of nobody: each is told by its field, and nothing is shown. */
START_TEST(what_is_asked_wrongly_is_told)
{
	struct visit v;
	struct day d;
	struct caller auditor;

	golden_open(&v, LANG_EN, 80, 24);
	day_begin(&v, &d);
	auditor = day_hire(&v, "Hala Aoun", "auditor", NULL);
	day_come_as(&v, &auditor);
	stack_push(golden_stack(&v), audit_new());
	golden_type(&v, "Complaint\n\n\n\n\n");
	golden_shows(&v, "Say what to look for", true);
	golden_type(&v, "\x1b");
	stack_push(golden_stack(&v), audit_new());
	/* what is no number, at its field and above */
	golden_type(&v, "Complaint\n12\n\n\n\n");
	golden_shows(&v, "Please correct the following", true);
	golden_type(&v, "\x1b");
	stack_push(golden_stack(&v), audit_new());
	golden_type(&v, "Complaint\n\n\n\nnever\n");
	golden_shows(&v, "Results", false);
	golden_shows(&v, "✗ This must be a real date.", true);
	golden_type(&v, "\x1b");
	stack_push(golden_stack(&v), audit_new());
	golden_type(&v, "\t\t\t\t31/12/2026\n");
	golden_shows(&v, "✗ Write the reason for the search.", true);
	day_end(&v, &d);
	golden_close(&v);
}
END_TEST

/* No act of the ledger is told by its code, in no language. */
START_TEST(every_act_has_words)
{
	for (int lang = 0; lang < LANG_COUNT; lang++) {
		struct visit v;

		golden_open(&v, (enum lang)lang, 80, 24);
		for (int act = 0; act < LEDGER_ACTS; act++) {
			const char *code = ledger_act_code((enum ledger_act)act);

			ck_assert_msg(strcmp(audit_act(code), code) != 0, "%s", code);
		}
		golden_close(&v);
	}
}
END_TEST

SUITE(audit_pages, screens, every_act_has_words, what_is_asked_wrongly_is_told)
