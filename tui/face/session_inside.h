/* session_inside.h - what the parts of a session share: its state, and what they ask of each other.
 */
#ifndef TUI_FACE_SESSION_INSIDE_H
#define TUI_FACE_SESSION_INSIDE_H

#include "tui/face/session.h"

#include "tui/face/pages.h"
#include "tui/face/plain.h"
#include "tui/terminal/painter.h"

struct session {
	char term[64], banner[65];
	int cols, rows;
	bool raw, plain_wanted;
	int chosen;
	struct probe probe;
	enum terminal_kind kind; /* how rows are sent now */
	enum charset charset;
	struct buffer fresh; /* to be given by the next turn */

	/* pages */
	struct pages *pages; /* while lines are shown: pages that may come back */
	struct painter *painter;
	struct key_reader keys;
	bool dirty, in_flight;
	unsigned sent_stamp, painted_stamp; /* of the newest page: sent, arrived */
	size_t frame;                       /* bytes of the one sent last */
	int64_t sent_at, moved_at, escape_at, key_at;
	uint32_t key_code; /* of the last key; 0: no letter */
	bool key_again;    /* it was that of the one before, after a pause */
	bool key_held;     /* and has gone on since */
	bool quick;
	unsigned willed; /* what session_will gave last was made of; 0: nothing yet */
	/* lines */
	struct plain *plain;

	bool input_ended, leaving, over;
	const char *goodbye;
};

/* An answer of the terminal has come; the person has chosen a line that reads right. */
void session_take_answer(struct session *s);
void session_heed_choice(struct session *s);

/* Another terminal: what is known of it, and what the screens are told of it. */
void session_take_line(struct session *s, const struct session_line *line);
void session_tell_line(const struct session *s, struct context *x);

/* Words below what stands on the terminal, folded to its width. */
void session_add_words(const struct session *s, const char *text, struct buffer *out);

/* What a quick exit sends; `brief` as tui/terminal/wipe.h has it. */
void session_add_wipe(struct session *s, bool brief, struct buffer *out);

bool session_open_painter(struct session *s);  /* false where only plain lines will do */
void session_close_painter(struct session *s); /* puts the terminal back */

/* The terminal has become too small for pages; large enough again: pages go on where the lines have
 * come to. */
void session_fall_back(struct session *s);
void session_return(struct session *s);

#endif
