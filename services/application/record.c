/* record.c - what an application is in full, as one keyed digest for the ledger. */
#include "services/application/record.h"

#include "i18n/base/array.h"
#include "services/registry/registry_inside.h"

struct record {
	const struct seal *seal;
	const char *id;
	struct seal_digest *digest;           /* NULL: only open the seals */
	const struct record_content *content; /* NULL: read the rows */
	struct arena *arena;                  /* for one value */
};

void record_answer_binding(char *to, size_t room, const char *section, int item,
			   const char *question)
{
	snprintf(to, room, "%s/%d/%s", section, item, question);
}

void record_event_binding(char *to, size_t room, int number)
{
	snprintf(to, room, "event %d", number);
}

enum fault record_answer(const struct seal *s, struct arena *a, const char *application,
			 const struct store_answer *answer, char **ret, struct error *err)
{
	char binding[200];

	if (answer->sealed.len == 0) {
		*ret = arena_text(a, answer->clear);
		return FAULT_NONE;
	}
	if (*answer->clear != '\0')
		return fail(err, FAULT_BROKEN,
			    N_("Part of this application is damaged in the registry; please tell "
			       "the portal's operator."),
			    "%s is sealed and clear", answer->question);
	record_answer_binding(binding, sizeof(binding), answer->section, answer->item,
			      answer->question);
	return seal_open_words(s, a, application, binding,
			       (struct sealed){answer->sealed.at, answer->sealed.len}, ret, err);
}

static void add_value(struct record *r, const struct store_answer *answer, const char *words)
{
	seal_digest_text(r->digest, answer->section);
	seal_digest_number(r->digest, answer->item);
	seal_digest_text(r->digest, answer->question);
	seal_digest_text(r->digest, words);
}

static enum fault add_answer(void *ctx, const struct store_answer *answer, struct error *err)
{
	struct record *r = ctx;
	enum fault fault;
	char *words;

	arena_reset(r->arena);
	fault = record_answer(r->seal, r->arena, r->id, answer, &words, err);
	if (fault == FAULT_NONE && r->digest != NULL)
		add_value(r, answer, words);
	return fault;
}

static enum fault add_items(void *ctx, const struct store_answer_items *items, struct error *err)
{
	struct record *r = ctx;

	(void)err;
	seal_digest_text(r->digest, items->section);
	seal_digest_number(r->digest, items->count);
	return FAULT_NONE;
}

static void add_line(struct record *r, const struct store_event *e, const char *note)
{
	seal_digest_number(r->digest, e->number);
	seal_digest_number(r->digest, e->at);
	seal_digest_text(r->digest, e->state);
	seal_digest_text(r->digest, e->stage);
	seal_digest_text(r->digest, e->actor);
	seal_digest_text(r->digest, note);
}

static enum fault add_event(void *ctx, const struct store_event *e, struct error *err)
{
	struct record *r = ctx;
	char binding[32], *words;
	enum fault fault;

	arena_reset(r->arena);
	record_event_binding(binding, sizeof(binding), e->number);
	fault = seal_open_words(r->seal, r->arena, r->id, binding,
				(struct sealed){e->note.at, e->note.len}, &words, err);
	if (fault == FAULT_NONE)
		add_line(r, e, words);
	return fault;
}

static void add_holder(void *ctx, const struct store_application_holder *holder)
{
	seal_digest_text(ctx, holder->key);
}

static enum fault add_answers(struct store *s, struct record *r, struct error *err)
{
	if (r->content == NULL)
		return store_answer_each(s, r->id, add_answer, r, err);
	for (size_t i = 0; i < r->content->count; i++)
		add_value(r, &r->content->values[i].row, r->content->values[i].words);
	return FAULT_NONE;
}

static enum fault add_all_items(struct store *s, struct record *r, struct error *err)
{
	enum fault fault = FAULT_NONE;

	if (r->content == NULL)
		return store_answer_each_items(s, r->id, add_items, r, err);
	for (size_t i = 0; i < r->content->item_count && fault == FAULT_NONE; i++)
		fault = add_items(r, &r->content->items[i], err);
	return fault;
}

