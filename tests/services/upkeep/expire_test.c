/* expire_test.c - what clerks do at intervals: of several at once, on one registry, each piece is
 * done once, and what one that dies leaves is done by another. */
#include "tests/services/engine.h"
#include "tests/services/older.h"
#include "tests/services/portal.h"
#include "tests/services/raw.h"
#include "tests/unit.h"

#include "services/registry/limits.h"
#include "services/upkeep/expire.h"
#include "services/upkeep/move.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#define CLERKS 2
#define DRAFTS 40
#define DAY 86400

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)

/* --- clerks --- */

/* Those of other hosts: they begin when `go` is closed, and each tells how many drafts it has
 * wiped.
 */
struct crew {
	int go;
	pid_t pids[CLERKS];
	int says[CLERKS];
};

static _Noreturn void work(const struct portal *p, int go, int to)
{
	struct registry *r = NULL;
	int64_t gone = 0;
	char none;

	if (registry_open(p->folder, p->address, &r, &err) != FAULT_NONE)
		_exit(1);
	registry_use_clock(r, portal_clock, (void *)(uintptr_t)p);
	if (write(to, "", 1) != 1 || read(go, &none, 1) != 0)
		_exit(2);
	if (expire_run(r, &gone, &err) != FAULT_NONE)
		_exit(3);
	_exit(write(to, &gone, sizeof(gone)) == (ssize_t)sizeof(gone) ? 0 : 4);
}

/* All ready to begin. */
static struct crew crew_open(const struct portal *p)
{
	int go[2], says[2];
	struct crew c;
	char ready;

	ck_assert_int_eq(pipe(go), 0);
	c.go = go[1];
	for (int i = 0; i < CLERKS; i++) {
		ck_assert_int_eq(pipe(says), 0);
		c.says[i] = says[0];
		c.pids[i] = fork();
		if (c.pids[i] == 0) {
			close(go[1]);
			work(p, go[0], says[1]);
		}
		close(says[1]);
		ck_assert_int_eq(read(c.says[i], &ready, 1), 1);
	}
	close(go[0]);
	return c;
}

static int64_t end_one(struct crew *c, int i)
{
	int64_t gone = -1;
	int status;

	ck_assert_int_eq(read(c->says[i], &gone, sizeof(gone)), sizeof(gone));
	close(c->says[i]);
	ck_assert_int_eq(waitpid(c->pids[i], &status, 0), c->pids[i]);
	ck_assert_int_eq(status, 0);
	return gone;
}

static int64_t crew_end(struct crew *c)
{
	int64_t gone = 0;

	for (int i = 0; i < CLERKS; i++)
		gone += end_one(c, i);
	return gone;
}

/* All begin at once; how many drafts they have wiped together. */
static int64_t all_work(const struct portal *p)
{
	struct crew c = crew_open(p);

	close(c.go);
	return crew_end(&c);
}

/* --- drafts --- */

static void begin_drafts(struct portal *p, int count)
{
	char pin[PIN_DIGITS + 1];
	struct application a;

	for (int i = 0; i < count; i++) {
		struct caller visitor = p->guest;

		visitor.exempt = true;
		GOOD(application_begin(p->registry, &visitor, p->service, LANG_EN, &a, pin, &err));
	}
}

/* So many entries for so many objects. */
static void check_entries(const struct portal *p, const char *act, const char *reason, int wanted)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 16);
	struct raw *d = raw_open(p->folder, p->address);
	char *where = arena_format(a, "ledger WHERE act = '%s' AND reason = '%s'", act, reason);

	ck_assert_int_eq(raw_number(d, arena_format(a, "SELECT count(*) FROM %s", where)), wanted);
	ck_assert_int_eq(
		raw_number(d, arena_format(a, "SELECT count(DISTINCT object) FROM %s", where)),
		wanted);
	raw_close(d);
}

