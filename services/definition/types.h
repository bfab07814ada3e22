/* types.h - what a definition file tells, as the engine holds it: services, forms, questions,
 * shared lists. No reading here. */
#ifndef SERVICES_DEFINITION_TYPES_H
#define SERVICES_DEFINITION_TYPES_H

#include "i18n/date.h"
#include "i18n/lang.h"
#include "services/definition/codes.h"
#include "services/definition/fee.h"
#include "services/definition/requirement.h"
#include "services/definition/rule_value.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct calendar;      /* services/definition/calendar.h */
struct rule;          /* services/definition/rule.h */
struct type_ops;      /* services/definition/type.h */
struct definition;    /* services/definition/kind.h */
struct role;          /* services/definition/role.h */
struct service_where; /* services/definition/service_where.h */
struct entry_effect;  /* services/definition/service_entry.h */
struct service_about; /* the same */
struct template;      /* services/definition/template.h */
struct output;        /* services/definition/output.h */
struct act_output;    /* services/definition/output.h */

/* A term of terms.yaml: its code and its words. */
struct term {
	const char *code;
	struct text name;
};

struct country {
	struct term term; /* code: ISO 3166-1 */
	const char *currency;
	const char *calling_code;
	const char *phone_pattern;
	struct text phone_says;
	const char *id_pattern, *id_almost; /* the second fits a number wrong inside alone; NULL */
	struct text id_says, id_almost_says;
	const char *id_shows; /* what its digits say, a letter for each; NULL: nothing */
	const char *majority; /* the age from which one acts for oneself; NULL: it is not said */
};

struct place_entry {
	const char *code;
	const char *country;
	int level;
	const char *parent;           /* NULL at level 1 */
	struct text name, short_name; /* short_name is the name where there is none */
};

/* What people say, and what they mean by it. */
struct saying {
	const char **said, **means; /* by words of names and keywords, several of one service */
	size_t said_count, means_count;
	const char *country;             /* instead: the one that is meant; NULL */
	bool is_deed, is_near, is_alone; /* `deed`, `near` and `alone` of words.yaml */
};

struct term_list {
	struct term *sectors, *audiences, *life_events;
	size_t sector_count, audience_count, life_event_count;
	struct country *countries;
	size_t country_count;
	struct term *world; /* every country of ISO 3166-1, in the order in which people choose */
	size_t world_count;
	struct place_entry *places;
	size_t place_count;
	struct saying *sayings;
	const char **common, **complaints, **tracking, **help, **danger; /* of words.yaml */
	size_t saying_count, common_count, complaint_count, tracking_count, help_count,
		danger_count;
	const struct definition *others; /* newest calendars, templates that are named (kind.h) */
	size_t other_count;
};

/* Whose answer it is, where the definition says so. */
enum question_of {
	QUESTION_OF_NONE,
	QUESTION_APPLICANT, /* the applicant's own */
	QUESTION_PART       /* of an answer of several, as of another person */
};

struct question {
	const char *id;
	enum question_of of;
	const struct type_ops *type;
	enum class class;
	struct text label, help; /* help's in[] are NULL when there is none */
	struct text says; /* explains the pattern, or the refusal of eligibility; may be NULL */
	bool required;
	const struct rule *when;    /* NULL: always asked */
	const struct rule *require; /* eligibility questions only */
	const char *preset;         /* the default, as written; NULL when there is none */
	int page; /* pages are numbered from 1 within the section, by the loader where left out */
	const char *pattern;   /* over the whole answer (services/definition/pattern.h); NULL */
	const char *min, *max; /* as written; NULL */
	int lines;             /* text: 1..10 */
	const char *currency;  /* money */
	const struct term *choices; /* choice, choices */
	size_t choice_count;
	const char *country;       /* place, national_id, phone, date: never NULL there */
	const struct rule *abroad; /* phone: typed with its country's code; NULL: never */
	const char *unlike;   /* national_id, text, name: the word of a set; no two are alike */
	const char *shown_by; /* date, choice: the national_id of its section that says it, too */
	int level;            /* place */
	const void *own;      /* what else its type has read, for the type's own file alone */
};

struct section {
	const char *id;
	struct text title;
	const struct rule *when;
	enum class class; /* of its questions that say none */
	bool repeats;
	int min, max;     /* items, when it repeats */
	struct text item; /* "member" */
	struct question *questions;
	size_t question_count;
};

