/* data_test.c - telephones, commands, addresses and their like keep their order in every Arabic
 * sentence that the portal has, on every kind of terminal, in both directions, folded or not. */
#include "tests/unit.h"

#include "i18n/i18n.h"
#include "tests/i18n/forward.h"
#include "tui/page/sheet.h"

#include <dirent.h>
#include <stdio.h>
#include <yaml.h>

#define WORD_MOST 256
#define TEXTS_MOST 16000
#define TEXTS_LEAST 3000 /* so that a folder that was not found shows */
#define WIDE 1000
#define SIGNS_MOST 4 /* brackets and quotes around data, and a stop behind them */

struct texts {
	struct arena *arena;
	char **list;
	size_t count;
};

/* --- all sentences ---------------------------------------------------------------------------- */

static void add(struct texts *t, const char *s, size_t len)
{
	/* Addresses stand on lines of their own, as they are. */
	if (!bidi_has_rtl(s, len) || strncmp(s, "http", 4) == 0)
		return;
	ck_assert_uint_lt(t->count, TEXTS_MOST);
	t->list[t->count++] = arena_slice(t->arena, s, len);
}

static void add_definition(struct texts *t, const char *path)
{
	FILE *f = fopen(path, "rb");
	yaml_parser_t parser;
	yaml_token_t token;
	bool more = true;

	ck_assert_msg(f != NULL, "%s", path);
	ck_assert_int_eq(yaml_parser_initialize(&parser), 1);
	yaml_parser_set_input_file(&parser, f);
	while (more) {
		ck_assert_msg(yaml_parser_scan(&parser, &token) == 1, "%s", path);
		if (token.type == YAML_SCALAR_TOKEN)
			add(t, (const char *)token.data.scalar.value, token.data.scalar.length);
		more = token.type != YAML_STREAM_END_TOKEN;
		yaml_token_delete(&token);
	}
	yaml_parser_delete(&parser);
	fclose(f);
}

static void add_folder(struct texts *t, const char *path)
{
	DIR *folder = opendir(path);
	const struct dirent *e;

	ck_assert_msg(folder != NULL, "%s", path);
	while ((e = readdir(folder)) != NULL) {
		const char *name = arena_format(t->arena, "%s/%s", path, e->d_name);

		if (e->d_name[0] == '.')
			continue;
		if (strchr(e->d_name, '.') == NULL)
			add_folder(t, name);
		else if (strstr(e->d_name, ".yaml") != NULL)
			add_definition(t, name);
	}
	closedir(folder);
}

/* The text between the quotes of one line of a .po file, onto the end of `out`. */
static void add_quoted(struct buffer *out, const char *line)
{
	const char *s = strchr(line, '"'), *end = strrchr(line, '"');

	for (s++; s < end; s++) {
		if (*s == '\\')
			s++;
		buffer_add(out, s[-1] == '\\' && *s == 'n' ? "\n" : s, 1);
	}
}

static void add_messages(struct texts *t, const char *path)
{
	FILE *f = fopen(path, "r");
	char line[4096];
	struct buffer text;
	bool translation = false;

	ck_assert_msg(f != NULL, "%s", path);
	buffer_open(&text, (size_t)1 << 20);
	while (fgets(line, sizeof(line), f) != NULL) {
		if (line[0] == '"' && translation) {
			add_quoted(&text, line);
			continue;
		}
		if (text.size > 0)
			add(t, text.data, text.size);
		buffer_clear(&text);
		translation = strncmp(line, "msgstr", 6) == 0;
		if (translation)
			add_quoted(&text, line);
	}
	if (text.size > 0)
		add(t, text.data, text.size);
	buffer_close(&text);
	fclose(f);
}

static struct texts every_text(struct arena *a)
{
	struct texts t = {.arena = a, .list = arena_array(a, TEXTS_MOST, sizeof(char *))};

	add_folder(&t, "catalogue");
	add_messages(&t, "i18n/po/ar.po");
	ck_assert_uint_ge(t.count, TEXTS_LEAST);
	return t;
}

/* --- what must stand -------------------------------------------------------------------------- */

struct sight {
	struct sheet sheet;
	struct buffer rows; /* as they are seen, left to right, a line each */
};

static void add_glyph(struct buffer *out, const struct bidi_cell *glyph)
{
	char bytes[4];

	if (glyph->cols > 0)
		buffer_add(out, bytes, utf8_encode(glyph->code[0], bytes));
}

