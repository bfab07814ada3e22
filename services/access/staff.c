/* staff.c - what the roles that are granted to an account reach: one application, or a list. */
#include "services/access/staff.h"

#include "i18n/base/array.h"
#include "services/access/account_parts.h"
#include "services/access/agency.h"
#include "services/access/membership.h"
#include "services/catalogue/roles.h"
#include "services/definition/codes.h"
#include "services/party/party.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_application.h"

#include <string.h>

/* What is asked, and the account's parts. */
struct question {
	struct registry *registry;
	const char *account, *word;
	bool staged; /* the stage says whose turn it is, and the act by which id services have it */
	char party[33]; /* of the account */
	const struct access_object *object;
	struct account_parts parts;
	int64_t now;
};

bool staff_grant_holds(const struct store_account_grant *g, int64_t now)
{
	return g->since <= now && (g->until == 0 || g->until > now) && roles_find(g->role) != NULL;
}

bool staff_serves(const struct caller *c, const struct access_object *o)
{
	if (c->role != ROLE_STAFF || c->served.person[0] == '\0')
		return false;
	return o == NULL || (o->helper != NULL && strcmp(o->helper, c->account) == 0 &&
			     o->subject != NULL && strcmp(o->subject, c->served.person) == 0 &&
			     o->service != NULL && strcmp(o->service, c->served.service) == 0);
}

/* A stage of the authority's is whichever of its roles may do the act. */
static bool is_turn_of(const struct question *q, const struct role *role)
{
	int actor = q->object == NULL || !q->staged ? ACCESS_NO_STAGE : q->object->actor;

	if (actor == ACTOR_ROLE)
		return q->object->role != NULL && strcmp(role->id, q->object->role) == 0;
	if (actor != ACTOR_OFFICER && actor != ACTOR_HEAD)
		return true;
	return strcmp(role->id, codes_stage_actor[actor]) == 0;
}

static bool may(const struct question *q, const struct role *role)
{
	return role_may_act(role, q->word, q->staged && q->object != NULL ? q->object->act : NULL);
}

/* What somebody pays is taken by whoever it is brought to. */
static bool takes_payments(const struct question *q)
{
	return strcmp(q->word, role_portal_words[ROLE_WORD_TAKE_PAYMENT]) == 0 ||
	       strcmp(q->word, role_portal_words[ROLE_WORD_IMPORT_PAYMENTS]) == 0;
}

/* At a counter the grant's office is where it is done, not whose the object is. */
static bool is_at_counter(const struct question *q, const struct role *role)
{
	const char *assists = role_portal_words[ROLE_WORD_ASSIST];

	return strcmp(q->word, assists) == 0 || takes_payments(q) ||
	       ((strcmp(q->word, role_portal_words[ROLE_WORD_RENEW]) == 0 ||
		 strcmp(q->word, role_portal_words[ROLE_WORD_WITNESS]) == 0) &&
		role_may(role, assists));
}

static enum fault is_over(const struct question *q, const struct store_account_grant *g, bool *ret,
			  struct error *err)
{
	const struct access_object *o = q->object;
	const char *office = o->office == NULL ? "" : o->office;

	*ret = false;
	if (g->service[0] != '\0' && (o->service == NULL || strcmp(g->service, o->service) != 0))
		return FAULT_NONE;
	if (g->office[0] != '\0' && strcmp(office, STAFF_ANY_OFFICE) != 0 &&
	    !is_at_counter(q, roles_find(g->role)))
		return party_is_within(q->registry, office, g->office, ret, err);
	*ret = true;
	return FAULT_NONE;
}

static enum fault reaches(const struct question *q, const struct store_account_grant *g, bool *ret,
			  struct error *err)
{
	const struct role *role = roles_find(g->role);

	*ret = false;
	if (!staff_grant_holds(g, q->now) || !may(q, role) || !is_turn_of(q, role))
		return FAULT_NONE;
	*ret = true;
	return q->object == NULL ? FAULT_NONE : is_over(q, g, ret, err);
}

/* Their own matter, or what they have filled in for somebody: whose fee they may take. */
static enum fault is_own(const struct question *q, bool *ret, struct error *err)
{
	const struct access_object *o = q->object;
	char holder[CALLER_IDENTITY];
	enum fault fault;

	*ret = (o->helper != NULL && !takes_payments(q) && strcmp(o->helper, q->account) == 0) ||
	       (o->subject != NULL && strcmp(o->subject, q->party) == 0);
	if (*ret)
		return FAULT_NONE;

	fault = agency_has(q->registry, o->entry, o->id, q->account, ret, err);
	if (fault == FAULT_NONE && !*ret)
		fault = membership_has(q->registry, o->id, q->account, ret, err);
	if (fault != FAULT_NONE || *ret)
		return fault;
	caller_account_name(q->account, holder);
	return store_application_is_of(q->registry->store, q->object->id,
				       &(struct store_application_person){q->account, holder, ""},
				       ret, err);
}

