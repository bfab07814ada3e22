/* office_test.c - an officer's day on pages: home, list, one application after the other, acts, and
 * who was faster. */
#include "tests/tui/day.h"

#include <string.h>

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)

static void visit_office(struct visit *v)
{
	static struct caller officer; /* of all visits: they have one registry */
	struct day d;

	if (officer.account[0] == '\0') {
		officer = day_hire(v, "Rima Khoury", "officer", NULL);
		(void)day_hire(v, "Samir Haddad", "officer", NULL);
	}
	day_begin(v, &d);
	day_come_as(v, &officer);
	golden_hold(v, "office", true);
	golden_type(v, "4");
	golden_hold(v, "office-queue", true);
	golden_type(v, "1\n");
	golden_hold(v, "office-dossier", true);
	golden_type(v, "?");
	golden_hold(v, "office-help", true);
	golden_type(v, "0" /* one asks in words: */ "1Which town?");
	golden_hold(v, "office-act", true);
	golden_type(v, "\n\n");
	golden_hold(v, "office-go", false);
	golden_type(v, "2"); /* and the next one stands there */
	golden_hold(v, "office-next", false);
	golden_type(v, "5");
	golden_hold(v, "office-hand", false);
	golden_type(v, "0"
		       "2No such right.\n\n"
		       "2");
	golden_type(v, "0");
	golden_hold(v, "office-queue-after", true);
	day_end(v, &d);
}

static void open_first(struct visit *v)
{
	golden_type(v, "4");
	golden_type(v, "1\n");
}

/* n and p, and where they stand on the Arabic keyboard. */
START_TEST(the_next_one_without_going_back)
{
	struct visit v;
	struct day d;
	struct caller officer;

	golden_open(&v, LANG_EN, 80, 24);
	officer = day_hire(&v, "Rima Khoury", "officer", NULL);
	day_begin(&v, &d);
	day_come_as(&v, &officer);
	open_first(&v);
	golden_shows(&v, "Bulletin no. 3", true);
	golden_type(&v, "n");
	golden_type(&v, "ى"); /* n */
	golden_shows(&v, "Bulletin no. 3", false);
	golden_type(&v, "pp");
	golden_shows(&v, "Bulletin no. 3", true);
	day_end(&v, &d);
	golden_close(&v);
}
END_TEST

static int looks(struct visit *v, const struct application *a)
{
	ARENA_CLEAN struct arena *arena = arena_new((size_t)1 << 20);
	struct ledger_entry *entries;
	size_t count = 0;
	int found = 0;

	GOOD(ledger_of(v->context.registry, a->id, arena, &entries, &count, &err));
	for (size_t i = 0; i < count; i++)
		found += entries[i].act == LEDGER_LOOKED;
	return found;
}

/* However often it is read again while it is open. */
START_TEST(each_opening_is_one_look)
{
	struct visit v;
	struct day d;
	struct caller officer;
	struct application *a;
	int before;

	golden_open(&v, LANG_EN, 80, 24);
	officer = day_hire(&v, "Rima Khoury", "officer", NULL);
	day_begin(&v, &d);
	day_come_as(&v, &officer);
	stack_push(golden_stack(&v), dossier_new(&d.sent[1]));
	a = &d.sent[1];
	before = looks(&v, a);
	ck_assert_int_eq(before, 1);
	golden_type(&v, "?0");
	stack_look(golden_stack(&v));
	ck_assert_int_eq(looks(&v, a), 1);
	golden_type(&v, "0");
	stack_push(golden_stack(&v), dossier_new(&d.sent[1]));
	ck_assert_int_eq(looks(&v, a), 2);
	day_end(&v, &d);
	golden_close(&v);
}
END_TEST

/* The second is told who was faster and what has changed, and what was typed is there. */
START_TEST(two_at_once)
{
	struct visit v;
	struct day d;
	struct caller officer, other;
	struct application a;

	golden_open(&v, LANG_EN, 80, 24);
	officer = day_hire(&v, "Rima Khoury", "officer", NULL);
	other = day_hire(&v, "Samir Haddad", "officer", NULL);
	day_begin(&v, &d);
	day_come_as(&v, &officer);
	stack_push(golden_stack(&v), dossier_new(&d.sent[1]));
	golden_type(&v, "1A clearer photo, please.\n\n");
	a = d.sent[1];
	GOOD(application_ask(v.context.registry, &other, &a,
			     catalogue_find(v.context.scene.catalogue, a.service), "Which photo?",
			     &err));
	golden_type(&v, "2");
	golden_shows(&v, "Samir Haddad has changed this application meanwhile", true);
	golden_shows(&v, "The applicant is awaited", true);
	golden_shows(&v, "Samir Haddad", true);
	golden_shows(&v, "still there", true);
	/* It is not lost without a word. */
	golden_type(&v, "0");
	golden_shows(&v, "will be lost if you go on", true);
	golden_type(&v, "0");
	golden_shows(&v, "Waiting applications", true);
	day_end(&v, &d);
	golden_close(&v);
}
END_TEST