static void check_no_draft(struct portal *p)
{
	struct figures figures;

	GOOD(figures_count(p->registry, &figures, &err));
	ck_assert_int_eq(figures.drafts, 0);
	ck_assert_int_eq(portal_verify(p, true), 0);
}

START_TEST(two_clerks_wipe_each_draft_once)
{
	struct portal p;

	portal_open(&p, "clerks-drafts");
	begin_drafts(&p, DRAFTS);
	p.now += (LIMIT_DRAFT_DAYS + 1) * (int64_t)DAY;
	ck_assert_int_eq(all_work(&p), DRAFTS);
	check_entries(&p, "expired", "", DRAFTS);
	check_no_draft(&p);
	portal_close(&p);
}
END_TEST

/* What its owner takes up again just then stays. */
START_TEST(a_draft_that_is_touched_meanwhile_stays)
{
	char pin[PIN_DIGITS + 1];
	struct application a;
	struct portal p;
	struct crew c;

	portal_open(&p, "clerks-touched");
	GOOD(application_begin(p.registry, &p.owner, p.service, LANG_EN, &a, pin, &err));
	begin_drafts(&p, 1);
	p.now += (LIMIT_DRAFT_DAYS + 1) * (int64_t)DAY;
	c = crew_open(&p);
	GOOD(application_put(
		p.registry, &p.owner, &a,
		&(struct application_answer){.at = portal_path(&p, "full_name", 0), .now = "Mayy"},
		&err));
	close(c.go);
	ck_assert_int_eq(crew_end(&c), 1);
	GOOD(application_get(p.registry, &p.owner, &a, &err));
	ck_assert_int_eq(a.state, STATE_DRAFT);
	portal_close(&p);
}
END_TEST

/* Killed at many moments of its work, while another works beside it. */
START_TEST(what_a_dead_clerk_leaves_another_does)
{
	struct portal p;
	int wiped = 0;

	portal_open(&p, "clerks-killed");
	for (int i = 0; i < 12; i++) {
		struct crew c;
		int status;

		begin_drafts(&p, 8);
		wiped += 8;
		p.now += (LIMIT_DRAFT_DAYS + 1) * (int64_t)DAY;
		c = crew_open(&p);
		close(c.go);
		usleep((useconds_t)(i * 1777 % 20000));
		kill(c.pids[0], SIGKILL);
		ck_assert_int_eq(waitpid(c.pids[0], &status, 0), c.pids[0]);
		close(c.says[0]);
		end_one(&c, 1);
		/* And what the dead one had in hand. */
		all_work(&p);
		check_entries(&p, "expired", "", wiped);
		check_no_draft(&p);
	}
	portal_close(&p);
}
END_TEST

/* --- networks that older versions kept as they came --- */

START_TEST(two_clerks_hide_each_network_once)
{
	struct store_poured poured;
	const char *address;
	struct older o;
	struct raw *d;
	int networks;

	older_open(&o, "clerks-networks");
	address = engine_address();
	if (address != NULL) {
		GOOD(move_run(o.portal.registry, address, NULL, &poured, &err));
		registry_close(o.portal.registry);
		o.portal.address = address;
		GOOD(registry_open(o.portal.folder, address, &o.portal.registry, &err));
		registry_use_clock(o.portal.registry, portal_clock, &o.portal);
	}
	d = raw_open(o.portal.folder, address);
	networks = (int)raw_number(d, "SELECT count(*) FROM application WHERE source LIKE '%/%'");
	ck_assert_int_gt(networks, 5);
	all_work(&o.portal);
	ck_assert_int_eq(raw_number(d, "SELECT count(*) FROM application WHERE source LIKE '%/%'"),
			 0);
	raw_close(d);
	check_entries(&o.portal, "renewed", "network", networks);
	ck_assert_int_eq(portal_verify(&o.portal, true), 0);
	older_close(&o);
}
END_TEST

SUITE(expire, two_clerks_wipe_each_draft_once, a_draft_that_is_touched_meanwhile_stays,
      what_a_dead_clerk_leaves_another_does, two_clerks_hide_each_network_once)
