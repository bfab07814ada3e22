/* rulewords.h - a condition as people read it: the labels of its questions, the names of choices.
 */
#ifndef TUI_PAGE_RULEWORDS_H
#define TUI_PAGE_RULEWORDS_H

#include "services/definition/service.h"

/* In `a`; with the title of the section, or task, in which each question stands. NULL where it
 * counts or compares with more than words: then it is as it was written. */
const char *rulewords(struct arena *a, enum lang lang, const struct service *s,
		      const struct rule *r);

#endif
