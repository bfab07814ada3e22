/* fee.h - what a service costs, as a definition tells it: the fee that people read of, and those
 * that become due here; and how long something takes. */
#ifndef SERVICES_DEFINITION_FEE_H
#define SERVICES_DEFINITION_FEE_H

#include "i18n/lang.h"
#include "services/definition/codes.h"
#include "services/definition/rule_number.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct rule; /* services/definition/rule.h */

struct duration {
	int value; /* 0: while one waits */
	int until; /* of a range, its longest; 0: it is none */
	enum time_unit unit;
	bool estimate;    /* neither a law nor the authority has set it */
	struct text note; /* may be NULL */
};

/* The longest that it may be, which days are counted by. */
int duration_most(const struct duration *d);

/* What it is where the answers are these. */
struct fee_amount {
	const struct rule *when;
	bool known; /* false: no source says how much it is then */
	int64_t amount_minor;
	struct text note; /* told with it; may be NULL */
};

struct fee {
	bool known; /* amount_minor is a figure */
	int64_t amount_minor;
	const struct fee_amount *amounts; /* instead: the first that holds */
	size_t amount_count;
	const char *currency;
	struct text note; /* may be NULL */
	int year;         /* 0: not stated */
	bool doubtful;    /* it may have changed since: whoever reads it is to ask first */
};

/* What is known of a fee before there are answers. */
enum fee_kind {
	FEE_UNKNOWN,
	FEE_FREE,
	FEE_BY_CASE, /* free for some */
	FEE_CHARGED,
	FEE_TOLD /* by its note alone, which the service's page has */
};

/* Of `fee`, which may be NULL. */
enum fee_kind fee_kind(const struct fee *fee);

/* The least of the amounts that are known; false: none is. `ret_more`: it is not what everybody
 * pays, as far as is known. */
bool fee_least(const struct fee *fee, int64_t *ret_minor, bool *ret_more);

/* One step of a scale: from where the one before has ended up to and with `to`. */
struct charge_tier {
	struct rule_number to;
	bool is_last; /* and whatever is more */
	int64_t amount_minor;
	int64_t per_minor; /* instead: for each one of the whole figure; 0: it is the amount */
};

/* A fee that becomes due: how much is worked out of the answers when it is raised. */
struct charge {
	const char *id;
	struct text name;
	const char *currency;
	const struct rule *when; /* NULL: always */
	const struct rule
		*base;        /* a figure that the scale, or the share, is of; NULL: it is fixed */
	int64_t amount_minor; /* fixed */
	struct charge_tier *tiers;    /* of a scale */
	size_t tier_count;            /* 0: a share */
	struct rule_number rate;      /* 0.25 % is 1/400 */
	int64_t per_minor;            /* instead of a share: for each one of a number; 0: a share */
	struct text unit;             /* what one of the number is, "m²"; may be NULL of a scale */
	int64_t min_minor, max_minor; /* of a share; a `max` of 0: no bound */
	const char *act;              /* by which act it is raised; NULL: with the submission */
	struct duration due;          /* from then; value 0: not stated */
};

#endif
