/* wire_test.c - messages cross the socketpair whole, in order, and only when they may; no bytes can
 * harm the reader.
 */
#include "tests/unit.h"

#include "server/wire.h"

#include <fcntl.h>
#include <sys/socket.h>

static struct wire gate, desk;

static void open_pair(void)
{
	int fds[2];

	ck_assert_int_eq(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, fds), 0);
	wire_open(&gate, fds[0], END_GATE);
	wire_open(&desk, fds[1], END_DESK);
}

static void close_pair(void)
{
	wire_close(&gate);
	wire_close(&desk);
}

static void put_text(struct wire *w, enum wire_kind kind, const char *text, bool flag)
{
	struct buffer b;

	buffer_open(&b, 1000);
	wire_add_text(&b, text);
	if (flag)
		wire_add_number(&b, 1, 1);
	ck_assert(wire_put(w, kind, b.data, b.size));
	buffer_close(&b);
}

static struct wire_message pass(struct wire *from, struct wire *to)
{
	struct wire_message m = {0};

	ck_assert(wire_flush(from));
	ck_assert(wire_fill(to));
	ck_assert_msg(wire_next(to, &m), "%s", to->wrong != NULL ? to->wrong : "nothing came");
	return m;
}

static void enter(void)
{
	struct buffer b;

	put_text(&gate, WIRE_HELLO, "SSH-2.0-test", true);
	pass(&gate, &desk);
	buffer_open(&b, 1000);
	wire_add_number(&b, 0, 1);
	wire_add_number(&b, 0, 1);
	wire_add_text(&b, "");
	ck_assert(wire_put(&gate, WIRE_ENTER, b.data, b.size));
	buffer_close(&b);
	ck_assert_int_eq(pass(&gate, &desk).kind, WIRE_ENTER);
}

START_TEST(open_message_keeps_all)
{
	struct wire_open o = {.kind = OPEN_COMMAND, .pty = true, .cols = 80, .rows = 24}, got;
	struct wire_message m;

	memcpy(o.term, "xterm", 6);
	memcpy(o.command, "version", 8);
	memcpy(o.lang, "fr_FR.UTF-8", 12);
	open_pair();
	enter();
	ck_assert(wire_put_open(&gate, &o));
	m = pass(&gate, &desk);
	ck_assert_int_eq(m.kind, WIRE_OPEN);
	ck_assert(wire_get_open(&m, &got));
	ck_assert_int_eq(got.kind, OPEN_COMMAND);
	ck_assert_int_eq(got.cols, 80);
	ck_assert_str_eq(got.term, "xterm");
	ck_assert_str_eq(got.command, "version");
	ck_assert_str_eq(got.lang, "fr_FR.UTF-8");
	ck_assert_int_eq(desk.state, VISIT_SERVED);
	close_pair();
}
END_TEST

START_TEST(file_message_keeps_all)
{
	struct wire_open o = {.kind = OPEN_FILES, .cols = 80, .rows = 24};
	struct wire_ask a = {.id = 7,
			     .act = FILE_WRITE,
			     .handle = 3,
			     .offset = 1ULL << 33,
			     .size = 3,
			     .flags = FLAG_WRITE,
			     .path = "/services",
			     .to = "/there",
			     .data = (const unsigned char *)"a\0b"},
			got;
	struct wire_message m;

	open_pair();
	enter();
	ck_assert(wire_put_open(&gate, &o));
	pass(&gate, &desk);
	ck_assert(wire_put_ask(&gate, &a));
	m = pass(&gate, &desk);
	ck_assert(wire_get_ask(&m, &got));
	ck_assert_uint_eq(got.id, 7);
	ck_assert_int_eq(got.act, FILE_WRITE);
	ck_assert(got.offset == 1ULL << 33);
	ck_assert_uint_eq(got.flags, FLAG_WRITE);
	ck_assert_str_eq(got.path, "/services");
	ck_assert_str_eq(got.to, "/there");
	ck_assert_uint_eq(got.size, 3);
	ck_assert_mem_eq(got.data, "a\0b", 3);
	/* fewer bytes than it says, or more */
	m.size--;
	ck_assert(!wire_get_ask(&m, &got));
	close_pair();
}
END_TEST

START_TEST(large_message_comes_whole)
{
	struct wire_open o = {.kind = OPEN_SHELL, .cols = 80, .rows = 24};
	char *big = calloc(1, WIRE_PAYLOAD);
	struct wire_message m;
	int rounds = 0;

	open_pair();
	enter();
	ck_assert(wire_put_open(&gate, &o));
	pass(&gate, &desk);
	ck_assert(wire_put(&desk, WIRE_OUTPUT, big, WIRE_PAYLOAD));
	while (!wire_next(&gate, &m)) {
		ck_assert_ptr_null(gate.wrong);
		ck_assert(wire_flush(&desk) && wire_fill(&gate));
		ck_assert_int_lt(rounds++, 100);
	}
	ck_assert_uint_eq(m.size, WIRE_PAYLOAD);
	ck_assert(!wire_put(&desk, WIRE_OUTPUT, big, WIRE_PAYLOAD + 1));
	free(big);
	close_pair();
}
END_TEST

/* Each message sent in a state where it may not come is refused by its sender and, made by hand, by
 * its reader. */
