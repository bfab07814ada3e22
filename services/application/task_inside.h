/* task_inside.h - whose a task is, within a change. */
#ifndef SERVICES_APPLICATION_TASK_INSIDE_H
#define SERVICES_APPLICATION_TASK_INSIDE_H

#include "services/application/course.h"
#include "services/application/task.h"
#include "services/party/party.h"

/* How the registry hangs an application together with an office that has a task in it, or with a
 * role that has one in the application's office ("": in no office), as the second writes it. */
#define TASK_LINK "task"
void task_role_link(struct arena *a, const char *role, const char *office, char ret[33]);

/* Whether it is found that way: it is of an office, or of a role of its own. */
bool task_is_listed(const struct task *task);

/* Whether it is the office `top` or stands below it. */
bool task_is_below(const struct party *list, size_t count, const struct party *one,
		   const char *top);

/* The id of the office that it is for: the application's own where it names none. FAULT_MISSING:
 * the portal has none of that code. */
MUST_USE enum fault task_office(struct registry *r, const struct store_application *row,
				const struct task *task, char ret[33], struct error *err);

/* The same with those below the one that it names, in `a`. */
MUST_USE enum fault task_offices(struct registry *r, struct arena *a,
				 const struct store_application *row, const struct task *task,
				 const char ***ret, size_t *ret_count, struct error *err);

/* May the caller do `act` with it, as one who has the office that it is for, or one below it? `ret`
 * is the row as if it were of that office. Who may look at the application otherwise is told that
 * it is another's. */
MUST_USE enum fault task_reach(struct registry *r, const struct caller *v,
			       const struct store_application *row, const struct task *task,
			       enum access_act act, struct store_application *ret,
			       struct error *err);
MUST_USE enum fault task_may(struct registry *r, const struct caller *v,
			     const struct store_application *row, const struct task *task,
			     enum access_act act, struct error *err);

/* The same within a change of its application. */
MUST_USE enum fault task_change_may(struct change *c, const struct task *task, struct error *err);

/* Within a change, behind its line of the history: which offices have an open task in it now. */
MUST_USE enum fault task_settle(struct change *c, struct course *course, struct error *err);

#endif
