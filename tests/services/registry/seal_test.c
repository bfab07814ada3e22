/* seal_test.c - sealed words open only with the right key at the right place; digests tell lists of
 * fields apart; PINs are told right from wrong. */
#include "tests/hashing.h"
#include "tests/unit.h"

#include "services/registry/folder.h"
#include "services/registry/pin.h"

#include <fcntl.h>
#include <signal.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static struct seal keys(const char *name)
{
	char folder[FOLDER_PATH];
	struct error err;
	struct seal s;

	snprintf(folder, sizeof(folder), "%s/%s", unit_folder(), name);
	ck_assert_int_eq(folder_make(folder, &err), FAULT_NONE);
	ck_assert_int_eq(folder_add(folder, "keys", &err), FAULT_NONE);
	ck_assert_int_eq(seal_make(folder, &err), FAULT_NONE);
	ck_assert_int_eq(seal_read(folder, &s, &err), FAULT_NONE);
	return s;
}

START_TEST(opens_at_its_place_only)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 22);
	struct seal s = keys("seal-place"), other = keys("seal-other");
	struct sealed sealed = seal_words(&s, a, "id", "section/0/name", "ميّ"), again;
	unsigned char *bytes = arena_take(a, sealed.len);
	struct error err;
	char *words;

	ck_assert_int_eq(seal_open_words(&s, a, "id", "section/0/name", sealed, &words, &err),
			 FAULT_NONE);
	ck_assert_str_eq(words, "ميّ");
	ck_assert_int_eq(seal_open_words(&s, a, "id", "section/1/name", sealed, &words, &err),
			 FAULT_BROKEN);
	ck_assert_int_eq(seal_open_words(&s, a, "other", "section/0/name", sealed, &words, &err),
			 FAULT_BROKEN);
	ck_assert_int_eq(seal_open_words(&other, a, "id", "section/0/name", sealed, &words, &err),
			 FAULT_BROKEN);
	for (size_t bit = 0; bit < 8 * sealed.len; bit++) {
		memcpy(bytes, sealed.bytes, sealed.len);
		bytes[bit / 8] ^= (unsigned char)(1 << bit % 8);
		ck_assert_int_eq(seal_open_words(&s, a, "id", "section/0/name",
						 (struct sealed){bytes, sealed.len}, &words, &err),
				 FAULT_BROKEN);
	}
	again = seal_words(&s, a, "id", "section/0/name", "ميّ");
	ck_assert_int_ne(memcmp(again.bytes, sealed.bytes, sealed.len), 0);
}
END_TEST

START_TEST(hides_short_lengths)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 22);
	struct seal s = keys("seal-length");
	static char words[4001];
	struct error err;
	char *read;

	ck_assert_uint_eq(seal_words(&s, a, "i", "p", "yes").len,
			  seal_words(&s, a, "i", "p", "no").len);
	for (size_t len = 0; len < sizeof(words); len += len < 70 ? 1 : 997) {
		memset(words, 'x', len);
		words[len] = '\0';
		ck_assert_int_eq(seal_open_words(&s, a, "i", "p",
						 seal_words(&s, a, "i", "p", words), &read, &err),
				 FAULT_NONE);
		ck_assert_str_eq(read, words);
	}
}
END_TEST

START_TEST(digests_tell_fields_apart)
{
	char one[SEAL_DIGEST + 1], two[SEAL_DIGEST + 1], three[SEAL_DIGEST + 1];
	struct seal s = keys("seal-digest");
	struct seal_digest d;

	seal_digest_begin(&d, &s, "test");
	seal_digest_text(&d, "ab");
	seal_digest_text(&d, "c");
	seal_digest_end(&d, one);
	seal_digest_begin(&d, &s, "test");
	seal_digest_text(&d, "a");
	seal_digest_text(&d, "bc");
	seal_digest_end(&d, two);
	seal_digest_begin(&d, &s, "test");
	seal_digest_text(&d, "ab");
	seal_digest_text(&d, "c");
	seal_digest_end(&d, three);
	ck_assert_str_ne(one, two);
	ck_assert_str_eq(one, three);
}
END_TEST

