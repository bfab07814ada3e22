/* told.c - what a line of the history tells besides its words: by which act of the definition, for
 * which reason, and which answers and papers were named. */
#include "services/application/told.h"

#include "i18n/base/array.h"
#include "services/application/change.h"
#include "services/application/record.h"
#include "services/registry/limits.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_event.h"

#include <stdlib.h>

#define RS '\x1e'
#define US '\x1f'
#define PARTS 5 /* of an item */

const char *const application_wrongs[] = {
	[WRONG_INCORRECT] = "incorrect",
	[WRONG_INCOMPLETE] = "incomplete",
	[WRONG_OUTDATED] = "outdated",
	[WRONG_OUTDATED + 1] = NULL,
};

char *told_pack(struct arena *a, const struct event *e)
{
	char *text = arena_text(a, e->note);

	if (e->act[0] == '\0')
		return text;
	text = arena_format(a, "%s%c%s%c%s", text, RS, e->act, US, e->reason);
	for (size_t i = 0; i < e->item_count; i++) {
		const struct named *n = &e->items[i];

		text = arena_format(a, "%s%c%s%c%s%c%d%c%s%c%s", text, RS,
				    application_wrongs[n->wrong], US, n->section, US, n->item, US,
				    n->question, US, n->was);
	}
	return text;
}

/* The part before `mark`; `*rest` is what stands behind it, NULL at the end. */
static char *part(struct arena *a, const char **rest, char mark)
{
	const char *from = *rest, *end = strchr(from, mark);

	*rest = end == NULL ? NULL : end + 1;
	return end == NULL ? arena_text(a, from) : arena_slice(a, from, (size_t)(end - from));
}

static bool read_item(struct arena *a, const char *text, struct named *ret)
{
	const char *parts[PARTS] = {NULL};

	for (size_t i = 0; i < PARTS && text != NULL; i++)
		parts[i] = part(a, &text, US);
	if (parts[PARTS - 1] == NULL || text != NULL)
		return false;
	*ret = (struct named){.is_paper = *parts[1] == '\0',
			      .section = parts[1],
			      .item = (int)strtol(parts[2], NULL, 10),
			      .question = parts[3],
			      .was = parts[4]};
	for (int i = 0; application_wrongs[i] != NULL; i++)
		if (strcmp(application_wrongs[i], parts[0]) == 0) {
			ret->wrong = (enum named_wrong)i;
			return true;
		}
	return false;
}

void told_unpack(struct arena *a, const char *note, struct event *ret)
{
	const char *act;
	struct named *items;

	ret->note = part(a, &note, RS);
	ret->act = ret->reason = "";
	ret->items = NULL;
	ret->item_count = 0;
	if (note == NULL)
		return;
	act = part(a, &note, RS);
	ret->act = part(a, &act, US);
	if (act != NULL)
		ret->reason = act;
	if (note == NULL)
		return;
	ret->items = items = arena_array(a, LIMIT_NAMED, sizeof(*items));
	while (note != NULL && ret->item_count < LIMIT_NAMED)
		if (read_item(a, part(a, &note, RS), &items[ret->item_count]))
			ret->item_count++;
}

bool told_is_reopening(const struct event *before, const struct event *e)
{
	return before->state >= STATE_APPROVED && application_is_open(e->state);
}

/* --- the history --- */

struct history {
	struct registry *registry;
	const char *id;
	struct arena *arena;
	struct event *events;
	size_t count, room;
};

static enum fault keep_event(void *ctx, const struct store_event *e, struct error *err)
{
	struct history *h = ctx;
	struct event *to;
	char binding[32], *note;
	enum fault fault;

	record_event_binding(binding, sizeof(binding), e->number);
	fault = seal_open_words(&h->registry->seal, h->arena, h->id, binding,
				(struct sealed){e->note.at, e->note.len}, &note, err);
	if (fault != FAULT_NONE)
		return fault;
	h->events = array_room_in(h->arena, h->events, h->count + 1, &h->room, sizeof(*h->events));
	to = &h->events[h->count++];
	*to = (struct event){.at = e->at,
			     .state = change_state(e->state),
			     .stage = arena_text(h->arena, e->stage),
			     .actor = arena_text(h->arena, e->actor)};
	told_unpack(h->arena, note, to);
	return FAULT_NONE;
}

enum fault told_events(struct registry *r, const char *application, struct arena *a,
		       struct event **ret, size_t *ret_count, struct error *err)
{
	struct history h = {.registry = r, .id = application, .arena = a};
	enum fault fault = store_event_each(r->store, application, keep_event, &h, err);

	if (fault == FAULT_NONE) {
		*ret = h.events;
		*ret_count = h.count;
	}
	return fault;
}
