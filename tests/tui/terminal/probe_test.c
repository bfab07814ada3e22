/* probe_test.c - what terminals answer, as it was heard from the terminals themselves, and what is
 * made of it. */
#include "tests/unit.h"

#include "tui/terminal/key.h"
#include "tui/terminal/probe.h"

#include <stdlib.h>
#include <string.h>

static struct probe probe;

static void ask(const char *term, const char *banner)
{
	struct buffer out;

	buffer_open(&out, 200);
	probe_open(&probe, term, banner);
	probe_ask(&probe, term, 1000, &out);
	if (probe.asked)
		ck_assert_str_eq(out.data, "\033[8$p\033[>0q\033[>c\033[6n");
	buffer_close(&out);
}

/* Bytes as the terminal sends them, `piece` by `piece`; every one of them is part of an answer. */
static void answer(const char *bytes)
{
	size_t size = strlen(bytes);
	struct key_reader r = {0};
	struct key k;

	for (size_t i = 0; i < size; i++)
		for (bool more = key_feed(&r, (unsigned char)bytes[i], &k); more;
		     more = key_next(&r, &k)) {
			ck_assert_int_eq(k.kind, KEY_ANSWER);
			probe_take(&probe, key_answer(&r));
		}
	ck_assert(!key_waits(&r));
}

static const char *switched(bool back)
{
	static char text[200];
	struct buffer out;

	buffer_open(&out, sizeof(text) - 1);
	if (back)
		probe_switch_back(&probe, &out);
	else
		probe_switch(&probe, &out);
	snprintf(text, sizeof(text), "%s", out.size > 0 ? out.data : "");
	buffer_close(&out);
	return text;
}

START_TEST(each_terminal_is_told)
{
	static const struct {
		const char *term, *answers;
		enum probe_terminal terminal;
		enum terminal_kind kind;
		bool sure;
		const char *on, *off;
	} heard[] = {
		{"xterm", "\033[8;0$y\033P>|XTerm(379)\033\\\033[>41;379;0c\033[1;1R", PROBE_XTERM,
		 TERMINAL_VISUAL, true, "", ""},
		{"xterm-256color", "\033[8;1$y\033[>65;7006;1c\033[1;1R", PROBE_VTE,
		 TERMINAL_VISUAL, true, "\033[8l\033[?1243l", "\033[8h\033[?1243h"},
		{"xterm-256color", "\033P>|Konsole 22.12.3\033\\\033[>1;115;0c\033[1;1R",
		 PROBE_KONSOLE, TERMINAL_VISUAL, true, "\033]50;BidiRenderingEnabled=false\a",
		 "\033]50;BidiRenderingEnabled=true\a"},
		{"mlterm", "\033[8;0$y\033[>24;279;0c\033[1;1R", PROBE_MLTERM, TERMINAL_VISUAL,
		 true, "\033]5379;use_ctl=false\a", "\033]5379;use_ctl=true\a"},
		{"xterm", "\033[>0;136;0c\033[1;1R", PROBE_PUTTY, TERMINAL_UBA_AUTO, true, "", ""},
		{"xterm-kitty", "\033[8;0$y\033P>|kitty(0.26.5)\033\\\033[>1;4000;26c\033[1;1R",
		 PROBE_KITTY, TERMINAL_TOKEN, true, "", ""},
		{"xterm-256color", "\033P>|kitty(0.26.5)\a\033[1;1R", PROBE_KITTY, TERMINAL_TOKEN,
		 true, "", ""},
		{"rxvt-unicode-256color", "\033[>85;95;0c\033[1;1R", PROBE_RXVT, TERMINAL_VISUAL,
		 true, "", ""},
		{"xterm-256color", "\033[>0;1700;1c\033[1;1R", PROBE_ALACRITTY, TERMINAL_VISUAL,
		 true, "", ""},
		{"st-256color", "\033[1;1R", PROBE_ST, TERMINAL_VISUAL, true, "", ""},
		{"xterm-256color", "\033[>41;320;0c\033[1;1R", PROBE_TERMUX, TERMINAL_VISUAL, true,
		 "", ""},
		/* tmux in whatever it may be: nobody can tell. */
		{"tmux-256color", "\033P>|tmux 3.3a\033\\\033[>84;0;0c\033[1;1R", PROBE_BETWEEN,
		 TERMINAL_VISUAL, false, "", ""},
		{"screen", "\033[>83;40900;0c\033[1;1R", PROBE_BETWEEN, TERMINAL_VISUAL, false, "",
		 ""},
		{"xterm-256color", "\033P>|tmux 3.3a\033\\\033[>84;0;0c\033[1;1R", PROBE_BETWEEN,
		 TERMINAL_VISUAL, false, "", ""},
		/* qterminal, and cool-retro-term, which answers the same and shows another. */
		{"xterm-256color", "\033[>0;115;0c\033[1;1R", PROBE_UNKNOWN, TERMINAL_VISUAL, false,
		 "", ""},
		/* Windows Terminal. */
		{"xterm-256color", "\033[>0;10;1c\033[1;1R", PROBE_UNKNOWN, TERMINAL_VISUAL, false,
		 "", ""},
		{"xterm-256color", "", PROBE_UNKNOWN, TERMINAL_VISUAL, false, "", ""},
	};

	for (size_t i = 0; i < sizeof(heard) / sizeof(heard[0]); i++) {
		ask(heard[i].term, "SSH-2.0-OpenSSH_9.2p1");
		answer(heard[i].answers);
		ck_assert_msg(probe.terminal == heard[i].terminal && probe.kind == heard[i].kind &&
				      probe.sure == heard[i].sure,
			      "%s: terminal %d, kind %d", heard[i].answers, (int)probe.terminal,
			      (int)probe.kind);
		ck_assert_int_eq(probe_waits(&probe, 1500), heard[i].answers[0] == '\0');
		ck_assert_str_eq(switched(false), heard[i].on);
		ck_assert_str_eq(switched(false), ""); /* once */
		ck_assert_str_eq(switched(true), heard[i].off);
		ck_assert_str_eq(switched(true), "");
	}
}
END_TEST

