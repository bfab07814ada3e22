/* answers.c - a form's answers into the registry, sealed or clear by their class, and back into a
 * form. */
#include "services/application/answers.h"

#include "i18n/base/array.h"
#include "services/definition/class.h"
#include "services/registry/limits.h"
#include "services/application/record.h"
#include "services/registry/registry_inside.h"

const char *answers_section(const struct section *s)
{
	return s == NULL ? "eligibility" : s->id;
}

/* `words` as the answer's class is kept; in `a` where it is sealed. */
static void set_value(const struct seal *seal, struct arena *a, struct store_answer *answer,
		      enum class class, const char *words)
{
	struct sealed sealed;
	char binding[200];

	if (!class_is_sealed(class)) {
		answer->clear = words;
		return;
	}
	record_answer_binding(binding, sizeof(binding), answer->section, answer->item,
			      answer->question);
	sealed = seal_words(seal, a, answer->application, binding, words);
	answer->sealed = (struct table_bytes){sealed.bytes, sealed.len};
}

static struct store_answer answer_at(const char *id, const struct field_path *at)
{
	return (struct store_answer){.application = id,
				     .section = answers_section(at->section),
				     .item = at->item,
				     .question = at->question->id};
}

/* Whether a row is kept of it: what was taken away is kept as empty where a default would come
   back. */
static bool is_kept(const struct field_path *at, const char *words)
{
	return words != NULL || at->question->preset != NULL;
}

static enum fault put_one(struct change *c, const struct field_path *at, const char *words,
			  struct error *err)
{
	struct store_answer answer = answer_at(c->row.id, at);

	if (!is_kept(at, words))
		return store_answer_drop(c->registry->store, &answer, err);
	set_value(&c->registry->seal, c->arena, &answer, at->question->class,
		  words == NULL ? "" : words);
	return store_answer_put(c->registry->store, &answer, err);
}

static enum fault check_size(int64_t size, struct error *err)
{
	if (size <= LIMIT_ANSWERS)
		return FAULT_NONE;
	return fail(err, FAULT_DENIED,
		    N_("Your answers are too long in total. Shorten some of them."), "%lld bytes",
		    (long long)size);
}

static enum fault check_stored(struct change *c, struct error *err)
{
	int64_t size = 0;
	enum fault fault = store_answer_size(c->registry->store, c->row.id, &size, err);

	return fault == FAULT_NONE ? check_size(size, err) : fault;
}

enum fault answers_put(struct change *c, const struct field_path *at, const char *canonical,
		       struct error *err)
{
	enum fault fault;

	c->content = NULL; /* from here on it is another */
	if (canonical != NULL && strlen(canonical) > LIMIT_ANSWER)
		return fail(err, FAULT_INPUT, N_("This answer is too long. Shorten it."),
			    "%zu bytes", strlen(canonical));
	fault = put_one(c, at, canonical, err);
	if (fault == FAULT_NONE && at->item > 0)
		fault = store_answer_raise_items(
			c->registry->store,
			&(struct store_answer_items){c->row.id, answers_section(at->section),
						     at->item},
			err);
	return fault == FAULT_NONE ? check_stored(c, err) : fault;
}

static enum fault unknown(struct error *err, const char *what)
{
	return fail(err, FAULT_BROKEN,
		    N_("An answer in this application does not match its form; please tell the "
		       "portal's operator."),
		    "%s", what);
}

/* A stored answer's value; FAULT_BROKEN where it stands clear and its class does not let it. */
static enum fault read_value(const struct registry *r, struct arena *a,
			     const struct store_answer *row, const struct question *q, char **ret,
			     struct error *err)
{
	if (row->sealed.len == 0 && class_is_sealed(q->class))
		return unknown(err, row->question);
	return record_answer(&r->seal, a, row->application, row, ret, err);
}

static bool is_same(const char *a, const char *b)
{
	return strcmp(a == NULL ? "" : a, b == NULL ? "" : b) == 0;
}

