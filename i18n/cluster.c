/* cluster.c - grapheme clusters, how many columns they take, and lines folded to columns. */
#include "i18n/cluster.h"

#include "i18n/tie.h"
#include "i18n/utf8.h"

#include <stdbool.h>
#include <string.h>
#include <utf8proc.h>

/* Widths are those of glibc's wcwidth in C.UTF-8, because terminals reckon with them; utf8proc says
 * 0 for spacing marks. cluster_test compares the two over all of Unicode. */
int cluster_code_cols(uint32_t code)
{
	const utf8proc_property_t *property;

	if (code < 0x20 || (code >= 0x7F && code < 0xA0))
		return 0;
	if (code < 0x300)
		return code == 0xAD ? 0 : 1;
	if ((code >= 0x1160 && code <= 0x11FF) || (code >= 0xD7B0 && code <= 0xD7FF))
		return 0;
	if ((code >= 0x3248 && code <= 0x324F) || (code >= 0x4DC0 && code <= 0x4DFF))
		return 2;
	property = utf8proc_get_property((utf8proc_int32_t)code);
	if (property->ignorable)
		return 0;
	switch (property->category) {
	case UTF8PROC_CATEGORY_CN: return 1; /* shown as U+FFFD */
	case UTF8PROC_CATEGORY_MC: return (code | 1) == 0x302F || (code | 1) == 0x16FF1 ? 2 : 1;
	case UTF8PROC_CATEGORY_CF:
		return code < 0x2000 || (code >> 4) == 0x110B || (code >> 4) == 0x110C;
	default: return (int)property->charwidth;
	}
}

/* True for the plain characters that begin and end a cluster of their own next to any other of
 * them, so that the full rules need not be asked: ASCII, Latin-1, Latin Extended, and the Arabic
 * letters. */
static bool is_simple(uint32_t code)
{
	return (code >= 0x20 && code < 0x7F) || (code >= 0xC0 && code < 0x300) ||
	       (code >= 0x620 && code < 0x64B) || (code >= 0x671 && code < 0x6D4);
}

size_t cluster_next(const char *s, size_t len, int *ret_cols)
{
	uint32_t code, next;
	size_t at = utf8_decode(s, len, &code);
	utf8proc_int32_t state = 0;
	int cols;

	if (ret_cols != NULL)
		*ret_cols = len > 0 && at == 0 ? 1 : 0;
	if (at == 0)
		return len > 0 ? 1 : 0;
	cols = cluster_code_cols(code);
	while (at < len) {
		size_t size = utf8_decode(s + at, len - at, &next);
		int more;

		if (size == 0 || (is_simple(code) && is_simple(next)) ||
		    utf8proc_grapheme_break_stateful((utf8proc_int32_t)code, (utf8proc_int32_t)next,
						     &state))
			break;
		more = cluster_code_cols(next);
		if (cols + more <= 2)
			cols += more;
		at += size;
		code = next;
	}
	if (ret_cols != NULL)
		*ret_cols = cols;
	return at;
}

/* Goes back from `at` to where a cluster surely begins (behind a plain character, a blank or at the
 * start), then forward again. */
size_t cluster_before(const char *s, size_t at)
{
	size_t from = at, size;
	int plain = 0;

	while (from > 0 && plain < 2) {
		uint32_t code;

		from--;
		while (from > 0 && ((unsigned char)s[from] & 0xC0) == 0x80)
			from--;
		if (utf8_decode(s + from, at - from, &code) == 0 || is_simple(code))
			plain++;
	}
	while (from < at) {
		size = cluster_next(s + from, at - from, NULL);
		if (from + size >= at)
			return at - from;
		from += size;
	}
	return 0;
}

int cluster_cols(const char *s, size_t len)
{
	int all = 0, cols;

	for (size_t at = 0; at < len; all += cols)
		at += cluster_next(s + at, len - at, &cols);
	return all;
}

