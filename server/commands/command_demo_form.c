/* command_demo_form.c - a form of the demonstration as its person fills it. */
#include "server/commands/command_demo.h"

/* Answers that a person might give, behind the demonstration's own; the first that the question
 * takes is given. */
static const char *const *candidates(const struct question *q, enum lang lang)
{
	return q->type->samples[lang] != NULL ? q->type->samples[lang] : q->type->samples[0];
}

static bool set_own(struct form *f, const struct field_path *at, const char *own, enum lang lang)
{
	return form_set(f, at, own, lang, NULL) == FAULT_NONE &&
	       (at->question->unlike == NULL || !form_clash(f, at, false, NULL));
}

/* Each person has another number: some of its digits are those of the place. */
static bool set_other(struct form *f, const struct field_path *at, const char *sample, int place,
		      enum lang lang)
{
	char number[64];
	size_t len = strlen(sample);

	snprintf(number, sizeof(number), "%s", sample);
	if (at->question->unlike != NULL && len >= 6 && len < sizeof(number) &&
	    strspn(number, "0123456789") == len) {
		number[len - 4] = (char)('0' + place / 10 % 10);
		number[len - 3] = (char)('0' + place % 10);
	}
	return set_own(f, at, number, lang) && form_refused(f) == NULL;
}

/* An election of three weeks ago, so that whoever looks at the demonstration finds a recent one. */
static const char *election_day(struct demonstration *d)
{
	struct date day = date_from_number(date_number(date_of(d->now)) - 21);

	return arena_format(d->command->arena, "%04d-%02d-%02d", day.year, day.month, day.day);
}

static bool answer(struct demonstration *d, struct form *f, const struct demo_person *p,
		   const struct field_path *at, int place, enum lang lang)
{
	const char *own =
		p == NULL ? NULL : command_demo_answer_of(d->command->arena, p, at->question);

	if (own == NULL)
		own = command_demo_answer(form_service(f)->id, at->question->id);
	if (own == NULL && strcmp(at->question->id, "elected_on") == 0)
		own = election_day(d);
	if (own != NULL && set_own(f, at, own, lang))
		return true;
	for (const char *const *c = candidates(at->question, lang); *c != NULL; c++)
		if (set_other(f, at, *c, place, lang))
			return true;
	return form_get(f, at) != NULL || !at->question->required;
}

bool command_demo_fill(struct demonstration *d, struct form *f, const struct demo_person *p,
		       enum lang lang, int most)
{
	const struct service *s = form_service(f);
	struct form_fault *faults;
	struct field_path at = {0};
	int count = 0; /* and the place of a question */

	for (size_t i = 0; i < s->form->section_count; i++) {
		const struct section *section = &s->form->sections[i];

		while (section->repeats &&
		       form_items(f, section) < (section->min > 1 ? section->min : 1))
			if (form_add_item(f, section, NULL) != FAULT_NONE)
				return false;
	}
	while (form_next(f, &at) && count++ < most)
		if (!answer(d, f, p, &at, count, lang))
			return false;
	return count > most || form_faults(f, d->command->arena, &faults) == 0;
}
