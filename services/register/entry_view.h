/* entry_view.h - inside the engine: an entry read for whoever sees these classes. */
#ifndef SERVICES_REGISTER_ENTRY_VIEW_H
#define SERVICES_REGISTER_ENTRY_VIEW_H

#include "services/register/check.h"
#include "services/store/store_register.h"

#define ENTRY_PUBLIC (1U << CLASS_PUBLIC)

/* In `a`. `sees`: bits by enum class; what is of other classes is withheld, of anybody
 * (`is_staff` false) left out. `with_lines`: with its history, of which anybody gets no words. */
MUST_USE enum fault entry_view(struct registry *r, struct arena *a,
			       const struct register_definition *d,
			       const struct store_register_entry *row, unsigned sees, bool is_staff,
			       bool with_lines, struct entry *ret, struct error *err);

#endif
