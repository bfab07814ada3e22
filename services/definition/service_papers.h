/* service_papers.h - the papers that a service asks for, and the cases that change them. */
#ifndef SERVICES_DEFINITION_SERVICE_PAPERS_H
#define SERVICES_DEFINITION_SERVICE_PAPERS_H

#include "services/definition/reader.h"

/* Reads "cases" and "papers" of a definition into the service; faults are the reader's. */
void service_papers_read(struct reader *r, const struct node *root, struct service *s);

/* Behind the form: the questions that its papers name for the day that stands on them. */
void service_papers_check(struct reader *r, const struct node *root, struct service *s);

#endif
