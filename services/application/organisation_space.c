/* organisation_space.c - what waits for the people of an organisation, and what was sent about it.
 */
#include "services/application/organisation_inside.h"

#include "i18n/base/array.h"
#include "services/application/change.h"
#include "services/application/dues.h"
#include "services/application/look.h"
#include "services/application/member.h"
#include "services/catalogue/versions.h"
#include "services/definition/service_entry.h"
#include "services/register/entry_inside.h"
#include "services/register/later_next.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_link.h"

#include <stdlib.h>
#include <string.h>

const char *const organisation_wait_codes[] = {"signature", "correction", "payment",
					       "due",       "missed",     "draft"};

struct space {
	struct org o;
	struct caller *caller;
	struct organisation_space *to;
	size_t wait_room, sent_room;
};

static struct organisation_wait *add_wait(struct space *s, enum organisation_wait_kind kind)
{
	struct organisation_space *to = s->to;

	to->waits = array_room_in(s->o.arena, to->waits, to->wait_count + 1, &s->wait_room,
				  sizeof(*to->waits));
	to->waits[to->wait_count] = (struct organisation_wait){.kind = kind};
	return &to->waits[to->wait_count++];
}

static const struct application *copy_of(struct space *s, const struct application *a)
{
	struct application *copy = arena_take(s->o.arena, sizeof(*copy));

	*copy = *a;
	return copy;
}

/* --- what was sent --- */

struct links {
	struct arena *arena;
	struct store_link *list;
	size_t count, room;
};

static void keep_link(void *ctx, const struct store_link *link)
{
	struct links *l = ctx;

	l->list = array_room_in(l->arena, l->list, l->count + 1, &l->room, sizeof(*l->list));
	l->list[l->count++] = *link;
}

/* Of what is not for the caller no more than that it is there. */
static struct application bare(const struct application *a)
{
	struct application bare = {.state = a->state, .submitted_at = a->submitted_at};

	memcpy(bare.service, a->service, sizeof(bare.service));
	return bare;
}

static enum fault add_sent(struct space *s, const char *id, struct error *err)
{
	struct organisation_space *to = s->to;
	struct store_application row;
	struct application a;
	struct error why = {0};
	bool found = false, opens;
	enum fault fault = store_application_get(s->o.registry->store, id, &row, &found, err);

	if (fault != FAULT_NONE || !found)
		return fault;
	change_show(&row, &a);
	opens = look_at(s->o.registry, s->caller, &a, LOOK_AGAIN, &row, &why) == FAULT_NONE;
	to->sent = array_room_in(s->o.arena, to->sent, to->sent_count + 1, &s->sent_room,
				 sizeof(*to->sent));
	to->sent[to->sent_count++] =
		(struct organisation_sent){.application = opens ? a : bare(&a), .opens = opens};
	return FAULT_NONE;
}

static int by_time(const void *one, const void *two)
{
	const struct organisation_sent *a = one, *b = two;

	if (a->application.submitted_at != b->application.submitted_at)
		return a->application.submitted_at < b->application.submitted_at ? 1 : -1;
	return strcmp(a->application.id, b->application.id);
}

static enum fault read_sent(struct space *s, struct error *err)
{
	struct links l = {.arena = s->o.arena};
	enum fault fault =
		store_link_each_to(s->o.registry->store, s->o.row.id, keep_link, &l, err);

	if (fault == FAULT_NONE && s->o.row.application[0] != '\0')
		fault = add_sent(s, s->o.row.application, err);
	for (size_t i = 0; i < l.count && fault == FAULT_NONE; i++)
		if (strcmp(l.list[i].kind, AGENCY_ABOUT) == 0)
			fault = add_sent(s, l.list[i].application, err);
	if (s->to->sent_count > 0)
		qsort(s->to->sent, s->to->sent_count, sizeof(*s->to->sent), by_time);
	return fault;
}

/* --- what waits of it --- */

static enum fault add_payments(struct space *s, const struct application *a, struct error *err)
{
	struct due *dues = NULL;
	size_t count = 0;
	enum fault fault = dues_of(s->o.registry, s->caller, a, s->o.arena, &dues, &count, err);

	for (size_t i = 0; i < count && fault == FAULT_NONE; i++) {
		struct organisation_wait *w;

		if (dues[i].state != DUE_OPEN && dues[i].state != DUE_PART)
			continue;
		w = add_wait(s, ORG_PAYMENT);
		w->application = copy_of(s, a);
		w->amount = dues[i].amount - dues[i].paid;
		w->due_at = dues[i].due_at;
		memcpy(w->currency, dues[i].currency, sizeof(w->currency));
	}
	return fault;
}

