/* power_test.c - the power goes at any moment: what was said to somebody is there afterwards, and
 * the registry is whole. */
#include "services/registry/registry_inside.h"
#include "services/store/sqlite.h"
#include "services/store/store_clock.h"
#include "tests/services/engine.h"
#include "tests/services/portal.h"
#include "tests/services/power.h"
#include "tests/unit.h"

#include <fcntl.h>
#include <sched.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define WRITERS 4
#define EACH 9
#define LOOKS 150 /* of one who only reads, */
#define TRIMS 6   /* and of one who has the log written into the database */
#define CUTS 80
#define LONG 60 /* pages of the log that a writer empties, who does so often then */
#define OURS "PostgreSQL's log is its own"

static struct registry *open_again(const struct portal *p)
{
	struct registry *r = NULL;
	struct error err;

	if (registry_open(p->folder, NULL, &r, &err) != FAULT_NONE)
		_exit(1);
	return r;
}

static void write_some(struct portal *p)
{
	struct registry *r = open_again(p);
	struct form *f = portal_form(p);

	sqlite_of(r->store)->log_long = LONG;
	for (int i = 0; i < EACH; i++) {
		struct caller visitor = p->guest;
		struct receipt receipt;
		struct error err;

		visitor.exempt = true;
		if (application_apply(r, &visitor, f, portal_request(), LANG_EN, &receipt, &err) !=
		    FAULT_NONE)
			_exit(2);
		power_say(receipt.reference);
	}
	_exit(0);
}

/* Says how many there are: what is seen must stay as well. */
static void look_on(struct portal *p)
{
	struct registry *r = open_again(p);

	for (int i = 0; i < LOOKS; i++) {
		struct figures figures;
		struct error err;
		char said[POWER_SAID];

		if (figures_count(r, &figures, &err) != FAULT_NONE)
			_exit(2);
		snprintf(said, sizeof(said), "%lld there", (long long)figures.applications);
		power_say(said);
		usleep(1500);
	}
	_exit(0);
}

static void trim_on(struct portal *p)
{
	struct registry *r = open_again(p);
	struct error err;

	for (int i = 0; i < TRIMS; i++) {
		usleep(40000);
		if (store_trim(r->store, &err) != FAULT_NONE)
			_exit(2);
	}
	_exit(0);
}

static void run_all(struct portal *p)
{
	pid_t children[WRITERS + 2];
	int status;

	for (int i = 0; i < WRITERS + 2; i++) {
		children[i] = fork();
		if (children[i] == 0 && i < WRITERS)
			write_some(p);
		if (children[i] == 0 && i == WRITERS)
			look_on(p);
		if (children[i] == 0)
			trim_on(p);
	}
	for (int i = 0; i < WRITERS + 2; i++) {
		ck_assert_int_eq(waitpid(children[i], &status, 0), children[i]);
		ck_assert_int_eq(status, 0);
	}
}

/* All that was said by then is so in the folder that the cut left. */
static void check_said(struct portal *p, const char *folder, int64_t moment)
{
	struct portal after = *p;
	struct registry *r = NULL;
	struct application a;
	struct figures figures;
	struct error err;
	const char *said;
	long long count;

	ck_assert_msg(registry_open(folder, NULL, &r, &err) == FAULT_NONE, "moment %lld: %s (%s)",
		      (long long)moment, err.say, err.detail);
	ck_assert_int_eq(figures_count(r, &figures, &err), FAULT_NONE);
	for (size_t i = 0; (said = power_said(moment, i)) != NULL; i++)
		if (sscanf(said, "%lld there", &count) == 1 && strstr(said, "there") != NULL)
			ck_assert_msg(figures.applications >= count, "moment %lld: %lld of %lld",
				      (long long)moment, (long long)figures.applications, count);
		else
			ck_assert_msg(application_open_host(r, &p->host, said, &a, &err) ==
					      FAULT_NONE,
				      "moment %lld: %s is lost", (long long)moment, said);
	after.registry = r;
	ck_assert_int_eq(portal_verify(&after, true), 0);
	registry_close(r);
}

