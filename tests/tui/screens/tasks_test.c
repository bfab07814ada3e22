/* tasks_test.c - the tasks of an office on pages: the list, what one shows, its form, and what
 * whose application it is reads of it. */
#include "tests/tui/day.h"

#include <string.h>

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)

static const struct catalogue *fairs;

static struct catalogue *with_fairs(struct visit *v)
{
	char yaml[16384];
	FILE *f = fopen("tests/e2e/data/lb-fair-permit.yaml", "r");
	struct versions_item item = {.id = "lb-fair-permit", .version = 1, .yaml = yaml};
	struct catalogue *c;
	size_t refused;

	ck_assert_ptr_nonnull(f);
	item.len = fread(yaml, 1, sizeof(yaml) - 1, f);
	fclose(f);
	yaml[item.len] = '\0';
	GOOD(versions_import(v->context.registry, &item, 1, &refused, &err));
	GOOD(catalogue_open("catalogue", &c, &err));
	GOOD(versions_load(v->context.registry, c, &err));
	catalogue_freeze(c);
	return c;
}

/* An office, and an officer of it alone. */
static struct caller open_office(struct visit *v, const char *code, const char *name)
{
	struct caller host = caller_host(), c = host;
	struct party office = {.name = name};
	struct account_grant g = {.role = "officer"};
	struct account_paper paper;

	snprintf(office.code, sizeof(office.code), "%s", code);
	snprintf(g.office, sizeof(g.office), "%s", code);
	GOOD(offices_add(v->context.registry, &host, "", &office, &err));
	GOOD(account_open(v->context.registry, &host, name, &paper, &err));
	GOOD(account_grant(v->context.registry, &host, paper.number, &g, &err));
	GOOD(account_act_as(v->context.registry, &c, paper.number, &err));
	c.face = FACE_PAGES;
	snprintf(c.who, sizeof(c.who), "%s", name);
	return c;
}

static void visit_tasks(struct visit *v)
{
	static struct caller police, town;
	const char *references[2] = {NULL};
	struct caller applicant;
	struct application a;

	if (fairs == NULL) {
		fairs = with_fairs(v);
		town = open_office(v, "town", "Town hall");
		police = open_office(v, "police", "Police");
	}
	v->context.scene.catalogue = fairs;
	golden_come_with_key(v, "80aa11bb22cc33dd44ee55ff66007711882299aa33bb44cc55dd66ee77ff8899");
	a = day_send(v, "lb-fair-permit");
	applicant = v->caller;
	references[0] = a.reference;
	v->hide_more = references;
	day_come_as(v, &police);
	golden_hold(v, "tasks-home", false);
	golden_type(v, "7");
	golden_hold(v, "tasks-list", true);
	golden_type(v, "1\n");
	golden_hold(v, "tasks-one", true);
	golden_type(v, "1");
	golden_hold(v, "tasks-form", true);
	golden_type(v, "2\n");
	golden_type(v, "\n"); /* the grounds, which are asked now, are missing */
	golden_type(v, "\n\n");
	golden_hold(v, "tasks-missing", false);
	golden_type(v, "Too near the school.\n");
	golden_type(v, "\n\n");
	golden_hold(v, "tasks-go", true);
	golden_type(v, "2");
	golden_hold(v, "tasks-done", false);
	day_come_as(v, &town);
	golden_type(v, "4"
		       "1\n");
	golden_hold(v, "tasks-dossier", true);
	GOOD(application_get(v->context.registry, &applicant, &a, &err));
	GOOD(application_withdraw(v->context.registry, &applicant, &a,
				  catalogue_find(fairs, a.service), &err));
	v->hide_more = NULL;
}

START_TEST(pages_of_an_office)
{
	golden_each(visit_tasks);
}
END_TEST

SUITE(tasks, pages_of_an_office)
