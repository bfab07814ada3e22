/* probe.c - telling how a terminal treats Arabic: what it is asked, what its answers mean, how it
 * is made to leave rows as they are.
 *
 * Measured on the terminals themselves (docs/TERMINALS.md). ENQ is not among the questions: its
 * answer is text like any other, and PuTTY, the only one that it would tell, answers the second
 * device attributes too.
 */
#include "tui/terminal/probe.h"

#include <stdlib.h>
#include <string.h>

#define PATIENCE 10000 /* milliseconds in which an answer may still come */

/* Bidi mode (ECMA-48's BDSM)? name and version? second device attributes? and, closing, where is
   the cursor? */
static const char questions[] = "\033[8$p\033[>0q\033[>c\033[6n";

/* What is known of each; "" in `on`: it needs nothing. */
static const struct trait {
	enum terminal_kind kind;
	bool sure;
	const char *on, *off;
} traits[PROBE_TERMINALS] = {
	[PROBE_UNKNOWN] = {TERMINAL_VISUAL, false, "", ""},
	[PROBE_XTERM] = {TERMINAL_VISUAL, true, "", ""},
	/* Mode 1243 swaps the arrow keys in paragraphs from right to left. */
	[PROBE_VTE] = {TERMINAL_VISUAL, true, "\033[8l\033[?1243l", "\033[8h\033[?1243h"},
	[PROBE_KONSOLE] = {TERMINAL_VISUAL, true, "\033]50;BidiRenderingEnabled=false\a",
			   "\033]50;BidiRenderingEnabled=true\a"},
	[PROBE_MLTERM] = {TERMINAL_VISUAL, true, "\033]5379;use_ctl=false\a",
			  "\033]5379;use_ctl=true\a"},
	[PROBE_PUTTY] = {TERMINAL_UBA_AUTO, true, "", ""},
	[PROBE_KITTY] = {TERMINAL_TOKEN, true, "", ""},
	[PROBE_RXVT] = {TERMINAL_VISUAL, true, "", ""},
	[PROBE_ALACRITTY] = {TERMINAL_VISUAL, true, "", ""},
	[PROBE_ST] = {TERMINAL_VISUAL, true, "", ""},
	[PROBE_FOOT] = {TERMINAL_VISUAL, true, "", ""},
	[PROBE_TERMUX] = {TERMINAL_VISUAL, true, "", ""},
	[PROBE_BETWEEN] = {TERMINAL_VISUAL, false, "", ""},
};

/* How answers, names in TERM and banners begin. */
struct sign {
	const char *begins;
	enum probe_terminal terminal;
};

static const struct sign names[] = {
	{"XTerm(", PROBE_XTERM}, {"kitty(", PROBE_KITTY},  {"Konsole ", PROBE_KONSOLE},
	{"foot(", PROBE_FOOT},   {"tmux ", PROBE_BETWEEN}, {NULL, PROBE_UNKNOWN},
};
static const struct sign attributes[] = {
	{"24;279;", PROBE_MLTERM}, {"0;136;", PROBE_PUTTY}, {"85;", PROBE_RXVT},
	{"41;320;", PROBE_TERMUX}, {"84;", PROBE_BETWEEN},  {"83;", PROBE_BETWEEN},
	{NULL, PROBE_UNKNOWN},
};
static const struct sign terms[] = {
	{"st-", PROBE_ST},       {"rxvt-unicode", PROBE_RXVT}, {"alacritty", PROBE_ALACRITTY},
	{"foot", PROBE_FOOT},    {"xterm-kitty", PROBE_KITTY}, {"mlterm", PROBE_MLTERM},
	{"tmux", PROBE_BETWEEN}, {"screen", PROBE_BETWEEN},    {"putty", PROBE_PUTTY},
	{NULL, PROBE_UNKNOWN},
};

static enum probe_terminal find(const struct sign *signs, const char *text)
{
	for (; signs->begins != NULL; signs++)
		if (strncmp(text, signs->begins, strlen(signs->begins)) == 0)
			return signs->terminal;
	return PROBE_UNKNOWN;
}

static bool begins(const char *text, const char *with)
{
	return strncmp(text, with, strlen(with)) == 0;
}

void probe_open(struct probe *p, const char *term, const char *banner)
{
	*p = (struct probe){.terminal = find(terms, term)};
	if (strcmp(term, "st") == 0)
		p->terminal = PROBE_ST;
	/* The client's name is not the terminal's: plink runs in any. */
	if (p->terminal == PROBE_UNKNOWN && begins(banner, "SSH-2.0-PuTTY_"))
		p->kind = TERMINAL_UBA_AUTO;
	else
		p->kind = traits[p->terminal].kind;
	/* These names are given by the terminal alone, and it needs no switch. */
	p->sure = traits[p->terminal].sure && traits[p->terminal].on[0] == '\0';
}

void probe_ask(struct probe *p, const char *term, uint64_t now, struct buffer *out)
{
	if (p->asked || begins(term, "linux") || begins(term, "vt") || begins(term, "ansi") ||
	    begins(term, "cons"))
		return;
	p->asked = true;
	p->asked_at = now;
	buffer_text(out, questions);
}

/* Alacritty tells its version, such as 0;1700;1. */
static bool is_alacritty(const char *text)
{
	char *end;
	unsigned long version;

	if (!begins(text, "0;"))
		return false;
	version = strtoul(text + 2, &end, 10);
	return version >= 200 && version < 100000 && strcmp(end, ";1c") == 0;
}

/* What an answer says of the terminal; what is between hides what is behind. */
static enum probe_terminal heard(struct probe *p, const char *answer)
{
	if (begins(answer, "[8;1$y")) {
		p->has_mode = true;
		return PROBE_VTE;
	}
	if (begins(answer, "[8;2$y"))
		return PROBE_VTE;
	if (begins(answer, "P>|"))
		return find(names, answer + 3);
	if (begins(answer, "[>"))
		return is_alacritty(answer + 2) ? PROBE_ALACRITTY : find(attributes, answer + 2);
	return PROBE_UNKNOWN;
}

bool probe_take(struct probe *p, const char *answer)
{
	size_t len = strlen(answer);
	enum probe_terminal now = heard(p, answer);

	if (len > 2 && answer[0] == '[' && answer[1] != '>' && answer[len - 1] == 'R')
		p->answered = true;
	/* The first that tells counts: they come in the order of the questions, the surest first.
	 */
	if (now == PROBE_UNKNOWN ||
	    (p->sure && p->terminal != PROBE_BETWEEN && now != PROBE_BETWEEN))
		return false;
	if (p->terminal == PROBE_BETWEEN || (p->terminal == now && p->sure == traits[now].sure))
		return false;
	p->terminal = now;
	p->kind = traits[now].kind;
	p->sure = traits[now].sure;
	return true;
}

bool probe_waits(const struct probe *p, uint64_t now)
{
	return p->asked && !p->answered && now - p->asked_at < PATIENCE;
}

bool probe_will_switch(const struct probe *p)
{
	return p->sure && !p->switched && traits[p->terminal].on[0] != '\0' &&
	       (p->terminal != PROBE_VTE || p->has_mode);
}

void probe_switch(struct probe *p, struct buffer *out)
{
	if (!probe_will_switch(p))
		return;
	p->switched = true;
	buffer_text(out, traits[p->terminal].on);
}

void probe_switch_back(struct probe *p, struct buffer *out)
{
	if (p->switched)
		buffer_text(out, traits[p->terminal].off);
	p->switched = false;
}
