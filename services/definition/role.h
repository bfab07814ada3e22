/* role.h - a role read from its definition: what it may do, which classes of values it sees, and
 * with which roles nobody may have it. */
#ifndef SERVICES_DEFINITION_ROLE_H
#define SERVICES_DEFINITION_ROLE_H

#include "i18n/base/arena.h"
#include "i18n/base/error.h"
#include "i18n/lang.h"

#include <stdbool.h>

/*
 *	role: officer
 *	version: 1
 *	name: {ar: …, fr: …, en: …}
 *	may: [look, ask, decide, forward]
 *	sees: [public, internal, personal]
 *	not_with: [administrator]
 */
struct role {
	const char *id;
	int version;
	struct text name;
	const char **may; /* ids of acts */
	size_t may_count;
	unsigned sees; /* bits by enum class (codes.h) */
	const char **not_with;
	size_t not_with_count;
};

#define ROLE_ID 24 /* room for an id with its end */

/* Reads one definition into `a`; `name` stands in messages as the file. FAULT_INPUT: the first
 * fault, with its line; all of them are told to `faults`, where that is not NULL. */
struct fault_list;
MUST_USE enum fault role_read(struct arena *a, const char *name, const char *yaml, size_t len,
			      const struct role **ret, struct fault_list *faults,
			      struct error *err);

/* Whether it may do the act of this id; whether nobody may have both roles, whichever says so. */
bool role_may(const struct role *r, const char *act);
bool role_excludes(const struct role *one, const struct role *two);

#endif
