/* text.c - text at the door: what comes in is made clean once, what goes out is made harmless. */
#include "i18n/text.h"

#include "i18n/base/buffer.h"
#include "i18n/cluster.h"
#include "i18n/compose.h"
#include "i18n/utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#define REPLACEMENT 0xFFFD
#define TATWEEL 0x640
#define ZWNJ 0x200C
#define ZWJ 0x200D
#define CUT_MARK "…"
#define FORM_LETTERS 20 /* U+FDFA has 18 */
#define MARKS_MOST 8    /* marks on one letter; four are the most that languages need */

/* What a code point is to us, whatever its script. */
enum nature {
	NATURE_PLAIN,
	NATURE_BLANK,   /* tab */
	NATURE_END,     /* line and paragraph ends */
	NATURE_CONTROL, /* C0, DEL, C1 */
	NATURE_JOINER,  /* ZWJ, ZWNJ: good between letters */
	NATURE_HIDDEN,  /* bidi controls, tags, fillers, soft hyphen, variation selectors … */
	NATURE_STRANGE, /* private use, not assigned */
};

static enum nature format_nature(uint32_t code)
{
	/* The signs of the Arabic, Syriac and Kaithi scripts that stand above numbers are seen. */
	if (code < 0x2000 || code == 0x110BD || code == 0x110CD)
		return NATURE_PLAIN;
	return NATURE_HIDDEN;
}

static enum nature nature_of(uint32_t code)
{
	const utf8proc_property_t *property;

	if (code >= 0x20 && code < 0x7F)
		return NATURE_PLAIN;
	if (code == '\t')
		return NATURE_BLANK;
	if (code == '\n' || code == '\r' || code == 0x2028 || code == 0x2029)
		return NATURE_END;
	if (code == ZWJ || code == ZWNJ)
		return NATURE_JOINER;
	property = utf8proc_get_property((utf8proc_int32_t)code);
	if (property->ignorable || code == 0x2065 || (code >= 0xFFF0 && code <= 0xFFFB) ||
	    (code >= 0xE0000 && code <= 0xE0FFF))
		return NATURE_HIDDEN;
	switch (property->category) {
	case UTF8PROC_CATEGORY_CC: return NATURE_CONTROL;
	case UTF8PROC_CATEGORY_CF: return format_nature(code);
	case UTF8PROC_CATEGORY_CN:
	case UTF8PROC_CATEGORY_CO: return NATURE_STRANGE;
	default: return NATURE_PLAIN;
	}
}

static bool is_letter(uint32_t code)
{
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code);

	return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_ME;
}

static bool is_mark(uint32_t code)
{
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code);

	return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME;
}

static bool is_presentation(uint32_t code)
{
	return (code >= 0xFB50 && code <= 0xFDFF) || (code >= 0xFE70 && code <= 0xFEFE);
}

/* Text that is being put together, code point by code point. */
struct writer {
	struct buffer out;
	uint32_t last;   /* what was written last; 0 at the start */
	uint32_t joiner; /* one that waits for a letter behind it; 0 when there is none */
	int marks;       /* written in a row */
	size_t end;      /* behind the last thing that is no blank */
	bool ended;      /* a line end was passed over: nothing may follow on a single line */
	bool stretched;  /* a tatweel was left out */
};

static bool is_edge(uint32_t code)
{
	return code == '\n' || utf8proc_category((utf8proc_int32_t)code) == UTF8PROC_CATEGORY_ZS;
}

static void write_code(struct writer *w, uint32_t code)
{
	char bytes[4];

	buffer_add(&w->out, bytes, utf8_encode(code, bytes));
	w->last = code;
	if (!is_edge(code))
		w->end = w->out.size;
}

/* Takes a code point of a nature that is to be seen, or a joiner; joiners and marks have their
 * place behind a letter only. */
static void add(struct writer *w, uint32_t code)
{
	bool mark = is_mark(code);

	if (code == ZWJ || code == ZWNJ) {
		if (w->last != 0 && is_letter(w->last))
			w->joiner = code;
		return;
	}
	w->marks = mark ? w->marks + 1 : 0;
	if (mark && (w->last == 0 || w->marks > MARKS_MOST))
		return;
	if (w->joiner != 0 && is_letter(code))
		write_code(w, w->joiner);
	w->joiner = 0;
	write_code(w, code);
}

/* --- folding at the door ---------------------------------------------------------------------- */

static bool is_blank(uint32_t code)
{
	return code == ' ' ||
	       (code >= 0x80 && utf8proc_category((utf8proc_int32_t)code) == UTF8PROC_CATEGORY_ZS);
}

/* What keyboards, word processors and web pages put in the place of the ASCII sign, for data. */
static uint32_t fold_data(uint32_t code)
{
	switch (code) {
	case 0x2012:
	case 0x2013:
	case 0x2014:
	case 0x2015: return '-';
	case 0xB4:
	case 0x2BC:
	case 0x2018:
	case 0x2019:
	case 0x201B:
	case 0x2032:
	case 0xFF07: return '\'';
	case 0xAB:
	case 0xBB:
	case 0x201C:
	case 0x201D:
	case 0x201E:
	case 0x201F:
	case 0xFF02: return '"';
	default: return code;
	}
}

