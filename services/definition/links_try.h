/* links_try.h - whether what is claimed of one answer can be true together; for the files links*.c
 * alone. */
#ifndef SERVICES_DEFINITION_LINKS_TRY_H
#define SERVICES_DEFINITION_LINKS_TRY_H

#include "services/definition/links_inside.h"

#define LINKS_TRY_CLAIMS                                                                           \
	250 /* a rule has 200 comparisons at most, and what they need some more                    \
	     */
#define LINKS_TRY_WORK                                                                             \
	2000000 /* claims that are tried for one definition; then all is possible                  \
		 */

/* One comparison that has to hold, or has to fail. */
struct claim {
	struct rule_use use;
	bool holds;
	const struct rule *rule; /* the comparison itself, to try values on */
};

/* What is claimed on one way in which a rule can hold. */
struct search {
	const struct look *look;
	struct claim claims[LINKS_TRY_CLAIMS];
	size_t count;
	int steps;
	bool moving;          /* what is claimed of the answer in hand goes with the day */
	struct arena *trials; /* of one answer's */
	long *work;           /* of the whole definition so far; LINKS_TRY_WORK */
};

/* Whether some answer makes all claims true that are about the same one as `about`, which is among
 * them. What cannot be told is possible: what is on several lists at once, or is compared with
 * another answer, is not tried. */
bool links_try(struct search *s, const struct claim *about);

#endif
