/* application_submit.c - from a form to the receipt: a draft is submitted, or a filled form in one
 * step. */
#include "services/application/application.h"

#include "services/access/pace.h"
#include "services/application/answers.h"
#include "services/application/appeal.h"
#include "services/application/appeal_inside.h"
#include "services/application/begin.h"
#include "services/application/checked_inside.h"
#include "services/application/clocks.h"
#include "services/application/deadline.h"
#include "services/application/effect_entry.h"
#include "services/application/fees.h"
#include "services/application/related_inside.h"
#include "services/application/required.h"
#include "services/application/route_inside.h"
#include "services/application/signature_inside.h"
#include "services/application/task_inside.h"
#include "services/application/tell.h"
#include "services/registry/pin.h"
#include "services/registry/registry_inside.h"

/* The first thing that is missing or wrong, with its words. */
static enum fault check_form(const struct form *f, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	const struct question *refused = form_refused(f);
	struct form_fault *faults;

	if (refused != NULL &&
	    !form_clash(f, &(struct field_path){.question = refused}, false, err)) {
		fail(err, FAULT_INPUT,
		     N_("According to the answers, the applicant cannot apply for this service."),
		     "%s", refused->id);
		if (err != NULL)
			snprintf(err->field, sizeof(err->field), "%s", refused->id);
		return FAULT_INPUT;
	}
	if (form_faults(f, a, &faults) == 0)
		return FAULT_NONE;
	if (err != NULL)
		*err = faults[0].error;
	return FAULT_INPUT;
}

/* The change's draft becomes an application: answers, first stage, deadline, history, ledger. */
static enum fault submit(struct change *c, const struct form *f, struct record_content *answers,
			 struct error *err)
{
	const struct service *s = form_service(f);
	struct course course = {.registry = c->registry, .row = &c->row, .service = s};
	enum fault fault = route_by_answers(c, f, answers, err);

	if (fault == FAULT_NONE)
		fault = answers_put_all(c, answers, err);
	if (fault == FAULT_NONE)
		fault = signing_check_submit(c, s, err);

	snprintf(c->row.state, sizeof(c->row.state), "%s", codes_bearing[s->stages[0].bearing]);
	snprintf(c->row.stage, sizeof(c->row.stage), "%s", s->stages[0].id);
	c->row.submitted_at = c->now;
	c->row.due_at = deadline_of(s, &s->stages[0], c->now);
	if (fault == FAULT_NONE)
		fault = change_event(c, "", err);
	if (fault == FAULT_NONE)
		fault = tell_served(c, s, err);
	course.arena = c->arena;
	if (fault == FAULT_NONE)
		fault = effect_entry_sent(c, s, answers, err);
	if (fault == FAULT_NONE)
		fault = clocks_settle(c, &course, err);
	if (fault == FAULT_NONE)
		fault = task_settle(c, &course, err);
	if (fault == FAULT_NONE)
		fault = change_enter(c, LEDGER_SUBMITTED, "", err);
	return fault == FAULT_NONE ? fees_submitted(c, s, err) : fault;
}

static void write_receipt(const struct registry *r, const struct store_application *row,
			  const char *pin, struct receipt *ret)
{
	*ret = (struct receipt){.submitted_at = row->submitted_at, .due_at = row->due_at};
	snprintf(ret->reference, sizeof(ret->reference), "%.14s", row->reference);
	snprintf(ret->pin, sizeof(ret->pin), "%s", pin);
	checked_submitted(r, row, ret->code);
}

static enum fault submit_draft(struct change *c, struct caller *v, const struct application *a,
			       const struct form *f, struct record_content *answers,
			       struct error *err)
{
	const struct service *s = form_service(f);
	enum fault fault = begin_again(c, ACCESS_SUBMIT, a->id, err);

	if (fault == FAULT_NONE)
		fault = change_compare(c, a, err);
	if (fault == FAULT_NONE &&
	    (strcmp(c->row.service, s->id) != 0 || c->row.version != s->version))
		fault = fail(err, FAULT_BROKEN,
			     N_("This application uses another version of the service; please tell "
				"the portal's operator."),
			     "%s/%d, not %s/%d", c->row.service, c->row.version, s->id, s->version);
	if (fault == FAULT_NONE)
		fault = required_check(c->registry, c->row.id, f, v->lang, err);
	if (fault == FAULT_NONE)
		fault = pace_take(c->registry, v, PACE_SUBMIT, err);
	if (fault == FAULT_NONE && c->also[0] != '\0')
		fault = appeal_check(c, c->also, s, err);
	return fault == FAULT_NONE ? submit(c, f, answers, err) : fault;
}

