/* roles.h - the roles that there are now: those that the program brings, and the newest of those
 * that were imported, in their place or besides. */
#ifndef SERVICES_CATALOGUE_ROLES_H
#define SERVICES_CATALOGUE_ROLES_H

#include "i18n/base/arena.h"
#include "services/definition/role.h"
#include "services/registry/registry.h"

/* Looks whether the registry has others than this process knows: one small read, as long as the
 * catalogue is the same. Whatever asks what a role may looks first, in its own transaction, so that
 * a version bites in the middle of a visit. One that is not as the portal wrote it, or that this
 * version cannot read, is none. */
MUST_USE enum fault roles_look(struct registry *r, struct error *err);

/* Those that were seen when this process looked last, by id; before, those of the program. They
 * stay for as long as the process. */
const struct role *const *roles_all(size_t *ret_count);

/* NULL: there is no such role. */
const struct role *roles_find(const char *id);

/* What the program brings of this id, as it was written, where the registry has none; NULL:
 * nothing.
 */
const char *roles_own_text(const char *id, size_t *ret_len);

/* --- for the files of the catalogue --- */

/* The roles as they are within the transaction, by id, in `a`. */
MUST_USE enum fault roles_read(struct registry *r, struct arena *a, const struct role ***ret,
			       size_t *ret_count, struct error *err);

/* Within the transaction that brings a version of this role, or takes one away: FAULT_CONFLICT
 * where people have it with another that nobody may have with it by then, with how many do; or
 * where it would be there no more, and people have it or a service names it. */
MUST_USE enum fault roles_check(struct registry *r, const char *id, struct error *err);

struct versions_item; /* services/catalogue/versions.h */

/* The same of each new role among them. */
MUST_USE enum fault roles_check_items(struct registry *r, const struct versions_item *items,
				      size_t count, struct error *err);

#endif
