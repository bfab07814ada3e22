/* entry.c - an entry of a register is made and changed, within the transaction of the act that does
 * it. */
#include "services/register/entry_inside.h"

#include "i18n/base/array.h"
#include "services/catalogue/versions.h"
#include "services/definition/class.h"
#include "services/definition/kind_read.h"
#include "services/definition/type.h"
#include "services/register/entry_digest.h"
#include "services/register/entry_key.h"
#include "services/register/entry_number.h"
#include "services/register/later_next.h"
#include "services/registry/id.h"
#include "services/registry/registry_inside.h"

#include <string.h>

enum fault entry_definition(struct registry *r, struct arena *a, const struct term_list *terms,
			    const char *id, const struct register_definition **ret,
			    struct error *err)
{
	const char *key = arena_format(a, "%s:%s", kind_name(KIND_REGISTER), id), *yaml;
	struct definition d;
	size_t len = 0;
	struct error why;
	enum fault fault = versions_text(r, a, key, 0, &yaml, &len, &why);

	*ret = NULL;
	if (fault == FAULT_MISSING)
		return FAULT_NONE;
	if (fault == FAULT_NONE)
		fault = kind_read_as(a, terms, KIND_REGISTER, true, key, yaml, len, &d, NULL, &why);
	if (fault == FAULT_NONE)
		*ret = d.what;
	else if (err != NULL)
		*err = why;
	return fault == FAULT_INPUT ? FAULT_NONE : fault;
}

/* --- values --- */

void entry_value_binding(char to[ENTRY_BINDING], const char *column, int64_t revision)
{
	snprintf(to, ENTRY_BINDING, "%s/%lld", column, (long long)revision);
}

void entry_words_binding(char to[ENTRY_BINDING], int64_t number)
{
	snprintf(to, ENTRY_BINDING, "event %lld", (long long)number);
}

enum fault entry_value(const struct registry *r, struct arena *a, const char *entry,
		       const struct store_register_value *row, char **ret, struct error *err)
{
	char binding[ENTRY_BINDING];

	if (row->sealed.len == 0) {
		*ret = arena_text(a, row->clear);
		return FAULT_NONE;
	}
	entry_value_binding(binding, row->name, row->revision);
	return seal_open_words(&r->seal, a, entry, binding,
			       (struct sealed){row->sealed.at, row->sealed.len}, ret, err);
}

const char *entry_value_as(const struct question *q, const char *value)
{
	const struct term *found = NULL;

	if (q->type != &type_choice || term_find(q->choices, q->choice_count, value) != NULL)
		return value;
	for (size_t i = 0; i < q->choice_count && found == NULL; i++)
		for (int lang = 0; lang < LANG_COUNT; lang++)
			if (q->choices[i].name.in[lang] != NULL &&
			    strcmp(q->choices[i].name.in[lang], value) == 0)
				found = &q->choices[i];
	return found == NULL ? value : found->code;
}

#define ITEM '\n'
#define PART '\t'

char *entry_group_add(struct arena *a, const char *text, size_t at, const char *value)
{
	char *clean = arena_text(a, value);

	for (char *c = clean; *c != '\0'; c++)
		if (*c == ITEM || *c == PART)
			*c = ' ';
	if (at > 0)
		return arena_format(a, "%s%c%s", text, PART, clean);
	return *text == '\0' ? clean : arena_format(a, "%s%c%s", text, ITEM, clean);
}

const char *entry_group_get(struct arena *a, const char *text, size_t item, size_t at)
{
	const char *ends = "\n", *parts = "\t\n";

	for (; item > 0; item--) {
		text += strcspn(text, ends);
		if (*text == '\0')
			return NULL;
		text++;
	}
	if (at == 0 && *text == '\0')
		return NULL;
	for (; at > 0; at--) {
		text += strcspn(text, parts);
		if (*text != PART)
			return NULL;
		text++;
	}
	return arena_slice(a, text, strcspn(text, parts));
}

/* --- as it was --- */

/* The values of an entry as they are now, by column. */
struct values {
	const struct registry *registry;
	struct arena *arena;
	const struct register_definition *of;
	const char *entry;
	struct entry_put *list;
	size_t count, room;
	enum fault fault;
	struct error *err;
};

static struct entry_put *find(struct values *v, const struct register_column *column)
{
	for (size_t i = 0; i < v->count; i++)
		if (v->list[i].column == column)
			return &v->list[i];
	v->list = array_room_in(v->arena, v->list, v->count + 1, &v->room, sizeof(*v->list));
	v->list[v->count] = (struct entry_put){.column = column, .value = ""};
	return &v->list[v->count++];
}

