/* date_read.c - days as people write them: in numbers, and with the month's name in any of the
 * languages. */
#include "i18n/date_inside.h"

#include "i18n/digits.h"
#include "i18n/fold.h"
#include "i18n/utf8.h"

#include <string.h>

#define PARTS 4
#define TEXT_MOST 200   /* bytes of a date with all that may stand around it */
#define LETTERS_LEAST 3 /* of a month's name that is cut short */

/* What stands between marks: a number, or letters. */
struct part {
	int value;  /* of a number */
	int digits; /* with how many it was written; 0: letters */
	const char *word;
};

struct parts {
	struct part part[PARTS];
	int count;
};

/* --- months by their names -------------------------------------------------------------------- */

/* As they are also said: in Morocco, and where "the" is left out of the eastern names. */
static const struct {
	const char *name;
	int month;
} other_months[] = {
	{"كانون ثاني", 1}, {"تشرين اول", 10}, {"تشرين ثاني", 11}, {"كانون اول", 12}, {"ماي", 5},
	{"غشت", 8},        {"شتنبر", 9},      {"نونبر", 11},      {"دجنبر", 12},     {"يوليوز", 7},
};

static bool is_month(struct arena *a, const char *name, const char *folded, bool whole)
{
	const char *own = fold_text(a, name);

	return strcmp(own, folded) == 0 || (!whole && strlen(folded) >= LETTERS_LEAST &&
					    strncmp(own, folded, strlen(folded)) == 0);
}

/* The one month whose Latin name begins so, as "sept"; 0 for none, or two ("jui"). */
static int short_month(struct arena *a, const char *folded)
{
	int found = 0;

	for (int i = 0; i < 12; i++) {
		if (!is_month(a, date_french_months[i], folded, false) &&
		    !is_month(a, date_english_months[i], folded, false))
			continue;
		if (found != 0)
			return 0;
		found = i + 1;
	}
	return found;
}

/* From 1; 0 for none. `folded` as a search folds it. */
static int month_of(struct arena *a, const char *folded)
{
	for (int i = 0; i < 12; i++) {
		for (int set = 0; set < DATE_SETS; set++)
			if (is_month(a, date_arabic_months[set][i], folded, true))
				return i + 1;
		if (is_month(a, date_french_months[i], folded, true) ||
		    is_month(a, date_english_months[i], folded, true))
			return i + 1;
	}
	for (size_t i = 0; i < sizeof(other_months) / sizeof(other_months[0]); i++)
		if (is_month(a, other_months[i].name, folded, true))
			return other_months[i].month;
	return short_month(a, folded);
}

/* Letters that say nothing more: the sign of the era, and an ordinal's end behind its number. */
static bool is_ornament(const char *folded, const struct part *before)
{
	static const char *const era[] = {"م", "ميلادي", "ميلاديه", "le", "the", "of", NULL};
	static const char *const ordinal[] = {"er", "st", "nd", "rd", "th", NULL};

	for (int i = 0; era[i] != NULL; i++)
		if (strcmp(era[i], folded) == 0)
			return true;
	for (int i = 0; before != NULL && before->digits > 0 && ordinal[i] != NULL; i++)
		if (strcmp(ordinal[i], folded) == 0)
			return true;
	return false;
}

/* --- parts ------------------------------------------------------------------------------------ */

static bool is_gap(uint32_t code)
{
	return code == ' ' || code == 0xA0 || code == 0x202F || code == '\t';
}

static bool is_separator(uint32_t code)
{
	return code == '/' || code == '-' || code == '.' || code == ',' || code == 0x60C ||
	       code == 0x60D || (code >= 0x2010 && code <= 0x2015) || code == 0x2212;
}

/* Letters up to the next digit or mark; two words of one name are one part. */
static size_t word_len(const char *s, size_t len)
{
	size_t at = 0;
	uint32_t code;

	for (size_t size; at < len; at += size) {
		size = utf8_decode(s + at, len - at, &code);
		if (size == 0 || digits_value(code) >= 0 || is_separator(code))
			break;
	}
	while (at > 0 && s[at - 1] == ' ')
		at--;
	return at;
}