START_TEST(what_was_said_is_there_after_a_power_cut)
{
	char folder[FOLDER_PATH + 8];
	uint64_t seed = 20261127;
	struct portal p;

	ENGINE_ONLY_SQLITE(OURS);
	portal_open(&p, "power");
	snprintf(folder, sizeof(folder), "%s-cut", p.folder);
	portal_copy(p.folder, folder);
	power_record(p.folder);
	run_all(&p);
	for (int i = 0; i < CUTS; i++) {
		int64_t moment = power_moments() * (i + 1) / CUTS;

		power_cut(folder, moment, ++seed * 0x9E3779B97F4A7C15);
		check_said(&p, folder, moment);
	}
	power_stop();
	portal_close(&p);
}
END_TEST

/* As a power cut may leave them: what was begun is of an older page than what was synced. */
static void set_numbers(struct portal *p, uint64_t begun, uint64_t synced)
{
	const uint64_t numbers[] = {begun, begun, synced};
	char path[FOLDER_PATH + 8];
	FILE *f;

	snprintf(path, sizeof(path), "%s/writers", p->folder);
	f = fopen(path, "r+e");
	ck_assert_ptr_nonnull(f);
	ck_assert_uint_eq(fwrite(numbers, sizeof(numbers), 1, f), 1);
	ck_assert_int_eq(fclose(f), 0);
}

START_TEST(a_disk_that_does_not_sync_is_said)
{
	struct receipt receipt = {.submitted_at = -1};
	struct caller visitor;
	struct portal p;
	struct error err;
	struct form *f;
	struct figures figures;

	ENGINE_ONLY_SQLITE(OURS);
	portal_open(&p, "power-refused");
	visitor = p.guest;
	f = portal_form(&p);
	portal_apply(&p, &p.guest);
	set_numbers(&p, 0, (uint64_t)1 << 40);
	power_record(p.folder);
	power_refuse_sync(true);
	ck_assert_int_eq(application_apply(p.registry, &visitor, f, portal_request(), LANG_EN,
					   &receipt, &err),
			 FAULT_BUSY);
	ck_assert_str_eq(err.code, STORE_DOUBT);
	ck_assert_msg(strstr(err.say, "Send the same form again") != NULL, "%s (%s)", err.say,
		      err.detail);
	ck_assert_int_eq(receipt.submitted_at, -1);
	/* Nor does anybody see it whom it may be taken from again. */
	ck_assert_int_eq(figures_count(p.registry, &figures, &err), FAULT_BUSY);
	power_refuse_sync(false);
	ck_assert_int_eq(figures_count(p.registry, &figures, &err), FAULT_NONE);
	ck_assert_int_eq(figures.applications, 2);
	form_free(f);
	power_stop();
	portal_close(&p);
}
END_TEST

START_TEST(what_is_deferred_is_on_the_disk_when_it_is_settled)
{
	struct receipt receipt;
	struct caller visitor;
	struct figures figures;
	struct portal p;
	struct error err;
	struct registry *other = NULL;
	struct form *f;

	ENGINE_ONLY_SQLITE(OURS);
	portal_open(&p, "power-deferred");
	ck_assert_int_eq(registry_open(p.folder, p.address, &other, &err), FAULT_NONE);
	visitor = p.guest;
	f = portal_form(&p);
	portal_apply(&p, &p.guest); /* a log that is begun is synced */
	power_record(p.folder);
	power_refuse_sync(true);
	registry_defer(p.registry);
	ck_assert_int_eq(application_apply(p.registry, &visitor, f, portal_request(), LANG_EN,
					   &receipt, &err),
			 FAULT_NONE);
	ck_assert_int_eq(figures_count(p.registry, &figures, &err), FAULT_NONE);
	ck_assert_int_eq(figures_count(other, &figures, &err), FAULT_BUSY);
	ck_assert_int_eq(registry_settle(p.registry, &err), FAULT_BUSY);
	power_refuse_sync(false);
	ck_assert_int_eq(registry_settle(p.registry, &err), FAULT_NONE);
	power_refuse_sync(true);
	ck_assert_int_eq(figures_count(other, &figures, &err), FAULT_NONE);
	ck_assert_int_eq(figures.applications, 2);
	power_refuse_sync(false);
	form_free(f);
	power_stop();
	registry_close(other);
	portal_close(&p);
}
END_TEST

