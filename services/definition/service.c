/* service.c - finds the parts of one administrative service by their ids. */
#include "services/definition/service.h"

#include <string.h>

bool service_forwards(const struct stage *from, const struct stage *to)
{
	bool named = from->forward_count == 0;

	for (size_t i = 0; i < from->forward_count && !named; i++)
		named = from->forward[i] == to;
	return named && from != to && (from->may & STAGE_FORWARD) != 0;
}

bool service_takes(const struct service *s)
{
	return s->form != NULL && (s->end == NULL || !s->end->over);
}

const struct section *service_section(const struct service *s, const char *id)
{
	const struct form_definition *f = s->form;

	for (size_t i = 0; f != NULL && i < f->section_count; i++)
		if (f->sections[i].id != NULL && strcmp(f->sections[i].id, id) == 0)
			return &f->sections[i];
	return NULL;
}

const struct stage *service_stage(const struct service *s, const char *id)
{
	for (size_t i = 0; i < s->stage_count; i++)
		if (strcmp(s->stages[i].id, id) == 0)
			return &s->stages[i];
	return NULL;
}

static const struct question *find_question(const struct question *list, size_t count,
					    const char *id)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].id != NULL && strcmp(list[i].id, id) == 0)
			return &list[i];
	return NULL;
}

const struct question *service_question(const struct service *s, const char *id,
					const struct section **ret_section)
{
	const struct form_definition *f = s->form;
	const struct question *q;

	if (ret_section != NULL)
		*ret_section = NULL;
	if (f == NULL)
		return NULL;
	q = find_question(f->eligibility, f->eligibility_count, id);
	for (size_t i = 0; q == NULL && i < f->section_count; i++) {
		q = find_question(f->sections[i].questions, f->sections[i].question_count, id);
		if (q != NULL && ret_section != NULL)
			*ret_section = &f->sections[i];
	}
	return q;
}

bool text_is_set(const struct text *t)
{
	return t->in[LANG_AR] != NULL;
}

bool text_is_alike(const struct text *one, const struct text *other)
{
	for (int lang = 0; lang < LANG_COUNT; lang++)
		if (one->in[lang] != NULL && other->in[lang] != NULL &&
		    strcmp(one->in[lang], other->in[lang]) == 0)
			return true;
	return false;
}
