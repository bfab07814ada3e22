/* preview.h - what visitors would see of a service, page after page as text, before it is imported:
 * the very screens, without a registry. */
#ifndef TUI_FACE_PREVIEW_H
#define TUI_FACE_PREVIEW_H

#include "i18n/base/buffer.h"
#include "services/catalogue/catalogue.h"

struct preview;

/* For whom: the language, and of pages the size of the window (as pages_new takes it). `plain`: in
 * plain lines instead. */
struct preview_for {
	enum lang lang;
	bool plain;
	int cols, rows;
	const char *portal; /* its name as people type it */
};

/* `catalogue` has the shared lists; it need not have the service. Both outlive the preview.
 * Changes the language of _(). Owned: preview_free. */
struct preview *preview_new(const struct preview_for *to, const struct catalogue *catalogue,
			    const struct service *service);
void preview_free(struct preview *p);

/* Adds the next page to `out`: a line with the key of the definition that it comes from, the
 * conditions under which its questions are asked, then what the visitor sees, all screens of a long
 * page. Pages of Arabic stand as cells from left to right, plain lines in logical order. False,
 * without adding anything, after the last one. */
bool preview_next(struct preview *p, struct buffer *out);

#endif
