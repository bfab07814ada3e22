/* answer.h - one answer: read as a person types it, checked against its question, said in words. */
#ifndef SERVICES_DEFINITION_ANSWER_H
#define SERVICES_DEFINITION_ANSWER_H

#include "i18n/base/arena.h"
#include "i18n/base/error.h"
#include "services/definition/types.h"

/* What every check needs to know besides the question. */
struct answer_ground {
	const struct term_list *terms;
	struct date today;
	enum lang lang; /* in which limits are said */
};

/* The canonical form (docs/SERVICES.md: "what is kept") of what was typed, in `a`; "" for nothing
   but blanks. FAULT_INPUT says what to do. Whether an answer is required is the form's concern. */
MUST_USE enum fault answer_read(const struct answer_ground *g, struct arena *a,
				const struct question *q, const char *raw, char **ret,
				struct error *err);

/* Whether a canonical answer keeps the limits and the pattern (which may depend on today). */
MUST_USE enum fault answer_check(const struct answer_ground *g, const struct question *q,
				 const char *canonical, struct error *err);

/* Whether a stored answer still has the shape of its type: a choice that exists, a date, digits …
 */
bool answer_is_shaped(const struct answer_ground *g, const struct question *q,
		      const char *canonical);

/* The pattern that a whole answer must match, NULL for none; in `says` the words that explain how
 * it is written, NULL where there are none: both the question's own, or its country's. */
const char *answer_check_pattern(const struct answer_ground *g, const struct question *q,
				 const struct text **says);

/* What the question's limits are today, as the fault would say it; false when it has none.
 * `*ret_moves`: they move with the day. */
bool answer_check_limits(const struct answer_ground *g, const struct question *q, struct error *ret,
			 bool *ret_moves);

/* The question's default in canonical form, or NULL. */
char *answer_preset(const struct answer_ground *g, struct arena *a, const struct question *q);

/* A message about an answer that is taken but worth a second look; NULL: there is none. */
const char *answer_remark(const struct question *q, const char *canonical);

/* In words for the person. */
char *answer_show(const struct answer_ground *g, struct arena *a, const struct question *q,
		  const char *canonical, enum lang lang);

/* As it is typed again in a filled form: codes, decimal amounts, dates as 1990-03-14; and in a
 * page's field, where dates are 14/3/1990. */
char *answer_show_plain(struct arena *a, const struct question *q, const char *canonical);
char *answer_show_edit(struct arena *a, const struct question *q, const char *canonical,
		       enum lang lang);

/* Lets a message that explains how an answer is written begin with what was written instead: how
 * many digits, or the words. NULL `err` is accepted. */
void answer_tell_written(struct error *err, const char *written);

#endif
