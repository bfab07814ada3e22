/* notice.c - what an applicant was told of their applications, and whether they have read it. */
#include "services/notice/notice.h"

#include "i18n/base/array.h"
#include "services/access/person.h"
#include "services/application/look.h"
#include "services/application/member.h"
#include "services/application/tell.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_address.h"
#include "services/store/store_notice.h"

#include <stdlib.h>

struct list {
	struct registry *registry;
	const struct application *of;
	const char *member; /* whose they are; "": the applicant's */
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

	if (strcmp(n->member, l->member) != 0)
		return FAULT_NONE;
	tell_binding(binding, n->number);
	fault = seal_open_words(&l->registry->seal, l->arena, l->of->id, binding,
				(struct sealed){n->words.at, n->words.len}, &words, err);
	if (fault != FAULT_NONE)
		return fault;
	l->notices =
		array_room_in(l->arena, l->notices, l->count + 1, &l->room, sizeof(*l->notices));
	to = &l->notices[l->count++];
	*to = (struct notice_item){.application = *l->of,
				   .number = n->number,
				   .at = n->at,
				   .template = arena_text(l->arena, n->template),
				   .lang = LANG_EN,
				   .read_at = n->read_at,
				   .words = words};
	lang_find(n->lang, &to->lang);
	return FAULT_NONE;
}

/* Behind the rows, since nothing else is asked of the store while they come. */
static enum fault add_unsent(struct list *l, struct error *err)
{
	enum fault fault = FAULT_NONE;

	for (size_t i = 0; i < l->count && fault == FAULT_NONE; i++) {
		struct notice_item *n = &l->notices[i];
		char channels[64];

		fault = store_dispatch_unsent(l->registry->store, n->application.id, n->number,
					      channels, sizeof(channels), err);
		if (fault == FAULT_NONE)
			n->unsent = arena_text(l->arena, channels);
	}
	return fault;
}

/* The newest first; of those of one second, as where clocks catch up, the one behind the other. */
static int by_time(const void *one, const void *two)
{
	const struct notice_item *a = one, *b = two;
	int other = strcmp(a->application.id, b->application.id);

	if (a->at != b->at)
		return a->at < b->at ? 1 : -1;
	return other != 0 ? other : (a->number < b->number) - (a->number > b->number);
}

/* What the account was told of those of others on which it works. */
static enum fault add_shared(struct list *l, const struct caller *v, struct error *err)
{
	struct application *shared = NULL;
	size_t count = 0;
	enum fault fault = member_mine(l->registry, v, l->arena, &shared, &count, err);

	for (size_t i = 0; i < count && fault == FAULT_NONE; i++) {
		struct membership own;

		fault = member_own(l->registry, v, &shared[i], &own, err);
		l->of = &shared[i];
		l->member = own.id;
		if (fault == FAULT_NONE && own.id[0] != '\0')
			fault = store_notice_each(l->registry->store, shared[i].id, keep, l, err);
	}
	return fault;
}

enum fault notice_own(struct registry *r, const struct caller *v, struct arena *a,
		      struct notice_item **ret, size_t *ret_count, struct error *err)
{
	struct list l = {.registry = r, .member = "", .arena = a};
	struct application *mine = NULL;
	size_t count = 0;
	enum fault fault = application_mine(r, v, a, &mine, &count, err);

	for (size_t i = 0; i < count && fault == FAULT_NONE; i++) {
		l.of = &mine[i];
		fault = store_notice_each(r->store, mine[i].id, keep, &l, err);
	}
	if (fault == FAULT_NONE)
		fault = add_shared(&l, v, err);
	if (fault == FAULT_NONE)
		fault = add_unsent(&l, err);
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
	struct list l = {.registry = r, .of = a, .member = "", .arena = arena};
	struct store_application row;
	enum fault fault = look_at(r, v, a, LOOK_AGAIN, &row, err);

	if (fault == FAULT_NONE)
		fault = look_may(r, v, ACCESS_KNOW, NULL, &row, err);
	if (fault == FAULT_NONE)
		fault = look_in(r, v, LOOK_READ, &row, err);
	if (fault == FAULT_NONE)
		fault = store_notice_each(r->store, row.id, keep, &l, err);
	if (fault == FAULT_NONE)
		fault = add_unsent(&l, err);
	if (fault != FAULT_NONE)
		return fault;
	*ret = l.notices;
	*ret_count = l.count;
	return FAULT_NONE;
}

enum fault notice_tally(struct registry *r, const struct caller *v, struct notice_tally *ret,
			struct error *err)
{
	struct store_notice_tally tally = {0, 0};
	struct store_application signed_in = {.reference = ""};
	const char *reference;
	struct person person;
	bool is = false, found = false;
	enum fault fault = FAULT_NONE;

	if (v->role == ROLE_APPLICANT)
		fault = person_of(r, v, &person, &is, err);
	if (fault == FAULT_NONE)
		fault = look_signed_in(r, v, &signed_in, &found, err);
	reference = found ? signed_in.reference : "";
	if (fault == FAULT_NONE && is)
		fault = store_notice_tally_of_account(r->store, &person.row, reference, &tally,
						      err);
	else if (fault == FAULT_NONE && v->role == ROLE_APPLICANT)
		fault = store_notice_tally_of_key(r->store, v->account[0] == '\0' ? v->key : "",
						  reference, &tally, err);
	if (fault == FAULT_NONE)
		*ret = (struct notice_tally){tally.all, tally.unread};
	return fault;
}

/* Its row vouches for its notices, too, and it has not changed in any way that somebody waits for.
 */
static enum fault mark(struct change *c, const char *id, int number, struct error *err)
{
	struct store *s = c->registry->store;
	enum fault fault = change_begin(c, ACCESS_LOOK, id, err);

	if (fault == FAULT_NONE)
		fault = number == NOTICE_ALL ? store_notice_read(s, id, c->now, err)
					     : store_notice_read_one(s, id, number, c->now, err);
	return fault == FAULT_NONE ? change_save(c, err) : fault;
}

enum fault notice_read(struct registry *r, struct caller *v, const struct application *a,
		       int number, struct error *err)
{
	struct change c = {.registry = r, .caller = v, .is_upkeep = true};
	struct store_application row;
	int64_t unread = 0;
	enum fault fault = look_at(r, v, a, LOOK_AGAIN, &row, err);

	if (fault != FAULT_NONE || v->role != ROLE_APPLICANT ||
	    look_may(r, v, ACCESS_KNOW, NULL, &row, NULL) != FAULT_NONE)
		return fault;
	fault = store_notice_unread(r->store, row.id, &unread, err);
	if (fault != FAULT_NONE || unread == 0)
		return fault;
	do {
		fault = mark(&c, row.id, number, err);
		fault = change_end(&c, fault, NULL, err);
	} while (change_again(&c, fault));
	return fault;
}
