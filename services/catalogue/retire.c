/* retire.c - services that end on a day, and versions that were imported by mistake. */
#include "services/catalogue/retire.h"

#include "i18n/utf8.h"
#include "services/catalogue/blocks.h"
#include "services/catalogue/catalogue_inside.h"
#include "services/catalogue/registers.h"
#include "services/catalogue/roles.h"
#include "services/catalogue/snapshot.h"
#include "services/catalogue/versions.h"
#include "services/definition/kind.h"
#include "services/registry/ledger.h"
#include "services/registry/registry_inside.h"
#include "services/registry/vouch.h"
#include "services/store/store_application.h"
#include "services/store/store_clock.h"

#include <sodium.h>

void retire_digest(const struct seal *s, const struct store_definition_retired *retired,
		   char ret[SEAL_DIGEST + 1])
{
	struct seal_digest digest;

	seal_digest_begin(&digest, s, "retired");
	seal_digest_text(&digest, retired->service);
	seal_digest_text(&digest, retired->ends);
	seal_digest_text(&digest, retired->instead);
	seal_digest_end(&digest, ret);
}

/* As days are kept. */
static void put_day(struct date day, char ret[RETIRE_DAY])
{
	ARENA_CLEAN struct arena *a = arena_new(4096);

	snprintf(ret, RETIRE_DAY, "%s", date_iso(a, day));
}

void retire_today(const struct registry *r, char ret[RETIRE_DAY])
{
	put_day(date_of(registry_now(r)), ret);
}

/* Whether what a row says can be believed. */
static bool is_whole(const struct registry *r, const struct store_definition_retired *row)
{
	struct date day;

	return date_read_iso(row->ends, &day) &&
	       vouch_holds(&r->seal, &store_definition_retired_table, row);
}

/* One that cannot be believed is as good as none: visitors are told, too, that the service goes
   on. */
static enum fault find_end(struct registry *r, const char *service,
			   struct store_definition_retired *ret, bool *ret_found, struct error *err)
{
	bool found = false;
	enum fault fault = store_definition_find_retired(r->store, service, ret, &found, err);

	if (fault == FAULT_NONE)
		*ret_found = found && is_whole(r, ret);
	return fault;
}

static enum fault must_have(struct registry *r, const char *service, struct error *err)
{
	int newest = 0;
	enum fault fault = store_definition_newest(r->store, service, &newest, err);

	if (fault == FAULT_NONE &&
	    (newest == 0 || term_file_name(service) != NULL || kind_of(service) != KIND_SERVICE)) {
		fail(err, FAULT_MISSING,
		     newest == 0 ? N_("There is no service {id}.")
				 : N_("{id} is no service: only services end. A version of it that "
				      "came by mistake is taken back."),
		     "no such service");
		error_fill(err, "id", "%s", service);
		return FAULT_MISSING;
	}
	return fault;
}

/* What is done within a transaction; lets visitors see it. */
struct ending {
	const char *service;
	struct date day;
	const char *instead;
	int version;
	bool ended;
};

static enum fault run(struct registry *r, bool alone, struct ending *act,
		      enum fault (*what)(struct registry *r, struct ending *act, struct error *err),
		      struct error *err)
{
	struct store_runs runs = {0};
	bool again = false;
	enum fault fault;

	do {
		fault = catalogue_inside_begin(r, alone, err);
		if (fault == FAULT_NONE)
			fault = what(r, act, err);
		if (fault == FAULT_NONE)
			fault = vouch_raise_stamp(&r->seal, r->store, err);
		fault = catalogue_inside_end(r, fault, &runs, &again, err);
	} while (again);
	return fault == FAULT_NONE ? snapshot_write(r, err) : fault;
}

/* --- services that end --- */

static enum fault put(struct registry *r, struct store_definition_retired *row, struct error *err)
{
	char digest[SEAL_DIGEST + 1];
	enum fault fault;