/* A claim that another was faster with. */
START_TEST(taken_up_by_another)
{
	struct visit v;
	struct day d;
	struct caller officer, other;
	struct application a;

	golden_open(&v, LANG_EN, 80, 24);
	officer = day_hire(&v, "Rima Khoury", "officer", NULL);
	other = day_hire(&v, "Samir Haddad", "officer", NULL);
	day_begin(&v, &d);
	day_come_as(&v, &officer);
	stack_push(golden_stack(&v), dossier_new(&d.sent[1]));
	golden_shows(&v, "Take it up", true);
	a = d.sent[1];
	GOOD(assign_claim(v.context.registry, &other, &a,
			  catalogue_find(v.context.scene.catalogue, a.service), &err));
	golden_type(&v, "4");
	golden_shows(&v, "Samir Haddad has it now", true);
	golden_shows(&v, "Take it up", false);
	day_end(&v, &d);
	golden_close(&v);
}
END_TEST

/* Nobody was chosen: that is said where they are chosen, and what was written stays. */
START_TEST(handed_over_to_nobody)
{
	struct visit v;
	struct day d;
	struct caller officer;

	golden_open(&v, LANG_EN, 80, 24);
	officer = day_hire(&v, "Rima Khoury", "officer", NULL);
	day_begin(&v, &d);
	day_come_as(&v, &officer);
	stack_push(golden_stack(&v), dossier_new(&d.sent[1]));
	golden_type(&v, "5");
	golden_type(&v, "\tShe is ill.\n\n");
	golden_shows(&v, "To whom? Say to whom.", true);
	golden_shows(&v, "She is ill.", true);
	day_end(&v, &d);
	golden_close(&v);
}
END_TEST

START_TEST(screens)
{
	golden_each(visit_office);
}
END_TEST

/* Of those that are marked each has a result of its own. */
START_TEST(the_marked_are_taken_up)
{
	struct visit v;
	struct day d;
	struct caller officer, other;
	struct application a;

	golden_open(&v, LANG_EN, 132, 50);
	officer = day_hire(&v, "Rima Khoury", "officer", NULL);
	other = day_hire(&v, "Samir Haddad", "officer", NULL);
	day_begin(&v, &d);
	day_come_as(&v, &officer);
	golden_type(&v, "4");
	for (int i = 0; i < 3; i++)
		ck_assert(stack_update(golden_stack(&v),
				       &(struct input){.kind = INPUT_MARK, .act = i + 1}));
	golden_shows(&v, "Take up the 3 that are marked", true);
	a = d.sent[1];
	GOOD(assign_claim(v.context.registry, &other, &a,
			  catalogue_find(v.context.scene.catalogue, a.service), &err));
	golden_type(&v, "6\n");
	golden_shows(&v, "2 were taken up.", true);
	golden_shows(&v, "Samir Haddad has it now", true);
	golden_shows(&v, "Take up", false);
	day_end(&v, &d);
	golden_close(&v);
}
END_TEST

/* --- in plain lines --- */

static void say(struct plain *p, struct buffer *out, const char *typed, const char *answer)
{
	buffer_clear(out);
	plain_feed(p, typed, strlen(typed));
	buffer_add(out, "", 1);
	ck_assert_msg(strstr(out->data, answer) != NULL, "%s: %s", typed, out->data);
}

START_TEST(in_plain_lines)
{
	struct visit v;
	struct day d;
	struct caller officer;
	struct buffer out;
	struct plain *p;

	golden_open(&v, LANG_EN, 80, 24);
	officer = day_hire(&v, "Rima Khoury", "officer", NULL);
	day_begin(&v, &d);
	day_come_as(&v, &officer);
	buffer_open(&out, (size_t)1 << 20);
	p = plain_over(golden_stack(&v), false, &out);
	say(p, &out, "4\n", "1. Bulletin no. 3 (criminal record)");
	say(p, &out, "1\n", "Due by: 3 December 2026 (15 days left)");
	say(p, &out, "n\nn\n", "Personal disability card");
	say(p, &out, "1\n", "What the applicant reads");
	say(p, &out, "Which town?\n\n", "2. Ask the applicant");
	say(p, &out, "2\n", "Ask the applicant - done.");
	plain_free(p);
	buffer_close(&out);
	day_end(&v, &d);
	golden_close(&v);
}
END_TEST

