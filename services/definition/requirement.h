/* requirement.h - the papers that a service asks for: when, how they come, how old they may be. */
#ifndef SERVICES_DEFINITION_REQUIREMENT_H
#define SERVICES_DEFINITION_REQUIREMENT_H

#include "services/definition/codes.h"
#include "services/definition/fee.h"

struct rule;     /* services/definition/rule.h */
struct question; /* services/definition/types.h */
struct section;

struct paper_case {
	const char *id;
	struct text name;
	const struct rule *when; /* NULL: the person judges */
};

struct paper {
	const char *id;
	enum class class;
	struct text name;
	struct text note;            /* may be NULL */
	const struct paper_case *in; /* NULL: in every case */
	const struct rule *when;
	struct text applies; /* the same in words: "if you have one"; may be NULL */
	enum paper_way way;
	unsigned types; /* of files that are taken, as bits by the places of codes_paper_type; 0:
			   any */
	int choice; /* papers with the same number > 0 are alternatives of each other; 0: none */
	struct duration valid;        /* from the day that stands on it; value 0: for ever */
	const char *dated;            /* id of the question for that day; NULL: none */
	const struct question *day;   /* the same, once the form was read; NULL */
	const struct section *day_in; /* where it stands; NULL: eligibility */
	const char **same_as;         /* ids of papers of other services that are of its kind */
	size_t same_count;
};

#endif
