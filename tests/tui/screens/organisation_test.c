/* organisation_test.c - an organisation's space on pages: from home to what waits, its people,
 * inviting, being invited, its whole entry, and an application about it without typing its number.
 */
#include "tests/tui/golden.h"

#include "services/register/entry_inside.h"
#include "services/registry/registry_inside.h"
#include "tui/screens/organisation/org.h"
#include "tui/screens/register/register.h"

#include <string.h>

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)
#define FOUNDING "lb-club-founding"
#define REPORT "lb-club-report"
#define DAY 86400

static struct catalogue *clubs;

static void read_file(char *to, size_t room, const char *name)
{
	char path[200];
	FILE *f;

	snprintf(path, sizeof(path), "tests/e2e/data/%s.yaml", name);
	f = fopen(path, "r");
	ck_assert_ptr_nonnull(f);
	to[fread(to, 1, room - 1, f)] = '\0';
	fclose(f);
}

/* The register, and the report that its people alone send. */
static struct catalogue *with_clubs(struct visit *v)
{
	static char book[16384], founding[16384], report[16384];
	char *by, rest[8192];
	struct versions_item items[] = {{.id = "register:lb-clubs", .version = 1, .yaml = book},
					{.id = FOUNDING, .version = 1, .yaml = founding},
					{.id = REPORT, .version = 1, .yaml = report}};
	struct catalogue *c;
	size_t refused;

	read_file(book, sizeof(book), "register-clubs");
	read_file(founding, sizeof(founding), FOUNDING);
	read_file(report, sizeof(report), REPORT);
	by = strstr(report, "by: club_number}");
	ck_assert_ptr_nonnull(by);
	snprintf(rest, sizeof(rest), "%s", by + strlen("by: club_number}"));
	snprintf(by, sizeof(report) - (size_t)(by - report), "by: club_number, from: people}%s",
		 rest);
	items[0].len = strlen(book);
	items[1].len = strlen(founding);
	items[2].len = strlen(report);
	GOOD(versions_import(v->context.registry, items, 3, &refused, &err));
	GOOD(catalogue_open("catalogue", &c, &err));
	GOOD(versions_load(v->context.registry, c, &err));
	catalogue_freeze(c);
	return c;
}

/* A club; its number in `ret`. */
static void enter_club(struct visit *v, const struct register_definition *d, char ret[160])
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	const struct entry_put puts[] = {{register_column(d, "name"), "Cedar Hikers"},
					 {register_column(d, "seat"), "LB-BA"},
					 {register_column(d, "chair"), "Mayy Haddad"},
					 {register_column(d, "phone"), "+9613123456"}};
	const struct entry_deed deed = {.of = d,
					.act = ENTRY_ENTER,
					.at = registry_now(v->context.registry),
					.until = registry_now(v->context.registry) + 400 * DAY,
					.puts = puts,
					.put_count = 4,
					.by = {.actor = "host", .role = "authority"}};
	struct store_register_entry row;

	GOOD(store_begin(v->context.registry->store, &err));
	GOOD(entry_enter(v->context.registry, a, &deed, &row, &err));
	GOOD(store_commit(v->context.registry->store, &err));
	snprintf(ret, 160, "%s", row.number);
}

struct club {
	struct organisation_at at;
	char number[160];
	struct account_paper manager, other;
};

static void found(struct visit *v, struct club *c)
{
	struct caller host = caller_host();
	struct organisation_agent who = {.rights = AGENT_RIGHTS, .words = "Minutes of March."};

	if (clubs == NULL)
		clubs = with_clubs(v);
	v->context.scene.catalogue = stack_context(golden_stack(v))->scene.catalogue = clubs;
	c->at = (struct organisation_at){register_find(catalogue_terms(clubs), "lb-clubs"),
					 c->number, catalogue_terms(clubs)};
	ck_assert_ptr_nonnull(c->at.of);
	enter_club(v, c->at.of, c->number);
	GOOD(account_open(v->context.registry, &host, "Mayy Haddad", &c->manager, &err));
	GOOD(account_open(v->context.registry, &host, "Rami Saad", &c->other, &err));
	who.account = c->manager.number;
	GOOD(organisation_enter(v->context.registry, &host, &c->at, &who, &err));
	v->hide_digits = true;
	v->caller.lang = v->lang;
}

static void come_as(struct visit *v, const struct account_paper *paper)
{
	struct caller anew = caller_anew(&v->caller);

	anew.lang = v->lang;
	v->caller = anew;
	GOOD(sign_in_account(v->context.registry, &v->caller, paper->number, paper->pin, &err));
	stack_home(golden_stack(v), home_new());
}

