/* retire_test.c - services that end, and versions that are taken back: what is begun, found and
 * vouched for then. */
#include "tests/services/portal.h"
#include "tests/services/sample.h"
#include "tests/unit.h"

#include "i18n/message.h"
#include "services/registry/registry_inside.h"
#include "services/services.h"

#include <string.h>

static struct error err;

static struct date day(int64_t utc)
{
	return date_of(utc);
}

static enum fault begins(struct portal *p)
{
	struct application a;
	char pin[PIN_DIGITS + 1];

	err = (struct error){0};
	return application_begin(p->registry, &p->owner, p->service, LANG_EN, &a, pin, &err);
}

static int64_t ended(struct portal *p)
{
	struct versions_now now;

	ck_assert_int_eq(versions_look(p->registry, &now, &err), FAULT_NONE);
	return now.ended;
}

static bool has_ended; /* told by the last of these */

static enum fault take_back(struct portal *p, int version)
{
	has_ended = false;
	return retire_take_back(p->registry, "lb-sample", version, &has_ended, &err);
}

/* A catalogue as visitors would have it, from the database and from the snapshot alike. */
static void check_offered(struct portal *p, bool offered)
{
	CATALOGUE_CLEAN struct catalogue *database = NULL, *snapshot = NULL;
	const struct service **list;
	const struct service *s;

	ck_assert_int_eq(catalogue_open(registry_terms(p->registry), &database, &err), FAULT_NONE);
	ck_assert_int_eq(versions_load(p->registry, database, &err), FAULT_NONE);
	ck_assert_int_eq(catalogue_open(registry_terms(p->registry), &snapshot, &err), FAULT_NONE);
	ck_assert_int_eq(snapshot_load(p->folder, snapshot, &err), FAULT_NONE);
	for (int i = 0; i < 2; i++) {
		const struct catalogue *c = i == 0 ? database : snapshot;
		struct facet_group *groups;

		ck_assert_uint_eq(catalogue_count(c), offered ? 1 : 0);
		ck_assert_uint_eq(catalogue_ended(c), offered ? 0 : 1);
		ck_assert_uint_eq(
			catalogue_list(c, p->arena, &(struct catalogue_filter){0}, LANG_EN, &list),
			offered ? 1 : 0);
		ck_assert_uint_eq(
			catalogue_facet(c, p->arena, FACET_SECTOR, NULL, LANG_EN, &groups),
			offered ? 1 : 0);
		ck_assert_uint_eq(catalogue_search(c, p->arena, "sample", NULL, 10, &list),
				  offered ? 1 : 0);
		ck_assert_uint_eq(catalogue_search(c, p->arena, "lb-sample", NULL, 10, &list), 1);
		s = catalogue_find(c, "lb-sample");
		ck_assert_ptr_nonnull(s);
		ck_assert(service_takes(s) == offered);
		ck_assert(offered || (s->end != NULL && s->end->over));
	}
}

START_TEST(a_service_ends_on_its_day)
{
	struct application a;
	struct receipt receipt = {0};
	struct portal p;
	struct form *f;
	char pin[PIN_DIGITS + 1];

	portal_open(&p, "ends");
	ck_assert_int_eq(application_begin(p.registry, &p.owner, p.service, LANG_EN, &a, pin, &err),
			 FAULT_NONE);
	ck_assert_int_eq(retire_set(p.registry, "lb-sample", day(p.now + 86400), NULL, &err),
			 FAULT_NONE);
	check_offered(&p, true);
	ck_assert_int_eq(ended(&p), 0);
	ck_assert_int_eq(begins(&p), FAULT_NONE);
	p.now += 86400;
	ck_assert_int_eq(ended(&p), 1);
	ck_assert_int_eq(snapshot_write(p.registry, &err), FAULT_NONE);
	check_offered(&p, false);
	ck_assert_int_eq(begins(&p), FAULT_DENIED);
	ck_assert_ptr_nonnull(strstr(err.say, "has ended"));
	f = portal_form(&p);
	ck_assert_int_eq(application_apply(p.registry, &p.guest, f, portal_request(), LANG_EN,
					   &receipt, &err),
			 FAULT_DENIED);
	/* What was begun before is served to its end. */
	ck_assert_int_eq(application_submit(p.registry, &p.owner, &a, f, &receipt, &err),
			 FAULT_NONE);
	form_free(f);
	ck_assert_int_eq(application_open(p.registry, &p.other, receipt.reference, pin, &a, &err),
			 FAULT_NONE);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	ck_assert_int_eq(retire_undo(p.registry, "lb-sample", &err), FAULT_NONE);
	check_offered(&p, true);
	ck_assert_int_eq(begins(&p), FAULT_NONE);
	ck_assert_int_eq(retire_undo(p.registry, "lb-sample", &err), FAULT_CONFLICT);
	ck_assert_int_eq(retire_set(p.registry, "lb-sample", day(p.now), NULL, &err), FAULT_NONE);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_tamper(&p, "UPDATE retired SET ends = '2099-01-01'");
	ck_assert_int_eq(portal_verify(&p, false), 1);
	portal_tamper(&p, "DELETE FROM retired");
	ck_assert_int_eq(portal_verify(&p, false), 1);
	portal_close(&p);
}
END_TEST

