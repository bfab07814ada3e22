/* appeal_test.c - appeals: until when, one at a time, who does not decide them; and what goes on
 * after an end, with its clocks. */
#include "services/application/appeal.h"

#include "services/catalogue/versions.h"
#include "services/upkeep/tick.h"
#include "tests/services/portal.h"
#include "tests/services/sample.h"
#include "tests/services/sample_acts.h"
#include "tests/unit.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s (%s)", err.say, err.detail)
#define WORDS(text) (&(struct act_answers){.words = (text)})
#define DAY 86400
#define N "name: {ar: ن, fr: n, en: n}"

static void import(struct portal *p, const char *id, int version, const char *yaml,
		   const struct service **ret)
{
	struct error err = {0};

	portal_import(p, id, version, yaml);
	GOOD(versions_find(p->registry, p->arena, &p->terms, id, version, ret, &err));
}

/* The sample with clocks, whose refusal is appealed to `again`, in which anybody decides and which
 * opens it again. */
struct house {
	struct portal portal;
	const struct service *again, *third; /* which is appealed to that one */
	struct application first;
};

/* The first one's `from` stands there as `to`. */
static void open_house_with(struct house *h, const char *name, const char *from, const char *to)
{
	struct portal *p = &h->portal;
	char *yaml;

	portal_open(p, name);
	yaml = sample_clocks(p->arena, sample_clocks_usual);
	yaml = sample_swap(p->arena, yaml, "        asks: [reason, words]\n",
			   "        asks: [reason, words]\n"
			   "        appeal: {service: lb-again, within: 60 days}\n");
	yaml = sample_swap(
		p->arena, yaml, "by: clock, to: end(rejected),",
		"by: clock, to: end(rejected), appeal: {service: lb-again, within: 60 days},");
	yaml = sample_swap(p->arena, yaml, "acts:\n  - {id: stands",
			   "acts:\n  - {id: reopen, " N
			   ", from: [end(rejected)], by: head, to: board,"
			   " asks: [words]}\n  - {id: stands");
	portal_renew(p, sample_swap(p->arena, yaml, from, to));
	yaml = sample_acts(p->arena, "id: lb-sample", "id: lb-again");
	yaml = sample_swap(p->arena, yaml, "from: any, by: head, to: end(approved), asks: [words]",
			   "from: any, by: head, to: end(approved), asks: [words],"
			   " effects: [{act: {of: appealed, id: reopen}}]");
	yaml = sample_swap(p->arena, yaml, "      - {id: correct",
			   "      - {id: refuse_again, " N ", to: end(rejected), asks: [words],"
			   " appeal: {service: lb-third, within: 60 days}}\n      - {id: correct");
	import(p, "lb-again", 4, yaml, &h->again);
	import(p, "lb-third", 4, sample_acts(p->arena, "id: lb-sample", "id: lb-third"), &h->third);
	portal_send(p, &h->first);
}

static void open_house(struct house *h, const char *name)
{
	open_house_with(h, name, "stages:", "stages:");
}

static void act(struct house *h, const char *id, const struct act_answers *answers)
{
	struct portal *p = &h->portal;
	struct error err = {0};

	GOOD(application_act(p->registry, &p->host, &h->first, p->service, id, answers, &err));
}

static void to_board(struct house *h)
{
	act(h, SERVICE_CLOSE, &(struct act_answers){.words = "Seen.", .task = "opinion"});
	act(h, "propose", WORDS(NULL));
}

static void refuse(struct house *h)
{
	to_board(h);
	act(h, "object", &(struct act_answers){.reason = "late", .words = "Too late."});
	ck_assert_int_eq(h->first.state, STATE_REJECTED);
}

static void look(struct house *h)
{
	struct portal *p = &h->portal;
	struct tick done;
	struct error err = {0};

	GOOD(tick_run(p->registry, &done, &err));
	GOOD(application_get(p->registry, &p->owner, &h->first, &err));
}

/* At its third stage, whose time goes by. */
static void refuse_by_silence(struct house *h)
{
	to_board(h);
	act(h, "send_back", &(struct act_answers){.stage = "archive"});
	h->portal.now += 4 * DAY;
	look(h);
	ck_assert_int_eq(h->first.state, STATE_REJECTED);
}

static struct form *form_of(struct house *h, const struct service *s)
{
	const struct service *before = h->portal.service;
	struct form *f;

	h->portal.service = s;
	f = portal_form(&h->portal);
	h->portal.service = before;
	return f;
}

