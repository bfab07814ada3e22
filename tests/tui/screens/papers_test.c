/* papers_test.c - documents as files on pages: what is missing, how it is sent, what came, that one
 * was seen at the counter; the list of parts and the file of what was sent lead there. */
#include "tests/tui/golden.h"

#include "services/definition/file.h"

#define SERVICE "lb-kiosk-permit"
#define FILE_OF "tests/e2e/data/" SERVICE ".yaml"
#define BYTES "%PDF-1 %%EOF"

static void must(enum fault fault, const struct error *err)
{
	ck_assert_msg(fault == FAULT_NONE, "%s (%s)", err->say, err->detail);
}

static enum fault fine(void *ctx, const struct paper_bytes *bytes, struct paper_facts *ret,
		       struct error *err)
{
	(void)ctx, (void)bytes, (void)err;
	*ret = (struct paper_facts){PAPER_FINE, PAPER_PDF, 2, 595, 842, 0};
	return FAULT_NONE;
}
static const struct paper_judge judge = {fine, NULL};

/* The permit, whose plan must come as a file; in the registry alone: once. */
static const struct service *permit(struct visit *v, struct arena *a)
{
	static const char head[] = "{id: plan_of_place,";
	const struct term_list *terms = catalogue_terms(v->context.scene.catalogue);
	struct versions_item item = {.id = SERVICE, .version = 1};
	const struct service *s;
	struct error err = {0};
	size_t refused;
	char *at;

	must(file_text(a, FILE_OF, (size_t)1 << 20, &item.yaml, &item.len, &err), &err);
	at = strstr(item.yaml, head);
	item.yaml = arena_format(a, "%.*s%s file: required,%s", (int)(at - item.yaml), item.yaml,
				 head, at + strlen(head));
	item.len = strlen(item.yaml);
	must(versions_import(v->context.registry, &item, 1, &refused, &err), &err);
	must(versions_find(v->context.registry, a, terms, SERVICE, 1, &s, &err), &err);
	return s;
}

static void put(struct visit *v, const struct draft *j)
{
	const struct paper_place at = {&j->application, j->service, "plan_of_place", "plan.pdf",
				       false};
	struct paper_upload *u = NULL;
	struct error err = {0};

	must(paper_begin(v->context.registry, v->context.caller, &at, true, &u, &err), &err);
	must(paper_write(u, 0, BYTES, strlen(BYTES), &err), &err);
	must(paper_end(u, &judge, NULL, &err), &err);
	paper_close(u);
}

static void visit_draft(struct visit *v)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)4 << 20);
	const struct service *s = permit(v, a);
	struct receipt receipt;
	struct error err = {0};
	struct draft *j = draft_begin(&v->context, s, &err);

	ck_assert_msg(j != NULL, "%s", err.detail);
	golden_fill(v, j);
	stack_home(golden_stack(v), home_new());
	stack_push(golden_stack(v), tasks_new(golden_stack(v), j));
	v->hide_reference = j->application.reference;
	golden_hold(v, "papers-parts", true);
	/* without it nothing is sent */
	ck_assert_int_eq(application_submit(v->context.registry, v->context.caller, &j->application,
					    j->form, &receipt, &err),
			 FAULT_INPUT);
	golden_type(v, "4");
	golden_hold(v, "papers-missing", true);
	put(v, j);
	golden_type(v, "1\n");
	golden_hold(v, "papers-came", true);
	must(application_submit(v->context.registry, v->context.caller, &j->application, j->form,
				&receipt, &err),
	     &err);
	stack_home(golden_stack(v), home_new());
	stack_push(golden_stack(v), status_new(&j->application));
	golden_hold(v, "papers-status", true);
	v->hide_reference = NULL;
	draft_drop(j);
}

START_TEST(screens)
{
	golden_each(visit_draft);
}
END_TEST

SUITE(papers_pages, screens)
