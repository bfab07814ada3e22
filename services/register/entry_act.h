/* entry_act.h - what staff do with an entry of a register by the register's own acts. */
#ifndef SERVICES_REGISTER_ENTRY_ACT_H
#define SERVICES_REGISTER_ENTRY_ACT_H

#include "i18n/base/arena.h"
#include "services/access/caller.h"
#include "services/definition/register.h"
#include "services/registry/registry.h"

/* One of them, and whether it can be done now by this caller; else why not. */
struct entry_act {
	const struct register_act *act;
	bool possible;
	struct error why;
};

/* All that are no clock's, in `a`, of the entry of this number. FAULT_DENIED, FAULT_MISSING as of
 * check_file. */
MUST_USE enum fault entry_act_list(struct registry *r, struct caller *c,
				   const struct register_definition *d, const char *number,
				   struct arena *a, struct entry_act **ret, size_t *ret_count,
				   struct error *err);

/* Does one; `revision`: of the entry as the caller has seen it, 0: whichever. FAULT_INPUT: a reason
 * or words are missing. FAULT_CONFLICT: its status does not allow it, or somebody was faster. */
struct entry_typed {
	const char *reason, *words; /* NULL: nothing */
	int64_t revision;
};
MUST_USE enum fault entry_act_do(struct registry *r, struct caller *c,
				 const struct register_definition *d, const char *number,
				 const char *act, const struct entry_typed *typed,
				 struct error *err);

#endif
