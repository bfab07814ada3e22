/* course.h - where an application is in its service: which act is meant, and what stands against
 * it. */
#ifndef SERVICES_APPLICATION_COURSE_H
#define SERVICES_APPLICATION_COURSE_H

#include "services/application/application.h"
#include "services/application/change.h"

/* What is wanted: an act by its id, or by what it does. */
struct wish {
	const char *id;     /* NULL: by the others */
	enum act_does does; /* ACT_ENDS: with this bearing */
	enum bearing bearing;
	const char *stage; /* ACT_MOVES: to this one, if an act leads there */
};

/* Where it is. The history is read when it is asked for. All before `stage` is set by who opens it.
 */
struct course {
	struct registry *registry;
	const struct caller *caller;
	const struct store_application *row;
	const struct service *service; /* NULL: not known; only what is the portal's own is found */
	struct arena *arena;
	const struct stage *stage; /* NULL: none, or of another definition */
	struct event *events;
	size_t event_count;
	bool is_read;
	const struct clock *clocks; /* as they run for what was sent, see clocks_length.h */
	size_t clock_count;
	const struct event *doing; /* the line of the act that is being done, not written yet */
};
void course_open(struct course *c);

/* One after the other what can be done where it is, also after its end; from `i` = 0 until NULL. */
const struct act *course_each_act(const struct course *c, size_t i);

/* Whether it is done after the end at which the application is. */
bool course_is_after(const struct course *c, const struct act *act);

/* The act that is meant; NULL where the definition has none at this stage. */
const struct act *course_find(const struct course *c, const struct wish *w);

/* What access_may is asked, and with whose turn; `act` may be NULL: then as the wish says. */
enum access_act course_access(const struct act *act, const struct wish *w);
struct access_turn course_turn(const struct course *c, const struct act *act);

/* Whether somebody may do that where it is. */
MUST_USE enum fault course_may(const struct course *c, const struct caller *who,
			       enum access_act access, const struct act *act, struct error *err);

/* FAULT_CONFLICT: its state does not allow it, since a correction is open, or it has ended. */
MUST_USE enum fault course_check_state(struct course *c, enum act_does does, enum bearing bearing,
				       struct error *err);

/* The same of one of the acts that were found. */
MUST_USE enum fault course_check_act(struct course *c, const struct act *act, struct error *err);

/* FAULT_DENIED: what the act needs is not so. */
MUST_USE enum fault course_check_needs(struct course *c, const struct act *act, struct error *err);

/* Of an act that another has to do than who did an act before: that act, and who did it last, as
 * the ledger knows them; "" where there is none, or nobody did. */
MUST_USE enum fault course_four_eyes(struct course *c, const struct act *act, const char **ret_act,
				     const char **ret_by, struct error *err);

/* The tasks that were opened so far, in the definition's order, in its arena; what was left open at
 * an end waits for nobody, and is none until it goes on. */
MUST_USE enum fault course_tasks(struct course *c, struct application_task **ret, size_t *ret_count,
				 struct error *err);

/* Whether the task opens with the line `e`, which follows `before` (NULL: the first). */
bool course_opens(const struct service *s, const struct task *task, const struct event *e,
		  const struct event *before);

/* The whole history, which is read once. */
MUST_USE enum fault course_history(struct course *c, struct error *err);

/* What is being waited for from the applicant; *ret NULL: nothing. */
MUST_USE enum fault course_asked(struct course *c, const struct event **ret, struct error *err);

#endif