static void keep_value(void *ctx, const struct store_register_value *row)
{
	struct values *v = ctx;
	const struct register_column *column = register_column(v->of, row->name);
	char *value = NULL;

	if (v->fault != FAULT_NONE || column == NULL)
		return;
	v->fault = entry_value(v->registry, v->arena, v->entry, row, &value, v->err);
	if (v->fault == FAULT_NONE)
		find(v, column)->value = value;
}

static enum fault read_values(struct values *v, struct error *err)
{
	enum fault fault;

	v->err = err;
	fault = store_register_each_value(v->registry->store, v->entry, keep_value, v, err);
	return fault == FAULT_NONE ? v->fault : fault;
}

/* --- writing --- */

static enum fault put_value(struct registry *r, struct arena *a,
			    const struct store_register_entry *row, const struct entry_put *put,
			    struct error *err)
{
	const struct question *q = &put->column->question;
	struct store_register_value value = {
		.entry = row->id, .revision = row->revision, .name = q->id, .clear = ""};
	char binding[ENTRY_BINDING];
	struct sealed sealed;

	if (class_is_sealed(q->class)) {
		entry_value_binding(binding, q->id, row->revision);
		sealed = seal_words(&r->seal, a, row->id, binding, put->value);
		value.sealed = (struct table_bytes){sealed.bytes, sealed.len};
	} else {
		value.clear = put->value;
	}
	return store_register_add_value(r->store, &value, err);
}

/* Those that are others than before; `v` has all of them as they are then. */
static enum fault put_values(struct registry *r, struct arena *a, const struct entry_deed *deed,
			     const struct store_register_entry *row, struct values *v,
			     struct error *err)
{
	enum fault fault = FAULT_NONE;

	for (size_t i = 0; fault == FAULT_NONE && i < deed->put_count; i++) {
		struct entry_put *there = find(v, deed->puts[i].column);
		bool same = strcmp(there->value, deed->puts[i].value) == 0;

		there->value = deed->puts[i].value;
		if (!same)
			fault = put_value(r, a, row, &deed->puts[i], err);
	}
	return fault;
}

static const char *or_none(const char *text)
{
	return text == NULL ? "" : text;
}

static enum fault put_event(struct registry *r, struct arena *a, const struct entry_deed *deed,
			    const struct store_register_entry *row, struct error *err)
{
	struct store_register_event event = {.entry = row->id,
					     .number = row->revision,
					     .at = deed->at,
					     .act = deed->act,
					     .status = row->status,
					     .application = or_none(deed->application),
					     .reason = or_none(deed->reason)};
	char binding[ENTRY_BINDING];
	struct sealed sealed;

	entry_words_binding(binding, event.number);
	sealed = seal_words(&r->seal, a, row->id, binding, or_none(deed->words));
	event.words = (struct table_bytes){sealed.bytes, sealed.len};
	return store_register_add_event(r->store, &event, err);
}

static enum fault enter(struct registry *r, struct arena *a, const struct entry_deed *deed,
			const struct store_register_entry *row, struct error *err)
{
	struct ledger_entry entry = deed->by;
	char operation[ID_LENGTH + 1], digest[SEAL_DIGEST + 1];
	enum fault fault = entry_digest(&r->seal, r->store, row, true, digest, err);

	id_new(operation);
	entry.act = row->revision == 1 ? LEDGER_ENTERED : LEDGER_ENTRY_CHANGED;
	entry.object = row->id;
	entry.subject = row->subject;
	entry.revision = row->revision;
	entry.reason = arena_format(a, "%s/%s", row->book, deed->act);
	entry.operation = operation;
	entry.digest = digest;
	entry.digest_recipe = ENTRY_DIGEST_RECIPE;
	return fault == FAULT_NONE ? ledger_add(r, &entry, err) : fault;
}

/* Behind its values: history, keys, digests, the entry of the ledger. */
static enum fault settle(struct registry *r, struct arena *a, const struct entry_deed *deed,
			 struct store_register_entry *row, const struct values *v,
			 struct error *err)
{
	enum fault fault = put_event(r, a, deed, row, err);

	if (fault == FAULT_NONE)
		fault = entry_key_put(r, a, deed->of, row, v->list, v->count, err);
	if (fault == FAULT_NONE)
		fault = later_next(r, a, deed->of, row, &row->next_at, err);
	if (fault == FAULT_NONE)
		fault = entry_digest(&r->seal, r->store, row, false, row->mac, err);
	if (fault == FAULT_NONE)
		fault = store_register_act(r->store, row, err);
	return fault == FAULT_NONE ? enter(r, a, deed, row, err) : fault;
}

static void copy(char *to, size_t room, const char *text)
{
	snprintf(to, room, "%s", or_none(text));
}

