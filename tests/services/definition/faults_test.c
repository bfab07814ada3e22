/* faults_test.c - faults are kept up to a cap and told in order of lines; files are read whole or
 * not at all. */
#include "services/definition/faults.h"

#include "services/definition/file.h"
#include "tests/unit.h"

START_TEST(keeps_and_sorts)
{
	static struct fault_list list;
	struct error err = {.fault = FAULT_INPUT};

	list = (struct fault_list){0};
	for (int i = 0; i < FAULTS_MAX + 5; i++) {
		err.line = 100 - i % 7;
		err.detail[0] = (char)('a' + i % 20);
		faults_add(&list, &err);
	}
	ck_assert_uint_eq(list.count, FAULTS_MAX);
	ck_assert(list.more);
	faults_sort(&list);
	for (size_t i = 1; i < list.count; i++)
		ck_assert_int_le(list.items[i - 1].line, list.items[i].line);
	ck_assert_int_eq(list.items[0].detail[0], 'a' + 6);
	for (int i = 0; i < FAULTS_REMARKS_MAX + 5; i++) {
		err.line = 100 - i;
		faults_remark(&list, &err);
	}
	faults_sort(&list);
	ck_assert_uint_eq(list.remark_count, FAULTS_REMARKS_MAX);
	ck_assert_int_eq(list.remarks[0].line, 100 - FAULTS_REMARKS_MAX + 1);
}
END_TEST

START_TEST(reads_files)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);
	struct error err;
	char *bytes;
	size_t len;

	ck_assert_int_eq(file_read(a, "services/definition/faults.h", 1 << 16, &bytes, &len, &err),
			 FAULT_NONE);
	ck_assert_uint_eq(strlen(bytes), len);
	ck_assert_int_eq(file_read(a, "services/definition/faults.h", 10, &bytes, &len, &err),
			 FAULT_INPUT);
	ck_assert_int_eq(file_read(a, "services", 1 << 16, &bytes, &len, &err), FAULT_INPUT);
	ck_assert_int_eq(file_read(a, "/dev/zero", 1 << 16, &bytes, &len, &err), FAULT_INPUT);
	ck_assert_int_eq(file_read(a, "no/such", 1 << 16, &bytes, &len, &err), FAULT_MISSING);
}
END_TEST

SUITE(faults, keeps_and_sorts, reads_files)
