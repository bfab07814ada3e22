/* organisation_file.c - who sends what an organisation's own people alone send. */
#include "services/application/organisation_inside.h"

#include "services/application/look.h"
#include "services/registry/registry_inside.h"

/* Those of its people who manage or file, for who sees them. */
static const char *whom_to_ask(const struct org *o)
{
	const char *names = "";

	for (size_t i = 0; i < o->count; i++) {
		const struct store_agent *row = &o->agents[i];

		if (org_lives(row) && (row->rights & (AGENT_FILE | AGENT_MANAGE)) != 0)
			names = arena_format(o->arena, "%s%s%s", names, *names == '\0' ? "" : " · ",
					     org_open(o, row, AGENT_NAME, row->name));
	}
	return names;
}

/* Whether this visit has shown the PIN of the application that has entered it, or has it otherwise
 * in its applicant's name. */
static enum fault has_founded(const struct org *o, bool *ret, struct error *err)
{
	struct store_application row;
	struct error why = {0};
	bool found = false;
	enum fault fault = FAULT_NONE;

	*ret = false;
	if (o->caller->role == ROLE_APPLICANT && o->row.application[0] != '\0')
		fault = store_application_get(o->registry->store, o->row.application, &row, &found,
					      err);
	if (fault != FAULT_NONE || !found)
		return fault;
	fault = look_may(o->registry, o->caller, ACCESS_ORG_CLAIM, NULL, &row, &why);
	*ret = fault == FAULT_NONE;
	if (fault == FAULT_DENIED || fault == FAULT_MISSING)
		return FAULT_NONE;
	if (fault != FAULT_NONE && err != NULL)
		*err = why;
	return fault;
}

static enum fault refuse_seer(const char *names, struct error *err)
{
	fail(err, FAULT_DENIED,
	     N_("You can view this organisation, but you may not send applications for it. Nothing "
		"that you have written is lost. Ask one of these people for the right to send "
		"them: {names}."),
	     "sees alone");
	error_fill(err, "names", "%s", names);
	return FAULT_DENIED;
}

static enum fault refuse_stranger(struct org *o, bool founded, struct error *err)
{
	if (founded)
		fail(err, FAULT_DENIED,
		     N_("Other people act for this organisation on the portal, or have done so: "
			"the PIN of its application can no longer be used to send anything for it. "
			"What you have written is saved. Ask the person who manages the "
			"organisation to invite your account, or go to the office that keeps the "
			"register, with an identity document: {authority}."),
		     "people came after it");
	else
		fail(err, FAULT_DENIED,
		     N_("Only the organisation's own people can send this. What you have written "
			"is saved. If you applied for its registration, show the reference number "
			"and the PIN of that application; with commands, connect as me@ with these "
			"two. Otherwise ask the person who manages the organisation on the portal "
			"to invite your account, or go to the office that keeps the register, with "
			"an identity document: {authority}."),
		     "none who files");
	error_fill(err, "authority", "%s", o->at->of->authority.in[o->caller->lang]);
	if (!founded && o->caller->role == ROLE_APPLICANT)
		error_code(err, ORGANISATION_NOT_ITS_PEOPLE);
	return FAULT_DENIED;
}

/* As long as nobody ever acted for it, who has founded it sends as an account would. */
static enum fault file_as_founder(struct org *o, struct error *err)
{
	struct agency own;
	const char *names;
	bool founded = false;
	enum fault fault = agency_of(o->registry, o->caller, o->row.id, &own, err);

	if (fault == FAULT_NONE)
		fault = org_read(o, err);
	if (fault == FAULT_NONE)
		fault = has_founded(o, &founded, err);
	if (fault != FAULT_NONE || (founded && o->count == 0))
		return fault;
	if (own.id[0] != '\0' && *(names = whom_to_ask(o)) != '\0')
		return refuse_seer(names, err);
	return refuse_stranger(o, founded, err);
}

enum fault org_may_file(const struct org_filer *f, struct error *err)
{
	const struct organisation_at at = {.of = f->of, .number = f->row->number};
	struct org o = {.registry = f->registry,
			.caller = f->caller,
			.at = &at,
			.arena = f->arena,
			.row = *f->row,
			.now = f->now};
	struct access_object object = {.id = "",
				       .reference = "",
				       .actor = ACCESS_NO_STAGE,
				       .entry = o.row.id,
				       .service = f->service,
				       .subject = f->subject,
				       .helper = f->helper};
	struct error why = {0};
	enum fault fault = access_may(f->registry, f->caller, ACCESS_ORG_FILE, &object, &why);

	if (fault == FAULT_DENIED || fault == FAULT_MISSING)
		return file_as_founder(&o, err);
	if (fault != FAULT_NONE && err != NULL)
		*err = why;
	return fault;
}
