/* term_test.c - the shared lists are read, looked up, and refused when they are wrong. */
#include "services/definition/kind_read.h"
#include "services/definition/term.h"

#include "tests/services/sample.h"
#include "tests/unit.h"

#include <string.h>
#include <sys/stat.h>

#define ARENA ((size_t)64 * 1024 * 1024)
#define TEXT "{ar: ع, fr: f, en: e}"
#define COUNTRY                                                                                    \
	"countries:\n  - {code: LB, name: " TEXT ", currency: LBP, calling_code: 961,\n"           \
	"     phone_pattern: '[0-9]+', phone_says: " TEXT ", id_pattern: '[0-9]+', id_says: " TEXT \
	"}\n"
#define TERMS                                                                                      \
	"sectors: [{code: a, name: " TEXT "}]\naudiences: [{code: b, name: " TEXT "}]\n"           \
	"life_events: [{code: c, name: " TEXT "}]\n" COUNTRY

START_TEST(reads_the_lists)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list t = sample_terms(a);
	const struct place_entry **list;
	size_t count = term_places(&t, a, "LB", 2, &list);

	ck_assert_uint_gt(t.sector_count, 10);
	ck_assert_str_eq(term_country(&t, "TN")->currency, "TND");
	ck_assert_ptr_null(term_country(&t, "FR"));
	ck_assert_ptr_null(term_find(t.sectors, t.sector_count, "gardens"));
	ck_assert_uint_eq(count, 26);
	for (size_t i = 0; i < count; i++)
		ck_assert_int_eq(term_place(&t, list[i]->parent)->level, 1);
	ck_assert_uint_eq(term_places(&t, a, "DZ", 1, &list), 58);
	ck_assert_uint_eq(term_places(&t, a, "FR", 1, &list), 0);
	ck_assert_str_eq(term_place(&t, "LB-AK")->short_name.in[LANG_FR], "Akkar");
}
END_TEST

static void put(const char *name, const char *yaml)
{
	char path[200];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", unit_folder(), name);
	f = fopen(path, "w");
	ck_assert_ptr_nonnull(f);
	fputs(yaml, f);
	ck_assert_int_eq(fclose(f), 0);
}

static enum fault read_pair(const char *terms, const char *places, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list t;

	put("terms.yaml", terms);
	put("places.yaml", places);
	*err = (struct error){0};
	return term_read(a, unit_folder(), &t, err);
}

START_TEST(refuses_wrong_lists)
{
	static const char *const places[] = {
		"places: []\n",
		"places: [{code: x y, country: LB, level: 1, name: " TEXT "}]\n",
		"places: [{code: x, country: FR, level: 1, name: " TEXT "}]\n",
		"places: [{code: x, country: LB, level: 3, name: " TEXT "}]\n",
		"places: [{code: x, country: LB, level: 2, name: " TEXT "}]\n",
		"places: [{code: x, country: LB, level: 2, parent: y, name: " TEXT "}]\n",
		"places: [{code: x, country: LB, level: 1, name: {ar: a}}]\n",
		"places:\n  - &x {code: x, country: LB, level: 1, name: " TEXT "}\n  - *x\n",
	};
	struct error err;

	ck_assert_int_eq(read_pair(TERMS,
				   "places: [{code: x, country: LB, level: 1, name: " TEXT "},\n"
				   "  {code: y, country: LB, level: 2, parent: x, name: " TEXT
				   "}]\n",
				   &err),
			 FAULT_NONE);
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		ck_assert_msg(read_pair(TERMS, places[i], &err) == FAULT_INPUT, "%s", places[i]);
		ck_assert_int_gt(err.line, 0);
	}
	ck_assert_int_eq(read_pair("sectors: []\n", places[0], &err), FAULT_INPUT);
	ck_assert_int_eq(read_pair("", places[0], &err), FAULT_INPUT);
}
END_TEST

