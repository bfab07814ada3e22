/* blocks.c - which services have which version of a block among their questions. */
#include "services/catalogue/blocks.h"

#include "services/definition/block.h"
#include "services/definition/kind.h"
#include "services/definition/term.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_definition.h"

#include <string.h>

struct looking {
	const char *id;
	void (*visit)(void *ctx, const struct blocks_user *user);
	void *ctx;
};

static enum fault look(void *ctx, const struct store_definition *d, struct error *err)
{
	const struct looking *l = ctx;
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	size_t at = block_own_length(d->yaml.at, d->yaml.len);
	struct block_shared shared;

	(void)err;
	while (block_next(a, d->yaml.at, d->yaml.len, &at, &shared))
		if (strcmp(shared.id, l->id) == 0)
			l->visit(l->ctx,
				 &(struct blocks_user){d->service, d->version, shared.version});
	return FAULT_NONE;
}

enum fault blocks_each_user(struct registry *r, const char *id, bool newest,
			    void (*visit)(void *ctx, const struct blocks_user *user), void *ctx,
			    struct error *err)
{
	return store_definition_each(r->store, newest, look, &(struct looking){id, visit, ctx},
				     err);
}

/* The first that has this version. */
struct finding {
	int version;
	char user[112]; /* "lb-sample 3"; "" */
};

static void find(void *ctx, const struct blocks_user *user)
{
	struct finding *f = ctx;

	if (user->block_version == f->version && f->user[0] == '\0')
		snprintf(f->user, sizeof(f->user), "%s %d", user->service, user->version);
}

enum fault blocks_may_go(struct registry *r, const char *key, int version, struct error *err)
{
	struct finding f = {.version = version};
	const char *id = strchr(key, ':');
	enum fault fault;

	if (id == NULL || kind_of(key) != KIND_BLOCK)
		return FAULT_NONE;
	fault = blocks_each_user(r, id + 1, false, find, &f, err);
	if (fault != FAULT_NONE || f.user[0] == '\0')
		return fault;
	fail(err, FAULT_CONFLICT,
	     N_("Version {version} stays, for {service} has it among its questions. Import a "
		"higher version instead."),
	     "%s/%d", key, version);
	error_fill(err, "version", "%d", version);
	error_fill(err, "service", "%s", f.user);
	return FAULT_CONFLICT;
}