/* An answer of several parts (person, organisation): ordinary questions, one behind the other. */
struct whole {
	const char *id;
	int at;                        /* line of its file */
	const struct section *section; /* NULL: eligibility */
	const struct question *parts;
	size_t count;
	struct whole *next;
};

/* What is worked out of the answers; people are not asked for it, nor shown it. */
struct service_value {
	const char *id;
	struct text name; /* in[] NULL: it is called by its id */
	enum class class;
	const struct rule *is;
	enum rule_kind kind;
	const char *currency;            /* RULE_AMOUNT */
	const struct question *question; /* RULE_WORDS: whose answer it is; NULL */
	bool truth;                      /* RULE_WORDS: yes or no */
};

/* A rule over the form, with the question or section by which its message stands. */
struct check {
	const struct rule *require;
	bool warns; /* what stands is only told of, and taken */
	const char *at;
	struct text says;
};

struct form_definition {
	bool drafted;
	bool inside; /* staff fill it in (desk_form): nobody declares it to be true */
	struct question *eligibility; /* section id "eligibility" */
	size_t eligibility_count;
	struct section *sections;
	size_t section_count;
	struct check *checks;
	size_t check_count;
	struct whole *wholes; /* NULL: none */
};

struct source {                         /* its days may be a month or a year; year 0: not told */
	const char *title, *url, *bare; /* bare: a remark whose language nobody has told; or NULL */
	struct date date, seen;         /* what it is of; when it was read */
	struct text remark;             /* in the languages that it was written in; may be none */
	enum source_kind kind;
};

/* What may be done when the authority has refused. */
struct remedy {
	struct text text;
	int days; /* from the refusal, in which it may be done; 0: not stated */
};

/* Why, from the list of an act. */
struct reason {
	const char *code;
	struct text name;
	struct text law; /* in[] NULL: not stated */
};

/* How days are counted, where a length does not say otherwise. */
struct calendar_rules {
	bool first_day;  /* the day that starts a time is its first one */
	bool clear_days; /* it may still be done on the day behind the last one */
	bool moves;      /* where nobody works on the last day, the next working day is it */
};

/* What staff fill in with a task that they close, or with an act. Its answers are named by the id
 * of that and their own: "opinion.advice". */
struct desk_form {
	struct section section;     /* its id is the task's or the act's */
	const struct service *asks; /* with this section alone, to be filled in as any form */
	const struct task *task;    /* whose it is; NULL: an act's */
};

/* Work beside the stages. It opens whenever a stage that lists it is entered. */
struct task {
	const char *id;
	struct text name;
	enum stage_actor actor;
	const struct role *role;      /* ACTOR_ROLE: as of an act */
	struct duration due;          /* from its opening; value 0: not stated */
	const struct desk_form *form; /* NULL: it is closed with words alone */
	const char *office; /* code of the one that closes it; NULL: the application's own */
	const char **shows; /* ids of the questions and sections that it is shown */
	size_t show_count;
	struct duration *reminds; /* so long before it is due */
	size_t remind_count;
	const struct clock *clock; /* of its due day; NULL: it has none */
};

enum need_kind { NEED_ANOTHER, NEED_CLOSED, NEED_RULE, NEED_SIGNED, NEED_PAID };

/* What must be true before an act. */
struct need {
	enum need_kind kind;
	const char *act; /* NEED_ANOTHER: another person than who did this one, or closed this task,
			    last */
	const struct task *task;           /* which has to be closed for it; NULL: none is known */
	const struct rule *rule;           /* NEED_RULE: over answers, and what staff filled in */
	const struct signature *signature; /* NEED_SIGNED: that has to be whole */
	const struct charge *charge;       /* NEED_PAID: nothing of it is owed any more */
};

/* What an act makes of the application. */
enum act_does {
	ACT_STAYS,   /* nothing: its words stand in the history */
	ACT_MOVES,   /* to a stage */
	ACT_ASKS,    /* it waits for the applicant, at its stage */
	ACT_REPLIES, /* it waits no more */
	ACT_ENDS
};

/* What the applicant is told of where an act names no template of its own: by which of those that
 * the portal brings. */
