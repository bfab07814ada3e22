/* identifier_test.c - numbers as they are typed at a counter: the same one is found however it was
 * written, and what is none is refused. */
#include "services/party/identifier.h"

#include "tests/services/portal.h"
#include "tests/unit.h"

#include <string.h>

#define LETTERS_40 "بتثجحخدذرزسشصضطظعغفقبتثجحخدذرزسشصضطظعغفق"

static struct error err;

/* The value of a document's number in `a`; NULL: it is none. */
static const char *document(struct arena *a, const char *typed)
{
	const struct term_list terms = {.sectors = NULL};
	struct identifier one;

	return identifier_read(&terms, a, IDENTIFIER_DOCUMENT, "LB", typed, &one, &err) ==
			       FAULT_NONE
		       ? one.value
		       : NULL;
}

/* Blanks, case, digits and the letters of another keyboard are the hand's, not the number's. */
START_TEST(a_document_is_the_same_however_it_is_typed)
{
	static const char *const same[][2] = {
		{"ab 123-456", "AB123456"}, {"AB.123/456", "AB123456"}, {"É 1234", "e1234"},
		{"أب/١٢٣٤", "اب 1234"},     {"كتاب ۴۵۶", "ڪتاب456"},    {"مدرسة 12", "مدرسه 12"},
	};
	struct arena *a = arena_new((size_t)1 << 20);

	for (size_t i = 0; i < sizeof(same) / sizeof(same[0]); i++) {
		ck_assert_ptr_nonnull(document(a, same[i][0]));
		ck_assert_str_eq(document(a, same[i][0]), document(a, same[i][1]));
	}
	ck_assert_str_eq(document(a, "ab 123-456"), "AB123456");
	ck_assert_str_ne(document(a, "AB123456"), document(a, "AB123457"));
	arena_free(a);
}
END_TEST

/* Letters are counted, whatever their bytes are. */
START_TEST(what_is_no_document_is_refused)
{
	static const char *const none[] = {
		"",       "12 3",    "ب1",           "1234%",
		"12345_", "ab@1234", LETTERS_40 "ب", "12345678901234567890123456789012345678901"};
	struct arena *a = arena_new((size_t)1 << 20);

	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++) {
		ck_assert_msg(document(a, none[i]) == NULL, "%s", none[i]);
		ck_assert_int_eq(err.fault, FAULT_INPUT);
	}
	ck_assert_ptr_nonnull(document(a, LETTERS_40));
	ck_assert_ptr_nonnull(document(a, "1234"));
	ck_assert_ptr_nonnull(document(a, "1234567890123456789012345678901234567890"));
	arena_free(a);
}
END_TEST

/* What is only typed may be of several kinds, each looked for among its own. */
START_TEST(a_number_is_all_that_it_may_be)
{
	struct portal p;
	struct identifier list[IDENTIFIER_KINDS];
	size_t count = 0;

	portal_open(&p, "identifier-guess");
	ck_assert_int_eq(
		identifier_guess(&p.terms, p.arena, "LB", "+961 3 123456", list, &count, &err),
		FAULT_NONE);
	ck_assert_uint_eq(count, 1);
	ck_assert_str_eq(list[0].scheme, "phone");
	ck_assert_str_eq(list[0].value, "+9613123456");
	ck_assert_int_eq(list[0].evidence, EVIDENCE_DECLARED);
	ck_assert_int_eq(
		identifier_guess(&p.terms, p.arena, "LB", "0123 4567 8901", list, &count, &err),
		FAULT_NONE);
	ck_assert_uint_eq(count, 2);
	ck_assert_str_eq(list[0].scheme, "national_id:LB");
	ck_assert_str_eq(list[1].scheme, "document");
	ck_assert_str_eq(list[1].value, "012345678901");
	ck_assert_int_eq(identifier_guess(&p.terms, p.arena, "LB", "%%", list, &count, &err),
			 FAULT_INPUT);
	ck_assert_uint_eq(count, 2);
	portal_close(&p);
}
END_TEST

SUITE(identifier, a_document_is_the_same_however_it_is_typed, what_is_no_document_is_refused,
      a_number_is_all_that_it_may_be)