static enum fault appeal(struct house *h, struct caller *c, struct application *ret,
			 struct error *err)
{
	struct portal *p = &h->portal;
	struct form *f = form_of(h, h->again);
	struct receipt receipt;
	enum fault fault = appeal_apply(p->registry, c, &h->first, f, portal_request(), LANG_EN,
					&receipt, err);

	form_free(f);
	return fault == FAULT_NONE
		       ? application_open(p->registry, c, receipt.reference, NULL, ret, err)
		       : fault;
}

static struct appeal_way way(struct house *h)
{
	struct appeal_way ret;
	struct error err = {0};

	GOOD(appeal_way(h->portal.registry, &h->portal.owner, &h->first, h->portal.service, &ret,
			&err));
	return ret;
}

START_TEST(its_last_day_is_told_and_holds)
{
	struct house house, *h = &house;
	struct portal *p = &house.portal;
	struct application draft, sent;
	char pin[PIN_DIGITS + 1], shown[32];
	struct receipt receipt;
	struct error err = {0};
	struct form *f;
	struct date last;
	int64_t refused;

	open_house(h, "appeal-day");
	ck_assert_ptr_null(way(h).appeal);
	ck_assert_int_eq(appeal(h, &p->owner, &sent, &err), FAULT_CONFLICT);
	refuse(h);
	refused = p->now;
	last = date_of(refused + 60 * DAY);
	ck_assert_str_eq(way(h).appeal->service, "lb-again");
	ck_assert_int_eq(date_compare(date_of(way(h).due_at), last), 0);
	f = form_of(h, h->again);
	GOOD(appeal_begin(p->registry, &p->owner, &h->first, f, LANG_EN, &draft, pin, &err));
	p->now += 60 * DAY;
	ck_assert(!way(h).is_over);
	/* what was begun in time and not sent in time is none */
	p->now += DAY;
	ck_assert(way(h).is_over);
	ck_assert_int_eq(application_submit(p->registry, &p->owner, &draft, f, &receipt, &err),
			 FAULT_CONFLICT);
	snprintf(shown, sizeof(shown), "%d/%d/%d", last.day, last.month, last.year);
	ck_assert_str_eq(err.fills[0].value, shown);
	ck_assert_int_eq(appeal(h, &p->owner, &sent, &err), FAULT_CONFLICT);
	ck_assert_str_eq(err.fills[0].value, shown);
	p->now -= DAY;
	GOOD(application_submit(p->registry, &p->owner, &draft, f, &receipt, &err));
	form_free(f);
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

START_TEST(one_is_open_at_a_time)
{
	struct house house, *h = &house;
	struct portal *p = &house.portal;
	struct application draft, sent;
	char pin[PIN_DIGITS + 1];
	struct receipt receipt;
	struct error err = {0};
	struct related *list;
	struct form *f;
	size_t count;

	open_house(h, "appeal-one");
	refuse(h);
	f = form_of(h, h->again);
	GOOD(appeal_begin(p->registry, &p->owner, &h->first, f, LANG_EN, &draft, pin, &err));
	ck_assert_str_eq(way(h).draft, draft.reference);
	GOOD(appeal(h, &p->owner, &sent, &err));
	ck_assert_str_eq(way(h).open, sent.reference);
	ck_assert_int_eq(appeal(h, &p->owner, &draft, &err), FAULT_CONFLICT);
	ck_assert_int_eq(application_submit(p->registry, &p->owner, &draft, f, &receipt, &err),
			 FAULT_CONFLICT);
	/* drafts are the applicant's alone */
	GOOD(related_of(p->registry, &p->owner, &h->first, p->arena, &list, &count, &err));
	ck_assert_uint_eq(count, 2);
	GOOD(related_of(p->registry, &p->host, &h->first, p->arena, &list, &count, &err));
	ck_assert_uint_eq(count, 1);
	ck_assert_int_eq(list[0].kind, RELATED_APPEALED_BY);
	ck_assert_str_eq(list[0].reference, sent.reference);
	GOOD(application_withdraw(p->registry, &p->owner, &sent, h->again, &err));
	GOOD(application_submit(p->registry, &p->owner, &draft, f, &receipt, &err));
	form_free(f);
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

/* --- two at once --- */

#define VISITS 4

enum { WON, TOLD, OTHER };

/* Another desk's process: sends an appeal, or the draft that is its own. */
static int send_beside(struct house *h, const struct application *draft)
{
	struct portal *p = &h->portal;
	struct application a = {.id = ""};
	struct error err = {0};
	struct receipt receipt;
	enum fault fault;

	if (registry_open(p->folder, p->address, &p->registry, &err) != FAULT_NONE)
		return OTHER;
	registry_use_clock(p->registry, portal_clock, p);
	if (draft == NULL) {
		fault = appeal(h, &p->owner, &a, &err);
	} else {
		a = *draft;
		fault = application_submit(p->registry, &p->owner, &a, form_of(h, h->again),
					   &receipt, &err);
	}
	if (fault == FAULT_NONE)
		return WON;
	return fault == FAULT_CONFLICT && err.say != NULL && err.say[0] != '\0' ? TOLD : OTHER;
}

static void race(struct house *h, const struct application *drafts)
{
	pid_t children[VISITS];
	int came[OTHER + 1] = {0};

	for (int i = 0; i < VISITS; i++) {
		children[i] = fork();
		if (children[i] == 0)
			_exit(send_beside(h, drafts == NULL ? NULL : &drafts[i]));
	}
	for (int i = 0; i < VISITS; i++) {
		int status;

		ck_assert_int_eq(waitpid(children[i], &status, 0), children[i]);
		ck_assert(WIFEXITED(status) && WEXITSTATUS(status) <= OTHER);
		came[WEXITSTATUS(status)]++;
	}
	ck_assert_int_eq(came[WON], 1);
	ck_assert_int_eq(came[TOLD], VISITS - 1);
}

/* One wins, the others are told; whether each is sent as a form or was a draft of its own. */
START_TEST(of_several_at_once_one_is_open)
{
	struct house house, *h = &house;
	struct portal *p = &house.portal;
	struct application drafts[VISITS];
	char pin[PIN_DIGITS + 1];
	struct error err = {0};
	struct form *f;

	for (int i = 0; i < 2; i++) {
		open_house(h, i == 0 ? "appeal-race" : "appeal-race-drafts");
		refuse(h);
		f = form_of(h, h->again);
		for (int k = 0; i == 1 && k < VISITS; k++)
			GOOD(appeal_begin(p->registry, &p->owner, &h->first, f, LANG_EN, &drafts[k],
					  pin, &err));
		form_free(f);
		race(h, i == 0 ? NULL : drafts);
		ck_assert_str_ne(way(h).open, "");
		ck_assert_int_eq(portal_verify(p, true), 0);
		portal_close(p);
	}
}
END_TEST

/* Silence is nobody: whoever comes to it decides. */
START_TEST(one_that_is_admitted_opens_the_first_again)
{
	struct house house, *h = &house;
	struct portal *p = &house.portal;
	struct application sent, alone;
	struct receipt receipt;
	struct error err = {0};
	struct form *f;
	char pin[PIN_DIGITS + 1];

	open_house(h, "appeal-opens");
	refuse_by_silence(h);
	GOOD(appeal(h, &p->owner, &sent, &err));
	GOOD(application_act(p->registry, &p->host, &sent, h->again, "order", WORDS("Right."),
			     &err));
	ck_assert_int_eq(sent.state, STATE_APPROVED);
	look(h);
	ck_assert_int_eq(h->first.state, STATE_IN_REVIEW);
	ck_assert_str_eq(h->first.stage, "board");
	/* what is no appeal of anything is neither begun nor sent */
	f = form_of(h, h->again);
	ck_assert_int_eq(application_apply(p->registry, &p->owner, f, portal_request(), LANG_EN,
					   &receipt, &err),
			 FAULT_CONFLICT);
	ck_assert_int_eq(
		application_begin_with(p->registry, &p->owner, f, LANG_EN, &alone, pin, &err),
		FAULT_CONFLICT);
	ck_assert_ptr_nonnull(strstr(err.say, "an appeal against a refusal"));
	form_free(f);
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

/* What an appeal does may also end the first in another way. */
START_TEST(one_that_is_admitted_may_grant_the_first)
{
	struct house house, *h = &house;
	struct portal *p = &house.portal;
	struct application sent;
	struct error err = {0};

	open_house_with(h, "appeal-grants", "from: [end(rejected)], by: head, to: board,",
			"from: [end(rejected)], by: head, to: end(approved),");
	refuse_by_silence(h);
	GOOD(appeal(h, &p->owner, &sent, &err));
	GOOD(application_act(p->registry, &p->host, &sent, h->again, "order", WORDS("Right."),
			     &err));
	look(h);
	ck_assert_int_eq(h->first.state, STATE_APPROVED);
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

START_TEST(who_decided_the_first_does_not_decide_it)
{
	struct house house, *h = &house;
	struct portal *p = &house.portal;
	struct application sent;
	struct error err = {0};

	open_house(h, "appeal-eyes");
	refuse(h);
	GOOD(appeal(h, &p->owner, &sent, &err));
	ck_assert_int_eq(application_act(p->registry, &p->host, &sent, h->again, "order",
					 WORDS("Right."), &err),
			 FAULT_DENIED);
	GOOD(application_act(p->registry, &p->host, &sent, h->again, "remind", WORDS("Look."),
			     &err));
	look(h);
	ck_assert_int_eq(h->first.state, STATE_REJECTED);
	portal_close(p);
}
END_TEST

/* Twenty days of law went by while it was refused: they grant nothing on the day that it goes on.
 */
START_TEST(what_goes_on_begins_its_time_anew)
{
	struct house house, *h = &house;
	struct portal *p = &house.portal;
	struct application_clock *clocks;
	struct event *events;
	struct error err = {0};
	int64_t came;
	size_t count;

	open_house(h, "appeal-clocks");
	refuse(h);
	p->now += 40 * DAY;
	ck_assert_int_eq(application_try(p->registry, &p->host, &h->first, p->service, "reopen",
					 WORDS(NULL), &err),
			 FAULT_INPUT);
	act(h, "reopen", WORDS("We look again."));
	ck_assert_int_eq(h->first.state, STATE_IN_REVIEW);
	ck_assert_int_eq(h->first.due_at, 0);
	ck_assert_ptr_null(way(h).appeal);
	came = p->now;
	p->now += 40 * DAY;
	look(h);
	ck_assert_int_eq(h->first.state, STATE_IN_REVIEW);
	GOOD(application_clocks(p->registry, &p->host, &h->first, p->service, p->arena, &clocks,
				&count, &err));
	for (size_t i = 0; i < count; i++)
		ck_assert(!clocks[i].runs);
	ck_assert_int_eq(clocks[0].since, h->first.submitted_at); /* it did begin */
	ck_assert_int_eq(clocks[2].since, 0);
	/* it was refused there, and has come there anew */
	GOOD(application_events(p->registry, &p->host, &h->first, p->service, p->arena, &events,
				&count, &err));
	ck_assert_int_eq(application_stage_since(events, count, "board"), came);
	ck_assert_int_eq(application_stage_since(events, count, "check"), h->first.submitted_at);
	ck_assert_int_eq(application_stage_since(events, count, "archive"), 0);
	/* what was left is told with that day; where it is now has none */
	ck_assert_int_ge(application_stage_until(events, count, "check"), h->first.submitted_at);
	ck_assert_int_lt(application_stage_until(events, count, "check"), came);
	ck_assert_int_eq(application_stage_until(events, count, "board"), 0);
	ck_assert_int_eq(application_stage_until(events, count, "archive"), 0);
	/* the stage that it comes to starts its own, as does a task */
	act(h, "send_back", &(struct act_answers){.stage = "archive"});
	ck_assert_int_gt(h->first.due_at, p->now);
	ck_assert_int_eq(application_try(p->registry, &p->host, &h->first, p->service, "reopen",
					 WORDS("x"), &err),
			 FAULT_MISSING);
	portal_close(p);
}
END_TEST

/* Its last day is counted from the refusal, whatever was written to it afterwards. */
START_TEST(what_is_written_to_a_refusal_moves_no_day)
{
	struct house house, *h = &house;
	struct portal *p = &house.portal;
	struct event *events;
	struct error err = {0};
	int64_t refused;
	size_t count;

	open_house_with(h, "appeal-remark", "acts:\n  - {id: reopen",
			"acts:\n  - {id: remark, " N
			", from: end(rejected), by: head, asks: [words]}"
			"\n  - {id: reopen");
	refuse(h);
	refused = p->now;
	p->now += 10 * DAY;
	act(h, "remark", WORDS("The file is with us."));
	GOOD(application_events(p->registry, &p->owner, &h->first, p->service, p->arena, &events,
				&count, &err));
	ck_assert_str_eq(events[count - 1].act, "remark");
	ck_assert_int_eq(application_since(events, count, STATE_REJECTED), refused);
	ck_assert_str_eq(events[application_came_to(events, count, STATE_REJECTED)].act, "object");
	ck_assert_uint_eq(application_came_to(events, count, STATE_APPROVED), count);
	ck_assert_int_eq(date_compare(date_of(way(h).due_at), date_of(refused + 60 * DAY)), 0);
	portal_close(p);
}
END_TEST

/* Acts of one id at two stages are two: it was refused by the one at its stage. */
START_TEST(it_is_the_act_of_its_stage_that_is_appealed)
{
	struct house house, *h = &house;

	open_house_with(h, "appeal-stage", "      - {id: correct",
			"      - {id: object, " N ", to: end(rejected), asks: [words]}\n"
			"      - {id: correct");
	refuse(h);
	ck_assert_ptr_nonnull(way(h).appeal);
	portal_close(&h->portal);
	open_house_with(h, "appeal-stage-none", "      - {id: correct",
			"      - {id: object, " N ", to: end(rejected), asks: [words]}\n"
			"      - {id: correct");
	act(h, "object", WORDS("No."));
	ck_assert_int_eq(h->first.state, STATE_REJECTED);
	ck_assert_ptr_null(way(h).appeal);
	portal_close(&h->portal);
}
END_TEST

/* What can be done at a stage and after an end is one act there, too. */
START_TEST(an_act_is_listed_once)
{
	struct house house, *h = &house;
	struct portal *p = &house.portal;
	struct application_course course;
	struct error err = {0};
	size_t found = 0;

	open_house_with(h, "appeal-once", "from: [end(rejected)], by: head",
			"from: [board, end(rejected)], by: head");
	refuse(h);
	GOOD(application_acts(p->registry, &p->host, &h->first, p->service, p->arena, &course,
			      &err));
	for (size_t i = 0; i < course.act_count; i++)
		found += strcmp(course.acts[i].act->id, "reopen") == 0;
	ck_assert_uint_eq(found, 1);
	ck_assert_str_eq(course.acts[0].act->id, "reopen");
	ck_assert_str_eq(course.acts[1].act->id, "grant");
	ck_assert(course.acts[0].possible && !course.acts[1].possible);
	/* a word that is none of them is told those that are possible then */
	ck_assert_int_eq(application_act(p->registry, &p->host, &h->first, p->service, "reopn",
					 WORDS("x"), &err),
			 FAULT_MISSING);
	ck_assert_str_eq(err.fills[0].value, "reopen");
	portal_close(p);
}
END_TEST

/* Also where what it is about was an appeal of that itself. */
START_TEST(who_decided_the_first_decides_no_appeal_of_its_appeal)
{
	struct house house, *h = &house;
	struct portal *p = &house.portal;
	struct application sent, last;
	struct receipt receipt;
	struct error err = {0};
	struct form *f;

	open_house(h, "appeal-chain");
	refuse(h);
	GOOD(appeal(h, &p->owner, &sent, &err));
	/* as if another had refused it */
	portal_tamper(p, "UPDATE ledger SET actor = 'another' WHERE act = 'decided'");
	GOOD(application_act(p->registry, &p->host, &sent, h->again, "refuse_again", WORDS("No."),
			     &err));
	portal_tamper(p,
		      "UPDATE ledger SET actor = 'third' WHERE act = 'decided' AND actor = 'host'");
	portal_tamper(p, "UPDATE ledger SET actor = 'host' WHERE actor = 'another'");
	f = form_of(h, h->third);
	GOOD(appeal_apply(p->registry, &p->owner, &sent, f, portal_request(), LANG_EN, &receipt,
			  &err));
	form_free(f);
	GOOD(application_open(p->registry, &p->owner, receipt.reference, NULL, &last, &err));
	ck_assert_int_eq(application_act(p->registry, &p->host, &last, h->third, "order",
					 WORDS("Right."), &err),
			 FAULT_DENIED);
	portal_close(p);
}
END_TEST

SUITE(appeal, of_several_at_once_one_is_open, one_that_is_admitted_may_grant_the_first,
      what_is_written_to_a_refusal_moves_no_day, it_is_the_act_of_its_stage_that_is_appealed,
      an_act_is_listed_once, who_decided_the_first_decides_no_appeal_of_its_appeal,
      its_last_day_is_told_and_holds, one_is_open_at_a_time,
      one_that_is_admitted_opens_the_first_again, who_decided_the_first_does_not_decide_it,
      what_goes_on_begins_its_time_anew)
