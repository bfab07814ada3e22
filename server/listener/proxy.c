/* proxy.c - the fixed header by which a balancer says whom a connection comes from: PROXY protocol,
 * version 2. */
#include "server/listener/proxy.h"

#include "services/registry/limits.h"

#include <netinet/in.h>
#include <string.h>

static const unsigned char signature[12] = {0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D,
					    0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A};

enum { VERSION_LOCAL = 0x20, VERSION_PROXY = 0x21 };
enum { STREAM_IPV4 = 0x11, STREAM_IPV6 = 0x21 };
#define IPV4_BYTES 12
#define IPV6_BYTES 36

static enum proxy_said read_address(const unsigned char *bytes, size_t size, int family,
				    struct sockaddr_storage *ret)
{
	*ret = (struct sockaddr_storage){0};
	if (family == STREAM_IPV4 && size >= IPV4_BYTES) {
		struct sockaddr_in *v4 = (struct sockaddr_in *)ret;

		v4->sin_family = AF_INET;
		memcpy(&v4->sin_addr, bytes, 4);
		memcpy(&v4->sin_port, bytes + 8, 2);
		return PROXY_TOLD;
	}
	if (family == STREAM_IPV6 && size >= IPV6_BYTES) {
		struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)ret;

		v6->sin6_family = AF_INET6;
		memcpy(&v6->sin6_addr, bytes, 16);
		memcpy(&v6->sin6_port, bytes + 32, 2);
		return PROXY_TOLD;
	}
	return PROXY_WRONG;
}

enum proxy_said proxy_read(const unsigned char *bytes, size_t size, struct sockaddr_storage *ret,
			   size_t *ret_size)
{
	size_t same = size < sizeof(signature) ? size : sizeof(signature), rest;

	if (memcmp(bytes, signature, same) != 0)
		return PROXY_WRONG;
	*ret_size = PROXY_HEAD;
	if (size < PROXY_HEAD)
		return PROXY_MORE;
	rest = (size_t)(bytes[14] << 8 | bytes[15]);
	*ret_size = PROXY_HEAD + rest;
	if (*ret_size > LIMIT_HEADER || (bytes[12] != VERSION_LOCAL && bytes[12] != VERSION_PROXY))
		return PROXY_WRONG;
	if (size < *ret_size)
		return PROXY_MORE;
	if (bytes[12] == VERSION_LOCAL)
		return PROXY_OWN;
	return read_address(bytes + PROXY_HEAD, rest, bytes[13], ret);
}
