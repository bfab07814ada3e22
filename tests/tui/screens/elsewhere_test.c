/* elsewhere_test.c - a service that is not applied for here says where instead, as its definition
 * has it, and sends nobody to a counter that there may not be. */
#include "tests/tui/golden.h"

#include "tui/page/words.h"
#include "tui/screens/common/common.h"

static void expect(enum lang lang, const char *id, const char *const *there, const char *not_there)
{
	struct visit v;

	golden_open(&v, lang, 132, 50);
	stack_push(golden_stack(&v), service_new(catalogue_find(v.context.scene.catalogue, id)));
	for (size_t i = 0; there[i] != NULL; i++)
		golden_shows(&v, there[i], true);
	golden_shows(&v, not_there, false);
	golden_close(&v);
}

#define THERE(...) ((const char *const[]){__VA_ARGS__, NULL})

START_TEST(online_alone)
{
	expect(LANG_EN, "dz-auto-entrepreneur-card",
	       THERE("You cannot apply for this here. Where and how: Online on the portal",
		     "https://anae.dz/"),
	       "counter of");
	expect(LANG_FR, "dz-auto-entrepreneur-card",
	       THERE("Cette démarche ne se fait pas sur ce portail. Où et comment : En ligne"),
	       "guichet :");
}
END_TEST

START_TEST(through_another_authority)
{
	expect(LANG_EN, "lb-birth-registration-abroad",
	       THERE("Where and how: Through the Ministry of"), "counter of");
}
END_TEST

START_TEST(nobody_knows_how)
{
	expect(LANG_EN, "lb-vat-registration",
	       THERE("You cannot apply for this here. We do not know where and how to apply.",
		     "Ministry of Finance"),
	       "counter of");
	expect(LANG_FR, "lb-vat-registration", THERE("Nous ne savons ni où ni"), "guichet :");
}
END_TEST

SUITE(elsewhere, online_alone, through_another_authority, nobody_knows_how)
