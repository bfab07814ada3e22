/* numbers.h - a reference number and its PIN, typed: what asks for them, and what was answered. */
#ifndef TUI_SCREENS_COMMON_NUMBERS_H
#define TUI_SCREENS_COMMON_NUMBERS_H

#include "tui/screens/common/common.h"

enum { NUMBERS_REFERENCE = 1, NUMBERS_PIN }; /* fields */

struct numbers {
	char reference[REFERENCE_DIGITS + 1];
	char pin[MEMBER_CODE_DIGITS + 1]; /* the longest there is: an invitation's code */
	int focus;
	struct error errors[NUMBERS_PIN + 1]; /* by field; [0]: of the pair */
};

/* Their fields; `pin` false: of whom no PIN is asked. */
void numbers_put(struct page *p, const struct numbers *n, bool pin);

/* What was typed into a field, the PIN by `read`; false where it does not read, as the field says
 * then. */
typedef enum fault numbers_read(const char *typed, char *ret, struct error *err);
bool numbers_answer(struct numbers *n, const struct input *e, numbers_read *read);

/* Whether all that is asked for is there; else the first that is not has the focus. */
bool numbers_are_there(struct numbers *n, bool pin);

void numbers_forget_pin(struct numbers *n);

#endif
