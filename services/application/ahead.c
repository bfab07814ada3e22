/* ahead.c - what the digest of an application is made of, read before the writers' turn. */
#include "services/application/ahead.h"

#include "i18n/base/array.h"
#include "services/application/look.h"
#include "services/registry/registry_inside.h"

struct gathering {
	struct registry *registry;
	const char *id;
	struct arena *arena;
	struct record_content *to;
};

static enum fault gather_answer(void *ctx, const struct store_answer *answer, struct error *err)
{
	struct gathering *g = ctx;
	struct record_content *to = g->to;
	char *words = NULL;
	enum fault fault = record_answer(&g->registry->seal, g->arena, g->id, answer, &words, err);

	to->values =
		array_room_in(g->arena, to->values, to->count + 1, &to->room, sizeof(*to->values));
	to->values[to->count++] =
		(struct record_value){.row = {.section = arena_text(g->arena, answer->section),
					      .item = answer->item,
					      .question = arena_text(g->arena, answer->question)},
				      .words = words};
	return fault;
}

static enum fault gather_items(void *ctx, const struct store_answer_items *items, struct error *err)
{
	struct gathering *g = ctx;
	struct record_content *to = g->to;

	(void)err;
	to->items = array_room_in(g->arena, to->items, to->item_count + 1, &to->item_room,
				  sizeof(*to->items));
	to->items[to->item_count++] = (struct store_answer_items){
		.section = arena_text(g->arena, items->section), .count = items->count};
	return FAULT_NONE;
}

static enum fault gather_event(void *ctx, const struct store_event *e, struct error *err)
{
	struct gathering *g = ctx;
	char binding[32], *words = NULL;
	enum fault fault;

	record_event_binding(binding, sizeof(binding), e->number);
	fault = seal_open_words(&g->registry->seal, g->arena, g->id, binding,
				(struct sealed){e->note.at, e->note.len}, &words, err);
	if (fault == FAULT_NONE)
		record_add_line(g->arena, g->to, e, words);
	return fault;
}

static enum fault read_parts(struct registry *r, const struct store_application *row,
			     struct arena *a, struct record_content *ret, struct error *err)
{
	struct record_content content = {.revision = row->revision};
	struct gathering g = {.registry = r, .id = row->id, .arena = a, .to = &content};
	enum fault fault = store_answer_each(r->store, row->id, gather_answer, &g, err);

	if (fault == FAULT_NONE)
		fault = store_answer_each_items(r->store, row->id, gather_items, &g, err);
	if (fault == FAULT_NONE)
		fault = store_event_each(r->store, row->id, gather_event, &g, err);
	if (fault == FAULT_NONE)
		*ret = content;
	return fault;
}

static enum fault read_all(struct change *c, struct arena *a, const char *id, struct error *err)
{
	struct registry *r = c->registry;
	struct record_content *content = arena_take(a, sizeof(*content));
	struct store_application row;
	bool found = false;
	enum fault fault = store_application_ready_act(r->store, err);

	if (fault == FAULT_NONE)
		fault = store_application_get(r->store, id, &row, &found, err);
	if (fault != FAULT_NONE || !found || change_state(row.state) == STATE_DRAFT)
		return fault;
	fault = look_may(r, c->caller, ACCESS_LOOK, NULL, &row, err);
	if (fault == FAULT_NONE)
		fault = read_parts(r, &row, a, content, err);
	if (fault == FAULT_NONE)
		c->ahead = content;
	return fault;
}

void ahead_read(struct change *c, struct arena *a, const char *id)
{
	struct store *s = c->registry->store;
	struct error none;

	if (!store_takes_turns(s) || store_peek(s, &none) != FAULT_NONE)
		return;
	(void)!read_all(c, a, id, &none);
	store_view_end(s);
}