static void visit_space(struct visit *v)
{
	struct organisation_agent rami = {.name = "Rami Saad", .rights = AGENT_FILE};
	struct club c;
	char code[INVITATION_DIGITS + 2];

	found(v, &c);
	come_as(v, &c.manager);
	golden_hold(v, "home-organisation", false);
	golden_type(v, "2");
	golden_hold(v, "organisations", false);
	golden_type(v, "1");
	golden_hold(v, "organisation", true);
	golden_type(v, "2"); /* its people */
	golden_type(v, "1");
	golden_hold(v, "organisation-invite", true);
	golden_type(v, "\x1b");
	GOOD(organisation_invite(v->context.registry, &v->caller, &c.at, &rami, code, &err));
	stack_look(golden_stack(v));
	golden_hold(v, "organisation-people", true);
	golden_type(v, "3");
	golden_hold(v, "organisation-sure", false);
	golden_type(v, "\x1b\x1b");
	golden_type(v, "4");
	golden_hold(v, "organisation-kept", true);
	golden_type(v, "\x1b");
	golden_type(v, "2");
	golden_type(v, "1");
	golden_type(v, "Nada\n");
	golden_type(v, "2\n");
	golden_hold(v, "organisation-invited", true); /* commands in lines of their own */
	golden_type(v, "1");
	stack_push(golden_stack(v), apply_new(catalogue_find(clubs, REPORT)));
	golden_hold(v, "organisation-apply", false);

	come_as(v, &c.other);
	stack_push(golden_stack(v), register_entry_new(c.at.of, c.number));
	golden_type(v, "1");
	golden_hold(v, "organisation-join", true);
	golden_type(v, "0000000000\n");
	golden_hold(v, "organisation-join-wrong", false); /* what is wrong stands by the code */
	memcpy(code + INVITATION_DIGITS, "\n", 2);
	golden_type(v, "\x1b");
	golden_type(v, "1");
	golden_type(v, code);
	golden_hold(v, "organisation-joined", false);
}

START_TEST(pages_of_its_space)
{
	golden_each(visit_space);
}
END_TEST

/* Whom the visitor acts for is chosen, and its number stands in the form. */
START_TEST(its_number_is_not_typed)
{
	struct visit v;
	struct club c;
	struct application *list;
	struct form *f;
	size_t count;
	ARENA_CLEAN struct arena *a = arena_new((size_t)4 << 20);

	golden_open(&v, LANG_EN, 80, 24);
	found(&v, &c);
	come_as(&v, &c.manager);
	stack_push(golden_stack(&v), apply_new(catalogue_find(clubs, REPORT)));
	golden_shows(&v, "Start for: Cedar Hikers", true);
	golden_type(&v, "1");
	golden_shows(&v, "Write down these two numbers", true);
	GOOD(application_mine(v.context.registry, &v.caller, a, &list, &count, &err));
	ck_assert_uint_eq(count, 1);
	f = form_new(catalogue_find(clubs, REPORT), catalogue_terms(clubs),
		     date_of(registry_now(v.context.registry)));
	GOOD(application_load(v.context.registry, &v.caller, &list[0], f, &err));
	ck_assert_str_eq(
		form_get(f,
			 &(struct field_path){
				 .section = &form_service(f)->form->sections[0],
				 .question = &form_service(f)->form->sections[0].questions[0]}),
		c.number);
	form_free(f);
	/* it waits there for whoever writes it: home counts what its page shows */
	stack_home(golden_stack(&v), home_new());
	golden_shows(&v, "My organisations\n      items waiting: 3", true);
	golden_type(&v, "3"); /* behind the draft itself */
	golden_shows(&v, "My organisations", true);
	golden_shows(&v, "waits: ", false);
	golden_type(&v, "1");
	golden_shows(&v, "Annual report of a club\n     One of your drafts, not sent yet", true);
	GOOD(application_discard(v.context.registry, &v.caller, &list[0], &err));
	golden_close(&v);
}
END_TEST

static struct agent agent(struct visit *v, struct club *c, struct arena *a, size_t which)
{
	struct agent *list;
	size_t count;

	GOOD(organisation_people(v->context.registry, &v->caller, &c->at, a, &list, &count, &err));
	ck_assert_uint_gt(count, which);
	return list[which];
}