	vouch_row(&r->seal, &store_definition_retired_table, row, row->mac);
	fault = store_definition_put_retired(r->store, row, err);
	retire_digest(&r->seal, row, digest);
	return fault == FAULT_NONE ? catalogue_inside_enter(
					     r,
					     &(struct ledger_entry){.act = LEDGER_RETIRED,
								    .object = row->service,
								    .digest = digest,
								    .digest_recipe = RETIRE_RECIPE},
					     err)
				   : fault;
}

static enum fault set(struct registry *r, struct ending *act, struct error *err)
{
	const char *instead = act->instead;
	struct store_definition_retired row = {.ends = ""};
	enum fault fault = must_have(r, act->service, err);

	if (fault == FAULT_NONE && instead != NULL)
		fault = must_have(r, instead, err);
	if (fault == FAULT_NONE && instead != NULL && strcmp(act->service, instead) == 0)
		fault = fail(err, FAULT_INPUT, N_("A service cannot take its own place."), "usage");
	if (fault != FAULT_NONE)
		return fault;
	snprintf(row.service, sizeof(row.service), "%s", act->service);
	snprintf(row.instead, sizeof(row.instead), "%s", instead == NULL ? "" : instead);
	put_day(act->day, row.ends);
	return put(r, &row, err);
}

enum fault retire_set(struct registry *r, const char *service, struct date day, const char *instead,
		      struct error *err)
{
	return run(r, false, &(struct ending){.service = service, .day = day, .instead = instead},
		   set, err);
}

/* `reason` as put_reason writes it where a version is why, else "". */
static enum fault drop(struct registry *r, const char *service, const char *reason,
		       struct error *err)
{
	struct ledger_last last = {.revision = 0};
	enum fault fault = store_definition_drop_retired(r->store, service, err);

	if (fault == FAULT_NONE)
		fault = ledger_last(r, service, &last, err);
	if (fault == FAULT_NONE && (last.revision == 0 || last.ended))
		return FAULT_NONE; /* it was put in past the ledger */
	return fault == FAULT_NONE
		       ? catalogue_inside_enter(r,
						&(struct ledger_entry){.act = LEDGER_RESUMED,
								       .object = service,
								       .reason = reason},
						err)
		       : fault;
}

static enum fault undo(struct registry *r, struct ending *act, struct error *err)
{
	struct store_definition_retired row;
	bool found = false;
	enum fault fault = must_have(r, act->service, err);

	if (fault == FAULT_NONE)
		fault = store_definition_find_retired(r->store, act->service, &row, &found, err);
	if (fault == FAULT_NONE && !found)
		fault = fail(err, FAULT_CONFLICT, N_("This service has no end."), "not retired");
	return fault == FAULT_NONE ? drop(r, act->service, "", err) : fault;
}

enum fault retire_undo(struct registry *r, const char *service, struct error *err)
{
	return run(r, false, &(struct ending){.service = service}, undo, err);
}

/* --- ends that a version dropped --- */

/* What the ledger says of such an end, for the day on which the version is taken back:
 * "version 4 2026-02-01 lb-other", or "version 4 2026-02-01 -". */
#define REASON 128

static void put_reason(const struct store_definition_retired *row, int version, char ret[REASON])
{
	snprintf(ret, REASON, "version %d %s %s", version, row->ends,
		 row->instead[0] == '\0' ? "-" : row->instead);
}

/* The version, and the end that it dropped; false where the reason is another. */
static bool read_reason(const char *reason, int *ret_version, struct store_definition_retired *ret)
{
	struct store_definition_retired row = {.ends = ""};
	struct date day;
	int version = 0;

	if (sscanf(reason, "version %9d %10s %79s", &version, row.ends, row.instead) != 3 ||
	    !date_read_iso(row.ends, &day))
		return false;
	if (strcmp(row.instead, "-") == 0)
		row.instead[0] = '\0';
	*ret_version = version;
	*ret = row;
	return true;
}

/* Once that version and those above it are away the end holds again, but where something was said
   of the service since. */
