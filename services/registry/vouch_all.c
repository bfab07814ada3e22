/* vouch_all.c - keyed digests that stand in the rows themselves: given to all rows, and checked. */
#include "services/registry/vouch.h"

#include "services/registry/registry_inside.h"
#include "services/store/store_address.h"
#include "services/store/store_definition.h"
#include "services/store/store_ledger.h"
#include "services/store/store_recovery.h"
#include "services/store/store_visitor.h"

/* --- giving --- */

/* What was read, to be written when all is read: nothing else is asked while rows come. */
struct definition {
	struct store_definition row; /* without its text */
	struct definition *next;
};
struct origin {
	struct store_ledger_origin row;
	struct origin *next;
};
struct choice {
	struct store_visitor_choice row;
	struct choice *next;
};
struct fill {
	const struct seal *seal;
	struct arena *arena;
	struct definition *definitions;
	struct origin *origins;
	struct choice *choices;
};

static enum fault keep_definition(void *ctx, const struct store_definition *d, struct error *err)
{
	struct fill *f = ctx;
	struct definition *one = arena_take(f->arena, sizeof(*one));

	(void)err;
	one->row = *d;
	one->row.service = arena_text(f->arena, d->service);
	vouch_row(f->seal, &store_definition_table, d, one->row.mac);
	one->next = f->definitions;
	f->definitions = one;
	return FAULT_NONE;
}

static void keep_origin(void *ctx, const struct store_ledger_origin *origin)
{
	struct fill *f = ctx;
	struct origin *one = arena_take(f->arena, sizeof(*one));

	one->row = *origin;
	vouch_row(f->seal, &store_ledger_origin_table, origin, one->row.mac);
	one->next = f->origins;
	f->origins = one;
}

static void keep_choice(void *ctx, const struct store_visitor_choice *choice)
{
	struct fill *f = ctx;
	struct choice *one = arena_take(f->arena, sizeof(*one));

	one->row = *choice;
	vouch_row(f->seal, &store_visitor_choice_table, choice, one->row.mac);
	one->next = f->choices;
	f->choices = one;
}

static enum fault fill_rows(struct fill *f, struct store *s, struct error *err)
{
	enum fault fault = store_definition_each(s, false, keep_definition, f, err);

	if (fault == FAULT_NONE)
		fault = store_ledger_each_origin(s, keep_origin, f, err);
	if (fault == FAULT_NONE)
		fault = store_visitor_each_choice(s, keep_choice, f, err);
	for (struct definition *d = f->definitions; fault == FAULT_NONE && d != NULL; d = d->next)
		fault = store_definition_put_mac(s, &d->row, err);
	for (struct origin *o = f->origins; fault == FAULT_NONE && o != NULL; o = o->next)
		fault = store_ledger_put_origin(s, &o->row, err);
	for (struct choice *c = f->choices; fault == FAULT_NONE && c != NULL; c = c->next)
		fault = store_visitor_put_choice(s, &c->row, err);
	return fault;
}

static enum fault fill_stamp(const struct seal *seal, struct store *s, struct error *err)
{
	struct store_definition_stamp stamp;
	bool found = false;
	enum fault fault = store_definition_find_stamp(s, &stamp, &found, err);

	if (fault != FAULT_NONE || !found)
		return fault;
	vouch_row(seal, &store_definition_stamp_table, &stamp, stamp.mac);
	return store_definition_put_stamp(s, &stamp, err);
}

enum fault vouch_fill_keys(const struct seal *seal, struct store *s, struct error *err)
{
	struct store_definition_stamp keys = {.name = "keys"};

	vouch_keys(seal, keys.mac);
	return store_definition_put_stamp(s, &keys, err);
}

/* Whether it is as the portal wrote it when its tables were older. */
static enum fault was_whole(const struct seal *seal, struct store *s,
			    const struct store_application *row, enum vouch_recipe oldest,
			    bool *ret, struct error *err)
{
	char mac[SEAL_DIGEST + 1];
	bool whole = false;
	enum fault fault = FAULT_NONE;

	for (int recipe = (int)oldest; fault == FAULT_NONE && recipe < VOUCH_TOLD; recipe++) {
		fault = vouch_application_by(seal, s, row, (enum vouch_recipe)recipe, mac, err);
		whole = whole || (fault == FAULT_NONE && strcmp(mac, row->mac) == 0);
	}
	if (fault == FAULT_NONE)
		*ret = whole;
	return fault;
}

/* A draft's digest has been the same since rows have any. */
static enum fault is_to_renew(const struct seal *seal, struct store *s,
			      const struct store_application *row, enum vouch_recipe oldest,
			      bool *ret, struct error *err)
{
	if (!vouch_holds_content(row))
		return was_whole(seal, s, row, oldest, ret, err);
	*ret = false;
	return FAULT_NONE;
}

/* Of most the two recipes make the same: those are left as they are, so that a large registry is
   read, not written anew. */
static enum fault fill_application(const struct seal *seal, struct store *s,
				   struct store_application *row, const enum vouch_recipe *oldest,
				   struct error *err)
{
	char mac[SEAL_DIGEST + 1];
	bool wanted = true;
	enum fault fault = vouch_application(seal, s, row, mac, err);