enum fault answers_compare(struct change *c, struct application_answer *answer, bool *ret_there,
			   struct error *err)
{
	const struct field_path *at = &answer->at;
	struct store_answer row = answer_at(c->row.id, at);
	bool found = false;
	char *words = NULL;
	enum fault fault = store_answer_find(c->registry->store, c->arena, &row, &found, err);

	if (fault == FAULT_NONE && found)
		fault = read_value(c->registry, c->arena, &row, at->question, &words, err);
	if (fault != FAULT_NONE)
		return fault;
	/* Of a question with a default nobody has said anything yet. */
	if (!found && at->question->preset != NULL)
		return FAULT_NONE;
	*ret_there = is_same(words, answer->now);
	if (*ret_there || is_same(words, answer->was))
		return FAULT_NONE;
	answer->there = arena_text(answer->arena, words == NULL ? "" : words);
	return fail(err, FAULT_CONFLICT,
		    N_("This question was answered in another session in the meantime."),
		    "revision %lld", (long long)c->before);
}

enum fault answers_put_section(struct change *c, const struct form *f, const struct section *s,
			       struct error *err)
{
	struct store *store = c->registry->store;
	int items = s->repeats ? form_items(f, s) : 0;
	enum fault fault = store_answer_drop_section(store, c->row.id, answers_section(s), err);

	c->content = NULL;
	for (int item = s->repeats ? 1 : 0; item <= items; item++)
		for (size_t i = 0; i < s->question_count && fault == FAULT_NONE; i++) {
			struct field_path at = {s, item, &s->questions[i]};

			fault = put_one(c, &at, form_get(f, &at), err);
		}
	if (fault == FAULT_NONE && s->repeats)
		fault = store_answer_put_items(
			store, &(struct store_answer_items){c->row.id, s->id, items}, err);
	return fault == FAULT_NONE ? check_stored(c, err) : fault;
}

enum fault answers_open_section(struct change *c, const struct section *s, struct error *err)
{
	c->content = NULL;
	return store_answer_begin_items(
		c->registry->store,
		&(struct store_answer_items){c->row.id, s->id, s->repeats ? s->min : 1}, err);
}

/* --- all of a form --- */

static int compare_places(const struct store_answer *a, const struct store_answer *b)
{
	int sections = strcmp(a->section, b->section);

	if (sections != 0)
		return sections;
	if (a->item != b->item)
		return a->item < b->item ? -1 : 1;
	return strcmp(a->question, b->question);
}

static int compare_values(const void *a, const void *b)
{
	return compare_places(&((const struct record_value *)a)->row,
			      &((const struct record_value *)b)->row);
}

static int compare_items(const void *a, const void *b)
{
	return strcmp(((const struct store_answer_items *)a)->section,
		      ((const struct store_answer_items *)b)->section);
}

static void seal_values(const struct seal *seal, struct arena *a, const char *id,
			const struct form *f, struct record_content *to)
{
	struct field_path at = {0};

	while (form_next(f, &at)) {
		const char *words = form_get(f, &at);
		struct record_value value = {answer_at(id, &at), words == NULL ? "" : words};

		if (!is_kept(&at, words))
			continue;
		set_value(seal, a, &value.row, at.question->class, value.words);
		to->values =
			array_room_in(a, to->values, to->count + 1, &to->room, sizeof(*to->values));
		to->values[to->count++] = value;
	}
}

void answers_seal(const struct seal *seal, struct arena *a, const char *id, const struct form *f,
		  struct record_content *ret)
{
	const struct form_definition *d = form_service(f)->form;

	*ret = (struct record_content){0};
	seal_values(seal, a, id, f, ret);
	for (size_t i = 0; i < d->section_count; i++) {
		const struct section *s = &d->sections[i];

		if (!s->repeats || !form_asks_section(f, s))
			continue;
		ret->items = array_room_in(a, ret->items, ret->item_count + 1, &ret->item_room,
					   sizeof(*ret->items));
		ret->items[ret->item_count++] =
			(struct store_answer_items){id, s->id, form_items(f, s)};
	}
	if (ret->count > 0)
		qsort(ret->values, ret->count, sizeof(*ret->values), compare_values);
	if (ret->item_count > 0)
		qsort(ret->items, ret->item_count, sizeof(*ret->items), compare_items);
}

