/* unit.h - what every unit test needs: check, and a way to enter its suite into the runner of its
 * folder. */
#ifndef TESTS_UNIT_H
#define TESTS_UNIT_H

#include <check.h>
#undef fail /* ours is in i18n/base/error.h; check wants ck_abort_msg */

/* Enters the tests (START_TEST names) under the suite's name before main runs. */
#define SUITE(name, ...)                                                                           \
	__attribute__((constructor)) static void suite_##name(void)                                \
	{                                                                                          \
		unit_add(#name, (const TTest *const[]){__VA_ARGS__, NULL});                        \
	}

/* The same where `there` holds. */
#define SUITE_WHERE(name, there, ...)                                                              \
	__attribute__((constructor)) static void suite_##name(void)                                \
	{                                                                                          \
		if (there)                                                                         \
			unit_add(#name, (const TTest *const[]){__VA_ARGS__, NULL});                \
	}

void unit_add(const char *suite, const TTest *const *tests);

/* Runs once in the runner before all tests, each of which then has a copy of its memory: nothing
 * that two processes must not share may be open when it returns. A few to a program. */
void unit_before(void (*prepare)(void));

/* A folder of this process's own, removed at its end. Static. */
const char *unit_folder(void);

#endif
