/* links.h - whether everything that a form's conditions, defaults and checks name is there, and
 * turns in no circle. */
#ifndef SERVICES_DEFINITION_LINKS_H
#define SERVICES_DEFINITION_LINKS_H

#include "services/definition/reader.h"

/* Settles the reader's debts over the whole service; amounts in conditions become minor units. */
void links_check(struct reader *r, const struct service *s);

#endif
