/* service_differs_test.c - services of two countries are compared by what is known of both. */
#include "services/definition/service_differs.h"
#include "tests/unit.h"

static const struct fee unknown = {0}, free_of_charge = {.known = true, .currency = "LBP"},
			nothing = {.known = true, .currency = "EGP"},
			five = {.known = true, .amount_minor = 500, .currency = "EGP"},
			five_elsewhere = {.known = true, .amount_minor = 500, .currency = "TND"},
			six = {.known = true, .amount_minor = 600, .currency = "EGP"};
static const struct duration at_once = {0}, thirty = {.value = 30, .unit = UNIT_DAY},
			     thirty_working = {.value = 30, .unit = UNIT_WORKING_DAY},
			     to_sixty = {.value = 30, .until = 60, .unit = UNIT_DAY},
			     sixty = {.value = 60, .unit = UNIT_DAY};

static const struct {
	struct service one, other;
	unsigned differs;
} rows[] = {
	{{0}, {0}, 0},
	{{.fee = &five}, {0}, 0},
	{{.fee = &five}, {.fee = &unknown}, 0},
	{{.fee = &five}, {.fee = &five}, 0},
	{{.fee = &five}, {.fee = &six}, DIFFERS_FEE},
	{{.fee = &five}, {.fee = &five_elsewhere}, DIFFERS_FEE},
	{{.fee = &five}, {.fee = &free_of_charge}, DIFFERS_FEE},
	{{.fee = &nothing}, {.fee = &free_of_charge}, 0},
	{{.duration = &thirty}, {0}, 0},
	{{.duration = &thirty}, {.duration = &thirty}, 0},
	{{.duration = &thirty}, {.duration = &sixty}, DIFFERS_TIME},
	{{.duration = &thirty}, {.duration = &thirty_working}, DIFFERS_TIME},
	{{.duration = &thirty}, {.duration = &to_sixty}, DIFFERS_TIME},
	{{.duration = &thirty}, {.duration = &at_once}, DIFFERS_TIME},
	{{.paper_count = 3}, {0}, 0},
	{{.paper_count = 3}, {.paper_count = 3}, 0},
	{{.paper_count = 3}, {.paper_count = 4}, DIFFERS_PAPERS},
	{{.fee = &five, .duration = &thirty, .paper_count = 1},
	 {.fee = &six, .duration = &sixty, .paper_count = 2},
	 DIFFERS_FEE | DIFFERS_TIME | DIFFERS_PAPERS},
};

START_TEST(by_what_is_known_of_both)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		ck_assert_msg(service_differs(&rows[i].one, &rows[i].other) == rows[i].differs,
			      "row %zu", i);
		ck_assert_uint_eq(service_differs(&rows[i].other, &rows[i].one), rows[i].differs);
	}
}
END_TEST

START_TEST(counterparts_are_of_two_countries_and_one_purpose)
{
	static const struct term identity = {.code = "identity"}, work = {.code = "work"},
				 travel = {.code = "travel"}, birth = {.code = "birth"};
	const struct term *both[] = {&birth, &travel}, *one[] = {&travel}, *other[] = {&work};
	struct service lb = {
		.country = "LB", .sector = &identity, .life_events = both, .life_event_count = 2};
	struct service tn = {
		.country = "TN", .sector = &identity, .life_events = one, .life_event_count = 1};

	ck_assert(service_is_counterpart(&lb, &tn) && service_is_counterpart(&tn, &lb));
	tn.country = "LB";
	ck_assert(!service_is_counterpart(&lb, &tn));
	tn.country = "TN";
	tn.sector = &work;
	ck_assert(!service_is_counterpart(&lb, &tn));
	tn.sector = &identity;
	tn.life_events = other;
	ck_assert(!service_is_counterpart(&lb, &tn));
}
END_TEST

SUITE(service_differs, by_what_is_known_of_both, counterparts_are_of_two_countries_and_one_purpose)
