/* signature_key.c - an application is signed by a key of SSH, from whomever the signature comes: it
 * says itself whose it is. */
#include "services/application/signature.h"

#include "services/access/attempt.h"
#include "services/access/sshsig.h"
#include "services/application/look.h"
#include "services/application/signature_inside.h"
#include "services/catalogue/versions.h"
#include "services/registry/network.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_account.h"

/* One that was sent, within its change. */
struct sent {
	struct registry *registry;
	const struct service *service;
	const char *armored;
	const struct sshsig *sig;
	char account[33]; /* of which it is a key, "" */
	bool holds;       /* the application: the key itself, or by its account */
	bool is_missing;  /* told: it is of no text here */
	const char *name; /* as whom, in `arena` */
	struct arena *arena;
};

static enum fault missing(struct error *err)
{
	fail(err, FAULT_MISSING,
	     N_("This signature belongs to no text that can be signed here. Fetch the text again "
		"with `text`, since it may have changed, sign exactly those bytes, and check the "
		"reference number."),
	     "no such text");
	error_code(err, "no_such_text");
	return FAULT_MISSING;
}

/* --- whose key it is --- */

static enum fault know_key(struct change *c, struct sent *m, struct error *err)
{
	struct store *s = c->registry->store;
	struct store_account row;
	char holder[CALLER_IDENTITY];
	bool found = false;
	enum fault fault = store_account_find(s, STORE_BY_KEY, m->sig->key, &row, &found, err);

	m->account[0] = '\0';
	m->holds = false;
	if (fault == FAULT_NONE)
		fault = store_application_is_held(s, c->row.id, m->sig->key, &m->holds, err);
	if (fault != FAULT_NONE || !found)
		return fault;
	memcpy(m->account, row.id, sizeof(m->account));
	caller_account_name(row.id, holder);
	return m->holds ? FAULT_NONE
			: store_application_is_of(
				  s, c->row.id,
				  &(struct store_application_person){row.id, holder, ""}, &m->holds,
				  err);
}

/* The key counts by the account that the person comes with; by the invitation that stands in the
 * text, as long as nobody has taken it; or since it was the one that took it. */
static bool counts(const struct sent *m, const struct store_member *row, int64_t now)
{
	if ((row->rights & MEMBER_APPLICANT) != 0)
		return m->holds;
	if (row->account[0] != '\0')
		return strcmp(row->account, m->account) == 0;
	if (row->key[0] != '\0')
		return strcmp(row->key, m->sig->key) == 0;
	return row->joined_at == 0 && row->until >= now;
}

static enum fault refuse_key(const struct store_member *row, struct error *err)
{
	if ((row->rights & MEMBER_APPLICANT) == 0 && row->joined_at == 0)
		return fail(err, FAULT_CONFLICT,
			    N_("This invitation has expired. Ask the person who invited you for "
			       "another."),
			    "too old");
	return fail(err, FAULT_DENIED,
		    N_("The text is this person's, but the key is not: the invitation was accepted "
		       "by somebody who signs in with an account or a PIN. Register the key with "
		       "that account, or sign on the page."),
		    "another key");
}

/* Nobody is two of those who sign. */
static enum fault check_once(const struct sent *m, const struct members *all,
			     const struct store_member *row, struct error *err)
{
	if (m->holds && (row->rights & MEMBER_APPLICANT) == 0)
		return fail(err, FAULT_CONFLICT,
			    N_("You are the applicant here: you need no invitation to sign. Your "
			       "signature is your own."),
			    "the applicant");
	for (size_t i = 0; i < all->count; i++) {
		const struct store_member *one = &all->rows[i];
		bool same = strcmp(one->key, m->sig->key) == 0 ||
			    (m->account[0] != '\0' && strcmp(one->account, m->account) == 0);

		if (one != row && one->ended_at == 0 && same &&
		    strcmp(one->signature, row->signature) == 0)
			return fail(err, FAULT_CONFLICT,
				    N_("This key has already signed here for somebody else, and "
				       "nobody can sign for two people."),
				    "member %d", one->number);
	}
	return FAULT_NONE;
}

/* --- whose text it is --- */

static bool is_of(struct signing *g, const struct sent *m, const struct store_member *row)
{
	ARENA_CLEAN struct arena *scratch = arena_new(REGISTRY_WORK);
	struct signing own = *g;
	struct signed_text text;

	own.arena = scratch;
	own.signature = g->signature = service_signature(g->service, row->signature);
	return g->signature != NULL && (row->rights & MEMBER_SIGN) != 0 && row->ended_at == 0 &&
	       signing_text(&own, row, &text, NULL) == FAULT_NONE &&
	       sshsig_is_of(m->sig, text.text);
}

/* The applicant who has not signed yet has no row: as each of those who sign, and are nobody yet.
 */
static enum fault find_applicant(struct change *c, struct signing *g, const struct sent *m,
				 struct members *all, struct store_member **ret, struct error *err)
{
	struct store_member trial = {.rights = MEMBER_APPLICANT | MEMBER_SIGN};