enum fault entry_enter(struct registry *r, struct arena *a, const struct entry_deed *deed,
		       struct store_register_entry *ret, struct error *err)
{
	struct store_register_entry row = {.since = deed->at,
					   .until = deed->until,
					   .made_at = registry_now(r),
					   .changed_at = registry_now(r),
					   .revision = 1};
	struct values v = {.registry = r, .arena = a, .of = deed->of, .entry = row.id};
	enum fault fault;

	id_new(row.id);
	copy(row.book, sizeof(row.book), deed->of->id);
	copy(row.status, sizeof(row.status),
	     deed->status == NULL ? deed->of->statuses[0].id : deed->status);
	copy(row.subject, sizeof(row.subject), deed->subject);
	copy(row.office, sizeof(row.office), deed->office);
	copy(row.application, sizeof(row.application), deed->application);
	fault = entry_number(r, a, deed, &row, err);
	if (fault == FAULT_NONE)
		fault = store_register_add(r->store, &row, err);
	if (fault == FAULT_NONE)
		fault = put_values(r, a, deed, &row, &v, err);
	if (fault == FAULT_NONE)
		fault = settle(r, a, deed, &row, &v, err);
	if (fault == FAULT_NONE)
		*ret = row;
	return fault;
}

/* One that was changed past the portal is not signed anew: verify finds it. The ledger is asked, as
 * the row itself is signed also where the portal only looks at it again. */
static enum fault check_whole(struct registry *r, const struct store_register_entry *row,
			      struct error *err)
{
	char digest[SEAL_DIGEST + 1];
	struct ledger_last last;
	enum fault fault = ledger_last(r, row->id, &last, err);

	if (fault == FAULT_NONE)
		fault = entry_digest(&r->seal, r->store, row, true, digest, err);
	if (fault != FAULT_NONE || strcmp(digest, last.digest) == 0)
		return fault;
	return fail(err, FAULT_BROKEN,
		    N_("This entry is damaged in the registry; please tell the portal's operator."),
		    "entry %s is not as it was written", row->id);
}

enum fault entry_change(struct registry *r, struct arena *a, const struct entry_deed *deed,
			struct store_register_entry *row, struct error *err)
{
	struct values v = {.registry = r, .arena = a, .of = deed->of, .entry = row->id};
	enum fault fault = check_whole(r, row, err);

	if (fault == FAULT_NONE)
		fault = read_values(&v, err);
	row->revision++;
	row->changed_at = registry_now(r);
	if (deed->status != NULL)
		copy(row->status, sizeof(row->status), deed->status);
	if (deed->until > 0)
		row->until = deed->until;
	if (fault == FAULT_NONE)
		fault = put_values(r, a, deed, row, &v, err);
	return fault == FAULT_NONE ? settle(r, a, deed, row, &v, err) : fault;
}

enum fault entry_put_off(struct registry *r, struct store_register_entry *row, int64_t at,
			 struct error *err)
{
	enum fault fault;

	row->next_at = at;
	fault = entry_digest(&r->seal, r->store, row, false, row->mac, err);
	return fault == FAULT_NONE ? store_register_act(r->store, row, err) : fault;
}

enum fault entry_look_again(struct registry *r, struct arena *a,
			    const struct register_definition *d, struct store_register_entry *row,
			    struct error *err)
{
	int64_t before = row->next_at;
	enum fault fault = later_next(r, a, d, row, &row->next_at, err);

	if (fault != FAULT_NONE || row->next_at == before)
		return fault;
	fault = entry_digest(&r->seal, r->store, row, false, row->mac, err);
	return fault == FAULT_NONE ? store_register_act(r->store, row, err) : fault;
}

enum fault entry_take(struct registry *r, const char *id, struct store_register_entry *ret,
		      bool *ret_found, struct error *err)
{
	enum fault fault = store_register_lock(r->store, id, err);

	return fault == FAULT_NONE ? store_register_get(r->store, id, ret, ret_found, err) : fault;
}

enum fault entry_by_number(struct registry *r, const char *book, const char *typed,
			   struct store_register_entry *ret, bool *ret_found, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	const struct register_definition d = {.id = book};
	char keys[STORE_REGISTER_KEYS][65];
	struct store_register_found found;
	enum fault fault = store_register_find(r->store, book, typed, ret, ret_found, err);

	if (fault != FAULT_NONE || *ret_found || entry_key_query(r, a, &d, NULL, typed, keys) == 0)
		return fault;
	fault = store_register_match(r->store, keys, &found, err);
	/* Without what stands between its parts it may be one of several: then it is none. */
	if (fault == FAULT_NONE && found.count == 1)
		fault = store_register_get(r->store, found.ids[0], ret, ret_found, err);
	return fault;
}
