/* type_script.h - Arabic and Latin letters: which of them an answer is written in; for the files
 * type_*.c alone. */
#ifndef SERVICES_DEFINITION_TYPE_SCRIPT_H
#define SERVICES_DEFINITION_TYPE_SCRIPT_H

#include "services/definition/node.h"
#include "services/definition/reader.h"

enum type_script { SCRIPT_ANY, SCRIPT_ARABIC, SCRIPT_LATIN };

/* The "script" of a question; ANY where it has none. */
enum type_script type_script_define(struct reader *r, const struct node *n);

/* Tatweel only stretches a letter. */
bool type_script_is_letter(uint32_t code);

/* Whether a letter, or the mark on one, is of this script. */
bool type_script_is_of(enum type_script script, uint32_t code);

/* Whether a letter of this script (ANY: of whatever script) stands in a text. */
bool type_script_has(enum type_script script, const char *s);

/* The other one of the two. */
enum type_script type_script_other(enum type_script script);

#endif
