/* signature_paper.c - the text by an invitation's code alone; and that it was signed on paper, as
 * one of staff has seen. */
#include "services/application/signature.h"

#include "i18n/digits.h"
#include "i18n/text.h"
#include "services/access/pace.h"
#include "services/application/member_code.h"
#include "services/application/signature_inside.h"
#include "services/catalogue/versions.h"
#include "services/registry/registry_inside.h"

/* --- the text by a code --- */

static enum fault check_signer(const struct store_member *row, int64_t now, struct error *err)
{
	if ((row->rights & MEMBER_SIGN) == 0)
		return fail(err, FAULT_DENIED,
			    N_("You were not invited to sign this application. Ask its applicant "
			       "for an invitation."),
			    "no signer");
	if (!member_lives(row, now))
		return fail(err, FAULT_CONFLICT,
			    N_("This invitation has expired or was cancelled. Ask the person who "
			       "invited you for another."),
			    "ended");
	/* who came by a key alone has nothing but the code to fetch the text anew */
	if (row->pin[0] != '\0' || row->account[0] != '\0')
		return fail(err, FAULT_CONFLICT,
			    N_("This invitation was already accepted. Sign in with the PIN that "
			       "was given then, or with your account."),
			    "taken");
	return FAULT_NONE;
}

enum fault signature_text_by_code(struct registry *r, struct caller *v, const char *reference,
				  const char *code, const struct term_list *terms,
				  struct arena *arena, const char **ret, struct error *err)
{
	struct store_application row;
	struct signing g = {.registry = r, .arena = arena, .row = &row, .lang = v->lang};
	struct store_member *member = NULL;
	struct signed_text text;
	struct members all;
	char id[33];
	int number = 0;
	enum fault fault = member_code_find(r, v, reference, code, &row, id, &number, err);

	if (fault == FAULT_NONE)
		fault = versions_find(r, arena, terms, row.service, row.version, &g.service, err);
	if (fault == FAULT_NONE)
		fault = members_read(r, row.id, arena, &all, err);
	if (fault == FAULT_NONE && (member = members_find(&all, id)) != NULL)
		fault = check_signer(member, registry_now(r), err);
	if (fault == FAULT_NONE)
		fault = signing_open(&g, err);
	if (fault == FAULT_NONE && member != NULL)
		fault = signing_choose(&g, member->signature, err);
	if (fault == FAULT_NONE && member != NULL)
		fault = signing_text(&g, member, &text, err);
	if (fault == FAULT_NONE && member != NULL)
		*ret = text.text;
	signing_close(&g);
	return fault;
}

/* --- on paper --- */

/* Eight digits, whatever stands between them. */
static bool is_check(struct arena *a, const char *typed, const char *check)
{
	const char *s = digits_ascii(a, typed == NULL ? "" : typed);

	for (; *s != '\0'; s++) {
		if (*s == ' ' || *s == '-')
			continue;
		if (*s != *check)
			return false;
		check++;
	}
	return *check == '\0';
}

/* As whom: of whom was invited their row, else a new one. */
static enum fault find_row(struct change *c, struct signing *g, struct members *all,
			   const struct signature_wish *w, const char *name,
			   struct store_member **ret, bool *ret_new, struct error *err)
{
	int item = w->item == 0 ? 1 : w->item;
	enum fault fault = signing_choose(g, w->signature, err);

	*ret_new = false;
	if (fault != FAULT_NONE)
		return fault;
	*ret = members_signer(all, g->signature->id, item, c->now);
	if (*ret != NULL)
		return FAULT_NONE;
	*ret_new = true;
	fault = members_make(c, all, name, ret, err);
	if (fault != FAULT_NONE)
		return fault;
	(*ret)->rights = MEMBER_PAPER | MEMBER_SIGN;
	(*ret)->item = item;
	snprintf((*ret)->signature, sizeof((*ret)->signature), "%s", g->signature->id);
	return FAULT_NONE;
}

/* A text on paper has no invitation in it that staff could know: its check is that of a text
 * without one, or with the one of whom was invited. */
