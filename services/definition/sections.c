/* sections.c - the form part of a definition file: sections, questions, checks. */
#include "services/definition/sections.h"

#include "services/definition/block_use.h"
#include "services/definition/class.h"
#include "services/definition/question.h"
#include "services/definition/service.h"
#include "services/definition/type.h"
#include "services/registry/limits.h"

#include <string.h>

#define CHECKS_MAX 100
#define PAGE_QUESTIONS 5 /* on a page where the definition does not say */

struct work {
	struct reader *r;
	struct form_definition *form;
	const char *country;
	size_t questions;
	bool shared; /* they are a block's, which has no country */
};

static bool in_questions(const struct question *list, size_t count, const char *id)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].id != NULL && strcmp(list[i].id, id) == 0)
			return true;
	return false;
}

static bool is_taken(const struct form_definition *form, const char *id)
{
	if (in_questions(form->eligibility, form->eligibility_count, id))
		return true;
	for (const struct whole *w = form->wholes; w != NULL; w = w->next)
		if (strcmp(w->id, id) == 0)
			return true;
	for (size_t i = 0; i < form->section_count; i++) {
		const struct section *s = &form->sections[i];

		if ((s->id != NULL && strcmp(s->id, id) == 0) ||
		    in_questions(s->questions, s->question_count, id))
			return true;
	}
	return false;
}

bool sections_reserves(const char *id)
{
	static const char *const words[] = {"eligibility", "declaration", "service", "version",
					    "request",     "language",    "and",     "or",
					    "not",         "in",          "has",     NULL};

	for (int i = 0; words[i] != NULL; i++)
		if (strcmp(words[i], id) == 0)
			return true;
	return false;
}

static void check_id(struct work *w, const struct node *n, const char *id)
{
	if (id == NULL)
		return;
	if (sections_reserves(id))
		reader_fault(w->r, n, N_("\"{value}\" is reserved: choose another id."), id);
	else if (is_taken(w->form, id))
		reader_fault(w->r, n,
			     n->within == NULL
				     ? N_("The id \"{value}\" is used twice in this form.")
				     : N_("The id \"{value}\" is used twice in this form: \"as\" "
					  "beside \"use\" puts a word before the ids of a block."),
			     id);
}

/* Pages count from 1 without a gap, in the order of the questions; a question that names none
 * stands with the one before it, and where none does, five stand on each. */
static void number_pages(struct reader *r, const struct node *list, struct question *questions,
			 size_t count)
{
	const struct node *n = list->first;
	int written = 0, page = 0;
	bool any = false;

	for (size_t i = 0; i < count; i++)
		any = any || questions[i].page > 0;
	for (size_t i = 0; i < count; i++, n = n->next) {
		if (!any) {
			questions[i].page = (int)(i / PAGE_QUESTIONS) + 1;
			continue;
		}
		if (questions[i].page > 0 && questions[i].page < written)
			reader_fault(r, n,
				     N_("The pages of a section must be in order: this one comes "
					"before the previous page."),
				     NULL);
		if (page == 0 || questions[i].page > written)
			page++;
		if (questions[i].page > 0)
			written = questions[i].page;
		questions[i].page = page;
	}
}

/* Of two that have conditions perhaps only one is ever asked. */
static void remark_label(struct reader *r, const struct node *n, const struct question *others,
			 size_t count, const struct question *q)
{
	for (size_t i = 0; i < count; i++)
		if (others[i].id != NULL && (others[i].when == NULL || q->when == NULL) &&
		    text_is_alike(&others[i].label, &q->label))
			reader_remark(
				r, n,
				N_("Its label is also that of \"{value}\": people cannot tell "
				   "the two apart."),
				others[i].id);
}

static bool has_choice(const struct question *q, const char *code)
{
	return term_find(q->choices, q->choice_count, code) != NULL;
}

/* What a number says of whose it is has to be an answer here. */
static void check_showing(const struct work *w, const struct node *at,
			  const struct question *number, const struct question *q)
{
	const struct country *c = w->shared ? NULL : term_country(w->r->terms, number->country);

	if (q->id == NULL) /* which has been told */
		return;
	if (q->type == &type_choice && q->choice_count > 0 &&
	    (!has_choice(q, "male") || !has_choice(q, "female")))
		reader_fault_new(w->r, at,
				 N_("Numbers say whether they are a man's or a woman's: the "
				    "choices of \"{value}\" need the codes male and female."),
				 q->id);
	else if (c != NULL && (c->id_shows == NULL ||
			       (q->type == &type_choice && strchr(c->id_shows, 's') == NULL)))
		reader_remark(w->r, at,
			      N_("The list of countries (terms.yaml) does not say that a number of "
				 "{value} shows this (\"id_shows\"): nothing is compared."),
			      number->country);
}

