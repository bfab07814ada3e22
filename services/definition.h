/* definition.h - the form part of a definition file: sections, questions, checks. */
#ifndef SERVICES_DEFINITION_H
#define SERVICES_DEFINITION_H

#include "services/reader.h"

#define DEFINITION_SECTIONS_MAX 40
#define DEFINITION_SECTION_QUESTIONS_MAX 60
#define DEFINITION_QUESTIONS_MAX 400

/* Reads `form:`; `country` is the service's own. What it finds wrong goes to the reader. */
const struct form_definition *definition_read(struct reader *r, const struct node *form,
					      const char *country);

#endif
