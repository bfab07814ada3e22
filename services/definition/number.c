/* number.c - how numbers of documents and of entries are written: words, and places within braces.
 */
#include "services/definition/number.h"

#include <string.h>

static bool is_word(const char *s, size_t len, const char *word)
{
	return strlen(word) == len && strncmp(s, word, len) == 0;
}

/* What stands in braces, `len` bytes at `s`. */
static void read_place(const char *s, size_t len, struct number_piece *ret)
{
	*ret = (struct number_piece){.kind = PIECE_COLUMN, .words = s, .len = len, .digits = 1};
	if (is_word(s, len, "year"))
		ret->kind = PIECE_YEAR;
	else if (is_word(s, len, "office"))
		ret->kind = PIECE_OFFICE;
	else if (is_word(s, len, "n"))
		ret->kind = PIECE_COUNT;
	else if (len == 3 && strncmp(s, "n:", 2) == 0 && s[2] >= '1' && s[2] <= '9') {
		ret->kind = PIECE_COUNT;
		ret->digits = s[2] - '0';
	}
}

bool number_piece(const char *text, size_t *at, struct number_piece *ret)
{
	const char *s = text + *at;
	size_t len = strcspn(s, "{");

	if (*s == '\0')
		return false;
	if (len == 0 && strchr(s, '}') != NULL) {
		len = strcspn(s, "}");
		read_place(s + 1, len - 1, ret);
		*at += len + 1;
		return true;
	}
	len = len == 0 ? 1 + strcspn(s + 1, "{") : len;
	*ret = (struct number_piece){.kind = PIECE_WORDS, .words = s, .len = len};
	*at += len;
	return true;
}

bool number_is_broken(const struct number_piece *p)
{
	return p->kind == PIECE_WORDS && strcspn(p->words, "{}") < p->len;
}

bool number_has(const char *text, enum number_piece_kind kind, const char *id)
{
	struct number_piece p;

	for (size_t at = 0; number_piece(text, &at, &p);)
		if (p.kind == kind && (kind != PIECE_COLUMN ||
				       (strlen(id) == p.len && strncmp(id, p.words, p.len) == 0)))
			return true;
	return false;
}
