/* application.h - one request by one applicant: from its first answer to its decision. */
#ifndef SERVICES_APPLICATION_APPLICATION_H
#define SERVICES_APPLICATION_APPLICATION_H

#include "services/access/caller.h"
#include "services/definition/calendar_count.h"
#include "services/form/form.h"
#include "services/registry/registry.h"

/* What its stage, or its end, bears: codes.h. */
enum application_state {
	STATE_DRAFT = BEARING_DRAFT,
	STATE_SUBMITTED = BEARING_SUBMITTED,
	STATE_AWAITING_PAYMENT = BEARING_AWAITING_PAYMENT,
	STATE_IN_REVIEW = BEARING_IN_REVIEW,
	STATE_NEEDS_INFO = BEARING_NEEDS_INFO,
	STATE_APPROVED = BEARING_APPROVED,
	STATE_REJECTED = BEARING_REJECTED,
	STATE_WITHDRAWN = BEARING_WITHDRAWN,
	STATE_EXPIRED = BEARING_EXPIRED
};
bool application_is_open(enum application_state s);              /* sent in, and not at an end */
const char *application_state_code(enum application_state s);    /* "in_review" */
const char *application_state_message(enum application_state s); /* N_("In review") */

struct application {
	char id[33]; /* id_new's; it opens nothing */
	char reference[REFERENCE_DIGITS + 1];
	char service[80];
	int version;      /* of its definition */
	int64_t revision; /* raised by each change of it, from 1: what its holder has seen last */
	enum application_state state;
	char stage[80]; /* stage id, "" before submission */
	enum lang lang;
	bool owned;  /* a key owns it */
	int members; /* how many were invited to it, or have signed it: member.h */
	int64_t begun_at, changed_at, submitted_at, due_at; /* UTC seconds, 0: not (yet) */
	int64_t consent_at; /* the applicant's, to one of staff who has filled it in; 0: nobody has
			     */
	char section[80];   /* where the person was: "" at the beginning, or "eligibility" */
	int item;
	char question[80];
};

/* One of staff who has filled it in for its applicant. */
#define EVENT_OPERATOR "operator"
struct desk_answer;
struct event {
	int64_t at;
	enum application_state state;
	const char *stage; /* stage id or "" */
	const char *actor; /* applicant, authority, portal, EVENT_OPERATOR */
	const char *note;  /* words of who acted, text_safe on show; "" */
	const char *act;   /* of a definition that wrote its acts itself, its id; "" */
	const char
		*reason; /* code of one of its reasons, or the id of the task that was closed; "" */
	const struct named *items; /* that it named as wrong */
	size_t item_count;
	const struct desk_answer *answers; /* that staff filled in with it */
	size_t answer_count;
	bool inside; /* its words are not for the applicant */
};

/* What staff filled in with an act, or with a task that they closed. */
struct desk_answer {
	const char *question; /* its id */
	const char *value;    /* canonical; "" where it is withheld */
	enum class class;     /* by the version that the application has */
	bool withheld;        /* it is not for the caller */
};

/* An answer or a paper that an act names, and what is wrong with it. */
struct named {
	enum named_wrong wrong;
	bool is_paper;
	const char *question; /* its id, or the paper's */
	int item;             /* from 1 in a repeated section, else 0 */
	const char *section;  /* as it is stored, "" of a paper; */
	const char *was; /* the canonical answer when it was named, "": none: both are told, not
			    given */
	bool withheld;   /* that answer is not for the caller; told, not given */
};

/* What a clock has decided on another day than a calendar that came later has. */
struct application_recount {
	const struct clock *clock;
	size_t place;        /* in the history: the line of what it did */
	struct date decided; /* on this day */
	struct date now;     /* its last day by that calendar; all zero: it has none */
	const char *calendar;
	int version;
	struct calendar_run *days; /* by that calendar, application_acts says: in its arena */
	size_t day_count;
	int version_before; /* the newest other one by which it is the day of `decided`; 0: none is
			       kept that has it */
	struct calendar_run *days_before;
	size_t day_before_count;
};

/* What such a line of the history says (act SERVICE_RECOUNT), its clock's id in `a` (`ret_clock`
 * may be NULL): the days as above, `now` the same as `decided` where a calendar has that day again.
 * False: it is no such line. */
bool application_recounted(struct arena *a, const struct event *e, const char **ret_clock,
			   struct date *ret_decided, struct date *ret_now);

/* Work beside the stages, as it stands. */
struct application_task {
	const struct task *task;
	int64_t opened_at, closed_at;         /* UTC seconds; 0: still open */
	const struct event *closing;          /* that closed it; NULL: it is open */
	int64_t due_at;                       /* of one that is open; 0: not stated */
	bool overdue;                         /* that day is over */
	bool possible;                        /* application_acts says: it may be closed now */
	struct error why;                     /* why not, of one that is open */
	struct application_recount *recounts; /* of service_recount */
	size_t recount_count;
};

