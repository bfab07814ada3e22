/* service_entry_inside.h - what the two files that read what a service does with entries share. */
#ifndef SERVICES_DEFINITION_SERVICE_ENTRY_INSIDE_H
#define SERVICES_DEFINITION_SERVICE_ENTRY_INSIDE_H

#include "services/definition/register.h"
#include "services/definition/service_entry.h"

/* A fault in that line; `known`: what there is instead, or NULL. */
void service_entry_fault(struct reader *r, int line, const char *say, const char *value,
			 const char *known);

/* The register of that id; NULL: there is none, which has been told. */
const struct register_definition *service_entry_register(struct reader *r, const char *id,
							 int line);

/* That the entry is named, and that the form has what is filled in. */
void service_about_check(struct reader *r, const struct service *s);

#endif