static enum fault answer(const struct question *q, bool *ret, struct error *err)
{
	const struct access_object *o = q->object;
	bool own = false, reached = false;
	enum fault fault = FAULT_NONE;

	if (o != NULL && o->is_draft && strcmp(q->word, role_portal_words[ROLE_WORD_WITNESS]) != 0)
		return FAULT_NONE;
	if (o != NULL && strcmp(q->word, "look") != 0)
		fault = is_own(q, &own, err);
	for (size_t i = 0; fault == FAULT_NONE && !own && !reached && i < q->parts.grant_count;
	     i++) {
		const struct store_account_grant *g = &q->parts.grants[i];

		fault = reaches(q, g, &reached, err);
		if (fault != FAULT_NONE || !reached || o == NULL || o->by == NULL)
			continue;
		snprintf(o->by->role, sizeof(o->by->role), "%s", g->role);
		snprintf(o->by->office, sizeof(o->by->office), "%s", g->office);
	}
	if (fault == FAULT_NONE)
		*ret = reached;
	return fault;
}

/* What the roles that reach it see, together. */
static enum fault add_classes(const struct question *q, unsigned *ret, struct error *err)
{
	enum fault fault = FAULT_NONE;

	for (size_t i = 0; fault == FAULT_NONE && i < q->parts.grant_count; i++) {
		const struct store_account_grant *g = &q->parts.grants[i];
		bool reached = false;

		fault = reaches(q, g, &reached, err);
		if (fault == FAULT_NONE && reached)
			*ret |= roles_find(g->role)->sees;
	}
	return fault;
}

/* The account with its parts; *ret_found false where it cannot be believed. */
static enum fault read_account(struct question *q, const char *id, bool *ret_found,
			       struct error *err)
{
	struct store_account row;
	bool found = false, whole = false;
	enum fault fault =
		store_account_find(q->registry->store, STORE_BY_ID, id, &row, &found, err);

	if (fault == FAULT_NONE && found)
		fault = account_parts_are_whole(q->registry, &row, &whole, err);
	if (fault == FAULT_NONE && whole)
		fault = roles_look(q->registry, err);
	if (fault == FAULT_NONE && whole)
		fault = account_parts_read(q->registry, id, &q->parts, err);
	if (fault == FAULT_NONE)
		*ret_found = whole;
	if (fault == FAULT_NONE && whole)
		memcpy(q->party, row.party, sizeof(q->party));
	return fault;
}

/* A key that is revoked ends what was begun with it; the host's own command has none. */
static bool has_key(const struct question *q, const struct caller *c)
{
	for (size_t i = 0; i < q->parts.key_count; i++)
		if (q->parts.keys[i].ended == 0 && strcmp(q->parts.keys[i].key, c->key) == 0)
			return true;
	return c->key[0] == '\0';
}

enum fault staff_reaches(struct registry *r, const struct caller *c, const char *word, bool staged,
			 const struct access_object *o, bool *ret, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct question q = {.registry = r,
			     .account = c->account,
			     .word = word,
			     .staged = staged,
			     .object = o,
			     .parts = {.arena = a},
			     .now = registry_now(r)};
	bool found = false;
	enum fault fault;

	*ret = false;
	if (c->role != ROLE_STAFF || c->account[0] == '\0')
		return FAULT_NONE;
	fault = read_account(&q, c->account, &found, err);
	return fault == FAULT_NONE && found && has_key(&q, c) ? answer(&q, ret, err) : fault;
}

enum fault staff_is_any(struct registry *r, const struct caller *c, bool *ret, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct question q = {.registry = r, .parts = {.arena = a}, .now = registry_now(r)};
	bool found = false;
	enum fault fault = FAULT_NONE;

	*ret = false;
	if (c->role == ROLE_STAFF && c->account[0] != '\0')
		fault = read_account(&q, c->account, &found, err);
	for (size_t i = 0; fault == FAULT_NONE && found && i < q.parts.grant_count; i++)
		*ret = *ret || (staff_grant_holds(&q.parts.grants[i], q.now) && has_key(&q, c));
	return fault;
}

enum fault staff_sees(struct registry *r, const struct caller *c, const struct access_object *o,
		      unsigned *ret, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct question q = {.registry = r,
			     .account = c->account,
			     .word = "look",
			     .object = o,
			     .parts = {.arena = a},
			     .now = registry_now(r)};
	bool found = false;
	enum fault fault;

	*ret = c->role == ROLE_STAFF && !staff_serves(c, o) ? 0 : ~0U;
	if (*ret != 0 || o->is_draft)
		return FAULT_NONE;
	fault = read_account(&q, c->account, &found, err);
	return fault == FAULT_NONE && found && has_key(&q, c) ? add_classes(&q, ret, err) : fault;
}

enum fault staff_scopes(struct registry *r, const struct caller *c, const char *word,
			struct arena *a, struct staff_scope **ret, size_t *ret_count,
			struct error *err)
{
	struct question q = {
		.registry = r, .word = word, .parts = {.arena = a}, .now = registry_now(r)};
	struct staff_scope *list;
	size_t count = 0;
	bool found = false, holds_one = false;
	enum fault fault = FAULT_NONE;

