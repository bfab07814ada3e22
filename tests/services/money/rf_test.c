/* rf_test.c - references of payments by ISO 11649, and what a QR code says of one. */
#include "services/money/emvco.h"
#include "services/money/rf.h"
#include "tests/unit.h"

#include <string.h>

START_TEST(right_ones_are_read)
{
	static const char *const right[] = {"RF96TU06FX",        "RF14X2HU4TC28XTYLHASYWT91",
					    "RF720HYA6",         "RF60ISO11649",
					    "RF68AB2G5",         "RF451234512345",
					    "rf45 1234-5123 45", "RF٤٥ ١٢٣٤ ٥١٢٣ ٤٥"};
	char rf[RF_ROOM], shown[RF_SHOWN];

	for (size_t i = 0; i < sizeof(right) / sizeof(right[0]); i++)
		ck_assert_msg(rf_read(right[i], rf), "%s", right[i]);
	ck_assert_str_eq(rf, "RF451234512345");
	rf_show(rf, shown);
	ck_assert_str_eq(shown, "RF45 1234 5123 45");
	ck_assert(rf_make("1234512345", rf));
	ck_assert_str_eq(rf, "RF451234512345");
}
END_TEST

START_TEST(wrong_ones_are_not)
{
	static const char *const wrong[] = {"RF19GAX8WS5JYOOUJ87",
					    "RF461234512345",
					    "RF45",
					    "45RF1234512345",
					    "",
					    "RF451234512345!",
					    "RFé51234512345",
					    "RF451234512354",
					    "RF14X2HU4TC28XTYLHASYWT911"};
	char rf[RF_ROOM] = "kept";

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		ck_assert_msg(!rf_read(wrong[i], rf), "%s", wrong[i]);
	ck_assert_str_eq(rf, "kept");
	ck_assert(!rf_make("", rf));
	ck_assert(!rf_make("abc", rf));
	ck_assert(!rf_make("1234567890123456789012", rf));
}
END_TEST

/* Any change of one character, and of two neighbours, is found. */
START_TEST(a_new_one_tells_its_mistakes)
{
	char rf[RF_ROOM], other[RF_ROOM], read[RF_ROOM];

	rf_new(rf);
	ck_assert_uint_eq(strlen(rf), 16);
	ck_assert(rf_read(rf, read));
	for (size_t i = 4; rf[i] != '\0'; i++) {
		memcpy(other, rf, sizeof(other));
		other[i] = rf[i] == '9' ? '0' : (char)(rf[i] + 1);
		ck_assert(!rf_read(other, read));
		if (rf[i + 1] == '\0' || rf[i + 1] == rf[i])
			continue;
		memcpy(other, rf, sizeof(other));
		other[i] = rf[i + 1];
		other[i + 1] = rf[i];
		ck_assert(!rf_read(other, read));
	}
}
END_TEST

START_TEST(a_code_says_what_is_to_be_paid)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	const struct emvco_merchant m = {.account = "26:org.example.pay:0123",
					 .category = "9399",
					 .country = "TN",
					 .name = "Example Office",
					 .city = "Tunis"};
	const char *text = emvco_payload(a, &m, 12500, "TND", "RF451234512345");

	ck_assert_uint_eq(emvco_crc("123456789"), 0x29b1);
	ck_assert_ptr_nonnull(text);
	ck_assert_msg(strncmp(text,
			      "000201010212"
			      "26270015org.example.pay01040123"
			      "52049399"
			      "5303788"
			      "540412.5"
			      "5802TN"
			      "5914Example Office"
			      "6005Tunis"
			      "62180114RF451234512345"
			      "6304",
			      strlen(text) - 4) == 0,
		      "%s", text);
	ck_assert_uint_eq(strlen(strstr(text, "6304")), 8);
	ck_assert_str_eq(
		strstr(text, "6304") + 4,
		arena_format(a, "%04X", emvco_crc(arena_slice(a, text, strlen(text) - 4))));
}
END_TEST

START_TEST(nothing_is_said_of_half_a_merchant)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	const struct emvco_merchant whole = {.account = "02:4000123456789012",
					     .category = "9399",
					     .country = "EG",
					     .name = "Office",
					     .city = "Cairo"};
	const struct emvco_merchant none = {"", "", "", "", ""};
	struct emvco_merchant m[] = {whole, whole, whole, whole, whole, whole, whole, none};

	m[0].account = "26:org.example.pay";
	m[1].account = "52:123";
	m[2].account = "0123";
	m[3].category = "939";
	m[4].country = "eg";
	m[5].name = "وزارة";
	m[6].city = "A city with a long name";
	ck_assert(emvco_is_whole(&whole));
	for (size_t i = 0; i < sizeof(m) / sizeof(m[0]); i++)
		ck_assert_msg(emvco_payload(a, &m[i], 100, "EGP", "RF451234512345") == NULL,
			      "merchant %zu", i);
	ck_assert_ptr_nonnull(emvco_payload(a, &whole, 100, "EGP", "RF451234512345"));
	ck_assert_ptr_null(emvco_payload(a, &whole, 0, "EGP", "RF451234512345"));
	ck_assert_ptr_null(emvco_payload(a, &whole, 100, "ZZZ", "RF451234512345"));
}
END_TEST

SUITE(rf, right_ones_are_read, wrong_ones_are_not, a_new_one_tells_its_mistakes,
      a_code_says_what_is_to_be_paid, nothing_is_said_of_half_a_merchant)
