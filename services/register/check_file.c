/* check_file.c - an entry of a register as staff see it. */
#include "services/register/check.h"

#include "services/access/staff.h"
#include "services/definition/class.h"
#include "services/definition/kind.h"
#include "services/register/check_inside.h"
#include "services/register/entry_inside.h"
#include "services/register/entry_view.h"
#include "services/registry/id.h"
#include "services/registry/registry_inside.h"

#include <string.h>

struct access_object check_object(struct arena *a, const struct register_definition *d,
				  const struct store_register_entry *row)
{
	return (struct access_object){
		.id = row == NULL ? "" : row->application,
		.reference = "",
		.actor = ACCESS_NO_STAGE,
		.service = arena_format(a, "%s:%s", kind_name(KIND_REGISTER), d->id),
		.office = row == NULL ? STAFF_ANY_OFFICE : row->office,
		.entry = row == NULL ? NULL : row->id,
	};
}

enum fault check_refuse(struct error *err)
{
	return fail(err, FAULT_DENIED,
		    N_("This is for staff with rights over the register. What anybody may know of "
		       "an entry, check tells."),
		    "no right over the register");
}

enum fault check_may_file(struct registry *r, const struct caller *c,
			  const struct register_definition *d,
			  const struct store_register_entry *row, struct access_by *by,
			  struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct access_object o = check_object(a, d, row);
	struct error why;
	enum fault fault;

	o.by = by;
	fault = access_may(r, c, ACCESS_OPEN_ANY, &o, &why);
	if (fault == FAULT_DENIED || fault == FAULT_MISSING)
		return check_refuse(err);
	if (fault != FAULT_NONE && err != NULL)
		*err = why;
	return fault;
}

enum fault check_may_all(struct registry *r, const struct caller *c,
			 const struct register_definition *d, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct access_object o = check_object(a, d, NULL);
	struct error why;

	o.office = "";
	if (access_may(r, c, ACCESS_OPEN_ANY, &o, &why) == FAULT_NONE)
		return FAULT_NONE;
	return fail(err, FAULT_DENIED,
		    N_("This register has names of persons: entries are looked up one by one, by "
		       "check, and nobody is given all of them."),
		    "a register of persons");
}

/* --- the look --- */

static bool tells_personal(const struct entry *e)
{
	for (size_t i = 0; i < e->cell_count; i++)
		if (!e->cells[i].withheld && e->cells[i].value[0] != '\0' &&
		    class_is_sealed(e->cells[i].column->question.class))
			return true;
	return false;
}

enum fault check_enter_look(struct registry *r, const struct caller *c, const struct access_by *by,
			    const struct store_register_entry *row, struct error *err)
{
	char operation[ID_LENGTH + 1];
	struct store_runs runs = {.count = 0};
	struct ledger_entry entry = {.act = LEDGER_LOOKED,
				     .object = row->id,
				     .subject = row->subject,
				     .revision = row->revision,
				     .actor = c->role == ROLE_STAFF ? c->account : "host",
				     .role = by->role[0] != '\0' ? by->role
								 : caller_role_code(c->role),
				     .office = by->office[0] != '\0' ? by->office : c->office,
				     .purpose = c->purpose,
				     .face = caller_face_code(c->face),
				     .reason = row->book,
				     .operation = operation};
	enum fault fault;

	id_new(operation);
	do {
		fault = store_begin(r->store, err);
		if (fault == FAULT_NONE)
			fault = ledger_add(r, &entry, err);
		if (fault == FAULT_NONE)
			fault = store_commit(r->store, err);
		store_rollback(r->store);
	} while (fault != FAULT_NONE && store_again(r->store, &runs));
	return fault;
}

enum fault check_file(struct registry *r, struct caller *c, const struct register_definition *d,
		      const char *number, struct arena *a, struct entry *ret, struct error *err)
{
	struct access_object o;
	struct access_by by = {.role = ""};
	struct store_register_entry row;
	unsigned sees = 0;
	bool found = false;
	enum fault fault = check_may_file(r, c, d, NULL, NULL, err);

	if (fault == FAULT_NONE)
		fault = entry_by_number(r, d->id, number, &row, &found, err);
	if (fault == FAULT_NONE && !found)
		return check_missing(c, d, err);
	if (fault == FAULT_NONE)
		fault = check_may_file(r, c, d, &row, &by, err);
	if (fault != FAULT_NONE)
		return fault;
	o = check_object(a, d, &row);
	fault = staff_sees(r, c, &o, &sees, err);
	if (fault == FAULT_NONE)
		fault = entry_view(r, a, d, &row, sees, true, true, ret, err);
	if (fault != FAULT_NONE || !tells_personal(ret) || caller_has_looked(c, row.id))
		return fault;
	fault = check_enter_look(r, c, &by, &row, err);
	if (fault == FAULT_NONE)
		caller_look(c, row.id);
	return fault;
}

/* --- of an application --- */

enum fault check_of_application(struct registry *r, const struct caller *c,
				const struct term_list *terms, const char *id, struct arena *a,
				struct entry *ret, bool *ret_found, struct error *err)
{
	const struct register_definition *d;
	struct store_register_entry row;
	bool found = false;
	enum fault fault = access_may(r, c, ACCESS_VISIT, NULL, err);

	*ret_found = false;
	if (fault == FAULT_NONE)
		fault = store_register_of(r->store, id, "", &row, &found, err);
	d = fault == FAULT_NONE && found ? register_find(terms, row.book) : NULL;
	if (d == NULL)
		return fault;
	*ret_found = true;
	return entry_view(r, a, d, &row, ENTRY_PUBLIC, false, false, ret, err);
}
