/* unit.c - runs the unit tests of one folder; a name on the command line runs that suite alone. */
#include "tests/unit.h"

#include <ftw.h>

#define SUITES 128

static Suite *suites[SUITES];
static const char *names[SUITES];
static int suite_count;
static char folder[] = "/tmp/shubbak-unit-XXXXXX";

void unit_add(const char *suite, const TTest *const *tests)
{
	Suite *s = suite_create(suite);
	TCase *c = tcase_create(suite);

	tcase_set_timeout(c, 120);
	for (; *tests != NULL; tests++)
		tcase_add_test(c, *tests);
	suite_add_tcase(s, c);
	names[suite_count] = suite;
	suites[suite_count++] = s;
}

const char *unit_folder(void)
{
	return folder;
}

static int drop(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st, (void)type, (void)ftw;
	return remove(path);
}

int main(int argc, char **argv)
{
	SRunner *runner = srunner_create(NULL);
	int failed;

	if (mkdtemp(folder) == NULL)
		return 1;
	for (int i = 0; i < suite_count; i++)
		if (argc < 2 || strcmp(argv[1], names[i]) == 0)
			srunner_add_suite(runner, suites[i]);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	nftw(folder, drop, 16, FTW_DEPTH | FTW_PHYS);
	return failed == 0 ? 0 : 1;
}
