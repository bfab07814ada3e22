/* tell.c - an applicant is told what was done with the application: the notice is written with it.
 */
#include "services/application/tell.h"

#include "services/access/reference.h"
#include "services/application/dispatch.h"
#include "services/definition/template.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_notice.h"

void tell_binding(char to[TELL_BINDING], int number)
{
	snprintf(to, TELL_BINDING, "notice %d", number);
}

/* Nothing but what the template has a place for. */
static const char *fill(struct change *c, const struct service *s, const struct template *t,
			enum lang lang, const char *words)
{
	const struct stage *stage = service_stage(s, c->row.stage);
	char reference[REFERENCE_DIGITS + 4];
	const char *values[TEMPLATE_PLACES] = {
		[TEMPLATE_SERVICE] = s->name.in[lang],
		[TEMPLATE_AUTHORITY] = s->authority.in[lang],
		[TEMPLATE_REFERENCE] = reference,
		[TEMPLATE_STAGE] = stage == NULL ? NULL : stage->name.in[lang],
		[TEMPLATE_WORDS] = words,
	};

	reference_show(c->row.reference, reference);
	return template_fill(c->arena, t, lang, values);
}

/* `to`: the id of the member that it is for; "": it is for the applicant. */
static enum fault write_to(struct change *c, const struct service *s, const struct template *t,
			   const char *to, const char *words, struct error *err)
{
	struct store_notice n = {.application = c->row.id, .number = c->event, .at = c->now};
	enum lang lang = LANG_EN;
	char binding[TELL_BINDING];
	struct sealed sealed;

	lang_find(c->row.lang, &lang);
	tell_binding(binding, n.number);
	sealed = seal_words(&c->registry->seal, c->arena, c->row.id, binding,
			    fill(c, s, t, lang, words));
	n.words = (struct table_bytes){sealed.bytes, sealed.len};
	n.template = t->id;
	n.version = t->version;
	n.lang = lang_codes[lang];
	n.member = to;
	return store_notice_add(c->registry->store, &n, err);
}

static enum fault add(struct change *c, const struct service *s, const struct template *t,
		      const char *words, struct error *err)
{
	enum fault fault = write_to(c, s, t, "", words, err);

	return fault == FAULT_NONE ? dispatch_notice(c, s, t, err) : fault;
}

/* Such a notice is no line of the history: its number stands behind those of all lines. */
enum fault tell_about_member(struct change *c, const struct service *s, enum told_of of,
			     const char *words, struct error *err)
{
	const struct template *t = s->notices[of];
	int event = c->event;
	enum fault fault;

	if (t == NULL)
		return FAULT_NONE;
	fault = store_member_notice(c->registry->store, c->row.id, &c->event, err);
	if (fault == FAULT_NONE)
		fault = add(c, s, t, words, err);
	c->event = event;
	return fault;
}

enum fault tell_member(struct change *c, const struct service *s, enum told_of of,
		       const struct store_member *member, const char *words, struct error *err)
{
	const struct template *t = s->notices[of];
	int event = c->event;
	enum fault fault;

	if (t == NULL)
		return FAULT_NONE;
	fault = store_member_notice(c->registry->store, c->row.id, &c->event, err);
	if (fault == FAULT_NONE)
		fault = write_to(c, s, t, member->id, words, err);
	if (fault == FAULT_NONE && member->account[0] != '\0')
		fault = dispatch_member(c, s, t, member->account, err);
	c->event = event;
	return fault;
}

enum fault tell_applicant(struct change *c, const struct service *s, const struct act *act,
			  const char *words, struct error *err)
{
	const struct template *t = s == NULL ? NULL : service_notice(s, act);

	/* The portal's own words of a move say that nothing is to be done. */
	if (t != NULL && t == s->notices[TOLD_MOVED] &&
	    change_state(c->row.state) == STATE_AWAITING_PAYMENT)
		t = s->notices[TOLD_TO_PAY];
	return t == NULL || c->caller->role == ROLE_APPLICANT ? FAULT_NONE
							      : add(c, s, t, words, err);
}

enum fault tell_served(struct change *c, const struct service *s, struct error *err)
{
	const struct template *t = s->notices[TOLD_ASSISTED];

	return t == NULL || c->caller->role != ROLE_STAFF ? FAULT_NONE : add(c, s, t, "", err);
}

enum fault tell_renewed(struct change *c, const struct service *s, struct error *err)
{
	const struct template *t = s->notices[TOLD_RENEWED];

	return t == NULL ? FAULT_NONE : add(c, s, t, "", err);
}

enum fault tell_owner(struct change *c, const struct service *s, enum told_of which,
		      const char *words, struct error *err)
{
	const struct template *t = s == NULL ? NULL : s->notices[which];

	return t == NULL ? FAULT_NONE : add(c, s, t, words, err);
}

enum fault tell_owner_by(struct change *c, const struct service *s, const struct template *t,
			 const char *words, struct error *err)
{
	return t == NULL ? FAULT_NONE : add(c, s, t, words, err);
}

enum fault tell_fee(struct change *c, const struct service *s, enum told_of which,
		    const char *charge, struct error *err)
{
	const struct template *t = s == NULL ? NULL : s->notices[which];
	const struct charge *of = s == NULL ? NULL : service_charge(s, charge);
	enum lang lang = LANG_AR;

	lang_find(c->row.lang, &lang);
	return t == NULL ? FAULT_NONE : add(c, s, t, of == NULL ? "" : of->name.in[lang], err);
}
