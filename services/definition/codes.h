/* codes.h - what a definition chooses from a few words: each choice as a number, and its word. */
#ifndef SERVICES_DEFINITION_CODES_H
#define SERVICES_DEFINITION_CODES_H

/*
 * The words stand in the order of their enum, NULL behind the last; files, JSON and lists take them
 * from here. Of an enum whose values are bits, the word at place n is that of bit n.
 */
enum time_unit { UNIT_MINUTE, UNIT_HOUR, UNIT_DAY, UNIT_WORKING_DAY, UNIT_WEEK, UNIT_MONTH };
extern const char *const codes_time_unit[];

enum source_kind {
	SOURCE_OFFICIAL,
	SOURCE_LAW,
	SOURCE_FORM,
	SOURCE_ORGANISATION,
	SOURCE_NEWS,
	SOURCE_PROFESSIONAL,
	SOURCE_COMPILATION,
	SOURCE_RULING /* a court's */
};
extern const char *const codes_source_kind[];

/* The last is a role by its id, and no word. */
enum stage_actor { ACTOR_APPLICANT, ACTOR_OFFICER, ACTOR_HEAD, ACTOR_AUTHORITY, ACTOR_ROLE };
extern const char *const codes_stage_actor[];
extern const char *const codes_act_actor[]; /* the same, and behind them the clock and a payment */

/* What people read of an application, said by its stage and by what ends it. */
enum bearing {
	BEARING_DRAFT,
	BEARING_SUBMITTED,
	BEARING_AWAITING_PAYMENT,
	BEARING_IN_REVIEW,
	BEARING_NEEDS_INFO,
	BEARING_APPROVED,
	BEARING_REJECTED,
	BEARING_WITHDRAWN,
	BEARING_EXPIRED
};
extern const char *const codes_bearing[];

/* What has to be typed for an act. `reply`: nothing is; but the applicant has to answer. `office`:
 * to which one it goes. */
enum act_asks { ASKS_WORDS = 1, ASKS_REASON = 2, ASKS_ITEMS = 4, ASKS_REPLY = 8, ASKS_OFFICE = 16 };
extern const char *const codes_act_asks[];

/* What is wrong with an answer or a paper that an act names: not true, not all, true no more. */
enum named_wrong { WRONG_INCORRECT, WRONG_INCOMPLETE, WRONG_OUTDATED };
#define WRONG_ANY (-1)
extern const char *const codes_wrong[];

enum stage_act { STAGE_ASK = 1, STAGE_APPROVE = 2, STAGE_REJECT = 4, STAGE_FORWARD = 8 };
extern const char *const codes_stage_act[];

enum confidence { CONFIDENCE_HIGH, CONFIDENCE_MEDIUM, CONFIDENCE_LOW };
extern const char *const codes_confidence[];

enum drafted_part {
	DRAFTED_LIFE_EVENTS = 1,
	DRAFTED_CASES = 2,
	DRAFTED_KEYWORDS = 4,
	DRAFTED_PAPERS = 8
};
extern const char *const codes_drafted_part[];

/* Whether a paper may be sent as a file: it is brought; it may be sent, or brought; it must have
 * come, or been seen at a counter, before the application is sent. */
enum paper_way { PAPER_BROUGHT, PAPER_ACCEPTED, PAPER_REQUIRED };
extern const char *const codes_paper_way[];
/* Types of files that a paper may be, in the order of enum paper_type (services/document/paper.h)
 * behind its first. */
extern const char *const codes_paper_type[];

/* How widely a value may be known (services/definition/class.h); the first, what was never said, is
 * the most closed. */
enum class { CLASS_SENSITIVE, CLASS_PERSONAL, CLASS_INTERNAL, CLASS_PUBLIC };
extern const char *const codes_class[];

#endif