/* Without a file of its own a folder has the program's countries; with one, those alone. */
START_TEST(countries_are_the_folders_own_or_the_programs)
{
	static const char *const wrong[] = {
		"countries: []\n",
		"countries: [{code: Lb, name: " TEXT "}]\n",
		"countries: [{code: LBN, name: " TEXT "}]\n",
		"countries: [{code: LB, name: {ar: a}}]\n",
		"countries: [{code: LB}]\n",
		"countries: [{code: LB, name: " TEXT "}, {code: LB, name: " TEXT "}]\n",
		"countries: [{code: LB, name: " TEXT ", level: 1}]\n",
		"places: []\n",
		"",
	};
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	const char *places = "places: [{code: x, country: LB, level: 1, name: " TEXT "}]\n";
	char path[200];
	struct term_list t;
	struct error err;

	snprintf(path, sizeof(path), "%s/countries.yaml", unit_folder());
	ck_assert_int_eq(read_pair(TERMS, places, &err), FAULT_NONE);
	ck_assert_int_eq(term_read(a, unit_folder(), &t, &err), FAULT_NONE);
	ck_assert_uint_eq(t.world_count, 249);
	ck_assert_str_eq(term_find(t.world, t.world_count, "TN")->name.in[LANG_FR], "Tunisie");
	put("countries.yaml",
	    "countries: [{code: TN, name: " TEXT "}, {code: LB, name: " TEXT "}]\n");
	ck_assert_int_eq(term_read(a, unit_folder(), &t, &err), FAULT_NONE);
	ck_assert_uint_eq(t.world_count, 2);
	ck_assert_str_eq(t.world[0].code, "TN");
	ck_assert_str_eq(t.world[1].name.in[LANG_EN], "e");
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		put("countries.yaml", wrong[i]);
		ck_assert_msg(term_read(a, unit_folder(), &t, &err) == FAULT_INPUT, "%s", wrong[i]);
	}
	ck_assert_int_eq(remove(path), 0);
}
END_TEST

START_TEST(reads_what_people_say)
{
	static const char *const wrong[] = {
		"words: []\n",
		"words: [{said: [a]}]\n",
		"words: [{means: [a]}]\n",
		"words: [{said: [], means: [a]}]\n",
		"words: [{said: [a], means: []}]\n",
		"words: [{said: [a], means: [b], country: LB}]\n",
		"words: [{said: [a], country: QQ}]\n",
		"words: [{said: a, means: [b]}]\n",
		"words: [{said: [{a: b}], means: [b]}]\n",
		"words: [{said: [a], means: [b], also: [c]}]\n",
		"words: []\ncommon: a\n",
		"words: [{said: [a], means: [b]}]\ncomplaints: a\n",
		"words: [{said: [a], means: [b]}]\ntracking: [[a]]\n",
		"words: [{said: [a], means: [b]}]\nhelp: a\n",
		"words: [{said: [a], means: [b]}]\ndanger: a\n",
		"words: [{said: [a], means: [b], near: 1}]\n",
		"words: [{said: [a], means: [b], alone: 1}]\n",
		"words: [{said: [a], means: [b]}]\ntracking: [\"...\"]\n",
		"",
	};
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	const char *places = "places: [{code: x, country: LB, level: 1, name: " TEXT "}]\n";
	char path[200];
	struct term_list t;
	struct error err;

	snprintf(path, sizeof(path), "%s/words.yaml", unit_folder());
	ck_assert_int_eq(read_pair(TERMS, places, &err), FAULT_NONE);
	ck_assert_int_eq(term_read(a, unit_folder(), &t, &err), FAULT_NONE);
	ck_assert_uint_gt(t.saying_count, 40);
	ck_assert_uint_gt(t.common_count, 10);
	ck_assert_uint_gt(t.complaint_count, 10);
	ck_assert_uint_gt(t.tracking_count, 10);
	ck_assert_uint_gt(t.help_count, 5);
	ck_assert_uint_gt(t.danger_count, 10);
	put("words.yaml", "words: [{said: [a, b c], means: [d], near: true, alone: true}, "
			  "{said: [e], country: LB}]\n");
	ck_assert_int_eq(term_read(a, unit_folder(), &t, &err), FAULT_NONE);
	ck_assert_uint_eq(t.saying_count, 2);
	ck_assert_str_eq(t.sayings[0].said[1], "b c");
	ck_assert_str_eq(t.sayings[0].means[0], "d");
	ck_assert_ptr_null(t.sayings[0].country);
	ck_assert(t.sayings[0].is_near && t.sayings[0].is_alone);
	ck_assert(!t.sayings[1].is_near && !t.sayings[1].is_alone);
	ck_assert_str_eq(t.sayings[1].country, "LB");
	ck_assert_uint_eq(t.common_count, 0);
	put("words.yaml", "words: [{said: [a], means: [b]}]\ncommon: [carte, بطاقة]\n"
			  "complaints: [شكوى]\ntracking: [mon dossier, suivi]\n");
	ck_assert_int_eq(term_read(a, unit_folder(), &t, &err), FAULT_NONE);
	ck_assert_uint_eq(t.common_count, 2);
	ck_assert_str_eq(t.common[0], "carte");
	ck_assert_uint_eq(t.complaint_count, 1);
	ck_assert_uint_eq(t.tracking_count, 2);
	ck_assert_str_eq(t.tracking[0], "mon dossier");
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		put("words.yaml", wrong[i]);
		ck_assert_msg(term_read(a, unit_folder(), &t, &err) == FAULT_INPUT, "%s", wrong[i]);
	}
	ck_assert_int_eq(remove(path), 0);
}
END_TEST