	if (fault != FAULT_NONE || strcmp(mac, row->mac) == 0)
		return fault;
	if (oldest != NULL)
		fault = is_to_renew(seal, s, row, *oldest, &wanted, err);
	if (fault != FAULT_NONE || !wanted)
		return fault;
	memcpy(row->mac, mac, sizeof(mac));
	return store_application_save(s, row, err);
}

/* `oldest`: that their digests may be by; NULL: they have none. */
static enum fault fill_applications(const struct seal *seal, struct store *s,
				    const enum vouch_recipe *oldest, struct error *err)
{
	struct store_application row;
	char id[sizeof(row.id)] = "";
	bool found = true;

	for (;;) {
		enum fault fault = store_application_next(s, id, &row, &found, err);

		if (fault == FAULT_NONE && found)
			fault = fill_application(seal, s, &row, oldest, err);
		if (fault != FAULT_NONE || !found)
			return fault;
		memcpy(id, row.id, sizeof(id));
	}
}

enum fault vouch_fill(const struct seal *seal, struct store *s, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_FILL);
	struct fill f = {.seal = seal, .arena = a};
	enum fault fault = fill_rows(&f, s, err);

	if (fault == FAULT_NONE)
		fault = fill_stamp(seal, s, err);
	return fault == FAULT_NONE ? fill_applications(seal, s, NULL, err) : fault;
}

enum fault vouch_fill_submitted(const struct seal *seal, struct store *s, enum vouch_recipe oldest,
				struct error *err)
{
	return fill_applications(seal, s, &oldest, err);
}

/* --- checking --- */

struct check {
	const struct seal *seal;
	void (*tell)(void *ctx, const char *line);
	void *ctx;
	bool whole;
};

static void find(struct check *c, const char *what, const char *which, const char *how)
{
	char line[300];

	snprintf(line, sizeof(line), "%s %s %s.", what, which, how);
	c->tell(c->ctx, line);
	c->whole = false;
}

static void check_origin(void *ctx, const struct store_ledger_origin *origin)
{
	struct check *c = ctx;

	if (!vouch_holds(c->seal, &store_ledger_origin_table, origin))
		find(c, "Origin", origin->id, "is not as the portal wrote it");
}

static void check_choice(void *ctx, const struct store_visitor_choice *choice)
{
	struct check *c = ctx;

	if (!vouch_holds(c->seal, &store_visitor_choice_table, choice))
		find(c, "The choice of key", choice->key, "is not as the portal wrote it");
}

static void check_address(void *ctx, const struct store_address *row)
{
	struct check *c = ctx;

	if (!vouch_holds(c->seal, &store_address_table, row))
		find(c, "Address", row->id, "is not as the portal wrote it");
}

static void check_dispatch(void *ctx, const struct store_dispatch *row, const char *channel,
			   const char *reference)
{
	struct check *c = ctx;

	(void)channel, (void)reference;
	if (!vouch_holds(c->seal, &store_dispatch_table, row))
		find(c, "What is to go out,", row->id, "is not as the portal wrote it");
}

static void check_errand(void *ctx, const struct store_errand *row)
{
	struct check *c = ctx;

	if (!vouch_holds(c->seal, &store_errand_table, row))
		find(c, "What the clerk has to do,", row->id, "is not as the portal wrote it");
}

static enum fault check_stamp(struct check *c, struct store *s, struct error *err)
{
	struct store_definition_stamp stamp, keys = {.number = 0}, clock;
	char mac[SEAL_DIGEST + 1];
	int64_t count = 0;
	bool found = false, keyed = false, set = false;
	enum fault fault = store_definition_find_stamp(s, &stamp, &found, err);

	if (fault == FAULT_NONE)
		fault = store_definition_find_keys(s, &keys, &keyed, err);
	if (fault == FAULT_NONE)
		fault = store_definition_find_clock(s, &clock, &set, err);
	if (fault == FAULT_NONE)
		fault = store_definition_count_stamps(s, &count, err);
	if (fault != FAULT_NONE)
		return fault;
	vouch_keys(c->seal, mac);
	if (!found || !keyed || count != (set ? 3 : 2) || keys.number != 0 ||
	    strcmp(keys.mac, mac) != 0 ||
	    !vouch_holds(c->seal, &store_definition_stamp_table, &stamp))
		find(c, "Table", "meta", "is not as the portal wrote it");
	return FAULT_NONE;
}

enum fault vouch_check(const struct seal *seal, struct store *s,
		       void (*tell)(void *ctx, const char *line), void *ctx, bool *ret_whole,
		       struct error *err)
{
	struct check c = {.seal = seal, .tell = tell, .ctx = ctx, .whole = true};
	enum fault fault = check_stamp(&c, s, err);

	if (fault == FAULT_NONE)
		fault = store_ledger_each_origin(s, check_origin, &c, err);
	if (fault == FAULT_NONE)
		fault = store_visitor_each_choice(s, check_choice, &c, err);
	if (fault == FAULT_NONE)
		fault = store_address_all(s, check_address, &c, err);
	if (fault == FAULT_NONE)
		fault = store_dispatch_all(s, check_dispatch, &c, err);
	if (fault == FAULT_NONE)
		fault = store_errand_all(s, check_errand, &c, err);
	if (fault == FAULT_NONE)
		*ret_whole = c.whole;
	return fault;
}
