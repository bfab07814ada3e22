/* sqlite_turn.c - SQLite's writers one at a time, and when what they wrote is safe from a power
 * cut. */
#include "services/store/sqlite.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/futex.h>
#include <stdatomic.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#define GONE_AFTER 100 /* milliseconds until one looks whether who syncs is there at all */

/* Pages that are written once into the database for all turns before, two syncs each time; 1,000
   took a tenth of what is submitted in a burst, and more than 4,062 a second page of the log's
   index. */
#define LOG_LONG 3000
#define LOOK_LONG 20 /* milliseconds that one look at it is waited for */

/*
 * In FOLDER/writers, which all processes map. Turns that write are numbered:
 *
 *	take turn ── begun=n ── COMMIT, seen by all ── done=n ── give turn ── fdatasync ── synced>=n
 *
 * The log is synced behind the turn, so that the next one writes meanwhile, and one sync serves all
 * who were done before it began: while one syncs the others wait for it, and of those who were done
 * too late for it one syncs for all. Nobody acts on what may be lost: a writer answers when its
 * number is synced, and who has read while a number was begun and not synced syncs the log itself
 * first. What a crash leaves behind here costs a sync too many, never one too few.
 */
struct sqlite_turns {
	_Atomic uint64_t begun, done, synced;
	_Atomic uint32_t rounds; /* how often somebody was through with syncing */
	uint32_t unused;
};

static enum fault no_turn(const char *what, struct error *err)
{
	return fail(err, FAULT_BUSY,
		    N_("The portal cannot save anything at the moment. Everything already saved is "
		       "safe. Please try again in a few minutes."),
		    "%s: %s", what, strerror(errno));
}

static bool has_numbers(int file)
{
	return lseek(file, 0, SEEK_END) >= (off_t)sizeof(struct sqlite_turns);
}

/* What it has stays: that of a version before lacks the last number. */
static bool add_numbers(int file)
{
	static const struct sqlite_turns none;
	off_t has = lseek(file, 0, SEEK_END);
	size_t lacks = sizeof(none) - (size_t)(has < 0 ? 0 : has);

	return has >= 0 && pwrite(file, &none, lacks, has) == (ssize_t)lacks;
}

/* The file has the numbers before it is mapped: a page that a full disk has no room for would end
   the process. Of two that make them, the second finds those that the first may use already. */
static bool has_room(int file)
{
	bool has = has_numbers(file);

	if (has || flock(file, LOCK_EX) != 0)
		return has;
	has = has_numbers(file) || add_numbers(file);
	flock(file, LOCK_UN);
	return has;
}

enum fault sqlite_turn_open(struct sqlite *s, const char *path, struct error *err)
{
	void *map = MAP_FAILED;

	s->turn = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (s->turn >= 0 && has_room(s->turn))
		map = mmap(NULL, sizeof(*s->turns), PROT_READ | PROT_WRITE, MAP_SHARED, s->turn, 0);
	if (map == MAP_FAILED)
		return fail(err, FAULT_BUSY, N_("The portal's folder cannot be written to."),
			    "writers: %s", strerror(errno));
	s->turns = map;
	return FAULT_NONE;
}

void sqlite_turn_close(struct sqlite *s)
{
	if (s->turns != NULL)
		munmap(s->turns, sizeof(*s->turns));
	if (s->turn >= 0)
		close(s->turn);
	s->turns = NULL;
	s->turn = -1;
}

/* Busy waiting inside SQLite starved writers for seconds; this lock did not (0.25 s at most with 64
   writers). */
enum fault sqlite_turn_take(struct sqlite *s, struct error *err)
{
	while (s->turn >= 0 && flock(s->turn, LOCK_EX) != 0)
		if (errno != EINTR)
			return no_turn("flock", err);
	return FAULT_NONE;
}

void sqlite_turn_give(struct sqlite *s)
{
	while (s->turn >= 0 && flock(s->turn, LOCK_UN) != 0 && errno == EINTR)
		;
}

static uint64_t larger(uint64_t a, uint64_t b)
{
	return a > b ? a : b;
}

void sqlite_turn_begun(struct sqlite *s)
{
	if (s->turns == NULL)
		return;
	/* After a power cut either may be older than the other. */
	s->number = larger(s->turns->begun, s->turns->synced) + 1;
	s->turns->begun = s->number;
}

void sqlite_turn_done(struct sqlite *s)
{
	if (s->turns != NULL && s->turns->done < s->number)
		s->turns->done = s->number;
}

/* Whatever stands in the log by now is on the disk afterwards. */
static int sync_log(struct sqlite *s)
{
	uint64_t done = s->turns->done, synced = s->turns->synced;
	sqlite3_file *log = NULL;
	int result = sqlite3_file_control(s->database, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);

	if (result == SQLITE_OK)
		result = log->pMethods->xSync(log, SQLITE_SYNC_NORMAL | SQLITE_SYNC_DATAONLY);
	while (result == SQLITE_OK && synced < done &&
	       !atomic_compare_exchange_weak(&s->turns->synced, &synced, done))
		;
	return result;
}

