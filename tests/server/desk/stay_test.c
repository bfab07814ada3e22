/* stay_test.c - descriptors pass from hand to hand, and a visit is found by its token alone. */
#include "tests/unit.h"

#include "server/listener/stays.h"

#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static bool is_open(int fd)
{
	return fcntl(fd, F_GETFD) >= 0;
}

START_TEST(packet_and_descriptor_arrive_together)
{
	int ends[2], handed[2], got;
	char text[16] = "";

	ck_assert(stay_pair(ends));
	ck_assert_int_eq(pipe(handed), 0);
	ck_assert_int_eq(stay_receive(ends[1], text, sizeof(text), &got), -1);
	ck_assert(stay_send(ends[0], "visit", 5, handed[1]));
	ck_assert(stay_send(ends[0], "word", 4, -1));
	ck_assert_int_eq(stay_receive(ends[1], text, sizeof(text), &got), 5);
	ck_assert_int_eq(memcmp(text, "visit", 5), 0);
	ck_assert_int_ge(got, 0);
	ck_assert_int_eq(write(got, "x", 1), 1);
	ck_assert_int_eq(read(handed[0], text, 1), 1);
	ck_assert_int_eq(stay_receive(ends[1], text, sizeof(text), &handed[1]), 4);
	ck_assert_int_eq(handed[1], -1);
	close(ends[0]);
	ck_assert_int_eq(stay_receive(ends[1], text, sizeof(text), &got), 0);
	close(ends[1]);
	close(handed[0]);
}
END_TEST

START_TEST(token_hides_and_tells_apart)
{
	unsigned char key[STAY_KEY] = {1}, other[STAY_KEY] = {2}, a[STAY_TOKEN], b[STAY_TOKEN];

	stay_token(key, "reference:12345678901234", a);
	stay_token(key, "reference:12345678901234", b);
	ck_assert_int_eq(memcmp(a, b, STAY_TOKEN), 0);
	ck_assert(!stay_is_nobody(a));
	stay_token(key, "reference:12345678901235", b);
	ck_assert_int_ne(memcmp(a, b, STAY_TOKEN), 0);
	stay_token(other, "reference:12345678901234", b);
	ck_assert_int_ne(memcmp(a, b, STAY_TOKEN), 0);
	memset(a, 0, sizeof(a));
	ck_assert(stay_is_nobody(a));
}
END_TEST

START_TEST(one_desk_an_identity)
{
	unsigned char ali[STAY_TOKEN] = "ali", mona[STAY_TOKEN] = "mona";
	struct stays s = {0};
	int a[2], b[2], c[2];

	ck_assert(stay_pair(a) && stay_pair(b) && stay_pair(c));
	ck_assert_int_eq(stays_put(&s, 11, ali, a[0]), 0);
	ck_assert_int_eq(stays_put(&s, 12, mona, b[0]), 0);
	ck_assert_int_eq(stays_find(&s, ali)->pid, 11);
	ck_assert_int_eq(stays_find(&s, mona)->fd, b[0]);
	/* The same desk under another name: over the same descriptor. */
	ck_assert_int_eq(stays_put(&s, 12, mona, -1), 0);
	/* Another desk of Ali's: the first is forgotten, and sees it. */
	ck_assert_int_eq(stays_put(&s, 13, ali, c[0]), 11);
	ck_assert(!stays_has(&s, 11));
	ck_assert(!is_open(a[0]));
	ck_assert_int_eq(stays_find(&s, ali)->pid, 13);
	/* One that is forgotten is not found again without an end of its own. */
	ck_assert_int_eq(stays_put(&s, 11, ali, -1), 13);
	ck_assert_ptr_null(stays_find(&s, ali));
	stays_drop(&s, 12);
	ck_assert_ptr_null(stays_find(&s, mona));
	ck_assert(!is_open(b[0]) && !is_open(c[0]));
	stays_close(&s);
	close(a[1]);
	close(b[1]);
	close(c[1]);
}
END_TEST

SUITE(stay, packet_and_descriptor_arrive_together, token_hides_and_tells_apart,
      one_desk_an_identity)
