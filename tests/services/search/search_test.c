/* search_test.c - services are ranked as a person expects: whole words before beginnings before
 * errors, all words before some. */
#include "services/search/search.h"

#include "tests/services/real.h"
#include "tests/unit.h"

#include <string.h>

#define ARENA ((size_t)64 * 1024 * 1024)

static const struct term sector = {"sector", {{"قطاع", "secteur", "branch"}}};

static struct service made(const char *id, const char *country, const char *name,
			   const char *summary)
{
	struct service s = {.id = id, .country = country, .sector = &sector};

	s.name = (struct text){{name, name, name}};
	s.summary = (struct text){{summary, summary, summary}};
	s.authority = (struct text){{"office", "office", "office"}};
	return s;
}

/* The ids found, with blanks between. */
static char *find_by(struct arena *a, const struct service *list, size_t count, const char *words,
		     const char *country, const struct term_list *terms)
{
	const struct service **pointers = arena_array(a, count, sizeof(*pointers));
	struct search_index *x;
	char *ids = arena_text(a, "");
	size_t *found, n;

	for (size_t i = 0; i < count; i++)
		pointers[i] = &list[i];
	x = search_new(pointers, count, terms);
	n = search_find(x, a, words, country, 10, &found);
	for (size_t i = 0; i < n; i++)
		ids = arena_format(a, "%s%s%s", ids, i > 0 ? " " : "", list[found[i]].id);
	search_free(x);
	return ids;
}

static char *find(struct arena *a, const struct service *list, size_t count, const char *words,
		  const char *country)
{
	return find_by(a, list, count, words, country, NULL);
}

START_TEST(ranks_by_kind_of_match)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	const struct service list[] = {
		made("longer", "LB", "cardholders", "one"), made("whole", "LB", "card", "two"),
		made("told", "LB", "other", "a card"),      made("error", "LB", "carf", "three"),
		made("plural", "TN", "cards", "four"),
	};

	ck_assert_str_eq(find(a, list, 5, "card", NULL), "whole plural longer told");
	ck_assert_str_eq(find(a, list, 5, "CARD", "TN"), "plural");
	ck_assert_str_eq(find(a, list, 5, "cadr", NULL), "whole");
	ck_assert_str_eq(find(a, list, 5, "cart", NULL), "whole error");
	ck_assert_str_eq(find(a, list, 5, "ard", NULL), "");
	ck_assert_str_eq(find(a, list, 5, "bard", NULL), "whole");
}
END_TEST

/* Of the best that is found: whether it has each word, some, or only words that are near. */
START_TEST(says_how_far_it_fits)
{
	const struct service one = made("one", "LB", "passport renewal", "at the counter");
	const struct service *list[] = {&one};
	static const struct {
		const char *words;
		enum search_fit fit;
	} rows[] = {
		{"passport", SEARCH_HAS_ALL},
		{"renewal of the passport", SEARCH_HAS_ALL},
		{"passprt", SEARCH_HAS_ALL},
		{"passport dog", SEARCH_HAS_SOME},
		{"dog pasport horse", SEARCH_HAS_SOME},
		{"zzzzqq", SEARCH_HAS_ALL},
		{"pasptort", SEARCH_HAS_NONE},
	};
	struct search_index *x = search_new(list, 1, NULL);

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		ck_assert_msg(search_fit(x, rows[i].words, NULL) == rows[i].fit, "%s",
			      rows[i].words);
	search_free(x);
}
END_TEST

/* A plural, and a long word of which a letter was left out, added or swapped, are the word; another
 * letter in its place makes another word more often, and so does a short one. */
START_TEST(a_plural_and_a_mended_word_count_as_the_word)
{
	const struct service one =
		made("one", "LB", "passport lists, bird oaths", "at the counter");
	const struct service *list[] = {&one};
	static const struct {
		const char *words;
		enum search_fit fit;
	} rows[] = {
		{"passport list", SEARCH_HAS_ALL},   {"passport oath", SEARCH_HAS_ALL},
		{"passport lits", SEARCH_HAS_ALL},   {"passport lsts", SEARCH_HAS_ALL},
		{"passport oths", SEARCH_HAS_ALL},   {"passport ists", SEARCH_HAS_SOME},
		{"passport bists", SEARCH_HAS_SOME}, {"passport lisp", SEARCH_HAS_SOME},
		{"passport brid", SEARCH_HAS_SOME},  {"passport lis", SEARCH_HAS_SOME},
	};
	struct search_index *x = search_new(list, 1, NULL);

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		ck_assert_msg(search_fit(x, rows[i].words, NULL) == rows[i].fit, "%s",
			      rows[i].words);
	search_free(x);
}
END_TEST

