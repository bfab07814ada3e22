/* related.c - how applications hang together: which one is about which. */
#include "services/application/related_inside.h"

#include "i18n/base/array.h"
#include "services/application/change.h"
#include "services/application/look.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_link.h"

#include <stdlib.h>

const char *const related_codes[] = {
	[RELATED_APPEALS] = "appeals",
	[RELATED_APPEALED_BY] = "appealed_by",
};

#define APPEALS related_codes[RELATED_APPEALS]

/* Ids, since nothing else may be asked of the store while rows come. */
struct found {
	struct arena *arena;
	const char **ids;
	size_t count, room;
};

static void keep(struct found *f, const struct store_link *link, const char *id)
{
	if (strcmp(link->kind, APPEALS) != 0)
		return;
	f->ids = array_room_in(f->arena, f->ids, f->count + 1, &f->room, sizeof(*f->ids));
	f->ids[f->count++] = arena_text(f->arena, id);
}

static void keep_other(void *ctx, const struct store_link *link)
{
	keep(ctx, link, link->other);
}

static void keep_own(void *ctx, const struct store_link *link)
{
	keep(ctx, link, link->application);
}

enum fault related_appealed(struct registry *r, const char *id, char ret[33], struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct found f = {.arena = a};
	enum fault fault = store_link_each_of(r->store, id, keep_other, &f, err);

	ret[0] = '\0';
	if (fault == FAULT_NONE && f.count > 0)
		snprintf(ret, 33, "%s", f.ids[0]);
	return fault;
}

static int by_time(const void *one, const void *two)
{
	const struct store_application *a = one, *b = two;

	if (a->begun_at != b->begun_at)
		return a->begun_at < b->begun_at ? -1 : 1;
	return strcmp(a->id, b->id);
}

/* Oldest first; one that was discarded meanwhile is left out. */
static enum fault read_rows(struct registry *r, const struct found *f,
			    struct store_application **ret, size_t *ret_count, struct error *err)
{
	struct store_application *rows = arena_array(f->arena, f->count, sizeof(*rows));
	enum fault fault = FAULT_NONE;
	size_t count = 0;

	for (size_t i = 0; i < f->count && fault == FAULT_NONE; i++) {
		bool found = false;

		fault = store_application_get(r->store, f->ids[i], &rows[count], &found, err);
		count += fault == FAULT_NONE && found;
	}
	if (count > 0)
		qsort(rows, count, sizeof(*rows), by_time);
	*ret = rows;
	*ret_count = count;
	return fault;
}

enum fault related_appeals(struct registry *r, const char *id, struct arena *arena,
			   struct store_application **ret, size_t *ret_count, struct error *err)
{
	struct found f = {.arena = arena};
	enum fault fault = store_link_each_to(r->store, id, keep_own, &f, err);

	return fault == FAULT_NONE ? read_rows(r, &f, ret, ret_count, err) : fault;
}

enum fault related_add_appeal(struct registry *r, const char *id, const char *first,
			      struct error *err)
{
	struct store_link link;

	snprintf(link.application, sizeof(link.application), "%s", id);
	snprintf(link.kind, sizeof(link.kind), "%s", APPEALS);
	snprintf(link.other, sizeof(link.other), "%s", first);
	return store_link_add(r->store, &link, err);
}

static void tell(struct related *to, enum related_kind kind, const struct store_application *row)
{
	struct application shown;

	change_show(row, &shown);
	*to = (struct related){.kind = kind, .state = shown.state};
	memcpy(to->reference, shown.reference, sizeof(to->reference));
	memcpy(to->service, shown.service, sizeof(to->service));
}

enum fault related_of(struct registry *r, struct caller *v, const struct application *a,
		      struct arena *arena, struct related **ret, size_t *ret_count,
		      struct error *err)
{
	struct found f = {.arena = arena};
	struct store_application row, *of = NULL, *to = NULL;
	size_t of_count = 0, to_count = 0, count = 0;
	enum fault fault = look_at(r, v, a, LOOK_READ, &row, err);

	if (fault == FAULT_NONE)
		fault = store_link_each_of(r->store, row.id, keep_other, &f, err);
	if (fault == FAULT_NONE)
		fault = read_rows(r, &f, &of, &of_count, err);
	if (fault == FAULT_NONE)
		fault = related_appeals(r, row.id, arena, &to, &to_count, err);
	if (fault != FAULT_NONE)
		return fault;
	*ret = arena_array(arena, of_count + to_count, sizeof(**ret));
	for (size_t i = 0; i < of_count; i++)
		tell(&(*ret)[count++], RELATED_APPEALS, &of[i]);
	for (size_t i = 0; i < to_count; i++)
		if (v->role == ROLE_APPLICANT || change_state(to[i].state) != STATE_DRAFT)
			tell(&(*ret)[count++], RELATED_APPEALED_BY, &to[i]);
	*ret_count = count;
	return FAULT_NONE;
}
