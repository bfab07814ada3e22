/* member.c - several people work on one application: who may what, invitations and what becomes of
 * them. */
#include "services/application/member.h"

#include "i18n/text.h"
#include "services/access/invitation.h"
#include "services/application/look.h"
#include "services/application/member_inside.h"
#include "services/application/signature_inside.h"
#include "services/application/signed_text.h"
#include "services/application/tell.h"
#include "services/registry/limits.h"
#include "services/registry/registry_inside.h"

#define DAY 86400

const char *const member_right_codes[] = {"view", "edit", "sign", NULL};
const char *const member_state_codes[] = {"invited", "late", "joined", "ended"};

/* --- listing --- */

static enum member_state state_of(const struct store_member *row, int64_t now)
{
	if (row->ended_at > 0)
		return MEMBER_ENDED;
	if (row->joined_at > 0)
		return MEMBER_JOINED;
	return row->until >= now || row->signed_at > 0 ? MEMBER_INVITED : MEMBER_LATE;
}

static void show(const struct registry *r, struct arena *a, const struct store_member *row,
		 struct member *to)
{
	*to = (struct member){
		.number = row->number,
		.name = text_safe(a, member_open(&r->seal, a, row, MEMBER_NAME, row->name), 0),
		.rights = row->rights,
		.signature = arena_text(a, row->signature),
		.item = row->item,
		.state = state_of(row, registry_now(r)),
		.at = row->at,
		.until = row->until,
		.joined_at = row->joined_at,
		.ended_at = row->ended_at,
		.signed_at = row->signed_at,
		.has_account = row->account[0] != '\0'};
	memcpy(to->id, row->id, sizeof(to->id));
}

enum fault member_list(struct registry *r, struct caller *v, const struct application *a,
		       struct arena *arena, struct member **ret, size_t *ret_count,
		       struct error *err)
{
	struct store_application row;
	struct membership own;
	struct members all;
	size_t count = 0;
	enum fault fault = look_at(r, v, a, LOOK_AGAIN, &row, err);

	if (fault == FAULT_NONE)
		fault = membership_of(r, v, row.id, row.reference, &own, err);
	if (fault == FAULT_NONE && own.id[0] == '\0')
		fault = look_may(r, v, ACCESS_MEMBERS, NULL, &row, err);
	if (fault == FAULT_NONE)
		fault = members_read(r, row.id, arena, &all, err);
	if (fault != FAULT_NONE)
		return fault;
	*ret = arena_array(arena, all.count + 1, sizeof(**ret));
	for (size_t i = 0; i < all.count; i++)
		if (own.id[0] == '\0' || strcmp(own.id, all.rows[i].id) == 0)
			show(r, arena, &all.rows[i], &(*ret)[count++]);
	*ret_count = count;
	return FAULT_NONE;
}

enum fault member_own(struct registry *r, const struct caller *v, const struct application *a,
		      struct membership *ret, struct error *err)
{
	return membership_of(r, v, a->id, a->reference, ret, err);
}

/* --- what others have invited to --- */

struct ids {
	struct arena *arena;
	char list[50][33];
	size_t count;
};

static void keep_id(void *ctx, const char *id)
{
	struct ids *ids = ctx;

	if (ids->count < sizeof(ids->list) / sizeof(ids->list[0]))
		snprintf(ids->list[ids->count++], 33, "%s", id);
}

/* Adds the application where the caller is one of its members. */
static enum fault add_mine(struct registry *r, const struct caller *v,
			   const struct store_application *row, struct application *list,
			   size_t *count, struct error *err)
{
	struct membership own;
	enum fault fault = membership_of(r, v, row->id, row->reference, &own, err);

	if (fault == FAULT_NONE && own.id[0] != '\0')
		change_show(row, &list[(*count)++]);
	return fault;
}

/* What the visit was signed in with may be a member's own PIN. */
static enum fault add_signed_in(struct registry *r, const struct caller *v,
				struct application *list, size_t *count, struct error *err)
{
	struct store_application row;
	bool found = false;
	enum fault fault = FAULT_NONE;

	if (v->reference[0] != '\0')
		fault = store_application_find(r->store, v->reference, &row, &found, err);
	return fault == FAULT_NONE && found && row.members > 0
		       ? add_mine(r, v, &row, list, count, err)
		       : fault;
}

enum fault member_mine(struct registry *r, const struct caller *v, struct arena *arena,
		       struct application **ret, size_t *ret_count, struct error *err)
{
	struct ids ids = {.arena = arena};
	size_t count = 0;
	enum fault fault = FAULT_NONE;

	if (v->role == ROLE_APPLICANT && v->account[0] != '\0')
		fault = store_member_of_account(r->store, v->account, keep_id, &ids, err);
	*ret = arena_array(arena, ids.count + 2, sizeof(**ret));
	if (fault == FAULT_NONE && v->role == ROLE_APPLICANT)
		fault = add_signed_in(r, v, *ret, &count, err);
	for (size_t i = 0; i < ids.count && fault == FAULT_NONE; i++) {
		struct store_application row;
		bool found = false;

		fault = store_application_get(r->store, ids.list[i], &row, &found, err);
		if (fault == FAULT_NONE && found)
			fault = add_mine(r, v, &row, *ret, &count, err);
	}
	*ret_count = count;
	return fault;
}

/* --- inviting --- */