START_TEST(ranks_arabic_with_prefixes)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	const struct service list[] = {
		made("article", "LB", "الجواز", "واحد"),
		made("whole", "LB", "جواز", "اثنان"),
		made("hamza", "LB", "إفادة", "ثلاثة"),
	};

	ck_assert_str_eq(find(a, list, 3, "جواز", NULL), "whole article");
	ck_assert_str_eq(find(a, list, 3, "بالجواز", NULL), "whole article");
	ck_assert_str_eq(find(a, list, 3, "جَوازات", NULL), "whole article");
	ck_assert_str_eq(find(a, list, 3, "افاده", NULL), "hamza");
}
END_TEST

START_TEST(wants_every_word)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	const struct service list[] = {
		made("birth", "LB", "birth birth", "extract"),
		made("both", "LB", "something", "extract of birth at home"),
		made("home", "LB", "home", "none"),
	};

	ck_assert_str_eq(find(a, list, 3, "home birth", NULL), "both home birth");
	ck_assert_str_eq(find(a, list, 3, "the birth of", NULL), "birth both");
	ck_assert_str_eq(find(a, list, 3, "of", NULL), "both birth home");
	ck_assert_str_eq(find(a, list, 3, "", NULL), "");
	ck_assert_str_eq(find(a, list, 3, " ?! ", NULL), "");
	ck_assert_str_eq(find(a, list, 3, "\xff\xfe birth", NULL), "birth both");
}
END_TEST

/* Names agree more where there is little else in them, and papers do not stand in for a word. */
START_TEST(prefers_names_that_say_no_more)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct paper papers[] = {{.name = {{"جواز", "passeport", "passport"}}}};
	struct service list[] = {
		made("long", "LB", "passport renewal for residents abroad", "one"),
		made("short", "LB", "passport", "two"),
		made("paper", "LB", "renewal", "three"),
		made("only", "LB", "nothing", "four"),
	};

	list[2].papers = papers;
	list[2].paper_count = 1;
	list[3].papers = papers;
	list[3].paper_count = 1;
	ck_assert_str_eq(find(a, list, 4, "passport", NULL), "short long");
	ck_assert_str_eq(find(a, list + 1, 3, "passport lost", NULL), "short");
	ck_assert_str_eq(find(a, list + 1, 3, "passport renewal", NULL), "paper short");
	ck_assert_str_eq(find(a, list + 2, 2, "passport", NULL), "paper only");
}
END_TEST

START_TEST(finds_other_endings)
{
	static const char *const typed[][2] = {
		{"renouveler", "verb"}, {"renewal", "english"},   {"déclarer", "noun"},
		{"married", "wedding"}, {"سيارتي", "car"},        {"مساعدات", "help"},
		{"بالمساعدات", "help"}, {"déclarations", "noun"}, {"بيع وشراء", "sale"},
	};
	const struct service list[] = {
		made("verb", "LB", "renouvellement", "one"),
		made("english", "LB", "renew", "two"),
		made("noun", "LB", "déclaration", "three"),
		made("wedding", "LB", "marriage", "four"),
		made("car", "LB", "سيارة", "خمسة"),
		made("help", "LB", "مساعدة", "ستة"),
		made("sale", "LB", "بيع", "سبعة"),
	};

	for (size_t i = 0; i < sizeof(typed) / sizeof(typed[0]); i++) {
		ARENA_CLEAN struct arena *a = arena_new(ARENA);

		ck_assert_str_eq(find(a, list, 7, typed[i][0], NULL), typed[i][1]);
	}
}
END_TEST