static enum fault add_open(struct space *s, struct error *err)
{
	enum fault fault = FAULT_NONE;

	for (size_t i = 0; i < s->to->sent_count; i++)
		if (s->to->sent[i].opens && s->to->sent[i].application.state == STATE_NEEDS_INFO)
			add_wait(s, ORG_CORRECTION)->application =
				copy_of(s, &s->to->sent[i].application);
	for (size_t i = 0; i < s->to->sent_count && fault == FAULT_NONE; i++)
		if (s->to->sent[i].opens && s->to->sent[i].application.submitted_at > 0)
			fault = add_payments(s, &s->to->sent[i].application, err);
	return fault;
}

/* --- drafts about it, and signatures that are asked --- */

/* Which entry the draft names, as it is answered now. */
static enum fault is_about(struct space *s, struct application *a, bool *ret, struct error *err)
{
	const struct service *service = NULL;
	const struct section *section = NULL;
	const struct question *q = NULL;
	struct store_register_entry row;
	struct form *f;
	const char *number;
	enum fault fault = versions_find(s->o.registry, s->o.arena, s->o.at->terms, a->service,
					 a->version, &service, err);

	*ret = false;
	if (fault != FAULT_NONE || service == NULL || service->about == NULL ||
	    strcmp(service->about->book, s->o.at->of->id) != 0)
		return fault;
	q = service_question(service, service->about->by, &section);
	f = form_new(service, s->o.at->terms, date_of(s->o.now));
	fault = application_load(s->o.registry, s->caller, a, f, err);
	number = q == NULL || fault != FAULT_NONE
			 ? NULL
			 : form_get(f, &(struct field_path){.section = section, .question = q});
	if (fault == FAULT_NONE && number != NULL && number[0] != '\0')
		fault = entry_by_number(s->o.registry, s->o.at->of->id, number, &row, ret, err);
	*ret = *ret && strcmp(row.id, s->o.row.id) == 0;
	form_free(f);
	return fault;
}

/* A definition that cannot be read, or answers that cannot, keep nobody from the rest. */
static void add_draft(struct space *s, const struct application *a)
{
	struct application copy = *a;
	struct error why = {0};
	bool is = false;

	if (a->state == STATE_DRAFT && is_about(s, &copy, &is, &why) == FAULT_NONE && is)
		add_wait(s, ORG_DRAFT)->application = copy_of(s, a);
}

/* Whether the caller was invited to sign it, and has not. */
static bool is_asked(struct space *s, const struct application *a)
{
	struct member *list = NULL;
	struct membership own;
	struct error why = {0};
	size_t count = 0;

	if (member_own(s->o.registry, s->caller, a, &own, &why) != FAULT_NONE || own.number == 0 ||
	    (own.rights & MEMBER_SIGN) == 0 ||
	    member_list(s->o.registry, s->caller, a, s->o.arena, &list, &count, &why) != FAULT_NONE)
		return false;
	for (size_t i = 0; i < count; i++)
		if (list[i].number == own.number)
			return list[i].signed_at == 0;
	return false;
}

static bool was_sent(const struct space *s, const char *id)
{
	for (size_t i = 0; i < s->to->sent_count; i++)
		if (s->to->sent[i].opens && strcmp(s->to->sent[i].application.id, id) == 0)
			return true;
	return false;
}

static enum fault add_signatures(struct space *s, struct error *err)
{
	struct application *list = NULL;
	size_t count = 0;
	enum fault fault = member_mine(s->o.registry, s->caller, s->o.arena, &list, &count, err);

	for (size_t i = 0; i < count && fault == FAULT_NONE; i++) {
		bool is = was_sent(s, list[i].id);
		struct error why = {0};

		if (!is && list[i].state == STATE_DRAFT &&
		    is_about(s, &list[i], &is, &why) != FAULT_NONE)
			is = false;
		if (is && (list[i].state == STATE_DRAFT || application_is_open(list[i].state)) &&
		    is_asked(s, &list[i]))
			add_wait(s, ORG_SIGNATURE)->application = copy_of(s, &list[i]);
	}
	return fault;
}

static enum fault add_drafts(struct space *s, struct error *err)
{
	struct application *list = NULL;
	size_t count = 0;
	enum fault fault =
		application_mine(s->o.registry, s->caller, s->o.arena, &list, &count, err);

	for (size_t i = 0; i < count && fault == FAULT_NONE; i++)
		add_draft(s, &list[i]);
	return fault;
}

/* --- what is due by the register --- */

struct told {
	struct arena *arena;
	struct line {
		const char *act, *reason;
		int64_t at;
	} * list;
	size_t count, room;
};

