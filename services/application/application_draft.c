/* application_draft.c - from the first answer to the receipt: drafts, autosave, submitting, and
 * filled forms in one step. */
#include "services/application/application.h"

#include "services/application/answers.h"
#include "services/application/deadline.h"
#include "services/application/look.h"
#include "services/registry/limits.h"
#include "services/registry/pin.h"
#include "services/registry/registry_inside.h"

#define DAY 86400
#define ROUNDS 8 /* tries to find a free reference, or to agree with others on a request number */

/* --- drafts --- */

static enum fault check_cap(struct registry *r, const struct caller *v, struct error *err)
{
	int64_t open = 0, cap = LIMIT_DRAFTS_KEY;
	enum fault fault = FAULT_NONE;

	if (v->key[0] != '\0') {
		fault = store_application_drafts_of_key(r->store, v->key, &open, err);
	} else if (v->source[0] != '\0') {
		cap = LIMIT_DRAFTS_SOURCE;
		fault = store_application_drafts_of_source(r->store, v->source,
							   registry_now(r) - DAY, &open, err);
	}
	if (fault == FAULT_NONE && open >= cap)
		return fail(err, FAULT_DENIED,
			    N_("Too many applications were begun from here and not submitted. "
			       "Finish or discard one, or try again tomorrow."),
			    "%lld open drafts", (long long)open);
	return fault;
}

/* A row for the service with an id, a free reference and a PIN, hashed before anybody's turn to
   write is taken. */
static enum fault new_row(struct registry *r, const struct service *s, enum lang lang,
			  struct store_application *row, char ret_pin[PIN_DIGITS + 1],
			  struct error *err)
{
	unsigned char dice[16];
	int place;
	enum fault fault = pin_enter(r->hashing, &place, err);

	if (fault != FAULT_NONE)
		return fault;
	*row = (struct store_application){.version = s->version};
	randombytes_buf(dice, sizeof(dice));
	sodium_bin2hex(row->id, sizeof(row->id), dice, sizeof(dice));
	reference_new(row->reference);
	reference_new_pin(ret_pin);
	snprintf(row->service, sizeof(row->service), "%s", s->id);
	snprintf(row->lang, sizeof(row->lang), "%s", lang_code(lang));
	fault = pin_hash(&r->seal, row->reference, ret_pin, row->pin, err);
	pin_leave(r->hashing, place);
	return fault;
}

/* Adds the change's row as a draft of its visitor; *ret_free false when its reference is taken. */
static enum fault add_row(struct change *c, bool *ret_free, struct error *err)
{
	const struct caller *v = c->caller;
	struct store *s = c->registry->store;
	struct store_application other;
	bool taken = false;
	enum fault fault = store_application_find(s, c->row.reference, &other, &taken, err);

	*ret_free = !taken;
	if (fault != FAULT_NONE || taken)
		return fault;
	c->row.begun_at = c->row.changed_at = c->now;
	snprintf(c->row.state, sizeof(c->row.state), "%s", application_state_code(STATE_DRAFT));
	snprintf(c->row.source, sizeof(c->row.source), "%s", v->source);
	c->row.held = v->key[0] != '\0';
	fault = store_application_add(s, &c->row, err);
	if (fault == FAULT_NONE && c->row.held)
		fault = store_application_hold(
			s, &(struct store_application_holder){v->key, c->row.id, c->now}, err);
	return fault;
}

static enum fault no_form(const struct service *s, struct error *err)
{
	if (s->form != NULL && s->stage_count > 0)
		return FAULT_NONE;
	return fail(err, FAULT_DENIED,
		    N_("This service cannot be applied for here. Its page says where to apply."),
		    "%s has no form", s->id);
}

enum fault application_begin(struct registry *r, struct caller *v, const struct service *s,
			     enum lang lang, struct application *ret, char ret_pin[PIN_DIGITS + 1],
			     struct error *err)
{
	enum fault fault = no_form(s, err);
	bool done = false;

	for (int i = 0; i < ROUNDS && fault == FAULT_NONE && !done; i++) {
		struct change c = {.registry = r, .caller = v};

		fault = check_cap(r, v, err);
		if (fault == FAULT_NONE)
			fault = new_row(r, s, lang, &c.row, ret_pin, err);
		if (fault != FAULT_NONE)
			break;
		fault = change_begin(&c, ACCESS_BEGIN, "", err);
		if (fault == FAULT_NONE)
			fault = check_cap(r, v, err);
		if (fault == FAULT_NONE)
			fault = add_row(&c, &done, err);
		if (fault == FAULT_NONE && done)
			fault = change_enter(&c, LEDGER_DRAFT_OPENED, "", err);
		fault = change_end(&c, fault, done ? ret : NULL, err);
	}
	if (fault == FAULT_NONE && !done)
		return fail(err, FAULT_BUSY,
			    N_("The portal is very busy. Please try again in a few minutes."),
			    "no free reference");
	if (fault == FAULT_NONE)
		caller_prove(v, ret->reference, true);
	return fault;
}

