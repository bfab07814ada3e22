/* signature.c - who has signed an application, what of it holds; and signing it on a page. */
#include "services/application/signature.h"

#include "i18n/base/array.h"
#include "i18n/text.h"
#include "services/application/look.h"
#include "services/application/signature_inside.h"
#include "services/application/tell.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_notice.h"

/* --- how it stands --- */

/* The row of the caller: that of the member, or of the applicant. */
static const char *own_of(struct registry *r, const struct caller *v,
			  const struct store_application *row, const struct members *all,
			  struct membership *own, struct error *err)
{
	*own = (struct membership){.rights = 0};
	if (look_may(r, v, ACCESS_MEMBERS, NULL, row, NULL) == FAULT_NONE) {
		for (size_t i = 0; i < all->count; i++)
			if ((all->rows[i].rights & MEMBER_APPLICANT) != 0 &&
			    all->rows[i].ended_at == 0)
				return all->rows[i].id;
		return "";
	}
	return membership_of(r, v, row->id, row->reference, own, err) == FAULT_NONE ? own->id : "";
}

enum fault signature_standings(struct registry *r, struct caller *v, const struct application *a,
			       const struct service *s, struct arena *arena,
			       struct signature_standing **ret, size_t *ret_count,
			       struct error *err)
{
	struct signing g = {.registry = r, .service = s, .arena = arena, .lang = v->lang};
	struct store_application row;
	struct membership own;
	struct members all;
	const char *id;
	unsigned sees = 0;
	enum fault fault = look_at(r, v, a, LOOK_READ, &row, err);

	*ret_count = 0;
	g.row = &row;
	if (fault == FAULT_NONE)
		fault = look_sees(r, v, &row, &sees, err);
	g.hidden = ~sees;
	if (fault == FAULT_NONE && s->signature_count == 0)
		return FAULT_NONE;
	if (fault == FAULT_NONE)
		fault = members_read(r, row.id, arena, &all, err);
	if (fault == FAULT_NONE)
		fault = signing_open(&g, err);
	if (fault == FAULT_NONE) {
		id = own_of(r, v, &row, &all, &own, err);
		*ret = arena_array(arena, s->signature_count, sizeof(**ret));
		for (size_t i = 0; i < s->signature_count; i++)
			signing_stand(&g, &s->signatures[i], &all, id, &(*ret)[(*ret_count)++]);
	}
	signing_close(&g);
	return fault;
}

/* --- as whom --- */

static enum fault no_signer(struct error *err)
{
	return fail(err, FAULT_DENIED,
		    N_("You were not invited to sign this application. Ask its applicant for an "
		       "invitation."),
		    "no signer");
}

/* The applicant's own row of the signature; one that is new lives in `all`, where *ret_new. */
static enum fault applicants_row(struct change *c, struct signing *g, struct members *all,
				 const struct signature_wish *w, struct store_member **ret,
				 bool *ret_new, struct error *err)
{
	enum fault fault = signing_choose(g, w->signature, err);
	int item = 0, rounds = 0;

	*ret_new = false;
	for (size_t i = 0; fault == FAULT_NONE && i < all->count; i++)
		if ((all->rows[i].rights & MEMBER_APPLICANT) != 0 &&
		    strcmp(all->rows[i].signature, g->signature->id) == 0) {
			if (all->rows[i].ended_at > 0) {
				rounds++;
				continue;
			}
			*ret = &all->rows[i];
			return w->item == 0 || w->item == (*ret)->item
				       ? FAULT_NONE
				       : fail(err, FAULT_CONFLICT,
					      N_("You already sign here in another place. Invite "
						 "the person who is to sign in this one: the code "
						 "of the invitation gives them the text. Or take "
						 "your signature back."),
					      "item %d", (*ret)->item);
		}
	if (fault == FAULT_NONE)
		fault = signing_place(g, all, w->signature, w->item, &item, err);
	if (fault == FAULT_NONE)
		fault = members_make(c, all, "", ret, err);
	if (fault != FAULT_NONE)
		return fault;
	(*ret)->rights = MEMBER_APPLICANT | MEMBER_SIGN;
	(*ret)->joined_at = c->now;
	(*ret)->item = item;
	(*ret)->round = rounds;
	snprintf((*ret)->signature, sizeof((*ret)->signature), "%s", g->signature->id);
	*ret_new = true;
	return FAULT_NONE;
}

