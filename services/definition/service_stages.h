/* service_stages.h - the stages that an application goes through, as a definition has them. */
#ifndef SERVICES_DEFINITION_SERVICE_STAGES_H
#define SERVICES_DEFINITION_SERVICE_STAGES_H

#include "services/definition/reader.h"

/* Reads "stages" into the service; faults as the reader notes them. */
void service_stages_read(struct reader *r, const struct node *root, struct service *s);

#endif
