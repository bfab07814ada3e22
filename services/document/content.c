/* content.c - the bytes of one paper, read and written at any place, a sealed chunk at a time. */
#include "services/document/content.h"

#include "i18n/base/array.h"
#include "services/application/dispatch.h"
#include "services/document/sum.h"
#include "services/registry/registry_inside.h"

#define KEY "paper key"

static enum fault is_damaged(const struct content *c, const char *how, struct error *err)
{
	return fail(err, FAULT_BROKEN,
		    N_("This document is damaged in the registry; please tell the portal's "
		       "operator."),
		    "paper %s: %s", c->blob.paper, how);
}

void content_begin(struct registry *r, struct store_paper *row)
{
	unsigned char key[SEAL_KEY];
	char hex[2 * SEAL_KEY + 1];

	randombytes_buf(key, sizeof(key));
	sodium_bin2hex(hex, sizeof(hex), key, sizeof(key));
	if (!dispatch_seal(&r->seal, row->id, KEY, hex, row->key, sizeof(row->key)))
		fatal("a key finds no room");
	seal_index(&r->seal, "paper", row->id, row->name);
	sodium_memzero(key, sizeof(key));
	sodium_memzero(hex, sizeof(hex));
}

static enum fault open_key(struct content *c, const struct store_paper *row, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	const char *hex = dispatch_open(&c->blob.registry->seal, a, row->id, KEY, row->key);
	size_t len = 0;

	if (sodium_hex2bin(c->key, sizeof(c->key), hex, strlen(hex), NULL, &len, NULL) != 0 ||
	    len != sizeof(c->key))
		return is_damaged(c, "its key", err);
	return FAULT_NONE;
}

/* Whether the chunk is the last of a whole one is known from its row; of another it may have been
 * marked by an end that was then not kept: it is stored anew without before more comes. */
static enum fault load(struct content *c, int64_t number, struct error *err)
{
	int64_t last = (c->size - 1) / (int64_t)CHUNK;
	struct chunk_at at = {c->blob.paper, number, c->whole && number == last};
	size_t len = 0;
	bool opened;
	enum fault fault = blob_get(&c->blob, number, c->sealed, &len, err);

	if (fault != FAULT_NONE)
		return fault;
	opened = chunk_open(c->key, &at, c->sealed, len, c->plain);
	if (!opened && !c->whole && number == last) {
		at.last = true;
		c->changed = opened = chunk_open(c->key, &at, c->sealed, len, c->plain);
	}
	if (!opened)
		return is_damaged(c, "a chunk", err);
	c->number = number;
	c->held = len - CHUNK_OVER;
	return FAULT_NONE;
}

static enum fault measure(struct content *c, struct error *err)
{
	int64_t count = 0;
	size_t len = 0;
	enum fault fault = blob_last(&c->blob, &count, &len, err);

	if (fault != FAULT_NONE || count == 0)
		return fault;
	if (len <= CHUNK_OVER)
		c->size = (count - 1) * (int64_t)CHUNK;
	else
		c->size = (count - 1) * (int64_t)CHUNK + (int64_t)(len - CHUNK_OVER);
	return FAULT_NONE;
}

/* A crash may have left half a chunk: the writer goes on before it. */
static enum fault mend(struct content *c, bool writes, struct error *err)
{
	int64_t last = (c->size - 1) / (int64_t)CHUNK;
	enum fault fault = c->size == 0 ? FAULT_NONE : load(c, last, err);

	if (fault != FAULT_BROKEN)
		return fault;
	fault = FAULT_NONE;
	c->size = last * (int64_t)CHUNK;
	c->number = -1;
	if (writes)
		fault = blob_cut(&c->blob, last, err);
	return fault;
}

enum fault content_open(struct content *c, struct registry *r, const struct store_paper *row,
			bool writes, struct error *err)
{
	enum fault fault;

	*c = (struct content){.number = -1,
			      .whole = strcmp(row->state, STORE_PAPER_COMING) != 0,
			      .plain = array_new(CHUNK, 1),
			      .sealed = array_new(CHUNK_SEALED, 1)};
	fault = blob_open(&c->blob, r, row, writes, err);
	if (fault == FAULT_NONE)
		fault = open_key(c, row, err);
	if (fault == FAULT_NONE)
		fault = measure(c, err);
	if (fault == FAULT_NONE && c->whole && c->size != row->bytes)
		fault = is_damaged(c, "its length", err);
	if (fault == FAULT_NONE && !c->whole)
		fault = mend(c, writes, err);
	return fault;
}

