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
#define INSIDE "inside"
#define FILLED "filled"
#define FILLED_PARTS 4 /* with that word */

char *told_pack(struct arena *a, const struct event *e)
{
	char *text = arena_text(a, e->note);

	if (e->act[0] == '\0')
		return text;
	text = arena_format(a, "%s%c%s%c%s", text, RS, e->act, US, e->reason);
	if (e->inside)
		text = arena_format(a, "%s%c%s", text, RS, INSIDE);
	for (size_t i = 0; i < e->item_count; i++) {
		const struct named *n = &e->items[i];

		text = arena_format(a, "%s%c%s%c%s%c%d%c%s%c%s", text, RS, codes_wrong[n->wrong],
				    US, n->section, US, n->item, US, n->question, US, n->was);
	}
	for (size_t i = 0; i < e->answer_count; i++)
		text = arena_format(a, "%s%c%s%c%s%c%s%c%s", text, RS, FILLED, US,
				    codes_class[e->answers[i].class], US, e->answers[i].question,
				    US, e->answers[i].value);
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
	for (int i = 0; codes_wrong[i] != NULL; i++)
		if (strcmp(codes_wrong[i], parts[0]) == 0) {
			ret->wrong = (enum named_wrong)i;
			return true;
		}
	return false;
}

/* A class that cannot be told is the narrowest. */
static bool read_filled(struct arena *a, const char *text, struct desk_answer *ret)
{
	const char *parts[FILLED_PARTS] = {NULL};

	for (size_t i = 0; i < FILLED_PARTS && text != NULL; i++)
		parts[i] = part(a, &text, US);
	if (parts[FILLED_PARTS - 1] == NULL || text != NULL || strcmp(parts[0], FILLED) != 0)
		return false;
	*ret = (struct desk_answer){
		.question = parts[2], .value = parts[3], .class = CLASS_SENSITIVE};
	for (int i = 0; codes_class[i] != NULL; i++)
		if (strcmp(codes_class[i], parts[1]) == 0)
			ret->class = (enum class)i;
	return true;
}

/* What stands behind the act: each tells what it is. */
static void read_rest(struct arena *a, const char *note, struct event *ret)
{
	struct named *items = arena_array(a, LIMIT_NAMED, sizeof(*items));
	struct desk_answer *answers = NULL;
	size_t room = 0;

	while (note != NULL) {
		const char *one = part(a, &note, RS);

		answers = array_room_in(a, answers, ret->answer_count + 1, &room, sizeof(*answers));
		if (strcmp(one, INSIDE) == 0)
			ret->inside = true;
		else if (read_filled(a, one, &answers[ret->answer_count]))
			ret->answer_count++;
		else if (ret->item_count < LIMIT_NAMED &&
			 read_item(a, one, &items[ret->item_count]))
			ret->item_count++;
	}
	ret->items = items;
	ret->answers = answers;
}

void told_unpack(struct arena *a, const char *note, struct event *ret)
{
	const char *act;

	ret->note = part(a, &note, RS);
	ret->act = ret->reason = "";
	ret->items = NULL;
	ret->answers = NULL;
	ret->item_count = ret->answer_count = 0;
	ret->inside = false;
	if (note == NULL)
		return;
	act = part(a, &note, RS);
	ret->act = part(a, &act, US);
	if (act != NULL)
		ret->reason = act;
	if (note != NULL)
		read_rest(a, note, ret);
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
