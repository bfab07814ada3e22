/* place.h - where something was begun or tried: an address prefix as it is kept, by a keyed hash.
 */
#ifndef SERVICES_REGISTRY_PLACE_H
#define SERVICES_REGISTRY_PLACE_H

#include "services/registry/seal.h"

#include <stdbool.h>

#define PLACE 33 /* room for a place with its end */

/* The first 128 bits in hex of HMAC(digest.key, "place", prefix): two tries from one prefix are
 * known to be from one place, and the registry without its keys does not tell from which. "" stays
 * "". */
void place_name(const struct seal *s, const char *prefix, char ret[PLACE]);

/* Whether `kept` is the place of `prefix`; older versions kept the prefix itself. Never where there
 * is no prefix. */
bool place_is(const struct seal *s, const char *kept, const char *prefix);

/* A prefix as older versions kept it becomes its place; what is one already stays. */
void place_hide(const struct seal *s, char *kept, size_t room);

#endif
