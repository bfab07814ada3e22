/* number.c - exact numbers as people write them, with marks between thousands and before decimals;
 * never guessed. */
#include "i18n/number.h"

#include "i18n/digits.h"
#include "i18n/utf8.h"

#include <stdint.h>
#include <string.h>

/* Marks that set thousands apart and nothing else, and the one that is before decimals and nothing
 * else; a point and a comma may be either. */
#define GAP '_'
#define SURE ':'

static char mark_of(uint32_t code)
{
	if (digits_value(code) >= 0)
		return (char)('0' + digits_value(code));
	switch (code) {
	case '.': return '.';
	case ',':
	case 0x60C: return ',';
	case 0x66B: return SURE;
	case '-':
	case 0x2212: return '-';
	case ' ':
	case '\'':
	case 0x66C:
	case 0xA0:
	case 0x202F:
	case 0x2009:
	case 0x2019: return GAP;
	default: return '\0';
	}
}

/* What was typed in ASCII digits and these marks; NULL where something else stands in it. */
static char *simplify(struct arena *a, const char *text, size_t len)
{
	char *simple = arena_take(a, len + 1), *to = simple;
	uint32_t code;

	for (size_t at = 0, size; at < len; at += size) {
		size = utf8_decode(text + at, len - at, &code);
		*to = size == 0 ? '\0' : mark_of(code);
		if (*to++ == '\0')
			return NULL;
	}
	*to = '\0';
	return simple;
}

/* The mark before the decimals; NULL where there is none: a point or a comma that stands more than
 * once sets thousands apart. */
static const char *decimal_mark(const char *s)
{
	const char *sure = strchr(s, SURE), *point = strrchr(s, '.'), *comma = strrchr(s, ',');
	const char *last = point == NULL || (comma != NULL && comma > point) ? comma : point;

	if (sure != NULL)
		return sure;
	return last == NULL || strchr(s, *last) != last ? NULL : last;
}

/* "1,234" and "1.234" without anything else: thousands, or decimals? */
static bool is_ambiguous(const char *s, const char *mark)
{
	size_t len = strspn(s, "0123456789");

	return mark != NULL && *mark != SURE && s + len == mark && len >= 1 && len <= 3 &&
	       *s != '0' && strlen(mark + 1) == 3;
}

/* The digits up to `end` without the marks between thousands, which must all be the same; NULL
 * where they stand wrong. */
static char *join(struct arena *a, const char *s, const char *end)
{
	char *whole = arena_text(a, ""), mark = '\0';
	size_t len = strspn(s, "0123456789");

	if (len == 0 || (s + len != end && (len > 3 || *s == '0')))
		return NULL;
	whole = arena_slice(a, s, len);
	for (s += len; s != end; s += 4) {
		if (*s == '-' || (mark != '\0' && *s != mark))
			return NULL;
		mark = *s;
		if (strspn(s + 1, "0123456789") < 3 || (s[4] >= '0' && s[4] <= '9'))
			return NULL;
		whole = arena_format(a, "%s%.3s", whole, s + 1);
	}
	return whole;
}

bool number_read(struct arena *a, const char *s, size_t len, struct number *ret)
{
	const char *simple = simplify(a, s, len), *mark;
	struct number n = {.sign = "", .decimals = "", .decided = true};

	if (simple == NULL)
		return false;
	if (*simple == '-') {
		n.sign = "-";
		simple++;
	}
	mark = decimal_mark(simple);
	if (mark != NULL) {
		n.decimals = mark + 1;
		if (*n.decimals == '\0' || n.decimals[strspn(n.decimals, "0123456789")] != '\0')
			return false;
		n.decided = !is_ambiguous(simple, mark);
		n.comma = *mark == ',';
	}
	n.whole = join(a, simple, mark == NULL ? simple + strlen(simple) : mark);
	if (n.whole == NULL)
		return false;
	*ret = n;
	return true;
}

char *number_plain(struct arena *a, const char *canonical)
{
	const char *size = canonical + (*canonical == '-');
	size_t len = strlen(canonical);

	if (!is_ambiguous(size, strchr(size, '.')))
		return arena_text(a, canonical);
	if (canonical[len - 1] != '0')
		return arena_format(a, "%s0", canonical);
	while (canonical[len - 1] == '0')
		len--;
	return arena_slice(a, canonical, len - (canonical[len - 1] == '.'));
}
