/* money.c - amounts in a currency's minor unit: reading and showing them. */
#include "i18n/money.h"

#include "i18n/digits.h"
#include "i18n/number.h"
#include "i18n/text.h"
#include "i18n/utf8.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#define DIGITS_MOST 15 /* digits of an amount, decimals counted */
#define TEXT_MOST 200  /* bytes of an amount with all that may stand around it */

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

/* How amounts name their currency beside its code; the first Arabic one of each is what is shown.
 */
static const struct {
	const char *code, *name;
	bool arabic;
} names[] = {
	{"LBP", "ل.ل.", true},  {"LBP", "ل.ل", true},    {"LBP", "ليرة", true},
	{"LBP", "L.L.", false}, {"LBP", "LL", false},    {"LBP", "£L", false},
	{"TND", "د.ت", true},   {"TND", "د.ت.", true},   {"TND", "دينار", true},
	{"TND", "DT", false},   {"TND", "D.T.", false},  {"DZD", "د.ج", true},
	{"DZD", "د.ج.", true},  {"DZD", "دج", true},     {"DZD", "دينار", true},
	{"DZD", "DA", false},   {"DZD", "D.A.", false},  {"EGP", "ج.م", true},
	{"EGP", "ج.م.", true},  {"EGP", "جنيه", true},   {"EGP", "LE", false},
	{"EGP", "L.E.", false}, {"EGP", "E£", false},    {"USD", "دولار", true},
	{"USD", "$", false},    {"USD", "US$", false},   {"EUR", "يورو", true},
	{"EUR", "€", false},    {"EUR", "euros", false}, {"EUR", "euro", false},
};

#define NAMES (sizeof(names) / sizeof(names[0]))

/* In a sentence, behind "بعملة": the words of CLDR for the country's own, and for what is paid
 * everywhere. */
static const char *const in_words[][2] = {
	{"LBP", "الليرة اللبنانية"}, {"TND", "الدينار التونسي"},  {"DZD", "الدينار الجزائري"},
	{"EGP", "الجنيه المصري"},    {"USD", "الدولار الأميركي"}, {"EUR", "اليورو"},
	{"SYP", "الليرة السورية"},   {"JOD", "الدينار الأردني"},  {"LYD", "الدينار الليبي"},
	{"MAD", "الدرهم المغربي"},   {"SAR", "الريال السعودي"},   {"AED", "الدرهم الإماراتي"},
	{"IQD", "الدينار العراقي"},  {"GBP", "الجنيه الإسترليني"}};

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

const char *money_in_words(enum lang lang, const char *currency)
{
	for (size_t i = 0; lang == LANG_AR && i < sizeof(in_words) / sizeof(in_words[0]); i++)
		if (strcmp(in_words[i][0], currency) == 0)
			return in_words[i][1];
	return currency;
}

/* --- reading ---------------------------------------------------------------------------------- */

/* An amount and the names of its currency before and behind it. */
struct written {
	const char *before, *number, *behind;
	bool negative;
};

static char *trimmed(struct arena *a, const char *s, size_t len)
{
	while (len > 0 && s[len - 1] == ' ')
		len--;
	while (len > 0 && *s == ' ')
		s++, len--;
	return arena_slice(a, s, len);
}

/* Takes a minus at an end of the name away. */
static char *without_minus(struct arena *a, char *name, bool *negative)
{
	size_t len = strlen(name);

	if (len == 0 || (name[0] != '-' && name[len - 1] != '-'))
		return name;
	*negative = true;
	return name[0] == '-' ? trimmed(a, name + 1, len - 1) : trimmed(a, name, len - 1);
}

/* The number goes from the first digit to the last; false where there is none. */
static bool take_apart(struct arena *a, const char *s, struct written *ret)
{
	size_t len = strlen(s), first = len, end = 0;
	uint32_t code;

	for (size_t at = 0, size; at < len; at += size) {
		size = utf8_decode(s + at, len - at, &code);
		if (size == 0)
			return false;
		if (digits_value(code) < 0)
			continue;
		first = end == 0 ? at : first;
		end = at + size;
	}
	if (end == 0)
		return false;
	*ret = (struct written){.number = arena_slice(a, s + first, end - first),
				.behind = trimmed(a, s + end, len - end)};
	ret->before = without_minus(a, trimmed(a, s, first), &ret->negative);
	return true;
}

