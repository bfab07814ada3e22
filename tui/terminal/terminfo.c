/* terminfo.c - what a type of terminal can do, by libtinfo's descriptions; the only part of Shubbak
 * that includes curses.h.
 *
 * Of a description the few strings that we use are copied and it is let go, so that one process may
 * know any number of terminals, and one that may read no file knows those that were read before.
 */
#include "tui/terminal/terminfo.h"

#include "i18n/base/error.h"

#include <ctype.h>
#include <curses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>

static const char *const names[TERMINFO_STRINGS] = {
	[TERMINFO_BOLD] = "bold",   [TERMINFO_CIVIS] = "civis", [TERMINFO_CLEAR] = "clear",
	[TERMINFO_CNORM] = "cnorm", [TERMINFO_CUB] = "cub",     [TERMINFO_CUB1] = "cub1",
	[TERMINFO_CUF] = "cuf",     [TERMINFO_CUF1] = "cuf1",   [TERMINFO_CUP] = "cup",
	[TERMINFO_ECH] = "ech",     [TERMINFO_EL] = "el",       [TERMINFO_HPA] = "hpa",
	[TERMINFO_REV] = "rev",     [TERMINFO_RMCUP] = "rmcup", [TERMINFO_SETAB] = "setab",
	[TERMINFO_SETAF] = "setaf", [TERMINFO_SGR0] = "sgr0",   [TERMINFO_SMCUP] = "smcup",
	[TERMINFO_SMUL] = "smul",   [TERMINFO_VPA] = "vpa",
};

static const char *const common[] = {
	"xterm-256color",
	"xterm",
	"vt100",
	"vt102",
	"vt220",
	"linux",
	"screen",
	"screen-256color",
	"tmux",
	"tmux-256color",
	"putty",
	"putty-256color",
	"rxvt",
	"rxvt-unicode",
	"rxvt-unicode-256color",
	"konsole",
	"konsole-256color",
	"gnome",
	"gnome-256color",
	"vte-256color",
	"xterm-kitty",
	"alacritty",
	"foot",
	"st-256color",
	"mlterm",
	"ansi",
	"cygwin",
	"xterm-color",
	"xterm-16color",
	"screen.xterm-256color",
	"Eterm",
	"nsterm",
	"vt52",
	"sun",
	"wsvt25",
};
#define COMMON_COUNT (sizeof(common) / sizeof(common[0]))

static struct terminfo *warm[COMMON_COUNT]; /* NULL: not there */

/* Letters, digits and -+._ only: a name becomes part of a path. */
static bool is_name(const char *term)
{
	size_t len = strlen(term);

	if (len == 0 || len > TERMINFO_NAME || term[0] == '.')
		return false;
	for (size_t i = 0; i < len; i++)
		if (!isalnum((unsigned char)term[i]) && strchr("-+._", term[i]) == NULL)
			return false;
	return true;
}

/* A string without its padding ("$<50>"): nobody waits for a line any more. One without room is
 * left out, since half of it would be worse than none. */
static void take(const char *from, char *to)
{
	size_t len = 0;

	for (; *from != '\0' && len + 1 < TERMINFO_ROOM; from++) {
		const char *end = strncmp(from, "$<", 2) == 0 ? strchr(from, '>') : NULL;

		if (end != NULL)
			from = end;
		else
			to[len++] = *from;
	}
	to[*from == '\0' ? len : 0] = '\0';
}

static bool has_flag(const char *name)
{
	char copy[16];

	snprintf(copy, sizeof(copy), "%s", name);
	return tigetflag(copy) > 0;
}

static void copy_current(struct terminfo *t)
{
	char colors[] = "colors";

	for (size_t i = 0; i < TERMINFO_STRINGS; i++) {
		char name[16];
		const char *string;

		snprintf(name, sizeof(name), "%s", names[i]);
		string = tigetstr(name);
		if (string != NULL && string != (const char *)-1)
			take(string, t->string[i]);
	}
	t->wraps = has_flag("am") && !has_flag("xenl");
	t->moves_plain = !has_flag("msgr");
	t->coloured = tigetnum(colors) >= 8 && t->string[TERMINFO_SETAF][0] != '\0' &&
		      t->string[TERMINFO_SETAB][0] != '\0';
}

static const struct terminfo *warm_of(const char *term)
{
	for (size_t i = 0; i < COMMON_COUNT; i++)
		if (strcmp(common[i], term) == 0)
			return warm[i];
	return NULL;
}

bool terminfo_read(const char *term, struct terminfo *ret)
{
	const struct terminfo *known = warm_of(term);
	int found;

	if (known != NULL)
		*ret = *known;
	if (known != NULL || !is_name(term))
		return known != NULL;
	*ret = (struct terminfo){0};
	snprintf(ret->name, sizeof(ret->name), "%s", term);
	if (setupterm(ret->name, -1, &found) != OK)
		return found == 1; /* paper, of which nothing is of use */
	copy_current(ret);
	del_curterm(cur_term);
	return true;
}

void terminfo_warm(void)
{
	for (size_t i = 0; i < COMMON_COUNT; i++) {
		struct terminfo t;

		if (warm[i] != NULL || !terminfo_read(common[i], &t))
			continue;
		warm[i] = malloc(sizeof(t));
		if (warm[i] == NULL)
			fatal("out of memory");
		*warm[i] = t;
	}
}

const char *terminfo_common(size_t i)
{
	return i < COMMON_COUNT ? common[i] : NULL;
}

bool terminfo_can_paint(const struct terminfo *t)
{
	return t->string[TERMINFO_CUP][0] != '\0' && t->string[TERMINFO_CLEAR][0] != '\0';
}

void terminfo_add(const struct terminfo *t, enum terminfo_string which, int first, int second,
		  char *to)
{
	const char *string = t->string[which];
	size_t len = strlen(to);

	if (string[0] == '\0')
		return;
	if (strchr(string, '%') != NULL)
		string = tparm(string, (long)first, (long)second, 0L, 0L, 0L, 0L, 0L, 0L, 0L);
	if (string != NULL && len + strlen(string) < TERMINFO_ROOM)
		memcpy(to + len, string, strlen(string) + 1);
}

const char *terminfo_guess(const char *term)
{
	static const char *const like_xterm[] = {"xterm",   "putty", "tmux",  "screen",
						 "color",   "vte",   "kitty", "gnome",
						 "konsole", "rxvt",  "foot",  "ghostty"};

	for (size_t i = 0; i < sizeof(like_xterm) / sizeof(like_xterm[0]); i++)
		if (strstr(term, like_xterm[i]) != NULL)
			return strstr(term, "256") != NULL ? "xterm-256color" : "xterm";
	return "vt100";
}
