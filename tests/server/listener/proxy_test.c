/* proxy_test.c - the header of a balancer is read by its specification, and nothing else is taken
 * for one. */
#include "tests/unit.h"

#include "server/listener/proxy.h"
#include "server/source.h"

#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>

static const unsigned char from_ipv4[] = {
	0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A, 0x21, 0x11,
	0x00, 0x0C, 192,  0,    2,    7,    10,   0,    0,    1,    0xC0, 0x00, 0x00, 0x16};

static struct sockaddr_storage told;
static size_t length;

static enum proxy_said read_all(const unsigned char *bytes, size_t size)
{
	length = 0;
	return proxy_read(bytes, size, &told, &length);
}

START_TEST(address_is_read)
{
	unsigned char v6[PROXY_HEAD + 36 + 7] = {0};
	char text[SOURCE_ROOM];

	ck_assert_int_eq(read_all(from_ipv4, sizeof(from_ipv4)), PROXY_TOLD);
	ck_assert_uint_eq(length, sizeof(from_ipv4));
	source_show(&told, text);
	ck_assert_str_eq(text, "192.0.2.7:49152");
	/* IPv6, and seven bytes more that are passed over. */
	memcpy(v6, from_ipv4, PROXY_HEAD);
	v6[13] = 0x21;
	v6[15] = 36 + 7;
	memcpy(v6 + PROXY_HEAD, "\x20\x01\x0d\xb8", 4);
	v6[PROXY_HEAD + 15] = 9;
	v6[PROXY_HEAD + 33] = 22;
	ck_assert_int_eq(read_all(v6, sizeof(v6)), PROXY_TOLD);
	ck_assert_uint_eq(length, sizeof(v6));
	source_show(&told, text);
	ck_assert_str_eq(text, "[2001:db8::9]:22");
}
END_TEST

START_TEST(comes_in_pieces)
{
	for (size_t size = 0; size < sizeof(from_ipv4); size++) {
		ck_assert_int_eq(read_all(from_ipv4, size), PROXY_MORE);
		ck_assert_uint_eq(length, size < PROXY_HEAD ? PROXY_HEAD : sizeof(from_ipv4));
	}
}
END_TEST

START_TEST(balancer_asks_for_itself)
{
	unsigned char local[PROXY_HEAD];

	memcpy(local, from_ipv4, sizeof(local));
	local[12] = 0x20;
	local[13] = local[14] = local[15] = 0;
	ck_assert_int_eq(read_all(local, sizeof(local)), PROXY_OWN);
	ck_assert_uint_eq(length, PROXY_HEAD);
}
END_TEST

static void expect_wrong(size_t at, unsigned char byte)
{
	unsigned char bytes[sizeof(from_ipv4)];

	memcpy(bytes, from_ipv4, sizeof(bytes));
	bytes[at] = byte;
	ck_assert_int_eq(read_all(bytes, sizeof(bytes)), PROXY_WRONG);
}

START_TEST(others_are_refused)
{
	for (size_t i = 0; i < 12; i++)
		expect_wrong(i, 'x');
	expect_wrong(12, 0x11); /* version 1 */
	expect_wrong(12, 0x22); /* a command that does not exist */
	expect_wrong(13, 0x12); /* UDP */
	expect_wrong(13, 0x31); /* a Unix socket */
	expect_wrong(13, 0x21); /* IPv6 in 12 bytes */
	expect_wrong(14, 0x08); /* 2 KiB */
	ck_assert_int_eq(read_all((const unsigned char *)"SSH-2.0-x\r\n", 11), PROXY_WRONG);
	ck_assert_int_eq(read_all((const unsigned char *)"PROXY TCP4 1.2.3.4", 18), PROXY_WRONG);
}
END_TEST

START_TEST(no_bytes_can_harm_the_reader)
{
	srand(20261124);
	for (int round = 0; round < 200000; round++) {
		size_t size = (size_t)rand() % 80;
		unsigned char *bytes = malloc(size + 1);

		for (size_t i = 0; i < size; i++)
			bytes[i] = (unsigned char)rand();
		if (size >= 12 && round % 2 == 0)
			memcpy(bytes, from_ipv4, size >= 14 && round % 4 == 0 ? 14 : 12);
		if (size >= PROXY_HEAD && round % 8 == 0)
			bytes[14] = 0;
		switch (read_all(bytes, size)) {
		case PROXY_MORE: ck_assert_uint_gt(length, size); break;
		case PROXY_TOLD:
		case PROXY_OWN: ck_assert_uint_le(length, size); break;
		case PROXY_WRONG: break;
		}
		free(bytes);
	}
}
END_TEST

SUITE(proxy, address_is_read, comes_in_pieces, balancer_asks_for_itself, others_are_refused,
      no_bytes_can_harm_the_reader)