static enum fault end_again(struct registry *r, const char *service, int newest, bool *ret_ended,
			    struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct store_definition_retired row;
	struct ledger_entry *entries = NULL, *last;
	size_t count = 0;
	int version = 0;
	enum fault fault = ledger_of(r, service, a, &entries, &count, err);

	last = count > 0 ? &entries[count - 1] : NULL;
	if (fault != FAULT_NONE || last == NULL || last->act != LEDGER_RESUMED ||
	    !read_reason(last->reason, &version, &row) || newest >= version)
		return fault;
	snprintf(row.service, sizeof(row.service), "%s", service);
	*ret_ended = true;
	return put(r, &row, err);
}

enum fault retire_end_by(struct registry *r, const char *service, int version, bool *ret_back,
			 struct error *err)
{
	char reason[REASON];
	struct store_definition_retired row;
	char today[RETIRE_DAY];
	bool found = false;
	enum fault fault = find_end(r, service, &row, &found, err);

	retire_today(r, today);
	if (fault != FAULT_NONE || !found || strcmp(row.ends, today) > 0)
		return fault;
	put_reason(&row, version, reason);
	*ret_back = true;
	return drop(r, service, reason, err);
}

struct telling {
	const struct registry *registry;
	struct catalogue *catalogue;
	char today[RETIRE_DAY];
};

static void tell(void *ctx, const struct store_definition_retired *row)
{
	struct telling *t = ctx;
	struct service_end end = {.instead = row->instead[0] == '\0' ? NULL : row->instead};

	end.over = strcmp(row->ends, t->today) <= 0;
	if (is_whole(t->registry, row) && date_read_iso(row->ends, &end.day))
		catalogue_retire(t->catalogue, row->service, &end);
	else
		catalogue_pass_over_end(t->catalogue, row->service);
}

enum fault retire_tell(struct registry *r, struct catalogue *c, struct error *err)
{
	struct telling t = {.registry = r, .catalogue = c};

	retire_today(r, t.today);
	return store_definition_each_retired(r->store, tell, &t, err);
}

/* --- what may begin --- */

static bool is_text_of(const struct service *s, const struct store_definition *d)
{
	unsigned char digest[sizeof(s->digest)];

	crypto_generichash(digest, sizeof(digest), d->yaml.at, d->yaml.len, NULL, 0);
	return memcmp(digest, s->digest, sizeof(digest)) == 0;
}

enum fault retire_check(struct registry *r, const struct service *s, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct store_definition_retired row;
	struct store_definition d;
	char today[RETIRE_DAY];
	bool found = false;
	enum fault fault = find_end(r, s->id, &row, &found, err);

	retire_today(r, today);
	if (fault == FAULT_NONE && found && strcmp(row.ends, today) <= 0)
		return fail(err, FAULT_DENIED,
			    N_("This service has ended. Its page says what stands in its place."),
			    "%s", s->id);
	if (fault == FAULT_NONE)
		fault = store_definition_find(r->store, a, s->id, s->version, &d, err);
	if (fault == FAULT_NONE && (d.yaml.at == NULL || !is_text_of(s, &d)))
		return fail(err, FAULT_CONFLICT,
			    N_("The questions of this service have changed in the meantime. Leave "
			       "the portal and connect again."),
			    "%s/%d", s->id, s->version);
	return fault;
}

/* --- versions that came by mistake --- */

static enum fault may_take_back(struct registry *r, const char *service, int version,
				struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct store_definition d;
	int64_t count = 0;
	enum fault fault = kind_of(service) == KIND_SERVICE ? must_have(r, service, err)
							    : registers_may_go(r, service, err);

	if (fault == FAULT_NONE)
		fault = store_definition_find(r->store, a, service, version, &d, err);
	if (fault == FAULT_NONE && d.yaml.at == NULL)
		return versions_missing(r, service, version, err);
	if (fault == FAULT_NONE)
		fault = blocks_may_go(r, service, version, err);
	if (fault == FAULT_NONE)
		fault = store_application_count_of(r->store, service, version, &count, err);
	if (fault != FAULT_NONE || count == 0)
		return fault;
	fail(err, FAULT_CONFLICT,
	     N_("Version {version} stays, for applications have it, drafts among them: {count}. "
		"Import a higher version instead."),
	     "%s/%d", service, version);
	error_fill(err, "version", "%d", version);
	error_fill(err, "count", "%lld", (long long)count);
	return FAULT_CONFLICT;
}

