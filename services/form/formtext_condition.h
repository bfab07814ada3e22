/* formtext_condition.h - the condition of a question or section in words, with the labels of what
 * it names. */
#ifndef SERVICES_FORM_FORMTEXT_CONDITION_H
#define SERVICES_FORM_FORMTEXT_CONDITION_H

#include "services/definition/answer.h"
#include "services/definition/rule.h"
#include "services/form/formtext.h"

/* What the words are made from. */
struct formtext_ground {
	const struct service *service;
	struct answer_ground answers; /* in whose language, and as of which day */
	formtext_words *words;        /* NULL: English */
};

/* "Only if you answered “Renewal” or “Change” to “Kind of licence”." in `a`; where several things
 * decide, a line for each below the first, those that belong together further in. Values that move
 * with the day are told as of g->answers.today. */
char *formtext_condition(struct arena *a, const struct formtext_ground *g, const struct rule *r);

#endif