enum told_of {
	TOLD_ASKED,
	TOLD_APPROVED,
	TOLD_REJECTED,
	TOLD_CLOSED,
	TOLD_MOVED,
	TOLD_ASSISTED,     /* one of staff has sent it in their name */
	TOLD_RENEWED,      /* its PIN was given anew at a counter */
	TOLD_NEWS,         /* by SMS or e-mail, where a template has no short words of its own */
	TOLD_TASK,         /* staff: a task is due soon */
	TOLD_JOINED,       /* somebody has taken an invitation, */
	TOLD_SIGNED,       /* has signed, */
	TOLD_UNSIGNED,     /* has taken their signature back, or works on it no more */
	TOLD_UNCOVERED,    /* who has signed: it covers some answers no longer */
	TOLD_MEMBER_ENDED, /* who worked on it: they do no more */
	TOLD_DUTY_DUE,     /* something falls due for their entry of a register */
	TOLD_DUTY_MISSED,
	TOLD_DUTY_HEAD, /* staff: the same was missed */
	TOLD_FEE_DUE,   /* a fee is to be paid */
	TOLD_FEE_PAID,  /* it is */
	TOLD_FEE_OVER,  /* more came than was to be paid */
	TOLD_TO_PAY,    /* it has moved on to a stage that waits for a payment */
	TOLD_COUNT
};

/* What may be done against an act that refuses: another service is begun, which is linked to it. */
struct appeal {
	const char *service;    /* its id */
	struct duration within; /* from the refusal */
	int line;               /* of its file */
};

/* What an act does besides. */
struct act_effect {
	const char *act; /* with the application that this one appeals */
};

struct act {
	const char *id;
	struct text name; /* in[] NULL: one of the short forms, or the portal's own */
	enum act_does does;
	enum bearing bearing;       /* afterwards */
	bool told;                  /* it is told by its id: the definition wrote it itself */
	const enum stage_actor *by; /* NULL: whose turn it is at the stage */
	const struct role *role;    /* ACTOR_ROLE: as it was when the act was read, in id and name;
				       what it may is asked of the newest */
	/* ACT_MOVES: to which of them; none: to every other stage. */
	const struct stage **to;
	size_t to_count;
	const struct stage **from; /* of those from anywhere; none: from every stage */
	size_t from_count;
	unsigned from_ends; /* 1 << the bearing of each end from which it can be done as well */
	bool by_clock;      /* nobody does it: it is what a clock does when it is over */
	bool by_payment; /* the same (`by_clock` too), but done as soon as what it needs is paid */
	int most;        /* how often it may be done with one application; 0: no bound */
	const struct rule *when; /* over the answers; NULL: always */
	unsigned asks;           /* enum act_asks, or-ed */
	struct reason *reasons;
	size_t reason_count;
	struct need *needs;
	size_t need_count;
	const struct template *notice; /* NULL: as the portal does */
	bool is_untold;                /* the applicant gets no notice of it */
	const struct appeal *appeal;   /* NULL: none */
	struct act_effect *effects;
	size_t effect_count;
	struct entry_effect *entries; /* what it does with entries of registers */
	size_t entry_count;
	struct act_output *outputs; /* documents that it issues or revokes */
	size_t output_count, output_room;
	const struct desk_form *form; /* what is filled in with it; NULL: nothing */
	bool inside;                  /* its words are for staff alone */
	const char *to_office;        /* its code; NULL: it stays, or who acts says where */
	struct text called;           /* what people read of the end; in[] NULL: its own words */
};

struct stage {
	const char *id;
	struct text name;
	enum stage_actor actor;
	const struct role *role; /* ACTOR_ROLE: as of an act */
	enum bearing bearing;
	bool occasional;         /* for some cases alone: nobody is told of it before */
	struct duration target;  /* value 0: not stated */
	const struct act **acts; /* short forms too, as what they mean */
	size_t act_count;
	const struct task **tasks;
	size_t task_count;
};

enum clock_starts {
	CLOCK_SUBMITTED, /* on the day of the submission */
	CLOCK_DONE,      /* of the act */
	CLOCK_COMPLETE,  /* on which the last missing thing came in, as the act says afterwards */
	CLOCK_ENTERED,   /* of coming to the stage */
	CLOCK_OPENED,    /* of the opening of a task; it ends with that */
	CLOCK_PAID       /* on which nothing of a fee was owed any more */
};

