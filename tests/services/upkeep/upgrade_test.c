/* upgrade_test.c - a registry in PostgreSQL that an older version made: brought up to date where
 * that is asked for, once, whole, and by its own keys alone. */
#include "tests/services/engine.h"
#include "tests/services/portal.h"
#include "tests/services/raw.h"
#include "tests/unit.h"

#include "services/registry/registry_inside.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define HOSTS 4
#define WHY "a file of SQLite is one host's, and brought up to date by whoever opens it"

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)

/* Everything that has come since version 7, undone: what its scripts had made stands there. */
static const char back_to_7[] = "DELETE FROM meta WHERE name = 'keys';"
				"ALTER TABLE ledger_head DROP COLUMN drafts;"
				"ALTER TABLE ledger_head DROP COLUMN applications;"
				"ALTER TABLE ledger_head DROP COLUMN counted;"
				"DROP TABLE notice;"
				"DROP TABLE account_grant; DROP TABLE account_key;"
				"DROP TABLE account; DROP TABLE party;"
				"DROP INDEX ledger_staff_at; DROP INDEX ledger_staff_actor;"
				"DROP INDEX application_queue;"
				"DROP INDEX application_queue_service;"
				"DROP INDEX application_queue_office;"
				"DROP INDEX application_queue_count;"
				"DROP INDEX application_queue_assignee;"
				"ALTER TABLE application DROP COLUMN assignee;"
				"ALTER TABLE application DROP COLUMN office;"
				"UPDATE registry SET version = 7;";

static void make_older(struct portal *p, const char *name)
{
	char pin[PIN_DIGITS + 1];
	struct application a;
	struct raw *d;

	portal_open(p, name);
	portal_apply(p, &p->owner);
	GOOD(application_begin(p->registry, &p->owner, p->service, LANG_EN, &a, pin, &err));
	registry_close(p->registry);
	p->registry = NULL;
	d = raw_open(p->folder, p->address);
	raw_run(d, back_to_7);
	raw_close(d);
}

static void open_again(struct portal *p)
{
	registry_use_clock(p->registry, portal_clock, p);
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_apply(p, &p->owner);
	ck_assert_int_eq(portal_verify(p, true), 0);
}

static int64_t ask(const struct portal *p, const char *sql)
{
	struct raw *d = raw_open(p->folder, p->address);
	int64_t number = raw_number(d, sql);

	raw_close(d);
	return number;
}

START_TEST(only_where_it_is_asked_for)
{
	struct registry *r = NULL;
	struct portal p;

	if (!engine_is_postgres()) {
		engine_skip(__func__, WHY);
		return;
	}
	make_older(&p, "upgrade");
	ck_assert_int_eq(registry_open(p.folder, p.address, &r, &err), FAULT_CONFLICT);
	ck_assert_ptr_nonnull(strstr(err.say, "shubbak serve"));
	ck_assert_int_eq(ask(&p, "SELECT version FROM registry"), 7);
	GOOD(registry_upgrade(p.folder, p.address, &r, &err));
	registry_close(r);
	ck_assert_int_gt(ask(&p, "SELECT version FROM registry"), 7);
	GOOD(registry_open(p.folder, p.address, &p.registry, &err));
	open_again(&p);
	portal_close(&p);
}
END_TEST

/* Hosts that are started together. */
START_TEST(of_several_at_once_one_does_it)
{
	pid_t hosts[HOSTS];
	struct portal p;

	if (!engine_is_postgres()) {
		engine_skip(__func__, WHY);
		return;
	}
	make_older(&p, "upgrade-once");
	for (int i = 0; i < HOSTS; i++)
		if ((hosts[i] = fork()) == 0) {
			struct registry *r = NULL;

			_exit(registry_upgrade(p.folder, p.address, &r, &err) == FAULT_NONE ? 0
											    : 1);
		}
	for (int i = 0; i < HOSTS; i++) {
		int status;

		ck_assert_int_eq(waitpid(hosts[i], &status, 0), hosts[i]);
		ck_assert_int_eq(status, 0);
	}
	GOOD(registry_open(p.folder, p.address, &p.registry, &err));
	open_again(&p);
	portal_close(&p);
}
END_TEST

/* Each key by itself is told from another; the one that signs also of a registry which does not
   tell its keys yet. On both engines. */
START_TEST(by_its_own_keys_alone)
{
	static const char *const files[] = {"digest.key", "answers.key", "pin.key"};
	struct portal p;

	portal_open(&p, "upgrade-keys");
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		char path[FOLDER_PATH + 32], kept[FOLDER_PATH + 64];
		char other[SEAL_KEY] = "another";
		struct registry *r = NULL;

		snprintf(path, sizeof(path), "%s/keys/%s", p.folder, files[i]);
		snprintf(kept, sizeof(kept), "%s.kept", path);
		ck_assert_int_eq(rename(path, kept), 0);
		GOOD(folder_write(path, other, sizeof(other), &err));
		ck_assert_int_eq(registry_open(p.folder, p.address, &r, &err), FAULT_CONFLICT);
		ck_assert_ptr_nonnull(strstr(err.say, "keys"));
		if (i == 0 && engine_is_postgres()) {
			struct raw *d = raw_open(p.folder, p.address);

			raw_run(d, back_to_7);
			ck_assert_int_eq(registry_upgrade(p.folder, p.address, &r, &err),
					 FAULT_CONFLICT);
			ck_assert_int_eq(raw_number(d, "SELECT version FROM registry"), 7);
			raw_close(d);
		}
		ck_assert_int_eq(rename(kept, path), 0);
		GOOD(registry_upgrade(p.folder, p.address, &r, &err));
		registry_close(r);
	}
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

SUITE(upgrade, only_where_it_is_asked_for, of_several_at_once_one_does_it, by_its_own_keys_alone)
