/* noticewords.h - a notice as its reader has it: the portal's own sentences in the language in use,
 * what somebody has written in its midst as it stands. */
#ifndef TUI_PAGE_NOTICEWORDS_H
#define TUI_PAGE_NOTICEWORDS_H

#include "i18n/base/arena.h"
#include "services/definition/types.h"
#include "services/notice/notice.h"

struct noticewords {
	const char *text;
	const char *about; /* in a few words: "Approved"; "" of what is not the portal's own */
	bool as_sent;      /* in the language in which it was written, which is another one */
};

/* `s`: the service, or NULL. A notice is said anew where its template gives, in the language in
 * which it was written, the very words that were sent: else it stays as it is. */
struct noticewords noticewords(struct arena *a, enum lang lang, const struct service *s,
			       const struct term_list *terms, const struct notice_item *n);

#endif
