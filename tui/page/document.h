/* document.h - an issued document for its reader: as parts without any idea of paper or screen, and
 * as lines of text for files and printers. */
#ifndef TUI_PAGE_DOCUMENT_H
#define TUI_PAGE_DOCUMENT_H

#include "i18n/base/arena.h"
#include "services/services.h"

#define DOCUMENT_WIDE 80   /* columns of its text */
#define DOCUMENT_NARROW 40 /* and of the one for small printers */

enum document_kind {
	DOCUMENT_TITLE,
	DOCUMENT_PAIR, /* label: value */
	DOCUMENT_CODE, /* the same, of digits in groups that must not change places */
	DOCUMENT_TEXT,
	DOCUMENT_ITEM, /* of a list */
	DOCUMENT_GAP,
	DOCUMENT_RULE, /* a line across: what is above it was issued, what is below tells how to
			  check it */
	DOCUMENT_TYPED /* what is typed, from left to right; on a line of its own */
};
struct document_part {
	enum document_kind kind;
	const char *label; /* DOCUMENT_PAIR */
	const char *value; /* no line ends in it; what is filled in stands within isolates */
};

struct document {
	const struct issued *issued; /* not withheld */
	const char *country;         /* whose names months have; NULL: of any */
	const char *ssh;             /* what is typed to come here: "ssh -C guest@portal.example" */
};

/* In the language of messages, which is to be the document's own (issued->lang). */

/* Its parts in reading order, in `a`. */
size_t document_parts(struct arena *a, const struct document *d, struct document_part **ret);

/*
 * Its lines, in `a`: plain text in reading order, each with its end, at most `cols` columns, for
 * whatever shows or prints it to set right. What begins at the edge begins something; what goes on
 * with it is two columns in, so that nothing that was answered can look like another line of the
 * document.
 */
char *document_text(struct arena *a, const struct document *d, int cols);

/* One in a list: what it is, its number, whether it holds and until when. In the language of
 * messages, which is `lang`; without its service (NULL) it is called as it was issued. */
char *document_line(struct arena *a, enum lang lang, const struct service *s,
		    const struct issued *i);

/* What the code of a paper stands for, and whether that holds, each as a line. */
const char *document_stands_for(const struct checked *d);
const char *document_verdict(const struct checked *d);
/* What to do with it, or what it does not prove; NULL: nothing. */
const char *document_advice(const struct checked *d);
/* Whether it is good news: it holds, and is no refusal. */
bool document_grants(const struct checked *d);

/* Before the name of its holder: the paper may have more of it than is told here. */
const char *document_holder(const struct checked *d, enum lang lang);

/* How the entry of the register that it tells of stands; NULL: it tells of none. */
const char *document_standing(struct arena *a, const struct checked *d, enum lang lang);

/* Those of an application as points of a list, under a heading; nothing where there are none. */
struct page;
void document_put_list(struct page *p, enum lang lang, const struct service *s,
		       const struct issued *list, size_t count);

/* "1234 5678 9012 3456", in `a`. */
char *document_code(struct arena *a, const char *code);

#endif
