/* acted_test.c - why an act is not possible is told by the names of tasks and acts. */
#include "tests/unit.h"
#include "tui/page/acted.h"

#include "i18n/i18n.h"

#include <string.h>

static const struct act propose = {.id = "propose", .name = {{"إحالة", "Proposer", "Propose"}}};
static const struct act *acts[] = {&propose};
static struct stage stages[] = {{.id = "check", .acts = acts, .act_count = 1}, {.id = "board"}};
static struct task visit = {.id = "visit", .name = {{"زيارة", "Visite", "Visit of the place"}}};

static const struct service service = {
	.stages = stages, .stage_count = 2, .tasks = &visit, .task_count = 1};

static const char *why(struct arena *a, const char *say, const char *fill, const char *value)
{
	struct error err = {0};

	fail(&err, FAULT_DENIED, say, "test");
	error_fill(&err, "other", "visit");
	error_fill(&err, fill, "%s", value);
	return acted_why(a, LANG_EN, &service, &err);
}

START_TEST(by_the_names)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);

	message_use(LANG_EN);
	ck_assert_str_eq(why(a, "First {task}, {other}.", "task", "visit"),
			 "First Visit of the place, visit.");
	ck_assert_str_eq(why(a, "Who did {act}.", "act", "propose"), "Who did Propose.");
	/* what the definition does not have stands as it is */
	ck_assert_str_eq(why(a, "First {task}.", "task", "propose"), "First propose.");
	ck_assert_str_eq(why(a, "Who did {act}.", "act", "visit"), "Who did visit.");
}
END_TEST

SUITE(acted, by_the_names)
