/* pattern.c - the regular expressions of definitions: which are allowed, and whether an answer
 * fits. */
#include "services/definition/pattern.h"

#include <locale.h>
#include <regex.h>
#include <string.h>

#define REPEAT_MAX 1000 /* the product of all {n,m}: glibc writes each repetition out */

/* Letters beyond ASCII count as one only where the locale says UTF-8, so it is lent for the moment;
 * where the machine lacks it, the process's own stays. It is made once and kept: the first pattern
 * is checked while definitions are loaded, a sandboxed process may open no locale. */
static locale_t utf8_locale(void)
{
	static locale_t utf8;

	if (utf8 == (locale_t)0)
		utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
	return utf8 == (locale_t)0 ? LC_GLOBAL_LOCALE : utf8;
}

static int compile(const char *pattern, regex_t *re)
{
	locale_t before = uselocale(utf8_locale());
	int fault = regcomp(re, pattern, REG_EXTENDED);

	uselocale(before);
	return fault;
}

static bool repeats_too_often(const char *pattern)
{
	long product = 1;

	for (const char *s = strchr(pattern, '{'); s != NULL; s = strchr(s + 1, '{')) {
		const char *comma = s + 1 + strspn(s + 1, "0123456789");
		long from = strtol(s + 1, NULL, 10);
		long to = *comma == ',' ? strtol(comma + 1, NULL, 10) : from;
		long most = to > from ? to : from;

		if (most > REPEAT_MAX)
			return true;
		product *= most > 1 ? most : 1;
		if (product > REPEAT_MAX)
			return true;
	}
	return false;
}

static bool refers_back(const char *pattern)
{
	for (const char *s = pattern; *s != '\0'; s++) {
		if (*s != '\\')
			continue;
		s++;
		if (*s == '\0' || (*s >= '1' && *s <= '9'))
			return true;
	}
	return false;
}

enum fault pattern_check(const char *pattern, struct error *err)
{
	regex_t re;
	int fault;

	if (strlen(pattern) > PATTERN_MAX)
		return fail(err, FAULT_INPUT, N_("This pattern is longer than 200 bytes."), "%s",
			    "pattern too long");
	if (refers_back(pattern))
		return fail(err, FAULT_INPUT,
			    N_("A pattern may not refer back (\\1) or end with a backslash."), "%s",
			    "pattern refers back");
	if (repeats_too_often(pattern))
		return fail(err, FAULT_INPUT,
			    N_("The repetitions {n,m} of this pattern are too many."), "%s",
			    "pattern repeats too often");
	fault = compile(pattern, &re);
	if (fault != 0)
		return fail(err, FAULT_INPUT,
			    N_("This pattern is not a regular expression that can be used."),
			    "regcomp %d", fault);
	regfree(&re);
	return FAULT_NONE;
}

bool pattern_matches(const char *pattern, const char *s)
{
	size_t len = strlen(s);
	locale_t before;
	regex_t re;
	bool fits;

	if (compile(pattern, &re) != 0)
		return false;
	before = uselocale(utf8_locale());
	/* The longest match from the first byte on is the whole answer whenever the whole fits. No
	 * anchors, which a stray bracket in the pattern could break out of; and no regexec, which
	 * would try every other byte to begin at as well: hours where patterns repeat much. */
	fits = re_match(&re, s, (regoff_t)len, 0, NULL) == (regoff_t)len;
	uselocale(before);
	regfree(&re);
	return fits;
}
