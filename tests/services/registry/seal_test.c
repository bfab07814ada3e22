/* seal_test.c - sealed words open only with the right key at the right place; digests tell lists of
 * fields apart; PINs are told right from wrong. */
#include "tests/hashing.h"
#include "tests/unit.h"

#include "services/registry/folder.h"
#include "services/registry/pin.h"

#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
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

/* Numbers are drawn one after the other, and so is the place had that gets free. */
START_TEST(hashing_has_an_order)
{
	char path[FOLDER_PATH], who;
	int fds[4], places[4], said[2], leave[2], fd, mine;
	struct error err;

	snprintf(path, sizeof(path), "%s/hashing", unit_folder());
	ck_assert(pipe(said) == 0 && pipe(leave) == 0);
	fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	for (int i = 0; i < 4; i++) {
		fds[i] = open(path, O_RDWR | O_CLOEXEC);
		ck_assert_int_eq(pin_enter(fds[i], &places[i], &err), FAULT_NONE);
	}
	for (char c = 'a'; c < 'g'; c++) {
		int before = drawn(fd);

		if (fork() == 0)
			hash_as(path, c, said[1], leave[0]);
		for (int i = 0; drawn(fd) == before && i < 20000; i++)
			usleep(100);
		ck_assert_int_ne(drawn(fd), before);
	}
	pin_leave(fds[2], places[2]);
	for (char c = 'a'; c < 'g'; c++) {
		ck_assert_int_eq(read(said[0], &who, 1), 1);
		ck_assert_int_eq(who, c);
		ck_assert_int_eq(write(leave[1], ".", 1), 1);
	}
	/* Nobody is left who stands before. */
	ck_assert_int_eq(pin_enter(fd, &mine, &err), FAULT_NONE);
	ck_assert_int_eq(mine, places[2]);
	close(said[0]);
}
END_TEST

SUITE(seal, opens_at_its_place_only, hides_short_lengths, digests_tell_fields_apart,
      missing_key_is_told, pins, hashing_has_places, hashing_has_an_order)
