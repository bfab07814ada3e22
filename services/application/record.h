/* record.h - what an application is in full, as one keyed digest for the ledger. */
#ifndef SERVICES_APPLICATION_RECORD_H
#define SERVICES_APPLICATION_RECORD_H

#include "services/registry/registry.h"
#include "services/registry/seal.h"
#include "services/store/store_answer.h"
#include "services/store/store_application.h"
#include "services/store/store_event.h"

/*
 * Over the stored application, by recipes of which each covers more than the one before:
 *
 *   1   "application" | id | reference | service | version | lang | pin hash | source | begun_at
 *       | state | holder*
 *       and unless it is a draft:
 *       | stage | submitted_at | due_at | "answers" (section | item | question | value)*
 *       | "items" (section | count)* | "events" (number | at | state | stage | actor | note)*
 *   n   "application n" instead of the first word, and behind all, unless it is a draft:
 *       (name | value)* of the columns that STORE_APPLICATION names for the recipes 2 to n
 *
 * So a column that is added with its recipe leaves older digests as they were; the ledger's entry
 * names the recipe of its digest.
 *
 * FAULT_BROKEN: a seal does not hold. Of a draft every seal is opened too, but its answers and its
 * revision change without a new digest.
 */
MUST_USE enum fault record_of_application(struct registry *r, const struct store_application *row,
					  int recipe, char ret[SEAL_DIGEST + 1], struct error *err);

/* The same where its answers, items and events are at hand, as they were written in this
 * transaction, or read before it of the same revision: they are not read and opened again. */
struct record_content {
	struct record_value {
		struct store_answer row;
		const char *words;
	} * values; /* in the order of store_answer_each */
	size_t count, room;
	struct store_answer_items *items; /* and of store_answer_each_items */
	size_t item_count, item_room;
	struct record_line {
		struct store_event row;
		const char *note; /* in words */
	} * lines;                /* of the history, the oldest first */
	size_t line_count, line_room;
	int64_t revision; /* of which they were read */
};
MUST_USE enum fault record_of_content(struct registry *r, const struct store_application *row,
				      const struct record_content *content, int recipe,
				      char ret[SEAL_DIGEST + 1], struct error *err);

/* One more line, whose texts are copied to `a`. */
void record_add_line(struct arena *a, struct record_content *content, const struct store_event *row,
		     const char *note);

/* The newest recipe: by it changes are entered. */
int record_recipe(const struct registry *r);

/* The value of a stored answer of an application, in `a`: opened where it is sealed, else as it
 * stands. FAULT_BROKEN: the seal does not hold, or something stands beside it. */
MUST_USE enum fault record_answer(const struct seal *s, struct arena *a, const char *application,
				  const struct store_answer *answer, char **ret, struct error *err);

/* The binding that an answer or an event's note is sealed for. */
void record_answer_binding(char *to, size_t room, const char *section, int item,
			   const char *question);
void record_event_binding(char *to, size_t room, int number);

#endif