/* What a terminal shows where it cannot show a sign: ; for ؛ and ? for ؟ beside a number. */
static uint32_t likeness(uint32_t code)
{
	return code == 0x61B ? ';' : code == 0x61F ? '?' : code == 0x2800 ? ' ' : code;
}

/* Every kind of terminal shows the row that was composed; of kitty's, those that it can, since it
 * turns a word of two scripts as one. */
static void check_kinds(const struct grid *g, const char *text)
{
	struct bidi_cell row[WIDE + 2], sent[WIDE + 2], seen[WIDE + 2];
	uint16_t shows[WIDE + 2], seen_at[WIDE + 2];
	size_t count = (size_t)g->cols;

	for (size_t i = 0; i < count; i++)
		row[i] = g->cells[i].glyph;
	for (int kind = 0; kind < TERMINAL_KINDS; kind++) {
		memcpy(sent, row, count * sizeof(*row));
		if (!rowcode_encode((enum terminal_kind)kind, sent, count, shows) &&
		    kind == TERMINAL_TOKEN)
			continue;
		forward_run((enum terminal_kind)kind, sent, count, seen, seen_at);
		for (size_t i = 0; i < count; i++)
			if (likeness(seen[i].code[0]) != likeness(row[i].code[0]))
				ck_abort_msg("kind %d, column %zu: %s", kind, i, text);
	}
}

static struct sight look(struct arena *a, const char *text, enum direction page, int width)
{
	struct sight s;

	sheet_open(&s.sheet, a, page, width);
	sheet_fold(&s.sheet, 0, &(struct strip){0, width, STYLE_PLAIN}, text);
	buffer_open(&s.rows, (size_t)1 << 20);
	for (int i = 0; i < s.sheet.count; i++) {
		struct grid *g = grid_new(a, width + 2, 1);

		sheet_compose(&s.sheet, &s.sheet.lines[i], g, 0, 1);
		if (width < WIDE)
			check_kinds(g, text);
		for (int col = 0; col < g->cols; col++)
			add_glyph(&s.rows, &g->cells[col].glyph);
		buffer_text(&s.rows, "\n");
	}
	return s;
}

static bool is_plain(char c)
{
	return c > ' ' && c < 0x7F;
}

/* True where a line may end within what has to stand together: at a hyphen between words, and in
 * what is wider than a line with a few signs around it. */
static bool is_parted(const char *s, size_t len, int width)
{
	const char *hyphen = memchr(s, '-', len);

	if (hyphen != NULL && strcspn(s, "0123456789@/") >= len)
		return width < WIDE;
	return (int)len + SIGNS_MOST > width;
}

static void check_stands(const struct sight *s, const char *word, size_t len, const char *text)
{
	char copy[WORD_MOST];

	snprintf(copy, sizeof(copy), "%.*s", (int)len, word);
	if (s->rows.data == NULL || strstr(s->rows.data, copy) == NULL)
		ck_abort_msg("%s in «%s»:\n%s", copy, text,
			     s->rows.data == NULL ? "" : s->rows.data);
}

/* Bytes of digits from here on. */
static size_t digits(const char *s)
{
	return strspn(s, "0123456789");
}

/* "03 123456": two numbers with one blank between them, and nothing else at their ends. */
static size_t pair_size(const char *s)
{
	size_t first = digits(s), second = first > 0 && s[first] == ' ' ? digits(s + first + 1) : 0;

	return second > 0 ? first + 1 + second : 0;
}

/* Whatever stands together without a blank, but for signs at its ends, and pairs of numbers. */
static void check_text(struct arena *a, const char *text, enum direction page, int width)
{
	static const char ends[] = "\"'`()[]{}<>.,;:!?-+=*/|";
	struct sight s = look(a, text, page, width);

	for (size_t at = 0, size; text[at] != '\0'; at += size) {
		size_t from = at,
		       pair = at == 0 || !is_plain(text[at - 1]) ? pair_size(text + at) : 0;

		for (size = 0; is_plain(text[at + size]); size++)
			;
		if (size == 0) {
			size = 1;
			continue;
		}
		while (from < at + size && strchr(ends, text[from]) != NULL)
			from++;
		pair = pair > 0 && !is_parted(text + at, pair, width) ? pair : 0;
		if (pair > 0)
			check_stands(&s, text + at, pair, text);
		for (size_t end = at + size; end > from; end--)
			if (strchr(ends, text[end - 1]) == NULL) {
				if (!is_parted(text + from, end - from, width))
					check_stands(&s, text + from, end - from, text);
				break;
			}
	}
	buffer_close(&s.rows);
}

