/* papers_sent.c - what was sent as files with several applications, and what was issued of them,
 * one list. */
#include "services/document/papers_sent.h"

#include "i18n/base/array.h"
#include "i18n/text.h"
#include "services/application/issued.h"
#include "services/catalogue/versions.h"
#include "services/definition/output.h"

#include <stdlib.h>
#include <string.h>

struct sent {
	struct registry *registry;
	struct caller *caller;
	struct arena *arena;
	struct paper_sent *list;
	size_t count, room;
};

static struct paper_sent *add(struct sent *s, const struct application *a)
{
	struct paper_sent *to;

	s->list = array_room_in(s->arena, s->list, s->count + 1, &s->room, sizeof(*s->list));
	to = &s->list[s->count++];
	*to = (struct paper_sent){.label = ""};
	memcpy(to->reference, a->reference, sizeof(to->reference));
	return to;
}

static enum fault add_papers(struct sent *s, const struct application *a,
			     const struct service *service, struct error *err)
{
	struct papers all = {.count = 0};
	enum fault fault =
		papers_list(s->registry, s->caller, a, service, NULL, s->arena, &all, err);

	for (size_t i = 0; i < all.count && fault == FAULT_NONE; i++)
		for (size_t k = 0; k < all.needs[i].file_count; k++) {
			const struct paper_file *file = &all.needs[i].files[k];
			struct paper_sent *to;

			if (!file->sent || file->state == PAPER_COMING)
				continue;
			to = add(s, a);
			to->paper = all.needs[i].paper;
			to->label = text_safe(s->arena, file->label, 0);
			to->at = file->at;
		}
	return fault;
}

static enum fault add_issued(struct sent *s, const struct application *a,
			     const struct service *service, struct error *err)
{
	struct issued *list = NULL;
	size_t count = 0;
	enum fault fault =
		issued_list(s->registry, s->caller, a, service, s->arena, &list, &count, err);

	for (size_t i = 0; i < count && fault == FAULT_NONE; i++) {
		const struct output *output = output_of(service, list[i].output);
		struct paper_sent *to;

		if (output == NULL)
			continue;
		to = add(s, a);
		to->issued = output;
		to->label = list[i].number;
		to->at = list[i].at;
		to->until = list[i].until;
		to->holds = list[i].status == ISSUED_VALID;
	}
	return fault;
}

static int by_time(const void *one, const void *two)
{
	const struct paper_sent *a = one, *b = two;

	if (a->at != b->at)
		return a->at < b->at ? 1 : -1;
	return strcmp(a->label, b->label);
}

enum fault papers_sent(struct registry *r, struct caller *v, const struct application *const *list,
		       size_t count, const struct term_list *terms, struct arena *arena,
		       struct paper_sent **ret, size_t *ret_count, struct error *err)
{
	struct sent s = {.registry = r, .caller = v, .arena = arena};
	enum fault fault = FAULT_NONE;

	for (size_t i = 0; i < count && fault == FAULT_NONE; i++) {
		const struct service *service = NULL;
		struct application a = *list[i];
		struct error why = {0};

		fault = application_get(r, v, &a, err);
		if (fault != FAULT_NONE ||
		    versions_find(r, arena, terms, a.service, a.version, &service, &why) !=
			    FAULT_NONE ||
		    service == NULL)
			continue;
		fault = add_papers(&s, &a, service, err);
		if (fault == FAULT_NONE)
			fault = add_issued(&s, &a, service, err);
	}
	if (s.count > 0)
		qsort(s.list, s.count, sizeof(*s.list), by_time);
	*ret = s.list;
	*ret_count = s.count;
	return fault;
}
