/* log_test.c - the log keeps its file, whatever a process puts at the numbers that are its own.
 */
#include "tests/unit.h"

#include "server/desk/stay.h"
#include "server/log.h"
#include "server/sandbox/sandbox.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Opens so many that the next number is the first that desks keep for something. */
static int fill(int held[SANDBOX_GATE])
{
	int count = 0, fd;

	while ((fd = open("/dev/null", O_RDWR | O_CLOEXEC)) >= 0 && fd < SANDBOX_GATE)
		held[count++] = fd;
	if (fd >= 0)
		close(fd);
	return count;
}

static void read_back(const char *file, char ret[256])
{
	int fd = open(file, O_RDONLY | O_CLOEXEC);
	ssize_t n = read(fd, ret, 255);

	ret[n > 0 ? n : 0] = '\0';
	close(fd);
}

START_TEST(keeps_clear_of_the_numbers_of_desks)
{
	int held[SANDBOX_GATE], count = fill(held), null = open("/dev/null", O_RDWR | O_CLOEXEC);
	char file[256], text[256];
	struct error err = {0};

	snprintf(file, sizeof(file), "%s/portal.log", unit_folder());
	close(null);
	ck_assert_int_ge(null, SANDBOX_GATE);
	ck_assert_int_eq(log_open(LOG_INFO, file, &err), FAULT_NONE);
	null = open("/dev/null", O_RDWR | O_CLOEXEC);
	for (int fd = SANDBOX_GATE; fd <= STAY_OFFERED; fd++)
		ck_assert(fd == null || dup3(null, fd, O_CLOEXEC) == fd);
	log_line(LOG_INFO, "still here");
	read_back(file, text);
	ck_assert_ptr_nonnull(strstr(text, "still here"));
	for (int fd = SANDBOX_GATE; fd <= STAY_OFFERED; fd++)
		close(fd);
	while (count > 0)
		close(held[--count]);
	/* Another file comes to the same number; none lets go of it. */
	ck_assert_int_eq(log_open(LOG_INFO, file, &err), FAULT_NONE);
	log_line(LOG_INFO, "and here");
	read_back(file, text);
	ck_assert_ptr_nonnull(strstr(text, "and here"));
	ck_assert_int_eq(log_open(LOG_INFO, NULL, &err), FAULT_NONE);
	ck_assert_int_lt(fcntl(STAY_OFFERED + 1, F_GETFD), 0);
}
END_TEST

SUITE(log, keeps_clear_of_the_numbers_of_desks)
