/* verify.c - whether the registry is whole: its file, its ledger, and all that the ledger vouches
 * for. */
#include "services/upkeep/verify.h"

#include "services/registry/registry_inside.h"
#include "services/registry/ledger.h"
#include "services/application/record.h"
#include "services/store/store_ledger.h"
#include "services/catalogue/versions.h"

struct verify {
	struct registry *registry;
	void (*tell)(void *ctx, const char *line);
	void *ctx;
	int findings;
};

static void find(struct verify *v, const char *what, const char *which, const char *how)
{
	char line[300];

	snprintf(line, sizeof(line), "%s %s %s.", what, which, how);
	v->tell(v->ctx, line);
	v->findings++;
}

static void pass_on(void *ctx, const char *line)
{
	struct verify *v = ctx;

	v->tell(v->ctx, line);
	v->findings++;
}

/* Compares with the digest in the ledger's last entry that has one. */
static enum fault compare(struct verify *v, const char *what, const char *which, const char *object,
			  const char *digest, struct error *err)
{
	char entered[SEAL_DIGEST + 1];
	enum fault fault = store_ledger_digest(v->registry->store, object, entered, err);

	if (fault != FAULT_NONE)
		return fault;
	if (entered[0] == '\0')
		find(v, what, which, "was put in past the ledger");
	else if (strcmp(entered, digest) != 0)
		find(v, what, which, "is not as the ledger has it: it was changed");
	return FAULT_NONE;
}

/* A definition as it is stored; compared when all are read, since nothing else is asked of the
   store while they come. */
struct stored {
	char object[112], digest[SEAL_DIGEST + 1];
	struct stored *next;
};

struct definitions {
	const struct seal *seal;
	struct arena *arena;
	struct stored *first, **end;
};

static enum fault keep_definition(void *ctx, const struct store_definition *d, struct error *err)
{
	struct definitions *all = ctx;
	struct stored *one = arena_take(all->arena, sizeof(*one));

	(void)err;
	snprintf(one->object, sizeof(one->object), "%s/%d", d->service, d->version);
	versions_digest(all->seal, d, one->digest);
	*all->end = one;
	all->end = &one->next;
	return FAULT_NONE;
}

static enum fault check_definitions(struct verify *v, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct definitions all = {.seal = &v->registry->seal, .arena = a, .end = &all.first};
	enum fault fault =
		store_definition_each(v->registry->store, false, keep_definition, &all, err);

	for (const struct stored *d = all.first; d != NULL && fault == FAULT_NONE; d = d->next)
		fault = compare(v, "Definition", d->object, d->object, d->digest, err);
	return fault;
}

static enum fault check_application(struct verify *v, const struct store_application *row,
				    struct error *err)
{
	char digest[SEAL_DIGEST + 1];
	struct error why;
	enum fault fault = record_of_application(v->registry, row, digest, &why);

	if (fault == FAULT_BROKEN) {
		find(v, "Application", row->reference, "has a part that was changed or damaged");
		return FAULT_NONE;
	}
	if (fault != FAULT_NONE) {
		if (err != NULL)
			*err = why;
		return fault;
	}
	return compare(v, "Application", row->reference, row->id, digest, err);
}

static enum fault check_applications(struct verify *v, struct error *err)
{
	struct store_application row = {.submitted_at = 0};
	char id[sizeof(row.id)] = "";
	bool found = true;
	enum fault fault = FAULT_NONE;

	while (fault == FAULT_NONE) {
		fault = store_application_next(v->registry->store, id, &row, &found, err);
		if (fault != FAULT_NONE || !found)
			break;
		fault = check_application(v, &row, err);
		memcpy(id, row.id, sizeof(id));
	}
	return fault;
}

static void definition_gone(void *ctx, const char *object)
{
	find(ctx, "Definition", object, "was taken out past the ledger");
}

static void application_gone(void *ctx, const char *object)
{
	find(ctx, "Application", object, "(id) was taken out past the ledger");
}

static enum fault check_all(struct verify *v, struct error *err)
{
	struct store *s = v->registry->store;
	bool whole = true;
	enum fault fault = store_check(s, pass_on, v, &whole, err);

	if (fault == FAULT_NONE)
		fault = ledger_check(v->registry, pass_on, v, &whole, err);
	if (fault == FAULT_NONE)
		fault = check_definitions(v, err);
	if (fault == FAULT_NONE)
		fault = store_definition_gone(s, definition_gone, v, err);
	if (fault == FAULT_NONE)
		fault = check_applications(v, err);
	if (fault == FAULT_NONE)
		fault = store_ledger_gone(s, application_gone, v, err);
	return fault;
}

enum fault verify_run(struct registry *r, void (*tell)(void *ctx, const char *line), void *ctx,
		      struct error *err)
{
	struct verify v = {.registry = r, .tell = tell, .ctx = ctx};
	enum fault fault = store_view(r->store, err);

	if (fault == FAULT_NONE)
		fault = check_all(&v, err);
	store_view_end(r->store);
	if (fault == FAULT_NONE && v.findings > 0)
		return fail(err, FAULT_BROKEN,
			    N_("The registry is not whole. Keep this folder as it is, and restore "
			       "the last backup."),
			    "%d findings", v.findings);
	return fault;
}