static bool has_lines(enum text_kind kind)
{
	return kind == TEXT_LINES || kind == TEXT_PAGE;
}

static uint32_t fold_code(uint32_t code, enum text_kind kind)
{
	if (code < 0x80 || kind == TEXT_TITLE || kind == TEXT_PAGE)
		return code;
	if (is_blank(code))
		return ' ';
	if (code == 0x2010 || code == 0x2011 || code == 0x2212 || code == 0xFE63 || code == 0xFF0D)
		return '-';
	return kind == TEXT_LINE ? fold_data(code) : code;
}

/* One blank parts words as well as two, which nobody sees: "Mohamed  Ali" is one name with "Mohamed
 * Ali". Lines of a text may be set out with them. */
static bool folds_blanks(enum text_kind kind)
{
	return kind == TEXT_LINE || kind == TEXT_WORDS;
}

/* Takes a code point as it is kept: in data a tatweel is an ornament. */
static void add_folded(struct writer *w, uint32_t code, enum text_kind kind)
{
	uint32_t folded = fold_code(code, kind);

	if (kind == TEXT_LINE && code == TATWEEL)
		w->stretched = true;
	else if (folded != ' ' || !folds_blanks(kind) || w->out.size == 0 ||
		 w->out.data[w->out.size - 1] != ' ')
		add(w, folded);
}

/* The letters of an Arabic presentation form; the blank that carries a mark of its own is left
 * out. */
static void add_letters(struct writer *w, uint32_t code, enum text_kind kind)
{
	utf8proc_int32_t letters[FORM_LETTERS];
	int boundary = 0;
	utf8proc_ssize_t count =
		utf8proc_decompose_char((utf8proc_int32_t)code, letters, FORM_LETTERS,
					UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT, &boundary);
	bool lone_mark = count > 1 && letters[0] == ' ';

	for (utf8proc_ssize_t i = lone_mark ? 1 : 0; i < count && i < FORM_LETTERS; i++)
		add_folded(w, (uint32_t)letters[i], kind);
}

static enum fault add_clean(struct writer *w, uint32_t code, enum text_kind kind, struct error *err)
{
	switch (nature_of(code)) {
	case NATURE_END:
		if (!has_lines(kind)) {
			w->ended = w->end > 0;
			return FAULT_NONE;
		}
		code = '\n';
		break;
	case NATURE_CONTROL:
		return fail(err, FAULT_INPUT,
			    N_("This text contains control characters. Use plain text only."),
			    "control character U+%04X", code);
	case NATURE_HIDDEN: return FAULT_NONE;
	case NATURE_BLANK: code = ' '; break;
	default: break;
	}
	if ((w->end == 0 || w->ended) && is_edge(code))
		return FAULT_NONE;
	if (w->ended)
		return fail(err, FAULT_INPUT, N_("Enter this on one line."), "a line end");
	if (is_presentation(code))
		add_letters(w, code, kind);
	else
		add_folded(w, code, kind);
	return FAULT_NONE;
}

static enum fault clean(struct writer *w, const char *bytes, size_t len, enum text_kind kind,
			struct error *err)
{
	uint32_t code;

	for (size_t at = 0, size; at < len; at += size) {
		enum fault fault;

		size = utf8_decode(bytes + at, len - at, &code);
		if (size == 0)
			return fail(err, FAULT_INPUT,
				    N_("This text is not in UTF-8. Set your terminal or your "
				       "editor to UTF-8."),
				    "not UTF-8 at byte %zu", at);
		if (code == '\r' && has_lines(kind) && at + 1 < len && bytes[at + 1] == '\n')
			continue;
		fault = add_clean(w, code, kind, err);
		if (fault != FAULT_NONE)
			return fault;
	}
	if (w->end == 0 && w->stretched)
		add(w, TATWEEL);
	return FAULT_NONE;
}

static void fold_blanks(char *s)
{
	char *to = s;

	for (; *s != '\0'; s++)
		if (s[0] != ' ' || s[1] != ' ')
			*to++ = *s;
	*to = '\0';
}

enum fault text_clean(struct arena *a, const char *bytes, size_t len, enum text_kind kind,
		      char **ret, struct error *err)
{
	struct writer w = {0};
	enum fault fault;

	if (utf8_is_plain(bytes, len)) {
		while (len > 0 && bytes[len - 1] == ' ')
			len--;
		while (len > 0 && bytes[0] == ' ')
			bytes++, len--;
		*ret = arena_slice(a, bytes, len);
		if (folds_blanks(kind))
			fold_blanks(*ret);
		return FAULT_NONE;
	}
	buffer_open(&w.out, SIZE_MAX / 2);
	fault = clean(&w, bytes, len, kind, err);
	if (fault == FAULT_NONE)
		*ret = compose(a, w.out.data, w.end);
	buffer_close(&w.out);
	return fault;
}

