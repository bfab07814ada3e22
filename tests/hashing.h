/* hashing.h - what the portal asked of argon2id, of which unit tests do less.
 */
#ifndef TESTS_HASHING_H
#define TESTS_HASHING_H

#include <stdbool.h>
#include <stddef.h>

/* Of the last hash: how many passes, over how many bytes, by which of libsodium's algorithms. */
struct hashing {
	unsigned long long passes;
	size_t memory;
	int algorithm;
};

extern struct hashing hashing_asked;

/* Nothing is done less, for the rest of this process: where PINs are those of a registry that the
 * portal wrote. */
extern bool hashing_whole;

#endif
