/* search_cases_test.c - words that people typed and the services that must come first, one by one.
 */
#include "services/catalogue/catalogue.h"

#include "tests/services/real.h"
#include "tests/unit.h"

#include <string.h>

/* The first `among` have one of the ids, and as many of them as `all` says. */
static const struct {
	const char *words, *ids;
	size_t among, all;
} cases[] = {
	{"wheelchair", "lb-disability-card tn-disability-card dz-disability-card", 3, 3},
	{"my husband died", "lb-death-registration dz-death-registration eg-death-registration", 3,
	 3},
	/* of AMAN nobody can ask any more */
	{"food help", "eg-karama eg-takaful tn-amen-social lb-disability-one-off-transfer-2024", 3,
	 3},
	{"clean record certificate", "lb-judicial-record tn-criminal-record-b3 dz-criminal-record",
	 3, 3},
	{"ورقة عدم محكومية", "lb-judicial-record tn-criminal-record-b3 dz-criminal-record", 3, 3},
	{"فيش وتشبيه", "lb-judicial-record tn-criminal-record-b3 dz-criminal-record", 3, 3},
	{"هوية لبنانية", "lb-identity-card", 1, 1},
	{"بسبور",
	 "dz-biometric-passport eg-passport lb-biometric-passport tn-ordinary-passport "
	 "tn-passport-change",
	 5, 5},
	{"كيف بعمل هوية",
	 "lb-identity-card dz-biometric-identity-card eg-national-id "
	 "tn-national-identity-card",
	 6, 4},
	{"بدي سجل جمعية",
	 "dz-association-registration tn-association-declaration "
	 "lb-association-notification eg-association-notification",
	 4, 4},
	{"دفتر سواقة", "lb-driving-licence-renewal", 1, 1},
	{"livret de famille", "dz-marriage-registration dz-family-record-sheet", 2, 2},
	{"C.N.S.S.", "lb-nssf-employee-registration lb-nssf-employer-registration", 2, 2},
	{"C.I.N.", "tn-identity-card-renewal tn-lost-identity-card tn-national-identity-card", 3,
	 3},
	{"S.A.R.L", "lb-company-sarl-registration", 1, 1},
	{"jawaz safar",
	 "dz-biometric-passport eg-passport lb-biometric-passport "
	 "tn-ordinary-passport",
	 4, 4},
	{"sijill adli", "lb-judicial-record", 1, 1},
	{"hawiya", "lb-identity-card dz-biometric-identity-card", 2, 2},
	{"پاسپور",
	 "dz-biometric-passport eg-passport lb-biometric-passport "
	 "tn-ordinary-passport tn-passport-change",
	 5, 5},
	{"passportt lebanon", "lb-biometric-passport", 1, 1},
	{"ضيعت الهوية", "lb-identity-card tn-lost-identity-card", 2, 2},
	{"chahadet milad", "eg-birth-certificate dz-birth-record-12s", 2, 2},
	{"7adana", "lb-private-nursery-licence eg-association-nursery-licence", 2, 2},
	{"بدي جدد الهوية",
	 "lb-identity-card dz-biometric-identity-card eg-national-id tn-identity-card-renewal", 4,
	 4},
	{"carte",
	 "lb-identity-card dz-biometric-identity-card eg-national-id tn-national-identity-card", 4,
	 4},
	{"card",
	 "lb-identity-card dz-biometric-identity-card eg-national-id tn-national-identity-card", 4,
	 4},
	{"بطاقة",
	 "lb-identity-card dz-biometric-identity-card eg-national-id tn-national-identity-card", 4,
	 4},
	{"association nursery lebanon", "lb-private-nursery-licence lb-association-notification", 2,
	 2},
	{"pasport wyvernbeast",
	 "dz-biometric-passport eg-passport lb-biometric-passport tn-ordinary-passport", 4, 4},
	{"البطاقه العاءلية", "dz-family-record-sheet", 1, 1},
	{"open a dycare", "lb-private-nursery-licence eg-association-nursery-licence", 2, 2},
	{"ouvrir une crehce", "lb-private-nursery-licence eg-association-nursery-licence", 2, 2},
	{"افتح حضناة", "lb-private-nursery-licence eg-association-nursery-licence", 2, 2},
	{"باسبوور مستعجل",
	 "dz-biometric-passport eg-passport lb-biometric-passport tn-ordinary-passport", 4, 4},
	{"car plates", "lb-vehicle-plates", 1, 1},
	{"bitaqa watania",
	 "lb-identity-card dz-biometric-identity-card eg-national-id tn-national-identity-card "
	 "tn-identity-card-renewal tn-lost-identity-card",
	 6, 6},
	{"how much does a passport cost",
	 "dz-biometric-passport eg-passport lb-biometric-passport tn-ordinary-passport", 4, 4},
	{"j'ai perdu mon passeport",
	 "lb-lost-passport dz-biometric-passport eg-passport lb-biometric-passport "
	 "tn-ordinary-passport tn-passport-change",
	 6, 6},
	{"extrai de naisance", "eg-birth-certificate tn-birth-extract", 2, 2},
	{"allocation", "lb-national-disability-allowance", 1, 1},
	{"register company",
	 "lb-company-sal-registration lb-company-sarl-registration tn-national-enterprise-register",
	 3, 3},
	{"food",
	 "eg-karama eg-takaful lb-aman-cash-transfer lb-nptp-application tn-amen-social "
	 "lb-national-disability-allowance lb-disability-one-off-transfer-2024",
	 7, 7},
	/* of a closed service, by the word that is its name */
	{"DAEM", "lb-daem-registration", 1, 1},
	{"دعم", "lb-daem-registration", 1, 1},
	/* no aid for families with children */
	{"retraite", "lb-consular-life-certificate-france eg-karama", 3, 2},
	{"retired", "lb-consular-life-certificate-france eg-karama", 3, 2},
	/* in Latin letters, which also stand in a longer phrase */
	{"wafat", "lb-death-registration dz-death-registration eg-death-registration", 5, 3},
	{"tasrih wafat", "lb-death-registration dz-death-registration eg-death-registration", 3, 3},
	{"jawaz", "dz-biometric-passport eg-passport lb-biometric-passport tn-ordinary-passport", 4,
	 4},
	{"bita2a",
	 "lb-identity-card dz-biometric-identity-card eg-national-id tn-national-identity-card "
	 "tn-identity-card-renewal tn-lost-identity-card",
	 4, 4},
	{"zawaj", "lb-marriage-registration dz-marriage-registration tn-marriage-contract", 3, 3},
	{"talak", "lb-divorce-registration eg-divorce-certificate", 2, 2},
	{"مات جدي", "lb-death-registration dz-death-registration eg-death-registration", 3, 3},
	{"i lost my job", "lb-job-seeker-registration", 1, 1},
	{"نقل ملكية سيارة", "dz-vehicle-registration", 1, 1},
	{"تامين صحي", "dz-chifa-card lb-health-uninsured-hospitalisation", 2, 2},
	{"تجديد الإقامة", "lb-annual-residence", 1, 1},
	{"قسيمة جواز", "lb-marriage-registration dz-marriage-registration tn-marriage-contract", 3,
	 3},
	{"impôt",
	 "lb-vat-registration tn-declaration-of-existence eg-small-enterprise-tax-return "
	 "dz-tax-number lb-mof-e-tax-account",
	 5, 5},
	{"my child has no papers",
	 "lb-birth-registration tn-birth-registration eg-birth-registration "
	 "lb-birth-registration-abroad lb-syrian-birth-registration "
	 "lb-consular-birth-registration-france",
	 6, 6},
	{"اولادي مش مسجلين",
	 "lb-birth-registration tn-birth-registration eg-birth-registration "
	 "lb-birth-registration-abroad lb-syrian-birth-registration "
	 "lb-consular-birth-registration-france",
	 6, 6},
	{"ابني بلا قيد",
	 "lb-birth-registration tn-birth-registration eg-birth-registration "
	 "lb-birth-registration-abroad lb-syrian-birth-registration "
	 "lb-consular-birth-registration-france",
	 6, 6},
	{"passport papers for my child",
	 "dz-biometric-passport eg-passport lb-biometric-passport tn-ordinary-passport", 4, 4},
	{"perdu mon fils", "lb-missing-person-report", 1, 1},
	{"my child is lost", "lb-missing-person-report", 1, 1},
	{"i want to open a restaurant",
	 "lb-company-sal-registration lb-company-sarl-registration tn-declaration-of-existence "
	 "dz-auto-entrepreneur-card tn-national-enterprise-register "
	 "eg-small-enterprise-tax-return",
	 6, 6},
	{"changer d'adresse", "dz-residence-certificate tn-identity-card-renewal", 2, 2},
	{"j'ai perdu ma carte",
	 "lb-identity-card tn-lost-identity-card eg-national-id dz-biometric-identity-card", 5, 4},
	{"carte d'identité perdue algérie", "dz-biometric-identity-card", 1, 1},
	{"perte passeport tunisie", "tn-ordinary-passport", 1, 1},
	{"cheap pasport",
	 "dz-biometric-passport eg-passport lb-biometric-passport tn-ordinary-passport", 4, 4},
};