/* Whoever has this part of the file syncs, or tidies: another kind of lock than that of the turn,
 * beside it, which a process that ends leaves. Where it cannot be had this is done too often, and
 * nothing is lost. */
enum part { PART_SYNC, PART_TIDY };

static bool is_elsewhere(struct sqlite *s, enum part which, short how)
{
	struct flock part = {
		.l_type = how, .l_whence = SEEK_SET, .l_start = (off_t)which, .l_len = 1};

	return fcntl(s->turn, F_OFD_SETLK, &part) != 0 && (errno == EAGAIN || errno == EACCES);
}

/* Nobody waits for that lock itself: the kernel wakes all who do, and all again, whenever somebody
 * else was faster, which was eight times for each commit of 32 writers. Who ends within a sync
 * wakes nobody, so that nobody waits for long. */
static void await_round(struct sqlite *s, uint32_t round)
{
	static const struct timespec patience = {.tv_nsec = GONE_AFTER * 1000000L};

	syscall(SYS_futex, &s->turns->rounds, FUTEX_WAIT, round, &patience, NULL, 0);
}

static void end_round(struct sqlite *s)
{
	is_elsewhere(s, PART_SYNC, F_UNLCK);
	s->turns->rounds++;
	syscall(SYS_futex, &s->turns->rounds, FUTEX_WAKE, INT_MAX, NULL, NULL, 0);
}

/* Until this number is on the disk, or all that is done by now. */
static int sync_until(struct sqlite *s, uint64_t number)
{
	int result = SQLITE_OK;

	if (s->turns == NULL || s->store.deferring)
		return SQLITE_OK;
	while (s->turns->synced < number) {
		uint32_t round = s->turns->rounds;

		if (is_elsewhere(s, PART_SYNC, F_WRLCK)) {
			await_round(s, round);
			continue;
		}
		if (s->turns->synced < number)
			result = sync_log(s);
		end_round(s);
		return result;
	}
	return SQLITE_OK;
}

enum fault sqlite_turn_sync(struct sqlite *s, struct error *err)
{
	int result = sync_until(s, s->number);

	if (result == SQLITE_OK)
		return FAULT_NONE;
	fail(err, FAULT_BUSY,
	     N_("The connection to the portal's records broke off, and it is not known whether "
		"this was saved. Look at what is there before you do it again."),
	     "sync %d", result);
	error_code(err, STORE_DOUBT);
	return FAULT_BUSY;
}

enum fault sqlite_turn_seen(struct sqlite *s, struct error *err)
{
	bool none = s->turns == NULL || s->store.peeking;
	int result = none ? SQLITE_OK : sync_until(s, s->turns->begun);

	return result == SQLITE_OK ? FAULT_NONE : sqlite_fault(s, result, err);
}

/* --- the log --- */

/* After each COMMIT. */
static int note_length(void *ctx, sqlite3 *database, const char *name, int pages)
{
	struct sqlite *s = ctx;

	(void)database;
	(void)name;
	s->log_pages = pages;
	return SQLITE_OK;
}

void sqlite_turn_watch(struct sqlite *s)
{
	s->log_pages = s->log_tried = 0;
	s->log_long = LOG_LONG;
	sqlite3_wal_hook(s->database, note_length, s);
}

/* Into the database what was in the log: whether next to nothing is left, but for what somebody
   reads that is older. */
static bool write_log(struct sqlite *s)
{
	int all = 0, written = 0;

	return sqlite3_wal_checkpoint_v2(s->database, "main", SQLITE_CHECKPOINT_PASSIVE, &all,
					 &written) == SQLITE_OK &&
	       all - written < s->log_long / 4;
}

/* The rest, within a turn, and whoever looks at the log now is waited for, who mostly has done so
   by then: the next one begins it anew. */
static bool end_log(struct sqlite *s)
{
	struct error none;
	int result;

	if (sqlite_turn_take(s, &none) != FAULT_NONE)
		return false;
	sqlite3_busy_timeout(s->database, LOOK_LONG);
	result = sqlite3_wal_checkpoint_v2(s->database, "main", SQLITE_CHECKPOINT_RESTART, NULL,
					   NULL);
	sqlite3_busy_timeout(s->database, SQLITE_PATIENCE);
	sqlite_turn_give(s);
	return result == SQLITE_OK;
}

/* While somebody reads for long (verify, a backup), it is tried now and then. */
static bool is_long(const struct sqlite *s)
{
	int since = s->log_pages - s->log_tried;

	return s->log_pages >= s->log_long && (since < 0 || since >= s->log_long / 4);
}

void sqlite_turn_tidy(struct sqlite *s)
{
	if (!is_long(s) || is_elsewhere(s, PART_TIDY, F_WRLCK))
		return;
	if (write_log(s) && end_log(s))
		s->log_pages = 0;
	is_elsewhere(s, PART_TIDY, F_UNLCK);
	s->log_tried = s->log_pages;
}
