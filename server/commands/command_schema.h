/* command_schema.h - all that is public of a register as a table: rows of CSV, and what its columns
 * are as Table Schema. */
#ifndef SERVER_COMMANDS_COMMAND_SCHEMA_H
#define SERVER_COMMANDS_COMMAND_SCHEMA_H

#include "services/register/check.h"

/* CSV as RFC 4180 has it, each with its line end, in `a`: the names of the columns, and an entry
 * whose cells are the public ones. A cell with which a spreadsheet would begin to reckon has a
 * `'` before it. */
char *command_schema_head(struct arena *a, const struct register_definition *d);
char *command_schema_row(struct arena *a, const struct entry *e);

/* A Tabular Data Resource (JSON) that describes the file: fields with types, titles in `lang`, and
 * constraints. */
char *command_schema(struct arena *a, const struct term_list *terms,
		     const struct register_definition *d, enum lang lang);

#endif
