/* data_run.c - the data in a sentence that must keep their order: telephones, law numbers, dates,
 * commands, addresses, amounts. */
#include "i18n/data_run_inside.h"

#include "i18n/utf8.h"

#include <string.h>
#include <utf8proc.h>

#define BRACKETS_MOST 32 /* within each other */

static bool is_one_of(uint32_t code, const char *ascii)
{
	return code > 0 && code < 0x80 && strchr(ascii, (int)code) != NULL;
}

/* Quotes, marks of a list and of a pause between sentences. */
static bool parts_sentences(uint32_t code)
{
	return code == 0xAB || code == 0xBB || code == 0xB7 || code == 0x2022 || code == 0x2014 ||
	       code == 0x60C;
}

static enum data_kind kind_of(uint32_t code, enum data_kind before)
{
	const utf8proc_property_t *p = utf8proc_get_property((utf8proc_int32_t)code);

	if (parts_sentences(code))
		return DATA_KIND_STOP;
	if (p->category == UTF8PROC_CATEGORY_ZS || code == '\t')
		return DATA_KIND_BLANK;
	if (p->category == UTF8PROC_CATEGORY_SC)
		return DATA_KIND_MONEY;
	switch (p->bidi_class) {
	case UTF8PROC_BIDI_CLASS_L: return DATA_KIND_LETTER;
	case UTF8PROC_BIDI_CLASS_R:
	case UTF8PROC_BIDI_CLASS_AL: return DATA_KIND_RTL;
	case UTF8PROC_BIDI_CLASS_EN: return DATA_KIND_DIGIT;
	case UTF8PROC_BIDI_CLASS_AN:
		return p->category == UTF8PROC_CATEGORY_ND ? DATA_KIND_INDIC : DATA_KIND_SIGN;
	case UTF8PROC_BIDI_CLASS_NSM: return before; /* a mark is what it stands on */
	case UTF8PROC_BIDI_CLASS_ES:
	case UTF8PROC_BIDI_CLASS_ET:
	case UTF8PROC_BIDI_CLASS_CS:
	case UTF8PROC_BIDI_CLASS_ON: return DATA_KIND_SIGN;
	default: return DATA_KIND_STOP;
	}
}

static uint32_t closer_of(uint32_t code)
{
	return code == '(' ? ')' : code == '[' ? ']' : code == '{' ? '}' : 0;
}

/* Brackets that were opened and not closed; the deepest are left alone. */
struct open {
	uint32_t at[BRACKETS_MOST];
	size_t count;
};

/* Finds the mates of brackets; those that cross each other have none. */
static void follow_brackets(struct data_scan *sc, struct open *open)
{
	uint32_t last = (uint32_t)sc->count - 1, code = sc->signs[last].code;
	uint32_t top = open->count > 0 ? open->at[open->count - 1] : 0;

	if (sc->signs[last].kind < DATA_KIND_BLANK) {
		open->count = 0;
	} else if (closer_of(code) != 0 && open->count < BRACKETS_MOST) {
		open->at[open->count++] = last;
	} else if (open->count > 0 && code == closer_of(sc->signs[top].code)) {
		sc->signs[top].mate = last + 1;
		sc->signs[last].mate = top + 1;
		open->count--;
	}
}

struct data_scan data_run_inside_scan(struct arena *a, const char *s)
{
	size_t len = strlen(s);
	struct data_scan sc = {.signs = arena_array(a, len + 1, sizeof(*sc.signs))};
	enum data_kind before = DATA_KIND_STOP;
	struct open open = {.count = 0};

	for (size_t at = 0, size; at < len; at += size) {
		uint32_t code;

		size = utf8_decode(s + at, len - at, &code);
		if (size == 0) {
			size = 1;
			code = 0xFFFD;
		}
		before = kind_of(code, before);
		sc.signs[sc.count++] = (struct data_sign){code, (uint32_t)at, 0, before};
		follow_brackets(&sc, &open);
	}
	sc.signs[sc.count] = (struct data_sign){0, (uint32_t)len, 0, DATA_KIND_STOP};
	return sc;
}

/* --- signs ------------------------------------------------------------------------------------ */

enum data_kind data_run_inside_kind(const struct data_scan *sc, size_t i)
{
	return i < sc->count ? sc->signs[i].kind : DATA_KIND_STOP;
}

uint32_t data_run_inside_code(const struct data_scan *sc, size_t i)
{
	return i < sc->count ? sc->signs[i].code : 0;
}

static bool is_digit(const struct data_scan *sc, size_t i)
{
	return data_run_inside_kind(sc, i) == DATA_KIND_DIGIT ||
	       data_run_inside_kind(sc, i) == DATA_KIND_INDIC;
}

static bool is_word(const struct data_scan *sc, size_t i)
{
	return data_run_inside_kind(sc, i) == DATA_KIND_LETTER || is_digit(sc, i);
}

static bool is_token(const struct data_scan *sc, size_t i)
{
	return data_run_inside_kind(sc, i) > DATA_KIND_BLANK;
}

static bool is_dash(uint32_t code)
{
	return code == '-' || (code >= 0x2010 && code <= 0x2013) || code == 0x2212;
}

