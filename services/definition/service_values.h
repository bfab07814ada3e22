/* service_values.h - what a definition works out of the answers, by expressions. */
#ifndef SERVICES_DEFINITION_SERVICE_VALUES_H
#define SERVICES_DEFINITION_SERVICE_VALUES_H

#include "services/definition/reader.h"

/* When the form is read: the list "values". */
void service_values_read(struct reader *r, const struct node *root, struct service *s);

#endif