/* The number comes first, in the same section: with it stands whose it is. */
static void check_shown(const struct work *w, const struct node *n, const struct question *before,
			size_t count, const struct question *q)
{
	const struct node *at = reader_find(n, "shown_by");

	for (size_t i = 0; i < count && q->shown_by != NULL; i++)
		if (before[i].id != NULL && strcmp(before[i].id, q->shown_by) == 0 &&
		    before[i].type == &type_national_id) {
			check_showing(w, at, &before[i], q);
			return;
		}
	if (q->shown_by != NULL)
		reader_fault(w->r, at,
			     N_("\"{value}\" is no question of type national_id before this one in "
				"its section."),
			     q->shown_by);
}

/* The answer of which the question is a part; what is known of an applicant's names is not told in
 * parts. */
static void add_part(struct work *w, const struct node *n, const struct section *section,
		     struct question *q)
{
	struct whole **end = &w->form->wholes, *whole;

	if (n->part_of == NULL)
		return;
	if (q->of != QUESTION_APPLICANT)
		q->of = QUESTION_PART;
	while (*end != NULL && (strcmp((*end)->id, n->part_of) != 0 || (*end)->at != n->line))
		end = &(*end)->next;
	if (*end == NULL) {
		check_id(w, n, n->part_of);
		whole = arena_take(w->r->arena, sizeof(*whole));
		*whole = (struct whole){.id = arena_text(w->r->arena, n->part_of),
					.at = n->line,
					.section = section,
					.parts = q};
		*end = whole;
	}
	(*end)->count++;
}

/* `*count` grows as they are read, so that an id used twice is seen. */
static void read_questions(struct work *w, const struct node *list, const struct section *section,
			   struct question **ret, size_t *count)
{
	list = block_expand(w->r, list);
	*ret = arena_array(w->r->arena, list->count, sizeof(**ret));
	for (const struct node *n = list->first; n != NULL; n = n->next) {
		struct question q = question_read(w->r, n, section, w->country);

		check_id(w, n, q.id);
		remark_label(w->r, n, *ret, *count, &q);
		check_shown(w, n, *ret, *count, &q);
		(*ret)[(*count)++] = q;
		add_part(w, n, section, &(*ret)[*count - 1]);
		if (q.preset != NULL) {
			struct debt *d = reader_owe(w->r, reader_find(n, "default"), section);

			d->kind = DEBT_PRESET;
			d->question = &(*ret)[*count - 1];
		}
		if (q.unlike != NULL) {
			struct debt *d = reader_owe(w->r, reader_find(n, "unlike"), section);

			d->kind = DEBT_UNLIKE;
			d->question = &(*ret)[*count - 1];
		}
		if (++w->questions == SECTIONS_FORM_QUESTIONS_MAX + 1)
			reader_fault(
				w->r, n, N_("A form can have no more than {value} questions."),
				arena_format(w->r->scratch, "%d", SECTIONS_FORM_QUESTIONS_MAX));
	}
	number_pages(w->r, list, *ret, *count);
}

static void read_repeat(struct reader *r, const struct node *section, struct section *s)
{
	static const char *const keys[] = {"min", "max", "item", NULL};
	static const long limits[2] = {0, LIMIT_ITEMS};
	static const long most[2] = {1, LIMIT_ITEMS};
	const struct node *n = reader_find(section, "repeat");

	if (n == NULL || !reader_map(r, n, keys))
		return;
	s->repeats = true;
	reader_number(r, n, "min", true, limits, &s->min);
	reader_number(r, n, "max", true, most, &s->max);
	s->item = reader_text(r, n, "item", true, READER_NAME_MAX);
	if (s->max > 0 && s->min > s->max)
		reader_fault(r, n, N_("\"max\" is less than \"min\"."), NULL);
}

static void read_section(struct work *w, const struct node *n, struct section *s)
{
	static const char *const keys[] = {"id",     "title",     "when", "class",
					   "repeat", "questions", NULL};
	const struct node *list;
	size_t before = w->r->count;

	if (!reader_map(w->r, n, keys)) {
		reader_doubt(w->r, before, NULL);
		return;
	}
	s->id = reader_id(w->r, n, "id");
	check_id(w, n, s->id);
	w->form->section_count++;
	s->title = reader_text(w->r, n, "title", true, READER_NAME_MAX);
	s->when = reader_rule(w->r, n, "when", NULL);
	class_read(w->r, n, CLASS_PERSONAL, &s->class);
	read_repeat(w->r, n, s);
	reader_doubt(w->r, before, s->id);
	list = reader_list(w->r, n, "questions", true, SECTIONS_QUESTIONS_MAX);
	if (list != NULL)
		read_questions(w, list, s, &s->questions, &s->question_count);
	else
		reader_doubt(w->r, before, NULL);
}

