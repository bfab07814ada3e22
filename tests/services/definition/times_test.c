/* times_test.c - times that people are told stand on a law that is named with them, or are said to
 * stand on none: of all services of the starter catalogue and of the laws that can be applied for.
 */
#include "services/definition/file.h"
#include "services/definition/node.h"
#include "i18n/lang.h"
#include "tests/unit.h"

#include <glob.h>
#include <stdlib.h>
#include <string.h>

#define ARENA ((size_t)16 * 1024 * 1024)

/* What a law is called in each language; "no law is known" names none and says so. */
static const char *const laws[LANG_COUNT][8] = {
	[LANG_AR] = {"قانون", "مرسوم", "الأمر", "التعميم", "المادة", "المادتان", "الفصل"},
	[LANG_FR] = {"loi", "décret", "circulaire", "rticle"},
	[LANG_EN] = {"law", "decree", "circular", "rticle"},
};

static bool names_a_law(const char *words, enum lang lang)
{
	for (size_t i = 0; laws[lang][i] != NULL; i++)
		if (strstr(words, laws[lang][i]) != NULL)
			return true;
	return false;
}

/* How many languages do not say what the time rests on. */
static int silent_languages(const char *path, const struct node *time)
{
	const struct node *note = node_find(time, "note");
	int silent = 0;

	for (enum lang lang = 0; lang < LANG_COUNT; lang++) {
		const struct node *said = note == NULL ? NULL : node_find(note, lang_code(lang));

		if (said != NULL && said->value != NULL && names_a_law(said->value, lang))
			continue;
		fprintf(stderr,
			"%s: in %s the note of its time names no law, nor that there is "
			"none\n",
			path, lang_code(lang));
		silent++;
	}
	return silent;
}

/* A stage's own time is nobody's promise where people apply. */
static int stages_with_times(const char *path, const struct node *root)
{
	const struct node *stages = node_find(root, "stages");
	int found = 0;

	for (const struct node *s = stages == NULL ? NULL : stages->first; s != NULL; s = s->next)
		if (node_find(s, "days") != NULL || node_find(s, "target") != NULL) {
			fprintf(stderr, "%s:%d: a stage with a time of its own\n", path, s->line);
			found++;
		}
	return found;
}

/* A range is a time's "until", which lists and due days know, and no words of its note. */
static int range_in_words(const char *path, const struct node *time)
{
	const struct node *note = time == NULL ? NULL : node_find(time, "note");
	const struct node *said = note == NULL ? NULL : node_find(note, "en");
	const char *to = said == NULL ? NULL : strstr(said->value, " to ");

	if (to == NULL || to == said->value || strspn(to - 1, "0123456789") != 1 ||
	    strspn(to + 4, "0123456789") == 0)
		return 0;
	fprintf(stderr, "%s:%d: a range in words: \"until\" says it\n", path, said->line);
	return 1;
}

/* What is called an estimate, or stands in no better place than a private portal or the press, is
 * said to be one for the day that is counted by it. */
static int unsaid_estimate(const char *path, const struct node *time)
{
	static const char *const words[] = {"estimate", "pproximate", "private portal",
					    "the press"};
	const struct node *note = node_find(time, "note");
	const struct node *said = note == NULL ? NULL : node_find(note, "en");
	bool is_one = false;

	for (size_t i = 0; said != NULL && i < sizeof(words) / sizeof(words[0]); i++)
		is_one = is_one || strstr(said->value, words[i]) != NULL;
	if (is_one == (node_find(time, "estimate") != NULL))
		return 0;
	fprintf(stderr, "%s:%d: an estimate by its note, or by \"estimate\" alone\n", path,
		time->line);
	return 1;
}

static int wrong_of(const char *path, int *applied)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	const struct node *root, *time;
	struct error err = {0};
	size_t len;
	char *text;
	int wrong;

	ck_assert_int_eq(file_read(a, path, NODE_FILE_MAX, &text, &len, &err), FAULT_NONE);
	ck_assert_int_eq(node_read(a, text, len, &root, &err), FAULT_NONE);
	time = node_find(root, "duration");
	wrong = range_in_words(path, time);
	if (node_find(root, "form") == NULL)
		return wrong;
	(*applied)++;
	wrong += stages_with_times(path, root);
	if (time == NULL || strcmp(node_find(time, "value")->value, "0") == 0)
		return wrong; /* while one waits */
	return wrong + silent_languages(path, time) + unsaid_estimate(path, time);
}

START_TEST(times_say_what_they_rest_on)
{
	int applied = 0, wrong = 0;
	glob_t files;

	ck_assert_int_eq(glob("catalogue/[a-z][a-z]/*.yaml", 0, NULL, &files), 0);
	ck_assert_int_eq(glob("dist/law/[a-z][a-z]/*.yaml", GLOB_APPEND, NULL, &files), 0);
	for (size_t i = 0; i < files.gl_pathc; i++)
		wrong += wrong_of(files.gl_pathv[i], &applied);
	globfree(&files);
	ck_assert_int_gt(applied, 60);
	ck_assert_int_eq(wrong, 0);
}
END_TEST

SUITE(times, times_say_what_they_rest_on)
