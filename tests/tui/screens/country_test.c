/* country_test.c - of which country a service is stands wherever a person could take it for
 * another's, and a search that was begun in a country's list stays in it. */
#include "services/definition/type.h"
#include "tests/tui/golden.h"
#include "tui/screens/common/question.h"

static const struct service *service(struct visit *v, const char *id)
{
	const struct service *s = catalogue_find(v->context.scene.catalogue, id);

	ck_assert_ptr_nonnull(s);
	return s;
}

START_TEST(on_each_page_of_a_service)
{
	struct receipt receipt = {.reference = "12345678901234", .submitted_at = 1795000000};
	struct draft *j;
	struct visit v;

	golden_open(&v, LANG_EN, 132, 50);
	stack_home(golden_stack(&v), service_new(service(&v, "lb-biometric-passport")));
	golden_shows(&v, "Lebanon", true);
	j = draft_try(&v.context, service(&v, "tn-passport-change"));
	stack_home(golden_stack(&v), declare_new(golden_stack(&v), j));
	golden_shows(&v, "Tunisia", true);
	stack_home(golden_stack(&v), receipt_new(&receipt, j));
	golden_shows(&v, "Country", true);
	draft_drop(j);
	golden_close(&v);
}
END_TEST

/* Also where the portal has one country alone: a list is copied and sent to others. */
START_TEST(in_each_row)
{
	struct visit v;

	golden_open(&v, LANG_EN, 80, 24);
	stack_context(golden_stack(&v))->scene.country = "TN";
	stack_home(golden_stack(&v), browse_services_new(FACET_SECTOR, "identity"));
	golden_shows(&v, "Tunisia", true);
	golden_close(&v);
}
END_TEST

/* But where the page is of one country, and says which. */
START_TEST(in_no_row_of_the_country)
{
	struct visit v;

	golden_open(&v, LANG_EN, 80, 50);
	stack_home(golden_stack(&v), browse_services_new(FACET_COUNTRY, "EG"));
	golden_shows(&v, "Egypt", true);
	golden_shows(&v, "\n     Egypt", false);
	golden_shows(&v, "  Egypt\n     ", false);
	golden_shows(&v, "Fee:", true);
	golden_close(&v);
}
END_TEST

START_TEST(a_search_stays_in_its_list)
{
	struct visit v;

	golden_open(&v, LANG_EN, 80, 24);
	stack_home(golden_stack(&v), browse_services_new(FACET_COUNTRY, "TN"));
	golden_type(&v, "passport\n");
	golden_shows(&v, "Only in: Tunisia", true);
	golden_shows(&v, "Ordinary passport", true);
	golden_shows(&v, "Lebanon", false);
	golden_shows(&v, "Search in all countries", true);
	golden_close(&v);
}
END_TEST

START_TEST(and_leaves_it_when_it_is_told_to)
{
	struct buffer out;
	struct plain *plain;
	struct visit v;
	char number[8];
	const char *at;

	golden_open(&v, LANG_EN, 80, 24);
	stack_home(golden_stack(&v), browse_services_new(FACET_COUNTRY, "TN"));
	buffer_open(&out, (size_t)1 << 20);
	plain = plain_over(golden_stack(&v), false, &out);
	buffer_clear(&out);
	plain_feed(plain, "xqzzv\n", 6);
	ck_assert_ptr_nonnull(strstr(out.data, "Only in: Tunisia"));
	buffer_clear(&out);
	plain_feed(plain, "passport\n", 9);
	ck_assert_ptr_null(strstr(out.data, "Lebanon"));
	at = strstr(out.data, ". Search in all countries");
	ck_assert_ptr_nonnull(at);
	while (at > out.data && at[-1] != '\n')
		at--;
	snprintf(number, sizeof(number), "%ld\n", strtol(at, NULL, 10));
	buffer_clear(&out);
	plain_feed(plain, number, strlen(number));
	ck_assert_ptr_nonnull(strstr(out.data, "Lebanon"));
	ck_assert_ptr_nonnull(strstr(out.data, "by country."));
	plain_free(plain);
	buffer_close(&out);
	golden_close(&v);
}
END_TEST

/* In the order of their names as they are read, not as English has them. */
static void stand_in_order(enum lang lang, const char *first, const char *next)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)16 << 20);
	struct field_path at = {0};
	const struct field *f;
	size_t one = 0, two = 0;
	struct draft *j;
	struct visit v;

	golden_open(&v, lang, 80, 24);
	j = draft_try(&v.context, service(&v, "tn-criminal-record-b3"));
	for (size_t i = 0; i < j->service->form->section_count; i++)
		for (size_t k = 0; k < j->service->form->sections[i].question_count; k++)
			if (j->service->form->sections[i].questions[k].type == &type_country)
				at = (struct field_path){
					&j->service->form->sections[i], 0,
					&j->service->form->sections[i].questions[k]};
	ck_assert_ptr_nonnull(at.question);
	f = question_field(&v.context.scene, a, j->form, &at, NULL);
	for (size_t i = 0; i < f->option_count; i++) {
		one = strstr(f->options[i].label, first) != NULL ? i : one;
		two = strstr(f->options[i].label, next) != NULL ? i : two;
	}
	ck_assert_msg(one > 0 && one < two, "%s %zu, %s %zu", first, one, next, two);
	draft_drop(j);
	golden_close(&v);
}

START_TEST(a_list_of_countries_stands_as_it_is_read)
{
	stand_in_order(LANG_FR, "Allemagne", "Andorre");
	stand_in_order(LANG_FR, "Égypte", "Espagne");
	stand_in_order(LANG_EN, "France", "Germany");
	stand_in_order(LANG_AR, "ألمانيا", "أندورا");
}
END_TEST

SUITE(country, on_each_page_of_a_service, in_each_row, in_no_row_of_the_country,
      a_search_stays_in_its_list, and_leaves_it_when_it_is_told_to,
      a_list_of_countries_stands_as_it_is_read)