START_TEST(missing_key_is_told)
{
	char folder[FOLDER_PATH], path[FOLDER_PATH + 32];
	struct seal s = keys("seal-missing");
	struct error err;

	snprintf(folder, sizeof(folder), "%s/seal-missing", unit_folder());
	snprintf(path, sizeof(path), "%s/keys/pin.key", folder);
	ck_assert_int_eq(truncate(path, 31), 0);
	ck_assert_int_eq(seal_read(folder, &s, &err), FAULT_BROKEN);
	ck_assert_str_eq(err.detail, "keys/pin.key");
}
END_TEST

START_TEST(pins)
{
	struct seal s = keys("seal-pin"), other = keys("seal-pin-other");
	char hash[PIN_HASH];
	struct error err;
	bool right;

	ck_assert_int_eq(pin_hash(&s, "00000000079444", "123456", hash, &err), FAULT_NONE);
	ck_assert_int_eq(strncmp(hash, "argon2id:2:19456:", 17), 0);
	ck_assert_uint_eq(hashing_asked.passes, 2);
	ck_assert_uint_eq(hashing_asked.memory, 19456 * 1024);
	ck_assert_int_eq(hashing_asked.algorithm, crypto_pwhash_ALG_ARGON2ID13);
	ck_assert_int_eq(pin_check(&s, "00000000079444", "123456", hash, &right, &err), FAULT_NONE);
	ck_assert(right);
	ck_assert_int_eq(pin_check(&s, "00000000079444", "123457", hash, &right, &err), FAULT_NONE);
	ck_assert(!right);
	ck_assert_int_eq(pin_check(&s, "00000000079541", "123456", hash, &right, &err), FAULT_NONE);
	ck_assert(!right);
	ck_assert_int_eq(pin_check(&other, "00000000079444", "123456", hash, &right, &err),
			 FAULT_NONE);
	ck_assert(!right);
	ck_assert_int_eq(pin_check(&s, "00000000079444", "123456", "", &right, &err), FAULT_NONE);
	ck_assert(!right);
}
END_TEST

/* Each place is held by one; the next waits for any. */
START_TEST(hashing_has_places)
{
	char path[FOLDER_PATH];
	struct error err;
	int fds[8], places[8];
	unsigned seen = 0;

	snprintf(path, sizeof(path), "%s/hashing", unit_folder());
	for (int i = 0; i < 4; i++) {
		fds[i] = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
		ck_assert_int_eq(pin_enter(fds[i], &places[i], &err), FAULT_NONE);
		seen |= 1U << places[i];
	}
	ck_assert_uint_eq(seen, 15);
	pin_leave(fds[2], places[2]);
	fds[4] = open(path, O_RDWR | O_CLOEXEC);
	ck_assert_int_eq(pin_enter(fds[4], &places[4], &err), FAULT_NONE);
	ck_assert_int_eq(places[4], places[2]);
	for (int i = 0; i < 5; i++)
		close(fds[i]);
}
END_TEST

/* Waits until a place is had, says which one it is by its letter, and keeps it until told. */
static void hash_as(const char *path, char who, int said, int leave)
{
	int fd = open(path, O_RDWR | O_CLOEXEC), place;
	struct error err;
	char c;

	if (pin_enter(fd, &place, &err) != FAULT_NONE || write(said, &who, 1) != 1 ||
	    read(leave, &c, 1) != 1)
		_exit(1);
	pin_leave(fd, place);
	_exit(0);
}

static int drawn(int fd)
{
	int n = 0;

	ck_assert(pread(fd, &n, sizeof(n), 0) >= 0);
	return n;
}

struct queue {
	char path[FOLDER_PATH];
	int fd, fds[4], places[4], said[2], leave[2];
	pid_t waiting[6]; /* of those who are called a, b, … */
};

/* All places are had, and six more have drawn a number, one after the other. */
static void stand(struct queue *q)
{
	struct error err;

	ck_assert(pipe(q->said) == 0 && pipe(q->leave) == 0);
	for (int i = 0; i < 4; i++) {
		q->fds[i] = open(q->path, O_RDWR | O_CLOEXEC);
		ck_assert_int_eq(pin_enter(q->fds[i], &q->places[i], &err), FAULT_NONE);
	}
	for (int i = 0; i < 6; i++) {
		int before = drawn(q->fd);

		q->waiting[i] = fork();
		if (q->waiting[i] == 0)
			hash_as(q->path, (char)('a' + i), q->said[1], q->leave[0]);
		for (int k = 0; drawn(q->fd) == before && k < 20000; k++)
			usleep(100);
		ck_assert_int_ne(drawn(q->fd), before);
	}
}

