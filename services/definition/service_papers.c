/* service_papers.c - the papers that a service asks for, and the cases that change them. */
#include "services/definition/service_papers.h"

#include "services/definition/class.h"
#include "services/definition/length.h"
#include "services/definition/service.h"
#include "services/definition/type.h"

#include <string.h>

static void read_cases(struct reader *r, const struct node *root, struct service *s)
{
	static const char *const keys[] = {"id", "name", "when", NULL};
	size_t before_all = r->count;
	const struct node *list = reader_list(r, root, "cases", false, READER_LIST_MAX);

	if (list == NULL) {
		reader_doubt(r, before_all, NULL);
		return;
	}
	s->cases = arena_array(r->arena, list->count, sizeof(*s->cases));
	for (const struct node *n = list->first; n != NULL; n = n->next) {
		struct paper_case *c = &s->cases[s->case_count];
		size_t before = r->count;

		if (!reader_map(r, n, keys)) {
			reader_doubt(r, before, NULL);
			continue;
		}
		c->id = reader_id(r, n, "id");
		c->name = reader_text(r, n, "name", true, READER_NAME_MAX);
		c->when = reader_rule(r, n, "when", NULL);
		for (size_t i = 0; c->id != NULL && i < s->case_count; i++)
			if (strcmp(s->cases[i].id, c->id) == 0)
				reader_fault(r, n, N_("The id \"{value}\" appears twice here."),
					     c->id);
		reader_doubt(r, before, c->id);
		if (c->id != NULL)
			s->case_count++;
	}
}

static const struct paper_case *read_case(struct reader *r, const struct node *n,
					  const struct service *s)
{
	const char *id = reader_word(r, n, "case", false);
	char known[KNOWN_MAX] = "";

	if (id == NULL)
		return NULL;
	for (size_t i = 0; i < s->case_count; i++)
		if (strcmp(s->cases[i].id, id) == 0)
			return &s->cases[i];
	for (size_t i = 0; i < s->case_count; i++)
		known_add(known, s->cases[i].id);
	if (r->incomplete)
		return NULL;
	if (s->case_count == 0)
		reader_fault(r, reader_find(n, "case"),
			     N_("There is no case \"{value}\" in this file: it has no \"cases\"."),
			     id);
	else
		reader_fault_known(r, reader_find(n, "case"),
				   N_("There is no case \"{value}\" in this file: it has {known}."),
				   id, known);
	return NULL;
}

/* The key "file"; `otherwise` where it is left out or wrong. */
static enum paper_way read_way(struct reader *r, const struct node *map, enum paper_way otherwise)
{
	const struct node *n = reader_find(map, "file");
	int which = n == NULL ? -1 : reader_one_of(r, n, codes_paper_way);

	return which < 0 ? otherwise : (enum paper_way)which;
}

/* The key "types"; `otherwise` where it is left out. */
static unsigned read_types(struct reader *r, const struct node *map, const struct paper *p,
			   unsigned otherwise)
{
	const struct node *n = reader_find(map, "types");

	if (n != NULL && p->way == PAPER_BROUGHT)
		reader_fault(r, n,
			     N_("\"types\" is for what comes as a file: write \"file: accepted\" "
				"or \"file: required\" beside it."),
			     NULL);
	else if (n != NULL && n->kind == NODE_LIST && n->count == 0)
		reader_fault(r, n, N_("The list \"{key}\" must not be empty."), NULL);
	return n == NULL ? otherwise : reader_bits(r, map, "types", codes_paper_type);
}

/* How old it may be: a length from the day that stands on it, which a question asks for. */
static void read_age(struct reader *r, const struct node *map, struct paper *p)
{
	const struct node *dated = reader_find(map, "dated"), *valid = reader_find(map, "valid");

	p->dated = dated == NULL ? NULL : reader_id(r, map, "dated");
	if (valid != NULL && length_read(r, map, "valid", &p->valid) &&
	    p->valid.unit == UNIT_WORKING_DAY)
		reader_fault(
			r, valid,
			N_("A document is valid for days, weeks, months or years: working days "
			   "are for times that run."),
			NULL);
	if (valid != NULL && dated == NULL)
		reader_fault(
			r, valid,
			N_("\"valid\" needs \"dated\": the id of the question for the day that "
			   "stands on the document."),
			NULL);
	if (dated != NULL && valid == NULL)
		reader_fault(r, dated,
			     N_("\"dated\" needs \"valid\": how old the document may be, such as "
				"3m."),
			     NULL);
}

