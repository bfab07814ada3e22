/* source.c - where a visitor comes from: an IPv4 /24 or an IPv6 /48, for limits and budgets. */
#include "server/source.h"

#include <arpa/inet.h>
#include <netinet/in.h>

static bool is_mapped(const struct sockaddr_storage *a)
{
	return a->ss_family == AF_INET6 &&
	       IN6_IS_ADDR_V4MAPPED(&((const struct sockaddr_in6 *)a)->sin6_addr);
}

/* The four bytes of an IPv4 address, or of one inside IPv6; false for any other. */
static bool four_bytes(const struct sockaddr_storage *a, unsigned char to[4])
{
	if (a->ss_family == AF_INET)
		memcpy(to, &((const struct sockaddr_in *)a)->sin_addr, 4);
	else if (is_mapped(a))
		memcpy(to, ((const struct sockaddr_in6 *)a)->sin6_addr.s6_addr + 12, 4);
	else
		return false;
	return true;
}

/* The first bytes of an address of IPv6 as a prefix; "?" for any other family. */
static void show_prefix(const struct sockaddr_storage *a, size_t bytes, char ret[SOURCE_ROOM])
{
	struct in6_addr prefix;
	char text[INET6_ADDRSTRLEN];

	if (a->ss_family != AF_INET6) {
		snprintf(ret, SOURCE_ROOM, "?");
		return;
	}
	prefix = ((const struct sockaddr_in6 *)a)->sin6_addr;
	memset(prefix.s6_addr + bytes, 0, sizeof(prefix.s6_addr) - bytes);
	inet_ntop(AF_INET6, &prefix, text, sizeof(text));
	snprintf(ret, SOURCE_ROOM, "%s/%zu", text, 8 * bytes);
}

void source_name(const struct sockaddr_storage *a, char ret[SOURCE_ROOM])
{
	unsigned char v4[4];

	if (four_bytes(a, v4))
		snprintf(ret, SOURCE_ROOM, "%u.%u.%u.0/24", v4[0], v4[1], v4[2]);
	else
		show_prefix(a, 6, ret);
}

void source_line(const struct sockaddr_storage *a, char ret[SOURCE_ROOM])
{
	unsigned char v4[4];

	if (four_bytes(a, v4))
		snprintf(ret, SOURCE_ROOM, "%u.%u.%u.%u", v4[0], v4[1], v4[2], v4[3]);
	else
		show_prefix(a, 8, ret);
}

static enum fault wrong(struct error *err, const char *text)
{
	fail(err, FAULT_INPUT,
	     N_("{address} is not an address and port, such as 0.0.0.0:2222 or [::]:2222."),
	     "listen address");
	error_fill(err, "address", "%s", text);
	return FAULT_INPUT;
}

enum fault source_read(const char *text, struct sockaddr_storage *ret, socklen_t *ret_len,
		       struct error *err)
{
	struct sockaddr_in *v4 = (struct sockaddr_in *)ret;
	struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)ret;
	const char *colon = strrchr(text, ':');
	char host[128], *end;
	size_t len;
	unsigned long port;

	if (colon == NULL || (len = (size_t)(colon - text)) >= sizeof(host))
		return wrong(err, text);
	port = strtoul(colon + 1, &end, 10);
	if (colon[1] < '0' || colon[1] > '9' || *end != '\0' || port > 65535)
		return wrong(err, text);
	memcpy(host, text, len);
	host[len] = '\0';
	*ret = (struct sockaddr_storage){0};
	if (len >= 2 && host[0] == '[' && host[len - 1] == ']') {
		host[len - 1] = '\0';
		v6->sin6_family = AF_INET6;
		v6->sin6_port = htons((uint16_t)port);
		*ret_len = sizeof(*v6);
		return inet_pton(AF_INET6, host + 1, &v6->sin6_addr) == 1 ? FAULT_NONE
									  : wrong(err, text);
	}
	v4->sin_family = AF_INET;
	v4->sin_port = htons((uint16_t)port);
	*ret_len = sizeof(*v4);
	if (strcmp(host, "*") == 0 || len == 0)
		return FAULT_NONE;
	if (strcmp(host, "localhost") == 0)
		memcpy(host, "127.0.0.1", 10);
	return inet_pton(AF_INET, host, &v4->sin_addr) == 1 ? FAULT_NONE : wrong(err, text);
}

