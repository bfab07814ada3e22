/* service.h - finds the parts of one administrative service by their ids (docs/SERVICES.md
 * describes every key of its definition). */
#ifndef SERVICES_DEFINITION_SERVICE_H
#define SERVICES_DEFINITION_SERVICE_H

#include "services/definition/signature.h"
#include "services/definition/types.h"

/* Whether it is applied for here: it has a form, and goes on. */
bool service_takes(const struct service *s);

const struct section *service_section(const struct service *s, const char *id);
/* Whether an application at the one stage may be forwarded to the other. */
bool service_forwards(const struct service *s, const struct stage *from, const struct stage *to);
/* Whether people come to the stage: what is for some cases alone, or what only a clock leads to, is
 * nobody's next step. */
bool service_is_usual(const struct service *s, const struct stage *at);
/* One of the acts that can be done at the stage, its own or from anywhere, by its id; else NULL. */
const struct act *service_act(const struct service *s, const struct stage *at, const char *id);
/* The same one after the other: from `i` = 0 until NULL. */
const struct act *service_each_act(const struct service *s, const struct stage *at, size_t i);
/* Those that can be done when it has come to that end, also to go on; in the same way. */
const struct act *service_each_after(const struct service *s, enum bearing end, size_t i);
/* The first one of this id, wherever it can be done; NULL: there is none. */
const struct act *service_any_act(const struct service *s, const char *id);
/* Whether it leads from the one stage to the other; whose it is at a stage. */
bool service_leads(const struct act *act, const struct stage *from, const struct stage *to);
enum stage_actor service_act_by(const struct act *act, const struct stage *at);
/* The role where that is ACTOR_ROLE, else NULL. */
const struct role *service_act_role(const struct act *act, const struct stage *at);
/* As definitions have it: "officer", or a role's id. */
const char *service_turn_code(enum stage_actor actor, const struct role *role);
/* Whether a stage or an act is by the role of this id. */
bool service_names_role(const struct service *s, const char *id);
/* All acts, those of several stages and from ends first, then each stage's own; NULL behind them.
 */
const struct act *service_all_acts(const struct service *s, size_t i);
/* Whether an act of it does something with another application. */
bool service_has_effects(const struct service *s);
/* Whether a refusal by it can be appealed. */
bool service_has_appeals(const struct service *s);
/* A reason of an act by its code, a task by its id; else NULL. */
/* By which template the applicant is told that somebody else did this act; NULL: by none. */
const struct template *service_notice(const struct service *s, const struct act *act);
const struct reason *service_reason(const struct act *act, const char *code);
const struct task *service_task(const struct service *s, const char *id);
/* The same task, or the portal's own. */
const struct task *service_any_task(const struct service *s, const char *id);
const struct stage *service_stage(const struct service *s, const char *id);
/* A clock by its id; whether it runs at the stage: what it does can be done there, or it does
 * nothing and is no other stage's. */
const struct clock *service_clock(const struct service *s, const char *id);
bool service_clock_runs(const struct clock *clock, const struct service *s, const struct stage *at);
/* The one that does this act when it is over, also a task's; NULL: none does. */
const struct clock *service_clock_doing(const struct service *s, const char *act);

/* What people are told of the whole time before they apply: `duration`, or else the length of the
 * first clock that starts with all that they send. NULL: none is stated. */
const struct duration *service_time(const struct service *s);
/* Whether that is no more than an estimate, so that no day is promised. */
bool service_estimates(const struct service *s);

/* How it is applied for in every case: as a filled form, or on a page, since somebody signs or a
 * document comes as a file before it is sent. */
enum service_way { SERVICE_BY_FORM, SERVICE_SIGNED_FIRST, SERVICE_FILES_FIRST };
enum service_way service_way_in(const struct service *s);

/* What has to be signed, by its id; else NULL. */
const struct signature *service_signature(const struct service *s, const char *id);
/* A fee that becomes due, by its id; else NULL. */
const struct charge *service_charge(const struct service *s, const char *id);

/* A value by its id; else NULL. */
const struct service_value *service_value(const struct service *s, const char *id);

/* A section or NULL for eligibility; the question or NULL. */
const struct question *service_question(const struct service *s, const char *id,
					const struct section **ret_section);

/* The same of what a condition may name besides: "opinion.advice", which staff fill in with a task
 * or an act; its section is that form's. */
const struct question *service_named(const struct service *s, const char *id,
				     const struct section **ret_section);
/* What staff fill in of this section; NULL: it is one of the form. */
const struct desk_form *service_desk(const struct service *s, const struct section *section);
/* An answer of several parts by its id; else NULL. */
const struct whole *service_whole(const struct service *s, const char *id);

/* What is known of the entry of a register that it is about (service_about.c); NULL: it is about
 * none. */
const struct section *service_entry_known(const struct service *s);

/* True when the text has words. */
bool text_is_set(const struct text *t);

/* True when both have the same words in one language at least. */
bool text_is_alike(const struct text *one, const struct text *other);

/* The act by which any task is closed; no definition has one of this id. */
#define SERVICE_CLOSE "close_task"

/* The portal's own task, where silence decided on another day than today's calendar has: it has no
 * name, and no definition has one of this id. Its line of the history is of this act. */
#define SERVICE_RECOUNT "recount"
extern const struct task service_recount;

/* What stands in the history of a fee that was raised, and that is paid: its id as the reason. No
 * definition has acts of these ids. */
#define SERVICE_FEE_DUE "fee_due"
#define SERVICE_FEE_PAID "fee_paid"
#define SERVICE_FEE_NONE "fee_none" /* it is not owed in this case */

/* What stands in the history for words between staff; no definition has an act of this id. */
#define SERVICE_HAND_OVER "hand_over"

/* What every application may come to, whatever its definition says: the applicant takes it back, or
 * answers. */
extern const struct act service_withdraw, service_reply;

#endif