static bool is_among(const char *ids, const char *id)
{
	const char *at = strstr(ids, id);
	size_t len = strlen(id);

	return at != NULL && (at[len] == ' ' || at[len] == '\0');
}

START_TEST(finds_first_what_was_meant)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)64 << 20);
	CATALOGUE_CLEAN struct catalogue *c = real_catalogue();

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct service **found;
		size_t n = catalogue_search(c, a, cases[i].words, NULL, cases[i].among, &found);
		size_t right = 0;

		for (size_t k = 0; k < n; k++)
			right += is_among(cases[i].ids, found[k]->id);
		ck_assert_msg(right == cases[i].all, "%s: %zu of %zu", cases[i].words, right,
			      cases[i].all);
	}
}
END_TEST

/* A country's name, alone or with words around it, asks for all that it has. */
START_TEST(gives_all_of_a_country)
{
	static const char *const words[][2] = {
		{"egypt", "EG"},
		{"Lebanon", "LB"},
		{"tunisia", "TN"},
		{"algeria", "DZ"},
		{"liban", "LB"},
		{"tunisie", "TN"},
		{"مصر", "EG"},
		{"لبنان", "LB"},
		{"الجزائر", "DZ"},
		{"services egypt", "EG"},
		{"masr", "EG"},
		{"تونس", "TN"},
		{"démarches algérie", "DZ"},
	};
	ARENA_CLEAN struct arena *a = arena_new((size_t)64 << 20);
	CATALOGUE_CLEAN struct catalogue *c = real_catalogue_of_law();

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		const struct country *alone = catalogue_country_alone(c, words[i][0]);
		const struct catalogue_filter of = {.country = words[i][1]};
		const struct service **found, **all;
		size_t n = catalogue_search(c, a, words[i][0], NULL, 300, &found);

		ck_assert_msg(alone != NULL && strcmp(alone->term.code, words[i][1]) == 0, "%s",
			      words[i][0]);
		ck_assert_uint_eq(n, catalogue_list(c, a, &of, LANG_EN, &all));
		for (size_t k = 0; k < n; k++)
			ck_assert_str_eq(found[k]->country, words[i][1]);
		ck_assert_int_eq(catalogue_fit(c, words[i][0], NULL), SEARCH_HAS_ALL);
	}
	ck_assert_ptr_null(catalogue_country_alone(c, "passport egypt"));
	ck_assert_ptr_null(catalogue_country_alone(c, "services"));
}
END_TEST

