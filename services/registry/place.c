/* place.c - where something was begun or tried: an address prefix as it is kept, by a keyed hash.
 */
#include "services/registry/place.h"

#include <string.h>

void place_name(const struct seal *s, const char *prefix, char ret[PLACE])
{
	char digest[SEAL_DIGEST + 1];
	struct seal_digest d;

	ret[0] = '\0';
	if (prefix[0] == '\0')
		return;
	seal_digest_begin(&d, s, "place");
	seal_digest_text(&d, prefix);
	seal_digest_end(&d, digest);
	memcpy(ret, digest, PLACE - 1);
	ret[PLACE - 1] = '\0';
}

bool place_is(const struct seal *s, const char *kept, const char *prefix)
{
	char place[PLACE];

	place_name(s, prefix, place);
	return prefix[0] != '\0' && (strcmp(kept, place) == 0 || strcmp(kept, prefix) == 0);
}

/* A place has no slash, and every prefix has one. */
void place_hide(const struct seal *s, char *kept, size_t room)
{
	char place[PLACE];

	if (strchr(kept, '/') == NULL || room < PLACE)
		return;
	place_name(s, kept, place);
	memcpy(kept, place, PLACE);
}
