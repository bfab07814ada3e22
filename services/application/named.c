/* named.c - the answers and papers that an act names as wrong: whether they are there, and what
 * they were then. */
#include "services/application/named.h"

#include "services/application/answers.h"
#include "services/application/record.h"
#include "services/registry/limits.h"
#include "services/registry/registry_inside.h"

static enum fault refuse(const char *say, const char *id, struct error *err)
{
	fail(err, FAULT_INPUT, say, "named");
	error_fill(err, "id", "%s", id);
	if (err != NULL)
		snprintf(err->field, sizeof(err->field), "%s", id);
	return FAULT_INPUT;
}

static const struct paper *paper_of(const struct service *s, const char *id)
{
	for (size_t i = 0; i < s->paper_count; i++)
		if (strcmp(s->papers[i].id, id) == 0)
			return &s->papers[i];
	return NULL;
}

struct items {
	const char *section;
	int count;
};

static enum fault count_items(void *ctx, const struct store_answer_items *row, struct error *err)
{
	struct items *i = ctx;

	(void)err;
	if (strcmp(row->section, i->section) == 0)
		i->count = row->count;
	return FAULT_NONE;
}

/* An item of a repeated section is there; of the others it is 0. */
static enum fault check_item(const struct course *c, const struct section *section,
			     const struct named *n, struct error *err)
{
	struct items items = {.section = answers_section(section)};
	bool repeats = section != NULL && section->repeats;
	enum fault fault = FAULT_NONE;

	if (repeats)
		fault = store_answer_each_items(c->registry->store, c->row->id, count_items, &items,
						err);
	if (fault != FAULT_NONE)
		return fault;
	if (repeats ? n->item < 1 || n->item > items.count : n->item != 0)
		return refuse(N_("Of \"{id}\" there is no such item in this application."),
			      n->question, err);
	return FAULT_NONE;
}

static enum fault settle_answer(const struct course *c, struct named *n, struct error *err)
{
	const struct section *section;
	const struct question *q = service_question(c->service, n->question, &section);
	struct store_answer answer = {.application = c->row->id, .item = n->item};
	bool found = false;
	char *was = NULL;
	enum fault fault;

	if (q == NULL)
		return refuse(N_("There is no question or paper \"{id}\" in this service."),
			      n->question, err);
	n->section = answer.section = answers_section(section);
	n->question = answer.question = q->id;
	fault = check_item(c, section, n, err);
	if (fault == FAULT_NONE)
		fault = store_answer_find(c->registry->store, c->arena, &answer, &found, err);
	if (fault == FAULT_NONE && found)
		fault = record_answer(&c->registry->seal, c->arena, c->row->id, &answer, &was, err);
	n->was = was == NULL ? "" : was;
	return fault;
}

static enum fault settle(const struct course *c, struct named *n, struct error *err)
{
	if (!n->is_paper)
		return settle_answer(c, n, err);
	n->section = n->was = "";
	n->item = 0;
	return paper_of(c->service, n->question) != NULL
		       ? FAULT_NONE
		       : refuse(N_("There is no question or paper \"{id}\" in this service."),
				n->question, err);
}

static bool is_same(const struct named *one, const struct named *other)
{
	return one->is_paper == other->is_paper && one->item == other->item &&
	       strcmp(one->question, other->question) == 0;
}

/* With a paper goes the day that stands on it, where it was answered: who sends another says it
 * anew. */
static enum fault add_days(const struct course *c, struct named *list, size_t *count,
			   struct error *err)
{
	const size_t named = *count;
	enum fault fault = FAULT_NONE;

	for (size_t i = 0; i < named && fault == FAULT_NONE && *count < LIMIT_NAMED; i++) {
		const struct paper *p =
			list[i].is_paper ? paper_of(c->service, list[i].question) : NULL;
		struct named *day = &list[*count];
		bool there = p == NULL || p->day == NULL;

		if (there)
			continue;
		*day = (struct named){.question = p->dated, .wrong = list[i].wrong};
		for (size_t k = 0; k < *count && !there; k++)
			there = is_same(&list[k], day);
		if (!there)
			fault = settle_answer(c, day, err);
		*count += !there && fault == FAULT_NONE && *day->was != '\0';
	}
	return fault;
}

enum fault named_settle(const struct course *c, const struct named *items, size_t count,
			struct event *ret, struct error *err)
{
	struct named *list = arena_array(c->arena, 2 * count, sizeof(*list));
	enum fault fault = FAULT_NONE;

	if (count > LIMIT_NAMED)
		return fail(err, FAULT_INPUT,
			    N_("Too many answers and papers are named at once: 60 at most."),
			    "%zu items", count);
	for (size_t i = 0; i < count; i++) {
		list[i] = items[i];
		fault = settle(c, &list[i], err);
		for (size_t k = 0; k < i && fault == FAULT_NONE; k++)
			if (is_same(&list[k], &list[i]))
				return refuse(N_("\"{id}\" is named twice."), list[i].question,
					      err);
		if (fault != FAULT_NONE)
			return fault;
	}
	fault = add_days(c, list, &count, err);
	ret->items = list;
	ret->item_count = count;
	return fault;
}
