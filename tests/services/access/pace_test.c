/* pace_test.c - so many applications at once, then one after the other: of a network over all
 * desks, and of a visit. */
#include "tests/services/portal.h"
#include "tests/unit.h"

#include "services/access/pace.h"
#include "services/access/preference.h"
#include "services/registry/limits.h"
#include "tests/services/tamper.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static enum fault send(struct portal *p, struct caller *v, struct error *err)
{
	struct receipt receipt;
	struct form *f = portal_form(p);
	enum fault fault =
		application_apply(p->registry, v, f, portal_request(), LANG_EN, &receipt, err);

	form_free(f);
	return fault;
}

static const char *seconds_of(const struct error *err)
{
	for (size_t i = 0; i < err->fill_count; i++)
		if (strcmp(err->fills[i].name, "seconds") == 0)
			return err->fills[i].value;
	return "";
}

/* Sends until it is refused, each as a new visitor where `fresh`; how many that were. */
static int send_all(struct portal *p, const struct caller *like, bool fresh, struct error *err)
{
	struct caller v = *like;
	enum fault fault;
	int sent = 0;

	while ((fault = send(p, &v, err)) == FAULT_NONE && sent < 1000) {
		sent++;
		if (fresh)
			v = *like;
	}
	ck_assert_int_eq(fault, FAULT_BUSY);
	return sent;
}

START_TEST(a_visit_sends_so_many_at_once)
{
	struct figures figures;
	struct portal p;
	struct error err;

	portal_open(&p, "visit");
	ck_assert_int_eq(send_all(&p, &p.guest, false, &err), LIMIT_SUBMIT_VISIT);
	ck_assert_str_eq(seconds_of(&err), "10");
	ck_assert_int_eq(figures_count(p.registry, &figures, &err), FAULT_NONE);
	ck_assert_int_eq(figures.applications, LIMIT_SUBMIT_VISIT);
	/* The next visit does, and nobody waits for longer than was said. */
	ck_assert_int_eq(send(&p, &p.other, &err), FAULT_NONE);
	p.other.paced[PACE_SUBMIT] = p.now + 1000000;
	ck_assert_int_eq(send(&p, &p.other, &err), FAULT_BUSY);
	ck_assert_str_eq(seconds_of(&err), "10");
	p.now = p.other.paced[PACE_SUBMIT];
	ck_assert_int_eq(send(&p, &p.other, &err), FAULT_NONE);
	portal_close(&p);
}
END_TEST