/* An act that does something to a clock. */
struct clock_act {
	const char *id; /* "reply" too, where it begins anew with that */
	int wrong; /* enum named_wrong: only where something so wrong was named; else WRONG_ANY */
};

/* A time that runs by law. It ends with the application, or where what it does cannot be done. */
struct clock {
	const char *id;
	struct text name;
	enum clock_starts starts;
	const char *act;             /* CLOCK_DONE, CLOCK_COMPLETE */
	const struct stage *stage;   /* CLOCK_ENTERED */
	const struct charge *charge; /* CLOCK_PAID */
	struct duration length;      /* value 0: that of the first of `lengths` that holds */
	const struct clock_length {
		const struct rule *when; /* NULL: for all others */
		struct duration length;
		bool is_unknown; /* no source has it: nothing runs, no time is told */
	} * lengths;
	size_t length_count;
	const struct calendar *calendar; /* the newest when it was read; NULL: there is none */
	struct calendar_rules rules;
	const struct clock_act *paused_by;    /* that ask the applicant: until the reply */
	const struct clock_act *restarted_by; /* with which it begins anew */
	size_t paused_count, restarted_count;
	const struct act *when_over; /* NULL: nothing happens, the day is told */
	const struct task *task;     /* CLOCK_OPENED; staff alone are told of it */
};

/* That a service ends; the registry says so, not its file. */
struct service_end {
	struct date day; /* the first without it */
	bool over;       /* that day has come */
	const char
		*instead; /* the id of what stands in its place; NULL: nothing is known of that */
};

struct service { /* everything in the arena given to service_read, which it does not own */
	const char *id;
	int version;
	const struct term_list *terms;   /* those that it was read with */
	const char *country;             /* ISO 3166-1, upper case */
	const struct calendar *calendar; /* the country's, the newest when it was read; NULL */
	const struct term *sector;
	const struct term **audiences; /* one or more */
	const struct term **life_events;
	size_t audience_count, life_event_count;
	struct text name, summary, authority;
	bool translated[LANG_COUNT];
	const char **keywords[LANG_COUNT];
	size_t keyword_count[LANG_COUNT];
	struct text *eligibility;
	size_t eligibility_count;
	struct paper_case *cases;
	size_t case_count;
	struct paper *papers;
	size_t paper_count;
	const struct fee *fee;  /* NULL: not known */
	struct charge *charges; /* that become due here */
	size_t charge_count;
	const struct duration *duration;                                /* NULL: not known */
	const struct remedy *if_refused;                                /* NULL: not stated */
	struct text silence, channel, output, collect, validity, notes; /* in[] NULL: not known */
	struct text *legal_basis;
	size_t legal_basis_count;
	struct text benefit;
	const char *benefit_currency;
	int benefit_year;
	struct source *sources;
	size_t source_count;
	struct date verified;
	int verified_line; /* of its file */
	enum confidence confidence;
	unsigned drafted; /* enum drafted_part, or-ed */
	struct stage *stages;
	size_t stage_count;
	struct act *acts; /* from anywhere */
	size_t act_count;
	struct task *tasks;
	size_t task_count;
	const struct desk_form **desks; /* of its tasks and acts */
	size_t desk_count, desk_room;
	struct clock *clocks; /* the first that runs is whose day people are told */
	size_t clock_count;
	const struct form_definition *form; /* NULL: apply at the counter */
	struct date opens, closes;          /* the first and last day to apply; no year: no bound */
	struct service_value *values;
	size_t value_count;
	const struct route *routes; /* the first that holds; none: no office has it */
	size_t route_count;
	const struct service_where *goes_to, *collect_at; /* NULL: no answers name it */
	struct signature *signatures;
	size_t signature_count;
	const struct service_about *about; /* NULL: about no entry of a register */
	struct output *outputs;            /* documents that it issues */
	size_t output_count;
	/* The offices that it names, wherever; which a portal has, the file does not know. */
	struct office_name {
		const char *code, *key;
		int line;
	} * offices;
	size_t office_count, office_room;
	const struct template *notices[TOLD_COUNT]; /* the newest then; NULL: taken away */
	const struct service_end *end; /* NULL: it goes on; set by the catalogue alone */
	bool lenient;                  /* stored, and refused by the check of today */
	unsigned char digest[16];      /* of its file's bytes: BLAKE2b */
};

#endif