/* A whole answer's message stands by its first part. */
static const char *part_at(const struct form_definition *form, const char *id)
{
	for (const struct whole *w = form->wholes; w != NULL && id != NULL; w = w->next)
		if (strcmp(w->id, id) == 0)
			return w->parts->id;
	return id;
}

static const struct section *section_of(const struct form_definition *form, const char *question)
{
	for (size_t i = 0; i < form->section_count; i++)
		if (in_questions(form->sections[i].questions, form->sections[i].question_count,
				 question))
			return &form->sections[i];
	return NULL;
}

static void read_checks(struct work *w, const struct node *form)
{
	static const char *const keys[] = {"require", "at", "says", "warns", NULL};
	const struct node *list = reader_list(w->r, form, "checks", false, CHECKS_MAX);

	if (list == NULL)
		return;
	w->form->checks = arena_array(w->r->arena, list->count, sizeof(*w->form->checks));
	for (const struct node *n = list->first; n != NULL; n = n->next) {
		struct check *c = &w->form->checks[w->form->check_count];
		struct debt *d;

		if (!reader_map(w->r, n, keys))
			continue;
		c->at = part_at(w->form, reader_id(w->r, n, "at"));
		c->says = reader_text(w->r, n, "says", true, READER_TEXT_MAX);
		c->warns = reader_truth(w->r, n, "warns", false);
		reader_word(w->r, n, "require", true);
		if (c->at == NULL)
			continue;
		w->r->check = true;
		c->require = reader_rule(w->r, n, "require", section_of(w->form, c->at));
		w->r->check = false;
		d = reader_owe(w->r, reader_find(n, "at"), NULL);
		d->kind = DEBT_AT;
		d->name = c->at;
		w->form->check_count++;
	}
}

const struct form_definition *sections_read_shared(struct reader *r, const struct node *list,
						   const char *country)
{
	struct form_definition *f = arena_take(r->arena, sizeof(*f));
	struct work w = {.r = r, .form = f, .country = country, .shared = true};

	r->country = country;
	f->sections = arena_take(r->arena, sizeof(*f->sections));
	f->section_count = 1;
	f->sections->id = "declaration"; /* no question can be called so */
	read_questions(&w, list, f->sections, &f->sections->questions,
		       &f->sections->question_count);
	return f;
}

bool sections_read_inside(struct reader *r, const struct node *form, const char *country,
			  struct section *ret)
{
	struct form_definition nothing = {.section_count = 0};
	struct work w = {.r = r, .form = &nothing, .country = country};
	const struct node *list = reader_list(r, form, "questions", true, SECTIONS_QUESTIONS_MAX);

	if (list == NULL)
		return false;
	/* An id that stands twice is found among those read so far. */
	nothing.sections = ret;
	nothing.section_count = 1;
	read_questions(&w, list, ret, &ret->questions, &ret->question_count);
	return ret->question_count > 0;
}

const struct form_definition *sections_read(struct reader *r, const struct node *form,
					    const char *country)
{
	static const char *const keys[] = {"drafted", "eligibility", "sections", "checks", NULL};
	struct form_definition *f = arena_take(r->arena, sizeof(*f));
	struct work w = {.r = r, .form = f, .country = country};
	const struct node *list;

	if (!reader_map(r, form, keys)) {
		r->incomplete = true;
		return NULL;
	}
	r->country = country;
	f->drafted = reader_truth(r, form, "drafted", false);
	list = reader_list(r, form, "eligibility", false, SECTIONS_QUESTIONS_MAX);
	if (list != NULL)
		read_questions(&w, list, NULL, &f->eligibility, &f->eligibility_count);
	list = reader_list(r, form, "sections", true, SECTIONS_MAX);
	if (list == NULL) {
		r->incomplete = true;
		return NULL;
	}
	f->sections = arena_array(r->arena, list->count, sizeof(*f->sections));
	for (const struct node *n = list->first; n != NULL; n = n->next)
		read_section(&w, n, &f->sections[f->section_count]);
	read_checks(&w, form);
	return f;
}
