/* member_code.c - an invitation's code, tried: whose it is, and what a wrong one costs. */
#include "services/application/member_code.h"

#include "services/access/invitation.h"
#include "services/registry/registry_inside.h"

static enum fault missing(struct error *err)
{
	fail(err, FAULT_MISSING,
	     N_("There is no invitation with this reference number and code. Check both, digit by "
		"digit, or ask the person who invited you for another."),
	     "reference or code");
	error_code(err, "reference_or_code");
	return FAULT_MISSING;
}

/* All are compared, so that the work is the same whichever it is. */
static const struct store_member *find_code(const struct seal *s, const struct members *m,
					    const char *code)
{
	const struct store_member *found = NULL;

	for (size_t i = 0; i < m->count; i++)
		if (invitation_is(s, m->rows[i].id, m->rows[i].code, code))
			found = &m->rows[i];
	return found;
}

/* A wrong code costs what a wrong PIN does, of the same reference. */
static enum fault try_code(struct registry *r, const struct caller *v,
			   const struct store_application *row, const char *reference,
			   const char *code, struct store_member *ret, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	const struct store_member *found = NULL;
	struct attempt t;
	struct members all;
	enum fault fault = invitation_try(r, v, reference, row->id[0] != '\0', &t, err);

	if (fault == FAULT_NONE)
		fault = members_read(r, row->id, a, &all, err);
	if (fault != FAULT_NONE)
		return fault;
	found = find_code(&r->seal, &all, code);
	if (found == NULL || t.refused) {
		fault = attempt_lose(r, &t, err);
		return fault == FAULT_NONE ? missing(err) : fault;
	}
	*ret = *found;
	return FAULT_NONE;
}

enum fault member_code_find(struct registry *r, const struct caller *v, const char *reference,
			    const char *code, struct store_application *ret, char ret_id[33],
			    int *ret_number, struct error *err)
{
	struct store_application row = {.submitted_at = 0};
	char digits[REFERENCE_DIGITS + 1], typed[MEMBER_CODE_DIGITS + 1];
	struct store_member member;
	bool found = false;
	enum fault fault = reference_read(reference, digits, err);

	if (fault == FAULT_NONE)
		fault = reference_read_invitation(code == NULL ? "" : code, typed, err);
	if (fault == FAULT_NONE)
		fault = store_application_find(r->store, digits, &row, &found, err);
	if (fault == FAULT_NONE)
		fault = try_code(r, v, &row, digits, typed, &member, err);
	if (fault != FAULT_NONE)
		return fault;
	*ret = row;
	memcpy(ret_id, member.id, sizeof(member.id));
	*ret_number = member.number;
	return FAULT_NONE;
}
