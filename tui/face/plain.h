/* plain.h - the same screens as lines and prompts, top to bottom, nothing redrawn; logical order,
 * for speech and for programs. */
#ifndef TUI_FACE_PLAIN_H
#define TUI_FACE_PLAIN_H

#include "i18n/base/buffer.h"
#include "tui/screens/screen.h"

struct plain;

/* `x` is copied. `raw`: the client's terminal is raw, so this is its line discipline (echo,
   backspace by cluster, Ctrl-U, Ctrl-C, Ctrl-D; CRLF out). `out` receives every byte for the
   visitor and outlives it. */
struct plain *plain_new(const struct context *x, bool lang_known, bool raw, struct buffer *out);
void plain_free(struct plain *p);

/* Plain lines over the screens of pages whose window has become too small; the stack stays
 * theirs, and they go on with it when this is freed. */
struct plain *plain_over(struct stack *st, bool raw, struct buffer *out);

/* The same lines on another terminal: the page again, the question that is asked, and what was
 * typed of its answer. */
void plain_resume(struct plain *p, bool raw);

/* Bytes from the visitor; answers are added to `out`. */
void plain_feed(struct plain *p, const char *bytes, size_t len);

/* End of input: keeps a draft that is open and says its reference. */
void plain_end(struct plain *p);

/* The same for a visit that is ended from here: these are its last words, and nothing is asked for
 * behind them. */
void plain_leave(struct plain *p, const char *message);

void plain_tell(struct plain *p, const char *message);
bool plain_is_over(const struct plain *p);
struct stack *plain_stack(struct plain *p);

#endif
