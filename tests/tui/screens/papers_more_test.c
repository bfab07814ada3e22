/* papers_more_test.c - documents as files on pages: until when they are valid, what goes with a
 * reply, what is taken from another application; and what of a correction somebody sees who may
 * edit. */
#include "tests/tui/day.h"

#include "services/application/member.h"
#include "services/definition/file.h"
#include "tui/screens/papers/papers.h"

#include <string.h>

#define SERVICE "lb-kiosk-permit"
#define FILE_OF "tests/e2e/data/" SERVICE ".yaml"
#define BYTES "%PDF-1 %%EOF"

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)

static enum fault fine(void *ctx, const struct paper_bytes *bytes, struct paper_facts *ret,
		       struct error *e)
{
	(void)ctx, (void)bytes, (void)e;
	*ret = (struct paper_facts){PAPER_FINE, PAPER_PDF, 2, 595, 842, 0};
	return FAULT_NONE;
}
static const struct paper_judge judge = {fine, NULL};

static char *swap(struct arena *a, const char *text, const char *from, const char *to)
{
	const char *at = strstr(text, from);

	ck_assert_ptr_nonnull(at);
	return arena_format(a, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
}

/* The permit, whose plan is not older than a year. */
static const struct service *permit(struct visit *v, struct arena *a)
{
	const struct term_list *terms = catalogue_terms(v->context.scene.catalogue);
	struct versions_item item = {.id = SERVICE, .version = 1};
	const struct service *s;
	size_t refused;

	GOOD(file_text(a, FILE_OF, (size_t)1 << 20, &item.yaml, &item.len, &err));
	item.yaml = swap(a, item.yaml, "{id: plan_of_place,",
			 "{id: plan_of_place, file: accepted, dated: plan_day, valid: 1y,");
	item.yaml = swap(a, item.yaml, "{id: street,",
			 "{id: plan_day, type: date, max: today, label: {ar: \"تاريخ المخطط\", fr: "
			 "\"Date du plan\", en: \"Day of the plan\"}}\n        - {id: street,");
	item.len = strlen(item.yaml);
	GOOD(versions_import(v->context.registry, &item, 1, &refused, &err));
	GOOD(versions_find(v->context.registry, a, terms, SERVICE, 1, &s, &err));
	return s;
}

static void answer(struct visit *v, struct draft *j, const char *question, const char *raw)
{
	struct field_path at = {.item = 0};

	at.question = service_question(j->service, question, &at.section);
	GOOD(draft_answer(&v->context, j, &at, raw, &err));
}

static void put(struct visit *v, const struct draft *j, const char *name)
{
	const struct paper_place at = {&j->application, j->service, "plan_of_place", name, false};
	struct paper_upload *u = NULL;

	GOOD(paper_begin(v->context.registry, v->context.caller, &at, true, &u, &err));
	GOOD(paper_write(u, 0, BYTES, strlen(BYTES), &err));
	GOOD(paper_end(u, &judge, NULL, &err));
	paper_close(u);
}

static struct draft *begin(struct visit *v, const struct service *s, const char *day)
{
	struct draft *j = draft_begin(&v->context, s, &err);

	ck_assert_msg(j != NULL, "%s", err.detail);
	answer(v, j, "plan_day", day);
	golden_fill(v, j);
	return j;
}

static const char *days_ago(struct visit *v, struct arena *a, int days)
{
	return date_iso(a, date_from_number(
				   date_number(date_of(registry_now(v->context.registry))) - days));
}

static void ask(struct visit *v, struct application *a, const struct service *s)
{
	static const struct named items[] = {
		{.wrong = WRONG_OUTDATED, .question = "plan_of_place", .is_paper = true}};
	const struct act_answers answers = {.words = "Please.", .items = items, .item_count = 1};
	struct caller host = caller_host();

	GOOD(application_act(v->context.registry, &host, a, s, "correct", &answers, &err));
}

static void show(struct visit *v, struct screen *s)
{
	stack_home(golden_stack(v), home_new());
	stack_push(golden_stack(v), s);
}

/* Sent with a plan that holds; then it is asked for anew. */
static void visit_days(struct visit *v)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)4 << 20);
	const struct service *s = permit(v, a);
	struct draft *j = begin(v, s, days_ago(v, a, 800));
	struct receipt receipt;

	v->hide_reference = j->application.reference;
	show(v, review_new(golden_stack(v), j));
	golden_hold(v, "papers-too-old", true);
	ck_assert_int_eq(application_submit(v->context.registry, v->context.caller, &j->application,
					    j->form, &receipt, &err),
			 FAULT_INPUT);
	answer(v, j, "plan_day", days_ago(v, a, 40));
	put(v, j, "plan.pdf");
	GOOD(application_submit(v->context.registry, v->context.caller, &j->application, j->form,
				&receipt, &err));
	show(v, status_new(&j->application));
	golden_hold(v, "papers-valid", true);
	ask(v, &j->application, s);
	show(v, status_new(&j->application));
	golden_type(v, "1");
	golden_hold(v, "papers-asked", true);
	put(v, j, "new.pdf");
	golden_type(v, "4"); /* send them: the page before it takes its number */
	golden_hold(v, "papers-reply", true);
	v->hide_reference = NULL;
	draft_drop(j);
}