START_TEST(guesses_are_no_verdict)
{
	ask("xterm-256color", "SSH-2.0-PuTTY_Release_0.78");
	ck_assert_int_eq(probe.kind, TERMINAL_UBA_AUTO);
	ck_assert(!probe.sure);
	/* plink in an xterm. */
	answer("\033P>|XTerm(379)\033\\");
	ck_assert_int_eq(probe.kind, TERMINAL_VISUAL);
	ck_assert(probe.sure);
}
END_TEST

START_TEST(what_was_left_switched_stays_so)
{
	/* A VTE that shows rows as they are already was told so by somebody else. */
	ask("xterm-256color", "");
	answer("\033[8;2$y\033[>65;7006;1c\033[1;1R");
	ck_assert_int_eq(probe.terminal, PROBE_VTE);
	ck_assert_str_eq(switched(false), "");
	ck_assert_str_eq(switched(true), "");
}
END_TEST

START_TEST(old_consoles_are_not_asked)
{
	static const char *const old[] = {"linux", "vt100", "vt220", "ansi", "cons25"};

	for (size_t i = 0; i < sizeof(old) / sizeof(old[0]); i++) {
		ask(old[i], "");
		ck_assert(!probe.asked);
		ck_assert(!probe_waits(&probe, 1000));
	}
}
END_TEST

START_TEST(waiting_has_an_end)
{
	ask("xterm", "");
	ck_assert(probe_waits(&probe, 10999));
	ck_assert(!probe_waits(&probe, 11000));
	answer("\033[24;80R");
	ck_assert(!probe_waits(&probe, 2000));
}
END_TEST

/* Whatever comes: no crash, no key with more than one meaning, and a verdict that is one of ours.
 */
START_TEST(garbage_does_no_harm)
{
	static const char *const parts[] = {"\033[",  "\033P>|", "8;1$y", "\033\\",  ">41;",   "c",
					    "XTerm(", "kitty(",  ";",     "R",       "999999", "\a",
					    "\033",   "0;136;",  "[",     "\xD8\xA7"};

	srand(20261124);
	for (int round = 0; round < 20000; round++) {
		struct key_reader r = {0};
		struct key k;

		ask("xterm", "");
		for (int i = rand() % 12; i > 0; i--) {
			const char *part =
				parts[(size_t)rand() % (sizeof(parts) / sizeof(parts[0]))];

			for (; *part != '\0'; part++)
				for (bool more = key_feed(&r, (unsigned char)*part, &k); more;
				     more = key_next(&r, &k))
					if (k.kind == KEY_ANSWER) {
						ck_assert_uint_lt(strlen(key_answer(&r)),
								  KEY_ANSWER_MOST);
						probe_take(&probe, key_answer(&r));
					}
		}
		ck_assert_int_lt((int)probe.terminal, PROBE_TERMINALS);
		ck_assert_int_lt((int)probe.kind, TERMINAL_KINDS);
	}
}
END_TEST

SUITE(probe, each_terminal_is_told, guesses_are_no_verdict, what_was_left_switched_stays_so,
      old_consoles_are_not_asked, waiting_has_an_end, garbage_does_no_harm)
