/* service_entry.h - what acts of a service do with entries of registers, as a definition has it. */
#ifndef SERVICES_DEFINITION_SERVICE_ENTRY_H
#define SERVICES_DEFINITION_SERVICE_ENTRY_H

#include "services/definition/reader.h"

/* Whether the effect is one of these, which is then added to the act. */
bool service_entry_read(struct reader *r, const struct node *n, struct act *to);

/* The key "about" of a service. */
void service_entry_about(struct reader *r, const struct node *root, struct service *s);

/* When all is read: that the form has what is entered, and the register, where it is known, takes
 * it. */
void service_entry_check(struct reader *r, const struct node *root, const struct service *s);

/* The register of an effect; NULL: none is said. */
const char *service_entry_book(const struct service *s, const struct entry_effect *e);

#endif
