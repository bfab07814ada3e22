/* raw.h - a registry's database past the engine, as a thief or a careless administrator has it. */
#ifndef TESTS_SERVICES_RAW_H
#define TESTS_SERVICES_RAW_H

#include "i18n/base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * One face for SQLite and for PostgreSQL, in words that both take: PostgreSQL's chr(27),
 * decode('00', 'hex') and encode(…, 'hex') are SQLite's here, too. References between rows are not
 * kept. A fault of any call ends the test.
 */
struct raw;

enum raw_kind { RAW_NUMBER, RAW_TEXT, RAW_BYTES };

struct raw_value {
	const unsigned char *at; /* a number's are its decimal digits */
	size_t len;
	enum raw_kind kind;
};

/* The database of `folder`, or where there is an `address` the one of PostgreSQL. */
struct raw *raw_open(const char *folder, const char *address);
void raw_close(struct raw *r);

/* Runs statements; rows that the last of them changed. */
int raw_run(struct raw *r, const char *sql);

/* From now on references are kept: what belongs to a row goes with it. */
void raw_keep_references(struct raw *r);

/* A number in the first row's first column, which there must be. */
int64_t raw_number(struct raw *r, const char *sql);

/* The first row's first column, which there must be, in the arena. */
struct raw_value raw_get(struct raw *r, struct arena *a, const char *sql);

/* Runs one statement whose $1 the value is. */
void raw_set(struct raw *r, const char *sql, const struct raw_value *value);

/* Each row of a query; what `row` gets lives until it returns. */
void raw_each(struct raw *r, const char *sql,
	      void (*row)(void *ctx, const struct raw_value *values, int count), void *ctx);

struct raw_column {
	const char *table, *name;
	enum raw_kind kind;
	bool is_first; /* of its table */
};

/* Every column of every table, in their order, in the arena. */
size_t raw_columns(struct raw *r, struct arena *a, struct raw_column **ret);

/* Each row of a table, in the order that its values make. */
void raw_each_of(struct raw *r, const char *table,
		 void (*row)(void *ctx, const struct raw_value *values, int count), void *ctx);

/* Keeps the rows of all tables as they are now, or puts those back that were kept. */
void raw_keep(struct raw *r);
void raw_put_back(struct raw *r);

/* All that has come to the tables since version 19, 15 or 7, undone; the number itself is the
 * caller's. */
#define RAW_BACK_TO_19                                                                             \
	"DROP TABLE paper_chunk; DROP TABLE paper; DROP TABLE member; DROP TABLE unsure;"          \
	"DROP TABLE agent; DROP TABLE vain;"                                                       \
	"DROP TABLE entry_value; DROP TABLE entry_event; DROP TABLE entry_key;"                    \
	"DROP TABLE entry_scope; DROP TABLE entry; DROP TABLE due; DROP TABLE payment;"            \
	"DROP TABLE issued; DROP TABLE numbering;"                                                 \
	"ALTER TABLE application DROP COLUMN members; ALTER TABLE notice DROP COLUMN member;"
#define RAW_BACK_TO_15                                                                             \
	RAW_BACK_TO_19                                                                             \
	"DROP TABLE link; DROP TABLE identifier; DROP TABLE dispatch; DROP TABLE address;"         \
	"DROP TABLE account_recovery; DROP TABLE errand;"                                          \
	"ALTER TABLE application DROP COLUMN subject;"                                             \
	"ALTER TABLE application DROP COLUMN helper;"                                              \
	"ALTER TABLE application DROP COLUMN consent_at;"
#define RAW_BACK_TO_7                                                                              \
	RAW_BACK_TO_15                                                                             \
	"DELETE FROM meta WHERE name = 'keys';"                                                    \
	"ALTER TABLE ledger_head DROP COLUMN drafts;"                                              \
	"ALTER TABLE ledger_head DROP COLUMN applications;"                                        \
	"ALTER TABLE ledger_head DROP COLUMN counted;"                                             \
	"DROP TABLE notice; DROP TABLE clock; DROP TABLE account_grant; DROP TABLE account_key;"   \
	"DROP TABLE account; DROP TABLE party;"                                                    \
	"DROP INDEX ledger_staff_at; DROP INDEX ledger_staff_actor;"                               \
	"DROP INDEX application_queue; DROP INDEX application_queue_service;"                      \
	"DROP INDEX application_queue_office; DROP INDEX application_queue_count;"                 \
	"DROP INDEX application_queue_assignee;"                                                   \
	"ALTER TABLE application DROP COLUMN assignee;"                                            \
	"ALTER TABLE application DROP COLUMN office;"

#endif
