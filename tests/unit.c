/* unit.c - runs the unit tests of one folder; names on the command line run these suites alone. */
#include "tests/unit.h"

#include <ftw.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#define SUITES 512
#define PREPARED 4

static Suite *suites[SUITES];
static const char *names[SUITES];
static int suite_count;
static void (*prepare[PREPARED])(void);
static int prepare_count;
static char folder[FILENAME_MAX];

void unit_add(const char *suite, const TTest *const *tests)
{
	Suite *s = suite_create(suite);
	TCase *c = tcase_create(suite);

	tcase_set_timeout(c, 120);
	for (; *tests != NULL; tests++)
		tcase_add_test(c, *tests);
	suite_add_tcase(s, c);
	if (suite_count == SUITES)
		abort(); /* one more than there is room for */
	names[suite_count] = suite;
	suites[suite_count++] = s;
}

void unit_before(void (*before)(void))
{
	if (prepare_count == PREPARED)
		abort(); /* one more than there is room for */
	prepare[prepare_count++] = before;
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

/* check tells its runner of each assertion that held, so that it can say where a test was that
 * crashed. That was a sixth of the work: where a test is, is kept here, and told when it crashes or
 * exits, and now and then for one that hangs. Sanitizers tell of crashes themselves, and end the
 * process. */
#define TOLD_EACH 20000000 /* nanoseconds */

void __real__mark_point(const char *file, int line);
void __wrap__mark_point(const char *file, int line);

static struct {
	const char *file;
	int line;
	int64_t told_at;
} mark;

static void tell_mark(void)
{
	if (mark.file != NULL)
		__real__mark_point(mark.file, mark.line);
}

void __wrap__mark_point(const char *file, int line)
{
	struct timespec t;
	int64_t now;

	if (line == mark.line && file == mark.file)
		return;
	mark.file = file;
	mark.line = line;
	clock_gettime(CLOCK_MONOTONIC_COARSE, &t);
	now = (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
#ifndef SHUBBAK_SANITIZED
	if (now - mark.told_at < TOLD_EACH)
		return;
#endif
	mark.told_at = now;
	tell_mark();
}

#ifndef SHUBBAK_SANITIZED
/* A second crash, of the telling itself, ends it at once. */
static void crash(int number)
{
	tell_mark();
	raise(number);
}
#endif

static void tell_of_ends(void)
{
#ifndef SHUBBAK_SANITIZED
	static const int numbers[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT};
	struct sigaction once = {.sa_handler = crash, .sa_flags = (int)SA_RESETHAND | SA_NODEFER};

	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		sigaction(numbers[i], &once, NULL);
	atexit(tell_mark);
#endif
}

static bool is_wanted(const char *name, int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		if (strcmp(argv[i], name) == 0)
			return true;
	return argc < 2;
}

int main(int argc, char **argv)
{
	SRunner *runner = srunner_create(NULL);
	const char *place = getenv("TMPDIR");
	int failed;

	snprintf(folder, sizeof(folder), "%s/shubbak-unit-XXXXXX",
		 place != NULL && *place != '\0' ? place : "/tmp");
	if (mkdtemp(folder) == NULL) {
		perror(folder);
		return 1;
	}
	for (int i = 0; i < prepare_count; i++)
		prepare[i]();
	for (int i = 0; i < suite_count; i++)
		if (is_wanted(names[i], argc, argv))
			srunner_add_suite(runner, suites[i]);
	tell_of_ends();
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	nftw(folder, drop, 16, FTW_DEPTH | FTW_PHYS);
	return failed == 0 ? 0 : 1;
}
