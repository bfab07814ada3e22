/* money.c - amounts in a currency's minor unit: reading and showing them. */
#include "i18n/money.h"

#include "i18n/digits.h"
#include "i18n/utf8.h"

#include <stdbool.h>
#include <string.h>

#define DIGITS_MOST 15 /* digits of an amount, decimals counted */

/* ISO 4217, by decimals of the minor unit. */
static const char with_none[] =
	"BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
static const char with_three[] = "BHD IQD JOD KWD LYD OMR TND";
static const char with_two[] =
	"AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN "
	"BZD CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS "
	"GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR "
	"LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD "
	"PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN "
	"SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD YER ZAR ZMW";

static const struct {
	const char *code;
	const char *arabic;
} arabic_names[] = {
	{"LBP", "ل.ل."}, {"TND", "د.ت"},   {"DZD", "د.ج"},
	{"EGP", "ج.م"},  {"USD", "دولار"}, {"EUR", "يورو"},
};

static bool is_listed(const char *list, const char *code)
{
	for (const char *at = list; (at = strstr(at, code)) != NULL; at++)
		if ((at - list) % 4 == 0)
			return true;
	return false;
}

int money_decimals(const char *currency)
{
	if (currency == NULL || strlen(currency) != 3)
		return -1;
	if (is_listed(with_two, currency))
		return 2;
	if (is_listed(with_three, currency))
		return 3;
	return is_listed(with_none, currency) ? 0 : -1;
}

/* One mark of a written amount. */
enum mark { MARK_DIGIT, MARK_POINT, MARK_COMMA, MARK_GAP, MARK_OTHER };

static enum mark mark_of(uint32_t code)
{
	if (digits_value(code) >= 0)
		return MARK_DIGIT;
	switch (code) {
	case '.': return MARK_POINT;
	case ',':
	case 0x60C:
	case 0x66B: return MARK_COMMA;
	case ' ':
	case '\'':
	case 0x66C:
	case 0xA0:
	case 0x202F:
	case 0x2009:
	case 0x2019: return MARK_GAP;
	default: return MARK_OTHER;
	}
}

/* What a first look at the text finds: how often point and comma stand in it, and which is last. */
struct look {
	int count[MARK_OTHER + 1];
	enum mark last; /* MARK_OTHER where there is neither */
};

static struct look look_at(const char *s, size_t len)
{
	struct look look = {.last = MARK_OTHER};
	uint32_t code;

	for (size_t at = 0, size; at < len; at += size) {
		enum mark mark;

		size = utf8_decode(s + at, len - at, &code);
		mark = size == 0 ? MARK_OTHER : mark_of(code);
		if (size == 0)
			size = 1;
		look.count[mark]++;
		if (mark == MARK_POINT || mark == MARK_COMMA)
			look.last = mark;
	}
	return look;
}

/* "500,000" of a currency that has no three decimals: the comma can only set thousands apart. */
static bool is_thousands(const char *s, size_t len, int most)
{
	return most < 3 && len > 4 && s[len - 4] == ',' && s[0] != '0';
}

/* The mark before the decimals: the last of point and comma where it stands only once; MARK_OTHER
 * where there is none. */
static enum mark decimal_mark(const char *s, size_t len, int most)
{
	struct look look = look_at(s, len);

	if (look.last == MARK_OTHER || look.count[look.last] != 1 || is_thousands(s, len, most))
		return MARK_OTHER;
	return look.last;
}

struct amount {
	int64_t number;
	int digits;   /* read so far */
	int decimals; /* read so far; -1 before the decimal mark */
};

/* Reads digits in groups; false when a group after a thousands mark has not three of them. */
static bool read_amount(const char *s, size_t len, enum mark decimal, struct amount *amount)
{
	bool grouped = false;
	int run = 0;
	uint32_t code;

	*amount = (struct amount){.decimals = -1};
	for (size_t at = 0, size; at < len; at += size) {
		enum mark mark;

		size = utf8_decode(s + at, len - at, &code);
		mark = size == 0 ? MARK_OTHER : mark_of(code);
		if (mark == MARK_OTHER)
			return false;
		if (mark == MARK_DIGIT) {
			if (++amount->digits > DIGITS_MOST)
				return true;
			amount->number = amount->number * 10 + digits_value(code);
			run++;
			amount->decimals += amount->decimals >= 0 ? 1 : 0;
		} else {
			if (run == 0 || (grouped ? run != 3 : run > 3 && mark != decimal))
				return false;
			if (amount->decimals >= 0)
				return false;
			if (mark == decimal)
				amount->decimals = 0;
			grouped = mark != decimal;
			run = 0;
		}
	}
	return run > 0 && (!grouped || run == 3);
}

