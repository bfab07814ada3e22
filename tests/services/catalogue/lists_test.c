/* lists_test.c - shared lists take the place of the folder's own, all of them or none, by one
 * import at a time. */
#include "services/catalogue/lists.h"

#include "services/services.h"
#include "tests/services/portal.h"
#include "tests/services/sample.h"
#include "tests/unit.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static struct error err;

static const char *path_of(struct portal *p, const char *name)
{
	return arena_format(p->arena, "%s/%s", registry_terms(p->registry), name);
}

static const char *text_of(struct portal *p, const char *name)
{
	char *text;
	size_t len;

	ck_assert_int_eq(folder_read(p->arena, path_of(p, name), 1 << 23, &text, &len, &err),
			 FAULT_NONE);
	return text;
}

static bool is_there(struct portal *p, const char *name)
{
	return access(path_of(p, name), F_OK) == 0;
}

/* The folder's own with one line more. */
static struct term_file longer(struct portal *p, const char *name)
{
	const char *yaml = arena_format(p->arena, "%s# more\n", text_of(p, name));

	return (struct term_file){name, yaml, strlen(yaml), NULL};
}

/* The places without the last of them, which answers may have. */
static struct term_file shorter(struct portal *p)
{
	char *yaml = arena_text(p->arena, text_of(p, "places.yaml")), *last = NULL;

	for (char *at = yaml; (at = strstr(at, "\n  - ")) != NULL; at++)
		last = at;
	ck_assert_ptr_nonnull(last);
	last[1] = '\0';
	return (struct term_file){"places.yaml", yaml, strlen(yaml), NULL};
}

