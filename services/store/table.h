/* table.h - a table's columns, listed once: from the list follow its struct, its statements, how
 * its rows are read, and what digests cover of it. */
#ifndef SERVICES_STORE_TABLE_H
#define SERVICES_STORE_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* clang-format off */
/*
 * A list is a macro in the header of the table's face, a line a column:
 *
 *	#define STORE_EVENT(F)                                  \
 *		F(const char *, application, , 0, 0)            \
 *		F(char, state, [24], TABLE_ACTS, 1)
 *
 * type    char with a size: text, copied; const char * and struct table_bytes: text and bytes that
 *         live as long as the row is at hand; int, int64_t: numbers
 * name    of the struct's member and of the column
 * size    "[24]" of a char array; nothing of the others
 * writes  which UPDATE writes it: TABLE_ACTS, TABLE_SAVES or both; 0: it stays as it was inserted
 * since   from which recipe on the ledger's digests cover it; 0: never. A column `mac` holds a
 *         digest of its row in which every other column is (vouch.h)
 *
 * A new column is a line at the end of its list and a migration in each schema.
 */
/* clang-format on */
#define TABLE_ACTS 1U
#define TABLE_SAVES 2U
#define TABLE_MEMBER(type, name, size, writes, since) type name size;

struct table_bytes {
	const void *at;
	size_t len;
};

enum table_kind { TABLE_CHARS, TABLE_TEXT, TABLE_INT, TABLE_NUMBER, TABLE_BYTES };

struct table_field {
	const char *name;
	enum table_kind kind;
	size_t offset, size; /* bytes, in the struct */
	unsigned writes;
	int since;
};

struct table {
	const char *name;
	const struct table_field *fields;
	size_t count;
};

/* clang-format off */
/* Within TABLE(), ROW is the struct whose members are listed. */
#define TABLE_FIELD(type, name, size, writes, since)                                               \
	{#name,                                                                                    \
	 _Generic(((ROW *)0)->name, char *: TABLE_CHARS, const char *: TABLE_TEXT, int: TABLE_INT, \
		  int64_t: TABLE_NUMBER, struct table_bytes: TABLE_BYTES),                         \
	 offsetof(ROW, name), sizeof(((ROW *)0)->name), writes, since},
#define TABLE(name, list)                                                                          \
	{name, (const struct table_field[]){list(TABLE_FIELD)},                                    \
	 sizeof((const struct table_field[]){list(TABLE_FIELD)}) / sizeof(struct table_field)}
/* clang-format on */

/* A value on its way between the portal and a database: what a column holds, or what stands for $1,
   $2, … of a statement. Its kind names the parameter's type to engines that guess. */
enum datum_kind { DATUM_TEXT, DATUM_NUMBER, DATUM_BYTES };
struct datum {
	enum datum_kind kind;
	const void *data; /* text ends with a NUL */
	size_t size;      /* bytes, of DATUM_BYTES */
	int64_t number;
};

/* What a member of `row` (the struct that the list belongs to) holds; points into the row. NULL
   text is "". */
struct datum table_datum(const struct table_field *f, const void *row);

/* Puts a value into a member of `row`; false where it does not fit, and then the member is empty.
 */
bool table_put(const struct table_field *f, void *row, const struct datum *d);

struct arena;
/* Bytes of a row at hand, kept in `a` beyond it. */
struct table_bytes table_bytes_keep(struct arena *a, struct table_bytes from);

/* What stands for the columns in a statement; each returns the bytes that it wrote at `to`, and
   ends the process where they are more than `room`:
     table_columns    "event.application, event.number"       of a SELECT
     table_values     "(application, number) VALUES ($1, $2)"  of an INSERT, whose values come as
							       arrays of a column each where there
							       may be many: " SELECT * FROM
							       unnest($1, $2)"
     table_settings   "state = $1, stage = $2 WHERE id = $3"   of an UPDATE: the first column is the
							       key
     table_renewals   "state = excluded.state"                 of an INSERT that found one there */
size_t table_columns(const struct table *t, char *to, size_t room);
size_t table_values(const struct table *t, bool many, char *to, size_t room);
size_t table_settings(const struct table *t, unsigned writes, char *to, size_t room);
size_t table_renewals(const struct table *t, unsigned writes, char *to, size_t room);

#endif