/* What ends a clause; it is part of a word only within it. */
static bool is_stop(uint32_t code)
{
	return is_one_of(code, ".,;:!?") || code == 0x2026;
}

static size_t token_end(const struct data_scan *sc, size_t i)
{
	while (is_token(sc, i))
		i++;
	return i;
}

static size_t pass_blanks(const struct data_scan *sc, size_t i)
{
	while (data_run_inside_kind(sc, i) == DATA_KIND_BLANK)
		i++;
	return i;
}

/* --- brackets --------------------------------------------------------------------------------- */

/* Where the bracket at `i` is closed; 0: it is not. */
static size_t mate_of(const struct data_scan *sc, size_t i)
{
	return sc->signs[i].mate > 0 ? sc->signs[i].mate - 1 : 0;
}

/* (0) 3 123, (+961) 3 123: digits in brackets, and more of them behind. */
static bool is_area_code(const struct data_scan *sc, size_t i)
{
	size_t mate = mate_of(sc, i), next;

	for (size_t k = i + 1; k < mate; k++)
		if (!is_digit(sc, k) && data_run_inside_code(sc, k) != '+' &&
		    data_run_inside_kind(sc, k) != DATA_KIND_BLANK)
			return false;
	next = pass_blanks(sc, mate + 1);
	return mate > 0 && is_digit(sc, is_dash(data_run_inside_code(sc, next)) ? next + 1 : next);
}

/* [::]:2222: a word goes on behind what is in brackets. */
static bool is_in_word(const struct data_scan *sc, size_t i)
{
	size_t k = mate_of(sc, i);

	while (k > 0 && is_token(sc, k) && !is_word(sc, k))
		k++;
	return k > 0 && is_word(sc, k);
}

/* --- where a run begins ----------------------------------------------------------------------- */

/* The sign at `i` belongs to what follows: --demo, /var, +961, .ssh, ::1, (+961) 3, $5. Behind an
 * Arabic letter a dash, a slash or a stop belongs to that. */
static bool leads(const struct data_scan *sc, size_t i)
{
	uint32_t code = data_run_inside_code(sc, i);

	if (closer_of(code) != 0)
		return is_area_code(sc, i) || is_in_word(sc, i);
	if (data_run_inside_kind(sc, i) == DATA_KIND_MONEY || is_one_of(code, "+~#@_*\\<"))
		return true;
	if (i > 0 && data_run_inside_kind(sc, i - 1) == DATA_KIND_RTL)
		return false;
	if (code == ':')
		return data_run_inside_code(sc, i + 1) == ':' ||
		       (i > 0 && data_run_inside_code(sc, i - 1) == ':');
	return code == '-' || code == 0x2212 || code == '.' || code == '/';
}

static bool begins(const struct data_scan *sc, size_t i)
{
	while (is_token(sc, i) && !is_word(sc, i) && leads(sc, i))
		if (closer_of(data_run_inside_code(sc, i++)) != 0)
			return true;
	return is_word(sc, i);
}

/* --- how far it goes -------------------------------------------------------------------------- */

static bool is_letterless(const struct data_scan *sc, size_t from, size_t end)
{
	for (; from < end; from++)
		if (data_run_inside_kind(sc, from) == DATA_KIND_LETTER)
			return false;
	return true;
}

/* Behind the word at `i`, without what ends a sentence or a bracket. */
static size_t bare_end(const struct data_scan *sc, size_t i)
{
	size_t end = token_end(sc, i);

	while (end > i && (is_stop(data_run_inside_code(sc, end - 1)) ||
			   is_one_of(data_run_inside_code(sc, end - 1), ")]}\"'")))
		end--;
	return end;
}

/* The next sign before `end`, 9 for all digits of a number; `*at` goes behind it; 0 at the end. */
static uint32_t shape_step(const struct data_scan *sc, size_t *at, size_t end)
{
	if (*at >= end)
		return 0;
	if (!is_digit(sc, *at))
		return data_run_inside_code(sc, (*at)++);
	while (*at < end && is_digit(sc, *at))
		++*at;
	return '9';
}

/* 8:30 and 14:00; plain numbers are alike where they are as long: 2018 and 2019. */
static bool are_alike(const struct data_scan *sc, size_t one, size_t other)
{
	size_t a = one, b = other, a_end = bare_end(sc, one), b_end = bare_end(sc, other);
	bool plain = true;
	uint32_t step;

	do {
		step = shape_step(sc, &a, a_end);
		if (step != shape_step(sc, &b, b_end))
			return false;
		plain = plain && (step == '9' || step == 0);
	} while (step != 0);
	return !plain || a_end - one == b_end - other;
}

/* A dash between blanks, or a times, from the number at `before` to another. */
static bool ties(const struct data_scan *sc, size_t before, size_t i)
{
	size_t next = pass_blanks(sc, i + 1);

	if (!is_digit(sc, next) || is_token(sc, i + 1))
		return false;
	if (data_run_inside_code(sc, i) == 0xD7)
		return true;
	return is_dash(data_run_inside_code(sc, i)) &&
	       (data_run_inside_code(sc, before) == '0' ||
		data_run_inside_code(sc, before) == '+' || are_alike(sc, before, next));
}