static bool is_named(const char *name, const char *currency)
{
	if (strcasecmp(name, currency) == 0)
		return true;
	for (size_t i = 0; i < NAMES; i++)
		if (strcmp(names[i].code, currency) == 0 && strcasecmp(names[i].name, name) == 0)
			return true;
	return false;
}

/* Of any currency; of lower-case codes only the portal's own are known. */
static bool is_currency(const char *name)
{
	if (money_decimals(name) >= 0)
		return true;
	for (size_t i = 0; i < NAMES; i++)
		if (is_named(name, names[i].code))
			return true;
	return false;
}

bool money_is_name(const char *name)
{
	if (money_decimals(name) >= 0)
		return true;
	for (size_t i = 0; i < NAMES; i++)
		if (strcmp(names[i].name, name) == 0)
			return true;
	return false;
}

static enum fault not_a_number(struct error *err)
{
	return fail(err, FAULT_INPUT, N_("Enter an amount in figures, for example 12500 or 12.50."),
		    "no amount");
}

static enum fault check_name(const char *name, const char *currency, enum lang lang,
			     struct error *err)
{
	if (name[0] == '\0' || is_named(name, currency))
		return FAULT_NONE;
	if (!is_currency(name))
		return not_a_number(err);
	fail(err, FAULT_INPUT,
	     N_("This amount is asked in {currency}, not in another currency: write how much it is "
		"in {currency}."),
	     "another currency than %s", currency);
	error_fill(err, "currency", "%s", money_in_words(lang, currency));
	return FAULT_INPUT;
}

static enum fault too_many_decimals(const char *currency, enum lang lang, struct error *err)
{
	fail(err, FAULT_INPUT, N_("Enter no more than {decimals} decimal places for {currency}."),
	     "more decimals than %s", currency);
	error_fill(err, "currency", "%s", money_in_words(lang, currency));
	error_fill(err, "decimals", "%d", money_decimals(currency));
	return FAULT_INPUT;
}

/* Digits with a point and at most as many decimals as the currency has; a fourth one may be 0,
 * since by it "1.2340" is told from thousands. */
static enum fault to_minor(const struct number *n, const char *currency, enum lang lang,
			   int64_t *ret, struct error *err)
{
	size_t most = (size_t)money_decimals(currency), have = strlen(n->decimals);
	int64_t minor = 0;

	if (most == 3 && have == 4 && n->decimals[3] == '0')
		have = 3;
	if (have > most)
		return too_many_decimals(currency, lang, err);
	/* With all decimals that the currency has, as it is kept and shown. */
	if (strlen(n->whole) + most > DIGITS_MOST)
		return fail(err, FAULT_INPUT,
			    N_("This amount is too large. Enter no more than 15 digits, counting "
			       "all its decimals."),
			    "%zu digits", strlen(n->whole) + most);
	for (const char *s = n->whole; *s != '\0'; s++)
		minor = minor * 10 + (*s - '0');
	for (size_t i = 0; i < most; i++)
		minor = minor * 10 + (i < have ? n->decimals[i] - '0' : 0);
	*ret = *n->sign == '-' ? -minor : minor;
	return FAULT_NONE;
}

/* "1,234" of dinars: both readings, and how each is written. */
static enum fault ask_back(struct arena *a, const struct number *n, const char *currency,
			   enum lang lang, struct error *err)
{
	bool possible = money_decimals(currency) >= 3;
	struct number thousands = *n, *exact = &(struct number){0};
	int64_t many = 0, few = 0;

	thousands.whole = arena_format(a, "%s%s", n->whole, n->decimals);
	thousands.decimals = "";
	*exact = *n;
	if (to_minor(&thousands, currency, lang, &many, NULL) != FAULT_NONE)
		return too_many_decimals(currency, lang, err);
	fail(err, FAULT_INPUT,
	     possible ? N_("This can be read in two ways: for {whole} write {plain}, for {decimal} "
			   "write {exact}.")
		      : N_("This can be read in two ways: for {whole} write {plain}; {decimal} has "
			   "too many decimals."),
	     "thousands or decimals");
	error_fill(err, "whole", "%s", money_show(a, lang, many, currency));
	error_fill(err, "plain", "%s%s", n->sign, thousands.whole);
	if (!possible || to_minor(exact, currency, lang, &few, NULL) != FAULT_NONE) {
		error_fill(err, "decimal", "%s%s%s%s", n->sign, n->whole,
			   lang == LANG_FR ? "," : ".", n->decimals);
		return FAULT_INPUT;
	}
	error_fill(err, "decimal", "%s", money_show(a, lang, few, currency));
	error_fill(err, "exact", "%s", money_plain(a, few, currency));
	return FAULT_INPUT;
}

