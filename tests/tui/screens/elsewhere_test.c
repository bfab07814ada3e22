/* elsewhere_test.c - a service that is not applied for here says where instead, as its definition
 * has it, and sends nobody to a counter that there may not be. */
#include "tests/tui/golden.h"

#include "tui/page/words.h"
#include "tui/screens/common/common.h"

#include <string.h>

static void expect(enum lang lang, const char *id, const char *const *there, const char *not_there)
{
	struct visit v;

	golden_open(&v, lang, 132, 90);
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
	       THERE("You cannot apply on this portal. Where and how: Online on the portal",
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
	       THERE("Where and how: The Lebanese mission draws"), "counter of");
}
END_TEST

START_TEST(nobody_knows_how)
{
	expect(LANG_EN, "lb-vat-registration",
	       THERE("You cannot apply on this portal. We do not know where and how to apply.",
		     "Ministry of Finance"),
	       "counter of");
	expect(LANG_FR, "lb-vat-registration", THERE("Nous ne savons ni où ni"), "guichet :");
}
END_TEST

/* What is not applied for any more needs no papers. */
START_TEST(closed_for_good)
{
	expect(LANG_EN, "lb-daem-registration", THERE("closed", "Where to apply"),
	       "Required documents");
	expect(LANG_FR, "lb-daem-registration", THERE("Ménages libanais"), "Coût et délai");
}
END_TEST

/* A kind that says who wrote the source, and what is of its gender. */
START_TEST(sources_of_kinds)
{
	expect(LANG_FR, "lb-annual-residence", THERE("non vérifiée", "La loi de", "n° 40 du 10"),
	       "non vérifié ");
	expect(LANG_FR, "lb-equivalence-certificate", THERE("indépendant)"), "(guide");
	ck_assert_str_eq(words_source_kind(SOURCE_RULING), "décision de justice");
}
END_TEST

/* An old fee is not confirmed, however good the rest is; what is got, the name may say. */
START_TEST(known_and_not_known)
{
	expect(LANG_EN, "lb-equivalence-certificate",
	       THERE("Not everything on this page is confirmed"), "third-party guide");
	expect(LANG_EN, "lb-document-authentication-mofa",
	       THERE("The document to be authenticated"), "· What you get");
}
END_TEST

/* French: a name behind another one begins small, one in capitals does not. */
START_TEST(names_within_a_line)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 16);

	expect(LANG_FR, "tn-foreigner-residence-card", THERE("; ou attestation d'études"),
	       "ou Attestation");
	ck_assert_str_eq(words_within(a, LANG_FR, "Étrangers"), "étrangers");
	ck_assert_str_eq(words_within(a, LANG_FR, "CNIBE"), "CNIBE");
	ck_assert_str_eq(words_within(a, LANG_EN, "Syrian birth record"), "Syrian birth record");
}
END_TEST

/* In a list a fee of nothing is no fee. */
START_TEST(free_in_a_list)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 16);
	struct visit v;

	golden_open(&v, LANG_EN, 80, 24);
	ck_assert_ptr_nonnull(strstr(
		words_head(a, LANG_EN,
			   catalogue_find(v.context.scene.catalogue, "lb-media-report-permit-army"),
			   0),
		" · free"));
	golden_close(&v);
}
END_TEST

/* A title has three lines on the smallest screen, too. */
START_TEST(long_title)
{
	struct visit v;

	golden_open(&v, LANG_FR, 40, 15);
	stack_push(golden_stack(&v), service_new(catalogue_find(v.context.scene.catalogue,
								"lb-media-report-permit-army")));
	golden_shows(&v, "frontières", true);
	golden_close(&v);
}
END_TEST

SUITE(elsewhere, online_alone, through_another_authority, nobody_knows_how, closed_for_good,
      sources_of_kinds, known_and_not_known, names_within_a_line, free_in_a_list, long_title)
