/* id.c - ids that the portal makes for its rows. */
#include "services/registry/id.h"

#include <sodium.h>
#include <stdint.h>
#include <string.h>
#include <time.h>

#define TIME 6 /* bytes, the big end first: lasts for 8,900 years */

void id_new(char ret[ID_LENGTH + 1])
{
	unsigned char id[ID_LENGTH / 2];
	struct timespec now;
	uint64_t ms;

	clock_gettime(CLOCK_REALTIME, &now);
	ms = (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
	for (int i = 0; i < TIME; i++)
		id[i] = (unsigned char)(ms >> (8 * (TIME - 1 - i)));
	randombytes_buf(id + TIME, sizeof(id) - TIME);
	sodium_bin2hex(ret, ID_LENGTH + 1, id, sizeof(id));
}

void id_derive(const char *text, char ret[ID_LENGTH + 1])
{
	unsigned char id[ID_LENGTH / 2];

	crypto_generichash(id, sizeof(id), (const unsigned char *)text, strlen(text), NULL, 0);
	sodium_bin2hex(ret, ID_LENGTH + 1, id, sizeof(id));
}
