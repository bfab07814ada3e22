/* known.c - the ids or codes that there are, as a message lists them. */
#include "services/definition/known.h"

#include <stdio.h>
#include <string.h>

void known_add(char to[KNOWN_MAX], const char *word)
{
	size_t len = strlen(to), more = strlen(word);

	if (len + more + sizeof(", ") + sizeof("…") <= KNOWN_MAX)
		snprintf(to + len, KNOWN_MAX - len, "%s%s", len > 0 ? ", " : "", word);
	else if (len >= 3 && strcmp(to + len - 3, "…") != 0)
		snprintf(to + len, KNOWN_MAX - len, " …");
}

bool known_is_mistyped(const char *one, const char *other)
{
	size_t len = strlen(one), len2 = strlen(other), same = 0;

	if (len > len2)
		return known_is_mistyped(other, one);
	if (len2 < 3 || len2 - len > 1)
		return false;
	while (same < len && one[same] == other[same])
		same++;
	if (len < len2)
		return strcmp(one + same, other + same + 1) == 0;
	if (same == len)
		return false;
	if (strcmp(one + same + 1, other + same + 1) == 0)
		return true;
	return one[same] == other[same + 1] && one[same + 1] == other[same] &&
	       strcmp(one + same + 2, other + same + 2) == 0;
}
