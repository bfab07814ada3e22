/* vouch.c - keyed digests that stand in the rows themselves: what they are made of. */
#include "services/registry/vouch.h"

#include "services/store/store_answer.h"
#include "services/store/store_definition.h"
#include "services/store/store_event.h"
#include "services/store/store_link.h"
#include "services/store/store_notice.h"

static bool is_mac(const struct table_field *f)
{
	return strcmp(f->name, "mac") == 0;
}

static bool is_empty(const struct datum *d)
{
	switch (d->kind) {
	case DATUM_TEXT: return *(const char *)d->data == '\0';
	case DATUM_NUMBER: return d->number == 0;
	case DATUM_BYTES: break;
	}
	return d->size == 0;
}

static void add_value(struct seal_digest *digest, const struct datum *d)
{
	if (d->kind == DATUM_TEXT)
		seal_digest_text(digest, d->data);
	else if (d->kind == DATUM_NUMBER)
		seal_digest_number(digest, d->number);
	else
		seal_digest_bytes(digest, d->data, d->size);
}

void vouch_add_row(struct seal_digest *digest, const struct table *t, const void *row)
{
	int64_t count = 0;

	for (int pass = 0; pass < 2; pass++) {
		if (pass == 1) {
			seal_digest_text(digest, t->name);
			seal_digest_number(digest, count);
		}
		for (size_t i = 0; i < t->count; i++) {
			struct datum d = table_datum(&t->fields[i], row);

			if (is_mac(&t->fields[i]) || is_empty(&d))
				continue;
			count++;
			if (pass == 1) {
				seal_digest_text(digest, t->fields[i].name);
				add_value(digest, &d);
			}
		}
	}
}

void vouch_row(const struct seal *seal, const struct table *t, const void *row,
	       char ret[SEAL_DIGEST + 1])
{
	struct seal_digest digest;

	seal_digest_begin(&digest, seal, "row");
	vouch_add_row(&digest, t, row);
	seal_digest_end(&digest, ret);
}

bool vouch_holds(const struct seal *seal, const struct table *t, const void *row)
{
	char mac[SEAL_DIGEST + 1];

	vouch_row(seal, t, row, mac);
	for (size_t i = 0; i < t->count; i++)
		if (is_mac(&t->fields[i]))
			return strcmp(table_datum(&t->fields[i], row).data, mac) == 0;
	return false;
}

/* --- applications --- */

static void add_holder(void *ctx, const struct store_application_holder *holder)
{
	vouch_add_row(ctx, &store_application_holder_table, holder);
}

static void add_request(void *ctx, const struct store_application_request *request)
{
	vouch_add_row(ctx, &store_application_request_table, request);
}

static void add_link(void *ctx, const struct store_link *link)
{
	vouch_add_row(ctx, &store_link_table, link);
}

static enum fault add_answer(void *ctx, const struct store_answer *answer, struct error *err)
{
	(void)err;
	vouch_add_row(ctx, &store_answer_table, answer);
	return FAULT_NONE;
}

static enum fault add_items(void *ctx, const struct store_answer_items *items, struct error *err)
{
	(void)err;
	vouch_add_row(ctx, &store_answer_items_table, items);
	return FAULT_NONE;
}

static enum fault add_event(void *ctx, const struct store_event *event, struct error *err)
{
	(void)err;
	vouch_add_row(ctx, &store_event_table, event);
	return FAULT_NONE;
}

/* What no entry speaks for as long as it is a draft. */
static enum fault add_content(struct seal_digest *digest, struct store *s, const char *id,
			      struct error *err)
{
	enum fault fault = store_answer_each(s, id, add_answer, digest, err);

	if (fault == FAULT_NONE)
		fault = store_answer_each_items(s, id, add_items, digest, err);
	return fault == FAULT_NONE ? store_event_each(s, id, add_event, digest, err) : fault;
}

/* The ledger has what was answered, not how it is kept. Nobody without the key can seal another
   answer, so that their number tells whether one was opened. */