static bool add_word(struct arena *a, struct parts *p, const char *s, size_t len)
{
	const char *folded = fold_text(a, arena_slice(a, s, len));
	struct part *before = p->count > 0 ? &p->part[p->count - 1] : NULL;
	size_t first = strcspn(folded, " ");

	/* "1er janvier", "the 14th of March". */
	while (folded[first] == ' ' && is_ornament(arena_slice(a, folded, first), before)) {
		folded += first + 1;
		first = strcspn(folded, " ");
	}
	if (folded[0] == '\0' || is_ornament(folded, before))
		return true;
	if (p->count == PARTS)
		return false;
	p->part[p->count++] = (struct part){.word = folded};
	return true;
}

static bool add_digits(struct parts *p, const char *s, size_t len, size_t *ret_len)
{
	struct part part = {0};
	size_t at = 0, size;
	uint32_t code;

	while (at < len && (size = utf8_decode(s + at, len - at, &code)) > 0 &&
	       digits_value(code) >= 0) {
		if (++part.digits > 4)
			return false;
		part.value = part.value * 10 + digits_value(code);
		at += size;
	}
	*ret_len = at;
	if (p->count == PARTS)
		return false;
	p->part[p->count++] = part;
	return true;
}

/* Between two parts one mark at most; blanks as many as there are. A stop or the like at the end
 * closes a sentence. */
static bool read_parts(struct arena *a, const char *s, size_t len, struct parts *ret)
{
	bool marked = true; /* no mark may stand here */
	uint32_t code;

	*ret = (struct parts){0};
	for (size_t at = 0, size; at < len; at += size) {
		size = utf8_decode(s + at, len - at, &code);
		if (size == 0)
			return false;
		if (is_gap(code))
			continue;
		if (is_separator(code)) {
			if (marked)
				return false;
			marked = true;
			continue;
		}
		marked = false;
		if (digits_value(code) >= 0
			    ? !add_digits(ret, s + at, len - at, &size)
			    : !add_word(a, ret, s + at, size = word_len(s + at, len - at)))
			return false;
	}
	return ret->count > 0 && !marked;
}

static size_t back_over(const char *s, size_t at, const char *signs)
{
	while (at > 0 && strchr(signs, s[at - 1]) != NULL)
		at--;
	return at;
}

static size_t back_over_gap(const char *s, size_t at)
{
	static const char gap[] = "\u00A0";
	size_t size = sizeof(gap) - 1;

	return at >= size && memcmp(s + at - size, gap, size) == 0 ? at - size
								   : back_over(s, at, " ");
}

/* Where an hour begins with which the text ends, "11:26" or "11 h 26"; its length if there is none.
 */
static size_t hour_from(const char *s, size_t len)
{
	static const char digits[] = "0123456789";
	size_t at = back_over(s, len - (len > 0 && s[len - 1] == 'Z'), "0123456789:");
	size_t hours, end;

	if (memchr(s + at, ':', len - at) != NULL)
		return at;
	end = back_over_gap(s, at);
	if (at == len || end == 0 || s[end - 1] != 'h')
		return len;
	end = back_over_gap(s, end - 1);
	hours = back_over(s, end, digits);
	return hours < end ? hours : len;
}

/* The length without a final stop, and without an hour behind the day as the portal writes it: the
 * day is what is asked. */
static size_t day_len(const char *s)
{
	static const char *const before[] = {"T", ",", "،", " à", " a", " ", NULL};
	size_t len = back_over(s, strlen(s), " ."), at = hour_from(s, len);

	if (at == len)
		return len;
	for (bool more = true; more;) {
		more = false;
		for (int i = 0; before[i] != NULL; i++) {
			size_t size = strlen(before[i]);

			if (at < size || memcmp(s + at - size, before[i], size) != 0)
				continue;
			at -= size;
			more = true;
		}
	}
	return at;
}

/* --- days ------------------------------------------------------------------------------------- */

static enum fault no_date(struct error *err, const char *s, enum date_about about)
{
	static const char *const says[] = {
		[DATE_ABOUT_DAY] = N_("This must be a real date. Enter the day, month and year, "
				      "for example 14/3/1990."),
		[DATE_ABOUT_MONTH] = N_("This must be a real date, for example 14/3/1990. If you "
					"do not know the day: month and year (3/1990)."),
		[DATE_ABOUT_YEAR] = N_("This must be a real date, for example 14/3/1990. If you "
				       "do not know the day: month and year (3/1990), or only the "
				       "year (1990)."),
	};

	return fail(err, FAULT_INPUT, says[about], "no date in %zu bytes", strlen(s));
}

static enum fault no_year(struct error *err)
{
	return fail(err, FAULT_INPUT, N_("Enter the year with 4 digits, for example 14/3/1990."),
		    "no year of four digits");
}