/* What is typed for an act; NULL or 0: nothing. */
struct act_answers {
	const char *words;
	const char *reason; /* the code of one of the act's */
	const char *stage;  /* where to, where an act leads to several */
	const char *office; /* to which one it goes, by code, where an act asks for it */
	const char *task;   /* which one is closed, of SERVICE_CLOSE */
	const struct named *items;
	size_t item_count;
	const struct form *form; /* of what staff fill in with it (desk_form), filled in */
	bool once; /* sent again by the same caller for the same revision it is not done again:
		      FAULT_CONFLICT with the code APPLICATION_DONE, `a` as it is now */
};
#define APPLICATION_DONE "done_before"

struct receipt {
	char reference[REFERENCE_DIGITS + 1];
	char pin[PIN_DIGITS + 1];
	int64_t submitted_at, due_at;
	char code[RECEIPT_DIGITS + 1]; /* by which anybody checks it (checked.h); "": not told */
};

/*
 * Every call asks services/access/access.h for its caller: FAULT_MISSING where the application is
 * not there or not for them, FAULT_DENIED where they may look at it but not do this. A struct
 * application is only a name of one.
 */

/*
 * Two at once: one wins, the other is told. Every change compares `a->revision` with the
 * registry's (but application_put, which compares answers, application_stand and application_own,
 * which fight with nothing), and raises it. Where somebody was faster: FAULT_CONFLICT, `err` says
 * who it was as far as that may be known, nothing is stored, and `a` says what the application is
 * now. Of a draft `a->revision` stays behind until application_load has read its answers again: a
 * form that is older than the registry's answers can never be stored over them.
 */

/* --- drafts --- */

/* A new draft of the service's version, with its reference and a PIN (shown once, kept hashed).
 * FAULT_DENIED: too many drafts from this source, or the service has no form. FAULT_BUSY with
 * {seconds}: too many at once (pace.h), here and wherever an application is sent. */
MUST_USE enum fault application_begin(struct registry *r, struct caller *v, const struct service *s,
				      enum lang lang, struct application *ret,
				      char ret_pin[PIN_DIGITS + 1], struct error *err);

/* The same for the service of a form that was filled in so far without being kept: the draft has
 * its answers to the questions of eligibility from the beginning, in one transaction. */
MUST_USE enum fault application_begin_with(struct registry *r, struct caller *v,
					   const struct form *f, enum lang lang,
					   struct application *ret, char ret_pin[PIN_DIGITS + 1],
					   struct error *err);

/* One answer of a draft, as a visit changes it. */
struct application_answer {
	struct field_path at;
	const struct service *service; /* of a correction: the application's, so that what clocks
					  have to do is done first; NULL: the clerk does it */
	const char *was;     /* canonical, as this visit read it last; NULL or "": there was none */
	const char *now;     /* canonical; NULL or "": taken away */
	struct arena *arena; /* where `there` is put */
	const char *there;   /* told after FAULT_CONFLICT: the canonical answer that another visit
				gave meanwhile, "" where it took it away; NULL: it is another
				conflict */
	bool behind; /* told after FAULT_NONE: other answers were changed elsewhere meanwhile;
			application_load brings them */
};

/* Also of what was sent, while a correction is open: an answer that it names, where the caller may
 * reply. FAULT_DENIED: it is not named, or pin_needed; FAULT_INPUT: a required one is taken away.
 *
 * Autosave: one answer and the question the person stands at. Durable when it returns. Two visits
 * in one draft may answer different questions at once; the same one only where the registry has
 * what this visit read, or what it says now. FAULT_CONFLICT: another visit has answered it
 * otherwise (`there`), or the draft was submitted. */
MUST_USE enum fault application_put(struct registry *r, const struct caller *v,
				    struct application *a, struct application_answer *answer,
				    struct error *err);

/* Remembers where the person is without an answer, and that this section was opened. */
MUST_USE enum fault application_stand(struct registry *r, const struct caller *v,
				      struct application *a, const struct field_path *at,
				      struct error *err);

/* A repeated section's items changed as a whole: stores all answers of that section from the form,
 * and its number of items. */
MUST_USE enum fault application_put_section(struct registry *r, const struct caller *v,
					    struct application *a, const struct form *f,
					    const struct section *s, struct error *err);

/* The stored answers into a fresh form of its service version; `a` says what the application is
 * with them. Of what was submitted this is a look, as at application_open. Staff are given the
 * answers of the classes that a role sees which reaches it; the form has the others as withheld. */