/* Whose text it is that the caller may sign, by what they have proven. */
static enum fault find_row(struct change *c, struct signing *g, struct members *all,
			   const struct signature_wish *w, struct store_member **ret, bool *ret_new,
			   struct error *err)
{
	struct membership own;
	struct error why = {0};
	enum fault fault = change_may(c, ACCESS_MEMBERS, ACCESS_NO_STAGE, &why);

	*ret_new = false;
	if (fault == FAULT_NONE)
		return applicants_row(c, g, all, w, ret, ret_new, err);
	if (why.code != NULL && strcmp(why.code, ACCESS_PIN_NEEDED) == 0) {
		if (err != NULL)
			*err = why;
		return fault;
	}
	fault = membership_of(c->registry, c->caller, c->row.id, c->row.reference, &own, err);
	if (fault != FAULT_NONE)
		return fault;
	*ret = members_find(all, own.id);
	if (*ret == NULL || (own.rights & MEMBER_SIGN) == 0)
		return no_signer(err);
	return signing_choose(g, (*ret)->signature, err);
}

/* What every call here begins with; signing_close must follow. */
static enum fault start(struct change *c, struct signing *g, struct members *all, const char *id,
			enum access_act act, struct error *err)
{
	enum fault fault = change_begin(c, act, id, err);

	g->arena = c->arena;
	g->row = &c->row;
	if (fault == FAULT_NONE)
		fault = members_read(c->registry, c->row.id, c->arena, all, err);
	return fault == FAULT_NONE ? signing_open(g, err) : fault;
}

enum fault signature_text(struct registry *r, struct caller *v, const struct application *a,
			  const struct service *s, const struct signature_wish *w,
			  struct arena *arena, const char **ret, struct error *err)
{
	struct change c = {.registry = r, .caller = v};
	struct signing g = {.registry = r, .service = s, .text_lang = w->lang, .lang = v->lang};
	struct store_member *row = NULL;
	struct signed_text text;
	struct members all;
	bool is_new;
	enum fault fault = start(&c, &g, &all, a->id, ACCESS_LOOK, err);

	if (fault == FAULT_NONE)
		fault = find_row(&c, &g, &all, w, &row, &is_new, err);
	if (fault == FAULT_NONE)
		fault = signing_text(&g, row, &text, err);
	if (fault == FAULT_NONE)
		*ret = arena_text(arena, text.text);
	signing_close(&g);
	/* nothing was written */
	if (fault == FAULT_NONE) {
		(void)!change_end(&c, FAULT_CONFLICT, NULL, NULL);
		return FAULT_NONE;
	}
	return change_end(&c, fault, NULL, err);
}

/* --- on a page --- */

static enum fault sign_once(struct change *c, const struct application *a, const struct service *s,
			    const struct signature_wish *w, const char *shown, struct error *err)
{
	struct signing g = {.registry = c->registry,
			    .service = s,
			    .text_lang = w->lang,
			    .lang = c->caller->lang};
	struct signing_given given = {.way = signature_ways[0], .sent = ""};
	struct store_member *row = NULL;
	struct signed_text text;
	struct members all;
	enum fault fault = start(c, &g, &all, a->id, ACCESS_SIGN, err);

	if (fault == FAULT_NONE)
		fault = find_row(c, &g, &all, w, &row, &given.is_new, err);
	if (fault == FAULT_NONE)
		fault = signing_text(&g, row, &text, err);
	if (fault == FAULT_NONE && *shown != '\0' && strcmp(shown, text.text) != 0)
		fault = fail(
			err, FAULT_CONFLICT,
			N_("The text has changed since you read it. Read it as it is now, then "
			   "sign."),
			"another text");
	if (fault == FAULT_NONE && signing_holds(&g, row))
		fault = fail(err, FAULT_CONFLICT, N_("You have signed this text already."),
			     "signed");
	if (fault == FAULT_NONE)
		fault = signing_give(c, &g, row, &given, err);
	signing_close(&g);
	return fault == FAULT_NONE ? change_save(c, err) : fault;
}

enum fault signature_sign(struct registry *r, struct caller *v, const struct application *a,
			  const struct service *s, const struct signature_wish *w,
			  const char *shown, struct error *err)
{
	struct change c = {.registry = r, .caller = v, .is_upkeep = true};
	enum fault fault;

	do {
		fault = sign_once(&c, a, s, w, shown == NULL ? "" : shown, err);
		fault = change_end(&c, fault, NULL, err);
	} while (change_again(&c, fault));
	return fault;
}

/* --- taking it back --- */

