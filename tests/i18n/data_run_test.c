/* data_run_test.c - which parts of a sentence are data that keep their order, and where they end.
 */
#include "tests/unit.h"

#include "i18n/base/buffer.h"
#include "i18n/bidi.h"
#include "i18n/data_run.h"
#include "i18n/utf8.h"
#include "tests/i18n/random.h"

#include <string.h>

/* The text with ⟦⟧ around each run. */
static char *marked(struct arena *a, const char *s)
{
	struct data_run *runs;
	size_t count = data_run_find(a, s, &runs), at = 0;
	char *out = arena_text(a, "");

	for (size_t i = 0; i < count; i++) {
		out = arena_format(a, "%s%.*s⟦%.*s⟧", out, (int)(runs[i].from - at), s + at,
				   (int)(runs[i].end - runs[i].from), s + runs[i].from);
		at = runs[i].end;
	}
	return arena_format(a, "%s%s", out, s + at);
}

/* The same without the marks. */
static char *bare(struct arena *a, const char *s)
{
	char *out = arena_take(a, strlen(s) + 1), *to = out;

	for (; *s != '\0'; s++) {
		if (strncmp(s, "⟦", 3) == 0 || strncmp(s, "⟧", 3) == 0)
			s += 2;
		else
			*to++ = *s;
	}
	return out;
}

static void check_all(const char *const *cases, size_t count)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);

	for (size_t i = 0; i < count; i++) {
		const char *got = marked(a, bare(a, cases[i]));

		ck_assert_msg(strcmp(got, cases[i]) == 0, "%s, not %s", got, cases[i]);
	}
}

#define CHECK_ALL(cases) check_all(cases, sizeof(cases) / sizeof((cases)[0]))

START_TEST(numbers_in_parts)
{
	static const char *const cases[] = {
		"مثلاً ⟦03 123456⟧.",
		"مثل ⟦03 123456⟧ أو ⟦71 123456⟧.",
		"الهاتف: ⟦+961 1 234 567⟧، بيروت",
		"هاتف ⟦(+961) 3-123456⟧ (مسائي)",
		"(⟦0100 123 4567⟧)",
		"⟦1 (800) 555⟧ مجاني",
		"القانون رقم ⟦12-06⟧ المؤرخ في 14/05/1975",
		"مواليد ⟦1995-2005⟧، ومواليد ⟦1994–2009⟧",
		"المرجع ⟦1234 5678 9012 34⟧.",
		"بتاريخ ⟦2026-03-14⟧.",
		"و⟦12-06⟧",
		"⟦-12⟧ ثم 5-",
		"هاتف ⟦٠٣ ١٢٣٤٥٦⟧ فقط",
		"رقم ⟦٢٠٢٦-٠٣-١٤⟧",
		"نسبة ⟦8.5%⟧ ونسبة ⟦5 %⟧.",
		"⟦4×6⟧ أو ⟦3.5 × 4.5⟧ سم",
		"رمز ⟦-5⟧ درجات",
	};

	CHECK_ALL(cases);
}
END_TEST

START_TEST(hours_and_lists)
{
	static const char *const cases[] = {
		"إلى الخميس، ⟦8:30-14:00⟧ في 2023",
		"من ⟦8:30 - 14:00⟧ يومياً",
		"من ⟦8:30 – 14:00⟧ يومياً",
		"هاتف ⟦01 - 123456⟧",
		"كانون الأول 2021 - 31 كانون الثاني",
		"⟦03 123456⟧, ⟦01 234567⟧",
		"1. ⟦12-06⟧ قانون",
		"⟦12-06⟧ (2023)",
		"ما قبل 1932 (⟦post 11470⟧)",
		"للأسرة + 60 (⟦0-6⟧)، 80",
		"مبلغ 375,000 + ⟦0.15%⟧ من رأس المال",
		"بالتعريف الوطني (NIN): 18 رقماً",
		"الجهة · ⟦12-06⟧ · ⟦13-06⟧",
		"دوام (⟦8:30 - 14:00⟧)",
		"هاتف 01 - abc",
		"هاتف 01 ⟦-5⟧",
	};

	CHECK_ALL(cases);
}
END_TEST

START_TEST(words_with_signs)
{
	static const char *const cases[] = {
		"اكتب ⟦--demo⟧ أو ⟦-v⟧.",
		"الأمر «⟦shubbak serve --state /srv/x⟧».",
		"الأمر ⟦ssh -p 2222 me@portal.example track 1234⟧، ثم",
		"مجلّد ⟦/var/lib/shubbak⟧ أو ⟦~/.ssh/config⟧ أو ⟦.ssh⟧",
		"راجع ⟦shubbak(1)⟧.",
		"مثل ⟦2001:db8::/32⟧ أو ⟦::1⟧ أو ⟦[::]:2222⟧.",
		"مثل ⟦192.0.2.0-192.0.2.9⟧",
		"⟦https://x.gov.lb/a-b/?c=1&d=2⟧: هنا",
		"البريد ⟦a.b@c.lb⟧، ⟦plain-me@⟧",
		"مبلغ ⟦12.50 USD⟧ أو ⟦10,000 LBP⟧ أو ⟦$12.50⟧ أو ⟦5 €⟧",
		"الشهادة ⟦12S⟧ و(S12)",
		"⟦IL.02-12/2013⟧",
		"خدمة ⟦C++⟧ و⟦Jean-Luc d'Élie⟧",
		"الاستعمال: ⟦shubbak SUBCOMMAND [--state DIR]⟧ …",
		"ملف \"⟦a b.txt⟧\"",
		"اكتب ⟦echo \"a b\"⟧ هنا",
		"⟦(0)3-123⟧ ثم ⟦[id]/x⟧",
		"⟦<file>⟧ و⟦$HOME⟧",
	};

	CHECK_ALL(cases);
}
END_TEST