static void read_same(struct reader *r, const struct node *map, struct paper *p)
{
	const struct node *list = reader_list(r, map, "same_as", false, READER_LIST_MAX);

	if (list == NULL)
		return;
	p->same_as = arena_array(r->arena, list->count, sizeof(*p->same_as));
	for (const struct node *n = list->first; n != NULL; n = n->next) {
		if (n->kind == NODE_WORD && reader_is_id(n->value))
			p->same_as[p->same_count++] = arena_text(r->arena, n->value);
		else
			reader_fault(
				r, n,
				N_("\"same_as\" is a list of ids of papers of other services."),
				NULL);
	}
}

/* When it is needed, and the same in words: before there are answers people read nothing else. */
static void read_when(struct reader *r, const struct node *n, struct paper *p)
{
	const struct node *applies = reader_find(n, "applies");

	p->when = reader_rule(r, n, "when", NULL);
	p->applies = reader_text(r, n, "applies", false, READER_NAME_MAX);
	if (applies != NULL && p->when == NULL)
		reader_fault(r, applies,
			     N_("\"applies\" says a condition in words: write the condition "
				"beside it (\"when\")."),
			     NULL);
	else if (p->when != NULL && !text_is_set(&p->applies))
		reader_remark(r, reader_find(n, "when"),
			      N_("Nobody reads in which case this is needed: say it in words, "
				 "with \"applies\"."),
			      NULL);
}

/* `group` is the one_of that it stands in, or NULL. */
static void read_paper(struct reader *r, const struct node *n, const struct paper *group,
		       struct service *s)
{
	static const char *const keys[] = {"id",    "name",    "case",  "when", "applies",
					   "note",  "class",   "types", "file", "dated",
					   "valid", "same_as", NULL};
	struct paper *p = &s->papers[s->paper_count];

	if (!reader_map(r, n, keys))
		return;
	p->id = reader_id(r, n, "id");
	p->name = reader_text(r, n, "name", true, READER_TEXT_MAX);
	p->note = reader_text(r, n, "note", false, READER_TEXT_MAX);
	class_read(r, n, group == NULL ? CLASS_PERSONAL : group->class, &p->class);
	p->way = read_way(r, n, group == NULL ? PAPER_BROUGHT : group->way);
	p->types = read_types(r, n, p, group == NULL || p->way == PAPER_BROUGHT ? 0 : group->types);
	p->in = read_case(r, n, s);
	read_when(r, n, p);
	read_age(r, n, p);
	read_same(r, n, p);
	if (group != NULL) {
		p->in = p->in == NULL ? group->in : p->in;
		p->applies = p->when == NULL ? group->applies : p->applies;
		p->when = p->when == NULL ? group->when : p->when;
		p->choice = group->choice;
	}
	for (size_t i = 0; p->id != NULL && i < s->paper_count; i++)
		if (strcmp(s->papers[i].id, p->id) == 0)
			reader_fault(r, n, N_("The id \"{value}\" appears twice here."), p->id);
	if (p->id != NULL)
		s->paper_count++;
}

static void read_one_of(struct reader *r, const struct node *n, int choice, struct service *s)
{
	static const char *const keys[] = {"one_of", "case", "when",  "applies",
					   "class",  "file", "types", NULL};
	struct paper group = {.choice = choice};
	const struct node *list;

	if (!reader_map(r, n, keys))
		return;
	class_read(r, n, CLASS_PERSONAL, &group.class);
	group.way = read_way(r, n, PAPER_BROUGHT);
	group.types = read_types(r, n, &group, 0);
	group.in = read_case(r, n, s);
	read_when(r, n, &group);
	list = reader_list(r, n, "one_of", true, READER_LIST_MAX);
	if (list == NULL)
		return;
	if (list->count < 2)
		reader_fault(r, list, N_("A choice needs two choices at least."), NULL);
	for (const struct node *c = list->first; c != NULL; c = c->next)
		read_paper(r, c, &group, s);
}

