/* recover_test.c - an account is opened anew by waiting: its addresses are told, whoever has a way
 * in can stop it, and it is given at the end, by who has the code or by one of staff. */
#include "tests/services/people.h"
#include "tests/services/portal.h"
#include "tests/services/raw.h"
#include "tests/unit.h"

#include "services/access/account_second.h"
#include "services/access/recovery_within.h"
#include "services/registry/budget.h"
#include "services/registry/ledger.h"
#include "services/registry/limits.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_recovery.h"

#include <string.h>

#define DAY ((int64_t)86400)
#define DAYS 3
#define ONE "SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
#define SMS "sms:+9613123456"

static struct error err;
static const struct recover_words words = {
	.code = {"{number} {code} {date}", "{number} {code} {date}", "{number} {code} {date}"},
	.waits = {"waits {number} {date}", "waits {number} {date}", "waits {number} {date}"},
	.given = {"given {number}", "given {number}", "given {number}"}};

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)

/* An administrator, and somebody's account with an address that is proven, older than a day. */
struct office {
	struct portal portal;
	struct account_paper nadia_paper, paper;
	struct caller nadia, guest;
	char id[33];
};

/* What the clerk sends next; "" for nothing. */
static const char *sent(struct portal *p)
{
	struct spool_message m = {.words = ""};
	bool found = false, failed;

	GOOD(spool_take(p->registry, p->arena, &m, &found, &err));
	if (!found)
		return "";
	GOOD(spool_done(p->registry, m.id, SPOOL_SENT, "", &failed, &err));
	return m.words;
}

/* Its person, who has come by number and PIN. */
static struct caller person(struct office *o)
{
	struct caller c = caller_visitor("", FACE_PAGES);

	GOOD(sign_in_account(o->portal.registry, &c, o->paper.number, o->paper.pin, &err));
	return c;
}

static void prove_address(struct office *o, const char *address)
{
	struct portal *p = &o->portal;
	struct caller c = person(o);

	GOOD(address_add(p->registry, &c, NULL, address, "{code}", &err));
	GOOD(address_prove(p->registry, &c, NULL, sent(p), &err));
}

static void open_office(struct office *o, const char *name)
{
	struct portal *p = &o->portal;

	portal_open(p, name);
	o->nadia = people_administrator(p, "Nadia Haddad", &o->nadia_paper);
	GOOD(account_open(p->registry, &o->nadia, "Rima Khoury", &o->paper, &err));
	o->guest = caller_visitor("192.0.2.0/24", FACE_PAGES);
	o->guest.recovers = o->nadia.recovers = 7;
	prove_address(o, SMS);
	snprintf(o->id, sizeof(o->id), "%s", person(o).account);
	p->now += LIMIT_ACCOUNT_DAYS * DAY;
}

static struct recover clerk(struct office *o)
{
	struct recover done = {0, 0};

	GOOD(recover_run(o->portal.registry, DAYS, &words, &done, &err));
	return done;
}

/* Asked for, and the message with the code; the code. */
static const char *asked(struct office *o)
{
	struct portal *p = &o->portal;
	const char *message;

	GOOD(recovery_ask(p->registry, &o->guest, o->paper.number, &err));
	ck_assert_int_eq(clerk(o).begun, 1);
	message = sent(p);
	ck_assert_msg(strncmp(message, o->paper.number, ACCOUNT_DIGITS) == 0, "%s", message);
	return arena_format(p->arena, "%.8s", message + ACCOUNT_DIGITS + 1);
}

static bool opens(struct office *o, const char *pin)
{
	struct caller c = caller_visitor("", FACE_PAGES);

	return sign_in_account(o->portal.registry, &c, o->paper.number, pin, &err) == FAULT_NONE;
}

static size_t waiting(struct office *o, const struct caller *c)
{
	struct account_wait *list;
	size_t count = 0;

	GOOD(recovery_own(o->portal.registry, c, o->portal.arena, &list, &count, &err));
	return count;
}