static enum fault not_a_number(struct error *err, size_t len)
{
	return fail(err, FAULT_INPUT,
		    N_("This is not an amount. Write it in digits only, for example 12500 or "
		       "12.50."),
		    "no amount in %zu bytes", len);
}

enum fault money_parse(const char *s, const char *currency, int64_t *ret_minor, struct error *err)
{
	int most = money_decimals(currency);
	size_t len;
	bool negative;
	struct amount amount;
	enum fault fault;

	if (most < 0)
		return fail(err, FAULT_BROKEN, N_("This amount has a currency that is not known."),
			    "currency %.8s", currency == NULL ? "" : currency);
	s += strspn(s, " \t");
	negative = *s == '-';
	s += negative;
	for (len = strlen(s); len > 0 && (s[len - 1] == ' ' || s[len - 1] == '\t');)
		len--;
	if (!read_amount(s, len, decimal_mark(s, len, most), &amount))
		return not_a_number(err, len);
	if (amount.digits > DIGITS_MOST)
		return fail(err, FAULT_INPUT,
			    N_("This amount is too large: it may have 15 digits."), "%d digits",
			    amount.digits);
	if (amount.decimals > most) {
		fault = fail(err, FAULT_INPUT,
			     N_("This amount has more decimals than {currency} has: write at most "
				"{decimals}."),
			     "%d decimals", amount.decimals);
		error_fill(err, "currency", "%s", currency);
		error_fill(err, "decimals", "%d", most);
		return fault;
	}
	for (int have = amount.decimals < 0 ? 0 : amount.decimals; have < most; have++)
		amount.number *= 10;
	*ret_minor = negative ? -amount.number : amount.number;
	return FAULT_NONE;
}

/* `minor` in whole units and what is left of them. */
static void split(int64_t minor, const char *currency, uint64_t *ret_whole, uint64_t *ret_rest)
{
	uint64_t size = minor < 0 ? 0 - (uint64_t)minor : (uint64_t)minor;
	uint64_t unit = 1;

	for (int i = money_decimals(currency); i > 0; i--)
		unit *= 10;
	*ret_whole = size / unit;
	*ret_rest = size % unit;
}

static const char *name_of(enum lang lang, const char *currency)
{
	if (lang == LANG_AR)
		for (size_t i = 0; i < sizeof(arabic_names) / sizeof(arabic_names[0]); i++)
			if (strcmp(arabic_names[i].code, currency) == 0)
				return arabic_names[i].arabic;
	return currency;
}

char *money_show(struct arena *a, enum lang lang, int64_t minor, const char *currency)
{
	const char *sign = minor < 0 ? "-" : "";
	const char *blank = lang == LANG_EN ? " " : "\u00A0";
	const char *name = name_of(lang, currency);
	uint64_t whole, rest;
	char *shown;

	split(minor, currency, &whole, &rest);
	shown = digits_show(a, lang, (int64_t)whole);
	if (rest == 0)
		return arena_format(a, "%s%s%s%s", sign, shown, blank, name);
	return arena_format(a, "%s%s%s%0*llu%s%s", sign, shown, lang == LANG_FR ? "," : ".",
			    money_decimals(currency), (unsigned long long)rest, blank, name);
}

char *money_plain(struct arena *a, int64_t minor, const char *currency)
{
	int decimals = money_decimals(currency);
	uint64_t whole, rest;

	split(minor, currency, &whole, &rest);
	if (decimals <= 0)
		return arena_format(a, "%s%llu", minor < 0 ? "-" : "", (unsigned long long)whole);
	return arena_format(a, "%s%llu.%0*llu", minor < 0 ? "-" : "", (unsigned long long)whole,
			    decimals, (unsigned long long)rest);
}
