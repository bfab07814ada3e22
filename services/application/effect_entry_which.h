/* effect_entry_which.h - which entry of a register an application is about or has made, whether an
 * act may change it as it is, and until when it is valid then. */
#ifndef SERVICES_APPLICATION_EFFECT_ENTRY_WHICH_H
#define SERVICES_APPLICATION_EFFECT_ENTRY_WHICH_H

#include "services/definition/register.h"
#include "services/definition/service.h"
#include "services/definition/service_entry.h"
#include "services/form/form.h"
#include "services/registry/registry.h"
#include "services/store/store_register.h"

/* The entry of that register which the application is about, else the one that it has entered. */
MUST_USE enum fault effect_entry_find(struct registry *r, const char *application,
				      const struct service *s, const char *book,
				      struct store_register_entry *ret, bool *ret_found,
				      struct error *err);

/* Into the form of that application what conditions may know of the entry, as it is now. */
MUST_USE enum fault effect_entry_tell(struct registry *r, struct arena *a, const struct service *s,
				      const struct store_register_entry *row, struct form *f,
				      struct error *err);

/* Whether the effect is for entries of its status; else `err` says for which it is. */
bool effect_entry_takes(const struct register_definition *d, const struct store_register_entry *row,
			const struct entry_effect *e, struct error *err);

/* The beginning of the day behind the last one on which it is valid after the effect, which counts
 * from `since`; `before`: the same before it. 0: nothing is said. */
int64_t effect_entry_until(const struct entry_effect *e, int64_t since, int64_t before);

#endif
