/* check_inside.h - inside the room: what looking an entry up by anybody and by staff have in
 * common. */
#ifndef SERVICES_REGISTER_CHECK_INSIDE_H
#define SERVICES_REGISTER_CHECK_INSIDE_H

#include "services/access/access.h"
#include "services/register/check.h"
#include "services/store/store_register.h"

/* FAULT_MISSING, with what to do. */
enum fault check_missing(const struct caller *c, const struct register_definition *d,
			 struct error *err);

/* One more of a register of persons is looked up by anybody. FAULT_BUSY: too soon. */
MUST_USE enum fault check_pace(struct registry *r, struct caller *c,
			       const struct register_definition *d, struct error *err);

/* FAULT_DENIED, to staff without a right over the register: it does not tell whether there is one.
 */
enum fault check_refuse(struct error *err);

/* That one of staff, or the host, was told what of it is nobody's but theirs. */
MUST_USE enum fault check_enter_look(struct registry *r, const struct caller *c,
				     const struct access_by *by,
				     const struct store_register_entry *row, struct error *err);

/* The register, and an entry of it (NULL: none yet, of whichever office it will be), as access_may
 * is asked of it: its "service" is "register:ID", whose grants reach it. It lives in `a`. */
struct access_object check_object(struct arena *a, const struct register_definition *d,
				  const struct store_register_entry *row);

/* Whether one of staff sees the file of this entry (NULL: of any); FAULT_DENIED in words that do
 * not tell whether there is one. `by` (may be NULL) is told in which role. */
MUST_USE enum fault check_may_file(struct registry *r, const struct caller *c,
				   const struct register_definition *d,
				   const struct store_register_entry *row, struct access_by *by,
				   struct error *err);

/* Whether the caller may have all of a register of persons at once. */
MUST_USE enum fault check_may_all(struct registry *r, const struct caller *c,
				  const struct register_definition *d, struct error *err);

#endif
