/* probe.h - telling how a terminal treats Arabic: what it is asked, what its answers mean, how it
 * is made to leave rows as they are. */
#ifndef TUI_TERMINAL_PROBE_H
#define TUI_TERMINAL_PROBE_H

#include "i18n/base/buffer.h"
#include "i18n/rowcode.h"

#include <stdbool.h>
#include <stdint.h>

/* What a terminal was found to be. The numbers are kept in registries, beside what its owner has
 * chosen for it. */
enum probe_terminal {
	PROBE_UNKNOWN,
	PROBE_XTERM,
	PROBE_VTE, /* and others that know the bidi mode, such as mintty */
	PROBE_KONSOLE,
	PROBE_MLTERM,
	PROBE_PUTTY,
	PROBE_KITTY,
	PROBE_RXVT,
	PROBE_ALACRITTY,
	PROBE_ST,
	PROBE_FOOT,
	PROBE_TERMUX,
	PROBE_BETWEEN, /* tmux or screen: the terminal behind it cannot be asked */
	PROBE_TERMINALS
};

struct probe {
	enum probe_terminal terminal;
	enum terminal_kind kind; /* what it will be sent; a guess until `sure` */
	bool sure;
	bool asked, answered; /* the last answer has come */
	uint64_t asked_at;    /* as the caller counts milliseconds */
	bool has_mode;        /* it has said that rows are turned by it, and can leave it */
	bool switched;
};

/* What can be guessed before anything is asked: TERM, and the banner of the SSH client ("" where
   there is none). */
void probe_open(struct probe *p, const char *term, const char *banner);

/* The questions, in one burst, into `out` where this terminal can be asked: to be sent before the
   first frame, which then clears whatever a terminal that knows none of them has printed. */
void probe_ask(struct probe *p, const char *term, uint64_t now, struct buffer *out);

/* One answer, as key_answer gives it. True when it has told more: `terminal`, `kind` or `sure` are
   others now. */
bool probe_take(struct probe *p, const char *answer);

/* Answers may still come: bytes that belong together may come apart on a slow line. */
bool probe_waits(const struct probe *p, uint64_t now);

/* What makes the terminal leave rows as they are, before the first row that counts on it, and what
   puts it back; nothing where nothing is to be switched, or is already. */
bool probe_will_switch(const struct probe *p);
void probe_switch(struct probe *p, struct buffer *out);
void probe_switch_back(struct probe *p, struct buffer *out);

#endif
