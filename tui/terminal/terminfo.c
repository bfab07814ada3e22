/* terminfo.c - descriptions of terminals, read once and lent to ncurses when it opens one.
 *
 * A compiled entry goes into TERMINFO as "hex:" and its bytes in hexadecimal; ncurses 6.2 and later
 * read it from there when the name is among the entry's own.
 */
#include "tui/terminal/terminfo.h"

#include "i18n/base/error.h"

#include <ctype.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ENTRY_MOST 16384 /* bytes of a compiled entry */

static const char *const known[] = {
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
#define KNOWN_COUNT (sizeof(known) / sizeof(known[0]))

static char *entries[KNOWN_COUNT]; /* "hex:…"; NULL: not there */
static bool lent;
static char *own; /* the TERMINFO that stood before */

bool terminfo_is_name(const char *term)
{
	size_t len = term == NULL ? 0 : strlen(term);

	if (len == 0 || len > TERMINFO_NAME || term[0] == '.')
		return false;
	for (size_t i = 0; i < len; i++)
		if (!isalnum((unsigned char)term[i]) && strchr("-+._", term[i]) == NULL)
			return false;
	return true;
}

static size_t read_file(const char *name, unsigned char *bytes)
{
	static const char *const folders[] = {"/etc/terminfo", "/lib/terminfo",
					      "/usr/share/terminfo", "/usr/lib/terminfo"};

	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
		char path[128];
		ssize_t n;
		int fd;

		snprintf(path, sizeof(path), "%s/%c/%s", folders[i], name[0], name);
		fd = open(path, O_RDONLY | O_CLOEXEC);
		if (fd < 0)
			continue;
		n = read(fd, bytes, ENTRY_MOST);
		close(fd);
		if (n > 0 && n < ENTRY_MOST)
			return (size_t)n;
	}
	return 0;
}

static char *in_hex(const unsigned char *bytes, size_t len)
{
	static const char digits[] = "0123456789ABCDEF";
	char *text = malloc(4 + 2 * len + 1);

	if (text == NULL)
		fatal("out of memory");
	memcpy(text, "hex:", 4);
	for (size_t i = 0; i < len; i++) {
		text[4 + 2 * i] = digits[bytes[i] >> 4];
		text[5 + 2 * i] = digits[bytes[i] & 15];
	}
	text[4 + 2 * len] = '\0';
	return text;
}

void terminfo_warm(void)
{
	unsigned char bytes[ENTRY_MOST];

	for (size_t i = 0; i < KNOWN_COUNT; i++) {
		size_t len = entries[i] == NULL ? read_file(known[i], bytes) : 0;

		if (len > 0)
			entries[i] = in_hex(bytes, len);
	}
}

static const char *entry_of(const char *term)
{
	for (size_t i = 0; i < KNOWN_COUNT; i++)
		if (strcmp(known[i], term) == 0)
			return entries[i];
	return NULL;
}

bool terminfo_is_warm(const char *term)
{
	return entry_of(term) != NULL;
}

void terminfo_lend(const char *term)
{
	const char *entry = entry_of(term), *before = getenv("TERMINFO");

	if (entry == NULL)
		return;
	own = before == NULL ? NULL : strdup(before);
	setenv("TERMINFO", entry, 1);
	lent = true;
}

void terminfo_take_back(void)
{
	if (!lent)
		return;
	lent = false;
	if (own != NULL)
		setenv("TERMINFO", own, 1);
	else
		unsetenv("TERMINFO");
	free(own);
	own = NULL;
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