int source_port(const struct sockaddr_storage *a)
{
	if (a->ss_family == AF_INET)
		return ntohs(((const struct sockaddr_in *)a)->sin_port);
	return ntohs(((const struct sockaddr_in6 *)a)->sin6_port);
}

void source_show(const struct sockaddr_storage *a, char ret[SOURCE_ROOM])
{
	char text[INET6_ADDRSTRLEN] = "?";

	if (a->ss_family == AF_INET) {
		inet_ntop(AF_INET, &((const struct sockaddr_in *)a)->sin_addr, text, sizeof(text));
		snprintf(ret, SOURCE_ROOM, "%s:%d", text, source_port(a));
	} else {
		inet_ntop(AF_INET6, &((const struct sockaddr_in6 *)a)->sin6_addr, text,
			  sizeof(text));
		snprintf(ret, SOURCE_ROOM, "[%s]:%d", text, source_port(a));
	}
}

/* --- lists of prefixes --- */

/* Any address as the 16 bytes of IPv6; IPv4 as it stands inside it. */
static void sixteen_bytes(const struct sockaddr_storage *a, unsigned char to[16])
{
	unsigned char v4[4];

	memset(to, 0, 16);
	if (four_bytes(a, v4)) {
		to[10] = to[11] = 0xFF;
		memcpy(to + 12, v4, 4);
	} else if (a->ss_family == AF_INET6) {
		memcpy(to, &((const struct sockaddr_in6 *)a)->sin6_addr, 16);
	}
}

/* One prefix of `len` bytes: its 16 bytes, and how many bits of them count. */
static bool read_prefix(const char *s, size_t len, unsigned char to[16], unsigned long *ret_bits)
{
	struct sockaddr_storage a = {0};
	char text[INET6_ADDRSTRLEN + 5], *slash, *end;
	unsigned long most;

	if (len >= sizeof(text))
		return false;
	memcpy(text, s, len);
	text[len] = '\0';
	slash = strchr(text, '/');
	if (slash != NULL)
		*slash = '\0';
	if (inet_pton(AF_INET, text, &((struct sockaddr_in *)&a)->sin_addr) == 1)
		a.ss_family = AF_INET;
	else if (inet_pton(AF_INET6, text, &((struct sockaddr_in6 *)&a)->sin6_addr) == 1)
		a.ss_family = AF_INET6;
	else
		return false;
	most = a.ss_family == AF_INET ? 32 : 128;
	*ret_bits = most;
	if (slash != NULL) {
		*ret_bits = strtoul(slash + 1, &end, 10);
		if (slash[1] < '0' || slash[1] > '9' || *end != '\0' || *ret_bits > most)
			return false;
	}
	*ret_bits += 128 - most;
	sixteen_bytes(&a, to);
	return true;
}

static bool has_bits(const unsigned char one[16], const unsigned char two[16], unsigned long bits)
{
	for (unsigned long i = 0; i < bits; i++)
		if (((one[i / 8] ^ two[i / 8]) >> (7 - i % 8) & 1) != 0)
			return false;
	return true;
}

/* Goes through the list; false where one cannot be read. `*ret_holds`: one holds `a` (NULL: none
 * is asked for). */
static bool walk(const char *list, const unsigned char *a, bool *ret_holds)
{
	*ret_holds = false;
	while (*(list += strspn(list, " \t")) != '\0') {
		size_t len = strcspn(list, " \t");
		unsigned char prefix[16];
		unsigned long bits;

		if (!read_prefix(list, len, prefix, &bits))
			return false;
		*ret_holds = *ret_holds || (a != NULL && has_bits(a, prefix, bits));
		list += len;
	}
	return true;
}

bool source_is_list(const char *list)
{
	bool holds;

	return walk(list, NULL, &holds);
}

bool source_is_among(const struct sockaddr_storage *a, const char *list)
{
	unsigned char bytes[16];
	bool holds;

	sixteen_bytes(a, bytes);
	return walk(list, bytes, &holds) && holds;
}
