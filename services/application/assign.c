/* assign.c - which of the authority's staff has an application: taken up, handed over, given back.
 */
#include "services/application/assign.h"

#include "i18n/base/array.h"
#include "services/access/account_parts.h"
#include "services/access/staff.h"
#include "services/application/ahead.h"
#include "services/application/appeal_inside.h"
#include "services/application/course.h"
#include "services/application/given.h"
#include "services/application/look.h"
#include "services/application/told.h"
#include "services/definition/service.h"
#include "services/party/party.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_account.h"

#include <stdlib.h>

/* --- one change --- */

/* What is wanted: `to` by number (NULL: to nobody), or the caller's own. */
struct wanted {
	const struct service *service;
	bool claims;
	const char *number, *words;
};

static enum fault refuse_held(struct change *c, const char *say, struct error *err)
{
	const char *name = "";
	enum fault fault = account_parts_name(c->registry, c->arena, c->row.assignee, &name, err);

	if (fault != FAULT_NONE)
		return fault;
	fail(err, FAULT_CONFLICT, say, "assigned");
	error_fill(err, "name", "%s", name);
	return FAULT_CONFLICT;
}

static bool is_mine(const struct change *c)
{
	return c->row.assignee[0] != '\0' && strcmp(c->row.assignee, c->caller->account) == 0;
}

/* Whoever was faster, the second learns who has it by now. */
static enum fault compare(struct change *c, const struct application *a, struct error *err)
{
	enum fault fault = change_compare(c, a, err);

	if (fault != FAULT_CONFLICT || c->row.assignee[0] == '\0' || is_mine(c))
		return fault;
	return refuse_held(c,
			   N_("This application was changed in the meantime, and {name} has it "
			      "now. Look at it again before you go on."),
			   err);
}

/* One's own, or nobody's, may be handed on by who takes applications up; others' by a head. */
static enum fault may_move(struct change *c, struct error *err)
{
	enum fault fault = change_may(c, ACCESS_REASSIGN, ACCESS_NO_STAGE, err);

	if (fault != FAULT_DENIED)
		return fault;
	if (is_mine(c) || c->row.assignee[0] == '\0')
		return change_may(c, ACCESS_ASSIGN, ACCESS_NO_STAGE, err);
	return fail(err, FAULT_DENIED,
		    N_("Somebody else has this application. Only they, or a head of service, can "
		       "hand it over."),
		    "of another");
}

static enum fault may(struct change *c, const struct course *course, bool claims, struct error *err)
{
	struct access_turn turn = course_turn(course, NULL);

	return claims ? change_may_at(c, ACCESS_ASSIGN, &turn, err) : may_move(c, err);
}

static enum fault find_account(struct change *c, const struct course *course, const char *number,
			       struct store_account *ret, struct error *err)
{
	struct caller them = {.face = c->caller->face};
	char digits[ACCOUNT_DIGITS + 1];
	bool found = false;
	enum fault fault = reference_read_account(number, digits, err);

	if (fault == FAULT_NONE)
		fault = store_account_find(c->registry->store, STORE_BY_NUMBER, digits, ret, &found,
					   err);
	if (fault == FAULT_NONE && found) {
		caller_act_as(&them, ret->id);
		fault = course_may(course, &them, ACCESS_ASSIGN, NULL, err);
	}
	if (fault == FAULT_DENIED || fault == FAULT_MISSING || (fault == FAULT_NONE && !found))
		return fail(err, FAULT_MISSING,
			    N_("No account with this number may act on this application now."),
			    "not theirs");
	return fault;
}

static enum fault settle(struct change *c, const struct course *course, const struct wanted *w,
			 char ret[33], struct error *err)
{
	struct store_account to;
	enum fault fault;

	if (w->claims && c->row.assignee[0] != '\0' && !is_mine(c))
		return refuse_held(c, N_("{name} has this application already."), err);
	if (w->claims || w->number == NULL) {
		snprintf(ret, 33, "%s", w->claims ? c->caller->account : "");
		return w->claims ? appeal_check_decider(c->registry, c->row.id, ret, err)
				 : FAULT_NONE;
	}
	if (w->words[0] == '\0')
		return fail(err, FAULT_INPUT,
			    N_("Write a few words for the person who goes on with it."),
			    "no words");
	fault = find_account(c, course, w->number, &to, err);
	if (fault == FAULT_NONE && strcmp(to.id, c->row.assignee) == 0)
		return fail(err, FAULT_INPUT, N_("They have this application already."), "same");
	if (fault == FAULT_NONE)
		fault = appeal_check_decider(c->registry, c->row.id, to.id, err);
	if (fault == FAULT_NONE)
		memcpy(ret, to.id, sizeof(to.id));
	return fault;
}