static enum fault begin_draft(struct change *c, enum access_act act, const char *id,
			      struct error *err)
{
	enum fault fault = change_begin(c, act, id, err);

	if (fault == FAULT_NONE && change_state(c->row.state) != STATE_DRAFT)
		fault = fail(err, FAULT_CONFLICT,
			     N_("This application has already been submitted."), "state %s",
			     c->row.state);
	return fault;
}

static enum fault put_place(struct change *c, const struct field_path *at, struct error *err)
{
	c->row.changed_at = c->now;
	if (at != NULL) {
		snprintf(c->row.section, sizeof(c->row.section), "%s",
			 answers_section(at->section));
		snprintf(c->row.question, sizeof(c->row.question), "%s",
			 at->question == NULL ? "" : at->question->id);
		c->row.item = at->item;
	}
	return store_application_save(c->registry->store, &c->row, err);
}

enum fault application_put(struct registry *r, const struct caller *v, struct application *a,
			   const struct field_path *at, const char *canonical, struct error *err)
{
	struct change c = {.registry = r, .caller = v};
	enum fault fault = begin_draft(&c, ACCESS_FILL, a->id, err);

	if (fault == FAULT_NONE)
		fault = answers_put(&c, at, canonical, err);
	if (fault == FAULT_NONE)
		fault = put_place(&c, at, err);
	return change_end(&c, fault, a, err);
}

enum fault application_place(struct registry *r, const struct caller *v, struct application *a,
			     const struct field_path *at, struct error *err)
{
	struct change c = {.registry = r, .caller = v};
	enum fault fault = begin_draft(&c, ACCESS_FILL, a->id, err);

	if (fault == FAULT_NONE)
		fault = put_place(&c, at, err);
	return change_end(&c, fault, a, err);
}

enum fault application_put_section(struct registry *r, const struct caller *v,
				   struct application *a, const struct form *f,
				   const struct section *s, struct error *err)
{
	struct change c = {.registry = r, .caller = v};
	enum fault fault = begin_draft(&c, ACCESS_FILL, a->id, err);

	if (fault == FAULT_NONE)
		fault = answers_put_section(&c, f, s, err);
	if (fault == FAULT_NONE)
		fault = put_place(&c, NULL, err);
	return change_end(&c, fault, a, err);
}

enum fault application_load(struct registry *r, struct caller *v, const struct application *a,
			    struct form *f, struct error *err)
{
	struct store_application row;
	enum fault fault = look_at(r, v, a->id, LOOK_READ, &row, err);

	return fault == FAULT_NONE ? answers_load(r, row.id, f, err) : fault;
}

enum fault application_discard(struct registry *r, const struct caller *v, struct application *a,
			       struct error *err)
{
	struct change c = {.registry = r, .caller = v};
	enum fault fault = begin_draft(&c, ACCESS_FILL, a->id, err);

	if (fault == FAULT_NONE)
		fault = store_application_drop(r->store, c.row.id, err);
	if (fault == FAULT_NONE)
		fault = change_note(&c, LEDGER_DISCARDED, err);
	return change_end(&c, fault, NULL, err);
}

/* --- submitting --- */

