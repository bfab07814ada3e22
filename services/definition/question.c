/* question.c - one question of a definition file: what every question says, its limits, and what
 * its type adds. */
#include "services/definition/question.h"

#include "services/definition/answer.h"
#include "services/definition/block_part.h"
#include "services/definition/class.h"
#include "services/definition/pattern.h"
#include "services/definition/service.h"
#include "services/definition/type.h"

#include <string.h>

#define PAGE_MAX 60
#define KEYS_MAX 100 /* of all types together */
#define TYPES_MAX 40

static bool has_word(const char *const *words, const char *word)
{
	for (size_t i = 0; words[i] != NULL; i++)
		if (strcmp(words[i], word) == 0)
			return true;
	return false;
}

/* What is known of the applicant belongs there: where whoever serves them needs not ask. */
static void read_of(struct reader *r, const struct node *n, const struct section *section,
		    struct question *q)
{
	static const char *const words[] = {"applicant", NULL};
	const struct node *is = reader_find(n, "is");

	if (is == NULL || reader_one_of(r, is, words) < 0)
		return;
	q->of = QUESTION_APPLICANT;
	if (q->type != &type_name && q->type != &type_national_id && q->type != &type_phone)
		reader_fault(r, is, N_("\"{key}\" is not for a question of type {value}."),
			     q->type->name);
	else if (section != NULL && section->repeats)
		reader_fault_new(r, is,
				 N_("The applicant is one person: a question with \"{key}: "
				    "{value}\" stands in no repeated section."),
				 is->value);
}

/* All types, with those that are answered in parts: they were put in place before. */
static int read_type(struct reader *r, const struct node *n)
{
	const char *names[TYPES_MAX] = {NULL};
	size_t count = 0;
	int type, types;

	for (size_t i = 0; type_names[i] != NULL; i++)
		names[count++] = type_names[i];
	types = (int)count;
	for (size_t i = 0; block_part_types[i] != NULL; i++)
		names[count++] = block_part_types[i];
	type = reader_choice(r, n, "type", names);
	return type < types ? type : -1;
}

/* The keys of every question, then those that some type has; ends with NULL. */
static const char *const *known_keys(struct arena *a, bool eligibility)
{
	static const char *const common[] = {"id",       "type",  "label", "help",
					     "required", "when",  "says",  "default",
					     "page",     "class", "is",    NULL};
	const char **keys = arena_array(a, KEYS_MAX, sizeof(*keys));
	size_t count = 0;

	for (; common[count] != NULL; count++)
		keys[count] = common[count];
	if (eligibility)
		keys[count++] = "require";
	type_all_keys(keys + count, KEYS_MAX - 1 - count);
	return keys;
}

/* Keys that other types have. */
static void check_keys(struct reader *r, const struct node *n, const struct question *q)
{
	const char *others[KEYS_MAX] = {NULL};

	type_all_keys(others, KEYS_MAX - 1);
	for (const struct node *key = n->first; key != NULL; key = key->next)
		if (!node_is_null(key) && has_word(others, key->key) &&
		    !type_has_key(q->type, key->key))
			reader_fault(r, key, N_("\"{key}\" is not for a question of type {value}."),
				     q->type->name);
}

static void read_pattern(struct reader *r, const struct node *n, struct question *q)
{
	struct error err;

	q->pattern = reader_verbatim(r, n, "pattern");
	if (q->pattern == NULL)
		return;
	if (pattern_check(q->pattern, &err) != FAULT_NONE) {
		/* A service that is served stays, with a question that takes more. */
		q->pattern = NULL;
		r->lenient = r->lenient || r->stored;
		if (!r->stored)
			reader_pass(r, reader_find(n, "pattern"), &err);
	}
	if (!text_is_set(&q->says))
		reader_fault(r, reader_find(n, "pattern"),
			     N_("A pattern needs \"says\": the words that explain it."), NULL);
}

static const char *read_limit(struct reader *r, const struct node *n, const char *key,
			      const struct question *q)
{
	const struct type_limits *limits = q->type->limits;
	const char *limit = reader_word(r, n, key, false);

	if (limit == NULL || limits->fits(q, limit))
		return limit;
	/* A service that is served stays, with a question that takes more. */
	reader_fault_new(r, reader_find(n, key),
			 limits->refusal != NULL
				 ? limits->refusal
				 : N_("\"{key}\" cannot have \"{value}\" as a limit here."),
			 limit);
	return NULL;
}

static bool moves(const struct question *q, const char *limit)
{
	return q->type->moves != NULL && q->type->moves(limit);
}

static int64_t limit_value(const struct question *q, const char *limit)
{
	const struct answer_ground nothing = {.terms = NULL};
	const struct type_limits *limits = q->type->limits;

	return limits->value == NULL ? strtoll(limit, NULL, 10) : limits->value(&nothing, q, limit);
}

static void read_limits(struct reader *r, const struct node *n, struct question *q)
{
	if (q->type->limits == NULL)
		return;
	q->min = read_limit(r, n, "min", q);
	q->max = read_limit(r, n, "max", q);
	if (q->min != NULL && q->max != NULL && !moves(q, q->min) && !moves(q, q->max) &&
	    limit_value(q, q->min) > limit_value(q, q->max))
		reader_fault(r, reader_find(n, "max"), N_("\"max\" is less than \"min\"."), NULL);
}

static void read_asking(struct reader *r, const struct node *n, const struct section *section,
			struct question *q)
{
	static const long pages[2] = {1, PAGE_MAX};

	class_read(r, n, section == NULL ? CLASS_PERSONAL : section->class, &q->class);
	q->required = reader_truth(r, n, "required", true);
	q->when = reader_rule(r, n, "when", section);
	q->abroad = reader_rule(r, n, "abroad", section);
	q->shown_by = reader_word(r, n, "shown_by", false);
	q->unlike = reader_word(r, n, "unlike", false);
	q->says = reader_text(r, n, "says", false, READER_TEXT_MAX);
	q->preset = reader_word(r, n, "default", false);
	reader_number(r, n, "page", false, pages, &q->page);
	if (section == NULL)
		q->require = reader_rule(r, n, "require", section);
	if (q->require != NULL && !text_is_set(&q->says))
		reader_fault(r, n,
			     N_("A requirement needs \"says\": what the person reads when it is "
				"not met."),
			     NULL);
}

static struct question read_all(struct reader *r, const struct node *n,
				const struct section *section, const char *country)
{
	struct question q = {.type = type_at(0), .lines = 1}; /* a question always has a type */
	int type;

	if (!reader_map(r, n, known_keys(r->scratch, section == NULL)))
		return q;
	q.id = reader_id(r, n, "id");
	q.label = reader_text(r, n, "label", true, READER_NAME_MAX);
	q.help = reader_text(r, n, "help", false, READER_TEXT_MAX);
	type = read_type(r, n);
	if (type < 0)
		return q;
	q.type = type_at(type);
	check_keys(r, n, &q);
	read_of(r, n, section, &q);
	read_asking(r, n, section, &q);
	if (q.type->define != NULL)
		q.type->define(r, n, country, &q);
	read_pattern(r, n, &q);
	read_limits(r, n, &q);
	return q;
}

struct question question_read(struct reader *r, const struct node *n, const struct section *section,
			      const char *country)
{
	size_t before = r->count;
	struct question q = read_all(r, n, section, country);

	reader_doubt(r, before, q.id);
	return q;
}