START_TEST(who_has_the_code_gets_a_pin_at_the_end)
{
	struct account_paper fresh = {.pin = ""};
	struct office o;
	struct portal *p = &o.portal;
	const char *code;
	struct caller rima;

	open_office(&o, "recover-code");
	rima = person(&o);
	ck_assert_uint_eq(waiting(&o, &rima), 0);
	code = asked(&o);
	ck_assert_uint_eq(waiting(&o, &rima), 1);
	ck_assert_str_eq(sent(p), "");
	/* Not at once, however often. */
	ck_assert_int_eq(recovery_finish(p->registry, &o.guest, o.paper.number, code, &fresh, &err),
			 FAULT_DENIED);
	ck_assert_str_eq(err.code, "too_early");
	p->now += DAYS * DAY - 1;
	ck_assert_int_eq(recovery_finish(p->registry, &o.guest, o.paper.number, code, &fresh, &err),
			 FAULT_DENIED);
	ck_assert_str_eq(fresh.pin, "");
	ck_assert(opens(&o, o.paper.pin));
	p->now += 1;
	ck_assert_int_eq(recovery_finish(p->registry, &o.guest, o.paper.number,
					 strcmp(code, "11111111") == 0 ? "22222222" : "11111111",
					 &fresh, &err),
			 FAULT_MISSING);
	GOOD(recovery_finish(p->registry, &o.guest, o.paper.number, code, &fresh, &err));
	ck_assert(opens(&o, fresh.pin));
	ck_assert(!opens(&o, o.paper.pin));
	/* Once; and the addresses are told. */
	ck_assert_int_eq(recovery_finish(p->registry, &o.guest, o.paper.number, code, &fresh, &err),
			 FAULT_MISSING);
	ck_assert_int_eq(clerk(&o).told, 1);
	ck_assert_str_eq(sent(p), arena_format(p->arena, "given %s", o.paper.number));
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

/* The row of the ledger that was entered last of the account. */
static struct ledger_entry last(struct office *o)
{
	struct ledger_entry *entries;
	size_t count;

	GOOD(ledger_of(o->portal.registry, o->id, o->portal.arena, &entries, &count, &err));
	return entries[count - 1];
}

START_TEST(whoever_has_a_way_in_stops_it)
{
	struct account_paper fresh;
	struct office o;
	struct portal *p = &o.portal;
	struct caller rima, stranger = caller_visitor("", FACE_PAGES);
	const char *code;

	open_office(&o, "recover-stop");
	rima = person(&o);
	ck_assert_int_eq(recovery_stop_own(p->registry, &rima, &err), FAULT_MISSING);
	code = asked(&o);
	ck_assert_int_eq(recovery_stop_own(p->registry, &stranger, &err), FAULT_DENIED);
	GOOD(recovery_stop_own(p->registry, &rima, &err));
	ck_assert_int_eq(last(&o).act, LEDGER_RECOVERY_STOPPED);
	ck_assert_str_eq(last(&o).actor, o.id);
	ck_assert_uint_eq(waiting(&o, &rima), 0);
	p->now += DAYS * DAY;
	ck_assert_int_eq(recovery_finish(p->registry, &o.guest, o.paper.number, code, &fresh, &err),
			 FAULT_MISSING);
	ck_assert(opens(&o, o.paper.pin));
	/* Nobody troubles her with it again for days, but staff may ask. */
	GOOD(recovery_ask(p->registry, &o.guest, o.paper.number, &err));
	ck_assert_int_eq(clerk(&o).begun, 0);
	ck_assert_str_eq(sent(p), "");
	caller_act_as(&stranger, o.id); /* of staff, but no administrator */
	stranger.recovers = 7;
	GOOD(recovery_ask(p->registry, &stranger, o.paper.number, &err));
	ck_assert_int_eq(clerk(&o).begun, 0);
	GOOD(recovery_ask(p->registry, &o.nadia, o.paper.number, &err));
	ck_assert_int_eq(clerk(&o).begun, 1);
	ck_assert_str_eq(last(&o).actor, o.nadia.account);
	/* So does one of staff; and a new PIN of her own, who needs no other. */
	GOOD(recovery_stop(p->registry, &o.nadia, o.paper.number, &err));
	p->now += LIMIT_RECOVERY_DAYS * DAY;
	GOOD(recovery_ask(p->registry, &o.guest, o.paper.number, &err));
	ck_assert_int_eq(clerk(&o).begun, 1);
	rima = person(&o);
	GOOD(account_change_pin(p->registry, &rima, NULL, &o.paper, &err));
	ck_assert_uint_eq(waiting(&o, &rima), 0);
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

START_TEST(by_a_key_alone_it_is_stopped)
{
	struct office o;
	struct portal *p = &o.portal;
	struct caller rima = caller_visitor("", FACE_PAGES);

	open_office(&o, "recover-key");
	GOOD(account_add_key(p->registry, &p->host, o.paper.number, "laptop", ONE, &err));
	ck_assert_int_eq(clerk(&o).told, 1);
	ck_assert_str_ne(sent(p), "");
	GOOD(publickey_read(ONE, rima.key, &err));
	GOOD(sign_in_key(p->registry, &rima, &err));
	asked(&o);
	ck_assert_uint_eq(waiting(&o, &rima), 1);
	GOOD(recovery_stop_own(p->registry, &rima, &err));
	/* A key that was revoked stops nothing. */
	GOOD(recovery_ask(p->registry, &o.nadia, o.paper.number, &err));
	ck_assert_int_eq(clerk(&o).begun, 1);
	GOOD(account_revoke_key(p->registry, &p->host, o.paper.number, "laptop", &err));
	ck_assert_int_eq(recovery_stop_own(p->registry, &rima, &err), FAULT_DENIED);
	portal_close(p);
}
END_TEST

/* Where there is no second administrator. */
START_TEST(one_of_staff_gives_it_once_it_has_waited)
{
	struct account_paper fresh = {.pin = ""};
	struct account_code secret;
	struct account a;
	struct office o;
	struct portal *p = &o.portal;
	int without_code = 0;

	open_office(&o, "recover-staff");
	PEOPLE_WAITS(account_renew_pin(p->registry, &o.nadia, o.paper.number, &fresh, &err));
	PEOPLE_WAITS(account_renew_code(p->registry, &o.nadia, o.paper.number, &secret, &err));
	PEOPLE_WAITS(account_add_key(p->registry, &o.nadia, o.paper.number, "laptop", ONE, &err));
	ck_assert_int_eq(clerk(&o).begun, 3);
	for (int i = 0; i < 3; i++) /* written at once, in no order */
		without_code += strncmp(sent(p), "waits", 5) == 0;
	ck_assert_int_eq(without_code, 2);
	ck_assert_str_eq(sent(p), "");
	GOOD(account_get(p->registry, &p->host, p->arena, o.paper.number, &a, &err));
	ck_assert_uint_eq(a.wait_count, 3);
	ck_assert_str_eq(a.waits[1].by, "Nadia Haddad");
	p->now += DAYS * DAY - 1;
	PEOPLE_WAITS(account_renew_pin(p->registry, &o.nadia, o.paper.number, &fresh, &err));
	p->now += 1;
	GOOD(account_renew_pin(p->registry, &o.nadia, o.paper.number, &fresh, &err));
	ck_assert(opens(&o, fresh.pin));
	GOOD(account_add_key(p->registry, &o.nadia, o.paper.number, "laptop", ONE, &err));
	GOOD(account_renew_code(p->registry, &o.nadia, o.paper.number, &secret, &err));
	/* Each once. */
	PEOPLE_WAITS(account_renew_pin(p->registry, &o.nadia, o.paper.number, &fresh, &err));
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

/* What its person has stopped is not given by a second one either, until it is asked for again. */
START_TEST(what_was_stopped_takes_two_anew)
{
	struct account_paper fresh = {.pin = ""};
	struct account_paper paper;
	struct account a;
	struct caller rima, samir;
	struct office o;
	struct portal *p = &o.portal;

	open_office(&o, "recover-two");
	samir = people_administrator(p, "Samir Khalil", &paper);
	rima = person(&o);
	PEOPLE_WAITS(account_renew_pin(p->registry, &o.nadia, o.paper.number, &fresh, &err));
	ck_assert_int_eq(clerk(&o).begun, 1);
	GOOD(recovery_stop_own(p->registry, &rima, &err));
	PEOPLE_WAITS(account_renew_pin(p->registry, &samir, o.paper.number, &fresh, &err));
	GOOD(account_renew_pin(p->registry, &o.nadia, o.paper.number, &fresh, &err));
	p->host.recovers = 7;
	GOOD(recovery_ask(p->registry, &p->host, o.paper.number, &err));
	ck_assert_int_eq(clerk(&o).begun, 1);
	GOOD(account_get(p->registry, &p->host, p->arena, o.paper.number, &a, &err));
	ck_assert_uint_eq(a.wait_count, 1);
	ck_assert_str_eq(a.waits[0].by, "host");
	ck_assert_str_eq(last(&o).actor, "host");
	portal_close(p);
}
END_TEST

START_TEST(without_an_address_only_staff_give_it)
{
	struct account_paper fresh = {.pin = ""};
	struct store_recovery row;
	struct caller rima;
	struct office o;
	struct portal *p = &o.portal;
	bool found = false;

	open_office(&o, "recover-none");
	rima = person(&o);
	GOOD(address_drop(p->registry, &rima, NULL, SMS, &err));
	GOOD(recovery_ask(p->registry, &o.guest, o.paper.number, &err));
	ck_assert_int_eq(clerk(&o).begun, 1);
	ck_assert_str_eq(sent(p), "");
	GOOD(recovery_find(p->registry, o.id, ACCOUNT_PIN, &row, &found, &err));
	ck_assert(found);
	ck_assert_str_eq(row.code, "");
	p->now += DAYS * DAY;
	GOOD(account_renew_pin(p->registry, &o.nadia, o.paper.number, &fresh, &err));
	ck_assert(opens(&o, fresh.pin));
	portal_close(p);
}
END_TEST

/* Somebody who knows its number, and neither has its addresses nor is anybody of staff. */
START_TEST(an_attacker_gains_nothing_and_learns_nothing)
{
	struct account_paper fresh = {.pin = ""};
	char nobody[ACCOUNT_DIGITS + 1];
	struct caller elsewhere;
	struct raw *r;
	struct office o;
	struct portal *p = &o.portal;

	open_office(&o, "recover-attack");
	reference_new_account(nobody);
	/* As often as of hers, and then in the same words. */
	for (int i = 0; i < LIMIT_RECOVERY_ASKED; i++) {
		GOOD(recovery_ask(p->registry, &o.guest, o.paper.number, &err));
		GOOD(recovery_ask(p->registry, &o.guest, nobody, &err));
	}
	ck_assert_int_eq(recovery_ask(p->registry, &o.guest, o.paper.number, &err), FAULT_DENIED);
	ck_assert_str_eq(err.code, "too_many_tries");
	ck_assert_int_eq(recovery_ask(p->registry, &o.guest, nobody, &err), FAULT_DENIED);
	ck_assert_str_eq(err.code, "too_many_tries");
	ck_assert_int_eq(recovery_ask(p->registry, &o.guest, "1234567890", &err), FAULT_INPUT);
	/* Which keeps nobody waiting who may give it: not the host, nor an administrator. */
	p->host.recovers = 7;
	GOOD(recovery_ask(p->registry, &p->host, o.paper.number, &err));
	GOOD(recovery_ask(p->registry, &o.nadia, o.paper.number, &err));
	/* One message for all of it, and her days are not begun again. */
	ck_assert_int_eq(clerk(&o).begun, 1);
	ck_assert_str_ne(sent(p), "");
	ck_assert_str_eq(sent(p), "");
	p->now += DAYS * DAY;
	elsewhere = caller_visitor("198.51.100.0/24", FACE_PAGES);
	elsewhere.recovers = 7;
	for (int i = 0; i < LIMIT_PIN_FREE; i++) {
		ck_assert_int_eq(recovery_finish(p->registry, &elsewhere, o.paper.number,
						 "00000000", &fresh, &err),
				 FAULT_MISSING);
		ck_assert_int_eq(
			recovery_finish(p->registry, &elsewhere, nobody, "00000000", &fresh, &err),
			FAULT_MISSING);
	}
	ck_assert_int_eq(
		recovery_finish(p->registry, &elsewhere, o.paper.number, "00000000", &fresh, &err),
		FAULT_DENIED);
	ck_assert_int_eq(recovery_finish(p->registry, &elsewhere, nobody, "00000000", &fresh, &err),
			 FAULT_DENIED);
	/* What there is not is counted as such, since that leaves no rows without end. */
	r = raw_open(p->folder, p->address);
	ck_assert_int_eq(
		raw_number(r, "SELECT sum(count) FROM tries WHERE subject = 'unknown all'"),
		LIMIT_PIN_FREE);
	raw_close(r);
	ck_assert(opens(&o, o.paper.pin));
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

START_TEST(one_network_asks_so_often)
{
	char nobody[ACCOUNT_DIGITS + 1];
	struct office o;
	struct portal *p = &o.portal;

	open_office(&o, "recover-network");
	for (int i = 0; i < LIMIT_RECOVERY_SOURCE; i++) {
		reference_new_account(nobody);
		GOOD(recovery_ask(p->registry, &o.guest, nobody, &err));
	}
	reference_new_account(nobody);
	ck_assert_int_eq(recovery_ask(p->registry, &o.guest, nobody, &err), FAULT_DENIED);
	o.guest.exempt = true;
	GOOD(recovery_ask(p->registry, &o.guest, nobody, &err));
	o.guest.recovers = 0;
	ck_assert_int_eq(recovery_ask(p->registry, &o.guest, nobody, &err), FAULT_DENIED);
	ck_assert_ptr_null(err.code);
	/* Nothing is left of them. */
	ck_assert_int_eq(clerk(&o).begun, 0);
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

START_TEST(what_nobody_came_for_is_forgotten)
{
	struct account_paper fresh;
	struct office o;
	struct portal *p = &o.portal;
	int64_t drafts;
	const char *code;
	struct raw *d;

	open_office(&o, "recover-late");
	code = asked(&o);
	p->now += (DAYS + LIMIT_RECOVERY_DAYS) * DAY;
	ck_assert_int_eq(recovery_finish(p->registry, &o.guest, o.paper.number, code, &fresh, &err),
			 FAULT_MISSING);
	PEOPLE_WAITS(account_renew_pin(p->registry, &o.nadia, o.paper.number, &fresh, &err));
	GOOD(expire_run(p->registry, &drafts, &err));
	ck_assert_int_eq(last(&o).act, LEDGER_RECOVERY_STOPPED);
	ck_assert_str_eq(last(&o).reason, "late");
	d = raw_open(p->folder, p->address);
	ck_assert_int_eq(raw_number(d, "SELECT count(*) FROM account_recovery"), 0);
	raw_close(d);
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

/* Only what is over: another thing that it waits for goes on; and the same may be asked for anew,
 * whether the clerk has forgotten it yet or not. */
START_TEST(what_is_not_over_yet_goes_on_waiting)
{
	struct account_paper fresh;
	struct account_code secret;
	struct account a;
	struct office o;
	struct portal *p = &o.portal;
	int64_t drafts;

	open_office(&o, "recover-over");
	PEOPLE_WAITS(account_renew_pin(p->registry, &o.nadia, o.paper.number, &fresh, &err));
	ck_assert_int_eq(clerk(&o).begun, 1);
	p->now += (DAYS + LIMIT_RECOVERY_DAYS) * DAY;
	PEOPLE_WAITS(account_renew_code(p->registry, &o.nadia, o.paper.number, &secret, &err));
	ck_assert_int_eq(clerk(&o).begun, 1);
	GOOD(expire_run(p->registry, &drafts, &err));
	GOOD(account_get(p->registry, &p->host, p->arena, o.paper.number, &a, &err));
	ck_assert_uint_eq(a.wait_count, 1);
	ck_assert_str_eq(a.waits[0].what, "code");
	p->now += (DAYS + LIMIT_RECOVERY_DAYS) * DAY;
	PEOPLE_WAITS(account_renew_code(p->registry, &o.nadia, o.paper.number, &secret, &err));
	ck_assert_int_eq(clerk(&o).begun, 1);
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

START_TEST(so_many_things_wait_at_once)
{
	struct account a;
	struct office o;
	struct portal *p = &o.portal;

	open_office(&o, "recover-many");
	for (int i = 0; i <= LIMIT_RECOVERY_WAITS; i++) {
		char key[] = ONE;

		key[7] = (char)('A' + i);
		PEOPLE_WAITS(account_add_key(p->registry, &o.nadia, o.paper.number, "laptop", key,
					     &err));
	}
	ck_assert_int_eq(clerk(&o).begun, LIMIT_RECOVERY_WAITS);
	GOOD(account_get(p->registry, &p->host, p->arena, o.paper.number, &a, &err));
	ck_assert_uint_eq(a.wait_count, LIMIT_RECOVERY_WAITS);
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

/* Its days cannot be over any sooner by who writes past the portal. */
START_TEST(what_was_changed_past_the_portal_opens_nothing)
{
	static const char *const changes[] = {
		"UPDATE account_recovery SET ready_at = 1",
		"UPDATE account_recovery SET code = ''",
		"DELETE FROM account_recovery",
		"UPDATE account_recovery SET what = 'code'",
	};
	struct account_paper fresh;
	struct office o;
	struct portal *p = &o.portal;
	const char *code;

	open_office(&o, "recover-tamper");
	code = asked(&o);
	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
		struct raw *d = raw_open(p->folder, p->address);

		raw_keep(d);
		ck_assert_int_eq(raw_run(d, changes[i]), 1);
		ck_assert_msg(portal_verify(p, false) > 0, "%s", changes[i]);
		ck_assert_int_ne(
			recovery_finish(p->registry, &o.guest, o.paper.number, code, &fresh, &err),
			FAULT_NONE);
		raw_put_back(d);
		raw_close(d);
	}
	ck_assert_int_eq(portal_verify(p, true), 0);
	/* Nor is anything done that somebody has written to be done. */
	portal_tamper(p, arena_format(p->arena,
				      "INSERT INTO errand (id, kind, number, what, asked_by, at,"
				      " mac) VALUES ('1', 'ask', '%s', 'code', '', 1, 'x')",
				      o.paper.number));
	ck_assert_int_eq(clerk(&o).begun, 0);
	ck_assert_int_eq(portal_verify(p, false), 1);
	portal_close(p);
}
END_TEST

START_TEST(where_it_is_not_offered_nothing_waits)
{
	struct recover done;
	struct account_paper fresh;
	struct office o;
	struct portal *p = &o.portal;
	const char *code;

	open_office(&o, "recover-off");
	o.nadia.recovers = 0;
	PEOPLE_WAITS(account_renew_pin(p->registry, &o.nadia, o.paper.number, &fresh, &err));
	ck_assert_int_eq(clerk(&o).begun, 0);
	GOOD(recovery_ask(p->registry, &o.guest, o.paper.number, &err));
	GOOD(recover_run(p->registry, 0, &words, &done, &err));
	ck_assert_int_eq(done.begun, 0);
	ck_assert_str_eq(sent(p), "");
	/* What waited already is not given any more. */
	code = asked(&o);
	p->now += DAYS * DAY;
	o.guest.recovers = 0;
	ck_assert_int_eq(recovery_finish(p->registry, &o.guest, o.paper.number, code, &fresh, &err),
			 FAULT_DENIED);
	PEOPLE_WAITS(account_renew_pin(p->registry, &o.nadia, o.paper.number, &fresh, &err));
	ck_assert(opens(&o, o.paper.pin));
	portal_close(p);
}
END_TEST

/* Whatever way it was given by. */
START_TEST(who_sets_an_account_up_ends_what_waited)
{
	struct account_paper fresh;
	struct office o;
	struct portal *p = &o.portal;
	const char *code;

	open_office(&o, "recover-set-up");
	p->now -= LIMIT_ACCOUNT_DAYS * DAY;
	code = asked(&o);
	GOOD(account_renew_pin(p->registry, &o.nadia, o.paper.number, &fresh, &err));
	ck_assert_int_eq(clerk(&o).told, 1);
	p->now += DAYS * DAY;
	ck_assert_int_eq(
		recovery_finish(p->registry, &o.guest, o.paper.number, code, &o.paper, &err),
		FAULT_MISSING);
	ck_assert(opens(&o, fresh.pin));
	portal_close(p);
}
END_TEST

SUITE(recover, who_has_the_code_gets_a_pin_at_the_end, whoever_has_a_way_in_stops_it,
      by_a_key_alone_it_is_stopped, one_of_staff_gives_it_once_it_has_waited,
      what_was_stopped_takes_two_anew, without_an_address_only_staff_give_it,
      an_attacker_gains_nothing_and_learns_nothing, one_network_asks_so_often,
      what_nobody_came_for_is_forgotten, what_was_changed_past_the_portal_opens_nothing,
      where_it_is_not_offered_nothing_waits, what_is_not_over_yet_goes_on_waiting,
      so_many_things_wait_at_once, who_sets_an_account_up_ends_what_waited)
