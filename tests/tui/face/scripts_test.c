/* scripts_test.c - what a measuring visitor presses brings what its script says: where numbers or
 * words of pages change, those of tests/bench do, too. */
#include "tests/bench/script.h"
#include "tests/tui/golden.h"

#include <string.h>

/* As a test types them: page down and the arrow that goes back are sequences of bytes. */
static const char *keys_of(const struct step *step)
{
	if (strcmp(step->keys, "\x1b[6~") == 0)
		return "\x0e";
	return strcmp(step->keys, "\x1b[D") == 0 ? "\x1b" : step->keys;
}

/* Those of one verb; a script's first step chooses the language, which a test has. */
static size_t press(struct visit *v, const struct script *s, enum verb verb)
{
	const struct step *step;
	size_t n = 0;

	for (; (step = script_find(s, verb, n)) != NULL; n++) {
		if (n == 0 && strcmp(step->text, "Welcome to Shubbak") == 0)
			continue;
		golden_type(v, keys_of(step));
		golden_shows(v, step->text, true);
	}
	return n;
}

static void holds(const char *file, size_t least)
{
	struct script s;
	struct visit v;
	size_t n;

	ck_assert(script_read(file, &s));
	golden_open(&v, LANG_EN, 80, 24);
	n = press(&v, &s, VERB_STEP);
	golden_close(&v);
	golden_open(&v, LANG_EN, 80, 24);
	n += press(&v, &s, VERB_READY);
	n += press(&v, &s, VERB_FLIP);
	golden_close(&v);
	ck_assert_uint_ge(n, least);
}

START_TEST(each_key_brings_its_words)
{
	holds("tests/bench/browse.script", 4);
	holds("tests/bench/fill.script", 9);
	holds("tests/bench/shubbak.script", 10);
	holds("tests/bench/way.script", 26);
}
END_TEST

SUITE(scripts, each_key_brings_its_words)
