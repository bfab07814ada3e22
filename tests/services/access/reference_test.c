/* reference_test.c - reference numbers are random, checked, and read as people type them. */
#include "tests/unit.h"

#include "services/access/reference.h"

#include <sodium.h>
#include <string.h>

START_TEST(made_and_read_back)
{
	char made[REFERENCE_DIGITS + 1], read[REFERENCE_DIGITS + 1], shown[REFERENCE_DIGITS + 4];
	struct error err;

	for (int i = 0; i < 1000; i++) {
		reference_new(made);
		ck_assert_uint_eq(strlen(made), REFERENCE_DIGITS);
		reference_show(made, shown);
		ck_assert_uint_eq(strlen(shown), REFERENCE_DIGITS + 3);
		ck_assert_int_eq(shown[4], ' ');
		ck_assert_int_eq(reference_read(shown, read, &err), FAULT_NONE);
		ck_assert_str_eq(read, made);
	}
}
END_TEST

/* ISO 7064 MOD 97-10: "794" has the check digits 44. */
START_TEST(known_number)
{
	char read[REFERENCE_DIGITS + 1];
	struct error err;

	ck_assert_int_eq(reference_read("00000000079444", read, &err), FAULT_NONE);
	ck_assert_int_eq(reference_read("00000000079445", read, &err), FAULT_INPUT);
}
END_TEST

START_TEST(one_wrong_or_swapped_digit_shows)
{
	char made[REFERENCE_DIGITS + 1], typed[REFERENCE_DIGITS + 1], read[REFERENCE_DIGITS + 1];
	struct error err;

	for (int i = 0; i < 200; i++) {
		reference_new(made);
		for (int at = 0; at < REFERENCE_DIGITS; at++) {
			memcpy(typed, made, sizeof(typed));
			typed[at] = (char)('0' + (typed[at] - '0' + 1 + i % 9) % 10);
			ck_assert_int_eq(reference_read(typed, read, &err), FAULT_INPUT);
		}
		for (int at = 0; at + 1 < REFERENCE_DIGITS; at++) {
			memcpy(typed, made, sizeof(typed));
			typed[at] = made[at + 1];
			typed[at + 1] = made[at];
			if (typed[at] != made[at])
				ck_assert_int_eq(reference_read(typed, read, &err), FAULT_INPUT);
		}
	}
}
END_TEST

START_TEST(other_scripts_and_marks)
{
	char read[REFERENCE_DIGITS + 1], pin[PIN_DIGITS + 1];
	struct error err;

	ck_assert_int_eq(reference_read("٠٠٠٠ ٠٠٠٠ ٠٧٩٤ ٤٤", read, &err), FAULT_NONE);
	ck_assert_str_eq(read, "00000000079444");
	ck_assert_int_eq(reference_read("۰۰۰۰-۰۰۰۰-۰۷۹۴-۴۴", read, &err), FAULT_NONE);
	ck_assert_int_eq(reference_read("\xE2\x80\x8F 0000 0000 0794 44\n", read, &err),
			 FAULT_NONE);
	ck_assert_int_eq(reference_read("\uFEFF0000—0000\u30000794‑44\r\n", read, &err),
			 FAULT_NONE);
	ck_assert_int_eq(reference_read_pin("\uFEFF123456\r\n", pin, &err), FAULT_NONE);
	ck_assert_str_eq(pin, "123456");
	ck_assert_int_eq(reference_read("0000 0000 0794 4x", read, &err), FAULT_INPUT);
	ck_assert_int_eq(reference_read("0000 0000 0794 444", read, &err), FAULT_INPUT);
	ck_assert_int_eq(reference_read("", read, &err), FAULT_INPUT);
	ck_assert_int_eq(reference_read("\xFF", read, &err), FAULT_INPUT);
	ck_assert_int_eq(reference_read_pin("١٢٣ ٤٥٦", pin, &err), FAULT_NONE);
	ck_assert_str_eq(pin, "123456");
	ck_assert_int_eq(reference_read_pin("12345", pin, &err), FAULT_INPUT);
	ck_assert_str_eq(pin, "123456");
}
END_TEST

/* Half a PIN is never taken for one. */
START_TEST(what_is_refused_leaves_no_digits)
{
	static const char *const typed[] = {"", "12", "12ab", "1234567", "1234 5678 9"};
	char number[REFERENCE_DIGITS + 1] = "", pin[ACCOUNT_PIN_DIGITS + 1] = "", code[7] = "";
	struct error err;

	for (size_t i = 0; i < sizeof(typed) / sizeof(typed[0]); i++) {
		ck_assert_int_eq(reference_read(typed[i], number, &err), FAULT_INPUT);
		ck_assert_int_eq(reference_read_account_pin(typed[i], pin, &err), FAULT_INPUT);
		ck_assert_int_eq(reference_read_code(typed[i], code, &err), FAULT_INPUT);
		ck_assert_str_eq(number, "");
		ck_assert_str_eq(pin, "");
		ck_assert_str_eq(code, "");
	}
}
END_TEST

SUITE(reference, made_and_read_back, known_number, one_wrong_or_swapped_digit_shows,
      other_scripts_and_marks, what_is_refused_leaves_no_digits)
