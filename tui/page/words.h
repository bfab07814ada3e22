/* words.h - facts of services and applications as people read them, in the language in use. */
#ifndef TUI_PAGE_WORDS_H
#define TUI_PAGE_WORDS_H

#include "services/services.h"

/* The text in `lang`; "" where it has none. */
const char *words_of(const struct text *t, enum lang lang);

/* "Telephone number: 03 123456"; behind a label that asks, "Do you live there? yes". */
char *words_labelled(struct arena *a, const char *label, const char *value);

/* The answer in words, "" where there is none; of one that is withheld from who reads, that it is.
 */
const char *words_answer(struct arena *a, const struct form *f, const struct field_path *at,
			 enum lang lang);
const char *words_withheld(void);

/* Above what was written in a language that is not the page's: which it is; NULL in the page's. */
const char *words_written_in(enum lang of, enum lang lang);

/* The next value of the service that staff are shown, whose class is public or internal, from
 * `*at` = 0 on: its name, and in `*ret` what it comes to. NULL: there is none any more. */
const char *words_value(struct arena *a, const struct form *f, enum lang lang, size_t *at,
			const char **ret);

/* "Free of charge", "10,000,000 LBP (2026)", "not known"; without the note. */
char *words_fee(struct arena *a, enum lang lang, const struct fee *fee);

/* By name what a clock has done with this line of the history; "" where none did. */
const char *words_over(enum lang lang, const struct service *s, const struct event *e);

/* The name within a line, behind another one: in French its first letter is small then. */
char *words_within(struct arena *a, enum lang lang, const char *name);

/* Whom it is for: one name, or several. */
char *words_audience(struct arena *a, enum lang lang, const struct service *s);

/* "21 days", "2 to 7 days", "immediate", "not known"; without the note. */
char *words_duration(struct arena *a, enum lang lang, const struct duration *d);

/* Its name; where a condition of its own decides, before any answer is known, that is said. */
char *words_paper(struct arena *a, enum lang lang, const struct paper *p, bool answers_known);

const char *words_source_kind(enum source_kind kind);

/* A source's remark; one that is not there in `lang` with the name of its language before it. NULL:
 * none, or none whose language is known. */
const char *words_remark(struct arena *a, enum lang lang, const struct source *from);
const char *words_actor(enum stage_actor actor);
/* The same of a stage, also where it is a role's. */
const char *words_stage_actor(const struct stage *stage, enum lang lang);
const char *words_event_actor(const char *actor);

/* In which role somebody looked or acted, by its code: what the role is called; of what is no role,
 * who that is. */
const char *words_role(const char *role, enum lang lang);

/* "14 March 2027, 10:05: Case officer, Office of Beirut, as it stood since …", by the
 * clock of the service's place (NULL: the portal's); without the purpose. */
char *words_look(struct arena *a, enum lang lang, const struct service *s,
		 const struct looks_one *look);

/* Why: as it was said, or the service that the reader was served for; "": it was not said. */
const char *words_look_why(const struct catalogue *all, enum lang lang,
			   const struct looks_one *look);

/* "high": NULL; else the sentence that says the facts are to be verified. */
const char *words_confidence(enum confidence c);

/* Of more persons with one number than are listed: how many, and how they are found. */
char *words_persons_more(struct arena *a, size_t more);

/* "3 days left", "2 days overdue", "due today" for a due moment; NULL where there is none. */
char *words_due(struct arena *a, int64_t due_at, int64_t now);

/* The name of the country of that code; the code where the lists do not have it. */
const char *words_country(const struct term_list *terms, enum lang lang, const char *code);
/* What is known of the time of an application: until which day, and whose time that is. What nobody
 * has stated is said so. */
struct words_time {
	const struct service *service; /* NULL: not known now */
	const struct stage *stage;     /* where it is; NULL: not known */
	int64_t due_at, now;           /* now 0: how many days are left is not said */
	bool asked;                    /* the applicant's answer is awaited */
	bool of_staff;                 /* who reads it is not the applicant */
};
char *words_time(struct arena *a, enum lang lang, const struct words_time *t);
/* What stands before it: "Due by", or "Answer expected" where no more than an estimate says it; and
 * whose estimate that is, NULL: it is none. */
const char *words_time_label(const struct words_time *t);
const char *words_time_origin(const struct words_time *t, enum lang lang);

/* What comes of it when nobody answers in time, as the definition has it. */
const char *words_silence(const struct service *s, enum lang lang);

/* Where what was accepted is collected; where no source says it, whom to ask, which leads over to
 * the authority. */
const char *words_collect(const struct service *s, enum lang lang);

/* A refusal, and what the operator has set for all services (`set`, NULL or "": not said). */
struct words_refused {
	const struct service *service;
	const char *set;
	int64_t at;  /* UTC seconds; 0: not known, no day is named */
	int64_t now; /* UTC seconds */
};

/* Of a service that is not applied for here: where and how, as its definition has it, and where
 * that says nothing whom to ask. */
char *words_elsewhere(struct arena *a, enum lang lang, const struct service *s);

/* What may be done against it, and by when, or until when it was: as the definition has it, else as
 * it is set. Where neither says it, nothing is made up: then the words lead over to the authority.
 */
char *words_refusal(struct arena *a, enum lang lang, const struct words_refused *r);
/* What another application is to this one: a label, and its reference with its state. */
const char *words_related(enum related_kind kind);
char *words_related_one(struct arena *a, const struct related *r);
/* Whether what is appealed is refused now: it may have gone on by another way meanwhile. */
bool words_refusal_stands(const struct related *first);
/* How an appeal of it ended; and what may be done when it was dismissed and no source tells of
 * anything. */
const char *words_appeal_end(bool granted, const struct related *first);
const char *words_appeal_over(void);

/* By when it may be appealed here, or why it may not. */
char *words_appeal(struct arena *a, enum lang lang, const struct service *s,
		   const struct appeal_way *way);

/* That it has ended, or until which day it can be applied for; NULL: it goes on. */
char *words_end(struct arena *a, enum lang lang, const struct service *s);

/* On which days it is applied for, as seen from that moment; NULL: on all. */
char *words_window(struct arena *a, enum lang lang, const struct service *s, int64_t now);

/* "authority · fee · time" of a list of services, without what is not known. */
char *words_head(struct arena *a, enum lang lang, const struct service *s, int64_t now);

/* What is asked for where `last` > 0 choices are numbered from 1 on. */
const char *words_choose(struct arena *a, int last);

/* The same where this was typed, which is no number of a choice. */
const char *words_no_choice(struct arena *a, const char *typed, int last);

/* The reference in groups, set apart so that it reads left to right. */
char *words_reference(struct arena *a, const char *reference);

#endif