/* An error also behind a prefix, a blank that was forgotten, and two errors in a long word. */
START_TEST(forgives_errors)
{
	static const char *const typed[][2] = {
		{"الحظانة", "nursery"},  {"للحضاتة", "nursery"},
		{"حضناة", "nursery"},    {"بالحضاننة", "nursery"},
		{"حاضانه", "nursery"},   {"رخصةحضانة", "both nursery"},
		{"carteidentite", "id"}, {"idemtitt", "id"},
		{"carteidentitee", ""},  {"حضنن", ""},
	};
	const struct service list[] = {
		made("nursery", "LB", "حضانة", "واحد"),
		made("both", "LB", "رخصة حضانة", "اثنان"),
		made("id", "LB", "carte d'identité", "three"),
	};

	for (size_t i = 0; i < sizeof(typed) / sizeof(typed[0]); i++) {
		ARENA_CLEAN struct arena *a = arena_new(ARENA);
		const char *found = find(a, list, 3, typed[i][0], NULL);

		if (typed[i][1][0] == '\0')
			ck_assert_str_eq(found, "");
		else
			ck_assert_msg(strncmp(found, typed[i][1], strlen(typed[i][1])) == 0,
				      "%s: %s", typed[i][0], found);
	}
}
END_TEST

/* What another country has must not keep an error from being forgiven. */
START_TEST(looks_in_one_country)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	const struct service list[] = {
		made("here", "LB", "passport", "one"),
		made("there", "TN", "pasport", "two"),
		made("too", "TN", "passport", "three"),
	};

	ck_assert_str_eq(find(a, list, 3, "pasport", "LB"), "here");
	ck_assert_str_eq(find(a, list, 3, "pasport", "TN"), "there");
	ck_assert_str_eq(find(a, list, 3, "pasport", NULL), "there");
	ck_assert_str_eq(find(a, list, 3, "passport", "DZ"), "");
	ck_assert_str_eq(find(a, list, 3, "passport", ""), "here too");
}
END_TEST

/* Beside a word that nothing has, what was found must surely be the other one. */
START_TEST(offers_what_surely_has_a_word)
{
	static const char *const typed[][2] = {
		{"licence", "car"},
		{"licences", "car"}, /* as it stands, and with another ending */
		{"licen", "car"},
		{"lice", ""}, /* the beginning of it */
		{"licnce", "car"},
		{"vsias", ""},   /* with an error, long or short */
		{"licnnse", ""}, /* with two */
		{"حضانة", "nursery"},
		{"الحضانات", "nursery"},
		{"حضا", "nursery"},
		{"حض", ""},
		{"حظانة", "nursery"},
		{"حظنة", ""},
		{"جاوز", "pass"},
		{"7adana", "nursery"},
		{"hadane", "nursery"},
		{"hazana", ""},
	};
	const struct service list[] = {
		made("car", "LB", "licence", "one"),
		made("visa", "LB", "visas", "two"),
		made("nursery", "LB", "حضانة", "ثلاثة"),
		made("pass", "LB", "جواز", "four"),
	};

	for (size_t i = 0; i < sizeof(typed) / sizeof(typed[0]); i++) {
		ARENA_CLEAN struct arena *a = arena_new(ARENA);
		const char *words = arena_format(a, "%s wyvernbeast", typed[i][0]);

		ck_assert_msg(strcmp(find(a, list, 4, words, NULL), typed[i][1]) == 0, "%s: %s",
			      words, find(a, list, 4, words, NULL));
	}
}
END_TEST

/* Of what is said with an error as many letters must be right; more with another letter in the
 * place of one, which makes another word more often. */
START_TEST(offers_what_is_surely_said)
{
	static const char *said[] = {"garage",  "tractor",     "كراجات", "كراج",
				     "سيارتنا", "depot blues", "depot"};
	static const char *means[] = {"licence"};
	static const char *const typed[][2] =
		{
			{"garage", "car"},  {"gaarge", "car"},      {"garge", ""},
			{"garabe", ""},     {"tractur", "car"},     {"كراجات", "car"},
			{"كرجات", "car"},   {"كارج", ""},           {"كراحات", ""},
			{"سيارتبا", "car"}, {"depot bleus", "car"}, /* one of them as it stands */
		};
	struct saying saying = {said, means, 7, 1, NULL, false, false, false};
	const struct term_list terms = {.sayings = &saying, .saying_count = 1};
	const struct service list[] = {made("car", "LB", "licence", "one")};

	for (size_t i = 0; i < sizeof(typed) / sizeof(typed[0]); i++) {
		ARENA_CLEAN struct arena *a = arena_new(ARENA);
		const char *words = arena_format(a, "%s wyvernbeast", typed[i][0]);
		const char *found = find_by(a, list, 1, words, NULL, &terms);

		ck_assert_msg(strcmp(found, typed[i][1]) == 0, "%s: %s", words, found);
	}
}
END_TEST