static enum fault put(struct change *c, const char *account, const char *words, struct error *err)
{
	const struct event e = {.note = words, .act = SERVICE_HAND_OVER, .reason = ""};
	enum fault fault = FAULT_NONE;

	if (strcmp(account, c->row.assignee) == 0)
		return FAULT_NONE;
	snprintf(c->row.assignee, sizeof(c->row.assignee), "%s", account);
	if (words[0] != '\0')
		fault = change_event(c, told_pack(c->arena, &e), err);
	return fault == FAULT_NONE ? change_enter(c, LEDGER_ASSIGNED, account, err) : fault;
}

static enum fault run_once(struct change *c, const struct application *a, const struct wanted *w,
			   struct error *err)
{
	struct course course = {.registry = c->registry,
				.caller = c->caller,
				.row = &c->row,
				.service = w->service};
	char account[33] = "";
	enum fault fault = change_read(c, a->id, err);

	if (fault != FAULT_NONE)
		return fault;
	course.arena = c->arena;
	course_open(&course);
	fault = may(c, &course, w->claims, err);
	if (fault == FAULT_NONE)
		fault = compare(c, a, err);
	if (fault == FAULT_NONE)
		fault = course_check_state(&course, ACT_STAYS, BEARING_IN_REVIEW, err);
	if (fault == FAULT_NONE)
		fault = settle(c, &course, w, account, err);
	return fault == FAULT_NONE ? put(c, account, w->words, err) : fault;
}

/* What the applicant reads of when it was changed stays. */
static enum fault run(struct registry *r, const struct caller *v, struct application *a,
		      const struct wanted *w, struct error *err)
{
	ARENA_CLEAN struct arena *arena = arena_new(REGISTRY_WORK);
	struct change c = {.registry = r, .caller = v, .is_upkeep = true};
	enum fault fault;

	ahead_read(&c, arena, a->id);
	do {
		fault = run_once(&c, a, w, err);
		fault = change_end(&c, fault, a, err);
	} while (change_again(&c, fault));
	return fault;
}

enum fault assign_claim(struct registry *r, const struct caller *v, struct application *a,
			const struct service *s, struct error *err)
{
	if (v->role != ROLE_STAFF)
		return access_missing(v, err);
	return run(r, v, a, &(struct wanted){.service = s, .claims = true, .words = ""}, err);
}

enum fault assign_release(struct registry *r, const struct caller *v, struct application *a,
			  const struct service *s, struct error *err)
{
	return run(r, v, a, &(struct wanted){.service = s, .words = ""}, err);
}

enum fault assign_hand_over(struct registry *r, const struct caller *v, struct application *a,
			    const struct service *s, const char *number, const char *words,
			    struct error *err)
{
	ARENA_CLEAN struct arena *arena = arena_new(REGISTRY_WORK);
	struct wanted w = {.service = s, .number = number};
	enum fault fault = given_words(arena, words, NULL, &w.words, err);

	return fault == FAULT_NONE ? run(r, v, a, &w, err) : fault;
}

/* --- who --- */

struct people {
	struct registry *registry;
	struct arena *arena;
	const char **ids;
	size_t count, room;
};

static void keep(void *ctx, const char *id)
{
	struct people *p = ctx;

	p->ids = array_room_in(p->arena, p->ids, p->count + 1, &p->room, sizeof(*p->ids));
	p->ids[p->count++] = arena_text(p->arena, id);
}

static int by_name(const void *one, const void *two)
{
	const struct assign_person *a = one, *b = two;
	int order = strcmp(a->name, b->name);

	return order != 0 ? order : strcmp(a->number, b->number);
}

/* One of those that a grant seems to reach: what rights say in full. */
static enum fault weigh(struct course *c, const char *id, struct assign_person *to, bool *ret,
			struct error *err)
{
	struct caller them = {.face = c->caller->face};
	struct error why = {0};
	struct store_account row;
	bool found = false;
	enum fault fault;