/* --- acts that a definition wrote itself --- */

/* The catalogue with a service whose acts ask for reasons, answers and papers. */
static struct catalogue *with_kiosk(struct visit *v)
{
	char yaml[16384];
	FILE *f = fopen("tests/e2e/data/lb-kiosk-permit.yaml", "r");
	size_t len, refused;
	struct versions_item item = {.id = "lb-kiosk-permit", .version = 1, .yaml = yaml};
	struct catalogue *c;

	ck_assert_ptr_nonnull(f);
	len = fread(yaml, 1, sizeof(yaml) - 1, f);
	fclose(f);
	yaml[len] = '\0';
	item.len = len;
	GOOD(versions_import(v->context.registry, &item, 1, &refused, &err));
	GOOD(catalogue_open("catalogue", &c, &err));
	GOOD(versions_load(v->context.registry, c, &err));
	catalogue_freeze(c);
	return c;
}

static const struct catalogue *kiosk;

/* As the applicant types it anew. */
static void correct(struct visit *v, struct caller *applicant, struct application *a,
		    const char *question, const char *now)
{
	const struct service *s = catalogue_find(kiosk, a->service);
	struct field_path at = {0};
	ARENA_CLEAN struct arena *arena = arena_new((size_t)1 << 20);
	struct application_answer answer = {.now = now, .was = "2", .arena = arena};

	at.question = service_question(s, question, &at.section);
	answer.at = at;
	GOOD(application_get(v->context.registry, applicant, a, &err));
	GOOD(application_put(v->context.registry, applicant, a, &answer, &err));
	GOOD(application_get(v->context.registry, applicant, a, &err));
	GOOD(application_reply(v->context.registry, applicant, a, NULL, "It is wider.", &err));
}

static void visit_kiosk(struct visit *v)
{
	static struct caller officer, head;
	struct caller applicant;
	struct application a;
	const char *references[2] = {NULL};

	if (kiosk == NULL) {
		kiosk = with_kiosk(v);
		officer = day_hire(v, "Rima Khoury", "officer", NULL);
		head = day_hire(v, "Nadia Saleh", "head", NULL);
	}
	v->context.scene.catalogue = kiosk;
	golden_come_with_key(v, "78aa11bb22cc33dd44ee55ff66007711882299aa33bb44cc55dd66ee77ff8899");
	a = day_send(v, "lb-kiosk-permit");
	applicant = v->caller;
	references[0] = a.reference;
	v->hide_more = references;
	day_come_as(v, &officer);
	golden_type(v, "4"
		       "1\n"
		       "?");
	golden_hold(v, "office-why-not", true);
	golden_type(v, "0"
		       "1");
	golden_hold(v, "office-tick", true);
	golden_type(v, "5"
		       "\t");
	golden_hold(v, "office-ticked", true);
	golden_type(v, "\n"
		       "\n"); /* the words that were made ready */
	golden_hold(v, "office-ask-go", true);
	golden_type(v, "2");
	golden_hold(v, "office-last", false); /* of the list: it stays, and says what was done */
	correct(v, &applicant, &a, "width", "3");
	day_come_as(v, &officer);
	golden_type(v, "4"
		       "1\n");
	golden_hold(v, "office-changed", true);
	golden_type(v, "3");
	golden_type(v, "Wide enough.\n\n"
		       "2");
	golden_type(v, "2"
		       "2"); /* proposed: it is the head's now */
	golden_hold(v, "office-proposed", false);
	day_come_as(v, &head);
	golden_type(v, "4"
		       "1\n");
	golden_type(v, "2"
		       "\n");
	golden_hold(v, "office-reason", false);
	golden_type(v, "1\n"
		       "\n");
	golden_hold(v, "office-refuse-go", false);
	golden_type(v, "2");
	golden_hold(v, "office-refused", true);
	GOOD(application_get(v->context.registry, &applicant, &a, &err));
	ck_assert_int_eq(a.state, STATE_REJECTED);
}

START_TEST(acts_of_a_definition)
{
	golden_each(visit_kiosk);
}
END_TEST

/* --- what ten decisions cost --- */

#define TEN 10