/* A service without any version has no end either. */
static enum fault drop_end(struct registry *r, const char *service, struct error *err)
{
	struct store_definition_retired row;
	bool found = false;
	enum fault fault = store_definition_find_retired(r->store, service, &row, &found, err);

	return fault == FAULT_NONE && found ? drop(r, service, "", err) : fault;
}

/* What the end of a service is without the version that is away now. */
static enum fault settle_end(struct registry *r, const char *service, bool *ret_ended,
			     struct error *err)
{
	int newest = 0;
	enum fault fault = store_definition_newest(r->store, service, &newest, err);

	if (fault != FAULT_NONE)
		return fault;
	return newest == 0 ? drop_end(r, service, err)
			   : end_again(r, service, newest, ret_ended, err);
}

static enum fault take_back(struct registry *r, struct ending *act, struct error *err)
{
	char object[112];
	enum fault fault = may_take_back(r, act->service, act->version, err);

	if (fault == FAULT_NONE)
		fault = store_definition_drop(r->store, act->service, act->version, err);
	if (fault == FAULT_NONE && kind_of(act->service) == KIND_CALENDAR)
		fault = store_clock_wake(r->store, err);
	snprintf(object, sizeof(object), "%s/%d", act->service, act->version);
	if (fault == FAULT_NONE)
		fault = catalogue_inside_enter(
			r, &(struct ledger_entry){.act = LEDGER_TAKEN_BACK, .object = object}, err);
	if (fault == FAULT_NONE && kind_of(act->service) == KIND_ROLE)
		fault = roles_check(r, strchr(act->service, ':') + 1, err);
	act->ended = false;
	return fault == FAULT_NONE ? settle_end(r, act->service, &act->ended, err) : fault;
}

/* Who begins an application of it at the same time would refer to what is away. */
enum fault retire_take_back(struct registry *r, const char *service, int version, bool *ret_ended,
			    struct error *err)
{
	struct ending act = {.service = service, .version = version};
	enum fault fault = run(r, true, &act, take_back, err);

	if (fault == FAULT_NONE)
		*ret_ended = act.ended;
	return fault;
}

/* --- for the snapshot --- */

struct gathered {
	const struct registry *registry;
	struct buffer *rows;
	uint32_t count;
	char today[RETIRE_DAY];
};

static void gather_text(struct buffer *to, const char *text)
{
	size_t len = strlen(text);
	const char size[4] = {(char)(len >> 24), (char)(len >> 16), (char)(len >> 8), (char)len};

	buffer_add(to, size, sizeof(size));
	buffer_add(to, text, len);
}

static void gather(void *ctx, const struct store_definition_retired *r)
{
	struct gathered *g = ctx;
	bool whole = is_whole(g->registry, r);
	bool named = r->service[0] != '\0' && utf8_is_valid(r->service, strlen(r->service));

	gather_text(g->rows, named ? r->service : "-");
	gather_text(g->rows, whole ? r->ends : "-");
	gather_text(g->rows, whole && r->instead[0] != '\0' ? r->instead : "-");
	buffer_add(g->rows, strcmp(r->ends, g->today) <= 0 ? "\1" : "\0", 1);
	g->count++;
}

enum fault retire_gather(struct registry *r, struct buffer *to, uint32_t *ret_count,
			 struct error *err)
{
	struct gathered g = {.registry = r, .rows = to};
	enum fault fault;

	retire_today(r, g.today);
	fault = store_definition_each_retired(r->store, gather, &g, err);
	if (fault == FAULT_NONE)
		*ret_count = g.count;
	return fault;
}
