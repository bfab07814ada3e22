/* form_told.c - what is told of an answer beside its own faults: that a number says otherwise, and
 * what is worth a second look though it is taken. */
#include "services/form/form_inside.h"

#include "services/definition/number_layout.h"
#include "services/definition/term.h"
#include "services/definition/type.h"

#include <string.h>

/* --- what a number says --- */

static const char *number_of(const struct form *f, const struct group *g, int item, const char *id,
			     const struct question **ret)
{
	for (size_t i = 0; i < g->question_count; i++)
		if (strcmp(g->questions[i].id, id) == 0 && form_inside_asks(f, g, item, i)) {
			*ret = &g->questions[i];
			return form_inside_item(g, item)->values[i];
		}
	return NULL;
}

/* A day that is known by its month or year alone agrees with each day in it. */
static bool agrees(const struct question *q, const char *value, const char *day, const char *sex)
{
	if (q->type == &type_date)
		return day[0] == '\0' || strncmp(value, day, strlen(value)) == 0;
	return sex == NULL || strcmp(value, sex) == 0;
}

bool form_inside_differs(const struct form *f, const struct group *g, int item, size_t index,
			 struct error *err)
{
	const struct question *q = &g->questions[index], *number = NULL;
	const struct item *values = form_inside_item(g, item);
	const char *value = values == NULL ? NULL : values->values[index], *digits, *sex;
	const struct country *country;
	char day[NUMBER_LAYOUT_DAY];

	if (q->shown_by == NULL || value == NULL || !form_inside_asks(f, g, item, index))
		return false;
	digits = number_of(f, g, item, q->shown_by, &number);
	country = digits == NULL ? NULL : term_country(f->ground.terms, number->country);
	if (country == NULL || !number_layout_says(country->id_shows, digits, day, &sex) ||
	    agrees(q, value, day, sex))
		return false;
	fail(err, FAULT_INPUT,
	     q->type == &type_date
		     ? N_("The national number has another date of birth: correct one of the two.")
		     : N_("The national number is that of the other sex: correct one of the two."),
	     "%s: the number says otherwise", q->id);
	if (err != NULL)
		snprintf(err->field, sizeof(err->field), "%s", q->id);
	return true;
}

/* --- what is worth a second look --- */

/* A register or a paper has all names of a person alike; another's, as a parent's, may differ. */
static bool is_other_script(const struct form *f, const struct group *g, int item, size_t index)
{
	const struct question *q = &g->questions[index];
	const char *own = form_inside_item(g, item)->values[index];

	if (q->type != &type_name || type_name_script(q, own) == 0)
		return false;
	for (size_t i = 0; i < index; i++) {
		const struct question *other = &g->questions[i];
		const char *value = form_inside_item(g, item)->values[i];

		if (other->type == &type_name && other->page == q->page && value != NULL &&
		    type_name_is_same_person(q, other) && form_inside_asks(f, g, item, i) &&
		    type_name_script(other, value) != 0 &&
		    type_name_script(other, value) != type_name_script(q, own))
			return true;
	}
	return false;
}

bool form_remark(const struct form *f, const struct field_path *at, struct error *ret)
{
	size_t index = 0;
	const struct group *g = form_inside_path(f, at, &index);
	const struct item *item = g == NULL ? NULL : form_inside_item(g, at->item);
	const char *value = item == NULL ? NULL : item->values[index];
	const char *say;

	if (value == NULL || !form_inside_asks(f, g, at->item, index))
		return false;
	if (form_inside_warns(f, at, ret))
		return true;
	say = answer_remark(at->question, value);
	if (say == NULL && is_other_script(f, g, at->item, index))
		say = N_("This name is in other letters than the one before it. If it is the same "
			 "person, write both in the same letters.");
	if (say != NULL)
		fail(ret, FAULT_INPUT, say, "%s: a remark", at->question->id);
	return say != NULL;
}
