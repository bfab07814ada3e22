/* links_desk.c - whether what staff fill in is named where it may be, and is there. */
#include "services/definition/links_inside.h"

#include "services/definition/service.h"
#include "services/definition/service_entry.h"
#include "services/definition/type.h"

#include <string.h>

#define DEPTH_MOST 20 /* values that name each other; a circle is told elsewhere */

void links_desk_use(const struct look *l, const char *name)
{
	if (!l->debt->inside)
		reader_fault(l->r, l->debt->at,
			     N_("\"{value}\" is what staff fill in after it was sent: "
				"\"values\" may name it, \"needs\" and \"when\" of acts, and fees "
				"that an act raises (\"raised: ACT\")."),
			     name);
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

/* --- what is known of the entry --- */

/* Whoever fills the form in knows no more of it than anybody. */
void links_entry_use(const struct look *l, const char *name, const struct question *q)
{
	if (!l->debt->inside && !l->debt->check)
		reader_fault(
			l->r, l->debt->at,
			N_("\"{value}\" is of the entry, which is looked at when the "
			   "application is sent: \"checks\" may name it, \"values\", \"needs\" "
			   "and \"when\" of acts, and fees that an act raises (\"raised: ACT\")."),
			name);
	else if (!l->debt->inside && q->class != CLASS_PUBLIC)
		reader_fault(l->r, l->debt->at,
			     N_("\"{value}\" is internal: what is checked of an entry when an "
				"application is sent is what anybody may look up."),
			     name);
}

bool links_entry_refuse(const struct look *l, const char *name)
{
	const struct section *known = service_entry_known(l->service);
	size_t len = strlen(SERVICE_ENTRY);
	char list[KNOWN_MAX] = "";

	if (l->service->about == NULL || strncmp(name, SERVICE_ENTRY, len) != 0 || name[len] != '.')
		return false;
	/* A column that a newer register has no more is known of no entry. */
	if (l->r->stored || known == NULL)
		return true;
	for (size_t i = 0; i < known->question_count; i++)
		known_add(list, known->questions[i].id);
	reader_fault_known(l->r, l->debt->at,
			   N_("Of the entry \"{value}\" is not known; conditions may name, behind "
			      "\"entry.\": {known}."),
			   name, list);
	return true;
}

/* A column of words has those that were chosen, in whatever language, and not their code. */
void links_entry_code(const struct look *l, const struct question *q)
{
	const struct section *known = service_entry_known(l->service);
	size_t columns = known == NULL ? 0 : known->question_count;

	for (size_t i = SERVICE_ENTRY_FACTS; i < columns; i++)
		if (q == &known->questions[i] && (q->type == &type_text || q->type == &type_name))
			reader_remark(l->r, l->debt->at,
				      N_("\"{value}\" is of type text in the register: where it "
					 "was chosen, "
					 "it has the words of the choice in the language of the "
					 "application, "
					 "and is never a code. Let the column be of type choice, "
					 "with the "
					 "codes that are compared."),
				      q->id);
}

/* --- by way of values --- */

struct trail {
	const struct service *service;
	int depth;
	const char *value; /* the one that it began with */
	bool desk, entry;  /* what was found: of what staff fill in, of an entry */
};

static bool found(const struct trail *t)
{
	return t->desk || t->entry;
}

static void follow(void *ctx, struct rule_use *use)
{
	struct trail *t = ctx;
	const struct service_value *v = service_value(t->service, use->name);
	const struct section *home = NULL;

	if (v == NULL && t->depth > 0 && !found(t) &&
	    service_named(t->service, use->name, &home) != NULL) {
		t->entry = home != NULL && home == service_entry_known(t->service);
		t->desk = !t->entry && service_desk(t->service, home) != NULL;
	}
	if (v == NULL || found(t) || t->depth == DEPTH_MOST)
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

	if (l->debt->inside ||
	    (l->service->desk_count == 0 && service_entry_known(l->service) == NULL))
		return;
	rule_each(l->debt->rule, follow, &t);
	if (t.desk)
		reader_fault(
			l->r, l->debt->at,
			N_("\"{value}\" is made of what staff fill in after it was "
			   "sent: other values may name it, \"needs\" and \"when\" of acts, and "
			   "fees that an act raises (\"raised: ACT\")."),
			t.value);
	if (t.entry)
		reader_fault(
			l->r, l->debt->at,
			N_("\"{value}\" is made of what the entry has, which is looked at when "
			   "the application is sent: other values may name it, \"needs\" and "
			   "\"when\" of acts, and fees that an act raises (\"raised: ACT\"); "
			   "\"checks\" name the entry itself, as in entry.status."),
			t.value);
}
