/* pattern_read.h - a pattern as it is written becomes steps, or a message that says where it is
 * wrong and what to write instead. */
#ifndef SERVICES_DEFINITION_PATTERN_READ_H
#define SERVICES_DEFINITION_PATTERN_READ_H

#include "i18n/base/error.h"
#include "services/definition/pattern_set.h"

#define PATTERN_MAX 200      /* bytes of a pattern as it is written */
#define PATTERN_REPEATS 1000 /* the largest number in {n,m} */
#define PATTERN_STEPS 2000   /* of a pattern that is written out */

/* Behind a step stands the next; a split goes there and to `to` steps from itself, a jump there
 * alone. Behind the last step the pattern ends. a|b+ is
 *
 *     0 split +3   1 set {a}   2 jump +3   3 set {b}   4 split -1
 */
enum pattern_kind { PATTERN_SET, PATTERN_SPLIT, PATTERN_JUMP };

struct pattern_step {
	uint16_t kind;
	int16_t to; /* PATTERN_SET: the place in `sets` */
};

/* Each set and each range takes a byte of the pattern at least. */
struct pattern {
	struct pattern_step steps[PATTERN_STEPS];
	struct pattern_set sets[PATTERN_MAX];
	struct pattern_range ranges[PATTERN_MAX];
	size_t step_count, set_count, range_count;
};

/* Fills `ret`, which may hold anything before and after a fault. FAULT_INPUT as pattern_check. */
MUST_USE enum fault pattern_read(const char *written, struct pattern *ret, struct error *err);

#endif
