/* links.c - whether everything that a form's conditions, defaults and checks name is there, and
 * turns in no circle. */
#include "services/definition/links.h"

#include "services/definition/answer.h"
#include "services/definition/links_circle.h"
#include "services/definition/links_inside.h"
#include "services/definition/service.h"
#include "services/definition/service_entry.h"
#include "services/definition/type.h"

#include <errno.h>
#include <string.h>

static void add_mistyped(char to[KNOWN_MAX], const struct question *list, size_t count,
			 const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].id != NULL && known_is_mistyped(list[i].id, name))
			known_add(to, list[i].id);
}

static bool is_there(const struct look *l, const char *name)
{
	return service_named(l->service, name, NULL) != NULL ||
	       service_value(l->service, name) != NULL;
}

/* "income-rent": + and - belong to a word unless blanks stand around them. */
static bool refuse_joined(const struct look *l, const char *name)
{
	for (const char *at = name + 1; *name != '\0' && *at != '\0'; at++) {
		const char *one = arena_slice(l->r->scratch, name, (size_t)(at - name));

		if ((*at != '-' && *at != '+') || at[1] == '\0' ||
		    (!is_there(l, one) && !is_there(l, at + 1)))
			continue;
		reader_fault_known(
			l->r, l->debt->at,
			N_("\"{value}\" is one word: spaces stand on both sides of + and "
			   "-, as in {known}."),
			name, arena_format(l->r->scratch, "%s %c %s", one, *at, at + 1));
		return true;
	}
	return false;
}

/* With what is there and was perhaps meant. */
static void refuse_question(const struct look *l, const char *name)
{
	const struct form_definition *f = l->service->form;
	const struct whole *w = service_whole(l->service, name);
	char known[KNOWN_MAX] = "";

	if (reader_is_doubted(l->r, name, false) || (l->r->unacted && strchr(name, '.') != NULL) ||
	    links_desk_refuse(l, name) || links_entry_refuse(l, name))
		return;
	for (size_t i = 0; w != NULL && i < w->count; i++)
		known_add(known, w->parts[i].id);
	if (w != NULL) {
		reader_fault_known(l->r, l->debt->at,
				   N_("\"{value}\" has several answers: {known}. Name one of them; "
				      "of a repeated section \"distinct\" compares them all."),
				   name, known);
		return;
	}
	if (f != NULL)
		add_mistyped(known, f->eligibility, f->eligibility_count, name);
	for (size_t i = 0; f != NULL && i < f->section_count; i++)
		add_mistyped(known, f->sections[i].questions, f->sections[i].question_count, name);
	if (known[0] == '\0' && l->debt->kind == DEBT_RULE && refuse_joined(l, name))
		return;
	if (known[0] == '\0')
		reader_fault(l->r, l->debt->at, N_("There is no question \"{value}\" in the form."),
			     name);
	else
		reader_fault_known(l->r, l->debt->at,
				   N_("There is no question \"{value}\" in the form; is {known} "
				      "meant?"),
				   name, known);
}

const struct question *links_question(const struct look *l, const char *name, const char *group)
{
	const struct section *home;
	const struct question *q = service_named(l->service, name, &home);
	bool in_group = home != NULL && group != NULL && strcmp(home->id, group) == 0;

	if (q != NULL && reader_is_doubted(l->r, name, true))
		return NULL;
	if (q == NULL)
		refuse_question(l, name);
	else if (service_desk(l->service, home) != NULL)
		links_desk_use(l, name);
	else if (home != NULL && home == service_entry_known(l->service))
		links_entry_use(l, name, q);
	else if (home != NULL && home->repeats && home != l->debt->scope && !in_group)
		reader_fault(l->r, l->debt->at,
			     N_("\"{value}\" is in a repeated section: from outside, only "
				"count(section) can be used."),
			     name);
	return q;
}

static bool is_integer(const char *s)
{
	char *end;

	errno = 0;
	(void)strtoll(s, &end, 10);
	return errno == 0 && *s != '\0' && *end == '\0';
}

static bool is_order(enum rule_relation relation)
{
	return relation == RULE_LESS || relation == RULE_AT_MOST || relation == RULE_MORE ||
	       relation == RULE_AT_LEAST;
}

static void check_relation(const struct look *l, const struct question *q,
			   const struct rule_use *use)
{
	bool several = (q->type->traits & TYPE_SEVERAL) != 0;
	bool ordered = (q->type->traits & TYPE_ORDERED) != 0;

	if (several != (use->relation == RULE_HAS))
		reader_fault(l->r, l->debt->at,
			     several ? N_("\"{value}\" takes several choices: compare it with "
					  "\"has\".")
				     : N_("\"has\" is only for questions with several choices, not "
					  "for \"{value}\"."),
			     q->id);
	else if (is_order(use->relation) && !ordered)
		reader_fault(l->r, l->debt->at,
			     N_("\"{value}\" is not a number, amount or date, so it cannot be less "
				"or more."),
			     q->id);
}

