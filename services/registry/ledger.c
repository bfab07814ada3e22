/* ledger.c - append-only acts, each entry carrying the hash of the one before. */
#include "services/registry/ledger.h"

#include "i18n/base/array.h"
#include "services/registry/id.h"
#include "services/registry/ledger_inside.h"
#include "services/registry/registry_inside.h"

#include <assert.h>
#include <time.h>

static const struct {
	const char *code;
	enum ledger_effect effect;
	bool vouches;
	bool begins;
} acts[LEDGER_ACTS] = {
	[LEDGER_DRAFT_OPENED] = {"draft_opened", LEDGER_CHANGES, true, false},
	[LEDGER_SUBMITTED] = {"submitted", LEDGER_CHANGES, true, false},
	[LEDGER_RENEWED] = {"renewed", LEDGER_CHANGES, true, false},
	[LEDGER_LINKED] = {"linked", LEDGER_CHANGES, true, false},
	[LEDGER_LOOKED] = {"looked", LEDGER_LOOKS, false, false},
	[LEDGER_ASKED] = {"asked", LEDGER_CHANGES, true, false},
	[LEDGER_REPLIED] = {"replied", LEDGER_CHANGES, true, false},
	[LEDGER_DECIDED] = {"decided", LEDGER_CHANGES, true, false},
	[LEDGER_STAGED] = {"staged", LEDGER_CHANGES, true, false},
	[LEDGER_WITHDRAWN] = {"withdrawn", LEDGER_CHANGES, true, false},
	[LEDGER_DISCARDED] = {"discarded", LEDGER_ENDS, false, false},
	[LEDGER_EXPIRED] = {"expired", LEDGER_ENDS, false, false},
	[LEDGER_IMPORTED] = {"imported", LEDGER_CHANGES, true, true},
	[LEDGER_TAKEN_BACK] = {"taken_back", LEDGER_ENDS, false, false},
	[LEDGER_RETIRED] = {"retired", LEDGER_CHANGES, true, true},
	[LEDGER_RESUMED] = {"resumed", LEDGER_ENDS, false, false},
	[LEDGER_PARTY_ADDED] = {"party_added", LEDGER_CHANGES, true, false},
	[LEDGER_ACCOUNT_OPENED] = {"account_opened", LEDGER_CHANGES, true, false},
	[LEDGER_PIN_GIVEN] = {"pin_given", LEDGER_CHANGES, true, false},
	[LEDGER_KEY_ADDED] = {"key_added", LEDGER_CHANGES, true, false},
	[LEDGER_KEY_REVOKED] = {"key_revoked", LEDGER_CHANGES, true, false},
	[LEDGER_GRANTED] = {"granted", LEDGER_CHANGES, true, false},
	[LEDGER_GRANT_ENDED] = {"grant_ended", LEDGER_CHANGES, true, false},
	[LEDGER_ACTED] = {"acted", LEDGER_CHANGES, true, false},
	[LEDGER_CORRECTED] = {"corrected", LEDGER_CHANGES, true, false},
	[LEDGER_CODE_GIVEN] = {"code_given", LEDGER_CHANGES, true, false},
	[LEDGER_SIGNED_IN] = {"signed_in", LEDGER_CHANGES, true, false},
	[LEDGER_RECOVERY_ASKED] = {"recovery_asked", LEDGER_CHANGES, true, false},
	[LEDGER_RECOVERY_BEGUN] = {"recovery_begun", LEDGER_CHANGES, true, false},
	[LEDGER_RECOVERY_STOPPED] = {"recovery_stopped", LEDGER_CHANGES, true, false},
	[LEDGER_ADDRESS_PROVEN] = {"address_proven", LEDGER_CHANGES, true, false},
	[LEDGER_ADDRESS_DROPPED] = {"address_dropped", LEDGER_ENDS, false, false},
	[LEDGER_ASSIGNED] = {"assigned", LEDGER_CHANGES, true, false},
	[LEDGER_TRAINING_MADE] = {"training_made", LEDGER_CHANGES, true, false},
	[LEDGER_CLOCK_SET] = {"clock_set", LEDGER_CHANGES, true, false},
	[LEDGER_AUDITED] = {"audited", LEDGER_LOOKS, false, false},
	[LEDGER_CONSENTED] = {"consented", LEDGER_LOOKS, false, false},
	[LEDGER_PAPER_PUT] = {"paper_put", LEDGER_CHANGES, true, false},
	[LEDGER_PAPER_SHOWN] = {"paper_shown", LEDGER_CHANGES, true, false},
	[LEDGER_PAPER_DROPPED] = {"paper_dropped", LEDGER_ENDS, false, false},
	[LEDGER_PAPER_READ] = {"paper_read", LEDGER_LOOKS, false, false},
	[LEDGER_INVITED] = {"invited", LEDGER_CHANGES, true, false},
	[LEDGER_JOINED] = {"joined", LEDGER_CHANGES, true, false},
	[LEDGER_SIGNED] = {"signed", LEDGER_CHANGES, true, false},
	[LEDGER_UNSIGNED] = {"unsigned", LEDGER_CHANGES, true, false},
	[LEDGER_UNCOVERED] = {"uncovered", LEDGER_CHANGES, true, false},
	[LEDGER_MEMBER_ENDED] = {"member_ended", LEDGER_CHANGES, true, false},
	[LEDGER_ENTERED] = {"entered", LEDGER_CHANGES, true, false},
	[LEDGER_ENTRY_CHANGED] = {"entry_changed", LEDGER_CHANGES, true, false},
	[LEDGER_DUE_RAISED] = {"due_raised", LEDGER_CHANGES, true, false},
	[LEDGER_DUE_PAID] = {"due_paid", LEDGER_CHANGES, true, false},
	[LEDGER_DUE_UNDONE] = {"due_undone", LEDGER_CHANGES, true, false},
	[LEDGER_DUE_REFUNDED] = {"due_refunded", LEDGER_CHANGES, true, false},
	[LEDGER_DUE_CANCELLED] = {"due_cancelled", LEDGER_CHANGES, true, false},
	[LEDGER_PAYMENT_KEPT] = {"payment_kept", LEDGER_CHANGES, true, false},
	[LEDGER_PAYMENT_MATCHED] = {"payment_matched", LEDGER_ENDS, false, false},
	[LEDGER_ISSUED] = {"issued", LEDGER_CHANGES, true, false},
	[LEDGER_ISSUE_ENDED] = {"issue_ended", LEDGER_CHANGES, true, false},
	[LEDGER_AGENT_ADDED] = {"agent_added", LEDGER_CHANGES, true, false},
	[LEDGER_AGENT_JOINED] = {"agent_joined", LEDGER_CHANGES, true, false},
	[LEDGER_AGENT_ENDED] = {"agent_ended", LEDGER_CHANGES, true, false},
};

