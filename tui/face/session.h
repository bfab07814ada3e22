/* session.h - one person at one terminal: pages, or plain lines over the same screens; bytes in,
 * bytes out. Does no I/O and has no clock: times are the caller's, in milliseconds that only grow.
 */
#ifndef TUI_FACE_SESSION_H
#define TUI_FACE_SESSION_H

#include "i18n/base/buffer.h"
#include "i18n/charset.h"
#include "tui/screens/screen.h"
#include "tui/terminal/probe.h"

#include <stdbool.h>
#include <stdint.h>

struct session;

/* What is known of a terminal and of what is under way to it; a plain value, so that it can be
 * handed to the session that goes on there. Zeroed: nothing yet. */
struct session_known {
	struct probe probe; /* not `asked`: it will be */
	enum charset charset;
	int chosen; /* how it is sent Arabic, as struct preference has it; 0: nobody has chosen */
	bool in_flight; /* it still carries a frame */
};

/* The terminal that a session is on, or goes on at. */
struct session_line {
	const char *term;   /* its TERM */
	const char *banner; /* of the SSH client; "" where there is none */
	int cols, rows;
	bool raw; /* it echoes nothing and sends each key; else lines come whole, from a program */
	bool plain; /* lines are wanted, whatever it can show */
	struct session_known known;
};

/* Begins a visit; pages where the terminal can show them and is large enough, else plain lines.
 * `x` is copied; what it says of the terminal and the face is set here. Owned: session_free. */
struct session *session_new(const struct context *x, bool lang_known,
			    const struct session_line *line);
void session_free(struct session *s);

/* What came from the terminal, in its own charset. */
void session_feed(struct session *s, const char *bytes, size_t size, int64_t now);

/* Nothing more will come: the visit ends, a draft that is open is kept and named. */
void session_end_input(struct session *s);

/* The window has another size. Too small for pages, plain lines go on over the same screens, and
 * pages again where it has grown. */
void session_resize(struct session *s, int cols, int rows);

/* Adds what has to be sent now to `out`, in the terminal's charset; to be called after each of the
 * others and when session_until has come. By the quick exit what still waits in `out` is thrown
 * away: only what wipes the terminal is sent. */
void session_turn(struct session *s, int64_t now, struct buffer *out);

/* When session_turn is to be called though nothing has happened; 0: no such time. */
int64_t session_until(const struct session *s);

/* All that session_turn gave has arrived. Until then no further frame is made. */
void session_arrived(struct session *s, int64_t now);
bool session_is_in_flight(const struct session *s);
/* The visitor's machine has taken some of what is under way. */
void session_moved(struct session *s, int64_t now);
/* Nothing has happened for a while: what can be made again is let go. */
void session_rest(struct session *s);

/* What puts the terminal back, and the words behind it, for whoever must do so when this process
 * dies: true, and `out` emptied and filled, when it is another than at the last call. */
bool session_will(struct session *s, struct buffer *out);

/* A line that must be seen; and the last words of a visit that is ended from here (static, or as
 * long-lived as the session). */
void session_tell(struct session *s, const char *message);
void session_leave(struct session *s, const char *message);

/* False once the person has left, or was told to. And whether the last bytes were given, which put
 * the terminal back. */
bool session_is_open(const struct session *s);
bool session_is_over(const struct session *s);

/* By the quick exit: the connection is to end with the visit. */
bool session_has_vanished(const struct session *s);

bool session_is_pages(const struct session *s);

/* The screens: to be looked at, and to be changed. */
const struct stack *session_screens(const struct session *s);
struct stack *session_stack(struct session *s);

/* --- from terminal to terminal --- */

/* The line is gone; the screens stay as they are. Until it is resumed nothing is fed to it, and it
 * has no turn. */
void session_lose(struct session *s);

/* True when the screens of a lost session can go on over such a line. */
bool session_suits(const struct session *s, const struct session_line *line);

/* On over another line: the page again, with what was being typed. */
void session_resume(struct session *s, const struct session_line *line);

/* What is known of this terminal now, for a session elsewhere that goes on at it. */
struct session_known session_known(const struct session *s);

#endif
