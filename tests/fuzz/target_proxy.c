/* target_proxy.c - the first bytes of a connection, as a balancer or anybody else could send them.
 */
#include "server/listener/proxy.h"
#include "server/source.h"
#include "services/registry/limits.h"
#include "tests/fuzz/must.h"
#include "tests/fuzz/target.h"

#include <netinet/in.h>
#include <string.h>

enum { COMMAND = 12, FAMILY = 13, ADDRESS = 16 };
enum { LOCAL = 0x20, PROXY = 0x21, TCP4 = 0x11, TCP6 = 0x21 };

/* The header that would tell this address, beside the bytes that came. */
static void check_address(const uint8_t *bytes, size_t size, const struct sockaddr_storage *a)
{
	const struct sockaddr_in *v4 = (const struct sockaddr_in *)a;
	const struct sockaddr_in6 *v6 = (const struct sockaddr_in6 *)a;
	bool is_v4 = a->ss_family == AF_INET;
	char text[SOURCE_ROOM];

	must(is_v4 || a->ss_family == AF_INET6, "an address is of a family");
	must(bytes[COMMAND] == PROXY && bytes[FAMILY] == (is_v4 ? TCP4 : TCP6),
	     "a header says what it tells");
	must(size >= ADDRESS + (is_v4 ? 12U : 36U), "an address is within its header");
	must(memcmp(bytes + ADDRESS, is_v4 ? (const void *)&v4->sin_addr : &v6->sin6_addr,
		    is_v4 ? 4 : 16) == 0,
	     "the address is the header's");
	must(memcmp(bytes + ADDRESS + (is_v4 ? 8 : 32), is_v4 ? &v4->sin_port : &v6->sin6_port,
		    2) == 0,
	     "the port is the header's");
	source_show(a, text);
	must_be_harmless(text);
	source_name(a, text);
	must_be_harmless(text);
	must(source_is_list(text) && source_is_among(a, text), "an address is in its own net");
}

/* What is said of so many of the bytes; `*ret_size` is what it needs, or has taken. */
static enum proxy_said say(const uint8_t *bytes, size_t size, size_t *ret_size)
{
	struct sockaddr_storage a;
	enum proxy_said said = proxy_read(bytes, size, &a, ret_size);

	if (said == PROXY_MORE)
		must(*ret_size > size && *ret_size <= LIMIT_HEADER,
		     "more is asked for, up to a cap");
	if (said == PROXY_OWN || said == PROXY_TOLD)
		must(*ret_size >= PROXY_HEAD && *ret_size <= size && *ret_size <= LIMIT_HEADER,
		     "a header is within what has come");
	if (said == PROXY_OWN)
		must(bytes[COMMAND] == LOCAL, "a balancer looks for itself");
	if (said == PROXY_TOLD)
		check_address(bytes, *ret_size, &a);
	return said;
}

/* However the bytes come, the same is said in the end, and what was said once stands. */
void target_proxy(const uint8_t *data, size_t size)
{
	size_t taken = 0, whole = 0;
	enum proxy_said said = PROXY_MORE, end = say(data, size, &whole);

	for (size_t len = 0; len <= size && said == PROXY_MORE; len++)
		said = say(data, len, &taken);
	must(said == end, "it does not matter how bytes come");
	if (said == PROXY_OWN || said == PROXY_TOLD)
		must(taken == whole, "a header has one length");
}
