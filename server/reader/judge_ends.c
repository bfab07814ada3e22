/* judge_ends.c - what stands around a file's own bytes: how it begins, what else it could be taken
 * for, and whether anything comes behind its end. */
#include "server/reader/judge.h"

#include <string.h>

#define HEAD 1024               /* bytes in which programs look for a type */
#define ZIP_END 22              /* bytes of a ZIP's last record, without its remark */
#define ZIP_REMARK 65535        /* bytes of the longest */
#define PDF_REST ((size_t)4096) /* blanks behind a PDF's end that some programs write */
#define WORD_MOST 16

struct sign {
	const char *bytes;
	size_t len;
};
#define SIGN(s)                                                                                    \
	{                                                                                          \
		s, sizeof(s) - 1                                                                   \
	}

static bool starts(const unsigned char *at, size_t left, struct sign s)
{
	return left >= s.len && memcmp(at, s.bytes, s.len) == 0;
}

static bool has(const unsigned char *at, size_t size, struct sign s)
{
	return memmem(at, size, s.bytes, s.len) != NULL;
}

/* The same over much: memchr is several times as quick as memmem. */
static bool has_rare(const unsigned char *at, size_t size, struct sign s)
{
	const unsigned char *end = at + size;

	while ((at = memchr(at, s.bytes[0], (size_t)(end - at))) != NULL) {
		if (starts(at, (size_t)(end - at), s))
			return true;
		at++;
	}
	return false;
}

enum paper_type judge_beginning(struct judge_bytes b)
{
	static const struct {
		struct sign sign;
		enum paper_type type;
	} beginnings[] = {
		{SIGN("%PDF-"), PAPER_PDF},         {SIGN("\x89PNG\r\n\x1a\n"), PAPER_PNG},
		{SIGN("\xff\xd8\xff"), PAPER_JPEG}, {SIGN("II*\0"), PAPER_TIFF},
		{SIGN("MM\0*"), PAPER_TIFF},
	};

	for (size_t i = 0; i < sizeof(beginnings) / sizeof(beginnings[0]); i++)
		if (starts(b.at, b.size, beginnings[i].sign))
			return beginnings[i].type;
	return PAPER_NO_TYPE;
}

bool judge_is_late_pdf(struct judge_bytes b)
{
	return has(b.at, b.size < HEAD ? b.size : HEAD, (struct sign)SIGN("%PDF-"));
}

bool judge_is_nothing(const unsigned char *at, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (at[i] != '\0' && at[i] != '\n' && at[i] != '\r' && at[i] != ' ' &&
		    at[i] != '\t' && at[i] != '\f' && at[i] != 0x1a)
			return false;
	return true;
}

/* --- two at once --- */

static unsigned two(const unsigned char *p)
{
	return p[0] | (unsigned)p[1] << 8;
}

/* A ZIP's last record: one disk, and as many entries on it as in all. Programs look for it from the
 * end on, and take what comes before and behind for nothing of theirs. */
static bool is_zip(struct judge_bytes b)
{
	const size_t most = ZIP_END + ZIP_REMARK;
	size_t from = b.size > most ? b.size - most : 0;
	const unsigned char *at = b.at + from, *end = b.at + b.size;

	while ((at = memmem(at, (size_t)(end - at), "PK\5\6", 4)) != NULL) {
		if (end - at >= ZIP_END && two(at + 4) == two(at + 6) &&
		    two(at + 8) == two(at + 10))
			return true;
		at++;
	}
	return false;
}

/* Programs that unpack these look for their beginning anywhere. */
static bool is_archive(struct judge_bytes b)
{
	static const struct sign signs[] = {SIGN("Rar!\x1a\x07"), SIGN("7z\xbc\xaf\x27\x1c"),
					    SIGN("MSCF\0\0\0\0"),
					    SIGN("\xfd"
						 "7zXZ\0")};
	static const struct sign tar = SIGN("ustar");

	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (has_rare(b.at, b.size, signs[i]))
			return true;
	return is_zip(b) || (b.size > 257 && starts(b.at + 257, b.size - 257, tar));
}

static unsigned char small(unsigned char c)
{
	return c >= 'A' && c <= 'Z' ? (unsigned char)(c + 32) : c;
}

/* In whatever case its letters are. */
static bool has_word(const unsigned char *at, size_t size, const char *word)
{
	size_t len = strlen(word), same;

	for (size_t i = 0; i + len <= size; i++) {
		for (same = 0; same < len && small(at[i + same]) == (unsigned char)word[same];
		     same++)
			;
		if (same == len)
			return true;
	}
	return false;
}

/* What a browser, a shell or a server would run. */
static bool is_script(const unsigned char *at, size_t size)
{
	static const char *const words[] = {"<html",   "<script", "<!doctype", "<svg",
					    "<iframe", "<?php",   "<%@ page"};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (has_word(at, size, words[i]))
			return true;
	return false;
}

bool judge_is_two(struct judge_bytes b)
{
	size_t head = b.size < HEAD ? b.size : HEAD;

	return is_archive(b) || is_script(b.at, head) || is_script(b.at + b.size - head, head);
}

/* --- ends --- */

bool judge_is_jpeg_rest(const unsigned char *at, size_t size)
{
	static const struct sign jpeg = SIGN("\xff\xd8\xff"), film = SIGN("ftyp"),
				 samsung = SIGN("SEFT"), other = SIGN("%PDF-");

	if (judge_is_nothing(at, size))
		return true;
	if (has(at, size, other))
		return false;
	return starts(at, size, jpeg) || (size > 8 && starts(at + 4, size - 4, film)) ||
	       (size > 8 && starts(at + size - 4, 4, samsung));
}

static const unsigned char *last_of(struct judge_bytes b, struct sign s)
{
	for (size_t i = b.size < s.len ? 0 : b.size - s.len + 1; i > 0; i--)
		if (memcmp(b.at + i - 1, s.bytes, s.len) == 0)
			return b.at + i - 1;
	return NULL;
}

/* More of a PDF: "12 0 obj", "xref", a remark. */
static bool goes_on(const unsigned char *at, size_t size)
{
	size_t i = 0, digits;

	while (i < size && judge_is_nothing(at + i, 1))
		i++;
	if (i < size && at[i] == '%')
		return true;
	for (digits = 0; i < size && digits < WORD_MOST && at[i] >= '0' && at[i] <= '9'; digits++)
		i++;
	if (digits == 0)
		return starts(at + i, size - i, (struct sign)SIGN("xref"));
	return has(at + i, size - i < WORD_MOST ? size - i : WORD_MOST, (struct sign)SIGN(" obj"));
}

enum paper_verdict judge_pdf_end(struct judge_bytes b)
{
	static const struct sign end = SIGN("%%EOF");
	const unsigned char *at = last_of(b, end);
	size_t rest;

	if (at == NULL)
		return PAPER_CUT;
	at += end.len;
	rest = (size_t)(b.at + b.size - at);
	if (judge_is_nothing(at, rest))
		return rest <= PDF_REST ? PAPER_FINE : PAPER_MIXED;
	return goes_on(at, rest) ? PAPER_CUT : PAPER_MIXED;
}