/* Whether another import could begin now. */
static bool is_free(struct portal *p)
{
	int turn = open(registry_terms(p->registry), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool had;

	ck_assert_int_ge(turn, 0);
	had = flock(turn, LOCK_EX | LOCK_NB) == 0;
	ck_assert(had || errno == EWOULDBLOCK);
	close(turn);
	return had;
}

START_TEST(take_the_place_of_the_folders_own)
{
	struct term_file files[2];
	struct portal p;
	struct stat st;
	size_t refused = 9;

	portal_open(&p, "lists");
	if (geteuid() == 0)
		ck_assert_int_eq(chown(registry_terms(p.registry), 12345, 23456), 0);
	ck_assert_int_eq(chmod(registry_terms(p.registry), 0750), 0);
	files[0] = longer(&p, "terms.yaml");
	files[1] = longer(&p, "places.yaml");
	ck_assert_int_eq(versions_import_with(p.registry, files, 2, NULL, 0, &refused, &err),
			 FAULT_NONE);
	ck_assert_uint_eq(refused, 0);
	for (size_t i = 0; i < 2; i++) {
		ck_assert_str_eq(text_of(&p, files[i].name), files[i].yaml);
		ck_assert_int_eq(stat(path_of(&p, files[i].name), &st), 0);
		if (geteuid() != 0)
			continue;
		ck_assert_uint_eq(st.st_uid, 12345);
		ck_assert_uint_eq(st.st_gid, 23456);
		ck_assert_uint_eq(st.st_mode & 07777, 0640);
	}
	ck_assert(!is_there(&p, "terms.yaml.new") && !is_there(&p, "places.yaml.new"));
	ck_assert(is_free(&p));
	portal_close(&p);
}
END_TEST

START_TEST(stay_where_a_definition_is_refused)
{
	struct portal p;
	struct term_file file;
	struct versions_item items[2];
	const char *before, *other, *next;
	size_t refused = 9;

	portal_open(&p, "lists-refused");
	before = text_of(&p, "terms.yaml");
	file = longer(&p, "terms.yaml");
	next = sample_with(p.arena, "version: 3", "version: 4");
	other = sample_with(p.arena, "version: 3", "version: 3 # other");
	items[0] = (struct versions_item){"lb-sample", 4, next, strlen(next), false, false};
	items[1] = (struct versions_item){"lb-sample", 3, other, strlen(other), false, false};
	ck_assert_int_eq(versions_import_with(p.registry, &file, 1, items, 2, &refused, &err),
			 FAULT_CONFLICT);
	ck_assert_uint_eq(refused, 1);
	ck_assert_str_eq(text_of(&p, "terms.yaml"), before);
	ck_assert(!is_there(&p, "terms.yaml.new"));
	ck_assert(is_free(&p));
	/* Nothing of the first one is kept either. */
	ck_assert_int_eq(versions_text(p.registry, p.arena, "lb-sample", 4, &next, &refused, &err),
			 FAULT_MISSING);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

static enum fault import_again(struct portal *p, const char *yaml)
{
	struct versions_item item = {"lb-sample", 3, yaml, strlen(yaml), true, false};
	size_t refused;
	enum fault fault = versions_import(p->registry, &item, 1, &refused, &err);

	ck_assert(!item.is_new);
	return fault;
}

/* A version that is there comes again with its own text alone. */
START_TEST(one_version_has_one_text)
{
	struct portal p;

	portal_open(&p, "lists-text");
	ck_assert_int_eq(import_again(&p, sample_yaml), FAULT_NONE);
	ck_assert_int_eq(import_again(&p, sample_with(p.arena, "max: 40", "max: 41")),
			 FAULT_CONFLICT);
	ck_assert_int_eq(import_again(&p, arena_format(p.arena, "%s\n", sample_yaml)),
			 FAULT_CONFLICT);
	portal_close(&p);
}
END_TEST

START_TEST(one_import_has_its_turn)
{
	struct portal p;
	struct term_file file;
	int turn = -1;

	portal_open(&p, "lists-turn");
	file = longer(&p, "places.yaml");
	ck_assert_int_eq(lists_enter(p.registry, &file, 1, &turn, &err), FAULT_NONE);
	ck_assert_int_ge(turn, 0);
	ck_assert(!is_free(&p));
	lists_leave(turn);
	ck_assert(is_free(&p));
	/* What the folder has must stay; the turn is given back. */
	file = shorter(&p);
	turn = -1;
	ck_assert_int_eq(lists_enter(p.registry, &file, 1, &turn, &err), FAULT_CONFLICT);
	ck_assert_int_eq(turn, -1);
	ck_assert(is_free(&p));
	lists_leave(-1);
	portal_close(&p);
}
END_TEST

START_TEST(what_was_cut_off_is_overwritten)
{
	struct portal p;
	struct term_file file;

	portal_open(&p, "lists-again");
	file = longer(&p, "places.yaml");
	ck_assert_int_eq(folder_write(path_of(&p, "places.yaml.new"), "half", 4, &err), FAULT_NONE);
	ck_assert_int_eq(lists_put(p.registry, &file, 1, &err), FAULT_NONE);
	ck_assert_str_eq(text_of(&p, "places.yaml.new"), file.yaml);
	lists_drop(p.registry, &file, 1);
	ck_assert(!is_there(&p, "places.yaml.new"));
	portal_close(&p);
}
END_TEST

/* A folder stands where the second file would. */
START_TEST(where_one_cannot_be_written_none_is)
{
	struct term_file files[2];
	struct portal p;
	const char *before;

	portal_open(&p, "lists-none");
	files[0] = longer(&p, "terms.yaml");
	files[1] = longer(&p, "places.yaml");
	before = text_of(&p, "terms.yaml");
	ck_assert_int_eq(mkdir(path_of(&p, "places.yaml.new"), 0700), 0);
	ck_assert_int_ne(lists_put(p.registry, files, 2, &err), FAULT_NONE);
	ck_assert(!is_there(&p, "terms.yaml.new"));
	ck_assert_str_eq(text_of(&p, "terms.yaml"), before);
	/* Nothing was put that could be set. */
	ck_assert_int_eq(lists_set(p.registry, files, 1, &err), FAULT_BUSY);
	ck_assert_str_eq(text_of(&p, "terms.yaml"), before);
	portal_close(&p);
}
END_TEST

static enum fault import_lists(struct portal *p)
{
	struct fault_list faults = {.count = 0};
	struct term_file file = {.name = "terms.yaml", .faults = &faults};
	char path[FOLDER_PATH + 32], *yaml;
	size_t refused;

	snprintf(path, sizeof(path), "%s/%s", registry_terms(p->registry), file.name);
	ck_assert_int_eq(folder_read(p->arena, path, 1 << 20, &yaml, &file.len, &err), FAULT_NONE);
	file.yaml = yaml;
	err = (struct error){0};
	return versions_import_with(p->registry, &file, 1, NULL, 0, &refused, &err);
}

START_TEST(who_keeps_the_turn_is_not_waited_for_for_ever)
{
	struct portal p;
	int turn;

	portal_open(&p, "lists-one-turn");
	turn = open(registry_terms(p.registry), O_RDONLY | O_DIRECTORY);
	ck_assert_int_ge(turn, 0);
	ck_assert_int_eq(flock(turn, LOCK_EX), 0);
	ck_assert_int_eq(import_lists(&p), FAULT_BUSY);
	ck_assert_ptr_nonnull(strstr(err.say, "try again in a moment"));
	close(turn);
	ck_assert_int_eq(import_lists(&p), FAULT_NONE);
	portal_close(&p);
}
END_TEST

/* As it is on another host, whose folder has what it began with. */
static void forget_in_folder(struct portal *p, const char *name, const char *text)
{
	ck_assert_int_eq(unlink(path_of(p, name)), 0);
	ck_assert_int_eq(folder_write(path_of(p, name), text, strlen(text), &err), FAULT_NONE);
}

static void check_sector(struct portal *p, const struct term_list *t)
{
	ck_assert_ptr_nonnull(term_find(t->sectors, t->sector_count, "reading"));
	ck_assert_uint_eq(t->place_count, p->terms.place_count);
	ck_assert_uint_eq(t->country_count, p->terms.country_count);
}

START_TEST(every_host_has_them)
{
	static const char fresh[] = "sectors:\n  - {code: reading, name: {ar: ق, fr: L, en: R}}\n";
	CATALOGUE_CLEAN struct catalogue *database = NULL, *snapshot = NULL;
	struct figures before, after;
	struct term_list terms;
	struct term_file file;
	struct portal p;
	const char *own, *sectors;
	bool ended;
	size_t refused;

	portal_open(&p, "lists-hosts");
	ck_assert_int_eq(figures_count(p.registry, &before, &err), FAULT_NONE);
	own = text_of(&p, "terms.yaml");
	sectors = strstr(own, "sectors:\n");
	ck_assert_ptr_nonnull(sectors);
	file = (struct term_file){.name = "terms.yaml"};
	file.yaml = arena_format(p.arena, "%.*s%s%s", (int)(sectors - own), own, fresh,
				 sectors + strlen("sectors:\n"));
	file.len = strlen(file.yaml);
	for (int i = 0; i < 2; i++) /* the same once more changes nothing */
		ck_assert_int_eq(
			versions_import_with(p.registry, &file, 1, NULL, 0, &refused, &err),
			FAULT_NONE);
	forget_in_folder(&p, "terms.yaml", own);

	ck_assert_int_eq(lists_terms(p.registry, p.arena, NULL, 0, &terms, &err), FAULT_NONE);
	check_sector(&p, &terms);
	ck_assert_int_eq(catalogue_open(registry_terms(p.registry), &database, &err), FAULT_NONE);
	ck_assert_int_eq(versions_load(p.registry, database, &err), FAULT_NONE);
	check_sector(&p, catalogue_terms(database));
	ck_assert_uint_eq(catalogue_count(database), 1);
	ck_assert_int_eq(catalogue_open(registry_terms(p.registry), &snapshot, &err), FAULT_NONE);
	ck_assert_int_eq(snapshot_load(p.folder, snapshot, &err), FAULT_NONE);
	check_sector(&p, catalogue_terms(snapshot));
	ck_assert_uint_eq(catalogue_count(snapshot), 1);
	ck_assert_int_eq(figures_count(p.registry, &after, &err), FAULT_NONE);
	ck_assert_int_eq(after.services, before.services);
	ck_assert_int_eq(after.ledger_entries, before.ledger_entries + 1);

	/* What it has must stay, whatever the folder says; and it is no service. */
	file = (struct term_file){"terms.yaml", own, strlen(own), NULL};
	ck_assert_int_eq(versions_import_with(p.registry, &file, 1, NULL, 0, &refused, &err),
			 FAULT_CONFLICT);
	ck_assert_int_eq(retire_take_back(p.registry, "terms.yaml", 1, &ended, &err),
			 FAULT_MISSING);
	ck_assert_int_eq(retire_set(p.registry, "terms.yaml", date_of(p.now), NULL, &err),
			 FAULT_MISSING);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_tamper(&p, "DELETE FROM definition WHERE service = 'terms.yaml'");
	ck_assert_int_gt(portal_verify(&p, false), 0);
	portal_close(&p);
}
END_TEST

SUITE(lists, every_host_has_them, who_keeps_the_turn_is_not_waited_for_for_ever,
      take_the_place_of_the_folders_own, stay_where_a_definition_is_refused,
      one_version_has_one_text, one_import_has_its_turn, what_was_cut_off_is_overwritten,
      where_one_cannot_be_written_none_is)
