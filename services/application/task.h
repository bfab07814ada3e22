/* task.h - tasks that an office or a role has to see to in applications which may be another's: the
 * list of them, and what is shown of each. */
#ifndef SERVICES_APPLICATION_TASK_H
#define SERVICES_APPLICATION_TASK_H

#include "services/application/application.h"

/*
 * A task "for: office(CODE)" is for whoever may forward an application of that office, or of one
 * below it, and of its service. Of the application they see its number, its service, when the task
 * was opened, and the answers that it `shows`, as far as their roles see the class; closing it
 * gives them nothing else. One "for:" a role of its own is for whoever has that role over the
 * application's office, who see of the answers what the role sees.
 */
struct task_row {
	struct application application; /* its number and version, what it is of, its revision */
	const struct service *service;
	struct application_task task;
	const char *office; /* its name */
};

#define TASK_MOST 500 /* rows of a list */

/* Those that are open and the caller may close, those due first, without a day last; in `a`.
 * FAULT_DENIED for who is no staff. */
MUST_USE enum fault task_list(struct registry *r, const struct caller *v,
			      const struct term_list *terms, struct arena *a, struct task_row **ret,
			      size_t *ret_count, struct error *err);

/* One of them, by the number of the application and its id; in `a`. It is entered as a look, once
 * a visit.
 * FAULT_MISSING: it is none of those, with the same words as where there is no application. */
MUST_USE enum fault task_open(struct registry *r, struct caller *v, const char *reference,
			      const char *task, const struct term_list *terms, struct arena *a,
			      struct task_row *ret, struct error *err);

/* What of its answers it shows into a fresh form of row->service; all others are withheld. */
MUST_USE enum fault task_load(struct registry *r, struct caller *v, const struct task_row *row,
			      struct form *f, struct error *err);

/* Whether it shows this answer. */
bool task_shows(const struct task *task, const struct field_path *at);

#endif