START_TEST(of_nothing_and_by_itself)
{
	struct portal p;
	struct date today;

	portal_open(&p, "ends-wrong");
	today = day(p.now);
	ck_assert_int_eq(retire_set(p.registry, "lb-none", today, NULL, &err), FAULT_MISSING);
	ck_assert_int_eq(retire_set(p.registry, "lb-sample", today, "lb-none", &err),
			 FAULT_MISSING);
	ck_assert_int_eq(retire_set(p.registry, "lb-sample", today, "lb-sample", &err),
			 FAULT_INPUT);
	ck_assert_int_eq(retire_undo(p.registry, "lb-none", &err), FAULT_MISSING);
	ck_assert_int_eq(take_back(&p, 4), FAULT_MISSING);
	check_offered(&p, true);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

static bool is_back; /* told by the last import */

static enum fault import_as(struct portal *p, int version, const char *from, const char *to,
			    bool *ret_new)
{
	char *yaml = sample_with(p->arena, from, to);
	struct versions_item item = {"lb-sample", version, yaml, strlen(yaml), false, false};
	size_t refused;
	enum fault f;

	f = versions_import(p->registry, &item, 1, &refused, &err);
	*ret_new = item.is_new;
	is_back = item.is_back;
	return f;
}

static enum fault import(struct portal *p, const char *from, const char *to, bool *ret_new)
{
	return import_as(p, 4, from, to, ret_new);
}

START_TEST(a_new_version_brings_it_back)
{
	struct portal p;
	bool is_new;

	portal_open(&p, "ends-anew");
	ck_assert_int_eq(retire_set(p.registry, "lb-sample", day(p.now), NULL, &err), FAULT_NONE);
	check_offered(&p, false);
	ck_assert_int_eq(import(&p, "version: 3", "version: 4", &is_new), FAULT_NONE);
	check_offered(&p, true);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	/* One that is still to come stays. */
	ck_assert_int_eq(retire_set(p.registry, "lb-sample", day(p.now + 864000), NULL, &err),
			 FAULT_NONE);
	ck_assert_int_eq(take_back(&p, 4), FAULT_NONE);
	ck_assert_int_eq(import(&p, "version: 3", "version: 4", &is_new), FAULT_NONE);
	p.now += 864000;
	ck_assert_int_eq(ended(&p), 1);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

/* Rows that were put in or changed past the portal: one service's matter. */
START_TEST(an_end_that_nobody_wrote_is_passed_over)
{
	static const char *const changes[] = {
		"INSERT INTO retired VALUES ('lb-sample', '', '', '')",
		"UPDATE retired SET ends = '2020-01-01'",
		"UPDATE retired SET ends = 'tomorrow, and tomorrow, and tomorrow'",
		"UPDATE retired SET service = ''",
	};
	struct portal p;
	const char *last;

	portal_open(&p, "ends-nobody-wrote");
	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
		CATALOGUE_CLEAN struct catalogue *c = NULL;

		portal_tamper(&p, changes[i]);
		ck_assert_int_eq(snapshot_write(p.registry, &err), FAULT_NONE);
		check_offered(&p, true);
		ck_assert_int_eq(catalogue_open(registry_terms(p.registry), &c, &err), FAULT_NONE);
		ck_assert_int_eq(snapshot_load(p.folder, c, &err), FAULT_NONE);
		ck_assert_uint_eq(catalogue_ends_passed_over(c, &last), 1);
		ck_assert_int_eq(begins(&p), FAULT_NONE);
		ck_assert_int_gt(portal_verify(&p, false), 0);
	}
	/* Said anew, or taken away. */
	portal_tamper(&p, "UPDATE retired SET service = 'lb-sample', ends = '2020-01-01'");
	ck_assert_int_eq(retire_undo(p.registry, "lb-sample", &err), FAULT_NONE);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_tamper(&p, changes[0]);
	ck_assert_int_eq(retire_set(p.registry, "lb-sample", day(p.now), NULL, &err), FAULT_NONE);
	check_offered(&p, false);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

static const char *instead_of(struct portal *p)
{
	struct store_definition_retired row = {.instead = ""};
	bool found = false;

	ck_assert_int_eq(
		store_definition_find_retired(p->registry->store, "lb-sample", &row, &found, &err),
		FAULT_NONE);
	return found ? arena_text(p->arena, row.instead) : NULL;
}

/* The version that brought a service back by mistake takes its end with it when it goes. */
START_TEST(the_end_that_a_version_dropped_holds_again)
{
	const char *other;
	struct portal p;
	size_t refused;
	bool is_new;

	portal_open(&p, "ends-again");
	other = sample_with(p.arena, "id: lb-sample", "id: lb-other");
	ck_assert_int_eq(versions_import(p.registry,
					 &(struct versions_item){"lb-other", 3, other,
								 strlen(other), false, false},
					 1, &refused, &err),
			 FAULT_NONE);
	ck_assert_int_eq(retire_set(p.registry, "lb-sample", day(p.now), "lb-other", &err),
			 FAULT_NONE);
	ck_assert_int_eq(import(&p, "version: 3", "version: 4", &is_new), FAULT_NONE);
	ck_assert(is_back);
	ck_assert_ptr_null(instead_of(&p));
	ck_assert_int_eq(import_as(&p, 5, "version: 3", "version: 5", &is_new), FAULT_NONE);
	ck_assert(!is_back);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	/* As long as one stands that would have brought it back, it goes on. */
	ck_assert_int_eq(take_back(&p, 4), FAULT_NONE);
	ck_assert(!has_ended);
	ck_assert_int_eq(begins(&p), FAULT_NONE);
	ck_assert_int_eq(take_back(&p, 5), FAULT_NONE);
	ck_assert(has_ended);
	ck_assert_str_eq(instead_of(&p), "lb-other");
	ck_assert_int_eq(begins(&p), FAULT_DENIED);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	/* Once more, and what was said since stands. */
	ck_assert_int_eq(import(&p, "version: 3", "version: 4", &is_new), FAULT_NONE);
	ck_assert(is_back);
	ck_assert_int_eq(retire_set(p.registry, "lb-sample", day(p.now), NULL, &err), FAULT_NONE);
	ck_assert_int_eq(retire_undo(p.registry, "lb-sample", &err), FAULT_NONE);
	ck_assert_int_eq(take_back(&p, 4), FAULT_NONE);
	ck_assert(!has_ended);
	ck_assert_ptr_null(instead_of(&p));
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

START_TEST(a_version_is_taken_back_and_its_number_stays_used)
{
	const struct service *mistyped, *s;
	struct application a;
	struct portal p;
	char pin[PIN_DIGITS + 1];
	bool is_new;

	portal_open(&p, "taken-back");
	portal_apply(&p, &p.owner);
	ck_assert_int_eq(import(&p, "version: 3", "version: 4 # mistyped", &is_new), FAULT_NONE);
	ck_assert_int_eq(
		versions_find(p.registry, p.arena, &p.terms, "lb-sample", 4, &mistyped, &err),
		FAULT_NONE);
	ck_assert_int_eq(take_back(&p, 3), FAULT_CONFLICT);
	ck_assert_ptr_nonnull(strstr(message_error(p.arena, &err), "1"));
	ck_assert_int_eq(take_back(&p, 4), FAULT_NONE);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	/* Visitors who saw it cannot begin with it, and no other text gets its number. */
	ck_assert_int_eq(application_begin(p.registry, &p.owner, mistyped, LANG_EN, &a, pin, &err),
			 FAULT_CONFLICT);
	ck_assert_int_eq(import(&p, "version: 3", "version: 4", &is_new), FAULT_CONFLICT);
	ck_assert_ptr_nonnull(strstr(message_error(p.arena, &err), "Version 4 "));
	ck_assert_ptr_nonnull(strstr(err.say, "Take the next number."));
	ck_assert_int_eq(versions_find(p.registry, p.arena, &p.terms, "lb-sample", 4, &s, &err),
			 FAULT_MISSING);
	ck_assert_int_eq(import_as(&p, 5, "version: 3", "version: 5", &is_new), FAULT_NONE);
	ck_assert(is_new);
	ck_assert_int_eq(application_begin(p.registry, &p.owner, mistyped, LANG_EN, &a, pin, &err),
			 FAULT_CONFLICT);
	ck_assert_int_eq(versions_find(p.registry, p.arena, &p.terms, "lb-sample", 5, &s, &err),
			 FAULT_NONE);
	ck_assert_int_eq(application_begin(p.registry, &p.owner, s, LANG_EN, &a, pin, &err),
			 FAULT_NONE);
	ck_assert_int_eq(take_back(&p, 5), FAULT_CONFLICT);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

/* Twice to and fro, so that what is compared is not only the last. */
START_TEST(the_same_text_may_come_back)
{
	struct portal p;
	bool is_new;

	portal_open(&p, "same-text");
	for (int i = 0; i < 2; i++) {
		ck_assert_int_eq(import(&p, "version: 3", "version: 4", &is_new), FAULT_NONE);
		ck_assert(is_new);
		ck_assert_int_eq(take_back(&p, 4), FAULT_NONE);
	}
	ck_assert_int_eq(import(&p, "version: 3", "version: 4 # other", &is_new), FAULT_CONFLICT);
	ck_assert_int_eq(import(&p, "version: 3", "version: 4", &is_new), FAULT_NONE);
	ck_assert_int_eq(import(&p, "version: 3", "version: 4", &is_new), FAULT_NONE);
	ck_assert(!is_new);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

/* Imported when less was refused: it stays served, with its applications, and is counted. */
START_TEST(what_the_check_refuses_today_stays_served)
{
	static const char *const changes[][2] = {
		{"actor: head, may: [approve, reject]", "actor: head, may: [ask]"},
		{"pattern: '[A-Z]{2}[0-9]+'", "pattern: '[A-Z]{2}[0-9]++'"},
	};

	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
		CATALOGUE_CLEAN struct catalogue *c = NULL;
		struct portal p;
		struct versions_item item = {"lb-sample", 4, NULL, 0, false, false};
		const struct service *s;
		const char *last;
		char *yaml;
		size_t refused;

		portal_open(&p, i == 0 ? "strict-1" : "strict-2");
		yaml = sample_with(p.arena, changes[i][0], changes[i][1]);
		strstr(yaml, "version: 3")[9] = '4';
		ck_assert_int_eq(
			service_read(p.arena, &p.terms, "x", yaml, strlen(yaml), &s, NULL, &err),
			FAULT_INPUT);
		item.yaml = yaml;
		item.len = strlen(yaml);
		ck_assert_int_eq(versions_import(p.registry, &item, 1, &refused, &err), FAULT_NONE);
		check_offered(&p, true);
		ck_assert_int_eq(catalogue_open(registry_terms(p.registry), &c, &err), FAULT_NONE);
		ck_assert_int_eq(snapshot_load(p.folder, c, &err), FAULT_NONE);
		ck_assert_uint_eq(catalogue_lenient(c, &last), 1);
		ck_assert_str_eq(last, "lb-sample");
		p.service = catalogue_find(c, "lb-sample");
		ck_assert_int_eq(p.service->version, 4);
		portal_apply(&p, &p.owner);
		ck_assert_int_eq(portal_verify(&p, true), 0);
		portal_close(&p);
	}
}
END_TEST

SUITE(retire, an_end_that_nobody_wrote_is_passed_over, what_the_check_refuses_today_stays_served,
      a_service_ends_on_its_day, of_nothing_and_by_itself, a_new_version_brings_it_back,
      the_same_text_may_come_back, the_end_that_a_version_dropped_holds_again,
      a_version_is_taken_back_and_its_number_stays_used)
