/* deedwords.h - what was written of an entry of a register, as its reader has it. */
#ifndef TUI_PAGE_DEEDWORDS_H
#define TUI_PAGE_DEEDWORDS_H

#include "i18n/base/arena.h"
#include "services/definition/types.h"

/* `words`: "Annual report, 31 March 2027, EG-C-2026-00001", as services/application/duty.c writes
 * them in any language; the same in `lang`. NULL: they are no such words, or nothing has this name
 * any more. `s`: the service of the application that the entry is of. */
char *deedwords(struct arena *a, enum lang lang, const struct service *s,
		const struct term_list *terms, const char *words);

#endif