/* "500,000" of a currency that has no three decimals: the comma can only set thousands apart. */
static void decide_thousands(struct arena *a, struct number *n, const char *currency)
{
	if (n->decided || !n->comma || money_decimals(currency) >= 3)
		return;
	n->whole = arena_format(a, "%s%s", n->whole, n->decimals);
	n->decimals = "";
	n->decided = true;
}

enum fault money_parse(const char *s, const char *currency, enum lang lang, int64_t *ret_minor,
		       struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	struct written w;
	struct number n;
	enum fault fault;
	char *text;

	if (money_decimals(currency) < 0)
		return fail(err, FAULT_BROKEN, N_("The currency of this amount is not recognised."),
			    "currency %.8s", currency == NULL ? "" : currency);
	if (strlen(s) > TEXT_MOST ||
	    text_clean(a, s, strlen(s), TEXT_LINE, &text, NULL) != FAULT_NONE ||
	    !take_apart(a, text, &w) || !number_read(a, w.number, strlen(w.number), &n))
		return not_a_number(err);
	fault = check_name(w.before, currency, lang, err);
	if (fault == FAULT_NONE)
		fault = check_name(w.behind, currency, lang, err);
	if (fault != FAULT_NONE)
		return fault;
	n.sign = w.negative ? "-" : "";
	decide_thousands(a, &n, currency);
	return n.decided ? to_minor(&n, currency, lang, ret_minor, err)
			 : ask_back(a, &n, currency, lang, err);
}

bool money_read(const char *s, const char *currency, int64_t *ret_minor)
{
	const char *size = s + (*s == '-');
	size_t len = strspn(size, "0123456789");
	bool plain = len > 0 && (size[len] == '\0' ||
				 (size[len] == '.' && size[len + 1] != '\0' &&
				  size[len + 1 + strspn(size + len + 1, "0123456789")] == '\0'));
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	struct number n = {.sign = *s == '-' ? "-" : ""};

	if (!plain || money_decimals(currency) < 0 || strlen(s) > TEXT_MOST)
		return money_parse(s, currency, LANG_EN, ret_minor, NULL) == FAULT_NONE;
	n.whole = arena_slice(a, size, len);
	n.decimals = size[len] == '.' ? size + len + 1 : "";
	return to_minor(&n, currency, LANG_EN, ret_minor, NULL) == FAULT_NONE;
}

/* --- showing ---------------------------------------------------------------------------------- */

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
	for (size_t i = 0; lang == LANG_AR && i < NAMES; i++)
		if (names[i].arabic && strcmp(names[i].code, currency) == 0)
			return names[i].name;
	return currency;
}

char *money_show(struct arena *a, enum lang lang, int64_t minor, const char *currency)
{
	const char *sign = minor < 0 ? "-" : "";
	const char *blank = lang == LANG_EN ? " " : "\u00A0";
	const char *name = name_of(lang, currency);
	int decimals = money_decimals(currency);
	uint64_t whole, rest;
	char *shown;

	split(minor, currency, &whole, &rest);
	shown = digits_show(a, lang, (int64_t)whole);
	if (rest == 0 && (decimals != 3 || whole < 1000))
		return arena_format(a, "%s%s%s%s", sign, shown, blank, name);
	return arena_format(a, "%s%s%s%0*llu%s%s", sign, shown, lang == LANG_FR ? "," : ".",
			    decimals, (unsigned long long)rest, blank, name);
}

char *money_plain(struct arena *a, int64_t minor, const char *currency)
{
	int decimals = money_decimals(currency);
	uint64_t whole, rest;

	split(minor, currency, &whole, &rest);
	if (decimals <= 0)
		return arena_format(a, "%s%llu", minor < 0 ? "-" : "", (unsigned long long)whole);
	return number_plain(a, arena_format(a, "%s%llu.%0*llu", minor < 0 ? "-" : "",
					    (unsigned long long)whole, decimals,
					    (unsigned long long)rest));
}