/* Who lost a thing or a job is not sent where a person is missing. */
START_TEST(a_lost_thing_is_no_missing_person)
{
	static const char *const words[] = {"my wallet was stolen", "i lost my job",
					    "j'ai perdu ma carte", "perdu mon travail"};
	ARENA_CLEAN struct arena *a = arena_new((size_t)64 << 20);
	CATALOGUE_CLEAN struct catalogue *c = real_catalogue();

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		const struct service **found;
		size_t n = catalogue_search(c, a, words[i], NULL, 300, &found);

		ck_assert_uint_gt(n, 0);
		for (size_t k = 0; k < n; k++)
			ck_assert_str_ne(found[k]->id, "lb-missing-person-report");
	}
}
END_TEST

/* Whose page says what to do where a paper is lost is the answer of its country. */
START_TEST(a_lost_paper_is_of_its_country)
{
	static const char *const words[] = {
		"j'ai perdu ma carte d'identité algérienne", "carte d'identité perdue algérie",
		"j'ai perdu mon passeport tunisien", "perte passeport tunisie"};
	CATALOGUE_CLEAN struct catalogue *c = real_catalogue();
	const struct country *of;

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		ck_assert_msg(catalogue_lacks(c, words[i], NULL, &of) == SEARCH_LACKS_NOTHING, "%s",
			      words[i]);
}
END_TEST