/* Who is invited may what was chosen, and no more; who is chosen is ended, after a question. */
START_TEST(people_are_invited_and_ended)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)4 << 20);
	struct organisation_agent rami = {.rights = AGENT_RIGHTS, .words = "Minutes of April."};
	struct caller host = caller_host();
	struct visit v;
	struct club c;

	golden_open(&v, LANG_EN, 80, 24);
	found(&v, &c);
	rami.account = c.other.number;
	GOOD(organisation_enter(v.context.registry, &host, &c.at, &rami, &err));
	come_as(&v, &c.other);
	golden_type(&v, "2");
	golden_type(&v, "1");
	golden_type(&v, "2");
	golden_type(&v, "1");
	golden_type(&v, "\n"); /* nobody's name */
	golden_shows(&v, "Code of the invitation", false);
	golden_type(&v, "Nada Aoun\n");
	golden_type(&v, "12\n");
	golden_type(&v, "\n");
	golden_shows(&v, "Code of the invitation", true);
	golden_type(&v, "1"); /* written down */
	golden_shows(&v, "Cancel the invitation to Nada Aoun", true);
	ck_assert_str_eq(agent(&v, &c, a, 2).name, "Nada Aoun");
	ck_assert_int_eq(agent(&v, &c, a, 2).rights, AGENT_SEE | AGENT_FILE);
	/* the first of them, who is asked about by name */
	golden_type(&v, "3");
	golden_shows(&v, "organisation ends at once", true);
	golden_shows(&v, "Remove Mayy Haddad", true);
	golden_type(&v, "1");
	ck_assert_int_eq(agent(&v, &c, a, 0).state, MEMBER_JOINED);
	golden_type(&v, "3");
	golden_type(&v, "2");
	ck_assert_int_eq(agent(&v, &c, a, 0).state, MEMBER_ENDED);
	ck_assert_int_eq(agent(&v, &c, a, 1).state, MEMBER_JOINED);
	golden_shows(&v, "the invitation was cancelled", false);
	golden_type(&v, "3");
	golden_type(&v, "2");
	golden_shows(&v, "the invitation was cancelled", true);
	golden_close(&v);
}
END_TEST

/* Before anything is filled in, with the whole command. */
START_TEST(by_a_key_alone_nobody_is_invited)
{
	struct visit v;
	struct club c;

	golden_open(&v, LANG_EN, 80, 24);
	found(&v, &c);
	come_as(&v, &c.manager);
	v.caller.account_shown = false;
	stack_push(golden_stack(&v), org_space_new(c.at.of, c.number));
	golden_type(&v, "2");
	golden_shows(&v, "With a key alone you can see these people", true);
	golden_shows(&v, "-o PubkeyAuthentication=no me@", true);
	golden_shows(&v, "Invite somebody", false);
	golden_shows(&v, "Stop acting", false);
	golden_close(&v);
}
END_TEST

/* A duty that no service meets is told; choosing it would lead nowhere, so it has no number. */
START_TEST(what_leads_nowhere_has_no_number)
{
	struct visit v;
	struct club c;

	golden_open(&v, LANG_EN, 80, 24);
	found(&v, &c);
	come_as(&v, &c.manager);
	stack_push(golden_stack(&v), org_space_new(c.at.of, c.number));
	golden_shows(&v, "1  Annual report", true);
	golden_shows(&v, "\u2022 Renewal: due by", true);
	golden_shows(&v, "2  People and invitations", true);
	stack_push(golden_stack(&v), service_new(catalogue_find(clubs, REPORT)));
	golden_shows(&v, "Only people who act for the organisation", true);
	golden_close(&v);
}
END_TEST

/* --- who founded it without an account --- */

/* Sent by a guest and approved; a report about it that another guest has filled in. */
static struct draft *founded(struct visit *v, struct club *c, struct receipt *slip)
{
	struct caller host = caller_host(), founder = caller_visitor("198.51.100.0/24", FACE_PAGES);
	struct caller guest;
	struct application a;
	struct store_register_entry row;
	struct draft *of, *j;
	bool found_it = false;

