/* key.h - bytes from a terminal to keys: UTF-8, xterm's, VT's, the Linux console's, rxvt's and
 * PuTTY's sequences. */
#ifndef TUI_TERMINAL_KEY_H
#define TUI_TERMINAL_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum key_kind {
	KEY_CHAR, /* `code`: a code point ≥ 0x20 */
	KEY_ENTER,
	KEY_TAB,
	KEY_BACKTAB,
	KEY_ESCAPE,
	KEY_BACKSPACE,
	KEY_DELETE,
	KEY_LEFT,
	KEY_RIGHT,
	KEY_UP,
	KEY_DOWN,
	KEY_WORD_LEFT, /* Ctrl or Alt with an arrow; Alt-b, which terminals send for it */
	KEY_WORD_RIGHT,
	KEY_WORD_DELETE, /* the word behind the cursor; the one before it is Ctrl-W */
	KEY_HOME,
	KEY_END,
	KEY_PAGE_UP,
	KEY_PAGE_DOWN,
	KEY_CTRL,      /* `code`: 'A'..'Z' */
	KEY_PASTE_END, /* what the terminal pasted is over (bracketed paste) */
	KEY_ANSWER,    /* the terminal answers what it was asked: key_answer */
	KEY_NONE,      /* a sequence that means nothing here; swallowed */
};

struct key {
	enum key_kind kind;
	uint32_t code;
	bool pasted; /* a character, Enter or Tab of a text that the terminal pasted */
	bool soon; /* right after the key before it, as a finger does it; set by who has a clock */
	int after; /* milliseconds behind the key before it, at most KEY_LONG; by the same */
};

#define KEY_LONG 60000 /* milliseconds: no key before it, or none that matters */
#define KEY_PENDING 64 /* bytes of an unfinished sequence; a longer one is swallowed */
#define KEY_ANSWER_MOST 48

struct key_reader {
	unsigned char bytes[KEY_PENDING];
	size_t count;
	bool after_cr; /* an LF right after a CR is the same Enter */
	int swallow;   /* inside a string answer (DCS, OSC) that is passed over up to its end */
	bool pasting;  /* between the brackets of a paste */
	char answer[KEY_ANSWER_MOST]; /* without its ESC; cut where it is longer */
	size_t answer_size;
	bool answered; /* a string answer is whole */
};

/* What stands behind ESC of the answer that KEY_ANSWER has told of: "[>41;379;0c", "P>|XTerm(379)".
 * Valid until the next byte. Made of printable ASCII alone. */
const char *key_answer(const struct key_reader *r);

/* Feeds one byte; true when `ret` is a whole key. Bytes that are not UTF-8 give U+FFFD. Never loses
 * a byte of the next key: as one byte may complete two keys (Escape, then a letter), call key_next
 * after it until it says false. */
bool key_feed(struct key_reader *r, unsigned char byte, struct key *ret);
bool key_next(struct key_reader *r, struct key *ret);

/* True while a lone ESC or the first bytes of a sequence wait: call key_rest after about 50 ms
 * without a byte, as long as it is true. */
bool key_waits(const struct key_reader *r);
bool key_rest(struct key_reader *r, struct key *ret);

/* 0..9 where the key is a digit of any script, or (azerty) the unshifted top row of a French
   keyboard; -1 else. `letters`: letters belong to a search, so of AZERTY's row only & " ' ( - _
   count. */
int key_digit(const struct key *k, bool azerty, bool letters);

/* The shortcut letter 'a'..'z' of this key, also by its position on the Arabic keyboard (ض is q); 0
 * when it is none. */
char key_letter(const struct key *k);

#endif