	for (size_t k = 0; k < g->service->signature_count && m->holds; k++) {
		const struct signature *s = &g->service->signatures[k];
		size_t places = signed_places(g->form, s);

		snprintf(trial.signature, sizeof(trial.signature), "%s", s->id);
		trial.round = 0;
		for (size_t i = 0; i < all->count; i++) {
			bool own = (all->rows[i].rights & MEMBER_APPLICANT) != 0 &&
				   strcmp(all->rows[i].signature, s->id) == 0;

			trial.round += own && all->rows[i].ended_at > 0;
			if (own && all->rows[i].ended_at == 0)
				places = 0; /* is one already */
		}
		for (trial.item = 1; (size_t)trial.item <= places; trial.item++) {
			enum fault fault;

			if (members_signer(all, s->id, trial.item, c->now) != NULL ||
			    !is_of(g, m, &trial))
				continue;
			fault = members_make(c, all, "", ret, err);
			if (fault != FAULT_NONE)
				return fault;
			(*ret)->rights = trial.rights;
			(*ret)->item = trial.item;
			(*ret)->round = trial.round;
			(*ret)->joined_at = c->now;
			memcpy((*ret)->signature, trial.signature, sizeof(trial.signature));
			return FAULT_NONE;
		}
	}
	return FAULT_NONE;
}

static enum fault find_row(struct change *c, struct signing *g, struct sent *m, struct members *all,
			   struct store_member **ret, bool *ret_new, struct error *err)
{
	enum fault fault;

	*ret = NULL;
	for (size_t i = 0; i < all->count && *ret == NULL; i++)
		if (is_of(g, m, &all->rows[i]))
			*ret = &all->rows[i];
	*ret_new = *ret == NULL;
	if (*ret != NULL)
		return FAULT_NONE;
	fault = find_applicant(c, g, m, all, ret, err);
	m->is_missing = fault == FAULT_NONE && *ret == NULL;
	return m->is_missing ? missing(err) : fault;
}

/* --- taking it --- */

static enum fault take(struct change *c, struct signing *g, struct sent *m, struct members *all,
		       struct error *err)
{
	struct signing_given given = {.way = signature_ways[1], .sent = m->armored};
	struct store_member *row;
	enum fault fault = find_row(c, g, m, all, &row, &given.is_new, err);

	if (fault == FAULT_NONE)
		fault = members_check_open(c, err);
	if (fault == FAULT_NONE && !counts(m, row, c->now))
		fault = refuse_key(row, err);
	if (fault == FAULT_NONE)
		fault = check_once(m, all, row, err);
	if (fault == FAULT_NONE && signing_holds(g, row))
		fault = fail(err, FAULT_CONFLICT, N_("You have signed this text already."),
			     "signed");
	if (fault != FAULT_NONE)
		return fault;
	/* Who takes the invitation so comes by the key's account, where it has one. */
	if (row->joined_at == 0) {
		row->joined_at = c->now;
		memcpy(row->account, m->account, sizeof(row->account));
	}
	memcpy(row->key, m->sig->key, sizeof(row->key));
	fault = signing_give(c, g, row, &given, err);
	m->name = arena_text(m->arena,
			     signed_place(c->arena, g->form, g->signature, row->item, g->lang, 0));
	return fault == FAULT_NONE ? change_save(c, err) : fault;
}

static enum fault take_once(struct change *c, struct sent *m, const char *id, struct error *err)
{
	struct signing g = {.registry = c->registry,
			    .row = &c->row,
			    .service = m->service,
			    .lang = c->caller->lang};
	struct members all = {.count = 0};
	enum fault fault = change_begin(c, ACCESS_VISIT, id, err);

	g.arena = c->arena;
	m->is_missing = false;
	if (fault == FAULT_NONE)
		fault = know_key(c, m, err);
	if (fault == FAULT_NONE)
		fault = members_read(c->registry, c->row.id, c->arena, &all, err);
	if (fault == FAULT_NONE)
		fault = signing_open(&g, err);
	if (fault == FAULT_NONE)
		fault = take(c, &g, m, &all, err);
	signing_close(&g);
	return fault;
}

static enum fault lose(struct registry *r, const struct attempt *t, struct error *err)
{
	enum fault fault = attempt_lose(r, t, err);

	return fault == FAULT_NONE ? missing(err) : fault;
}

static enum fault take_it(struct sent *m, struct caller *v, const struct store_application *row,
			  struct error *err)
{
	struct change c = {.registry = m->registry, .caller = v, .is_upkeep = true};
	enum fault fault;

	do {
		fault = take_once(&c, m, row->id, err);
		fault = change_end(&c, fault, NULL, err);
	} while (change_again(&c, fault));
	return fault;
}

enum fault signature_by_key(struct registry *r, struct caller *v, const char *reference,
			    const char *armored, const struct term_list *terms, struct arena *arena,
			    const char **ret_name, struct error *err)
{
	struct store_application row = {.submitted_at = 0};
	struct attempt t = {.name = "", .strange = true, .budget = BUDGET_PIN_NETWORK};
	char digits[REFERENCE_DIGITS + 1];
	struct sshsig sig;
	struct sent m = {.registry = r, .armored = armored, .sig = &sig, .arena = arena};
	bool found = false;
	enum fault fault = reference_read(reference, digits, err);

	if (fault == FAULT_NONE)
		fault = sshsig_read(armored, &sig, err);
	if (fault == FAULT_NONE)
		fault = store_application_find(r->store, digits, &row, &found, err);
	if (fault != FAULT_NONE)
		return fault;
	t.name = digits;
	t.exists = found;
	network_name(&r->seal, v->source, t.source);
	if (t.source[0] != '\0')
		snprintf(t.subject, sizeof(t.subject), "%s %s", t.source, t.name);
	fault = attempt_open(r, &t, err);
	if (fault == FAULT_NONE && (!found || t.refused))
		return lose(r, &t, err);
	if (fault == FAULT_NONE)
		fault = versions_find(r, arena, terms, row.service, row.version, &m.service, err);
	if (fault == FAULT_NONE)
		fault = take_it(&m, v, &row, err);
	if (fault == FAULT_MISSING && m.is_missing)
		return lose(r, &t, err);
	if (fault == FAULT_NONE)
		*ret_name = m.name;
	return fault;
}
