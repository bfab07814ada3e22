/* statement_issued.h - inside statement.c only: the statements for documents that were issued. */
#ifndef SERVICES_STORE_STATEMENT_ISSUED_H
#define SERVICES_STORE_STATEMENT_ISSUED_H

#include "services/store/store_issued.h"

/* clang-format off */
#define ISSUED_STATEMENTS                                                                          \
	[SQL_ISSUED_ADD] = {"INSERT INTO issued @", &store_issued_table, 0},                       \
	[SQL_ISSUED_ACT] = {"UPDATE issued SET @", &store_issued_table, TABLE_ACTS},               \
	[SQL_ISSUED_FIND] = {"SELECT @ FROM issued WHERE found = $1", &store_issued_table, 0},     \
	[SQL_ISSUED_OF] =                                                                          \
		{"SELECT @ FROM issued WHERE application = $1 ORDER BY at, n, id", &store_issued_table, 0}, \
	[SQL_ISSUED_ALL] = {"SELECT @ FROM issued ORDER BY id", &store_issued_table, 0},           \
	[SQL_ISSUED_GONE] =                                                                        \
		{"SELECT l.object FROM ledger l WHERE l.act IN ($1, $2) AND " NEWEST               \
		 " AND NOT EXISTS (SELECT 1 FROM issued i WHERE i.id = l.object)", NULL, 0},       \
	[SQL_NUMBERING_TAKE] =                                                                     \
		{"INSERT INTO numbering (scope, n) VALUES ($1, 1)"                                 \
		 " ON CONFLICT (scope) DO UPDATE SET n = numbering.n + 1", NULL, 0},               \
	[SQL_NUMBERING_GET] = {"SELECT n FROM numbering WHERE scope = $1", NULL, 0},               \
	[SQL_NUMBERING_GAPS] =                                                                     \
		{"SELECT m.scope FROM numbering m WHERE m.n <>"                                    \
		 " (SELECT count(*) FROM issued i WHERE i.scope = m.scope)"                        \
		 " UNION SELECT i.scope FROM issued i WHERE NOT EXISTS"                            \
		 " (SELECT 1 FROM numbering m WHERE m.scope = i.scope) ORDER BY 1", NULL, 0},
/* clang-format on */

#endif