MUST_USE enum fault application_load(struct registry *r, struct caller *v, struct application *a,
				     struct form *f, struct error *err);

/* Wipes a draft. */
MUST_USE enum fault application_discard(struct registry *r, const struct caller *v,
					struct application *a, struct error *err);

/* --- opening --- */

/*
 * By reference and PIN. A wrong PIN and a reference that does not exist are the same FAULT_MISSING,
 * after the same work (one argon2id) and the same wait. Budgets (budget.h): of the reference at
 * this network, and of all networks where it was not begun; used up: FAULT_DENIED, which a
 * reference that does not exist comes to as well. What was tried at one reference or network spends
 * nobody else's. An application that `v->key` holds, or that v signed in with, opens whatever is
 * typed and whatever the budgets say; one that was proven or begun in this visit opens without a
 * PIN (NULL or
 * ""). A right PIN is remembered in `v`. A look at what was submitted is entered in the ledger:
 * once a visit, the authority's at each opening.
 */
MUST_USE enum fault application_open(struct registry *r, struct caller *v, const char *reference,
				     const char *pin, struct application *ret, struct error *err);

/* Whether the caller may look at it by what is proven already, which is no look by itself.
 * FAULT_MISSING, FAULT_DENIED: not, or there is none. */
MUST_USE enum fault application_reached(struct registry *r, const struct caller *v,
					const char *reference, struct error *err);

/*
 * A key is only what the gate says, so what acts in somebody's name asks for the PIN besides,
 * unless it was shown or the application was begun in this very visit (access.c). Until then
 * application_submit, _withdraw and _reply are FAULT_DENIED with the code "pin_needed".
 *
 * application_needs_pin: whether that is so; also false for what is not theirs at all.
 * application_prove: checks the PIN, within the budget of a key that holds it or else as
 * application_open does. FAULT_INPUT: no PIN at all, field "pin". FAULT_MISSING, code "pin_wrong":
 * nothing is lost, it may be tried again; FAULT_DENIED as at application_open.
 */
MUST_USE enum fault application_needs_pin(struct registry *r, const struct caller *v,
					  const char *reference, bool *ret, struct error *err);
MUST_USE enum fault application_prove(struct registry *r, struct caller *v,
				      const struct application *a, const char *pin,
				      struct error *err);

/* What an application that was opened before is now: the authority may have moved it meanwhile.
 * FAULT_MISSING: it was wiped. */
MUST_USE enum fault application_get(struct registry *r, struct caller *v, struct application *a,
				    struct error *err);

/* By the reference alone, for the authority: each opening is entered. */
MUST_USE enum fault application_open_host(struct registry *r, struct caller *v,
					  const char *reference, struct application *ret,
					  struct error *err);

/* What v signed in with, then the applications of v->key or of v's account, newest change first, in
 * `a`; none of staff, who have queues. What was only proven on a page is not among them. */
MUST_USE enum fault application_mine(struct registry *r, const struct caller *v, struct arena *a,
				     struct application **ret, size_t *ret_count,
				     struct error *err);

/* Links an application that was proven or begun to v->key or to v's account, so that it needs no
 * PIN again. */
MUST_USE enum fault application_own(struct registry *r, const struct caller *v,
				    struct application *a, struct error *err);

/* --- acts --- */

/*
 * Before any of them, and in its transaction, what clocks have to do by now is done as of its day;
 * the act is then of what that has left. Where it is refused, that stays done, and `a` says what
 * the application is now.
 */

/* Checks the whole form and makes it an application: FAULT_INPUT when something is missing,
   FAULT_CONFLICT when it is no draft any more. Durable when it returns. The PIN is the draft's own,
   so ret->pin stays "". */
MUST_USE enum fault application_submit(struct registry *r, struct caller *v, struct application *a,
				       const struct form *f, struct receipt *ret,
				       struct error *err);

/* A filled form in one step. `request` used before with the same answers: the same reference with a
 * new PIN; with others: FAULT_CONFLICT. */
MUST_USE enum fault application_apply(struct registry *r, struct caller *v, const struct form *f,
				      const char *request, enum lang lang, struct receipt *ret,
				      struct error *err);

/*
 * Any act of the definition by its id, and "withdraw", "reply" and SERVICE_CLOSE besides. `s` is
 * the version that the application began with. Rights are asked with the turn of who does the act.
 *
 * FAULT_MISSING: there is no such act at its stage (`known` in the message has those that there
 * are), or no such task open. FAULT_CONFLICT: its state does not allow it: it is closed, waits for
 * the applicant, or does not. FAULT_DENIED: what the act needs is not so, or it is not the
 * caller's. FAULT_INPUT: what the act asks for was not given, or is nothing that it takes. Nothing
 * is kept then.
 */