/* What the registry has, beside what it shall have: both in one order. */
struct standing {
	struct change *change;
	const struct record_content *all;
	enum { STANDS_NOT, STANDS_SO, STANDS_OTHERWISE } * of; /* each of the values */
	size_t at;                    /* values before it come before the row at hand */
	struct store_answer *surplus; /* rows that shall not be */
	size_t surplus_count, surplus_room;
	size_t items; /* rows of items that were seen */
	bool items_differ;
	struct arena *arena; /* for one value */
};

/* One whose seal does not hold stands otherwise: it is written anew. */
static bool stands_so(struct standing *s, const struct store_answer *row,
		      const struct record_value *value)
{
	char *words;

	arena_reset(s->arena);
	return (row->sealed.len == 0) == (value->row.sealed.len == 0) &&
	       record_answer(&s->change->registry->seal, s->arena, row->application, row, &words,
			     NULL) == FAULT_NONE &&
	       strcmp(words, value->words) == 0;
}

static enum fault look_at_answer(void *ctx, const struct store_answer *row, struct error *err)
{
	struct standing *s = ctx;
	struct arena *a = s->change->arena;
	const struct record_value *values = s->all->values;

	(void)err;
	while (s->at < s->all->count && compare_places(&values[s->at].row, row) < 0)
		s->at++;
	if (s->at < s->all->count && compare_places(&values[s->at].row, row) == 0) {
		s->of[s->at] = stands_so(s, row, &values[s->at]) ? STANDS_SO : STANDS_OTHERWISE;
		return FAULT_NONE;
	}
	s->surplus = array_room_in(a, s->surplus, s->surplus_count + 1, &s->surplus_room,
				   sizeof(*s->surplus));
	s->surplus[s->surplus_count++] = (struct store_answer){
		.application = s->change->row.id,
		.section = arena_text(a, row->section),
		.item = row->item,
		.question = arena_text(a, row->question),
	};
	return FAULT_NONE;
}

static enum fault look_at_items(void *ctx, const struct store_answer_items *row, struct error *err)
{
	struct standing *s = ctx;
	size_t at = s->items++;
	const struct store_answer_items *items = s->all->items;

	(void)err;
	if (at >= s->all->item_count || strcmp(items[at].section, row->section) != 0 ||
	    items[at].count != row->count)
		s->items_differ = true;
	return FAULT_NONE;
}

static enum fault write_values(const struct standing *s, struct error *err)
{
	struct store *store = s->change->registry->store;
	const void **fresh = arena_array(s->change->arena, s->all->count + 1, sizeof(*fresh));
	size_t fresh_count = 0;
	enum fault fault = FAULT_NONE;

	for (size_t i = 0; i < s->surplus_count && fault == FAULT_NONE; i++)
		fault = store_answer_drop(store, &s->surplus[i], err);
	for (size_t i = 0; i < s->all->count; i++)
		if (s->of[i] == STANDS_NOT)
			fresh[fresh_count++] = &s->all->values[i].row;
	if (fault == FAULT_NONE)
		fault = store_answer_add(store, fresh, fresh_count, err);
	for (size_t i = 0; i < s->all->count && fault == FAULT_NONE; i++)
		if (s->of[i] == STANDS_OTHERWISE)
			fault = store_answer_put(store, &s->all->values[i].row, err);
	return fault;
}

static enum fault write_items(const struct standing *s, struct error *err)
{
	struct store *store = s->change->registry->store;
	enum fault fault = FAULT_NONE;

	if (!s->items_differ && s->items == s->all->item_count)
		return FAULT_NONE;
	if (s->items > 0)
		fault = store_answer_drop_items(store, s->change->row.id, err);
	for (size_t i = 0; i < s->all->item_count && fault == FAULT_NONE; i++)
		fault = store_answer_put_items(store, &s->all->items[i], err);
	return fault;
}

