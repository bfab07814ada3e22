/* mixed_test.c - long words, two directions and all kinds of blocks on one page: nothing is split,
 * turned round or lost. */
#include "tests/tui/golden.h"

#include "i18n/cluster.h"
#include "tests/i18n/random.h"
#include "tui/page/layout.h"
#include "tui/page/sheet.h"
#include "tui/face/edit.h"

#define ROWS_MOST 400

/* Accents on every letter and half as long again, as long languages are; and Arabic with all its
 * harakat, with data in it. */
#define LONG_LATIN                                                                                 \
	"[Ĥéŕê ýøù ƒîñð ŵĥåţ ýøù åššéŕţéð · Ðönåûðåmƥfšçĥîffåĥŕţšĝéšéļļšçĥåfţ · ©éŕţîfîéð]"
#define LONG_ARABIC                                                                                                                                                                           \
	"هُنا تَجِدُونَ ما سَيُسْتَعْمَلُ في مُعامَلاتِكُم: لا إلٰهَ إلّا الله، والأَسْماءُ المُرَكَّبةُ " \
	"كعَبْدِ‌الرَّحْمٰن، "                                                                                                                                            \
	"فسَيَكْفِيكَهُم"
#define DATE "2026-03-14"
#define PHONE "+961 1 234 567"
#define REFERENCE "LB-2026-00042-7"
#define NAME "Jean-Luc d’Élie (S.A.R.L.)"
#define MONEY "12,345.67 LBP"

struct sight {
	struct arena *arena;
	struct layout_for x;
	struct page *page;
	struct position at;
	struct edit edit;
	struct buffer text;
};

static void open_sight(struct sight *s, enum lang lang)
{
	*s = (struct sight){.at = {.number = -1}, .x = {.lang = lang, .who = "Guest"}};
	s->arena = arena_new((size_t)32 << 20);
	s->page = page_new(s->arena, "mixed", LONG_LATIN);
	buffer_open(&s->text, (size_t)1 << 20);
	message_use(lang);
}

static void close_sight(struct sight *s)
{
	edit_close(&s->edit);
	buffer_close(&s->text);
	arena_free(s->arena);
}

/* The whole body on a screen just as tall. */
static const struct grid *look(struct sight *s, int cols)
{
	int all, rows;
	const struct grid *g;

	layout_page(s->arena, s->page, &s->x, &s->at, cols, ROWS_MOST, &all);
	ck_assert_int_lt(all, s->at.height);
	rows = all + ROWS_MOST - s->at.height;
	g = layout_page(s->arena, s->page, &s->x, &s->at, cols, rows, &all);
	buffer_clear(&s->text);
	print_grid(g, &s->text);
	return g;
}

/* A sentence with one of each kind of data, set apart as messages do it. */
static const char *sentence(struct arena *a, const char *around)
{
	return arena_format(a, "%s %s, %s (%s) · %s — %s %s", around, bidi_isolate(a, DATE),
			    bidi_isolate(a, PHONE), bidi_isolate(a, REFERENCE),
			    bidi_isolate(a, NAME), bidi_isolate(a, MONEY), around);
}

static void add_field(struct sight *s)
{
	struct option *options = arena_array(s->arena, 2, sizeof(*options));
	struct field f = {.id = 1,
			  .kind = FIELD_CHOICES,
			  .label = sentence(s->arena, LONG_ARABIC),
			  .help = LONG_LATIN,
			  .error = LONG_ARABIC,
			  .value = "",
			  .required = true,
			  .options = options,
			  .option_count = 2};

	options[0] = (struct option){.label = LONG_ARABIC, .chosen = true};
	options[1] = (struct option){.label = LONG_LATIN};
	page_field(s->page, &f);
}

static void add_line(struct sight *s, enum field_kind kind, const char *value)
{
	struct field f = {.id = 2,
			  .kind = kind,
			  .label = LONG_LATIN,
			  .value = value,
			  .lines = 3,
			  .required = true};

	page_field(s->page, &f);
	edit_open(&s->edit, value, lang_direction(s->x.lang), false, 3);
	s->at.field = 2;
	s->at.edit = &s->edit;
}

static void add_blocks(struct sight *s)
{
	const char *latin = sentence(s->arena, LONG_LATIN);
	const char *arabic = sentence(s->arena, LONG_ARABIC);

	s->page->trail = LONG_ARABIC " > " LONG_LATIN;
	page_heading(s->page, arabic);
	page_text(s->page, TONE_PLAIN, latin);
	page_text(s->page, TONE_QUIET, arabic);
	page_notice(s->page, NOTICE_INFO, latin);
	page_notice(s->page, NOTICE_ERROR, arabic);
	page_bullet(s->page, latin);
	page_bullet(s->page, arabic);
	page_pair(s->page, LONG_LATIN, arabic, 1);
	page_pair(s->page, LONG_ARABIC, latin, 0);
	page_menu(s->page, 2, arabic, latin, "مُكْتَمِل");
	page_menu(s->page, 3, latin, arabic, "Ðöñé");
	page_stage(s->page, MARK_DONE, LONG_ARABIC, DATE);
	page_stage(s->page, MARK_NOW, LONG_LATIN, "١٤/٠٣/٢٠٢٦");
	page_big(s->page, "12345678901234");
	page_gap(s->page);
	page_code(s->page, "ssh me@portal.example " REFERENCE);
}