/* Somebody syncs: a lock on the file of the turns, which every writer waits for. */
static int hold_sync(const struct portal *p)
{
	char path[FOLDER_PATH + 8];
	struct flock part = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_len = 1};
	int file;

	snprintf(path, sizeof(path), "%s/writers", p->folder);
	file = open(path, O_RDWR | O_CLOEXEC);
	ck_assert_int_ge(file, 0);
	ck_assert_int_eq(fcntl(file, F_OFD_SETLK, &part), 0);
	return file;
}

static uint64_t done_by_now(int file)
{
	uint64_t numbers[3]; /* begun, done, synced */

	ck_assert_int_eq(pread(file, numbers, sizeof(numbers), 0), sizeof(numbers));
	return numbers[1];
}

/* When it is told to, since who opens a registry reads, and waits as well. */
static void write_one(struct portal *p, const int ready[2], const int go[2])
{
	struct registry *r = open_again(p);
	struct error err;
	char byte = 0;

	if (write(ready[1], &byte, 1) != 1 || read(go[0], &byte, 1) != 1)
		_exit(1);
	if (store_begin(r->store, &err) != FAULT_NONE ||
	    store_clock_put(r->store, portal_request(), 1, &err) != FAULT_NONE ||
	    store_commit(r->store, &err) != FAULT_NONE)
		_exit(2);
	_exit(0);
}

/* Who is done while another syncs waits for that, and then one sync serves all of them. */
START_TEST(one_sync_serves_those_who_wait)
{
	pid_t children[WRITERS];
	struct portal p;
	uint64_t before;
	int file, status, ready[2], go[2];
	char bytes[WRITERS];

	ENGINE_ONLY_SQLITE(OURS);
	portal_open(&p, "power-shared");
	portal_apply(&p, &p.guest); /* a log that is begun is synced */
	power_record(p.folder);
	ck_assert_int_eq(pipe(ready), 0);
	ck_assert_int_eq(pipe(go), 0);
	for (int i = 0; i < WRITERS; i++)
		if ((children[i] = fork()) == 0)
			write_one(&p, ready, go);
	for (int i = 0; i < WRITERS; i++)
		ck_assert_int_eq(read(ready[0], bytes, 1), 1);
	file = hold_sync(&p);
	before = done_by_now(file);
	ck_assert_int_eq(write(go[1], bytes, WRITERS), WRITERS);
	while (done_by_now(file) < before + WRITERS)
		sched_yield();
	ck_assert_int_eq(power_syncs(), 0);
	close(file);
	for (int i = 0; i < WRITERS; i++) {
		ck_assert_int_eq(waitpid(children[i], &status, 0), children[i]);
		ck_assert_int_eq(status, 0);
	}
	ck_assert_int_eq(power_syncs(), 1);
	for (int i = 0; i < 2; i++) {
		close(ready[i]);
		close(go[i]);
	}
	power_stop();
	portal_close(&p);
}
END_TEST

/* While the disk is full nobody writes for long, and all read. */
START_TEST(what_was_not_kept_costs_readers_one_sync)
{
	struct receipt receipt;
	struct caller visitor;
	struct figures figures;
	int64_t moments;
	struct portal p;
	struct error err;
	struct form *f;

	ENGINE_ONLY_SQLITE(OURS);
	portal_open(&p, "power-full");
	visitor = p.guest;
	f = portal_form(&p);
	power_record(p.folder);
	engine_limit_disk(0);
	ck_assert_int_eq(application_apply(p.registry, &visitor, f, portal_request(), LANG_EN,
					   &receipt, &err),
			 FAULT_BUSY);
	engine_free_disk();
	ck_assert_int_eq(figures_count(p.registry, &figures, &err), FAULT_NONE);
	moments = power_moments();
	ck_assert_int_gt(moments, 0);
	for (int i = 0; i < 10; i++)
		ck_assert_int_eq(figures_count(p.registry, &figures, &err), FAULT_NONE);
	ck_assert_int_eq(power_moments(), moments);
	ck_assert_int_eq(figures.applications, 0);
	ck_assert_int_eq(application_apply(p.registry, &visitor, f, portal_request(), LANG_EN,
					   &receipt, &err),
			 FAULT_NONE);
	form_free(f);
	power_stop();
	portal_close(&p);
}
END_TEST

SUITE(power, one_sync_serves_those_who_wait, what_was_said_is_there_after_a_power_cut,
      a_disk_that_does_not_sync_is_said, what_is_deferred_is_on_the_disk_when_it_is_settled,
      what_was_not_kept_costs_readers_one_sync)