/* Ten that have come to the head, by who may bring them there. */
static void bring_to_head(struct visit *v, struct application ten[TEN])
{
	struct registry *r = v->context.registry;
	struct caller officer = day_hire(v, "Rima Khoury", "officer", NULL);
	const struct service *s = catalogue_find(kiosk, "lb-kiosk-permit");
	const struct act_answers closed = {.words = "Wide enough.", .task = "visit"};
	const struct act_answers nothing = {.words = NULL};

	for (int i = 0; i < TEN; i++) {
		ten[i] = day_send(v, "lb-kiosk-permit");
		GOOD(application_get(r, &v->caller, &ten[i], &err));
		GOOD(application_act(r, &officer, &ten[i], s, SERVICE_CLOSE, &closed, &err));
		GOOD(application_act(r, &officer, &ten[i], s, "propose", &nothing, &err));
	}
}

struct cost {
	size_t keys, bytes;
};

/* Types each of them, and waits for what comes. */
static void press(struct session *s, const char *keys, struct cost *cost)
{
	struct buffer sent;
	int64_t now = 5000 + (int64_t)cost->keys * 1000;

	buffer_open(&sent, (size_t)1 << 20);
	for (; *keys != '\0'; keys++, now += 1000) {
		char key = *keys == '\n' ? '\r' : *keys;

		session_feed(s, &key, 1, now);
		session_turn(s, now, &sent);
		session_arrived(s, now);
		cost->keys++;
	}
	cost->bytes += sent.size;
	buffer_close(&sent);
}

static struct cost decide_ten(struct visit *v, const char *keys, enum application_state end)
{
	struct application ten[TEN];
	struct caller applicant, head = day_hire(v, "Nadia Saleh", "head", NULL);
	struct session_line line = {
		.term = "xterm-256color", .banner = "", .cols = 80, .rows = 24, .raw = true};
	struct session *s;
	struct cost opening = {0, 0}, cost = {0, 0};

	v->caller = caller_visitor("", FACE_PAGES);
	golden_come_with_key(v, "79aa11bb22cc33dd44ee55ff66007711882299aa33bb44cc55dd66ee77ff8899");
	bring_to_head(v, ten);
	applicant = v->caller;
	v->caller = head;
	s = session_new(&v->context, true, &line);
	press(s,
	      "4"
	      "1\n",
	      &opening);
	for (int i = 0; i < TEN; i++)
		press(s, keys, &cost);
	session_free(s);
	for (int i = 0; i < TEN; i++) {
		GOOD(application_get(v->context.registry, &applicant, &ten[i], &err));
		ck_assert_int_eq(ten[i].state, end);
	}
	return cost;
}

/* docs/OFFICE.md says these figures. */
START_TEST(ten_decisions)
{
	struct visit v;
	struct cost yes, no;

	golden_open(&v, LANG_EN, 80, 24);
	kiosk = with_kiosk(&v);
	v.context.scene.catalogue = kiosk;
	yes = decide_ten(&v, "12", STATE_APPROVED);
	no = decide_ten(&v,
			"2"
			"1\n"
			"\n"
			"2",
			STATE_REJECTED);
	ck_assert_uint_eq(yes.keys, 20);
	ck_assert_uint_eq(no.keys, 50);
	ck_assert_msg(yes.bytes < 14000 && no.bytes < 27000, "%zu bytes, %zu bytes", yes.bytes,
		      no.bytes);
	golden_close(&v);
}
END_TEST

/* Words that stand ready go with one Enter; as soon as they are changed, with two, as any lines. */
START_TEST(words_that_stand_ready)
{
	struct visit v;
	struct application ten[TEN];
	struct caller head;

	golden_open(&v, LANG_EN, 80, 24);
	kiosk = with_kiosk(&v);
	v.context.scene.catalogue = kiosk;
	head = day_hire(&v, "Nadia Saleh", "head", NULL);
	golden_come_with_key(&v,
			     "7aaa11bb22cc33dd44ee55ff66007711882299aa33bb44cc55dd66ee77ff8899");
	bring_to_head(&v, ten);
	day_come_as(&v, &head);
	open_first(&v);
	golden_type(&v, "2"
			"1\n");
	golden_shows(&v, "Enter Continue", true);
	golden_type(&v, "More. ");
	golden_shows(&v, "Enter twice: Continue", true);
	golden_type(&v, "\n");
	golden_shows(&v, "Enter twice: Continue", true);
	golden_type(&v, "\n");
	golden_shows(&v, "Enter twice", false);
	golden_shows(&v, "More.", true);
	golden_close(&v);
}
END_TEST

SUITE(office, screens, words_that_stand_ready, the_next_one_without_going_back,
      each_opening_is_one_look, two_at_once, taken_up_by_another, the_marked_are_taken_up,
      in_plain_lines, acts_of_a_definition, ten_decisions, handed_over_to_nobody)