static enum fault undo_once(struct change *c, const struct application *a, const struct service *s,
			    struct error *err)
{
	struct store_member *row = NULL;
	struct membership own;
	struct members all;
	const char *id;
	enum fault fault = change_begin(c, ACCESS_SIGN, a->id, err);

	if (fault == FAULT_NONE)
		fault = members_read(c->registry, c->row.id, c->arena, &all, err);
	if (fault != FAULT_NONE)
		return fault;
	id = own_of(c->registry, c->caller, &c->row, &all, &own, err);
	row = members_find(&all, id);
	if (row == NULL || row->signed_at == 0)
		return fail(err, FAULT_CONFLICT, N_("You have not signed anything here."),
			    "unsigned");
	fault = members_check_open(c, err);
	if (fault != FAULT_NONE)
		return fault;
	row->signed_at = 0;
	row->way[0] = row->digest[0] = '\0';
	row->lost = 0;
	row->round++;
	if ((row->rights & MEMBER_APPLICANT) != 0)
		row->ended_at = c->now;
	fault = member_write(c, row, false, LEDGER_UNSIGNED, err);
	if (fault == FAULT_NONE && (row->rights & MEMBER_APPLICANT) == 0)
		fault = tell_about_member(
			c, s, TOLD_UNSIGNED,
			member_open(&c->registry->seal, c->arena, row, MEMBER_NAME, row->name),
			err);
	return fault == FAULT_NONE ? change_save(c, err) : fault;
}

enum fault signature_undo(struct registry *r, struct caller *v, const struct application *a,
			  const struct service *s, struct error *err)
{
	struct change c = {.registry = r, .caller = v, .is_upkeep = true};
	enum fault fault;

	do {
		fault = undo_once(&c, a, s, err);
		fault = change_end(&c, fault, NULL, err);
	} while (change_again(&c, fault));
	return fault;
}

/* --- what a member was told --- */

struct told {
	struct registry *registry;
	struct arena *arena;
	const char *application, *member;
	struct signature_notice *list;
	size_t count, room;
	bool any_new;
};

static enum fault keep(void *ctx, const struct store_notice *n, struct error *err)
{
	struct told *t = ctx;
	char binding[TELL_BINDING], *words = NULL;
	enum fault fault;

	if (strcmp(n->member, t->member) != 0)
		return FAULT_NONE;
	tell_binding(binding, n->number);
	fault = seal_open_words(&t->registry->seal, t->arena, t->application, binding,
				(struct sealed){n->words.at, n->words.len}, &words, err);
	if (fault != FAULT_NONE)
		return fault;
	t->list = array_room_in(t->arena, t->list, t->count + 1, &t->room, sizeof(*t->list));
	memmove(&t->list[1], &t->list[0], t->count * sizeof(*t->list));
	t->list[0] = (struct signature_notice){n->at, words, n->read_at == 0};
	t->any_new = t->any_new || n->read_at == 0;
	t->count++;
	return FAULT_NONE;
}

static enum fault mark_read(struct registry *r, struct caller *v, const char *id,
			    const char *member, struct error *err)
{
	struct change c = {.registry = r, .caller = v, .is_upkeep = true};
	enum fault fault;

	do {
		fault = change_begin(&c, ACCESS_LOOK, id, err);
		if (fault == FAULT_NONE)
			fault = store_member_read(r->store, id, member, c.now, err);
		if (fault == FAULT_NONE)
			fault = change_save(&c, err);
		fault = change_end(&c, fault, NULL, err);
	} while (change_again(&c, fault));
	return fault;
}

enum fault signature_notices(struct registry *r, struct caller *v, const struct application *a,
			     struct arena *arena, struct signature_notice **ret, size_t *ret_count,
			     struct error *err)
{
	struct store_application row;
	struct membership own;
	struct told t = {.registry = r, .arena = arena};
	enum fault fault = look_at(r, v, a, LOOK_AGAIN, &row, err);

	*ret_count = 0;
	if (fault == FAULT_NONE)
		fault = membership_of(r, v, row.id, row.reference, &own, err);
	if (fault != FAULT_NONE || own.id[0] == '\0')
		return fault;
	t.application = row.id;
	t.member = own.id;
	fault = store_notice_each(r->store, row.id, keep, &t, err);
	if (fault == FAULT_NONE && t.any_new)
		fault = mark_read(r, v, row.id, own.id, err);
	*ret = t.list;
	*ret_count = t.count;
	return fault;
}
