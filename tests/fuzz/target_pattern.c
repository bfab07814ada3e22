/* target_pattern.c - regular expressions of definitions: those that are let pass do not run away,
 * and an answer fits as a whole or not at all.
 *
 * An input is a pattern, a line feed, and an answer. */
#include "i18n/utf8.h"
#include "services/definition/pattern.h"
#include "services/definition/pattern_read.h"
#include "services/definition/types.h"
#include "services/registry/limits.h"
#include "tests/fuzz/must.h"
#include "tests/fuzz/target.h"

#include <locale.h>
#include <regex.h>
#include <string.h>

/* What is small enough for the C library, whose own expressions run away. */
#define SMALL_STEPS 24
#define SMALL_ANSWER 40 /* bytes */

/* Steps point into the pattern or to its end, and to what is there. */
static void must_be_whole(const struct pattern *p)
{
	must(p->step_count > 0 && p->step_count <= PATTERN_STEPS,
	     "there are steps, and not too many");
	must(p->set_count <= PATTERN_MAX && p->range_count <= PATTERN_MAX,
	     "what they need fits in");
	for (size_t i = 0; i < p->step_count; i++) {
		long to = p->steps[i].to;

		if (p->steps[i].kind == PATTERN_SET)
			must(to >= 0 && (size_t)to < p->set_count, "a step has its set");
		else
			must(to != 0 && (long)i + to >= 0 &&
				     (size_t)((long)i + to) <= p->step_count,
			     "a step leads to another");
	}
}

/* Whether the C library means the same by it: it knows no escapes in brackets, other letters are of
 * its classes, and it takes code points beyond those of Unicode. */
static bool is_posix(const char *pattern, const char *answer)
{
	return utf8_is_valid(pattern, strlen(pattern)) && utf8_is_valid(answer, strlen(answer)) &&
	       strchr(pattern, '\\') == NULL && strstr(pattern, "[:") == NULL;
}

/* The same by the C library; false where it cannot say. */
static bool fits_posix(const char *pattern, const char *answer, bool *ret)
{
	char anchored[PATTERN_MAX + 8];
	locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0), before;
	regex_t re;
	bool compiles;

	must(utf8 != (locale_t)0, "there is the locale C.UTF-8");
	snprintf(anchored, sizeof(anchored), "^(%s)$", pattern);
	before = uselocale(utf8);
	compiles = regcomp(&re, anchored, REG_EXTENDED | REG_NOSUB) == 0;
	if (compiles) {
		*ret = regexec(&re, answer, 0, NULL, 0) == 0;
		regfree(&re);
	}
	uselocale(before);
	freelocale(utf8);
	return compiles;
}

/* The longest answer there may be, of the input's own letters: what a runaway needs to be seen. */
static void match_long(struct arena *a, const char *pattern, const char *answer)
{
	const char *letters = answer[0] != '\0' ? answer : pattern;
	size_t len = strlen(letters), size = 0;
	char *all = arena_take(a, LIMIT_ANSWER + 1);

	while (len > 0 && size + len <= LIMIT_ANSWER) {
		memcpy(all + size, letters, len);
		size += len;
	}
	(void)pattern_matches(pattern, all);
}

void target_pattern(const uint8_t *data, size_t size)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	struct input in = {data, size < LIMIT_ANSWER ? size : LIMIT_ANSWER};
	const char *pattern = input_text(a, &in, '\n'), *answer = input_text(a, &in, '\n');
	struct error err = {0};
	struct pattern p;
	bool fits, posix;

	if (pattern_check(pattern, &err) != FAULT_NONE) {
		must_be_told(&err, 0);
		must(!pattern_matches(pattern, answer), "nothing fits what was refused");
		return;
	}
	must(pattern_read(pattern, &p, NULL) == FAULT_NONE, "a pattern is read twice");
	must_be_whole(&p);
	match_long(a, pattern, answer);
	fits = pattern_matches(pattern, answer);
	must(pattern_matches(pattern, answer) == fits, "an answer fits twice");
	if (p.step_count <= SMALL_STEPS && strlen(answer) <= SMALL_ANSWER &&
	    is_posix(pattern, answer) && fits_posix(pattern, answer, &posix))
		must(fits == posix, "the whole answer fits, or it does not");
}