void content_close(struct content *c)
{
	blob_close(&c->blob);
	sodium_memzero(c->key, sizeof(c->key));
	if (c->plain != NULL)
		sodium_memzero(c->plain, CHUNK);
	free(c->plain);
	free(c->sealed);
	c->plain = c->sealed = NULL;
}

static enum fault store_chunk(struct content *c, bool last, struct error *err)
{
	struct chunk_at at = {c->blob.paper, c->number, last};
	enum fault fault;

	chunk_seal(c->key, &at, c->plain, c->held, c->sealed);
	fault = blob_put(&c->blob, c->number, c->sealed, c->held + CHUNK_OVER, err);
	c->changed = c->changed && fault != FAULT_NONE;
	return fault;
}

enum fault content_keep(struct content *c, struct error *err)
{
	return c->changed ? store_chunk(c, false, err) : FAULT_NONE;
}

static enum fault stand_at(struct content *c, int64_t number, struct error *err)
{
	enum fault fault = FAULT_NONE;

	if (c->number == number)
		return FAULT_NONE;
	fault = content_keep(c, err);
	if (fault != FAULT_NONE)
		return fault;
	c->number = -1;
	if (number * (int64_t)CHUNK < c->size)
		return load(c, number, err);
	c->number = number;
	c->held = 0;
	return FAULT_NONE;
}

enum fault content_read(struct content *c, int64_t offset, void *to, size_t room, size_t *ret_len,
			struct error *err)
{
	size_t from = (size_t)(offset % (int64_t)CHUNK), len;
	enum fault fault;

	*ret_len = 0;
	if (offset < 0 || offset >= c->size)
		return FAULT_NONE;
	fault = stand_at(c, offset / (int64_t)CHUNK, err);
	if (fault != FAULT_NONE)
		return fault;
	if (from >= c->held)
		return is_damaged(c, "a chunk is short", err);
	len = c->held - from < room ? c->held - from : room;
	memcpy(to, c->plain + from, len);
	*ret_len = len;
	return FAULT_NONE;
}

enum fault content_check(struct content *c, const struct store_paper *row, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	unsigned char bytes[16384];
	char hex[PAPER_SUM + 1];
	struct sum *sum = sum_new();
	int64_t at = 0;
	size_t len = 1;
	enum fault fault = FAULT_NONE;

	while (fault == FAULT_NONE && len > 0) {
		fault = content_read(c, at, bytes, sizeof(bytes), &len, err);
		sum_add(sum, bytes, fault == FAULT_NONE ? len : 0);
		at += (int64_t)len;
	}
	sum_end(sum, hex);
	sodium_memzero(bytes, sizeof(bytes));
	if (fault == FAULT_NONE && strcmp(hex, dispatch_open(&c->blob.registry->seal, a, row->id,
							     CONTENT_SUM, row->sum)) != 0)
		return is_damaged(c, "its sum", err);
	return fault;
}

enum fault content_write(struct content *c, int64_t offset, const void *bytes, size_t len,
			 struct error *err)
{
	size_t done = 0;

	if (offset < 0 || offset > c->size || c->whole)
		return fail(err, FAULT_INPUT,
			    N_("Send the file from its beginning, or from where it was broken "
			       "off."),
			    "at %lld of %lld", (long long)offset, (long long)c->size);
	while (done < len) {
		int64_t at = offset + (int64_t)done;
		size_t from = (size_t)(at % (int64_t)CHUNK);
		size_t part = len - done < CHUNK - from ? len - done : CHUNK - from;
		enum fault fault = stand_at(c, at / (int64_t)CHUNK, err);

		if (fault != FAULT_NONE)
			return fault;
		memcpy(c->plain + from, (const char *)bytes + done, part);
		c->held = from + part > c->held ? from + part : c->held;
		c->changed = true;
		done += part;
		c->size = at + (int64_t)part > c->size ? at + (int64_t)part : c->size;
	}
	return FAULT_NONE;
}

enum fault content_end(struct content *c, struct error *err)
{
	enum fault fault = stand_at(c, (c->size - 1) / (int64_t)CHUNK, err);

	if (fault == FAULT_NONE)
		fault = store_chunk(c, true, err);
	return fault == FAULT_NONE ? blob_sync(&c->blob, err) : fault;
}
