/* sftp_test.c - packets become questions, answers become packets, and no bytes can harm the reader.
 */
#include "tests/unit.h"

#include "server/sftp/sftp.h"

#include <sys/socket.h>

static struct wire gate, desk;
static struct buffer out;
static struct sftp *s;

static void open_all(void)
{
	struct wire_open o = {.kind = OPEN_FILES, .cols = 80, .rows = 24};
	int fds[2];

	ck_assert_int_eq(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, fds), 0);
	wire_open(&gate, fds[0], END_GATE);
	wire_open(&desk, fds[1], END_DESK);
	ck_assert(wire_put(&gate, WIRE_HELLO, "\0\0\0", 3));
	ck_assert(wire_put(&gate, WIRE_ENTER, "\0\0\0\0", 4));
	ck_assert(wire_put_open(&gate, &o));
	buffer_open(&out, 1 << 20);
	s = sftp_new();
}

static void close_all(void)
{
	sftp_free(s);
	buffer_close(&out);
	wire_close(&gate);
	wire_close(&desk);
}

#define INIT "\0\0\0\5\1\0\0\0\3"
/* OPEN, id 7, "/x", for reading, no attributes */
#define OPEN_X "\0\0\0\x13\3\0\0\0\7\0\0\0\2/x\0\0\0\1\0\0\0\0"
/* the same for writing and creating */
#define CREATE_X "\0\0\0\x13\3\0\0\0\7\0\0\0\2/x\0\0\0\x1a\0\0\0\0"
/* WRITE, id 9, handle 2, from 256; RENAME, id 7, "/x" to "/y"; MKDIR, id 7, "/x" */
#define WRITE_2 "\0\0\0\x1c\6\0\0\0\x9\0\0\0\4\0\0\0\2\0\0\0\0\0\0\1\0\0\0\0\3a\0b"
#define RENAME_X "\0\0\0\x11\x12\0\0\0\7\0\0\0\2/x\0\0\0\2/y"
#define MKDIR_X "\0\0\0\x0f\xe\0\0\0\7\0\0\0\2/x\0\0\0\0"
/* READ, id 8, handle 2, from 0, 4096 bytes */
#define READ_2 "\0\0\0\x19\5\0\0\0\x8\0\0\0\4\0\0\0\2\0\0\0\0\0\0\0\0\0\0\x10\0"
#define FEED(bytes) sftp_feed(s, bytes, sizeof(bytes) - 1, &gate, &out)

static bool next_ask(struct wire_ask *ret)
{
	struct wire_message m;

	ck_assert(wire_flush(&gate) && wire_fill(&desk));
	while (wire_next(&desk, &m))
		if (m.kind == WIRE_FILE_ASK)
			return wire_get_ask(&m, ret);
	return false;
}

START_TEST(packets_become_questions)
{
	struct wire_ask a;

	open_all();
	ck_assert(FEED(INIT));
	ck_assert_mem_eq(out.data, "\0\0\0\5\2\0\0\0\3", 9);
	ck_assert(FEED(OPEN_X READ_2));
	ck_assert(next_ask(&a));
	ck_assert_int_eq(a.act, FILE_OPEN);
	ck_assert_uint_eq(a.id, 7);
	ck_assert_str_eq(a.path, "/x");
	ck_assert(next_ask(&a));
	ck_assert_int_eq(a.act, FILE_READ);
	ck_assert_uint_eq(a.handle, 2);
	ck_assert_uint_eq(a.size, 4096);
	close_all();
}
END_TEST

START_TEST(bytes_may_come_one_by_one)
{
	struct wire_ask a;

	open_all();
	ck_assert(FEED(INIT));
	for (size_t i = 0; i < sizeof(OPEN_X) - 1; i++)
		ck_assert(sftp_feed(s, &OPEN_X[i], 1, &gate, &out));
	ck_assert(next_ask(&a));
	ck_assert_str_eq(a.path, "/x");
	close_all();
}
END_TEST

