/* durable_test.c - many at once, killed in the middle, or with a full disk: what was acknowledged
 * is there, once, and the registry is whole. */
#include "tests/services/engine.h"
#include "tests/services/portal.h"
#include "tests/unit.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define WRITERS 8
#define EACH 50

/* Applies EACH times, each time as another visitor, and tells every reference once it has the
 * receipt. */
static void apply_on(struct portal *p, int tell, int count)
{
	struct registry *r = NULL;
	struct receipt receipt;
	struct error err;
	struct form *f;

	if (registry_open(p->folder, p->address, &r, &err) != FAULT_NONE)
		_exit(1);
	f = portal_form(p);
	for (int i = 0; count < 0 || i < count; i++) {
		struct caller visitor = p->guest;

		visitor.exempt = true;
		if (application_apply(r, &visitor, f, portal_request(), LANG_EN, &receipt, &err) !=
		    FAULT_NONE)
			_exit(2);
		if (write(tell, receipt.reference, REFERENCE_DIGITS) != REFERENCE_DIGITS)
			_exit(3);
	}
	form_free(f);
	registry_close(r);
	_exit(0);
}

/* Reads references until the writers have closed the pipe; each must exist. */
static int count_receipts(struct portal *p, int from)
{
	char reference[REFERENCE_DIGITS + 1] = "";
	struct application a;
	struct error err;
	int count = 0;

	while (read(from, reference, REFERENCE_DIGITS) == REFERENCE_DIGITS) {
		ck_assert_int_eq(application_open_host(p->registry, &p->host, reference, &a, &err),
				 FAULT_NONE);
		ck_assert_int_eq(a.state, STATE_SUBMITTED);
		count++;
	}
	return count;
}

START_TEST(many_at_once_exist_once)
{
	struct figures figures;
	pid_t children[WRITERS];
	struct portal p;
	struct error err;
	int ends[2], status;

	portal_open(&p, "many");
	ck_assert_int_eq(pipe(ends), 0);
	for (int i = 0; i < WRITERS; i++)
		if ((children[i] = fork()) == 0)
			apply_on(&p, ends[1], EACH);
	close(ends[1]);
	for (int i = 0; i < WRITERS; i++) {
		ck_assert_int_eq(waitpid(children[i], &status, 0), children[i]);
		ck_assert_int_eq(status, 0);
	}
	ck_assert_int_eq(count_receipts(&p, ends[0]), WRITERS * EACH);
	ck_assert_int_eq(figures_count(p.registry, &figures, &err), FAULT_NONE);
	ck_assert_int_eq(figures.applications, WRITERS * EACH);
	ck_assert_int_eq(figures.drafts, 0);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

/* The same filled form from eight at once: one application. */
static void apply_once(struct portal *p, const char *number, int tell)
{
	struct registry *r = NULL;
	struct receipt receipt;
	struct error err;
	struct form *f;

	if (registry_open(p->folder, p->address, &r, &err) != FAULT_NONE)
		_exit(1);
	f = portal_form(p);
	if (application_apply(r, &p->guest, f, number, LANG_EN, &receipt, &err) != FAULT_NONE)
		_exit(2);
	if (write(tell, receipt.reference, REFERENCE_DIGITS) != REFERENCE_DIGITS)
		_exit(3);
	_exit(0);
}

START_TEST(one_request_number_is_one_application)
{
	char first[REFERENCE_DIGITS + 1] = "", next[REFERENCE_DIGITS + 1] = "";
	struct figures figures;
	pid_t children[WRITERS];
	struct portal p;
	struct error err;
	const char *number;
	int ends[2], status;

	portal_open(&p, "once");
	number = portal_request();
	ck_assert_int_eq(pipe(ends), 0);
	for (int i = 0; i < WRITERS; i++)
		if ((children[i] = fork()) == 0)
			apply_once(&p, number, ends[1]);
	for (int i = 0; i < WRITERS; i++) {
		ck_assert_int_eq(waitpid(children[i], &status, 0), children[i]);
		ck_assert_int_eq(status, 0);
		ck_assert_int_eq(read(ends[0], i == 0 ? first : next, REFERENCE_DIGITS),
				 REFERENCE_DIGITS);
		ck_assert(i == 0 || strcmp(first, next) == 0);
	}
	ck_assert_int_eq(figures_count(p.registry, &figures, &err), FAULT_NONE);
	ck_assert_int_eq(figures.applications, 1);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

/* Kills a writer at 50 moments, spread over its acts by the count of receipts and a little more. */
START_TEST(killed_in_the_middle)
{
	struct portal p;

	portal_open(&p, "killed");
	for (int i = 0; i < 50; i++) {
		char reference[REFERENCE_DIGITS];
		int ends[2], status;
		pid_t child;

		ck_assert_int_eq(pipe(ends), 0);
		child = fork();
		if (child == 0)
			apply_on(&p, ends[1], -1);
		close(ends[1]);
		if (i % 3 != 0)
			ck_assert_int_eq(read(ends[0], reference, REFERENCE_DIGITS),
					 REFERENCE_DIGITS);
		usleep((useconds_t)(i * 977 % 25000));
		ck_assert_int_eq(kill(child, SIGKILL), 0);
		ck_assert_int_eq(waitpid(child, &status, 0), child);
		count_receipts(&p, ends[0]);
		close(ends[0]);
	}
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

/* Applies until there is no room, a few times at most; how many there were. */
static int apply_until_refused(struct portal *p, bool *ret_refused)
{
	struct form *f = portal_form(p);
	int done = 0;

	*ret_refused = false;
	for (; done < 12 && !*ret_refused; done++) {
		struct receipt receipt = {.submitted_at = -1};
		struct caller visitor = p->guest;
		struct error err;

		visitor.exempt = true;
		if (application_apply(p->registry, &visitor, f, portal_request(), LANG_EN, &receipt,
				      &err) == FAULT_NONE)
			continue;
		ck_assert_msg(err.fault == FAULT_BUSY, "%s (%s)", err.say, err.detail);
		ck_assert_int_eq(receipt.submitted_at, -1);
		*ret_refused = true;
		done--;
	}
	form_free(f);
	return done;
}

/* No room: refused in words, no receipt, nothing half-stored; with room again it goes on by itself.
 */
START_TEST(a_full_disk_gives_no_receipt)
{
	struct figures figures;
	struct portal p;
	struct error err;
	int refused = 0, done = 1;

	if (!engine_use_small_disk()) {
		engine_skip(__func__, "this machine lets mount no small disk");
		return;
	}
	portal_open(&p, "full-portal");
	for (size_t room = 4096; room < 400000; room += 24571) {
		bool is_refused;

		engine_limit_disk(room);
		done += apply_until_refused(&p, &is_refused);
		refused += is_refused;
		engine_free_disk();
	}
	ck_assert_int_gt(refused, 1);
	portal_apply(&p, &p.guest);
	ck_assert_int_eq(figures_count(p.registry, &figures, &err), FAULT_NONE);
	ck_assert_int_eq(figures.applications, done);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

SUITE(durable, many_at_once_exist_once, one_request_number_is_one_application, killed_in_the_middle,
      a_full_disk_gives_no_receipt)
