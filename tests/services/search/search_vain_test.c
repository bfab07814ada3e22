/* search_vain_test.c - of a search that found nothing words of letters are kept, and none that may
 * be somebody's. */
#include "tests/services/real.h"
#include "tests/unit.h"

#include "services/search/search_vain.h"

#define WORDS 8

/* What is kept, with blanks between. */
static const char *kept_of(const struct catalogue *c, struct arena *a, const char *typed)
{
	const char *words[WORDS], *all = "";
	size_t count = catalogue_vain(c, a, typed, words, WORDS);

	for (size_t i = 0; i < count; i++)
		all = arena_format(a, "%s%s%s", all, i > 0 ? " " : "", words[i]);
	return all;
}

static const struct {
	const char *typed, *kept;
} rows[] = {
	/* folded, in either script, each word once; what parts words parts them here, too */
	{"Unicorn", "unicorn"},
	{"  unicorn\tUNICORN  Licorne ", "unicorn licorne"},
	{"Élève l'éléphant", "eleve elephant"},
	{"porte-avion", "porte avion"},
	{"طاقة نووية", "طاقه نوويه"},
	{"U.F.O.", "ufo"},
	/* small words, those around a wish, countries and places say nothing */
	{"I want the unicorn for my husband", "unicorn"},
	{"unicorn Lebanon", "unicorn"},
	{"وحيد القرن في بيروت", "وحيد القرن"},
	{"the", ""},
	/* numbers in any script, and whatever they stand in */
	{"unicorn 2024", "unicorn"},
	{"unicorn ٢٠٢٤", "unicorn"},
	{"unicorn AB-1234", "unicorn"},
	{"unicorn x7y", "unicorn"},
	{"unicorn ½", "unicorn"},
	/* five digits or more may be a person's number: nothing of such a line */
	{"Hassan unicorn 03 123 456", ""},
	{"unicorn ١٢٣٤٥", ""},
	{"unicorn 1a2b3c4d5", ""},
	{"unicorn 90 909", ""},
	{"unicorn 9099 0a", ""},
	{"unicorn x0 x9", "unicorn"},
	/* addresses */
	{"unicorn rami@example.org", ""},
	{"rami @ example unicorn", ""},
	{"unicorn www.example.org", "unicorn"},
	{"unicorn a_b/c", "unicorn"},
	/* long words, single letters, other letters */
	{"abcdefghijklmnopqrst", "abcdefghijklmnopqrst"},
	{"abcdefghijklmnopqrstu", ""},
	{"u x", ""},
	{"xz zaaz", "xz zaaz"},
	{"единорог unicorn 独角兽", "unicorn"},
	{"", ""},
	{"%s \\ ( *", ""},
	/* not more than there is room for */
	{"aab aac aad aae aaf aag aah aai aaj aak", "aab aac aad aae aaf aag aah aai"},
};

START_TEST(letters_alone_are_kept)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)16 << 20);
	struct catalogue *c = real_catalogue();

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *kept = kept_of(c, a, rows[i].typed);

		ck_assert_msg(strcmp(kept, rows[i].kept) == 0, "\"%s\" kept \"%s\"", rows[i].typed,
			      kept);
	}
	catalogue_free(c);
}
END_TEST

SUITE(search_vain, letters_alone_are_kept)
