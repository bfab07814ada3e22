/* portal.c - a state folder with the sample service and a clock that stands still, for tests. */
#include "tests/services/portal.h"

#include "services/application/change.h"
#include "services/application/related_inside.h"
#include "services/registry/ledger.h"
#include "tests/services/engine.h"
#include "tests/services/raw.h"
#include "tests/services/sample.h"
#include "tests/unit.h"

#include <string.h>

int64_t portal_clock(void *ctx)
{
	return ((struct portal *)ctx)->now;
}

static void copy(const char *from, const char *folder, const char *name)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 24);
	char path[FOLDER_PATH + 32], *bytes;
	struct error err;
	size_t len;

	snprintf(path, sizeof(path), "%s/%s", from, name);
	ck_assert_int_eq(folder_read(a, path, 1 << 23, &bytes, &len, &err), FAULT_NONE);
	snprintf(path, sizeof(path), "%s/%s", folder, name);
	ck_assert_int_eq(folder_write(path, bytes, len, &err), FAULT_NONE);
}

/* A starter catalogue with the sample alone. */
static void make_data(const char *data)
{
	char path[FOLDER_PATH + 32];
	struct error err;

	ck_assert_int_eq(folder_make(data, &err), FAULT_NONE);
	copy("catalogue", data, "terms.yaml");
	copy("catalogue", data, "places.yaml");
	ck_assert_int_eq(folder_add(data, "lb", &err), FAULT_NONE);
	snprintf(path, sizeof(path), "%s/lb/lb-sample.yaml", data);
	ck_assert_int_eq(folder_write(path, sample_yaml, strlen(sample_yaml), &err), FAULT_NONE);
}

/* The first portal of a test's is a copy of one that was made once for all of them; further ones
   have keys and a secret of their own. */
#define KEPT "portal"
static bool have_copied;

static void make(struct portal *p, const char *name)
{
	char data[FOLDER_PATH];
	struct error err;

	snprintf(data, sizeof(data), "%s/%s-data", unit_folder(), name);
	make_data(data);
	ck_assert_msg(versions_create(p->folder, p->address, data, p->secret, &err) == FAULT_NONE,
		      "%s (%s)", err.say, err.detail);
}

/* Its secret, which comes last, says that it is there. */
static void make_kept(const char *folder, const char *secret, bool in_database)
{
	struct portal p = {.address = in_database ? engine_address() : NULL};
	struct error err;

	snprintf(p.folder, sizeof(p.folder), "%s", folder);
	make(&p, in_database ? "kept-in-database" : "kept-in-folder");
	if (in_database)
		engine_keep(p.address, KEPT);
	engine_release(p.address);
	ck_assert_int_eq(folder_write(secret, p.secret, strlen(p.secret), &err), FAULT_NONE);
}

static void copy_kept(struct portal *p, bool in_database)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);
	const char *folder = arena_format(a, "%s/kept-%s", unit_folder(),
					  in_database ? "in-database" : "in-folder");
	const char *path = arena_format(a, "%s-secret", folder);
	struct error err;
	char *secret;
	size_t len;

	if (access(path, F_OK) != 0)
		make_kept(folder, path, in_database);
	ck_assert_int_eq(folder_read(a, path, sizeof(p->secret), &secret, &len, &err), FAULT_NONE);
	snprintf(p->secret, sizeof(p->secret), "%.*s", (int)len, secret);
	p->address = in_database ? engine_copy(KEPT) : NULL;
	portal_copy(folder, p->folder);
}