START_TEST(a_page_of_everything)
{
	static const int widths[] = {24, 40, 80};
	static const enum lang langs[] = {LANG_AR, LANG_EN};
	int differences = 0;

	for (size_t i = 0; i < 2; i++)
		for (size_t k = 0; k < 3; k++) {
			struct sight s;
			char *path;

			open_sight(&s, langs[i]);
			add_blocks(&s);
			add_field(&s);
			add_line(&s, FIELD_LINES, LONG_ARABIC "\n" LONG_LATIN);
			look(&s, widths[k]);
			path = arena_format(s.arena, "tests/golden/%s/mixed/%d.txt",
					    lang_code(langs[i]), widths[k]);
			differences += !golden_file(path, &s.text);
			close_sight(&s);
		}
	ck_assert_int_eq(differences, 0);
}
END_TEST

/* --- data keep their order -------------------------------------------------------------------- */

static bool stands_in(const struct sight *s, const char *words)
{
	return strstr(s->text.data, words) != NULL;
}

/* Adds one block that holds the words. */
static void add_kind(struct sight *s, int kind, const char *words)
{
	switch (kind) {
	case 0: page_heading(s->page, words); break;
	case 1: page_text(s->page, TONE_PLAIN, words); break;
	case 2: page_notice(s->page, NOTICE_WARNING, words); break;
	case 3: page_bullet(s->page, words); break;
	case 4: page_pair(s->page, "الموعد", words, 1); break;
	case 5: page_pair(s->page, words, "لا", 1); break;
	case 6: page_menu(s->page, 1, words, NULL, NULL); break;
	case 7: page_menu(s->page, 1, "خدمة", words, NULL); break;
	case 8: page_menu(s->page, 1, "خدمة", NULL, words); break;
	case 9: page_stage(s->page, MARK_NOW, words, "لا"); break;
	default: page_stage(s->page, MARK_NOW, "لا", words); break;
	}
}

START_TEST(data_keep_their_order)
{
	static const char *const data[] = {DATE,  PHONE,      REFERENCE,      "Jean-Luc d’Élie",
					   MONEY, "a.b@c.lb", "(+961) 3-123", "3.5%",
					   "C++"};
	static const char *const around[] = {"آخر يوم %s.", "%s في بيروت", "(%s): لا", "%s"};

	for (int kind = 0; kind <= 10; kind++)
		for (size_t i = 0; i < sizeof(data) / sizeof(data[0]); i++)
			for (size_t k = 0; k < 4; k++) {
				struct sight s;
				const char *before = around[k], *at = strstr(before, "%s");
				const char *words;

				open_sight(&s, LANG_AR);
				words = arena_format(s.arena, "%.*s%s%s", (int)(at - before),
						     before, bidi_isolate(s.arena, data[i]),
						     at + 2);
				add_kind(&s, kind, words);
				look(&s, 132);
				if (!stands_in(&s, data[i]))
					ck_abort_msg("%s in %s, block %d:\n%s", data[i], words,
						     kind, s.text.data);
				close_sight(&s);
			}
}
END_TEST

/* What has no blank in it stays together on every screen that is wide enough for it. */
START_TEST(data_are_not_broken)
{
	static const char *const data[] = {DATE, "03/123456", "1,234.50", "a.b@c.lb", "14:30"};

	for (int cols = 24; cols <= 60; cols++)
		for (size_t i = 0; i < sizeof(data) / sizeof(data[0]); i++) {
			struct sight s;

			open_sight(&s, LANG_AR);
			page_text(s.page, TONE_PLAIN,
				  arena_format(s.arena, "يُرجى الحضور قبل %s إلى الدائرة، %s لا غير",
					       bidi_isolate(s.arena, data[i]),
					       bidi_isolate(s.arena, data[i])));
			look(&s, cols);
			ck_assert_msg(stands_in(&s, data[i]), "%s at %d:\n%s", data[i], cols,
				      s.text.data);
			close_sight(&s);
		}
}
END_TEST

/* --- clusters --------------------------------------------------------------------------------- */

/* The next cluster that is seen; blanks and isolates are passed over. Its bytes; 0 at the end. */
static size_t next_seen(const char **s, const char *end)
{
	while (*s < end) {
		size_t size = cluster_next(*s, (size_t)(end - *s), NULL);
		bool isolate = size == 3 && memcmp(*s, "\xE2\x81", 2) == 0;

		if (!isolate && **s != ' ' && **s != '\n')
			return size;
		*s += size;
	}
	return 0;
}

