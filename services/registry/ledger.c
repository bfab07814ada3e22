/* ledger.c - append-only acts, each entry carrying the hash of the one before. */
#include "services/registry/ledger.h"

#include "services/registry/registry_inside.h"
#include "services/store/store_ledger.h"

static void hash_number(crypto_hash_sha256_state *h, int64_t number)
{
	unsigned char bytes[8];

	for (int i = 0; i < 8; i++)
		bytes[i] = (unsigned char)((uint64_t)number >> (56 - 8 * i));
	crypto_hash_sha256_update(h, bytes, sizeof(bytes));
}

static void hash_text(crypto_hash_sha256_state *h, const char *text)
{
	size_t len = strlen(text);

	hash_number(h, (int64_t)len);
	crypto_hash_sha256_update(h, (const unsigned char *)text, len);
}

static void hash_entry(const struct store_ledger *e, const unsigned char prev[STORE_HASH],
		       unsigned char ret[STORE_HASH])
{
	crypto_hash_sha256_state h;

	crypto_hash_sha256_init(&h);
	crypto_hash_sha256_update(&h, prev, STORE_HASH);
	hash_number(&h, e->seq);
	hash_number(&h, e->at);
	hash_text(&h, e->act);
	hash_text(&h, e->object);
	hash_text(&h, e->actor);
	hash_text(&h, e->reason);
	hash_text(&h, e->digest);
	crypto_hash_sha256_final(&h, ret);
}

static void sign_head(const struct seal *seal, const struct store_ledger_head *head, char ret[65])
{
	struct seal_digest d;

	seal_digest_begin(&d, seal, "ledger head");
	seal_digest_number(&d, head->seq);
	seal_digest_bytes(&d, head->hash.at, STORE_HASH);
	seal_digest_end(&d, ret);
}

enum fault ledger_add(struct registry *r, const struct ledger_entry *entry, struct error *err)
{
	unsigned char hash[STORE_HASH];
	struct store_ledger_head head;
	struct store_ledger e;
	enum fault fault = store_ledger_head(r->store, &head, err);

	if (fault != FAULT_NONE)
		return fault;
	e = (struct store_ledger){
		.seq = head.seq + 1,
		.at = registry_now(r),
		.act = entry->act,
		.object = entry->object,
		.actor = entry->actor,
		.reason = entry->reason == NULL ? "" : entry->reason,
		.digest = entry->digest == NULL ? "" : entry->digest,
		.prev = head.hash,
		.hash = {hash, STORE_HASH},
	};
	hash_entry(&e, head.last, hash);
	fault = store_ledger_add(r->store, &e, err);
	if (fault != FAULT_NONE)
		return fault;
	head.seq = e.seq;
	head.hash = e.hash;
	sign_head(&r->seal, &head, head.mac);
	return store_ledger_put_head(r->store, &head, err);
}

struct list {
	struct arena *arena;
	struct ledger_entry *entries;
	size_t count, room;
};

static enum fault keep(void *ctx, const struct store_ledger *e, struct error *err)
{
	struct list *l = ctx;

	(void)err;
	if (l->count == l->room) {
		struct ledger_entry *more;

		l->room = l->room == 0 ? 16 : 2 * l->room;
		more = arena_array(l->arena, l->room, sizeof(*more));
		if (l->count > 0)
			memcpy(more, l->entries, l->count * sizeof(*more));
		l->entries = more;
	}
	l->entries[l->count++] = (struct ledger_entry){
		.seq = e->seq,
		.at = e->at,
		.act = arena_text(l->arena, e->act),
		.object = arena_text(l->arena, e->object),
		.actor = arena_text(l->arena, e->actor),
		.reason = arena_text(l->arena, e->reason),
		.digest = arena_text(l->arena, e->digest),
	};
	return FAULT_NONE;
}

enum fault ledger_of(struct registry *r, const char *object, struct arena *a,
		     struct ledger_entry **ret, size_t *ret_count, struct error *err)
{
	struct list l = {.arena = a};
	enum fault fault = store_ledger_each(r->store, object, keep, &l, err);

	if (fault == FAULT_NONE) {
		*ret = l.entries;
		*ret_count = l.count;
	}
	return fault;
}

struct chain {
	int64_t seq; /* as far as it was walked */
	unsigned char last[STORE_HASH];
	void (*tell)(void *ctx, const char *line);
	void *ctx;
	bool whole;
};

static void find(struct chain *c, int64_t seq, const char *what)
{
	char line[160];

	snprintf(line, sizeof(line), "Ledger: entry %lld %s.", (long long)seq, what);
	c->tell(c->ctx, line);
	c->whole = false;
}

static bool is_hash(struct table_bytes bytes, const unsigned char hash[STORE_HASH])
{
	return bytes.len == STORE_HASH && memcmp(bytes.at, hash, STORE_HASH) == 0;
}

static enum fault check_entry(void *ctx, const struct store_ledger *e, struct error *err)
{
	struct chain *c = ctx;
	unsigned char hash[STORE_HASH];

	(void)err;
	if (e->seq != c->seq + 1)
		find(c, c->seq + 1, "is missing");
	else if (!is_hash(e->prev, c->last))
		find(c, e->seq, "does not follow the one before it");
	hash_entry(e, e->prev.len == STORE_HASH ? e->prev.at : c->last, hash);
	if (!is_hash(e->hash, hash))
		find(c, e->seq, "was changed");
	c->seq = e->seq;
	memcpy(c->last, e->hash.len == STORE_HASH ? e->hash.at : hash, STORE_HASH);
	return FAULT_NONE;
}

enum fault ledger_check(struct registry *r, void (*tell)(void *ctx, const char *line), void *ctx,
			bool *ret_whole, struct error *err)
{
	struct chain c = {.tell = tell, .ctx = ctx, .whole = true};
	struct store_ledger_head head;
	char mac[65];
	enum fault fault = store_ledger_head(r->store, &head, err);

	if (fault == FAULT_NONE)
		fault = store_ledger_each(r->store, NULL, check_entry, &c, err);
	if (fault != FAULT_NONE)
		return fault;
	sign_head(&r->seal, &head, mac);
	if (head.seq > 0 && sodium_memcmp(mac, head.mac, sizeof(mac)) != 0)
		find(&c, head.seq, "stands in a head that nobody with the portal's keys wrote");
	if (head.seq > c.seq)
		find(&c, c.seq + 1, "and those after it were taken away");
	else if (head.seq < c.seq)
		find(&c, head.seq + 1, "is behind the ledger's head");
	else if (memcmp(head.last, c.last, STORE_HASH) != 0)
		find(&c, head.seq, "is not the one that the ledger's head names");
	*ret_whole = c.whole;
	return FAULT_NONE;
}