const char *ledger_act_code(enum ledger_act act)
{
	return acts[act].code;
}

enum ledger_effect ledger_act_effect(enum ledger_act act)
{
	return acts[act].effect;
}

bool ledger_act_vouches(enum ledger_act act)
{
	return acts[act].vouches;
}

bool ledger_act_begins(enum ledger_act act)
{
	return acts[act].begins;
}

enum ledger_act ledger_act_find(const char *code)
{
	int act = 0;

	while (act < LEDGER_ACTS && strcmp(acts[act].code, code) != 0)
		act++;
	return (enum ledger_act)act;
}

/* --- what entries and heads are vouched for by --- */

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

void ledger_hash(const struct store_ledger *e, const unsigned char prev[STORE_HASH],
		 unsigned char ret[STORE_HASH])
{
	const struct table *t = &store_ledger_table;
	crypto_hash_sha256_state h;

	crypto_hash_sha256_init(&h);
	crypto_hash_sha256_update(&h, prev, STORE_HASH);
	for (size_t i = 0; i < t->count; i++) {
		struct datum d = table_datum(&t->fields[i], e);

		if (t->fields[i].since == 0 || t->fields[i].since > e->recipe)
			continue;
		if (d.kind == DATUM_NUMBER)
			hash_number(&h, d.number);
		else
			hash_text(&h, d.data);
	}
	crypto_hash_sha256_final(&h, ret);
}

void ledger_sign(const struct seal *seal, const struct store_ledger_head *head, char ret[65])
{
	struct seal_digest d;

	seal_digest_begin(&d, seal, head->recipe == 1 ? "ledger head" : "ledger head 2");
	if (head->recipe > 1) {
		seal_digest_text(&d, head->origin);
		seal_digest_number(&d, head->lane);
	}
	seal_digest_number(&d, head->seq);
	seal_digest_bytes(&d, head->hash.at, STORE_HASH);
	seal_digest_end(&d, ret);
}

int ledger_digest_recipe(const char *digest, const char **ret_hex)
{
	const char *colon = strchr(digest, ':');
	int recipe = 0;

	*ret_hex = colon == NULL ? digest : colon + 1;
	if (colon == NULL)
		return *digest == '\0' ? 0 : 1;
	for (const char *c = digest; c < colon; c++) {
		if (*c < '0' || *c > '9' || recipe > 9999)
			return 0;
		recipe = 10 * recipe + (*c - '0');
	}
	return recipe;
}

/* --- adding --- */

static const char *or_none(const char *text)
{
	return text == NULL ? "" : text;
}

static struct store_ledger row_of(const struct registry *r, const struct ledger_entry *entry,
				  const struct store_ledger_head *head, const char *digest)
{
	return (struct store_ledger){
		.seq = head->seq + 1,
		.at = registry_now(r),
		.act = acts[entry->act].code,
		.object = entry->object,
		.actor = entry->actor,
		.reason = or_none(entry->reason),
		.digest = digest,
		.prev = head->hash,
		.recipe = LEDGER_RECIPE,
		.origin = head->origin,
		.lane = head->lane,
		.subject = or_none(entry->subject),
		.revision = entry->revision,
		.effect = (int)acts[entry->act].effect,
		.office = or_none(entry->office),
		.purpose = or_none(entry->purpose),
		.role = or_none(entry->role),
		.face = or_none(entry->face),
		.operation = entry->operation,
	};
}

