/* known.h - the ids or codes that there are, as a message lists them. */
#ifndef SERVICES_DEFINITION_KNOWN_H
#define SERVICES_DEFINITION_KNOWN_H

#include <stdbool.h>

#define KNOWN_MAX 180 /* bytes: less than a message's place takes */

/* "a, b, c"; begins as "". What goes beyond the room is left out behind "…". */
void known_add(char to[KNOWN_MAX], const char *word);

/* One letter more, less or other, or two that changed places; false for the same word, and for
 * words of one or two letters. */
bool known_is_mistyped(const char *one, const char *other);

#endif