	found(v, c);
	guest = v->caller;
	v->caller = founder;
	of = draft_try(&v->context, catalogue_find(clubs, FOUNDING));
	golden_fill(v, of);
	GOOD(draft_keep(&v->context, of, &err));
	GOOD(application_submit(v->context.registry, &v->caller, &of->application, of->form, slip,
				&err));
	memcpy(slip->pin, of->pin, sizeof(slip->pin));
	GOOD(application_open_host(v->context.registry, &host, slip->reference, &a, &err));
	GOOD(application_act(v->context.registry, &host, &a, of->service, "approve",
			     &(struct act_answers){.words = "Let them meet."}, &err));
	GOOD(store_register_of(v->context.registry->store, a.id, "", &row, &found_it, &err));
	draft_drop(of);
	v->caller = guest;
	j = draft_try(&v->context, catalogue_find(clubs, REPORT));
	golden_fill(v, j);
	GOOD(form_set(j->form,
		      &(struct field_path){.section = &j->service->form->sections[0],
					   .question = &j->service->form->sections[0].questions[0]},
		      row.number, LANG_EN, &err));
	GOOD(draft_keep(&v->context, j, &err));
	return j;
}

static void visit_founder(struct visit *v)
{
	struct club c;
	struct receipt slip;
	struct draft *j = founded(v, &c, &slip);

	stack_home(golden_stack(v), declare_new(golden_stack(v), j));
	golden_type(v, "2");
	golden_hold(v, "founder", true);
	GOOD(application_discard(v->context.registry, &v->caller, &j->application, &err));
	draft_drop(j);
}

START_TEST(who_has_founded_it_is_asked_for_that_application)
{
	struct visit v;
	struct club c;
	struct receipt slip, other;
	struct draft *j;
	char line[32];

	golden_each(visit_founder);
	golden_open(&v, LANG_EN, 80, 24);
	draft_drop(founded(&v, &c, &other));
	j = founded(&v, &c, &slip);
	stack_home(golden_stack(&v), declare_new(golden_stack(&v), j));
	golden_type(&v, "2");
	golden_shows(&v, "Who applies for this organisation?", true);
	/* the slip of another organisation is no answer, a wrong PIN is told */
	snprintf(line, sizeof(line), "%s\n%s\n", other.reference, other.pin);
	golden_type(&v, line);
	golden_shows(&v, "Who applies for this organisation?", true);
	snprintf(line, sizeof(line), "%s\n%s\n", slip.reference, other.pin);
	golden_type(&v, line);
	golden_shows(&v, "Who applies for this organisation?", true);
	snprintf(line, sizeof(line), "%s\n", slip.pin);
	golden_type(&v, line);
	golden_shows(&v, "Your application has been received", true);
	draft_drop(j);
	/* on the application that has registered it one is told so */
	stack_home(golden_stack(&v), track_new());
	snprintf(line, sizeof(line), "%s\n%s\n", slip.reference, slip.pin);
	golden_type(&v, line);
	golden_shows(&v, "You send everything", true);
	golden_close(&v);
}
END_TEST

/* --- before it is sent --- */

/* A guest fills it in and does not send it: said where one begins, with where an account comes
 * from. */
static int64_t then(void *ctx)
{
	return *(const int64_t *)ctx;
}

/* Who looks at an entry that is no longer valid is told of no invitation. */
START_TEST(what_is_over_invites_nobody)
{
	struct visit v;
	struct club c;
	int64_t later;

	golden_open(&v, LANG_EN, 80, 24);
	found(&v, &c);
	later = registry_now(v.context.registry) + 401 * DAY;
	registry_use_clock(v.context.registry, then, &later);
	v.context.scene.now = later;
	stack_home(golden_stack(&v), register_entry_new(c.at.of, c.number));
	golden_shows(&v, "Kept by", true);
	golden_shows(&v, "I was invited", false);
	come_as(&v, &c.other);
	stack_push(golden_stack(&v), register_entry_new(c.at.of, c.number));
	golden_shows(&v, "I was invited", true); /* who has a code may help to renew it */
	golden_close(&v);
}
END_TEST

static void visit_guest(struct visit *v)
{
	struct club c;

	found(v, &c);
	stack_push(golden_stack(v), service_new(catalogue_find(clubs, REPORT)));
	golden_hold(v, "organisation-guest-service", false);
	golden_type(v, "1");
	golden_hold(v, "organisation-guest-apply", false);
	golden_type(v, "2");
	golden_hold(v, "getting", true);
}

