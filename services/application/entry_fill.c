/* entry_fill.c - what a form is answered with by the entry that it is about, as its number is
 * typed.
 */
#include "services/application/entry_fill.h"

#include "services/application/look.h"
#include "services/definition/service_entry.h"
#include "services/register/check_inside.h"
#include "services/register/entry_inside.h"
#include "services/register/entry_view.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_agent.h"

#include <string.h>

static void count_people(void *ctx, const struct store_agent *row)
{
	(void)row;
	*(bool *)ctx = true;
}

/* Its people, where it has any; else whoever has applied for it, and shows that by a key, an
 * account or the PIN. */
static enum fault is_theirs(struct registry *r, const struct caller *c, struct arena *a,
			    const struct register_definition *d,
			    const struct store_register_entry *row, bool *ret, struct error *err)
{
	struct access_object o = check_object(a, d, row);
	struct store_application application;
	bool found = false, people = false;
	struct error why;
	enum fault fault = store_agent_each(r->store, row->id, count_people, &people, err);

	o.id = "";
	*ret = fault == FAULT_NONE && people &&
	       access_may(r, c, ACCESS_ORG_SEE, &o, &why) == FAULT_NONE;
	if (fault == FAULT_NONE && !people)
		fault = store_application_get(r->store, row->application, &application, &found,
					      err);
	if (fault == FAULT_NONE && found)
		*ret = look_may(r, c, ACCESS_LOOK, NULL, &application, &why) == FAULT_NONE;
	return fault;
}

/* Of what is not theirs it is a look like any other (`row` NULL: there is none), paced as that. */
static enum fault classes_for(struct registry *r, struct caller *c, struct arena *a,
			      const struct register_definition *d,
			      const struct store_register_entry *row, unsigned *ret,
			      struct error *err)
{
	struct error why = {0};
	bool theirs = false;
	enum fault fault = c->role != ROLE_APPLICANT || row == NULL
				   ? FAULT_NONE
				   : is_theirs(r, c, a, d, row, &theirs, err);

	/* where it is too soon they answer it themselves */
	*ret = 0;
	if (fault == FAULT_NONE && !theirs && check_pace(r, c, d, &why) != FAULT_NONE)
		return FAULT_NONE;
	*ret = ENTRY_PUBLIC | (theirs ? 1U << CLASS_PERSONAL | 1U << CLASS_INTERNAL : 0);
	return fault;
}

static const char *value_of(const struct entry *e, const char *column)
{
	for (size_t i = 0; i < e->cell_count; i++)
		if (strcmp(e->cells[i].column->question.id, column) == 0 && !e->cells[i].withheld)
			return e->cells[i].value;
	return "";
}

enum fault entry_fill(struct registry *r, struct caller *c, const struct service *s,
		      const char *number, struct arena *a, struct entry_filled **ret,
		      size_t *ret_count, struct error *err)
{
	const struct service_about *about = s->about;
	const struct register_definition *d = NULL;
	struct store_register_entry row;
	bool found = false;
	unsigned sees = 0;
	struct entry e;
	enum fault fault = access_may(r, c, ACCESS_VISIT, NULL, err);

	*ret_count = 0;
	if (fault != FAULT_NONE || about == NULL || about->fill_count == 0 || number == NULL)
		return fault;
	*ret = arena_array(a, about->fill_count, sizeof(**ret));
	fault = entry_definition(r, a, s->terms, about->book, &d, err);
	if (fault == FAULT_NONE && d != NULL)
		fault = entry_by_number(r, d->id, number, &row, &found, err);
	if (fault == FAULT_NONE && d != NULL)
		fault = classes_for(r, c, a, d, found ? &row : NULL, &sees, err);
	if (fault == FAULT_NONE && found)
		fault = entry_view(r, a, d, &row, sees, false, false, &e, err);
	for (size_t i = 0; fault == FAULT_NONE && found && i < about->fill_count; i++) {
		struct entry_filled *to = &(*ret)[*ret_count];

		*to = (struct entry_filled){.value = value_of(&e, about->fills[i].column)};
		to->at.question = service_question(s, about->fills[i].question, &to->at.section);
		*ret_count += to->at.question != NULL && to->value[0] != '\0';
	}
	return fault;
}
