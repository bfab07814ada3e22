/* given.h - what is typed for an act: whether it is all that the act asks for, and nothing else. */
#ifndef SERVICES_APPLICATION_GIVEN_H
#define SERVICES_APPLICATION_GIVEN_H

#include "services/application/course.h"

/* Says of a fault by which field of what was typed it stands: "words", "to"; gives it back. */
enum fault given_at(enum fault fault, const char *field, struct error *err);

/* FAULT_INPUT: a reason, words, items or a stage are missing, or are none that the act takes. */
MUST_USE enum fault given_check(const struct act *act, const struct act_answers *t,
				struct error *err);

/* Who was asked in words answers in words; of named answers what is changed says it. */
MUST_USE enum fault given_check_reply(struct course *course, const char *words, struct error *err);

/* The words (NULL: none) made clean, in `a`; `missing` is what is said where there are none, NULL:
 * the act says whether it needs them. */
MUST_USE enum fault given_words(struct arena *a, const char *words, const char *missing,
				const char **ret, struct error *err);

#endif
