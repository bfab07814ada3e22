/* rule_number.c - exact numbers of expressions: fractions, so that a division loses nothing. */
#include "services/definition/rule_number.h"

#include <string.h>

#define DIGITS_MAX 18 /* with these all values fit 64 bits */

/* What two numbers of 64 bits make before it is brought to lowest terms. */
__extension__ typedef __int128 wide;

static wide size_of(wide n)
{
	return n < 0 ? -n : n;
}

static wide common(wide a, wide b)
{
	while (b != 0) {
		wide rest = a % b;

		a = b;
		b = rest;
	}
	return a;
}

/* False where the lowest terms are still too large. */
static bool settle(wide over, wide under, struct rule_number *ret)
{
	wide most;

	if (under == 0)
		return false;
	most = common(size_of(over), size_of(under));
	over /= under < 0 ? -most : most;
	under = size_of(under) / most;
	if (size_of(over) > INT64_MAX || under > INT64_MAX)
		return false;
	*ret = (struct rule_number){(int64_t)over, (int64_t)under};
	return true;
}

struct rule_number rule_number_whole(int64_t whole)
{
	return (struct rule_number){whole, 1};
}

bool rule_number_read(const char *s, struct rule_number *ret)
{
	const char *digits = s + (*s == '-');
	size_t whole = strspn(digits, "0123456789"), decimals = 0;
	int64_t over = 0, under = 1;

	if (digits[whole] == '.')
		decimals = strspn(digits + whole + 1, "0123456789");
	if (whole == 0 || (digits[whole] == '.') != (decimals > 0) ||
	    digits[whole + decimals + (decimals > 0)] != '\0' || whole + decimals > DIGITS_MAX)
		return false;
	for (const char *d = digits; *d != '\0'; d++)
		if (*d != '.')
			over = over * 10 + (*d - '0');
	for (; decimals > 0; decimals--)
		under *= 10;
	return settle(*s == '-' ? -(wide)over : over, under, ret);
}

bool rule_number_work(struct rule_number a, enum rule_sign sign, struct rule_number b,
		      struct rule_number *ret)
{
	wide to = sign == RULE_MINUS ? -(wide)b.over : b.over;

	switch (sign) {
	case RULE_PLUS:
	case RULE_MINUS:
		return settle((wide)a.over * b.under + to * a.under, (wide)a.under * b.under, ret);
	case RULE_TIMES: return settle((wide)a.over * b.over, (wide)a.under * b.under, ret);
	case RULE_OVER: return settle((wide)a.over * b.under, (wide)a.under * b.over, ret);
	}
	return false;
}

int rule_number_compare(struct rule_number a, struct rule_number b)
{
	wide one = (wide)a.over * b.under, two = (wide)b.over * a.under;

	return (one > two) - (one < two);
}

char *rule_number_text(struct arena *a, struct rule_number n, int decimals)
{
	wide unit = 1, size = size_of(n.over), whole;
	char *text;
	size_t len;

	for (int i = 0; i < decimals; i++)
		unit *= 10;
	whole = (size * unit * 2 + n.under) / ((wide)n.under * 2);
	if (decimals == 0)
		return arena_format(a, "%s%lld", n.over < 0 && whole > 0 ? "-" : "",
				    (long long)whole);
	text = arena_format(a, "%s%lld.%0*lld", n.over < 0 && whole > 0 ? "-" : "",
			    (long long)(whole / unit), decimals, (long long)(whole % unit));
	len = strlen(text);
	while (text[len - 1] == '0')
		len--;
	text[text[len - 1] == '.' ? len - 1 : len] = '\0';
	return text;
}
