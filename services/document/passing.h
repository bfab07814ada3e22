/* passing.h - a paper's bytes on their way: in, and on to whoever judges them; and the sum of them.
 */
#ifndef SERVICES_DOCUMENT_PASSING_H
#define SERVICES_DOCUMENT_PASSING_H

#include "services/document/content.h"
#include "services/document/papers.h"

/* The sum of what comes, made on the way as long as it comes in order from the beginning on. {0} to
 * begin with; sum_free(p.sum) ends it. */
struct passing_sum {
	struct sum *sum; /* of the first `done` bytes; NULL: of none */
	int64_t done;    /* -1: they came in no order */
};

/* Before the bytes are written: `had` are there, `len` more come at `offset`. */
void passing_add(struct passing_sum *p, int64_t had, int64_t offset, const void *bytes, size_t len);

/* Lets them be judged, and makes the sum of those that are fine: of all as they came, or else as
 * they are kept, to the end, also where whoever judges knew before. */
MUST_USE enum fault passing_judge(struct content *c, struct passing_sum *p,
				  const struct paper_judge *judge, struct paper_facts *ret,
				  char ret_sum[PAPER_SUM + 1], struct error *err);

/* The sum of what is kept. */
MUST_USE enum fault passing_sum(struct content *c, char ret[PAPER_SUM + 1], struct error *err);

#endif