START_TEST(what_is_written_goes_to_the_desk_in_pieces)
{
	struct wire_ask a;

	open_all();
	ck_assert(FEED(INIT CREATE_X WRITE_2 RENAME_X));
	ck_assert(next_ask(&a));
	ck_assert_int_eq(a.act, FILE_OPEN);
	ck_assert_uint_eq(a.flags, FLAG_WRITE | FLAG_ANEW);
	ck_assert(next_ask(&a));
	ck_assert_int_eq(a.act, FILE_WRITE);
	ck_assert_uint_eq(a.handle, 2);
	ck_assert_uint_eq(a.offset, 256);
	ck_assert_uint_eq(a.size, 3);
	ck_assert_mem_eq(a.data, "a\0b", 3);
	ck_assert(next_ask(&a));
	ck_assert_int_eq(a.act, FILE_RENAME);
	ck_assert_str_eq(a.path, "/x");
	ck_assert_str_eq(a.to, "/y");
	close_all();
}
END_TEST

START_TEST(folders_are_not_made)
{
	struct wire_ask a;

	open_all();
	ck_assert(FEED(INIT));
	buffer_clear(&out);
	ck_assert(FEED(MKDIR_X));
	ck_assert(!next_ask(&a));
	ck_assert_int_eq(out.data[4], 101);
	ck_assert_mem_eq(out.data + 5, "\0\0\0\7\0\0\0\3", 8);
	close_all();
}
END_TEST

START_TEST(what_is_no_sftp_ends)
{
	open_all();
	ck_assert(!FEED(OPEN_X));
	close_all();
	open_all();
	ck_assert(!FEED(INIT INIT));
	close_all();
	open_all();
	ck_assert(FEED(INIT));
	ck_assert(!FEED("\x7f\xff\xff\xff"));
	close_all();
	open_all();
	ck_assert(FEED(INIT));
	ck_assert(!FEED("\0\0\0\x13\5\0\0\0\x8\0\0\0\4\0\0\0\2\0\0\0\0\0\0"));
	close_all();
}
END_TEST

START_TEST(answers_become_packets)
{
	struct wire_message m = {.kind = WIRE_FILE_ANSWER};
	struct buffer b;

	open_all();
	buffer_open(&b, 1000);
	wire_add_number(&b, 9, 4);
	wire_add_number(&b, SAID_NAMES, 1);
	wire_add_number(&b, 1, 2);
	wire_add_text(&b, "form.ar.txt");
	wire_add_number(&b, 0, 1);
	wire_add_number(&b, 12, 8);
	wire_add_number(&b, 0, 8);
	m.data = (unsigned char *)b.data;
	m.size = b.size;
	ck_assert(sftp_answer(s, &m, &out));
	ck_assert_int_eq(out.data[4], 104);
	ck_assert_mem_eq(out.data + 5,
			 "\0\0\0\x9\0\0\0\1\0\0\0\x0b"
			 "form.ar.txt",
			 23);
	/* One byte is missing. */
	buffer_clear(&out);
	m.size--;
	ck_assert(!sftp_answer(s, &m, &out));
	buffer_close(&b);
	close_all();
}
END_TEST

START_TEST(mutations_do_no_harm)
{
	static const char talk[] = INIT OPEN_X READ_2 CREATE_X OPEN_X;
	unsigned seed = 4711;
	size_t refused = 0;

	for (int round = 0; round < 5000; round++) {
		unsigned char bytes[sizeof(talk)];
		size_t cut;

		memcpy(bytes, talk, sizeof(talk));
		for (unsigned i = 0; i < 1 + seed % 3; i++) {
			seed = seed * 1103515245 + 12345;
			bytes[(seed >> 8) % (sizeof(talk) - 1)] = (unsigned char)(seed >> 16);
		}
		cut = (seed >> 4) % sizeof(talk);
		open_all();
		refused += !sftp_feed(s, bytes, cut, &gate, &out) ||
			   !sftp_feed(s, bytes + cut, sizeof(talk) - 1 - cut, &gate, &out);
		ck_assert_uint_lt(out.size, 2000);
		close_all();
	}
	ck_assert_uint_gt(refused, 1000);
}
END_TEST

SUITE(sftp, packets_become_questions, bytes_may_come_one_by_one,
      what_is_written_goes_to_the_desk_in_pieces, folders_are_not_made, what_is_no_sftp_ends,
      answers_become_packets, mutations_do_no_harm)
