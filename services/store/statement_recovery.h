/* statement_recovery.h - inside statement.c only: the statements for accounts that are opened anew,
 * and for what the ledger has of addresses, and what no sender takes.
 */
#ifndef SERVICES_STORE_STATEMENT_RECOVERY_H
#define SERVICES_STORE_STATEMENT_RECOVERY_H

#include "services/store/store_recovery.h"

/* clang-format off */
#define RECOVERY_STATEMENTS                                                                        \
	[SQL_RECOVERY_ADD] = {"INSERT INTO account_recovery @", &store_recovery_table, 0},         \
	[SQL_RECOVERY_DROP] =                                                                      \
		{"DELETE FROM account_recovery WHERE account = $1 AND what = $2", NULL, 0},        \
	[SQL_RECOVERY_EACH] =                                                                      \
		{"SELECT @ FROM account_recovery WHERE account = $1 ORDER BY what",                \
		 &store_recovery_table, 0},                                                        \
	[SQL_RECOVERY_LATE] =                                                                      \
		{"SELECT account FROM account_recovery WHERE ready_at < $1 AND account > $2"       \
		 " ORDER BY account LIMIT 1", NULL, 0},                                            \
	[SQL_ADDRESS_GONE] =                                                                       \
		{"SELECT l.object FROM ledger l WHERE l.act = $1 AND " NEWEST " AND NOT EXISTS"    \
		 " (SELECT 1 FROM address a WHERE a.id = l.object AND a.proven_at > 0)", NULL, 0}, \
	[SQL_DISPATCH_HELD] =                                                                      \
		{"SELECT count(*), coalesce(min(at), 0), coalesce(max(why), '') FROM dispatch"     \
		 " WHERE state = 'waiting' AND why LIKE $1 || '%'", NULL, 0},                      \
	[SQL_ERRAND_ADD] = {"INSERT INTO errand @", &store_errand_table, 0},                       \
	[SQL_ERRAND_ACT] = {"UPDATE errand SET @", &store_errand_table, TABLE_ACTS},               \
	[SQL_ERRAND_DROP] = {"DELETE FROM errand WHERE id = $1", NULL, 0},                         \
	[SQL_ERRAND_LOCK] = {"SELECT id FROM errand WHERE id = $1~", NULL, 0},                     \
	[SQL_ERRAND_GET] = {"SELECT @ FROM errand WHERE id = $1", &store_errand_table, 0},         \
	[SQL_ERRAND_NEXT] =                                                                        \
		{"SELECT id FROM errand WHERE kind <> 'refused' ORDER BY at, id LIMIT 1", NULL, 0}, \
	[SQL_ERRAND_ALL] = {"SELECT @ FROM errand ORDER BY id", &store_errand_table, 0},
/* clang-format on */

#endif
