/* service_notices.h - by which template the applicant is told of an act. */
#ifndef SERVICES_DEFINITION_SERVICE_NOTICES_H
#define SERVICES_DEFINITION_SERVICE_NOTICES_H

#include "services/definition/reader.h"
#include "services/definition/types.h"

/* `notice` of an act: a template, or none. */
void service_notices_read(struct reader *r, const struct node *map, struct act *to);

/* The templates by which the applicant is told of what an act names none for. */
void service_notices_default(struct reader *r, struct service *s);

#endif