static void check_count(const struct look *l, const struct rule_use *use)
{
	const struct section *s = service_section(l->service, use->name);

	if (reader_is_doubted(l->r, use->name, s != NULL))
		return;
	if (s == NULL || !s->repeats)
		reader_fault(l->r, l->debt->at,
			     N_("There is no repeated section \"{value}\" that could be counted."),
			     use->name);
}

static void check_whole(const struct look *l, const struct rule_use *use)
{
	if (use->relation == RULE_HAS || (!use->literal_is_question && !is_integer(use->literal)))
		reader_fault(l->r, l->debt->at, N_("\"{value}\" is not a whole number."),
			     use->literal);
}

static int compare_words(const char *one, const char *two)
{
	return strcmp(one, two) == 0 ? 0 : 2;
}

/* What cannot be less or more is the same or not, even where it looks like a number: 007 is no 7.
 * NULL: as whole numbers and days. */
static int (*comparison_of(const struct question *q))(const char *, const char *)
{
	if (q->type->compare != NULL || (q->type->traits & TYPE_ORDERED) != 0)
		return q->type->compare;
	return compare_words;
}

static bool is_numeric(const struct question *q)
{
	return q == NULL || (q->type->traits & TYPE_NUMERIC) != 0;
}

static bool share_a_code(const struct question *q, const struct question *other)
{
	for (size_t i = 0; i < q->choice_count; i++)
		if (term_find(other->choices, other->choice_count, q->choices[i].code) != NULL)
			return true;
	return false;
}

static bool is_same(const char *one, const char *two)
{
	return one == two || (one != NULL && two != NULL && strcmp(one, two) == 0);
}

/* Whether two answers may be compared; NULL: a whole number. A number goes with every other, the
 * rest with its own kind, where the two can be equal at all. */
static bool are_comparable(const struct question *q, const struct question *other)
{
	if (is_numeric(q) && is_numeric(other))
		return true;
	if (q == NULL || (other->type->traits & TYPE_SEVERAL) != 0)
		return false;
	if (q->choice_count > 0 && other->choice_count > 0)
		return share_a_code(q, other);
	return q->type == other->type && is_same(q->currency, other->currency) &&
	       q->level == other->level && (q->level == 0 || is_same(q->country, other->country));
}

/* A comparison with the answer to another question. */
static void check_other(const struct look *l, const struct question *q, struct rule_use *use)
{
	const struct question *other = links_question(l, use->literal, use->group);

	if (other == NULL)
		return;
	use->compare =
		q != NULL && q->type->compare != NULL ? q->type->compare : comparison_of(other);
	if (!are_comparable(q, other))
		reader_fault_new(l->r, l->debt->at,
				 N_("\"{value}\" is of another kind than what it is compared with: "
				    "numbers go "
				    "with numbers, amounts with amounts in the same currency, "
				    "dates with dates, "
				    "choices with choices that have a code in common."),
				 use->literal);
}

bool links_code(const struct look *l, const struct question *q, const char **code)
{
	const struct type_option *options = NULL;
	char known[KNOWN_MAX] = "";
	size_t count;

	links_entry_code(l, q);
	/* What the lists of the folder have lost since an import is an answer that nobody gives. */
	if (q->type->literal == NULL || q->type->literal(l->r->terms, l->r->arena, q, code))
		return true;
	l->r->lenient = l->r->lenient || l->r->stored;
	if (l->r->stored)
		return true;
	count = q->type->options == NULL
			? 0
			: q->type->options(l->r->terms, l->r->scratch, q, &options);
	for (size_t i = 0; i < count; i++)
		known_add(known, options[i].code);
	if (count > 0)
		reader_fault_known(l->r, l->debt->at,
				   N_("\"{value}\" can never be the answer it is compared with, "
				      "which is one of {known}."),
				   *code, known);
	else
		reader_fault(l->r, l->debt->at,
			     N_("\"{value}\" can never be the answer it is compared with."), *code);
	return false;
}

static void check_literal(const struct look *l, const struct question *q, struct rule_use *use)
{
	use->compare = comparison_of(q);
	(void)links_code(l, q, &use->literal);
}

static void check_age(const struct look *l, const struct question *q)
{
	if (q != NULL && (q->type->traits & TYPE_DAY) == 0)
		reader_fault(l->r, l->debt->at, N_("\"{value}\" is not a date, so it has no age."),
			     q->id);
}