static enum fault check_paper(struct signing *g, const struct store_member *row,
			      const struct signature_paper *p, struct error *err)
{
	struct store_member plain = *row;
	struct signed_text with, without = {.text = ""};
	enum fault fault = signing_text(g, row, &with, err);

	plain.code[0] = '\0';
	if (fault == FAULT_NONE)
		fault = signing_text(g, &plain, &without, err);
	if (fault != FAULT_NONE)
		return fault;
	if (is_check(g->arena, p->check, with.check) || is_check(g->arena, p->check, without.check))
		return FAULT_NONE;
	return fail(err, FAULT_INPUT,
		    N_("The check number on the paper does not match the current text for this "
		       "signer. Ask the person to print the text again and sign it."),
		    "another check");
}

static enum fault witness_once(struct change *c, const char *id, const struct service *s,
			       const struct signature_wish *w, const struct signature_paper *p,
			       struct error *err)
{
	struct signing g = {
		.registry = c->registry, .row = &c->row, .service = s, .lang = c->caller->lang};
	struct signing_given given = {.way = signature_ways[2], .sent = ""};
	struct store_member *row = NULL;
	struct members all;
	enum fault fault = change_begin(c, ACCESS_WITNESS, id, err);

	g.arena = c->arena;
	if (fault == FAULT_NONE)
		fault = members_read(c->registry, c->row.id, c->arena, &all, err);
	if (fault == FAULT_NONE)
		fault = signing_open(&g, err);
	if (fault == FAULT_NONE)
		fault = find_row(c, &g, &all, w, p->name, &row, &given.is_new, err);
	if (fault == FAULT_NONE)
		fault = check_paper(&g, row, p, err);
	if (fault == FAULT_NONE && signing_holds(&g, row))
		fault = fail(err, FAULT_CONFLICT, N_("This person has already signed the text."),
			     "signed");
	if (fault == FAULT_NONE)
		fault = signing_give(c, &g, row, &given, err);
	signing_close(&g);
	return fault == FAULT_NONE ? change_save(c, err) : fault;
}

/* In the same words for what is not there and for what is not theirs. */
static enum fault is_none(struct error *err)
{
	return fail(err, FAULT_MISSING,
		    N_("We cannot find an application with this reference number."),
		    "no such reference");
}

static enum fault find_it(struct registry *r, const char *reference, struct store_application *ret,
			  struct error *err)
{
	char digits[REFERENCE_DIGITS + 1];
	bool found = false;
	enum fault fault = reference_read(reference, digits, err);

	if (fault == FAULT_NONE)
		fault = store_application_find(r->store, digits, ret, &found, err);
	return fault == FAULT_NONE && !found ? is_none(err) : fault;
}

enum fault signature_witness(struct registry *r, struct caller *v, const char *reference,
			     const struct signature_wish *w, const struct signature_paper *p,
			     const struct term_list *terms, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct change c = {.registry = r, .caller = v, .is_upkeep = true};
	struct signature_paper paper = *p;
	struct store_application row;
	const struct service *s = NULL;
	char *name = NULL;
	enum fault fault = access_may(r, v, ACCESS_WITNESS, NULL, err);

	if (fault == FAULT_NONE &&
	    (p->name == NULL ||
	     text_clean(a, p->name, strlen(p->name), TEXT_LINE, &name, err) != FAULT_NONE ||
	     *name == '\0' || strlen(name) >= CALLER_NAME))
		return fail(err, FAULT_INPUT, N_("Write the name of the person who signed."),
			    "no name");
	if (fault == FAULT_NONE && !p->seen)
		return fail(err, FAULT_INPUT,
			    N_("First ask for an identity document; then confirm it."),
			    "nobody has seen who it is");
	paper.name = name;
	if (fault == FAULT_NONE)
		fault = pace_take(r, v, PACE_FIND, err);
	if (fault == FAULT_NONE)
		fault = find_it(r, reference, &row, err);
	if (fault == FAULT_NONE)
		fault = versions_find(r, a, terms, row.service, row.version, &s, err);
	if (fault != FAULT_NONE)
		return fault;
	do {
		fault = witness_once(&c, row.id, s, w, &paper, err);
		fault = change_end(&c, fault, NULL, err);
	} while (change_again(&c, fault));
	return fault == FAULT_MISSING ? is_none(err) : fault;
}