	if (c->role == ROLE_STAFF && c->account[0] != '\0')
		fault = read_account(&q, c->account, &found, err);
	list = arena_array(a, q.parts.grant_count + 1, sizeof(*list));
	for (size_t i = 0; fault == FAULT_NONE && found && i < q.parts.grant_count; i++) {
		const struct store_account_grant *g = &q.parts.grants[i];

		fault = reaches(&q, g, &holds_one, err);
		if (fault != FAULT_NONE || !holds_one)
			continue;
		snprintf(list[count].role, sizeof(list[count].role), "%s", g->role);
		snprintf(list[count].service, sizeof(list[count].service), "%s", g->service);
		snprintf(list[count++].office, sizeof(list[0].office), "%s", g->office);
	}
	if (fault != FAULT_NONE)
		return fault;
	*ret = list;
	*ret_count = count;
	return FAULT_NONE;
}

/* The roles whose definitions have the word. */
static void put_roles(struct arena *a, struct store_account_filter *f, const char *word)
{
	size_t count;
	const struct role *const *all = roles_all(&count);

	f->roles = ",";
	for (size_t i = 0; i < count; i++)
		if (role_may(all[i], word))
			f->roles = arena_format(a, "%s%s,", f->roles, all[i]->id);
}

/* Any list is for who may do something with what it has. */
static enum fault begin_list(struct registry *r, const struct caller *c, const char *word,
			     struct arena *a, struct store_account_filter *ret, struct error *err)
{
	bool any = false;
	enum fault fault = staff_reaches(r, c, word, false, NULL, &any, err);

	if (fault == FAULT_NONE && !any)
		return fail(err, FAULT_DENIED,
			    N_("Your account's current roles do not allow this."), "a list");
	*ret = (struct store_account_filter){.account = c->account, .now = registry_now(r)};
	put_roles(a, ret, word);
	return fault;
}

enum fault staff_list(struct registry *r, const struct caller *c, const char *after,
		      void (*visit)(void *ctx, const char *id), void *ctx, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct store_account_filter filter;
	enum fault fault = begin_list(r, c, "look", a, &filter, err);

	return fault == FAULT_NONE ? store_account_reached(r->store, &filter, after, STAFF_LIST,
							   visit, ctx, err)
				   : fault;
}

struct reaches {
	struct arena *arena;
	struct staff_reach *list;
	size_t count, room;
};

static bool lies_within(const struct staff_reach *one, const char *service, const char *office)
{
	return (one->service[0] == '\0' || strcmp(one->service, service) == 0) &&
	       (one->office[0] == '\0' || strcmp(one->office, office) == 0);
}

/* They come by service and office, "" first: what others lie within comes before them. */
static void add_reach(void *ctx, const char *service, const char *office)
{
	struct reaches *to = ctx;
	struct staff_reach *new;

	for (size_t i = 0; i < to->count; i++)
		if (lies_within(&to->list[i], service, office))
			return;
	to->list = array_room_in(to->arena, to->list, to->count + 1, &to->room, sizeof(*to->list));
	new = &to->list[to->count++];
	snprintf(new->service, sizeof(new->service), "%s", service);
	snprintf(new->office, sizeof(new->office), "%s", office);
}

enum fault staff_reach(struct registry *r, const struct caller *c, const char *word,
		       struct arena *a, struct staff_reach **ret, size_t *ret_count,
		       struct error *err)
{
	struct reaches to = {.arena = a};
	struct store_account_filter filter;
	enum fault fault = begin_list(r, c, word, a, &filter, err);

	if (fault == FAULT_NONE)
		fault = store_account_held(r->store, &filter, add_reach, &to, err);
	if (fault == FAULT_NONE) {
		*ret = to.list;
		*ret_count = to.count;
	}
	return fault;
}

enum fault staff_over(struct registry *r, const char *word, const char *service, const char *office,
		      void (*visit)(void *ctx, const char *id), void *ctx, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct store_account_filter filter = {.account = "", .now = registry_now(r)};
	enum fault fault = roles_look(r, err);

	if (fault != FAULT_NONE)
		return fault;
	put_roles(a, &filter, word);
	return store_account_over(r->store, &filter, service, office, STAFF_LIST, visit, ctx, err);
}

bool staff_reach_has(const struct staff_reach *reach, size_t count, const char *service,
		     const char *office)
{
	for (size_t i = 0; i < count; i++)
		if ((reach[i].service[0] == '\0' || strcmp(reach[i].service, service) == 0) &&
		    (reach[i].office[0] == '\0' || strcmp(reach[i].office, office) == 0))
			return true;
	return false;
}

void staff_people_keep(void *people, const char *id)
{
	struct staff_people *p = people;

	for (size_t i = 0; i < p->count; i++)
		if (strcmp(p->ids[i], id) == 0)
			return;
	p->ids = array_room_in(p->arena, p->ids, p->count + 1, &p->room, sizeof(*p->ids));
	p->ids[p->count++] = arena_text(p->arena, id);
}
