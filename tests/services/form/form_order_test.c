/* form_order_test.c - faults stand in the order in which their questions are asked. */
#include "services/form/form.h"
#include "tests/services/sample.h"
#include "tests/unit.h"

#include <string.h>

#define ARENA ((size_t)64 * 1024 * 1024)

static const struct date today = {2026, 11, 28};

/* `question` NULL: of the part alone; "": of a part that the form does not have. */
static struct form_fault fault_at(const struct form *f, const char *question, int item,
				  const char *mark)
{
	static const struct section strange;
	struct form_fault fault = {.at = {.item = item}};

	if (question == NULL)
		fault.at.section = service_section(form_service(f), "members");
	else if (*question == '\0')
		fault.at.section = &strange;
	else
		fault.at.question = service_question(form_service(f), question, &fault.at.section);
	fault.error.say = mark;
	return fault;
}

START_TEST(faults_stand_as_they_are_asked)
{
	static const struct {
		const char *question;
		int item;
		const char *mark;
	} rows[] = {
		{"", 0, "9"},           {"member_name", 2, "8"}, {"member_age", 1, "7"},
		{"phone", 0, "4"},      {"member_name", 1, "6"}, {NULL, 0, "5"},
		{"full_name", 0, "2a"}, {"birth", 0, "3"},       {"full_name", 0, "2b"},
		{"resident", 0, "1"},   {"full_name", 0, "2c"},
	};
	static const char *const order[] = {"1", "2a", "2b", "2c", "3", "4",
					    "5", "6",  "7",  "8",  "9"};
	enum { COUNT = sizeof(rows) / sizeof(rows[0]) };
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list terms = sample_terms(a);
	struct form *f = form_new(sample_service_of(a, sample_yaml), &terms, today);
	struct form_fault list[COUNT];

	for (size_t i = 0; i < COUNT; i++)
		list[i] = fault_at(f, rows[i].question, rows[i].item, rows[i].mark);
	form_order_faults(f, a, list, COUNT);
	for (size_t i = 0; i < COUNT; i++)
		ck_assert_str_eq(list[i].error.say, order[i]);
	form_order_faults(f, a, list, 0);
	form_free(f);
}
END_TEST

SUITE(form_order, faults_stand_as_they_are_asked)
