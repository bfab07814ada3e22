/* links_before.c - whether what a rule names is asked before its own question is answered, where it
 * has to be. */
#include "services/definition/links_inside.h"

#include "services/definition/service.h"

#include <string.h>

/* The question before the draft whose rule this is; NULL where it is another's. */
static const struct question *eligibility_of(const struct look *l)
{
	const struct form_definition *f = l->service->form;

	for (size_t i = 0; f != NULL && i < f->eligibility_count; i++)
		if (f->eligibility[i].when == l->debt->rule ||
		    f->eligibility[i].require == l->debt->rule)
			return &f->eligibility[i];
	return NULL;
}

/* Who may apply is told before the form, question by question: what is asked later has no answer
 * yet. */
static void check_asked_before(const struct look *l, const char *name)
{
	const struct question *own = eligibility_of(l), *q;
	const struct section *home = NULL;

	if (own == NULL)
		return;
	q = service_question(l->service, name, &home);
	if (home != NULL || q > own || service_section(l->service, name) != NULL ||
	    service_value(l->service, name) != NULL)
		reader_fault_new(l->r, l->debt->at,
				 N_("\"{value}\" is asked later: who may apply is decided by the "
				    "questions of \"eligibility\" up to this one."),
				 name);
}

/* What is told before a telephone number has its answer when that is typed. */
static bool is_told_before(const struct form_definition *f, const struct question *own,
			   const char *name)
{
	for (size_t i = 0; i < f->section_count; i++) {
		const struct section *section = &f->sections[i];

		for (size_t k = 0; k < section->question_count; k++) {
			if (&section->questions[k] == own)
				return false;
			if (strcmp(section->questions[k].id, name) == 0)
				return true;
		}
		if (strcmp(section->id, name) == 0)
			return true;
	}
	return true;
}

/* The question of the form whose "abroad" this rule is; NULL where it is none's. */
static const struct question *abroad_of(const struct look *l)
{
	const struct form_definition *f = l->service->form;

	for (size_t i = 0; f != NULL && i < f->section_count; i++)
		for (size_t k = 0; k < f->sections[i].question_count; k++)
			if (f->sections[i].questions[k].abroad == l->debt->rule)
				return &f->sections[i].questions[k];
	return NULL;
}

static void check_told_before(const struct look *l, const char *name)
{
	const struct question *own = abroad_of(l);
	const struct section *home = NULL;

	if (own == NULL || (service_question(l->service, name, &home) != NULL && home == NULL) ||
	    service_value(l->service, name) != NULL || is_told_before(l->service->form, own, name))
		return;
	reader_fault_new(l->r, l->debt->at,
			 N_("\"{value}\" is asked later: \"abroad\" is weighed when the number "
			    "is typed, so put the question that it names before it."),
			 name);
}

void links_before_check(const struct look *l, const char *name)
{
	check_asked_before(l, name);
	check_told_before(l, name);
}
