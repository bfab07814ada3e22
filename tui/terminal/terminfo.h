/* terminfo.h - descriptions of terminals, read once and lent to ncurses when it opens one. */
#ifndef TUI_TERMINAL_TERMINFO_H
#define TUI_TERMINAL_TERMINFO_H

#include <stdbool.h>

#define TERMINFO_NAME 40 /* bytes of a terminal's name at most */

/* Reads the entries of common terminals; afterwards they need no file. */
void terminfo_warm(void);

/* True for an entry that was read. */
bool terminfo_is_warm(const char *term);

/* Puts the entry into the environment where ncurses looks first; nothing for one not read. */
void terminfo_lend(const char *term);
void terminfo_take_back(void);

/* True for what can be a terminal's name: letters, digits and -+._ only. */
bool terminfo_is_name(const char *term);

/* A common terminal that a name suggests: xterm for what is like it, else vt100. */
const char *terminfo_guess(const char *term);

#endif