START_TEST(ends_where_it_is_about_something_else)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)64 << 20);
	CATALOGUE_CLEAN struct catalogue *c = real_catalogue();
	const struct service **found;

	ck_assert_uint_le(catalogue_search(c, a, "C.N.S.S.", NULL, 100, &found), 2);
	ck_assert_uint_le(catalogue_search(c, a, "بطاقة هوية لبنانية", NULL, 100, &found), 40);
	ck_assert_uint_le(catalogue_search(c, a, "my husband died", NULL, 100, &found), 8);
	ck_assert_uint_eq(catalogue_search(c, a, "retraite", NULL, 100, &found), 2);
	ck_assert_uint_eq(catalogue_search(c, a, "zzzzqq", NULL, 100, &found), 0);
}
END_TEST

/* A word of many papers, the beginning of another word or one with an error is no reason to send
 * somebody there, nor is what another country has of a few of the words. */
START_TEST(offers_nothing_that_is_about_something_else)
{
	static const char *const words[] = {"power bill too high",
					    "ration card bread egypt",
					    "gas bottle price",
					    "facture électricité trop élevée",
					    "carte de rationnement pain égypte",
					    "documents wyvernbeast",
					    "papers wyvernbeast",
					    "documant wyvernbeast",
					    "بطاقة تموين",
					    "urgent wyvernbeast",
					    "rude",
					    "delay"};
	ARENA_CLEAN struct arena *a = arena_new((size_t)64 << 20);
	CATALOGUE_CLEAN struct catalogue *c = real_catalogue();
	const struct service **found;

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		ck_assert_msg(catalogue_search(c, a, words[i], NULL, 5, &found) == 0, "%s: %s",
			      words[i], found[0]->id);
}
END_TEST

/* What begins a thing comes before what changes or ends it, and before what begins another one. */
START_TEST(finds_the_beginning_before_the_end)
{
	static const struct {
		const char *words, *country, *id;
	} lines[] = {
		{"start an association in Lebanon", NULL, "lb-association-notification"},
		{"association Lebanon", NULL, "lb-association-notification"},
		{"association", "LB", "lb-association-notification"},
		{"register my association in Egypt", NULL, "eg-association-notification"},
		{"new association Algeria", NULL, "dz-association-registration"},
		{"تسجيل جمعية", "LB", "lb-association-notification"},
		{"تسجيل جمعية", "EG", "eg-association-notification"},
		{"جمعية تونس", NULL, "tn-association-declaration"},
		{"créer une association en Tunisie", NULL, "tn-association-declaration"},
		{"association algérie", NULL, "dz-association-registration"},
		{"dissolve association Lebanon", NULL, "lb-association-dissolution"},
		{"dissoudre association Égypte", NULL, "eg-association-dissolution"},
		{"حل جمعية لبنان", NULL, "lb-association-dissolution"},
		{"open a shop in Egypt", NULL, "eg-small-enterprise-tax-return"},
	};
	ARENA_CLEAN struct arena *a = arena_new((size_t)64 << 20);
	CATALOGUE_CLEAN struct catalogue *c = real_catalogue_of_law();

	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		const struct service **found;
		size_t n = catalogue_search(c, a, lines[i].words, lines[i].country, 1, &found);

		ck_assert_msg(n == 1 && strcmp(found[0]->id, lines[i].id) == 0, "%s: %s",
			      lines[i].words, n == 1 ? found[0]->id : "nothing");
	}
}
END_TEST

