/* register.c - an official list as its definition has it: its parts by their ids, and the pieces of
 * its numbers. */
#include "services/definition/register.h"

#include "services/definition/kind.h"
#include "services/definition/type.h"

#include <stdlib.h>
#include <string.h>

const char *const register_subject_codes[] = {"person", "organisation", "thing", NULL};
const char *const register_bearing_codes[] = {"holds", "rests", "ended", NULL};
const char *const register_told_codes[] = {"head", "owner", NULL};

/* TRANSLATORS: statuses of an entry of an official register, such as an association's */
static const struct {
	const char *id, *name;
	enum register_bearing bears;
} own_statuses[] = {
	{"active", N_("Active"), REGISTER_HOLDS},
	{"suspended", N_("Suspended"), REGISTER_RESTS},
	{"lapsed", N_("No longer valid"), REGISTER_RESTS},
	{"dissolved", N_("Dissolved"), REGISTER_ENDED},
	{"closed", N_("Closed"), REGISTER_ENDED},
	{"struck_off", N_("Struck off"), REGISTER_ENDED},
};

const char *register_own_name(const char *id, enum register_bearing *ret_bears)
{
	for (size_t i = 0; i < sizeof(own_statuses) / sizeof(own_statuses[0]); i++)
		if (strcmp(own_statuses[i].id, id) == 0) {
			*ret_bears = own_statuses[i].bears;
			return own_statuses[i].name;
		}
	return NULL;
}

const char *register_own_status(size_t i)
{
	return i < sizeof(own_statuses) / sizeof(own_statuses[0]) ? own_statuses[i].id : NULL;
}

const struct register_definition *register_find(const struct term_list *terms, const char *id)
{
	return kind_find(terms, KIND_REGISTER, id);
}

const struct register_definition *register_at(const struct term_list *terms, size_t i)
{
	for (size_t k = 0; k < terms->other_count; k++)
		if (terms->others[k].kind == KIND_REGISTER && terms->others[k].what != NULL &&
		    i-- == 0)
			return terms->others[k].what;
	return NULL;
}

const struct register_column *register_column(const struct register_definition *d, const char *id)
{
	for (size_t i = 0; i < d->column_count; i++)
		if (strcmp(d->columns[i].question.id, id) == 0)
			return &d->columns[i];
	return NULL;
}

const struct register_status *register_status(const struct register_definition *d, const char *id)
{
	for (size_t i = 0; i < d->status_count; i++)
		if (strcmp(d->statuses[i].id, id) == 0)
			return &d->statuses[i];
	return NULL;
}

const struct register_act *register_act(const struct register_definition *d, const char *id)
{
	for (size_t i = 0; i < d->act_count; i++)
		if (strcmp(d->acts[i].id, id) == 0)
			return &d->acts[i];
	return NULL;
}

const struct register_later *register_later(const struct register_definition *d, const char *id)
{
	for (size_t i = 0; i < d->later_count; i++)
		if (strcmp(d->laters[i].id, id) == 0)
			return &d->laters[i];
	return NULL;
}

const struct register_status *register_bears(const struct register_definition *d,
					     enum register_bearing bears)
{
	for (size_t i = 0; i < d->status_count; i++)
		if (d->statuses[i].bears == bears)
			return &d->statuses[i];
	return NULL;
}

bool register_tells_persons(const struct register_definition *d)
{
	for (size_t i = 0; i < d->column_count; i++) {
		const struct register_column *c = &d->columns[i];

		if (c->question.class == CLASS_PUBLIC && c->find == REGISTER_FIND_NAME &&
		    (c->is_person || c->question.type == &type_name))
			return true;
	}
	return d->subject == REGISTER_PERSON;
}
