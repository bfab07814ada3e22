/* layout_frame.h - what stands around a page's body: the bar, the title, the search, the message,
 * the hints. */
#ifndef TUI_PAGE_LAYOUT_FRAME_H
#define TUI_PAGE_LAYOUT_FRAME_H

#include "tui/page/layout_body.h"

#define FRAME_MESSAGE 12 /* from so many rows on, a row is kept for messages */

/* The parts of the screen while they are put together. */
struct frame {
	struct arena *a;
	const struct page *page;
	const struct layout_for *to;
	struct position *at;
	enum direction direction;
	int margin, width;
	struct sheet head, body, foot, said;
	int foot_rows; /* of hints; what is said stands in rows of its own above them */
};

/* The first row; the title, and what is searched for, into `head`. */
void layout_frame_bar(const struct frame *f, struct grid *g);
void layout_frame_title(struct frame *f);
void layout_frame_search(struct frame *f);

/* The hints into `foot`, as many on a row as fit; `scrolls`: the body does not fit on the screen.
 */
void layout_frame_hints(struct frame *f, bool scrolls);

/* The message into `said`; nothing where there is none. */
void layout_frame_message(struct frame *f);

/* The hints and, above them, the message. */
void layout_frame_foot(struct frame *f, struct grid *g);

#endif
