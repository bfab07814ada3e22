/* issued_test.c - a document that was issued: on the page of its application, by itself, and what
 * anybody is told who types its code. */
#include "tests/tui/day.h"

#include "services/upkeep/tick.h"
#include "tui/page/document.h"

#include <string.h>

#define SERVICE "demo-market-stall"
#define DAY ((int64_t)24 * 60 * 60)

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)

/* One application for all visits, which only look. */
static int64_t now = 1773480000; /* 14 March 2026 */
static struct catalogue *stalls;
static struct application one;
static char code[RECEIPT_DIGITS + 1];

static int64_t clock_of_test(void *ctx)
{
	(void)ctx;
	return now;
}

/* Without its route, which would need an office. */
static const char *stall_yaml(struct arena *a)
{
	char *yaml = arena_take(a, 32768), *route, *end;
	FILE *f = fopen("dist/demo/demo-market-stall.yaml", "r");
	size_t len;

	ck_assert_ptr_nonnull(f);
	len = fread(yaml, 1, 32767, f);
	fclose(f);
	yaml[len] = '\0';
	route = strstr(yaml, "\nroute: ");
	ck_assert_ptr_nonnull(route);
	end = strchr(route + 1, '\n');
	memmove(route, end, strlen(end) + 1);
	return yaml;
}

static void import(struct visit *v)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)4 << 20);
	const char *yaml = stall_yaml(a);
	struct versions_item item = {
		.id = SERVICE, .version = 1, .yaml = yaml, .len = strlen(yaml)};
	size_t refused;

	GOOD(versions_import(v->context.registry, &item, 1, &refused, &err));
}

/* Granted by silence, three weeks later. */
static void let_it_be_issued(struct visit *v)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)4 << 20);
	struct caller host = caller_host();
	struct issued *list = NULL;
	size_t count = 0;

	import(v);
	GOOD(catalogue_open("catalogue", &stalls, &err));
	GOOD(versions_load(v->context.registry, stalls, &err));
	catalogue_freeze(stalls);
	ck_assert(catalogue_issues(stalls));
	v->context.scene.catalogue = stalls;
	one = day_send(v, SERVICE);
	for (int i = 0; i < 22; i++) {
		struct tick done = {.changed = 0};

		now += DAY;
		GOOD(tick_run(v->context.registry, &done, &err));
	}
	GOOD(issued_list(v->context.registry, &host, &one, catalogue_find(stalls, SERVICE), a,
			 &list, &count, &err));
	ck_assert_uint_eq(count, 1);
	snprintf(code, sizeof(code), "%s", list[0].code);
}

static void visit_issued(struct visit *v)
{
	const char *const hidden[] = {code, NULL};

	registry_use_clock(v->context.registry, clock_of_test, NULL);
	if (stalls == NULL)
		let_it_be_issued(v);
	stack_context(golden_stack(v))->scene.catalogue = stalls;
	v->hide_reference = one.reference;
	v->hide_more = hidden;
	caller_prove(v->context.caller, one.reference, NULL, PROVEN_HERE);
	stack_push(golden_stack(v), status_new(&one));
	golden_hold(v, "issued-status", true);
	golden_type(v, "1\n");
	v->hide_digits = true; /* its code is folded on a narrow screen */
	golden_hold(v, "issued", true);
	v->hide_digits = false;
	stack_push(golden_stack(v), check_new());
	golden_hold(v, "check", true);
	golden_type(v, "1234 5678 9012 3456\n");
	golden_hold(v, "check-mistyped", false);
	golden_type(v, "\x15");
	golden_type(v, code);
	golden_type(v, "\n");
	golden_hold(v, "check-found", true);
	golden_type(v, "1\n"); /* another: the field is there again, empty */
	golden_hold(v, "check-again", false);
	golden_type(v, code);
	golden_type(v, "\n0\n"); /* and back from what was found is back to the field, too */
	golden_hold(v, "check-again", false);
	v->hide_reference = NULL;
	v->hide_more = NULL;
}

START_TEST(a_document_and_its_check)
{
	golden_each(visit_issued);
}
END_TEST

static void says(const struct checked *d, const char *verdict, const char *advice, bool grants)
{
	message_use(LANG_EN);
	ck_assert_str_eq(document_verdict(d), verdict);
	if (advice == NULL)
		ck_assert_ptr_null(document_advice(d));
	else
		ck_assert_ptr_nonnull(strstr(document_advice(d), advice));
	ck_assert(document_grants(d) == grants);
}

/* A refusal is no good news though it is genuine, and a receipt proves no more than it does. */
START_TEST(each_kind_of_result_has_its_words)
{
	says(&(struct checked){.kind = CHECKED_DOCUMENT, .valid = true, .status = ISSUED_VALID},
	     "Valid", NULL, true);
	says(&(struct checked){.kind = CHECKED_DOCUMENT, .status = ISSUED_REVOKED},
	     "No longer valid: it was revoked", "Ask its holder for a valid one", false);
	says(&(struct checked){.kind = CHECKED_DOCUMENT, .status = ISSUED_VALID},
	     "Genuine, but what it certifies is not valid now: check the register",
	     "Do not rely on", false);
	says(&(struct checked){.kind = CHECKED_RECEIPT, .valid = true}, "This receipt is genuine.",
	     "not that it was accepted", true);
	says(&(struct checked){.kind = CHECKED_DECISION, .valid = true, .state = STATE_APPROVED},
	     "This decision is genuine: the application was accepted.", NULL, true);
	says(&(struct checked){.kind = CHECKED_DECISION, .valid = true, .state = STATE_REJECTED},
	     "This decision is genuine: the application was refused.", NULL, false);
	says(&(struct checked){.kind = CHECKED_DECISION, .state = STATE_APPROVED},
	     "No longer valid: the application was reopened", "the current one", false);
}
END_TEST

SUITE(issued_page, a_document_and_its_check, each_kind_of_result_has_its_words)
