/* others.c - the newest definitions of every kind but services: what services, pages and rights go
 * by. */
#include "services/catalogue/others.h"

#include "services/definition/kind_read.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_definition.h"

struct visiting {
	others_visit *visit;
	void *ctx;
};

static enum fault pass_on(void *ctx, const struct store_definition *d, struct error *err)
{
	const struct visiting *v = ctx;

	return v->visit(v->ctx, d->service, d->yaml.at, d->yaml.len, err);
}

enum fault others_each(struct registry *r, others_visit *visit, void *ctx, struct error *err)
{
	struct visiting v = {visit, ctx};
	enum fault fault = FAULT_NONE;

	for (int kind = 0; fault == FAULT_NONE && kind < KIND_SERVICE; kind++)
		fault = store_definition_each_of(r->store, kind_name((enum kind)kind), pass_on, &v,
						 err);
	return fault;
}

enum fault others_take(struct arena *a, struct term_list *terms, const char *key, const char *yaml,
		       size_t len, struct error *err)
{
	struct definition d;
	enum fault fault =
		kind_read_as(a, terms, kind_of(key), true, key, yaml, len, &d, NULL, err);

	if (fault == FAULT_NONE)
		kind_add(a, terms, &d);
	return fault;
}

struct adding {
	struct arena *arena;
	struct term_list *terms;
};

static enum fault add(void *ctx, const char *key, const char *yaml, size_t len, struct error *err)
{
	struct adding *to = ctx;
	enum fault fault = others_take(to->arena, to->terms, key, yaml, len, err);

	return fault == FAULT_INPUT ? FAULT_NONE : fault;
}

enum fault others_terms(struct registry *r, struct arena *a, struct term_list *terms,
			struct error *err)
{
	return others_each(r, add, &(struct adding){a, terms}, err);
}
