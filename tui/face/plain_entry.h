/* plain_entry.h - the one line that a person types in plain lines, and its echo. */
#ifndef TUI_FACE_PLAIN_ENTRY_H
#define TUI_FACE_PLAIN_ENTRY_H

#include "tui/terminal/key.h"
#include "tui/face/plain_page.h"

struct plain_entry {
	const struct plain_out *to;
	struct buffer line;
	bool secret;    /* what is typed is not echoed */
	bool over_long; /* the rest of this line is passed over */
	bool stale;     /* for the eye: the row is to be composed anew */
};

void plain_entry_open(struct plain_entry *e, const struct plain_out *to);
void plain_entry_close(struct plain_entry *e);
void plain_entry_clear(struct plain_entry *e);

/* Bytes as they come where there is no raw terminal. */
void plain_entry_add(struct plain_entry *e, const char *bytes, size_t len);

/* A key of a raw terminal; false for one that does not belong to the line: Enter, Ctrl-C … */
bool plain_entry_key(struct plain_entry *e, const struct key *k);

/* For the eye: composes the row after the keys that came together. */
void plain_entry_show(struct plain_entry *e);

/* The echo once more, behind a prompt that was said again. */
void plain_entry_repeat(struct plain_entry *e);

#endif
