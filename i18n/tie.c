/* tie.c - where a line had better not end: within a telephone, a reference, an amount, a date, an
 * address. */
#include "i18n/tie.h"

#include "i18n/date_inside.h"
#include "i18n/digits.h"
#include "i18n/money.h"
#include "i18n/utf8.h"

#include <string.h>
#include <strings.h>

#define NAME_MOST 40  /* bytes of the longest name of a month or a currency, and more */
#define COUNT_MOST 3  /* digits of a number that counts something: one of four is mostly a year */
#define DOT "·"       /* between the pieces of a list */
#define PIECE_MOST 22 /* signs of a short one of them, with the blank before it */
#define THING_LEAST 4 /* letters of what is counted: a shorter word is mostly none of those */

enum kind { KIND_WORD, KIND_NUMBER, KIND_DASH };

struct word {
	size_t from, end;
	enum kind kind;
	int digits;           /* of a number */
	bool plain;           /* of digits alone */
	bool opens;           /* a bracket */
	bool bracketed;       /* "(12)" */
	uint32_t last;        /* sign of it that is none of direction */
	char name[NAME_MOST]; /* without what stands around it; where it is longer, its beginning */
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool is_apart(char c)
{
	return is_blank(c) || c == '\n';
}

/* Signs of direction: isolates, marks, embeddings. */
static bool is_control(uint32_t code)
{
	return code == 0x61C || code == 0x200E || code == 0x200F ||
	       (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

static bool is_one_of(uint32_t code, const char *ascii)
{
	return code > 0 && code < 0x80 && strchr(ascii, (int)code) != NULL;
}

static bool ends_clause(uint32_t code)
{
	return is_one_of(code, ".,;:!?") || code == 0x60C || code == 0x61B || code == 0x61F ||
	       code == 0x2026;
}

/* Dashes, and the times of 4 × 6. */
static bool is_dash(uint32_t code)
{
	return code == '-' || (code >= 0x2010 && code <= 0x2013) || code == 0x2212 || code == 0xD7;
}

/* What stands around numbers and between their digits; the signs of money belong to them. */
static bool is_of_number(uint32_t code)
{
	return is_dash(code) || is_one_of(code, "+.,:/()[]%'$") || code == 0xA3 || code == 0x20AC ||
	       (code >= 0x66A && code <= 0x66C) || code == 0xA0 || code == 0x202F;
}

/* Puts a sign behind the name, unless it only stands around it. */
static void add_to_name(struct word *w, const char *s, size_t size, uint32_t code)
{
	size_t len = strlen(w->name);

	if (is_one_of(code, "()[],;:!?") || is_control(code) || len + size >= NAME_MOST)
		return;
	memcpy(w->name + len, s, size);
	w->name[len + size] = '\0';
}

/* de 12 à 14 ans, le 27 mars 2026 à 10:30: they tie as a dash does. */
static bool is_range(const char *name)
{
	return strcmp(name, "à") == 0 || strcmp(name, "to") == 0 || strcmp(name, "إلى") == 0;
}

static struct word word_at(const char *s, size_t from, size_t end)
{
	struct word w = {.from = from, .end = end};
	bool number = true, dash = true, hour;
	uint32_t code, first = 0;
	int signs = 0;

	for (size_t at = from, size; at < end; at += size) {
		size = utf8_decode(s + at, end - at, &code);
		if (size == 0) {
			code = 0xFFFD;
			size = 1;
		}
		add_to_name(&w, s + at, size, code);
		if (is_control(code))
			continue;
		hour = code == 'h' && w.last == 0xA0; /* 13 h 06 */
		w.last = code;
		first = signs++ == 0 ? code : first;
		w.digits += digits_value(code) >= 0;
		number = number && (digits_value(code) >= 0 || is_of_number(code) || hour ||
				    ends_clause(code));
		dash = dash && is_dash(code);
	}
	w.plain = w.digits == signs;
	w.opens = first == '(';
	w.bracketed = w.opens && w.last == ')' && w.digits == signs - 2;
	if (number && w.digits > 0)
		w.kind = KIND_NUMBER;
	else if ((dash && from < end) || is_range(w.name))
		w.kind = KIND_DASH;
	return w;
}

/* The word that ends before `at`; an empty one, which ties to nothing, where the line begins. */
static struct word word_before(const char *s, size_t at)
{
	size_t end = at, from;

	while (end > 0 && is_blank(s[end - 1]))
		end--;
	from = end;
	while (from > 0 && !is_apart(s[from - 1]))
		from--;
	return word_at(s, from, end);
}

static struct word word_behind(const char *s, size_t len, size_t at)
{
	size_t from = at, end;

	while (from < len && is_blank(s[from]))
		from++;
	end = from;
	while (end < len && !is_apart(s[end]))
		end++;
	return word_at(s, from, end);
}

/* --- dates ------------------------------------------------------------------------------------ */

static bool is_month(const char *name)
{
	for (int i = 0; i < 12; i++) {
		if (strcasecmp(name, date_french_months[i]) == 0 ||
		    strcasecmp(name, date_english_months[i]) == 0)
			return true;
		for (int set = 0; set < DATE_SETS; set++)
			if (strcmp(name, date_arabic_months[set][i]) == 0)
				return true;
	}
	return false;
}

/* One word of a name of two: «كانون الثاني». */
static bool is_part_of_month(const char *name)
{
	size_t len = strlen(name);

	for (int i = 0; i < 12; i++) {
		const char *month = date_arabic_months[DATE_LEVANT][i], *blank = strchr(month, ' ');

		if (blank != NULL &&
		    (strcmp(name, blank + 1) == 0 ||
		     ((size_t)(blank - month) == len && memcmp(name, month, len) == 0)))
			return true;
	}
	return false;
}

static bool is_day(const struct word *w)
{
	return (w->kind == KIND_NUMBER && w->digits <= 2) || strcmp(w->name, "1er") == 0;
}

static bool is_date(const struct word *one, const struct word *two)
{
	bool from_day = is_day(one), to_year = two->kind == KIND_NUMBER && two->digits == 4;
	const char *month = from_day ? two->name : one->name;

	if (from_day || to_year)
		return is_month(month) || is_part_of_month(month);
	return is_part_of_month(one->name) && is_part_of_month(two->name);
}

/* --- what belongs together -------------------------------------------------------------------- */

/* A currency's name may end with a stop of its own: «ل.ل.»; another stop ends the sentence. */
static bool is_unit(const struct word *w)
{
	char bare[NAME_MOST];
	size_t len = strlen(w->name);

	if (strcmp(w->name, "%") == 0 || money_is_name(w->name))
		return true;
	if (len == 0 || w->name[len - 1] != '.')
		return false;
	memcpy(bare, w->name, len);
	bare[len - 1] = '\0';
	return money_is_name(bare);
}

/* By its last sign, unless that is the stop of a currency's name. */
static bool is_end(const struct word *w)
{
	return ends_clause(w->last) && !(w->last == '.' && money_is_name(w->name));
}

/* «الرسم: 80.000», "Fee: 7.500". */
static bool is_value(const struct word *label, const struct word *value)
{
	return label->kind == KIND_WORD && label->last == ':' && !is_unit(label) &&
	       value->kind == KIND_NUMBER;
}

/* "· Fee: see the page of the service": the first word of a piece with a label. */
static bool is_labelled(const char *s, const struct word *label)
{
	return label->kind == KIND_WORD && label->last == ':' &&
	       word_before(s, label->from).last == 0xB7;
}

/* What a number behind it belongs to: "article 5", "N° 12". */
static bool is_numbered(const char *name)
{
	static const char *const names[] = {"article",  "articles", "law",     "loi",     "décret",
					    "decree",   "step",     "étape",   "page",    "form",
					    "n°",       "no.",      "no",      "رقم",     "المادة",
					    "المادتان", "قانون",    "القانون", "المرسوم", "مرسوم",
					    "الفصل",    "الفصلان",  "الفصلين", "المادتين"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcasecmp(name, names[i]) == 0)
			return true;
	return false;
}

static bool is_tied(const struct word *one, const struct word *two)
{
	bool number = one->kind == KIND_NUMBER, next = two->kind == KIND_NUMBER;

	if (number && next)
		return true;
	if ((number && is_unit(two)) ||
	    (next && ((is_unit(one) && !two->opens) || is_numbered(one->name))))
		return true;
	return is_date(one, two);
}

/* --- how many of what ------------------------------------------------------------------------- */

static size_t letters_of(const char *name)
{
	size_t letters = 0;

	for (; *name != '\0'; name++)
		letters += ((unsigned char)*name & 0xC0) != 0x80;
	return letters;
}

/* "14 chiffres", "10 fondateurs", "18 ans": the word behind a number that nothing else holds. */
static bool is_count(const char *s, const struct word *number, const struct word *thing)
{
	struct word before;

	if (number->kind != KIND_NUMBER || !number->plain || number->digits > COUNT_MOST ||
	    thing->kind != KIND_WORD || thing->opens)
		return false;
	if (letters_of(thing->name) < THING_LEAST && strcmp(thing->name, "ans") != 0)
		return false;
	if (strcmp(number->name, "0") == 0)
		return false; /* a key to press */
	before = word_before(s, number->from);
	return before.kind != KIND_NUMBER && !is_numbered(before.name);
}

/* "Taxes (5)": how many there are of what stands before. */
static bool is_tally(const struct word *name, const struct word *count)
{
	return name->kind == KIND_WORD && name->name[0] != '\0' && count->kind == KIND_NUMBER &&
	       count->bracketed && count->digits <= COUNT_MOST;
}

/* --- a list's short end ----------------------------------------------------------------------- */

static bool is_dot(const char *s, size_t len, size_t at)
{
	return len - at >= strlen(DOT) && memcmp(s + at, DOT, strlen(DOT)) == 0;
}

/* "authority · Time: 2 days · apply here": a short last one stays whole. */
static bool is_short_end(const char *s, size_t len, size_t at)
{
	size_t from = at, end = at, letters = 0;

	while (from > 0 && letters <= PIECE_MOST && s[from - 1] != '\n' &&
	       !is_dot(s, len, from - 1))
		letters += ((unsigned char)s[--from] & 0xC0) != 0x80;
	if (from == 0 || s[from - 1] == '\n' || at < from + 2)
		return false;
	while (end < len && letters <= PIECE_MOST && s[end] != '\n' && !is_dot(s, len, end))
		letters += ((unsigned char)s[end++] & 0xC0) != 0x80;
	return end == len && letters <= PIECE_MOST;
}

bool tie_holds(const char *s, size_t len, size_t at)
{
	struct word one = word_before(s, at), two = word_behind(s, len, at), far;

	if (two.kind == KIND_DASH) {
		far = word_behind(s, len, two.end);
		return one.kind == KIND_NUMBER && !is_end(&one) && far.kind == KIND_NUMBER;
	}
	if (one.kind == KIND_DASH) {
		far = word_before(s, one.from);
		return far.kind == KIND_NUMBER && !is_end(&far) && two.kind == KIND_NUMBER;
	}
	if (is_value(&one, &two) || is_labelled(s, &one) || is_short_end(s, len, at))
		return true;
	return !is_end(&one) &&
	       (is_tied(&one, &two) || is_count(s, &one, &two) || is_tally(&one, &two));
}

bool tie_is_loose(const char *s, size_t len, size_t at)
{
	struct word one = word_before(s, at), two = word_behind(s, len, at);

	return is_range(two.name) || is_value(&one, &two) || is_numbered(one.name) ||
	       (is_count(s, &one, &two) && !is_tied(&one, &two));
}

bool tie_is_code(const char *s, size_t len, size_t at)
{
	size_t from = at, end = at;

	while (from > 0 && !is_apart(s[from - 1]))
		from--;
	while (end < len && !is_apart(s[end]))
		end++;
	for (size_t i = from; i < end; i++)
		if ((s[i] >= '0' && s[i] <= '9') || s[i] == '@' || s[i] == '/')
			return true;
	return false;
}
