/* number.h - how numbers of documents and of entries are written: words, and places within braces.
 */
#ifndef SERVICES_DEFINITION_NUMBER_H
#define SERVICES_DEFINITION_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

/*
 * A number's text is walked piece by piece: from `*at` = 0 on, until false. A piece is words as
 * they stand (`words`, `len`), or a place: the year, the count with at least `digits` digits, the
 * office, or, where there are such, the value of a column. A brace without its other is words.
 */
enum number_piece_kind { PIECE_WORDS, PIECE_YEAR, PIECE_COUNT, PIECE_OFFICE, PIECE_COLUMN };
struct number_piece {
	enum number_piece_kind kind;
	const char *words; /* of a column its id */
	size_t len;
	int digits;
};
bool number_piece(const char *text, size_t *at, struct number_piece *ret);

/* Whether these words have a brace without its other. */
bool number_is_broken(const struct number_piece *p);

/* Whether it has such a place; of a column, that of this id. */
bool number_has(const char *text, enum number_piece_kind kind, const char *id);

#endif
