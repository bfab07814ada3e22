/* service_signatures.h - who has to sign an application, and what each signature covers, as a
 * definition has it. */
#ifndef SERVICES_DEFINITION_SERVICE_SIGNATURES_H
#define SERVICES_DEFINITION_SERVICE_SIGNATURES_H

#include "services/definition/reader.h"

/* The key "signatures", before the acts that need them are read. */
void service_signatures_read(struct reader *r, const struct node *root, struct service *s);

/* When the form is known: what they name is there, and somebody waits for each. */
void service_signatures_check(struct reader *r, const struct node *root, struct service *s);

/* "signed(ID)" of an act's needs. */
void service_signatures_need(struct reader *r, const struct node *n, const struct service *s,
			     const char *id, struct need *to);

#endif
