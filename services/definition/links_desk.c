/* links_desk.c - whether what staff fill in is named where it may be, and is there. */
#include "services/definition/links_inside.h"

#include "services/definition/service.h"

#include <string.h>

#define DEPTH_MOST 20 /* values that name each other; a circle is told elsewhere */

static void refuse(const struct look *l, const char *name)
{
	reader_fault(l->r, l->debt->at,
		     N_("\"{value}\" is what staff fill in: only values, and \"needs\" and "
			"\"when\" of acts, may name it."),
		     name);
}

void links_desk_use(const struct look *l, const char *name)
{
	if (!l->debt->inside)
		refuse(l, name);
}

/* Its own name stands before the point. */
bool links_desk_refuse(const struct look *l, const char *name)
{
	const char *point = strchr(name, '.');
	char known[KNOWN_MAX] = "";

	for (size_t i = 0; point != NULL && i < l->service->desk_count; i++) {
		const struct section *s = &l->service->desks[i]->section;

		if (strlen(s->id) != (size_t)(point - name) ||
		    strncmp(s->id, name, strlen(s->id)) != 0)
			continue;
		for (size_t k = 0; k < s->question_count; k++)
			if (s->questions[k].id != NULL)
				known_add(known, s->questions[k].id);
		reader_fault_known(l->r, l->debt->at,
				   N_("The form of staff has no question \"{value}\"; it has "
				      "{known}."),
				   name, known);
		return true;
	}
	return false;
}

/* --- by way of values --- */

struct trail {
	const struct service *service;
	int depth;
	const char *value; /* the one that it began with */
	bool found;
};

static void follow(void *ctx, struct rule_use *use)
{
	struct trail *t = ctx;
	const struct service_value *v = service_value(t->service, use->name);
	const struct section *home = NULL;

	if (v == NULL && t->depth > 0 && service_named(t->service, use->name, &home) != NULL)
		t->found = t->found || service_desk(t->service, home) != NULL;
	if (v == NULL || t->found || t->depth == DEPTH_MOST)
		return;
	t->depth++;
	if (t->depth == 1)
		t->value = v->id;
	rule_each(v->is, follow, t);
	t->depth--;
}

void links_desk_check(const struct look *l)
{
	struct trail t = {.service = l->service, .value = ""};

	if (l->debt->inside || l->service->desk_count == 0)
		return;
	rule_each(l->debt->rule, follow, &t);
	if (t.found)
		refuse(l, t.value);
}
