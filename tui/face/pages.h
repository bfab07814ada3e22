/* pages.h - one visitor at the counter: keys in, frames out. Knows no line, no process and no
 * clock. */
#ifndef TUI_FACE_PAGES_H
#define TUI_FACE_PAGES_H

#include "tui/page/grid.h"
#include "tui/terminal/key.h"
#include "tui/screens/screen.h"

#define PAGES_COLS_MIN 24 /* below these the page says so and goes on in plain lines */
#define PAGES_ROWS_MIN 8

struct pages;

/* `x` is copied; `cols` and `rows` are clamped to 20..500 and 5..200. Owned: pages_free. */
struct pages *pages_new(const struct context *x, bool lang_known, int cols, int rows);
void pages_free(struct pages *c);

/* One key. `painted`: the newest page had been sent before this key came (else it is typeahead).
   `quick`: the last frame left within 150 ms, so a search may follow each letter. True when the
   picture changed. */
bool pages_key(struct pages *c, const struct key *k, bool painted, bool quick);

bool pages_resize(struct pages *c, int cols, int rows);

/* The picture as it is now; valid until the next call. `*ret_whole`: another page than at the last
 * call, or the same one scrolled. */
const struct grid *pages_grid(struct pages *c, bool *ret_whole);

/* Nobody has pressed a key for a while: page and picture are let go, and made again with the next.
 * No call before may still look at what pages_grid gave. */
void pages_rest(struct pages *c);

/* A line that must be seen: the portal closes, the line was idle too long. Shown until the next
 * key. NULL takes it away. */
void pages_tell(struct pages *c, const char *message);

bool pages_is_over(const struct pages *c);
bool pages_is_too_small(const struct pages *c);

/* stack_stamp of its stack: faces compare it to know whether the newest page has arrived. */
unsigned pages_stamp(const struct pages *c);

/* For tests and for handing over to plain lines: it may be changed. And to look at it. */
struct stack *pages_stack(struct pages *c);
const struct stack *pages_screens(const struct pages *c);

#endif
