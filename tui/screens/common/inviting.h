/* inviting.h - somebody is invited: the name, what they may do, and the code to hand over; to an
 * application and to an organisation alike. */
#ifndef TUI_SCREENS_COMMON_INVITING_H
#define TUI_SCREENS_COMMON_INVITING_H

#include "tui/screens/common/common.h"

enum { INVITING_NAME = 1, INVITING_MAY }; /* fields */
#define INVITING_DONE 1                   /* the choice below the code */

struct inviting {
	char *name;                       /* typed; NULL */
	char *chosen;                     /* numbers with commas; NULL */
	char code[INVITATION_DIGITS + 1]; /* given; "": not yet */
	struct error error;
	int wrong; /* the field that it is of; 0: of none */
};

/* Whether the right with this number, from 1, was chosen. */
bool inviting_chose(const struct inviting *v, size_t number);

/* What asks for it, below `words`: `rights` may be given. */
void inviting_put(struct page *p, const struct inviting *v, const char *words,
		  const char *const *rights, size_t count);

/* What the slip says of the code: how it is handed over, above all else; the code; the way
 * in; NULL: that follows. */
void inviting_put_code(struct page *p, const struct inviting *v, const char *way);

/* What was typed into a field. */
void inviting_answer(struct inviting *v, const struct input *e);

/* Around the invitation: what was wrong before is gone; what is, in `error`, is of its field. */
void inviting_begin(struct inviting *v);
void inviting_end(struct inviting *v);

void inviting_forget(struct inviting *v);
void inviting_free(struct inviting *v);

#endif
