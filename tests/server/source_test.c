/* source_test.c - addresses to their prefixes, and what can be listened on. */
#include "tests/unit.h"

#include "server/source.h"

#include <arpa/inet.h>
#include <netinet/in.h>

static struct sockaddr_storage address(const char *text)
{
	struct sockaddr_storage a = {0};

	if (strchr(text, ':') != NULL) {
		a.ss_family = AF_INET6;
		ck_assert_int_eq(inet_pton(AF_INET6, text, &((struct sockaddr_in6 *)&a)->sin6_addr),
				 1);
	} else {
		a.ss_family = AF_INET;
		ck_assert_int_eq(inet_pton(AF_INET, text, &((struct sockaddr_in *)&a)->sin_addr),
				 1);
	}
	return a;
}

START_TEST(prefixes)
{
	static const char *const rows[][3] = {
		{"192.0.2.77", "192.0.2.0/24", "192.0.2.77"},
		{"::ffff:192.0.2.77", "192.0.2.0/24", "192.0.2.77"},
		{"2001:db8:1:2:3:4:5:6", "2001:db8:1::/48", "2001:db8:1:2::/64"}};
	char name[SOURCE_ROOM];

	for (size_t i = 0; i < 3; i++) {
		struct sockaddr_storage a = address(rows[i][0]);

		source_name(&a, name);
		ck_assert_str_eq(name, rows[i][1]);
		source_line(&a, name);
		ck_assert_str_eq(name, rows[i][2]);
	}
}
END_TEST

START_TEST(listening)
{
	static const char *const good[] = {"0.0.0.0:2222", "[::]:22", "127.0.0.1:0", "*:2222",
					   "localhost:2222"};
	static const char *const bad[] = {
		"",        "2222",    "1.2.3.4",     "1.2.3.4:", "1.2.3.4:x", "1.2.3.4:70000",
		"host:22", "[::1:22", "1.2.3.4:22x", "::1:22"};
	struct sockaddr_storage a;
	char text[SOURCE_ROOM];
	socklen_t len;

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		ck_assert_msg(source_read(good[i], &a, &len, NULL) == FAULT_NONE, "%s", good[i]);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		ck_assert_msg(source_read(bad[i], &a, &len, NULL) == FAULT_INPUT, "%s", bad[i]);
	ck_assert_int_eq(source_read("[::]:22", &a, &len, NULL), FAULT_NONE);
	source_show(&a, text);
	ck_assert_str_eq(text, "[::]:22");
}
END_TEST

START_TEST(lists)
{
	static const char *const good[] = {
		"", "  ", "192.0.2.7", "10.0.0.0/8 2001:db8::/32 ::1", "0.0.0.0/0", "::/0"};
	static const char *const bad[] = {"x",
					  "192.0.2.7/33",
					  "192.0.2.7/",
					  "10.0.0.0/x",
					  "2001:db8::/129",
					  "192.0.2.7,10.0.0.1",
					  "192.0.2.7 host"};
	struct sockaddr_storage a = address("192.0.2.7"), mapped = address("::ffff:192.0.2.7"),
				b = address("192.0.3.1"), c = address("2001:db8:ffff::1");

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		ck_assert_msg(source_is_list(good[i]), "%s", good[i]);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		ck_assert_msg(!source_is_list(bad[i]), "%s", bad[i]);
	ck_assert(source_is_among(&a, "10.0.0.0/8 192.0.2.0/24"));
	ck_assert(source_is_among(&mapped, "192.0.2.7"));
	ck_assert(source_is_among(&a, "0.0.0.0/0"));
	ck_assert(!source_is_among(&c, "0.0.0.0/0"));
	ck_assert(!source_is_among(&b, "192.0.2.0/24"));
	ck_assert(source_is_among(&b, "192.0.2.0/23"));
	ck_assert(source_is_among(&c, "2001:db8::/32"));
	ck_assert(!source_is_among(&c, "2001:db9::/32 2001:db8::/48"));
	ck_assert(!source_is_among(&a, ""));
}
END_TEST

SUITE(source, prefixes, listening, lists)
