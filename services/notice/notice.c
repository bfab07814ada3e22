/* notice.c - what an applicant was told of their applications, and whether they have read it. */
#include "services/notice/notice.h"

#include "i18n/base/array.h"
#include "services/application/look.h"
#include "services/application/tell.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_notice.h"

#include <stdlib.h>

struct list {
	struct registry *registry;
	const struct application *of;
	struct arena *arena;
	struct notice_item *notices;
	size_t count, room;
};

static enum fault keep(void *ctx, const struct store_notice *n, struct error *err)
{
	struct list *l = ctx;
	struct notice_item *to;
	char binding[TELL_BINDING], *words;
	enum fault fault;

	tell_binding(binding, n->number);
	fault = seal_open_words(&l->registry->seal, l->arena, l->of->id, binding,
				(struct sealed){n->words.at, n->words.len}, &words, err);
	if (fault != FAULT_NONE)
		return fault;
	l->notices =
		array_room_in(l->arena, l->notices, l->count + 1, &l->room, sizeof(*l->notices));
	to = &l->notices[l->count++];
	*to = (struct notice_item){.application = *l->of,
				   .at = n->at,
				   .template = arena_text(l->arena, n->template),
				   .lang = LANG_EN,
				   .read_at = n->read_at,
				   .words = words};
	lang_find(n->lang, &to->lang);
	return FAULT_NONE;
}

static int by_time(const void *one, const void *two)
{
	const struct notice_item *a = one, *b = two;

	return a->at == b->at ? strcmp(a->application.id, b->application.id)
			      : (a->at < b->at) - (a->at > b->at);
}

enum fault notice_own(struct registry *r, const struct caller *v, struct arena *a,
		      struct notice_item **ret, size_t *ret_count, struct error *err)
{
	struct list l = {.registry = r, .arena = a};
	struct application *mine = NULL;
	size_t count = 0;
	enum fault fault = application_mine(r, v, a, &mine, &count, err);

	for (size_t i = 0; i < count && fault == FAULT_NONE; i++) {
		l.of = &mine[i];
		fault = store_notice_each(r->store, mine[i].id, keep, &l, err);
	}
	if (fault != FAULT_NONE)
		return fault;
	if (l.count > 1)
		qsort(l.notices, l.count, sizeof(*l.notices), by_time);
	*ret = l.notices;
	*ret_count = l.count;
	return FAULT_NONE;
}

enum fault notice_of(struct registry *r, struct caller *v, const struct application *a,
		     struct arena *arena, struct notice_item **ret, size_t *ret_count,
		     struct error *err)
{
	struct list l = {.registry = r, .of = a, .arena = arena};
	struct store_application row;
	enum fault fault = look_at(r, v, a, LOOK_AGAIN, &row, err);

	if (fault == FAULT_NONE)
		fault = look_may(r, v, ACCESS_KNOW, ACCESS_NO_STAGE, &row, err);
	if (fault == FAULT_NONE)
		fault = look_in(r, v, LOOK_READ, &row, err);
	if (fault == FAULT_NONE)
		fault = store_notice_each(r->store, row.id, keep, &l, err);
	if (fault != FAULT_NONE)
		return fault;
	*ret = l.notices;
	*ret_count = l.count;
	return FAULT_NONE;
}

static enum fault mark(struct registry *r, const char *id, struct error *err)
{
	enum fault fault = store_begin(r->store, err);

	if (fault == FAULT_NONE)
		fault = store_notice_read(r->store, id, registry_now(r), err);
	if (fault == FAULT_NONE)
		fault = store_commit(r->store, err);
	store_rollback(r->store);
	return fault;
}

enum fault notice_read(struct registry *r, struct caller *v, const struct application *a,
		       struct error *err)
{
	struct store_application row;
	struct store_runs runs = {0};
	int64_t unread = 0;
	enum fault fault = look_at(r, v, a, LOOK_AGAIN, &row, err);

	if (fault != FAULT_NONE || v->role != ROLE_APPLICANT)
		return fault;
	fault = store_notice_unread(r->store, row.id, &unread, err);
	if (fault != FAULT_NONE || unread == 0)
		return fault;
	do
		fault = mark(r, row.id, err);
	while (fault != FAULT_NONE && store_again(r->store, &runs));
	return fault;
}