START_TEST(a_network_sends_so_many_at_once)
{
	struct caller neighbour, centre;
	struct portal p;
	struct error err;

	portal_open(&p, "network");
	neighbour = caller_visitor("198.51.100.0/24", FACE_COMMAND);
	centre = p.guest;
	centre.exempt = true;
	ck_assert_int_eq(send_all(&p, &p.guest, true, &err), LIMIT_SUBMIT_SOURCE);
	ck_assert_str_eq(seconds_of(&err), "3");
	/* With a key it is the same network. */
	ck_assert_int_eq(send(&p, &p.owner, &err), FAULT_BUSY);
	ck_assert_int_eq(send(&p, &neighbour, &err), FAULT_NONE);
	ck_assert_int_eq(send(&p, &centre, &err), FAULT_NONE);
	ck_assert_int_eq(send(&p, &p.host, &err), FAULT_NONE);
	p.now += LIMIT_SUBMIT_SOURCE_SECONDS - 1;
	ck_assert_int_eq(send(&p, &p.guest, &err), FAULT_BUSY);
	ck_assert_str_eq(seconds_of(&err), "1");
	p.now += 1;
	ck_assert_int_eq(send_all(&p, &p.guest, true, &err), 1);
	p.now += 7 * LIMIT_SUBMIT_SOURCE_SECONDS;
	ck_assert_int_eq(send_all(&p, &p.guest, true, &err), 7);
	/* A clock that is put back does not keep anybody out for its sake. */
	p.now -= 86400;
	ck_assert_int_eq(send_all(&p, &p.guest, true, &err), 0);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

/* Desks are processes: what one has taken the others have not. */
START_TEST(over_all_desks_together)
{
	pid_t children[4];
	int ends[2], sent = 0, one;
	struct portal p;

	portal_open(&p, "desks");
	ck_assert_int_eq(pipe(ends), 0);
	for (size_t i = 0; i < 4; i++)
		if ((children[i] = fork()) == 0) {
			struct registry *own = NULL;
			struct portal child = p;
			struct error err;

			if (registry_open(p.folder, p.address, &own, &err) != FAULT_NONE)
				_exit(1);
			registry_use_clock(own, portal_clock, &child);
			child.registry = own;
			one = send_all(&child, &child.guest, true, &err);
			_exit(write(ends[1], &one, sizeof(one)) != (ssize_t)sizeof(one));
		}
	close(ends[1]);
	while (read(ends[0], &one, sizeof(one)) == (ssize_t)sizeof(one))
		sent += one;
	close(ends[0]);
	for (size_t i = 0; i < 4; i++) {
		int status = 0;

		ck_assert_int_eq(waitpid(children[i], &status, 0), children[i]);
		ck_assert_int_eq(status, 0);
	}
	ck_assert_int_eq(sent, LIMIT_SUBMIT_SOURCE);
	portal_close(&p);
}
END_TEST

/* The same form again gives a new PIN each time: an entry of the ledger each. */
START_TEST(the_same_form_again_counts)
{
	struct receipt receipt;
	struct portal p;
	struct error err;
	struct form *f;
	char number[48];
	int sent = 0;

	portal_open(&p, "again");
	f = portal_form(&p);
	snprintf(number, sizeof(number), "%s", portal_request());
	while (sent < 100 && application_apply(p.registry, &p.guest, f, number, LANG_EN, &receipt,
					       &err) == FAULT_NONE)
		sent++;
	ck_assert_int_eq(sent, LIMIT_SUBMIT_VISIT);
	ck_assert_int_eq(err.fault, FAULT_BUSY);
	form_free(f);
	portal_close(&p);
}
END_TEST

static enum fault begin(struct portal *p, struct caller *v, struct application *ret,
			struct error *err)
{
	char pin[PIN_DIGITS + 1];

	return application_begin(p->registry, v, p->service, LANG_EN, ret, pin, err);
}

/* Begun and discarded again it leaves two entries each time, however few are open. */
START_TEST(drafts_that_come_and_go_count)
{
	struct application a;
	struct portal p;
	struct error err;
	int begun = 0;

	portal_open(&p, "drafts");
	while (begun < 1000 && begin(&p, &p.guest, &a, &err) == FAULT_NONE) {
		ck_assert_int_eq(application_discard(p.registry, &p.guest, &a, &err), FAULT_NONE);
		begun++;
	}
	ck_assert_int_eq(begun, LIMIT_BEGIN_VISIT);
	ck_assert_int_eq(err.fault, FAULT_BUSY);
	for (begun = 0; begun < 1000; begun++) {
		struct caller v = p.owner;

		snprintf(v.key, sizeof(v.key), "%064d", begun);
		if (begin(&p, &v, &a, &err) != FAULT_NONE)
			break;
	}
	ck_assert_int_eq(begun, LIMIT_BEGIN_SOURCE - LIMIT_BEGIN_VISIT);
	portal_close(&p);
}
END_TEST

/* A draft that has to wait stays what it was, and is sent afterwards. */
START_TEST(a_draft_waits_unharmed)
{
	struct application a;
	struct receipt receipt;
	struct portal p;
	struct error err;
	struct form *f;

	portal_open(&p, "waits");
	ck_assert_int_eq(begin(&p, &p.guest, &a, &err), FAULT_NONE);
	f = portal_form(&p);
	p.guest.paced[PACE_SUBMIT] = p.now + LIMIT_SUBMIT_VISIT * LIMIT_SUBMIT_VISIT_SECONDS;
	ck_assert_int_eq(application_submit(p.registry, &p.guest, &a, f, &receipt, &err),
			 FAULT_BUSY);
	ck_assert_int_eq(application_get(p.registry, &p.guest, &a, &err), FAULT_NONE);
	ck_assert_int_eq(a.state, STATE_DRAFT);
	p.now += LIMIT_SUBMIT_VISIT_SECONDS;
	ck_assert_int_eq(application_submit(p.registry, &p.guest, &a, f, &receipt, &err),
			 FAULT_NONE);
	form_free(f);
	portal_close(&p);
}
END_TEST

/* Rows of networks and of keys that hold nothing do not stay. */
START_TEST(what_is_kept_of_it_is_forgotten)
{
	const struct preference chosen = {.lang = LANG_FR};
	struct portal p;
	struct error err;
	int64_t gone;
	int kept = 0;
	struct raw *d;

	portal_open(&p, "forgotten");
	portal_apply(&p, &p.owner);
	ck_assert_int_eq(preference_set(p.registry, &p.owner, &chosen, &err), FAULT_NONE);
	for (; kept < 1000; kept++) {
		struct caller v = p.owner;

		snprintf(v.key, sizeof(v.key), "%064d", kept);
		if (preference_set(p.registry, &v, &chosen, &err) != FAULT_NONE)
			break;
		ck_assert_int_eq(preference_set(p.registry, &v, &chosen, &err), FAULT_NONE);
	}
	ck_assert_int_eq(kept, LIMIT_KEYS_SOURCE - 1);
	d = tamper_open(&p);
	ck_assert_int_eq(raw_number(d, "SELECT count(*) FROM pace"), 2);
	ck_assert_int_eq(raw_number(d, "SELECT count(*) FROM pace WHERE subject LIKE '%192.0.2%'"),
			 0);
	p.now += 3600;
	ck_assert_int_eq(expire_run(p.registry, &gone, &err), FAULT_NONE);
	ck_assert_int_eq(raw_number(d, "SELECT count(*) FROM pace"), 0);
	ck_assert_int_eq(raw_number(d, "SELECT count(*) FROM choice"), kept + 1);
	p.now += (int64_t)LIMIT_CHOICE_DAYS * 86400;
	ck_assert_int_eq(expire_run(p.registry, &gone, &err), FAULT_NONE);
	ck_assert_int_eq(raw_number(d, "SELECT count(*) FROM choice"), 1);
	raw_close(d);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

SUITE(pace, a_visit_sends_so_many_at_once, a_network_sends_so_many_at_once, over_all_desks_together,
      the_same_form_again_counts, drafts_that_come_and_go_count, a_draft_waits_unharmed,
      what_is_kept_of_it_is_forgotten)
