/* issue.h - the documents that an act issues or revokes: made within its transaction, as the
 * definition has them. */
#ifndef SERVICES_APPLICATION_ISSUE_H
#define SERVICES_APPLICATION_ISSUE_H

#include "i18n/base/buffer.h"
#include "services/application/course.h"

/* clang-format off */
/*
 * What is kept of one is sealed: lines, each with a word of what it is, a tab and the rest, in which
 * no line ends. All of it in the application's language, but for what the portal says by itself
 * (labels), which is of no language here.
 *
 *   code       the digits by which anybody checks it
 *   holder     whose it is; left out where the definition names none
 *   title      the name of the document
 *   authority
 *   text       a paragraph        item   a point of a list        gap   a free line
 *
 * In the last ones what is filled in stands within isolates (U+2068 and its kin), which the text of
 * files leaves out.
 */
/* clang-format on */
#define ISSUE_CODE "code"
#define ISSUE_HOLDER "holder"
#define ISSUE_TITLE "title"
#define ISSUE_AUTHORITY "authority"
#define ISSUE_TEXT "text"
#define ISSUE_ITEM "item"
#define ISSUE_GAP "gap"
#define ISSUE_BINDING "issued"      /* what its content is sealed for, with its id */
#define ISSUE_INDEX "document code" /* the domain of its index */

/* Within a change that has set what the application is after the act, and before its line is
 * written. Of an output that is valid already the one before is replaced. FAULT_DENIED: too many of
 * them, or too long. */
MUST_USE enum fault issue_apply(struct change *c, struct course *course, const struct act *act,
				struct error *err);

/* The words of an output in the application's language, as lines of what is kept of it; `facts` by
 * enum output_fact. */
MUST_USE enum fault issue_text(struct arena *a, const struct form *f, const struct output *output,
			       enum lang lang, const char *const *facts, struct buffer *to);

#endif
