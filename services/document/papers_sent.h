/* papers_sent.h - what was sent as files with several applications, and what was issued of them,
 * one list. */
#ifndef SERVICES_DOCUMENT_PAPERS_SENT_H
#define SERVICES_DOCUMENT_PAPERS_SENT_H

#include "services/document/papers.h"

struct paper_sent {
	char reference[REFERENCE_DIGITS + 1];
	const struct paper *paper;   /* what it was sent as; NULL: it was issued */
	const struct output *issued; /* and as what */
	const char *label;           /* the file's name, text_safe on show; its number */
	int64_t at;
	struct date until; /* its last day; all zero: none is known */
	bool holds;        /* of what was issued: it is valid */
};

/* Of those that the caller may look at, the newest first, in `arena`; an application whose
 * definition cannot be read is passed by. */
MUST_USE enum fault papers_sent(struct registry *r, struct caller *v,
				const struct application *const *list, size_t count,
				const struct term_list *terms, struct arena *arena,
				struct paper_sent **ret, size_t *ret_count, struct error *err);

#endif
