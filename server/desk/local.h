/* local.h - the portal's pages on this terminal, without SSH: a kiosk, a centre's console. */
#ifndef SERVER_DESK_LOCAL_H
#define SERVER_DESK_LOCAL_H

#include "i18n/base/error.h"

/* Until the person leaves or the terminal goes. FAULT_INPUT: standard input or output is no
   terminal that pages can be shown on, and plain lines are used where it is one at all. */
MUST_USE enum fault local_run(const char *state, struct error *err);

#endif
