/* archive.h - many files in one that only the holder of the backup's secret opens. */
#ifndef SERVICES_UPKEEP_ARCHIVE_H
#define SERVICES_UPKEEP_ARCHIVE_H

#include "i18n/base/buffer.h"
#include "i18n/base/error.h"

#include <sodium.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/* clang-format off */
/*
 *   archive  := "shbackup" | version (4) = 1 | key (80) | header (24) | chunk*
 *   key      := 32 random bytes, sealed by crypto_box_seal to the backup's public key
 *   header   := of crypto_secretstream_xchacha20poly1305 under that key
 *   chunk    := bytes of ciphertext (4) | ciphertext; the last one alone is tagged FINAL
 *
 * What the chunks hold, one after the other:
 *
 *   content  := file* manifest
 *   file     := "F" | bytes of name (2) | name | bytes (8) | bytes
 *   manifest := "M" | number of files (4) | (bytes of name (2) | name | SHA-256 (32))*
 *
 * Numbers are big end first. A name is a path below the folder: letters, digits, "." "_" "-" and
 * single "/", no part that begins with ".". Nothing is held in memory whole but the manifest.
 */
/* clang-format on */
#define ARCHIVE_CHUNK 65536 /* bytes of content */
#define ARCHIVE_NAME 400    /* room for a name */

struct archive {
	FILE *file;
	crypto_secretstream_xchacha20poly1305_state state;
	unsigned char plain[ARCHIVE_CHUNK];
	size_t used, at; /* bytes in `plain`; read so far */
	bool last;       /* the FINAL chunk was read */
	uint32_t count;
	struct buffer manifest;
};

/* Writing, in this order; `public_key` is the backup's. archive_free after a fault too. */
MUST_USE enum fault archive_begin(struct archive *x, FILE *file,
				  const unsigned char public_key[crypto_box_PUBLICKEYBYTES],
				  struct error *err);
MUST_USE enum fault archive_put(struct archive *x, const char *name, const char *path,
				struct error *err);
MUST_USE enum fault archive_end(struct archive *x, struct error *err);

/* Reading: opens (FAULT_DENIED: another secret; FAULT_INPUT: no archive), then writes every file
   below an empty `folder` and compares with the manifest. FAULT_INPUT: damaged, nothing of it is to
   be trusted. */
MUST_USE enum fault archive_open(struct archive *x, FILE *file,
				 const unsigned char secret_key[crypto_box_SECRETKEYBYTES],
				 struct error *err);
MUST_USE enum fault archive_unpack(struct archive *x, const char *folder, struct error *err);

void archive_free(struct archive *x);

#endif
