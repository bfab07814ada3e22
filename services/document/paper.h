/* paper.h - what a file that somebody puts for an application really is, as whoever has read it to
 * its end says; and how that is asked. */
#ifndef SERVICES_DOCUMENT_PAPER_H
#define SERVICES_DOCUMENT_PAPER_H

#include "i18n/base/arena.h"
#include "i18n/base/error.h"
#include "services/definition/requirement.h"

#include <stddef.h>
#include <stdint.h>

/* What is taken. Stored by its code: never another order, new ones at the end. */
enum paper_type { PAPER_NO_TYPE, PAPER_PDF, PAPER_PNG, PAPER_JPEG, PAPER_TIFF, PAPER_TYPES };

/* Whether it is taken. */
enum paper_verdict {
	PAPER_UNJUDGED, /* nobody has read it, or whoever did has not come to its end: it is not
			   taken, and may be tried again */
	PAPER_FINE,     /* of a type that is taken, whole, readable to its end */
	PAPER_CUT,      /* begins as one that is taken, and ends too early: the rest may be sent */
	PAPER_OTHER,    /* of another type: a text, an archive, a program, nothing */
	PAPER_MIXED,    /* of two types at once, or with something behind its end */
	PAPER_BROKEN,   /* of a type that is taken, but it cannot be read */
	PAPER_LOCKED,   /* it opens with a password alone */
	PAPER_LARGE     /* too many pages, or pages of too many pixels */
};

/* As it was read, never as its name or its sender says. */
struct paper_facts {
	enum paper_verdict verdict;
	enum paper_type type; /* of PAPER_FINE; else what it begins as, or PAPER_NO_TYPE */
	int pages;            /* from 1 */
	int width, height;    /* of the first page: pixels; of a PDF points (1/72 inch) */
	int64_t bytes;        /* that were read */
};

/* The bytes of one, from its first to its last, in pieces: `next` puts at most `room` of them at
 * `to`; *ret_len 0: there are no more. */
struct paper_bytes {
	int64_t size; /* of all */
	enum fault (*next)(void *ctx, void *to, size_t room, size_t *ret_len, struct error *err);
	void *ctx;
};

/* Who reads them. After FAULT_NONE `ret` says what it is, taken or not; whoever cannot read now
 * (gone, hanging, busy) answers FAULT_BUSY, or PAPER_UNJUDGED. It need not read to the last byte
 * once it knows. */
struct paper_judge {
	enum fault (*judge)(void *ctx, const struct paper_bytes *bytes, struct paper_facts *ret,
			    struct error *err);
	void *ctx;
};

const char *paper_type_code(enum paper_type type);    /* "pdf" */
enum paper_type paper_type_of(const char *code);      /* none: PAPER_NO_TYPE */
const char *paper_type_message(enum paper_type type); /* N_("PDF document") */

/* Whether a paper is taken as a file of this type; the types that are, for people: "PDF, PNG". */
bool paper_takes(const struct paper *p, enum paper_type type);
char *paper_types(struct arena *a, const struct paper *p);

const char *paper_verdict_code(enum paper_verdict verdict); /* "cut" */

/* What to tell who has sent it, and what to do next; N_(). */
const char *paper_verdict_message(enum paper_verdict verdict);

#endif