/* The first thing that is missing or wrong, with its words. */
static enum fault check_form(const struct form *f, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	const struct question *refused = form_refused(f);
	struct form_fault *faults;

	if (refused != NULL) {
		fail(err, FAULT_INPUT,
		     N_("The answers show that this service is not open to the applicant."), "%s",
		     refused->id);
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
static enum fault submit(struct change *c, const struct form *f, struct error *err)
{
	const struct service *s = form_service(f);
	enum fault fault = answers_put_all(c, f, err);

	snprintf(c->row.state, sizeof(c->row.state), "%s", application_state_code(STATE_SUBMITTED));
	snprintf(c->row.stage, sizeof(c->row.stage), "%s", s->stages[0].id);
	c->row.submitted_at = c->now;
	c->row.due_at = deadline_of(s, &s->stages[0], c->now);
	if (fault == FAULT_NONE)
		fault = change_event(c, "applicant", "", err);
	return fault == FAULT_NONE ? change_enter(c, LEDGER_SUBMITTED, "", err) : fault;
}

static void write_receipt(const struct store_application *row, const char *pin, struct receipt *ret)
{
	*ret = (struct receipt){.submitted_at = row->submitted_at, .due_at = row->due_at};
	snprintf(ret->reference, sizeof(ret->reference), "%.14s", row->reference);
	snprintf(ret->pin, sizeof(ret->pin), "%s", pin);
}

enum fault application_submit(struct registry *r, const struct caller *v, struct application *a,
			      const struct form *f, struct receipt *ret, struct error *err)
{
	const struct service *s = form_service(f);
	struct change c = {.registry = r, .caller = v};
	struct store_application row;
	enum fault fault = no_form(s, err);

	if (fault == FAULT_NONE)
		fault = check_form(f, err);
	if (fault != FAULT_NONE)
		return fault;
	fault = begin_draft(&c, ACCESS_SUBMIT, a->id, err);
	if (fault == FAULT_NONE &&
	    (strcmp(c.row.service, s->id) != 0 || c.row.version != s->version))
		fault = fail(err, FAULT_BROKEN,
			     N_("This application belongs to another version of the service; "
				"please tell the portal's operator."),
			     "%s/%d, not %s/%d", c.row.service, c.row.version, s->id, s->version);
	if (fault == FAULT_NONE)
		fault = submit(&c, f, err);
	row = c.row;
	fault = change_end(&c, fault, a, err);
	if (fault == FAULT_NONE)
		write_receipt(&row, "", ret);
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
		    N_("The request number is not one that the portal gave. Fetch a new form and "
		       "leave its first lines as they are."),
		    "%zu bytes", len);
}

static void digest_content(struct registry *r, const struct form *f, char ret[SEAL_DIGEST + 1])
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct seal_digest d;

	seal_digest_begin(&d, &r->seal, "request");
	seal_digest_text(&d, form_service(f)->id);
	seal_digest_number(&d, form_service(f)->version);
	seal_digest_text(&d, form_canonical_text(f, a));
	seal_digest_end(&d, ret);
}

struct apply {
	struct registry *registry;
	const struct caller *caller;
	const struct form *form;
	const char *request;
	enum lang lang;
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
			    N_("This form was sent before with other answers. Fetch a new form for "
			       "a new application."),
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
	struct change c = {.registry = p->registry, .caller = p->caller};
	char hash[PIN_HASH];
	int place;
	enum fault fault = pin_enter(p->registry->hashing, &place, err);

	if (fault != FAULT_NONE)
		return fault;
	reference_new_pin(p->pin);
	fault = pin_hash(&p->registry->seal, row->reference, p->pin, hash, err);
	pin_leave(p->registry->hashing, place);
	if (fault != FAULT_NONE)
		return fault;
	fault = change_begin(&c, ACCESS_RENEW, row->id, err);
	snprintf(c.row.pin, sizeof(c.row.pin), "%s", hash);
	if (fault == FAULT_NONE)
		fault = change_enter(&c, LEDGER_RENEWED, "pin", err);
	*row = c.row;
	return change_end(&c, fault, NULL, err);
}

/* A new application in one transaction; *ret_done false when somebody else was faster with the
   request number, or the reference is taken. */
static enum fault make(struct apply *p, struct store_application *row, bool *ret_done,
		       struct error *err)
{
	const struct service *s = form_service(p->form);
	struct change c = {.registry = p->registry, .caller = p->caller};
	struct store_application other;
	struct store_application_request request;
	bool found = false, is_free = false;
	enum fault fault = new_row(p->registry, s, p->lang, &c.row, p->pin, err);

	if (fault != FAULT_NONE)
		return fault;
	fault = change_begin(&c, ACCESS_BEGIN, "", err);
	if (fault == FAULT_NONE)
		fault = find_before(p, &other, &found, err);
	if (fault == FAULT_NONE && !found)
		fault = add_row(&c, &is_free, err);
	if (fault == FAULT_NONE && is_free)
		fault = submit(&c, p->form, err);
	snprintf(request.number, sizeof(request.number), "%s", p->request);
	snprintf(request.application, sizeof(request.application), "%s", c.row.id);
	snprintf(request.content, sizeof(request.content), "%s", p->content);
	if (fault == FAULT_NONE && is_free)
		fault = store_application_add_request(p->registry->store, &request, err);
	*row = c.row;
	*ret_done = is_free;
	return change_end(&c, fault, NULL, err);
}

enum fault application_apply(struct registry *r, struct caller *v, const struct form *f,
			     const char *request, enum lang lang, struct receipt *ret,
			     struct error *err)
{
	struct apply p = {.registry = r, .caller = v, .form = f, .request = request, .lang = lang};
	struct store_application row;
	bool found = false, done = false;
	enum fault fault = no_form(form_service(f), err);

	if (fault == FAULT_NONE)
		fault = check_request(request, err);
	if (fault == FAULT_NONE)
		fault = check_form(f, err);
	if (fault != FAULT_NONE)
		return fault;
	digest_content(r, f, p.content);
	for (int i = 0; i < ROUNDS && fault == FAULT_NONE && !done; i++) {
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
		return fault;
	caller_prove(v, row.reference, true);
	write_receipt(&row, p.pin, ret);
	return FAULT_NONE;
}
