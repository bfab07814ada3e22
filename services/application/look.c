/* look.c - reading what the registry has of an application: who may, and the entry that it leaves.
 */
#include "services/application/look.h"

#include "services/access/staff.h"
#include "services/registry/registry_inside.h"

struct access_object look_object(const struct store_application *row,
				 const struct access_turn *turn)
{
	return (struct access_object){.id = row->id,
				      .reference = row->reference,
				      .pin = row->pin,
				      .actor = turn->actor,
				      .role = turn->role,
				      .act = turn->act,
				      .service = row->service,
				      .office = row->office,
				      .subject = row->subject,
				      .helper = row->helper,
				      .is_draft = change_state(row->state) == STATE_DRAFT};
}

enum fault look_may(struct registry *r, const struct caller *c, enum access_act act,
		    const struct access_turn *turn, const struct store_application *row,
		    struct error *err)
{
	static const struct access_turn nobodys = {.actor = ACCESS_NO_STAGE};
	struct access_object o = look_object(row, turn == NULL ? &nobodys : turn);

	return access_may(r, c, act, &o, err);
}

enum fault look_signed_in(struct registry *r, const struct caller *c, struct store_application *ret,
			  bool *ret_found, struct error *err)
{
	enum fault fault = FAULT_NONE;

	*ret_found = false;
	if (c->reference[0] != '\0')
		fault = store_application_find(r->store, c->reference, ret, ret_found, err);
	*ret_found = *ret_found && caller_is_in_by(c, ret->reference, ret->pin);
	return fault;
}

bool look_is_applicants(const struct caller *c, const struct store_application *row)
{
	struct access_object o = look_object(row, &(struct access_turn){.actor = ACCESS_NO_STAGE});

	return c->role == ROLE_APPLICANT || staff_serves(c, &o);
}

enum fault look_sees(struct registry *r, const struct caller *c,
		     const struct store_application *row, unsigned *ret, struct error *err)
{
	struct access_object o = look_object(row, &(struct access_turn){.actor = ACCESS_NO_STAGE});

	return staff_sees(r, c, &o, ret, err);
}

static bool leaves_entry(const struct caller *c, const struct store_application *row, enum look why)
{
	if (row->submitted_at == 0 || why == LOOK_AGAIN)
		return false;
	return !caller_has_looked(c, row->id) || (why == LOOK_OPEN && c->role != ROLE_APPLICANT);
}

/* What is handed out is the row of the entry's own transaction. */
static enum fault enter(struct registry *r, struct caller *c, struct store_application *row,
			struct error *err)
{
	struct change change = {.registry = r, .caller = c, .reference = row->reference};
	enum fault fault;

	do {
		fault = change_begin(&change, ACCESS_LOOK, row->id, err);
		if (fault == FAULT_NONE)
			fault = change_note(&change, LEDGER_LOOKED, err);
		fault = change_end(&change, fault, NULL, err);
	} while (change_again(&change, fault));
	if (fault != FAULT_NONE)
		return fault;
	*row = change.row;
	caller_look(c, row->id);
	return FAULT_NONE;
}

enum fault look_in(struct registry *r, struct caller *c, enum look why,
		   struct store_application *row, struct error *err)
{
	enum fault fault = look_may(r, c, ACCESS_LOOK, NULL, row, err);

	return fault == FAULT_NONE && leaves_entry(c, row, why) ? enter(r, c, row, err) : fault;
}

enum fault look_at(struct registry *r, struct caller *c, const struct application *a, enum look why,
		   struct store_application *ret, struct error *err)
{
	struct store_application row;
	bool found = false;
	enum fault fault =
		store_application_again(r->store, a->id, a->reference, &row, &found, err);

	if (fault == FAULT_NONE && !found)
		fault = access_missing(c, err);
	if (fault == FAULT_NONE)
		fault = look_in(r, c, why, &row, err);
	if (fault == FAULT_NONE)
		*ret = row;
	return fault;
}