static void visit_take(struct visit *v)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)4 << 20);
	const struct service *s = permit(v, a);
	struct draft *first = begin(v, s, days_ago(v, a, 40));
	struct draft *second = begin(v, s, days_ago(v, a, 40));
	const char *both[] = {first->application.reference, second->application.reference, NULL};

	put(v, first, "plan.pdf");
	v->hide_more = both;
	show(v, papers_new(&second->application, s));
	golden_type(v, "2");
	golden_type(v, "1");
	golden_type(v, arena_format(a, "%s\n%s\n", first->application.reference, first->pin));
	golden_hold(v, "papers-before", true);
	golden_type(v, "1");
	golden_hold(v, "papers-taken", true);
	v->hide_more = NULL;
	draft_drop(first);
	draft_drop(second);
}

/* Who may edit has the correction open, and sends nothing. */
static void visit_member(struct visit *v)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)4 << 20);
	const struct term_list *terms = catalogue_terms(v->context.scene.catalogue);
	const struct service *s = permit(v, a);
	struct draft *j = begin(v, s, days_ago(v, a, 40));
	struct context *x = stack_context(golden_stack(v));
	struct caller lina = caller_visitor("", FACE_PAGES), *before = x->caller;
	const struct member_invitation m = {.name = "Lina", .rights = MEMBER_EDIT};
	char code[MEMBER_CODE_DIGITS + 1], pin[MEMBER_PIN_DIGITS + 1];
	struct application theirs;
	struct receipt receipt;

	GOOD(member_invite(x->registry, before, &j->application, s, &m, code, &err));
	GOOD(member_join(x->registry, &lina, j->application.reference, code, terms, &theirs, pin,
			 &err));
	GOOD(application_submit(x->registry, before, &j->application, j->form, &receipt, &err));
	ask(v, &j->application, s);
	x->caller = &lina;
	GOOD(application_get(x->registry, &lina, &theirs, &err));
	v->hide_reference = theirs.reference;
	show(v, status_new(&theirs));
	golden_hold(v, "papers-member", true);
	golden_type(v, "1");
	golden_hold(v, "papers-member-correct", true);
	x->caller = before;
	v->hide_reference = NULL;
	draft_drop(j);
}

START_TEST(a_member_corrects)
{
	golden_each(visit_member);
}
END_TEST

static int64_t a_year_later(void *ctx)
{
	return *(const int64_t *)ctx + (int64_t)400 * 86400;
}

/* Between the submission and the decision a day ends: whoever decides is told. */
START_TEST(staff_are_told_that_one_lapsed)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)4 << 20);
	struct visit v;
	struct caller officer;
	struct draft *j;
	struct receipt receipt;
	int64_t then;

	golden_open(&v, LANG_EN, 80, 24);
	then = registry_now(v.context.registry);
	j = begin(&v, permit(&v, a), days_ago(&v, a, 40));
	GOOD(application_submit(v.context.registry, v.context.caller, &j->application, j->form,
				&receipt, &err));
	officer = day_hire(&v, "Rima Khoury", "officer", NULL);
	day_come_as(&v, &officer);
	show(&v, dossier_new(&j->application));
	golden_shows(&v, "no longer valid", false);
	registry_use_clock(v.context.registry, a_year_later, &then);
	show(&v, dossier_new(&j->application));
	golden_shows(&v, "! Plan of the place: no longer valid since 10 October 2027", true);
	draft_drop(j);
	golden_close(&v);
}
END_TEST

START_TEST(how_old_they_are)
{
	golden_each(visit_days);
}
END_TEST

START_TEST(given_before)
{
	golden_each(visit_take);
}
END_TEST

SUITE(papers_more, how_old_they_are, given_before, a_member_corrects,
      staff_are_told_that_one_lapsed)
