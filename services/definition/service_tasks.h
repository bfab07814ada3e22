/* service_tasks.h - what has to be done beside the stages, and what staff fill in with it or with
 * an act, as a definition has them. */
#ifndef SERVICES_DEFINITION_SERVICE_TASKS_H
#define SERVICES_DEFINITION_SERVICE_TASKS_H

#include "services/definition/reader.h"

/* Before the stages: the list "tasks". */
void service_tasks_read(struct reader *r, const struct node *root, struct service *s);

/* The key "form" of the task or act `n`, which is kept among the service's; NULL: it has none. Its
 * conditions name its own questions alone, and are settled here. */
struct desk_owner {
	struct text name;
	const struct task *task; /* NULL: an act */
};
const struct desk_form *service_tasks_form(struct reader *r, const struct node *n,
					   struct service *s, const struct desk_owner *of);

/* When all acts are read: what happens at their due days. */
void service_tasks_link(struct reader *r, const struct node *root, struct service *s);

/* When all is read: that what staff fill in is called by no name that something else has. */
void service_tasks_check(struct reader *r, const struct node *root, const struct service *s);

#endif