/* What shares only a common word, or only the word of a paper or of a summary, is no plain hit. */
START_TEST(says_what_is_no_exact_match)
{
	static const struct {
		const char *words;
		enum search_fit fit;
		bool finds;
	} lines[] = {
		{"work permit", SEARCH_HAS_SOME, true},
		{"widow pension", SEARCH_HAS_SOME, true},
		{"i need a lawyer", SEARCH_HAS_SOME, true},
		{"divorced and need papers", SEARCH_HAS_SOME, true},
		{"passport", SEARCH_HAS_ALL, true},
		{"pasport", SEARCH_HAS_ALL, true},
		{"marrige registration", SEARCH_HAS_ALL, true},
		{"certificate of residence", SEARCH_HAS_ALL, true},
		{"car plates", SEARCH_HAS_ALL, true},
		{"bitaqa watania", SEARCH_HAS_ALL, true},
		{"lost id card", SEARCH_HAS_ALL, true},
		{"جواز سفر", SEARCH_HAS_ALL, true},
		{"acte de naissance", SEARCH_HAS_ALL, true},
		{"open a daycare", SEARCH_HAS_ALL, true},
		{"voter list", SEARCH_HAS_ALL, true},
		{"voter lits", SEARCH_HAS_ALL, true},
		{"deth certificate", SEARCH_HAS_ALL, true},
		{"ikhraj kaid", SEARCH_HAS_ALL, true},
		{"wasika zawaj", SEARCH_HAS_ALL, true},
		{"wasiqa wilada", SEARCH_HAS_ALL, true},
		{"my husband beats me", SEARCH_HAS_ALL, false},
		{"زوجي يضربني", SEARCH_HAS_ALL, false},
		{"mon mari me bat", SEARCH_HAS_ALL, false},
		{"كراء", SEARCH_HAS_SOME, true},
		{"rent", SEARCH_HAS_SOME, true},
		{"rent a car", SEARCH_HAS_ALL, true},
		{"RSA", SEARCH_HAS_SOME, true},
		{"اريد حضانة لابني", SEARCH_HAS_SOME, true},
		{"حضانة", SEARCH_HAS_ALL, true},
		{"je suis enceinte", SEARCH_HAS_SOME, true},
		{"mirath", SEARCH_HAS_SOME, true},
		{"adoption", SEARCH_HAS_SOME, true},
		{"inscrire mon fils à l'école", SEARCH_HAS_SOME, true},
		{"a", SEARCH_HAS_ALL, false},
		{"x", SEARCH_HAS_ALL, false},
		{"ا", SEARCH_HAS_ALL, false},
		{"6", SEARCH_HAS_ALL, false},
		{"4", SEARCH_HAS_ALL, false},
	};
	ARENA_CLEAN struct arena *a = arena_new((size_t)64 << 20);
	CATALOGUE_CLEAN struct catalogue *c = real_catalogue();

	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		const struct service **found;
		bool finds = catalogue_search(c, a, lines[i].words, NULL, 5, &found) > 0;

		ck_assert_msg(finds == lines[i].finds, "%s: %s", lines[i].words,
			      finds ? found[0]->id : "nothing");
		ck_assert_msg(catalogue_fit(c, lines[i].words, NULL) == lines[i].fit, "%s",
			      lines[i].words);
	}
}
END_TEST

SUITE(search_cases, a_lost_paper_is_of_its_country, gives_all_of_a_country,
      a_lost_thing_is_no_missing_person, says_what_is_no_exact_match, finds_first_what_was_meant,
      ends_where_it_is_about_something_else, offers_nothing_that_is_about_something_else,
      finds_the_beginning_before_the_end)
