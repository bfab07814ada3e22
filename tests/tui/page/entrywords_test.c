/* entrywords_test.c - what is said of an entry that does not hold, and of one whose time is over.
 */
#include "services/definition/register.h"
#include "tests/unit.h"
#include "tui/page/words_entry.h"

#define OVER "This registration has expired."
#define RESTS "This registration is not valid at the moment."
#define ENDED "This registration has ended and is no longer valid."

START_TEST(a_time_that_is_over_is_said_of_each_that_has_not_ended)
{
	static const struct {
		struct register_status status;
		int64_t until;
		const char *says;
	} rows[] = {
		{{.bears = REGISTER_HOLDS}, 101, NULL},  {{.bears = REGISTER_HOLDS}, 100, OVER},
		{{.bears = REGISTER_RESTS}, 101, RESTS}, {{.bears = REGISTER_RESTS}, 100, OVER},
		{{.bears = REGISTER_RESTS}, 0, RESTS},   {{.bears = REGISTER_ENDED}, 100, ENDED},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct entry e = {.status = &rows[i].status, .until = rows[i].until};

		ck_assert_pstr_eq(words_entry_warning(&e, 100), rows[i].says);
	}
}
END_TEST

SUITE(entrywords, a_time_that_is_over_is_said_of_each_that_has_not_ended)
