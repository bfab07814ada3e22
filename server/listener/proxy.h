/* proxy.h - the fixed header by which a balancer says whom a connection comes from: PROXY protocol,
 * version 2. */
#ifndef SERVER_LISTENER_PROXY_H
#define SERVER_LISTENER_PROXY_H

#include <stddef.h>
#include <sys/socket.h>

/*
 * haproxy.org's proxy-protocol.txt, section 2.2; numbers are big-endian:
 *
 *     0             12        13        14        16
 *     +-------------+---------+---------+---------+-------------------------+---------+
 *     | signature   | version | family  | length  | addresses and ports     | more    |
 *     |             | command | and how |         | 12 bytes IPv4, 36 IPv6  |         |
 *     +-------------+---------+---------+---------+-------------------------+---------+
 *
 * What follows the addresses (TLVs) is passed over.
 */
#define PROXY_HEAD 16

enum proxy_said {
	PROXY_MORE,  /* `*ret_size` bytes are needed to tell */
	PROXY_WRONG, /* no header of this kind, or none that a balancer would send for SSH */
	PROXY_OWN,   /* the balancer itself, looking whether somebody is there */
	PROXY_TOLD,  /* `*ret` is where the visitor comes from */
};

/* Reads what has come. `*ret_size`: the header's length in bytes, for PROXY_OWN and PROXY_TOLD. */
enum proxy_said proxy_read(const unsigned char *bytes, size_t size, struct sockaddr_storage *ret,
			   size_t *ret_size);

#endif
