/* roles_check.c - whether the roles that there will be fit what people have and what services name.
 */
#include "services/catalogue/roles.h"

#include "services/catalogue/lists.h"
#include "services/catalogue/versions.h"
#include "services/definition/kind.h"
#include "services/definition/service.h"
#include "services/definition/service_read.h"
#include "services/definition/term.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_account.h"
#include "services/store/store_definition.h"

#include <string.h>

struct fitting {
	struct registry *registry;
	struct arena *arena;
	const struct role **roles;
	size_t count;
	const char *gone; /* of which one version less is there; NULL: of none */
	struct term_list terms;
	enum fault fault;
	struct error *err;
};

static const struct role *find(const struct fitting *f, const char *id)
{
	for (size_t i = 0; i < f->count; i++)
		if (strcmp(f->roles[i]->id, id) == 0)
			return f->roles[i];
	return NULL;
}

static void refuse(struct fitting *f, const char *say, const struct store_account_pair *pair)
{
	f->fault = fail(f->err, FAULT_CONFLICT, say, "%s with %s", pair->role, pair->other);
	error_fill(f->err, "role", "%s", pair->role);
	error_fill(f->err, "other", "%s", pair->other);
	error_fill(f->err, "count", "%lld", (long long)pair->count);
}

/* Each pair that somebody has; a role beside itself: all who have it. */
static void check_pair(void *ctx, const struct store_account_pair *pair)
{
	struct fitting *f = ctx;
	const struct role *one = find(f, pair->role), *two = find(f, pair->other);

	if (f->fault != FAULT_NONE)
		return;
	if (one == NULL && one == two)
		refuse(f,
		       N_("The role {role} stays, for accounts have it: {count}. End those grants "
			  "first, or import a higher version of it."),
		       pair);
	else if (one != NULL && two != NULL && one != two && role_excludes(one, two))
		refuse(f,
		       N_("Nobody may have {role} and {other} together by this, and accounts have "
			  "both: {count}. End one of the two in each of them first; `account list` "
			  "tells which they are."),
		       pair);
}

/* --- what services name --- */

/* Of any version, since running applications keep the one that they have. */
static enum fault check_service(void *ctx, const struct store_definition *d, struct error *err)
{
	struct fitting *f = ctx;
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	const struct service *s = NULL;
	struct error why;

	if (term_file_name(d->service) != NULL || kind_of(d->service) != KIND_SERVICE ||
	    memmem(d->yaml.at, d->yaml.len, f->gone, strlen(f->gone)) == NULL ||
	    service_read_stored(a, &f->terms, d->service, d->yaml.at, d->yaml.len, &s, &why) !=
		    FAULT_NONE ||
	    !service_names_role(s, f->gone))
		return FAULT_NONE;
	fail(err, FAULT_CONFLICT,
	     N_("The role {role} stays, for the service {service} names it. Import a version of "
		"that service without it first; one that applications have keeps the role."),
	     "%s/%d", d->service, d->version);
	error_fill(err, "role", "%s", f->gone);
	error_fill(err, "service", "%s", d->service);
	return FAULT_CONFLICT;
}

static enum fault check_services(struct fitting *f, struct error *err)
{
	enum fault fault = lists_terms(f->registry, f->arena, NULL, 0, &f->terms, err);

	return fault == FAULT_NONE
		       ? store_definition_each(f->registry->store, false, check_service, f, err)
		       : fault;
}

enum fault roles_check(struct registry *r, const char *gone, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct fitting f = {.registry = r, .arena = a, .gone = gone, .err = err};
	enum fault fault = roles_read(r, a, &f.roles, &f.count, err);

	if (fault == FAULT_NONE)
		fault = store_account_each_pair(r->store, registry_now(r), check_pair, &f, err);
	if (fault == FAULT_NONE)
		fault = f.fault;
	return fault == FAULT_NONE && gone != NULL && find(&f, gone) == NULL
		       ? check_services(&f, err)
		       : fault;
}

enum fault roles_check_items(struct registry *r, const struct versions_item *items, size_t count,
			     struct error *err)
{
	for (size_t i = 0; i < count; i++)
		if (items[i].is_new && kind_of(items[i].id) == KIND_ROLE)
			return roles_check(r, NULL, err);
	return FAULT_NONE;
}