START_TEST(who_could_not_send_it_is_told_before)
{
	struct visit v;
	struct club c;
	struct caller guest;

	golden_each(visit_guest);
	golden_open(&v, LANG_EN, 80, 24);
	found(&v, &c);
	guest = v.caller;
	stack_push(golden_stack(&v), service_new(catalogue_find(clubs, REPORT)));
	golden_shows(&v, "As a guest you can fill this in, but not send it", true);
	golden_shows(&v, "Only people who act for the organisation", false);
	golden_type(&v, "2");
	golden_shows(&v, "We do not know which office that is", true);
	golden_type(&v, "\x1b");
	golden_type(&v, "1");
	golden_shows(&v, "Before you start", true);
	golden_shows(&v, "As a guest you can fill this in, but not send it", true);
	golden_type(&v, "2");
	golden_shows(&v, "Who gives you one", true);
	stack_home(golden_stack(&v), register_entry_new(c.at.of, c.number));
	golden_shows(&v, "1  I was invited\n     you need an account for this", true);
	golden_type(&v, "1");
	golden_shows(&v, "Who gives you one", true);
	come_as(&v, &c.other);
	stack_push(golden_stack(&v), service_new(catalogue_find(clubs, REPORT)));
	golden_shows(&v, "but not send it", false);
	golden_type(&v, "1");
	golden_shows(&v, "your account does not act", true);
	golden_shows(&v, "How to get an account", false);
	come_as(&v, &c.manager);
	stack_push(golden_stack(&v), apply_new(catalogue_find(clubs, REPORT)));
	golden_shows(&v, "but not send it", false);
	v.caller = guest;
	golden_close(&v);
}
END_TEST

static struct draft *begin_report(struct visit *v)
{
	struct draft *j = draft_begin(&v->context, catalogue_find(clubs, REPORT), &err);
	struct field_path at = {.section = &j->service->form->sections[0]};

	stack_home(golden_stack(v), questions_new(golden_stack(v), j, &at));
	return j;
}

/* As it is typed a number that no entry has is told where it stands, and who could not send for the
 * entry is told on a page of its own, where who has founded it shows its PIN. */
START_TEST(the_number_is_looked_up_as_it_is_typed)
{
	struct visit v;
	struct club c;
	struct receipt slip, other;
	struct draft *j;
	struct field_path at;
	char line[200];

	golden_open(&v, LANG_EN, 80, 24);
	draft_drop(founded(&v, &c, &other));
	j = founded(&v, &c, &slip);
	at = (struct field_path){.section = &j->service->form->sections[0],
				 .question = &j->service->form->sections[0].questions[0]};
	snprintf(line, sizeof(line), "%s\n", form_get(j->form, &at));
	draft_drop(j);
	j = begin_report(&v);
	golden_type(&v, "LB-BA-1900-0001\n");
	golden_shows(&v, "No entry has this number in the register", true);
	golden_type(&v, "\n"); /* it stays, and one goes on */
	at = (struct field_path){.section = &j->service->form->sections[0],
				 .question = &j->service->form->sections[0].questions[0]};
	golden_shows(&v, "No entry has this number in the register", true);
	ck_assert_ptr_nonnull(draft_rejected(j, &at)); /* nor is it told as right */
	draft_drop(j);
	j = begin_report(&v);
	golden_type(&v, line);
	golden_shows(&v, "Who applies for this organisation?", true);
	golden_shows(&v, "Fill it in all the same", true);
	golden_shows(&v, "How to get an account", true);
	snprintf(line, sizeof(line), "%s\n%s\n", other.reference, other.pin);
	golden_type(&v, line);
	golden_shows(&v, "This is not the application that registered this organisation.", true);
	snprintf(line, sizeof(line), "%s\n%s\n", slip.reference, slip.pin);
	golden_type(&v, line);
	golden_shows(&v, "Who applies for this organisation?", false);
	golden_shows(&v, "How many members", true);
	draft_drop(j);
	golden_close(&v);
}
END_TEST

/* What is typed again stands on the first screen beside the words that nothing was found. */
START_TEST(nothing_found_leaves_the_field_in_sight)
{
	struct visit v;
	struct club c;

	golden_open(&v, LANG_EN, 40, 15);
	found(&v, &c);
	stack_home(golden_stack(&v), register_look_new(c.at.of));
	golden_type(&v, "olive\n");
	golden_shows(&v, "! Nothing was found in this register.\n\n", true);
	golden_shows(&v, "Number, or part of the name\n olive", true);
	golden_close(&v);
}
END_TEST

SUITE(organisation_page, what_is_over_invites_nobody, nothing_found_leaves_the_field_in_sight,
      who_could_not_send_it_is_told_before, the_number_is_looked_up_as_it_is_typed,
      who_has_founded_it_is_asked_for_that_application, pages_of_its_space, its_number_is_not_typed,
      people_are_invited_and_ended, by_a_key_alone_nobody_is_invited,
      what_leads_nowhere_has_no_number)
