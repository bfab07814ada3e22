/* keyholder.h - a key of SSH and what `ssh-keygen -Y sign` makes with it, for tests. */
#ifndef TESTS_SERVICES_KEYHOLDER_H
#define TESTS_SERVICES_KEYHOLDER_H

#include "i18n/base/arena.h"

struct keyholder {
	unsigned char public_key[32], secret_key[64];
};

/* Always the same for the same letter. */
struct keyholder keyholder_of(char letter);

/* The line of its .pub file. */
const char *keyholder_line(struct arena *a, const struct keyholder *s);

/* The armored signature of the text, in that namespace and of that kind of key. */
const char *keyholder_sign(struct arena *a, const struct keyholder *s, const char *text,
			   const char *space, const char *kind);

#endif