	caller_act_as(&them, id);
	*ret = false;
	fault = course_may(c, &them, ACCESS_ASSIGN, NULL, &why);
	if (fault == FAULT_NONE)
		fault = appeal_check_decider(c->registry, c->row->id, id, &why);
	if (fault == FAULT_DENIED || fault == FAULT_MISSING)
		return FAULT_NONE;
	if (fault == FAULT_NONE)
		fault = store_account_find(c->registry->store, STORE_BY_ID, id, &row, &found, err);
	if (fault == FAULT_NONE && found)
		fault = account_parts_name(c->registry, c->arena, id, &to->name, err);
	if (fault != FAULT_NONE || !found)
		return fault;
	snprintf(to->number, sizeof(to->number), "%.10s", row.number);
	to->has_it = strcmp(c->row->assignee, id) == 0;
	*ret = true;
	return FAULT_NONE;
}

enum fault assign_people(struct registry *r, struct caller *v, const struct application *a,
			 const struct service *s, struct arena *arena, struct assign_person **ret,
			 size_t *ret_count, struct error *err)
{
	struct people p = {.registry = r, .arena = arena};
	struct store_application row;
	struct course course = {
		.registry = r, .caller = v, .row = &row, .service = s, .arena = arena};
	struct assign_person *list;
	size_t count = 0;
	enum fault fault = look_at(r, v, a, LOOK_AGAIN, &row, err);

	if (fault == FAULT_NONE)
		fault = look_may(r, v, ACCESS_ASSIGN, NULL, &row, err);
	if (fault == FAULT_NONE)
		fault = staff_over(r, "assign", row.service, row.office, keep, &p, err);
	if (fault != FAULT_NONE)
		return fault;
	course_open(&course);
	list = arena_array(arena, p.count, sizeof(*list));
	for (size_t i = 0; fault == FAULT_NONE && i < p.count; i++) {
		bool may = false;

		fault = weigh(&course, p.ids[i], &list[count], &may, err);
		count += may;
	}
	if (fault != FAULT_NONE)
		return fault;
	if (count > 0)
		qsort(list, count, sizeof(*list), by_name);
	*ret = list;
	*ret_count = count;
	return FAULT_NONE;
}

static void try(struct change *c, struct course *course, bool claims, struct error *ret)
{
	if (may(c, course, claims, ret) == FAULT_NONE &&
	    course_check_state(course, ACT_STAYS, BEARING_IN_REVIEW, ret) == FAULT_NONE &&
	    (!claims ||
	     appeal_check_decider(c->registry, c->row.id, c->caller->account, ret) == FAULT_NONE))
		*ret = (struct error){0};
}

/* It is named wherever the application is told, also to who has no right over accounts. */
static enum fault name_office(struct registry *r, const char *id, struct arena *arena,
			      struct assign_state *ret, struct error *err)
{
	struct party office = {.name = ""};
	enum fault fault = id[0] == '\0' ? FAULT_NONE : party_get(r, arena, id, &office, err);

	if (fault != FAULT_NONE)
		return fault;
	ret->office = arena_text(arena, office.code);
	ret->office_name = office.name;
	return FAULT_NONE;
}

enum fault assign_state(struct registry *r, struct caller *v, const struct application *a,
			const struct service *s, struct arena *arena, struct assign_state *ret,
			struct error *err)
{
	struct change c = {.registry = r, .caller = v, .arena = arena};
	struct course course = {
		.registry = r, .caller = v, .row = &c.row, .service = s, .arena = arena};
	enum fault fault = look_at(r, v, a, LOOK_AGAIN, &c.row, err);

	*ret = (struct assign_state){.holder = "", .office = "", .office_name = ""};
	if (fault == FAULT_NONE)
		fault = look_may(r, v, ACCESS_OPEN_ANY, NULL, &c.row, err);
	if (fault == FAULT_NONE)
		fault = account_parts_name(r, arena, c.row.assignee, &ret->holder, err);
	if (fault == FAULT_NONE)
		fault = name_office(r, c.row.office, arena, ret, err);
	if (fault != FAULT_NONE)
		return fault;
	course_open(&course);
	ret->mine = is_mine(&c);
	try(&c, &course, true, &ret->claim);
	try(&c, &course, false, &ret->move);
	return FAULT_NONE;
}
