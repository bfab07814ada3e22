/* turn_test.c - what a writer's turn costs SQLite, and all who wait for it: counted, since times
 * say nothing on a machine that is busy.
 */
#include "tests/services/engine.h"
#include "tests/services/portal.h"
#include "tests/unit.h"

#include "services/registry/registry_inside.h"
#include "services/store/sqlite.h"
#include "services/store/store_clock.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define OURS "SQLite's turns"
#define LONG 60 /* pages of a log that is emptied */

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)

static struct sqlite *sqlite_at(const struct registry *r)
{
	return sqlite_of(r->store);
}

static void write_one(struct registry *r, const char *name)
{
	GOOD(store_begin(r->store, &err));
	GOOD(store_clock_put(r->store, name, 1, &err));
	GOOD(store_commit(r->store, &err));
}

static struct registry *open_beside(const struct portal *p)
{
	struct registry *r = NULL;

	GOOD(registry_open(p->folder, p->address, &r, &err));
	return r;
}

static int open_writers(const struct portal *p)
{
	char path[FOLDER_PATH + 8];
	int file;

	snprintf(path, sizeof(path), "%s/writers", p->folder);
	file = open(path, O_RDWR | O_CLOEXEC);
	ck_assert_int_ge(file, 0);
	return file;
}

/* --- the log --- */

/* Until the log was emptied, at most so many times. */
static bool write_until_empty(struct registry *r, int most)
{
	for (int i = 0; i < most; i++) {
		write_one(r, portal_request());
		if (sqlite_at(r)->log_pages == 0)
			return true;
	}
	return false;
}

START_TEST(a_long_log_is_emptied_by_one_of_them)
{
	struct flock part = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 1, .l_len = 1};
	struct registry *other;
	struct portal p;
	int file;

	ENGINE_ONLY_SQLITE(OURS);
	portal_open(&p, "turn-log");
	other = open_beside(&p);
	sqlite_at(p.registry)->log_long = LONG;
	ck_assert(write_until_empty(p.registry, LONG));
	/* Whoever is next, also elsewhere, begins it anew. */
	write_one(other, "one");
	ck_assert_int_le(sqlite_at(other)->log_pages, 4);
	file = open_writers(&p);
	ck_assert_int_eq(fcntl(file, F_OFD_SETLK, &part), 0);
	ck_assert(!write_until_empty(p.registry, 2 * LONG));
	close(file);
	ck_assert(write_until_empty(p.registry, 1));
	write_one(other, "two");
	ck_assert_int_le(sqlite_at(other)->log_pages, 4);
	registry_close(other);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

/* Whoever reads for long keeps the log from being emptied, and costs each writer no turn more. */
START_TEST(a_log_that_is_read_is_tried_now_and_then)
{
	struct registry *other;
	struct portal p;
	int tried;

	ENGINE_ONLY_SQLITE(OURS);
	portal_open(&p, "turn-read");
	other = open_beside(&p);
	write_one(p.registry, "one");
	GOOD(store_view(other->store, &err));
	GOOD(store_clock_get(other->store, "one", &(int64_t){0}, &err));
	sqlite_at(p.registry)->log_long = LONG;
	ck_assert(!write_until_empty(p.registry, LONG));
	tried = sqlite_at(p.registry)->log_tried;
	ck_assert_int_ge(tried, LONG);
	store_view_end(other->store);
	ck_assert(write_until_empty(p.registry, LONG / 4));
	ck_assert_int_eq(sqlite_at(p.registry)->log_tried, 0);
	registry_close(other);
	portal_close(&p);
}
END_TEST

/* --- the numbers --- */

/* A version before had three of them. */
START_TEST(numbers_of_an_older_version_stay)
{
	uint64_t numbers[3], after[4];
	struct registry *r;
	struct portal p;
	int file;

	ENGINE_ONLY_SQLITE(OURS);
	portal_open(&p, "turn-older");
	write_one(p.registry, "one");
	registry_close(p.registry);
	file = open_writers(&p);
	ck_assert_int_eq(pread(file, numbers, sizeof(numbers), 0), sizeof(numbers));
	ck_assert_uint_gt(numbers[0], 0);
	ck_assert_int_eq(ftruncate(file, sizeof(numbers)), 0);
	r = open_beside(&p);
	ck_assert_int_eq(pread(file, after, sizeof(after), 0), sizeof(after));
	ck_assert_mem_eq(after, numbers, sizeof(numbers));
	ck_assert_uint_eq(after[3], 0);
	write_one(r, "two");
	ck_assert_int_eq(pread(file, after, sizeof(after), 0), sizeof(after));
	ck_assert_uint_eq(after[0], numbers[0] + 1);
	ck_assert_uint_eq(after[2], after[0]);
	close(file);
	p.registry = r;
	portal_close(&p);
}
END_TEST

