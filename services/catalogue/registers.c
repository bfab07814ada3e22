/* registers.c - a register's definition stays as long as it has entries; which services do not fit
 * a new version of one. */
#include "services/catalogue/registers.h"

#include "services/definition/block.h"
#include "services/definition/kind_read.h"
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

/* --- what fits a new version --- */

struct fitting {
	const struct term_list *before, *now;
	void (*visit)(void *ctx, const struct registers_unfit *u);
	void *ctx;
};

/* Of a register that is another now. */
static bool names_one(const struct fitting *f, const struct store_definition *d)
{
	for (size_t i = 0; i < f->now->other_count; i++) {
		const struct definition *other = &f->now->others[i];

		if (other->kind == KIND_REGISTER &&
		    kind_find(f->before, KIND_REGISTER, other->id) != other->what &&
		    memmem(d->yaml.at, d->yaml.len, other->id, strlen(other->id)) != NULL)
			return true;
	}
	return false;
}

static struct fault_list *read_with(struct arena *a, const struct term_list *terms,
				    const struct store_definition *d)
{
	struct fault_list *faults = arena_take(a, sizeof(*faults));
	size_t len = block_own_length(d->yaml.at, d->yaml.len);
	struct definition ignored;
	struct error told;
	enum fault fault = kind_read_as(a, terms, KIND_SERVICE, false, d->service, d->yaml.at, len,
					&ignored, faults, &told);

	return fault == FAULT_NONE || fault == FAULT_INPUT ? faults : NULL;
}

static bool has(const struct error *list, size_t count, const struct error *e)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].line == e->line && list[i].say == e->say)
			return true;
	return false;
}

static enum fault fit(void *ctx, const struct store_definition *d, struct error *err)
{
	const struct fitting *f = ctx;
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct registers_unfit u = {.service = d->service, .version = d->version, .refused = true};
	const struct fault_list *before, *now;

	(void)err;
	if (term_file_name(d->service) != NULL || kind_of(d->service) != KIND_SERVICE ||
	    !names_one(f, d))
		return FAULT_NONE;
	before = read_with(a, f->before, d);
	now = read_with(a, f->now, d);
	if (before == NULL || now == NULL)
		return FAULT_NONE;
	for (size_t i = 0; i < now->count; i++) {
		u.what = &now->items[i];
		if (!has(before->items, before->count, u.what))
			f->visit(f->ctx, &u);
	}
	u.refused = false;
	for (size_t i = 0; i < now->remark_count; i++) {
		u.what = &now->remarks[i];
		if (!has(before->remarks, before->remark_count, u.what))
			f->visit(f->ctx, &u);
	}
	return FAULT_NONE;
}

enum fault registers_each_unfit(struct registry *r, const struct term_list *before,
				const struct term_list *now,
				void (*visit)(void *ctx, const struct registers_unfit *u),
				void *ctx, struct error *err)
{
	struct fitting f = {before, now, visit, ctx};

	return store_definition_each(r->store, true, fit, &f, err);
}