/* What `m` may sign is in `row` then. */
static enum fault choose_place(struct change *c, const struct service *s, const struct members *all,
			       const struct member_invitation *m, char signature[80], int *item,
			       struct error *err)
{
	struct signing g = {.registry = c->registry,
			    .row = &c->row,
			    .service = s,
			    .arena = c->arena,
			    .lang = c->caller->lang};
	enum fault fault;

	signature[0] = '\0';
	*item = 0;
	if ((m->rights & MEMBER_SIGN) == 0)
		return FAULT_NONE;
	fault = signing_open(&g, err);
	if (fault == FAULT_NONE)
		fault = signing_place(&g, all, m->signature, m->item, item, err);
	if (fault == FAULT_NONE)
		snprintf(signature, 80, "%s", g.signature->id);
	signing_close(&g);
	return fault;
}

static enum fault invite_once(struct change *c, struct application *a, const struct service *s,
			      const struct member_invitation *m, const char *code,
			      struct error *err)
{
	struct members all;
	struct store_member *row;
	const char *name = NULL;
	char signature[80];
	int item = 0;
	enum fault fault = change_begin(c, ACCESS_MEMBERS, a->id, err);

	if (fault == FAULT_NONE)
		fault = members_check_open(c, err);
	if (fault == FAULT_NONE)
		fault = invitation_name(c->arena, m->name, &name, err);
	if (fault == FAULT_NONE)
		fault = invitation_rights(m->rights, MEMBER_RIGHTS, err);
	if (fault == FAULT_NONE)
		fault = members_read(c->registry, c->row.id, c->arena, &all, err);
	if (fault == FAULT_NONE)
		fault = choose_place(c, s, &all, m, signature, &item, err);
	if (fault == FAULT_NONE)
		fault = members_make(c, &all, name, &row, err);
	if (fault != FAULT_NONE)
		return fault;
	row->rights = m->rights;
	memcpy(row->signature, signature, sizeof(row->signature));
	row->item = item;
	row->until = c->now + (int64_t)LIMIT_INVITE_DAYS * DAY;
	invitation_digest(&c->registry->seal, row->id, code, row->code);
	fault = member_write(c, row, true, LEDGER_INVITED, err);
	return fault == FAULT_NONE ? change_save(c, err) : fault;
}

enum fault member_invite(struct registry *r, const struct caller *v, struct application *a,
			 const struct service *s, const struct member_invitation *m,
			 char ret_code[MEMBER_CODE_DIGITS + 1], struct error *err)
{
	struct change c = {.registry = r, .caller = v, .is_upkeep = true};
	char code[MEMBER_CODE_DIGITS + 1];
	enum fault fault;

	invitation_draw(code);
	do {
		fault = invite_once(&c, a, s, m, code, err);
		fault = change_end(&c, fault, NULL, err);
	} while (change_again(&c, fault));
	if (fault == FAULT_NONE)
		memcpy(ret_code, code, sizeof(code));
	sodium_memzero(code, sizeof(code));
	return fault;
}

/* --- ending --- */

/* The applicant ends anybody's, a member their own. */
static enum fault may_end(struct change *c, int number, bool *ret_own, struct error *err)
{
	struct membership own;
	enum fault fault =
		membership_of(c->registry, c->caller, c->row.id, c->row.reference, &own, err);

	*ret_own = own.proven && own.number == number;
	if (fault != FAULT_NONE || *ret_own)
		return fault;
	return change_may(c, ACCESS_MEMBERS, ACCESS_NO_STAGE, err);
}

static enum fault end_once(struct change *c, const struct application *a, const struct service *s,
			   int number, struct error *err)
{
	struct store_member *row = NULL;
	struct members all;
	const char *name;
	bool is_own = false;
	enum fault fault = change_begin(c, ACCESS_VISIT, a->id, err);

	if (fault == FAULT_NONE)
		fault = may_end(c, number, &is_own, err);
	if (fault == FAULT_NONE)
		fault = members_read(c->registry, c->row.id, c->arena, &all, err);
	if (fault == FAULT_NONE)
		row = members_numbered(&all, number);
	if (fault == FAULT_NONE && (row == NULL || row->ended_at > 0))
		return fail(err, FAULT_MISSING,
			    N_("Nobody with this number works on this application now. Look at the "
			       "list again."),
			    "member %d", number);
	/* what was decided on stays signed; who only looks on is let in no longer than is wanted */
	if (fault == FAULT_NONE && row->signed_at > 0)
		fault = members_check_open(c, err);
	if (fault != FAULT_NONE)
		return fault;
	row->ended_at = c->now;
	row->pin[0] = '\0';
	name = member_open(&c->registry->seal, c->arena, row, MEMBER_NAME, row->name);
	fault = member_write(c, row, false, LEDGER_MEMBER_ENDED, err);
	if (fault == FAULT_NONE && is_own)
		fault = tell_about_member(c, s, TOLD_UNSIGNED, name, err);
	else if (fault == FAULT_NONE && row->joined_at > 0)
		fault = tell_member(c, s, TOLD_MEMBER_ENDED, row, "", err);
	return fault == FAULT_NONE ? change_save(c, err) : fault;
}

enum fault member_end(struct registry *r, const struct caller *v, struct application *a,
		      const struct service *s, int number, struct error *err)
{
	struct change c = {.registry = r, .caller = v, .is_upkeep = true};
	enum fault fault;

	do {
		fault = end_once(&c, a, s, number, err);
		fault = change_end(&c, fault, NULL, err);
	} while (change_again(&c, fault));
	return fault;
}