static enum fault check_day(struct date d, const char *s, struct date *ret, struct error *err)
{
	enum fault fault;

	if (d.month < 1 || d.month > 12) {
		fault = fail(err, FAULT_INPUT,
			     N_("{month} is not a month. Enter the day, month and year, for "
				"example 14/3/1990."),
			     "month %d of a text of %zu bytes", d.month, strlen(s));
		error_fill(err, "month", "%d", d.month);
		return fault;
	}
	if (d.year < 1)
		return no_year(err);
	if (!date_is_valid(d)) {
		fault = fail(err, FAULT_INPUT,
			     N_("There is no day {day} in that month: it has only {days} days. "
				"Check the date."),
			     "day %d of month %d", d.day, d.month);
		error_fill(err, "day", "%d", d.day);
		error_fill(err, "days", "%d", date_days_in_month(d.year, d.month));
		return fault;
	}
	*ret = d;
	return FAULT_NONE;
}

/* Puts the month of a name into its part; false where a word is none. */
static bool name_months(struct arena *a, struct parts *p, int *ret_named)
{
	*ret_named = -1;
	for (int i = 0; i < p->count; i++) {
		if (p->part[i].digits > 0)
			continue;
		p->part[i].value = month_of(a, p->part[i].word);
		if (p->part[i].value == 0 || *ret_named >= 0)
			return false;
		*ret_named = i;
	}
	return true;
}

static bool is_year(const struct part *p)
{
	return p->digits == 4;
}

static bool is_small(const struct part *p)
{
	return p->digits <= 2;
}

static enum fault read_day(const struct parts *p, int named, const char *s, struct date *ret,
			   struct error *err)
{
	const struct part *one = &p->part[0], *two = &p->part[1], *three = &p->part[2];

	if (is_year(one) && is_small(two) && is_small(three) && named != 2)
		return check_day((struct date){one->value, two->value, three->value}, s, ret, err);
	if (!is_year(three) || !is_small(one) || !is_small(two))
		return no_year(err);
	if (named == 0) /* March 14, 1990 */
		return check_day((struct date){three->value, one->value, two->value}, s, ret, err);
	return check_day((struct date){three->value, two->value, one->value}, s, ret, err);
}

/* A month and a year, or a year alone; day and month are then 0. */
static bool read_about(const struct parts *p, enum date_about about, struct date *ret)
{
	const struct part *one = &p->part[0], *two = &p->part[1];
	bool year_first = is_year(one);
	struct date d = {0};

	if (p->count == 1 && is_year(one) && about == DATE_ABOUT_YEAR) {
		d.year = one->value;
	} else if (p->count == 2 && about != DATE_ABOUT_DAY && is_year(one) != is_year(two)) {
		d.year = year_first ? one->value : two->value;
		d.month = year_first ? two->value : one->value;
		if (!is_small(year_first ? two : one) || d.month < 1 || d.month > 12)
			return false;
	}
	if (d.year < 1)
		return false;
	*ret = d;
	return true;
}

bool date_read_iso(const char *s, struct date *ret)
{
	struct date d = {0};
	int *const parts[] = {&d.year, &d.month, &d.day};
	size_t len = strlen(s), at = 0;

	if (len != 4 && len != 7 && len != 10)
		return false;
	for (int i = 0; at < len; i++) {
		if (i > 0 && s[at++] != '-')
			return false;
		for (int digits = i == 0 ? 4 : 2; digits > 0; digits--, at++) {
			if (s[at] < '0' || s[at] > '9')
				return false;
			*parts[i] = *parts[i] * 10 + (s[at] - '0');
		}
		if (*parts[i] == 0)
			return false;
	}
	if (!date_is_valid(date_first(d)))
		return false;
	*ret = d;
	return true;
}

enum fault date_parse_about(const char *s, enum date_about about, struct date *ret,
			    struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)256 * 1024);
	struct parts p;
	int named;

	if (strlen(s) > TEXT_MOST || !read_parts(a, s, day_len(s), &p) ||
	    !name_months(a, &p, &named))
		return no_date(err, s, about);
	if (read_about(&p, about, ret))
		return FAULT_NONE;
	if (p.count != 3)
		return no_date(err, s, about);
	return read_day(&p, named, s, ret, err);
}

enum fault date_parse(const char *s, struct date *ret, struct error *err)
{
	return date_parse_about(s, DATE_ABOUT_DAY, ret, err);
}
