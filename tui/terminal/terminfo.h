/* terminfo.h - what a type of terminal can do, by libtinfo's descriptions; the only part of Shubbak
 * that includes curses.h is behind it. */
#ifndef TUI_TERMINAL_TERMINFO_H
#define TUI_TERMINAL_TERMINFO_H

#include <stdbool.h>
#include <stddef.h>

#define TERMINFO_NAME 40  /* bytes of a terminal's name at most */
#define TERMINFO_ROOM 112 /* of a string; a longer one is left out */

/* By the names of terminfo(5). */
enum terminfo_string {
	TERMINFO_BOLD,
	TERMINFO_CIVIS,
	TERMINFO_CLEAR,
	TERMINFO_CNORM,
	TERMINFO_CUB,
	TERMINFO_CUB1,
	TERMINFO_CUF,
	TERMINFO_CUF1,
	TERMINFO_CUP,
	TERMINFO_ECH,
	TERMINFO_EL,
	TERMINFO_HPA,
	TERMINFO_REV,
	TERMINFO_RMCUP,
	TERMINFO_SETAB,
	TERMINFO_SETAF,
	TERMINFO_SGR0,
	TERMINFO_SMCUP,
	TERMINFO_SMUL,
	TERMINFO_VPA,
	TERMINFO_STRINGS
};

struct terminfo {
	char name[TERMINFO_NAME + 1];
	char string[TERMINFO_STRINGS][TERMINFO_ROOM]; /* without padding; "": it cannot */
	bool wraps;       /* a letter in the last column moves on at once */
	bool moves_plain; /* it is moved on in no style but the plain one */
	bool coloured;    /* the eight colours of ISO 6429, at least */
};

/* Reads the descriptions of common terminals; afterwards these need no file. */
void terminfo_warm(void);

/* The name of each of them, NULL behind the last. */
const char *terminfo_common(size_t i);

/* What stands in this terminal's description; false where there is none. */
bool terminfo_read(const char *term, struct terminfo *ret);

/* False for paper, and where nothing can be put in a place. */
bool terminfo_can_paint(const struct terminfo *t);

/* Puts a string with its arguments behind what stands in `to` (TERMINFO_ROOM bytes); nothing where
 * the terminal cannot, or it does not fit. */
void terminfo_add(const struct terminfo *t, enum terminfo_string which, int first, int second,
		  char *to);

/* A common terminal that a name suggests: xterm for what is like it, else vt100. */
const char *terminfo_guess(const char *term);

#endif
