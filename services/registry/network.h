/* network.h - where something was begun or tried: an address prefix as it is kept, by a keyed hash.
 */
#ifndef SERVICES_REGISTRY_NETWORK_H
#define SERVICES_REGISTRY_NETWORK_H

#include "services/registry/seal.h"

#include <stdbool.h>

#define NETWORK 33 /* room for a name with its end */

/* The first 128 bits in hex of HMAC(digest.key, "network", prefix): two tries from one prefix are
 * known to be from one network, and the registry without its keys does not tell from which. ""
 * stays
 * "". */
void network_name(const struct seal *s, const char *prefix, char ret[NETWORK]);

/* Whether `kept` is the network of `prefix`; older versions kept the prefix itself. Never where
 * there is no prefix. */
bool network_is(const struct seal *s, const char *kept, const char *prefix);

/* A prefix as older versions kept it becomes its name; what is one already stays. */
void network_hide(const struct seal *s, char *kept, size_t room);

#endif
