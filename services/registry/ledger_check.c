/* ledger_check.c - whether the ledger holds: every chain from its first entry to its head, and the
 * changes of every object in the order of its revisions. */
#include "services/registry/ledger.h"

#include "services/registry/ledger_inside.h"
#include "services/registry/registry_inside.h"

struct check {
	struct registry *registry;
	void (*tell)(void *ctx, const char *line);
	void *ctx;
	bool whole;
};

/* One of an origin's lanes: its head as it is kept, and how far its entries were walked. */
struct chain {
	char origin[33];
	int lane;
	struct store_ledger_head head;
	int64_t seq;
	unsigned char last[STORE_HASH];
	int recipe; /* of the entry walked last */
	struct chain *next;
};

static void find(struct check *c, const char *origin, int lane, int64_t seq, const char *what)
{
	char line[300];

	if (strcmp(origin, c->registry->origin) == 0 && lane == 0)
		snprintf(line, sizeof(line), "Ledger: entry %lld %s.", (long long)seq, what);
	else
		snprintf(line, sizeof(line), "Ledger of %s, lane %d: entry %lld %s.", origin, lane,
			 (long long)seq, what);
	c->tell(c->ctx, line);
	c->whole = false;
}

static void find_entry(struct check *c, const struct store_ledger *e, const char *what)
{
	find(c, e->origin, e->lane, e->seq, what);
}

/* --- chains --- */

struct walk {
	struct check *check;
	struct arena *arena;
	struct chain *chains;
};

static struct chain *chain_of(struct walk *w, const char *origin, int lane)
{
	struct chain *c = w->chains;

	while (c != NULL && (c->lane != lane || strcmp(c->origin, origin) != 0))
		c = c->next;
	if (c != NULL)
		return c;
	c = arena_take(w->arena, sizeof(*c));
	snprintf(c->origin, sizeof(c->origin), "%s", origin);
	c->lane = lane;
	c->head.hash = (struct table_bytes){c->head.last, STORE_HASH};
	c->next = w->chains;
	w->chains = c;
	return c;
}

static void keep_head(void *ctx, const struct store_ledger_head *head)
{
	struct chain *c = chain_of(ctx, head->origin, head->lane);

	c->head = *head;
	c->head.hash = (struct table_bytes){c->head.last, STORE_HASH};
}

static bool is_hash(struct table_bytes bytes, const unsigned char hash[STORE_HASH])
{
	return bytes.len == STORE_HASH && memcmp(bytes.at, hash, STORE_HASH) == 0;
}

/* Whether nothing stands in what the entry's recipe does not cover; what follows from other columns
   is looked at elsewhere. */
static bool is_bare(const struct store_ledger *e)
{
	static const size_t derived[] = {
		offsetof(struct store_ledger, recipe), offsetof(struct store_ledger, origin),
		offsetof(struct store_ledger, lane),   offsetof(struct store_ledger, revision),
		offsetof(struct store_ledger, effect), offsetof(struct store_ledger, operation),
	};
	const struct table *t = &store_ledger_table;
	char operation[80];

	for (size_t i = 0; i < t->count; i++) {
		struct datum d = table_datum(&t->fields[i], e);
		bool follows = t->fields[i].since <= e->recipe;

		for (size_t k = 0; k < sizeof(derived) / sizeof(derived[0]); k++)
			follows = follows || t->fields[i].offset == derived[k];
		if (!follows &&
		    (d.kind == DATUM_NUMBER ? d.number != 0 : *(const char *)d.data != '\0'))
			return false;
	}
	snprintf(operation, sizeof(operation), "%s/%lld", e->origin, (long long)e->seq);
	return e->recipe > 1 || strcmp(e->operation, operation) == 0;
}

/* What the table of acts says of an entry. */
static void check_act(struct check *c, const struct store_ledger *e)
{
	enum ledger_act act = ledger_act_find(e->act);

	if (act == LEDGER_ACTS)
		find_entry(c, e, "is of an act that this version does not know");
	else if ((int)ledger_act_effect(act) != e->effect ||
		 ledger_act_vouches(act) != (e->digest[0] != '\0'))
		find_entry(c, e, "is not what its act does");
}

static enum fault check_entry(void *ctx, const struct store_ledger *e, struct error *err)
{
	struct walk *w = ctx;
	struct chain *c = chain_of(w, e->origin, e->lane);
	unsigned char hash[STORE_HASH];

	(void)err;
	if (e->seq != c->seq + 1)
		find(w->check, c->origin, c->lane, c->seq + 1, "is missing");
	else if (!is_hash(e->prev, c->last))
		find_entry(w->check, e, "does not follow the one before it");
	if (e->recipe < 1 || e->recipe > LEDGER_RECIPE)
		find_entry(w->check, e, "was entered by a recipe that this version does not know");
	else if (e->recipe < c->recipe)
		find_entry(w->check, e, "was entered by an older recipe than the one before it");
	ledger_hash(e, e->prev.len == STORE_HASH ? e->prev.at : c->last, hash);
	if (!is_hash(e->hash, hash) || !is_bare(e))
		find_entry(w->check, e, "was changed");
	check_act(w->check, e);
	c->seq = e->seq;
	c->recipe = e->recipe;
	memcpy(c->last, e->hash.len == STORE_HASH ? e->hash.at : hash, STORE_HASH);
	return FAULT_NONE;
}