/* A run without Latin letters, whose last word stands at `last` … end, goes on with the word at
 * `next`. */
static bool goes_on(const struct data_scan *sc, size_t last, size_t end, size_t next)
{
	uint32_t code = data_run_inside_code(sc, next);

	if (is_stop(data_run_inside_code(sc, end - 1)))
		return false;
	if (is_word(sc, next) || data_run_inside_kind(sc, next) == DATA_KIND_MONEY)
		return true;
	if (closer_of(code) != 0)
		return is_area_code(sc, next);
	if (code == '%' || code == 0x2030 || code == 0x66A)
		return !is_word(sc, next + 1);
	return ties(sc, last, next);
}

/* The end of a word, which is also before a bracket that is opened or closed elsewhere. */
static size_t word_end(const struct data_scan *sc, size_t from, size_t i)
{
	for (; is_token(sc, i); i++) {
		uint32_t code = data_run_inside_code(sc, i), mate = sc->signs[i].mate;

		if (closer_of(code) != 0 && mate == 0)
			break;
		if (is_one_of(code, ")]}") && mate <= from)
			break;
	}
	return i;
}

static bool closes(const struct data_scan *sc, size_t from, size_t i)
{
	uint32_t code = data_run_inside_code(sc, i);
	int quotes = 0;

	if (is_word(sc, i) || data_run_inside_kind(sc, i) == DATA_KIND_MONEY ||
	    is_one_of(code, ")]}@#*%_~$\\>"))
		return true;
	if (code == 0xB0 || code == 0x2030 || code == 0x66A)
		return true;
	if ((code == '/' || code == '+') && is_token(sc, i - 1))
		return true;
	for (; from <= i && (code == '"' || code == '\''); from++)
		quotes += data_run_inside_code(sc, from) == code;
	return quotes > 0 && quotes % 2 == 0;
}

/* Behind a Latin letter everything belongs to the run, as it would without us. */
static size_t run_end(const struct data_scan *sc, size_t from)
{
	size_t last = from, end = word_end(sc, from, from), next = pass_blanks(sc, end);
	bool letters = !is_letterless(sc, from, end);

	while (next > end && is_token(sc, next) && (letters || goes_on(sc, last, end, next))) {
		size_t more = word_end(sc, from, next);

		if (more == next)
			break;
		letters = letters || !is_letterless(sc, next, more);
		last = next;
		end = more;
		next = pass_blanks(sc, end);
	}
	while (end > from && !closes(sc, from, end - 1))
		end--;
	return end;
}

/* --- what needs no help ----------------------------------------------------------------------- */

/* One number: in UAX #9 a single stop, colon or slash between digits is part of it. */
static bool is_number(const struct data_scan *sc, size_t from, size_t end)
{
	for (size_t i = from; i < end; i++) {
		uint32_t code = data_run_inside_code(sc, i);

		if (is_digit(sc, i))
			continue;
		if (i == from || !is_digit(sc, i - 1))
			return false;
		if (!is_one_of(code, ".,:/") && code != 0x66B && code != 0x66C)
			return false;
	}
	return true;
}

/* Latin words that begin with letters: wherever a line ends between them, each line does. */
static bool is_words(const struct data_scan *sc, size_t from, size_t end)
{
	for (size_t i = from; i < end; i++) {
		bool first = i == from || data_run_inside_kind(sc, i - 1) == DATA_KIND_BLANK;

		if (data_run_inside_kind(sc, i) != DATA_KIND_LETTER &&
		    data_run_inside_kind(sc, i) != DATA_KIND_BLANK &&
		    (first || data_run_inside_kind(sc, i) != DATA_KIND_DIGIT))
			return false;
	}
	return true;
}

/* Behind LRI … PDI, whose begin stands at `i`. */
size_t data_run_inside_pass(const struct data_scan *sc, size_t i)
{
	int depth = 0;

	for (; i < sc->count; i++) {
		uint32_t code = data_run_inside_code(sc, i);

		if (code >= DATA_LRI && code <= DATA_FSI)
			depth++;
		else if (code == DATA_PDI && --depth == 0)
			return i + 1;
	}
	return i;
}

size_t data_run_find(struct arena *a, const char *s, struct data_run **ret)
{
	struct data_scan sc = data_run_inside_scan(a, s);
	struct data_run *runs = arena_array(a, sc.count / 2 + 1, sizeof(*runs));
	size_t count = 0;

	for (size_t i = 0, end; i < sc.count; i = end) {
		end = i + 1;
		if (data_run_inside_code(&sc, i) == DATA_LRI)
			end = data_run_inside_pass(&sc, i);
		else if (is_token(&sc, i) && begins(&sc, i)) {
			size_t last = run_end(&sc, i);

			if (last == i) /* brackets that cross each other */
				continue;
			end = last;
			if (!is_number(&sc, i, end) && !is_words(&sc, i, end))
				runs[count++] = (struct data_run){sc.signs[i].at, sc.signs[end].at,
								  !is_letterless(&sc, i, end)};
		}
	}
	*ret = runs;
	return count;
}
