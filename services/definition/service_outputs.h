/* service_outputs.h - the documents that a service issues, and the acts that issue or revoke them,
 * as a definition has them. */
#ifndef SERVICES_DEFINITION_SERVICE_OUTPUTS_H
#define SERVICES_DEFINITION_SERVICE_OUTPUTS_H

#include "services/definition/reader.h"

/* An entry of "effects" that is issue: or revoke: is taken up; false where it is neither. */
bool service_outputs_effect(struct reader *r, const struct node *n, struct act *to);

/* The key "outputs", when acts and form were read; and whether what acts issue is among them. */
void service_outputs_read(struct reader *r, const struct node *root, struct service *s);

#endif
