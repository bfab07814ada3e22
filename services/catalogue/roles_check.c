/* roles_check.c - whether the roles that there will be fit what people have and what services name.
 */
#include "services/catalogue/roles.h"

#include "i18n/base/array.h"
#include "services/catalogue/lists.h"
#include "services/catalogue/versions.h"
#include "services/definition/kind.h"
#include "services/definition/service.h"
#include "services/definition/service_read.h"
#include "services/definition/term.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_account.h"
#include "services/store/store_application.h"
#include "services/store/store_definition.h"

#include <string.h>

struct naming {
	const char *service;
	int version;
};

struct fitting {
	struct registry *registry;
	struct arena *arena;
	const struct role **roles;
	size_t count;
	const char *id; /* of the role that is another now */
	struct term_list terms;
	struct naming *naming; /* the versions of services that name it */
	size_t named, room;
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

/* Each pair that somebody has; a role beside itself: all who have it. What was wrong before without
 * this role stays. */
static void check_pair(void *ctx, const struct store_account_pair *pair)
{
	struct fitting *f = ctx;
	const struct role *one = find(f, pair->role), *two = find(f, pair->other);

	if (f->fault != FAULT_NONE ||
	    (strcmp(pair->role, f->id) != 0 && strcmp(pair->other, f->id) != 0))
		return;
	if (one == NULL && strcmp(pair->role, pair->other) == 0)
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

/* A version of a service that names it. */
static enum fault keep_naming(void *ctx, const struct store_definition *d, struct error *err)
{
	struct fitting *f = ctx;
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	const struct service *s = NULL;
	struct error why;

	(void)err;
	if (term_file_name(d->service) != NULL || kind_of(d->service) != KIND_SERVICE ||
	    memmem(d->yaml.at, d->yaml.len, f->id, strlen(f->id)) == NULL ||
	    service_read_stored(a, &f->terms, d->service, d->yaml.at, d->yaml.len, &s, &why) !=
		    FAULT_NONE ||
	    !service_names_role(s, f->id))
		return FAULT_NONE;
	f->naming = array_room_in(f->arena, f->naming, f->named + 1, &f->room, sizeof(*f->naming));
	f->naming[f->named].service = arena_text(f->arena, d->service);
	f->naming[f->named++].version = d->version;
	return FAULT_NONE;
}

/* It is served, or applications have it, which keep the version that they began with. */
static enum fault check_naming(struct fitting *f, const struct naming *n, struct error *err)
{
	int newest = 0;
	int64_t count = 0;
	enum fault fault = store_definition_newest(f->registry->store, n->service, &newest, err);

	if (fault == FAULT_NONE)
		fault = store_application_count_of(f->registry->store, n->service, n->version,
						   &count, err);
	if (fault != FAULT_NONE || (newest != n->version && count == 0))
		return fault;
	fail(err, FAULT_CONFLICT,
	     N_("The role {role} stays: version {version} of the service {service} names it, and "
		"is served or has applications. Import a version of that service without the "
		"role first."),
	     "%s/%d", n->service, n->version);
	error_fill(err, "role", "%s", f->id);
	error_fill(err, "service", "%s", n->service);
	error_fill(err, "version", "%d", n->version);
	return FAULT_CONFLICT;
}

static enum fault check_services(struct fitting *f, struct error *err)
{
	enum fault fault = lists_terms(f->registry, f->arena, NULL, 0, &f->terms, err);

	if (fault == FAULT_NONE)
		fault = store_definition_each(f->registry->store, false, keep_naming, f, err);
	for (size_t i = 0; fault == FAULT_NONE && i < f->named; i++)
		fault = check_naming(f, &f->naming[i], err);
	return fault;
}

enum fault roles_check(struct registry *r, const char *id, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct fitting f = {.registry = r, .arena = a, .id = id, .err = err};
	enum fault fault = roles_read(r, a, &f.roles, &f.count, err);

	if (fault == FAULT_NONE)
		fault = store_account_each_pair(r->store, registry_now(r), check_pair, &f, err);
	if (fault == FAULT_NONE)
		fault = f.fault;
	return fault == FAULT_NONE && find(&f, id) == NULL ? check_services(&f, err) : fault;
}

enum fault roles_check_items(struct registry *r, const struct versions_item *items, size_t count,
			     struct error *err)
{
	enum fault fault = FAULT_NONE;

	for (size_t i = 0; fault == FAULT_NONE && i < count; i++)
		if (items[i].is_new && kind_of(items[i].id) == KIND_ROLE)
			fault = roles_check(r, strchr(items[i].id, ':') + 1, err);
	return fault;
}