/* What stands at the end of a chain against its head. */
static void check_head(struct check *k, const struct chain *c)
{
	char mac[65] = "";

	ledger_sign(&k->registry->seal, &c->head, mac);
	if (c->head.seq > 0 &&
	    (sodium_memcmp(mac, c->head.mac, sizeof(mac)) != 0 || c->head.recipe != c->recipe))
		find(k, c->origin, c->lane, c->head.seq,
		     "stands in a head that nobody with the portal's keys wrote");
	if (c->head.counted > c->head.seq)
		find(k, c->origin, c->lane, c->head.counted, "is counted in a head of before");
	if (c->head.seq > c->seq)
		find(k, c->origin, c->lane, c->seq + 1, "and those after it were taken away");
	else if (c->head.seq < c->seq)
		find(k, c->origin, c->lane, c->head.seq + 1, "is behind the ledger's head");
	else if (memcmp(c->head.last, c->last, STORE_HASH) != 0)
		find(k, c->origin, c->lane, c->head.seq,
		     "is not the one that the ledger's head names");
}

static enum fault check_chains(struct check *k, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct walk w = {.check = k, .arena = a};
	struct store *s = k->registry->store;
	enum fault fault = store_ledger_each_head(s, keep_head, &w, err);

	if (fault == FAULT_NONE)
		fault = store_ledger_each(s, STORE_BY_CHAIN, check_entry, &w, err);
	for (const struct chain *c = w.chains; c != NULL && fault == FAULT_NONE; c = c->next) {
		bool known = false;

		check_head(k, c);
		fault = store_ledger_has_origin(s, c->origin, &known, err);
		if (fault == FAULT_NONE && !known)
			find(k, c->origin, c->lane, c->seq, "ends a chain of nobody who is known");
	}
	return fault;
}

/* --- objects --- */

/* What the entries of one object said so far, by its revisions. */
struct object {
	struct check *check;
	char id[112], origin[33];
	int lane;
	int64_t revision; /* of its last change */
	int64_t seq;      /* highest so far in the chain of its last change */
	int recipe;       /* of its last digest */
	bool is_draft;    /* saved answers raise its revision without an entry */
	bool ended;
};

static bool is_same_chain(const struct object *o, const struct store_ledger *e)
{
	return o->lane == e->lane && strcmp(o->origin, e->origin) == 0;
}

static bool begins_again(const struct store_ledger *e)
{
	enum ledger_act act = ledger_act_find(e->act);

	return act != LEDGER_ACTS && ledger_act_begins(act);
}

static void check_change(struct object *o, const struct store_ledger *e)
{
	const char *hex;
	int recipe = ledger_digest_recipe(e->digest, &hex);
	enum ledger_act act = ledger_act_find(e->act);

	if (o->ended && !begins_again(e))
		find_entry(o->check, e, "changes what had ended");
	if (e->revision <= o->revision)
		find_entry(o->check, e, "is a second change with the same revision");
	else if (e->revision != o->revision + 1 && (e->recipe == 1 || !o->is_draft))
		find_entry(o->check, e, "has a revision that nobody counted");
	if (is_same_chain(o, e) && e->seq < o->seq)
		find_entry(o->check, e, "is out of the order of its object's changes");
	if (recipe > 0 && recipe < o->recipe)
		find_entry(o->check, e,
			   "vouches for its object by an older recipe than the entry before");
	o->revision = e->revision;
	o->seq = e->seq;
	o->lane = e->lane;
	snprintf(o->origin, sizeof(o->origin), "%s", e->origin);
	o->recipe = recipe > 0 ? recipe : o->recipe;
	o->ended = e->effect == LEDGER_ENDS;
	o->is_draft = act == LEDGER_DRAFT_OPENED || (o->is_draft && act != LEDGER_SUBMITTED);
}

static enum fault check_object(void *ctx, const struct store_ledger *e, struct error *err)
{
	struct object *o = ctx;

	(void)err;
	if (strcmp(o->id, e->object) != 0) {
		*o = (struct object){.check = o->check};
		snprintf(o->id, sizeof(o->id), "%s", e->object);
	}
	if (e->effect != LEDGER_LOOKS) {
		check_change(o, e);
		return FAULT_NONE;
	}
	/* What recipe 1 does not cover follows from the order; a later look may tell of a page that
	   had been there for a while. */
	if (e->recipe == 1 && e->revision != o->revision)
		find_entry(o->check, e, "saw a revision that was not there");
	if (e->recipe == 1 && is_same_chain(o, e) && e->seq > o->seq)
		o->seq = e->seq;
	return FAULT_NONE;
}

enum fault ledger_check(struct registry *r, void (*tell)(void *ctx, const char *line), void *ctx,
			bool *ret_whole, struct error *err)
{
	struct check c = {.registry = r, .tell = tell, .ctx = ctx, .whole = true};
	struct object o = {.check = &c};
	enum fault fault = check_chains(&c, err);

	if (fault == FAULT_NONE)
		fault = store_ledger_each(r->store, STORE_BY_OBJECT, check_object, &o, err);
	if (fault == FAULT_NONE)
		*ret_whole = c.whole;
	return fault;
}