size_t text_margin(const char *s, size_t len, bool *ret_blank)
{
	size_t at = 0;
	uint32_t code;

	*ret_blank = false;
	for (size_t size; at < len; at += size) {
		size = utf8_decode(s + at, len - at, &code);
		if (size == 0 ||
		    (code != '\t' && !is_blank(code) && nature_of(code) != NATURE_HIDDEN))
			break;
		*ret_blank = *ret_blank || code == '\t' || is_blank(code);
	}
	return at;
}

static void add_safe(struct writer *w, uint32_t code)
{
	switch (nature_of(code)) {
	case NATURE_BLANK:
	case NATURE_END: add(w, ' '); break;
	case NATURE_CONTROL:
	case NATURE_STRANGE: add(w, REPLACEMENT); break;
	case NATURE_HIDDEN: break;
	default: add(w, code); break;
	}
}

/* The first bytes of `s`, whole clusters, with the mark of a cut: `cap` bytes at most. */
static char *cut(struct arena *a, const char *s, size_t len, size_t cap)
{
	const size_t room = cap < strlen(CUT_MARK) ? 0 : cap - strlen(CUT_MARK);
	size_t at = 0;

	while (at < len) {
		size_t size = cluster_next(s + at, len - at, NULL);

		if (at + size > room)
			break;
		at += size;
	}
	return arena_format(a, "%.*s%s", (int)at, s, cap < strlen(CUT_MARK) ? "" : CUT_MARK);
}

char *text_safe(struct arena *a, const char *s, size_t cap)
{
	size_t len = strlen(s);
	struct writer w = {0};
	uint32_t code;
	char *text;

	if (utf8_is_plain(s, len) && (cap == 0 || len <= cap))
		return arena_slice(a, s, len);
	buffer_open(&w.out, SIZE_MAX / 2);
	for (size_t at = 0, size; at < len; at += size) {
		size = utf8_decode(s + at, len - at, &code);
		if (size == 0) {
			size = 1;
			code = REPLACEMENT;
		}
		add_safe(&w, code);
	}
	if (cap > 0 && w.out.size > cap)
		text = cut(a, w.out.data, w.out.size, cap);
	else
		text = arena_slice(a, w.out.data, w.out.size);
	buffer_close(&w.out);
	return text;
}

char *text_safe_lines(struct arena *a, const char *s, const char *margin)
{
	BUFFER_CLEAN struct buffer b;

	buffer_open(&b, SIZE_MAX / 2);
	for (size_t len;; s += len + 1) {
		len = strcspn(s, "\n");
		buffer_text(&b, text_safe(a, arena_slice(a, s, len), 0));
		if (s[len] == '\0')
			break;
		buffer_format(&b, "\n%s", margin);
	}
	return arena_slice(a, b.data == NULL ? "" : b.data, b.size);
}

/* Harakat, the small signs of the Quran, and tatweel; not the hamza and madda that make a letter.
 */
static bool is_ornament(uint32_t code)
{
	return code == 0x640 || (code >= 0x64B && code <= 0x652) ||
	       (code >= 0x656 && code <= 0x65F) || code == 0x670 ||
	       (code >= 0x610 && code <= 0x61A) || (code >= 0x6D6 && code <= 0x6DC) ||
	       (code >= 0x6DF && code <= 0x6E4) || code == 0x6E7 || code == 0x6E8 ||
	       (code >= 0x6EA && code <= 0x6ED);
}

char *text_bare(struct arena *a, const char *s)
{
	size_t len = strlen(s);
	char *bare = arena_take(a, len + 1);
	char *to = bare;
	uint32_t code;

	for (size_t at = 0, size; at < len; at += size) {
		size = utf8_decode(s + at, len - at, &code);
		if (size > 0 && is_ornament(code))
			continue;
		if (size == 0)
			size = 1;
		memcpy(to, s + at, size);
		to += size;
	}
	return bare;
}

bool text_is_rtl(const char *s, bool otherwise)
{
	size_t len = strlen(s);
	int depth = 0; /* what is set apart does not count (UAX #9, P2) */
	uint32_t code;

	for (size_t at = 0, size; at < len; at += size) {
		size = utf8_decode(s + at, len - at, &code);
		if (size == 0) {
			size = 1;
			continue;
		}
		switch (utf8proc_get_property((utf8proc_int32_t)code)->bidi_class) {
		case UTF8PROC_BIDI_CLASS_LRI:
		case UTF8PROC_BIDI_CLASS_RLI:
		case UTF8PROC_BIDI_CLASS_FSI: depth++; break;
		case UTF8PROC_BIDI_CLASS_PDI: depth -= depth > 0 ? 1 : 0; break;
		case UTF8PROC_BIDI_CLASS_L:
			if (depth == 0)
				return false;
			break;
		case UTF8PROC_BIDI_CLASS_R:
		case UTF8PROC_BIDI_CLASS_AL:
			if (depth == 0)
				return true;
			break;
		default: break;
		}
	}
	return otherwise;
}
