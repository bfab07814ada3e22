/* ahead_test.c - what is read before the writers' turn counts where nobody has changed it since,
 * and is nobody's whom it is not for.
 */
#include "tests/services/engine.h"
#include "tests/services/portal.h"
#include "tests/services/power.h"
#include "tests/unit.h"

#include "services/application/ahead.h"
#include "services/application/answers.h"
#include "services/registry/registry_inside.h"

#define OURS "PostgreSQL's writers wait for nobody"

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)

static struct application sent(struct portal *p)
{
	struct receipt receipt = portal_apply(p, &p->other);
	struct application a;

	GOOD(application_open_host(p->registry, &p->host, receipt.reference, &a, &err));
	return a;
}

static struct change change_of(struct portal *p, const struct caller *v)
{
	return (struct change){.registry = p->registry, .caller = v};
}

/* The digest of what was read before is that of what stands there: verify reads it. */
START_TEST(what_was_read_before_is_entered)
{
	struct portal p;
	struct application a;
	struct change c;

	portal_open(&p, "ahead");
	a = sent(&p);
	c = change_of(&p, &p.host);
	ahead_read(&c, p.arena, a.id);
	ck_assert_int_eq(c.ahead != NULL, !engine_is_postgres());
	GOOD(change_begin(&c, ACCESS_MANAGE, a.id, &err));
	ck_assert_int_eq(c.content != NULL, !engine_is_postgres());
	ck_assert_ptr_null(c.ahead);
	GOOD(change_event(&c, "one", &err));
	GOOD(change_enter(&c, LEDGER_ACTED, "one", &err));
	GOOD(change_end(&c, FAULT_NONE, &a, &err));
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

START_TEST(what_others_have_changed_since_is_read_again)
{
	struct portal p;
	struct application a, theirs;
	struct change c;

	portal_open(&p, "ahead-since");
	a = theirs = sent(&p);
	c = change_of(&p, &p.host);
	ahead_read(&c, p.arena, a.id);
	GOOD(application_ask(p.registry, &p.host, &theirs, p.service, "Which one?", &err));
	GOOD(change_begin(&c, ACCESS_MANAGE, a.id, &err));
	ck_assert_ptr_null(c.content);
	GOOD(change_event(&c, "", &err));
	GOOD(change_enter(&c, LEDGER_ACTED, "one", &err));
	GOOD(change_end(&c, FAULT_NONE, &a, &err));
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

/* Answers that are changed on the way are read. */
START_TEST(what_changes_within_is_read_again)
{
	struct portal p;
	struct application a;
	struct change c;
	struct field_path at;

	portal_open(&p, "ahead-within");
	at = portal_path(&p, "full_name", 0);
	a = sent(&p);
	c = change_of(&p, &p.host);
	ahead_read(&c, p.arena, a.id);
	GOOD(change_begin(&c, ACCESS_MANAGE, a.id, &err));
	GOOD(answers_put(&c, &at, "Another", &err));
	ck_assert_ptr_null(c.content);
	GOOD(change_event(&c, "", &err));
	GOOD(change_enter(&c, LEDGER_ACTED, "one", &err));
	GOOD(change_end(&c, FAULT_NONE, &a, &err));
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

START_TEST(nothing_is_read_for_whom_it_is_not)
{
	char pin[PIN_DIGITS + 1];
	struct portal p;
	struct application a, draft;
	struct change c;

	ENGINE_ONLY_SQLITE(OURS);
	portal_open(&p, "ahead-whose");
	a = sent(&p);
	c = change_of(&p, &p.guest);
	ahead_read(&c, p.arena, a.id);
	ck_assert_ptr_null(c.ahead);
	c = change_of(&p, &p.host);
	ahead_read(&c, p.arena, "0123456789abcdef0123456789abcdef");
	ck_assert_ptr_null(c.ahead);
	GOOD(application_begin(p.registry, &p.owner, p.service, LANG_EN, &draft, pin, &err));
	c = change_of(&p, &p.owner);
	ahead_read(&c, p.arena, draft.id);
	ck_assert_ptr_null(c.ahead);
	/* A part that is damaged is told of within the turn, by who has a right to it. */
	portal_tamper(&p, "UPDATE answer SET sealed = zeroblob(80) WHERE length(sealed) > 0");
	c = change_of(&p, &p.host);
	ahead_read(&c, p.arena, a.id);
	ck_assert_ptr_null(c.ahead);
	ck_assert_int_eq(application_ask(p.registry, &p.host, &a, p.service, "Which one?", &err),
			 FAULT_BROKEN);
	portal_close(&p);
}
END_TEST

/* What one was not told of may be lost again. */
START_TEST(to_peek_waits_for_no_disk)
{
	struct registry *other = NULL;
	struct figures figures;
	struct portal p;
	struct application a;
	struct change c;

	ENGINE_ONLY_SQLITE(OURS);
	portal_open(&p, "ahead-disk");
	a = sent(&p);
	GOOD(registry_open(p.folder, p.address, &other, &err));
	power_record(p.folder);
	power_refuse_sync(true);
	registry_defer(other);
	GOOD(store_begin(other->store, &err));
	GOOD(store_commit(other->store, &err));
	ck_assert_int_eq(figures_count(p.registry, &figures, &err), FAULT_BUSY);
	c = change_of(&p, &p.host);
	ahead_read(&c, p.arena, a.id);
	ck_assert_ptr_nonnull(c.ahead);
	ck_assert_int_eq(figures_count(p.registry, &figures, &err), FAULT_BUSY);
	power_refuse_sync(false);
	power_stop();
	registry_close(other);
	portal_close(&p);
}
END_TEST

SUITE(ahead, what_was_read_before_is_entered, what_others_have_changed_since_is_read_again,
      what_changes_within_is_read_again, nothing_is_read_for_whom_it_is_not,
      to_peek_waits_for_no_disk)
