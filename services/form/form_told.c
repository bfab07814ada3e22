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
		     ? N_("The national number shows another date of birth: correct one of the "
			  "two.")
		     : N_("The national number shows the other sex: correct one of the two."),
	     "%s: the number says otherwise", q->id);
	if (err != NULL)
		snprintf(err->field, sizeof(err->field), "%s", q->id);
	return true;
}

bool form_inside_denies(const struct form *f, const struct group *g, int item, size_t index,
			struct error *err)
{
	for (size_t i = 0; i < g->question_count; i++)
		if (g->questions[i].shown_by != NULL &&
		    strcmp(g->questions[i].shown_by, g->questions[index].id) == 0 &&
		    form_inside_differs(f, g, item, i, err))
			return true;
	return false;
}

/* --- what is worth a second look --- */

/* In what letters the name of question I is, 0 where it is none, or does not stand with the name of
 * question `with`, or is another person's. */
static int letters_beside(const struct form *f, const struct group *g, int item, size_t i,
			  size_t with)
{
	const struct question *q = &g->questions[i];
	const char *value = form_inside_item(g, item)->values[i];

	if (q->type != &type_name || q->page != g->questions[with].page || value == NULL ||
	    !form_inside_asks(f, g, item, i) ||
	    (i != with && !type_name_is_same_person(&g->questions[with], q)))
		return 0;
	return type_name_script(q, value);
}

/*
 * A register or a paper has all names of a person alike; another's, as a parent's, may differ: told
 * is who differs from most of them, or from the first where there are as many of both.
 */
static bool is_other_script(const struct form *f, const struct group *g, int item, size_t index)
{
	int own = letters_beside(f, g, item, index, index);
	int first = 0, alike = 0, others = 0;

	if (own == 0)
		return false;
	for (size_t i = 0; i < g->question_count; i++) {
		int letters = letters_beside(f, g, item, i, index);

		if (first == 0)
			first = letters;
		if (letters == own)
			alike++;
		else if (letters != 0)
			others++;
	}
	return others > alike || (others == alike && first != own);
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
	if (form_inside_warns(f, at, ret) ||
	    (at->question->type == &type_name && form_inside_alike(f, at, true, ret)))
		return true;
	say = answer_remark(at->question, value);
	if (say == NULL && is_other_script(f, g, at->item, index))
		say = N_("This name is not in the same letters as the other names here. If they "
			 "belong to one person, write them in the same letters.");
	if (say != NULL)
		fail(ret, FAULT_INPUT, say, "%s: a remark", at->question->id);
	return say != NULL;
}