/* The next who has got a place, which it leaves. */
static char next_of(struct queue *q)
{
	char who;

	ck_assert_int_eq(read(q->said[0], &who, 1), 1);
	ck_assert_int_eq(write(q->leave[1], ".", 1), 1);
	return who;
}

/* Numbers are drawn one after the other, and so is the place had that gets free; also behind the
 * last number, and whatever stood in the file. */
START_TEST(hashing_has_an_order)
{
	static const int first[] = {0, 0x3fffffff - 6, 0x3fffffff, -5};
	struct queue q;
	struct error err;
	int mine;

	for (size_t n = 0; n < sizeof(first) / sizeof(first[0]); n++) {
		snprintf(q.path, sizeof(q.path), "%s/hashing-%zu", unit_folder(), n);
		q.fd = open(q.path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
		ck_assert_int_eq(pwrite(q.fd, &first[n], sizeof(first[n]), 0), sizeof(first[n]));
		stand(&q);
		pin_leave(q.fds[2], q.places[2]);
		for (char c = 'a'; c < 'g'; c++)
			ck_assert_int_eq(next_of(&q), c);
		/* Nobody is left who stands before. */
		ck_assert_int_eq(pin_enter(q.fd, &mine, &err), FAULT_NONE);
		ck_assert_int_eq(mine, q.places[2]);
		close(q.said[0]);
		for (int i = 0; i < 4; i++)
			close(q.fds[i]);
	}
}
END_TEST

/* Who is killed while waiting, or while hashing, is in nobody's way. */
START_TEST(who_dies_gives_all_back)
{
	struct queue q;
	unsigned seen = 0;
	char who;

	snprintf(q.path, sizeof(q.path), "%s/hashing-killed", unit_folder());
	q.fd = open(q.path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	stand(&q);
	ck_assert_int_eq(kill(q.waiting[2], SIGKILL), 0);
	ck_assert_int_eq(waitpid(q.waiting[2], NULL, 0), q.waiting[2]);
	pin_leave(q.fds[1], q.places[1]);
	ck_assert_int_eq(read(q.said[0], &who, 1), 1);
	ck_assert_int_eq(kill(q.waiting[who - 'a'], SIGKILL), 0);
	seen = 1U << (who - 'a');
	for (int i = 0; i < 4; i++)
		seen |= 1U << (next_of(&q) - 'a');
	ck_assert_uint_eq(seen, 0x3b);
	close(q.said[0]);
}
END_TEST

/* As on a disk that is full: the same number comes again, and is waited for. */
START_TEST(hashing_goes_on_where_nothing_can_be_written)
{
	int fd = memfd_create("hashing", MFD_CLOEXEC | MFD_ALLOW_SEALING), fds[4], places[4];
	int said[2], leave[2];
	struct error err;
	unsigned seen = 0;
	char path[40], who;

	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	ck_assert_int_eq(fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_GROW), 0);
	ck_assert(pipe(said) == 0 && pipe(leave) == 0);
	for (int i = 0; i < 4; i++) {
		fds[i] = open(path, O_RDWR | O_CLOEXEC);
		ck_assert_int_eq(pin_enter(fds[i], &places[i], &err), FAULT_NONE);
		seen |= 1U << places[i];
	}
	ck_assert_uint_eq(seen, 15);
	for (char c = 'a'; c < 'd'; c++)
		if (fork() == 0)
			hash_as(path, c, said[1], leave[0]);
	pin_leave(fds[0], places[0]);
	for (seen = 0; seen != 7;) {
		ck_assert_int_eq(read(said[0], &who, 1), 1);
		ck_assert_uint_eq(seen >> (who - 'a') & 1, 0);
		seen |= 1U << (who - 'a');
		ck_assert_int_eq(write(leave[1], ".", 1), 1);
	}
	ck_assert_int_eq(drawn(fd), 0);
	close(said[0]);
}
END_TEST

SUITE(seal, opens_at_its_place_only, hides_short_lengths, digests_tell_fields_apart,
      missing_key_is_told, pins, hashing_has_places, hashing_has_an_order, who_dies_gives_all_back,
      hashing_goes_on_where_nothing_can_be_written)
