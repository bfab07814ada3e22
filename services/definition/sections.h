/* sections.h - the form part of a definition file: sections, questions, checks. */
#ifndef SERVICES_DEFINITION_SECTIONS_H
#define SERVICES_DEFINITION_SECTIONS_H

#include "services/definition/reader.h"

#define SECTIONS_MAX 40
#define SECTIONS_QUESTIONS_MAX 60
#define SECTIONS_FORM_QUESTIONS_MAX 400

/* Reads `form:`; `country` is the service's own. What it finds wrong goes to the reader. */
const struct form_definition *sections_read(struct reader *r, const struct node *form,
					    const char *country);

/* The same of a list of questions alone, as the one section of a form. */
const struct form_definition *sections_read_shared(struct reader *r, const struct node *list,
						   const char *country);

/* What staff fill in: the questions of `form`, into the section `ret`, which has its id and class.
 * False: there are none. */
bool sections_read_inside(struct reader *r, const struct node *form, const char *country,
			  struct section *ret);

/* A word that is no id of a form. */
bool sections_reserves(const char *id);

#endif