/* --- what an act costs --- */

/* Calls of this process, as the kernel counts them; nothing may be asserted between two countings,
   since that is told with a call. */
static long count_reads(void)
{
	FILE *f = fopen("/proc/self/io", "re");
	char line[80];
	long reads = 0;

	while (f != NULL && fgets(line, sizeof(line), f) != NULL)
		(void)!sscanf(line, "syscr: %ld", &reads);
	if (f != NULL)
		fclose(f);
	return reads;
}

struct cost {
	long reads;
	int pages;
};

/* One that is asked about, by a desk whose pages are cold, as others have written since. */
static struct cost ask(struct portal *p, struct registry *other)
{
	struct cost cost;
	struct application a;
	struct receipt receipt = portal_apply(p, &p->other);
	enum fault fault;
	int pages;

	GOOD(application_open_host(p->registry, &p->host, receipt.reference, &a, &err));
	write_one(other, portal_request());
	pages = sqlite_at(other)->log_pages;
	cost.reads = count_reads();
	fault = application_ask(p->registry, &p->host, &a, p->service, "Which school?", &err);
	cost.reads = count_reads() - cost.reads;
	GOOD(fault);
	ck_assert_int_gt(cost.reads, 0);
	cost.pages = sqlite_at(p->registry)->log_pages - pages;
	return cost;
}

START_TEST(an_act_is_few_pages)
{
	struct registry *other;
	struct portal p;
	long reads = 0;
	int pages = 0;

	ENGINE_ONLY_SQLITE(OURS);
	portal_open(&p, "turn-act");
	other = open_beside(&p);
	for (int i = 0; i < 8; i++) {
		struct cost cost = ask(&p, other);

		pages += cost.pages;
		reads += cost.reads;
	}
	ck_assert_int_le(pages, 8 * 13);
	ck_assert_int_le(reads, 8 * 30);
	registry_close(other);
	portal_close(&p);
}
END_TEST

/* There are no threads that it would have to be kept from. */
START_TEST(nothing_is_locked_within_a_process)
{
	struct portal p;

	ENGINE_ONLY_SQLITE(OURS);
	portal_open(&p, "turn-locks");
	/* Else there would be two of them. */
	ck_assert_ptr_eq(sqlite3_mutex_alloc(SQLITE_MUTEX_FAST),
			 sqlite3_mutex_alloc(SQLITE_MUTEX_FAST));
	ck_assert_int_eq((int)sqlite3_memory_used(), 0);
	portal_close(&p);
}
END_TEST

/* --- who waits --- */

#define WRITERS 20
#define EACH 15

static void write_many(const struct portal *p, const int go[2])
{
	struct registry *r = open_beside(p);
	char byte;

	close(go[1]);
	if (read(go[0], &byte, 1) != 0)
		_exit(1);
	for (int i = 0; i < EACH; i++)
		write_one(r, portal_request());
	_exit(0);
}

/* One waits for the turn, and for the disk: whoever waits is not woken for what others wait for. */
START_TEST(who_waits_is_woken_once)
{
	pid_t children[WRITERS];
	struct rusage usage;
	struct portal p;
	long waits = 0;
	int status, go[2];

	ENGINE_ONLY_SQLITE(OURS);
	portal_open(&p, "turn-woken");
	ck_assert_int_eq(pipe(go), 0);
	for (int i = 0; i < WRITERS; i++)
		if ((children[i] = fork()) == 0)
			write_many(&p, go);
	close(go[0]);
	close(go[1]);
	for (int i = 0; i < WRITERS; i++) {
		ck_assert_int_eq(wait4(children[i], &status, 0, &usage), children[i]);
		ck_assert_int_eq(status, 0);
		waits += usage.ru_nvcsw;
	}
	ck_assert_int_le(waits, 5 * WRITERS * EACH);
	portal_close(&p);
}
END_TEST

SUITE(turn, a_long_log_is_emptied_by_one_of_them, a_log_that_is_read_is_tried_now_and_then,
      numbers_of_an_older_version_stay, an_act_is_few_pages, nothing_is_locked_within_a_process,
      who_waits_is_woken_once)
