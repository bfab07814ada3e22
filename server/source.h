/* source.h - where a visitor comes from: an IPv4 /24 or an IPv6 /48, for limits and budgets. */
#ifndef SERVER_SOURCE_H
#define SERVER_SOURCE_H

#include "i18n/base/error.h"

#include <stdbool.h>
#include <sys/socket.h>

#define SOURCE_ROOM 64

/* "192.0.2.0/24", "2001:db8:1::/48"; "?" for any other family. IPv4 inside IPv6 is IPv4. */
void source_name(const struct sockaddr_storage *a, char ret[SOURCE_ROOM]);

/* What one subscriber has of it: "192.0.2.7", "2001:db8:1:2::/64"; "?" for any other family. */
void source_line(const struct sockaddr_storage *a, char ret[SOURCE_ROOM]);

/* Lists of addresses and prefixes ("192.0.2.7 198.51.100.0/24 2001:db8::/32"): whether each can be
 * read, and whether one of them holds `a`. */
bool source_is_list(const char *list);
bool source_is_among(const struct sockaddr_storage *a, const char *list);

/* "0.0.0.0:2222", "[::]:2222", "*:2222" as an address to bind to; FAULT_INPUT. */
MUST_USE enum fault source_read(const char *text, struct sockaddr_storage *ret, socklen_t *ret_len,
				struct error *err);

/* The same the other way, and the port alone. */
void source_show(const struct sockaddr_storage *a, char ret[SOURCE_ROOM]);
int source_port(const struct sockaddr_storage *a);

#endif
