/* leave.h - the question before a person leaves. */
#ifndef TUI_SCREENS_LEAVE_H
#define TUI_SCREENS_LEAVE_H

#include "tui/screens/screen.h"

/* Asks, and says by which reference a draft that is open can be found again. */
struct screen *leave_new(const struct stack *st);

/* True when this question stands on top already. */
bool leave_is_asked(const struct stack *st);

#endif
