/* blocks_test.c - a version of a service keeps the blocks that it was imported with, in the
 * registry and for visitors; who has which is told, and what is in use is not taken back. */
#include "services/catalogue/blocks.h"

#include "services/definition/block.h"
#include "services/definition/kind_read.h"
#include "services/services.h"
#include "tests/services/portal.h"
#include "tests/services/sample.h"
#include "tests/unit.h"

#include <string.h>

#define T(word) "{ar: \"" word " ع\", fr: \"" word " fr\", en: \"" word " en\"}"
#define HOME "    - id: contact\n      title: " T("Contact") "\n      questions:\n"
#define NAME "lb-sample"

static struct error err;

static enum fault bring(struct portal *p, const char *yaml)
{
	struct term_list terms;
	struct definition d;
	struct versions_item item;
	size_t refused;

	ck_assert_int_eq(lists_terms(p->registry, p->arena, NULL, 0, &terms, &err), FAULT_NONE);
	ck_assert_msg(kind_read(p->arena, &terms, "x", yaml, strlen(yaml), &d, NULL, &err) ==
			      FAULT_NONE,
		      "%d %s %s", err.line, err.field, err.say);
	item = (struct versions_item){
		.id = d.key, .version = d.version, .yaml = d.kept, .len = d.kept_len};
	return versions_import(p->registry, &item, 1, &refused, &err);
}

static enum fault bring_block(struct portal *p, int version)
{
	return bring(p, arena_format(p->arena,
				     "block: heir\nversion: %d\nquestions:\n"
				     "  - {id: heir_%d, type: name, label: " T("Heir") "}\n",
				     version, version));
}

static const char *service_text(struct portal *p, int version)
{
	const char *yaml = sample_with(p->arena, HOME, HOME "        - {use: heir}\n");
	const char *rest = strstr(yaml, "version: 3\n");

	return arena_format(p->arena, "%.*sversion: %d\n%s", (int)(rest - yaml), yaml, version,
			    rest + strlen("version: 3\n"));
}

/* Which question of the block visitors are asked, from the database and from the snapshot. */
static void check_asked(struct portal *p, const char *question)
{
	CATALOGUE_CLEAN struct catalogue *database = NULL, *snapshot = NULL;
	const struct service *s;

	ck_assert_int_eq(catalogue_open(registry_terms(p->registry), &database, &err), FAULT_NONE);
	ck_assert_int_eq(versions_load(p->registry, database, &err), FAULT_NONE);
	s = catalogue_find(database, NAME);
	ck_assert_ptr_nonnull(service_question(s, question, NULL));
	ck_assert_int_eq(catalogue_open(registry_terms(p->registry), &snapshot, &err), FAULT_NONE);
	ck_assert_int_eq(snapshot_load(p->folder, snapshot, &err), FAULT_NONE);
	s = catalogue_find(snapshot, NAME);
	ck_assert_ptr_nonnull(service_question(s, question, NULL));
	/* Who begins by the visitors' pages has the text that the registry has. */
	ck_assert_int_eq(retire_check(p->registry, s, &err), FAULT_NONE);
}

/* "lb-sample 4:1 ", … */
static const char *found;
static struct arena *in;

static void add(void *ctx, const struct blocks_user *user)
{
	(void)ctx;
	found = arena_format(in, "%s%s %d:%d ", found, user->service, user->version,
			     user->block_version);
}

static void check_users(struct portal *p, bool newest, const char *expected)
{
	found = "";
	in = p->arena;
	ck_assert_int_eq(blocks_each_user(p->registry, "heir", newest, add, NULL, &err),
			 FAULT_NONE);
	ck_assert_str_eq(found, expected);
}

START_TEST(a_version_keeps_what_it_came_with)
{
	struct portal p;
	const struct service *s;

	portal_open(&p, "blocks-kept");
	ck_assert_int_eq(bring_block(&p, 1), FAULT_NONE);
	ck_assert_int_eq(bring(&p, service_text(&p, 14)), FAULT_NONE);
	check_asked(&p, "heir_1");
	ck_assert_int_eq(bring_block(&p, 2), FAULT_NONE);
	check_asked(&p, "heir_1");
	/* The same file again: it is there, with the block that it came with. */
	ck_assert_int_eq(bring(&p, service_text(&p, 14)), FAULT_NONE);
	check_asked(&p, "heir_1");
	check_users(&p, true, NAME " 14:1 ");
	ck_assert_int_eq(bring(&p, service_text(&p, 15)), FAULT_NONE);
	check_asked(&p, "heir_2");
	check_users(&p, true, NAME " 15:2 ");
	check_users(&p, false, NAME " 14:1 " NAME " 15:2 ");
	/* An application that began with the first one. */
	ck_assert_int_eq(versions_find(p.registry, p.arena, &p.terms, NAME, 14, &s, &err),
			 FAULT_NONE);
	ck_assert_ptr_nonnull(service_question(s, "heir_1", NULL));
	ck_assert_ptr_null(service_question(s, "heir_2", NULL));
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

START_TEST(what_is_in_use_is_not_taken_back)
{
	struct portal p;
	bool ended;

	portal_open(&p, "blocks-back");
	ck_assert_int_eq(bring_block(&p, 1), FAULT_NONE);
	ck_assert_int_eq(bring(&p, service_text(&p, 14)), FAULT_NONE);
	ck_assert_int_eq(bring_block(&p, 2), FAULT_NONE);
	ck_assert_int_eq(retire_take_back(p.registry, "block:heir", 1, &ended, &err),
			 FAULT_CONFLICT);
	ck_assert_str_eq(err.fills[1].value, NAME " 14");
	ck_assert_int_eq(retire_take_back(p.registry, "block:heir", 2, &ended, &err), FAULT_NONE);
	ck_assert_int_eq(retire_take_back(p.registry, "block:heir", 2, &ended, &err),
			 FAULT_MISSING);
	ck_assert_int_eq(bring_block(&p, 3), FAULT_NONE);
	/* A version that was taken back comes again with the blocks that it had, or not at all. */
	ck_assert_int_eq(retire_take_back(p.registry, NAME, 14, &ended, &err), FAULT_NONE);
	ck_assert_int_eq(bring(&p, service_text(&p, 14)), FAULT_CONFLICT);
	ck_assert_int_eq(bring(&p, service_text(&p, 15)), FAULT_NONE);
	check_asked(&p, "heir_3");
	ck_assert_int_eq(retire_take_back(p.registry, "block:heir", 1, &ended, &err), FAULT_NONE);
	ck_assert_int_eq(retire_set(p.registry, "block:heir", date_of(p.now), NULL, &err),
			 FAULT_MISSING);
	ck_assert_ptr_nonnull(strstr(err.say, "is no service"));
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

SUITE(blocks, a_version_keeps_what_it_came_with, what_is_in_use_is_not_taken_back)