static void keep_line(void *ctx, const struct store_register_event *row)
{
	struct told *t = ctx;

	if (strcmp(row->act, LATER_MISSED) != 0 && strcmp(row->act, ENTRY_SENT) != 0)
		return;
	t->list = array_room_in(t->arena, t->list, t->count + 1, &t->room, sizeof(*t->list));
	t->list[t->count++] = (struct line){arena_text(t->arena, row->act),
					    arena_text(t->arena, row->reason), row->at};
}

/* What was missed is missed until it comes; of an end, until a new one is asked for. */
static bool came_later(const struct told *t, size_t missed, const char *service)
{
	for (size_t i = missed + 1; i < t->count && service != NULL; i++)
		if (strcmp(t->list[i].act, ENTRY_SENT) == 0 &&
		    strcmp(t->list[i].reason, service) == 0)
			return true;
	return false;
}

static enum fault add_missed(struct space *s, const struct told *t, struct error *err)
{
	enum fault fault = FAULT_NONE;

	for (size_t i = 0; fault == FAULT_NONE && i < t->count; i++) {
		size_t len = strcspn(t->list[i].reason, "/");
		const struct register_later *later;
		struct organisation_wait *w;
		struct later_due due;
		struct date day;
		bool good = false;

		if (strcmp(t->list[i].act, LATER_MISSED) != 0 || t->list[i].reason[len] == '\0' ||
		    !date_read_iso(t->list[i].reason + len + 1, &day))
			continue;
		later = register_later(s->o.at->of, arena_slice(t->arena, t->list[i].reason, len));
		if (later == NULL || (later->on_valid_until && came_later(t, i, later->service)))
			continue;
		due = (struct later_due){.later = later, .day = day};
		fault = later_made_good(s->o.registry, s->o.arena, s->o.at->of, &s->o.row, &due,
					&good, err);
		if (good)
			continue;
		w = add_wait(s, ORG_MISSED);
		w->later = later;
		w->day = day;
	}
	return fault;
}

static enum fault add_duties(struct space *s, struct error *err)
{
	struct told t = {.arena = s->o.arena};
	struct later_due *list = NULL;
	size_t count = 0;
	enum fault fault =
		later_list(s->o.registry, s->o.arena, s->o.at->of, &s->o.row, &list, &count, err);

	for (size_t i = 0; i < count && fault == FAULT_NONE; i++)
		if (!list[i].met && !list[i].missed) {
			struct organisation_wait *w =
				add_wait(s, list[i].over_at <= s->o.now ? ORG_MISSED : ORG_DUE);

			w->later = list[i].later;
			w->day = list[i].day;
		}
	if (fault == FAULT_NONE)
		fault = store_register_each_event(s->o.registry->store, s->o.row.id, keep_line, &t,
						  err);
	if (fault == FAULT_NONE)
		fault = add_missed(s, &t, err);
	return fault;
}

/* --- all of it --- */

static int by_kind(const void *one, const void *two)
{
	const struct organisation_wait *a = one, *b = two;

	if (a->kind != b->kind)
		return (int)a->kind - (int)b->kind;
	if (a->later != NULL && b->later != NULL)
		return date_number(a->day) < date_number(b->day) ? -1 : 1;
	return a->application == NULL || b->application == NULL
		       ? 0
		       : strcmp(a->application->id, b->application->id);
}

enum fault organisation_space(struct registry *r, struct caller *v,
			      const struct organisation_at *at, struct arena *arena,
			      struct organisation_space *ret, struct error *err)
{
	struct space s = {.o = {.registry = r, .caller = v, .at = at, .arena = arena},
			  .caller = v,
			  .to = ret};
	struct agency own;
	enum fault fault = org_find(&s.o, ACCESS_ORG_SEE, err);

	*ret = (struct organisation_space){.wait_count = 0};
	if (fault == FAULT_NONE)
		fault = agency_of(r, v, s.o.row.id, &own, err);
	if (fault == FAULT_NONE && own.id[0] != '\0')
		fault = read_sent(&s, err);
	if (fault == FAULT_NONE)
		fault = add_open(&s, err);
	if (fault == FAULT_NONE && own.id[0] != '\0')
		fault = add_signatures(&s, err);
	if (fault == FAULT_NONE && own.id[0] != '\0')
		fault = add_drafts(&s, err);
	if (fault == FAULT_NONE)
		fault = add_duties(&s, err);
	if (ret->wait_count > 0)
		qsort(ret->waits, ret->wait_count, sizeof(*ret->waits), by_kind);
	return fault;
}