START_TEST(misses_the_files)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list t;
	struct error err = {0};

	ck_assert_int_eq(term_read(a, "/no/such/folder", &t, &err), FAULT_MISSING);
	ck_assert_ptr_nonnull(err.say);
}
END_TEST

/* What was read is given to whoever asks for the same, and to nobody else: also of more than are
   kept, in turns. */
START_TEST(each_change_is_read)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list t[2][6];
	struct error err;

	put("terms.yaml", TERMS);
	for (int turn = 0; turn < 2; turn++)
		for (int i = 0; i < 6; i++) {
			put("places.yaml",
			    arena_format(a,
					 "places: [{code: P%d, country: LB, level: 1, name: " TEXT
					 "}]\n",
					 i));
			ck_assert_int_eq(
				kind_read_terms(a, unit_folder(), NULL, 0, &t[turn][i], &err),
				FAULT_NONE);
			ck_assert_uint_eq(t[turn][i].place_count, 1);
			ck_assert_str_eq(t[turn][i].places[0].code, arena_format(a, "P%d", i));
		}
	ck_assert_ptr_eq(t[0][0].places, t[1][0].places);
	ck_assert_ptr_ne(t[0][5].places, t[1][5].places);
}
END_TEST

static enum fault read_with(struct arena *a, const char *words, struct term_list *ret)
{
	struct error err = {0};

	put("terms.yaml", arena_format(a, "%.*s%s}\n", (int)strlen(TERMS) - 2, TERMS, words));
	put("places.yaml", "places: [{code: x, country: LB, level: 1, name: " TEXT "}]\n");
	return term_read(a, unit_folder(), ret, &err);
}

/* A country's age of majority is said in a list or not at all, and is not lost again. */
START_TEST(says_who_is_of_age)
{
	static const char *const wrong[] = {", majority: 0", ", majority: 18y", ", majority: 31",
					    ", majority: [18]"};
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list said, other, none;
	struct error err = {0};

	ck_assert_int_eq(read_with(a, ", majority: 18", &said), FAULT_NONE);
	ck_assert_str_eq(term_country(&said, "LB")->majority, "18");
	ck_assert_int_eq(read_with(a, ", majority: 21", &other), FAULT_NONE);
	ck_assert_int_eq(read_with(a, "", &none), FAULT_NONE);
	ck_assert_ptr_null(term_country(&none, "LB")->majority);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		ck_assert_msg(read_with(a, wrong[i], &(struct term_list){0}) == FAULT_INPUT, "%s",
			      wrong[i]);
	ck_assert_int_eq(term_keeps(&said, &other, &err), FAULT_NONE);
	ck_assert_int_eq(term_keeps(&none, &said, &err), FAULT_NONE);
	ck_assert_int_eq(term_keeps(&said, &none, &err), FAULT_CONFLICT);
	ck_assert_ptr_nonnull(strstr(err.detail, "LB, majority: 18"));
}
END_TEST

START_TEST(says_what_is_in_a_number)
{
	static const char *const wrong[] = {
		", id_almost: '[0-9]+'",
		", id_almost_says: " TEXT,
		", id_almost: '[0-9', id_almost_says: " TEXT,
		", id_almost: '[0-9]+', id_almost_says: {ar: a}",
		", id_shows: cyymm",
		", id_shows: [c]",
	};
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list t;

	ck_assert_int_eq(read_with(a, ", id_almost: '[0-9]{3}', id_almost_says: " TEXT, &t),
			 FAULT_NONE);
	ck_assert_str_eq(term_country(&t, "LB")->id_almost, "[0-9]{3}");
	ck_assert_str_eq(term_country(&t, "LB")->id_almost_says.in[LANG_FR], "f");
	ck_assert_ptr_null(term_country(&t, "LB")->id_shows);
	ck_assert_int_eq(read_with(a, ", id_shows: cyymmdd.", &t), FAULT_NONE);
	ck_assert_str_eq(term_country(&t, "LB")->id_shows, "cyymmdd.");
	ck_assert_ptr_null(term_country(&t, "LB")->id_almost);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		ck_assert_msg(read_with(a, wrong[i], &t) == FAULT_INPUT, "%s", wrong[i]);
}
END_TEST

SUITE(term, says_what_is_in_a_number, reads_what_people_say, says_who_is_of_age,
      each_change_is_read, reads_the_lists, refuses_wrong_lists,
      countries_are_the_folders_own_or_the_programs, misses_the_files)
