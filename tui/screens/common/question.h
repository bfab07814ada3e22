/* question.h - a question of a form as a field of a page: its choices, its help, what was typed. */
#ifndef TUI_SCREENS_COMMON_QUESTION_H
#define TUI_SCREENS_COMMON_QUESTION_H

#include "tui/screens/common/common.h"

/* Whether it is answered from a list. */
bool question_is_list(const struct question *q);

/* With what stands there in the form, or with what was `refused` as it was typed (NULL: nothing);
 * its id and its error are the caller's. */
struct field *question_field(const struct scene *x, struct arena *a, const struct form *f,
			     const struct field_path *at, const char *refused);

/* Numbers as the face gives them ("2", "1,3") as codes; NULL when it is not a number of the list.
 */
char *question_codes(const struct scene *x, struct arena *a, const struct question *q,
		     const char *numbers);

#endif
