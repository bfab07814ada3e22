/* statement_member.h - inside statement.c only: the statements for who works on an application, and
 * for what is to be looked at since what they signed has changed. */
#ifndef SERVICES_STORE_STATEMENT_MEMBER_H
#define SERVICES_STORE_STATEMENT_MEMBER_H

#include "services/store/store_member.h"

/* clang-format off */
#define MEMBER_STATEMENTS                                                                          \
	[SQL_MEMBER_ADD] = {"INSERT INTO member @", &store_member_table, 0},                       \
	[SQL_MEMBER_ACT] = {"UPDATE member SET @", &store_member_table, TABLE_ACTS},               \
	[SQL_MEMBER_EACH] =                                                                        \
		{"SELECT @ FROM member WHERE application = $1 ORDER BY number",                    \
		 &store_member_table, 0},                                                          \
	[SQL_MEMBER_ALL] = {"SELECT @ FROM member ORDER BY id", &store_member_table, 0},           \
	[SQL_MEMBER_GONE] =                                                                        \
		{"SELECT l.object FROM ledger l WHERE l.act = $1 AND NOT EXISTS"                   \
		 " (SELECT 1 FROM member m WHERE m.id = l.object) AND EXISTS"                      \
		 " (SELECT 1 FROM application a WHERE a.id = l.subject)", NULL, 0},                \
	[SQL_MEMBER_OF_ACCOUNT] =                                                                  \
		{"SELECT application FROM member WHERE account = $1 AND account <> ''"             \
		 " AND ended_at = 0 ORDER BY at DESC, id LIMIT 50", NULL, 0},                      \
	[SQL_NOTICE_READ_OF_MEMBER] =                                                              \
		{"UPDATE notice SET read_at = $3 WHERE application = $1 AND member = $2"           \
		 " AND read_at = 0", NULL, 0},                                                     \
	[SQL_NOTICE_NEXT_OF_MEMBER] =                                                              \
		{"SELECT coalesce(max(number), 999999) + 1 FROM notice WHERE application = $1"     \
		 " AND number >= 1000000", NULL, 0},                                               \
	[SQL_UNSURE_PUT] =                                                                         \
		{"INSERT INTO unsure @ ON CONFLICT (application) DO UPDATE SET #",                 \
		 &store_unsure_table, TABLE_SAVES},                                                \
	[SQL_UNSURE_NEXT] =                                                                        \
		{"SELECT application FROM unsure WHERE at <= $1 ORDER BY at, application LIMIT 1", \
		 NULL, 0},                                                                         \
	[SQL_UNSURE_DROP] = {"DELETE FROM unsure WHERE application = $1", NULL, 0},
/* clang-format on */

#endif