/* The age from which people of the service's country act for themselves, where it is named. */
static void settle_majority(const struct look *l, struct rule_use *use)
{
	const char *code = l->service->country == NULL ? "" : l->service->country;
	const struct country *c = term_country(l->r->terms, code);

	if (use->literal_is_question || use->literal == NULL ||
	    strcmp(use->literal, "majority") != 0)
		return;
	if (c == NULL || c->majority == NULL)
		reader_fault_new(l->r, l->debt->at,
				 N_("The list of countries (terms.yaml) does not say from which "
				    "age people are of age there, as in \"majority: 18\": "
				    "{value}."),
				 code);
	/* What is stored goes on by the age of most countries. */
	use->literal =
		arena_text(l->r->arena, c == NULL || c->majority == NULL ? "18" : c->majority);
}

static void check_use(void *ctx, struct rule_use *use)
{
	const struct look *l = ctx;
	const struct question *q = NULL;
	bool answer = use->subject == RULE_ANSWER;

	links_before_check(l, use->name);
	if (use->literal_is_question)
		links_before_check(l, use->literal);
	/* Of expressions all else is told by their kinds. */
	if (use->subject == RULE_PART || use->subject == RULE_GROUP)
		return;
	if (use->subject == RULE_COUNT)
		check_count(l, use);
	else
		q = links_question(l, use->name, use->group);
	if (use->literal_is_question)
		check_other(l, answer ? q : NULL, use);
	if (use->subject == RULE_AGE)
		settle_majority(l, use);
	if (use->subject == RULE_COUNT || use->subject == RULE_AGE)
		check_whole(l, use);
	if (use->subject == RULE_AGE)
		check_age(l, q);
	if (q == NULL || !answer)
		return;
	check_relation(l, q, use);
	if (!use->literal_is_question)
		check_literal(l, q, use);
}

static void check_preset(const struct look *l)
{
	struct answer_ground g = {.terms = l->r->terms, .today = l->service->verified};
	const struct question *q = l->debt->question;
	struct error err;
	char *canonical;
	enum fault fault = FAULT_NONE;

	canonical = answer_preset(&g, l->r->scratch, q);
	if (canonical != NULL)
		fault = answer_check(&g, q, canonical, &err);
	if (canonical == NULL || fault != FAULT_NONE)
		reader_fault_new(l->r, l->debt->at,
				 N_("The question does not accept this default: \"{value}\"."),
				 q->preset);
}

/* Whether the check that has this name behind its `at` only warns. */
static bool only_warns(const struct look *l)
{
	const struct form_definition *f = l->service->form;

	for (size_t i = 0; f != NULL && i < f->check_count; i++)
		if (f->checks[i].at == l->debt->name)
			return f->checks[i].warns;
	return false;
}

/* What is only told stands by an answer: a section has none of its own. */
static void check_at(const struct look *l)
{
	if (service_question(l->service, l->debt->name, NULL) != NULL)
		return;
	if (service_section(l->service, l->debt->name) == NULL)
		refuse_question(l, l->debt->name);
	else if (only_warns(l))
		reader_fault_new(
			l->r, l->debt->at,
			N_("\"{value}\" is a section: what is only told (\"warns\") stands "
			   "by a question."),
			l->debt->name);
}

/* A word that no other question of the form's parts has, nor another item, compares nothing. */
static void check_unlike(const struct look *l)
{
	const struct form_definition *f = l->service->form;
	const struct question *q = l->debt->question;
	bool in_part = false; /* what asks who may apply is of nobody */
	int places = 0;

	for (size_t i = 0; f != NULL && i < f->section_count; i++)
		for (size_t k = 0; k < f->sections[i].question_count; k++) {
			const struct question *other = &f->sections[i].questions[k];

			in_part = in_part || other == q;

			if (other->unlike != NULL &&
			    (other->type == &type_name) == (q->type == &type_name) &&
			    strcmp(other->unlike, q->unlike) == 0)
				places += f->sections[i].repeats ? 2 : 1;
		}
	/* a block is no service: what it is compared with stands around it */
	if ((places < 2 || !in_part) && l->service->id != NULL)
		reader_fault_new(l->r, l->debt->at,
				 N_("No other question has \"unlike: {value}\", and "
				    "this one does not repeat: there is nothing to compare."),
				 q->unlike);
}

void links_check(struct reader *r, const struct service *s)
{
	struct look l = {.r = r, .service = s};
	bool sound = r->count == 0;

	l.values = arena_array(r->scratch, s->value_count + 1, sizeof(*l.values));
	for (l.debt = r->debts; l.debt != NULL; l.debt = l.debt->next) {
		if (l.debt->kind == DEBT_RULE) {
			links_values_settle(&l);
			rule_each(l.debt->rule, check_use, &l);
			links_desk_check(&l);
		} else if (l.debt->kind == DEBT_AT) {
			check_at(&l);
		} else if (l.debt->kind == DEBT_UNLIKE) {
			check_unlike(&l);
		} else if (sound) {
			check_preset(&l);
		}
	}
	if (sound && s->form != NULL)
		links_circle_check(r, s);
	if (r->count == 0)
		links_values_bound(&l);
	if (r->count == 0 && !r->stored)
		links_hold_check(&l);
}