enum fault application_submit(struct registry *r, struct caller *v, struct application *a,
			      const struct form *f, struct receipt *ret, struct error *err)
{
	ARENA_CLEAN struct arena *arena = arena_new(REGISTRY_WORK);
	const struct service *s = form_service(f);
	struct change c = {.registry = r, .caller = v, .paced = v, .compares_answers = true};
	struct record_content answers;
	char first[33];
	enum fault fault = begin_check(r, s, err);

	if (fault == FAULT_NONE)
		fault = check_form(f, err);
	if (fault == FAULT_NONE)
		fault = related_appealed(r, a->id, first, err);
	if (fault == FAULT_NONE)
		fault = appeal_check_alone(s, first, err);
	if (fault != FAULT_NONE)
		return fault;
	c.also = first;
	answers_seal(&r->seal, arena, a->id, f, &answers);
	fault = store_application_ready(r->store, err);
	if (fault != FAULT_NONE)
		return fault;
	do {
		fault = submit_draft(&c, v, a, f, &answers, err);
		fault = change_end(&c, fault, a, err);
	} while (change_again(&c, fault));
	if (fault == FAULT_NONE)
		write_receipt(r, &c.row, "", ret);
	return fault;
}

/* --- filled forms --- */

static enum fault check_request(const char *request, struct error *err)
{
	size_t len = strlen(request);

	if (len >= 16 && len <= 40 &&
	    strspn(request, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == len)
		return FAULT_NONE;
	return fail(err, FAULT_INPUT,
		    N_("This request number was not issued by the portal. Get a new form and do "
		       "not change its first lines."),
		    "%zu bytes", len);
}

static void digest_content(struct registry *r, const struct form *f, const char *first,
			   char ret[SEAL_DIGEST + 1])
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct seal_digest d;

	seal_digest_begin(&d, &r->seal, "request");
	seal_digest_text(&d, form_service(f)->id);
	seal_digest_number(&d, form_service(f)->version);
	seal_digest_text(&d, form_canonical_text(f, a));
	if (first != NULL)
		seal_digest_text(&d, first);
	seal_digest_end(&d, ret);
}

struct apply {
	struct registry *registry;
	struct caller *caller;
	const struct form *form;
	const char *request;
	enum lang lang;
	const char *first; /* the id of what it is an appeal of; NULL */
	char content[SEAL_DIGEST + 1];
	char pin[PIN_DIGITS + 1];
};

/* Finds what the request number made before; FAULT_CONFLICT when that had another content. */
static enum fault find_before(const struct apply *p, struct store_application *ret, bool *ret_found,
			      struct error *err)
{
	struct store_application_request request;
	bool found = false;
	enum fault fault = store_application_find_request(p->registry->store, p->request, &request,
							  &found, err);

	if (fault == FAULT_NONE && found && strcmp(request.content, p->content) != 0)
		return fail(err, FAULT_CONFLICT,
			    N_("This form has already been sent with different answers. Get a new "
			       "form to make a new application."),
			    "request number used");
	if (fault == FAULT_NONE && found)
		fault = store_application_get(p->registry->store, request.application, ret, &found,
					      err);
	if (fault == FAULT_NONE)
		*ret_found = found;
	return fault;
}

/* The same form again: the same application, and a new PIN, since the first may never have come
   through. */
static enum fault renew(struct apply *p, struct store_application *row, struct error *err)
{
	struct change c = {.registry = p->registry, .caller = p->caller, .paced = p->caller};
	char hash[PIN_HASH];
	int slot;
	enum fault fault = pin_enter(p->registry->hashing, &slot, err);

	if (fault != FAULT_NONE)
		return fault;
	reference_new_pin(p->pin);
	fault = pin_hash(&p->registry->seal, row->reference, p->pin, hash, err);
	pin_leave(p->registry->hashing, slot);
	if (fault != FAULT_NONE)
		return fault;
	do {
		fault = change_begin(&c, ACCESS_RENEW, row->id, err);
		if (fault == FAULT_NONE)
			fault = pace_take(p->registry, p->caller, PACE_SUBMIT, err);
		snprintf(c.row.pin, sizeof(c.row.pin), "%s", hash);
		if (fault == FAULT_NONE)
			fault = change_enter(&c, LEDGER_RENEWED, "pin", err);
		fault = change_end(&c, fault, NULL, err);
	} while (change_again(&c, fault));
	*row = c.row;
	return fault;
}

/* *ret_done false when somebody else was faster with the request number, or the reference is
   taken. */
static enum fault make_once(struct apply *p, struct change *c, struct record_content *answers,
			    bool *ret_done, struct error *err)
{
	const struct service *s = form_service(p->form);
	struct store_application other;
	struct store_application_request request;
	bool found = false, is_free = false;
	enum fault fault = change_begin(c, ACCESS_BEGIN, "", err);

	if (fault == FAULT_NONE)
		fault = find_before(p, &other, &found, err);
	if (fault == FAULT_NONE && !found)
		fault = begin_add(c, s, &is_free, err);
	snprintf(request.number, sizeof(request.number), "%s", p->request);
	snprintf(request.application, sizeof(request.application), "%s", c->row.id);
	snprintf(request.content, sizeof(request.content), "%s", p->content);
	if (fault == FAULT_NONE && is_free)
		fault = store_application_add_request(p->registry->store, &request, err);
	if (fault == FAULT_NONE && is_free && p->first != NULL)
		fault = appeal_add(c, p->first, s, err);
	if (fault == FAULT_NONE && is_free)
		fault = pace_take(p->registry, p->caller, PACE_SUBMIT, err);
	if (fault == FAULT_NONE && is_free)
		fault = submit(c, p->form, answers, err);
	*ret_done = is_free;
	return fault;
}

