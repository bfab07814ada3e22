/* target_pattern.c - regular expressions of definitions: those that are let pass do not run away,
 * and an answer fits as a whole or not at all.
 *
 * An input is a pattern, a line feed, and an answer. */
#include "services/definition/pattern.h"
#include "services/definition/types.h"
#include "services/registry/limits.h"
#include "tests/fuzz/must.h"
#include "tests/fuzz/target.h"

#include <locale.h>
#include <regex.h>
#include <stdlib.h>
#include <string.h>

/* Places of a pattern once its repetitions are written out. What a match costs grows with their
 * square for each letter of an answer, and glibc's compiler takes time without end for a few of
 * them where an anchor stands before; so what is larger is left alone here. */
#define WRITTEN_MOST 60
#define ANCHORED_MOST 12
#define LIMITLESS 1000000UL
#define SHORT 40 /* bytes of an answer that is also matched by `^(pattern)$` */

/* --- what a pattern is when written out, by the grammar of POSIX --- */

static size_t written(const char **at, int depth);

/* Behind the bracket expression that begins here. */
static const char *behind_set(const char *s)
{
	s += s[1] == '^' ? 2 : 1;
	s += *s == ']';
	for (; *s != '\0' && *s != ']'; s++)
		if (*s == '[' && s[1] != '\0' && strchr(":.=", s[1]) != NULL) {
			const char end[] = {s[1], ']', '\0'}, *close = strstr(s + 2, end);

			s = close == NULL ? s : close + 1;
		}
	return *s == '\0' ? s : s + 1;
}

static size_t written_atom(const char **at, int depth)
{
	const char *s = *at;
	size_t size = 1;

	if (*s == '(') {
		*at = s + 1;
		size = written(at, depth + 1);
		*at += **at == ')';
		return size == 0 ? 1 : size;
	}
	if (*s == '[')
		*at = behind_set(s);
	else
		*at = s + (*s == '\\' && s[1] != '\0' ? 2 : 1);
	return size;
}

/* How often an interval that begins here writes out what stands before it: a+ is aa*. */
static size_t repeats(const char **at)
{
	char *end;
	unsigned long from = strtoul(*at + 1, &end, 10), to = from;

	if (*end == ',' && end[1] != '}')
		to = strtoul(end + 1, &end, 10);
	else if (*end == ',')
		end++;
	if (*end != '}' || (*at)[1] == '-' || (*at)[1] == '+' || (*at)[1] == ' ')
		return 1; /* letters */
	*at = end + 1;
	if (end[-1] == ',')
		return from + 1; /* and a star */
	return from > to ? from : to > 0 ? to : 1;
}

/* Alternatives up to a closing bracket, or the end. */
static size_t written(const char **at, int depth)
{
	size_t size = 0;

	while (**at != '\0' && (**at != ')' || depth == 0)) {
		size_t atom = written_atom(at, depth);

		for (int n = 0; **at != '\0' && strchr("*+?{", **at) != NULL; n++) {
			const char *before = *at;
			size_t times = **at == '{' ? repeats(at) : **at == '+' ? 2 : 1;

			*at += *at == before && **at != '{';
			/* One behind the other is as bad for glibc as a repetition. */
			atom *= n > 0 && times < 2 ? 2 : times;
			if (*at == before)
				break;
			atom = atom < LIMITLESS ? atom : LIMITLESS;
		}
		size += atom;
	}
	return size;
}

/* What glibc takes for an anchor, `\b` and its kin among them. */
static bool has_anchor(const char *pattern)
{
	return strpbrk(pattern, "^$\\") != NULL;
}

/* --- what fits --- */

/* Brackets that belong together, so that the pattern may stand in others. */
static bool is_closed(const char *pattern)
{
	long open = 0;

	for (const char *s = pattern; *s != '\0' && open >= 0; s++) {
		if (*s == '[')
			s = behind_set(s) - 1;
		else if (*s == '\\' && s[1] != '\0')
			s++;
		else
			open += (*s == '(') - (*s == ')');
	}
	return open == 0;
}

/* The whole of a short answer by the way that everybody else goes. */
static bool fits_anchored(const char *pattern, const char *answer, bool *ret)
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
	const char *at = pattern;
	size_t places = written(&at, 0);
	struct error err = {0};
	bool fits, anchored;

	if (places > (has_anchor(pattern) ? ANCHORED_MOST : WRITTEN_MOST))
		return;
	if (pattern_check(pattern, &err) != FAULT_NONE) {
		must_be_told(&err, 0);
		return;
	}
	match_long(a, pattern, answer);
	fits = pattern_matches(pattern, answer);
	must(pattern_matches(pattern, answer) == fits, "an answer fits twice");
	if (places <= ANCHORED_MOST && strlen(answer) <= SHORT && is_closed(pattern) &&
	    fits_anchored(pattern, answer, &anchored))
		must(fits == anchored, "the whole answer fits, or it does not");
}