/* What names a country leaves out others; a place that is called as one nearly is does not. */
START_TEST(a_place_is_no_country)
{
	struct country countries[] = {{.term = {"TN", {{"marsa", "marsa", "marsa"}}}},
				      {.term = {"LB", {{"liban", "liban", "liban"}}}}};
	struct place_entry place = {.code = "m",
				    .country = "LB",
				    .level = 1,
				    .name = {{"marsas", "marsas", "marsas"}},
				    .short_name = {{"marsas", "marsas", "marsas"}}};
	const struct term_list terms = {
		.countries = countries, .country_count = 2, .places = &place, .place_count = 1};
	const struct service list[] = {made("tn", "TN", "passport", "one"),
				       made("lb", "LB", "passport", "two")};
	static const char *const typed[][2] = {
		{"passport liban", "lb tn"},          {"passport marsas", "lb tn"},
		{"passport marsa", "tn lb"},          {"passport wyvernbeast liban", "lb"},
		{"passport wyvernbeast marsa", "tn"}, {"passport wyvernbeast marsas", "lb tn"},
	};

	for (size_t i = 0; i < sizeof(typed) / sizeof(typed[0]); i++) {
		ARENA_CLEAN struct arena *a = arena_new(ARENA);
		const char *found = find_by(a, list, 2, typed[i][0], NULL, &terms);

		ck_assert_msg(strcmp(found, typed[i][1]) == 0, "%s: %s", typed[i][0], found);
	}
}
END_TEST

/* A country that is named and has no service with as many of the other words as another's. */
START_TEST(says_what_a_country_lacks)
{
	struct country countries[] = {{.term = {"TN", {{"tunis", "tunis", "tunis"}}}},
				      {.term = {"LB", {{"liban", "liban", "liban"}}}}};
	const struct term_list terms = {.countries = countries, .country_count = 2};
	const struct service tn = made("tn", "TN", "passport abroad", "one"),
			     lb = made("lb", "LB", "passport", "two");
	const struct service *list[] = {&tn, &lb};
	static const struct {
		const char *words, *country;
		enum search_lacks lacks;
	} rows[] = {
		{"passport liban", "LB", SEARCH_LACKS_NOTHING},
		{"passport tunis", "TN", SEARCH_LACKS_NOTHING},
		{"passport abroad tunis", "TN", SEARCH_LACKS_NOTHING},
		{"passport abroad liban", "LB", SEARCH_LACKS_EXACT},
		{"abroad liban", "LB", SEARCH_LACKS_ANY},
		{"passport", "", SEARCH_LACKS_NOTHING},
		{"wyvernbeast liban", "LB", SEARCH_LACKS_NOTHING},
	};
	struct search_index *x = search_new(list, 2, &terms);

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char named[3];

		ck_assert_msg(search_lacks(x, rows[i].words, NULL, named) == rows[i].lacks, "%s",
			      rows[i].words);
		ck_assert_str_eq(named, rows[i].country);
	}
	search_free(x);
}
END_TEST

