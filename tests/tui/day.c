/* day.c - a day of staff on pages: applications that wait, and accounts that see to them. */
#include "tests/tui/day.h"

#include <string.h>

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)

struct application day_send(struct visit *v, const char *service)
{
	struct draft *j =
		draft_begin(&v->context, catalogue_find(v->context.scene.catalogue, service), &err);
	struct field_path at = {0};
	struct receipt receipt;
	struct application a;

	ck_assert_msg(j != NULL, "%s", err.detail);
	while (form_next(j->form, &at))
		if (at.question->type == &type_phone && strncmp(service, "tn", 2) == 0)
			GOOD(draft_answer(&v->context, j, &at, "20 123 456", &err));
	golden_fill(v, j);
	GOOD(application_submit(v->context.registry, v->context.caller, &j->application, j->form,
				&receipt, &err));
	a = j->application;
	draft_drop(j);
	return a;
}

void day_begin(struct visit *v, struct day *d)
{
	static const char *const services[DAY_SENT] = {
		"tn-criminal-record-b3", "lb-disability-card", "tn-criminal-record-b3",
		"lb-civil-status-extract"};
	char key[] = "77aa11bb22cc33dd44ee55ff66007711882299aa33bb44cc55dd66ee77ff8899";

	*d = (struct day){.references = {NULL}};
	golden_come_with_key(v, key);
	for (int i = 0; i < DAY_SENT; i++) {
		d->sent[i] = day_send(v, services[i]);
		d->references[i] = d->sent[i].reference;
	}
	d->applicant = v->caller;
	v->hide_more = d->references;
}

void day_end(struct visit *v, struct day *d)
{
	for (int i = 0; i < DAY_SENT; i++) {
		struct application a = d->sent[i];
		const struct service *s = catalogue_find(v->context.scene.catalogue, a.service);

		GOOD(application_get(v->context.registry, &d->applicant, &a, &err));
		if (application_is_open(a.state))
			GOOD(application_withdraw(v->context.registry, &d->applicant, &a, s, &err));
	}
	v->hide_more = NULL;
}

struct caller day_hire(struct visit *v, const char *name, const char *role,
		       char ret[ACCOUNT_DIGITS + 1])
{
	struct caller host = caller_host(), c = host;
	struct account_grant g = {.since = 0};
	struct account_paper paper;

	snprintf(g.role, sizeof(g.role), "%s", role);
	GOOD(account_open(v->context.registry, &host, name, &paper, &err));
	GOOD(account_grant(v->context.registry, &host, paper.number, &g, &err));
	GOOD(account_act_as(v->context.registry, &c, paper.number, &err));
	c.face = FACE_PAGES;
	snprintf(c.who, sizeof(c.who), "%s", name);
	if (ret != NULL)
		memcpy(ret, paper.number, sizeof(paper.number));
	return c;
}

void day_come_as(struct visit *v, const struct caller *c)
{
	v->caller = *c;
	stack_home(golden_stack(v), home_of(&v->context));
}
