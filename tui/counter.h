/* counter.h - one visitor at the counter: keys in, frames out. Knows no line, no process and no
 * clock. */
#ifndef TUI_COUNTER_H
#define TUI_COUNTER_H

#include "tui/grid.h"
#include "tui/key.h"
#include "tui/screen.h"

#define COUNTER_COLS_MIN 24 /* below these the page says so and goes on in plain lines */
#define COUNTER_ROWS_MIN 8

struct counter;

/* `x` is copied; `cols` and `rows` are clamped to 20..500 and 5..200. Owned: counter_free. */
struct counter *counter_new(const struct context *x, bool lang_known, int cols, int rows);
void counter_free(struct counter *c);

/* One key. `painted`: the newest page had been sent before this key came (else it is typeahead).
   `quick`: the last frame left within 150 ms, so a search may follow each letter. True when the
   picture changed. */
bool counter_key(struct counter *c, const struct key *k, bool painted, bool quick);

bool counter_resize(struct counter *c, int cols, int rows);

/* The picture as it is now; valid until the next call. `*ret_whole`: another page than at the last
 * call, or the same one scrolled. */
const struct grid *counter_grid(struct counter *c, bool *ret_whole);

/* A line that must be seen: the portal closes, the line was idle too long. Shown until the next
 * key. NULL takes it away. */
void counter_tell(struct counter *c, const char *message);

bool counter_is_over(const struct counter *c);
bool counter_is_too_small(const struct counter *c);

/* stack_stamp of its stack: faces compare it to know whether the newest page has arrived. */
unsigned counter_stamp(const struct counter *c);

/* For tests and for handing over to plain lines: it may be changed. And to look at it. */
struct stack *counter_stack(struct counter *c);
const struct stack *counter_screens(const struct counter *c);

#endif