START_TEST(all_sentences)
{
	static const int widths[] = {38, 76, WIDE};
	ARENA_CLEAN struct arena *texts = arena_new((size_t)64 << 20);
	ARENA_CLEAN struct arena *a = arena_new((size_t)64 << 20);
	struct texts t = every_text(texts);

	for (size_t i = 0; i < t.count; i++)
		for (size_t k = 0; k < 3; k++) {
			/* Messages in lines go to plain faces only; a paragraph is a line. */
			char *line = arena_text(a, t.list[i]);

			line[strcspn(line, "\n")] = '\0';
			check_text(a, line, DIRECTION_RTL, widths[k]);
			check_text(a, line, DIRECTION_LTR, widths[k]);
			arena_reset(a);
		}
}
END_TEST

/* --- by example ------------------------------------------------------------------------------- */

static const char *const data[] = {
	"03 123456",
	"+961 1 234 567",
	"(+961) 3-123456",
	"0550 12 34 56",
	"12-06",
	"1995-2005",
	"8:30-14:00",
	"8:30 - 14:00",
	"1234 5678 9012 34",
	"LB-2026-00042-7",
	"2026-03-14",
	"--demo",
	"-v",
	"--lang ar|fr|en",
	"ssh -p 2222 me@portal.example track 1234",
	"shubbak serve --state /srv/x",
	"shubbak(1)",
	"2001:db8::/32",
	"::1",
	"[::]:2222",
	"192.0.2.0/24",
	"a.b@c.lb",
	"plain-me@",
	"https://x.gov.lb/2024/02/29/a-b/?c=1&d=2",
	"/var/lib/shubbak",
	"~/.ssh/config",
	"12.50 USD",
	"10,000 LBP",
	"$12.50",
	"5 €",
	"3.5%",
	"12S",
	"4×6",
	"C++",
	"٠٣ ١٢٣٤٥٦",
	"٢٠٢٦-٠٣-١٤",
};

static const char *const around[] = {"مثلاً %s.",      "%s في بيروت", "(%s): لا",
				     "كتاب «%s»، ثم", "بين %s وبين", "OpenSSH في %s هنا",
				     "%s: في OpenSSH"};

START_TEST(examples)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)16 << 20);

	for (size_t i = 0; i < sizeof(data) / sizeof(data[0]); i++)
		for (size_t k = 0; k < 2 * sizeof(around) / sizeof(around[0]); k++) {
			const char *frame = around[k / 2], *at = strstr(frame, "%s");
			const char *text = arena_format(a, "%.*s%s%s", (int)(at - frame), frame,
							data[i], at + 2);
			struct sight s =
				look(a, text, k % 2 == 0 ? DIRECTION_RTL : DIRECTION_LTR, 100);

			check_stands(&s, data[i], strlen(data[i]), text);
			buffer_close(&s.rows);
		}
}
END_TEST

/* Folded, each line holds the next part of it, in order. */
START_TEST(over_lines)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)16 << 20);

	for (size_t i = 0; i < sizeof(data) / sizeof(data[0]); i++)
		for (int width = 12; width < 40; width++) {
			const char *text = arena_format(a, "اكتب مثلاً %s من فضلك", data[i]);
			struct sight s = look(a, text, DIRECTION_RTL, width);
			const char *rest = data[i];

			for (const char *line = s.rows.data; *line != '\0' && *rest != '\0';) {
				size_t len = strcspn(line, "\n"), most = 0;

				for (size_t at = 0; at < len; at++) {
					size_t same = 0;

					while (rest[same] != '\0' && line[at + same] == rest[same])
						same++;
					most = same > most ? same : most;
				}
				if (strpbrk(rest, " ") == rest && most > 0)
					most -= most > strlen(rest) ? 1 : 0;
				rest += most;
				while (*rest == ' ')
					rest++;
				line += len + 1;
			}
			ck_assert_msg(*rest == '\0', "%s at %d:\n%s", data[i], width, s.rows.data);
			buffer_close(&s.rows);
			arena_reset(a);
		}
}
END_TEST

SUITE(data, all_sentences, examples, over_lines)