/* A new application in one transaction. */
static enum fault make(struct apply *p, struct store_application *row, bool *ret_done,
		       struct error *err)
{
	ARENA_CLEAN struct arena *arena = arena_new(REGISTRY_WORK);
	struct change c = {
		.registry = p->registry, .caller = p->caller, .paced = p->caller, .also = p->first};
	struct record_content answers;
	enum fault fault = begin_row(p->registry, p->caller, form_service(p->form), p->lang, &c.row,
				     p->pin, err);

	if (fault != FAULT_NONE)
		return fault;
	answers_seal(&p->registry->seal, arena, c.row.id, p->form, &answers);
	fault = store_application_ready(p->registry->store, err);
	if (fault != FAULT_NONE)
		return fault;
	do {
		fault = make_once(p, &c, &answers, ret_done, err);
		fault = change_end(&c, fault, NULL, err);
	} while (change_again(&c, fault));
	*row = c.row;
	return fault;
}

/* The same form again is the same application, whether it was kept or not. */
static enum fault in_doubt(enum fault fault, struct error *err)
{
	if (fault == FAULT_BUSY && err != NULL && err->code != NULL &&
	    strcmp(err->code, STORE_DOUBT) == 0)
		err->say =
			N_("The connection to the portal's records broke off, and it is not known "
			   "whether this application was saved. Send the same form again in a few "
			   "minutes: it is accepted only once, and you get its receipt.");
	return fault;
}

/* Who signs first needs a draft to read. */
static enum fault check_unsigned(const struct form *f, struct error *err)
{
	const struct service *s = form_service(f);

	for (size_t i = 0; i < s->signature_count; i++)
		if (s->signatures[i].before_submit && signed_needed(f, &s->signatures[i]) > 0)
			return fail(err, FAULT_DENIED,
				    N_("This application has to be signed before it is sent, so it "
				       "cannot be sent as a form. Begin it on a page, and invite "
				       "there the people who have to sign."),
				    "%s", s->signatures[i].id);
	return FAULT_NONE;
}

/* All but `first` as application_apply. */
static enum fault apply(struct registry *r, struct caller *v, const struct form *f,
			const char *first, const char *request, enum lang lang, struct receipt *ret,
			struct error *err)
{
	struct apply p = {.registry = r,
			  .caller = v,
			  .form = f,
			  .request = request,
			  .lang = lang,
			  .first = first};
	struct store_application row;
	bool found = false, done = false;
	enum fault fault = begin_check(r, form_service(f), err);

	if (fault == FAULT_NONE)
		fault = appeal_check_alone(form_service(f), first, err);
	if (fault == FAULT_NONE)
		fault = check_unsigned(f, err);
	if (fault == FAULT_NONE)
		fault = check_request(request, err);
	if (fault == FAULT_NONE)
		fault = check_form(f, err);
	if (fault == FAULT_NONE)
		fault = required_check(r, NULL, f, v->lang, err);
	if (fault == FAULT_NONE)
		fault = pace_ask(r, v, PACE_SUBMIT, err);
	if (fault != FAULT_NONE)
		return fault;
	digest_content(r, f, first, p.content);
	for (int i = 0; i < BEGIN_ROUNDS && fault == FAULT_NONE && !done; i++) {
		fault = find_before(&p, &row, &found, err);
		if (fault == FAULT_NONE && found) {
			fault = renew(&p, &row, err);
			done = true;
		} else if (fault == FAULT_NONE) {
			fault = make(&p, &row, &done, err);
		}
	}
	if (fault == FAULT_NONE && !done)
		return fail(err, FAULT_BUSY,
			    N_("The portal is very busy. Please try again in a few minutes."),
			    "no free reference");
	if (fault != FAULT_NONE)
		return in_doubt(fault, err);
	caller_prove(v, row.reference, row.pin, PROVEN_HERE);
	write_receipt(r, &row, p.pin, ret);
	return FAULT_NONE;
}

enum fault application_apply(struct registry *r, struct caller *v, const struct form *f,
			     const char *request, enum lang lang, struct receipt *ret,
			     struct error *err)
{
	return apply(r, v, f, NULL, request, lang, ret, err);
}

enum fault appeal_apply(struct registry *r, struct caller *v, const struct application *first,
			const struct form *f, const char *request, enum lang lang,
			struct receipt *ret, struct error *err)
{
	return apply(r, v, f, first->id, request, lang, ret, err);
}
