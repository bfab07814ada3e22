/* refusals_test.c - whatever is typed wrongly, the words about it are the reader's: no message of a
 * question's type, of its limits or of its checks stands there in English. */
#include "tests/tui/golden.h"

#include <string.h>

static const char *const wrong[] = {
	"x",         "-1",       "0",        "7",     "1/1",
	"31/2/2020", "1/1/1700", "1/1/2199", "12345", "99999999999999999",
	"1,234",     "12.3456",  "@",        "Rima",  "ريما Rima",
	"10 USD",    "1:99",
};

static char *message_in(struct arena *a, enum lang lang, const struct error *err)
{
	char *words;

	message_use(lang);
	words = message_error(a, err);
	message_use(LANG_EN);
	return words;
}

static void translated(struct arena *a, const struct service *s, const struct question *q,
		       const struct error *err)
{
	const char *english = message_in(a, LANG_EN, err);

	for (int lang = 0; lang < LANG_COUNT; lang++)
		ck_assert_msg(lang == LANG_EN ||
				      strcmp(message_in(a, (enum lang)lang, err), english) != 0,
			      "%s, %s: %s", s->id, q->id, english);
}

static char *many(struct arena *a, const char *letter, size_t count)
{
	char *text = arena_text(a, "");

	for (size_t i = 0; i < count; i++)
		text = arena_format(a, "%s%s", text, letter);
	return text;
}

static void refuse(struct arena *a, const struct service *s, const struct question *q,
		   const struct answer_ground *g, const char *raw)
{
	struct error err = {0};
	char *kept;

	if (answer_read(g, a, q, raw, &kept, &err) != FAULT_NONE)
		translated(a, s, q, &err);
}

static void try_question(const struct service *s, const struct question *q,
			 const struct answer_ground *g)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)16 << 20);
	const char *const lengths[] = {many(a, "ا", 101), many(a, "a ", 150)};
	struct error err = {0};
	bool moves;

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		refuse(a, s, q, g, wrong[i]);
	for (size_t i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++)
		refuse(a, s, q, g, lengths[i]);
	if (answer_check_limits(g, q, &err, &moves))
		translated(a, s, q, &err);
}

START_TEST(refusals_are_in_the_readers_language)
{
	const struct catalogue *c;
	struct visit v;

	golden_open(&v, LANG_EN, 80, 24);
	c = v.context.scene.catalogue;
	for (size_t i = 0; i < catalogue_count(c); i++) {
		const struct service *s = catalogue_at(c, i);
		const struct answer_ground g = {
			.terms = catalogue_terms(c), .today = {2026, 11, 28}, .lang = LANG_FR};

		for (size_t k = 0; s->form != NULL && k < s->form->section_count; k++)
			for (size_t n = 0; n < s->form->sections[k].question_count; n++)
				try_question(s, &s->form->sections[k].questions[n], &g);
	}
	golden_close(&v);
}
END_TEST

SUITE(refusals, refusals_are_in_the_readers_language)