enum fault ledger_ahead(struct registry *r, struct error *err)
{
	enum fault fault = registry_home(r, err);

	return fault == FAULT_NONE ? store_ledger_lane_ahead(r->store, r->origin, err) : fault;
}

enum fault ledger_add(struct registry *r, const struct ledger_entry *entry, struct error *err)
{
	unsigned char hash[STORE_HASH];
	char digest[sizeof(((struct store_ledger_last *)0)->digest)] = "";
	struct store_ledger_head head;
	struct store_ledger e;
	int lane = 0;
	enum fault fault = registry_home(r, err);

	if (fault == FAULT_NONE)
		fault = store_ledger_lane(r->store, &lane, err);
	if (fault == FAULT_NONE)
		fault = store_ledger_head(r->store, r->origin, lane, &head, err);
	assert(entry->revision > 0);
	assert(acts[entry->act].vouches == (*or_none(entry->digest) != '\0'));
	if (fault != FAULT_NONE)
		return fault;
	if (acts[entry->act].vouches)
		snprintf(digest, sizeof(digest), "%d:%s", entry->digest_recipe, entry->digest);
	e = row_of(r, entry, &head, digest);
	ledger_hash(&e, head.last, hash);
	e.hash = (struct table_bytes){hash, STORE_HASH};
	fault = store_ledger_add(r->store, &e, err);
	if (fault != FAULT_NONE)
		return fault;
	/* Where somebody wrote that did not count, it stays to be counted again. */
	if (head.counted == head.seq)
		head.counted = e.seq;
	head.seq = e.seq;
	head.hash = e.hash;
	head.recipe = LEDGER_RECIPE;
	head.drafts += entry->drafts;
	head.applications += entry->applications;
	ledger_sign(&r->seal, &head, head.mac);
	return store_ledger_put_head(r->store, &head, err);
}

/* --- reading --- */

struct list {
	struct arena *arena;
	struct ledger_entry *entries;
	size_t count, room;
};

static enum fault keep(void *ctx, const struct store_ledger *e, struct error *err)
{
	struct list *l = ctx;
	const char *hex;
	int recipe = ledger_digest_recipe(e->digest, &hex);

	(void)err;
	l->entries =
		array_room_in(l->arena, l->entries, l->count + 1, &l->room, sizeof(*l->entries));
	l->entries[l->count++] = (struct ledger_entry){
		.act = ledger_act_find(e->act),
		.object = arena_text(l->arena, e->object),
		.revision = e->revision,
		.subject = arena_text(l->arena, e->subject),
		.actor = arena_text(l->arena, e->actor),
		.role = arena_text(l->arena, e->role),
		.office = arena_text(l->arena, e->office),
		.purpose = arena_text(l->arena, e->purpose),
		.face = arena_text(l->arena, e->face),
		.reason = arena_text(l->arena, e->reason),
		.operation = arena_text(l->arena, e->operation),
		.digest = arena_text(l->arena, hex),
		.digest_recipe = recipe,
		.seq = e->seq,
		.at = e->at,
	};
	return FAULT_NONE;
}

enum fault ledger_of(struct registry *r, const char *object, struct arena *a,
		     struct ledger_entry **ret, size_t *ret_count, struct error *err)
{
	struct list l = {.arena = a};
	enum fault fault = store_ledger_of(r->store, object, keep, &l, err);

	if (fault == FAULT_NONE) {
		*ret = l.entries;
		*ret_count = l.count;
	}
	return fault;
}

enum fault ledger_last(struct registry *r, const char *object, struct ledger_last *ret,
		       struct error *err)
{
	struct store_ledger_last row;
	enum fault fault = store_ledger_last(r->store, object, &row, err);
	const char *hex;

	if (fault != FAULT_NONE)
		return fault;
	*ret = (struct ledger_last){.revision = row.revision, .ended = row.effect == LEDGER_ENDS};
	ret->recipe = ledger_digest_recipe(row.digest, &hex);
	snprintf(ret->digest, sizeof(ret->digest), "%s", hex);
	snprintf(ret->role, sizeof(ret->role), "%s", row.role);
	return FAULT_NONE;
}

enum fault ledger_add_next(struct registry *r, const struct ledger_entry *entry, const char *digest,
			   int recipe, struct error *err)
{
	struct ledger_entry next = *entry;
	char operation[ID_LENGTH + 1];
	struct ledger_last last;
	enum fault fault = ledger_last(r, entry->object, &last, err);

	if (fault != FAULT_NONE)
		return fault;
	id_new(operation);
	next.revision = last.revision + 1;
	next.operation = operation;
	next.digest = ledger_act_vouches(entry->act) ? digest : "";
	next.digest_recipe = ledger_act_vouches(entry->act) ? recipe : 0;
	return ledger_add(r, &next, err);
}
