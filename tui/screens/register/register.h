/* register.h - official registers as people look into them: which there are, what is found by a
 * number or by words, one entry; and what staff do with it. */
#ifndef TUI_SCREENS_REGISTER_REGISTER_H
#define TUI_SCREENS_REGISTER_REGISTER_H

#include "services/register/check.h"
#include "services/register/entry_act.h"
#include "tui/page/words_entry.h"
#include "tui/screens/common/common.h"

/* By number or words; of one register. */
struct screen *register_look_new(const struct register_definition *d);
/* One entry by its number; staff with a right over the register see its file. */
struct screen *register_entry_new(const struct register_definition *d, const char *number);
/* What staff do with it: its act is typed, and done. */
struct screen *register_act_new(const struct entry *e, const struct register_act *act);

#endif