static void open_at(struct portal *p, const char *name, bool in_database)
{
	struct error err;

	*p = (struct portal){.now = 1773480000, /* Saturday, 2026-03-14 09:20 UTC */
			     .guest = caller_visitor("192.0.2.0/24", FACE_PAGES),
			     .owner = caller_visitor("192.0.2.0/24", FACE_PAGES),
			     .other = caller_visitor("198.51.100.0/24", FACE_PAGES),
			     .host = caller_host()};
	memset(p->owner.key, 'a', 64);
	snprintf(p->folder, sizeof(p->folder), "%s/%s", unit_folder(), name);
	if (have_copied) {
		p->address = in_database ? engine_address() : NULL;
		make(p, name);
	} else {
		copy_kept(p, in_database);
	}
	have_copied = true;
	ck_assert_int_eq(registry_open(p->folder, p->address, &p->registry, &err), FAULT_NONE);
	registry_use_clock(p->registry, portal_clock, p);
	p->arena = arena_new((size_t)64 << 20);
	p->terms = sample_terms(p->arena); /* what stands in its folder */
	ck_assert_int_eq(
		versions_find(p->registry, p->arena, &p->terms, "lb-sample", 3, &p->service, &err),
		FAULT_NONE);
}

void portal_open(struct portal *p, const char *name)
{
	open_at(p, name, engine_is_postgres());
}

void portal_open_folder(struct portal *p, const char *name)
{
	open_at(p, name, false);
}

void portal_close(struct portal *p)
{
	registry_close(p->registry);
	engine_release(p->address);
	arena_free(p->arena);
}

void portal_import(struct portal *p, const char *key, int version, const char *yaml)
{
	struct versions_item item = {
		.id = key, .version = version, .yaml = yaml, .len = strlen(yaml)};
	struct error err;
	size_t refused;

	ck_assert_msg(versions_import(p->registry, &item, 1, &refused, &err) == FAULT_NONE,
		      "%s (%s)", err.say, err.detail);
}

void portal_renew(struct portal *p, const char *yaml)
{
	struct error err;

	portal_import(p, "lb-sample", 4, yaml);
	ck_assert_msg(versions_find(p->registry, p->arena, &p->terms, "lb-sample", 4, &p->service,
				    &err) == FAULT_NONE,
		      "%s (%s)", err.say, err.detail);
}

struct field_path portal_path(const struct portal *p, const char *question, int item)
{
	struct field_path at = {.item = item};

	at.question = service_question(p->service, question, &at.section);
	ck_assert_ptr_nonnull(at.question);
	return at;
}

void portal_set(struct portal *p, struct form *f, const char *question, int item, const char *raw)
{
	struct field_path at = portal_path(p, question, item);
	struct error err;

	ck_assert_msg(form_set(f, &at, raw, LANG_EN, &err) == FAULT_NONE, "%s: %s", question,
		      err.say);
}

struct form *portal_form(struct portal *p)
{
	struct form *f = form_new(p->service, &p->terms, date_of(p->now));
	struct form_fault *faults;

	portal_set(p, f, "resident", 0, "yes");
	portal_set(p, f, "full_name", 0, "Mayy Haddad");
	portal_set(p, f, "birth", 0, "14/3/1990");
	portal_set(p, f, "status", 0, "married");
	portal_set(p, f, "spouse", 0, "Karim Saab");
	portal_set(p, f, "phone", 0, "03123456");
	portal_set(p, f, "caza", 0, "Zahle");
	portal_set(p, f, "story", 0, "one\ntwo = three");
	portal_set(p, f, "member_name", 1, "Lina");
	portal_set(p, f, "member_age", 1, "7");
	portal_set(p, f, "school", 1, "Zahle 2");
	ck_assert_uint_eq(form_faults(f, p->arena, &faults), 0);
	return f;
}

const char *portal_request(void)
{
	static char number[48];
	static unsigned count;

	snprintf(number, sizeof(number), "TEST-%08u-%08u", (unsigned)getpid(), count++);
	return number;
}

struct receipt portal_apply(struct portal *p, struct caller *v)
{
	struct form *f = portal_form(p);
	struct receipt receipt;
	struct error err;

	ck_assert_msg(application_apply(p->registry, v, f, portal_request(), LANG_EN, &receipt,
					&err) == FAULT_NONE,
		      "%s (%s)", err.say, err.detail);
	form_free(f);
	return receipt;
}

