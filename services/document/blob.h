/* blob.h - where the sealed chunks of a paper stand: in a file beside the database, else in rows.
 */
#ifndef SERVICES_DOCUMENT_BLOB_H
#define SERVICES_DOCUMENT_BLOB_H

#include "services/document/chunk.h"
#include "services/registry/registry.h"
#include "services/store/store_paper.h"

/*
 * A file is FOLDER/documents/NAME, a keyed hash of the paper's id: chunk n at n * CHUNK_SEALED. It
 * is made when its row is there already, and taken away by the clerk alone when that is gone
 * (blob_sweep): nobody opens it then, since its key went with the row. So a backup that copies the
 * registry first finds each file that a row of it names.
 *
 * Where the registry came from a database with rows, those stay rows.
 */
struct blob {
	struct registry *registry;
	char paper[33];
	int file; /* descriptor; -1: in rows */
};

/* FAULT_BUSY: the folder cannot be written to. Without a file and with `create` one is made. */
MUST_USE enum fault blob_open(struct blob *b, struct registry *r, const struct store_paper *row,
			      bool create, struct error *err);
void blob_close(struct blob *b);

/* Puts one in the place of what had its number; not more than one behind the last. */
MUST_USE enum fault blob_put(struct blob *b, int64_t number, const void *sealed, size_t len,
			     struct error *err);
/* *ret_len 0: there is none; `to` has room for CHUNK_SEALED. */
MUST_USE enum fault blob_get(struct blob *b, int64_t number, void *to, size_t *ret_len,
			     struct error *err);
/* How many there are, and how long the last is. */
MUST_USE enum fault blob_last(struct blob *b, int64_t *ret_count, size_t *ret_len,
			      struct error *err);
/* Those from number `from` on go. */
MUST_USE enum fault blob_cut(struct blob *b, int64_t from, struct error *err);
/* All are on the disk when it returns. */
MUST_USE enum fault blob_sync(struct blob *b, struct error *err);

/* The portal's own: takes away files that no row names and that were found to be so before `before`
 * (UTC seconds of the machine). */
MUST_USE enum fault blob_sweep(struct registry *r, int64_t before, struct error *err);

#endif
