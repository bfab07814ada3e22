/* statement_due.h - inside statement.c only: the statements for what is owed, and what came of it.
 */
#ifndef SERVICES_STORE_STATEMENT_DUE_H
#define SERVICES_STORE_STATEMENT_DUE_H

#include "services/store/store_due.h"

/* clang-format off */
#define DUE_STATEMENTS                                                                             \
	[SQL_DUE_ADD] = {"INSERT INTO due @", &store_due_table, 0},                                \
	[SQL_DUE_ACT] = {"UPDATE due SET @", &store_due_table, TABLE_ACTS},                        \
	[SQL_DUE_LOCK] = {"SELECT id FROM due WHERE id = $1~", NULL, 0},                           \
	[SQL_DUE_GET] = {"SELECT @ FROM due WHERE id = $1", &store_due_table, 0},                  \
	[SQL_DUE_FIND] = {"SELECT @ FROM due WHERE reference = $1", &store_due_table, 0},          \
	[SQL_DUE_EACH] =                                                                           \
		{"SELECT @ FROM due WHERE application = $1 ORDER BY number", &store_due_table, 0}, \
	[SQL_DUE_ALL] = {"SELECT @ FROM due ORDER BY id", &store_due_table, 0},                    \
	[SQL_DUE_GONE] =                                                                           \
		{"SELECT l.object FROM ledger l WHERE l.act = $1 AND " NEWEST " AND NOT EXISTS"    \
		 " (SELECT 1 FROM due d WHERE d.id = l.object) AND NOT EXISTS"                     \
		 " (SELECT 1 FROM payment p WHERE p.id = l.object)", NULL, 0},                     \
	[SQL_PAYMENT_ADD] = {"INSERT INTO payment @", &store_payment_table, 0},                    \
	[SQL_PAYMENT_ACT] = {"UPDATE payment SET @", &store_payment_table, TABLE_ACTS},            \
	[SQL_PAYMENT_FIND] =                                                                       \
		{"SELECT @ FROM payment WHERE number = $1", &store_payment_table, 0},              \
	[SQL_PAYMENT_TRACE] =                                                                      \
		{"SELECT @ FROM payment WHERE source = $1 AND trace = $2 AND source <> ''"         \
		 " ORDER BY at DESC, id DESC LIMIT 1", &store_payment_table, 0},                   \
	[SQL_PAYMENT_EACH] =                                                                       \
		{"SELECT @ FROM payment WHERE due = $1 ORDER BY place, at, id",              \
		 &store_payment_table, 0},                                                         \
	[SQL_PAYMENT_ALL] = {"SELECT @ FROM payment ORDER BY id", &store_payment_table, 0},        \
	[SQL_PAYMENT_BETWEEN] =                                                                    \
		{"SELECT @ FROM payment WHERE at >= $1 AND at < $2 ORDER BY at, id",               \
		 &store_payment_table, 0},
/* clang-format on */

#endif
