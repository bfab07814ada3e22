/* rows.c - rows of cells as pages have them, made at random: the same at each run. */
#include "tests/i18n/rows.h"

#include "tests/i18n/random.h"

#include <stdio.h>
#include <string.h>

#define PIECE_WORDS 6

static const char *const arabic[] = {"إخراج",
				     "قيد",
				     "فردي",
				     "شهادة",
				     "الميلاد",
				     "وزارة",
				     "الداخلية",
				     "والبلديات",
				     "رخصة",
				     "قيادة",
				     "سجل",
				     "عدلي",
				     "بطاقة",
				     "إعاقة",
				     "طلب",
				     "رسم",
				     "مُحَمَّد",
				     "لُبْنَان",
				     "الجُمْهُورِيَّة",
				     "شَهَادَةٌ",
				     "هٰذا",
				     "الرَّقْم",
				     "آذار",
				     "لا",
				     "لأي",
				     "الآن",
				     "إلى",
				     "بيروت،",
				     "طرابلس؛",
				     "كم؟",
				     "«مقبول»",
				     "(بيروت)",
				     "[إلزامي]",
				     "المدّة:",
				     "هاتف:",
				     "…تابع",
				     "وأكثر…",
				     "سنوات.",
				     "مؤسّسة",
				     "ى",
				     "ـ",
				     "ل.ل.",
				     "د.ت",
				     "ج.م.",
				     "و/أو",
				     "حضر-بدو",
				     "عبد‌الله",
				     "٪"};

static const char *const latin[] = {"birth",
				    "extrait",
				    "Liban",
				    "Élie",
				    "Jean-Luc",
				    "D’Arc",
				    "OpenSSH",
				    "(PDF)",
				    "[F1]",
				    "C++",
				    "n°",
				    "a.b@c.lb",
				    "https://impots.finances.gov.tn/x?y=1",
				    "PIN:",
				    "№",
				    "S.A.R.L.",
				    "&",
				    "“ok”",
				    "«oui»",
				    "#tag",
				    "1er",
				    "e\u0301tat",
				    "日本",
				    "Ω",
				    "3G",
				    "COVID-19"};

/* Numbers of every kind; `apart`: as pages set data apart. */
static const char *number(struct arena *a, uint32_t *seed, bool *ret_apart)
{
	unsigned n = random_next(seed) % 100000, m = random_next(seed) % 60;

	*ret_apart = random_next(seed) % 3 > 0;
	switch (random_next(seed) % 14) {
	case 0: return arena_format(a, "%u", n);
	case 1: return arena_format(a, "(%u)", m);
	case 2: return arena_format(a, "2026-%02u-%02u", 1 + m % 12, 1 + n % 28);
	case 3: return arena_format(a, "%02u/%02u/2026", 1 + n % 28, 1 + m % 12);
	case 4: return arena_format(a, "+961 %u %03u %03u", n % 90, n % 1000, m);
	case 5: return arena_format(a, "LB-2026-%05u-%u", n, m % 10);
	case 6: return arena_format(a, "%u,%03u.%02u LBP", m, n % 1000, m);
	case 7: return arena_format(a, "%02u:%02u", n % 24, m);
	case 8: return arena_format(a, "%u%%", m);
	case 9: return arena_format(a, "-%u,5 €", m);
	case 10: return random_next(seed) % 2 == 0 ? "٢٠٢٦/٠٣/١٤" : "٣٫٥";
	case 11: return random_next(seed) % 2 == 0 ? "۱۲۳" : "۱۴۰۵/۱۲/۲۹";
	case 12: return arena_format(a, "%u × %u", m, n % 10);
	default: return arena_format(a, "%u.%u.", m % 10, n % 10);
	}
}

static const char *word(struct arena *a, uint32_t *seed, bool rtl)
{
	unsigned chance = random_next(seed) % 10;
	bool apart = true;
	const char *w;

	if (chance < 2) {
		w = number(a, seed, &apart);
	} else if ((chance < 8) == rtl) {
		w = arabic[random_next(seed) % (sizeof(arabic) / sizeof(arabic[0]))];
		apart = false;
	} else {
		w = latin[random_next(seed) % (sizeof(latin) / sizeof(latin[0]))];
		/* Whoever writes "3G" behind Arabic without setting it apart gets "3 … G". */
		apart = random_next(seed) % 2 == 0 || (w[0] >= '0' && w[0] <= '9');
	}
	return apart ? bidi_isolate(a, w) : w;
}

