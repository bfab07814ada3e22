/* audit.h - what the auditors' pages share: the question, what was found, one entry of it. */
#ifndef TUI_SCREENS_OFFICE_AUDIT_H
#define TUI_SCREENS_OFFICE_AUDIT_H

#include "tui/screens/common/common.h"

/* By whom, for which office, on which day, of which application; and why it is asked. */
struct screen *audit_new(void);

/* What was found stands there until the page goes: looking at it again is another look, which is
 * asked for anew. `arena`, in which `found` lives, is taken over. */
struct screen *audit_found_new(struct arena *arena, const struct audit *found);

/* "Looked at", by the ledger's code of the act; the code itself where there are no words. */
const char *audit_act(const char *code);

/* Who did it: a name, "the host", "the applicant". */
const char *audit_by(struct arena *a, const struct audit_entry *e);

#endif
