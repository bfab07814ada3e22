/* length.h - a length of time as a definition says it in one word: "3 working_days", "2m". */
#ifndef SERVICES_DEFINITION_LENGTH_H
#define SERVICES_DEFINITION_LENGTH_H

#include "services/definition/reader.h"

/* From 1 to 3650: days, working_days, weeks, months, years, with a blank before, or d, wd, w, m, y
 * right behind the number. Years are twelve months each. False where the key is missing, or wrong:
 * that is a fault. */
bool length_read(struct reader *r, const struct node *map, const char *key, struct duration *ret);

/* The same of a word; nothing is told. */
bool length_parse(const char *word, struct duration *ret);

#endif