/* What keeps its order without us, and what was set apart already. */
START_TEST(left_alone)
{
	static const char *const cases[] = {
		"",
		"عام 2026.",
		"10,000,000 ل.ل.",
		"خدمة OpenSSH سلام",
		"خدمة OpenSSH / سلام",
		"قياس A4 وملف PDF",
		"Hello world سلام",
		"في 14/3/1990 الساعة 8:30",
		"من 192.0.2.0/24",
		"٣٫٥ و٢٠٢٦/٠٣/١٤",
		"تاريخ \u20662026-03-14\u2069 سلام",
		"تاريخ \u20662026-03-14\u2069 ثم ⟦12-06⟧",
		"تاريخ \u2066a \u2067b\u2069 12-06\u2069 ثم ⟦12-06⟧",
		"تاريخ \u2066a \u2068b\u2069 12-06\u2069 ثم ⟦12-06⟧",
		"حضر-بدو و/أو",
		"- نقطة (أ)",
	};

	CHECK_ALL(cases);
}
END_TEST

START_TEST(apart_by_the_base)
{
	static const struct {
		const char *s, *rtl, *ltr;
	} cases[] = {
		{"Law 12-06", "Law 12-06", "Law 12-06"},
		{"رقم 12-06.", "رقم \u206612-06\u2069.", "رقم \u206612-06\u2069."},
		{"رقم 12S", "رقم \u206612S\u2069", "رقم \u200E12S"},
		{"٠٣ ١٢ و", "\u2066٠٣\u200E ١٢\u2069 و", "\u2066٠٣\u200E ١٢\u2069 و"},
		/* Within an isolate its own base counts. */
		{"\u2068x-y و\u2069", "\u2068\u200Ex-y و\u2069", "\u2068\u200Ex-y و\u2069"},
		{"\u2068و 12S\u2069 a-b", "\u2068و \u206612S\u2069\u2069 \u2066a-b\u2069",
		 "\u2068و \u206612S\u2069\u2069 \u200Ea-b"},
		{"\u2067و 12S\u2069", "\u2067و \u206612S\u2069\u2069",
		 "\u2067و \u206612S\u2069\u2069"},
		{"\u2066و 1-2\u2069", "\u2066و 1-2\u2069", "\u2066و 1-2\u2069"},
		{"\u2069و 1-2", "\u2069و \u20661-2\u2069", "\u2069و \u20661-2\u2069"},
	};
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		ck_assert_str_eq(data_run_apart(a, cases[i].s, DIRECTION_RTL), cases[i].rtl);
		ck_assert_str_eq(data_run_apart(a, cases[i].s, DIRECTION_LTR), cases[i].ltr);
	}
}
END_TEST

/* Whatever comes: runs are in order and not empty, and nothing but marks is added. */
START_TEST(hostile)
{
	static const char *const bits[] = {"(",  ")", "[",  "]",      "{",      "}",      "<",
					   "12", "a", "ب",  " ",      "-",      "+",      ".",
					   ":",  "/", "\"", "\u2066", "\u2067", "\u2068", "\u2069",
					   "٣",  "€", "%",  "\u0301", "×",      "\xFF"};
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);
	uint32_t seed = 9;

	for (int n = 0; n < 20000; n++) {
		struct data_run *runs;
		const char *s = "", *apart;
		size_t count, end = 0, i = 0;

		arena_reset(a);
		for (unsigned k = random_next(&seed) % 24; k > 0; k--)
			s = arena_format(
				a, "%s%s", s,
				bits[random_next(&seed) % (sizeof(bits) / sizeof(bits[0]))]);
		count = data_run_find(a, s, &runs);
		for (size_t k = 0; k < count; k++) {
			ck_assert_msg(runs[k].from >= end && runs[k].end > runs[k].from, "%s", s);
			end = runs[k].end;
		}
		ck_assert_uint_le(end, strlen(s));
		apart = data_run_apart(a, s, n % 2 == 0 ? DIRECTION_RTL : DIRECTION_LTR);
		for (; apart[i] != '\0' && *s != '\0'; i++)
			if (apart[i] == *s)
				s++;
			else
				ck_assert_msg(strchr("\xE2\x80\x81\x8E\xA6\xA9", apart[i]) != NULL,
					      "%s", apart);
		ck_assert_str_eq(s, "");
	}
}
END_TEST

SUITE(data_run, numbers_in_parts, hours_and_lists, words_with_signs, left_alone, apart_by_the_base,
      hostile)
