/* roles.c - the roles that there are now: those that the program brings, and the newest of those
 * that were imported, in their place or besides. */
#include "services/catalogue/roles.h"

#include "i18n/base/array.h"
#include "services/definition/kind_read.h"
#include "services/definition/own.h"
#include "services/registry/registry_inside.h"
#include "services/registry/vouch.h"
#include "services/store/store_definition.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#define MEMORY ((size_t)64 * 1024 * 1024) /* bytes of all that were ever seen; one takes 2 KiB */
#define SUM 32                            /* bytes */

/* A definition's text; of the registry's whether it is as the portal wrote it. */
struct text_of {
	const char *key, *yaml;
	size_t len;
	bool is_own, is_whole;
};

struct texts {
	const struct registry *registry;
	struct arena *arena;
	struct text_of *list;
	size_t count, room;
	crypto_generichash_state sum; /* tells whether they are the same as before */
};

static void add_text(struct texts *to, const struct text_of *one)
{
	to->list = array_room_in(to->arena, to->list, to->count + 1, &to->room, sizeof(*to->list));
	to->list[to->count++] = *one;
}

static void add_own(struct texts *to)
{
	for (size_t i = 0; i < own_count; i++)
		if (strncmp(own_files[i].name, "roles/", 6) == 0)
			add_text(to, &(struct text_of){
					     .key = own_files[i].name,
					     .yaml = own_files[i].yaml,
					     .len = (size_t)(own_files[i].end - own_files[i].yaml),
					     .is_own = true,
					     .is_whole = true});
}

static enum fault add_stored(void *ctx, const struct store_definition *d, struct error *err)
{
	struct texts *to = ctx;
	bool is_whole = vouch_holds(&to->registry->seal, &store_definition_table, d);

	(void)err;
	crypto_generichash_update(&to->sum, (const unsigned char *)d->mac, sizeof(d->mac));
	crypto_generichash_update(&to->sum, (const unsigned char *)&is_whole, sizeof(is_whole));
	add_text(to, &(struct text_of){.key = arena_text(to->arena, d->service),
				       .yaml = arena_slice(to->arena, d->yaml.at, d->yaml.len),
				       .len = d->yaml.len,
				       .is_whole = is_whole});
	return FAULT_NONE;
}

static enum fault read_texts(struct registry *r, struct texts *to, struct error *err)
{
	to->registry = r;
	crypto_generichash_init(&to->sum, NULL, 0, SUM);
	add_own(to);
	return store_definition_each_of(r->store, kind_name(KIND_ROLE), add_stored, to, err);
}

const char *roles_own_text(const char *id, size_t *ret_len)
{
	char name[48];

	snprintf(name, sizeof(name), "roles/%s.yaml", id);
	for (size_t i = 0; i < own_count; i++)
		if (strcmp(own_files[i].name, name) == 0) {
			*ret_len = (size_t)(own_files[i].end - own_files[i].yaml);
			return own_files[i].yaml;
		}
	return NULL;
}

/* --- what they say --- */

static int by_id(const void *a, const void *b)
{
	return strcmp((*(const struct role *const *)a)->id, (*(const struct role *const *)b)->id);
}

/* The registry's come behind the program's, and take their places. */
static size_t put(const struct role **list, size_t count, const char *id, const struct role *role)
{
	size_t at = 0;

	while (at < count && strcmp(list[at]->id, id) != 0)
		at++;
	if (role == NULL && at < count)
		list[at] = list[--count];
	else if (role != NULL) {
		list[at] = role;
		count += at == count;
	}
	return count;
}

static const struct role *read_one(struct arena *a, const struct text_of *one)
{
	const struct term_list none = {.others = NULL};
	struct definition d;
	struct error err = {0};

	if (!one->is_whole)
		return NULL;
	if (kind_read_as(a, &none, KIND_ROLE, !one->is_own, one->key, one->yaml, one->len, &d, NULL,
			 &err) == FAULT_NONE)
		return d.what;
	if (one->is_own)
		fatal("catalogue/%s: %s", one->key, err.detail);
	return NULL;
}

static const struct role **read_roles(struct arena *a, const struct texts *from, size_t *ret_count)
{
	const struct role **list = arena_array(a, from->count + 1, sizeof(*list));
	size_t count = 0;

	for (size_t i = 0; i < from->count; i++) {
		const struct text_of *one = &from->list[i];
		const struct role *role = read_one(a, one);
		const char *colon = strchr(one->key, ':');

		count = put(list, count, colon != NULL ? colon + 1 : role->id, role);
	}
	qsort(list, count, sizeof(*list), by_id);
	*ret_count = count;
	return list;
}

enum fault roles_read(struct registry *r, struct arena *a, const struct role ***ret,
		      size_t *ret_count, struct error *err)
{
	struct texts texts = {.arena = a};
	enum fault fault = read_texts(r, &texts, err);

	if (fault == FAULT_NONE)
		*ret = read_roles(a, &texts, ret_count);
	return fault;
}

/* --- what this process knows --- */

static struct {
	struct arena *arena;
	const struct registry *of; /* whose they are; NULL: the program's */
	unsigned char sum[SUM];
	const struct role **list;
	size_t count;
} now;

static void begin(void)
{
	struct texts texts = {.arena = now.arena};

	if (now.arena != NULL)
		return;
	now.arena = texts.arena = arena_new(MEMORY);
	add_own(&texts);
	now.list = read_roles(now.arena, &texts, &now.count);
}

/* Older ones stay, since who asked before has them still; they are as many as were imported since
 * the process began. */
static enum fault look(struct registry *r, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct texts texts = {.arena = a};
	unsigned char sum[SUM];
	enum fault fault = read_texts(r, &texts, err);

	if (fault != FAULT_NONE)
		return fault;
	crypto_generichash_final(&texts.sum, sum, SUM);
	if (now.of == r && memcmp(sum, now.sum, SUM) == 0)
		return FAULT_NONE;
	now.list = read_roles(now.arena, &texts, &now.count);
	memcpy(now.sum, sum, SUM);
	now.of = r;
	return FAULT_NONE;
}

enum fault roles_look(struct registry *r, struct error *err)
{
	struct store_definition_stamp stamp = {.number = 0};
	bool found = false;
	enum fault fault = store_definition_find_stamp(r->store, &stamp, &found, err);

	begin();
	if (fault != FAULT_NONE || (now.of == r && r->roles_at == stamp.number + 1))
		return fault;
	fault = look(r, err);
	if (fault == FAULT_NONE)
		r->roles_at = stamp.number + 1;
	return fault;
}

const struct role *const *roles_all(size_t *ret_count)
{
	begin();
	*ret_count = now.count;
	return now.list;
}

const struct role *roles_find(const char *id)
{
	begin();
	for (size_t i = 0; i < now.count; i++)
		if (strcmp(now.list[i]->id, id) == 0)
			return now.list[i];
	return NULL;
}
