/* network.c - where something was begun or tried: an address prefix as it is kept, by a keyed hash.
 */
#include "services/registry/network.h"

#include <string.h>

void network_name(const struct seal *s, const char *prefix, char ret[NETWORK])
{
	char digest[SEAL_DIGEST + 1];
	struct seal_digest d;

	ret[0] = '\0';
	if (prefix[0] == '\0')
		return;
	seal_digest_begin(&d, s, "network");
	seal_digest_text(&d, prefix);
	seal_digest_end(&d, digest);
	memcpy(ret, digest, NETWORK - 1);
	ret[NETWORK - 1] = '\0';
}

bool network_is(const struct seal *s, const char *kept, const char *prefix)
{
	char network[NETWORK];

	network_name(s, prefix, network);
	return prefix[0] != '\0' && (strcmp(kept, network) == 0 || strcmp(kept, prefix) == 0);
}

/* A name has no slash, and every prefix has one. */
void network_hide(const struct seal *s, char *kept, size_t room)
{
	char network[NETWORK];

	if (strchr(kept, '/') == NULL || room < NETWORK)
		return;
	network_name(s, kept, network);
	memcpy(kept, network, NETWORK);
}