/* The lines hold the clusters of the text, each of them whole, in their order. */
static void check_fold(struct arena *a, const char *text, int width)
{
	struct sheet s;
	const char *at = text, *end = text + strlen(text);

	sheet_open(&s, a, DIRECTION_RTL, width);
	sheet_fold(&s, 0, &(struct strip){0, width, STYLE_PLAIN}, text);
	for (int i = 0; i < s.count; i++) {
		const struct piece *piece = s.lines[i].first;
		const char *part = piece == NULL ? "" : piece->text;
		const char *part_end = piece == NULL ? part : part + piece->len;

		for (size_t size; (size = next_seen(&part, part_end)) > 0; part += size) {
			size_t whole = next_seen(&at, end);

			if (size != whole || memcmp(part, at, size) != 0)
				ck_abort_msg("split at %d columns: %s", width, text);
			at += size;
		}
		if (piece != NULL && cluster_cols(piece->text, piece->len) > width &&
		    cluster_next(piece->text, piece->len, NULL) < piece->len)
			ck_abort_msg("longer than %d columns: %s", width, piece->text);
	}
	ck_assert_msg(next_seen(&at, end) == 0, "lost: %s", at);
}

START_TEST(clusters_are_never_split)
{
	static const char *const texts[] = {
		LONG_ARABIC,
		LONG_LATIN,
		"e\u0301e\u0301e\u0301 q\u0323\u0307",
		"นี่ น้ำ นี่",
		"👨‍👩‍👧‍👦👨‍👩‍👧 🇱🇧🇹🇳",
		"日本語の文章",
		"مُحَمَّدٌ عَبْدُ‌اللهِ ﷺ لَاٰ",
	};
	ARENA_CLEAN struct arena *a = arena_new((size_t)4 << 20);

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		for (int width = 2; width < 60; width++) {
			arena_reset(a);
			check_fold(a, texts[i], width);
			check_fold(a, sentence(a, texts[i]), width);
		}
}
END_TEST

/* --- harakat ---------------------------------------------------------------------------------- */

static bool is_haraka(uint32_t code)
{
	return (code >= 0x64B && code <= 0x652) || code == 0x670;
}

START_TEST(harakat_are_kept_and_not_shown)
{
	static const char name[] = "مُحَمَّدٌ عَبْدُ الرَّحْمٰن";
	static const char bare[] = "ﻦﻤﺣﺮﻟﺍ ﺪﺒﻋ ﺪﻤﺤﻣ";

	for (int kind = 0; kind <= 11; kind++) {
		struct sight s;
		const struct grid *g;

		open_sight(&s, LANG_AR);
		if (kind == 11)
			add_line(&s, FIELD_LINE, name);
		else
			add_kind(&s, kind, name);
		g = look(&s, 80);
		ck_assert_msg(stands_in(&s, bare), "block %d:\n%s", kind, s.text.data);
		for (int i = 0; i < g->rows * g->cols; i++)
			for (int k = 0; k < CELL_CODES; k++)
				if (is_haraka(g->cells[i].glyph.code[k]))
					ck_abort_msg("block %d shows harakat", kind);
		if (kind == 11)
			ck_assert_str_eq(s.edit.text.data, name);
		close_sight(&s);
	}
}
END_TEST

/* --- the mirror ------------------------------------------------------------------------------- */

/* Numbers, bullets and marks of stages stand at the edge where reading begins, in both directions.
 */
START_TEST(signs_stand_where_reading_begins)
{
	for (int lang = 0; lang < LANG_COUNT; lang++) {
		static const uint32_t signs[] = {'1', 0x2022, 0x25CF, '!'};
		bool rtl = lang_direction((enum lang)lang) == DIRECTION_RTL;

		for (int kind = 0; kind < 4; kind++) {
			struct sight s;
			const struct grid *g;
			int edge = rtl ? 77 : 2, found = 0;

			open_sight(&s, (enum lang)lang);
			s.page->title = "x";
			if (kind == 0)
				page_menu(s.page, 1, LONG_ARABIC, LONG_LATIN, NULL);
			else if (kind == 1)
				page_bullet(s.page, LONG_LATIN);
			else if (kind == 2)
				page_stage(s.page, MARK_NOW, LONG_ARABIC, DATE);
			else
				page_notice(s.page, NOTICE_WARNING, LONG_LATIN);
			g = look(&s, 80);
			for (int row = 0; row < g->rows - 3; row++)
				found += grid_at(g, row, edge)->glyph.code[0] == signs[kind];
			ck_assert_msg(found == 1, "sign %d in language %d: %d\n%s", kind, lang,
				      found, s.text.data);
			close_sight(&s);
		}
	}
}
END_TEST

SUITE(mixed, a_page_of_everything, data_keep_their_order, data_are_not_broken,
      clusters_are_never_split, harakat_are_kept_and_not_shown, signs_stand_where_reading_begins)