/* What many services have finds them, but is no reason to offer one where the others find none. */
START_TEST(a_common_word_alone_tells_nothing)
{
	static const char *common[] = {"certificate", "papier", "بطاقة"};
	static const char *const typed[][2] = {
		{"certificate", "death"},
		{"certificates", "death"},
		{"certificate death", "death"},
		{"death wyvernbeast", "death"},
		{"certificate wyvernbeast", ""},
		{"Certificates wyvernbeast", ""}, /* nor with another ending, a prefix, an error */
		{"certificatte wyvernbeast", ""},
		{"certific wyvernbeast", ""},
		{"certification wyvernbeast", ""},
		{"بطاقة ضظغوض", ""},
		{"بالبطاقة ضظغوض", ""},
		{"بطاقت ضظغوض", ""},
		{"papiers wyvernbeast", ""},
		{"bita2a wyvernbeast", "bread"},
		{"تموين ضظغوض", "bread"},
	};
	const struct term_list terms = {.common = common, .common_count = 3};
	const struct service list[] = {
		made("death", "LB", "death certificate", "one"),
		made("bread", "LB", "بطاقة تموين", "two"),
		made("glue", "LB", "papierage papier", "three"), /* begin as common ones do */
		made("own", "LB", "بطاقنا", "four"),
	};

	for (size_t i = 0; i < sizeof(typed) / sizeof(typed[0]); i++) {
		ARENA_CLEAN struct arena *a = arena_new(ARENA);
		const char *found = find_by(a, list, 4, typed[i][0], NULL, &terms);

		ck_assert_msg(strcmp(found, typed[i][1]) == 0, "%s: %s", typed[i][0], found);
	}
}
END_TEST

START_TEST(stays_the_same_and_in_bounds)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	CATALOGUE_CLEAN struct catalogue *c = real_catalogue();
	const struct service **first, **again;
	size_t all = catalogue_search(c, a, "certificat", NULL, 200, &first);
	char *long_query = arena_take(a, 5000);

	ck_assert_uint_gt(all, 10);
	for (size_t cap = 0; cap <= all; cap++) {
		ck_assert_uint_eq(catalogue_search(c, a, "certificat", NULL, cap, &again), cap);
		for (size_t i = 0; i < cap; i++)
			ck_assert_ptr_eq(first[i], again[i]);
	}
	memset(long_query, 'a', 4999);
	ck_assert_uint_eq(catalogue_search(c, a, long_query, NULL, 5, &again), 0);
	for (size_t i = 0; i + 2 < 5000; i += 2)
		memcpy(long_query + i, "b ", 2);
	(void)catalogue_search(c, a, long_query, NULL, 5, &again);
	ck_assert_uint_eq(catalogue_search(c, a, "passport", "XX", 5, &again), 0);
}
END_TEST

/* What people type, and a service that must be among the first five. */
START_TEST(finds_what_people_look_for)
{
	static const char *const wanted[][2] = {
		{"carte identité", "lb-identity-card"},
		{"بطاقة هوية", "lb-identity-card"},
		{"هويه", "lb-identity-card"},
		{"identity crad", "lb-identity-card"},
		{"casier judiciaire", "lb-judicial-record"},
		{"سجل عدلي", "lb-judicial-record"},
		{"disability card", "lb-disability-card"},
		{"creche", "lb-private-nursery-licence"},
		{"extrait de naissance", "tn-birth-extract"},
		{"takaful", "eg-takaful"},
		{"بيان قيد", "lb-civil-status-extract"},
	};
	CATALOGUE_CLEAN struct catalogue *c = real_catalogue();

	for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++) {
		ARENA_CLEAN struct arena *a = arena_new(ARENA);
		const struct service *service = catalogue_find(c, wanted[i][1]);
		const struct service **list;
		size_t count;
		bool found = false;

		ck_assert_ptr_nonnull(service);
		count = catalogue_search(c, a, wanted[i][0], service->country, 5, &list);
		for (size_t j = 0; j < count; j++)
			found = found || list[j] == service;
		ck_assert_msg(found, "%s is not found by \"%s\"", wanted[i][1], wanted[i][0]);
	}
}
END_TEST

SUITE(search, offers_what_surely_has_a_word, offers_what_is_surely_said, a_place_is_no_country,
      says_what_a_country_lacks, a_common_word_alone_tells_nothing, ranks_by_kind_of_match,
      says_how_far_it_fits, a_plural_and_a_mended_word_count_as_the_word,
      ranks_arabic_with_prefixes, wants_every_word, prefers_names_that_say_no_more,
      finds_other_endings, forgives_errors, looks_in_one_country, stays_the_same_and_in_bounds,
      finds_what_people_look_for)