static enum fault add_clear(struct seal_digest *digest, struct store *s, const char *id,
			    struct error *err)
{
	int64_t count = 0;
	enum fault fault = store_answer_count_clear(s, id, &count, err);

	if (fault == FAULT_NONE && count > 0) {
		seal_digest_text(digest, "clear answers");
		seal_digest_number(digest, count);
	}
	return fault;
}

static enum fault add_notice(void *ctx, const struct store_notice *notice, struct error *err)
{
	(void)err;
	vouch_add_row(ctx, &store_notice_table, notice);
	return FAULT_NONE;
}

/* How what was answered is kept, and what the applicant was told: no entry speaks for either. */
static enum fault add_beside(struct seal_digest *digest, struct store *s, const char *id,
			     enum vouch_recipe recipe, struct error *err)
{
	enum fault fault = recipe == VOUCH_BARE ? FAULT_NONE : add_clear(digest, s, id, err);

	return fault == FAULT_NONE && recipe == VOUCH_TOLD
		       ? store_notice_each(s, id, add_notice, digest, err)
		       : fault;
}

bool vouch_holds_content(const struct store_application *row)
{
	return strcmp(row->state, "draft") == 0;
}

enum fault vouch_application(const struct seal *seal, struct store *s,
			     const struct store_application *row, char ret[SEAL_DIGEST + 1],
			     struct error *err)
{
	return vouch_application_by(seal, s, row, VOUCH_TOLD, ret, err);
}

enum fault vouch_application_by(const struct seal *seal, struct store *s,
				const struct store_application *row, enum vouch_recipe recipe,
				char ret[SEAL_DIGEST + 1], struct error *err)
{
	struct seal_digest digest;
	enum fault fault;

	seal_digest_begin(&digest, seal, "application and its parts");
	vouch_add_row(&digest, &store_application_table, row);
	fault = store_application_each_holder(s, row->id, add_holder, &digest, err);
	if (fault == FAULT_NONE)
		fault = store_application_each_request(s, row->id, add_request, &digest, err);
	if (fault == FAULT_NONE)
		fault = store_link_each_of(s, row->id, add_link, &digest, err);
	if (fault == FAULT_NONE && (vouch_holds_content(row) || recipe == VOUCH_CONTENT))
		fault = add_content(&digest, s, row->id, err);
	else if (fault == FAULT_NONE)
		fault = add_beside(&digest, s, row->id, recipe, err);
	if (fault == FAULT_NONE)
		seal_digest_end(&digest, ret);
	return fault;
}

/* --- the keys --- */

static void add_key(struct seal_digest *digest, const unsigned char key[SEAL_KEY])
{
	unsigned char sum[32];

	crypto_generichash(sum, sizeof(sum), key, SEAL_KEY, NULL, 0);
	seal_digest_bytes(digest, sum, sizeof(sum));
	sodium_memzero(sum, sizeof(sum));
}

void vouch_keys(const struct seal *seal, char ret[SEAL_DIGEST + 1])
{
	struct seal_digest digest;

	seal_digest_begin(&digest, seal, "keys");
	add_key(&digest, seal->answers);
	add_key(&digest, seal->pin);
	seal_digest_end(&digest, ret);
}

/* --- the stamp --- */

enum fault vouch_raise_stamp(const struct seal *seal, struct store *s, struct error *err)
{
	struct store_definition_stamp stamp;
	bool found = false;
	enum fault fault = store_definition_find_stamp(s, &stamp, &found, err);

	if (fault == FAULT_NONE && !found)
		return fail(err, FAULT_BROKEN,
			    N_("There is a problem with the portal's registry. Everything already "
			       "saved is safe. Please tell the portal's operator."),
			    "the catalogue's stamp is missing");
	if (fault != FAULT_NONE)
		return fault;
	stamp.number++;
	vouch_row(seal, &store_definition_stamp_table, &stamp, stamp.mac);
	return store_definition_put_stamp(s, &stamp, err);
}
