/* registers.c - a register's definition stays as long as it has entries. */
#include "services/catalogue/registers.h"

#include "services/definition/kind.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_definition.h"
#include "services/store/store_register.h"

#include <string.h>

enum fault registers_may_go(struct registry *r, const char *key, struct error *err)
{
	int newest = 0, before = 0;
	int64_t count = 0;
	enum fault fault;

	if (kind_of(key) != KIND_REGISTER)
		return FAULT_NONE;
	fault = store_definition_newest(r->store, key, &newest, err);
	if (fault == FAULT_NONE)
		fault = store_definition_before(r->store, key, newest, &before, err);
	if (fault == FAULT_NONE && before == 0)
		fault = store_register_tally(r->store, strchr(key, ':') + 1, &count, err);
	if (fault != FAULT_NONE || count == 0)
		return fault;
	fail(err, FAULT_CONFLICT,
	     N_("The register stays, for it has entries: {count}. Import a higher version "
		"instead."),
	     "%s", key);
	error_fill(err, "count", "%lld", (long long)count);
	return FAULT_CONFLICT;
}