struct caller portal_hire(struct portal *p, const char *name, const char *role, const char *office,
			  struct account_paper *ret)
{
	struct account_grant g = {.id = ""};
	struct caller c = caller_host();
	struct error err;
	enum fault fault = account_open(p->registry, &p->host, name, ret, &err);

	snprintf(g.role, sizeof(g.role), "%s", role);
	snprintf(g.office, sizeof(g.office), "%s", office);
	if (fault == FAULT_NONE)
		fault = account_grant(p->registry, &p->host, ret->number, &g, &err);
	if (fault == FAULT_NONE)
		fault = account_act_as(p->registry, &c, ret->number, &err);
	ck_assert_msg(fault == FAULT_NONE, "%s (%s)", err.say, err.detail);
	return c;
}

void portal_send(struct portal *p, struct application *ret)
{
	struct receipt receipt = portal_apply(p, &p->owner);
	struct error err;

	ck_assert_msg(application_open(p->registry, &p->owner, receipt.reference, NULL, ret,
				       &err) == FAULT_NONE,
		      "%s (%s)", err.say, err.detail);
}

void portal_tamper(const struct portal *p, const char *sql)
{
	struct raw *r = raw_open(p->folder, p->address);

	raw_run(r, sql);
	raw_close(r);
}

struct findings {
	int count;
	bool loud;
};

static void count_line(void *ctx, const char *line)
{
	struct findings *f = ctx;

	f->count++;
	if (f->loud)
		fprintf(stderr, "finding: %s\n", line);
}

static void keep_line(void *ctx, const char *line)
{
	struct portal *p = ctx;

	p->findings = arena_format(p->arena, "%s%s\n", p->findings, line);
}

const char *portal_findings(struct portal *p)
{
	p->findings = "";
	(void)!verify_run(p->registry, NULL, keep_line, p, NULL);
	return p->findings;
}

int portal_verify(struct portal *p, bool loud)
{
	struct findings f = {.loud = loud};
	struct error err = {0};
	enum fault fault = verify_run(p->registry, NULL, count_line, &f, &err);

	ck_assert_msg(fault == (f.count > 0 ? FAULT_BROKEN : FAULT_NONE), "%s", err.detail);
	return f.count;
}

const char *portal_acts(struct portal *p, const struct application *a)
{
	struct ledger_entry *list;
	char *all = arena_text(p->arena, "");
	struct error err;
	size_t count;

	ck_assert_int_eq(ledger_of(p->registry, a->id, p->arena, &list, &count, &err), FAULT_NONE);
	for (size_t i = 0; i < count; i++)
		all = arena_format(p->arena, "%s%s%s", all, i == 0 ? "" : " ",
				   ledger_act_code(list[i].act));
	return all;
}

const char *portal_heads(struct registry *r, struct arena *a)
{
	struct anchor *heads;
	char *all = arena_text(a, "");
	struct error err;
	size_t count;

	ck_assert_int_eq(anchor_heads(r, a, &heads, &count, &err), FAULT_NONE);
	for (size_t i = 0; i < count; i++)
		all = arena_format(a, "%s%s%s", all, i == 0 ? "" : " ", heads[i].hash);
	return all;
}

void portal_link(struct portal *p, const char *sent, const char *first)
{
	struct change c = {.registry = p->registry, .caller = &p->owner};
	struct error err;

	ck_assert_int_eq(change_begin(&c, ACCESS_LINK, sent, &err), FAULT_NONE);
	ck_assert_int_eq(related_add_appeal(p->registry, sent, first, &err), FAULT_NONE);
	ck_assert_int_eq(change_enter(&c, LEDGER_LINKED, "key", &err), FAULT_NONE);
	ck_assert_int_eq(change_end(&c, FAULT_NONE, NULL, &err), FAULT_NONE);
}