MUST_USE enum fault application_act(struct registry *r, const struct caller *v,
				    struct application *a, const struct service *s, const char *act,
				    const struct act_answers *answers, struct error *err);

/* Whether application_act would do it now, with the same faults; nothing is done. */
MUST_USE enum fault application_try(struct registry *r, const struct caller *v,
				    struct application *a, const struct service *s, const char *act,
				    const struct act_answers *answers, struct error *err);

/* One act of the definition from where the application is, and whether this caller may do it now;
 * `why` not, as application_act would say before anything is typed; of what has ended first that it
 * has. */
struct act_choice {
	const struct act *act;
	bool possible;
	struct error why;
	const char *after;    /* four eyes: the id of the act that another must have done; "" */
	const char *after_by; /* the name of which of the staff did it last; "" */
};

struct application_course {
	struct act_choice *acts;
	size_t act_count;
	struct application_task *tasks;
	size_t task_count;
};

/* For the authority: all acts of its side at the stage, and the tasks that were opened so far, but
 * for what was left open at an end, in `arena`. */
MUST_USE enum fault application_acts(struct registry *r, struct caller *v, struct application *a,
				     const struct service *s, struct arena *arena,
				     struct application_course *ret, struct error *err);

/* The same tasks, without what staff wrote of them, in `arena`; none where its stage is of another
 * definition than `s`. A look, as at application_open. */
MUST_USE enum fault application_tasks(struct registry *r, struct caller *v,
				      const struct application *a, const struct service *s,
				      struct arena *arena, struct application_task **ret,
				      size_t *ret_count, struct error *err);

/* Where a clock of the service stands, by what happened so far. */
struct application_clock {
	const struct clock *clock;
	int64_t since; /* it began then, by law; 0: not yet */
	bool runs;     /* from then on; no more where what it does was done, or cannot be */
	bool paused;
	struct calendar_count count; /* from `since` on; zero before */
};

/* All of them, in the definition's order, with their days, in `arena`; where it has none, the time
 * that it states for the whole or for a stage. `s` is the version that the application began with.
 * A look, as at application_open. */
MUST_USE enum fault application_clocks(struct registry *r, struct caller *v, struct application *a,
				       const struct service *s, struct arena *arena,
				       struct application_clock **ret, size_t *ret_count,
				       struct error *err);

/* The line of the history in which the applicant was asked what is still to be answered; NULL:
 * nothing is. */
const struct event *application_asked(const struct event *events, size_t count);

/* As the definition `s` has it; NULL where that cannot be read: as every portal has it. */
MUST_USE enum fault application_withdraw(struct registry *r, const struct caller *v,
					 struct application *a, const struct service *s,
					 struct error *err);

/* The applicant answers what was asked (state needs_info → in_review, same stage): in words, which
 * may be NULL or "" where answers or papers were named; `s` as above. */
MUST_USE enum fault application_reply(struct registry *r, const struct caller *v,
				      struct application *a, const struct service *s,
				      const char *words, struct error *err);

/* The first act of the stage that asks for an answer in words; that decides so; that leads to the
 * stage: application_act for who knows what shall come of it, not how the definition names it. */
MUST_USE enum fault application_ask(struct registry *r, const struct caller *v,
				    struct application *a, const struct service *s,
				    const char *words, struct error *err);
MUST_USE enum fault application_decide(struct registry *r, const struct caller *v,
				       struct application *a, const struct service *s, bool approve,
				       const char *reason, struct error *err);
MUST_USE enum fault application_stage(struct registry *r, const struct caller *v,
				      struct application *a, const struct service *s,
				      const char *stage, const char *note, struct error *err);

/* The history, oldest first, in `arena`. Of what was submitted this is a look, as at
 * application_open. `s` is the version that the application began with; without it (NULL) staff are
 * told no answer that was named. */
MUST_USE enum fault application_events(struct registry *r, struct caller *v,
				       const struct application *a, const struct service *s,
				       struct arena *arena, struct event **ret, size_t *ret_count,
				       struct error *err);

/* The line of the history by which it came into `state` last, not one after which it stayed there;
 * `count`: none. */
size_t application_came_to(const struct event *events, size_t count, enum application_state state);

/* When that was: other than `changed_at`, which also moves with what leaves the state alone (a key,
 * a PIN). 0: no event says so. */
int64_t application_since(const struct event *events, size_t count, enum application_state state);

/* Since when it is at this stage, or was there last: what goes on after an end has come there anew,
 * and an event that tells no stage parts nothing. 0: it was not. */
int64_t application_stage_since(const struct event *events, size_t count, const char *stage);

/* When it left this stage last, for another one or by ending there. 0: it did not. */
int64_t application_stage_until(const struct event *events, size_t count, const char *stage);

#endif
