/* journey.h - one draft on its way: the form, its application in the registry, and what was entered
 * wrongly last. */
#ifndef TUI_JOURNEY_H
#define TUI_JOURNEY_H

#include "tui/screen.h"

/* An answer that was not taken: it stands there again when the person comes back to its question.
 */
struct slip {
	struct spot at;
	char *raw; /* as it was typed */
	struct error error;
	struct slip *next;
};

/* Shared by the screens of one application being filled in; counted, freed with the last of them.
 */
struct journey {
	int holders;
	struct arena *arena; /* holds a service version that is not the catalogue's */
	const struct service *service;
	struct form *form;
	struct application application;
	char pin[PIN_DIGITS + 1]; /* of a draft begun in this visit; "" else */
	struct slip *slips;       /* the newest first */
};

/* Begins a draft, or goes on with a stored one (application opened before). NULL and `err` on a
 * fault. */
struct journey *journey_begin(const struct context *x, const struct service *s, struct error *err);
struct journey *journey_resume(const struct context *x, const struct application *a,
			       struct error *err);

/* False when the draft has other answers now than when it was read, or is none any more. */
bool journey_is_current(const struct context *x, const struct journey *j);

struct journey *journey_hold(struct journey *j);
void journey_drop(struct journey *j);

/* Checks, keeps and stores one answer; FAULT_INPUT keeps the old one. Durable when it returns
 * FAULT_NONE. */
MUST_USE enum fault journey_answer(const struct context *x, struct journey *j,
				   const struct spot *at, const char *raw, struct error *err);

/* Keeps what was typed wrongly and why until the end of the visit, at most JOURNEY_SLIPS of them;
 * takes it away. A repeated section whose items have moved: `forget` all of it. */
#define JOURNEY_SLIPS 64
void journey_keep_slip(struct journey *j, const struct spot *at, const char *raw,
		       const struct error *err);
void journey_drop_slip(struct journey *j, const struct spot *at);
void journey_forget_slips(struct journey *j, const struct section *s);

/* NULL: the last answer to this question was right, or there was none. */
const struct slip *journey_slip(const struct journey *j, const struct spot *at);

/* Remembers where the person stands. */
void journey_place(const struct context *x, struct journey *j, const struct spot *at);

/* The question that was open when the person left; false when the draft had not come that far. */
bool journey_where(const struct journey *j, struct spot *ret);

#endif