static void read_papers(struct reader *r, const struct node *root, struct service *s)
{
	const struct node *list = reader_list(r, root, "papers", false, READER_LIST_MAX);
	size_t room = 0;
	int choice = 0;

	if (list == NULL)
		return;
	for (const struct node *n = list->first; n != NULL; n = n->next) {
		const struct node *one_of = reader_find(n, "one_of");

		room += one_of == NULL ? 1 : one_of->count;
	}
	s->papers = arena_array(r->arena, room, sizeof(*s->papers));
	for (const struct node *n = list->first; n != NULL; n = n->next) {
		if (reader_find(n, "one_of") != NULL)
			read_one_of(r, n, ++choice, s);
		else
			read_paper(r, n, NULL, s);
	}
}

static bool has_papers(const struct service *s, const struct paper_case *in)
{
	for (size_t i = 0; i < s->paper_count; i++)
		if (s->papers[i].in == in)
			return true;
	return false;
}

/* Each case stands in the list of the definition at its place, since nothing was wrong with it. */
static void remark_unused(struct reader *r, const struct node *root, const struct service *s)
{
	const struct node *n = s->case_count == 0 ? NULL : reader_find(root, "cases")->first;

	for (size_t i = 0; i < s->case_count; i++, n = n->next)
		if (!has_papers(s, &s->cases[i]))
			reader_remark(
				r, n,
				N_("No paper belongs to the case \"{value}\": it is not shown "
				   "to anybody."),
				s->cases[i].id);
}

void service_papers_read(struct reader *r, const struct node *root, struct service *s)
{
	size_t before = r->count;

	read_cases(r, root, s);
	read_papers(r, root, s);
	if (r->count == before)
		remark_unused(r, root, s);
}

/* --- what the form has to have for them --- */

static void check_day(struct reader *r, const struct node *n, const struct service *s,
		      struct paper *p)
{
	const struct node *at = reader_find(n, "dated");
	const struct section *home = NULL;
	const struct question *q = s->form == NULL ? NULL : service_question(s, p->dated, &home);

	if (q == NULL && !reader_is_doubted(r, p->dated, false))
		reader_fault(r, at, N_("There is no question \"{value}\" in the form."), p->dated);
	else if (q == NULL)
		return;
	else if (q->type != &type_date)
		reader_fault(r, at,
			     N_("\"{value}\" is no question for a day: \"dated\" names one of type "
				"date."),
			     p->dated);
	else if (home != NULL && home->repeats)
		reader_fault(r, at,
			     N_("\"{value}\" is asked several times: a document has one day."),
			     p->dated);
	else {
		p->day = q;
		p->day_in = home;
	}
}

static void check_paper(struct reader *r, const struct node *n, struct service *s)
{
	const struct node *id = n->kind == NODE_MAP ? reader_find(n, "id") : NULL;

	for (size_t i = 0; id != NULL && id->kind == NODE_WORD && i < s->paper_count; i++)
		if (s->papers[i].dated != NULL && strcmp(s->papers[i].id, id->value) == 0)
			check_day(r, n, s, &s->papers[i]);
}

void service_papers_check(struct reader *r, const struct node *root, struct service *s)
{
	const struct node *list = reader_find(root, "papers");

	/* What is wrong with the form is told there. */
	if (list == NULL || list->kind != NODE_LIST || r->incomplete ||
	    (s->form == NULL && reader_find(root, "form") != NULL))
		return;
	for (const struct node *n = list->first; n != NULL; n = n->next) {
		const struct node *one_of = n->kind == NODE_MAP ? reader_find(n, "one_of") : NULL;

		if (one_of == NULL)
			check_paper(r, n, s);
		else if (one_of->kind == NODE_LIST)
			for (const struct node *c = one_of->first; c != NULL; c = c->next)
				check_paper(r, c, s);
	}
}
