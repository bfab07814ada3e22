/* content.h - the bytes of one paper, read and written at any place, a sealed chunk at a time. */
#ifndef SERVICES_DOCUMENT_CONTENT_H
#define SERVICES_DOCUMENT_CONTENT_H

#include "services/document/blob.h"

#define CONTENT_SUM "paper sum" /* what the sum in a row is sealed as */

struct content {
	struct blob blob;
	unsigned char key[SEAL_KEY];
	int64_t size;   /* bytes */
	int64_t number; /* of the chunk at hand; -1: none */
	size_t held;    /* bytes of it */
	bool changed;   /* since it was stored */
	bool whole;     /* its last chunk is marked as such */
	unsigned char *plain, *sealed;
};

/* A new key, sealed into the row, and the name of the file. */
void content_begin(struct registry *r, struct store_paper *row);

/* Of one that is whole: FAULT_BROKEN where it is not as long as its row says. Of another what was
 * torn at its end by a crash is as if it had never come. content_close also after a fault. */
MUST_USE enum fault content_open(struct content *c, struct registry *r,
				 const struct store_paper *row, bool writes, struct error *err);
void content_close(struct content *c);

/* At most `room` bytes from `offset` on; *ret_len 0 behind the end. FAULT_BROKEN: it is damaged. */
MUST_USE enum fault content_read(struct content *c, int64_t offset, void *to, size_t room,
				 size_t *ret_len, struct error *err);

/* Of one that is whole: FAULT_BROKEN where its bytes are not those whose sum its row has. */
MUST_USE enum fault content_check(struct content *c, const struct store_paper *row,
				  struct error *err);

/* Up to the end and from it on, never behind it. What is at hand need not be stored yet. */
MUST_USE enum fault content_write(struct content *c, int64_t offset, const void *bytes, size_t len,
				  struct error *err);
MUST_USE enum fault content_keep(struct content *c, struct error *err);

/* Marks its last chunk as the last; all is on the disk. */
MUST_USE enum fault content_end(struct content *c, struct error *err);

#endif
