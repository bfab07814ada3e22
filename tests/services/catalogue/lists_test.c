/* lists_test.c - imports of shared lists take turns, and nobody waits for ever. */
#include "tests/services/portal.h"
#include "tests/unit.h"

#include "services/services.h"

#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

static struct error err;

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

	portal_open(&p, "lists-turn");
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

SUITE(lists, who_keeps_the_turn_is_not_waited_for_for_ever)