static const char *sentence(struct arena *a, uint32_t *seed, bool rtl)
{
	static const char *const signs[] = {"• ", "✓ ", "● ", "○ ", "✗ ", "> ", "- ", "[x] "};
	const char *s = "";

	if (random_next(seed) % 4 == 0)
		s = signs[random_next(seed) % (sizeof(signs) / sizeof(signs[0]))];
	for (unsigned n = 1 + random_next(seed) % PIECE_WORDS; n > 0; n--)
		s = arena_format(a, "%s%s%s", s, word(a, seed, rtl), n > 1 ? " " : "");
	return s;
}

static void put(struct bidi_cell *row, size_t col, const struct bidi_cell *cell)
{
	row[col] = *cell;
	row[col].from = 0;
	if (cell->cols == 2)
		row[col + 1] = (struct bidi_cell){0};
}

/* Composes `text` between two columns, at the edge where reading begins. Returns its width. */
static size_t put_text(struct arena *a, struct bidi_cell *row, size_t left, size_t right,
		       const char *text, bool rtl)
{
	size_t count, width = 0, first = 0;
	struct bidi_cell *cells = bidi_row(
		a, text, strlen(text), rtl ? DIRECTION_RTL : DIRECTION_LTR, BIDI_JOINED, &count);

	for (size_t i = 0; i < count; i++)
		width += cells[i].cols;
	while (first < count && width > right - left)
		width -= cells[rtl ? first++ : --count].cols;
	if (rtl)
		left = right - width;
	for (size_t i = first; i < count; i++) {
		put(row, left, &cells[i]);
		left += cells[i].cols;
	}
	return width;
}

static void fill(struct bidi_cell *row, size_t from, size_t end, uint32_t code)
{
	for (size_t i = from; i < end; i++)
		row[i] = (struct bidi_cell){.code = {code}, .cols = 1};
}

/* Columns of a table, or one text; with rules between them or only blanks. */
static void put_columns(struct arena *a, uint32_t *seed, struct bidi_cell *row, size_t from,
			size_t end, bool rtl)
{
	size_t columns = end - from < 20 ? 1 : 1 + random_next(seed) % 4;
	size_t width = (end - from) / columns;
	bool rules = random_next(seed) % 3 == 0;

	for (size_t i = 0; i < columns; i++) {
		size_t left = from + i * width, right = left + width - (columns > 1 ? 2 : 0);

		put_text(a, row, left, right, sentence(a, seed, rtl), rtl);
		if (rules && i + 1 < columns)
			fill(row, right, right + 1, 0x2502);
	}
}

static void put_box(uint32_t *seed, struct bidi_cell *row, size_t count)
{
	static const uint32_t corners[][3] = {{0x250C, 0x2510, 0x2500},
					      {0x2514, 0x2518, 0x2500},
					      {0x251C, 0x2524, 0x2500},
					      {0x2588, 0x2588, 0x2580},
					      {'+', '+', '-'}};
	const uint32_t *c = corners[random_next(seed) % 5];

	fill(row, 1, count - 1, c[2]);
	fill(row, 1, 2, c[0]);
	fill(row, count - 2, count - 1, c[1]);
}

void rows_compose(struct arena *a, uint32_t *seed, struct bidi_cell *row, size_t count)
{
	bool rtl = random_next(seed) % 3 > 0;
	size_t margin = 1 + random_next(seed) % 2, from = margin, end = count - margin;

	fill(row, 0, count, ' ');
	if (random_next(seed) % 40 == 0) {
		put_box(seed, row, count);
		return;
	}
	if (random_next(seed) % 4 == 0) { /* within a box */
		fill(row, from, from + 1, 0x2502);
		fill(row, end - 1, end, 0x2502);
		from += 2;
		end -= 2;
	}
	if (random_next(seed) % 3 == 0) { /* an item of a menu */
		char n[8];

		snprintf(n, sizeof(n), "%u", random_next(seed) % 20);
		put_text(a, row, rtl ? end - 2 : from, rtl ? end : from + 2, n, rtl);
		from += rtl ? 0 : 4;
		end -= rtl ? 4 : 0;
	}
	if (random_next(seed) % 8 == 0) { /* a line to write on */
		fill(row, from, from + (end - from) / 3, '_');
		from += (end - from) / 3 + 1;
	}
	put_columns(a, seed, row, from, end, random_next(seed) % 8 == 0 ? !rtl : rtl);
}