static enum fault add_events(struct store *s, struct record *r, struct error *err)
{
	if (r->content == NULL)
		return store_event_each(s, r->id, add_event, r, err);
	for (size_t i = 0; i < r->content->line_count; i++)
		add_line(r, &r->content->lines[i].row, r->content->lines[i].note);
	return FAULT_NONE;
}

/* What recipe 1 has of what was submitted. */
static enum fault add_content(struct store *s, struct record *r,
			      const struct store_application *row, struct error *err)
{
	enum fault fault;

	seal_digest_text(r->digest, row->stage);
	seal_digest_number(r->digest, row->submitted_at);
	seal_digest_number(r->digest, row->due_at);
	seal_digest_text(r->digest, "answers");
	fault = add_answers(s, r, err);
	seal_digest_text(r->digest, "items");
	if (fault == FAULT_NONE)
		fault = add_all_items(s, r, err);
	seal_digest_text(r->digest, "events");
	if (fault == FAULT_NONE)
		fault = add_events(s, r, err);
	return fault;
}

/* The columns that later recipes cover, by name. */
static void add_later(struct seal_digest *d, const struct table *t,
		      const struct store_application *row, int recipe)
{
	for (size_t i = 0; i < t->count; i++) {
		struct datum value = table_datum(&t->fields[i], row);

		if (t->fields[i].since <= 1 || t->fields[i].since > recipe)
			continue;
		seal_digest_text(d, t->fields[i].name);
		if (value.kind == DATUM_NUMBER)
			seal_digest_number(d, value.number);
		else
			seal_digest_text(d, value.data);
	}
}

static const struct table *columns(const struct registry *r)
{
	return r->record == NULL ? &store_application_table : r->record;
}

int record_recipe(const struct registry *r)
{
	const struct table *t = columns(r);
	int newest = 1;

	for (size_t i = 0; i < t->count; i++)
		if (t->fields[i].since > newest)
			newest = t->fields[i].since;
	return newest;
}

static void begin(struct seal_digest *d, const struct registry *r,
		  const struct store_application *row, int recipe)
{
	char what[32] = "application";

	if (recipe > 1)
		snprintf(what, sizeof(what), "application %d", recipe);
	seal_digest_begin(d, &r->seal, what);
	seal_digest_text(d, row->id);
	seal_digest_text(d, row->reference);
	seal_digest_text(d, row->service);
	seal_digest_number(d, row->version);
	seal_digest_text(d, row->lang);
	seal_digest_text(d, row->pin);
	seal_digest_text(d, row->source);
	seal_digest_number(d, row->begun_at);
	seal_digest_text(d, row->state);
}

enum fault record_of_content(struct registry *r, const struct store_application *row,
			     const struct record_content *content, int recipe,
			     char ret[SEAL_DIGEST + 1], struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct seal_digest d;
	struct record record = {
		.seal = &r->seal, .id = row->id, .arena = a, .digest = &d, .content = content};
	enum fault fault;

	begin(&d, r, row, recipe);
	fault = store_application_each_holder(r->store, row->id, add_holder, &d, err);
	if (fault == FAULT_NONE && strcmp(row->state, "draft") == 0) {
		record.digest = NULL;
		fault = store_answer_each(r->store, row->id, add_answer, &record, err);
	} else if (fault == FAULT_NONE) {
		fault = add_content(r->store, &record, row, err);
		add_later(&d, columns(r), row, recipe);
	}
	if (fault == FAULT_NONE)
		seal_digest_end(&d, ret);
	return fault;
}

enum fault record_of_application(struct registry *r, const struct store_application *row,
				 int recipe, char ret[SEAL_DIGEST + 1], struct error *err)
{
	return record_of_content(r, row, NULL, recipe, ret, err);
}

void record_add_line(struct arena *a, struct record_content *content, const struct store_event *row,
		     const char *note)
{
	content->lines = array_room_in(a, content->lines, content->line_count + 1,
				       &content->line_room, sizeof(*content->lines));
	content->lines[content->line_count++] =
		(struct record_line){.row = {.number = row->number,
					     .at = row->at,
					     .state = arena_text(a, row->state),
					     .stage = arena_text(a, row->stage),
					     .actor = arena_text(a, row->actor)},
				     .note = arena_text(a, note)};
}