size_t cluster_fit(const char *s, size_t len, int cols)
{
	size_t at = 0;

	while (at < len) {
		int more;
		size_t size = cluster_next(s + at, len - at, &more);

		if (more > cols)
			break;
		cols -= more;
		at += size;
	}
	return at;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool begins_with(const char *s, size_t len, const char *with)
{
	return len >= strlen(with) && memcmp(s, with, strlen(with)) == 0;
}

/* True where a word begins that was set apart: behind LRI, RLI, FSI or LRM. */
static bool is_apart(const char *s, size_t at)
{
	const char *mark = s + at - 3;

	if (at < 3)
		return false;
	return begins_with(mark, 3, "\u2066") || begins_with(mark, 3, "\u2067") ||
	       begins_with(mark, 3, "\u2068") || begins_with(mark, 3, "\u200E");
}

static bool is_quote(const char *sign, size_t size)
{
	static const char *const quotes[] = {"“", "”", "‘", "’", "«", "»"};

	for (size_t i = 0; i < sizeof(quotes) / sizeof(quotes[0]); i++)
		if (size == strlen(quotes[i]) && memcmp(sign, quotes[i], size) == 0)
			return true;
	return false;
}

/* True where three letters or more stand from `at` on, or (`back`) up to there: of a shorter part
 * ("au-", "-t-il") nothing is read. */
static bool is_long(const char *s, size_t len, size_t at, bool back)
{
	int letters = 0;

	while (letters < 3 && (back ? at > 0 : at < len)) {
		size_t size = back ? cluster_before(s, at) : cluster_next(s + at, len - at, NULL);
		const char *sign = back ? s + at - size : s + at;

		if (size == 0 || is_blank(*sign) || strchr("-'\".,;:!?()\n", *sign) != NULL ||
		    is_quote(sign, size))
			break;
		letters++;
		at = back ? at - size : at + size;
	}
	return letters == 3;
}

/* True where a line may end behind the hyphen at `at`: inside a word, and not inside a number. */
static bool may_part(const char *s, size_t len, size_t at)
{
	if (s[at] != '-' || at == 0 || at + 1 >= len || is_apart(s, at))
		return false;
	if (!is_long(s, len, at, true) || !is_long(s, len, at + 1, false))
		return false;
	return !is_blank(s[at - 1]) && s[at - 1] != '-' && !is_blank(s[at + 1]) &&
	       s[at + 1] != '-' && !(s[at + 1] >= '0' && s[at + 1] <= '9');
}

static size_t pass_blanks(const char *s, size_t len, size_t at)
{
	while (at < len && is_blank(s[at]))
		at++;
	return at;
}

/* The bytes of a sign that French parts from the word before it by a blank; 0: another. */
static size_t closing_size(const char *s, size_t len)
{
	if (begins_with(s, len, "»"))
		return strlen("»");
	return len > 0 && s[0] != '\0' && strchr(":;?!", s[0]) != NULL ? 1 : 0;
}

/* True where a dot that parts two pieces of a list stands, with blanks around it. */
static bool is_middle_dot(const char *s, size_t len)
{
	return begins_with(s, len, "·") && (len == strlen("·") || is_blank(s[strlen("·")]));
}

/* True where the blank at `at` belongs to «, to a dot between two pieces or to a sign that ends a
 * word: in « Passeport » : no line begins with the one or ends with the other. */
static bool is_tied(const char *s, size_t len, size_t at)
{
	size_t open = strlen("«"), next = pass_blanks(s, len, at), more;

	if (at >= open && begins_with(s + at - open, open, "«"))
		return true;
	if (is_middle_dot(s + next, len - next))
		return true;
	more = closing_size(s + next, len - next);
	if (more == 0)
		return false;
	for (; more > 0; more = closing_size(s + next, len - next))
		next += more;
	return next == len || is_blank(s[next]) || strchr("\n.,)", s[next]) != NULL;
}

/* A line that ends before the blanks at `end`; the next begins behind them and behind one line
 * end. */
static size_t end_line(const char *s, size_t len, size_t end, size_t *ret_next)
{
	size_t next = pass_blanks(s, len, end);

	*ret_next = next < len && s[next] == '\n' ? next + 1 : next;
	while (end > 0 && is_blank(s[end - 1]))
		end--;
	return end;
}

/* True where a line may end before the blank, or behind the hyphen, that stands at or before `at`;
 * `*ret_within`: that is within data. */
static bool is_part(const char *s, size_t len, size_t at, bool *ret_within)
{
	if (is_blank(s[at])) {
		if (is_blank(s[at - 1]) || is_tied(s, len, at))
			return false;
		*ret_within = tie_holds(s, len, at);
		return true;
	}
	if (!may_part(s, len, at - 1))
		return false;
	*ret_within = tie_is_code(s, len, at - 1);
	return true;
}

/* The last place up to `at` where a line may end, within data only where there is no other; 0:
 * none. What would leave a short row, of `least` columns or fewer, is parted where it is tied
 * loosely. */
static size_t last_part(const char *s, size_t len, size_t at, int least)
{
	size_t within = 0, loose = 0;
	bool data;

	for (; at > 0; at--) {
		if (!is_part(s, len, at, &data))
			continue;
		if (!data)
			return loose > 0 && cluster_cols(s, at) <= least ? loose : at;
		within = within > 0 ? within : at;
		loose = loose == 0 && is_blank(s[at]) && tie_is_loose(s, len, at) ? at : loose;
	}
	return loose > 0 ? loose : within;
}

size_t cluster_fold(const char *s, size_t len, int cols, size_t *ret_next)
{
	size_t at = 0, part;
	int left = cols;

	while (at < len && s[at] != '\n') {
		int more;
		size_t size = cluster_next(s + at, len - at, &more);

		if (more > left && !is_blank(s[at]))
			break;
		left -= more;
		at += size;
	}
	if (at >= len || s[at] == '\n')
		return end_line(s, len, at, ret_next);
	part = last_part(s, len, at, cols / 3);
	if (part > 0 || (at > 0 && is_blank(s[at - 1])))
		return end_line(s, len, part > 0 ? part : at, ret_next);
	if (at == 0)
		at = cluster_next(s, len, NULL);
	*ret_next = at;
	return at;
}
