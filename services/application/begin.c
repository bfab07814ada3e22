/* begin.c - how an application comes to be: its row, and going on with one that is a draft. */
#include "services/application/begin.h"

#include "services/catalogue/retire.h"
#include "services/definition/service_window.h"
#include "services/registry/id.h"
#include "services/registry/pin.h"
#include "services/registry/network.h"
#include "services/registry/registry_inside.h"

/* As people type days, which is read alike in every language. */
static void fill_day(struct error *err, const char *name, struct date day)
{
	error_fill(err, name, "%d/%d/%04d", day.day, day.month, day.year);
}

static enum fault check_window(const struct service *s, int64_t now, struct error *err)
{
	enum service_window window = service_window_at(s, now);

	if (window == WINDOW_EARLY) {
		fail(err, FAULT_DENIED,
		     N_("Applications for this service are taken from {from} on. What you have "
			"written so far is saved."),
		     "%s is not open yet", s->id);
		fill_day(err, "from", s->opens);
		return FAULT_DENIED;
	}
	if (window == WINDOW_LATE) {
		fail(err, FAULT_DENIED,
		     N_("Applications for this service were taken until {until}: it is too late to "
			"send one. What you have written so far is saved."),
		     "%s is closed", s->id);
		fill_day(err, "until", s->closes);
		return FAULT_DENIED;
	}
	return FAULT_NONE;
}

enum fault begin_check(const struct registry *r, const struct service *s, struct error *err)
{
	if (s->form != NULL && s->stage_count > 0)
		return check_window(s, registry_now(r), err);
	return fail(
		err, FAULT_DENIED,
		N_("You cannot apply for this service here. The service page says where to apply."),
		"%s has no form", s->id);
}

/* Without one ("") nothing that is typed is ever right. */
static enum fault give_pin(struct registry *r, const struct caller *v,
			   struct store_application *row, char ret_pin[PIN_DIGITS + 1],
			   struct error *err)
{
	int slot;
	enum fault fault;

	ret_pin[0] = '\0';
	if (v->by_key_alone && v->key[0] != '\0')
		return FAULT_NONE;
	fault = pin_enter(r->hashing, &slot, err);
	if (fault != FAULT_NONE)
		return fault;
	reference_new_pin(ret_pin);
	fault = pin_hash(&r->seal, row->reference, ret_pin, row->pin, err);
	pin_leave(r->hashing, slot);
	return fault;
}

enum fault begin_row(struct registry *r, const struct caller *v, const struct service *s,
		     enum lang lang, struct store_application *row, char ret_pin[PIN_DIGITS + 1],
		     struct error *err)
{
	*row = (struct store_application){.version = s->version};
	id_new(row->id);
	reference_new(row->reference);
	snprintf(row->service, sizeof(row->service), "%s", s->id);
	snprintf(row->lang, sizeof(row->lang), "%s", lang_code(lang));
	return give_pin(r, v, row, ret_pin, err);
}

/* For whom one of staff begins it: only for what that person has consented to. */
static enum fault put_served(struct change *c, const struct service *service, struct error *err)
{
	const struct caller *v = c->caller;

	if (v->role != ROLE_STAFF)
		return FAULT_NONE;
	if (strcmp(v->served.service, service->id) != 0)
		return fail(err, FAULT_DENIED,
			    N_("The person has consented to an application for another service."),
			    "%s, not %s", v->served.service, service->id);
	snprintf(c->row.subject, sizeof(c->row.subject), "%s", v->served.person);
	snprintf(c->row.helper, sizeof(c->row.helper), "%s", v->account);
	snprintf(c->row.lang, sizeof(c->row.lang), "%s", lang_code(v->served.lang));
	c->row.consent_at = v->served.consent_at;
	return FAULT_NONE;
}

enum fault begin_add(struct change *c, const struct service *service, bool *ret_free,
		     struct error *err)
{
	const struct caller *v = c->caller;
	struct store *s = c->registry->store;
	struct store_application other;
	char holder[CALLER_IDENTITY];
	bool taken = false;
	enum fault fault = retire_check(c->registry, service, err);

	if (fault == FAULT_NONE)
		fault = put_served(c, service, err);
	if (fault == FAULT_NONE)
		fault = store_application_find(s, c->row.reference, &other, &taken, err);

	*ret_free = !taken;
	if (fault != FAULT_NONE || taken)
		return fault;
	c->row.begun_at = c->row.changed_at = c->now;
	snprintf(c->row.state, sizeof(c->row.state), "%s", application_state_code(STATE_DRAFT));
	network_name(&c->registry->seal, v->source, c->row.source);
	c->row.held = caller_holder(v, holder);
	fault = store_application_add(s, &c->row, err);
	if (fault == FAULT_NONE && c->row.held)
		fault = store_application_hold(
			s, &(struct store_application_holder){holder, c->row.id, c->now}, err);
	return fault == FAULT_NONE && v->role == ROLE_STAFF
		       ? change_may(c, ACCESS_FILL, ACCESS_NO_STAGE, err)
		       : fault;
}

enum fault begin_again(struct change *c, enum access_act act, const char *id, struct error *err)
{
	enum fault fault = change_begin(c, act, id, err);

	return fault != FAULT_NONE || c->was_draft ? fault : begin_sent(c, err);
}

enum fault begin_sent(struct change *c, struct error *err)
{
	c->is_stale = true;
	return fail(err, FAULT_CONFLICT, N_("This application has already been submitted."),
		    "state %s", c->row.state);
}
