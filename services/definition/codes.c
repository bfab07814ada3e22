/* codes.c - what a definition chooses from a few words: each choice as a number, and its word. */
#include "services/definition/codes.h"

#include <stddef.h>

const char *const codes_time_unit[] = {
	[UNIT_MINUTE] = "minute", [UNIT_HOUR] = "hour",
	[UNIT_DAY] = "day",       [UNIT_WORKING_DAY] = "working_day",
	[UNIT_WEEK] = "week",     [UNIT_MONTH] = "month",
	[UNIT_MONTH + 1] = NULL,
};

const char *const codes_source_kind[] = {
	[SOURCE_OFFICIAL] = "official",
	[SOURCE_LAW] = "law",
	[SOURCE_FORM] = "form",
	[SOURCE_ORGANISATION] = "organisation",
	[SOURCE_NEWS] = "news",
	[SOURCE_PROFESSIONAL] = "professional",
	[SOURCE_COMPILATION] = "compilation",
	[SOURCE_RULING] = "ruling",
	[SOURCE_RULING + 1] = NULL,
};

#define STAGE_ACTORS                                                                               \
	[ACTOR_APPLICANT] = "applicant", [ACTOR_OFFICER] = "officer", [ACTOR_HEAD] = "head",       \
	[ACTOR_AUTHORITY] = "authority"

const char *const codes_stage_actor[] = {STAGE_ACTORS, [ACTOR_AUTHORITY + 1] = NULL};
const char *const codes_act_actor[] = {STAGE_ACTORS, [ACTOR_AUTHORITY + 1] = "clock",
				       [ACTOR_AUTHORITY + 2] = "payment",
				       [ACTOR_AUTHORITY + 3] = NULL};

const char *const codes_stage_act[] = {"ask", "approve", "reject", "forward", NULL};

const char *const codes_bearing[] = {
	[BEARING_DRAFT] = "draft",
	[BEARING_SUBMITTED] = "submitted",
	[BEARING_AWAITING_PAYMENT] = "awaiting_payment",
	[BEARING_IN_REVIEW] = "in_review",
	[BEARING_NEEDS_INFO] = "needs_info",
	[BEARING_APPROVED] = "approved",
	[BEARING_REJECTED] = "rejected",
	[BEARING_WITHDRAWN] = "withdrawn",
	[BEARING_EXPIRED] = "expired",
	[BEARING_EXPIRED + 1] = NULL,
};

const char *const codes_act_asks[] = {"words", "reason", "items", "reply", "office", NULL};

const char *const codes_wrong[] = {
	[WRONG_INCORRECT] = "incorrect",
	[WRONG_INCOMPLETE] = "incomplete",
	[WRONG_OUTDATED] = "outdated",
	[WRONG_OUTDATED + 1] = NULL,
};

const char *const codes_confidence[] = {
	[CONFIDENCE_HIGH] = "high",
	[CONFIDENCE_MEDIUM] = "medium",
	[CONFIDENCE_LOW] = "low",
	[CONFIDENCE_LOW + 1] = NULL,
};

const char *const codes_drafted_part[] = {"life_events", "cases", "keywords", "papers", NULL};

const char *const codes_paper_way[] = {
	[PAPER_BROUGHT] = "brought",
	[PAPER_ACCEPTED] = "accepted",
	[PAPER_REQUIRED] = "required",
	[PAPER_REQUIRED + 1] = NULL,
};

const char *const codes_paper_type[] = {"pdf", "png", "jpeg", "tiff", NULL};

const char *const codes_class[] = {
	[CLASS_SENSITIVE] = "sensitive", [CLASS_PERSONAL] = "personal",
	[CLASS_INTERNAL] = "internal",   [CLASS_PUBLIC] = "public",
	[CLASS_PUBLIC + 1] = NULL,
};