START_TEST(out_of_order_ends)
{
	unsigned char frame[WIRE_HEADER + 4] = {WIRE_RESIZE, 0, 0, 0, 4};
	struct wire_message m;

	open_pair();
	ck_assert(!wire_put(&gate, WIRE_INPUT, "x", 1));
	ck_assert_ptr_nonnull(gate.wrong);
	close_pair();

	open_pair();
	ck_assert_int_eq(write(gate.fd, frame, sizeof(frame)), sizeof(frame));
	ck_assert(wire_fill(&desk));
	ck_assert(!wire_next(&desk, &m));
	ck_assert_str_eq(desk.wrong, "a message out of order");
	close_pair();

	/* What only the desk may say. */
	open_pair();
	frame[0] = WIRE_VERDICT;
	ck_assert_int_eq(write(gate.fd, frame, sizeof(frame)), sizeof(frame));
	ck_assert(wire_fill(&desk));
	ck_assert(!wire_next(&desk, &m));
	ck_assert_ptr_nonnull(desk.wrong);
	close_pair();
}
END_TEST

START_TEST(declared_length_is_capped)
{
	unsigned char frame[WIRE_HEADER] = {WIRE_BEAT, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0x7F};
	struct wire_message m;

	open_pair();
	ck_assert_int_eq(write(gate.fd, frame, sizeof(frame)), sizeof(frame));
	ck_assert(wire_fill(&desk));
	ck_assert(!wire_next(&desk, &m));
	ck_assert_str_eq(desk.wrong, "a frame that is none");
	close_pair();
}
END_TEST

START_TEST(queue_is_capped)
{
	char *big = calloc(1, WIRE_PAYLOAD);
	struct wire_open o = {.kind = OPEN_SHELL, .cols = 80, .rows = 24};
	int puts = 0;

	open_pair();
	enter();
	ck_assert(wire_put_open(&gate, &o));
	pass(&gate, &desk);
	while (wire_put(&desk, WIRE_OUTPUT, big, WIRE_PAYLOAD))
		ck_assert_int_lt(puts++, 100);
	ck_assert_str_eq(desk.wrong, "a queue that is full");
	ck_assert_int_ge(puts, 7);
	free(big);
	close_pair();
}
END_TEST

/* Random changes to a good conversation: the desk either takes messages or says what is wrong, and
   reads no byte outside. */
START_TEST(mutations_do_no_harm)
{
	unsigned seed = 20260314;
	size_t refused = 0;

	for (int round = 0; round < 20000; round++) {
		unsigned char talk[600];
		struct wire_open o = {
			.kind = OPEN_COMMAND, .cols = 80, .rows = 24, .command = "services --json"};
		struct wire_ask ask = {
			.id = 1, .act = FILE_OPEN, .path = "/services/lb/form.ar.txt"};
		struct wire_message m;
		ssize_t len;

		open_pair();
		put_text(&gate, WIRE_HELLO, "SSH-2.0-test", true);
		ck_assert(wire_put(&gate, WIRE_ENTER, "\0\0\0\0", 4));
		ck_assert(wire_put_open(&gate, &o));
		ck_assert(wire_put(&gate, WIRE_INPUT, "123", 3));
		ck_assert(wire_put_ask(&gate, &ask));
		ck_assert(wire_put(&gate, WIRE_SHUT, NULL, 0));
		len = (ssize_t)gate.out.size;
		ck_assert_int_lt(len, (int)sizeof(talk));
		memcpy(talk, gate.out.data, (size_t)len);
		for (unsigned i = 0; i < 1 + seed % 4; i++) {
			seed = seed * 1103515245 + 12345;
			talk[(seed >> 8) % (unsigned)len] = (unsigned char)(seed >> 16);
		}
		ck_assert_int_eq(write(gate.fd, talk, (size_t)len), len);
		ck_assert(wire_fill(&desk));
		while (wire_next(&desk, &m)) {
			struct wire_open got_open;
			struct wire_ask got_ask;

			if (m.kind == WIRE_OPEN && !wire_get_open(&m, &got_open))
				refused++;
			if (m.kind == WIRE_FILE_ASK && !wire_get_ask(&m, &got_ask))
				refused++;
		}
		refused += desk.wrong != NULL;
		close_pair();
	}
	ck_assert_uint_gt(refused, 5000);
}
END_TEST

START_TEST(steps_are_told_before_the_login_is_over)
{
	const unsigned char step = STEP_ASKED;

	open_pair();
	ck_assert(wire_put(&gate, WIRE_STEP, &step, 1));
	ck_assert_int_eq(pass(&gate, &desk).data[0], STEP_ASKED);
	ck_assert_int_eq(desk.state, VISIT_START);
	put_text(&gate, WIRE_HELLO, "SSH-2.0-test", true);
	pass(&gate, &desk);
	ck_assert(wire_put(&gate, WIRE_STEP, &step, 1));
	ck_assert_int_eq(pass(&gate, &desk).kind, WIRE_STEP);
	ck_assert_int_eq(desk.state, VISIT_KNOCKING);
	ck_assert(wire_put(&gate, WIRE_ENTER, "\0\0\0\0", 4));
	ck_assert(!wire_put(&gate, WIRE_STEP, &step, 1));
	close_pair();
}
END_TEST

SUITE(wire, steps_are_told_before_the_login_is_over, open_message_keeps_all, file_message_keeps_all,
      large_message_comes_whole, out_of_order_ends, declared_length_is_capped, queue_is_capped,
      mutations_do_no_harm)