/* As store_answer_size counts it. */
static int64_t size_of(const struct record_content *all)
{
	int64_t size = 0;

	for (size_t i = 0; i < all->count; i++) {
		size += (int64_t)all->values[i].row.sealed.len;
		for (const char *c = all->values[i].row.clear; c != NULL && *c != '\0'; c++)
			if (((unsigned char)*c & 0xC0) != 0x80)
				size++;
	}
	return size;
}

enum fault answers_put_all(struct change *c, struct record_content *all, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct store *store = c->registry->store;
	struct standing s = {.change = c, .all = all, .arena = a};
	enum fault fault = check_size(size_of(all), err);

	s.of = arena_take(c->arena, (all->count + 1) * sizeof(*s.of));
	if (fault == FAULT_NONE && !c->compares_answers)
		fault = store_answer_ahead(store, c->row.id, err);
	if (fault == FAULT_NONE)
		fault = store_answer_each(store, c->row.id, look_at_answer, &s, err);
	if (fault == FAULT_NONE)
		fault = store_answer_each_items(store, c->row.id, look_at_items, &s, err);
	if (fault == FAULT_NONE)
		fault = write_values(&s, err);
	if (fault == FAULT_NONE)
		fault = write_items(&s, err);
	/* Those of a run that was undone were in its memory. */
	all->lines = NULL;
	all->line_count = all->line_room = 0;
	c->content = all;
	return fault;
}

/* --- into a form --- */

struct load {
	struct registry *registry;
	const char *id;
	unsigned sees;
	struct form *form;
	struct arena *arena;
};

static enum fault load_items(void *ctx, const struct store_answer_items *items, struct error *err)
{
	struct load *l = ctx;
	const struct section *s = service_section(form_service(l->form), items->section);
	enum fault fault = FAULT_NONE;

	if (s == NULL)
		return unknown(err, items->section);
	form_open_section(l->form, s);
	while (fault == FAULT_NONE && form_items(l->form, s) < items->count)
		fault = form_add_item(l->form, s, err);
	while (fault == FAULT_NONE && form_items(l->form, s) > items->count)
		if (form_drop_item(l->form, s, form_items(l->form, s), NULL) != FAULT_NONE)
			break; /* the form insists on more */
	return fault;
}

/* Sealed is well whatever the class: an older version may have kept it so. Clear where it should be
 * sealed it was put there by somebody else. */
static enum fault load_answer(void *ctx, const struct store_answer *answer, struct error *err)
{
	struct load *l = ctx;
	struct field_path at = {.item = answer->item};
	enum fault fault;
	char *words;

	arena_reset(l->arena);
	at.question = service_question(form_service(l->form), answer->question, &at.section);
	if (at.question == NULL || strcmp(answers_section(at.section), answer->section) != 0)
		return unknown(err, answer->question);
	if (!class_is_among(at.question->class, l->sees))
		return form_withhold(l->form, &at) ? FAULT_NONE : unknown(err, answer->question);
	fault = read_value(l->registry, l->arena, answer, at.question, &words, err);
	if (fault != FAULT_NONE)
		return fault;
	return form_load(l->form, &at, words) ? FAULT_NONE : unknown(err, answer->question);
}

enum fault answers_load_within(struct registry *r, const char *id, unsigned sees, struct form *f,
			       struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct load l = {.registry = r, .id = id, .sees = sees, .form = f, .arena = a};
	enum fault fault = store_answer_each_items(r->store, id, load_items, &l, err);

	return fault == FAULT_NONE ? store_answer_each(r->store, id, load_answer, &l, err) : fault;
}

enum fault answers_load(struct registry *r, const char *id, unsigned sees, struct form *f,
			struct error *err)
{
	enum fault fault = store_view(r->store, err);

	if (fault == FAULT_NONE)
		fault = answers_load_within(r, id, sees, f, err);
	store_view_end(r->store);
	return fault;
}
